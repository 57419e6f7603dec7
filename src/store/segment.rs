//! A segment: the rows and claims of some documents, and what is known of their files. Written once, then only read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::claims::{self, Placed};
use super::facts::{File, Rows, TABLES};
use super::manifest::{Named, Stored};
use super::rows::Which;
use super::unusable;
use crate::check::Claim;
use crate::error::Error;
use crate::lexicon::read::hex;
use crate::report::{atomic, parquet};
use crate::table::{Table, Tables};

/// Folder of the segments.
pub(super) const SEGMENTS: &str = "segments";
const FILES: &str = "files.bin";
pub(super) const CLAIMS: &str = "claims.bin";
/// A segment that is being written.
const NEW: &str = "new-";

/// A segment that is not yet written.
#[derive(Debug)]
pub(super) struct Growing {
    name: u64,
    files: Vec<File>,
    tables: Tables,
    claims: Vec<Vec<Claim>>,
    bytes: u64,
}

impl Growing {
    pub(super) fn new(name: u64) -> Self {
        Self { name, files: Vec::new(), tables: Tables::detail(), claims: Vec::new(), bytes: 0 }
    }

    pub(super) fn name(&self) -> u64 {
        self.name
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.claims.is_empty()
    }

    /// Number of its files.
    pub(super) fn files(&self) -> u32 {
        self.files.len() as u32
    }

    /// Adds the rows and claims of one document.
    pub(super) fn put(&mut self, tables: Tables, claims: Vec<Claim>, bytes: u64) -> Rows {
        let heights = |tables: &Tables| tables.details().map(|table| table.height() as u32);
        let rows = Rows {
            segment: self.name,
            document: self.claims.len() as u32,
            start: heights(&self.tables),
            len: heights(&tables),
        };
        self.tables.append(tables);
        self.claims.push(claims);
        self.bytes += bytes;
        rows
    }

    pub(super) fn put_file(&mut self, file: File) {
        self.files.push(file);
    }
}

/// Writes a segment. It counts when the manifest names it.
pub(super) fn write(folder: &Path, growing: Growing) -> Result<Named, Error> {
    let at = folder.join(SEGMENTS).join(format!("{NEW}{}", growing.name));
    let failed = |source| unusable(&at, source);
    if at.exists() {
        std::fs::remove_dir_all(&at).map_err(failed)?;
    }
    std::fs::create_dir_all(&at).map_err(failed)?;
    let Growing { name, files, tables, claims, bytes } = growing;
    let named = Named {
        name,
        text_bytes: bytes,
        documents: claims.len() as u32,
        inputs: files.len() as u32,
        dropped: Vec::new(),
        files: Vec::new(),
    };
    let packed =
        |wrong: postcard::Error| Error::Report { path: at.display().to_string(), message: wrong.to_string() };
    let mut stored = vec![
        store(&at, FILES, &postcard::to_stdvec(&files).map_err(packed)?)?,
        store(&at, CLAIMS, &postcard::to_stdvec(&claims).map_err(packed)?)?,
    ];
    let tables: Result<Vec<Stored>, Error> = tables
        .details()
        .par_iter()
        .filter(|table| table.height() > 0)
        .map(|table| store(&at, &table_name(table), &parquet::packed(table)?))
        .collect();
    stored.extend(tables?);
    atomic::sync_folder(&at);
    let place = place(folder, name);
    if place.exists() {
        std::fs::remove_dir_all(&place).map_err(failed)?;
    }
    std::fs::rename(&at, &place).map_err(failed)?;
    atomic::sync_folder(&folder.join(SEGMENTS));
    Ok(Named { files: stored, ..named })
}

/// Writes a file, and says what it has to be when it is read.
pub(super) fn store(at: &Path, name: &str, bytes: &[u8]) -> Result<Stored, Error> {
    atomic::write_synced(&at.join(name), bytes).map_err(|source| unusable(at, source))?;
    Ok(Stored { name: name.to_owned(), bytes: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) })
}

fn table_name(table: &Table) -> String {
    format!("{}.parquet", table.declared.name)
}

/// Folder of a segment.
pub(super) fn place(folder: &Path, name: u64) -> PathBuf {
    folder.join(SEGMENTS).join(name.to_string())
}

/// What a segment knows of files, or what is wrong with it.
pub(super) fn files(folder: &Path, named: &Named) -> Result<Vec<File>, String> {
    let bytes = sound(folder, named, FILES)?;
    postcard::from_bytes(&bytes).map_err(|wrong| format!("{FILES}: {wrong}"))
}

/// The claims of the documents of a segment.
pub(super) fn claims(folder: &Path, named: &Named) -> Result<Vec<Vec<Placed>>, String> {
    let bytes = sound(folder, named, CLAIMS)?;
    claims::unpacked(&bytes).map_err(|wrong| format!("{CLAIMS}: {wrong}"))
}

/// The rows of a segment.
pub(super) fn tables(folder: &Path, named: &Named, of: Which) -> Result<Tables, String> {
    let mut tables = Tables::detail();
    let read: Result<[Table; TABLES], String> = {
        let read: Result<Vec<Table>, String> = tables
            .details()
            .par_iter()
            .enumerate()
            .map(|(at, table)| {
                let name = table_name(table);
                if !of.has(at) || !named.files.iter().any(|stored| stored.name == name) {
                    return Ok(Table::new(table.declared));
                }
                let bytes = sound(folder, named, &name)?;
                parquet::unpacked(table.declared, of.columns(table.declared.name), bytes)
                    .map_err(|wrong| format!("{name}: {wrong}"))
            })
            .collect();
        read.and_then(|all| all.try_into().map_err(|_| "not all tables".to_owned()))
    };
    tables.set_details(read?);
    Ok(tables)
}

/// The bytes of a file of a segment, if they are those that were written.
fn sound(folder: &Path, named: &Named, name: &str) -> Result<Vec<u8>, String> {
    let stored = named
        .files
        .iter()
        .find(|stored| stored.name == name)
        .ok_or_else(|| format!("{name} is not listed"))?;
    as_written(&place(folder, named.name), stored)
}

/// The bytes of a file, if they are those that were written.
pub(super) fn as_written(folder: &Path, stored: &Stored) -> Result<Vec<u8>, String> {
    let name = &stored.name;
    let bytes = std::fs::read(folder.join(name)).map_err(|wrong| format!("{name}: {wrong}"))?;
    if bytes.len() as u64 != stored.bytes || hex(&Sha256::digest(&bytes)) != stored.sha256 {
        return Err(format!("{name} is not as it was written"));
    }
    Ok(bytes)
}

/// Are all files of a segment as they were written?
pub(super) fn check(folder: &Path, named: &Named) -> Result<(), String> {
    named.files.par_iter().try_for_each(|stored| sound(folder, named, &stored.name).map(drop))
}

/// Clears away what the manifest does not name: segments that were left behind, and half-written ones.
pub(super) fn remove_others(folder: &Path, names: &HashSet<u64>) {
    let Ok(entries) = std::fs::read_dir(folder.join(SEGMENTS)) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let stays = name.parse::<u64>().map_or(!name.starts_with(NEW), |number| names.contains(&number));
        if !stays {
            // What cannot be removed now is tried again by the next run.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
