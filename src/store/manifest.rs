//! What holds in a store: its fingerprint and its segments, with the checksums of all files. JSON, switched by one rename.

use std::collections::HashSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::report::atomic;

/// Name of the file.
const NAME: &str = "manifest.json";
/// Another way to store things has another number.
const FORMAT: u32 = 2;

/// What holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// How things are stored.
    pub format: u32,
    /// Program, word lists and configuration with which the rows were made.
    pub fingerprint: String,
    /// Number of the last run that finished.
    pub finished: u64,
    /// Its inputs, as they were given.
    pub inputs: Vec<String>,
    /// Name of the next segment.
    pub next: u64,
    /// What that run noted, to make its reports again.
    #[serde(default)]
    pub note: Option<Stored>,
    /// The segments, in the order in which they were written.
    pub segments: Vec<Named>,
}

/// A segment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Named {
    /// Its name, a number.
    pub name: u64,
    /// Bytes of the texts whose rows it holds.
    pub text_bytes: u64,
    /// Documents with rows.
    pub documents: u32,
    /// Files of which it knows.
    pub inputs: u32,
    /// Those of them that are known no longer, or by a later segment.
    pub dropped: Vec<u32>,
    /// Its files.
    pub files: Vec<Stored>,
}

/// A file of a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Name in the segment's folder.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Manifest {
    /// The manifest of a store. One that cannot be read is told, and the store is empty.
    pub fn read(folder: &Path) -> (Self, Vec<String>) {
        let new = Self { format: FORMAT, ..Self::default() };
        let path = folder.join(NAME);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(wrong) if wrong.kind() == std::io::ErrorKind::NotFound => return (new, Vec::new()),
            Err(wrong) => return (new, vec![told(&path, &wrong.to_string())]),
        };
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(manifest) if manifest.format == FORMAT => (manifest, Vec::new()),
            Ok(manifest) => {
                (new, vec![told(&path, &format!("it has format {}, not {FORMAT}", manifest.format))])
            }
            Err(wrong) => (new, vec![told(&path, &wrong.to_string())]),
        }
    }

    /// Is there one?
    pub fn stands(folder: &Path) -> bool {
        folder.join(NAME).is_file()
    }

    /// Names of the segments.
    pub fn names(&self) -> HashSet<u64> {
        self.segments.iter().map(|named| named.name).collect()
    }

    /// Writes it in the place of the last.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        atomic::write(&folder.join(NAME), |file| {
            serde_json::to_writer_pretty(file, self).map_err(|wrong| wrong.to_string())
        })
    }
}

fn told(path: &Path, wrong: &str) -> String {
    format!("{}: {wrong}; everything is read anew", path.display())
}
