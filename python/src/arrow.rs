//! Our tables as Arrow record batches.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use jiff::civil::{Date, date};
use rejoinder::table::column::Data;
use rejoinder::table::{Declared, Table, Type};

/// A batch has so many bytes of text in a row's worth of columns at most, far below what one Arrow array can hold.
const BYTES: usize = 1 << 30;

/// The Arrow type of a column.
pub(crate) fn data_type(kind: Type) -> DataType {
    match kind {
        Type::Text => DataType::Utf8,
        Type::Int => DataType::Int64,
        Type::Float => DataType::Float64,
        Type::Bool => DataType::Boolean,
        Type::Date => DataType::Date32,
    }
}

/// The columns of a table.
pub(crate) fn fields(declared: &Declared) -> Fields {
    declared.columns.iter().map(|column| Field::new(column.name, data_type(column.kind), true)).collect()
}

/// Its schema.
pub(crate) fn schema(declared: &Declared) -> SchemaRef {
    Arc::new(Schema::new(fields(declared)))
}

/// The rows of a table: one batch, or several where one could not hold its text.
pub(crate) fn batches(table: &Table) -> Result<Vec<RecordBatch>, ArrowError> {
    let schema = schema(table.declared);
    let mut batches = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for row in 0..table.height() {
        let more = table.text_bytes(row);
        if bytes + more > BYTES && row > start {
            batches.push(RecordBatch::try_new(Arc::clone(&schema), columns(table, start..row))?);
            (start, bytes) = (row, 0);
        }
        bytes += more;
    }
    batches.push(RecordBatch::try_new(schema, columns(table, start..table.height()))?);
    Ok(batches)
}

/// Some rows of all columns.
pub(crate) fn columns(table: &Table, rows: Range<usize>) -> Vec<ArrayRef> {
    table.data.iter().map(|data| column(data, rows.clone())).collect()
}

fn column(data: &Data, rows: Range<usize>) -> ArrayRef {
    match data {
        Data::Text(cells) => {
            let bytes = rows.clone().filter_map(|row| cells.get(row)).map(str::len).sum();
            let mut builder = StringBuilder::with_capacity(rows.len(), bytes);
            rows.for_each(|row| builder.append_option(cells.get(row)));
            Arc::new(builder.finish())
        }
        Data::Int(cells) => {
            let mut builder = Int64Builder::with_capacity(rows.len());
            cells[rows].iter().for_each(|cell| builder.append_option(*cell));
            Arc::new(builder.finish())
        }
        Data::Float(cells) => {
            let mut builder = Float64Builder::with_capacity(rows.len());
            cells[rows].iter().for_each(|cell| builder.append_option(*cell));
            Arc::new(builder.finish())
        }
        Data::Bool(cells) => {
            let mut builder = BooleanBuilder::with_capacity(rows.len());
            cells[rows].iter().for_each(|cell| builder.append_option(*cell));
            Arc::new(builder.finish())
        }
        Data::Date(cells) => {
            let mut builder = Date32Builder::with_capacity(rows.len());
            cells[rows].iter().for_each(|cell| builder.append_option(cell.map(days)));
            Arc::new(builder.finish())
        }
    }
}

/// Days since 1970.
fn days(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}
