//! In which slots two claims differ that speak of the same thing.

use super::claim::Claim;
use super::{Relation, Slot};
use crate::cite::quantities::Kind;

/// A sentence with fewer content words leaves out what its neighbours say.
const WHOLE: usize = 4;

/// The slots in which they differ, and how, in the order of the columns.
pub(super) fn differing(a: &Claim, b: &Claim) -> Vec<(Slot, Relation)> {
    let slots = [
        (Slot::Value, value(a, b)),
        (Slot::Unit, unit(a, b)),
        (Slot::Base, base(a, b)),
        (Slot::Agent, agent(a, b)),
        (Slot::Scope, stated(&a.scope, &b.scope)),
        (Slot::Period, period(a, b)),
        (Slot::Source, source(a, b)),
    ];
    slots.into_iter().filter_map(|(slot, relation)| Some((slot, relation?))).collect()
}

fn value(a: &Claim, b: &Claim) -> Option<Relation> {
    (!a.interval.meets(b.interval)).then_some(Relation::Contradicts)
}

/// Of a count what is counted, of a share what it is a share of.
fn unit(a: &Claim, b: &Claim) -> Option<Relation> {
    let counted = matches!(a.kind, Kind::Count | Kind::Share);
    let both = !a.head.is_empty() && !b.head.is_empty();
    (counted && both && a.head != b.head).then_some(Relation::Contradicts)
}

/// The whole of which something is a share: its figure, and the words that narrow it.
fn base(a: &Claim, b: &Claim) -> Option<Relation> {
    if a.kind != Kind::Share || a.head.is_empty() || a.head != b.head {
        return None;
    }
    match (a.whole, b.whole) {
        (Some(a), Some(b)) if !a.meets(b) => Some(Relation::Contradicts),
        _ => (a.narrowed != b.narrowed).then_some(Relation::Qualifies),
    }
}

/// Each names another, or only one names who did it and the other is a whole sentence.
fn agent(a: &Claim, b: &Claim) -> Option<Relation> {
    let cut_off = |claim: &Claim| claim.words.ends_with(['—', '–', '-', '…']);
    let silent = |claim: &Claim| claim.agent.is_none() && claim.topic.len() >= WHOLE && !cut_off(claim);
    match (&a.agent, &b.agent) {
        (None, None) => None,
        (Some(_), Some(_)) => stated(&a.agent, &b.agent),
        _ => (silent(a) || silent(b)).then_some(Relation::Qualifies),
    }
}

/// Both state the slot, and differently.
fn stated(a: &Option<(String, String)>, b: &Option<(String, String)>) -> Option<Relation> {
    let (Some((_, a)), Some((_, b))) = (a, b) else { return None };
    (!a.is_empty() && !b.is_empty() && a != b).then_some(Relation::Contradicts)
}

fn period(a: &Claim, b: &Claim) -> Option<Relation> {
    let timed = a.kind != Kind::Duration;
    let both = a.year.is_some() && b.year.is_some();
    (timed && both && a.year != b.year).then_some(Relation::Contradicts)
}

/// Each cites a body of its own; states and persons only carry the words of others.
fn source(a: &Claim, b: &Claim) -> Option<Relation> {
    let body = |claim: &Claim| {
        let carried = ["STATE:", "OFFICIAL:", "BLOC:", "MEDIA:"];
        claim.source.as_ref().is_some_and(|(_, entity)| !carried.iter().any(|kind| entity.starts_with(kind)))
    };
    if body(a) && body(b) { stated(&a.source, &b.source) } else { None }
}
