//! `rejoinder run`: transcripts in, tables out.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Outcome, print, summary, this_program};
use crate::batch::reading::{Limits, Reading};
use crate::batch::select::Selection;
use crate::batch::{self, Step, inputs, lock};
use crate::document::DayOrder;
use crate::error::{Error, Severity};
use crate::ingest::{Columns, Format, Options, decode};
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
    /// Character encoding of all text files that have no byte order mark: windows-1251, gb18030, big5, shift_jis …
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    encoding: Option<String>,
    /// In dates like 03/04/2021 the day stands first
    #[arg(long, conflicts_with = "month_first", help_heading = "Reading")]
    day_first: bool,
    /// In dates like 03/04/2021 the month stands first
    #[arg(long, help_heading = "Reading")]
    month_first: bool,
    /// Table of metadata (.csv, .tsv): a column path or id names the text; columns title, date, outlet, author, url,
    /// institution, state, language, speaker and genre replace what was read
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    metadata: Option<PathBuf>,
    /// Column that names the document: rows with the same value are one document
    #[arg(long, value_name = "NAME", help_heading = "Tabular input")]
    id_column: Option<String>,
    /// Column with the date
    #[arg(long, value_name = "NAME", help_heading = "Tabular input")]
    date_column: Option<String>,
    /// Column with the speaker of the text
    #[arg(long, value_name = "NAME", help_heading = "Tabular input")]
    speaker_column: Option<String>,
    /// Column with the question; with the text column it makes an exchange
    #[arg(long, value_name = "NAME", help_heading = "Tabular input")]
    question_column: Option<String>,
    /// Column with the words, or with the answer
    #[arg(long, value_name = "NAME", help_heading = "Tabular input")]
    text_column: Option<String>,
    /// Of the files in folders read only those that this pattern means, as in .gitignore; may be given often
    #[arg(long, value_name = "PATTERN", help_heading = "Files in folders")]
    include: Vec<String>,
    /// Pass over what this pattern means, as in .gitignore and in files called .rejoinderignore; may be given often
    #[arg(long, value_name = "PATTERN", help_heading = "Files in folders")]
    exclude: Vec<String>,
    /// Follow links that lead out of the folder
    #[arg(long, help_heading = "Files in folders")]
    follow_links: bool,
    /// Format of standard input and of files whose names tell none: text, markdown, csv, jsonl, html …
    #[arg(long, value_name = "NAME", value_parser = format)]
    format: Option<String>,
    /// Largest file that is read, in MiB
    #[arg(long, value_name = "MIB", default_value = "256", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Limits")]
    largest_file: u32,
    /// Seconds for a file, and for every million bytes of a large one, after which its reader is stopped
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Limits")]
    time_limit: u32,
    /// Memory that the reader of a file may take, in MiB
    #[arg(long, value_name = "MIB", default_value = "1024", value_parser = clap::value_parser!(u32).range(256..), help_heading = "Limits")]
    memory_limit: u32,
    /// Count the same content as often as it comes
    #[arg(long)]
    keep_duplicates: bool,
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
    let options = options(arguments)?;
    let mut inputs = find_inputs(arguments)?;
    if let Some(path) = &arguments.metadata {
        inputs.read_metadata(path)?;
    }
    let sample = arguments.sample_names || arguments.inputs.is_empty();
    let mut resources = resources(&arguments.lexicons, sample)?;
    resources.overlap = Overlap::parse(&arguments.overlap).unwrap_or_default();
    let _lock = lock::take(&arguments.out)?;
    let reading = Reading::new(options, limits(arguments), this_program());
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
    let configuration = serde_json::json!({ "reading": reading.options, "metadata": inputs.metadata_sha256, "overlap": resources.overlap.name(), "limits": reading.limits });
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
    let failed = tables.problems.text("severity").iter().any(|severity| severity.as_deref() == failure);
    if failed { Outcome::SomeFailed } else { Outcome::Fine }
}

fn options(arguments: &Arguments) -> Result<Options, Error> {
    if let Some(name) = arguments.encoding.as_deref().filter(|name| decode::by_name(name).is_none()) {
        let message = format!("--encoding {name}: no such encoding; known are {}", decode::KNOWN);
        return Err(Error::Usage(message));
    }
    let day_order = match (arguments.day_first, arguments.month_first) {
        (true, _) => Some(DayOrder::DayFirst),
        (_, true) => Some(DayOrder::MonthFirst),
        _ => None,
    };
    let columns = Columns {
        id: arguments.id_column.clone(),
        date: arguments.date_column.clone(),
        speaker: arguments.speaker_column.clone(),
        question: arguments.question_column.clone(),
        text: arguments.text_column.clone(),
    };
    Ok(Options {
        columns,
        encoding: arguments.encoding.clone(),
        keep_duplicates: arguments.keep_duplicates,
        format: arguments.format.clone(),
        day_order,
    })
}

fn limits(arguments: &Arguments) -> Limits {
    let bytes = |mebibytes: u32| u64::from(mebibytes) * 1024 * 1024;
    Limits {
        largest_file: bytes(arguments.largest_file),
        seconds: arguments.time_limit.into(),
        memory: bytes(arguments.memory_limit),
    }
}

/// The name of a format that is read.
fn format(name: &str) -> Result<String, String> {
    let known = Format::named(name).map(|_| name.to_owned());
    known.ok_or_else(|| {
        format!("no such format; known are {}", Format::names().collect::<Vec<_>>().join(", "))
    })
}

fn find_inputs(arguments: &Arguments) -> Result<inputs::Inputs, Error> {
    let corpus = PathBuf::from("corpus");
    let selection = Selection::new(&arguments.include, &arguments.exclude, arguments.follow_links)?;
    if !arguments.inputs.is_empty() {
        return Ok(inputs::find_selected(&arguments.inputs, &selection));
    }
    if !corpus.is_dir() {
        let message = "no INPUT was given and there is no folder corpus/ here; name files or folders: rejoinder run my-transcripts/";
        return Err(Error::Usage(message.into()));
    }
    Ok(inputs::find_selected(&[corpus], &selection))
}

fn progress(quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {elapsed}");
    style.map_or(bar.clone(), |style| bar.with_style(style))
}
