//! `rejoinder run`: transcripts in, tables out.

use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::{Map, Value};

use super::form::Form;
use super::made::{Making, Words};
use super::progress::Progress;
use super::signals::Signals;
use super::sources::{Home, Sources};
use super::{Outcome, say};
use crate::batch::gather::{Gathered, Gathering};
use crate::batch::inputs::Inputs;
use crate::batch::noted::Noted;
use crate::batch::reading::Reading;
use crate::batch::{lock, reports};
use crate::error::Error;
use crate::report::run::seconds;
use crate::report::{holds_everything, stage};
use crate::resources::Resources;
use crate::store::Store;
use crate::store::fingerprint::fingerprint;

/// What the subcommand is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    home: Home,
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    form: Form,
    /// Files that are gone still count, as they were when they were last read
    #[arg(long, help_heading = "From run to run")]
    keep_missing: bool,
    /// Report only the files that are new or changed since the last run that finished
    #[arg(long, help_heading = "From run to run")]
    since_last: bool,
    /// Use nothing of what earlier runs have kept
    #[arg(long, help_heading = "From run to run")]
    fresh: bool,
    /// Memory in MiB that the rows of texts in work may take, roughly
    #[arg(long, value_name = "MIB", default_value = "100", value_parser = clap::value_parser!(u32).range(50..), help_heading = "Limits")]
    memory: u32,
    #[command(flatten)]
    words: Words,
}

/// The rows of a text take about so many times its bytes, and there are several such heaps: in work, waiting for their
/// segment, on their way into the reports.
const HEAPS: u64 = 50;

/// What is said of reports of what is new.
pub(super) const SINCE_LAST: &str = "files that were new or changed since the run before";

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let started = Instant::now();
    let sources = &arguments.sources;
    let home = &arguments.home;
    sources.start();
    // Who comes second is told at once, before folders are walked and word lists are read.
    let held = lock::take_again(&home.out)?;
    let (reading, inputs, resources) = (sources.reading.reading()?, sources.find()?, sources.resources()?);
    if inputs.files.is_empty() && !arguments.fresh && !arguments.keep_missing && holds_everything(&home.out) {
        return Err(nothing_to_read(&inputs, &home.out));
    }
    let at = home.store();
    let _lock = held.map_or_else(|| lock::take(&home.out), Ok)?;
    // Another run may keep its results here and write its reports elsewhere.
    let _store_lock = lock::take(&at)?;
    let run = Run {
        arguments,
        reading: &reading,
        inputs: &inputs,
        resources: &resources,
        signals: Signals::listen(),
    };
    let mut store = run.open(&at)?;
    let start = started.elapsed();
    let (gathered, read) = timed(|| run.gather(&mut store));
    let gathered = gathered?;
    if gathered.stopped {
        let (done, all) = (gathered.inputs.len(), inputs.files.len());
        say(&format!(
            "rejoinder: stopped after {done} of {all} files; what was read is kept, run again to go on"
        ));
        return Ok(Outcome::Stopped(run.signals.number()));
    }
    let mut timing = Map::new();
    timing.insert("start".to_owned(), seconds(start));
    timing.insert("read and analyse".to_owned(), seconds(read));
    timing.insert("files read".to_owned(), gathered.counts.fresh.into());
    timing.insert("files known".to_owned(), gathered.counts.known.into());
    run.report(&mut store, &gathered, timing)
}

/// A slip in a path must not cost the reports that are there.
fn nothing_to_read(inputs: &Inputs, out: &Path) -> Error {
    let told: Vec<String> = inputs.problems.iter().map(|problem| format!("  {problem}\n")).collect();
    Error::Usage(format!(
        "there is nothing to read:\n{}the reports in {} stay as they are; if all texts are really gone, run with --fresh",
        told.concat(),
        out.display()
    ))
}

/// A run.
struct Run<'a> {
    arguments: &'a Arguments,
    reading: &'a Reading,
    inputs: &'a Inputs,
    resources: &'a Resources,
    signals: Signals,
}

impl Run<'_> {
    /// Texts of so many bytes make a segment.
    fn segment(&self) -> u64 {
        u64::from(self.arguments.memory) * 1024 * 1024 / HEAPS
    }

    /// Finishes what an earlier run may have left, and opens the store.
    fn open(&self, at: &Path) -> Result<Store, Error> {
        stage::recover(&self.arguments.home.out)?;
        let (mut store, told) = Store::open(at, &fingerprint(self.resources, &self.reading.options))?;
        told.iter().for_each(|told| say(&format!("rejoinder: {told}")));
        if self.arguments.fresh {
            store.forget();
        }
        store.segments_of(self.segment());
        Ok(store)
    }

    fn gather(&self, store: &mut Store) -> Result<Gathered, Error> {
        let progress = Progress::new(self.arguments.words.quiet);
        let gathering = Gathering {
            inputs: self.inputs,
            reading: self.reading,
            resources: self.resources,
            keep_missing: self.arguments.keep_missing,
            in_flight: self.segment() / 2,
            tell: &|step| progress.hear(step),
            stop: self.signals.stop(),
        };
        let gathered = gathering.gather(store)?;
        store.flush()?;
        progress.next("all files are read; the reports are written");
        Ok(gathered)
    }

    fn report(
        &self,
        store: &mut Store,
        gathered: &Gathered,
        timing: Map<String, Value>,
    ) -> Result<Outcome, Error> {
        let Arguments { home, sources, since_last, words, .. } = self.arguments;
        let form = self.arguments.form.over(reports::Form::default());
        let configuration = sources.told(self.inputs, self.reading);
        let (run, skipped) = (store.run(), &self.inputs.skipped);
        let is_new = |path: &str| store.read_by(path).is_none_or(|by| by == run);
        let making = Making {
            store,
            resources: self.resources,
            gathered,
            wanted: since_last.then(|| gathered.of_files(is_new)),
            folder: &home.out,
            form: &form,
            configuration: configuration.clone(),
            skipped,
            selection: since_last.then(|| SINCE_LAST.to_owned()).into_iter().collect(),
            timing,
            stop: self.signals.stop(),
        };
        let Some(made) = making.make()? else {
            say("rejoinder: stopped; what was read is kept, run again to go on");
            return Ok(Outcome::Stopped(self.signals.number()));
        };
        let told = (sources.words(), self.reading.options.clone(), form);
        let noted = Noted::new(told, (&configuration, skipped), gathered, store).packed();
        let paths: HashSet<&str> = gathered.inputs.iter().map(|input| input.path.as_str()).collect();
        store.finish(&paths, &sources.named(), &noted)?;
        Ok(made.told(self.resources, words))
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    (work(), started.elapsed())
}
