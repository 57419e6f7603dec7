//! `python -m rejoinder` is the command.

use std::ffi::OsString;
use std::path::PathBuf;

use pyo3::prelude::*;
use rejoinder::batch::Program;
use rejoinder::cli;

/// Runs the command with these arguments, the first of which is the program's name, and gives its exit code.
#[pyfunction]
pub(crate) fn run_command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| cli::run_as(arguments))
}

/// Says how the processes are started that read fragile formats: a program and what stands before `worker`.
#[pyfunction]
pub(crate) fn start_workers_by(path: PathBuf, arguments: Vec<OsString>) {
    cli::start_workers_by(Program { path, arguments });
}
