//! `rejoinder lexicon`: look after word lists.

mod convert;
mod corpus;
mod explain;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Outcome, print};
use crate::error::Error;
use crate::lexicon::{Lexicon, check, folder, sentences, used};
use crate::resources::Resources;

/// What to do with word lists.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the test sentences of the word lists
    Test(Which),
    /// Tell faults, with file, line and column: duplicates, shadowed, dead, over-broad and unreachable entries
    Check(Check),
    /// List the word lists with their categories and numbers of entries
    List(Which),
    /// Show the entries that hold a word or that a phrase fires
    Show(explain::Show),
    /// Say why a text is tagged as it is: every candidate, what fired, what blocked it
    Explain(explain::Explain),
    /// Show what a pattern finds in texts, each form with its count
    Expand(corpus::Expand),
    /// Compare two versions of a word list on texts: hits gained, lost and changed
    Diff(corpus::Diff),
    /// Turn a word list into the form of another program, or theirs into ours
    Convert(convert::Convert),
}

/// Which word lists.
#[derive(Debug, Args)]
pub struct Which {
    /// A lexicon, a folder of lexicons or a dictionary of another program, used beside the built-in ones
    #[arg(value_name = "LEXICON")]
    lexicon: Option<PathBuf>,
}

/// What to check.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    which: Which,
    /// Transcripts: also tell the entries that never stand on any of them nor in any test sentence
    #[arg(long, value_name = "PATH")]
    on: Vec<PathBuf>,
}

/// Runs the subcommand.
pub fn run(command: &Command) -> Result<Outcome, Error> {
    match command {
        Command::Test(which) => test(which),
        Command::Check(arguments) => check(arguments),
        Command::List(which) => Ok(list(&load(which)?.0.lexicons)),
        Command::Show(arguments) => explain::show(arguments),
        Command::Explain(arguments) => explain::explain(arguments),
        Command::Expand(arguments) => corpus::expand(arguments),
        Command::Diff(arguments) => corpus::diff(arguments),
        Command::Convert(arguments) => convert::convert(arguments),
    }
}

/// The built-in lexicons with the named one, and the names of the latter.
fn load(which: &Which) -> Result<(Resources, Vec<String>), Error> {
    let mut lexicons = folder::built_in()?;
    let mut names = Vec::new();
    if let Some(further) = &which.lexicon {
        let further = folder::from_disk(further)?;
        names.extend(further.iter().map(|lexicon| lexicon.header.name.clone()));
        lexicons.extend(further);
    }
    Ok((Resources::new(lexicons)?, names))
}

fn test(which: &Which) -> Result<Outcome, Error> {
    let (resources, names) = load(which)?;
    let outcome = sentences::run(&resources, &names);
    for failure in &outcome.failures {
        print(&format!("{failure}\n"));
    }
    for failure in &outcome.hard {
        print(&format!("hard: {failure}\n"));
    }
    let (passed, failed, hard) = (outcome.passed, outcome.failures.len(), outcome.hard.len());
    print(&format!("{passed} sentences passed, {failed} failed, {hard} noted as hard failed\n"));
    Ok(if outcome.failures.is_empty() { Outcome::Fine } else { Outcome::SomeFailed })
}

fn check(arguments: &Check) -> Result<Outcome, Error> {
    let (resources, names) = load(&arguments.which)?;
    let mut faults = check::faults(&resources);
    if !arguments.on.is_empty() {
        let documents = corpus::documents(&arguments.on)?;
        faults.extend(used::faults(&documents, &resources));
    }
    let own = |fault: &String| names.is_empty() || is_in(&resources, &names, fault);
    faults.retain(own);
    faults.sort();
    for fault in &faults {
        print(&format!("{fault}\n"));
    }
    print(&format!("{} faults\n", faults.len()));
    Ok(if faults.is_empty() { Outcome::Fine } else { Outcome::SomeFailed })
}

/// Does the fault stand in a file of one of the named lexicons?
fn is_in(resources: &Resources, names: &[String], fault: &str) -> bool {
    let own = resources.lexicons.iter().filter(|lexicon| names.contains(&lexicon.header.name));
    let mut files = own.flat_map(|lexicon| &lexicon.entries).map(|entry| entry.place.path.as_str());
    files.any(|path| fault.starts_with(path)) || names.iter().any(|name| fault.starts_with(name.as_str()))
}

fn list(lexicons: &[Lexicon]) -> Outcome {
    for lexicon in lexicons {
        let header = &lexicon.header;
        print(&format!(
            "{} {} ({}, {}): {}\n",
            header.name, header.version, header.language, header.licence, header.description
        ));
        for (at, category) in header.categories.iter().enumerate() {
            let n = lexicon.entries.iter().filter(|entry| entry.category == at).count();
            print(&format!("  {:<18} {n:>5}  {}\n", category.id, category.name));
        }
        lexicon.warnings.iter().for_each(|warning| print(&format!("  {warning}\n")));
    }
    Outcome::Fine
}
