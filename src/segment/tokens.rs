//! Words, by the word boundaries of UAX #29, and what stands between them.
//!
//! Nearly all text is plain ([`super::plain`]): its boundaries are found byte by byte. Only stretches that hold other
//! characters are left to `unicode_segmentation`.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::plain::{self, Class};
use crate::document::Span;

/// A word or number. Punctuation is no token: it shows in `break_before` of the token that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word in the text.
    pub span: Span,
    /// What separates it from the token before.
    pub break_before: Break,
}

/// How much the punctuation before a token separates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// White space, hyphen, quotation mark, square bracket, stop of an abbreviation.
    None,
    /// Comma, dash, round bracket, ellipsis.
    Comma,
    /// Colon, semicolon.
    Clause,
}

/// Appends the tokens of a sentence.
pub(super) fn push_tokens(text: &str, sentence: Span, tokens: &mut Vec<Token>) {
    let first = tokens.len();
    let words = sentence.slice(text);
    let mut reader =
        Reader { words, base: sentence.start, first, tokens, between: Break::None, after_space: true };
    let mut at = 0;
    while at < words.len() {
        let odd = plain::odd_stretch(words, at);
        reader.read_plain(at..odd.start);
        reader.read_odd(odd.clone());
        at = odd.end;
    }
    if let Some(token) = tokens.get_mut(first) {
        token.break_before = Break::None;
    }
}

/// A sentence that is being read.
struct Reader<'a> {
    words: &'a str,
    /// Where it begins in the text.
    base: usize,
    /// Number of its first token.
    first: usize,
    tokens: &'a mut Vec<Token>,
    /// What has separated since the last token.
    between: Break,
    /// Did white space stand before?
    after_space: bool,
}

impl Reader<'_> {
    /// A stretch of plain text, byte by byte.
    fn read_plain(&mut self, stretch: Range<usize>) {
        let bytes = &self.words.as_bytes()[..stretch.end];
        let mut at = stretch.start;
        while let Some(byte) = bytes.get(at) {
            match Class::of(*byte) {
                Class::Letter | Class::Digit => at = self.word(bytes, at),
                Class::Underscore => at = self.underscore(bytes, at),
                Class::Space => {
                    self.after_space = true;
                    at += 1;
                }
                Class::Beyond if plain::is_letter(bytes, at) => at = self.word(bytes, at),
                Class::Beyond => {
                    let length = plain::sign_length(bytes, at);
                    self.mark(&self.words[at..at + length], false);
                    self.after_space = *byte == plain::NO_BREAK_SPACE[0];
                    at += length;
                }
                Class::Other => {
                    self.after_space = false;
                    at += 1;
                }
                Class::Hyphen => {
                    let spaced = self.after_space && self.words[at + 1..].starts_with(char::is_whitespace);
                    self.mark("-", spaced);
                    at += 1;
                }
                Class::Colon | Class::Semicolon => {
                    self.between = Break::Clause;
                    self.after_space = false;
                    at += 1;
                }
                Class::Comma | Class::Divides => {
                    self.between = self.between.max(Break::Comma);
                    self.after_space = false;
                    at += 1;
                }
                Class::Stop => {
                    self.after_space = false;
                    at += 1;
                }
            }
        }
    }

    /// The word that begins at a letter or digit; says where it ends.
    fn word(&mut self, bytes: &[u8], at: usize) -> usize {
        let end = plain::word_end(bytes, at);
        if end - at > 1 || !self.is_possessive(at, &self.words[at..end]) {
            self.push(at, end);
        }
        self.between = Break::None;
        self.after_space = false;
        end
    }

    /// Underscores hold words together, but are none.
    fn underscore(&mut self, bytes: &[u8], at: usize) -> usize {
        let end = plain::word_end(bytes, at);
        if bytes[at..end].iter().any(|byte| *byte != b'_') {
            return self.word(bytes, at);
        }
        self.after_space = false;
        end
    }

    /// A stretch with other characters, by the book.
    fn read_odd(&mut self, stretch: Range<usize>) {
        for (at, piece) in self.words[stretch.clone()].split_word_bound_indices() {
            let at = stretch.start + at;
            if matches!(piece, "s" | "S") && self.is_possessive(at, piece) {
                self.between = Break::None;
                self.after_space = false;
            } else if piece.chars().any(char::is_alphanumeric) {
                self.push(at, at + piece.len());
                self.between = Break::None;
                self.after_space = false;
            } else {
                let behind = &self.words[at + piece.len()..];
                let spaced = self.after_space && behind.starts_with(char::is_whitespace);
                self.mark(piece, spaced);
                self.after_space = piece.ends_with(char::is_whitespace);
            }
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        let span = Span { start: self.base + start, end: self.base + end };
        self.tokens.push(Token { span, break_before: self.between });
    }

    fn mark(&mut self, piece: &str, spaced: bool) {
        self.between = self.between.max(separates(piece, spaced));
        self.after_space = false;
    }

    /// "360's": UAX #29 parts a number from its possessive ending; here they stay one word, like "Varn's". Gives the ending
    /// to the token before, where it belongs to one.
    fn is_possessive(&mut self, at: usize, piece: &str) -> bool {
        let before = &self.words[..at];
        let apostrophe = match () {
            () if !matches!(piece, "s" | "S") => return false,
            () if before.ends_with('\'') => 1,
            () if before.ends_with('’') => '’'.len_utf8(),
            () => return false,
        };
        let end = self.base + at - apostrophe;
        match self.tokens[self.first..].last_mut() {
            Some(last) if last.span.end == end => {
                last.span.end = self.base + at + 1;
                true
            }
            _ => false,
        }
    }
}

