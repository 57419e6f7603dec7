//! Parquet: the tables untouched, by way of polars' data frames.

use std::io::{Cursor, Write};
use std::sync::{Arc, Mutex, PoisonError};

use polars_core::error::PolarsError;
use polars_core::prelude::{
    Column as Series, DataFrame, DataType, IntoColumn, IntoSeries, NamedFrom, NewChunkedArray,
    Series as Cells, StringChunked,
};
use polars_io::SerReader;
use polars_io::parquet::read::{ParallelStrategy, ParquetReader};
use polars_io::parquet::write::{BatchedWriter, ParquetCompression, ParquetWriter};

use super::stage::Growing;
use super::{Sink, failed};
use crate::error::Error;
use crate::table::column::Data;
use crate::table::{Declared, Table, Type};

/// A row group has so many rows, or as many as have so many bytes of text, wherever the pieces begin and end: the same
/// rows give the same bytes.
const GROUP: usize = 16_384;
const BYTES: usize = 8 << 20;

/// A table that is being written.
pub(super) struct Frames {
    writer: BatchedWriter<Shared>,
    /// What the writer has written since the last group.
    bytes: Shared,
    file: Growing,
    /// Rows that do not yet make a group.
    rest: Table,
    /// Bytes of their text.
    rest_bytes: usize,
    groups: usize,
    name: String,
}

impl Frames {
    /// Begins a file.
    pub(super) fn new(declared: &'static Declared, file: Growing, name: &str) -> Result<Self, Error> {
        let rest = Table::new(declared);
        let bytes = Shared::default();
        let schema = frame(&rest).map_err(|wrong| failed(name, wrong))?.schema().clone();
        let writer = ParquetWriter::new(bytes.clone())
            .with_compression(ParquetCompression::Zstd(None))
            .set_parallel(false)
            .batched(&schema);
        let writer = writer.map_err(|wrong| failed(name, wrong))?;
        Ok(Self { writer, bytes, file, rest, rest_bytes: 0, groups: 0, name: name.to_owned() })
    }

    fn group(&mut self, rows: &Table) -> Result<(), Error> {
        self.groups += 1;
        let frame = frame(rows).map_err(|wrong| failed(&self.name, wrong))?;
        self.writer.write_batch(&frame).map_err(|wrong| failed(&self.name, wrong))?;
        self.file.append(&self.bytes.take()).map_err(|wrong| failed(&self.name, wrong))
    }
}

/// A piece of memory that two hold: who writes into it, and who takes out what was written.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Sink for Frames {
    fn add(&mut self, table: &Table) -> Result<(), Error> {
        let mut from = 0;
        for row in 0..table.height() {
            self.rest_bytes += table.text_bytes(row);
            let to = row + 1;
            if self.rest.height() + to - from == GROUP || self.rest_bytes >= BYTES {
                let mut group = std::mem::replace(&mut self.rest, Table::new(table.declared));
                group.extend(table, from..to);
                self.group(&group)?;
                (from, self.rest_bytes) = (to, 0);
            }
        }
        self.rest.extend(table, from..table.height());
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        if self.rest.height() > 0 || self.groups == 0 {
            let rest = std::mem::replace(&mut self.rest, Table::new(&NONE));
            self.group(&rest)?;
        }
        self.writer.finish().map_err(|wrong| failed(&self.name, wrong))?;
        self.file.finish(&self.bytes.take()).map_err(|wrong| failed(&self.name, wrong))
    }
}

static NONE: Declared = Declared { name: "", row: "", columns: &[] };

/// The table as the bytes of a Parquet file that is quickly written and read.
pub(crate) fn packed(table: &Table) -> Result<Vec<u8>, Error> {
    let failed = |wrong: PolarsError| failed(table.declared.name, wrong);
    let mut bytes = Vec::new();
    let mut frame = frame(table).map_err(failed)?;
    let writer =
        ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Lz4Raw).set_parallel(false);
    writer.finish(&mut frame).map_err(failed)?;
    Ok(bytes)
}

/// The table in such bytes, or what is wrong with them. If some columns are named, only those are read.
pub(crate) fn unpacked(
    declared: &'static Declared,
    only: Option<&[&str]>,
    bytes: Vec<u8>,
) -> Result<Table, String> {
    let names = only.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
    let reader =
        ParquetReader::new(Cursor::new(bytes)).read_parallel(ParallelStrategy::None).with_columns(names);
    let frame = reader.finish().map_err(|wrong| wrong.to_string())?;
    let mut table = Table::new(declared);
    for (column, data) in declared.columns.iter().zip(&mut table.data) {
        if only.is_some_and(|names| !names.contains(&column.name)) {
            *data = Data::missing(column.kind, frame.height());
            continue;
        }
        let cells = frame.column(column.name).map_err(|wrong| wrong.to_string())?;
        *data = read(cells.as_materialized_series(), column.kind).map_err(|wrong| wrong.to_string())?;
    }
    Ok(table)
}

fn read(cells: &Cells, kind: Type) -> Result<Data, PolarsError> {
    Ok(match kind {
        Type::Text => Data::Text(cells.str()?.iter().collect()),
        Type::Int => Data::Int(cells.i64()?.iter().collect()),
        Type::Float => Data::Float(cells.f64()?.iter().collect()),
        Type::Bool => Data::Bool(cells.bool()?.iter().collect()),
        Type::Date => Data::Date(cells.date()?.physical().iter().map(|cell| cell.map(day)).collect()),
    })
}

/// The day so many days after 1970-01-01.
fn day(days: i32) -> jiff::civil::Date {
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(days))
}

/// The table as a data frame: text, 64-bit integers and floats, booleans, dates.
pub fn frame(table: &Table) -> Result<DataFrame, PolarsError> {
    let columns: Result<Vec<Series>, _> = table
        .declared
        .columns
        .iter()
        .zip(&table.data)
        .map(|(column, data)| cells(column.name, data).map(IntoColumn::into_column))
        .collect();
    DataFrame::new(table.height(), columns?)
}

fn cells(name: &str, data: &Data) -> Result<Cells, PolarsError> {
    let name = name.into();
    Ok(match data {
        Data::Text(cells) => StringChunked::from_iter_options(name, cells.iter()).into_series(),
        Data::Int(cells) => Cells::new(name, cells),
        Data::Float(cells) => Cells::new(name, cells),
        Data::Bool(cells) => Cells::new(name, cells),
        Data::Date(cells) => {
            let days: Vec<Option<i32>> = cells.iter().map(|date| date.map(days)).collect();
            Cells::new(name, &days).cast(&DataType::Date)?
        }
    })
}

/// Days since 1970-01-01.
fn days(date: jiff::civil::Date) -> i32 {
    jiff::civil::date(1970, 1, 1).until(date).map_or(0, |span| span.get_days())
}
