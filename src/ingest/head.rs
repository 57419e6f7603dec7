//! Title, head lines and date of a document whose blocks have been read: the same for every format.

use crate::document::{Block, BlockKind, DateBasis, Document};

use super::metadata;

/// A title is at most this long (in characters).
const TITLE: usize = 220;
/// A date line stands among the first blocks.
pub(super) const DATE_WITHIN: usize = 6;

/// How much the format tells of its headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headings {
    /// Nothing: short lines that are no sentences are taken for headings.
    Guessed,
    /// They are marked; only the title may be an unmarked first line.
    Marked,
}

/// Takes "Key: value" lines at the head into the metadata and out of the blocks; finds title and date line.
pub fn read(document: &mut Document, headings: Headings) {
    let mut blocks = std::mem::take(&mut document.blocks);
    let head = pairs(document, &blocks);
    blocks.drain(..head);
    let titled = |document: &Document, block: &Block| {
        block.kind == BlockKind::Heading || looks_like_title(block.span.slice(&document.text))
    };
    if let Some(first) = blocks.first_mut().filter(|block| titled(document, block)) {
        first.kind = BlockKind::Heading;
        if document.metadata.title.is_none() {
            document.metadata.title = Some(one_line(first.span.slice(&document.text)));
        }
        let below = pairs(document, &blocks[1..]);
        blocks.drain(1..=below);
    }
    if headings == Headings::Guessed {
        for block in blocks.iter_mut().skip(1).filter(|block| block.kind == BlockKind::Paragraph) {
            if looks_like_heading(block.span.slice(&document.text)) {
                block.kind = BlockKind::Heading;
            }
        }
    }
    for block in blocks.iter().take(DATE_WITHIN) {
        let words = block.span.slice(&document.text);
        metadata::set_date_line(&mut document.metadata, &mut document.problems, words, DateBasis::Body);
    }
    document.blocks = blocks;
}

/// Leading blocks of lines "Key: value" with keys of metadata; says how many blocks they are.
fn pairs(document: &mut Document, blocks: &[Block]) -> usize {
    let mut read = 0;
    for block in blocks {
        let words = block.span.slice(&document.text);
        let pairs: Option<Vec<(&str, &str)>> =
            words.lines().map(|line| line.split_once([':', '：'])).collect();
        let Some(pairs) = pairs.filter(|pairs| pairs.iter().all(|(key, _)| metadata::is_key(key))) else {
            break;
        };
        for (key, value) in pairs {
            metadata::set(&mut document.metadata, &mut document.problems, key, value);
        }
        read += 1;
    }
    read
}

fn looks_like_title(words: &str) -> bool {
    words.chars().count() <= TITLE && !words.ends_with(['.', '!', ';', ',', ':']) && !has_label(words)
}

/// A short line of its own that is no sentence.
pub(crate) fn looks_like_heading(words: &str) -> bool {
    let n_words = words.split_whitespace().count();
    (1..=14).contains(&n_words)
        && !words.contains('\n')
        && !words.ends_with(|c: char| ".?!:;,…–—-\"'”’»)*".contains(c))
        && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !has_label(words)
}

/// Does it begin like "NAME: words" or "Q words"?
fn has_label(words: &str) -> bool {
    let colon = words.char_indices().take(60).any(|(_, c)| c == ':' || c == '：');
    let question = words.strip_prefix('Q').is_some_and(|rest| rest.starts_with([' ', '\u{A0}', '.', '\t']));
    colon || question
}

/// The words in one line and in plain typography.
pub(crate) fn one_line(words: &str) -> String {
    crate::fold::plain_text(words).split_whitespace().collect::<Vec<_>>().join(" ")
}
