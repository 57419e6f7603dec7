//! The reports of a run appear together: they are written in a place apart, and then all renamed into theirs. If that is
//! cut off, the next run finds the list and goes on with it.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{atomic, unwritable};
use crate::error::Error;

/// The place apart, below the folder of the reports.
const APART: &str = ".rejoinder-new";
/// List of the files, one a line; it stands when all of them are whole.
const LIST: &str = "publish";

/// Reports that are being written.
#[derive(Debug)]
pub struct Stage {
    folder: PathBuf,
    files: Vec<String>,
}

impl Drop for Stage {
    /// What was not published is cleared away; a list that stands is left to the next run.
    fn drop(&mut self) {
        let apart = self.folder.join(APART);
        if !apart.join(LIST).exists() {
            // What cannot be cleared is left to the next run.
            let _ = clear(&apart);
        }
    }
}

impl Stage {
    /// Begins in an empty place, after what an earlier run may have left was finished or cleared away.
    pub fn new(folder: &Path) -> Result<Self, Error> {
        recover(folder)?;
        let apart = folder.join(APART);
        std::fs::create_dir_all(&apart).map_err(|source| unwritable(&apart, source))?;
        Ok(Self { folder: folder.to_owned(), files: Vec::new() })
    }

    /// Folder of the reports.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A new file that will have this name below the folder; whoever writes it syncs it.
    pub fn create(&mut self, name: &str) -> Result<Growing, Error> {
        let path = self.folder.join(APART).join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|source| unwritable(parent, source))?;
        }
        self.files.push(name.to_owned());
        File::create(&path).map_err(|source| unwritable(&path, source))?;
        Ok(Growing { path })
    }

    /// Puts all files into their places, and clears away `others`, which the last run may have written.
    pub fn publish(self, others: &[String]) -> Result<Vec<PathBuf>, Error> {
        let apart = self.folder.join(APART);
        for below in self.files.iter().filter_map(|name| Some(name.split_once('/')?.0)) {
            atomic::sync_folder(&apart.join(below));
        }
        // What can fail fails before the first file moves.
        self.files.iter().try_for_each(|name| make_folder(&self.folder.join(name)))?;
        let others = others.iter().map(|name| format!("-{name}\n"));
        let list: String = self.files.iter().map(|name| format!("+{name}\n")).chain(others).collect();
        atomic::write(&apart.join(LIST), |file| {
            file.write_all(list.as_bytes()).map_err(|wrong| wrong.to_string())
        })?;
        finish(&self.folder, &list)?;
        Ok(self.files.iter().map(|name| self.folder.join(name)).collect())
    }
}

/// A file that grows piece by piece. It is open only while a piece is written: there are many of them, and a process may
/// have few files open.
#[derive(Debug)]
pub struct Growing {
    path: PathBuf,
}

impl Growing {
    /// Opens it for somebody who writes it whole, at any place.
    pub fn open(&self) -> std::io::Result<File> {
        File::options().write(true).open(&self.path)
    }

    fn end(&self) -> std::io::Result<File> {
        File::options().append(true).open(&self.path)
    }

    /// Writes a piece behind the others.
    pub fn append(&self, bytes: &[u8]) -> std::io::Result<()> {
        self.end()?.write_all(bytes)
    }

    /// Writes the last piece, and syncs the file.
    pub fn finish(&self, bytes: &[u8]) -> std::io::Result<()> {
        let mut file = self.end()?;
        file.write_all(bytes)?;
        file.sync_all()
    }
}

/// Finishes the publication of a run that was cut off; what was not ready to be published is cleared away.
pub fn recover(folder: &Path) -> Result<(), Error> {
    let apart = folder.join(APART);
    match std::fs::read_to_string(apart.join(LIST)) {
        Ok(list) => finish(folder, &list),
        Err(_) if apart.exists() => clear(&apart).map_err(|source| unwritable(&apart, source)),
        Err(_) => Ok(()),
    }
}

/// Makes the folder of a file, unless it is there.
fn make_folder(of: &Path) -> Result<(), Error> {
    match of.parent() {
        Some(parent) if !parent.is_dir() => {
            std::fs::create_dir_all(parent).map_err(|source| unwritable(parent, source))
        }
        _ => Ok(()),
    }
}

fn finish(folder: &Path, list: &str) -> Result<(), Error> {
    let apart = folder.join(APART);
    for line in list.lines() {
        let name = &line[1..];
        let (from, to) = (apart.join(name), folder.join(name));
        if line.starts_with('-') {
            // What is not there need not go.
            let _ = std::fs::remove_file(&to);
        } else if from.exists() {
            make_folder(&to)?;
            // Half of the files have moved: what fails once is tried again before the rest is left to the next run.
            let moved = || std::fs::rename(&from, &to);
            moved().or_else(|_| moved()).map_err(|source| unwritable(&to, source))?;
        }
    }
    let mut below: Vec<&str> = list.lines().filter_map(|line| Some(line[1..].split_once('/')?.0)).collect();
    below.dedup();
    for name in below {
        atomic::sync_folder(&folder.join(name));
        // Empty when all its files have gone.
        let _ = std::fs::remove_dir(folder.join(name));
    }
    atomic::sync_folder(folder);
    clear(&apart).map_err(|source| unwritable(&apart, source))
}

/// Clears the place apart away; what fails once is tried again.
fn clear(apart: &Path) -> std::io::Result<()> {
    let cleared = || std::fs::remove_dir_all(apart);
    cleared().or_else(|_| cleared())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, names: &[&str]) -> Stage {
        let mut stage = Stage::new(folder).unwrap();
        for name in names {
            stage.create(name).unwrap().append(name.as_bytes()).unwrap();
        }
        stage
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn all_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        drop(write(at, &["csv/a.csv"]));
        assert!(names(at).is_empty(), "what failed is gone");
        std::mem::forget(write(at, &["csv/a.csv"]));
        recover(at).unwrap();
        assert!(names(at).is_empty(), "what was not published is gone");
        write(at, &["csv/a.csv", "b.xlsx"]).publish(&[]).unwrap();
        assert_eq!(names(at), ["b.xlsx", "csv"]);
        write(at, &["b.xlsx"]).publish(&["csv/a.csv".to_owned()]).unwrap();
        assert_eq!(names(at), ["b.xlsx"], "a format that nobody asked for does not stay behind");
    }

    #[test]
    fn a_publication_that_was_cut_off_is_finished() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        std::mem::forget(write(at, &["csv/a.csv", "b.xlsx", "run.json"]));
        let apart = at.join(APART);
        std::fs::write(apart.join(LIST), "+csv/a.csv\n+b.xlsx\n+run.json\n").unwrap();
        std::fs::rename(apart.join("b.xlsx"), at.join("b.xlsx")).unwrap();
        recover(at).unwrap();
        assert_eq!(names(at), ["b.xlsx", "csv", "run.json"]);
    }
}
