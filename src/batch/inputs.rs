//! Which files: those named, and in folders all of a known format, in the order of their paths.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use sha2::{Digest, Sha256};

use crate::error::{Code, Error, Problem};
use crate::ingest::decode;
use crate::ingest::format::{self, Format, has_no_ending};
use crate::ingest::overrides::Overrides;
use crate::lexicon::read::hex;

/// A file that names what to pass over, in the syntax of `.gitignore`.
pub const IGNORE_FILE: &str = ".rejoinderignore";

/// The files of a run.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Where they are, and how they are called in the tables; in the order of the latter, each once.
    pub files: Vec<(PathBuf, String)>,
    /// What was named and is not there, or is of no known format.
    pub problems: Vec<Problem>,
    /// Files passed over in folders: hidden, junk, or ignored by rule.
    pub skipped: usize,
    /// What a table of metadata says of the texts.
    pub metadata: Overrides,
    /// SHA-256 of that table.
    pub metadata_sha256: Option<String>,
}

impl Inputs {
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
    let mut found = Inputs::default();
    for input in inputs {
        if input.is_dir() {
            walk(input, &mut found);
        } else if input.exists() {
            found.files.push((input.clone(), shown(input)));
        } else {
            found.problems.push(
                Problem::new(Code::MissingInput, "there is no such file or folder").in_file(&shown(input)),
            );
        }
    }
    found.files.sort_by(|a, b| a.1.cmp(&b.1));
    found.files.dedup_by(|a, b| a.1 == b.1);
    found.problems.sort_by(|a, b| a.source_path.cmp(&b.source_path));
    found
}

fn walk(folder: &Path, found: &mut Inputs) {
    let mut walker = WalkBuilder::new(folder);
    walker.standard_filters(false).add_custom_ignore_filename(IGNORE_FILE).sort_by_file_path(Path::cmp);
    let mut all = 0;
    for entry in walker.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                all += 1;
                let path = entry.into_path();
                if path.ends_with(IGNORE_FILE) {
                    continue;
                }
                if is_junk(&path) {
                    found.skipped += 1;
                } else if Format::of(&shown(&path)).is_none() && !has_no_ending(name(&shown(&path))) {
                    found.problems.push(format::unknown(&shown(&path)).in_file(&shown(&path)));
                } else {
                    found.files.push((path.clone(), shown(&path)));
                }
            }
            Ok(_) => {}
            Err(wrong) => {
                let problem = Problem::new(Code::UnreadableInput, wrong.to_string());
                found.problems.push(problem.in_file(&shown(folder)));
            }
        }
    }
    if all == 0 {
        found.problems.push(Problem::new(Code::EmptyInput, "no files in the folder").in_file(&shown(folder)));
    }
}

/// Hidden files, resource forks and lock files of office programs.
fn is_junk(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with('.') || name.starts_with("~$") || name.eq_ignore_ascii_case("thumbs.db")
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A path as the tables show it: with `/`, and without a leading `./`.
pub fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    shown.strip_prefix("./").unwrap_or(&shown).to_owned()
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
