//! 9  Tables → files, piece by piece, in a place apart; all of them appear together.
#![allow(clippy::disallowed_methods, reason = "reports are written to disk here")]

pub mod atomic;
pub mod stage;
pub mod neutral;
pub mod csv;
pub mod jsonl;
mod package;
pub mod parquet;
pub mod xlsx;
pub mod html;
pub mod single;
pub mod run;

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::error::Error;
use crate::table::{ALL, Declared, Table, Tables, wide};
use csv::Profile;
use run::Run;
use stage::{Growing, Stage};

/// A way to write the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// One CSV file a table.
    Csv,
    /// The same with tabs.
    Tsv,
    /// One file of JSON lines a table.
    Jsonl,
    /// One Parquet file a table.
    Parquet,
    /// One workbook.
    Xlsx,
    /// One page for a browser.
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Csv, Self::Tsv, Self::Jsonl, Self::Parquet, Self::Xlsx, Self::Html];

    /// Those that are written where nobody says otherwise.
    pub const USUAL: [Self; 4] = [Self::Csv, Self::Parquet, Self::Xlsx, Self::Html];

    /// As the command calls it; also the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
        }
    }

    /// Names of its files below the folder of the reports.
    fn files(self) -> Vec<String> {
        match self {
            Self::Xlsx => vec![WORKBOOK.to_owned()],
            Self::Html => vec![PAGE.to_owned()],
            _ => {
                ALL.iter().map(|table| table.name).chain(wide::NAMES).map(|table| self.file(table)).collect()
            }
        }
    }

    /// Name of the file of a table, where each has one of its own.
    fn file(self, table: &str) -> String {
        let name = self.name();
        format!("{name}/{table}.{name}")
    }
}

/// Do reports of all that was read lie in a folder?
pub fn holds_everything(folder: &Path) -> bool {
    let record = std::fs::read(folder.join(RECORD)).ok();
    let record = record.and_then(|record| serde_json::from_slice::<serde_json::Value>(&record).ok());
    record.is_some_and(|record| ["selection", "tables"].iter().all(|part| record.get(part).is_none()))
}

const WORKBOOK: &str = "rejoinder.xlsx";
const PAGE: &str = "rejoinder.html";
const PACKAGE: &str = "datapackage.json";
const RECORD: &str = "run.json";

/// What a run has written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The folder.
    pub folder: PathBuf,
    /// The workbook, if one was asked for.
    pub workbook: Option<PathBuf>,
    /// The page, if one was asked for.
    pub page: Option<PathBuf>,
    /// All files.
    pub files: Vec<PathBuf>,
}

