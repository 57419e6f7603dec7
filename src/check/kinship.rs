//! Do two claims speak of the same thing? Points for what they share; rare words weigh more.

use std::collections::HashMap;

use super::Known;
use super::claim::Claim;
use crate::cite::quantities::Kind;

/// So many points make a pair; more are asked where no noun tells what is measured or a few years are all there is, and
/// yet more where both numbers are indefinite, where counts of different nouns are held together by their value alone, and
/// where agent, place or year differ: two such figures are mostly two facts.
const ENOUGH: f64 = 3.0;
const ENOUGH_BARE: f64 = 3.3;
const ENOUGH_LOOSE: f64 = 4.0;
/// So many fewer are asked of texts known to draw on each other.
const RELIEF: f64 = 1.0;
/// Words give no more than this, and one no more than that.
const MOST_WORDS: f64 = 3.0;
const WORD: f64 = 0.5;
/// Two claims of different value are a pair only when this much of what they count is the same.
const SAME_NOUN: f64 = 0.75;
/// Values with so many figures hardly meet by chance.
const TELLING: u32 = 3;

/// Nor do large equal counts; very large ones of two figures not even without a shared word.
pub(super) const LARGE: f64 = 1_000.0;
const VERY_LARGE: f64 = 1_000_000.0;

/// In how many sentences with claims each stem stands.
#[derive(Debug)]
pub(super) struct Rarity<'a> {
    counts: HashMap<&'a str, u32>,
    all: f64,
}

impl<'a> Rarity<'a> {
    pub(super) fn new(claims: &'a [Claim]) -> Self {
        let mut counts: HashMap<&str, u32> = HashMap::new();
        let sentences = claims.chunk_by(|a, b| a.document_id == b.document_id && a.sentence == b.sentence);
        let mut all = 0;
        for one in sentences.filter_map(|same| same.first()) {
            all += 1;
            for stem in one.topic.iter() {
                *counts.entry(stem).or_default() += 1;
            }
        }
        Self { counts, all: f64::from(all) }
    }

    pub(super) fn count(&self, stem: &str) -> u32 {
        self.counts.get(stem).copied().unwrap_or(0)
    }

    /// Up to [`WORD`] points: all for a stem that only the two share, hardly any for one that everybody uses.
    fn points(&self, stem: &str) -> f64 {
        let common = f64::from(self.count(stem).max(2)) / 2.0;
        WORD * (1.0 - common.ln() / (1.0 + self.all).ln()).max(0.0)
    }
}

/// The points of a pair; none when it is no pair.
pub(super) fn kinship(a: &Claim, b: &Claim, rarity: &Rarity, known: Known) -> Option<f64> {
    if a.document_id == b.document_id && a.sentence == b.sentence
        || a.kind != b.kind
        || a.measure != b.measure
    {
        return None;
    }
    let same_value = a.interval.meets(b.interval);
    let same_head = !a.head.is_empty() && a.head == b.head;
    let allowed = if same_value { may_pair(a, b, same_head, known) } else { may_contradict(a, b, known) };
    if !allowed {
        return None;
    }
    let value = if same_value { value_points(a, b, known) } else { f64::from(u8::from(is_misprint(a, b))) };
    let words: f64 = shared_topic(a, b).map(|stem| rarity.points(stem)).sum();
    let same = |a: &Option<(String, String)>, b: &Option<(String, String)>| matches!((a, b), (Some(a), Some(b)) if a.1 == b.1 && !a.1.is_empty());
    let own = a.document_id == b.document_id;
    let points = value
        + words.min(MOST_WORDS)
        + f64::from(u8::from(same_head))
        + f64::from(u8::from(same(&a.agent, &b.agent)))
        + f64::from(u8::from(same(&a.source, &b.source))) * 0.5
        + f64::from(u8::from(same(&a.scope, &b.scope))) * 0.5
        + f64::from(u8::from(a.year.is_some() && a.year == b.year)) * 0.5
        + f64::from(u8::from(own)) * 0.5
        + f64::from(u8::from(own && a.heading != b.heading)) * 0.5;
    let relief = if known == Known::Drawn { RELIEF } else { 0.0 };
    (points >= asked(a, b, same_head, known) - relief).then_some(points)
}

/// The points that a pair needs.
fn asked(a: &Claim, b: &Claim, same_head: bool, known: Known) -> f64 {
    let bare = a.head.is_empty() || b.head.is_empty();
    let other = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
    let elsewhere = other(key(&a.agent), key(&b.agent))
        || other(key(&a.scope), key(&b.scope))
        || a.kind != Kind::Duration && other(a.year.as_deref(), b.year.as_deref());
    let held_by_value = a.kind == Kind::Count && !same_head && !bare && !is_carried(a, b, known);
    if a.interval.is_wide() && b.interval.is_wide() || held_by_value || elsewhere {
        ENOUGH_LOOSE
    } else if bare && (a.kind == Kind::Count || a.kind == Kind::Share && a.figures < TELLING)
        || a.kind == Kind::Duration && a.figures == 1
    {
        ENOUGH_BARE
    } else {
        ENOUGH
    }
}