fn separates(piece: &str, spaced: bool) -> Break {
    match piece {
        ":" | ";" | "：" | "；" => Break::Clause,
        "," | "—" | "–" | "(" | ")" | "…" | "--" | "，" | "、" | "（" | "）" | "?" | "!" => {
            Break::Comma
        }
        "-" if spaced => Break::Comma,
        _ if piece.len() > 2 && piece.bytes().all(|byte| byte == b'.') => Break::Comma,
        _ if piece.starts_with(['—', '–', '…']) => Break::Comma,
        _ => Break::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens of a sentence; `,` and `;` before a word show what separates it.
    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        push_tokens(text, Span::new(0, text.len()), &mut tokens);
        let shown: Vec<String> = tokens
            .iter()
            .map(|token| {
                let mark = match token.break_before {
                    Break::None => "",
                    Break::Comma => ",",
                    Break::Clause => ";",
                };
                format!("{mark}{}", token.span.slice(text))
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn words_and_breaks() {
        check("The U.S. side, as ever: no.", "The U.S side ,as ;ever ;no".replace(";ever", "ever").as_str());
        check("tit-for-tat \"measures\" – and [a] race", "tit for tat measures ,and a race");
        check("don’t say 5.31 million (yet)", "don’t say 5.31 million ,yet");
        check("wait - what; 53%", "wait ,what ;53");
        check("360's report, 360’s", "360's report ,360’s");
    }

    /// Tokens by the boundaries of `unicode_segmentation` alone.
    fn by_the_book(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let between = Break::None;
        let mut reader =
            Reader { words: text, base: 0, first: 0, tokens: &mut tokens, between, after_space: true };
        reader.read_odd(0..text.len());
        if let Some(first) = tokens.first_mut() {
            first.break_before = Break::None;
        }
        tokens
    }

    fn same(text: &str) {
        let mut tokens = Vec::new();
        push_tokens(text, Span::new(0, text.len()), &mut tokens);
        assert_eq!(tokens, by_the_book(text), "{text:?}");
    }

    #[test]
    fn every_short_text_is_read_by_the_book() {
        let small = ["a", "s", "1", "_", " ", "'", ".", ":", ",", "-", "’", "é", "—", "\u{301}", "\u{200D}"];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            texts = texts.iter().flat_map(|text| small.iter().map(move |c| format!("{text}{c}"))).collect();
            texts.iter().for_each(|text| same(text));
        }
    }

    #[test]
    fn every_letter_is_read_by_the_book() {
        for c in ('\0'..='\u{FFFF}').chain(['🙂', '🇨', '\u{1F3FD}', '𝐥', '\u{E0020}']) {
            for (before, after) in [
                ("", ""),
                ("a", "a"),
                ("1", "1"),
                (" ", " "),
                ("a.", "b"),
                ("_", "s"),
                (" -", "- "),
                ("\r", "\n"),
            ] {
                same(&format!("{before}{c}{after}"));
            }
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(4_000))]
        #[test]
        fn any_text_is_read_by_the_book(
            text in "([ abszT019_'.:,;!?()\\[\\]\"#/@&%$*\n\r\t-]|[ ’‘“”–—…•\u{A0}éßÀ×÷ɏɐ]|\
                     [ \u{301}\u{AD}\u{200D}\u{200B}\u{2028}\u{3000}🙂🇨🇳\u{1F3FD}❤\u{FE0F}]|\
                     [ אבגд你ー한，：；、（）。·‧״٠]){0,40}"
        ) {
            same(&text);
        }
    }
}
