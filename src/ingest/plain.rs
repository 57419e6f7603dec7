//! Plain text: head lines, then paragraphs.

use crate::document::{Block, BlockKind, DateBasis, Document, Span};

use super::{dates, markdown, metadata};

/// Lines of hard-wrapped text are at most this long (in characters).
const WRAPPED: usize = 100;
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

/// Paragraphs: by blank lines where lines are hard-wrapped, else every line.
pub(crate) fn paragraphs(text: &str) -> Vec<Block> {
    let wrapped = is_wrapped(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len();
        if span.is_empty() {
            blocks.extend(open.take().map(paragraph(text)));
        } else if wrapped {
            open = Some(open.map_or(span, |before| before.cover(span)));
        } else {
            blocks.push(paragraph(text)(span));
        }
    }
    blocks.extend(open.take().map(paragraph(text)));
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

/// Are the lines cut at a fixed width? Then most lines inside paragraphs are long, and none is very long.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let inner = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let (mut all, mut long) = (0, 0);
    for pair in inner {
        all += 1;
        long += usize::from(pair[0].chars().count() * 10 >= longest * 6);
    }
    longest <= WRAPPED && all > 0 && long * 10 >= all * 6
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

pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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
