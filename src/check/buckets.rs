//! Which claims are compared at all: those that meet in a bucket of like value and a shared word, or of like noun, year
//! and place. Their number grows with that of the claims and not with its square.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::Known;
use super::claim::Claim;
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

/// Pairs of numbers of claims, each once, the smaller number first.
pub(super) fn candidates(
    claims: &[Claim],
    rarity: &Rarity,
    known: Known,
) -> (Vec<(usize, usize)>, Vec<Problem>) {
    let mut entries: Vec<(u64, u32)> = Vec::new();
    for (number, claim) in (0u32..).zip(claims) {
        for anchor in anchors(claim, rarity) {
            entries.extend(steps(claim).map(|step| (key(&(claim.kind.name(), step, anchor)), number)));
        }
        let further = same_topic(claim, known).into_iter().chain(same_value(claim, known));
        entries.extend(further.map(|key| (key, number)));
    }
    entries.sort_unstable();
    entries.dedup();
    let (mut pairs, mut full, mut within) = (Vec::new(), 0, Vec::new());
    for bucket in entries.chunk_by(|a, b| a.0 == b.0) {
        let crowded = bucket.len() > MOST;
        if crowded {
            full += 1;
            within.extend(bucket.iter().map(|(_, number)| *number));
        }
        let reach = if crowded { NEXT } else { MOST };
        for (at, (_, a)) in bucket.iter().enumerate() {
            pairs.extend(bucket[at + 1..].iter().take(reach).map(|(_, b)| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    within.sort_unstable();
    within.dedup();
    let pairs = pairs.into_iter().map(|(a, b)| (a as usize, b as usize));
    (pairs.collect(), told(full, within.len()))
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

/// Agent, head noun and the rarest words.
fn anchors<'a>(claim: &'a Claim, rarity: &Rarity) -> Vec<&'a str> {
    let mut words: Vec<&str> =
        claim.topic.iter().map(String::as_str).filter(|stem| rarity.count(stem) > 1).collect();
    words.sort_by_cached_key(|stem| (rarity.count(stem), *stem));
    words.truncate(ANCHORS);
    words.extend(claim.agent.as_ref().map(|(_, entity)| entity.as_str()));
    words.extend((!claim.head.is_empty()).then_some(claim.head.as_str()));
    words
}

/// The steps of a ladder of values that a claim stands on.
fn steps(claim: &Claim) -> impl Iterator<Item = i64> + use<> {
    let step = |value: f64| (value.max(1e-6).ln() / RATIO.ln()).floor() as i64;
    (step(claim.interval.low)..=step(claim.interval.high)).take(STEPS)
}

/// Where claims of different value meet: the same noun, year, place and agent.
fn same_topic(claim: &Claim, known: Known) -> Option<u64> {
    let slot = |slot: &Option<(String, String)>| slot.as_ref().map(|(_, key)| key.clone());
    let year = claim.year.as_deref().filter(|_| known == Known::Nothing);
    if claim.head.is_empty() || year.is_none() && known == Known::Nothing {
        return None;
    }
    Some(key(&(claim.kind.name(), &claim.head, year, slot(&claim.scope), slot(&claim.agent))))
}

/// Where large counts of one value meet, whatever they count, in texts that draw on each other.
fn same_value(claim: &Claim, known: Known) -> Option<u64> {
    let large = known == Known::Drawn && claim.kind == Kind::Count && claim.value >= LARGE;
    large.then(|| key(&("value", claim.value.to_bits())))
}

fn key(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
