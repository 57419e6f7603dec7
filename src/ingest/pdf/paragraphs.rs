//! Lines in reading order → paragraphs: where one ends and the next begins, also over the ends of columns and pages.

mod edges;

use std::collections::BTreeMap;

use super::columns::Column;
use super::hyphens::{Seen, ends_with_hyphen};
use super::lines::Piece;
use super::normal::is_bullet;
use super::speakers;
use super::word::Word;
use crate::document::BlockKind;
use edges::{centred, fits, indent, shifted};

/// A gap that is so much wider than the usual one begins a paragraph.
const GAP: f64 = 1.25;
/// From one line to the next, in font sizes: not less, and in double-spaced text not more.
const SINGLE: f64 = 0.8;
const DOUBLE: f64 = 2.5;
/// An indent of so many font sizes begins one.
const INDENT: f64 = 0.8;
/// Sizes that differ by more than this share are different.
const OTHER_SIZE: f64 = 0.08;
/// Headings are so much larger than the body, and no longer than this (in characters; bold ones in words).
const LARGER: f64 = 1.12;
const HEADING: usize = 200;
const BOLD_HEADING: usize = 14;
/// Lines begin at a margin when this share of all lines does.
const MARGIN_SHARE: usize = 12;

/// A paragraph: its words, each with its page, and what it is.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) words: Vec<(Word, usize)>,
    pub(super) kind: BlockKind,
}

struct Line {
    piece: Piece,
    page: usize,
    /// Lines of one number stand below each other.
    column: usize,
    left: f64,
    right: f64,
}

/// What is usual in the document.
struct Usual {
    size: f64,
    /// From one line to the next, in font sizes.
    leading: f64,
    bold: bool,
    labels: BTreeMap<String, usize>,
}

/// The paragraphs of a document; columns come with the numbers of their pages.
pub(super) fn paragraphs(columns: Vec<(usize, Column)>) -> Vec<Paragraph> {
    let lines = lines(columns);
    let usual = Usual::of(&lines);
    let seen = Seen::of(lines.iter().map(|line| &line.piece));
    let mut paragraphs: Vec<Vec<&Line>> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let before = n.checked_sub(1).map(|before| &lines[before]);
        match (before, paragraphs.last_mut()) {
            (Some(before), Some(open)) if !usual.begins(before, line, lines.get(n + 1), open.len()) => {
                open.push(line)
            }
            _ => paragraphs.push(vec![line]),
        }
    }
    paragraphs
        .into_iter()
        .map(|lines| usual.paragraph(&lines, &seen))
        .filter(|p| !p.words.is_empty())
        .collect()
}

fn lines(columns: Vec<(usize, Column)>) -> Vec<Line> {
    let margins = margins(&columns);
    let lefts: Vec<f64> = columns.iter().map(|(_, column)| left(column, &margins)).collect();
    let mut ends: BTreeMap<(bool, i64), Vec<f64>> = BTreeMap::new();
    for ((_, column), left) in columns.iter().zip(&lefts) {
        let lines = column.lines.iter().map(|line| line.end);
        ends.entry((column.beside, left.round() as i64)).or_default().extend(lines);
    }
    let rights: BTreeMap<(bool, i64), f64> = ends.into_iter().map(|(key, ends)| (key, right(ends))).collect();
    let mut lines = Vec::new();
    for (number, ((page, column), left)) in columns.into_iter().zip(lefts).enumerate() {
        let right = rights.get(&(column.beside, left.round() as i64)).copied().unwrap_or(column.right);
        let line = |piece| Line { piece, page, column: number, left, right };
        lines.extend(column.lines.into_iter().map(line));
    }
    lines
}

/// Where many lines of the document begin.
fn margins(columns: &[(usize, Column)]) -> Vec<f64> {
    let mut starts: Vec<f64> = columns
        .iter()
        .flat_map(|(_, column)| column.lines.iter().map(|line| (line.x / 2.0).round() * 2.0))
        .collect();
    starts.sort_by(f64::total_cmp);
    let all = starts.len();
    starts
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() * MARGIN_SHARE >= all)
        .map(|same| same[0])
        .collect()
}

/// The left margin of a column. A column that holds only indented lines has its margin farther to the left.
fn left(column: &Column, margins: &[f64]) -> f64 {
    let size = column.lines.first().map_or(10.0, |line| line.size);
    let near = |margin: &&f64| **margin <= column.left + 1.0 && column.left - **margin < 6.0 * size;
    let margin = margins.iter().filter(near).fold(column.left, |left, margin| left.min(*margin));
    if column.beside { column.left } else { margin }
}

/// The right margin of lines: where the longest of them end, but for one or two that stick out.
fn right(mut ends: Vec<f64>) -> f64 {
    ends.sort_by(|a, b| b.total_cmp(a));
    let nth = if ends.len() < 8 { 0 } else { (ends.len() / 33).max(1) };
    ends.get(nth).copied().unwrap_or(0.0)
}

