//! What is said as numbers of words, and the turns and documents that it belongs to.

use hashbrown::{HashMap, HashTable};
use jiff::civil::Date;

use super::SHORTEST;
use super::counters::{self, Counters};
use super::row::Filling;
use super::spoken::{Slot, Spoken, Word};

/// Stands between stretches of words; it is no word.
pub(super) const BREAK: u32 = (1 << 31) - 1;
/// Numbers from here on are names in slots.
const NAME: u32 = 1 << 31;
const PERSON: u32 = 1 << 30;
const POSSESSIVE: u32 = 1 << 29;
const NUMBER: u32 = POSSESSIVE - 1;

/// The same for all names in one slot, else the number of the word.
pub(super) fn kind(word: u32) -> u32 {
    if word & NAME == 0 { word } else { word & !NUMBER }
}

/// The hash of some words and one more.
pub(super) fn mix(hash: u64, word: u32) -> u64 {
    let mixed = (hash.rotate_left(23) ^ u64::from(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 29
}

/// A document in which the answering side speaks.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) id: Box<str>,
    pub(super) date: Option<Date>,
    /// The same for all documents of one date; one of its own where there is no date.
    pub(super) occasion: u32,
    /// Words of its answering turns.
    pub(super) words: u32,
}

/// A turn with a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    /// Hash of its id.
    pub(super) id: u64,
    pub(super) document: u32,
    /// Number of the speaker; [`NOBODY`] where no name is known.
    pub(super) speaker: u32,
}

/// A speaker whom the text does not name.
pub(super) const NOBODY: u32 = u32::MAX;

/// Numbers for words, in the order of their coming.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: HashTable<u32>,
    text: String,
    ends: Vec<u32>,
}

impl Vocabulary {
    pub(super) fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }

    fn number(&mut self, word: &str) -> u32 {
        let hash = |word: &str| {
            word.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
            })
        };
        let hashed = hash(word);
        if let Some(known) = self.numbers.find(hashed, |number| self.word(*number) == word) {
            return *known;
        }
        let number = self.ends.len() as u32;
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        let Self { numbers, text, ends } = self;
        let of = |number: &u32| {
            let start = (*number as usize).checked_sub(1).map_or(0, |before| ends[before]);
            hash(&text[start as usize..ends[*number as usize] as usize])
        };
        numbers.insert_unique(hashed, number, of);
        number
    }
}

/// Numbers for dates, and for documents without one.
#[derive(Debug, Default)]
pub(super) struct Occasions {
    dates: HashMap<Date, u32>,
    next: u32,
}

impl Occasions {
    /// The occasion of a further document.
    pub(super) fn of(&mut self, date: Option<Date>) -> u32 {
        let next = self.next;
        let occasion = date.map_or(next, |date| *self.dates.entry(date).or_insert(next));
        self.next += u32::from(occasion == next);
        occasion
    }
}

/// What the numbers of words, turns and documents stand for.
#[derive(Debug, Default)]
pub(super) struct Stream {
    pub(super) turns: Vec<Turn>,
    pub(super) documents: Vec<Document>,
    pub(super) speakers: Vocabulary,
    vocabulary: Vocabulary,
    names: Vocabulary,
    /// Words of each name.
    lengths: Vec<u32>,
    occasions: Occasions,
}

impl Stream {
    /// Adds what is said in a document: every sentence that has words enough for a phrase.
    pub(super) fn add(&mut self, spoken: &Spoken, counters: &mut Counters, filling: &mut Filling) {
        let occasion = self.occasions.of(spoken.date);
        let document = self.documents.len() as u32;
        let words = spoken.turns.iter().map(|turn| turn.n_tokens).sum();
        self.documents.push(Document {
            id: spoken.document.as_str().into(),
            date: spoken.date,
            occasion,
            words,
        });
        let mut added = None;
        for (turn, sentence) in &spoken.sentences {
            let words = spoken.words(sentence);
            if words.len() < SHORTEST {
                continue;
            }
            if added != Some(*turn) {
                self.add_turn(&spoken.turns[*turn], document);
                added = Some(*turn);
            }
            let turn = self.turns.len() as u32 - 1;
            filling.push(turn, 0, true, words.iter().map(|word| self.number(spoken, word)));
            counters::runs(filling.last()).for_each(|run| counters.hear(run, occasion));
        }
    }

    /// On which date, or in which document without a date, a turn was spoken.
    pub(super) fn occasion(&self, turn: u32) -> u32 {
        self.documents[self.turns[turn as usize].document as usize].occasion
    }

    fn add_turn(&mut self, turn: &super::spoken::Turn, document: u32) {
        let speaker = if turn.speaker.is_empty() { NOBODY } else { self.speakers.number(&turn.speaker) };
        self.turns.push(Turn { id: super::formulaic::key(&turn.id), document, speaker });
    }

    fn number(&mut self, spoken: &Spoken, word: &Word) -> u32 {
        let text = spoken.text_of(word);
        let Some((slot, possessive)) = word.slot else { return self.vocabulary.number(&text) };
        let number = self.names.number(&text);
        if number as usize == self.lengths.len() {
            self.lengths.push(word.n);
        }
        let person = if slot == Slot::Person { PERSON } else { 0 };
        NAME | person | if possessive { POSSESSIVE } else { 0 } | number
    }

    /// How many printed words a word stands for.
    pub(super) fn n_printed(&self, word: u32) -> u32 {
        if word & NAME == 0 { 1 } else { self.lengths[(word & NUMBER) as usize] }
    }

    /// The name in a slot.
    pub(super) fn name(&self, word: u32) -> Option<&str> {
        (word & NAME != 0).then(|| self.names.word(word & NUMBER))
    }

    /// The word as it stands in a phrase, and what ends it.
    pub(super) fn shown(&self, word: u32) -> (&str, &'static str) {
        if word & NAME == 0 {
            return (self.vocabulary.word(word), "");
        }
        let slot = if word & PERSON == 0 { Slot::Country } else { Slot::Person };
        (slot.name(), if word & POSSESSIVE == 0 { "" } else { "'s" })
    }
}
