//! `rejoinder run`: transcripts in, tables out.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Outcome, print, reading, summary};
use crate::batch::{self, Step, inputs, lock};
use crate::error::{Error, Severity};
use crate::lexicon::folder;
use crate::measure::measure;
use crate::report::{self, run::Run};
use crate::resources::Resources;
use crate::table::Tables;
use crate::tag::overlap::Overlap;

/// What the subcommand is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files, folders, archives, patterns in quotes like 'days/*.html', or - for standard input; without any, the folder
    /// corpus/
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder for the reports
    #[arg(long, value_name = "DIR", default_value = "reports")]
    out: PathBuf,
    /// Further word lists: a lexicon, a folder of lexicons, or a dictionary of another program (LIWC, quanteda, WordStat,
    /// Yoshikoder, Lexicoder, VADER, CSV); one of the same name replaces the built-in one
    #[arg(long, alias = "lexicon", value_name = "PATH")]
    lexicons: Vec<PathBuf>,
    /// Which of several overlapping hits stand: longest (of each category), key or dictionary (as in quanteda), all
    #[arg(long, value_name = "POLICY", default_value = "longest", value_parser = ["longest", "key", "dictionary", "all"])]
    overlap: String,
    /// Know the invented names of the sample corpus, as a run without INPUT does
    #[arg(long)]
    sample_names: bool,
    #[command(flatten)]
    reading: reading::Arguments,
    /// Threads; without it as many as the machine has cores
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,
    /// No progress bar and no summary
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let started = Instant::now();
    if let Some(threads) = arguments.threads {
        // A second run in one process keeps the pool of the first.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    }
    let reading = arguments.reading.reading()?;
    let inputs = find_inputs(arguments)?;
    let sample = arguments.sample_names || arguments.inputs.is_empty();
    let mut resources = resources(&arguments.lexicons, sample)?;
    resources.overlap = Overlap::parse(&arguments.overlap).unwrap_or_default();
    let _lock = lock::take(&arguments.out)?;
    let bar = progress(arguments.quiet);
    let read = Instant::now();
    let batch = batch::run(&inputs, &reading, &resources, &|step| match step {
        Step::Read(n) => bar.inc_length(n as u64),
        Step::Done => bar.inc(1),
    });
    bar.finish_and_clear();
    let measured = Instant::now();
    let mut tables = batch.tables;
    measure(&mut tables);
    let writing = Instant::now();
    let written = report::write(&tables, &arguments.out)?;
    let configuration = serde_json::json!({ "reading": reading.options, "metadata": inputs.metadata_sha256, "overlap": resources.overlap.name(), "limits": reading.limits, "keep_duplicates": reading.keep_duplicates });
    let mut record = Run::new(&resources, &tables, batch.inputs, batch.skipped.clone(), configuration);
    for (stage, seconds) in [
        ("start", (read - started).as_secs_f64()),
        ("read and analyse", (measured - read).as_secs_f64()),
        ("measure", (writing - measured).as_secs_f64()),
        ("write", writing.elapsed().as_secs_f64()),
    ] {
        record.timing.insert(stage.to_owned(), serde_json::json!((seconds * 1000.0).round() / 1000.0));
    }
    record.write(&arguments.out.join("run.json"))?;
    if !arguments.quiet {
        print(&summary::summary(&tables, &resources, &written.workbook, &batch.skipped));
    }
    Ok(outcome(&tables))
}

/// The built-in word lists and further ones; those of invented names only for the sample corpus.
pub(super) fn resources(further: &[PathBuf], sample: bool) -> Result<Resources, Error> {
    let mut lexicons = folder::built_in()?;
    lexicons.retain(|lexicon| sample || !lexicon.header.sample);
    for path in further {
        lexicons.extend(folder::from_disk(path)?);
    }
    Resources::new(lexicons)
}

/// Did all inputs go through?
pub(super) fn outcome(tables: &Tables) -> Outcome {
    let failure = Some(Severity::Failure.name());
    let failed = tables.problems.text("severity").iter().any(|severity| severity == failure);
    if failed { Outcome::SomeFailed } else { Outcome::Fine }
}

fn find_inputs(arguments: &Arguments) -> Result<inputs::Inputs, Error> {
    let corpus = PathBuf::from("corpus");
    if !arguments.inputs.is_empty() {
        return arguments.reading.find(&arguments.inputs);
    }
    if !corpus.is_dir() {
        let message = "no INPUT was given and there is no folder corpus/ here; name files or folders: rejoinder run my-transcripts/";
        return Err(Error::Usage(message.into()));
    }
    arguments.reading.find(&[corpus])
}

fn progress(quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {elapsed}");
    style.map_or(bar.clone(), |style| bar.with_style(style))
}
