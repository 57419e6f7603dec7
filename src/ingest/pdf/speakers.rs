//! Does a line begin with the label of a speaker? Only its shape counts here; who it is, is not the reader's business.

use super::word::Word;

/// A label has at most this many words.
const MOST_WORDS: usize = 8;
/// A name in small letters has fewer.
const MOST_NAMES: usize = 5;

/// A label that nothing else looks like: `NAME:` in capitals, `Q`, `Q:`, `A:`.
pub(super) fn is_certain(words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    if matches!(first.text.as_str(), "Q" | "Q:" | "A:" | "Q." | "Q：" | "A：" | "问：" | "答：") {
        return words.len() > 1;
    }
    if first.text.starts_with("问：") || first.text.starts_with("答：") {
        return true;
    }
    label(words, MOST_WORDS).is_some_and(|label| {
        let letters = || label.chars().filter(|c| c.is_alphabetic());
        letters().count() > 2 && letters().all(char::is_uppercase)
    })
}

/// A label of a few capitalised words, as `Ilka Varn:`.
pub(super) fn named(words: &[Word]) -> Option<String> {
    let label = label(words, MOST_NAMES)?;
    let capital = |word: &str| word.trim_start_matches(['(', '[']).starts_with(char::is_uppercase);
    label.split(' ').all(capital).then_some(label)
}

/// The words up to a colon.
fn label(words: &[Word], most: usize) -> Option<String> {
    let end = words.iter().take(most).position(|word| word.text.ends_with([':', '：']))?;
    let label: Vec<&str> = words[..=end].iter().map(|word| word.text.as_str()).collect();
    Some(label.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        text.split_whitespace().map(|word| Word { text: word.into(), ..Word::default() }).collect()
    }

    #[test]
    fn labels_by_their_shape() {
        let check = |text, certain, name| {
            assert_eq!((is_certain(&words(text)), named(&words(text)).is_some()), (certain, name), "{text}");
        };
        check("MS. VARN: We do not comment.", true, true);
        check("SENIOR OFFICIAL (on the phone): Yes.", false, false);
        check("Q Why?", true, false);
        check("Q", false, false);
        check("Ilka Varn: We do not comment.", false, true);
        check("the reason is this: it was late.", false, false);
        check("A man came.", false, false);
    }
}
