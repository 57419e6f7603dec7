//! Do two claims speak of the same thing? Points for what they share; rare words weigh more.

use super::Known;
use super::figures::{EMPTY, Figures, One, Word};
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
pub(super) struct Rarity {
    counts: Vec<u32>,
    all: f64,
}

impl Rarity {
    pub(super) fn new(figures: &Figures) -> Self {
        let mut counts = vec![0; figures.words()];
        let mut all = 0_u32;
        let mut last = None;
        for one in figures.all() {
            if last.replace((one.document, one.sentence)) != Some((one.document, one.sentence)) {
                all += 1;
                one.topic.iter().for_each(|stem| counts[*stem as usize] += 1);
            }
        }
        Self { counts, all: f64::from(all) }
    }

    pub(super) fn count(&self, stem: Word) -> u32 {
        self.counts[stem as usize]
    }

    /// Up to [`WORD`] points: all for a stem that only the two share, hardly any for one that everybody uses.
    fn points(&self, stem: Word) -> f64 {
        let common = f64::from(self.count(stem).max(2)) / 2.0;
        WORD * (1.0 - common.ln() / (1.0 + self.all).ln()).max(0.0)
    }
}

/// The points of a pair; none when it is no pair.
pub(super) fn kinship(a: &One, b: &One, rarity: &Rarity, known: Known) -> Option<f64> {
    if a.document == b.document && a.sentence == b.sentence
        || a.thing.kind != b.thing.kind
        || a.thing.measure != b.thing.measure
    {
        return None;
    }
    let same_value = a.interval.meets(b.interval);
    let same_head = a.thing.head != EMPTY && a.thing.head == b.thing.head;
    let allowed = if same_value { may_pair(a, b, same_head, known) } else { may_contradict(a, b, known) };
    if !allowed {
        return None;
    }
    let value = if same_value { value_points(a, b, known) } else { f64::from(u8::from(is_misprint(a, b))) };
    let words: f64 = shared_topic(a, b).map(|stem| rarity.points(stem)).sum();
    let same = |a: Option<Word>, b: Option<Word>| stated(a).is_some() && a == b;
    let own = a.document == b.document;
    let points = value
        + words.min(MOST_WORDS)
        + f64::from(u8::from(same_head))
        + f64::from(u8::from(same(a.slots.agent, b.slots.agent)))
        + f64::from(u8::from(same(a.slots.source, b.slots.source))) * 0.5
        + f64::from(u8::from(same(a.slots.scope, b.slots.scope))) * 0.5
        + f64::from(u8::from(a.slots.year.is_some() && a.slots.year == b.slots.year)) * 0.5
        + f64::from(u8::from(own)) * 0.5
        + f64::from(u8::from(own && a.slots.heading != b.slots.heading)) * 0.5;
    let relief = if known == Known::Drawn { RELIEF } else { 0.0 };
    (points >= asked(a, b, same_head, known) - relief).then_some(points)
}

/// The points that a pair needs.
fn asked(a: &One, b: &One, same_head: bool, known: Known) -> f64 {
    let bare = a.thing.head == EMPTY || b.thing.head == EMPTY;
    let other = |a: Option<Word>, b: Option<Word>| a.is_some() && b.is_some() && a != b;
    let elsewhere = other(stated(a.slots.agent), stated(b.slots.agent))
        || other(stated(a.slots.scope), stated(b.slots.scope))
        || a.thing.kind != Kind::Duration && other(a.slots.year, b.slots.year);
    let held_by_value = a.thing.kind == Kind::Count && !same_head && !bare && !is_carried(a, b, known);
    if a.interval.is_wide() && b.interval.is_wide() || held_by_value || elsewhere {
        ENOUGH_LOOSE
    } else if bare && (a.thing.kind == Kind::Count || a.thing.kind == Kind::Share && a.figures < TELLING)
        || a.thing.kind == Kind::Duration && a.figures == 1
    {
        ENOUGH_BARE
    } else {
        ENOUGH
    }
}

