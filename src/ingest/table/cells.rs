//! Cells of a workbook as text: dates as ISO dates, whole numbers without a point, never a power of ten.

use std::collections::BTreeMap;

use calamine::{DataRef, ExcelDateTime};

use crate::error::{Code, Problem};

/// The cells that are read of a workbook may hold this many bytes together.
const MOST_BYTES: usize = 256 << 20;
/// And be this many.
const MOST_CELLS: usize = 10_000_000;
/// A merged region is filled over at most this many rows.
const LONGEST_REGION: u32 = 10_000;

/// What has been read of a workbook so far.
#[derive(Debug, Default)]
pub(super) struct Budget {
    bytes: usize,
    cells: usize,
}

/// The cells of a sheet that hold something, by row and column, both counted from 0.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) name: String,
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, String>>,
}

impl Grid {
    /// Puts a cell; one without words is none.
    pub(super) fn put(&mut self, at: (u32, u32), words: String, spent: &mut Budget) -> Result<(), Problem> {
        if words.trim().is_empty() {
            return Ok(());
        }
        spent.bytes += words.len();
        spent.cells += 1;
        if spent.bytes > MOST_BYTES || spent.cells > MOST_CELLS {
            let message =
                format!("the cells hold more than {} MiB or are more than {MOST_CELLS}", MOST_BYTES >> 20);
            return Err(Problem::new(Code::OverLimit, message));
        }
        self.rows.entry(at.0).or_default().insert(at.1, words);
        Ok(())
    }

    /// The first cell of a merged region holds for all its rows that are there.
    pub(super) fn fill(&mut self, start: (u32, u32), end: (u32, u32)) {
        let Some(words) = self.rows.get(&start.0).and_then(|row| row.get(&start.1)).cloned() else { return };
        if end.0 <= start.0 || end.0 - start.0 > LONGEST_REGION {
            return;
        }
        for (_, row) in self.rows.range_mut(start.0 + 1..=end.0) {
            row.entry(start.1).or_insert_with(|| words.clone());
        }
    }
}

/// A cell as text.
pub(super) fn written(value: &DataRef) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        // Displayed floats have no exponent and no needless point.
        DataRef::Float(number) => number.to_string(),
        DataRef::String(words) => plain(words),
        DataRef::SharedString(words) => plain(words),
        DataRef::Bool(true) => "true".to_owned(),
        DataRef::Bool(false) => "false".to_owned(),
        DataRef::DateTime(time) => date(time),
        DataRef::DateTimeIso(words) => words.strip_suffix("T00:00:00").unwrap_or(words).to_owned(),
        DataRef::DurationIso(words) => words.clone(),
        // A formula that failed has no words.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Workbooks write a carriage return in words as `_x000D_`.
fn plain(words: &str) -> String {
    words.replace("_x000D_\n", "\n").replace("_x000D_", "\n").replace("\r\n", "\n").replace('\r', "\n")
}

fn date(time: &ExcelDateTime) -> String {
    let (year, month, day, hours, minutes, seconds, _) = time.to_ymd_hms_milli();
    let clock = format!("{hours:02}:{minutes:02}:{seconds:02}");
    if time.is_duration() || time.as_f64() < 1.0 {
        let whole = (time.as_f64().max(0.0) * 24.0).floor();
        return if time.is_duration() { format!("{whole}:{minutes:02}:{seconds:02}") } else { clock };
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if clock == "00:00:00" { date } else { format!("{date}T{clock}") }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn cells_as_text() {
        let check = |value: DataRef, expected: &str| assert_eq!(written(&value), expected);
        check(DataRef::Float(12.0), "12");
        check(DataRef::Float(1e21), "1000000000000000000000");
        check(DataRef::Float(0.25), "0.25");
        check(DataRef::String("2310009E13".into()), "2310009E13");
        check(DataRef::SharedString("One_x000D_\nTwo"), "One\nTwo");
        let time = |value, kind| DataRef::DateTime(ExcelDateTime::new(value, kind, false));
        check(time(44397.0, ExcelDateTimeType::DateTime), "2021-07-20");
        check(time(44397.5, ExcelDateTimeType::DateTime), "2021-07-20T12:00:00");
        check(time(0.75, ExcelDateTimeType::DateTime), "18:00:00");
        check(DataRef::DateTimeIso("2021-07-20T00:00:00".into()), "2021-07-20");
    }
}
