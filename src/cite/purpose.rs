//! What a source is cited for, and the kind of claim.

use crate::document::{Role, Span};
use crate::lexicon::Polarity;
use crate::resources::CueClass;
use crate::tag::{Context, Hit};

use super::SourceType;

/// What a frame tells about its purpose.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) class: CueClass,
    pub(super) has_number: bool,
    pub(super) source_type: SourceType,
    /// Is the source the person whose words the document gives?
    pub(super) own_voice: bool,
    /// "my colleague", "our ministry": one who speaks for the same side.
    pub(super) own_words: bool,
    /// Does a narrator tell of somebody who leans on the source?
    pub(super) told_of: bool,
    pub(super) content: Option<Span>,
}

/// What the source is cited for, and the kind of claim, from the acts and numbers of the sentence.
pub(super) fn purpose(
    context: Context,
    turn: usize,
    told: Told,
    acts: &[&Hit],
) -> (&'static str, &'static str) {
    let Told { class, has_number, own_voice, own_words, told_of, content, source_type } = told;
    let category = |hit: &&Hit| context.resources.category(hit.entry);
    let charges = acts.iter().any(|hit| category(hit).polarity == Polarity::Confrontational);
    // What a source denies itself, is its evidence; what the speaker denies around it, is aimed at it.
    let inside = |hit: &Hit| content.is_some_and(|content| content.contains(hit.span));
    let denied = acts.iter().any(|hit| category(hit).id.starts_with("deny.") && !inside(hit));
    let role = context.segments.turns[turn].role;
    let asked = role == Role::Journalist;
    let purpose = match class {
        _ if asked => "background",
        _ if own_voice => "channel",
        CueClass::Distance => "rebut",
        _ if denied && !has_number => "target",
        _ if own_words => "self",
        _ if charges || has_number => "evidence",
        _ if (role.answers() || told_of) && content.is_some() => "evidence",
        _ => "background",
    };
    let claim_type = match (has_number, charges) {
        (true, _) => "quantity",
        _ if source_type == SourceType::Law => "norm",
        (false, true) => "allegation",
        _ => "event",
    };
    (purpose, claim_type)
}
