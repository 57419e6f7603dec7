//! What is held of the files that are known: little; the rest is read again from their segments when it is asked for.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::facts::File;
use super::manifest::Manifest;
use super::segment;

/// So many segments' files are held, those that were read last.
const HELD: usize = 16;

/// What is held of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The segment that knows of it.
    pub(super) home: u64,
    /// Its number there.
    pub(super) number: u32,
    /// The run that read it.
    pub(super) run: u64,
    /// Documents with rows.
    pub(super) documents: u32,
    /// Bytes of its texts by the segment that holds their rows.
    pub(super) rows: Box<[(u64, u64)]>,
}

impl Entry {
    pub(super) fn of(file: &File, number: u32) -> Self {
        let mut rows: BTreeMap<u64, u64> = BTreeMap::new();
        for text in &file.texts {
            if let Some(of_text) = &text.rows {
                *rows.entry(of_text.segment).or_default() += text.bytes;
            }
        }
        let documents = file.rows().count() as u32;
        Self { home: file.home, number, run: file.run, documents, rows: rows.into_iter().collect() }
    }

    /// The segments that hold its rows.
    pub(super) fn segments(&self) -> impl Iterator<Item = u64> {
        self.rows.iter().map(|(segment, _)| *segment)
    }
}

/// The files of the segments that were read last.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    held: Mutex<VecDeque<(u64, Arc<Vec<File>>)>>,
}

impl Shelf {
    /// A file of a segment; none if the segment is damaged.
    pub(super) fn file(&self, folder: &Path, manifest: &Manifest, entry: &Entry) -> Option<File> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let files = match held.iter().find(|(name, _)| *name == entry.home) {
            Some((_, files)) => Arc::clone(files),
            None => {
                let named = manifest.segments.iter().find(|named| named.name == entry.home)?;
                let files = Arc::new(segment::files(folder, named).ok()?);
                held.truncate(HELD - 1);
                held.push_front((entry.home, Arc::clone(&files)));
                files
            }
        };
        drop(held);
        files.get(entry.number as usize).cloned()
    }
}
