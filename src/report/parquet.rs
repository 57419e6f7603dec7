//! Parquet: the tables untouched, by way of polars' data frames.

use std::path::Path;

use polars_core::prelude::{Column as Series, DataFrame, DataType, IntoColumn, NamedFrom, Series as Cells};
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};

use super::atomic;
use crate::error::Error;
use crate::table::Table;
use crate::table::column::Data;

/// Writes a table.
pub fn write(table: &Table, path: &Path) -> Result<(), Error> {
    atomic::write(path, |file| {
        let mut frame = frame(table).map_err(|wrong| wrong.to_string())?;
        let writer = ParquetWriter::new(file).with_compression(ParquetCompression::Zstd(None));
        writer.finish(&mut frame).map(|_| ()).map_err(|wrong| wrong.to_string())
    })
}

/// The table as a data frame: text, 64-bit integers and floats, booleans, dates.
pub fn frame(table: &Table) -> Result<DataFrame, polars_core::error::PolarsError> {
    let columns: Result<Vec<Series>, _> = table
        .declared
        .columns
        .iter()
        .zip(&table.data)
        .map(|(column, data)| cells(column.name, data).map(IntoColumn::into_column))
        .collect();
    DataFrame::new(table.height(), columns?)
}

fn cells(name: &str, data: &Data) -> Result<Cells, polars_core::error::PolarsError> {
    let name = name.into();
    Ok(match data {
        Data::Text(cells) => Cells::new(name, cells.iter().collect::<Vec<_>>()),
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
