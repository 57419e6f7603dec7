//! The same-matter test (codebook 2.1, rule 6): a counter-charge on the matter that the question charges is a reply in
//! kind; one on another matter turns the subject. Both are marked; neither makes or unmakes a hit, because lists of
//! words tell the matter of a charge too coarsely for that.

use std::collections::BTreeSet;

use super::accusing::is_accusatory;
use super::rule::Rule;
use super::status::Status;
use super::{Context, Hit};
use crate::resources::Part;

/// How a counter-charge stands to the charge that it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TuQuoque {
    /// The same kind of act is held against the accuser.
    Same,
    /// Another matter is.
    Other,
}

impl TuQuoque {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Other => "other",
        }
    }
}

/// Marks the counter-charges of every answer to a question that charges the answering side.
pub(super) fn mark(context: Context, hits: &mut [Hit]) {
    if !context.resources.rules.has(Rule::SameMatter) {
        return;
    }
    let mut known: Option<(usize, Option<Charge>)> = None;
    for at in 0..hits.len() {
        let turn = hits[at].turn;
        let Some(question) = context.segments.turns[turn].reply_to else { continue };
        if known.as_ref().is_none_or(|(answer, _)| *answer != turn) {
            let accused = is_accusatory(context, hits, question, turn);
            known = Some((turn, accused.then(|| charge(context, question)).flatten()));
        }
        if let Some((_, Some(charge))) = &known {
            hits[at].tu_quoque = answers(context, charge, &hits[at]);
        }
    }
}

/// What a question charges: who makes the charge, and what it is about.
struct Charge {
    accusers: BTreeSet<String>,
    matters: BTreeSet<u32>,
}

/// The charge of a question: the matters of its sentences that name a charge, and the actors that are their subjects.
fn charge(context: Context, question: usize) -> Option<Charge> {
    let sentences = context.segments.turns[question].sentences.clone();
    let charging = |number: &usize| {
        context.cues(*number).iter().any(|cue| matches!(cue.part, Part::Mention | Part::Report(_)))
            || context.found.acts_of(*number).next().is_some()
    };
    let charging: Vec<usize> = sentences.filter(charging).collect();
    let matters: BTreeSet<u32> = charging.iter().flat_map(|number| matters(context, *number)).collect();
    let accusers: BTreeSet<String> = charging
        .iter()
        .flat_map(|number| context.names(*number))
        .map(|name| super::target::entity(context, name).0)
        .collect();
    (!matters.is_empty() && !accusers.is_empty()).then_some(Charge { accusers, matters })
}

/// The matters that a sentence speaks of, as numbers of their categories.
fn matters(context: Context, sentence: usize) -> BTreeSet<u32> {
    let cues = context.cues(sentence).iter().filter(|cue| cue.part == Part::Matter);
    cues.map(|cue| context.resources.entry(cue.entry).category as u32).collect()
}

/// How a hit answers the charge, when it is a charge in use against one of the accusers on a matter that can be told.
fn answers(context: Context, charge: &Charge, hit: &Hit) -> Option<TuQuoque> {
    let category = context.resources.category(hit.entry).id.as_str();
    let is_charge = matches!(category, "accuse" | "whatabout");
    if !is_charge || hit.status != Status::Use || !charge.accusers.contains(&hit.target.entity) {
        return None;
    }
    let own = matters(context, hit.sentence);
    match own.is_disjoint(&charge.matters) {
        _ if own.is_empty() => None,
        true => Some(TuQuoque::Other),
        false => Some(TuQuoque::Same),
    }
}
