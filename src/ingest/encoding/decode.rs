//! Bytes → text. In this order: the byte order mark, the encoding that the caller forces, the one that the file declares,
//! UTF-8 where the bytes are valid, UTF-16 and UTF-32 by their NULs, escape sequences of seven bits, and a guess. What was
//! guessed with little confidence is told, and what cannot be read is refused.

use std::borrow::Cow;

use encoding_rs::{ISO_2022_JP, UTF_16BE, UTF_16LE};

pub use super::charset::{Charset, KNOWN, by_name};
use super::guess::guess;
use super::mixed;
use super::plausible::{East, measure};
use crate::document::EncodingBasis;
use crate::error::{Code, Problem};

/// A guess of less confidence is told …
const SURE: f64 = 0.9;
/// … and a reading less plausible than this is refused: a wrong reading is worse than a missing one.
const WILD: f64 = 0.7;
/// Of the first so many bytes, a quarter is NUL in UTF-16 and a half in UTF-32.
const WIDE: usize = 4096;

/// What was made of the bytes.
#[derive(Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Name of its encoding, in small letters.
    pub encoding: Cow<'static, str>,
    /// What told the encoding.
    pub basis: EncodingBasis,
    /// How sure a guess is, from 0 to 1: the share of the characters beyond ASCII that are plausible where they stand, less
    /// the share that an equally plausible encoding reads otherwise. `None` where nothing was guessed.
    pub confidence: Option<f64>,
    /// Number of bytes of the file before the text, where the bytes of the text are those of the file.
    pub exact: Option<usize>,
    /// What had to be mended, or is not sure.
    pub problems: Vec<Problem>,
}

/// The text in the bytes, or why they are no text. `forced` names the encoding when the caller knows it.
pub fn decode(bytes: &[u8], forced: Option<&str>) -> Result<Decoded, Problem> {
    decode_declared(bytes, forced, None)
}

/// The same for a file that names its encoding itself, as HTML and XML do. Bytes that are valid UTF-8 and no ASCII are
/// UTF-8 whatever the file declares.
pub fn decode_declared(
    bytes: &[u8],
    forced: Option<&str>,
    declared: Option<&str>,
) -> Result<Decoded, Problem> {
    if bytes.is_empty() {
        return Err(Problem::new(Code::EmptyInput, "the file is empty"));
    }
    let forced = forced.and_then(by_name);
    if let Some((charset, mark)) = marked(bytes) {
        let mut decoded = plainly(charset, &bytes[mark..], EncodingBasis::Bom)?;
        decoded.exact = (charset == Charset::UTF_8 && is_exact(&decoded)).then_some(mark);
        if let Some(forced) = forced.filter(|forced| *forced != charset) {
            decoded.problems.push(not_followed(forced, charset));
        }
        return Ok(decoded);
    }
    if let Some(charset) = forced {
        let mut decoded = plainly(charset, bytes, EncodingBasis::Forced)?;
        decoded.exact = (charset == Charset::UTF_8 && is_exact(&decoded)).then_some(0);
        return Ok(decoded);
    }
    if let Some(charset) = seven_bits(bytes).or_else(|| wide(bytes)) {
        return plainly(charset, bytes, EncodingBasis::Pattern);
    }
    let declared = declared.and_then(by_name);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let decoded = told(Charset::UTF_8, text.to_owned(), EncodingBasis::Valid, true)?;
            Ok(Decoded { exact: Some(0), ..decoded })
        }
        Err(_) => match declared.filter(|charset| reads(*charset, bytes)) {
            Some(charset) => plainly(charset, bytes, EncodingBasis::Declared),
            None => unmarked(bytes),
        },
    }
}

/// The encoding of a byte order mark, and its length.
fn marked(bytes: &[u8]) -> Option<(Charset, usize)> {
    Some(match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (Charset::UTF_8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Charset::Utf32(false), 4),
        [0, 0, 0xFE, 0xFF, ..] => (Charset::Utf32(true), 4),
        [0xFF, 0xFE, ..] => (Charset::Web(UTF_16LE), 2),
        [0xFE, 0xFF, ..] => (Charset::Web(UTF_16BE), 2),
        _ => return None,
    })
}

fn not_followed(forced: Charset, charset: Charset) -> Problem {
    let message = format!(
        "read as {}, as its byte order mark says, and not as {}, as the command says",
        charset.name(),
        forced.name()
    );
    Problem::new(Code::GuessedEncoding, message)
}

