//! Which claims are compared at all: those that meet in a bucket of like value and a shared word, or of like noun, year
//! and place. Their number grows with that of the claims and not with its square. Buckets are filled one part after
//! another, and pairs handed out in heaps, so that little of them is held at once.

use rayon::prelude::*;

use super::Known;
use super::figures::{EMPTY, Figures, One, Word};
use super::kinship::{LARGE, Rarity};
use crate::cite::quantities::Kind;
use crate::error::{Code, Problem};

/// Words of a claim by which it is looked up: the rarest.
const ANCHORS: usize = 6;
/// In a bucket with more claims each meets only those that follow next, and the reader is told.
const MOST: usize = 48;
const NEXT: usize = 8;
/// Neighbouring values share a bucket of this ratio.
const RATIO: f64 = 1.25;
/// A range wider than so many steps is looked up by its lower part.
const STEPS: usize = 64;
/// So many places in buckets are held at once, roughly, and so many pairs.
const PLACES: usize = 1 << 20;
const PAIRS: usize = 1 << 20;

/// Two numbers of claims, the smaller first.
pub(super) type Candidate = (u32, u32);

/// Hands out the pairs that are worth a comparison, in heaps: each once a heap, perhaps again in a later one.
pub(super) fn candidates(
    figures: &Figures,
    rarity: &Rarity,
    known: Known,
    mut hand_out: impl FnMut(&[Candidate]),
) -> Vec<Problem> {
    let buckets = Buckets { figures, rarity, known };
    let places: usize = buckets.numbers().map(|number| buckets.keys(number).count()).sum();
    let parts = places.div_ceil(PLACES).max(1) as u64;
    let (mut heap, mut full, mut within) = (Vec::new(), 0, vec![false; figures.len()]);
    for part in 0..parts {
        for bucket in buckets.filled(part, parts).chunk_by(|a, b| a.0 == b.0) {
            let crowded = bucket.len() > MOST;
            if crowded {
                full += 1;
                bucket.iter().for_each(|(_, number)| within[*number as usize] = true);
            }
            let reach = if crowded { NEXT } else { MOST };
            for (at, (_, a)) in bucket.iter().enumerate() {
                heap.extend(bucket[at + 1..].iter().take(reach).map(|(_, b)| (*a, *b)));
            }
            if heap.len() >= PAIRS {
                empty(&mut heap, &mut hand_out);
            }
        }
    }
    empty(&mut heap, &mut hand_out);
    told(full, within.into_iter().filter(|within| *within).count())
}

fn empty(heap: &mut Vec<Candidate>, hand_out: &mut impl FnMut(&[Candidate])) {
    heap.par_sort_unstable();
    heap.dedup();
    hand_out(heap);
    heap.clear();
}

fn told(full: usize, claims: usize) -> Vec<Problem> {
    let message = || {
        format!(
            "{full} groups of more than {MOST} numbers of like value and word ({claims} numbers): each was compared only \
             with the {NEXT} that follow next"
        )
    };
    (full > 0).then(|| Problem::new(Code::ManyAlike, message())).into_iter().collect()
}

/// Where each claim stands.
#[derive(Clone, Copy)]
struct Buckets<'a> {
    figures: &'a Figures,
    rarity: &'a Rarity,
    known: Known,
}

impl Buckets<'_> {
    fn numbers(&self) -> impl IndexedParallelIterator<Item = u32> + use<> {
        (0..self.figures.len() as u32).into_par_iter()
    }

    /// The claims in one of so many parts of all buckets, bucket by bucket.
    fn filled(&self, part: u64, parts: u64) -> Vec<(u64, u32)> {
        let here = |number: u32| {
            self.keys(number).filter(move |key| key % parts == part).map(move |key| (key, number))
        };
        let mut places: Vec<(u64, u32)> = self.numbers().flat_map_iter(here).collect();
        places.par_sort_unstable();
        places.dedup();
        places
    }

    /// The buckets of a claim.
    fn keys(&self, number: u32) -> impl Iterator<Item = u64> + use<> {
        let one = self.figures.one(number);
        let kind = one.thing.kind as u64;
        let anchors = self.anchors(&one);
        let of_step = move |step: i64| {
            anchors.into_iter().flatten().map(move |anchor| key([0, kind, step as u64, anchor.into()]))
        };
        let further = [self.same_topic(&one), self.same_value(&one)];
        steps(&one).flat_map(of_step).chain(further.into_iter().flatten())
    }

    /// Agent, head noun and the rarest words.
    fn anchors(&self, one: &One) -> [Option<Word>; ANCHORS + 2] {
        let mut words: Vec<Word> =
            one.topic.iter().copied().filter(|stem| self.rarity.count(*stem) > 1).collect();
        words.sort_unstable_by_key(|stem| (self.rarity.count(*stem), *stem));
        let mut anchors = [None; ANCHORS + 2];
        for (anchor, word) in anchors.iter_mut().zip(words.into_iter().take(ANCHORS)) {
            *anchor = Some(word);
        }
        anchors[ANCHORS] = one.slots.agent;
        anchors[ANCHORS + 1] = Some(one.thing.head).filter(|head| *head != EMPTY);
        anchors
    }

    /// Where claims of different value meet: the same noun, year, place and agent.
    fn same_topic(&self, one: &One) -> Option<u64> {
        let year = one.slots.year.filter(|_| self.known == Known::Nothing);
        if one.thing.head == EMPTY || year.is_none() && self.known == Known::Nothing {
            return None;
        }
        let slot = |word: Option<Word>| word.map_or(0, |word| u64::from(word) + 1);
        let (scope, agent) = (slot(one.slots.scope), slot(one.slots.agent));
        Some(key([1, one.thing.kind as u64, one.thing.head.into(), slot(year), scope, agent]))
    }

    /// Where large counts of one value meet, whatever they count, in texts that draw on each other.
    fn same_value(&self, one: &One) -> Option<u64> {
        let large = self.known == Known::Drawn && one.thing.kind == Kind::Count && one.value >= LARGE;
        large.then(|| key([2, one.value.to_bits()]))
    }
}

/// The steps of a ladder of values that a claim stands on.
fn steps(one: &One) -> impl Iterator<Item = i64> + use<> {
    let step = |value: f64| (value.max(1e-6).ln() / RATIO.ln()).floor() as i64;
    (step(one.interval.low)..=step(one.interval.high)).take(STEPS)
}

/// A number that stands for all of these; two lists hardly ever share one.
fn key<const N: usize>(of: [u64; N]) -> u64 {
    of.into_iter().fold(0, |sum: u64, part| {
        // The last step of SplitMix64.
        let mixed = (sum ^ part).wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    })
}