/// Counts are of one noun, or so exact that they hardly meet by chance; a share of another thing must be laid to the
/// same agent.
fn may_pair(a: &One, b: &One, same_head: bool, known: Known) -> bool {
    let exact = a.value == b.value && a.figures >= TELLING;
    let other_year = a.slots.year.is_some() && b.slots.year.is_some() && a.slots.year != b.slots.year;
    if other_year && a.thing.kind != Kind::Duration && !same_head {
        return false;
    }
    let same_agent = a.slots.agent.is_some() && a.slots.agent == b.slots.agent;
    let open = a.thing.head == EMPTY || b.thing.head == EMPTY;
    match a.thing.kind {
        Kind::Count => {
            let drawn = open && known == Known::Drawn && a.value >= LARGE;
            same_head || exact || drawn || is_carried(a, b, known)
        }
        Kind::Share => same_head || exact || same_agent || open,
        _ => true,
    }
}

/// Is it a large figure that one text took from the other, whatever it counts there?
fn is_carried(a: &One, b: &One, known: Known) -> bool {
    let same = a.thing.kind == Kind::Count && a.value == b.value && a.value >= LARGE && a.figures >= 2;
    known == Known::Drawn && same && (a.value >= VERY_LARGE || shared_topic(a, b).next().is_some())
}

/// Do two values differ by one figure only, or by the order of their figures?
fn is_misprint(a: &One, b: &One) -> bool {
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
fn may_contradict(a: &One, b: &One, known: Known) -> bool {
    let counted = matches!(a.thing.kind, Kind::Count | Kind::Share) && !a.thing.nouns.is_empty();
    let shared = shared(&a.thing.nouns, &b.thing.nouns).count() as f64;
    let most = a.thing.nouns.len().max(b.thing.nouns.len()) as f64;
    let same_slots = stated(a.slots.scope) == stated(b.slots.scope)
        && stated(a.slots.agent) == stated(b.slots.agent)
        && a.thing.narrowed == b.thing.narrowed;
    let told = || shared_topic(a, b).any(|stem| !a.thing.nouns.contains(&stem));
    let sourced = a.slots.source.is_some() && a.slots.source == b.slots.source;
    let drawn = known == Known::Drawn && a.thing.kind == Kind::Count && (sourced || told());
    let tied = a.slots.scope.is_some() || a.slots.agent.is_some() || drawn;
    let one_year = a.slots.year.is_some() && a.slots.year == b.slots.year;
    let same_year = one_year || known == Known::Drawn && (a.slots.year.is_none() || b.slots.year.is_none());
    counted && tied && same_slots && same_year && shared >= SAME_NOUN * most
}

/// What a slot says, if that is anything.
fn stated(slot: Option<Word>) -> Option<Word> {
    slot.filter(|word| *word != EMPTY)
}

/// The more figures two equal values have, the less they meet by chance.
fn value_points(a: &One, b: &One, known: Known) -> f64 {
    if a.interval.is_wide() || b.interval.is_wide() {
        return 0.5;
    }
    let large = a.thing.kind == Kind::Count && a.value == b.value && a.value >= LARGE;
    match a.figures.min(b.figures) {
        TELLING.. if a.value == b.value => 2.0,
        _ if is_carried(a, b, known) => 2.0,
        2.. => 1.0,
        _ if large => 1.0,
        _ => 0.5,
    }
}

/// The stems that the sentences of both share, in order.
fn shared_topic<'a>(a: &'a One, b: &'a One) -> impl Iterator<Item = Word> {
    a.topic.iter().copied().filter(|stem| b.topic.binary_search(stem).is_ok())
}

/// The stems of the first list that the second holds, too.
fn shared<'a>(a: &'a [Word], b: &'a [Word]) -> impl Iterator<Item = Word> {
    a.iter().copied().filter(|stem| b.contains(stem))
}
