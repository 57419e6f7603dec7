//! Cells: typed; text is always text, never a formula.

use std::borrow::Cow;

use rust_xlsxwriter::{ExcelDateTime, Worksheet, XlsxError};

use super::styles::{Style, Styles};
use crate::report::neutral;
use crate::table::Cell;

/// A cell holds at most this many UTF-16 units; longer text is cut here alone, and marked.
const LONGEST: usize = 32_767;
const CUT: &str = " […cut; whole in the CSV and Parquet files]";

/// Writes a cell that has the format of its column. Was its text cut?
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    style: Style,
    styles: &Styles,
) -> Result<bool, XlsxError> {
    match cell {
        Cell::Missing => {}
        Cell::Text(text) => {
            let fits = fitting(text);
            let cut = fits.ends_with(CUT) && !text.ends_with(CUT);
            sheet.write_string(row, column, fits)?;
            return Ok(cut);
        }
        Cell::Int(number) => drop(sheet.write_number(row, column, *number as f64)?),
        Cell::Float(number) if style == Style::Figure && number.fract() == 0.0 => {
            sheet.write_number_with_format(row, column, *number, styles.of(Style::Count))?;
        }
        Cell::Float(number) => drop(sheet.write_number(row, column, *number)?),
        Cell::Bool(truth) => drop(sheet.write_boolean(row, column, *truth)?),
        Cell::Date(date) => {
            let year = u16::try_from(date.year()).unwrap_or(1900);
            match ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()) {
                Ok(day) => sheet.write_datetime(row, column, &day)?,
                // Spreadsheets know no date before 1900.
                Err(_) => sheet.write_string(row, column, date.to_string())?,
            };
        }
    }
    Ok(false)
}

/// Text that fits into a cell.
pub(crate) fn fitting(text: &str) -> Cow<'_, str> {
    let text = neutral::printable(text);
    // No text has more UTF-16 units than bytes.
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let room = LONGEST - CUT.encode_utf16().count();
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > room
    });
    Cow::Owned(format!("{}{CUT}", &text[..end.map_or(text.len(), |(at, _)| at)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_cut_and_marked() {
        for (text, units) in [("a", 1), ("ä", 1), ("😀", 2), ("中", 1)] {
            let most = LONGEST / units;
            let whole = text.repeat(most);
            assert_eq!(fitting(&whole), whole);
            let cut = fitting(&text.repeat(most + 1)).into_owned();
            assert!(cut.ends_with(CUT) && cut.encode_utf16().count() > LONGEST - 2);
            assert!(cut.encode_utf16().count() <= LONGEST);
        }
    }
}
