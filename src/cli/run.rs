//! `rejoinder run`: transcripts in, tables out.

use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

use clap::Args;

use super::progress::Progress;
use super::signals::Signals;
use super::sources::{Home, Sources};
use super::summary::Summary;
use super::{Outcome, print, say};
use crate::batch::gather::{Gathered, Gathering};
use crate::batch::inputs::Inputs;
use crate::batch::reading::Reading;
use crate::batch::{lock, reports};
use crate::error::Error;
use crate::measure::period::{self, Month};
use crate::report::csv::Profile;
use crate::report::run::Run as Record;
use crate::report::{self, stage};
use crate::resources::Resources;
use crate::store::Store;
use crate::store::fingerprint::fingerprint;
use crate::store::rows::Wanted;
use crate::table::Tables;

/// What the subcommand is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    home: Home,
    #[command(flatten)]
    sources: Sources,
    /// How the tables are written
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', default_value = "csv,parquet,xlsx,html", value_parser = format)]
    formats: Vec<report::Format>,
    /// For whom CSV files are written: plain (programs), excel, excel-eu (where numbers have a comma)
    #[arg(long, value_name = "PROFILE", default_value = "plain", value_parser = profile)]
    csv: Profile,
    /// Compare before and from this month on, in the table `changes`: 2019-07 (several with commas)
    #[arg(long, value_name = "MONTHS", value_delimiter = ',', value_parser = month)]
    compare_at: Vec<Month>,
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
    /// Size in MB that rejoinder.html may take; then the oldest texts give way, and the page says so
    #[arg(long, value_name = "MB", default_value = "25", help_heading = "Limits")]
    largest_page: f64,
    /// No progress and no summary
    #[arg(long, short)]
    quiet: bool,
}

/// The rows of a text take about so many times its bytes, and there are several such heaps: in work, waiting for their
/// segment, on their way into the reports.
const HEAPS: u64 = 50;

fn format(name: &str) -> Result<report::Format, String> {
    let found = report::Format::ALL.into_iter().find(|format| format.name() == name);
    found.ok_or_else(|| {
        format!("{name:?} is no format; expected some of csv, tsv, jsonl, parquet, xlsx, html")
    })
}

fn profile(name: &str) -> Result<Profile, String> {
    let found = Profile::NAMED.into_iter().find(|profile| profile.name() == name);
    found.ok_or_else(|| format!("{name:?} is no profile; expected plain, excel or excel-eu"))
}

fn month(written: &str) -> Result<Month, String> {
    period::parse(written)
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let started = Instant::now();
    let sources = &arguments.sources;
    let home = &arguments.home;
    sources.start();
    // Who comes second is told at once, before folders are walked and word lists are read.
    let held = lock::take_again(&home.out)?;
    let (reading, inputs, resources) = (sources.reading.reading()?, sources.find()?, sources.resources()?);
    let at = home.store();
    let _lock = held.map_or_else(|| lock::take(&home.out), Ok)?;
    let _store_lock = if at.starts_with(&home.out) { None } else { Some(lock::take(&at)?) };
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
    let times = [("start", start), ("read and analyse", read)];
    run.report(&mut store, gathered, &times)
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
        let progress = Progress::new(self.arguments.quiet);
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
        gathered: Gathered,
        times: &[(&str, Duration)],
    ) -> Result<Outcome, Error> {
        let reported = Instant::now();
        let Arguments { home, sources, formats, .. } = self.arguments;
        let mut summary = Summary::default();
        let some = self.arguments.since_last.then(|| since_last(&gathered, store));
        let all = &gathered.wanted;
        let wanted = some.as_ref().unwrap_or(all);
        let hear = &mut |tables: &Tables| summary.add(tables);
        let stop = self.signals.stop();
        let mut compare_at = self.arguments.compare_at.clone();
        compare_at.sort_unstable();
        compare_at.dedup();
        let asked = reports::Asked {
            folder: &home.out,
            formats,
            largest_page: (self.arguments.largest_page * 1e6) as usize,
            csv: self.arguments.csv,
            compare_at: &compare_at,
        };
        let Some(reports) = reports::write(store, self.resources, all, wanted, asked, stop, hear)? else {
            say("rejoinder: stopped; what was read is kept, run again to go on");
            return Ok(Outcome::Stopped(self.signals.number()));
        };
        let skipped = self.inputs.skipped.clone();
        let mut told = sources.told(self.inputs, self.reading);
        if !compare_at.is_empty() {
            let months: Vec<String> = compare_at.iter().map(|month| period::named(*month)).collect();
            told["compare_at"] = months.into();
        }
        let mut record = Record::new(self.resources, reports.heights(), gathered.inputs, skipped, told);
        times.iter().for_each(|(stage, time)| record.took(stage, *time));
        record.took("report", reported.elapsed());
        record.timing.insert("files read".to_owned(), gathered.counts.fresh.into());
        record.timing.insert("files known".to_owned(), gathered.counts.known.into());
        let written = reports.publish(&record)?;
        let paths: HashSet<&str> = record.inputs.iter().map(|input| input.path.as_str()).collect();
        store.finish(&paths, &sources.named())?;
        if !self.arguments.quiet {
            print(&summary.text(self.resources, &written, &self.inputs.skipped));
        }
        Ok(if summary.has_failures() { Outcome::SomeFailed } else { Outcome::Fine })
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    (work(), started.elapsed())
}

/// What stands in the reports of files that the last finished run did not know.
fn since_last(gathered: &Gathered, store: &Store) -> Vec<Wanted> {
    let is_new =
        |input: usize| store.read_by(&gathered.inputs[input].path).is_none_or(|run| run == store.run());
    let wanted = gathered.wanted.iter().zip(&gathered.of);
    wanted.filter(|(_, of)| of.is_none_or(is_new)).map(|(wanted, _)| wanted.clone()).collect()
}