impl Usual {
    fn of(lines: &[Line]) -> Self {
        let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
        let mut labels = BTreeMap::new();
        let (mut bold, mut all) = (0, 0);
        for line in lines {
            let letters = line.piece.words.iter().map(|word| word.text.len()).sum::<usize>();
            *sizes.entry((line.piece.size * 2.0).round() as i64).or_default() += letters;
            all += letters;
            bold += if line.piece.bold { letters } else { 0 };
            if let Some(label) = speakers::named(&line.piece.words) {
                *labels.entry(label).or_default() += 1;
            }
        }
        let size = sizes
            .iter()
            .max_by_key(|(size, letters)| (**letters, -**size))
            .map_or(10.0, |(size, _)| *size as f64 / 2.0);
        Self { size: size.max(1.0), leading: leading(lines), bold: bold * 2 > all, labels }
    }

    /// Does the line begin a paragraph? `before` is the line before it, `so_far` the number of lines of its paragraph.
    fn begins(&self, before: &Line, line: &Line, next: Option<&Line>, so_far: usize) -> bool {
        let (a, b) = (&before.piece, &line.piece);
        if starts_item(b) || speakers::is_certain(&b.words) || differ(a.size, b.size) {
            return true;
        }
        let last = a.words.last().map_or("", |word| word.text.as_str());
        if ends_with_hyphen(last)
            && b.words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase))
        {
            return false;
        }
        let ended = ends_sentence(last);
        let named = speakers::named(&b.words).and_then(|label| self.labels.get(&label));
        if named.is_some_and(|times| *times > 1) {
            return true;
        }
        let lower = b.words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase));
        let short = fits(before, line) && (ended || !lower);
        if before.column != line.column {
            return short || indent(line) > INDENT * b.size && ended || a.bold != b.bold && ended;
        }
        let gap = (a.y - b.y) / a.size.max(b.size);
        if gap > GAP * self.leading || gap < 0.0 {
            return true;
        }
        short || !centred(before, line) && shifted(before, line, next, so_far)
    }

    fn paragraph(&self, lines: &[&Line], seen: &Seen) -> Paragraph {
        let mut words: Vec<(Word, usize)> = Vec::new();
        for line in lines {
            let mut rest = line.piece.words.iter();
            if let (Some((last, _)), Some(first)) = (words.last_mut(), rest.as_slice().first())
                && let Some(joined) = seen.joined(&last.text, &first.text)
            {
                last.join(first, joined);
                rest.next();
            }
            words.extend(rest.map(|word| (word.clone(), line.page)));
        }
        let kind = if take_bullet(&mut words) { BlockKind::ListItem } else { self.kind(lines, &words) };
        Paragraph { words, kind }
    }

    fn kind(&self, lines: &[&Line], words: &[(Word, usize)]) -> BlockKind {
        let letters: usize = words.iter().map(|(word, _)| word.text.chars().count() + 1).sum();
        let last = words.last().map_or("", |(word, _)| word.text.as_str());
        let has_label = words.iter().take(9).any(|(word, _)| word.text.ends_with(':'));
        let larger = lines.iter().all(|line| line.piece.size > LARGER * self.size) && letters <= HEADING;
        let bold = !self.bold && lines.iter().all(|line| line.piece.bold) && words.len() <= BOLD_HEADING;
        let stopped = last.ends_with(['.', '?', '!', ':', ';', ',', ')']);
        if !has_label && (larger || bold && !stopped) { BlockKind::Heading } else { BlockKind::Paragraph }
    }
}

/// The distance between lines of one paragraph, in font sizes: a fifth of all distances are not larger.
fn leading(lines: &[Line]) -> f64 {
    let below = |pair: &&[Line]| pair[0].column == pair[1].column && pair[0].piece.y > pair[1].piece.y;
    let pairs = lines.windows(2).filter(below);
    let mut gaps: Vec<f64> = pairs
        .map(|pair| (pair[0].piece.y - pair[1].piece.y) / pair[0].piece.size.max(pair[1].piece.size))
        .collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 5).copied().unwrap_or(1.2).clamp(SINGLE, DOUBLE)
}

fn differ(a: f64, b: f64) -> bool {
    (a - b).abs() > OTHER_SIZE * a.max(b)
}

fn ends_sentence(word: &str) -> bool {
    let word = word.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*']);
    word.ends_with(['.', '?', '!', ':', '…', '。', '？', '！', '：'])
        || word.ends_with("--")
        || word.ends_with('—')
}

fn starts_item(line: &Piece) -> bool {
    line.words.first().is_some_and(|word| word.text.starts_with(is_bullet))
}

