//! 8  Phrases that come again: runs of four to twelve words that the answering side says in several documents on several
//! dates, names of countries and persons as slots; and how much of each turn is formula.
//!
//! A phrase is told where it recurs and is maximal: no phrase of one word more, before or behind, stands in just the same
//! places. Formulas of more than twelve words are told by their first twelve.
//!
//! Words become numbers ([`stream`]) in one long row ([`row`]), and runs of four words are counted roughly ([`counters`]).
//! What certainly does not recur is left out of a second row, in which the phrases are found by sorting, a part after
//! another ([`closed`]). Nothing depends on threads; time grows with the text. The rows may lie outside memory ([`Aside`]):
//! what is held grows with the phrases, the turns and the different words.

pub(crate) mod spoken;
mod aside;
mod counters;
mod stream;
mod row;
mod closed;
mod free;
mod told;
mod dispersion;
mod formulaic;
#[cfg(test)]
mod plainly;

pub use aside::{Aside, InMemory};
pub use dispersion::dp;
pub use formulaic::{Formulaic, Sums};
pub use spoken::READ;
pub use told::{BURST_DAYS, CHANCE, KNOWN_DAYS, NEW_DAYS, REGULAR_DATES, SILENT_DAYS, Status};

use counters::Counters;
use rayon::prelude::*;
use row::{Filling, Row};
use spoken::{Spoken, spoken};
use stream::{NOBODY, Stream};
use told::{Heard, Setting, Told};

use crate::resources::Resources;
use crate::table::{PhraseRow, Table, Tables, phrases};

/// A phrase has so many words at least, names in slots as one.
pub const SHORTEST: usize = 4;
/// And so many at most.
pub const LONGEST: usize = 12;
/// It is heard on so many dates at least, and so in as many documents; one without a date counts as a date of its own.
pub const OCCASIONS: usize = 3;
/// A formulaic sentence or run is heard on so many other dates.
pub const OTHERS: usize = 3;
/// A formulaic sentence has so many words.
pub const SENTENCE: u32 = 8;
/// And a formulaic run.
pub const RUN: usize = 8;

/// A piece has so many rows.
const PIECE: usize = 16_384;
/// So many blocks of the row are gone through at once.
const AT_ONCE: usize = 8;
/// Words of the answering side in a sentence, about: some sentences are others'.
const WORDS: usize = 12;

/// Who takes pieces of the tables `documents`, `turns` and `sentences`.
pub type Listen<'a> = dyn FnMut(&Tables) + 'a;

/// The phrases of some documents, ready to be told.
#[derive(Debug)]
pub struct Phrases {
    stream: Stream,
    /// The words of all phrases.
    words: Vec<u32>,
    told: Vec<Told>,
    /// How much of each turn is formula.
    pub formulaic: Formulaic,
}

/// What is looked for, and in how much.
#[derive(Clone, Copy, Default)]
pub struct Look<'a> {
    /// About so many sentences there are.
    pub sentences: usize,
    /// If given, only phrases in documents are told that are new by their ids, and those in no other are [`Status::New`].
    pub is_new: Option<&'a dyn Fn(&str) -> bool>,
    /// Are the counts of every document kept, for [`Phrases::counted`]?
    pub by_document: bool,
}

/// Finds the phrases. `speak` hands out the tables `documents`, `turns` and `sentences` of all documents, whole ones in
/// their order; `aside` makes places for what is too large to be held.
///
/// # Errors
/// Those of `speak` and of the places.
pub fn find<A: Aside + Send + Sync>(
    resources: &Resources,
    look: Look,
    aside: impl Fn() -> A,
    speak: impl FnOnce(&mut Listen) -> Result<(), A::Error>,
) -> Result<Phrases, A::Error> {
    let mut counters = Counters::new(look.sentences * WORDS);
    let mut stream = Stream::default();
    let mut all = Row::new(aside());
    let mut filling = Filling::default();
    let mut kept = Ok(());
    let mut add = |said: Vec<Spoken>| {
        for spoken in said {
            stream.add(&spoken, &mut counters, &mut filling);
            if filling.is_full() && kept.is_ok() {
                kept = all.put(&std::mem::take(&mut filling));
            }
        }
    };
    // The words of a piece are read while those of the one before get their numbers.
    let mut before = Vec::new();
    speak(&mut |tables| {
        let said = std::mem::take(&mut before);
        before = rayon::join(|| spoken(tables, resources, true), || add(said)).0;
    })?;
    add(before);
    kept?;
    all.put(&filling)?;
    let row = recurring(all, &counters, aside())?;
    drop(counters);
    let mut closed = closed::closed(&Setting::new(&stream, &look), &row)?;
    free::count(&row, &mut closed)?;
    let formulaic = Formulaic::new(&stream, &row, &closed.runs)?;
    closed.told.retain(|phrase| phrase.is_fresh);
    let mut phrases = Phrases { stream, words: closed.words, told: closed.told, formulaic };
    phrases.sort();
    Ok(phrases)
}

