//! What is known of a file that was read, without its words.

use serde::{Deserialize, Serialize};

use crate::document::{DateRead, Document};
use crate::error::Problem;
use crate::ingest::resemble::Sketch;
use crate::report::run::Input;

/// Number of detail tables of which rows are kept.
pub const TABLES: usize = 8;

/// A file that was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct File {
    /// Path as the tables show it.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// The documents in it, in order.
    pub texts: Vec<Text>,
    /// What its reading told.
    pub problems: Vec<Problem>,
    /// The run that read it.
    pub run: u64,
    /// Number of the segment that knows of it.
    pub home: u64,
}

impl File {
    /// A file as it was just read.
    pub fn new(input: &Input, sha256: String, documents: &[Document], problems: Vec<Problem>) -> Self {
        let text = |document: &Document| Text {
            identity: Identity::of(document),
            bytes: document.text.len() as u64,
            overridden: None,
            told: Vec::new(),
            rows: None,
        };
        Self {
            path: input.path.clone(),
            sha256,
            bytes: input.bytes,
            texts: documents.iter().map(text).collect(),
            problems,
            run: 0,
            home: 0,
        }
    }

    /// Is no text of it larger than so many bytes?
    pub fn fits(&self, largest_text: u64) -> bool {
        self.texts.iter().all(|text| text.bytes <= largest_text)
    }

    /// Where the rows of its documents lie.
    pub fn rows(&self) -> impl Iterator<Item = &Rows> {
        self.texts.iter().filter_map(|text| text.rows.as_ref())
    }
}

/// What tells a document from others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Identity {
    /// Its id.
    pub id: String,
    /// Path of its file, or of the entry of an archive.
    pub path: String,
    /// The same for the same content: of a row of a table its id, else the hash of the file.
    pub key: String,
    /// Its date as it was read.
    pub date: Option<DateRead>,
    /// What its words are like; none of short texts, and of rows of tables, which somebody entered on their own.
    pub sketch: Option<Sketch>,
}

impl Identity {
    /// Of a document as it was read.
    pub fn of(document: &Document) -> Self {
        let source = &document.source;
        let key = if source.row.is_some() { &document.id } else { &source.sha256 };
        let entered = !document.voices.is_empty();
        Self {
            id: document.id.clone(),
            path: source.path.clone(),
            key: key.clone(),
            date: document.metadata.date,
            sketch: if entered { None } else { Sketch::of(&document.text) },
        }
    }
}

/// A document in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Text {
    /// What tells it from others.
    pub identity: Identity,
    /// Size of its text in bytes.
    pub bytes: u64,
    /// Hash of what a table of metadata said of it; none where it said nothing.
    pub overridden: Option<String>,
    /// What could not be used of that.
    pub told: Vec<Problem>,
    /// Where its rows lie; none if it was left out, being another's double.
    pub rows: Option<Rows>,
}

/// Where the rows of a document lie in a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// The segment.
    pub segment: u64,
    /// Number of the document in the segment, for its claims.
    pub document: u32,
    /// First row in each table.
    pub start: [u32; TABLES],
    /// Number of rows in each.
    pub len: [u32; TABLES],
}

impl Rows {
    /// Of a document whose rows lie in no segment.
    pub const NONE: Self = Self { segment: 0, document: 0, start: [0; TABLES], len: [0; TABLES] };
}
