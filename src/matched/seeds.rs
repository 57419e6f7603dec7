//! Where to look: runs of three words of all quotations, looked up in every turn. Only the quotations are held in
//! memory, never an index of the turns; the time grows with the words of both.

use std::collections::HashMap;

use super::words::{Part, Word};

/// Words of a run.
const RUN: usize = 3;
/// A run that more quotations share tells nothing.
const COMMON: usize = 200;

/// The runs of all quotations.
#[derive(Debug, Default)]
pub struct Runs {
    /// Number of the quotation, and of the run's first word in it.
    places: HashMap<u64, Vec<(u32, u32)>>,
    /// Runs of each quotation.
    counts: Vec<usize>,
}

/// Runs of a quotation in a turn: a place to look closer.
#[derive(Clone, Debug)]
pub struct Seeds {
    /// Number of the quotation.
    pub quote: usize,
    /// How many different runs of it the turn has.
    pub n: usize,
    /// Words of the turn in which the most of them lie; where the first of them lets the quotation begin.
    pub start: usize,
}

impl Runs {
    /// The runs of the words that were said, quotation by quotation.
    pub fn new<'a>(quotes: impl Iterator<Item = &'a [Word]>) -> Self {
        let mut runs = Self::default();
        for (quote, words) in quotes.enumerate() {
            let mut count = 0;
            for (at, run) in words.windows(RUN).enumerate() {
                if run.iter().all(|word| word.part == Part::Said) {
                    runs.places.entry(hash(run)).or_default().push((quote as u32, at as u32));
                    count += 1;
                }
            }
            runs.counts.push(count);
        }
        runs.places.retain(|_, places| places.len() <= COMMON);
        runs
    }

    /// The quotations that may stand in a turn: an eighth of their runs does.
    pub fn seeds(&self, turn: &[Word]) -> Vec<Seeds> {
        let mut found: HashMap<u32, Vec<(usize, usize)>> = HashMap::new();
        for (at, run) in turn.windows(RUN).enumerate() {
            for (quote, in_quote) in self.places.get(&hash(run)).into_iter().flatten() {
                found.entry(*quote).or_default().push((at, *in_quote as usize));
            }
        }
        let mut found: Vec<(u32, Vec<(usize, usize)>)> = found.into_iter().collect();
        found.sort_unstable_by_key(|(quote, _)| *quote);
        let seeds = found.into_iter().map(|(quote, places)| {
            let count = self.counts[quote as usize];
            densest(quote as usize, &places, 2 * (count + RUN) + REACH)
        });
        seeds.filter(|seeds| 8 * seeds.n >= self.counts[seeds.quote]).collect()
    }
}

/// Words that an ellipsis may leave out, beyond the length of the quotation.
pub const REACH: usize = 100;

/// The stretch of a turn with the most different runs; of several the first.
fn densest(quote: usize, places: &[(usize, usize)], width: usize) -> Seeds {
    let mut inside: HashMap<usize, usize> = HashMap::new();
    let mut best = Seeds { quote, n: 0, start: 0 };
    let mut last = 0;
    for (first, (at, in_quote)) in places.iter().enumerate() {
        while let Some((_, run)) = places.get(last).filter(|(next, _)| *next < at + width) {
            *inside.entry(*run).or_default() += 1;
            last += 1;
        }
        if inside.len() > best.n {
            best = Seeds { quote, n: inside.len(), start: at.saturating_sub(*in_quote) };
        }
        let (_, run) = places[first];
        if let Some(count) = inside.get_mut(&run) {
            *count -= 1;
            if *count == 0 {
                inside.remove(&run);
            }
        }
    }
    best
}

fn hash(run: &[Word]) -> u64 {
    let mix = |sum: u64, word: &Word| (sum.rotate_left(21) ^ word.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    run.iter().fold(0, mix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matched::words::{quoted, said};

    #[test]
    fn the_densest_stretch_is_found() {
        let quote = quoted("we will never accept them");
        let runs = Runs::new(std::iter::once(quote.as_slice()));
        let padding = "word ".repeat(300);
        let turn = said(&format!("We will never go. {padding} Today we will never accept them."));
        let seeds = runs.seeds(&turn);
        assert_eq!((seeds.len(), seeds[0].n, seeds[0].start), (1, 3, 305));
        assert!(runs.seeds(&said("nothing of the kind was said")).is_empty());
    }
}
