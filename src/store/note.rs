//! What a run notes at its end: a file that the manifest names with its checksum.

use std::path::Path;

use super::manifest::Stored;
use super::segment;
use crate::error::Error;

const BEFORE: &str = "note-";
const BEHIND: &str = ".bin";

/// Writes the note of a run.
pub(super) fn write(folder: &Path, run: u64, bytes: &[u8]) -> Result<Stored, Error> {
    segment::store(folder, &format!("{BEFORE}{run}{BEHIND}"), bytes)
}

/// Reads it; nothing if its bytes are not those that were written.
pub(super) fn read(folder: &Path, stored: &Stored) -> Option<Vec<u8>> {
    segment::as_written(folder, stored).ok()
}

/// Clears away the notes of other runs.
pub(super) fn remove_others(folder: &Path, kept: Option<&Stored>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_note = name.starts_with(BEFORE) && name.ends_with(BEHIND);
        if is_note && kept.is_none_or(|kept| kept.name != name) {
            // What cannot be removed now is tried again by the next run.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
