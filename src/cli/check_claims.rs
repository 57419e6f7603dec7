//! `rejoinder check-claims`: which figures of a text stand in its source, and how they changed on the way.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::sources::resources;
use super::{Outcome, print, usual_reading};
use crate::batch::gather::Gathering;
use crate::batch::memory::Memory;
use crate::batch::{inputs, lock};
use crate::check::{self, Check, Checked, Claim, Relation};
use crate::error::{Error, Severity};
use crate::matched;
use crate::report::csv::Profile;
use crate::report::run::{Input, Run};
use crate::report::{Format, Reports};
use crate::resources::Resources;
use crate::table::{ALL, Tables, checks};

/// What the subcommand is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files or folders whose figures are checked
    #[arg(value_name = "CLAIMS", required = true)]
    claims: Vec<PathBuf>,
    /// File or folder that they draw on: a report in text, a transcript; may be given several times
    #[arg(long, value_name = "SOURCES", required = true)]
    against: Vec<PathBuf>,
    /// Folder for the tables and the workbook
    #[arg(long, value_name = "DIR", required = false, default_value = "checked")]
    out: PathBuf,
    /// Further word lists, as for `run`
    #[arg(long, alias = "lexicon", value_name = "PATH")]
    lexicons: Vec<PathBuf>,
    /// Know the invented names of the sample corpus
    #[arg(long)]
    sample_names: bool,
    /// No summary
    #[arg(long, short)]
    quiet: bool,
}

/// Notes shown of each kind.
const SHOWN: usize = 20;

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let resources = resources(&arguments.lexicons, arguments.sample_names)?;
    let _lock = lock::take(&arguments.out)?;
    let (mut all, sources) =
        (gather(&arguments.claims, &resources)?, gather(&arguments.against, &resources)?);
    let texts = (all.tables.documents.height(), sources.tables.documents.height());
    readable(&all, &arguments.claims)?;
    readable(&sources, &arguments.against)?;
    let same = all.inputs.iter().any(|input| {
        sources.inputs.iter().any(|other| input.sha256.is_some() && other.sha256 == input.sha256)
    });
    let split = all.claims.len();
    join(&mut all, sources);
    let checked = check::against(&all.claims, split);
    checks::fill(&all.claims, &checked.checks, &mut all.tables.checks);
    all.tables.add_problems(&checked.problems);
    let mut reports = Reports::new(&arguments.out, &Format::USUAL, Profile::Plain, &ALL)?;
    reports.add(&all.tables)?;
    let configuration = serde_json::json!({ "command": "check-claims", "claims": split });
    let record = Run::new(&resources, reports.heights(), all.inputs, all.skipped, configuration);
    let written = reports.publish(&record)?;
    if !arguments.quiet {
        print(&summary(&all.claims, split, texts, &checked, &written.workbook.unwrap_or(written.folder)));
        if same {
            print("A text stands on both sides: it was held against itself.\n");
        }
        print(&failures(&all.tables));
    }
    Ok(outcome(&all.tables))
}

/// One side of a comparison.
struct Side {
    tables: Tables,
    claims: Vec<Claim>,
    inputs: Vec<Input>,
    skipped: BTreeMap<String, usize>,
}

fn gather(paths: &[PathBuf], resources: &Resources) -> Result<Side, Error> {
    let inputs = inputs::find(paths);
    let mut memory = Memory::default();
    let reading = usual_reading();
    let gathered = Gathering::look_up(&inputs, &reading, resources).gather(&mut memory)?;
    memory.finish(&gathered);
    let Memory { mut tables, mut claims } = memory;
    for (row, told) in matched::found(&tables) {
        told.set(&mut tables.quotes, row);
    }
    claims.sort_by(Claim::chronological);
    Ok(Side { tables, claims, inputs: gathered.inputs, skipped: inputs.skipped })
}

/// Did all inputs go through?
fn outcome(tables: &Tables) -> Outcome {
    let failure = Some(Severity::Failure.name());
    let failed = tables.problems.text("severity").iter().any(|severity| severity == failure);
    if failed { Outcome::SomeFailed } else { Outcome::Fine }
}

/// Nothing can be compared where one side has no text at all.
fn readable(side: &Side, paths: &[PathBuf]) -> Result<(), Error> {
    if side.tables.documents.height() > 0 {
        return Ok(());
    }
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    Err(Error::Usage(format!(
        "no text could be read in {}; nothing was compared\n{}",
        paths.join(", "),
        failures(&side.tables)
    )))
}

/// What could not be read, one line each.
fn failures(tables: &Tables) -> String {
    let problems = &tables.problems;
    let failed =
        (0..problems.height()).filter(|row| problems.at("severity", *row) == Severity::Failure.name());
    let told = |name: &str, row: usize| problems.at(name, row);
    failed.map(|row| format!("failure: {}: {}\n", told("source_path", row), told("message", row))).collect()
}

fn join(all: &mut Side, other: Side) {
    all.tables.append(other.tables);
    all.claims.extend(other.claims);
    all.inputs.extend(other.inputs);
    for (kind, n) in other.skipped {
        *all.skipped.entry(kind).or_default() += n;
    }
}

/// How many agree, the notes of those that differ, and what has no partner.
fn summary(
    claims: &[Claim],
    split: usize,
    (texts, sources): (usize, usize),
    checked: &Checked,
    workbook: &Path,
) -> String {
    let of = |relation: Relation| checked.checks.iter().filter(move |check| check.relation == relation);
    let (agree, unmatched) = (of(Relation::Agrees).count(), of(Relation::Unmatched).count());
    let mut text = format!(
        "Compared {} of {} with {} of {}:\n{} with the source, {} differ, {} no partner there.\n",
        counted(split, "figure"),
        counted(texts, "text"),
        counted(claims.len() - split, "figure"),
        counted(sources, "source"),
        if agree == 1 { "1 agrees".to_owned() } else { format!("{agree} agree") },
        split - agree - unmatched,
        if unmatched == 1 { "1 has".to_owned() } else { format!("{unmatched} have") },
    );
    for relation in [Relation::Contradicts, Relation::Qualifies] {
        listed(&mut text, relation.name(), &of(relation).collect::<Vec<_>>(), |check| check.note.clone());
    }
    listed(&mut text, "no partner", &of(Relation::Unmatched).collect::<Vec<_>>(), |check| {
        let claim = &claims[check.a];
        format!("“{}” in “{}”", claim.matched, claim.words)
    });
    let _ = writeln!(text, "\nThe workbook: {} (sheet \"checks\")", workbook.display());
    text
}

fn listed(text: &mut String, title: &str, checks: &[&Check], line: impl Fn(&Check) -> String) {
    for (number, check) in checks.iter().take(SHOWN).enumerate() {
        let before = if number == 0 { "\n" } else { "" };
        let slot = check.slot.map_or(String::new(), |slot| format!(" ({})", slot.name()));
        let _ = writeln!(text, "{before}  {title}{slot}: {}", line(check));
    }
    if checks.len() > SHOWN {
        let _ = writeln!(text, "  and {} more", checks.len() - SHOWN);
    }
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
