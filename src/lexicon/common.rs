//! How often the terms of the lexicons stand in ordinary English, roughly. Only the speed of matching hangs on it, never
//! what is found.

use super::terms::{TermId, Terms};

/// Common words by falling frequency; lines that begin with # are remarks.
const COMMON: &str = include_str!("../../lexicons/common-words.txt");

/// Weight of the commonest word; the others follow by their rank.
const MOST: u32 = 50_000;

/// How often each term stands, in a measure of no unit.
pub(super) fn weights(terms: &Terms) -> Vec<u32> {
    let mut weights = terms.own_weights();
    let mut found: Vec<TermId> = Vec::new();
    let lines = COMMON.lines().filter(|line| !line.starts_with('#'));
    for (word, rank) in lines.flat_map(str::split_whitespace).zip(1..) {
        found.clear();
        terms.of(word, &mut found);
        for term in &found {
            weights[*term as usize] += MOST / rank;
        }
    }
    weights
}
