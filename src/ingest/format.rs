//! The input formats: name, endings, how each is read, and whether that is done in a process of its own.
//! A new format is one file and one line in [`FORMATS`].

use super::encoding::origin::Origin;
#[cfg(feature = "formats")]
use super::office::{docx, odt, rtf};
#[cfg(feature = "tables")]
use super::table::parquet;
#[cfg(feature = "formats")]
use super::table::sheet;
use super::table::{csv, json, jsonl};
use super::{Ingested, Options, markdown, one, plain};
#[cfg(feature = "formats")]
use super::{archive, epub, html, pdf};
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
    fragile("html", &["html", "htm", "xhtml", "xht", "shtml", "asp", "aspx", "jsp", "php"], html::read),
    #[cfg(feature = "formats")]
    fragile("epub", &["epub"], epub::read),
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
    #[cfg(feature = "formats")]
    fragile("zip", &["zip"], archive::zip),
    #[cfg(feature = "formats")]
    fragile("gzip", &["gz"], archive::gzip),
    #[cfg(feature = "formats")]
    fragile("zstd", &["zst"], archive::zstd),
];

/// Formats that hold files of other formats.
const ARCHIVES: &[&str] = &["zip", "gzip", "zstd"];

/// Formats that people have and that are not read.
const NOT_READ: &[(&str, &str)] = &[
    ("doc", "save it as DOCX"),
    ("ppt", "save it as text"),
    ("pptx", "save it as text"),
    ("mhtml", "open it in a browser and save the page as HTML"),
    ("mht", "open it in a browser and save the page as HTML"),
    ("webarchive", "open it in a browser and save the page as HTML"),
    ("mobi", "convert it to EPUB"),
    ("azw3", "convert it to EPUB"),
    ("pages", "export it as DOCX"),
    ("mp3", "transcribe it first"),
    ("mp4", "transcribe it first"),
    ("tar", "unpack it into a folder"),
    ("tgz", "unpack it into a folder"),
    ("7z", "unpack it into a folder"),
    ("rar", "unpack it into a folder"),
    ("bz2", "unpack it"),
    ("xz", "unpack it"),
];

/// An input format: its place in the list of all formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format(usize);

impl Format {
    /// The format of an ending, in small letters.
    pub fn of_ending(ending: &str) -> Option<Self> {
        FORMATS.iter().position(|format| format.endings.contains(&ending)).map(Self)
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        FORMATS.iter().position(|format| format.name == name).map(Self)
    }

    /// As written in the tables.
    pub fn name(self) -> &'static str {
        FORMATS[self.0].name
    }

    /// Must files of this format be read by a worker process?
    pub fn is_fragile(self) -> bool {
        FORMATS[self.0].fragile
    }

    /// Does a file of this format hold files?
    pub fn is_archive(self) -> bool {
        ARCHIVES.contains(&self.name())
    }

    pub(super) fn read(self) -> Reader {
        FORMATS[self.0].reader
    }

    /// The names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|format| format.name)
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
    let tells = |end: &str| !end.is_empty() && end.len() <= 8 && !end.contains(' ');
    name.rsplit_once('.').is_none_or(|(_, end)| !tells(end) || end.bytes().all(|byte| byte.is_ascii_digit()))
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
