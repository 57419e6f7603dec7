//! Drawing: of every stratum the units with the smallest hashes, however many there are, in bounded memory.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::strata::{Allocation, Key, LEAST, allocate};
use super::unit::{NONE, Unit};
use crate::lexicon::read::hex;

/// What is to be drawn.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// So many units in the probability part.
    pub n: usize,
    /// Another seed gives another sample.
    pub seed: u64,
    /// What strata are told apart by.
    pub keys: Vec<Key>,
    /// How the sample is shared out among them.
    pub allocation: Allocation,
    /// Further units of these categories, beside the probability part.
    pub enrich: Vec<(String, usize)>,
    /// Further units of every category that has fewer than so many in the probability part.
    pub rare: usize,
}

/// In which part of the sample a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Drawn with a known probability: it stands for others.
    Probability,
    /// Drawn for its category: it stands for nothing but itself.
    Enriched,
}

impl Part {
    /// As written in the sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Probability => "probability",
            Self::Enriched => "enriched",
        }
    }
}

/// A unit that was drawn.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// A name that tells nothing about the unit. Rows are ordered by it, so that neighbours have nothing in common.
    pub sample_id: String,
    /// The part.
    pub part: Part,
    /// The stratum, or the category for which it was drawn.
    pub stratum: String,
    /// Units in the stratum; 0 in the enriched part.
    pub stratum_size: usize,
    /// Of which so many were drawn.
    pub stratum_drawn: usize,
    /// The unit.
    pub unit: Unit,
}

impl Drawn {
    /// For so many units it stands: 1 / probability of being drawn. None in the enriched part.
    pub fn weight(&self) -> Option<f64> {
        (self.part == Part::Probability).then(|| self.stratum_size as f64 / self.stratum_drawn as f64)
    }
}

/// A sample.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Its units in the order of their names.
    pub drawn: Vec<Drawn>,
    /// Units from which it was drawn.
    pub n_units: usize,
    /// Of these, how many the program gives each code; [`NONE`] is one.
    pub by_code: BTreeMap<String, usize>,
    /// What its strata are told apart by: fewer things than were asked for, where there are too few rows for all strata.
    pub keys: Vec<Key>,
    /// Strata.
    pub n_strata: usize,
}

/// Place of a unit in the draw: its hash, and its name where two have one hash.
type Ticket = (u64, String);

/// Some of the units, those that may be drawn.
#[derive(Debug, Default)]
struct Urn {
    size: usize,
    kept: BTreeMap<Ticket, Unit>,
}

impl Urn {
    fn add(&mut self, ticket: &Ticket, unit: &Unit, most: usize) {
        self.size += 1;
        let last = self.kept.last_key_value().map(|(last, _)| last);
        if self.kept.len() < most || last.is_some_and(|last| ticket < last) {
            self.kept.insert(ticket.clone(), unit.clone());
            if self.kept.len() > most {
                self.kept.pop_last();
            }
        }
    }
}

/// The units as they come.
#[derive(Debug, Default)]
pub struct Pool {
    plan: Plan,
    strata: BTreeMap<Vec<String>, Urn>,
    by_code: BTreeMap<String, Urn>,
    n_units: usize,
}

impl Pool {
    /// A pool for a plan.
    pub fn new(plan: Plan) -> Self {
        Self { plan, ..Self::default() }
    }

    /// Takes a unit.
    pub fn add(&mut self, unit: &Unit) {
        self.n_units += 1;
        let ticket = (number(&digest(self.plan.seed, "draw", &unit.id)), unit.id.clone());
        let stratum = self.plan.keys.iter().map(|key| key.of(unit)).collect();
        self.strata.entry(stratum).or_default().add(&ticket, unit, self.plan.n);
        let none = BTreeSet::from([NONE.to_owned()]);
        for code in if unit.codes.is_empty() { &none } else { &unit.codes } {
            let most = if code == NONE { 0 } else { self.most(code) };
            self.by_code.entry(code.clone()).or_default().add(&ticket, unit, most);
        }
    }

