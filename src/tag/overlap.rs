//! Which of several overlapping matches stand.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::lexicon::Match;
use crate::lexicon::find::{longest, meet};
use crate::resources::Resources;
use crate::tag::rule::Rule;

/// How overlapping matches are settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlap {
    /// Within a category the leftmost and longest match stands; a category yields to one that `beats` it.
    #[default]
    Longest,
    /// As quanteda's `tokens_lookup(nested_scope = "key")`: longest first, no token twice for one category.
    Key,
    /// As quanteda's `nested_scope = "dictionary"`: besides, no match whose tokens are all taken by others.
    Dictionary,
    /// Every match stands.
    All,
}

impl Overlap {
    /// All policies, the default first.
    pub const ALL: [Self; 4] = [Self::Longest, Self::Key, Self::Dictionary, Self::All];

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Longest => "longest",
            Self::Key => "key",
            Self::Dictionary => "dictionary",
            Self::All => "all",
        }
    }

    /// The policy of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == name)
    }
}

/// The matches that stand, in text order.
pub fn resolve(all: &[Match], resources: &Resources) -> Vec<Match> {
    let mut kept = match resources.overlap {
        Overlap::Longest => return beaten_out(of_each_category(all, resources), resources),
        Overlap::All => unique(all),
        Overlap::Key => by_length(all, resources, false),
        Overlap::Dictionary => by_length(all, resources, true),
    };
    sort(&mut kept);
    kept
}

fn sort(matches: &mut [Match]) {
    matches.sort_by_key(|found| (found.tokens.start, found.tokens.end, found.entry));
}

fn unique(all: &[Match]) -> Vec<Match> {
    let mut seen = HashSet::new();
    all.iter().filter(|found| seen.insert((found.entry, found.tokens.clone()))).cloned().collect()
}

fn of_each_category(all: &[Match], resources: &Resources) -> Vec<Match> {
    let mut by_category: BTreeMap<&str, Vec<Match>> = BTreeMap::new();
    for found in all {
        by_category.entry(&resources.category(found.entry).id).or_default().push(found.clone());
    }
    let mut kept: Vec<Match> = by_category.into_values().flat_map(longest).collect();
    sort(&mut kept);
    kept
}

/// Across categories all matches stand, except those that another category `beats` on the same words.
fn beaten_out(kept: Vec<Match>, resources: &Resources) -> Vec<Match> {
    if !resources.rules.has(Rule::Precedence) {
        return kept;
    }
    let longest = words_of_longest(&kept);
    let stands = |at: usize| beater(&kept, at, longest, resources).is_none();
    (0..kept.len()).filter(|at| stands(*at)).map(|at| kept[at].clone()).collect()
}

/// The match of another category that beats the one at a place of the list.
fn beater<'a>(kept: &'a [Match], at: usize, longest: usize, resources: &Resources) -> Option<&'a Match> {
    let found = &kept[at];
    let category = &resources.category(found.entry).id;
    let near = |other: &&Match| other.tokens.start + longest > found.tokens.start;
    let neighbours = kept[..at].iter().rev().take_while(near);
    let following = kept[at + 1..].iter().take_while(|other| other.tokens.start < found.tokens.end);
    neighbours.chain(following).find(|other| {
        meet(&other.tokens, &found.tokens) && resources.category(other.entry).beats.contains(category)
    })
}

/// Words of the longest match.
fn words_of_longest(kept: &[Match]) -> usize {
    kept.iter().map(|found| found.tokens.len()).max().unwrap_or(0)
}

/// What became of a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands.
    Stands,
    /// A match of its own category covers its words.
    Shadowed(Match),
    /// A category that `beats` its own stands on its words.
    Beaten(Match),
    /// The policy refuses it.
    Refused,
}

/// What becomes of each match, in text order: the same decisions as [`resolve`], with their reasons.
pub fn fates(all: &[Match], resources: &Resources) -> Vec<(Match, Fate)> {
    let mut all = unique(all);
    sort(&mut all);
    let standing = resolve(&all, resources);
    let of_category = of_each_category(&all, resources);
    let longest = words_of_longest(&of_category);
    let category = |found: &Match| &resources.category(found.entry).id;
    let fate = |found: &Match| {
        if standing.contains(found) {
            return Fate::Stands;
        }
        if resources.overlap != Overlap::Longest {
            return Fate::Refused;
        }
        match of_category.iter().position(|kept| kept == found) {
            Some(at) => {
                beater(&of_category, at, longest, resources).cloned().map_or(Fate::Refused, Fate::Beaten)
            }
            None => {
                let covers =
                    |kept: &&Match| category(kept) == category(found) && meet(&kept.tokens, &found.tokens);
                of_category.iter().find(covers).cloned().map_or(Fate::Refused, Fate::Shadowed)
            }
        }
    };
    all.iter().map(|found| (found.clone(), fate(found))).collect()
}

/// quanteda's order: patterns by falling length, then from left to right. A match is refused when its category has
/// one of its tokens already; with `global` also when every token is taken by matches that were longer or earlier.
fn by_length(all: &[Match], resources: &Resources, global: bool) -> Vec<Match> {
    let mut all = unique(all);
    all.sort_by_key(|found| (Reverse(found.tokens.len()), found.tokens.start, found.entry));
    let mut taken: HashMap<&str, HashSet<usize>> = HashMap::new();
    let mut used: HashSet<usize> = HashSet::new();
    let mut kept: Vec<Match> = Vec::new();
    for same in all.chunk_by(|a, b| a.tokens == b.tokens) {
        let Some(tokens) = same.first().map(|found| found.tokens.clone()) else { continue };
        if global && tokens.clone().all(|token| used.contains(&token)) {
            continue;
        }
        for found in same {
            let of_category = taken.entry(&resources.category(found.entry).id).or_default();
            if tokens.clone().all(|token| !of_category.contains(&token)) {
                of_category.extend(tokens.clone());
                used.extend(tokens.clone());
                kept.push(found.clone());
            }
        }
    }
    kept
}
