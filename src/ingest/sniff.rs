//! Which format a file has: its ending tells, unless its content plainly is something else.

use super::format::{self, Format, has_no_ending};
use crate::error::{Code, Problem};

/// What the content is looked at for, at most, where it is text.
const HEAD: usize = 4096;
/// Entries of a ZIP container that are looked at.
const ENTRIES: usize = 4096;
/// The last record of a ZIP container stands within so many bytes of its end.
const LAST_RECORD: usize = 22 + 65_535;

/// The format of a file, and what to tell of it.
#[derive(Clone, Debug)]
pub struct Decided {
    /// How it is read.
    pub format: Format,
    /// Told where the ending says something else than the content.
    pub warning: Option<Problem>,
}

/// The format of a file. `named` is the format of all files whose names tell none, when the caller knows it.
pub fn decide(path: &str, bytes: &[u8], named: Option<&str>) -> Result<Decided, Problem> {
    let found = content(bytes);
    let plain = |format| Ok(Decided { format, warning: None });
    let Some(ending) = ending(path) else {
        if let Some(format) = named.and_then(Format::named) {
            return plain(format);
        }
        let found = found.unwrap_or_else(|| kind_of_text(bytes));
        return Format::of_ending(found).map_or_else(|| Err(not_read(found)), plain);
    };
    let by_ending = Format::of_ending(&ending);
    // Many a format that is not read is packed: a program, a map, a presentation. Such a file is no archive of texts.
    let is_packed = |found: &str| by_ending.is_none() && matches!(found, "zip" | "gz" | "zst");
    let Some(found) = found.filter(|found| !is_same(&ending, found) && !is_packed(found)) else {
        return by_ending.map_or_else(|| Err(format::unknown(path)), plain);
    };
    let format = Format::of_ending(found).ok_or_else(|| not_read(found))?;
    if by_ending == Some(format) {
        return plain(format);
    }
    let message =
        format!("the name ends in .{ending}, but the content is that of .{found}; it was read as such");
    Ok(Decided { format, warning: Some(Problem::new(Code::WrongEnding, message)) })
}

/// May a file of which the name tells no format be read by its content? Asked before all of it is read.
pub fn is_worth_reading(path: &str, head: &[u8]) -> bool {
    ending(path).is_none_or(|ending| Format::of_ending(&ending).is_some())
        || head.starts_with(b"PK\x03\x04")
        || content(head).is_some_and(|found| Format::of_ending(found).is_some())
}

/// The ending of a file's name in small letters, where it has one.
fn ending(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    (!has_no_ending(name)).then(|| name.rsplit('.').next().unwrap_or("").to_lowercase())
}

fn not_read(found: &str) -> Problem {
    let Problem { code, message, .. } = format::unknown(&format!("content.{found}"));
    Problem::new(code, format!("the content is that of .{found}: {message}"))
}

/// Do an ending and a content that was found mean the same? The container of a format of its own, like a template or a
/// document with macros, is for the reader of that format to judge.
fn is_same(ending: &str, found: &str) -> bool {
    let container =
        matches!(found, "zip") && !matches!(ending, "txt" | "md" | "csv" | "html" | "htm" | "pdf");
    let old_office = found == "doc" && Format::of_ending(ending).is_some_and(Format::is_fragile);
    ending == found || (container && Format::of_ending(ending).is_some()) || old_office
}

/// The usual ending of what the bytes plainly are; nothing where they could be any text.
fn content(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(HEAD)];
    for (mark, found) in [
        (&b"%PDF-"[..], "pdf"),
        (b"{\\rtf", "rtf"),
        (b"PAR1", "parquet"),
        (b"\x1F\x8B\x08", "gz"),
        (b"\x28\xB5\x2F\xFD", "zst"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "doc"),
    ] {
        if head.starts_with(mark) {
            return Some(found);
        }
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(container(bytes));
    }
    is_html(head).then_some("html")
}

/// Does a text begin as a page of the Web does?
fn is_html(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut rest = head.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let after = match () {
            () if rest.starts_with("<!--") => rest.split_once("-->"),
            () if rest.starts_with("<?xml") => rest.split_once("?>"),
            () => break,
        };
        let Some((_, after)) = after else { return false };
        rest = after.trim_start();
    }
    rest.starts_with("<!doctype html") || rest.starts_with("<html")
}

