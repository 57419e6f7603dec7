//! Words as they are compared: small letters, plain typography, no punctuation. In a quotation what stands in square
//! brackets is the quoter's, and an ellipsis stands for words left out.

use unicode_segmentation::UnicodeSegmentation;

use super::pieces;
use crate::document::Span;
use crate::lexicon::normal::lower;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Stands for the word however it is printed; two words hardly ever share one.
    pub hash: u64,
    /// The word in the text.
    pub span: Span,
    /// What it is in a quotation.
    pub part: Part,
}

/// Part of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word that was said.
    Said,
    /// A word in square brackets.
    Inserted,
    /// An ellipsis.
    Gap,
}

/// The words of what somebody said.
pub fn said(text: &str) -> Vec<Word> {
    pieces::words(text).into_iter().map(|span| word(text, span, Part::Said)).collect()
}

/// The words, insertions and gaps of a quotation. Ellipses at its ends are nothing.
pub fn quoted(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut bracket = false;
    for (at, piece) in text.split_word_bound_indices() {
        match piece {
            "[" => bracket = true,
            "]" => bracket = false,
            _ if is_word(piece) => {
                let part = if bracket { Part::Inserted } else { Part::Said };
                match words.last_mut().filter(|last| joins(text, **last, at)) {
                    Some(last) => {
                        *last = word(text, Span::new(last.span.start, at + piece.len()), Part::Said)
                    }
                    None => words.push(word(text, Span::new(at, at + piece.len()), part)),
                }
            }
            _ if is_ellipsis(&text[at..]) && words.last().is_some_and(|last| last.part != Part::Gap) => {
                words.push(Word { hash: 0, span: Span::new(at, at + piece.len()), part: Part::Gap });
            }
            _ => {}
        }
    }
    words.truncate(words.iter().rposition(|word| word.part != Part::Gap).map_or(0, |last| last + 1));
    words
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// "[T]he": only a letter of the word is in brackets.
fn joins(text: &str, last: Word, at: usize) -> bool {
    last.part == Part::Inserted && &text[last.span.end..at] == "]"
}

fn is_ellipsis(text: &str) -> bool {
    text.starts_with('…') || text.starts_with("...") || text.starts_with(". . .")
}

fn word(text: &str, span: Span, part: Part) -> Word {
    let printed = span.slice(text);
    let hash = if printed.is_ascii() { hash(printed) } else { hash(&lower(printed)) };
    Word { hash, span, part }
}

/// FNV-1a of a word in small letters without brackets.
fn hash(word: &str) -> u64 {
    let letters = word.bytes().filter(|byte| !matches!(byte, b'[' | b']'));
    letters.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Inserted words in brackets, gaps as `…`.
    fn check(text: &str, expected: &str) {
        let words = quoted(text);
        let shown = words.iter().map(|word| match word.part {
            Part::Said => word.span.slice(text).to_owned(),
            Part::Inserted => format!("[{}]", word.span.slice(text)),
            Part::Gap => "…".to_owned(),
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn insertions_and_gaps() {
        check("harm to [our dear] home, … and", "harm to [our] [dear] home … and");
        check("... so it was ... once. . . .", "so it was … once");
        check("“[T]he end”", "T]he end");
    }

    #[test]
    fn print_does_not_matter() {
        let hashes = |text: &str| quoted(text).iter().map(|word| word.hash).collect::<Vec<_>>();
        assert_eq!(hashes("[T]he state’s WORD"), hashes("the state's word!"));
        assert_eq!(hashes("don't"), said("DON’T").iter().map(|word| word.hash).collect::<Vec<_>>());
    }
}
