//! Places where a quotation may have been said, and which of them are worth a closer look.

use std::cmp::Reverse;
use std::sync::Arc;

use super::{CHANCE, DAYS, Heard, Quoted, Said};

/// So many places are looked at closely for each quotation.
const PLACES: usize = 8;

/// A turn that shares runs of words with a quotation.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) said: Arc<Heard>,
    /// Runs that both have.
    pub(super) n: usize,
    /// The word of the turn with which the quotation may begin.
    pub(super) start: usize,
}

/// The places that share the most with a quotation, [`PLACES`] in transcripts and as many in articles; those that share
/// less than a quarter of the most are chance.
pub(super) fn keep_best(places: &mut Vec<Place>, quote: &Quoted) {
    let most = places.iter().map(|place| place.n).max().unwrap_or(0);
    places.retain(|place| 4 * place.n >= most);
    // Names are compared once a place and not once a comparison.
    let ranked = places.drain(..).map(|place| {
        let (another, days, ..) = likeness(quote, &place.said.said());
        ((place.said.set_apart, Reverse(place.n), another, days), place)
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by(|(rank, one), (other_rank, other)| {
        let (one, other) = (one.said.said(), other.said.said());
        rank.cmp(other_rank).then_with(|| (one.document, one.number).cmp(&(other.document, other.number)))
    });
    places.extend(ranked.into_iter().map(|(_, place)| place));
    let transcripts = places.partition_point(|place| !place.said.set_apart);
    places.truncate(transcripts + PLACES);
    places.drain(transcripts.min(PLACES)..transcripts);
}

/// What decides between turns with the same words: the same speaker, the nearest date, and at last the names of the
/// documents.
pub(super) fn likeness<'a>(quote: &Quoted, said: &Said<'a>) -> (bool, u32, &'a str, usize) {
    let another = same_speaker(quote, said) == Some(false);
    (another, days_apart(quote, said).unwrap_or(u32::MAX), said.document, said.number)
}

/// Days between two documents, where both dates are known.
fn days_apart(quote: &Quoted, said: &Said) -> Option<u32> {
    let (quoted, said) = quote.date.zip(said.date)?;
    Some((quoted.duration_since(said).as_hours() / 24).unsigned_abs() as u32)
}

/// Have both speakers one last name? "The spokeswoman" and "he" are no names.
pub(super) fn same_speaker(quote: &Quoted, said: &Said) -> Option<bool> {
    let last = |name: &str| {
        let word = name.split_whitespace().next_back().unwrap_or("");
        word.starts_with(char::is_uppercase).then(|| word.to_lowercase())
    };
    let (quoted, said) = quote.speaker.and_then(last).zip(said.speaker.and_then(last))?;
    Some(quoted == said)
}

/// Are so many equal words no chance?
pub(super) fn is_telling(n_same: usize, quote: &Quoted, said: &Said) -> bool {
    n_same > CHANCE
        || days_apart(quote, said).is_some_and(|days| days <= DAYS)
        || same_speaker(quote, said) == Some(true)
}