/// Encodings of seven bits pass as UTF-8; their escape sequences tell them.
fn seven_bits(bytes: &[u8]) -> Option<Charset> {
    let holds = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    if !bytes.is_ascii() {
        return None;
    }
    let escapes = memchr::memchr(0x1B, bytes).is_some();
    if escapes && holds(b"\x1B$)C") {
        return Some(Charset::Iso2022Kr);
    }
    if escapes && (holds(b"\x1B$B") || holds(b"\x1B$@")) {
        return Some(Charset::Web(ISO_2022_JP));
    }
    (holds(b"~{") && holds(b"~}")).then_some(Charset::Hz).filter(|hz| {
        let text = hz.decode(bytes);
        !text.contains('\u{FFFD}') && measure(&text, East::Any).share > SURE
    })
}

/// UTF-16 and UTF-32 without a mark, by where the NULs stand.
fn wide(bytes: &[u8]) -> Option<Charset> {
    let head = &bytes[..bytes.len().min(WIDE)];
    let nuls = |step: usize, at: usize| {
        let all = head.iter().skip(at).step_by(step);
        let n = all.len();
        if n == 0 { 0.0 } else { all.filter(|byte| **byte == 0).count() as f64 / n as f64 }
    };
    let likely = [
        (Charset::Utf32(false), bytes.len().is_multiple_of(4) && nuls(4, 3) > 0.99),
        (Charset::Utf32(true), bytes.len().is_multiple_of(4) && nuls(4, 0) > 0.99),
        (Charset::Web(UTF_16LE), nuls(2, 1) > nuls(2, 0) && head.contains(&0)),
        (Charset::Web(UTF_16BE), nuls(2, 0) > nuls(2, 1) && head.contains(&0)),
    ];
    let sound = |charset: Charset| {
        let text = charset.decode(bytes);
        let control = |letter: char| letter.is_control() && !letter.is_whitespace();
        !text.contains('\u{FFFD}') && !text.contains(control) && measure(&text, East::Any).share > WILD
    };
    likely.into_iter().find(|(charset, likely)| *likely && sound(*charset)).map(|(charset, _)| charset)
}

fn reads(charset: Charset, bytes: &[u8]) -> bool {
    !charset.decode(bytes).contains('\u{FFFD}')
}

/// Neither mark, nor name, nor valid UTF-8.
fn unmarked(bytes: &[u8]) -> Result<Decoded, Problem> {
    binary(bytes)?;
    if let Some(mixed) = mixed::read(bytes) {
        return Ok(mixed);
    }
    let guess = guess(bytes);
    let name = guess.charset.name();
    let rival = guess
        .rival
        .map_or(String::new(), |rival| format!("; {} reads other letters as plausibly", rival.name()));
    let said = format!("guessed {name} with confidence {:.2}{rival}", guess.confidence);
    if guess.plausible < WILD {
        return Err(Problem::new(
            Code::WrongEncoding,
            format!("neither UTF-8 nor any known encoding; {said}"),
        ));
    }
    let mut decoded = plainly(guess.charset, bytes, EncodingBasis::Guessed)?;
    decoded.confidence = Some(guess.confidence);
    if guess.confidence < SURE {
        decoded.problems.insert(0, Problem::new(Code::GuessedEncoding, said));
    }
    Ok(decoded)
}

fn binary(bytes: &[u8]) -> Result<(), Problem> {
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Problem::new(Code::BinaryInput, format!("byte {at} is NUL, which no text holds")));
    }
    let control = bytes.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    if control * 100 > bytes.len() {
        let message = format!("{control} control characters in {} bytes", bytes.len());
        return Err(Problem::new(Code::BinaryInput, message));
    }
    Ok(())
}

/// The text in an encoding that is settled; what it cannot read is told.
fn plainly(charset: Charset, bytes: &[u8], basis: EncodingBasis) -> Result<Decoded, Problem> {
    let is_utf8 = charset == Charset::UTF_8 && std::str::from_utf8(bytes).is_ok();
    told(charset, charset.decode(bytes), basis, is_utf8)
}

/// The text as it was decoded; `whole` says that no character of it was lost by us.
fn told(charset: Charset, text: String, basis: EncodingBasis, whole: bool) -> Result<Decoded, Problem> {
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() + 1;
        let message = format!("line {line} holds NUL, which no text holds (read as {})", charset.name());
        return Err(Problem::new(Code::BinaryInput, message));
    }
    let problems = replaced(&text, charset, whole);
    let encoding = charset.name();
    Ok(Decoded { text, encoding, basis, confidence: None, exact: None, problems })
}

fn is_exact(decoded: &Decoded) -> bool {
    decoded.problems.iter().all(|problem| problem.code == Code::LostCharacters)
}

