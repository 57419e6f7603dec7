//! The first look: on how many dates each run of four words is heard, at least about. Runs share counters, so a counter
//! may tell too much and never too little; what it rules out cannot recur.

use super::row::key;
use super::{OCCASIONS, SHORTEST};

/// Saturating counters of the runs of four words.
pub(super) struct Counters {
    /// The last occasion, and in the two lowest bits how often the occasion changed, up to [`OCCASIONS`].
    cells: Vec<u32>,
}

/// So many counters at most, of four bytes.
const MOST: usize = 1 << 24;
const LEAST: usize = 1 << 12;
const BITS: u32 = 2;

impl Counters {
    /// Counters for about so many words.
    pub(super) fn new(words: usize) -> Self {
        Self { cells: vec![0; words.next_power_of_two().clamp(LEAST, MOST)] }
    }

    /// A run is heard on an occasion.
    pub(super) fn hear(&mut self, run: u32, occasion: u32) {
        let at = self.at(run);
        let cell = &mut self.cells[at];
        let (last, n) = (*cell >> BITS, *cell & ((1 << BITS) - 1));
        if n < OCCASIONS as u32 && (n == 0 || last != occasion) {
            *cell = occasion << BITS | (n + 1);
        }
    }

    /// May the run recur?
    pub(super) fn may_recur(&self, run: u32) -> bool {
        self.cells[self.at(run)] & ((1 << BITS) - 1) >= OCCASIONS as u32
    }

    fn at(&self, run: u32) -> usize {
        run as usize & (self.cells.len() - 1)
    }
}

/// The runs of four words of a sentence.
pub(super) fn runs(words: &[u32]) -> impl Iterator<Item = u32> {
    words.windows(SHORTEST).map(key)
}
