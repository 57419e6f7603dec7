//! A file appears whole or not at all: it is written under a temporary name beside its place, synced, and renamed.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::unwritable;
use crate::error::Error;

/// Writes a file by what `fill` puts into it.
pub fn write(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<&File>) -> Result<(), String>,
) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempfile_in(folder)
        .map_err(|source| unwritable(path, source))?;
    {
        let mut writer = BufWriter::new(temporary.as_file());
        fill(&mut writer).map_err(|message| Error::Report { path: path.display().to_string(), message })?;
        writer.flush().map_err(|source| unwritable(path, source))?;
    }
    temporary.as_file_mut().sync_all().map_err(|source| unwritable(path, source))?;
    readable(temporary.as_file());
    temporary.persist(path).map_err(|wrong| unwritable(path, wrong.error))?;
    sync_folder(folder);
    Ok(())
}

/// Temporary files are private; reports are for all who may read the folder.
#[cfg(unix)]
fn readable(file: &File) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.set_permissions(std::fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn readable(_: &File) {}

/// How the names of temporary files begin.
const TEMPORARY: &str = ".rejoinder-";

/// Clears away temporary files that killed runs left in a folder which nobody else uses just now.
pub fn tidy(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let left = entry.file_name().to_string_lossy().starts_with(TEMPORARY);
        if left && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            // What cannot be removed now is tried again by the next run.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Writes a file that no rename will follow, and syncs it.
pub fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The new name survives a power loss only when the folder is synced; where that cannot be done nothing is lost but
/// that assurance.
pub fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}
