//! Coding files on disk: a workbook, or CSV files beside each other.

use std::io::Write;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, XlsxError,
};

use super::grid::Grid;
use super::sheets::{CATEGORIES, CODING, FRAME, INSTRUCTIONS, PROGRAM};
use crate::error::Error;
use crate::report::{atomic, neutral, xlsx};

/// The sheets of a coding file, by name.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// In order.
    pub sheets: Vec<(String, Grid)>,
    /// Columns of the first sheet that get a drop-down of the codes.
    pub choices: Vec<usize>,
}

impl Book {
    /// A sheet by its name.
    pub fn sheet(&self, name: &str) -> Option<&Grid> {
        self.sheets.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, grid)| grid)
    }

    /// The files that writing to a path makes.
    pub fn files(&self, path: &Path) -> Vec<PathBuf> {
        if is_csv(path) {
            self.sheets.iter().map(|(name, _)| beside(path, name)).collect()
        } else {
            vec![path.to_owned()]
        }
    }

    /// Writes a workbook (`.xlsx`), or a file a sheet (`.csv`).
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        if is_csv(path) {
            return self.sheets.iter().try_for_each(|(name, grid)| {
                atomic::write(&beside(path, name), |file| {
                    write_csv(grid, file).map_err(|wrong| wrong.to_string())
                })
            });
        }
        let failed =
            |wrong: XlsxError| Error::Report { path: path.display().to_string(), message: wrong.to_string() };
        let bytes = self.workbook().map_err(failed)?;
        atomic::write(path, |file| file.write_all(&bytes).map_err(|wrong| wrong.to_string()))
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title("rejoinder").set_creation_datetime(&created));
        let header = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
        let text = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        for (name, grid) in &self.sheets {
            let sheet = book.add_worksheet().set_name(name)?;
            sheet.set_freeze_panes(1, 0)?;
            for (at, name) in (0..).zip(&grid.header) {
                sheet.set_column_width(at, width(name))?;
                sheet.write_string_with_format(0, at, name, &header)?;
            }
            for (line, (_, cells)) in (1..).zip(&grid.rows) {
                for (at, cell) in (0..).zip(cells) {
                    sheet.write_string_with_format(line, at, xlsx::fitting(cell), &text)?;
                }
            }
            let (last, columns) = (grid.rows.len() as u32, grid.header.len().saturating_sub(1) as u16);
            sheet.set_hidden(matches!(name.as_str(), PROGRAM | FRAME));
            if name == CODING {
                sheet.autofilter(0, 0, last, columns)?;
                let choice = self.choice()?;
                for column in &self.choices {
                    sheet.add_data_validation(1, *column as u16, last.max(1), *column as u16, &choice)?;
                }
            }
        }
        book.save_to_buffer()
    }

    /// The drop-down. Other entries are allowed: a cell may hold several codes.
    fn choice(&self) -> Result<DataValidation, XlsxError> {
        let codes = self.sheet(CATEGORIES).map_or(0, |grid| grid.rows.len());
        let list = Formula::new(format!("{CATEGORIES}!$A$2:$A${}", codes + 1));
        DataValidation::new()
            .allow_list_formula(list)
            .show_error_message(false)
            .set_input_message("Choose a code, or write several: deny.fact; accuse")
    }

    /// Reads a workbook, or a CSV file with those beside it.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let bytes = bytes(path)?;
        if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF]) {
            let wrong = |message: String| Error::Usage(format!("{}: {message}", path.display()));
            let sheets = workbook(&bytes).map_err(wrong)?;
            return Ok(Self { sheets, choices: Vec::new() });
        }
        let mut sheets = vec![(CODING.to_owned(), read_csv(path, &bytes)?)];
        for name in [CATEGORIES, PROGRAM, FRAME] {
            let further = beside(path, name);
            if further != path && further.is_file() {
                sheets.push((name.to_owned(), read_csv(&further, &self::bytes(&further)?)?));
            }
        }
        Ok(Self { sheets, choices: Vec::new() })
    }
}

