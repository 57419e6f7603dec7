//! Title, head lines and date of a document whose blocks have been read: the same for every format.

use crate::document::{Block, BlockKind, DateBasis, Document};

use super::date::lines;
use super::{byline, metadata};

/// A title is at most this long (in characters).
const TITLE: usize = 220;
/// A heading has at most so many words.
const HEADING: usize = 14;
/// At most so many labels with values below them.
const LABELS: usize = 12;
/// A byline stands among the first blocks.
const BYLINE_WITHIN: usize = 4;
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
        let again = again(document, &blocks);
        blocks.drain(1..=again);
        let below = 1 + pairs(document, &blocks[1..]);
        blocks.drain(1..below);
        if let Some(at) = author(document, &blocks) {
            blocks.remove(at);
        }
    }
    if headings == Headings::Guessed {
        for block in blocks.iter_mut().skip(1).filter(|block| block.kind == BlockKind::Paragraph) {
            if looks_like_heading(block.span.slice(&document.text)) {
                block.kind = BlockKind::Heading;
            }
        }
    }
    mark_date_lines(document, &mut blocks);
    for block in blocks.iter().take(DATE_WITHIN) {
        let words = block.span.slice(&document.text);
        metadata::set_date_line(&mut document.metadata, &mut document.problems, words, DateBasis::Body);
    }
    document.blocks = blocks;
}

/// Lines of nothing but a date right below the headline belong to it; nobody says them.
fn mark_date_lines(document: &Document, blocks: &mut [Block]) {
    if blocks.first().is_none_or(|first| first.kind != BlockKind::Heading) {
        return;
    }
    for block in blocks.iter_mut().skip(1).take(DATE_WITHIN) {
        match block.kind {
            BlockKind::Heading => {}
            BlockKind::Paragraph if lines::is_date_line(block.span.slice(&document.text)) => {
                block.kind = BlockKind::Heading;
            }
            _ => break,
        }
    }
}

/// How many headings behind the first block repeat its words, as a title page and the first chapter do.
fn again(document: &Document, blocks: &[Block]) -> usize {
    let words = |block: &Block| one_line(block.span.slice(&document.text));
    let same = |block: &&Block| block.kind == BlockKind::Heading && words(block) == words(&blocks[0]);
    blocks[1..].iter().take_while(same).count()
}

/// Leading blocks of lines "Key: value" with keys of metadata, or of labels and values on lines of their own; says how many
/// blocks they are.
fn pairs(document: &mut Document, blocks: &[Block]) -> usize {
    let mut read = 0;
    let text = document.text.clone();
    while let Some(block) = blocks.get(read) {
        let words = block.span.slice(&text);
        let pairs: Option<Vec<(&str, &str)>> =
            words.lines().map(|line| line.split_once([':', '：', '\t'])).collect();
        let known = pairs.filter(|pairs| pairs.iter().all(|(key, _)| metadata::is_key(key)));
        let (pairs, taken) = match known {
            Some(pairs) => (pairs, 1),
            None => labels(&text, &blocks[read..]),
        };
        if taken == 0 {
            break;
        }
        for (key, value) in pairs {
            metadata::set(&mut document.metadata, &mut document.problems, key, value);
        }
        read += taken;
    }
    read
}

/// Labels and values on lines of their own, as a page with a table at its head is copied: `Date`, below it `2021-07-20`.
/// A date must be among them, because a label alone may be a heading. Says how many blocks they are.
fn labels<'a>(text: &'a str, blocks: &[Block]) -> (Vec<(&'a str, &'a str)>, usize) {
    let mut pairs = Vec::new();
    let (mut taken, mut dated) = (0, false);
    let mut key: Option<&str> = None;
    for (number, block) in blocks.iter().take(2 * LABELS).enumerate() {
        for line in block.span.slice(text).lines().map(str::trim) {
            match key.take() {
                None if metadata::is_key(line) => key = Some(line),
                None => return (if dated { pairs } else { Vec::new() }, if dated { taken } else { 0 }),
                Some(_) if line.chars().count() > TITLE => return (Vec::new(), 0),
                Some(label) => {
                    dated |= metadata::is_date_key(label) && lines::is_date_line(line);
                    pairs.push((label, line));
                }
            }
        }
        if key.is_none() {
            taken = number + 1;
        }
    }
    if dated { (pairs, taken) } else { (Vec::new(), 0) }
}

