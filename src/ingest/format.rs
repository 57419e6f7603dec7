//! The input formats: name, endings, how each is read, and whether that is done in a process of its own.
//! A new format is one file and one line in [`FORMATS`].

use super::origin::Origin;
#[cfg(feature = "tables")]
use super::parquet;
use super::{Ingested, Options, csv, json, jsonl, markdown, one, plain};
#[cfg(feature = "formats")]
use super::{docx, html, odt, pdf, rtf, sheet};
use crate::document::Source;
use crate::error::{Code, Problem};

/// How the bytes of a format become documents.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// From decoded text with equal line ends.
    Text(fn(&str, &Origin, Source, &Options) -> Ingested),
    /// From the bytes themselves.
    #[cfg_attr(
        not(any(feature = "formats", feature = "tables")),
        allow(dead_code, reason = "only text without the feature")
    )]
    Binary(fn(&[u8], Source, &Options) -> Ingested),
}

/// An input format, as declared in [`FORMATS`].
struct Declared {
    name: &'static str,
    endings: &'static [&'static str],
    /// Can a hostile file break its reader? Then it is read by a worker process.
    fragile: bool,
    reader: Reader,
}

const fn text(
    name: &'static str,
    endings: &'static [&'static str],
    read: fn(&str, &Origin, Source, &Options) -> Ingested,
) -> Declared {
    Declared { name, endings, fragile: false, reader: Reader::Text(read) }
}

#[cfg(any(feature = "formats", feature = "tables"))]
const fn fragile(
    name: &'static str,
    endings: &'static [&'static str],
    read: fn(&[u8], Source, &Options) -> Ingested,
) -> Declared {
    Declared { name, endings, fragile: true, reader: Reader::Binary(read) }
}

/// All formats.
const FORMATS: &[Declared] = &[
    text("text", &["txt", "text"], |text, origin, source, _| one(plain::read(text, origin), source)),
    text("markdown", &["md", "markdown"], |text, origin, source, _| {
        one(markdown::read(text, origin), source)
    }),
    text("csv", &["csv", "tsv", "tab"], |text, _, source, options| {
        csv::read(text, &source, &options.columns)
    }),
    text("jsonl", &["jsonl", "ndjson"], |text, _, source, options| {
        jsonl::read(text, &source, &options.columns)
    }),
    text("json", &["json"], |text, _, source, options| json::read(text, &source, &options.columns)),
    #[cfg(feature = "formats")]
    fragile("html", &["html", "htm", "xhtml"], html::read),
    #[cfg(feature = "formats")]
    fragile("docx", &["docx", "docm", "dotx", "dotm"], docx::read),
    #[cfg(feature = "formats")]
    fragile("odt", &["odt", "ott"], odt::read),
    #[cfg(feature = "formats")]
    fragile("fodt", &["fodt"], odt::read_flat),
    #[cfg(feature = "formats")]
    fragile("rtf", &["rtf"], rtf::read),
    #[cfg(feature = "tables")]
    fragile("parquet", &["parquet", "pq"], parquet::read),
    #[cfg(feature = "formats")]
    fragile("workbook", &["xlsx", "xlsm", "xltx", "xlsb", "xls", "ods"], sheet::read),
    #[cfg(feature = "formats")]
    fragile("pdf", &["pdf"], pdf::read),
];

/// Formats that people have and that are not read.
const NOT_READ: &[(&str, &str)] = &[
    ("doc", "save it as DOCX"),
    ("ppt", "save it as text"),
    ("pptx", "save it as text"),
    ("pages", "export it as DOCX"),
    ("mp3", "transcribe it first"),
    ("mp4", "transcribe it first"),
];

/// An input format: its place in the list of all formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format(usize);

impl Format {
    /// The format by the ending of the file's name.
    pub fn of(path: &str) -> Option<Self> {
        let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
        FORMATS.iter().position(|format| format.endings.contains(&ending.as_str())).map(Self)
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        FORMATS.iter().position(|format| format.name == name).map(Self)
    }

    /// The format of a file whose name has no ending, by its first bytes.
    pub(super) fn sniffed(path: &str, bytes: &[u8]) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let marked = ["---\n", "---\r\n", "# "].iter().any(|mark| bytes.starts_with(mark.as_bytes()));
        has_no_ending(name).then(|| Self::named(if marked { "markdown" } else { "text" })).flatten()
    }

    /// As written in the tables.
    pub fn name(self) -> &'static str {
        FORMATS[self.0].name
    }

    /// Must files of this format be read by a worker process?
    pub fn is_fragile(self) -> bool {
        FORMATS[self.0].fragile
    }

    pub(super) fn read(self) -> Reader {
        FORMATS[self.0].reader
    }

    /// The endings of all formats.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().flat_map(|format| format.endings.iter().copied())
    }
}

/// What to say of a file whose ending names no format that is read.
pub fn unknown(path: &str) -> Problem {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let message = match NOT_READ.iter().find(|(name, _)| *name == ending) {
        Some((_, advice)) => format!("{} files are not read; {advice}", ending.to_uppercase()),
        None => format!("the ending {ending:?} names no format that is read"),
    };
    Problem::new(Code::UnknownFormat, message)
}

/// Has the name of a file no ending that tells a format?
pub fn has_no_ending(name: &str) -> bool {
    name.rsplit_once('.').is_none_or(|(_, end)| end.len() > 8 || end.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::FORMATS;

    #[test]
    fn endings_are_unique() {
        let mut endings: Vec<&str> = super::Format::endings().collect();
        let all = endings.len();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), all);
        assert!(FORMATS.iter().all(|format| !format.endings.is_empty()));
    }
}
