//! Parquet: the columns that a table of transcripts may have, as text.

use std::io::Cursor;

use polars_core::prelude::{AnyValue, ArrowDataType, DataFrame, TimeUnit};
use polars_io::SerReader;
use polars_io::parquet::read::{ParallelStrategy, ParquetReader};

use super::{Row, documents};
use crate::document::Source;
use crate::error::{Code, Problem};
use crate::ingest::{Ingested, Options, failed};

/// A file may have this many rows.
const MOST_ROWS: usize = 10_000_000;
/// Its columns may unpack to this many bytes.
const MOST_BYTES: i64 = 512 << 20;

/// The documents in a Parquet file.
pub fn read(bytes: &[u8], source: Source, options: &Options) -> Ingested {
    let (frame, skipped) = match frame(bytes) {
        Ok(read) => read,
        Err(problem) => return failed(problem),
    };
    let header: Vec<String> = frame.get_column_names().iter().map(|name| name.to_string()).collect();
    let columns: Vec<Vec<String>> = frame
        .columns()
        .iter()
        .map(|column| {
            (0..frame.height())
                .map(|row| column.get(row).map_or(String::new(), |cell| written(&cell)))
                .collect()
        })
        .collect();
    let rows = (0..frame.height()).map(|row| Row {
        line: row + 1,
        number: Some(row + 1),
        cells: columns.iter().map(|column| column[row].as_str().into()).collect(),
    });
    let mut ingested = documents(&header, rows, &source, &options.columns);
    if !skipped.is_empty() {
        let message =
            format!("columns that hold no text, number or date were left out: {}", skipped.join(", "));
        ingested.problems.push(Problem::new(Code::LeftOut, message));
    }
    ingested
}

/// The columns that can be written as text, and the names of the others.
fn frame(bytes: &[u8]) -> Result<(DataFrame, Vec<String>), Problem> {
    let broken = |wrong: &dyn std::fmt::Display| {
        let message = wrong.to_string();
        Problem::new(Code::BadFormat, format!("no Parquet file that can be read: {message}"))
    };
    if bytes.len() < 12 || !bytes.starts_with(b"PAR1") || !bytes.ends_with(b"PAR1") {
        let locked = bytes.ends_with(b"PARE");
        return Err(if locked {
            Problem::new(Code::Encrypted, "the file is encrypted")
        } else {
            broken(&"it does not begin and end with PAR1")
        });
    }
    let mut reader = ParquetReader::new(Cursor::new(bytes)).read_parallel(ParallelStrategy::None);
    let metadata = reader.get_metadata().map_err(|wrong| broken(&wrong))?.clone();
    let unpacked: i64 =
        metadata.row_groups.iter().map(|group| group.total_byte_size() as i64).fold(0, i64::saturating_add);
    if metadata.num_rows > MOST_ROWS || unpacked > MOST_BYTES {
        let message = format!(
            "{} rows of {unpacked} bytes; the limits are {MOST_ROWS} rows and {} MiB",
            metadata.num_rows,
            MOST_BYTES >> 20
        );
        return Err(Problem::new(Code::OverLimit, message));
    }
    let schema = reader.schema().map_err(|wrong| broken(&wrong))?;
    let (kept, skipped): (Vec<_>, Vec<_>) = schema.iter_values().partition(|field| is_plain(&field.dtype));
    let names = |fields: &[&polars_core::prelude::ArrowField]| {
        fields.iter().map(|field| field.name.to_string()).collect::<Vec<String>>()
    };
    let (kept, skipped) = (names(&kept), names(&skipped));
    let frame = reader.with_columns(Some(kept)).finish().map_err(|wrong| broken(&wrong))?;
    Ok((frame, skipped))
}

fn is_plain(kind: &ArrowDataType) -> bool {
    use ArrowDataType as Kind;
    matches!(
        kind,
        Kind::Utf8
            | Kind::LargeUtf8
            | Kind::Utf8View
            | Kind::Boolean
            | Kind::Int32
            | Kind::Int64
            | Kind::UInt32
            | Kind::UInt64
            | Kind::Float32
            | Kind::Float64
            | Kind::Date32
            | Kind::Timestamp(..)
    )
}

fn written(cell: &AnyValue) -> String {
    match cell {
        AnyValue::Null => String::new(),
        AnyValue::String(words) => (*words).to_owned(),
        AnyValue::StringOwned(words) => words.to_string(),
        AnyValue::Date(days) => jiff::civil::date(1970, 1, 1)
            .checked_add(jiff::Span::new().try_days(*days).unwrap_or_default())
            .map_or(String::new(), |date| date.to_string()),
        AnyValue::Datetime(time, unit, _) => instant(*time, *unit),
        AnyValue::DatetimeOwned(time, unit, _) => instant(*time, *unit),
        AnyValue::Float32(number) => number.to_string(),
        AnyValue::Float64(number) => number.to_string(),
        AnyValue::Boolean(truth) => truth.to_string(),
        AnyValue::Int32(number) => number.to_string(),
        AnyValue::Int64(number) => number.to_string(),
        AnyValue::UInt32(number) => number.to_string(),
        AnyValue::UInt64(number) => number.to_string(),
        // The frame has no columns of other kinds.
        _ => String::new(),
    }
}

/// An instant as its date, and the time of day where there is one; in the zone in which it is stored.
fn instant(time: i64, unit: TimeUnit) -> String {
    let read = match unit {
        TimeUnit::Milliseconds => jiff::Timestamp::from_millisecond(time),
        TimeUnit::Microseconds => jiff::Timestamp::from_microsecond(time),
        TimeUnit::Nanoseconds => jiff::Timestamp::from_nanosecond(i128::from(time)),
    };
    let text = read.map_or(String::new(), |instant| instant.to_string());
    text.strip_suffix("T00:00:00Z").or(text.strip_suffix('Z')).map_or(String::new(), str::to_owned)
}
