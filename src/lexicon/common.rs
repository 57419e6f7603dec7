//! How often the terms of the lexicons stand in ordinary English, roughly. Only the speed of matching hangs on it, never
//! what is found.

use super::terms::{TermId, Terms};

/// The commonest words, by falling frequency.
const COMMON: &str = "the to and that of a in is we you i on this for have it are as with be what not about but \
    will he our at was has there they from by do would more been people all an if it's that's out any one who \
    also when how time said say don't these some now those which or so we're make over them their his her its \
    today were very where like want see other because should no does us states united i'm there's had important \
    than forward country support your why can could may my me him she then take into again through many new did \
    work think just get going know president minister government security council question right well thank last \
    first two way year years day days need done being doing part point mean made put much good before every after \
    most even still across help long lot anything something nothing certainly continue percent world week while \
    between international own under same such only both against up down off back here i've we've you're they're \
    he's can't i'll won't isn't aren't didn't doesn't must might another each without within upon am";

/// Weight of the commonest word; the others follow by their rank.
const MOST: u32 = 50_000;

/// How often each term stands, in a measure of no unit.
pub(super) fn weights(terms: &Terms) -> Vec<u32> {
    let mut weights = terms.own_weights();
    let mut found: Vec<TermId> = Vec::new();
    for (word, rank) in COMMON.split_whitespace().zip(1..) {
        found.clear();
        terms.of(word, &mut found);
        for term in &found {
            weights[*term as usize] += MOST / rank;
        }
    }
    weights
}
