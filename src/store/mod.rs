//! The store: what was read and found, kept between runs, so that a run analyses only what is new or changed.
//!
//! ```text
//! store/manifest.json     what holds: fingerprint, segments with the checksums of their files
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
mod claims;
mod compact;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::check::Claim;
use crate::error::Error;
use crate::report::atomic;
use crate::table::Tables;
use facts::{File, Rows};
use manifest::Manifest;
use segment::Growing;

/// Name of the store's folder below that of the reports.
pub const FOLDER: &str = "store";

/// An open store.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    manifest: Manifest,
    /// What is known of each file, by its path.
    known: BTreeMap<String, File>,
    /// Paths of the files that each segment knows of, in its order.
    listed: HashMap<u64, Vec<String>>,
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
                    listed.insert(named.name, files.iter().map(|file| file.path.clone()).collect());
                    let standing = (0..).zip(files).filter(|(number, _)| !dropped.contains(number));
                    known.extend(standing.map(|(_, file)| (file.path.clone(), file)));
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
        known.retain(|_, file: &mut File| file.rows().all(|rows| names.contains(&rows.segment)));
        let (run, growing) = (manifest.finished + 1, Growing::new(manifest.next));
        let folder = folder.to_owned();
        (Self { folder, manifest, known, listed, growing, segment_bytes: SEGMENT_BYTES, run }, told)
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

    /// What is known of a file.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.known.get(path)
    }

    /// Number of documents whose rows are kept.
    pub fn documents(&self) -> usize {
        self.known.values().map(|file| file.rows().count()).sum()
    }

    /// Paths of all files that are known, in order.
    pub fn paths(&self) -> Vec<&str> {
        self.known.keys().map(String::as_str).collect()
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
        self.growing.put_file(file.clone());
        self.known.insert(file.path.clone(), file);
        if self.growing.bytes() >= self.segment_bytes { self.flush() } else { Ok(()) }
    }

    /// Writes what has been put so far, so that it stays whatever happens.
    pub fn flush(&mut self) -> Result<(), Error> {
        if self.growing.is_empty() {
            return Ok(());
        }
        let next = Growing::new(self.growing.name() + 1);
        let full = std::mem::replace(&mut self.growing, next);
        self.listed.insert(full.name(), full.paths());
        let named = segment::write(&self.folder, full)?;
        self.manifest.next = named.name + 1;
        self.manifest.segments.push(named);
        self.manifest.write(&self.folder)
    }

    /// Ends a run: only the files of `paths` stay known, and what is no longer needed is cleared away.
    pub fn finish(&mut self, paths: &HashSet<&str>, inputs: &[String]) -> Result<(), Error> {
        self.flush()?;
        self.known.retain(|path, _| paths.contains(path.as_str()));
        compact::compact(self)?;
        self.drop_unused();
        self.manifest.finished = self.run;
        self.manifest.inputs = inputs.to_vec();
        self.manifest.write(&self.folder)?;
        segment::remove_others(&self.folder, &self.manifest.names());
        Ok(())
    }

    /// Notes which files of each segment are known no longer, or by a later segment; gives up segments of which nothing
    /// is left.
    fn drop_unused(&mut self) {
        let used: HashSet<u64> = self.known.values().flat_map(File::rows).map(|rows| rows.segment).collect();
        let (known, listed) = (&self.known, &self.listed);
        self.manifest.segments.retain_mut(|named| {
            let paths = listed.get(&named.name).map_or(&[][..], Vec::as_slice);
            let gone = |path: &String| known.get(path).is_none_or(|file| file.home != named.name);
            named.dropped =
                (0..).zip(paths).filter(|(_, path)| gone(path)).map(|(number, _)| number).collect();
            named.dropped.len() < paths.len() || used.contains(&named.name)
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
