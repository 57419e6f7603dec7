//! From rows to reports: what `run` does at its end, and `report` again.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use clap::Args;
use serde_json::{Map, Value};

use super::summary::Summary;
use super::{Outcome, print};
use crate::batch::gather::Gathered;
use crate::batch::reports::{self, Form};
use crate::error::Error;
use crate::measure::period;
use crate::report::Written;
use crate::report::run::Run as Record;
use crate::resources::Resources;
use crate::store::Store;
use crate::store::rows::Wanted;
use crate::table::Tables;

/// What is said at the end.
#[derive(Clone, Debug, Args)]
pub struct Words {
    /// No progress and no summary
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// The summary as JSON on standard output, for scripts: counts, what failed, and paths of what was written
    #[arg(long)]
    json: bool,
}

/// Reports that are to be made.
pub(super) struct Making<'a> {
    pub(super) store: &'a Store,
    pub(super) resources: &'a Resources,
    /// All that is known.
    pub(super) gathered: &'a Gathered,
    /// What stands in the reports; without it all.
    pub(super) wanted: Option<Vec<Wanted>>,
    pub(super) folder: &'a Path,
    pub(super) form: &'a Form,
    /// What the record says of the run, of what was passed over, and of what was chosen.
    pub(super) configuration: Value,
    pub(super) skipped: &'a BTreeMap<String, usize>,
    pub(super) selection: Vec<String>,
    pub(super) timing: Map<String, Value>,
    pub(super) stop: &'a AtomicBool,
}

/// Reports that were made.
pub(super) struct Made {
    summary: Summary,
    record: Record,
    written: Written,
}

impl Making<'_> {
    /// Makes them; nothing if somebody stops it.
    pub(super) fn make(mut self) -> Result<Option<Made>, Error> {
        let started = Instant::now();
        let mut summary = Summary::default();
        let (all, form) = (&self.gathered.wanted, self.form);
        let wanted = self.wanted.as_ref().unwrap_or(all);
        let hear = &mut |tables: &Tables| summary.add(tables);
        let Self { store, resources, folder, stop, .. } = self;
        let Some(reports) = reports::write(store, resources, all, wanted, folder, form, stop, hear)? else {
            return Ok(None);
        };
        let months: Vec<String> = form.compare_at.iter().map(|month| period::named(*month)).collect();
        if !months.is_empty() {
            self.configuration["compare_at"] = months.into();
        }
        let (inputs, skipped) = (self.gathered.inputs.clone(), self.skipped.clone());
        let mut record = Record::new(resources, reports.heights(), inputs, skipped, self.configuration);
        record.tables.clone_from(&form.only);
        (record.selection, record.timing) = (self.selection, self.timing);
        record.took("report", started.elapsed());
        let written = reports.publish(&record)?;
        Ok(Some(Made { summary, record, written }))
    }
}

impl Made {
    /// The last words, and how the command ends.
    pub(super) fn told(&self, resources: &Resources, how: &Words) -> Outcome {
        if how.json {
            print(&format!("{:#}\n", self.summary.json(&self.written, &self.record)));
        } else if !how.quiet {
            print(&self.summary.text(resources, &self.written, &self.record));
        }
        if self.summary.has_failures() { Outcome::SomeFailed } else { Outcome::Fine }
    }
}
