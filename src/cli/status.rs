//! `rejoinder status`: what the store holds, and what a run would do.

use std::collections::HashSet;
use std::fmt::Write;
use std::path::Path;

use clap::Args;
use indicatif::HumanBytes;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::sources::{Home, Sources};
use super::{Outcome, print};
use crate::batch::inputs::sha256;
use crate::error::Error;
use crate::store::fingerprint::fingerprint;
use crate::store::{Store, Told};

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
    /// The same as JSON, for scripts
    #[arg(long)]
    json: bool,
}

/// Runs the subcommand. Nothing is changed.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let sources = &arguments.sources;
    sources.start();
    let reading = sources.reading.reading()?;
    let resources = sources.resources()?;
    let inputs = sources.find()?;
    let at = arguments.home.store();
    let (store, told) = Store::look(&at, &fingerprint(&resources, &reading.options));
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
    let gone = store.paths().into_iter().filter(|path| !there.contains(path)).map(|path| (Kind::Gone, path));
    let named = kinds.into_iter().zip(&inputs.files).map(|(kind, (_, shown))| (kind, shown.as_str()));
    let state = State { at: &at, store: &store, told, files: named.chain(gone).collect() };
    print(&if arguments.json {
        format!("{:#}\n", state.json(arguments.files))
    } else {
        state.text(arguments.files)
    });
    Ok(Outcome::Fine)
}

/// How the files stand to the store.
struct State<'a> {
    at: &'a Path,
    store: &'a Store,
    told: Told,
    files: Vec<(Kind, &'a str)>,
}

impl State<'_> {
    fn count(&self, kind: Kind) -> usize {
        self.files.iter().filter(|(other, _)| *other == kind).count()
    }

    /// The files that a run would read or drop.
    fn moved(&self) -> impl Iterator<Item = &(Kind, &str)> {
        self.files.iter().filter(|(kind, _)| *kind != Kind::Same)
    }

    fn bytes(&self) -> u64 {
        self.store.manifest().segments.iter().flat_map(|named| &named.files).map(|file| file.bytes).sum()
    }

    fn text(&self, with_files: bool) -> String {
        let mut text = format!("Store: {}\n", self.at.display());
        self.told.iter().for_each(|told| text.push_str(&format!("  {told}\n")));
        text.push_str(&self.holds());
        let _ = writeln!(
            text,
            "A run would read {} new and {} changed files, use {} again, and drop {} that are gone (--keep-missing keeps them).",
            self.count(Kind::New),
            self.count(Kind::Changed),
            self.count(Kind::Same),
            self.count(Kind::Gone)
        );
        for (kind, path) in self.moved().filter(|_| with_files) {
            let _ = writeln!(text, "  {:7} {path}", kind.name());
        }
        text
    }

    fn holds(&self) -> String {
        let manifest = self.store.manifest();
        if manifest.segments.is_empty() {
            return "It holds nothing that this program can use.\n".to_owned();
        }
        format!(
            "It holds {} files with {} documents, in {} parts of {} together; {} runs have finished.\n",
            self.store.paths().len(),
            self.store.documents(),
            manifest.segments.len(),
            HumanBytes(self.bytes()),
            manifest.finished,
        )
    }

    fn json(&self, with_files: bool) -> Value {
        let manifest = self.store.manifest();
        let file = |(kind, path): &(Kind, &str)| json!({ "state": kind.name(), "path": path });
        let mut state = json!({
            "store": self.at.display().to_string(),
            "told": self.told,
            "files": self.store.paths().len(),
            "documents": self.store.documents(),
            "parts": manifest.segments.len(),
            "bytes": self.bytes(),
            "runs": manifest.finished,
            "new": self.count(Kind::New),
            "changed": self.count(Kind::Changed),
            "same": self.count(Kind::Same),
            "gone": self.count(Kind::Gone),
        });
        if with_files {
            state["moved"] = self.moved().map(file).collect();
        }
        state
    }
}

/// How a file stands to the store.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    New,
    Changed,
    Same,
    Gone,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Gone => "gone",
        }
    }
}
