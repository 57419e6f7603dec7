//! The workbook: a sheet a table, header frozen and filtered, cells typed, text always text.

use std::io::{BufWriter, Cursor, Seek, Write};

use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::stage::Growing;
use super::{WORKBOOK, failed, neutral};
use crate::error::Error;
use crate::table::{Cell, Declared, Table, Type, dictionary};

/// A cell holds at most this many UTF-16 units; longer text is cut here alone, and marked.
const LONGEST: usize = 32_767;
/// A sheet holds at most this many rows, with the header.
const ROWS: u32 = 1_048_576;
const CUT: &str = " […cut; whole in the CSV and Parquet files]";

/// A workbook that is being written. Its rows lie in temporary files until it is saved.
pub(super) struct Book {
    workbook: Workbook,
    styles: Styles,
    declared: Vec<&'static Declared>,
    /// The sheets of each table; a table that is longer than a sheet goes on in a second one.
    tables: Vec<Vec<Sheet>>,
}

struct Sheet {
    worksheet: Worksheet,
    /// Rows with the header.
    rows: u32,
}

impl Book {
    /// Begins a workbook of these tables.
    pub(super) fn new(all: &[&'static Declared]) -> Result<Self, Error> {
        Self::begin(all).map_err(|wrong| failed(WORKBOOK, wrong))
    }

    fn begin(all: &[&'static Declared]) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        // The same input gives the same bytes: no creation time, and styles numbered before rows come in parallel.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_title("rejoinder").set_creation_datetime(&created));
        let styles = Styles::new();
        styles.all().into_iter().for_each(|style| workbook.register_format(style));
        let mut book = Self { workbook, styles, declared: all.to_vec(), tables: Vec::new() };
        for declared in all {
            let first = book.sheet(declared, 0)?;
            book.tables.push(vec![first]);
        }
        Ok(book)
    }

    fn sheet(&mut self, declared: &Declared, part: usize) -> Result<Sheet, XlsxError> {
        let mut sheet = self.workbook.new_worksheet_with_constant_memory()?;
        sheet.set_name(if part == 0 {
            declared.name.to_owned()
        } else {
            format!("{}_{}", declared.name, part + 1)
        })?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, column) in (0..).zip(declared.columns) {
            sheet.set_column_width(at, width(column.name, column.kind))?;
        }
        for (at, column) in (0..).zip(declared.columns) {
            sheet.write_string_with_format(0, at, column.name, &self.styles.header)?;
        }
        Ok(Sheet { worksheet: sheet, rows: 1 })
    }

    /// Takes further rows of all tables.
    pub(super) fn add(&mut self, all: &[&Table]) -> Result<(), Error> {
        self.make_room(all).map_err(|wrong| failed(WORKBOOK, wrong))?;
        let styles = &self.styles;
        let written = self.tables.par_iter_mut().zip(all).try_for_each(|(sheets, table)| {
            let mut row = 0;
            for sheet in sheets {
                while row < table.height() && sheet.rows < ROWS {
                    write_row(&mut sheet.worksheet, sheet.rows, table, row, styles)?;
                    sheet.rows += 1;
                    row += 1;
                }
            }
            Ok(())
        });
        written.map_err(|wrong: XlsxError| failed(WORKBOOK, wrong))
    }

    /// Adds sheets where the rows to come do not fit.
    fn make_room(&mut self, all: &[&Table]) -> Result<(), XlsxError> {
        for (at, table) in all.iter().enumerate() {
            let room =
                |sheets: &[Sheet]| sheets.iter().map(|sheet| (ROWS - sheet.rows) as usize).sum::<usize>();
            while room(&self.tables[at]) < table.height() {
                let further = self.sheet(table.declared, self.tables[at].len())?;
                self.tables[at].push(further);
            }
        }
        Ok(())
    }

    /// Writes the file and syncs it.
    pub(super) fn save(self, file: &Growing) -> Result<(), Error> {
        let file = file.open().map_err(|wrong| failed(WORKBOOK, wrong))?;
        self.write(BufWriter::new(&file))?;
        file.sync_all().map_err(|wrong| failed(WORKBOOK, wrong))
    }

    fn write(mut self, mut to: impl Write + Seek + Send) -> Result<(), Error> {
        let mut save = || {
            for (declared, sheets) in self.declared.iter().zip(std::mem::take(&mut self.tables)) {
                let last = u16::try_from(declared.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
                for mut sheet in sheets {
                    sheet.worksheet.autofilter(0, 0, sheet.rows - 1, last)?;
                    self.workbook.push_worksheet(sheet.worksheet);
                }
            }
            self.workbook.save_to_writer(&mut to)?;
            to.flush().map_err(XlsxError::IoError)
        };
        save().map_err(|wrong| failed(WORKBOOK, wrong))
    }
}

/// A workbook of one table and what its columns mean.
pub(super) fn single(table: &Table) -> Result<Vec<u8>, Error> {
    let columns = dictionary::of(table.declared);
    let mut book = Book::new(&[table.declared, columns.declared])?;
    book.add(&[table, &columns])?;
    let mut bytes = Cursor::new(Vec::new());
    book.write(&mut bytes)?;
    Ok(bytes.into_inner())
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
    fn all(&self) -> [&Format; 6] {
        [&self.header, &self.text, &self.left, &self.matched, &self.date, &self.number]
    }

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

fn write_row(
    sheet: &mut Worksheet,
    line: u32,
    table: &Table,
    row: usize,
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(table.declared.columns) {
        write_cell(sheet, (line, at), column.name, &table.cell(row, usize::from(at)), styles)?;
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
        ("phrase" | "variants", _) => 50.0,
        ("matched" | "term" | "source" | "title", _) => 30.0,
        (name, Type::Text) if name.ends_with("_id") => 24.0,
        (_, Type::Text) => 18.0,
        _ => 12.0,
    }
}
