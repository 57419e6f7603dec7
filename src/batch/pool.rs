//! The program's side of the workers: as many as there are threads that need one, started when they are needed, and
//! started again when they have died or have read much.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::hand::{Hand, Lost};
use super::reading::Limits;
use super::worker;
use crate::error::{Code, Problem};
use crate::ingest::{Ingested, Options, failed, sniff};

/// A worker reads so many files: what its memory has gone through must not grow without end.
const FILES: usize = 500;

/// How a worker is started: `path`, `arguments`, then the word `worker` and its limits.
#[derive(Clone, Debug)]
pub struct Program {
    /// The program, or an interpreter of it.
    pub path: PathBuf,
    /// What stands before `worker`; nothing where the program is this one.
    pub arguments: Vec<OsString>,
}

impl From<PathBuf> for Program {
    fn from(path: PathBuf) -> Self {
        Self { path, arguments: Vec::new() }
    }
}

/// The workers, and what they may take.
#[derive(Debug)]
pub(super) struct Pool {
    program: Option<Program>,
    limits: Limits,
    idle: Mutex<Vec<Hand>>,
    /// Why no worker can be started, once it was tried in vain.
    missing: OnceLock<String>,
}

impl Pool {
    /// Without a program all is read in this process.
    pub(super) fn new(program: Option<Program>, limits: Limits) -> Self {
        Self { program, limits, idle: Mutex::default(), missing: OnceLock::new() }
    }

    /// The documents of a file; what could break its reader is read by a worker.
    pub(super) fn read(&self, shown: &str, bytes: &[u8], options: &Options) -> Ingested {
        let decided = sniff::decide(shown, bytes, options.format.as_deref());
        match &self.program {
            Some(program) if decided.is_ok_and(|decided| decided.format.is_fragile()) => {
                self.isolated(program, shown, bytes, options)
            }
            _ => worker::read(shown, bytes, options),
        }
    }

    fn isolated(&self, program: &Program, shown: &str, bytes: &[u8], options: &Options) -> Ingested {
        let deadline = self.deadline(bytes.len());
        if let Some(used) = self.take() {
            match self.ask(used, shown, bytes, options, deadline) {
                Ok(ingested) => return ingested,
                Err(Lost::Late) => return failed(self.told(&Lost::Late, deadline)),
                // What it read before may be why: only a fresh one tells what this file does.
                Err(_) => {}
            }
        }
        let fresh = match Hand::start(program, self.limits.memory) {
            Ok(fresh) => fresh,
            Err(wrong) if matches!(wrong.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied) => {
                let _ = self.missing.set(format!("{}: {wrong}", program.path.display()));
                return worker::read(shown, bytes, options);
            }
            Err(wrong) => {
                let message = format!("no process could be started to read it: {wrong}");
                return failed(Problem::new(Code::WorkerDied, message));
            }
        };
        let read = self.ask(fresh, shown, bytes, options, deadline);
        read.unwrap_or_else(|lost| failed(self.told(&lost, deadline)))
    }

    /// Asks a worker; one that has answered is kept.
    fn ask(
        &self,
        mut hand: Hand,
        shown: &str,
        bytes: &[u8],
        options: &Options,
        deadline: Duration,
    ) -> Result<Ingested, Lost> {
        let ingested = hand.ask(shown, bytes, options, deadline)?;
        if hand.answered() < FILES {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(hand);
        }
        Ok(ingested)
    }

    /// What a run should know of the pool: that fragile formats were read without protection.
    pub(super) fn problem(&self) -> Option<Problem> {
        let why = self.missing.get()?;
        let message =
            format!("files were read without a process of their own, which could not be started: {why}");
        Some(Problem::new(Code::NoWorker, message))
    }

    fn take(&self) -> Option<Hand> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// The time limit, once for every million bytes begun with.
    fn deadline(&self, bytes: usize) -> Duration {
        let millions = (bytes as u64 / 1_000_000).max(1);
        Duration::from_secs(self.limits.seconds.saturating_mul(millions))
    }

    fn told(&self, lost: &Lost, deadline: Duration) -> Problem {
        match lost {
            Lost::Late => {
                let message = format!("not read within {} seconds (--time-limit)", deadline.as_secs());
                Problem::new(Code::OverLimit, message)
            }
            Lost::Memory => {
                let most = self.limits.memory / 1024 / 1024;
                let message = format!("its reader asked for more than {most} MiB of memory (--memory-limit)");
                Problem::new(Code::OverLimit, message)
            }
            Lost::TooLong(message) => Problem::new(Code::OverLimit, format!("its reader {message}")),
            Lost::Died(message) => Problem::new(Code::WorkerDied, format!("its reader {message}")),
        }
    }
}
