//! Words that a line end parts. Whether the hyphen stays is told by the rest of the document: a form that stands
//! elsewhere on one line is right; a word whose two parts stand there as words of their own keeps it; any other loses it.

use std::collections::BTreeSet;

use super::lines::Piece;

/// First parts of words that are written with a hyphen whatever follows.
const FIRST_PARTS: &[&str] = &["self", "well", "half", "vice", "quasi", "cross"];
/// Small words with which words begin that are written as one: that both parts stand elsewhere tells nothing.
const BEGINNINGS: &[&str] = &[
    "a", "an", "any", "as", "at", "be", "every", "for", "in", "into", "no", "of", "on", "or", "out", "over",
    "some", "the", "there", "to", "under", "up", "where", "with",
];

/// The words that stand inside the lines of a document, in small letters.
#[derive(Debug, Default)]
pub(super) struct Seen {
    words: BTreeSet<String>,
    /// Does the sign U+2010 stand inside words, so that one at a line end may belong to a word?
    signs: bool,
}

impl Seen {
    /// The words of lines.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Piece>) -> Self {
        let mut seen = Self::default();
        let mut parted = false;
        for line in lines {
            for (n, word) in line.words.iter().enumerate() {
                let last = n + 1 == line.words.len();
                if !(last && ends_with_hyphen(&word.text) || n == 0 && parted) {
                    seen.signs |= word.text.contains('‐');
                    seen.words.insert(bare(&word.text));
                }
            }
            parted = line.words.last().is_some_and(|word| ends_with_hyphen(&word.text));
        }
        seen
    }

    /// The word whose first part ends a line and whose second part begins the next one; none if they are two words.
    pub(super) fn joined(&self, first: &str, second: &str) -> Option<String> {
        let before_dash = first.trim_end_matches(['—', '–']).trim_end_matches("--");
        if before_dash.len() < first.len() && before_dash.ends_with(char::is_alphanumeric) {
            return Some(format!("{first}{second}"));
        }
        let part = first.strip_suffix(['-', '‐', '‑'])?;
        let before = part.chars().next_back()?;
        let after = second.chars().find(|c| c.is_alphanumeric())?;
        if !before.is_alphanumeric() {
            return None;
        }
        // Typesetters that part words with a sign of its own keep `-` for what the author wrote.
        let by_typesetter = first.ends_with('‐') && !self.signs;
        let keeps = !by_typesetter
            && (!before.is_alphabetic() || !after.is_lowercase() || self.is_compound(part, second));
        Some(if keeps { format!("{first}{second}") } else { format!("{part}{second}") })
    }

    fn is_compound(&self, first: &str, second: &str) -> bool {
        let (first, second) = (bare(first), bare(second));
        if FIRST_PARTS.contains(&first.as_str()) {
            return true;
        }
        // In `state-of-the-` and `art` only the last part is in question.
        let last = first.rsplit('-').next().unwrap_or(&first);
        if self.has(&format!("{first}{second}")) || self.has(&format!("{last}{second}")) {
            return false;
        }
        let two_words = || !BEGINNINGS.contains(&last) && self.has(last) && self.has(&second);
        self.has(&format!("{first}-{second}")) || first.contains('-') || two_words()
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// Does it end with a hyphen behind a letter or digit?
pub(super) fn ends_with_hyphen(word: &str) -> bool {
    let part = word.strip_suffix(['-', '‐', '‑']);
    part.is_some_and(|part| part.ends_with(char::is_alphanumeric))
}

/// Small letters, without signs at the ends.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace(['‐', '‑'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::word::Word;

    fn check(text: &str, first: &str, second: &str, expected: Option<&str>) {
        let words =
            text.split_whitespace().map(|word| Word { text: word.into(), ..Word::default() }).collect();
        let line = Piece { words, ..Piece::default() };
        assert_eq!(Seen::of([line].iter()).joined(first, second).as_deref(), expected, "{first} {second}");
    }

    #[test]
    fn hyphens_at_line_ends() {
        check("", "evi-", "dence.", Some("evidence."));
        check("", "self-", "evident", Some("self-evident"));
        check("a re-elected man", "re-", "elected", Some("re-elected"));
        check("the long term", "long-", "term", Some("long-term"));
        check("the longterm plan of a long term", "long-", "term", Some("longterm"));
        check("", "ex-", "perts", Some("experts"));
        check("with a way out", "with-", "out", Some("without"));
        check("the long term", "long‐", "term", Some("longterm"));
        check("the long term of a well‐known man", "long‐", "term", Some("long‐term"));
        check("", "Vellmark-", "Karvonia", Some("Vellmark-Karvonia"));
        check("", "2019-", "2020", Some("2019-2020"));
        check("", "state-of-the-", "art", Some("state-of-the-art"));
        check("", "well", "known", None);
        check("", "-", "known", None);
        check("", "said—", "and", Some("said—and"));
        check("", "—", "and", None);
    }
}
