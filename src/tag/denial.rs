//! "We have never interfered in anybody's affairs": a charge against one's own side, negated, is a mild denial
//! (codebook 2.3, `neg`).

use super::rule::Rule;
use super::status::{self, Status};
use super::target::Target;
use super::{Context, Hit};
use crate::document::Span;
use crate::lexicon::pattern::Slot;
use crate::segment::of_sentences;
use crate::voice::found::slots;

/// Charges that are only presupposed ("stop smearing us") are weaker than this, and deny nothing when negated.
const OUTRIGHT: f64 = 2.0;
/// The subject stands no farther before the negator than this, in words.
const SUBJECT: usize = 6;

/// The denials that negated charges amount to, where no other denial stands on their words.
pub(super) fn denials(context: Context, hits: &[Hit]) -> Vec<Hit> {
    let resources = context.resources;
    let Some(entry) = resources.negated_charge.filter(|_| resources.rules.has(Rule::Denial)) else {
        return Vec::new();
    };
    let category = &resources.category(entry).id;
    let is_denied = |sentence: usize, span: Span| {
        of_sentences(hits, |hit| hit.sentence, sentence..=sentence).iter().any(|hit| {
            let name = resources.category(hit.entry).id.as_str();
            hit.span.overlaps(span) && (name == category || matches!(name, "deny.smear" | "reject"))
        })
    };
    let negated = hits.iter().filter(|hit| hit.status == Status::Negated && is_charge(context, hit));
    let denial = |hit: &Hit| {
        let cue = hit.status_cue?;
        let span = cue.cover(hit.span);
        if is_denied(hit.sentence, span) || !has_own_subject(context, hit, cue) {
            return None;
        }
        let first = context.segments.tokens.partition_point(|token| token.span.end <= span.start);
        Some(Hit {
            entry,
            span,
            tokens: first..hit.tokens.end,
            core: true,
            intensity: resources.entry(entry).intensity,
            status: Status::Use,
            rule: Some(Rule::Denial),
            counts: context.segments.turns[hit.turn].role.answers(),
            target: Target {
                entity: "CLAIM".into(),
                kind: "CLAIM".into(),
                basis: "category",
                confidence: 1.0,
            },
            ..hit.clone()
        })
    };
    let mut denials: Vec<Hit> = negated.filter_map(denial).collect();
    // Two charges under one negator are denied once.
    denials.dedup_by(|later, first| later.span.overlaps(first.span));
    denials
}

fn is_charge(context: Context, hit: &Hit) -> bool {
    let resources = context.resources;
    matches!(resources.category(hit.entry).id.as_str(), "accuse" | "threat" | "insult")
        && resources.entry(hit.entry).intensity >= OUTRIGHT
}

/// Is the last actor before the negator, in the same clause, the speaker's own side?
fn has_own_subject(context: Context, hit: &Hit, cue: Span) -> bool {
    let turn = &context.segments.turns[hit.turn];
    let side = context.found.sides[hit.turn].as_deref();
    let negator = context.segments.tokens.partition_point(|token| token.span.end <= cue.start);
    let before = context.names(hit.sentence).iter().rfind(|name| name.tokens.end <= negator);
    before.is_some_and(|name| {
        negator - name.tokens.end <= SUBJECT
            && !status::is_cut(context.segments, name.tokens.end..negator + 1)
            && slots(name, side, turn.role, context.resources).contains(Slot::Own)
    })
}
