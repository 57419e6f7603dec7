//! `rejoinder sample`: a sample for people to code.

use std::path::PathBuf;

use clap::Args;

use super::sources::Sources;
use super::{Outcome, print, say};
use crate::batch::counted::Counted;
use crate::batch::gather::Gathering;
use crate::batch::sampled::Sampled;
use crate::coding::Codebook;
use crate::coding::book::Book;
use crate::coding::sheets::{self, Told};
use crate::document::Role;
use crate::error::{Error, Severity};
use crate::sampling::{Allocation, Key, Kind, Part, Plan, Pool, Sample};

/// What the subcommand is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    sources: Sources,
    /// Rows to draw
    #[arg(long, value_name = "N", default_value = "300", value_parser = clap::value_parser!(u32).range(1..=1_000_000), help_heading = "Sample")]
    n: u32,
    /// What a row is: sentence (coded with the acts in it), answer (coded with its reply type), hit (was it right?)
    #[arg(long, value_name = "UNIT", default_value = "sentence", value_parser = ["sentence", "answer", "hit"], help_heading = "Sample")]
    unit: String,
    /// Draw from each of these apart, so that all are in the sample: category (what the program found, with none for
    /// nothing), found (something or nothing: for small samples), speaker, role, state, document, year, quarter, month
    #[arg(long, value_name = "KEYS", value_delimiter = ',', default_value = "category", value_parser = Key::parse, help_heading = "Sample")]
    stratify: Vec<Key>,
    /// How rows are shared out among strata: root (by the square root of their size), proportional, equal; weights make up
    /// for it
    #[arg(long, value_name = "HOW", default_value = "root", value_parser = ["root", "proportional", "equal"], help_heading = "Sample")]
    allocate: String,
    /// Further rows of a category beside the sample: threat:20, or rare:10 to fill every category up to 10
    #[arg(long, value_name = "CATEGORY:N", value_delimiter = ',', value_parser = enrich, help_heading = "Sample")]
    enrich: Vec<(String, usize)>,
    /// Another seed gives another sample; the same seed and texts give the same rows
    #[arg(long, value_name = "SEED", default_value = "1", help_heading = "Sample")]
    seed: u64,
    /// Whose words are drawn
    #[arg(long, value_name = "ROLES", value_delimiter = ',', default_value = "spokesperson,official,narrator", value_parser = super::kwic::role, help_heading = "Sample")]
    role: Vec<Role>,
    /// Names of the coders; each gets a column
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        default_value = "coder_1,coder_2",
        help_heading = "Sample"
    )]
    coders: Vec<String>,
    /// File for the coders: a workbook (.xlsx), or .csv with further files beside it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Replace files that are there, and the codes in them
    #[arg(long)]
    force: bool,
}

/// `threat:20`.
fn enrich(text: &str) -> Result<(String, usize), String> {
    let wrong = || format!("{text:?} is not CATEGORY:N; write threat:20, or rare:10");
    let (category, n) = text.rsplit_once([':', '=']).ok_or_else(wrong)?;
    Ok((category.to_owned(), n.parse().map_err(|_| wrong())?))
}

/// Stands for every category.
const RARE: &str = "rare";

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let kind = Kind::parse(&arguments.unit).unwrap_or_default();
    writable(arguments)?;
    let sources = &arguments.sources;
    sources.start();
    let (reading, inputs, resources) = (sources.reading.reading()?, sources.find()?, sources.resources()?);
    let codebook = Codebook::of(kind, &resources);
    let unknown = |(name, _): &&(String, usize)| name != RARE && codebook.ids().all(|id| id != name);
    if let Some((name, _)) = arguments.enrich.iter().find(unknown) {
        let known: Vec<&str> = codebook.ids().collect();
        return Err(Error::Usage(format!("--enrich {name}: no such code; there are {}", known.join(", "))));
    }
    let mut sampled = Sampled { kind, roles: arguments.role.clone(), pool: Pool::new(plan(arguments)) };
    let gathered = Gathering::look_up(&inputs, &reading, &resources).gather(&mut sampled)?;
    let sample = sampled.pool.draw();
    let mut outcome = Outcome::Fine;
    for problem in Counted::problems(gathered).filter(|problem| problem.code.severity() == Severity::Failure)
    {
        say(&format!("rejoinder: {problem}"));
        outcome = Outcome::SomeFailed;
    }
    if sample.drawn.is_empty() {
        let message = format!("there is no {} to draw; whose words are drawn says --role", kind.name());
        return Err(Error::Usage(message));
    }
    let told = Told { kind, coders: arguments.coders.clone(), seed: arguments.seed };
    let book = sheets::book(&sample, &codebook, &told);
    book.write(&arguments.out)?;
    print(&summary(&sample, arguments, &book));
    Ok(outcome)
}

