//! Seconds by stage, the least of several rounds. criterion and divan time a function many times over; here every stage
//! runs once over all texts a round, with the caches as cold as in a real run, and nothing more has to be built.

use std::time::Instant;

/// What is measured, and how much there was to do.
pub(crate) struct Clock {
    bytes: usize,
    only: Option<String>,
    stages: Vec<Stage>,
}

struct Stage {
    name: &'static str,
    /// In this round.
    seconds: f64,
    /// In the best one.
    least: f64,
    /// Rows written, for writers.
    rows: usize,
}

impl Clock {
    /// For so many bytes of text; with `only` one stage.
    pub(crate) fn new(bytes: usize, only: Option<String>) -> Self {
        Self { bytes, only, stages: Vec::new() }
    }

    /// Is this one measured? `stages` are all but the whole.
    pub(crate) fn wants(&self, name: &str) -> bool {
        match self.only.as_deref() {
            None => true,
            Some("stages") => !name.starts_with("whole"),
            Some(only) => only == name,
        }
    }

    /// Are the stages measured one by one?
    pub(crate) fn wants_stages(&self) -> bool {
        !matches!(self.only.as_deref(), Some("start" | "ingest" | "whole" | "whole with tables"))
    }

    /// Does the work and adds its time.
    pub(crate) fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let made = work();
        let seconds = start.elapsed().as_secs_f64();
        self.stage(name).seconds += seconds;
        made
    }

    /// So many rows were written in a stage.
    #[cfg(feature = "tables")]
    pub(crate) fn rows(&mut self, name: &'static str, rows: usize) {
        self.stage(name).rows = rows;
    }

    fn stage(&mut self, name: &'static str) -> &mut Stage {
        let at = self.stages.iter().position(|stage| stage.name == name).unwrap_or_else(|| {
            self.stages.push(Stage { name, seconds: 0.0, least: f64::INFINITY, rows: 0 });
            self.stages.len() - 1
        });
        &mut self.stages[at]
    }

    /// Keeps the lesser times.
    pub(crate) fn end_of_round(&mut self) {
        for stage in &mut self.stages {
            stage.least = stage.least.min(std::mem::take(&mut stage.seconds));
        }
    }

    /// Prints a line a stage.
    pub(crate) fn show(&self) {
        println!("{} bytes", self.bytes);
        for Stage { name, least, rows, .. } in self.stages.iter().filter(|stage| self.wants(stage.name)) {
            let rows =
                if *rows > 0 { format!("{:>10.0} rows/s", *rows as f64 / least) } else { String::new() };
            println!("{name:<18} {least:>8.3} s {:>9.2} MB/s{rows}", self.bytes as f64 / least / 1e6);
        }
    }
}
