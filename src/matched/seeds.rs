//! Where to look: runs of three words of all quotations, looked up in every turn. Only the quotations are held in
//! memory, never an index of the turns; the time grows with the words of both.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::words::{Part, Word};

/// Words of a run.
const RUN: usize = 3;
/// A run that more quotations share may be a formula; it is one where it also stands in many turns.
const COMMON: usize = 200;
/// So often, at most, is a quotation looked at for one run.
const LOOKS: usize = 2_000_000;

/// The runs of all quotations.
#[derive(Debug, Default)]
pub struct Runs {
    /// In the order of the runs.
    places: Vec<Place>,
    /// Where the runs begin that begin with the same bits: as many bits as there are runs.
    starts: Vec<u32>,
    /// Runs of each quotation.
    counts: Vec<u32>,
}

/// A run of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    run: u64,
    quote: u32,
    /// Number of its first word in the quotation.
    at: u32,
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
    /// Adds the runs of the words that were said in the next quotation.
    pub fn add(&mut self, words: &[Word]) {
        let quote = self.counts.len() as u32;
        let first = self.places.len();
        for (at, run) in (0..).zip(words.windows(RUN)) {
            if run.iter().all(|word| word.part == Part::Said) {
                self.places.push(Place { run: hash(run), quote, at });
            }
        }
        self.counts.push((self.places.len() - first) as u32);
    }

    /// Puts the runs into the order in which they are found.
    pub fn sort(&mut self) {
        self.places.par_sort_unstable();
        self.places.shrink_to_fit();
        self.list();
    }

    /// Notes where the runs begin that begin with the same bits.
    fn list(&mut self) {
        let bits = self.places.len().next_power_of_two().trailing_zeros();
        self.starts = vec![0; (1 << bits) + 1];
        for place in &self.places {
            self.starts[first_bits(place.run, bits) + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut self.starts {
            sum += *start;
            *start = sum;
        }
    }

    /// The places of a run.
    fn of(&self, run: u64) -> &[Place] {
        let bits = (self.starts.len() - 1).trailing_zeros();
        let at = first_bits(run, bits);
        let near = &self.places[self.starts[at] as usize..self.starts[at + 1] as usize];
        let first = near.iter().position(|place| place.run == run).unwrap_or(near.len());
        let same = near[first..].iter().take_while(|place| place.run == run).count();
        &near[first..first + same]
    }

    /// Is there nothing to look for?
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Do many quotations share a run?
    pub fn has_common(&self) -> bool {
        self.places.chunk_by(|a, b| a.run == b.run).any(|places| places.len() > COMMON)
    }

    /// How often the runs that many quotations share stand in a turn, added to what stood in others.
    pub fn count_common(&self, turn: &[Word], mut counts: HashMap<u64, usize>) -> HashMap<u64, usize> {
        for run in turn.windows(RUN).map(hash) {
            if self.of(run).len() > COMMON {
                *counts.entry(run).or_default() += 1;
            }
        }
        counts
    }

    /// Forgets the formulas: runs of many quotations that stand in many turns.
    pub fn forget(&mut self, counts: &HashMap<u64, usize>) {
        let looks =
            |run: &u64, places: usize| counts.get(run).map_or(0, |count| count.saturating_mul(places));
        let formulas: HashSet<u64> = self
            .places
            .chunk_by(|a, b| a.run == b.run)
            .filter(|places| looks(&places[0].run, places.len()) > LOOKS)
            .map(|places| places[0].run)
            .collect();
        self.places.retain(|place| !formulas.contains(&place.run));
        self.list();
    }

    /// The quotations that may stand in a turn: an eighth of their runs does.
    pub fn seeds(&self, turn: &[Word]) -> Vec<Seeds> {
        let mut found: HashMap<u32, Vec<(usize, usize)>> = HashMap::new();
        for (at, run) in turn.windows(RUN).enumerate() {
            for place in self.of(hash(run)) {
                found.entry(place.quote).or_default().push((at, place.at as usize));
            }
        }
        let mut found: Vec<(u32, Vec<(usize, usize)>)> = found.into_iter().collect();
        found.sort_unstable_by_key(|(quote, _)| *quote);
        let seeds = found.into_iter().map(|(quote, places)| {
            let count = self.counts[quote as usize] as usize;
            densest(quote as usize, &places, 2 * (count + RUN) + REACH)
        });
        seeds.filter(|seeds| 8 * seeds.n >= self.counts[seeds.quote] as usize).collect()
    }
}

fn first_bits(run: u64, bits: u32) -> usize {
    run.checked_shr(u64::BITS - bits).unwrap_or(0) as usize
}

/// Words that an ellipsis may leave out, beyond the length of the quotation.
pub const REACH: usize = 100;

/// The stretch of a turn with the most different runs; of several the shortest, then the first.
fn densest(quote: usize, places: &[(usize, usize)], width: usize) -> Seeds {
    let mut inside: HashMap<usize, usize> = HashMap::new();
    let mut best = Seeds { quote, n: 0, start: 0 };
    let mut shortest = usize::MAX;
    let mut last = 0;
    for (first, (at, in_quote)) in places.iter().enumerate() {
        while let Some((_, run)) = places.get(last).filter(|(next, _)| *next < at + width) {
            *inside.entry(*run).or_default() += 1;
            last += 1;
        }
        let length = places[last - 1].0 - at;
        if inside.len() > best.n || inside.len() == best.n && length < shortest {
            shortest = length;
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
        let mut runs = Runs::default();
        runs.add(&quote);
        runs.sort();
        let padding = "word ".repeat(300);
        let turn = said(&format!("We will never go. {padding} Today we will never accept them."));
        let seeds = runs.seeds(&turn);
        assert_eq!((seeds.len(), seeds[0].n, seeds[0].start), (1, 3, 305));
        let again = said(&format!("We will never go. {}We will never accept them.", "word ".repeat(90)));
        assert_eq!(runs.seeds(&again)[0].start, 94, "a run by chance lies before");
        assert!(runs.seeds(&said("nothing of the kind was said")).is_empty());
    }
}
