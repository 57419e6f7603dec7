//! How often a phrase stands inside no longer one.

use std::sync::atomic::{AtomicU32, Ordering};

use hashbrown::HashTable;
use rayon::prelude::*;

use super::aside::Aside;
use super::closed::Closed;
use super::row::{Row, Stretch};
use super::stream::{kind, mix};
use super::{LONGEST, SHORTEST};

/// Counts the places of each phrase that lie inside no longer one.
pub(super) fn count<A: Aside + Sync>(row: &Row<A>, closed: &mut Closed) -> Result<(), A::Error> {
    let known = Known::of(closed);
    let counts: Vec<AtomicU32> = closed.told.iter().map(|_| AtomicU32::new(0)).collect();
    (0..row.blocks()).into_par_iter().try_for_each_init(Vec::new, |buffer, block| {
        row.block(block, buffer)?.stretches().for_each(|stretch| known.count(&stretch, &counts));
        Ok(())
    })?;
    for (phrase, count) in closed.told.iter_mut().zip(counts) {
        phrase.n_free = count.into_inner();
    }
    Ok(())
}

/// The phrases, to be found by their words.
struct Known<'a> {
    closed: &'a Closed,
    numbers: HashTable<u32>,
}

impl<'a> Known<'a> {
    fn of(closed: &'a Closed) -> Self {
        let mut numbers = HashTable::with_capacity(closed.told.len());
        let hash = |number: u32| hashes(words(closed, number)).last().unwrap_or(0);
        for number in 0..closed.told.len() as u32 {
            numbers.insert_unique(hash(number), number, |number| hash(*number));
        }
        Self { closed, numbers }
    }

    /// Counts the phrases that begin in a stretch and end behind all that began before them.
    fn count(&self, stretch: &Stretch, counts: &[AtomicU32]) {
        let mut reach = 0_usize;
        for at in 0..(stretch.words.len() + 1).saturating_sub(SHORTEST) {
            if self.closed.begins.is_set(stretch.at + at) {
                let behind = &stretch.words[at..stretch.words.len().min(at + LONGEST)];
                if let Some((number, n)) = self.longest(behind, (reach + 1).saturating_sub(at)) {
                    counts[number as usize].fetch_add(1, Ordering::Relaxed);
                    reach = at + n;
                }
            }
        }
    }

    /// The longest phrase of so many words at least that begins here, and its words.
    fn longest(&self, behind: &[u32], least: usize) -> Option<(u32, usize)> {
        let mut of = [0; LONGEST];
        hashes(behind).zip(&mut of).for_each(|(hash, of)| *of = hash);
        let least = least.max(SHORTEST);
        (least..=behind.len()).rev().find_map(|n| {
            let is_same = |number: &u32| {
                let words = words(self.closed, *number);
                words.len() == n && words.iter().zip(behind).all(|(a, b)| kind(*a) == kind(*b))
            };
            self.numbers.find(of[n - 1], is_same).map(|number| (*number, n))
        })
    }
}

fn words(closed: &Closed, number: u32) -> &[u32] {
    &closed.words[closed.told[number as usize].range()]
}

/// Hashes of the first word, the first two, and so on, names as slots.
fn hashes(words: &[u32]) -> impl Iterator<Item = u64> {
    words.iter().scan(0, |hash, word| {
        *hash = mix(*hash, kind(*word));
        Some(*hash)
    })
}