    /// So many units of a category may be needed beside those of the probability part.
    fn most(&self, code: &str) -> usize {
        let named = self.plan.enrich.iter().find(|(category, _)| category == code);
        let further = named.map_or(0, |(_, n)| *n).max(self.plan.rare);
        if further == 0 { 0 } else { self.plan.n + further }
    }

    /// Draws.
    pub fn draw(mut self) -> Sample {
        let (n, seed) = (self.plan.n, self.plan.seed);
        self.coarsen();
        let sizes: Vec<usize> = self.strata.values().map(|urn| urn.size).collect();
        let allocated = allocate(&sizes, n, self.plan.allocation);
        let mut drawn: Vec<Drawn> = Vec::new();
        for ((stratum, urn), stratum_drawn) in self.strata.iter().zip(allocated) {
            drawn.extend(urn.kept.values().take(stratum_drawn).map(|unit| Drawn {
                sample_id: sample_id(seed, &unit.id),
                part: Part::Probability,
                stratum: stratum.join(" | "),
                stratum_size: urn.size,
                stratum_drawn,
                unit: unit.clone(),
            }));
        }
        self.enrich(&mut drawn);
        drawn.sort_by(|a, b| a.sample_id.cmp(&b.sample_id));
        Sample {
            drawn,
            n_units: self.n_units,
            by_code: self.by_code.iter().map(|(code, urn)| (code.clone(), urn.size)).collect(),
            n_strata: self.strata.len(),
            keys: self.plan.keys,
        }
    }

    /// Leaves out the last key as long as there are too few rows for [`LEAST`] of each stratum.
    fn coarsen(&mut self) {
        let needed = |strata: &BTreeMap<Vec<String>, Urn>| -> usize {
            strata.values().map(|urn| urn.size.min(LEAST)).sum()
        };
        while needed(&self.strata) > self.plan.n && self.plan.keys.pop().is_some() {
            for (mut stratum, urn) in std::mem::take(&mut self.strata) {
                stratum.pop();
                let joined = self.strata.entry(stratum).or_default();
                joined.size += urn.size;
                joined.kept.extend(urn.kept);
                while joined.kept.len() > self.plan.n {
                    joined.kept.pop_last();
                }
            }
        }
    }

    /// Further units of wanted categories, none that was drawn already.
    fn enrich(&self, drawn: &mut Vec<Drawn>) {
        let has =
            |drawn: &[Drawn], code: &str| drawn.iter().filter(|one| one.unit.codes.contains(code)).count();
        let mut known: BTreeSet<String> = drawn.iter().map(|one| one.unit.id.clone()).collect();
        for (code, urn) in self.by_code.iter().filter(|(code, _)| *code != NONE) {
            let named = self.plan.enrich.iter().find(|(category, _)| category == code);
            let further = named.map_or_else(|| self.plan.rare.saturating_sub(has(drawn, code)), |(_, n)| *n);
            let fresh: Vec<&Unit> =
                urn.kept.values().filter(|unit| !known.contains(&unit.id)).take(further).collect();
            for unit in fresh {
                known.insert(unit.id.clone());
                drawn.push(Drawn {
                    sample_id: sample_id(self.plan.seed, &unit.id),
                    part: Part::Enriched,
                    stratum: code.clone(),
                    stratum_size: 0,
                    stratum_drawn: 0,
                    unit: unit.clone(),
                });
            }
        }
    }
}

/// Digits of a unit's name in the sheet.
const DIGITS: usize = 12;

fn sample_id(seed: u64, id: &str) -> String {
    format!("s{}", &hex(&digest(seed, "name", id))[..DIGITS])
}

fn digest(seed: u64, purpose: &str, id: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [&seed.to_le_bytes()[..], purpose.as_bytes(), id.as_bytes()] {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().into()
}

fn number(digest: &[u8; 32]) -> u64 {
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
