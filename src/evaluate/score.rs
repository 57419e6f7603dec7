//! Counting agreement.

use std::collections::{BTreeMap, BTreeSet};

use super::coded::{ANY, Item, Unit};
use super::interval::{bootstrap, wilson};
use super::tags::Tagged;
use crate::resources::Resources;

/// Everything that an evaluation says.
#[derive(Debug)]
pub struct Evaluation {
    /// A score a category, groups of categories and whole unit questions first.
    pub scores: Vec<Score>,
    /// Pairs of categories and how often one was tagged where the other was coded.
    pub confusions: Vec<Confusion>,
    /// All disagreements, in the order of the texts.
    pub errors: Vec<Disagreement>,
    /// Units whose categories are exactly those coded, by group; the last is all.
    pub exact: Vec<(String, usize, usize)>,
    /// Units coded.
    pub units: usize,
    /// Agreement on citations, where they are coded.
    pub cited: Option<super::cited::Agreement>,
}

/// Agreement on one category.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// The category, `deny.*`, or a question about the whole unit.
    pub name: String,
    /// Tagged and coded.
    pub right: usize,
    /// Tagged and not coded (nor disputed).
    pub wrong: usize,
    /// Coded and not tagged.
    pub missed: usize,
    /// 95 % interval of F1.
    pub f1_interval: Option<(f64, f64)>,
}

impl Score {
    /// right / (right + wrong).
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.right + self.wrong)
    }

    /// right / (right + missed).
    pub fn recall(&self) -> Option<f64> {
        share(self.right, self.right + self.missed)
    }

    /// Harmonic mean of precision and recall (van Rijsbergen 1979).
    pub fn f1(&self) -> Option<f64> {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }

    /// 95 % interval of the precision.
    pub fn precision_interval(&self) -> Option<(f64, f64)> {
        wilson(self.right, self.right + self.wrong)
    }

    /// 95 % interval of the recall.
    pub fn recall_interval(&self) -> Option<(f64, f64)> {
        wilson(self.right, self.right + self.missed)
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// How often `tagged` was given where `coded` was meant.
#[derive(Clone, Debug)]
pub struct Confusion {
    /// The category that was coded and not tagged.
    pub coded: &'static str,
    /// The category that was tagged and not coded.
    pub tagged: &'static str,
    /// Units.
    pub count: usize,
}

/// A category on which tag and code differ in a unit.
#[derive(Clone, Debug)]
pub struct Disagreement {
    /// The unit.
    pub unit: String,
    /// The category.
    pub category: String,
    /// Was it tagged (and not coded)? Else coded and not tagged.
    pub tagged: bool,
    /// The words that were tagged.
    pub matched: String,
    /// The unit's words.
    pub text: String,
    /// The unit's codes.
    pub codes: String,
}

/// Pairs that coders and programs confuse (codebook 5.1).
const PAIRS: &[(&str, &str)] = &[
    ("deny.fact", "discredit"),
    ("deny.smear", "discredit"),
    ("warn", "threat"),
    ("accuse", "whatabout"),
    ("demand", "accuse"),
    ("evade.generic", "demand"),
];

/// Questions about the unit as a whole: is any act of the core set coded, is it confrontational at all (tagged: an act
/// of the headline index).
const CORE: &str = "any core act";
const CONFRONTATIONAL: &str = "confrontational";
const ALL: &str = "all tags";

/// Scores tags against codes.
pub fn score(items: &[Item], tags: &[Vec<Tagged>], resources: &Resources) -> Evaluation {
    let core: BTreeSet<&str> = resources
        .act_categories()
        .filter(|category| category.core)
        .map(|category| category.id.as_str())
        .collect();
    let mut by_name: BTreeMap<String, Vec<Counts>> = BTreeMap::new();
    let mut errors = Vec::new();
    let mut exact: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let pairs = items.iter().zip(tags).enumerate();
    for (at, item, unit, tagged) in pairs.flat_map(|(at, (item, tags))| {
        item.units.iter().zip(tags).map(move |(unit, tag)| (at, item, unit, tag))
    }) {
        let judgements = judge(unit, tagged, &core);
        for (name, verdict) in &judgements {
            let counts = by_name.entry(name.clone()).or_insert_with(|| vec![Counts::default(); items.len()]);
            counts[at].add(*verdict);
        }
        let of_group = exact.entry(unit.group.clone()).or_default();
        of_group.1 += 1;
        of_group.0 += usize::from(!judgements.iter().any(|(_, verdict)| verdict.is_error()));
        errors.extend(disagreements(item, unit, tagged, &judgements));
    }
    let units = items.iter().map(|item| item.units.len()).sum();
    let scores = by_name.into_iter().map(|(name, counts)| scored(name, &counts)).collect();
    let total = exact.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let mut exact: Vec<_> = exact.into_iter().filter(|(name, _)| !name.is_empty()).collect();
    exact.push(("all".to_owned(), total));
    Evaluation {
        scores: ordered(scores),
        confusions: confusions(&errors),
        errors,
        exact: exact.into_iter().map(|(name, (right, n))| (name, right, n)).collect(),
        units,
        cited: None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Right,
    Wrong,
    Missed,
    Open,
}

impl Verdict {
    fn of(tagged: bool, coded: bool, disputed: bool) -> Self {
        match (tagged, coded) {
            (true, true) => Self::Right,
            (true, false) if !disputed => Self::Wrong,
            (false, true) => Self::Missed,
            _ => Self::Open,
        }
    }

    fn is_error(self) -> bool {
        matches!(self, Self::Wrong | Self::Missed)
    }
}

/// What a text adds to a score.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) right: usize,
    pub(super) wrong: usize,
    pub(super) missed: usize,
}

impl Counts {
    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Wrong => self.wrong += 1,
            Verdict::Missed => self.missed += 1,
            Verdict::Open => {}
        }
    }
}

