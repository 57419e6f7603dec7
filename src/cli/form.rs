//! In which form the reports are written.

use clap::Args;

use crate::batch::reports;
use crate::measure::period::{self, Month};
use crate::report::Format;
use crate::report::csv::Profile;
use crate::table::ALL;
use crate::table::wide::{NAMES, TURNS};

/// What is not given is as it was: at first as in brackets, for `report` as in the last run.
#[derive(Clone, Debug, Args)]
pub struct Form {
    /// How the tables are written: some of csv, tsv, jsonl, parquet, xlsx, html [default: csv,parquet,xlsx,html]
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', value_parser = format)]
    formats: Vec<Format>,
    /// For whom CSV files are written: plain (programs), excel, excel-eu (where numbers have a comma) [default: plain]
    #[arg(long, value_name = "PROFILE", value_parser = profile)]
    csv: Option<Profile>,
    /// Write only these tables, with commas: documents,hits; the page, if it is asked for, holds everything
    #[arg(long, value_name = "TABLES", value_delimiter = ',', value_parser = table)]
    only: Vec<String>,
    /// Write turns_wide, too: a row a turn and a column a category, for pivot tables; it is large
    #[arg(long)]
    wide: bool,
    /// Compare before and from this month on, in the table `changes`: 2019-07 (several with commas)
    #[arg(long, value_name = "MONTHS", value_delimiter = ',', value_parser = month)]
    compare_at: Vec<Month>,
    /// Size in MB that rejoinder.html may take; then the oldest texts give way, and the page says so [default: 25]
    #[arg(long, value_name = "MB", help_heading = "Limits", value_parser = size)]
    largest_page: Option<f64>,
}

fn format(name: &str) -> Result<Format, String> {
    let found = Format::ALL.into_iter().find(|format| format.name() == name);
    found.ok_or_else(|| {
        format!("{name:?} is no format; expected some of csv, tsv, jsonl, parquet, xlsx, html")
    })
}

fn table(name: &str) -> Result<String, String> {
    let names = || ALL.iter().map(|table| table.name).chain(NAMES);
    let found = names().find(|known| *known == name).map(str::to_owned);
    found.ok_or_else(|| {
        format!("there is no table of that name; there are {}", names().collect::<Vec<_>>().join(", "))
    })
}

fn profile(name: &str) -> Result<Profile, String> {
    let found = Profile::NAMED.into_iter().find(|profile| profile.name() == name);
    found.ok_or_else(|| format!("{name:?} is no profile; expected plain, excel or excel-eu"))
}

fn size(written: &str) -> Result<f64, String> {
    let size = written.parse().ok().filter(|size: &f64| size.is_finite() && *size > 0.0);
    size.ok_or_else(|| format!("{written:?} is no size; write a number of megabytes, like 25"))
}

fn month(written: &str) -> Result<Month, String> {
    period::parse(written)
}

impl Form {
    /// Are some tables left out?
    pub(super) fn is_part(&self) -> bool {
        !self.only.is_empty()
    }

    /// The form with what was given instead.
    pub(super) fn over(&self, mut form: reports::Form) -> reports::Form {
        if !self.formats.is_empty() {
            form.formats.clone_from(&self.formats);
        }
        if !self.only.is_empty() {
            form.only.clone_from(&self.only);
            if self.formats.is_empty() {
                form.formats.retain(|format| *format != Format::Html);
            }
        }
        if !self.compare_at.is_empty() {
            form.compare_at.clone_from(&self.compare_at);
            form.compare_at.sort_unstable();
            form.compare_at.dedup();
        }
        form.wide_turns |= self.wide || self.only.iter().any(|name| name == TURNS);
        form.csv = self.csv.unwrap_or(form.csv);
        form.largest_page = self.largest_page.map_or(form.largest_page, |size| (size * 1e6) as usize);
        form
    }
}
