//! 8  Pairs of claims that speak of the same thing, from different texts, with the slots in which they differ.
//!
//! Pure: from analysed documents to pairs. [`claims`] keeps of each number what a comparison needs, [`pairs`] finds
//! which of them speak of the same thing and compares them slot by slot. A pair costs as much in a large collection as in a
//! small one: numbers meet only in buckets of like value and shared words.

pub mod claim;
mod reading;
mod stems;
mod value;
mod buckets;
mod kinship;
mod slots;
mod note;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use claim::Claim;
pub use reading::claims;

use crate::error::Problem;
use kinship::Rarity;

/// How two claims stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// All that both state fits together.
    Agrees,
    /// Both state the slot, and not both can be right.
    Contradicts,
    /// One states what the other leaves out, or is narrower.
    Qualifies,
    /// Nothing speaks of the same thing.
    Unmatched,
}

impl Relation {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Contradicts => "contradicts",
            Self::Qualifies => "qualifies",
            Self::Unmatched => "unmatched",
        }
    }
}

/// What the claims differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the columns of quantities")]
pub enum Slot {
    Value,
    Unit,
    Base,
    Agent,
    Scope,
    Period,
    Source,
}

impl Slot {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Unit => "unit",
            Self::Base => "base",
            Self::Agent => "agent",
            Self::Scope => "scope",
            Self::Period => "period",
            Self::Source => "source",
        }
    }
}

/// One pair of claims, or one slot in which they differ.
#[derive(Clone, Debug)]
pub struct Check {
    /// Number of the first claim.
    pub a: usize,
    /// Number of the second; none for a claim without a partner.
    pub b: Option<usize>,
    /// How they stand to each other.
    pub relation: Relation,
    /// The slot in which they differ.
    pub slot: Option<Slot>,
    /// What each says, in a plain sentence.
    pub note: String,
    /// How much speaks for it that they mean the same thing.
    pub strength: f64,
}

/// What a comparison has come to.
#[derive(Debug, Default)]
pub struct Checked {
    /// The checks in the order of the claims.
    pub checks: Vec<Check>,
    /// What was left out.
    pub problems: Vec<Problem>,
}

/// What is known beforehand of the texts that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// Nothing: any texts.
    Nothing,
    /// The one is said to draw on the other, so that less must speak for a pair, and a year may be left out.
    Drawn,
}

/// Two claims that speak of the same thing.
#[derive(Clone, Copy, Debug)]
struct Pair {
    a: usize,
    b: usize,
    strength: f64,
}

/// Compares all claims with those of other documents, and with differing ones of their own. The claims stand in the order
/// in which their texts appeared ([`Claim`] is ordered so).
pub fn pairs(claims: &[Claim]) -> Checked {
    let rarity = Rarity::new(claims);
    let (candidates, problems) = buckets::candidates(claims, &rarity, Known::Nothing);
    let kin = candidates.into_iter().filter_map(|(a, b)| {
        let strength = kinship::kinship(&claims[a], &claims[b], &rarity, Known::Nothing)?;
        Some(Pair { a, b, strength })
    });
    let mut checks = Vec::new();
    for pair in best(claims, kin.collect()) {
        let own = claims[pair.a].document_id == claims[pair.b].document_id;
        let found = compare(claims, pair);
        // Inside one text repetition is no news, and what a later sentence leaves out is known from the earlier one.
        checks.extend(found.into_iter().filter(|check| !own || check.relation == Relation::Contradicts));
    }
    Checked { checks, problems }
}

/// Pairs every claim of the first `split` with the best of the others; what finds none is unmatched.
pub fn against(claims: &[Claim], split: usize) -> Checked {
    let rarity = Rarity::new(claims);
    let (candidates, problems) = buckets::candidates(claims, &rarity, Known::Drawn);
    let mut partner: BTreeMap<usize, Pair> = BTreeMap::new();
    for (a, b) in candidates.into_iter().filter(|(a, b)| *a < split && *b >= split) {
        let Some(strength) = kinship::kinship(&claims[a], &claims[b], &rarity, Known::Drawn) else {
            continue;
        };
        let known = partner.get(&a).map_or(0.0, |pair| pair.strength);
        if strength > known {
            partner.insert(a, Pair { a, b, strength });
        }
    }
    let mut checks = Vec::new();
    for a in 0..split.min(claims.len()) {
        match partner.get(&a) {
            Some(pair) => checks.extend(compare(claims, *pair)),
            None => checks.push(Check {
                a,
                b: None,
                relation: Relation::Unmatched,
                slot: None,
                note: note::unmatched(&claims[a]),
                strength: 0.0,
            }),
        }
    }
    Checked { checks, problems }
}

/// Lets neighbours hold once what they have alike: claims that were read from a file hold each their own.
pub fn share(claims: &mut [Claim]) {
    for at in 1..claims.len() {
        let (before, from) = claims.split_at_mut(at);
        let (Some(last), Some(claim)) = (before.last(), from.first_mut()) else { continue };
        if claim.document_id == last.document_id {
            claim.document_id = Arc::clone(&last.document_id);
            claim.text_name = Arc::clone(&last.text_name);
            if claim.sentence == last.sentence {
                claim.words = Arc::clone(&last.words);
                claim.topic = Arc::clone(&last.topic);
            }
        }
    }
}

/// Of each claim its strongest partner in every document.
fn best(claims: &[Claim], kin: Vec<Pair>) -> Vec<Pair> {
    let mut best: BTreeMap<(usize, &str), Pair> = BTreeMap::new();
    for pair in kin {
        for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let place = best.entry((one, claims[other].document_id.as_ref())).or_insert(pair);
            if pair.strength > place.strength {
                *place = pair;
            }
        }
    }
    let mut kept: Vec<Pair> = best.into_values().collect();
    kept.sort_by_key(|pair| (pair.a, pair.b));
    kept.dedup_by_key(|pair| (pair.a, pair.b));
    kept
}

/// One check a differing slot; one without a slot for a pair that agrees.
fn compare(claims: &[Claim], pair: Pair) -> Vec<Check> {
    let (a, b) = (&claims[pair.a], &claims[pair.b]);
    let check = |relation, slot, note| Check {
        a: pair.a,
        b: Some(pair.b),
        relation,
        slot,
        note,
        strength: pair.strength,
    };
    let differing = slots::differing(a, b);
    if differing.is_empty() {
        return vec![check(Relation::Agrees, None, note::agree(a, b))];
    }
    let told = |(slot, relation)| check(relation, Some(slot), note::differ(a, b, slot, relation));
    differing.into_iter().map(told).collect()
}