/// What can be said of a unit, name by name. Every category also counts for its family (`deny.*`).
fn judge(unit: &Unit, tagged: &Tagged, core: &BTreeSet<&str>) -> Vec<(String, Verdict)> {
    if unit.binary {
        let coded = unit.codes.contains(ANY);
        return vec![(CONFRONTATIONAL.to_owned(), Verdict::of(tagged.headline, coded, false))];
    }
    let names: BTreeSet<&String> = tagged.acts.keys().chain(&unit.codes).collect();
    let fits = |one: &String, name: &str| one == name || family(one) == Some(name);
    let verdict = |name: &str| {
        Verdict::of(
            tagged.acts.keys().any(|one| fits(one, name)),
            unit.codes.iter().any(|one| fits(one, name)),
            unit.disputed.iter().any(|one| fits(one, name)),
        )
    };
    let mut all: Vec<(String, Verdict)> = names.iter().map(|name| ((*name).clone(), verdict(name))).collect();
    let families: BTreeSet<&str> = names.iter().filter_map(|name| family(name)).collect();
    let of_units = all.iter().map(|(_, verdict)| (ALL.to_owned(), *verdict)).collect::<Vec<_>>();
    all.extend(families.iter().map(|name| ((*name).to_owned(), verdict(name))));
    let any_core = |all: &BTreeSet<String>| all.iter().any(|name| core.contains(name.as_str()));
    all.push((CORE.to_owned(), Verdict::of(tagged.core, any_core(&unit.codes), any_core(&unit.disputed))));
    all.extend(of_units);
    all
}

/// The family under which kindred categories are also counted together.
fn family(category: &str) -> Option<&'static str> {
    ["deny.*", "coop.*", "evade.*"].into_iter().find(|name| category.starts_with(name.trim_end_matches('*')))
}

/// The score of a name over the counts of the texts, which the interval of F1 resamples.
pub(super) fn scored(name: String, counts: &[Counts]) -> Score {
    let sum = |part: fn(&Counts) -> usize| counts.iter().map(part).sum();
    let f1 = |drawn: &[u32]| {
        let sum = |part: fn(&Counts) -> usize| -> usize {
            counts.iter().zip(drawn).map(|(counts, times)| part(counts) * *times as usize).sum()
        };
        let right = sum(|counts| counts.right);
        share(2 * right, 2 * right + sum(|counts| counts.wrong) + sum(|counts| counts.missed))
    };
    let f1_interval = bootstrap(counts.len(), f1);
    Score {
        name,
        right: sum(|counts| counts.right),
        wrong: sum(|counts| counts.wrong),
        missed: sum(|counts| counts.missed),
        f1_interval,
    }
}

/// Whole questions, families, then categories.
fn ordered(mut scores: Vec<Score>) -> Vec<Score> {
    let rank = |name: &str| match name {
        ALL => 0,
        CORE | CONFRONTATIONAL => 1,
        name if name.ends_with('*') => 2,
        _ => 3,
    };
    scores.sort_by(|a, b| rank(&a.name).cmp(&rank(&b.name)).then_with(|| a.name.cmp(&b.name)));
    scores
}

fn disagreements(
    item: &Item,
    unit: &Unit,
    tagged: &Tagged,
    judgements: &[(String, Verdict)],
) -> Vec<Disagreement> {
    let single =
        |name: &str| name == CONFRONTATIONAL || tagged.acts.contains_key(name) || unit.codes.contains(name);
    let wrong = judgements.iter().filter(|(name, verdict)| verdict.is_error() && single(name));
    wrong
        .map(|(name, verdict)| Disagreement {
            unit: unit.id.clone(),
            category: name.clone(),
            tagged: *verdict == Verdict::Wrong,
            matched: match tagged.acts.get(name) {
                Some(words) => words.join(" | "),
                None if unit.binary => {
                    tagged.acts.values().flatten().cloned().collect::<Vec<_>>().join(" | ")
                }
                None => String::new(),
            },
            text: unit.span.slice(&item.document.text).split_whitespace().collect::<Vec<_>>().join(" "),
            codes: unit.codes.iter().cloned().collect::<Vec<_>>().join("; "),
        })
        .collect()
}

fn confusions(errors: &[Disagreement]) -> Vec<Confusion> {
    let has = |unit: &str, category: &str, tagged: bool| {
        errors.iter().any(|error| error.unit == unit && error.category == category && error.tagged == tagged)
    };
    let units: BTreeSet<&str> = errors.iter().map(|error| error.unit.as_str()).collect();
    PAIRS
        .iter()
        .flat_map(|(a, b)| [(*a, *b), (*b, *a)])
        .map(|(coded, tagged)| {
            let count =
                units.iter().filter(|unit| has(unit, coded, false) && has(unit, tagged, true)).count();
            Confusion { coded, tagged, count }
        })
        .collect()
}
