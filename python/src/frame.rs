//! Arrow record batches → rows of text, as the reader of Parquet files would write them.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchReader};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, SchemaRef, TimeUnit};
use jiff::Timestamp;
use rejoinder::ingest::table::rows::Given;

/// The rows of a frame: the columns that can be written as text, and which of the others are none.
pub(crate) struct Frame {
    /// Names of the columns.
    pub(crate) names: Vec<String>,
    /// Names of columns that hold no text, number or date.
    pub(crate) left_out: Vec<String>,
    batches: Vec<Vec<ArrayRef>>,
    numbers: Vec<Option<ArrayRef>>,
}

/// What the caller says of columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Columns that are read under the name of a piece of metadata.
    pub(crate) renamed: Vec<(String, String)>,
    /// The column with the numbers of the rows.
    pub(crate) row: Option<String>,
}

impl Frame {
    /// Reads all batches.
    pub(crate) fn new(reader: impl RecordBatchReader, told: &Told) -> Result<Self, ArrowError> {
        let schema = reader.schema();
        let mut frame = Self::empty(&schema, told)?;
        for batch in reader {
            frame.push(&schema, &batch?, told)?;
        }
        Ok(frame)
    }

    fn empty(schema: &SchemaRef, told: &Told) -> Result<Self, ArrowError> {
        let has = |name: &String| schema.fields().iter().any(|field| field.name() == name);
        let mut named = told.renamed.iter().map(|(column, _)| column).chain(&told.row);
        if let Some(missing) = named.find(|name| !has(name)) {
            let all: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
            let message = format!("no column {missing:?}; the columns are {}", all.join(", "));
            return Err(ArrowError::InvalidArgumentError(message));
        }
        let kept = kept(schema, told);
        let names = schema.fields().iter().zip(&kept).filter(|(_, kept)| **kept);
        let plain = |field: &&arrow_schema::FieldRef| {
            !is_plain(field.data_type()) && Some(field.name()) != told.row.as_ref()
        };
        Ok(Self {
            names: names.map(|(field, _)| name_of(field.name(), told)).collect(),
            left_out: schema.fields().iter().filter(plain).map(|field| field.name().clone()).collect(),
            batches: Vec::new(),
            numbers: Vec::new(),
        })
    }

    fn push(&mut self, schema: &SchemaRef, batch: &RecordBatch, told: &Told) -> Result<(), ArrowError> {
        let kept = kept(schema, told);
        let columns = batch.columns().iter().zip(&kept).filter(|(_, kept)| **kept);
        self.batches.push(columns.map(|(column, _)| plain(column)).collect::<Result<_, _>>()?);
        let numbers = told.row.as_ref().and_then(|name| batch.column_by_name(name));
        self.numbers.push(numbers.map(|column| cast(column, &DataType::Int64)).transpose()?);
        Ok(())
    }

    /// The rows; without a column of numbers they are counted, or have none.
    pub(crate) fn rows(&self, counted: bool) -> impl Iterator<Item = Given<'_>> {
        let batches = self.batches.iter().zip(&self.numbers);
        let rows = batches.flat_map(|(columns, numbers)| {
            let height = columns.first().map_or(0, Array::len);
            (0..height).map(move |row| {
                let cells = columns.iter().map(|column| written(column, row)).collect();
                (numbers.as_ref().and_then(|numbers| number(numbers, row)), cells)
            })
        });
        (1..)
            .zip(rows)
            .map(move |(at, (number, cells))| Given { number: number.or(counted.then_some(at)), cells })
    }
}

/// A column that takes the name of a piece of metadata leaves no other one that name.
fn name_of(column: &str, told: &Told) -> String {
    match told.renamed.iter().find(|(renamed, _)| renamed == column) {
        Some((_, name)) => name.clone(),
        None if told.renamed.iter().any(|(_, name)| name == column) => String::new(),
        None => column.to_owned(),
    }
}

fn kept(schema: &SchemaRef, told: &Told) -> Vec<bool> {
    let is_kept = |field: &arrow_schema::FieldRef| {
        is_plain(field.data_type()) && Some(field.name()) != told.row.as_ref()
    };
    schema.fields().iter().map(is_kept).collect()
}

fn is_plain(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Boolean | DataType::Null => {
            true
        }
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => true,
        DataType::Dictionary(_, values) => is_plain(values),
        kind => kind.is_integer() || matches!(kind, DataType::Float32 | DataType::Float64),
    }
}

/// The column with its values in it.
fn plain(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    match column.data_type() {
        DataType::Dictionary(_, values) => cast(column, values),
        DataType::Date64 => cast(column, &DataType::Date32),
        _ => Ok(ArrayRef::clone(column)),
    }
}

fn number(numbers: &ArrayRef, row: usize) -> Option<usize> {
    let numbers = numbers.as_primitive::<Int64Type>();
    numbers.is_valid(row).then(|| usize::try_from(numbers.value(row)).ok()).flatten()
}

macro_rules! shown {
    ($column:ident, $row:ident, $kind:ty) => {
        $column.as_primitive::<$kind>().value($row).to_string().into()
    };
}

/// A cell as text; nothing where it is missing.
fn written(column: &ArrayRef, row: usize) -> Cow<'_, str> {
    if column.is_null(row) {
        return Cow::Borrowed("");
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).into(),
        DataType::Utf8View => column.as_string_view().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).to_string().into(),
        DataType::Int8 => shown!(column, row, Int8Type),
        DataType::Int16 => shown!(column, row, Int16Type),
        DataType::Int32 => shown!(column, row, Int32Type),
        DataType::Int64 => shown!(column, row, Int64Type),
        DataType::UInt8 => shown!(column, row, UInt8Type),
        DataType::UInt16 => shown!(column, row, UInt16Type),
        DataType::UInt32 => shown!(column, row, UInt32Type),
        DataType::UInt64 => shown!(column, row, UInt64Type),
        DataType::Float32 => shown!(column, row, Float32Type),
        DataType::Float64 => shown!(column, row, Float64Type),
        DataType::Date32 => day(column.as_primitive::<Date32Type>().value(row)).into(),
        DataType::Timestamp(unit, _) => instant(column, row, *unit).into(),
        _ => Cow::Borrowed(""),
    }
}

fn day(days: i32) -> String {
    jiff::civil::date(1970, 1, 1)
        .checked_add(jiff::Span::new().try_days(days).unwrap_or_default())
        .map_or(String::new(), |date| date.to_string())
}

/// An instant as its date, and the time of day where there is one; in the zone in which it is stored.
fn instant(column: &ArrayRef, row: usize, unit: TimeUnit) -> String {
    let read = match unit {
        TimeUnit::Second => Timestamp::from_second(column.as_primitive::<TimestampSecondType>().value(row)),
        TimeUnit::Millisecond => {
            Timestamp::from_millisecond(column.as_primitive::<TimestampMillisecondType>().value(row))
        }
        TimeUnit::Microsecond => {
            Timestamp::from_microsecond(column.as_primitive::<TimestampMicrosecondType>().value(row))
        }
        TimeUnit::Nanosecond => {
            Timestamp::from_nanosecond(column.as_primitive::<TimestampNanosecondType>().value(row).into())
        }
    };
    let text = read.map_or(String::new(), |instant| instant.to_string());
    text.strip_suffix("T00:00:00Z").or(text.strip_suffix('Z')).map_or(String::new(), str::to_owned)
}
