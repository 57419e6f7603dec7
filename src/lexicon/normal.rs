//! One spelling for every typographic variant of a word, so that print never changes a match.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The word as word lists spell it: NFKC, straight apostrophe, without soft hyphens and other invisible
/// characters. Letter case is kept.
pub fn spelling(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.nfkc().filter(|letter| !is_invisible(*letter)).map(straight).collect())
}

/// The word in lower case.
pub fn lower(word: &str) -> String {
    key(word).into_owned()
}

/// The word in lower case; a copy only where one is needed.
pub fn key(word: &str) -> Cow<'_, str> {
    if word.is_ascii() { lowered(word) } else { Cow::Owned(spelling(word).to_lowercase()) }
}

/// The letters in lower case, with no other change.
pub(super) fn lowered(word: &str) -> Cow<'_, str> {
    let plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if plain { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Characters that a reader does not see.
pub fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// Apostrophes and hyphens as typewriters have them.
fn straight(letter: char) -> char {
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{FF07}' | '\u{2032}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    }
}

/// The word without a possessive ending, if it has one.
pub fn without_possessive(word: &str) -> Option<&str> {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("s'").map(|_| &word[..word.len() - 1]))
}

#[cfg(test)]
mod tests {
    use super::{lower, without_possessive};

    #[test]
    fn variants_spell_alike() {
        for variant in ["don’t", "DON'T", "donʼt", "do\u{AD}n’t", "\u{FEFF}don't", "ｄｏｎ＇ｔ"] {
            assert_eq!(lower(variant), "don't", "{variant:?}");
        }
        assert_eq!(lower("ﬁrmly"), "firmly");
        assert_eq!(lower("de\u{301}marche"), lower("démarche"));
    }

    #[test]
    fn possessives_fall_off() {
        assert_eq!(without_possessive("china's"), Some("china"));
        assert_eq!(without_possessive("allies'"), Some("allies"));
        assert_eq!(without_possessive("is"), None);
    }
}