fn is_csv(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

/// `coding.csv` has `coding.program.csv` beside it.
fn beside(path: &Path, sheet: &str) -> PathBuf {
    match sheet {
        CODING => path.to_owned(),
        other => path.with_extension(format!("{other}.csv")),
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|source| Error::File {
        path: path.to_owned(),
        source,
        advice: "name a coded workbook or CSV file".into(),
    })
}

fn write_csv(grid: &Grid, out: impl Write) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(&grid.header)?;
    for (_, cells) in &grid.rows {
        writer.write_record(cells.iter().map(|cell| neutral::csv(cell).into_owned()))?;
    }
    Ok(writer.flush()?)
}

/// Spreadsheets save CSV with commas, semicolons or tabs, as their country has it.
fn read_csv(path: &Path, bytes: &[u8]) -> Result<Grid, Error> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    let first = text.lines().next().unwrap_or("");
    let often = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(often).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let wrong = |wrong: csv::Error| Error::Usage(format!("{}: {wrong}", path.display()));
    let header = reader.headers().map_err(wrong)?.iter().map(str::to_owned).collect();
    let mut grid = Grid { header, rows: Vec::new() };
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let line = record.position().map_or(0, |at| at.line() as usize);
        grid.rows.push((line, record.iter().map(original).collect()));
    }
    Ok(grid)
}

/// A cell as it was before it was made safe for spreadsheets.
fn original(cell: &str) -> String {
    cell.strip_prefix('\'').unwrap_or(cell).to_owned()
}

/// The sheets of a workbook. Its reader believes what files say of themselves, and may panic.
#[cfg(feature = "formats")]
fn workbook(bytes: &[u8]) -> Result<Vec<(String, Grid)>, String> {
    let read = std::panic::catch_unwind(|| reading::sheets(bytes));
    read.unwrap_or_else(|_| Err("the workbook is damaged".into()))
}

#[cfg(not(feature = "formats"))]
fn workbook(_: &[u8]) -> Result<Vec<(String, Grid)>, String> {
    Err("this program was built without workbooks; save the sheets as CSV".into())
}

#[cfg(feature = "formats")]
mod reading {
    use std::io::Cursor;

    use calamine::{Data, Ods, Range, Reader, Xls, Xlsb, Xlsx, open_workbook_from_rs};

    use super::Grid;

    /// The sheets of a workbook in any of the usual forms.
    pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<(String, Grid)>, String> {
        let cursor = || Cursor::new(bytes);
        if let Ok(mut book) = open_workbook_from_rs::<Xlsx<_>, _>(cursor()) {
            return Ok(grids(book.worksheets()));
        }
        if let Ok(mut book) = open_workbook_from_rs::<Ods<_>, _>(cursor()) {
            return Ok(grids(book.worksheets()));
        }
        if let Ok(mut book) = open_workbook_from_rs::<Xlsb<_>, _>(cursor()) {
            return Ok(grids(book.worksheets()));
        }
        let mut book = open_workbook_from_rs::<Xls<_>, _>(cursor())
            .map_err(|wrong| format!("the workbook cannot be read: {wrong}"))?;
        Ok(grids(book.worksheets()))
    }

    fn grids(all: Vec<(String, Range<Data>)>) -> Vec<(String, Grid)> {
        all.into_iter().map(|(name, range)| (name, grid(&range))).collect()
    }

    fn grid(range: &Range<Data>) -> Grid {
        let first = range.start().map_or(0, |(row, _)| row as usize);
        let mut rows = range.rows().map(|row| row.iter().map(text).collect::<Vec<String>>());
        let header = rows.next().unwrap_or_default();
        let filled = |(_, row): &(usize, Vec<String>)| row.iter().any(|cell| !cell.trim().is_empty());
        Grid { header, rows: (first + 2..).zip(rows).filter(filled).collect() }
    }

    fn text(cell: &Data) -> String {
        match cell {
            Data::Empty => String::new(),
            other => other.to_string(),
        }
    }
}

/// Widths in characters, by what the columns hold.
fn width(name: &str) -> f64 {
    match name {
        "text" | "question" | "definition" | "include" | "exclude" | INSTRUCTIONS => 60.0,
        "context" => 80.0,
        "note" | "words" => 30.0,
        _ => 16.0,
    }
}
