//! Bytes → text, in whatever encoding an old program left them.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Fault, Warning};

/// So many bytes are looked at to tell UTF-16 without a mark, and for the encoding that an XML file declares.
const HEAD: usize = 4096;

/// The text in the bytes.
///
/// A byte order mark decides; then the given encoding (any name of the WHATWG list: `shift_jis`, `latin1`); then UTF-8,
/// UTF-16 by its zeros, what an XML file declares, and at last windows-1252 with a warning. A fault is an unknown
/// encoding, or NUL characters, which no text holds.
///
/// ```
/// use rejoinder::lexicon::foreign::decode;
/// let (text, warnings) = decode(b"caf\xE9", None).unwrap();
/// assert_eq!((text.as_str(), warnings.len()), ("café", 1));
/// assert_eq!(decode(b"\x8E\xE8", Some("shift_jis")).unwrap().0, "手");
/// ```
pub fn decode(bytes: &[u8], encoding: Option<&str>) -> Result<(String, Vec<Warning>), Fault> {
    let mut warnings = Vec::new();
    let (encoding, rest) = choose(bytes, encoding, &mut warnings)?;
    let (text, broken) = encoding.decode_without_bom_handling(rest);
    let line_of = |at: Option<usize>| at.map_or(1, |at| text[..at].matches('\n').count() + 1);
    if let Some(at) = text.find('\0') {
        return Err(Fault::new(line_of(Some(at)), "a NUL character; this is no text"));
    }
    if broken {
        let message = format!(
            "not every byte is {}; {} characters are lost (U+FFFD)",
            encoding.name(),
            text.matches('\u{FFFD}').count()
        );
        warnings.push(Warning { line: line_of(text.find('\u{FFFD}')), message });
    }
    Ok((text.trim_start_matches('\u{FEFF}').to_owned(), warnings))
}

/// The encoding, and the bytes after the byte order mark.
fn choose<'a>(
    bytes: &'a [u8],
    given: Option<&str>,
    warnings: &mut Vec<Warning>,
) -> Result<(&'static Encoding, &'a [u8]), Fault> {
    let mut warn = |line: usize, message: String| warnings.push(Warning { line, message });
    let given = given.map(known).transpose()?;
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        if let Some(given) = given.filter(|given| *given != marked) {
            let (marked, given) = (marked.name(), given.name());
            warn(1, format!("the byte order mark says {marked}, not {given}; the mark was believed"));
        }
        return Ok((marked, &bytes[length..]));
    }
    if let Some(given) = given {
        return Ok((given, bytes));
    }
    if let Some(wide) = wide(bytes) {
        warn(1, format!("no byte order mark; read as {}, by its zeros", wide.name()));
        return Ok((wide, bytes));
    }
    let Err(wrong) = std::str::from_utf8(bytes) else { return Ok((encoding_rs::UTF_8, bytes)) };
    if let Some(declared) = declared(bytes) {
        return Ok((declared, bytes));
    }
    let line = bytes[..wrong.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
    warn(line, "not UTF-8; read as windows-1252. If letters are wrong, name the encoding".into());
    Ok((WINDOWS_1252, bytes))
}

fn known(label: &str) -> Result<&'static Encoding, Fault> {
    Encoding::for_label_no_replacement(label.as_bytes())
        .ok_or_else(|| Fault::new(1, format!("the encoding {label:?} is unknown")))
}

/// UTF-16 without a mark: nearly every second byte of Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 2;
    match () {
        () if most > 0 && odd * 10 > most * 6 && even * 10 < most => Some(UTF_16LE),
        () if most > 0 && even * 10 > most * 6 && odd * 10 < most => Some(UTF_16BE),
        () => None,
    }
}

/// What `<?xml version="1.0" encoding="…"?>` names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let head = String::from_utf8_lossy(&head[..head.len().min(HEAD)]);
    let head = &head[..head.find("?>")?];
    let value =
        head[head.find("encoding")? + "encoding".len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    known(value[1..].split(quote).next()?).ok()
}
