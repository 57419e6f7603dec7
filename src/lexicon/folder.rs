//! Where lexicons lie: built into the program, or in a folder of the user's.
#![allow(
    clippy::disallowed_methods,
    reason = "word lists are read from disk here, once, before any analysis"
)]

use std::path::{Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};
use rayon::prelude::*;

use super::foreign::{self, Form};
use super::read::{File, lexicon};
use super::{Lexicon, borrowed};
use crate::error::Error;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/lexicons");

/// The lexicons of the program, by name.
pub fn built_in() -> Result<Vec<Lexicon>, Error> {
    let mut folders: Vec<_> = BUILT_IN.dirs().collect();
    folders.sort_by_key(|dir| dir.path());
    folders
        .into_par_iter()
        .map(|dir| {
            let mut files = Vec::new();
            embedded(dir, dir.path(), &mut files);
            lexicon(&format!("lexicons/{}", dir.path().display()), &files)
        })
        .collect()
}

fn embedded(dir: &Dir, root: &Path, files: &mut Vec<File>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(inner) => embedded(inner, root, files),
            DirEntry::File(file) => {
                if let (Some(text), Ok(name)) = (file.contents_utf8(), file.path().strip_prefix(root)) {
                    files.push(File {
                        path: format!("lexicons/{}", file.path().display()),
                        name: name.display().to_string(),
                        text: text.to_owned(),
                    });
                }
            }
        }
    }
}

/// A dictionary of another program in a file, with chosen levels of its category names.
pub fn dictionary_from_disk(path: &Path, form: Option<Form>, levels: &[usize]) -> Result<Lexicon, Error> {
    let bytes = std::fs::read(path).map_err(|source| unreadable(path, source))?;
    let shown = path.display().to_string();
    let fault = |fault: foreign::Fault| Error::Lexicon {
        path: shown.clone(),
        line: fault.line,
        message: fault.message,
    };
    let (text, warnings) = foreign::decode(&bytes, None).map_err(fault)?;
    let Some(form) = form.or_else(|| Form::of(&shown, &text)) else {
        let known: Vec<&str> = Form::ALL.iter().map(|form| form.name()).collect();
        let message = format!("no known form of dictionary; known are {}", known.join(", "));
        return Err(Error::Lexicon { path: shown, line: 1, message });
    };
    let name =
        path.file_stem().map_or_else(|| "words".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let mut dictionary = foreign::read(form, &name, &text).map_err(fault)?;
    dictionary.warnings.splice(0..0, warnings);
    Ok(borrowed::lexicon(&dictionary, &shown, &text, levels))
}

/// The lexicons at a path: a file is a dictionary of another program; a folder is a lexicon when it holds a
/// `lexicon.toml`, else each of its folders is one.
pub fn from_disk(folder: &Path) -> Result<Vec<Lexicon>, Error> {
    if folder.is_file() {
        return Ok(vec![dictionary_from_disk(folder, None, &[])?]);
    }
    if folder.join("lexicon.toml").is_file() {
        return Ok(vec![one_from_disk(folder)?]);
    }
    let mut inner = list(folder)?;
    inner.retain(|path| path.join("lexicon.toml").is_file());
    if inner.is_empty() {
        let message = "no lexicon here; a lexicon is a folder with a lexicon.toml and entries/*.csv";
        return Err(Error::Lexicon { path: folder.display().to_string(), line: 1, message: message.into() });
    }
    inner.iter().map(|path| one_from_disk(path)).collect()
}

fn one_from_disk(folder: &Path) -> Result<Lexicon, Error> {
    let mut files = Vec::new();
    for (below, paths) in [
        ("", vec![folder.join("lexicon.toml")]),
        ("entries/", csvs(folder, "entries")?),
        ("tests/", csvs(folder, "tests")?),
    ] {
        for path in paths {
            let text = std::fs::read_to_string(&path).map_err(|source| unreadable(&path, source))?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            files.push(File { path: path.display().to_string(), name: format!("{below}{name}"), text });
        }
    }
    lexicon(&folder.display().to_string(), &files)
}

fn csvs(folder: &Path, below: &str) -> Result<Vec<PathBuf>, Error> {
    let inner = folder.join(below);
    if !inner.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = list(&inner)?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "csv"));
    Ok(paths)
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = std::fs::read_dir(folder).map_err(|source| unreadable(folder, source))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path, source: std::io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        source,
        advice: "check the path of --lexicons and its permissions".into(),
    }
}
