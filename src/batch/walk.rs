//! Folders, entry by entry: every entry becomes a file to read, a problem, or a counted kind of what was passed over.

use std::collections::BTreeSet;
use std::fs::{DirEntry, FileType};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::Gitignore;

use super::inputs::{IGNORE_FILE, Inputs, shown};
use super::lock;
use super::select::{Pattern, Selection};
use crate::error::Code;
use crate::ingest::junk;

/// All files of a folder.
pub(super) fn folder(root: &Path, selection: &Selection, found: &mut Inputs) {
    let mut walk = Walk::new(root, None, selection, found);
    walk.enter(root, Path::new(""), &mut Vec::new(), 1, true);
    if walk.entries == 0 {
        found.problem(root, Code::EmptyInput, "no files in the folder");
    }
}

/// All files that a pattern means.
pub(super) fn pattern(input: &Path, pattern: &Pattern, selection: &Selection, found: &mut Inputs) {
    let mut walk = Walk::new(&pattern.base, Some(pattern), selection, found);
    if pattern.base.is_dir() {
        walk.enter(&pattern.base, Path::new(""), &mut Vec::new(), 1, false);
    }
    if walk.entries == 0 {
        found.problem(input, Code::MissingInput, "there is no such file, and none that this pattern means");
    }
}

/// What an entry is that is neither a file nor a folder.
pub(super) fn no_file(kind: FileType) -> String {
    #[cfg(unix)]
    let name = {
        use std::os::unix::fs::FileTypeExt;
        match () {
            () if kind.is_fifo() => "a named pipe",
            () if kind.is_socket() => "a socket",
            () if kind.is_char_device() || kind.is_block_device() => "a device",
            () => "neither a file nor a folder",
        }
    };
    #[cfg(not(unix))]
    let name = if kind.is_symlink() { "a link" } else { "neither a file nor a folder" };
    format!("{name}; only files are opened")
}

struct Walk<'a> {
    pattern: Option<&'a Pattern>,
    selection: &'a Selection,
    found: &'a mut Inputs,
    /// The folder without links on its path, to tell which links lead out of it.
    real_root: PathBuf,
    /// Folders entered through links, without links on their paths: no loop is run twice.
    entered: BTreeSet<PathBuf>,
    entries: usize,
}

impl<'a> Walk<'a> {
    fn new(
        root: &Path,
        pattern: Option<&'a Pattern>,
        selection: &'a Selection,
        found: &'a mut Inputs,
    ) -> Self {
        let real_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        Self { pattern, selection, found, real_root, entered: BTreeSet::new(), entries: 0 }
    }

