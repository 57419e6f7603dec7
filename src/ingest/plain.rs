//! Plain text: head lines, then paragraphs.

use crate::document::{Block, BlockKind, Document, Span};

use super::encoding::origin::Origin;
use super::head::{self, Headings};
use super::markdown;

/// Lines of hard-wrapped text are at most this long (in characters).
const WRAPPED: usize = 100;
/// And at least this long, unless they end a paragraph.
const NARROWEST: usize = 40;
/// The document in a plain text; `origin` tells where its lines stood.
pub fn read(text: &str, origin: &Origin) -> Document {
    let mut document = Document::default();
    let body = markdown::take_front_matter(text, &mut document);
    let skipped = text.len() - body.len();
    for start in origin.starts(skipped) {
        document.places.push(start - skipped, origin.place(start));
    }
    document.text = body.to_owned();
    document.blocks = paragraphs(&document.text);
    head::read(&mut document, Headings::Guessed);
    document
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
            return Block::new(span, BlockKind::Paragraph);
        }
        let inner = Span::new(span.start + words.find(' ').unwrap_or(0), span.end).trim(text);
        Block::new(inner, BlockKind::ListItem)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::head::one_line;

    fn read(text: &str) -> Document {
        let (text, origin) = Origin::of(text, Some(0));
        super::read(&text, &origin)
    }

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
