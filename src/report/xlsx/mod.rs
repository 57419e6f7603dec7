//! The workbook: an overview with charts, a sheet a table, what their columns mean, and how the run was made.

mod cells;
mod columns;
mod links;
mod marks;
mod overview;
mod record;
mod sheets;
mod styles;

use std::io::{BufWriter, Cursor, Seek, Write};

use rust_xlsxwriter::{Workbook, XlsxError};

use super::stage::Growing;
use super::{Run, WORKBOOK, failed};
use crate::error::Error;
use crate::table::{Declared, Table, Tables, dictionary};
use overview::found::Found;
use sheets::Sheets;

pub(crate) use cells::fitting;

/// The workbook of a run that is being written. Its rows lie in temporary files until it is saved.
pub(super) struct Book {
    sheets: Sheets,
    found: Found,
}

impl Book {
    /// Begins a workbook of these tables.
    pub(super) fn new(all: &[&'static Declared]) -> Result<Self, Error> {
        let sheets = Sheets::new(all, sheets::ROWS).map_err(|wrong| failed(WORKBOOK, wrong))?;
        Ok(Self { sheets, found: Found::default() })
    }

    /// Takes further rows of all tables; `all` are those of its sheets.
    pub(super) fn add(&mut self, tables: &Tables, all: &[&Table]) -> Result<(), Error> {
        self.found.add(tables);
        let documents = links::Documents::new(&tables.documents);
        self.sheets.add(all, Some(&documents)).map_err(|wrong| failed(WORKBOOK, wrong))
    }

    /// Writes the file and syncs it.
    pub(super) fn save(self, record: &Run, file: &Growing) -> Result<(), Error> {
        let wrong = |wrong: XlsxError| failed(WORKBOOK, wrong);
        let overview = overview::sheet(&self.found, record, &self.sheets).map_err(wrong)?;
        let run = record::sheet(record, &self.sheets).map_err(wrong)?;
        let mut workbook = self.sheets.between(overview, run).map_err(wrong)?;
        let file = file.open().map_err(|wrong| failed(WORKBOOK, wrong))?;
        write(&mut workbook, BufWriter::new(&file)).map_err(wrong)?;
        file.sync_all().map_err(|wrong| failed(WORKBOOK, wrong))
    }
}

/// A workbook of one table and what its columns mean.
pub(super) fn single(table: &Table) -> Result<Vec<u8>, Error> {
    let columns = dictionary::of(table.declared);
    let write = || {
        let mut sheets = Sheets::new(&[table.declared, columns.declared], sheets::ROWS)?;
        sheets.add(&[table, &columns], None)?;
        let mut bytes = Cursor::new(Vec::new());
        write(&mut sheets.alone()?, &mut bytes)?;
        Ok(bytes.into_inner())
    };
    write().map_err(|wrong: XlsxError| failed(WORKBOOK, wrong))
}

fn write(workbook: &mut Workbook, mut to: impl Write + Seek + Send) -> Result<(), XlsxError> {
    workbook.save_to_writer(&mut to)?;
    to.flush().map_err(XlsxError::IoError)
}
