//! Where words end in plain text, byte by byte, by the rules of UAX #29.
//!
//! Plain are ASCII, Latin letters with marks, and the typographic marks of transcripts: ’ ‘ “ ” – — … • and the space that
//! does not break. In them every boundary depends on the neighbours only; whatever else a text holds may reach further
//! (a combining mark, a joiner, a flag) and makes its stretch between two spaces odd.

use std::ops::Range;

/// What a byte is to the boundaries of words and to what separates them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Class {
    Letter,
    Digit,
    Underscore,
    Space,
    /// Full stop, apostrophe: between letters and between digits they hold a word together.
    Stop,
    /// Between letters it holds a word together.
    Colon,
    /// Between digits it holds a word together.
    Comma,
    /// The same.
    Semicolon,
    Hyphen,
    /// Round brackets, question and exclamation marks.
    Divides,
    Other,
    /// Part of a character that is no ASCII.
    Beyond,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Underscore,
            b' ' | 9..=13 => Class::Space,
            b'.' | b'\'' => Class::Stop,
            b':' => Class::Colon,
            b',' => Class::Comma,
            b';' => Class::Semicolon,
            b'-' => Class::Hyphen,
            b'(' | b')' | b'?' | b'!' => Class::Divides,
            0x80..=0xFF => Class::Beyond,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
}

impl Class {
    pub(super) fn of(byte: u8) -> Self {
        CLASSES[usize::from(byte)]
    }
}

pub(super) const NO_BREAK_SPACE: [u8; 2] = [0xC2, 0xA0];

/// Does a Latin letter of two bytes stand here? All from À to ɏ are, but for × and ÷.
fn is_marked_letter(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(0xC3) => !matches!(bytes.get(at + 1), Some(0x97 | 0xB7)),
        Some(0xC4..=0xC8) => true,
        Some(0xC9) => bytes.get(at + 1).is_some_and(|second| *second <= 0x8F),
        _ => false,
    }
}

/// Does a letter stand here?
pub(super) fn is_letter(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|byte| Class::of(*byte) == Class::Letter) || is_marked_letter(bytes, at)
}

fn is_digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// Single quotation marks, which hold words together as the full stop does.
fn is_quote(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 3), Some([0xE2, 0x80, 0x98 | 0x99]))
}

/// How many bytes the plain sign beyond ASCII has that stands here; 0 where none does.
pub(super) fn sign_length(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([0xC2, 0xA0, ..]) => 2,
        Some([0xE2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA2 | 0xA6, ..]) => 3,
        _ => 0,
    }
}

/// Where the word ends that begins at a letter, digit or underscore.
pub(super) fn word_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        while bytes.get(at).is_some_and(|byte| IS_WORD[usize::from(*byte)]) {
            at += 1;
        }
        match bytes.get(at) {
            None | Some(b' ') => return at,
            Some(_) => match joined(bytes, at) {
                0 => return at,
                length => at += length,
            },
        }
    }
}

/// Letters, digits and underscores of ASCII.
static IS_WORD: [bool; 256] = {
    let mut is_word = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        is_word[byte] = matches!(CLASSES[byte], Class::Letter | Class::Digit | Class::Underscore);
        byte += 1;
    }
    is_word
};

/// How many bytes at a byte belong to the word before it: a letter with a mark, or a sign that holds it together with what
/// follows.
fn joined(bytes: &[u8], at: usize) -> usize {
    let (held_by_letters, held_by_digits, length) = match Class::of(bytes[at]) {
        Class::Beyond if is_marked_letter(bytes, at) => return 2,
        Class::Beyond if is_quote(bytes, at) => (true, true, 3),
        Class::Stop => (true, true, 1),
        Class::Colon => (true, false, 1),
        Class::Comma | Class::Semicolon => (false, true, 1),
        _ => return 0,
    };
    let goes_on = match at.checked_sub(1).map(|last| Class::of(bytes[last])) {
        Some(Class::Digit) => held_by_digits && is_digit(bytes, at + length),
        // In plain text only letters end beyond ASCII where a word may go on.
        Some(Class::Letter | Class::Beyond) => held_by_letters && is_letter(bytes, at + length),
        _ => false,
    };
    if goes_on { length } else { 0 }
}

/// The first stretch from a byte on, between two spaces, that holds a character which is not plain; empty at the end
/// where there is none. A combining mark belongs to the spaces before it.
pub(super) fn odd_stretch(words: &str, from: usize) -> Range<usize> {
    let bytes = words.as_bytes();
    let Some(odd) = first_odd(bytes, from) else { return words.len()..words.len() };
    let is_space = |byte: &u8| *byte == b' ';
    let mut start = bytes[from..odd].iter().rposition(is_space).map_or(from, |space| from + space + 1);
    if start == odd {
        start =
            bytes[from..odd].iter().rposition(|byte| !is_space(byte)).map_or(from, |last| from + last + 1);
    }
    let end = bytes[odd..].iter().position(is_space).map_or(words.len(), |space| odd + space);
    start..end
}

fn first_odd(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = beyond_ascii(bytes, at)?;
        at += match sign_length(bytes, at) {
            0 if is_marked_letter(bytes, at) => 2,
            0 => return Some(at),
            length => length,
        };
    }
}

/// Are all letters of a text ASCII, and what else it holds plain marks?
pub(super) fn letters_are_ascii(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = beyond_ascii(bytes, at) {
        match sign_length(bytes, found) {
            0 => return false,
            length => at = found + length,
        }
    }
    true
}

/// The first byte from one on that is no ASCII.
pub(crate) fn beyond_ascii(bytes: &[u8], from: usize) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut at = from;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let high = u64::from_le_bytes(*eight) & HIGH;
        if high != 0 {
            return Some(at + high.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    bytes.get(at..)?.iter().position(|byte| !byte.is_ascii()).map(|further| at + further)
}

/// How many words a text has between white space.
pub(crate) fn count_words(text: &str) -> usize {
    if holds_odd_space(text) {
        return text.split_whitespace().count();
    }
    // Counts of a byte each, so that many bytes are looked at at once.
    const CHUNK: usize = 128;
    let is_space = |byte: &u8| *byte == b' ' || (9..=13).contains(byte);
    let mut count = 0;
    let mut after_space = true;
    for chunk in text.as_bytes().chunks(CHUNK) {
        let pairs = chunk.iter().zip(&chunk[1..]);
        let begin: u8 = pairs.map(|(one, next)| u8::from(is_space(one) & !is_space(next))).sum();
        count += usize::from(begin) + usize::from(after_space && !is_space(&chunk[0]));
        after_space = chunk.last().is_some_and(is_space);
    }
    count
}

/// Does a text hold white space beyond ASCII?
fn holds_odd_space(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = beyond_ascii(bytes, at) {
        // The bytes with which white space begins.
        let may_be = matches!(
            bytes[found..],
            [0xC2, 0x85 | 0xA0, ..]
                | [0xE1, 0x9A, ..]
                | [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, ..]
                | [0xE2, 0x81, 0x9F, ..]
                | [0xE3, 0x80, 0x80, ..]
        );
        if may_be {
            return true;
        }
        at = found + 1;
    }
    false
}