/// Takes a bullet away from the beginning of the words.
fn take_bullet(words: &mut Vec<(Word, usize)>) -> bool {
    let Some((first, _)) = words.first_mut().filter(|(word, _)| word.text.starts_with(is_bullet)) else {
        return false;
    };
    let text = first.text.trim_start_matches(is_bullet).to_owned();
    first.beside.0 = first.beside.0.saturating_sub(first.text.len() - text.len());
    first.text = text;
    if first.text.is_empty() {
        words.remove(0);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::columns::order;
    use super::super::lines::rows;
    use super::super::lines::tests::page;
    use super::*;

    fn check(pages: &[&[(&str, f64, f64)]], expected: &[&str]) {
        let columns = pages
            .iter()
            .enumerate()
            .flat_map(|(n, lines)| order(rows(&page(lines))).into_iter().map(move |column| (n + 1, column)));
        let shown = |paragraph: Paragraph| {
            paragraph.words.iter().map(|(word, _)| word.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(paragraphs(columns.collect()).into_iter().map(shown).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn gaps_and_short_lines() {
        check(
            &[&[
                ("Vellmark has said what it", 50.0, 700.0),
                ("wants. We have heard it, and", 50.0, 688.0),
                ("we answer it.", 50.0, 676.0),
                ("There is no evidence for the", 50.0, 664.0),
                ("claim that Karvonia makes.", 50.0, 652.0),
                ("It is late, thank you.", 50.0, 632.0),
            ]],
            &[
                "Vellmark has said what it wants. We have heard it, and we answer it.",
                "There is no evidence for the claim that Karvonia makes.",
                "It is late, thank you.",
            ],
        );
    }

    #[test]
    fn indents_begin_paragraphs() {
        check(
            &[&[
                ("Vellmark has said what it wan", 62.0, 700.0),
                ("ts. We have heard it, and more.", 50.0, 688.0),
                ("There is no evidence for the.", 62.0, 676.0),
                ("claim that Karvonia has made it", 50.0, 664.0),
            ]],
            &[
                "Vellmark has said what it wan ts. We have heard it, and more.",
                "There is no evidence for the. claim that Karvonia has made it",
            ],
        );
    }

    #[test]
    fn speakers_begin_paragraphs_without_a_gap() {
        check(
            &[&[
                ("MS. VARN: It is not for us to", 50.0, 700.0),
                ("say what the others will do.", 50.0, 688.0),
                ("Q Then who will say it to us?", 50.0, 676.0),
                ("Dana Holt: Not the ministry.", 50.0, 664.0),
                ("Ilka Varn: I did not say that", 50.0, 652.0),
                ("Dana Holt: You did, just now.", 50.0, 640.0),
                ("Ilka Varn: I do not think so.", 50.0, 628.0),
            ]],
            &[
                "MS. VARN: It is not for us to say what the others will do.",
                "Q Then who will say it to us?",
                "Dana Holt: Not the ministry.",
                "Ilka Varn: I did not say that",
                "Dana Holt: You did, just now.",
                "Ilka Varn: I do not think so.",
            ],
        );
    }

    #[test]
    fn paragraphs_go_on_over_pages() {
        check(
            &[
                &[("There is no evi-", 50.0, 100.0)],
                &[("dence for the claim. We have", 50.0, 700.0), ("said so before.", 50.0, 688.0)],
            ],
            &["There is no evidence for the claim. We have said so before."],
        );
    }

    #[test]
    fn lines_in_the_middle_are_one_heading() {
        check(
            &[&[
                ("Remarks on the closure of the", 52.0, 730.0),
                ("Strait of the Sable Isles now", 52.0, 718.0),
                ("of the year", 98.0, 706.0),
                ("Vellmark has said what it wants.", 45.0, 670.0),
                ("We have heard it, and no more of", 45.0, 658.0),
                ("that will be heard.", 45.0, 646.0),
            ]],
            &[
                "Remarks on the closure of the Strait of the Sable Isles now of the year",
                "Vellmark has said what it wants. We have heard it, and no more of that will be heard.",
            ],
        );
    }

    #[test]
    fn numbers_of_lists_hang() {
        check(
            &[&[
                ("1. to withdraw the notice of the", 50.0, 700.0),
                ("closed areas without delay;", 65.0, 688.0),
                ("2. to stop the use of cannons at", 50.0, 676.0),
                ("the islands.", 65.0, 664.0),
            ]],
            &[
                "1. to withdraw the notice of the closed areas without delay;",
                "2. to stop the use of cannons at the islands.",
            ],
        );
    }

    #[test]
    fn bullets_are_items() {
        check(
            &[&[("• One thing", 50.0, 700.0), ("• Another thing", 50.0, 688.0)]],
            &["One thing", "Another thing"],
        );
    }
}