/// Replacement characters: made by us from bytes that the encoding does not know, or in the file before we read it.
fn replaced(text: &str, charset: Charset, before_us: bool) -> Vec<Problem> {
    let Some(first) = memchr::memmem::find(text.as_bytes(), "\u{FFFD}".as_bytes()) else { return Vec::new() };
    let count = text.matches('\u{FFFD}').count();
    let line = text[..first].matches('\n').count() + 1;
    let (code, message) = if before_us {
        let message = format!("{count} characters were lost before this file was written (U+FFFD)");
        (Code::LostCharacters, message)
    } else {
        (Code::NotUtf8, format!("{count} places are no {} and were replaced by U+FFFD", charset.name()))
    };
    vec![Problem::new(code, message).on_line(line)]
}

#[cfg(test)]
mod tests {
    use super::{Decoded, Problem, decode, decode_declared};

    fn shown(decoded: Result<Decoded, Problem>) -> String {
        match decoded {
            Ok(Decoded { text, encoding, basis, exact, problems, .. }) => {
                let codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
                let exact = exact.map_or(String::new(), |at| format!(" @{at}"));
                format!("{text:?} {encoding} {}{exact} {}", basis.name(), codes.join(","))
                    .trim_end()
                    .to_owned()
            }
            Err(problem) => problem.code.name().to_owned(),
        }
    }

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(shown(decode(bytes, None)), expected);
    }

    #[test]
    fn marked_and_valid() {
        check(b"", "empty-input");
        check("Café".as_bytes(), "\"Café\" utf-8 valid @0");
        check(b"\xEF\xBB\xBFYes", "\"Yes\" utf-8 bom @3");
        check(b"\xFF\xFEY\0e\0", "\"Ye\" utf-16le bom");
        check(b"\0\0\xFE\xFF\0\0\0Y", "\"Y\" utf-32be bom");
        check(b"\xFF\xFE\0\0Y\0\0\0", "\"Y\" utf-32le bom");
        check("Council\u{FFFD}s".as_bytes(), "\"Council\u{FFFD}s\" utf-8 valid @0 lost-characters");
    }

    #[test]
    fn patterns() {
        check(b"Y\0e\0s\0", "\"Yes\" utf-16le pattern");
        check(b"\0Y\0e\0s", "\"Yes\" utf-16be pattern");
        check(b"\0\0\0Y\0\0\0e", "\"Ye\" utf-32be pattern");
        check(b"He said \x1B$B$O$$\x1B(B.", "\"He said はい.\" iso-2022-jp pattern");
        check(b"a\0b", "binary-input");
        check(b"MZ\0\0\x01\0\0\0\x03\0\xFF\xFF", "binary-input");
    }

    #[test]
    fn guesses() {
        check(
            b"It is caf\xE9, they say, and \x93so it was\x94.",
            "\"It is café, they say, and “so it was”.\" windows-1252 guessed",
        );
        let words =
            "Представитель Велмарка заявил журналистам, что страна никому не угрожает и открыта для всех.";
        let (russian, ..) = encoding_rs::KOI8_R.encode(words);
        check(&russian, &format!("{words:?} koi8-u guessed"));
        let (german, ..) =
            encoding_rs::WINDOWS_1252.encode("Das wäre für alle Länder ein großer Schritt, sagte sie.");
        check(&german, "\"Das wäre für alle Länder ein großer Schritt, sagte sie.\" windows-1252 guessed");
        let (chinese, ..) =
            encoding_rs::GB18030.encode("问：你们为什么不说？答：我们已经说过了，这是没有的事。");
        check(&chinese, "\"问：你们为什么不说？答：我们已经说过了，这是没有的事。\" gb18030 guessed");
        let all: Vec<u8> = (0x80..=0xFF).cycle().take(512).collect();
        check(&all, "wrong-encoding");
        check(b"\x01\x02\x03\x04\xFF", "binary-input");
    }

    #[test]
    fn names_by_the_caller_and_by_the_file() {
        let forced = |bytes: &[u8], name| shown(decode(bytes, Some(name)));
        assert_eq!(forced(b"\xCC\xE8\xF0", "cp1251"), "\"Мир\" windows-1251 forced");
        assert_eq!(forced(b"Mir", "utf-8"), "\"Mir\" utf-8 forced @0");
        assert_eq!(forced(b"Mir\xFF", "utf-8"), "\"Mir\u{FFFD}\" utf-8 forced not-utf8");
        assert_eq!(forced(b"\xEF\xBB\xBFMir", "big5"), "\"Mir\" utf-8 bom @3 guessed-encoding");
        let declared = |bytes: &[u8], name| shown(decode_declared(bytes, None, Some(name)));
        assert_eq!(declared(b"\xCC\xE8\xF0", "windows-1251"), "\"Мир\" windows-1251 declared");
        assert_eq!(declared("Мир".as_bytes(), "windows-1251"), "\"Мир\" utf-8 valid @0");
    }
}
