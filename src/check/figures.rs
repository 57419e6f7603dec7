//! Claims as they are compared: every word a number, and what many claims have alike held once, so that those of a large
//! collection can be kept. What a claim says in words is read again where a pair is told.

use std::cmp::Ordering;
use std::hash::Hash;

use hashbrown::HashMap;
use jiff::civil::Date;

use super::claim::Claim;
use super::value::Interval;
use crate::cite::quantities::Kind;

/// A word by its number; numbers stand in the order of the words.
pub(super) type Word = u32;
/// The word without letters is the first.
pub(super) const EMPTY: Word = 0;

/// What is counted or measured.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Thing {
    pub(super) kind: Kind,
    pub(super) measure: Word,
    pub(super) head: Word,
    pub(super) nouns: Box<[Word]>,
    pub(super) narrowed: Box<[Word]>,
}

/// Where, by whom, when, after whom.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Slots {
    pub(super) scope: Option<Word>,
    pub(super) agent: Option<Word>,
    pub(super) source: Option<Word>,
    pub(super) year: Option<Word>,
    pub(super) heading: bool,
}

/// A claim as it is kept.
#[derive(Debug)]
struct Figure {
    value: f64,
    interval: Interval,
    figures: u32,
    thing: u32,
    slots: u32,
    sentence: u32,
    number: u32,
    place: u32,
}

/// A sentence that holds claims.
#[derive(Debug)]
struct Sentence {
    text: u32,
    number: u32,
    /// Where its stems end; they begin where those of the sentence before end.
    end: u32,
}

/// A document.
#[derive(Debug)]
struct Text {
    id: Word,
    date: Option<Date>,
    /// Where its claims are kept.
    home: u64,
}

/// A claim as it is compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct One<'a> {
    pub(super) value: f64,
    pub(super) interval: Interval,
    pub(super) figures: u32,
    pub(super) thing: &'a Thing,
    pub(super) slots: &'a Slots,
    /// The document.
    pub(super) document: Word,
    pub(super) sentence: u32,
    /// Stems of the content words of the sentence, in order.
    pub(super) topic: &'a [Word],
}

/// Where the words of a claim are kept: in which part of what is kept, and where in it.
pub type Place = (u64, u32);

/// The claims of a collection.
#[derive(Debug, Default)]
pub struct Figures {
    figures: Vec<Figure>,
    things: Vec<Thing>,
    slots: Vec<Slots>,
    sentences: Vec<Sentence>,
    stems: Vec<Word>,
    texts: Vec<Text>,
    words: usize,
}

impl Figures {
    /// The figures of claims, in their order; each has the number of its claim.
    pub fn of(claims: &[Claim]) -> Self {
        let mut coming = Coming::default();
        for (at, claim) in (0..).zip(claims) {
            coming.add(claim, (0, at));
        }
        coming.finish()
    }

    /// Puts them into the order in which their texts appeared, then of their ids, then that of the text.
    pub fn sort(&mut self) {
        let chronological =
            |a: &Text, b: &Text| (a.date.is_none(), a.date, a.id).cmp(&(b.date.is_none(), b.date, b.id));
        let mut texts: Vec<u32> = (0..self.texts.len() as u32).collect();
        let text = |number: &u32| &self.texts[*number as usize];
        texts.sort_by(|a, b| chronological(text(a), text(b)));
        // Texts of one id and date have one rank.
        let mut ranks = vec![0; texts.len()];
        for pair in texts.windows(2) {
            let further = chronological(text(&pair[0]), text(&pair[1])) != Ordering::Equal;
            ranks[pair[1] as usize] = ranks[pair[0] as usize] + u32::from(further);
        }
        let sentences = &self.sentences;
        let rank = |figure: &Figure| ranks[sentences[figure.sentence as usize].text as usize];
        self.figures.sort_by_key(|figure| (rank(figure), figure.number));
    }

    /// Number of claims.
    pub fn len(&self) -> usize {
        self.figures.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// Where the words of a claim are kept.
    pub fn place(&self, number: u32) -> Place {
        let figure = &self.figures[number as usize];
        let text = self.sentences[figure.sentence as usize].text;
        (self.texts[text as usize].home, figure.place)
    }

    /// Number of distinct words.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// A claim.
    pub(super) fn one(&self, number: u32) -> One<'_> {
        let figure = &self.figures[number as usize];
        let at = figure.sentence as usize;
        let sentence = &self.sentences[at];
        let start = at.checked_sub(1).map_or(0, |before| self.sentences[before].end);
        One {
            value: figure.value,
            interval: figure.interval,
            figures: figure.figures,
            thing: &self.things[figure.thing as usize],
            slots: &self.slots[figure.slots as usize],
            document: self.texts[sentence.text as usize].id,
            sentence: sentence.number,
            topic: &self.stems[start as usize..sentence.end as usize],
        }
    }

