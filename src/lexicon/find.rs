//! What is found: entries of the lexicons in the tokens of a document.

use std::ops::Range;

use super::pattern::Slots;

/// An entry found in the tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Number of the entry, counted through all lexicons.
    pub entry: u32,
    /// The tokens, first to one past the last.
    pub tokens: Range<usize>,
    /// The sentence that holds them.
    pub sentence: usize,
}

/// A name in the text that can fill slots; no two begin at one token.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The slots that it fills.
    pub slots: Slots,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Matches {
    /// Matches that no exception cancels, by their beginnings, the longest first.
    pub standing: Vec<Match>,
    /// The others, each with the tokens of the exception.
    pub cancelled: Vec<(Match, Range<usize>)>,
}

impl Matches {
    /// Nothing, with room for so many matches.
    pub(super) fn with_capacity(matches: usize) -> Self {
        Self { standing: Vec::with_capacity(matches), cancelled: Vec::new() }
    }
}

/// No match is longer than this, in tokens.
pub(super) const LONGEST: usize = 400;

/// Of overlapping matches keeps the leftmost, and of those that begin together the longest (then the first entry).
pub fn longest(mut all: Vec<Match>) -> Vec<Match> {
    sort(&mut all);
    let mut end = 0;
    all.retain(|found| {
        let kept = end <= found.tokens.start;
        if kept {
            end = found.tokens.end;
        }
        kept
    });
    all
}

/// Sorts matches by their [`order`]. Costs little where that is the order already.
pub fn sort(all: &mut [Match]) {
    all.sort_by_key(order);
}

/// The order of matches: by beginnings, the longest first, then by entries.
pub fn order(found: &Match) -> (usize, usize, u32) {
    (found.tokens.start, usize::MAX - found.tokens.end, found.entry)
}

/// Do two token ranges share a token?
pub fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
