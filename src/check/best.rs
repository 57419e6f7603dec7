//! Of each claim its strongest partner in every document, whatever the order in which pairs are found.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::figures::{Figures, Word};

/// Two claims that speak of the same thing, by their numbers, the smaller first.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The first.
    pub a: u32,
    /// The second.
    pub b: u32,
    /// How much speaks for it that they mean the same thing.
    pub strength: f64,
}

/// So many pairs are kept at least before weaker ones are sorted out.
const ROOM: usize = 1 << 19;

/// The strongest pairs so far.
#[derive(Debug, Default)]
pub(super) struct Best {
    pairs: Vec<Pair>,
    /// So many of them were left when weaker ones were last sorted out.
    sorted: usize,
}

impl Best {
    /// Adds pairs; one that came before does not matter.
    pub(super) fn add(&mut self, figures: &Figures, pairs: impl IntoIterator<Item = Pair>) {
        self.pairs.extend(pairs);
        if self.pairs.len() > 2 * self.sorted + ROOM {
            self.sort_out(figures);
        }
    }

    /// The strongest of all, in their order.
    pub(super) fn finish(mut self, figures: &Figures) -> Vec<Pair> {
        self.sort_out(figures);
        self.pairs
    }

    /// A pair stays if it is the strongest of one of its claims in the other's document; of equal ones the first is.
    fn sort_out(&mut self, figures: &Figures) {
        self.pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
        self.pairs.dedup_by_key(|pair| (pair.a, pair.b));
        let mut stays = vec![false; self.pairs.len()];
        self.mark_strongest(figures, |pair| (pair.a, pair.b), &mut stays);
        self.mark_strongest(figures, |pair| (pair.b, pair.a), &mut stays);
        let mut stays = stays.into_iter();
        self.pairs.retain(|_| stays.next() == Some(true));
        self.pairs.shrink_to_fit();
        self.sorted = self.pairs.len();
    }

    /// Marks the strongest pair of every claim in each document, seen from one end of the pairs.
    fn mark_strongest(
        &self,
        figures: &Figures,
        ends: impl Fn(&Pair) -> (u32, u32) + Sync,
        stays: &mut [bool],
    ) {
        let place = |number: &u32| {
            let pair = &self.pairs[*number as usize];
            let (one, other) = ends(pair);
            (one, figures.one(other).document, pair.strength)
        };
        let mut order: Vec<u32> = (0..self.pairs.len() as u32).collect();
        order.par_sort_unstable_by(|x, y| stronger_first(place(x), place(y)).then(x.cmp(y)));
        let same = |x: &u32, y: &u32| {
            let (x, y) = (place(x), place(y));
            (x.0, x.1) == (y.0, y.1)
        };
        for first in order.chunk_by(same).filter_map(|same| same.first()) {
            stays[*first as usize] = true;
        }
    }
}

fn stronger_first(x: (u32, Word, f64), y: (u32, Word, f64)) -> Ordering {
    (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.total_cmp(&x.2))
}
