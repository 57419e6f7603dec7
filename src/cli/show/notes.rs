//! What a mark means, in a line.

use crate::cite::Citation;
use crate::document::{Document, Span};
use crate::resources::Resources;
use crate::tag::{Hit, Status};

/// A hit: category, intensity, target; and if it does not count, why.
pub(super) fn of_hit(document: &Document, resources: &Resources, number: usize, hit: &Hit) -> String {
    let category = resources.category(hit.entry);
    let words = one_line(document, hit.span);
    let mut note = format!("{number} {words}: {} ({})", category.name, category.id);
    if hit.intensity != 0.0 {
        note += &format!(", {}", hit.intensity);
    }
    if !hit.target.entity.is_empty() && hit.target.entity != "UNSPEC" {
        note += &format!(" → {}", hit.target.entity);
    }
    let cue = hit.status_cue.map(|cue| format!(", by “{}”", one_line(document, cue)));
    match (hit.status, hit.counts) {
        (Status::Use, true) => {}
        (status, true) => note += &format!(" · {}{}", status.name(), cue.unwrap_or_default()),
        (Status::Use, false) => note += " · not counted: not of a voice that answers",
        (status, false) => note += &format!(" · not counted: {}{}", status.name(), cue.unwrap_or_default()),
    }
    if let Some(holder) = hit.holder.as_deref().filter(|_| !hit.counts) {
        note += &format!(" ({holder})");
    }
    note
}

/// A citation: source, its type, how specific, what is cited.
pub(super) fn of_citation(document: &Document, citation: &Citation) -> String {
    let source = one_line(document, citation.source);
    let kind = citation.source_type.name();
    let content = citation.content.map(|content| format!(": “{}”", one_line(document, content)));
    format!(
        "§ {source} ({kind}, specificity {}, {}){}",
        citation.specificity,
        citation.purpose,
        content.unwrap_or_default()
    )
}

fn one_line(document: &Document, span: Span) -> String {
    span.slice(&document.text).split_whitespace().collect::<Vec<_>>().join(" ")
}
