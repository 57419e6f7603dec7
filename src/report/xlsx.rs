//! The workbook: a sheet a table, header frozen and filtered, cells typed, text always text.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{atomic, neutral};
use crate::error::Error;
use crate::table::{Cell, Table, Tables, Type};

/// A cell holds at most this many UTF-16 units; longer text is cut here alone, and marked.
const LONGEST: usize = 32_767;
/// A sheet holds at most this many rows, with the header.
const ROWS: usize = 1_048_576;
const CUT: &str = " […cut; whole in the CSV and Parquet files]";

/// Writes the workbook.
pub fn write(tables: &Tables, path: &Path) -> Result<(), Error> {
    atomic::write(path, |file| {
        let mut workbook = build(tables).map_err(|wrong| wrong.to_string())?;
        workbook.save_to_writer(file).map_err(|wrong| wrong.to_string())
    })
}

fn build(tables: &Tables) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // The same input gives the same bytes: no creation time.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title("rejoinder").set_creation_datetime(&created));
    let styles = Styles::new();
    for table in tables.all() {
        let rows_per_sheet = ROWS - 1;
        for part in 0..table.height().div_ceil(rows_per_sheet).max(1) {
            let sheet = workbook.add_worksheet_with_constant_memory()?;
            let name = if part == 0 {
                table.declared.name.to_owned()
            } else {
                format!("{}_{}", table.declared.name, part + 1)
            };
            sheet.set_name(name)?;
            let rows = part * rows_per_sheet..table.height().min((part + 1) * rows_per_sheet);
            fill(sheet, table, rows, &styles)?;
        }
    }
    Ok(workbook)
}

struct Styles {
    header: Format,
    text: Format,
    /// The words before a hit end where the hit begins.
    left: Format,
    matched: Format,
    date: Format,
    number: Format,
}

impl Styles {
    fn new() -> Self {
        Self {
            header: Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap(),
            text: Format::new().set_align(FormatAlign::Top),
            left: Format::new().set_align(FormatAlign::Top).set_align(FormatAlign::Right),
            matched: Format::new().set_align(FormatAlign::Top).set_bold(),
            date: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
            number: Format::new().set_align(FormatAlign::Top),
        }
    }
}

impl Styles {
    /// The style of a column of text.
    fn of(&self, name: &str) -> &Format {
        match name {
            "left" => &self.left,
            "matched" => &self.matched,
            _ => &self.text,
        }
    }
}

fn fill(
    sheet: &mut Worksheet,
    table: &Table,
    rows: std::ops::Range<usize>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let columns = table.declared.columns;
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, u32::try_from(rows.len()).unwrap_or(u32::MAX), last)?;
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_width(at, width(column.name, column.kind))?;
    }
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, column.name, &styles.header)?;
    }
    for (line, row) in (1..).zip(rows) {
        for at in 0..=last {
            let name = columns[usize::from(at)].name;
            write_cell(sheet, (line, at), name, &table.cell(row, usize::from(at)), styles)?;
        }
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    name: &str,
    cell: &Cell,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Missing => return Ok(()),
        Cell::Text(text) => sheet.write_string_with_format(row, column, fitting(text), styles.of(name))?,
        Cell::Int(number) => sheet.write_number_with_format(row, column, *number as f64, &styles.number)?,
        Cell::Float(number) => sheet.write_number_with_format(row, column, *number, &styles.number)?,
        Cell::Bool(truth) => sheet.write_boolean_with_format(row, column, *truth, &styles.text)?,
        Cell::Date(date) => {
            let year = u16::try_from(date.year()).unwrap_or(1900);
            match ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()) {
                Ok(day) => sheet.write_datetime_with_format(row, column, &day, &styles.date)?,
                // Spreadsheets know no date before 1900.
                Err(_) => sheet.write_string_with_format(row, column, date.to_string(), &styles.text)?,
            }
        }
    };
    Ok(())
}

/// Text that fits into a cell.
fn fitting(text: &str) -> String {
    let text = neutral::printable(text);
    if text.encode_utf16().count() <= LONGEST {
        return text.into_owned();
    }
    let room = LONGEST - CUT.encode_utf16().count();
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > room
    });
    format!("{}{CUT}", &text[..end.map_or(text.len(), |(at, _)| at)])
}

/// Widths in characters, by what the columns hold.
fn width(name: &str, kind: Type) -> f64 {
    match (name, kind) {
        (
            "text" | "content" | "left" | "right" | "message" | "meaning" | "advice" | "note" | "claim_a"
            | "claim_b",
            _,
        ) => 60.0,
        ("matched" | "term" | "source" | "title", _) => 30.0,
        (name, Type::Text) if name.ends_with("_id") => 24.0,
        (_, Type::Text) => 18.0,
        _ => 12.0,
    }
}
