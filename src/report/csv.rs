//! CSV: UTF-8, comma, quotation marks where needed, `true`/`false`, empty for missing.

use std::fs::File;

use super::{Sink, failed, neutral};
use crate::error::Error;
use crate::table::{Cell, Declared, Table};

/// A table that is being written.
pub(super) struct Sheet {
    writer: csv::Writer<File>,
    name: String,
}

impl Sheet {
    /// Begins with the header.
    pub(super) fn new(declared: &Declared, file: File, name: &str) -> Result<Self, Error> {
        let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(file);
        let header = declared.columns.iter().map(|column| column.name);
        writer.write_record(header).map_err(|wrong| failed(name, wrong))?;
        Ok(Self { writer, name: name.to_owned() })
    }

    fn rows(&mut self, table: &Table) -> Result<(), csv::Error> {
        for row in 0..table.height() {
            for column in 0..table.data.len() {
                self.writer.write_field(written(&table.cell(row, column)))?;
            }
            self.writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }
}

impl Sink for Sheet {
    fn add(&mut self, table: &Table) -> Result<(), Error> {
        self.rows(table).map_err(|wrong| failed(&self.name, wrong))
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        let file = self.writer.into_inner().map_err(|wrong| failed(&self.name, wrong))?;
        file.sync_all().map_err(|wrong| failed(&self.name, wrong))
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
