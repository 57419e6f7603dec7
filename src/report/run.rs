//! `run.json`: what was read, by which program and word lists, with which result. Only the block `timing` changes when
//! the same run is made again.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::html::About;
use super::stage::Growing;
use super::{RECORD, failed};
use crate::error::Error;
use crate::resources::Resources;
use crate::table::Declared;

/// The record of a run.
#[derive(Debug, Serialize)]
pub struct Run {
    /// Program and version.
    pub program: &'static str,
    /// Version of the program.
    pub version: &'static str,
    /// The word lists.
    pub lexicons: Vec<Lexicon>,
    /// Hash over all of them.
    pub lexicons_sha256: String,
    /// What the run was told.
    pub configuration: serde_json::Value,
    /// What was chosen of what had been read, in words; nothing where the reports hold everything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub selection: Vec<String>,
    /// Names of the tables that were written, where they are not all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<String>,
    /// Every file, with its hash.
    pub inputs: Vec<Input>,
    /// What was passed over in folders, by kind.
    pub skipped: BTreeMap<String, usize>,
    /// Rows of each table.
    pub rows: serde_json::Map<String, serde_json::Value>,
    /// What the page tells of the word lists.
    #[serde(skip)]
    pub about: About,
    /// Seconds per stage; the only part that differs between equal runs.
    pub timing: serde_json::Map<String, serde_json::Value>,
}

/// Seconds, to the millisecond.
pub fn seconds(time: Duration) -> serde_json::Value {
    serde_json::json!((time.as_secs_f64() * 1000.0).round() / 1000.0)
}

/// A word list of the run.
#[derive(Debug, Serialize)]
pub struct Lexicon {
    name: String,
    version: String,
    sha256: String,
    entries: usize,
}

impl Lexicon {
    /// Name, version, entries and hash.
    pub(super) fn told(&self) -> (&str, &str, usize, &str) {
        (&self.name, &self.version, self.entries, &self.sha256)
    }
}

/// A file of the run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Input {
    /// Path as given.
    pub path: String,
    /// SHA-256 of its bytes; missing when it could not be read.
    pub sha256: Option<String>,
    /// Size in bytes.
    pub bytes: u64,
    /// Documents in it.
    pub documents: usize,
}

impl Run {
    /// The record of a finished run.
    pub fn new(
        resources: &Resources,
        heights: impl Iterator<Item = (&'static Declared, usize)>,
        inputs: Vec<Input>,
        skipped: BTreeMap<String, usize>,
        configuration: serde_json::Value,
    ) -> Self {
        let lexicons = resources.lexicons.iter().map(|lexicon| Lexicon {
            name: lexicon.header.name.clone(),
            version: lexicon.header.version.clone(),
            sha256: lexicon.sha256.clone(),
            entries: lexicon.entries.len(),
        });
        let rows = heights.map(|(table, height)| (table.name.to_owned(), height.into()));
        Self {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            lexicons: lexicons.collect(),
            lexicons_sha256: resources.sha256(),
            configuration,
            selection: Vec::new(),
            tables: Vec::new(),
            inputs,
            skipped,
            rows: rows.collect(),
            about: About::new(resources),
            timing: serde_json::Map::new(),
        }
    }

    /// Notes how long a stage took.
    pub fn took(&mut self, stage: &str, time: Duration) {
        self.timing.insert(stage.to_owned(), seconds(time));
    }

    /// Writes the record and syncs it.
    pub(super) fn write(&self, file: &Growing) -> Result<(), Error> {
        let file = file.open().map_err(|wrong| failed(RECORD, wrong))?;
        let mut buffered = BufWriter::new(&file);
        serde_json::to_writer_pretty(&mut buffered, self).map_err(|wrong| failed(RECORD, wrong))?;
        buffered.flush().and_then(|()| file.sync_all()).map_err(|wrong| failed(RECORD, wrong))
    }
}