fn plan(arguments: &Arguments) -> Plan {
    let rare = arguments.enrich.iter().find(|(name, _)| name == RARE);
    Plan {
        n: arguments.n as usize,
        seed: arguments.seed,
        keys: arguments.stratify.clone(),
        allocation: Allocation::parse(&arguments.allocate).unwrap_or_default(),
        enrich: arguments.enrich.iter().filter(|(name, _)| name != RARE).cloned().collect(),
        rare: rare.map_or(0, |(_, n)| *n),
    }
}

/// Codes that people have given are not written over.
fn writable(arguments: &Arguments) -> Result<(), Error> {
    let (path, coders) = (&arguments.out, &arguments.coders);
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if !matches!(ending.as_deref(), Some("xlsx" | "csv")) {
        let message = format!("--out {}: give the file the ending .xlsx or .csv", path.display());
        return Err(Error::Usage(message));
    }
    let taken = [
        sheets::SAMPLE_ID,
        sheets::ADJUDICATED,
        "note",
        "text",
        "context",
        "question",
        "speaker",
        "state",
        "words",
    ];
    let bad = |name: &&String| {
        name.trim().is_empty()
            || taken.iter().any(|other| other.eq_ignore_ascii_case(name.trim()))
            || coders.iter().filter(|other| other.eq_ignore_ascii_case(name)).count() > 1
    };
    if let Some(name) = coders.iter().find(bad) {
        return Err(Error::Usage(format!("--coders {name:?}: a coder needs a name of its own")));
    }
    if path.exists() && !arguments.force {
        let message = format!(
            "{} is there already, perhaps with codes in it; choose another file, or --force to replace it",
            path.display()
        );
        return Err(Error::Usage(message));
    }
    Ok(())
}

fn summary(sample: &Sample, arguments: &Arguments, book: &Book) -> String {
    let unit = &arguments.unit;
    let enriched = sample.drawn.iter().filter(|one| one.part == Part::Enriched).count();
    let n = sample.drawn.len() - enriched;
    let keys: Vec<&str> = sample.keys.iter().map(|key| key.name()).collect();
    let by = if keys.is_empty() {
        String::new()
    } else {
        format!(", stratified by {} ({} strata)", keys.join(", "), sample.n_strata)
    };
    let mut text = format!("Drew {n} of {} {unit}s{by}, seed {}.\n", sample.n_units, arguments.seed);
    if keys.len() < arguments.stratify.len() {
        let asked: Vec<&str> = arguments.stratify.iter().map(|key| key.name()).collect();
        text.push_str(&format!(
            "By {} there are too many strata for {} rows (two of each are needed); a larger --n has room for them.\n",
            asked.join(", "),
            arguments.n
        ));
    }
    if enriched > 0 {
        text.push_str(&format!(
            "{enriched} further rows were drawn for their category; they enter neither recall nor shares.\n"
        ));
    }
    let files: Vec<String> =
        book.files(&arguments.out).iter().map(|file| file.display().to_string()).collect();
    text.push_str(&format!("Written: {}\n", files.join(", ")));
    text.push_str(&format!(
        "Each coder fills in a column ({}), then: rejoinder validate {}\n",
        arguments.coders.join(", "),
        arguments.out.display()
    ));
    text
}
