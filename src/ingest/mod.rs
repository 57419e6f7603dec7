//! 1  Bytes → documents: one file per format. Pure: the bytes are read by [`crate::batch`].

pub mod decode;
pub mod dates;
pub mod metadata;
pub mod plain;
pub mod markdown;
pub mod table;
pub mod jsonl;

use sha2::{Digest, Sha256};

use crate::document::{Document, Source};
use crate::error::{Code, Problem};
use crate::lexicon::read::hex;

/// Which columns of tabular input hold what; what is `None` is guessed from the usual names.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Columns {
    /// Rows with the same id are one document.
    pub id: Option<String>,
    /// Date of the row.
    pub date: Option<String>,
    /// Who speaks in the text column.
    pub speaker: Option<String>,
    /// What was asked; with the text column it makes an exchange.
    pub question: Option<String>,
    /// The words, or the answer.
    pub text: Option<String>,
}

/// Formats that people have and that are not read yet.
const NOT_YET: &[&str] = &[
    "docx", "doc", "pdf", "html", "htm", "xlsx", "xls", "ods", "odt", "rtf", "epub", "json", "parquet",
    "zip", "gz", "zst",
];

/// What to say of a file whose ending names no format that is read.
pub fn unknown_format(path: &str) -> Problem {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let message = if NOT_YET.contains(&ending.as_str()) {
        format!("{} files are not read yet", ending.to_uppercase())
    } else {
        format!("the ending {ending:?} names no format that is read")
    };
    Problem::new(Code::UnknownFormat, message)
}

/// Has the name of a file no ending that tells a format?
pub fn has_no_ending(name: &str) -> bool {
    name.rsplit_once('.').is_none_or(|(_, end)| end.len() > 8 || end.contains(' '))
}

/// What came out of a file.
#[derive(Debug, Default)]
pub struct Ingested {
    /// The documents, in the order of the file.
    pub documents: Vec<Document>,
    /// What could not be read, or only with care.
    pub problems: Vec<Problem>,
}

/// An input format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Text,
    Markdown,
    Csv,
    Jsonl,
}

impl Format {
    /// The format by the ending of the file's name.
    pub fn of(path: &str) -> Option<Self> {
        let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" | "tsv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }

    /// The format of a file whose name has no ending, by its first bytes.
    fn sniffed(path: &str, bytes: &[u8]) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let marked = ["---\n", "---\r\n", "# "].iter().any(|mark| bytes.starts_with(mark.as_bytes()));
        has_no_ending(name).then_some(if marked { Self::Markdown } else { Self::Text })
    }

    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}

/// The documents in the bytes of a file. Whatever cannot be read is in the problems; nothing is fatal.
pub fn ingest(path: &str, bytes: &[u8], columns: &Columns) -> Ingested {
    let mut ingested = read(path, bytes, columns);
    for problem in &mut ingested.problems {
        problem.source_path = path.to_owned();
    }
    ingested
}

fn read(path: &str, bytes: &[u8], columns: &Columns) -> Ingested {
    let Some(format) = Format::of(path).or_else(|| Format::sniffed(path, bytes)) else {
        return failed(unknown_format(path));
    };
    let (text, encoding, problems) = match decode::decode(bytes) {
        Ok(decoded) => decoded,
        Err(problem) => return failed(problem),
    };
    let sha256 = hex(&Sha256::digest(bytes));
    let source = Source { path: path.to_owned(), row: None, sha256, format: format.name(), encoding };
    let mut ingested = match format {
        Format::Text => one(plain::read(&text), source),
        Format::Markdown => one(markdown::read(&text), source),
        Format::Csv => table::read(&text, &source, columns),
        Format::Jsonl => jsonl::read(&text, &source, columns),
    };
    ingested.problems.splice(0..0, problems);
    if ingested.documents.is_empty()
        && !ingested.problems.iter().any(|problem| problem.code.severity() == crate::error::Severity::Failure)
    {
        ingested.problems.push(Problem::new(Code::EmptyInput, "the file holds no words"));
    }
    ingested
}

fn failed(problem: Problem) -> Ingested {
    Ingested { documents: Vec::new(), problems: vec![problem] }
}

/// A file that is one document.
fn one(mut document: Document, source: Source) -> Ingested {
    if !document.text.chars().any(char::is_alphanumeric) {
        return failed(Problem::new(Code::EmptyInput, "the file holds no words"));
    }
    document.id = id(&source.path, &source.sha256);
    document.source = source;
    metadata::complete(&mut document);
    Ingested { documents: vec![document], problems: Vec::new() }
}

/// Stable id: the file's name and the first eight digits of a hash of the content.
pub(crate) fn id(path: &str, sha256: &str) -> String {
    format!("{}-{}", slug(stem(path)), &sha256[..8])
}

/// The file's name without folder and ending.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Small letters, digits and hyphens.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "document".to_owned() } else { slug.to_owned() }
}
