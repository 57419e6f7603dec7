//! The command. One file per subcommand; only here is anything printed.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the command talks to the terminal")]
#![allow(clippy::disallowed_methods, reason = "the command reads arguments, clock and terminal")]

pub mod run;
pub mod report;
pub mod form;
pub mod choice;
pub mod made;
pub mod status;
pub mod count;
pub mod kwic;
pub mod sample;
pub mod validate;
pub mod sources;
mod progress;
mod signals;
pub mod reading;
pub mod inspect;
pub mod show;
mod pager;
pub mod shell;
pub mod summary;
pub mod check_claims;
pub mod compare;
pub mod lexicon;
pub mod evaluate;
pub mod worker;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::{Parser, Subcommand};

use crate::batch::Program;
use crate::batch::reading::{Limits, Reading};
use crate::error::Error;
use crate::ingest::Options;

/// Reads what spokespersons say and turns it into tables.
#[derive(Debug, Parser)]
#[command(name = "rejoinder", version, about, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 all fine, 1 finished but some inputs failed, 2 wrong use or fatal, 3 another run holds the output folder, 130 and 143 stopped by Ctrl-C or a signal.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Read transcripts and write tables, a workbook and a record of the run
    Run(run::Arguments),
    /// Write the reports of the last run again, or a part of them, without reading the texts
    Report(report::Arguments),
    /// Say what the store holds, and what a run would do
    Status(status::Arguments),
    /// Count the words of each category in each text, as dictionary programs do, without judging what they mean there
    Count(count::Arguments),
    /// Show where words stand: each hit of a pattern with its context, who said it, and when (a concordance)
    Kwic(kwic::Arguments),
    /// Show how a file is read: format, encoding, layout, turns, and what is left out
    Inspect(inspect::Arguments),
    /// Show a transcript with its acts marked, and what each of them is
    Show(show::Arguments),
    /// Check the figures of texts against the texts that they draw on
    CheckClaims(check_claims::Arguments),
    /// Set two groups beside each other: rates with intervals, and the words, acts and phrases that tell them apart
    Compare(compare::Arguments),
    /// Look after word lists
    #[command(subcommand)]
    Lexicon(lexicon::Command),
    /// Draw a sample for people to code, as a workbook
    Sample(sample::Arguments),
    /// Read the coded sample: agreement of the coders, and how right the program is
    Validate(validate::Arguments),
    /// Compare the tags with codes that people gave
    Evaluate(evaluate::Arguments),
    /// Print the script that completes arguments in a shell
    Completions(shell::Completions),
    /// Write manual pages
    Man(shell::Man),
    /// Read files for another process of this program
    #[command(hide = true)]
    Worker(worker::Arguments),
}

/// How a command has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All fine.
    Fine,
    /// Finished, but some inputs failed.
    SomeFailed,
    /// Ended by a signal of this number, with what is done kept.
    Stopped(u8),
}

/// Runs the command with the arguments of a program; the first is its name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(run_as(arguments))
}

/// The same, with the exit code as a number.
pub fn run_as(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    // A panic on one document is told in the table of problems, not on the terminal.
    std::panic::set_hook(Box::new(|_| {}));
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(wrong) => {
            let _ = wrong.print();
            return if wrong.use_stderr() { 2 } else { 0 };
        }
    };
    let outcome = match arguments.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Status(arguments) => status::run(&arguments),
        Command::Count(arguments) => count::run(&arguments),
        Command::Kwic(arguments) => kwic::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::CheckClaims(arguments) => check_claims::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Lexicon(command) => lexicon::run(&command),
        Command::Sample(arguments) => sample::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Completions(arguments) => shell::completions(&arguments),
        Command::Man(arguments) => shell::man(&arguments),
        Command::Worker(arguments) => worker::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Fine) => 0,
        Ok(Outcome::SomeFailed) => 1,
        Ok(Outcome::Stopped(signal)) => 128 + signal,
        Err(wrong) => {
            say(&format!("rejoinder: {wrong}"));
            if matches!(wrong, Error::Locked { .. }) { 3 } else { 2 }
        }
    }
}

/// The program itself, which is also its own workers. On Linux the one that runs, even if its file was replaced.
pub(crate) fn this_program() -> Option<Program> {
    if let Some(told) = WORKERS.get() {
        return Some(told.clone());
    }
    let running = PathBuf::from("/proc/self/exe");
    let path = if running.exists() { Some(running) } else { std::env::current_exe().ok() };
    path.map(Program::from)
}

/// What starts a worker where this program is a library of another one.
static WORKERS: OnceLock<Program> = OnceLock::new();

/// Says how workers are started, where the process that runs is not this program; the first who says it is heard.
pub fn start_workers_by(program: Program) {
    let _ = WORKERS.set(program);
}

/// How files are read where nobody says otherwise.
pub(crate) fn usual_reading() -> Reading {
    Reading::new(Options::default(), Limits::default(), this_program())
}

/// Prints to standard output; a reader that has gone away is no fault.
pub(crate) fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Prints a line to standard error, in one piece. Where it cannot be written nobody can be told; the exit code says it.
pub(crate) fn say(line: &str) {
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}
