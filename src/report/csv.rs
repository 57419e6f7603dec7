//! CSV: UTF-8, comma, quotation marks where needed, `true`/`false`, empty for missing.

use std::path::Path;

use super::{atomic, neutral};
use crate::error::Error;
use crate::table::{Cell, Table};

/// Writes a table.
pub fn write(table: &Table, path: &Path) -> Result<(), Error> {
    atomic::write(path, |file| {
        let mut writer = csv::WriterBuilder::new().from_writer(file);
        let fault = |wrong: csv::Error| wrong.to_string();
        writer.write_record(table.declared.columns.iter().map(|column| column.name)).map_err(fault)?;
        for row in 0..table.height() {
            for column in 0..table.data.len() {
                writer.write_field(written(&table.cell(row, column))).map_err(fault)?;
            }
            writer.write_record(None::<&[u8]>).map_err(fault)?;
        }
        writer.flush().map_err(|wrong| wrong.to_string())
    })
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
