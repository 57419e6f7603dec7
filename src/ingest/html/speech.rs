//! How much of a piece of a page is prose, and whether it looks like a turn of a conversation: what the choice of the
//! main part goes by.

use std::collections::BTreeMap;

use super::piece::Piece;
use crate::document::BlockKind;

/// Words of a turn and no more: what a label looks like is the business of [`crate::segment`]; here a page must only be
/// told from its frame.
const TURN_MARKS: &[&str] = &["q", "a", "question", "answer", "问", "答", "問"];
/// A label has at most so many bytes and words.
const LONGEST_LABEL: usize = 60;
const MOST_WORDS: usize = 7;
/// A piece of so many words is prose even without a full stop; of so few it is none.
const PROSE: usize = 14;
const NO_PROSE: usize = 3;

/// What is known of a piece.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measure {
    /// Words, those of anchors among them.
    pub(super) words: usize,
    /// Words of anchors.
    pub(super) linked: usize,
    /// Words, where the piece is running prose.
    pub(super) prose: usize,
    /// Does it begin with a label that stands elsewhere, too, or with a mark of a turn?
    pub(super) spoken: bool,
}

impl Measure {
    /// Is it hardly more than links?
    pub(super) fn is_links(self) -> bool {
        self.linked > 0 && self.linked * 5 >= self.words * 4
    }
}

/// Measures all pieces of a page.
pub(super) fn measured(pieces: &[Piece]) -> Vec<Measure> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for name in pieces.iter().flat_map(|piece| piece.text.lines().filter_map(label)) {
        *times.entry(name).or_default() += 1;
    }
    let is_spoken = |piece: &Piece| {
        let mut labels = piece.text.lines().filter_map(label);
        labels.any(|name| is_turn_mark(name) || times.get(name).is_some_and(|times| *times > 1))
    };
    pieces.iter().map(|piece| Measure { spoken: is_spoken(piece), ..measure(piece) }).collect()
}

fn measure(piece: &Piece) -> Measure {
    let words = count(&piece.text);
    let linked: usize = piece.links.iter().map(|(range, _)| count(&piece.text[range.clone()])).sum();
    let own = words.saturating_sub(linked);
    let ends = piece
        .text
        .trim_end_matches(['”', '"', '’', ')', ']'])
        .ends_with(['.', '?', '!', '。', '？', '！', '…']);
    let is_prose =
        piece.kind != BlockKind::Heading && own * 2 > words && (own >= PROSE || (ends && own > NO_PROSE));
    Measure { words, linked, prose: if is_prose { own } else { 0 }, spoken: false }
}

/// How many words there are; two characters of Chinese or Japanese count as one.
pub(super) fn count(text: &str) -> usize {
    let is_han =
        |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}');
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    words + text.chars().filter(|c| is_han(*c)).count() / 2
}

/// The label at the beginning of a line, if it has the shape of one.
fn label(line: &str) -> Option<&str> {
    let line = line.trim_start();
    if let Some(rest) = line.strip_prefix('Q').filter(|rest| rest.starts_with([' ', '\u{A0}', '\t', '.'])) {
        return (rest.len() > 1).then_some("Q");
    }
    let at = line.find([':', '：']).filter(|at| *at <= LONGEST_LABEL)?;
    let (name, rest) = line.split_at(at);
    let mut words = name.split_whitespace();
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c == '(' || !c.is_ascii())
            || ["of", "the", "de", "al"].contains(&word)
    };
    (!rest.starts_with("://")
        && words.clone().count() <= MOST_WORDS
        && words.all(is_name)
        && !name.is_empty())
    .then_some(name)
}

/// Is it a mark of question or answer?
pub(super) fn is_turn_mark(label: &str) -> bool {
    TURN_MARKS.contains(&label.trim_end_matches([':', '：', '.', ' ', '\u{A0}']).to_lowercase().as_str())
}

/// Is it in capitals?
pub(super) fn is_shouted(label: &str) -> bool {
    label.chars().filter(|c| c.is_uppercase()).count() > 1 && !label.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expected: &[&str]) {
        let piece = |text: &&str| Piece {
            text: text.replace(['[', ']'], ""),
            kind: BlockKind::Paragraph,
            links: text.find('[').map(|at| (at..text.len() - 2, String::new())).into_iter().collect(),
            node: 0,
        };
        let pieces: Vec<Piece> = texts.iter().map(piece).collect();
        let shown = measured(&pieces).into_iter().map(|m| {
            format!(
                "{}/{}{}{}",
                m.prose,
                m.words,
                if m.spoken { " spoken" } else { "" },
                if m.is_links() { " links" } else { "" }
            )
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn prose_and_turns() {
        check(&["We have said that before.", "Home", "Read more."], &["5/5", "0/1", "0/2"]);
        check(
            &["Q\u{A0}\u{A0} Why?", "HOLT: No.", "HOLT: Never.", "Tags: Ostrania"],
            &["0/2 spoken", "0/2 spoken", "0/2 spoken", "0/2"],
        );
        check(&["Read [more on the pact of Tashmere here.]"], &["0/8 links"]);
        check(&["问：请问发言人有何评论？"], &["6/6 spoken"]);
        check(&["https://x.example"], &["0/1"]);
    }
}
