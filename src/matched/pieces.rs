//! Words by the word boundaries of UAX #29. Between white spaces most text is ASCII, where few of its rules apply.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::Span;

/// The words of a text: pieces between word boundaries with a letter or a digit in them.
pub fn words(text: &str) -> Vec<Span> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut start = 0;
    for chunk in text.split_inclusive([' ', '\n']) {
        if chunk.is_ascii() {
            push_ascii(chunk.as_bytes(), start, &mut words);
        } else {
            let pieces = chunk.split_word_bound_indices();
            let some = pieces.filter(|(_, piece)| piece.chars().any(char::is_alphanumeric));
            words.extend(some.map(|(at, piece)| Span::new(start + at, start + at + piece.len())));
        }
        start += chunk.len();
    }
    words
}

/// Letters, figures and low lines run on; a mark between two letters or between two figures joins them.
fn push_ascii(chunk: &[u8], start: usize, words: &mut Vec<Span>) {
    let mut at = 0;
    while at < chunk.len() {
        let first = at;
        let mut named = false;
        while let Some(byte) = chunk.get(at) {
            if byte.is_ascii_alphanumeric() || *byte == b'_' {
                named |= *byte != b'_';
            } else if at == first || !joins(chunk[at - 1], *byte, chunk.get(at + 1).copied()) {
                break;
            }
            at += 1;
        }
        if named {
            words.push(Span::new(start + first, start + at));
        }
        at += usize::from(at == first);
    }
}

/// Does a mark join what stands around it (rules WB6, WB7, WB11, WB12)?
fn joins(before: u8, mark: u8, after: Option<u8>) -> bool {
    let letters = before.is_ascii_alphabetic() && after.is_some_and(|after| after.is_ascii_alphabetic());
    let figures = before.is_ascii_digit() && after.is_some_and(|after| after.is_ascii_digit());
    letters && matches!(mark, b'.' | b'\'' | b':') || figures && matches!(mark, b'.' | b'\'' | b',' | b';')
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::words;

    #[test]
    fn as_unicode_has_it() {
        let signs = ["a", "B", "7", "_", ".", ",", "'", ":", ";", "-", " ", "\t", "\"", "’", "é", "/"];
        let mut text = String::new();
        for number in 0..signs.len().pow(4) {
            text.clear();
            let mut rest = number;
            for _ in 0..4 {
                text.push_str(signs[rest % signs.len()]);
                rest /= signs.len();
            }
            text.push_str("x 1.a");
            let ours: Vec<&str> = words(&text).into_iter().map(|span| span.slice(&text)).collect();
            let pieces = text.split_word_bounds().filter(|piece| piece.chars().any(char::is_alphanumeric));
            assert_eq!(ours, pieces.collect::<Vec<_>>(), "{text:?}");
        }
    }
}