/// Rows of one table go in, a file comes out.
trait Sink: Send {
    /// Takes further rows.
    fn add(&mut self, table: &Table) -> Result<(), Error>;
    /// Writes what is left, and syncs the file.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}

/// Reports that are being written.
pub struct Reports {
    stage: Stage,
    /// Each with the name of its table.
    sinks: Vec<(&'static str, Box<dyn Sink>)>,
    /// Each table without rows, for pieces that have none of it.
    none: Vec<Table>,
    book: Option<(xlsx::Book, Growing)>,
    page: Option<(html::Page, Growing)>,
    others: Vec<String>,
    /// The folders of CSV files.
    described: Vec<(&'static str, Profile)>,
    /// Rows of each of the tables.
    heights: Vec<usize>,
}

impl Reports {
    /// Begins the reports of a folder.
    pub fn new(
        folder: &Path,
        formats: &[Format],
        profile: Profile,
        tables: &[&'static Declared],
    ) -> Result<Self, Error> {
        let mut stage = Stage::new(folder)?;
        let mut sinks: Vec<(&str, Box<dyn Sink>)> = Vec::new();
        let (mut book, mut page) = (None, None);
        let mut others = Vec::new();
        let mut described = Vec::new();
        for format in Format::ALL {
            if !formats.contains(&format) {
                others.extend(format.files());
                continue;
            }
            match format {
                Format::Csv => described.push((format.name(), profile)),
                Format::Tsv => described.push((format.name(), Profile::Tabs)),
                _ => {}
            }
            for name in format.files() {
                let table = tables.iter().find(|table| name == format.file(table.name)).copied();
                let is_whole = matches!(format, Format::Xlsx | Format::Html);
                if table.is_none() && !is_whole {
                    others.push(name);
                    continue;
                }
                let file = stage.create(&name)?;
                match (format, table) {
                    (Format::Csv | Format::Tsv, Some(table)) => {
                        let profile = if format == Format::Tsv { Profile::Tabs } else { profile };
                        sinks.push((table.name, Box::new(csv::Sheet::new(table, file, &name, profile)?)));
                    }
                    (Format::Jsonl, Some(table)) => {
                        sinks.push((table.name, Box::new(jsonl::Lines::new(file, &name))))
                    }
                    (Format::Parquet, Some(table)) => {
                        sinks.push((table.name, Box::new(parquet::Frames::new(table, file, &name)?)));
                    }
                    (Format::Html, _) => page = Some((html::Page::new(html::LARGEST), file)),
                    _ => unbroken(|| xlsx::Book::new(tables).map(|new| book = Some((new, file))))?,
                }
            }
        }
        if described.is_empty() {
            others.push(PACKAGE.to_owned());
        }
        let none: Vec<Table> = tables.iter().map(|table| Table::new(table)).collect();
        let heights = vec![0; none.len()];
        Ok(Self { stage, sinks, none, book, page, others, described, heights })
    }

    /// The page may take so many bytes.
    pub fn limit_page(&mut self, largest: usize) {
        self.page.iter_mut().for_each(|(page, _)| page.limit(largest));
    }

    /// Takes further rows of all tables.
    pub fn add(&mut self, tables: &Tables) -> Result<(), Error> {
        let none = self.none.iter();
        let all: Vec<&Table> = none.map(|none| tables.named(none.declared.name).unwrap_or(none)).collect();
        for (height, table) in self.heights.iter_mut().zip(&all) {
            *height += table.height();
        }
        let (sinks, book, page) = (&mut self.sinks, &mut self.book, &mut self.page);
        let (written, bound) = rayon::join(
            || {
                page.iter_mut().for_each(|(page, _)| page.add(tables));
                let named = |name: &str| all.iter().find(|table| table.declared.name == name);
                sinks
                    .par_iter_mut()
                    .try_for_each(|(name, sink)| named(name).map_or(Ok(()), |table| sink.add(table)))
            },
            || book.as_mut().map_or(Ok(()), |(book, _)| unbroken(|| book.add(tables, &all))),
        );
        written.and(bound)
    }

    /// The tables that are written.
    fn tables(&self) -> impl Iterator<Item = &'static Declared> {
        self.none.iter().map(|table| table.declared)
    }

    /// Rows of each table so far.
    pub fn heights(&self) -> impl Iterator<Item = (&'static Declared, usize)> {
        self.tables().zip(self.heights.iter().copied())
    }

    /// Finishes all files; all of them appear together, with the record of the run.
    pub fn publish(mut self, record: &Run) -> Result<Written, Error> {
        let sinks = std::mem::take(&mut self.sinks);
        // One after another: a Parquet file remembers all its row groups, and writes them from a copy.
        sinks.into_iter().try_for_each(|(_, sink)| sink.finish())?;
        let folder = self.stage.folder().to_owned();
        let workbook = self.book.is_some().then(|| folder.join(WORKBOOK));
        if let Some((book, file)) = self.book.take() {
            unbroken(|| book.save(record, &file))?;
        }
        let page = self.page.is_some().then(|| folder.join(PAGE));
        if let Some((page, file)) = self.page.take() {
            page.save(record, &file)?;
        }
        if !self.described.is_empty() {
            let mut text = serde_json::to_vec_pretty(&package::described(
                &self.described,
                &self.tables().collect::<Vec<_>>(),
            ))
            .map_err(|wrong| failed(PACKAGE, wrong))?;
            text.push(b'\n');
            self.stage.create(PACKAGE)?.finish(&text).map_err(|wrong| failed(PACKAGE, wrong))?;
        }
        record.write(&self.stage.create(RECORD)?)?;
        Ok(Written { files: self.stage.publish(&self.others)?, folder, workbook, page })
    }
}

pub(crate) fn unwritable(path: &Path, source: std::io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        source,
        advice: "check free space and permissions, or choose another folder with --out".into(),
    }
}

/// The workbook's library panics where its temporary files cannot be written.
fn unbroken(work: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
    std::panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let folder = std::env::temp_dir();
        let message = format!(
            "its temporary files in {} could not be written; check free space and permissions, set TMPDIR to another folder, or leave it out with --formats csv,parquet",
            folder.display()
        );
        Err(failed(WORKBOOK, message))
    })
}

/// What went wrong in a report file.
fn failed(name: &str, wrong: impl std::fmt::Display) -> Error {
    Error::Report { path: name.to_owned(), message: wrong.to_string() }
}
