//! `rejoinder status`: what the store holds, and what a run would do.

use std::collections::HashSet;
use std::fmt::Write;

use clap::Args;
use indicatif::HumanBytes;
use rayon::prelude::*;

use super::sources::{Home, Sources};
use super::{Outcome, print};
use crate::batch::inputs::sha256;
use crate::error::Error;
use crate::store::Store;
use crate::store::fingerprint::fingerprint;

/// What the subcommand is told: the same as a run.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    home: Home,
    #[command(flatten)]
    sources: Sources,
    /// Name every file that would be read or dropped
    #[arg(long)]
    files: bool,
}

/// Runs the subcommand. Nothing is changed.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let sources = &arguments.sources;
    sources.start();
    let reading = sources.reading.reading()?;
    let resources = sources.resources()?;
    let inputs = sources.find()?;
    let (store, told) = Store::look(&arguments.home.store(), &fingerprint(&resources, &reading.options));
    let mut text = format!("Store: {}\n", arguments.home.store().display());
    told.iter().for_each(|told| text.push_str(&format!("  {told}\n")));
    text.push_str(&holds(&store));
    let most = reading.limits.largest_text;
    let kinds: Vec<Kind> = inputs
        .files
        .par_iter()
        .map(|(path, shown)| match (store.file(shown), std::fs::read(path)) {
            (None, _) => Kind::New,
            (Some(file), Ok(bytes)) if file.sha256 == sha256(&bytes) && file.fits(most) => Kind::Same,
            (Some(_), _) => Kind::Changed,
        })
        .collect();
    let there: HashSet<&str> = inputs.files.iter().map(|(_, shown)| shown.as_str()).collect();
    let gone: Vec<&str> = store.paths().into_iter().filter(|path| !there.contains(path)).collect();
    let count = |kind: Kind| kinds.iter().filter(|other| **other == kind).count();
    let _ = writeln!(
        text,
        "A run would read {} new and {} changed files, use {} again, and drop {} that are gone (--keep-missing keeps them).",
        count(Kind::New),
        count(Kind::Changed),
        count(Kind::Same),
        gone.len()
    );
    if arguments.files {
        for ((_, shown), kind) in inputs.files.iter().zip(&kinds).filter(|(_, kind)| **kind != Kind::Same) {
            let _ = writeln!(text, "  {} {shown}", kind.name());
        }
        gone.iter().for_each(|path| text.push_str(&format!("  gone    {path}\n")));
    }
    print(&text);
    Ok(Outcome::Fine)
}

fn holds(store: &Store) -> String {
    let segments = &store.manifest().segments;
    if segments.is_empty() {
        return "It holds nothing that this program can use.\n".to_owned();
    }
    let bytes: u64 = segments.iter().flat_map(|named| &named.files).map(|file| file.bytes).sum();
    format!(
        "It holds {} files with {} documents, in {} parts of {} together; {} runs have finished.\n",
        store.paths().len(),
        store.documents(),
        segments.len(),
        HumanBytes(bytes),
        store.manifest().finished,
    )
}

/// How a file stands to the store.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    New,
    Changed,
    Same,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::New => "new    ",
            Self::Changed => "changed",
            Self::Same => "same   ",
        }
    }
}
