//! `rejoinder lexicon expand` and `diff`: what words do on texts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;

use super::super::{Outcome, print, usual_reading};
use crate::analysis::analyze;
use crate::batch::{self, inputs};
use crate::document::Document;
use crate::error::Error;
use crate::lexicon::{borrowed, folder, normal};
use crate::resources::Resources;

/// The documents at some paths; what cannot be read is told on the terminal.
pub(super) fn documents(paths: &[PathBuf]) -> Result<Vec<Document>, Error> {
    let (documents, problems) = batch::documents(&inputs::find(paths), &usual_reading());
    for problem in &problems {
        print(&format!("{}: {}\n", problem.source_path, problem.message));
    }
    if documents.is_empty() {
        let shown: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Error::Usage(format!("no transcripts at {}; name files or folders", shown.join(", "))));
    }
    Ok(documents)
}

/// A pattern and the texts to try it on.
#[derive(Debug, Args)]
pub struct Expand {
    /// A pattern of the word lists, e.g. "fabricat*" or "(deny|reject) ~3 accusation*"
    #[arg(value_name = "PATTERN")]
    pattern: String,
    /// Transcripts: files or folders
    #[arg(long, value_name = "PATH", required = true)]
    on: Vec<PathBuf>,
}

/// Prints every form that the pattern catches, the most frequent first.
pub(super) fn expand(arguments: &Expand) -> Result<Outcome, Error> {
    let mut lexicons = folder::built_in()?;
    lexicons.retain(|lexicon| lexicon.header.kind != crate::lexicon::Kind::Acts);
    lexicons.push(borrowed::of_pattern(&arguments.pattern));
    let resources = Resources::new(lexicons)?;
    let documents = documents(&arguments.on)?;
    let forms = |document: &Document| -> Vec<String> {
        let analysis = analyze(document, &resources);
        let words = |hit: &crate::tag::Hit| one_line(hit.span.slice(&document.text)).to_lowercase();
        analysis.hits.iter().map(words).collect()
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for form in documents.par_iter().flat_map_iter(forms).collect::<Vec<_>>() {
        *counts.entry(form).or_default() += 1;
    }
    let mut sorted: Vec<(&String, &usize)> = counts.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    for (form, count) in &sorted {
        print(&format!("{count:>6}  {form}\n"));
    }
    let all: usize = counts.values().sum();
    print(&format!("{all} hits, {} forms, {} documents\n", sorted.len(), documents.len()));
    Ok(Outcome::Fine)
}

/// Two versions and the texts to compare them on.
#[derive(Debug, Args)]
pub struct Diff {
    /// A lexicon, a folder of lexicons, or the word built-in
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The other version
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Transcripts: files or folders
    #[arg(long, value_name = "PATH", required = true)]
    on: Vec<PathBuf>,
}

/// Prints the hits gained (+), lost (-) and changed (~).
pub(super) fn diff(arguments: &Diff) -> Result<Outcome, Error> {
    let documents = documents(&arguments.on)?;
    let [old, new] = [&arguments.old, &arguments.new].map(|path| version(path.as_path()));
    let (old, new) = (hits(&documents, &old?), hits(&documents, &new?));
    let places: BTreeSet<&Place> = old.keys().chain(new.keys()).collect();
    let (mut gained, mut lost, mut changed) = (0, 0, 0);
    for place in places {
        let line = match (old.get(place), new.get(place)) {
            (None, Some(now)) => {
                gained += 1;
                format!("+ {} {now}", place.0)
            }
            (Some(then), None) => {
                lost += 1;
                format!("- {} {then}", place.0)
            }
            (Some(then), Some(now)) if then != now => {
                changed += 1;
                format!("~ {} {then}  →  {now}", place.0)
            }
            _ => continue,
        };
        print(&format!("{line}\n"));
    }
    print(&format!(
        "{gained} gained, {lost} lost, {changed} changed; {} before, {} now\n",
        old.len(),
        new.len()
    ));
    Ok(Outcome::Fine)
}

fn version(path: &Path) -> Result<Resources, Error> {
    let mut lexicons = folder::built_in()?;
    if path.as_os_str() != "built-in" {
        lexicons.extend(folder::from_disk(path)?);
    }
    Resources::new(lexicons)
}

/// Document, first byte, category: where a hit stands.
type Place = (String, usize, String);

fn hits(documents: &[Document], resources: &Resources) -> BTreeMap<Place, String> {
    let of = |document: &Document| -> Vec<(Place, String)> {
        let analysis = analyze(document, resources);
        let told = |hit: &crate::tag::Hit| {
            let category = resources.category(hit.entry).id.clone();
            let words = one_line(hit.span.slice(&document.text));
            let counts = if hit.counts { "" } else { ", does not count" };
            let shown = format!("{category}:{} {} “{words}”{counts}", hit.intensity, hit.status.name());
            ((document.id.clone(), hit.span.start, category), shown)
        };
        analysis.hits.iter().map(told).collect()
    };
    documents.par_iter().flat_map_iter(of).collect()
}

fn one_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    normal::spelling(&words.join(" ")).into_owned()
}
