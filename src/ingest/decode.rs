//! Bytes → text: UTF-8, or UTF-16 that says so by its byte order mark.

use crate::error::{Code, Problem};

/// Of all bytes at most this share may be broken before the file is refused.
const MOST_BROKEN: f64 = 0.02;

/// What was made of the bytes.
#[derive(Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Name of its encoding.
    pub encoding: &'static str,
    /// Number of bytes of the file before the text, where the bytes of the text are those of the file.
    pub exact: Option<usize>,
    /// What had to be mended, or is not sure.
    pub problems: Vec<Problem>,
}

/// The text in the bytes, or why they are no text. `forced` names the encoding when the caller knows it.
pub fn decode(bytes: &[u8], _forced: Option<&str>) -> Result<Decoded, Problem> {
    if bytes.is_empty() {
        return Err(Problem::new(Code::EmptyInput, "the file is empty"));
    }
    if let Some(decoded) = utf16(bytes) {
        return decoded;
    }
    let marked = bytes.strip_prefix(b"\xEF\xBB\xBF");
    let exact = Some(if marked.is_some() { 3 } else { 0 });
    let bytes = marked.unwrap_or(bytes);
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Problem::new(Code::BinaryInput, format!("byte {at} is NUL, which no text holds")));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), encoding: "utf-8", exact, problems: lost(text) }),
        Err(_) => lossy(bytes),
    }
}

fn utf16(bytes: &[u8]) -> Option<Result<Decoded, Problem>> {
    let (rest, unit, name): (_, fn([u8; 2]) -> u16, _) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (rest, u16::from_le_bytes, "utf-16le"),
        [0xFE, 0xFF, rest @ ..] => (rest, u16::from_be_bytes, "utf-16be"),
        _ => return None,
    };
    let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    let text = String::from_utf16_lossy(&units);
    Some(if text.contains('\0') {
        Err(Problem::new(Code::BinaryInput, "NUL characters in what its byte order mark calls UTF-16"))
    } else {
        let problems = lost(&text);
        Ok(Decoded { text, encoding: name, exact: None, problems })
    })
}

/// Replacement characters that were in the file before we read it.
fn lost(text: &str) -> Vec<Problem> {
    let count = text.matches('\u{FFFD}').count();
    let line = text.find('\u{FFFD}').map_or(1, |at| text[..at].matches('\n').count() + 1);
    if count == 0 {
        return Vec::new();
    }
    vec![
        Problem::new(
            Code::LostCharacters,
            format!("{count} characters were lost before this file was written (U+FFFD)"),
        )
        .on_line(line),
    ]
}

fn lossy(bytes: &[u8]) -> Result<Decoded, Problem> {
    let mut text = String::with_capacity(bytes.len());
    let (mut broken, mut first) = (0, None);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first.get_or_insert_with(|| text.matches('\n').count() + 1);
            broken += chunk.invalid().len();
            text.push('\u{FFFD}');
        }
    }
    let control = bytes.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    if control * 100 > bytes.len() {
        return Err(Problem::new(
            Code::BinaryInput,
            format!("{control} control characters in {} bytes", bytes.len()),
        ));
    }
    if broken as f64 > MOST_BROKEN * bytes.len() as f64 && broken > 4 {
        let message =
            format!("{broken} of {} bytes are not UTF-8; the file is in another encoding", bytes.len());
        return Err(Problem::new(Code::WrongEncoding, message).on_line(first.unwrap_or(1)));
    }
    let problem = Problem::new(Code::NotUtf8, format!("{broken} of {} bytes are not UTF-8", bytes.len()));
    let problems = vec![problem.on_line(first.unwrap_or(1))];
    Ok(Decoded { text, encoding: "utf-8", exact: None, problems })
}

#[cfg(test)]
mod tests {
    use super::{Decoded, decode};

    fn check(bytes: &[u8], expected: &str) {
        let shown = match decode(bytes, None) {
            Ok(Decoded { text, encoding, problems, .. }) => {
                let codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
                format!("{text:?} {encoding} {}", codes.join(","))
            }
            Err(problem) => problem.code.name().to_owned(),
        };
        assert_eq!(shown.trim_end(), expected);
    }

    #[test]
    fn encodings() {
        check(b"", "empty-input");
        check("Café".as_bytes(), "\"Café\" utf-8");
        check(b"\xEF\xBB\xBFYes", "\"Yes\" utf-8");
        check(b"\xFF\xFEY\0e\0", "\"Ye\" utf-16le");
        check(b"a\0b", "binary-input");
        check(
            "It is caf\u{E9}, they say, and so it was.".as_bytes().split_last().unwrap().1,
            "\"It is café, they say, and so it was\" utf-8",
        );
        check(b"We were told it was a caf\xC3", "\"We were told it was a caf\u{FFFD}\" utf-8 not-utf8");
        check(&[0xE9; 400], "wrong-encoding");
        check(b"\x01\x02\x03\x04\xFF", "binary-input");
        check("Council\u{FFFD}s".as_bytes(), "\"Council\u{FFFD}s\" utf-8 lost-characters");
    }
}
