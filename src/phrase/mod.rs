//! 8  Phrases that come again: runs of four to twelve words that the answering side says in several documents on several
//! dates, names of countries and persons as slots; and how much of each turn is formula.
//!
//! A phrase is told where it recurs and is maximal: no phrase of one word more, before or behind, stands in just the same
//! places. Formulas of more than twelve words are told by their first twelve.
//!
//! Everything is read twice. The first time runs of four words are counted roughly ([`counters`]); what certainly does
//! not recur is left out the second time, when the rest becomes one row of numbers ([`stream`]), of which the phrases are
//! found by sorting ([`closed`]). Nothing depends on threads; time grows with the text, memory with the part of it that
//! may recur.

pub(crate) mod spoken;
mod counters;
mod stream;
mod closed;
mod told;
mod dispersion;
mod formulaic;
#[cfg(test)]
mod plainly;

pub use dispersion::dp;
pub use formulaic::{Formulaic, Sums};
pub use spoken::READ;
pub use told::{BURST_DAYS, CHANCE, KNOWN_DAYS, NEW_DAYS, REGULAR_DATES, SILENT_DAYS, Status};

use counters::Counters;
use spoken::spoken;
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
/// Words of the answering side in a sentence, about: some sentences are others'.
const WORDS: usize = 12;

/// Who takes pieces of the tables `documents`, `turns` and `sentences`.
pub type Listen<'a> = dyn FnMut(&Tables) + 'a;

/// The phrases of some documents, ready to be told.
#[derive(Debug)]
pub struct Phrases {
    stream: Stream,
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
/// their order, as often as it is called.
///
/// # Errors
/// Those of `speak`.
pub fn find<E>(
    resources: &Resources,
    look: Look,
    mut speak: impl FnMut(&mut Listen) -> Result<(), E>,
) -> Result<Phrases, E> {
    let mut counters = Counters::new(look.sentences * WORDS);
    let mut occasions = stream::Occasions::default();
    speak(&mut |tables| {
        for spoken in spoken(tables, resources, true) {
            let occasion = occasions.of(spoken.date);
            for (_, sentence) in &spoken.sentences {
                counters::runs(spoken.words(sentence)).for_each(|run| counters.hear(run, occasion));
            }
        }
    })?;
    let mut stream = Stream::default();
    speak(&mut |tables| {
        spoken(tables, resources, true).iter().for_each(|spoken| stream.add(spoken, &counters));
    })?;
    drop(counters);
    let (mut told, begins) = closed::closed(&Setting::new(&stream, &look));
    let formulaic = Formulaic::new(&stream, &begins);
    told.retain(|phrase| phrase.is_fresh);
    let mut phrases = Phrases { stream, told, formulaic };
    phrases.sort();
    Ok(phrases)
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
        let at = phrase.at as usize;
        self.stream.words[at..at + usize::from(phrase.n)].iter().map(|word| self.stream.shown(*word))
    }

    fn shown(&self, phrase: &Told) -> String {
        let words: Vec<String> = self.words(phrase).map(|(word, ending)| format!("{word}{ending}")).collect();
        words.join(" ")
    }

    fn row<'a>(&'a self, phrase: &'a Told) -> PhraseRow<'a> {
        let document = |heard: Heard| self.stream.documents[heard.document as usize].id.as_ref();
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
            first_date: phrase.first.date,
            last_date: phrase.last.date,
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