/// Takes the author from a line below the title; says which block it is.
fn author(document: &mut Document, blocks: &[Block]) -> Option<usize> {
    let words = |at: usize| blocks.get(at).map_or("", |block| block.span.slice(&document.text));
    let dated = |at: usize| lines::is_date_line(words(at));
    let found = (1..BYLINE_WITHIN.min(blocks.len())).find_map(|at| {
        let beside = dated(at - 1) || dated(at + 1);
        let name = byline::marked(words(at)).or_else(|| byline::placed(words(at)).filter(|_| beside))?;
        Some((at, name))
    });
    let (at, name) = found?;
    document.metadata.author.get_or_insert(name);
    Some(at)
}

fn looks_like_title(words: &str) -> bool {
    words.chars().count() <= TITLE && !words.ends_with(['.', '!', ';', ',', ':']) && !has_label(words)
}

/// A short line of its own that is no sentence.
pub(crate) fn looks_like_heading(words: &str) -> bool {
    // Most lines are sentences: what tells them from headings at the least cost is asked first.
    !words.ends_with(|c: char| ".?!:;,…–—-\"'”’»)*".contains(c))
        && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && words.split_whitespace().nth(HEADING).is_none()
        && !words.contains('\n')
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
    use crate::ingest::{Options, ingest};

    /// Title, date, author and blocks.
    fn check(text: &str, expected: &str) {
        let ingested = ingest("a.txt", text.as_bytes(), &Options::default());
        let document = &ingested.documents[0];
        let metadata = &document.metadata;
        let blocks: Vec<&str> =
            document.blocks.iter().map(|block| block.span.slice(&document.text)).collect();
        let shown = format!(
            "{} / {} / {} / {}",
            metadata.title.as_deref().unwrap_or("?"),
            metadata.date.map_or("?".to_owned(), |date| date.date.to_string()),
            metadata.author.as_deref().unwrap_or("?"),
            blocks.join(" | ")
        );
        assert_eq!(shown, expected);
    }

    #[test]
    fn labels_and_values_on_lines_of_their_own() {
        check(
            "Briefing by the Spokesperson\nDate\n2021-07-20\nWriter\nPress Office\nGood morning, all of you.",
            "Briefing by the Spokesperson / 2021-07-20 / Press Office / Briefing by the Spokesperson | Good morning, all of you.",
        );
        check(
            "Title\tBriefing\nDate\t2021-07-20 16:05\n\nGood morning, all of you.",
            "Briefing / 2021-07-20 / ? / Good morning, all of you.",
        );
        check(
            "A day in Lubrin\n\nSource\n\nThe words of the day.",
            "A day in Lubrin / ? / ? / A day in Lubrin | Source | The words of the day.",
        );
    }

    #[test]
    fn bylines() {
        check(
            "A day in Lubrin\n\nBy Ada Orel\n\nJuly 20, 2021\n\nIt was hot, they said.",
            "A day in Lubrin / 2021-07-20 / Ada Orel / A day in Lubrin | July 20, 2021 | It was hot, they said.",
        );
        check(
            "A day in Lubrin\n\nAda Orel in Lubrin\n\nJuly 20, 2021\n\nIt was hot, they said.",
            "A day in Lubrin / 2021-07-20 / Ada Orel / A day in Lubrin | July 20, 2021 | It was hot, they said.",
        );
        check(
            "A day in Lubrin\n\nPublished: July 20, 2021, 4:05 p.m.\n\nLast updated: July 22, 2021\n\nIt was hot.",
            "A day in Lubrin / 2021-07-20 / ? / A day in Lubrin | It was hot.",
        );
    }
}