    /// All claims in their order.
    pub(super) fn all(&self) -> impl Iterator<Item = One<'_>> {
        (0..self.len() as u32).map(|number| self.one(number))
    }
}

/// Claims as they come, document by document.
#[derive(Debug)]
pub struct Coming {
    words: HashMap<Box<str>, Word>,
    things: HashMap<Thing, u32>,
    slots: HashMap<Slots, u32>,
    found: Figures,
}

impl Default for Coming {
    fn default() -> Self {
        let words = HashMap::from_iter([("".into(), EMPTY)]);
        Self { words, things: HashMap::new(), slots: HashMap::new(), found: Figures::default() }
    }
}

impl Coming {
    /// Adds a claim, and notes where its words are kept.
    pub fn add(&mut self, claim: &Claim, (home, place): Place) {
        let sentence = self.sentence(claim, home);
        let thing = Thing {
            kind: claim.kind,
            measure: self.word(&claim.measure),
            head: self.word(&claim.head),
            nouns: claim.noun_stems.iter().map(|stem| self.word(stem)).collect(),
            narrowed: claim.narrowed.iter().map(|word| self.word(word)).collect(),
        };
        let mut key = |slot: &Option<(String, String)>| slot.as_ref().map(|(_, key)| self.word(key));
        let (scope, agent, source) = (key(&claim.scope), key(&claim.agent), key(&claim.source));
        let year = claim.year.as_ref().map(|year| self.word(year));
        let slots = Slots { scope, agent, source, year, heading: claim.heading };
        self.found.figures.push(Figure {
            value: claim.value,
            interval: claim.interval,
            figures: claim.figures,
            thing: number(&mut self.things, thing),
            slots: number(&mut self.slots, slots),
            sentence,
            number: claim.number as u32,
            place,
        });
    }

    /// The sentence of a claim: that of the last, or the next.
    fn sentence(&mut self, claim: &Claim, home: u64) -> u32 {
        let id = self.word(&claim.document_id);
        let same = |text: &Text| text.id == id && text.date == claim.date && text.home == home;
        if !self.found.texts.last().is_some_and(same) {
            self.found.texts.push(Text { id, date: claim.date, home });
        }
        let (text, number) = (self.found.texts.len() as u32 - 1, claim.sentence as u32);
        let known =
            self.found.sentences.last().is_some_and(|last| (last.text, last.number) == (text, number));
        if !known {
            for stem in claim.topic.iter() {
                let stem = self.word(stem);
                self.found.stems.push(stem);
            }
            self.found.sentences.push(Sentence { text, number, end: self.found.stems.len() as u32 });
        }
        self.found.sentences.len() as u32 - 1
    }

    fn word(&mut self, word: &str) -> Word {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let next = self.words.len() as Word;
        self.words.insert(word.into(), next);
        next
    }

    /// All that came, every word by its place in the order of words.
    pub fn finish(self) -> Figures {
        let Self { words, things, slots, mut found } = self;
        let mut words: Vec<(Box<str>, Word)> = words.into_iter().collect();
        words.sort_unstable();
        let mut ranks = vec![EMPTY; words.len()];
        for (rank, (_, word)) in (0..).zip(&words) {
            ranks[*word as usize] = rank;
        }
        let ranked = |word: &mut Word| *word = ranks[*word as usize];
        found.words = words.len();
        found.texts.iter_mut().for_each(|text| ranked(&mut text.id));
        found.stems.iter_mut().for_each(ranked);
        found.things = listed(things);
        for thing in &mut found.things {
            let lists = thing.nouns.iter_mut().chain(&mut thing.narrowed);
            lists.chain([&mut thing.measure, &mut thing.head]).for_each(ranked);
        }
        found.slots = listed(slots);
        for slots in &mut found.slots {
            let all = [&mut slots.scope, &mut slots.agent, &mut slots.source, &mut slots.year];
            all.into_iter().flatten().for_each(ranked);
        }
        found
    }
}

fn number<T: Hash + Eq>(known: &mut HashMap<T, u32>, one: T) -> u32 {
    let next = known.len() as u32;
    *known.entry(one).or_insert(next)
}

/// The keys by their numbers.
fn listed<T>(numbers: HashMap<T, u32>) -> Vec<T> {
    let mut all: Vec<(T, u32)> = numbers.into_iter().collect();
    all.sort_unstable_by_key(|(_, number)| *number);
    all.into_iter().map(|(one, _)| one).collect()
}
