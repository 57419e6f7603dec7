//! 8  Pairs of claims that speak of the same thing, from different texts, with the slots in which they differ.
//!
//! Pure: from analysed documents to pairs. [`claims`] keeps of each number what a comparison needs, [`pairs`] finds
//! which of them speak of the same thing, and [`told`] compares them slot by slot. A pair costs as much in a large
//! collection as in a small one: numbers meet only in buckets of like value and shared words. While pairs are looked for
//! only [`Figures`] are held, without words; the claims of a pair are read again when it is told.

pub mod claim;
mod reading;
mod stems;
mod value;
pub mod figures;
mod buckets;
mod kinship;
mod best;
mod slots;
mod note;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use best::Pair;
pub use claim::Claim;
pub use figures::Figures;
pub use reading::claims;

use crate::error::Problem;
use best::Best;
use buckets::Candidate;
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

/// The pairs of all figures with those of other documents, and with differing ones of their own; and what was left out.
/// They stand in the order in which their texts appeared ([`Figures::sort`]).
pub fn pairs(figures: &Figures) -> (Vec<Pair>, Vec<Problem>) {
    let rarity = Rarity::new(figures);
    let mut best = Best::default();
    let problems = buckets::candidates(figures, &rarity, Known::Nothing, |some| {
        best.add(figures, kin(figures, &rarity, Known::Nothing, some));
    });
    (best.finish(figures), problems)
}

/// Those of the candidates that speak of the same thing.
fn kin(figures: &Figures, rarity: &Rarity, known: Known, candidates: &[Candidate]) -> Vec<Pair> {
    let judged = candidates.par_iter().filter_map(|(a, b)| {
        let strength = kinship::kinship(&figures.one(*a), &figures.one(*b), rarity, known)?;
        Some(Pair { a: *a, b: *b, strength })
    });
    judged.collect()
}

/// What is to be told of pairs of these claims: `a` and `b` are their numbers among them.
pub fn told(claims: &[Claim], pairs: &[Pair]) -> Vec<Check> {
    let mut checks = Vec::new();
    for pair in pairs {
        let own = claims[pair.a as usize].document_id == claims[pair.b as usize].document_id;
        let found = compare(claims, *pair);
        // Inside one text repetition is no news, and what a later sentence leaves out is known from the earlier one.
        checks.extend(found.into_iter().filter(|check| !own || check.relation == Relation::Contradicts));
    }
    checks
}

/// Compares all claims, which stand in the order in which their texts appeared ([`Claim`] is ordered so).
pub fn among(claims: &[Claim]) -> Checked {
    let (pairs, problems) = pairs(&Figures::of(claims));
    Checked { checks: told(claims, &pairs), problems }
}

/// Pairs every claim of the first `split` with the best of the others; what finds none is unmatched.
pub fn against(claims: &[Claim], split: usize) -> Checked {
    let figures = Figures::of(claims);
    let rarity = Rarity::new(&figures);
    let mut partner: BTreeMap<u32, Pair> = BTreeMap::new();
    let across = |(a, b): &Candidate| (*a as usize) < split && *b as usize >= split;
    let problems = buckets::candidates(&figures, &rarity, Known::Drawn, |some| {
        let some: Vec<Candidate> = some.iter().copied().filter(across).collect();
        for pair in kin(&figures, &rarity, Known::Drawn, &some) {
            let place = partner.entry(pair.a).or_insert(pair);
            if pair.strength > place.strength || pair.strength == place.strength && pair.b < place.b {
                *place = pair;
            }
        }
    });
    let mut checks = Vec::new();
    for a in 0..split.min(claims.len()) {
        match partner.get(&(a as u32)) {
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

/// One check a differing slot; one without a slot for a pair that agrees.
fn compare(claims: &[Claim], pair: Pair) -> Vec<Check> {
    let numbers = (pair.a as usize, pair.b as usize);
    let (a, b) = (&claims[numbers.0], &claims[numbers.1]);
    let check = |relation, slot, note| Check {
        a: numbers.0,
        b: Some(numbers.1),
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
