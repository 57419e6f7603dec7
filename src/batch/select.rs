//! Which files of a folder are meant: patterns of what to read and of what to leave out.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::error::Error;

/// Which files of folders are read.
#[derive(Debug, Default)]
pub struct Selection {
    include: Option<Gitignore>,
    exclude: Option<Gitignore>,
    /// Are links followed that lead out of the folder?
    pub follow_links: bool,
}

impl Selection {
    /// Patterns in the syntax of `.gitignore`: only files that one of `include` means (all, if there is none), and no
    /// file that one of `exclude` means.
    pub fn new(include: &[String], exclude: &[String], follow_links: bool) -> Result<Self, Error> {
        Ok(Self { include: rules(include)?, exclude: rules(exclude)?, follow_links })
    }

    /// Why a file or folder, by its path below the input, is not read.
    pub(super) fn refuses(&self, below: &Path, is_folder: bool) -> Option<&'static str> {
        let means = |rules: &Gitignore| rules.matched_path_or_any_parents(below, is_folder).is_ignore();
        if self.exclude.as_ref().is_some_and(means) {
            return Some("excluded");
        }
        let left_out = !is_folder && self.include.as_ref().is_some_and(|rules| !means(rules));
        left_out.then_some("not included")
    }
}

fn rules(patterns: &[String]) -> Result<Option<Gitignore>, Error> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let mut builder = GitignoreBuilder::new("");
    let unusable =
        |pattern: &str, wrong: ignore::Error| Error::Usage(format!("the pattern {pattern:?}: {wrong}"));
    for pattern in patterns {
        builder.add_line(None, pattern).map_err(|wrong| unusable(pattern, wrong))?;
    }
    builder.build().map(Some).map_err(|wrong| unusable(&patterns.join(" "), wrong))
}

/// An input with wildcards that the shell has not expanded.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The folder that all files it means lie in.
    pub(super) base: PathBuf,
    matcher: GlobMatcher,
    /// So many folders deep it reaches; without a limit where it holds `**`.
    pub(super) depth: usize,
}

impl Pattern {
    /// The pattern in a path that names nothing that is there, if it holds wildcards and is a pattern.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let is_wild = |part: &Component| {
            part.as_os_str().to_str().is_some_and(|part| part.contains(['*', '?', '[', '{']))
        };
        let parts: Vec<Component> = path.components().collect();
        let first = parts.iter().position(is_wild)?;
        let base: PathBuf = parts[..first].iter().collect();
        let wild: PathBuf = parts[first..].iter().collect();
        let matcher =
            GlobBuilder::new(wild.to_str()?).literal_separator(true).build().ok()?.compile_matcher();
        let unlimited = wild.components().any(|part| part.as_os_str() == "**");
        let depth = if unlimited { usize::MAX } else { parts.len() - first };
        let base = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
        Some(Self { base, matcher, depth })
    }

    /// Does it mean the file or folder of that path below its base?
    pub(super) fn means(&self, below: &Path) -> bool {
        self.matcher.is_match(below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_and_selections() {
        let pattern = Pattern::of(Path::new("days/2021/*.{txt,md}")).unwrap();
        assert_eq!((pattern.base.to_str(), pattern.depth), (Some("days/2021"), 1));
        assert!(pattern.means(Path::new("a.md")) && !pattern.means(Path::new("b/a.md")));
        assert!(Pattern::of(Path::new("days/2021")).is_none());
        let selection = Selection::new(&["*.txt".into()], &["drafts/".into()], false).unwrap();
        assert_eq!(selection.refuses(Path::new("a/b.txt"), false), None);
        assert_eq!(selection.refuses(Path::new("a/b.md"), false), Some("not included"));
        assert_eq!(selection.refuses(Path::new("a/drafts"), true), Some("excluded"));
        assert!(Selection::new(&["[z-a]".into()], &[], false).is_err());
    }
}
