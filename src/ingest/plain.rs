//! Plain text: head lines, then paragraphs.

use crate::document::{Block, BlockKind, DateBasis, Document, Span};

use super::{dates, markdown, metadata};

/// Lines of hard-wrapped text are at most this long (in characters).
const WRAPPED: usize = 100;
/// And at least this long, unless they end a paragraph.
const NARROWEST: usize = 40;
/// A title is at most this long (in characters).
const TITLE: usize = 220;

/// The document in a plain text. Line ends become `\n`; nothing else of the text changes.
pub fn read(text: &str) -> Document {
    let mut document = Document::default();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let body = markdown::take_front_matter(&text, &mut document);
    document.text = body.to_owned();
    let mut blocks = paragraphs(&document.text);
    let head = read_head(&mut document, &blocks);
    blocks.drain(..head);
    if let Some(first) = blocks.first_mut().filter(|block| looks_like_title(block.span.slice(&document.text)))
    {
        first.kind = BlockKind::Heading;
        if document.metadata.title.is_none() {
            document.metadata.title = Some(one_line(first.span.slice(&document.text)));
        }
        let below = read_head(&mut document, &blocks[1..]);
        blocks.drain(1..=below);
    }
    for block in blocks.iter_mut().skip(1) {
        if looks_like_heading(block.span.slice(&document.text)) {
            block.kind = BlockKind::Heading;
        }
    }
    for block in blocks.iter().take(6) {
        let words = block.span.slice(&document.text);
        if document.metadata.date.is_none() && dates::is_date_line(words) {
            metadata::set_date(&mut document.metadata, &mut document.problems, words, DateBasis::Body);
        }
    }
    document.blocks = blocks;
    document
}

/// Leading lines "Key: value" with keys of metadata; says how many blocks they are.
fn read_head(document: &mut Document, blocks: &[Block]) -> usize {
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

/// Paragraphs: lines between blank lines, taken together where they look cut at a fixed width, else one by one.
pub(crate) fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut group: Vec<Span> = Vec::new();
    let widest = text.lines().map(|line| line.trim().chars().count()).filter(|width| *width <= WRAPPED).max();
    let mut close = |group: &mut Vec<Span>| {
        let wrapped = is_wrapped(text, group, widest.unwrap_or(0));
        let mut open: Option<Span> = None;
        for line in group.drain(..) {
            open = match open {
                Some(before) if wrapped || goes_on(text, before, line) => Some(before.cover(line)),
                closed => {
                    blocks.extend(closed.map(paragraph(text)));
                    Some(line)
                }
            };
        }
        blocks.extend(open.map(paragraph(text)));
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len();
        if span.is_empty() {
            close(&mut group);
        } else {
            group.push(span);
        }
    }
    close(&mut group);
    blocks
}

fn paragraph(text: &str) -> impl Fn(Span) -> Block {
    move |span| {
        let words = span.slice(text);
        let marked = ["* ", "- ", "• ", "· "].iter().any(|mark| words.starts_with(mark));
        if !marked {
            return Block { span, kind: BlockKind::Paragraph };
        }
        let inner = Span::new(span.start + words.find(' ').unwrap_or(0), span.end).trim(text);
        Block { span: inner, kind: BlockKind::ListItem }
    }
}

/// Are the lines of a group cut at a fixed width? Then none is very long, and all but the last are nearly as wide as the
/// widest of the text.
fn is_wrapped(text: &str, lines: &[Span], widest: usize) -> bool {
    let width = |line: &Span| line.slice(text).chars().count();
    let Some((_, full)) = lines.split_last() else { return false };
    lines.iter().all(|line| width(line) <= WRAPPED)
        && full.iter().all(|line| width(line) >= NARROWEST && width(line) * 4 >= widest * 3)
}

/// Does a line go on with the sentence that the line before it breaks off?
fn goes_on(text: &str, before: Span, line: Span) -> bool {
    let last = before.slice(text).lines().next_back().unwrap_or("").trim();
    last.chars().count() <= WRAPPED
        && !last.ends_with(['.', '!', '?'])
        && line.slice(text).starts_with(char::is_lowercase)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks as `kind words`, one a line.
    fn check(text: &str, expected: &[&str]) {
        let document = read(text);
        let shown: Vec<String> = document
            .blocks
            .iter()
            .map(|block| format!("{:?} {}", block.kind, one_line(block.span.slice(&document.text))))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn lines_or_blank_lines() {
        check(
            "Remarks of the day\nQ: Why?\nA: Because it is so, and has been.",
            &[
                "Heading Remarks of the day",
                "Paragraph Q: Why?",
                "Paragraph A: Because it is so, and has been.",
            ],
        );
        check(
            "We have always said that the strait is\nopen to all ships, and it will stay so\nfor ever.\n\nThat is all there\nis to say.",
            &[
                "Paragraph We have always said that the strait is open to all ships, and it will stay so for ever.",
                "Paragraph That is all there is to say.",
            ],
        );
    }

    #[test]
    fn heads_are_read() {
        let document = read("Title: A day\nDate: 3 May 2020\nSource: The Ledger\n\nThe words.");
        assert_eq!(document.metadata.title.as_deref(), Some("A day"));
        assert_eq!(document.metadata.date.unwrap().date.to_string(), "2020-05-03");
        assert_eq!(document.metadata.outlet.as_deref(), Some("The Ledger"));
        assert_eq!(document.blocks.len(), 1);
    }
}
