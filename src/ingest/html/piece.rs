//! Words as they come from the tree → pieces of text as a browser sets them: white space collapses, `<br>` ends a line,
//! two of them end the piece.

use std::ops::Range;

use crate::document::BlockKind;

/// Of the last word, so many bytes are looked at.
const LONGEST_WORD: usize = 40;

/// A paragraph, heading, list item or cell of the page.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its words; lines are divided by `\n`.
    pub(super) text: String,
    pub(super) kind: BlockKind,
    /// Ranges of the text that are anchors, with their addresses; an empty address leads to no other text.
    pub(super) links: Vec<(Range<usize>, String)>,
    /// The node of its first word.
    pub(super) node: usize,
}

/// Collects pieces.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pieces: Vec<Piece>,
    text: String,
    /// Node of the first word, and what the piece is.
    first: Option<(usize, BlockKind)>,
    /// Has white space come that no word has followed yet?
    space: bool,
    /// How many line breaks have come that no word has followed yet?
    breaks: usize,
    /// Where the open anchor begins, and its address.
    link: Option<(usize, String)>,
    links: Vec<(Range<usize>, String)>,
}

impl Writer {
    /// Appends words of a node in which white space collapses.
    pub(super) fn push(&mut self, words: &str, node: usize, kind: BlockKind) {
        for c in words.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                self.space = true;
            } else {
                self.put(c, node, kind);
            }
        }
    }

    /// Appends words of a node in which white space and line ends stay.
    pub(super) fn push_kept(&mut self, words: &str, node: usize, kind: BlockKind) {
        for c in words.chars() {
            match c {
                '\n' => self.line_break(),
                '\r' => {}
                ' ' | '\t' if self.at_line_start() => {}
                c => self.put(c, node, kind),
            }
        }
    }

    /// A line ends; where one has ended just before, the piece does.
    pub(super) fn line_break(&mut self) {
        self.space = false;
        self.breaks += 1;
    }

    /// The piece ends.
    pub(super) fn end(&mut self) {
        let address = self.link.as_ref().map(|(_, address)| address.clone());
        self.close_link();
        (self.space, self.breaks) = (false, 0);
        let text = std::mem::take(&mut self.text);
        let links = std::mem::take(&mut self.links);
        if let Some((node, kind)) = self.first.take() {
            let text = text.trim_end().to_owned();
            self.pieces.push(Piece { text, kind, links, node });
        }
        self.link = address.map(|address| (0, address));
    }

    /// The words that follow are an anchor.
    pub(super) fn open_link(&mut self, address: String) {
        self.close_link();
        self.link = Some((self.text.len(), address));
    }

    /// The anchor ends.
    pub(super) fn close_link(&mut self) {
        let Some((from, address)) = self.link.take() else { return };
        let words = &self.text[from..];
        let start = from + words.len() - words.trim_start().len();
        let end = from + words.trim_end().len();
        if start < end {
            self.links.push((start..end, address));
        }
    }

    /// The last word of the open piece, as far as it is written; of a long one, the end.
    pub(super) fn last_word(&self) -> &str {
        if self.space || self.breaks > 0 {
            return "";
        }
        let end = &self.text[self.text.ceil_char_boundary(self.text.len().saturating_sub(LONGEST_WORD))..];
        end.rsplit(char::is_whitespace).next().unwrap_or("")
    }

    /// All pieces in text order.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.end();
        self.pieces
    }

    fn at_line_start(&self) -> bool {
        self.text.is_empty() || self.breaks > 0
    }

    fn put(&mut self, c: char, node: usize, kind: BlockKind) {
        // An indent of the line is no word.
        if c.is_whitespace() && self.at_line_start() {
            return;
        }
        if self.breaks > 1 {
            self.end();
        }
        if self.breaks == 1 && !self.text.is_empty() {
            let length = self.text.trim_end().len();
            self.text.truncate(length);
            self.text.push('\n');
        } else if self.space && !self.text.is_empty() {
            self.text.push(' ');
        }
        (self.space, self.breaks) = (false, 0);
        // An anchor that was opened before spaces at the end of the line begins where these were.
        if let Some((from, _)) = &mut self.link {
            *from = (*from).min(self.text.len());
        }
        self.first.get_or_insert((node, kind));
        self.text.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(write: impl Fn(&mut Writer), expected: &[&str]) {
        let mut writer = Writer::default();
        write(&mut writer);
        let pieces: Vec<String> = writer.finish().into_iter().map(|piece| piece.text).collect();
        assert_eq!(pieces, expected);
    }

    #[test]
    fn white_space() {
        let kind = BlockKind::Paragraph;
        check(|writer| writer.push("\n  We\n   said ", 1, kind), &["We said"]);
        check(|writer| writer.push("Q\u{A0}\u{A0}\n Why?", 1, kind), &["Q\u{A0}\u{A0} Why?"]);
        check(|writer| writer.push_kept("Q    Why?\n   So.\n\nNo.", 1, kind), &["Q    Why?\nSo.", "No."]);
        check(
            |writer| {
                writer.push("One \n", 1, kind);
                writer.line_break();
                writer.push(" \u{A0} two", 1, kind);
                writer.line_break();
                writer.push(" \u{A0}", 1, kind);
                writer.line_break();
                writer.push("three", 1, kind);
            },
            &["One\ntwo", "three"],
        );
    }
}
