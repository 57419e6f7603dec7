//! What a page shows of itself that a reader of the numbers should know: that it is a translation, or that it seems to have
//! labels of a kind that no layout knows.

use super::page::Page;
use crate::document::Document;
use crate::error::{Code, Problem};

/// A notice stands among so many blocks at the head or at the foot.
const EDGE: usize = 4;
/// A notice has at most so many words.
const NOTICE: usize = 40;
/// A label is no longer than this (bytes).
const LABEL: usize = 80;
/// So many lines that begin like labels are no chance.
const LINES: usize = 3;

/// Does a page say at its head, at its foot or in a label there that it is a translation?
pub(super) fn translated(document: &Document, page: &Page) -> Option<Problem> {
    let last = document.blocks.len().saturating_sub(EDGE);
    let mut edges = document.blocks.iter().enumerate().filter(|(at, _)| *at < EDGE || *at >= last);
    edges.find_map(|(_, block)| {
        let words = block.span.slice(&document.text);
        let is_notice = words.split_whitespace().nth(NOTICE).is_none();
        let near = if is_notice { words } else { &words[..words.floor_char_boundary(LABEL)] };
        let near = near.to_lowercase().replace('-', " ");
        let sign = page.translated.iter().find(|sign| near.contains(sign.as_str()))?;
        Some(Problem::new(Code::Translated, format!("the page says {sign:?}")).at(block.span.start))
    })
}

/// How many lines of a text without labels begin with a word for who speaks or an outlet, and a mark; none if that may be
/// chance.
pub(super) fn like_labels(document: &Document, page: &Page) -> Option<usize> {
    let begins = |words: &str| {
        let words = words.trim_start_matches(['[', '*', '(']);
        let near = &words[..words.floor_char_boundary(LABEL)];
        let mut names = near.match_indices(['.', ']', '—', '–', ';', '-']).map(|(at, _)| near[..at].trim());
        names.any(|name| page.label(name).is_some() || page.outlet(name).is_some())
    };
    let found = document.blocks.iter().filter(|block| begins(block.span.slice(&document.text))).count();
    (found >= LINES).then_some(found)
}
