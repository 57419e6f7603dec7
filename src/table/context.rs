//! The words around a span, as a line of a concordance shows them.

use super::Of;
use super::row::{Value, Written};
use crate::document::Span;

/// Code points on each side.
const CONTEXT: usize = 80;

/// The words before a span, inside its turn.
pub(super) fn left<'a>(of: Of<'a>, turn: usize, span: Span) -> impl Value + use<'a> {
    let turn = of.analysis.segments.turns[turn].span;
    let words = Span::new(turn.start, span.start.max(turn.start)).slice(&of.document.text);
    let from = words.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    one_line(&words[from..])
}

/// The words behind it.
pub(super) fn right<'a>(of: Of<'a>, turn: usize, span: Span) -> impl Value + use<'a> {
    let turn = of.analysis.segments.turns[turn].span;
    let words = Span::new(span.end.min(turn.end), turn.end).slice(&of.document.text);
    let to = words.char_indices().nth(CONTEXT).map_or(words.len(), |(at, _)| at);
    one_line(&words[..to])
}

/// The words with one space between them.
fn one_line(words: &str) -> impl Value {
    Written(|out: &mut String| {
        for (at, word) in words.split_whitespace().enumerate() {
            out.push_str(if at > 0 { " " } else { "" });
            out.push_str(word);
        }
    })
}
