//! JSON lines: one object a row, in the order of the columns; missing cells are left out.

use std::io::Write;

use super::stage::Growing;
use super::{Sink, failed};
use crate::error::Error;
use crate::table::{Cell, Table};

/// A table that is being written.
pub(super) struct Lines {
    file: Growing,
    name: String,
}

impl Lines {
    /// Begins an empty file.
    pub(super) fn new(file: Growing, name: &str) -> Self {
        Self { file, name: name.to_owned() }
    }
}

impl Sink for Lines {
    fn add(&mut self, table: &Table) -> Result<(), Error> {
        self.file.append(&text(table)?).map_err(|wrong| failed(&self.name, wrong))
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        self.file.finish(&[]).map_err(|wrong| failed(&self.name, wrong))
    }
}

/// A table as the bytes of a file.
pub(super) fn text(table: &Table) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    for row in 0..table.height() {
        object(table, row, &mut bytes).map_err(|wrong| failed(table.declared.name, wrong))?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// A row as an object.
pub(crate) fn object(table: &Table, row: usize, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    bytes.push(b'{');
    let mut first = true;
    for (at, column) in table.declared.columns.iter().enumerate() {
        let cell = table.cell(row, at);
        if cell == Cell::Missing {
            continue;
        }
        write!(bytes, "{}\"{}\":", if first { "" } else { "," }, column.name)?;
        first = false;
        match cell {
            Cell::Missing => {}
            Cell::Text(text) => serde_json::to_writer(&mut *bytes, text)?,
            Cell::Int(number) => write!(bytes, "{number}")?,
            Cell::Float(number) => serde_json::to_writer(&mut *bytes, &number)?,
            Cell::Bool(truth) => write!(bytes, "{truth}")?,
            Cell::Date(date) => write!(bytes, "\"{date}\"")?,
        }
    }
    bytes.push(b'}');
    Ok(())
}
