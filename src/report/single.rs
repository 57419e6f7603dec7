//! One table as a file of its own, in the form that the file's ending names.

use std::io::Write;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use serde_json::{Map, Value};

use super::xlsx::{Styles, width, write_row};
use super::{atomic, csv};
use crate::error::Error;
use crate::table::{Cell, Table, dictionary};

/// A form of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Commas; no cell is a formula.
    Csv,
    /// A workbook with the table and what its columns mean.
    Xlsx,
    /// A JSON object a row.
    Jsonl,
}

impl Form {
    /// The form that the ending of a file names.
    ///
    /// # Errors
    /// When it names none.
    pub fn of(path: &Path) -> Result<Self, Error> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("xlsx") => Ok(Self::Xlsx),
            Some("jsonl") => Ok(Self::Jsonl),
            _ => {
                let path = path.display();
                let message = format!("--out {path}: give the file the ending .csv, .xlsx or .jsonl");
                Err(Error::Usage(message))
            }
        }
    }
}

/// Writes a table into a file, which appears whole or not at all.
///
/// # Errors
/// When the file cannot be written, or its ending names no form.
pub fn write(path: &Path, table: &Table) -> Result<(), Error> {
    match Form::of(path)? {
        Form::Csv => atomic::write(path, |file| csv_rows(table, file).map_err(|wrong| wrong.to_string())),
        Form::Jsonl => atomic::write(path, |file| json_rows(table, file).map_err(|wrong| wrong.to_string())),
        Form::Xlsx => {
            let book = super::unbroken_value(path, || workbook(table))?;
            atomic::write(path, |file| file.write_all(&book).map_err(|wrong| wrong.to_string()))
        }
    }
}

fn csv_rows(table: &Table, out: impl Write) -> Result<(), ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(table.declared.columns.iter().map(|column| column.name))?;
    for row in 0..table.height() {
        writer.write_record((0..table.data.len()).map(|column| csv::written(&table.cell(row, column))))?;
    }
    Ok(writer.flush()?)
}

fn json_rows(table: &Table, mut out: impl Write) -> std::io::Result<()> {
    for row in 0..table.height() {
        let cells = table.declared.columns.iter().enumerate();
        let object: Map<String, Value> =
            cells.map(|(at, column)| (column.name.to_owned(), json(&table.cell(row, at)))).collect();
        writeln!(out, "{}", Value::Object(object))?;
    }
    Ok(())
}

fn json(cell: &Cell) -> Value {
    match cell {
        Cell::Missing => Value::Null,
        Cell::Text(text) => (*text).into(),
        Cell::Int(number) => (*number).into(),
        Cell::Float(number) => (*number).into(),
        Cell::Bool(truth) => (*truth).into(),
        Cell::Date(date) => date.to_string().into(),
    }
}

fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties()?);
    let styles = Styles::new();
    styles.all().into_iter().for_each(|style| book.register_format(style));
    for table in [table, &dictionary::of(table.declared)] {
        let columns = table.declared.columns;
        let sheet = book.add_worksheet().set_name(table.declared.name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, column) in (0..).zip(columns) {
            sheet.set_column_width(at, width(column.name, column.kind))?;
            sheet.write_string_with_format(0, at, column.name, &styles.header)?;
        }
        let rows = u32::try_from(table.height()).unwrap_or(u32::MAX);
        for row in 0..rows {
            write_row(sheet, row + 1, table, row as usize, &styles)?;
        }
        let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, rows, last)?;
    }
    book.save_to_buffer()
}

/// The same input gives the same bytes: no time of creation.
pub(super) fn properties() -> Result<DocProperties, XlsxError> {
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_title("rejoinder").set_creation_datetime(&created))
}
