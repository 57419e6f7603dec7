//! Which files: those named, those that a pattern means, and in folders all but junk, in the order of their paths.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::select::{Pattern, Selection};
use super::walk;
use crate::error::{Code, Error, Problem};
use crate::ingest::encoding::decode;
use crate::ingest::overrides::Overrides;
use crate::ingest::shown;
use crate::lexicon::read::hex;

/// A file that names what to pass over, in the syntax of `.gitignore`.
pub const IGNORE_FILE: &str = ".rejoinderignore";
/// The input that means standard input.
pub const STANDARD_INPUT: &str = "-";

/// The files of a run.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Where they are, and how they are called in the tables; in the order of the latter, each once.
    pub files: Vec<(PathBuf, String)>,
    /// What was named and is not there, or is nothing that can be read.
    pub problems: Vec<Problem>,
    /// What was passed over in folders, by kind: junk, or left out by a rule.
    pub skipped: BTreeMap<String, usize>,
    /// What a table of metadata says of the texts.
    pub metadata: Overrides,
    /// SHA-256 of that table.
    pub metadata_sha256: Option<String>,
}

impl Inputs {
    pub(super) fn add(&mut self, path: PathBuf) {
        let shown = shown(&path);
        self.files.push((path, shown));
    }

    pub(super) fn skip(&mut self, kind: &'static str) {
        *self.skipped.entry(kind.to_owned()).or_default() += 1;
    }

    pub(super) fn problem(&mut self, path: &Path, code: Code, message: impl Into<String>) {
        self.problems.push(Problem::new(code, message).in_file(&shown(path)));
    }

    /// Reads a table of metadata. What it says that cannot be used is told in the problems.
    pub fn read_metadata(&mut self, path: &Path) -> Result<(), Error> {
        let failed = |source| Error::File {
            path: path.to_owned(),
            source,
            advice: "--metadata takes a .csv or .tsv file with a column path or id".into(),
        };
        let bytes = std::fs::read(path).map_err(failed)?;
        let shown = shown(path);
        let decoded = decode::decode(&bytes, None)
            .map_err(|problem| Error::Usage(format!("{shown}: {}", problem.message)))?;
        // The table may lie among the texts; it is none of them.
        let whole = std::fs::canonicalize(path).map_err(failed)?;
        self.files.retain(|(file, _)| std::fs::canonicalize(file).map_or(true, |file| file != whole));
        let (mut overrides, problems) = Overrides::read(&shown, &decoded.text);
        let paths: Vec<String> = self.files.iter().map(|(_, shown)| shown.clone()).collect();
        self.problems.extend(decoded.problems.into_iter().map(|problem| problem.in_file(&shown)));
        self.problems.extend(problems);
        self.problems.extend(overrides.settle(&paths));
        self.metadata = overrides;
        self.metadata_sha256 = Some(sha256(&bytes));
        Ok(())
    }
}

/// Finds the files of all inputs.
pub fn find(inputs: &[PathBuf]) -> Inputs {
    find_selected(inputs, &Selection::default())
}

/// The same; `selection` says which files of folders are meant. What is named itself is always read.
pub fn find_selected(inputs: &[PathBuf], selection: &Selection) -> Inputs {
    let mut found = Inputs::default();
    for input in inputs {
        if input.as_os_str() == STANDARD_INPUT {
            found.files.push((input.clone(), "stdin".to_owned()));
            continue;
        }
        match std::fs::metadata(input) {
            Ok(about) if about.is_dir() => walk::folder(input, selection, &mut found),
            Ok(about) if about.is_file() => found.add(input.clone()),
            Ok(about) => found.problem(input, Code::UnreadableInput, walk::no_file(about.file_type())),
            Err(wrong) if wrong.kind() == ErrorKind::NotFound => match Pattern::of(input) {
                Some(pattern) => walk::pattern(input, &pattern, selection, &mut found),
                None => found.problem(input, Code::MissingInput, "there is no such file or folder"),
            },
            Err(wrong) => found.problem(input, Code::UnreadableInput, wrong.to_string()),
        }
    }
    found.files.sort_by(|a, b| a.1.cmp(&b.1));
    found.files.dedup_by(|a, b| a.1 == b.1);
    found.problems.sort_by(|a, b| a.source_path.cmp(&b.source_path));
    found.problems.dedup();
    found
}

/// A path as the tables show it: with `/`, without a leading `./`, and no two names alike ([`shown::name`]).
pub fn shown(path: &Path) -> String {
    let shown = if cfg!(windows) {
        shown::name(path.to_string_lossy().replace('\\', "/").as_bytes())
    } else {
        shown::name(path.as_os_str().as_encoded_bytes())
    };
    shown.strip_prefix("./").unwrap_or(&shown).to_owned()
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