    /// Goes through a folder. `below` is its path below the root, `rules` are the ignore files above it, `whole` says
    /// that the pattern means all of it.
    fn enter(&mut self, at: &Path, below: &Path, rules: &mut Vec<Gitignore>, depth: usize, whole: bool) {
        let entries = match std::fs::read_dir(at) {
            Ok(entries) => entries,
            Err(wrong) => {
                self.entries += 1;
                return self.found.problem(at, Code::UnreadableInput, wrong.to_string());
            }
        };
        let outer = rules.len();
        rules.extend(self.ignore_file(at));
        let mut sorted: Vec<DirEntry> = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => sorted.push(entry),
                Err(wrong) => self.found.problem(at, Code::UnreadableInput, wrong.to_string()),
            }
        }
        sorted.sort_by_key(DirEntry::file_name);
        for entry in sorted {
            let (path, below) = (entry.path(), below.join(entry.file_name()));
            let meant = whole || self.pattern.is_none_or(|pattern| pattern.means(&below));
            let within = self.pattern.is_none_or(|pattern| depth < pattern.depth);
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && (meant || within) => {
                    self.folder(&path, &below, rules, depth, meant);
                }
                Ok(kind) if meant => self.entry(&path, &below, kind, rules, depth),
                Ok(_) => {}
                Err(wrong) => self.found.problem(&path, Code::UnreadableInput, wrong.to_string()),
            }
        }
        rules.truncate(outer);
    }

    fn ignore_file(&mut self, at: &Path) -> Option<Gitignore> {
        let path = at.join(IGNORE_FILE);
        if !path.is_file() {
            return None;
        }
        let (rules, wrong) = Gitignore::new(&path);
        if let Some(wrong) = wrong {
            self.found.problem(&path, Code::UnreadableInput, wrong.to_string());
        }
        Some(rules)
    }

    fn folder(&mut self, at: &Path, below: &Path, rules: &mut Vec<Gitignore>, depth: usize, whole: bool) {
        let name = below.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let passed_over = if is_ignored(at, true, rules) {
            Some("ignored")
        } else if junk::is_folder(&name) {
            Some("hidden and system folders")
        } else if at.join(lock::NAME).is_file() {
            Some("folders of reports")
        } else {
            self.selection.refuses(below, true)
        };
        match passed_over {
            Some(kind) => {
                self.entries += 1;
                self.found.skip(kind);
            }
            None => self.enter(at, below, rules, depth + 1, whole),
        }
    }

    /// An entry that is no folder.
    fn entry(&mut self, at: &Path, below: &Path, kind: FileType, rules: &mut Vec<Gitignore>, depth: usize) {
        if at.ends_with(IGNORE_FILE) {
            return;
        }
        self.entries += 1;
        if is_ignored(at, false, rules) {
            self.found.skip("ignored");
        } else if let Some(why) = self.selection.refuses(below, false) {
            self.found.skip(why);
        } else if kind.is_symlink() {
            self.link(at, below, rules, depth);
        } else if kind.is_file() {
            self.file(at);
        } else {
            self.found.problem(at, Code::UnreadableInput, no_file(kind));
        }
    }

    fn file(&mut self, at: &Path) {
        let size = at.metadata().map_or(1, |about| about.len());
        let name = at.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        match junk::kind(&name, size) {
            Some(kind) => self.found.skip(kind),
            None => self.found.add(at.to_owned()),
        }
    }

    /// What a link inside the folder points to is met under its own name, and would count twice.
    fn link(&mut self, at: &Path, below: &Path, rules: &mut Vec<Gitignore>, depth: usize) {
        let target = match at.canonicalize() {
            Ok(target) => target,
            Err(wrong) if wrong.kind() == ErrorKind::NotFound => {
                return self.found.problem(at, Code::MissingInput, "a link that leads nowhere");
            }
            Err(wrong) => return self.found.problem(at, Code::UnreadableInput, wrong.to_string()),
        };
        if target.starts_with(&self.real_root) {
            return self.found.skip("links within the folder");
        }
        if !self.selection.follow_links {
            let message = format!("a link that leads out of the folder, to {}", shown(&target));
            return self.found.problem(at, Code::LinkLeftOut, message);
        }
        match at.metadata() {
            Ok(about) if about.is_file() => self.file(at),
            Ok(about) if !about.is_dir() => {
                self.found.problem(at, Code::UnreadableInput, no_file(about.file_type()));
            }
            Ok(_) if self.real_root.starts_with(&target) || !self.entered.insert(target) => {
                self.found.skip("links in a circle");
            }
            Ok(_) => self.folder(at, below, rules, depth, true),
            Err(wrong) => self.found.problem(at, Code::UnreadableInput, wrong.to_string()),
        }
    }
}

/// Does the innermost ignore file that speaks of an entry say that it is passed over?
fn is_ignored(at: &Path, is_folder: bool, rules: &[Gitignore]) -> bool {
    let verdicts = rules.iter().rev().map(|rules| rules.matched(at, is_folder));
    verdicts
        .into_iter()
        .find(|verdict| !verdict.is_none())
        .is_some_and(|verdict| matches!(verdict, Match::Ignore(_)))
}
