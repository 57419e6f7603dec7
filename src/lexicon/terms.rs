//! From word forms to the terms of the lexicons that they satisfy: plain words, stems, wildcards, and classes of them.

use hashbrown::HashMap;
use rust_stemmers::{Algorithm, Stemmer};

use super::wilds::Wilds;
use super::{Flags, normal};

/// Number of a term inside a [`super::Matcher`], from 1.
pub(super) type TermId = u32;

/// No term.
pub(super) const NO_TERM: TermId = 0;

/// Weight of a word that is not common.
const PLAIN: u32 = 20;

/// The terms of all lexicons.
#[derive(Debug, Default)]
pub(super) struct Terms {
    count: TermId,
    lower: HashMap<String, TermId>,
    cased: HashMap<String, TermId>,
    stems: HashMap<String, TermId>,
    wild_lower: Wilds,
    wild_cased: Wilds,
    /// Classes of terms, by their sorted members.
    classes: HashMap<Vec<TermId>, TermId>,
    /// The classes that each term belongs to.
    classes_of: Vec<Vec<TermId>>,
}

impl Terms {
    /// How many numbers there are, the one that stands for no term included.
    pub(super) fn len(&self) -> usize {
        self.count as usize + 1
    }

    pub(super) fn word(&mut self, word: &str, flags: Flags) -> TermId {
        let Self { count, lower, cased, stems, .. } = self;
        let mut numbered = |map: &mut HashMap<String, TermId>, key: &str| {
            *map.entry_ref(key).or_insert_with(|| {
                *count += 1;
                *count
            })
        };
        if flags.stem {
            numbered(stems, &stem(&normal::key(word)))
        } else if flags.case {
            numbered(cased, &normal::spelling(word))
        } else {
            numbered(lower, &normal::key(word))
        }
    }

    pub(super) fn wild(&mut self, word: &str, flags: Flags) -> TermId {
        let (wilds, pattern) = if flags.case {
            (&mut self.wild_cased, normal::spelling(word))
        } else {
            (&mut self.wild_lower, normal::key(word))
        };
        wilds.known(&pattern).unwrap_or_else(|| {
            self.count += 1;
            wilds.add(&pattern, self.count);
            self.count
        })
    }

    /// The class of these terms: satisfied by whatever satisfies one of them.
    pub(super) fn class(&mut self, mut members: Vec<TermId>) -> TermId {
        members.sort_unstable();
        members.dedup();
        if let [single] = members.as_slice() {
            return *single;
        }
        if let Some(known) = self.classes.get(&members) {
            return *known;
        }
        self.count += 1;
        if self.classes_of.len() < self.len() {
            self.classes_of.resize_with(self.len(), Vec::new);
        }
        for member in &members {
            self.classes_of[*member as usize].push(self.count);
        }
        self.classes.insert(members, self.count);
        self.count
    }

    /// How often each term stands as far as its own letters tell: a wildcard with few letters often, a class as often as
    /// its members together.
    pub(super) fn own_weights(&self) -> Vec<u32> {
        let mut weights = vec![PLAIN; self.len()];
        weights[NO_TERM as usize] = u32::MAX / 2;
        self.wild_lower.weigh(&mut weights);
        self.wild_cased.weigh(&mut weights);
        for member in 1..self.classes_of.len() {
            let weight = weights[member];
            for class in &self.classes_of[member] {
                weights[*class as usize] += weight;
            }
        }
        weights
    }

    /// Appends the terms that a word satisfies and their classes, in ascending order.
    pub(super) fn of(&self, word: &str, into: &mut Vec<TermId>) {
        let from = into.len();
        let cased = normal::spelling(word);
        let lower = normal::lowered(&cased);
        self.plain(&cased, &lower, into);
        if let (Some(cased), Some(lower)) =
            (normal::without_possessive(&cased), normal::without_possessive(&lower))
        {
            self.plain(cased, lower, into);
        }
        for at in from..into.len() {
            if let Some(classes) = self.classes_of.get(into[at] as usize) {
                into.extend_from_slice(classes);
            }
        }
        ascending(into, from);
    }

    fn plain(&self, cased: &str, lower: &str, into: &mut Vec<TermId>) {
        into.extend(self.lower.get(lower));
        into.extend(self.cased.get(cased));
        if !self.stems.is_empty() {
            into.extend(self.stems.get(&stem(lower)));
        }
        self.wild_lower.matching(lower, into);
        self.wild_cased.matching(cased, into);
    }
}

/// Sorts what was appended behind a place, each number once.
pub(super) fn ascending(all: &mut Vec<TermId>, from: usize) {
    all[from..].sort_unstable();
    let mut kept = from;
    for at in from..all.len() {
        if at == from || all[at] != all[kept - 1] {
            all[kept] = all[at];
            kept += 1;
        }
    }
    all.truncate(kept);
}

fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}
