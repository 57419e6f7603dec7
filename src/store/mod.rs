//! The store: what was read and found, kept between runs, so that a run analyses only what is new or changed.
//!
//! ```text
//! store/manifest.json     what holds: fingerprint, segments with the checksums of their files
//! store/note-12.bin       what the last finished run noted: which documents stand in its reports, and how it was told
//! store/segments/7/       files.bin (what was read), claims.bin, and a Parquet file for each detail table
//! ```
//!
//! Segments never change. A segment counts when the manifest names it, and the manifest is switched by one rename; so
//! whatever moment a run is killed at, the store is the one before or after a segment. The rows of a document are used
//! again when its file has the same path and content, and program, word lists and configuration are the same (the
//! *fingerprint*).
#![allow(clippy::disallowed_methods, reason = "the store lies on disk")]

pub mod facts;
pub mod fingerprint;
pub mod manifest;
pub mod segment;
pub mod rows;
mod aside;
mod claims;
mod compact;
mod known;
mod note;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::check::Claim;
use crate::error::Error;
use crate::report::atomic;
use crate::table::Tables;
use aside::InFile;
use facts::{File, Rows};
use known::{Entry, Shelf};
use manifest::Manifest;
use segment::Growing;

/// Name of the store's folder below that of the reports.
pub const FOLDER: &str = "store";

/// An open store.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    manifest: Manifest,
    /// What is held of each file that is known, by its path.
    known: BTreeMap<Box<str>, Entry>,
    shelf: Shelf,
    /// Number of the files that each segment knows of.
    listed: HashMap<u64, u32>,
    growing: Growing,
    /// A segment is written when its texts have so many bytes.
    segment_bytes: u64,
    /// Number of this run.
    run: u64,
}

/// What was found amiss when a store was opened, for the person at the terminal.
pub type Told = Vec<String>;

const OTHER: &str =
    "the store was made by another version, other word lists or other settings; everything is analysed anew";

/// Texts of so many bytes make a segment.
pub const SEGMENT_BYTES: u64 = 8 << 20;

