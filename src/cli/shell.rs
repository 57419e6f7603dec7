//! `rejoinder completions` and `rejoinder man`: generated from the declared arguments.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Arguments as All, Outcome, print};
use crate::error::Error;

/// For which shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script that completes arguments in a shell.
#[allow(clippy::unnecessary_wraps, reason = "as all subcommands")]
pub(super) fn completions(arguments: &Completions) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut All::command(), "rejoinder", &mut script);
    print(&String::from_utf8_lossy(&script));
    Ok(Outcome::Fine)
}

/// Where manual pages go.
#[derive(Debug, Args)]
pub struct Man {
    /// Folder for the pages, one a subcommand
    #[arg(value_name = "DIR", default_value = "man")]
    folder: PathBuf,
}

/// Writes the manual pages.
pub(super) fn man(arguments: &Man) -> Result<Outcome, Error> {
    let failed = |source: std::io::Error| Error::File {
        path: arguments.folder.clone(),
        source,
        advice: "name a folder that can be written: rejoinder man DIR".into(),
    };
    std::fs::create_dir_all(&arguments.folder).map_err(failed)?;
    clap_mangen::generate_to(All::command(), &arguments.folder).map_err(failed)?;
    print(&format!("The manual pages: {}\n", arguments.folder.display()));
    Ok(Outcome::Fine)
}
