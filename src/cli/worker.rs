//! `rejoinder worker`: reads files for another process of this program; not for people.

use clap::Args;

use super::Outcome;
use crate::batch::worker;
use crate::error::Error;

/// What the subcommand is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Bytes of memory that the process may take
    #[arg(value_name = "BYTES")]
    memory: u64,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    worker::serve(arguments.memory)
        .map(|()| Outcome::Fine)
        .map_err(|wrong| Error::Usage(format!("the worker ended: {wrong}")))
}
