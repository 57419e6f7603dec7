//! Names of files as the tables and the terminal show them: no two different names look the same.

use std::fmt::Write;

/// A name from its bytes. What is no UTF-8, what steers a terminal and what turns the direction of writing becomes
/// `\x` with two digits or `\u{…}`; a backslash is doubled, so that none of these can be feigned.
///
/// ```
/// use rejoinder::ingest::shown::name;
/// assert_eq!(name(b"caf\xC3\xA9.txt"), "café.txt");
/// assert_eq!(name(b"caf\xE9.txt"), r"caf\xE9.txt");
/// assert_eq!(name(br"caf\xE9.txt"), r"caf\\xE9.txt");
/// ```
pub fn name(bytes: &[u8]) -> String {
    let mut shown = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' => shown.push_str("\\\\"),
                c if c.is_ascii_control() => hexadecimal(&mut shown, c as u8),
                c if c.is_control() || turns_direction(c) => shown.extend(c.escape_unicode()),
                c => shown.push(c),
            }
        }
        chunk.invalid().iter().for_each(|byte| hexadecimal(&mut shown, *byte));
    }
    shown
}

fn hexadecimal(shown: &mut String, byte: u8) {
    let _ = write!(shown, "\\x{byte:02X}");
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn what_steers_is_shown() {
        assert_eq!(name(b"a\nb\x1B[31m"), r"a\x0Ab\x1B[31m");
        assert_eq!(name("a\u{202E}txt.exe".as_bytes()), r"a\u{202e}txt.exe");
        assert_ne!(name(b"a\xE9"), name(b"a\xEA"));
    }
}
