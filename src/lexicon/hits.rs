//! What a search has found in a sentence, and where it has looked.

use std::ops::Range;

use super::compile::Group;
use super::find::{LONGEST, Match, Matches, meet};

/// Where each sequence was looked for already: no beginning is tried twice.
#[derive(Debug, Default)]
pub(super) struct Tried {
    /// One past the last beginning, counted through all documents since the last clearing.
    until: Vec<u32>,
    /// The count at the beginning of this document, and at its end.
    first: u32,
    end: u32,
}

impl Tried {
    pub(super) fn begin(&mut self, tokens: usize, sequences: usize) {
        self.first = self.end;
        let end = u32::try_from(self.first as usize + tokens + 1);
        self.end = end.unwrap_or_else(|_| {
            self.until.clear();
            self.first = 0;
            tokens as u32 + 1
        });
        self.until.resize(sequences, 0);
    }

    pub(super) fn from(&self, sequence: u32, earliest: usize) -> usize {
        let tried = self.until[sequence as usize].saturating_sub(self.first);
        earliest.max(tried as usize)
    }

    pub(super) fn until(&mut self, sequence: u32, token: usize) {
        self.until[sequence as usize] = self.first + token as u32;
    }
}

/// What stands in a sentence.
#[derive(Debug, Default)]
pub(super) struct Hits {
    pub(super) found: Vec<Hit>,
    /// Hits of one word that no exception cancels, in text order, each once.
    pub(super) singles: Vec<Hit>,
    pub(super) exceptions: Vec<Hit>,
    /// The entries found whose exceptions are looked for, while they are, in ascending order.
    excepted: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) entry: u32,
    pub(super) tokens: Range<usize>,
}

impl Hit {
    /// By beginnings, the longest first, then by entries.
    fn order(&self) -> (usize, usize, u32) {
        (self.tokens.start, usize::MAX - self.tokens.end, self.entry)
    }
}

impl Hits {
    /// Notes the entries that have exceptions; are there any?
    pub(super) fn note_excepted(&mut self, group: &Group) -> bool {
        let entries = self.found.iter().map(|hit| hit.entry);
        self.excepted.extend(entries.filter(|entry| group.is_excepted(*entry)));
        self.excepted.sort_unstable();
        !self.excepted.is_empty()
    }

    /// Are hits of the sequence looked for: is it no exception, or one of an entry that was found?
    pub(super) fn wants(&self, group: &Group, sequence: u32) -> bool {
        self.excepted.is_empty() || self.excepted.binary_search(&group.entry(sequence)).is_ok()
    }

    /// Writes down what was found in a sentence, each hit once, in the order that [`longest`] wants.
    pub(super) fn settle(&mut self, sentence: usize, matches: &mut Matches) {
        let Self { found, singles, exceptions, excepted } = self;
        found.sort_unstable_by_key(Hit::order);
        found.dedup();
        let mut singles = singles.drain(..).peekable();
        let of = |Hit { entry, tokens }| Match { entry, tokens, sentence };
        exceptions.sort_unstable_by_key(|hit| (hit.entry, hit.tokens.start, hit.tokens.end));
        for hit in found.drain(..) {
            while let Some(single) = singles.next_if(|single| single.order() < hit.order()) {
                matches.standing.push(of(single));
            }
            singles.next_if_eq(&hit);
            match meeting(exceptions, hit.entry, &hit.tokens) {
                Some(exception) => matches.cancelled.push((of(hit), exception)),
                None => matches.standing.push(of(hit)),
            }
        }
        matches.standing.extend(singles.map(of));
        exceptions.clear();
        excepted.clear();
    }
}

/// The first exception of an entry that shares a token with a hit of it.
fn meeting(exceptions: &[Hit], entry: u32, tokens: &Range<usize>) -> Option<Range<usize>> {
    if exceptions.is_empty() {
        return None;
    }
    // None is longer than its pattern allows.
    let key = (entry, tokens.start.saturating_sub(LONGEST));
    let first = exceptions.partition_point(|hit| (hit.entry, hit.tokens.start) < key);
    let near = exceptions[first..].iter();
    let mut near = near.take_while(|hit| hit.entry == entry && hit.tokens.start < tokens.end);
    near.find(|hit| meet(&hit.tokens, tokens)).map(|hit| hit.tokens.clone())
}
