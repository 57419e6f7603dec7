//! One run at a time writes into a folder. The lock is the system's: it ends with the process, however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;

use crate::error::Error;

/// Holds a folder until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Name of the lock file; it may stay behind, empty of meaning.
pub(super) const NAME: &str = ".rejoinder.lock";

/// The process that holds a lock; it writes its name right after it has taken it.
fn holder(path: &Path) -> String {
    for _ in 0..20 {
        match std::fs::read_to_string(path) {
            Ok(holder) if !holder.trim().is_empty() => return holder,
            _ => std::thread::sleep(std::time::Duration::from_millis(5)),
        }
    }
    String::new()
}

/// Takes the lock of a folder that a run has used before, or says who holds it. Nobody holds one that has no lock.
pub fn take_again(folder: &Path) -> Result<Option<Lock>, Error> {
    if folder.join(NAME).is_file() { take(folder).map(Some) } else { Ok(None) }
}

/// Makes the folder and takes its lock, or says who holds it.
pub fn take(folder: &Path) -> Result<Lock, Error> {
    hold(folder, File::try_lock)
}

/// Takes the lock of a folder with others that only read there.
pub fn share(folder: &Path) -> Result<Lock, Error> {
    hold(folder, File::try_lock_shared)
}

fn hold(folder: &Path, lock: fn(&File) -> Result<(), TryLockError>) -> Result<Lock, Error> {
    let unusable = |source| Error::File {
        path: folder.to_owned(),
        source,
        advice: "name a folder that can be written with --out".into(),
    };
    std::fs::create_dir_all(folder).map_err(unusable)?;
    let path = folder.join(NAME);
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(unusable)?;
    match lock(&file) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let holder = holder(&path);
            return Err(Error::Locked { path: folder.to_owned(), holder: holder.trim().to_owned() });
        }
        Err(TryLockError::Error(source)) => return Err(unusable(source)),
    }
    file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(unusable)?;
    Ok(Lock { _file: file })
}
