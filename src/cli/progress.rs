//! Long work shows itself: a bar on a terminal, a line now and then in a log, nothing when it is to be quiet.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressStyle};

use super::say;
use crate::batch::Step;

/// A log gets a line so often.
const EVERY: Duration = Duration::from_secs(10);

/// How far the work has come.
pub(super) struct Progress {
    bar: ProgressBar,
    log: Option<Mutex<Log>>,
}

struct Log {
    started: Instant,
    told: Instant,
    files: usize,
    done: usize,
    bytes: u64,
}

impl Progress {
    pub(super) fn new(quiet: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let now = Instant::now();
        let log = Log { started: now, told: now, files: 0, done: 0, bytes: 0 };
        let bar = if quiet || !terminal { ProgressBar::hidden() } else { ProgressBar::new(0) };
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {msg}{eta} left");
        let bar = style.map_or(bar.clone(), |style| bar.with_style(style));
        Self { bar, log: Some(Mutex::new(log)).filter(|_| !quiet) }
    }

    /// Hears of a step.
    pub(super) fn hear(&self, step: Step) {
        let Some(mut log) = self.log.as_ref().and_then(|log| log.lock().ok()) else { return };
        match step {
            Step::Files(n) => {
                log.files = n;
                self.bar.set_length(n as u64);
            }
            Step::Done { bytes } => {
                log.done += 1;
                log.bytes += bytes;
                self.bar.set_message(format!("{}/s, ", HumanBytes(log.rate())));
                self.bar.inc(1);
                if self.bar.is_hidden() && log.told.elapsed() >= EVERY {
                    log.told = Instant::now();
                    say(&log.line());
                }
            }
        }
    }

    /// The files are read; what comes next.
    pub(super) fn next(&self, what: &str) {
        self.bar.finish_and_clear();
        let long = self.log.as_ref().and_then(|log| log.lock().ok());
        if long.is_some_and(|log| log.started.elapsed() >= EVERY) {
            say(what);
        }
    }
}

impl Log {
    /// Bytes a second.
    fn rate(&self) -> u64 {
        (self.bytes as f64 / self.started.elapsed().as_secs_f64().max(1e-3)) as u64
    }

    fn line(&self) -> String {
        let left = self.started.elapsed().mul_f64((self.files - self.done) as f64 / self.done.max(1) as f64);
        format!(
            "{} of {} files, {}/s, {} left",
            self.done,
            self.files,
            HumanBytes(self.rate()),
            HumanDuration(left)
        )
    }
}
