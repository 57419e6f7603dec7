//! UTF-8 into which single bytes of windows-1252 were pasted: curly quotes and letters with accents, as old programs leave.

use encoding_rs::WINDOWS_1252;

use super::decode::Decoded;
use super::plausible::{East, measure};
use crate::document::EncodingBasis;
use crate::error::{Code, Problem};

/// Of all sequences beyond ASCII at least this share must be valid UTF-8.
const VALID: f64 = 0.5;

/// The text, when most of what lies beyond ASCII is valid UTF-8. Single bytes that are plausible as windows-1252 where they
/// stand are read so; others become U+FFFD. Both are told with their number and the first line.
pub(super) fn read(bytes: &[u8]) -> Option<Decoded> {
    let valid: usize = bytes
        .utf8_chunks()
        .map(|chunk| chunk.valid().chars().filter(|letter| !letter.is_ascii()).count())
        .sum();
    let broken = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    // A sequence that the end of the file cuts off is no other encoding.
    if !(broken == 1 && is_cut(bytes)) && (valid as f64) < VALID * (valid + broken) as f64 {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    let (mut mended, mut lost) = (Told::default(), Told::default());
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        let after = chunks.peek().and_then(|next| next.valid().chars().next());
        let letter = pasted(&text, chunk.invalid(), after).filter(|_| after.is_some() || !is_cut(bytes));
        if letter.is_some() { &mut mended } else { &mut lost }.count(&text);
        text.push(letter.unwrap_or('\u{FFFD}'));
    }
    let mut problems = Vec::new();
    if mended.n > 0 {
        let message = format!(
            "{} bytes in otherwise valid UTF-8 are windows-1252 and were read as such, the first in line {}",
            mended.n, mended.line
        );
        problems.push(Problem::new(Code::NotUtf8, message).on_line(mended.line));
    }
    if lost.n > 0 {
        let message = format!("{} places are not UTF-8 and were replaced by U+FFFD", lost.n);
        problems.push(Problem::new(Code::NotUtf8, message).on_line(lost.line));
    }
    let (encoding, basis, confidence) = if mended.n > 0 {
        let share = measure(&text, East::Any).share;
        let confidence = Some((share * 100.0).floor() / 100.0);
        ("utf-8 and windows-1252", EncodingBasis::Guessed, confidence)
    } else {
        ("utf-8", EncodingBasis::Valid, None)
    };
    Some(Decoded { text, encoding: encoding.into(), basis, confidence, exact: None, problems })
}

/// Does the last byte begin a sequence that never comes?
fn is_cut(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => false,
        Err(wrong) => {
            wrong.error_len().is_none() && bytes.last().is_some_and(|last| *last < 0xE0 || *last >= 0xF0)
        }
    }
}

/// Places of one kind: how many, and the line of the first.
#[derive(Default)]
struct Told {
    n: usize,
    line: usize,
}

impl Told {
    fn count(&mut self, text: &str) {
        if self.n == 0 {
            self.line = text.matches('\n').count() + 1;
        }
        self.n += 1;
    }
}

/// The character of windows-1252, when a single byte may be one: a quotation mark, a dash, or a letter beside a letter.
fn pasted(before: &str, invalid: &[u8], after: Option<char>) -> Option<char> {
    let [byte] = invalid else { return None };
    let beside = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
    let plausible = match byte {
        0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0xA0 | 0xA3 | 0xA7 | 0xAB | 0xB0 | 0xBB => true,
        0x8A | 0x8E | 0x9A | 0x9C | 0x9E | 0x9F | 0xC0..=0xFF => {
            beside(before.chars().next_back()) || beside(after)
        }
        _ => false,
    };
    plausible.then(|| WINDOWS_1252.decode_without_bom_handling(&[*byte]).0.chars().next()).flatten()
}

#[cfg(test)]
mod tests {
    use super::read;

    fn check(bytes: &[u8], expected: &str) {
        let shown = read(bytes).map_or("none".to_owned(), |decoded| {
            let told: Vec<&str> = decoded.problems.iter().map(|problem| problem.message.as_str()).collect();
            format!("{} | {} | {}", decoded.text, decoded.encoding, told.join("; "))
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn pasted_quotes() {
        check(
            b"\xE2\x80\x9CWe\xE2\x80\x99ll see,\xE2\x80\x9D she said.\nIt\x92s so.\nA\xC3 b",
            "“We’ll see,” she said.\nIt’s so.\nA\u{C3} b | utf-8 and windows-1252 | 2 bytes in otherwise valid UTF-8 are windows-1252 and were read as such, the first in line 2",
        );
        check(
            b"Caf\xC3\xA9s, caf\xC3\xA9s \x8F, \xE2\x80",
            "Cafés, cafés \u{FFFD}, \u{FFFD} | utf-8 | 2 places are not UTF-8 and were replaced by U+FFFD",
        );
        check(b"It\x92s so.", "none");
    }

    #[test]
    fn cut_off() {
        check(
            b"We were told it was a caf\xC3",
            "We were told it was a caf\u{FFFD} | utf-8 | 1 places are not UTF-8 and were replaced by U+FFFD",
        );
    }
}