/// Counts are of one noun, or so exact that they hardly meet by chance; a share of another thing must be laid to the
/// same agent.
fn may_pair(a: &Claim, b: &Claim, same_head: bool, known: Known) -> bool {
    let exact = a.value == b.value && a.figures >= TELLING;
    let other_year = a.year.is_some() && b.year.is_some() && a.year != b.year;
    if other_year && a.kind != Kind::Duration && !same_head {
        return false;
    }
    let same_agent = matches!((&a.agent, &b.agent), (Some(a), Some(b)) if a.1 == b.1);
    let open = a.head.is_empty() || b.head.is_empty();
    match a.kind {
        Kind::Count => {
            let drawn = open && known == Known::Drawn && a.value >= LARGE;
            same_head || exact || drawn || is_carried(a, b, known)
        }
        Kind::Share => same_head || exact || same_agent || open,
        _ => true,
    }
}

/// Is it a large figure that one text took from the other, whatever it counts there?
fn is_carried(a: &Claim, b: &Claim, known: Known) -> bool {
    let same = a.kind == Kind::Count && a.value == b.value && a.value >= LARGE && a.figures >= 2;
    known == Known::Drawn && same && (a.value >= VERY_LARGE || shared_topic(a, b).next().is_some())
}

/// Do two values differ by one figure only, or by the order of their figures?
fn is_misprint(a: &Claim, b: &Claim) -> bool {
    let (a_figures, b_figures) = (a.value.to_string(), b.value.to_string());
    let differing = a_figures.chars().zip(b_figures.chars()).filter(|(a, b)| a != b).count();
    let sorted = |figures: &str| {
        let mut figures: Vec<char> = figures.chars().collect();
        figures.sort_unstable();
        figures
    };
    let same_length = a_figures.len() == b_figures.len() && a.figures.min(b.figures) >= TELLING;
    same_length && (differing == 1 || sorted(&a_figures) == sorted(&b_figures))
}

/// Different values contradict each other only where everything else is the same: what is counted, its year, its place,
/// its agent. Of a text that is said to draw on the other a shared word or source will do for place and agent.
fn may_contradict(a: &Claim, b: &Claim, known: Known) -> bool {
    let counted = matches!(a.kind, Kind::Count | Kind::Share) && !a.noun_stems.is_empty();
    let shared = shared(&a.noun_stems, &b.noun_stems).count() as f64;
    let most = a.noun_stems.len().max(b.noun_stems.len()) as f64;
    let same_slots =
        key(&a.scope) == key(&b.scope) && key(&a.agent) == key(&b.agent) && a.narrowed == b.narrowed;
    let told = || shared_topic(a, b).any(|stem| !a.noun_stems.iter().any(|noun| noun == stem));
    let sourced = matches!((&a.source, &b.source), (Some(a), Some(b)) if a.1 == b.1);
    let drawn = known == Known::Drawn && a.kind == Kind::Count && (sourced || told());
    let tied = a.scope.is_some() || a.agent.is_some() || drawn;
    let stated = a.year.is_some() && a.year == b.year;
    let same_year = stated || known == Known::Drawn && (a.year.is_none() || b.year.is_none());
    counted && tied && same_slots && same_year && shared >= SAME_NOUN * most
}

fn key(slot: &Option<(String, String)>) -> Option<&str> {
    slot.as_ref().map(|(_, key)| key.as_str()).filter(|key| !key.is_empty())
}

/// The more figures two equal values have, the less they meet by chance.
fn value_points(a: &Claim, b: &Claim, known: Known) -> f64 {
    if a.interval.is_wide() || b.interval.is_wide() {
        return 0.5;
    }
    let large = a.kind == Kind::Count && a.value == b.value && a.value >= LARGE;
    match a.figures.min(b.figures) {
        TELLING.. if a.value == b.value => 2.0,
        _ if is_carried(a, b, known) => 2.0,
        2.. => 1.0,
        _ if large => 1.0,
        _ => 0.5,
    }
}

/// The stems that the sentences of both share; they stand in order.
fn shared_topic<'a>(a: &'a Claim, b: &'a Claim) -> impl Iterator<Item = &'a str> {
    a.topic.iter().filter(|stem| b.topic.binary_search(stem).is_ok()).map(String::as_str)
}

/// The stems of the first list that the second holds, too.
fn shared<'a>(a: &'a [String], b: &'a [String]) -> impl Iterator<Item = &'a str> {
    a.iter().filter(|stem| b.contains(stem)).map(String::as_str)
}