/// What a ZIP container holds, by the names of its entries.
fn container(bytes: &[u8]) -> &'static str {
    const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.";
    let mut parts = Parts::default();
    for name in names(bytes).take(ENTRIES) {
        parts.see(name);
    }
    let head = bytes.get(30..).unwrap_or_default();
    match () {
        () if head.starts_with(b"mimetypeapplication/epub+zip") => "epub",
        () if head.starts_with(OPEN_DOCUMENT) && head[OPEN_DOCUMENT.len()..].starts_with(b"text") => "odt",
        () if head.starts_with(OPEN_DOCUMENT) && head[OPEN_DOCUMENT.len()..].starts_with(b"spread") => "ods",
        () if parts.types && parts.word => "docx",
        () if parts.types && parts.sheets => "xlsx",
        () if parts.types && parts.slides => "pptx",
        () => "zip",
    }
}

/// What the names of a container's entries tell.
#[derive(Debug, Default)]
struct Parts {
    types: bool,
    word: bool,
    sheets: bool,
    slides: bool,
}

impl Parts {
    fn see(&mut self, name: &[u8]) {
        self.types |= name == b"[Content_Types].xml";
        self.word |= name.starts_with(b"word/");
        self.sheets |= name.starts_with(b"xl/");
        self.slides |= name.starts_with(b"ppt/");
    }
}

/// The names of a container's entries, as its last record points to them; none where it is cut off.
fn names(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let tail = bytes.len().saturating_sub(LAST_RECORD);
    let last = bytes[tail..].windows(4).rposition(|mark| mark == b"PK\x05\x06").map(|at| tail + at);
    let mut at = last.and_then(|last| number(bytes, last + 16, 4)).unwrap_or(bytes.len());
    std::iter::from_fn(move || {
        let record = bytes.get(at..).filter(|record| record.starts_with(b"PK\x01\x02"))?;
        let [name, extra, comment] = [28, 30, 32].map(|field| number(record, field, 2).unwrap_or(0));
        at += 46 + name + extra + comment;
        record.get(46..46 + name)
    })
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |number, digit| (number << 8) | usize::from(*digit)))
}

/// The usual ending of a text whose name has none.
fn kind_of_text(bytes: &[u8]) -> &'static str {
    let marked = ["---\n", "---\r\n", "# "].iter().any(|mark| bytes.starts_with(mark.as_bytes()));
    match bytes.trim_ascii_start().first() {
        _ if marked => "md",
        Some(b'{') if is_json(bytes.trim_ascii().split(|byte| *byte == b'\n').next()) => "jsonl",
        Some(b'{' | b'[') if is_json(Some(bytes)) => "json",
        _ => "txt",
    }
}

fn is_json(bytes: Option<&[u8]>) -> bool {
    bytes.is_some_and(|bytes| serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `format`, `format!` with a warning, or the code of the problem.
    fn check(path: &str, bytes: &[u8], expected: &str) {
        let found = match decide(path, bytes, None) {
            Ok(Decided { format, warning }) => {
                format!("{}{}", format.name(), if warning.is_some() { "!" } else { "" })
            }
            Err(problem) => problem.code.name().to_owned(),
        };
        assert_eq!(found, expected, "{path}");
    }

    #[test]
    fn by_ending_or_by_content() {
        check("a.txt", b"Q: Why?", "text");
        check("a.b/remarks", b"Q: Why?", "text");
        check("remarks", b"# A day", "markdown");
        check("remarks", b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n", "jsonl");
        check("remarks", b"{Applause}", "text");
        check("remarks of 3.5.2021", b"Q: Why?", "text");
        check("picture.png", b"\x89PNG", "unknown-format");
        check("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "unknown-format");
    }

    #[cfg(feature = "formats")]
    #[test]
    fn endings_that_lie() {
        check("a.html", b"%PDF-1.4", "pdf!");
        check("a.doc", b"\xEF\xBB\xBF <!DOCTYPE HTML>", "html!");
        check("a.doc", b"<?xml version='1.0'?>\n<!-- x -->\n<html>", "html!");
        check("a.xhtml", b"<?xml version='1.0'?><html>", "html");
        check("page", b"<html>", "html");
        check("a.md", b"<details>", "markdown");
        check("a.txt", b"\x1F\x8B\x08", "gzip!");
        check("a.docx", b"PK\x03\x04", "docx");
        check("a.txt", b"PK\x03\x04", "zip!");
        check("a.jar", b"PK\x03\x04", "unknown-format");
        check("a.tgz", b"\x1F\x8B\x08", "unknown-format");
    }

    #[test]
    fn known_only_by_reading() {
        assert!(!is_worth_reading("a.mp3", b"ID3"));
        assert!(is_worth_reading("a.txt", b"\0"));
        assert!(is_worth_reading("remarks", b"\0"));
    }
}