impl Store {
    /// Opens the store of a folder for a run, or begins one. Segments of another fingerprint are given up; those whose
    /// files are damaged or missing too, and told. Nobody else may use it meanwhile.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn open(folder: &Path, fingerprint: &str) -> Result<(Self, Told), Error> {
        let segments = folder.join(segment::SEGMENTS);
        std::fs::create_dir_all(&segments).map_err(|source| unusable(folder, source))?;
        atomic::tidy(folder);
        let (store, told) = Self::look(folder, fingerprint);
        segment::remove_others(folder, &store.manifest.names());
        Ok((store, told))
    }

    /// The same without changing anything.
    pub fn look(folder: &Path, fingerprint: &str) -> (Self, Told) {
        let (mut manifest, mut told) = Manifest::read(folder);
        if manifest.fingerprint != fingerprint {
            if !manifest.segments.is_empty() {
                told.push(OTHER.to_owned());
            }
            manifest.segments.clear();
            fingerprint.clone_into(&mut manifest.fingerprint);
        }
        let mut known = BTreeMap::new();
        let mut listed = HashMap::new();
        manifest.segments.retain(|named| {
            let files = segment::check(folder, named).and_then(|()| segment::files(folder, named));
            match files {
                Ok(files) => {
                    let dropped: HashSet<u32> = named.dropped.iter().copied().collect();
                    listed.insert(named.name, files.len() as u32);
                    let standing = (0..).zip(&files).filter(|(number, _)| !dropped.contains(number));
                    known.extend(standing.map(|(number, file)| {
                        (file.path.as_str().into(), Entry { home: named.name, ..Entry::of(file, number) })
                    }));
                }
                Err(ref damage) => told.push(format!(
                    "part {} of the store is damaged ({damage}); its files are read again",
                    named.name
                )),
            }
            listed.contains_key(&named.name)
        });
        // Rows in a segment that is gone are gone with it.
        let names = manifest.names();
        known.retain(|_, file: &mut Entry| file.segments().all(|segment| names.contains(&segment)));
        let (run, growing) = (manifest.finished + 1, Growing::new(manifest.next));
        let (folder, shelf, segment_bytes) = (folder.to_owned(), Shelf::default(), SEGMENT_BYTES);
        (Self { folder, manifest, known, shelf, listed, growing, segment_bytes, run }, told)
    }

    /// From now on writes segments of texts of so many bytes.
    pub fn segments_of(&mut self, bytes: u64) {
        self.segment_bytes = bytes.max(1);
    }

    /// Forgets all that earlier runs have kept.
    pub fn forget(&mut self) {
        self.known.clear();
        self.listed.clear();
        self.manifest.segments.clear();
    }

    /// Number of this run: one more than that of the last that finished.
    pub fn run(&self) -> u64 {
        self.run
    }

    /// What holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What the last finished run in a folder has noted; nothing if it is damaged.
    pub fn noted(folder: &Path) -> Option<Vec<u8>> {
        note::read(folder, Manifest::read(folder).0.note.as_ref()?)
    }

    /// Has no run begun since the last one that finished?
    pub fn is_finished(&self) -> bool {
        self.known.values().all(|file| file.run <= self.manifest.finished)
    }

    /// Does the folder hold a store?
    pub fn stands(folder: &Path) -> bool {
        Manifest::stands(folder)
    }

    /// What is known of a file.
    pub fn file(&self, path: &str) -> Option<File> {
        self.shelf.file(&self.folder, &self.manifest, self.known.get(path)?)
    }

    /// The run that read a file.
    pub fn read_by(&self, path: &str) -> Option<u64> {
        self.known.get(path).map(|file| file.run)
    }

    /// Blocks of numbers that need not be in memory.
    pub fn aside(&self) -> InFile {
        InFile::new(&self.folder)
    }

    /// Number of documents whose rows are kept.
    pub fn documents(&self) -> usize {
        self.known.values().map(|file| file.documents as usize).sum()
    }

    /// Paths of all files that are known, in order.
    pub fn paths(&self) -> Vec<&str> {
        self.known.keys().map(AsRef::as_ref).collect()
    }

    /// Keeps the rows and claims of a document, and says where they lie.
    pub fn put(&mut self, tables: Tables, claims: Vec<Claim>, bytes: u64) -> Result<Rows, Error> {
        if self.growing.bytes() >= self.segment_bytes {
            self.flush()?;
        }
        Ok(self.growing.put(tables, claims, bytes))
    }

    /// Keeps what is known of a file, in the place of what was known before.
    pub fn put_file(&mut self, mut file: File) -> Result<(), Error> {
        file.run = self.run;
        self.keep(file)
    }

    fn keep(&mut self, mut file: File) -> Result<(), Error> {
        file.home = self.growing.name();
        let entry = Entry::of(&file, self.growing.files());
        self.known.insert(file.path.as_str().into(), entry);
        self.growing.put_file(file);
        if self.growing.bytes() >= self.segment_bytes { self.flush() } else { Ok(()) }
    }

    /// Writes what has been put so far, so that it stays whatever happens.
    pub fn flush(&mut self) -> Result<(), Error> {
        if self.growing.is_empty() {
            return Ok(());
        }
        let next = Growing::new(self.growing.name() + 1);
        let full = std::mem::replace(&mut self.growing, next);
        self.listed.insert(full.name(), full.files());
        let named = segment::write(&self.folder, full)?;
        self.manifest.next = named.name + 1;
        self.manifest.segments.push(named);
        self.manifest.write(&self.folder)
    }

    /// Ends a run: only the files of `paths` stay known, and what is no longer needed is cleared away. What the run
    /// notes is kept until the next one ends.
    pub fn finish(&mut self, paths: &HashSet<&str>, inputs: &[String], noted: &[u8]) -> Result<(), Error> {
        self.flush()?;
        self.known.retain(|path, _| paths.contains(path.as_ref()));
        compact::compact(self)?;
        self.drop_unused();
        self.manifest.finished = self.run;
        self.manifest.inputs = inputs.to_vec();
        self.manifest.note = Some(note::write(&self.folder, self.run, noted)?);
        self.manifest.write(&self.folder)?;
        note::remove_others(&self.folder, self.manifest.note.as_ref());
        segment::remove_others(&self.folder, &self.manifest.names());
        Ok(())
    }

    /// Notes which files of each segment are known no longer, or by a later segment; gives up segments of which nothing
    /// is left.
    fn drop_unused(&mut self) {
        let used: HashSet<u64> = self.known.values().flat_map(Entry::segments).collect();
        let standing: HashSet<(u64, u32)> =
            self.known.values().map(|file| (file.home, file.number)).collect();
        let listed = &self.listed;
        self.manifest.segments.retain_mut(|named| {
            let files = listed.get(&named.name).copied().unwrap_or(0);
            named.dropped = (0..files).filter(|number| !standing.contains(&(named.name, *number))).collect();
            named.dropped.len() < files as usize || used.contains(&named.name)
        });
    }
}

fn unusable(folder: &Path, source: std::io::Error) -> Error {
    Error::File {
        path: folder.to_owned(),
        source,
        advice: "check free space and permissions, or name another folder with --store".into(),
    }
}
