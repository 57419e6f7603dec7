//! Which of several overlapping matches stand.

use std::collections::BTreeMap;

use crate::lexicon::Match;
use crate::lexicon::find::{longest, meet};
use crate::resources::Resources;
use crate::tag::rule::Rule;

/// Within a category the leftmost and longest match stands; across categories all stand, except that a category
/// yields to one that beats it on the same words (`beats` in the lexicon's header).
pub fn resolve(all: &[Match], resources: &Resources) -> Vec<Match> {
    let mut by_category: BTreeMap<&str, Vec<Match>> = BTreeMap::new();
    for found in all {
        by_category.entry(&resources.category(found.entry).id).or_default().push(found.clone());
    }
    let mut kept: Vec<Match> = by_category.into_values().flat_map(longest).collect();
    kept.sort_by_key(|found| (found.tokens.start, found.tokens.end, found.entry));
    if !resources.rules.has(Rule::Precedence) {
        return kept;
    }
    let beaten: Vec<bool> =
        kept.iter().enumerate().map(|(at, found)| is_beaten(&kept, at, found, resources)).collect();
    kept.into_iter().zip(beaten).filter(|(_, beaten)| !beaten).map(|(found, _)| found).collect()
}

fn is_beaten(kept: &[Match], at: usize, found: &Match, resources: &Resources) -> bool {
    let category = &resources.category(found.entry).id;
    let neighbours = kept[..at].iter().rev().take_while(|other| other.sentence == found.sentence);
    let following = kept[at + 1..].iter().take_while(|other| other.sentence == found.sentence);
    neighbours.chain(following).any(|other| {
        meet(&other.tokens, &found.tokens) && resources.category(other.entry).beats.contains(category)
    })
}
