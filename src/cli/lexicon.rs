//! `rejoinder lexicon`: look after word lists.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Outcome, print};
use crate::error::Error;
use crate::lexicon::{Lexicon, check, folder, sentences};
use crate::resources::Resources;

/// What to do with word lists.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the test sentences of the word lists
    Test(Which),
    /// Tell duplicates and other faults, with file and line
    Check(Which),
    /// List the word lists with their categories and numbers of entries
    List(Which),
}

/// Which word lists.
#[derive(Debug, Args)]
pub struct Which {
    /// A lexicon or a folder of lexicons, used beside the built-in ones; without it the built-in ones themselves
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Runs the subcommand.
pub fn run(command: &Command) -> Result<Outcome, Error> {
    let (Command::Test(which) | Command::Check(which) | Command::List(which)) = command;
    let mut lexicons = folder::built_in()?;
    let mut names = Vec::new();
    if let Some(further) = &which.folder {
        let further = folder::from_disk(further)?;
        names.extend(further.iter().map(|lexicon| lexicon.header.name.clone()));
        lexicons.extend(further);
    }
    let resources = Resources::new(lexicons)?;
    match command {
        Command::Test(_) => Ok(test(&resources, &names)),
        Command::Check(_) => Ok(check(&resources)),
        Command::List(_) => Ok(list(&resources.lexicons)),
    }
}

fn test(resources: &Resources, names: &[String]) -> Outcome {
    let outcome = sentences::run(resources, names);
    for failure in &outcome.failures {
        print(&format!("{failure}\n"));
    }
    for failure in &outcome.hard {
        print(&format!("hard: {failure}\n"));
    }
    let (passed, failed, hard) = (outcome.passed, outcome.failures.len(), outcome.hard.len());
    print(&format!("{passed} sentences passed, {failed} failed, {hard} noted as hard failed\n"));
    if outcome.failures.is_empty() { Outcome::Fine } else { Outcome::SomeFailed }
}

fn check(resources: &Resources) -> Outcome {
    let faults = check::faults(&resources.lexicons);
    for fault in &faults {
        print(&format!("{fault}\n"));
    }
    print(&format!("{} faults\n", faults.len()));
    if faults.is_empty() { Outcome::Fine } else { Outcome::SomeFailed }
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
    }
    Outcome::Fine
}