/// The stretches of sentences in which all runs of four words may recur.
fn recurring<A: Aside + Sync>(all: Row<A>, counters: &Counters, aside: A) -> Result<Row<A>, A::Error> {
    let mut row = Row::told_apart(aside);
    let blocks: Vec<usize> = (0..all.blocks()).collect();
    for some in blocks.chunks(AT_ONCE) {
        let of_block = |buffer: &mut Vec<u32>, number: &usize| {
            let mut filling = Filling::default();
            all.block(*number, buffer)?.stretches().for_each(|sentence| {
                let recurs: Vec<bool> =
                    counters::runs(sentence.words).map(|run| counters.may_recur(run)).collect();
                filling.push_recurring(&sentence, &recurs);
            });
            Ok(filling)
        };
        let fillings: Vec<Result<Filling, A::Error>> = some.par_iter().map_init(Vec::new, of_block).collect();
        fillings.into_iter().try_for_each(|filling| row.put(&filling?))?;
    }
    Ok(row)
}

impl Phrases {
    /// The rows in their order, in pieces: phrases in many documents first, then those said often, then by their words.
    pub fn tables(&self) -> impl Iterator<Item = Table> {
        self.told.chunks(PIECE).map(|some| {
            let mut table = Table::new(&phrases::DECLARED);
            some.iter().for_each(|phrase| phrases::fill(&self.row(phrase), &mut table));
            table
        })
    }

    /// The phrases, each with the documents in which it stands – numbered in their order, those in which nobody answers
    /// left out – and how often, if that was asked for.
    pub fn counted(&self) -> impl Iterator<Item = (String, &[(u32, u32)])> {
        self.told.iter().map(|phrase| (self.shown(phrase), &*phrase.by_document))
    }

    fn sort(&mut self) {
        let mut told = std::mem::take(&mut self.told);
        told.sort_unstable_by(|a, b| {
            let counts = |phrase: &Told| (phrase.n_documents, phrase.n_occurrences);
            counts(b).cmp(&counts(a)).then_with(|| self.words(a).cmp(self.words(b)))
        });
        self.told = told;
    }

    fn words(&self, phrase: &Told) -> impl Iterator<Item = (&str, &'static str)> {
        self.words[phrase.range()].iter().map(|word| self.stream.shown(*word))
    }

    fn shown(&self, phrase: &Told) -> String {
        let words: Vec<String> = self.words(phrase).map(|(word, ending)| format!("{word}{ending}")).collect();
        words.join(" ")
    }

    fn row<'a>(&'a self, phrase: &'a Told) -> PhraseRow<'a> {
        let of = |heard: Heard| &self.stream.documents[heard.document as usize];
        let document = |heard: Heard| of(heard).id.as_ref();
        let speaker =
            |heard: Heard| (heard.speaker != NOBODY).then(|| self.stream.speakers.word(heard.speaker));
        PhraseRow {
            phrase: self.shown(phrase),
            n_tokens: phrase.n.into(),
            goes_on: phrase.goes_on,
            n_occurrences: phrase.n_occurrences as usize,
            n_free: phrase.n_free as usize,
            n_documents: phrase.n_documents as usize,
            n_dates: phrase.n_dates as usize,
            n_speakers: phrase.n_speakers as usize,
            first_date: of(phrase.first).date,
            last_date: of(phrase.last).date,
            first_document_id: document(phrase.first),
            last_document_id: document(phrase.last),
            first_speaker: speaker(phrase.first),
            last_speaker: speaker(phrase.last),
            dispersion: phrase.dispersion,
            burst_share: phrase.burst.map(|(share, _)| share),
            burst_from: phrase.burst.map(|(_, from)| from),
            status: phrase.status.map(Status::name),
            variants: phrase.variants.as_deref(),
        }
    }
}
