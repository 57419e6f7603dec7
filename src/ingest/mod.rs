//! 1  Bytes → documents: one file per format. Pure: the bytes are read by [`crate::batch`].

pub mod format;
pub mod sniff;
pub mod shown;
pub mod junk;
pub mod encoding;
pub mod build;
mod byline;
pub mod head;
pub mod compilation;
pub mod resemble;
pub mod date;
pub mod metadata;
pub mod overrides;
pub mod language;
pub mod plain;
pub mod markdown;
pub mod table;
#[cfg(feature = "formats")]
pub mod html;
#[cfg(feature = "formats")]
pub mod epub;
#[cfg(feature = "formats")]
mod package;
#[cfg(feature = "formats")]
pub mod office;
#[cfg(feature = "formats")]
pub mod pdf;
#[cfg(feature = "formats")]
pub mod archive;

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::document::{DayOrder, Document, Source};
use crate::error::{Code, Problem, Severity};
use crate::lexicon::read::hex;
use date::dating;
use encoding::decode;
use encoding::origin::Origin;
pub use format::Format;
use format::Reader;
use sniff::Decided;

/// Which columns of tabular input hold what; what is `None` is guessed from the usual names.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
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

/// What a reading is told.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Options {
    /// Columns of tabular input.
    pub columns: Columns,
    /// Name of the character encoding of all text files, when the caller knows better than the files.
    pub encoding: Option<String>,
    /// Name of the format of all files whose names tell none.
    #[serde(default)]
    pub format: Option<String>,
    /// Which of day and month stands first in dates in figures, when the caller knows.
    pub day_order: Option<DayOrder>,
}

/// What came out of a file.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Ingested {
    /// The documents, in the order of the file.
    pub documents: Vec<Document>,
    /// What could not be read, or only with care.
    pub problems: Vec<Problem>,
}

/// The documents in the bytes of a file. Whatever cannot be read is in the problems; nothing is fatal. `path` names the
/// file in the tables; its ending tells the format.
pub fn ingest(path: &str, bytes: &[u8], options: &Options) -> Ingested {
    let mut ingested = read(path, bytes, options);
    let usual = dating::order_of(&ingested.documents);
    ingested.documents.iter_mut().for_each(|document| settle(document, options.day_order, usual));
    ingested.name(path);
    ingested
}

impl Ingested {
    /// Says in all problems which file they are of.
    fn name(&mut self, path: &str) {
        for problem in self.problems.iter_mut().filter(|problem| problem.source_path.is_empty()) {
            problem.source_path = path.to_owned();
        }
    }
}

/// Settles what needs the whole document, and the usual order of day and month in its file.
fn settle(document: &mut Document, forced: Option<DayOrder>, usual: Option<DayOrder>) {
    dating::settle(document, forced, usual);
    language::settle(document);
}

fn read(path: &str, bytes: &[u8], options: &Options) -> Ingested {
    let Decided { format, warning } = match sniff::decide(path, bytes, options.format.as_deref()) {
        Ok(decided) => decided,
        Err(problem) => return failed(problem),
    };
    let source = Source {
        path: path.to_owned(),
        row: None,
        sha256: hex(&Sha256::digest(bytes)),
        format: format.name().into(),
        ..Source::default()
    };
    let mut ingested = match format.read() {
        Reader::Text(read) => match decode::decode(bytes, options.encoding.as_deref()) {
            Ok(decoded) => {
                let source = Source {
                    encoding: decoded.encoding,
                    encoding_basis: Some(decoded.basis),
                    encoding_confidence: decoded.confidence,
                    ..source
                };
                let (text, origin) = Origin::of(&decoded.text, decoded.exact);
                // It may be large, and is needed no longer.
                drop(decoded.text);
                let mut ingested = read(&text, &origin, source, options);
                ingested.problems.splice(0..0, decoded.problems);
                ingested
            }
            Err(problem) => failed(problem),
        },
        Reader::Binary(read) => read(bytes, source, options),
    };
    ingested.problems.splice(0..0, warning);
    let explains =
        |problem: &Problem| problem.code.severity() == Severity::Failure || problem.code == Code::SideFile;
    if ingested.documents.is_empty() && !ingested.problems.iter().any(explains) {
        ingested.problems.push(Problem::new(Code::EmptyInput, "the file holds no words"));
    }
    ingested
}

pub(crate) fn failed(problem: Problem) -> Ingested {
    Ingested { documents: Vec::new(), problems: vec![problem] }
}

/// A file that is one document, or a compilation of several.
pub(crate) fn one(mut document: Document, source: Source) -> Ingested {
    if !document.text.chars().any(char::is_alphanumeric) {
        let mut problems = document.problems;
        problems.push(Problem::new(Code::EmptyInput, "the file holds no words"));
        return Ingested { documents: Vec::new(), problems };
    }
    let parts = compilation::split(&document);
    if !parts.is_empty() {
        return several(parts, &document, &source);
    }
    document.id = id(&source.path, &source.sha256);
    document.source = source;
    metadata::complete(&mut document);
    Ingested { documents: vec![document], problems: Vec::new() }
}

/// The parts of a compilation; the same item again is told and kept once.
fn several(parts: Vec<Document>, whole: &Document, source: &Source) -> Ingested {
    let mut ingested = Ingested { documents: Vec::new(), problems: whole.problems.clone() };
    let mut known: HashMap<String, usize> = HashMap::new();
    for (number, mut part) in parts.into_iter().enumerate() {
        let sha256 = compilation::hash(&part);
        part.id = id(&source.path, &sha256);
        if let Some(first) = known.get(&part.id) {
            let message = format!("item {} holds what item {first} of the same day holds", number + 1);
            ingested.problems.push(Problem::new(Code::DuplicateInput, message));
            continue;
        }
        known.insert(part.id.clone(), number + 1);
        part.source = Source { row: Some(number + 1), sha256, ..source.clone() };
        metadata::complete(&mut part);
        ingested.documents.push(part);
    }
    ingested
}

/// Stable id: the file's name and the first eight digits of a hash of the content.
pub(crate) fn id(path: &str, sha256: &str) -> String {
    format!("{}-{}", slug(stem(path)), &sha256[..8])
}

/// The file's name without folder and ending; that of a packed file is the name of what is in it.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = [".gz", ".zst"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(name);
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
