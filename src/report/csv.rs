//! CSV: UTF-8, comma, quotation marks where needed, `true`/`false`, empty for missing.

use super::stage::Growing;
use super::{Sink, failed, neutral};
use crate::error::Error;
use crate::table::{Cell, Declared, Table};

/// A table that is being written.
pub(super) struct Sheet {
    file: Growing,
    name: String,
}

impl Sheet {
    /// Begins with the header.
    pub(super) fn new(declared: &Declared, file: Growing, name: &str) -> Result<Self, Error> {
        let sheet = Self { file, name: name.to_owned() };
        let header = declared.columns.iter().map(|column| column.name);
        sheet.append(|writer| writer.write_record(header))?;
        Ok(sheet)
    }

    fn append(
        &self,
        write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error>,
    ) -> Result<(), Error> {
        let bytes = bytes(&self.name, write)?;
        self.file.append(&bytes).map_err(|wrong| failed(&self.name, wrong))
    }
}

/// A table as the bytes of a CSV file.
pub(super) fn text(table: &Table) -> Result<Vec<u8>, Error> {
    bytes(table.declared.name, |writer| {
        writer.write_record(table.declared.columns.iter().map(|column| column.name))?;
        rows(table, writer)
    })
}

fn bytes(
    name: &str,
    write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error>,
) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    write(&mut writer).map_err(|wrong| failed(name, wrong))?;
    writer.into_inner().map_err(|wrong| failed(name, wrong))
}

fn rows(table: &Table, writer: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
    for row in 0..table.height() {
        for column in 0..table.data.len() {
            writer.write_field(written(&table.cell(row, column)))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

impl Sink for Sheet {
    fn add(&mut self, table: &Table) -> Result<(), Error> {
        self.append(|writer| rows(table, writer))
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        self.file.finish(&[]).map_err(|wrong| failed(&self.name, wrong))
    }
}

/// A cell as text.
pub fn written(cell: &Cell) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(text) => neutral::csv(text).into_owned(),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Bool(truth) => truth.to_string(),
        Cell::Date(date) => date.to_string(),
    }
}
