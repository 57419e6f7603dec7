//! Sums of documents, added up elsewhere, → measures.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, ListArray, StructArray};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use rejoinder::measure::apart::{self, Apart};
use rejoinder::table::{Table as Ours, measures};

use crate::table::Table;
use crate::wrong;

fn groups() -> Fields {
    ["group_by", "group"].map(|name| Field::new(name, DataType::Utf8, false)).into_iter().collect()
}

fn counts() -> Fields {
    vec![Field::new("name", DataType::Utf8, false), Field::new("n", DataType::Int64, false)].into()
}

fn listed(fields: Fields, columns: Vec<ArrayRef>, ends: Vec<i32>) -> Result<ListArray, ArrowError> {
    let rows = StructArray::try_new(fields.clone(), columns, None)?;
    let item = Arc::new(Field::new("element", DataType::Struct(fields), false));
    ListArray::try_new(item, OffsetBuffer::new(ScalarBuffer::from(ends)), Arc::new(rows), None)
}

fn text(cells: impl Iterator<Item = String>) -> ArrayRef {
    let mut builder = StringBuilder::new();
    cells.for_each(|cell| builder.append_value(cell));
    Arc::new(builder.finish())
}

/// Of each document a list of groups with their sums.
pub(crate) fn of_documents(n: usize, of: impl Fn(usize) -> Vec<Apart>) -> Result<ListArray, ArrowError> {
    let all: Vec<Vec<Apart>> = (0..n).map(of).collect();
    let flat: Vec<&Apart> = all.iter().flatten().collect();
    let groups_of = || flat.iter().flat_map(|apart| &apart.groups);
    let sums_of = || flat.iter().flat_map(|apart| &apart.sums);
    let ends = |lengths: &mut dyn Iterator<Item = usize>| {
        let mut ends = vec![0];
        lengths.for_each(|length| ends.push(ends[ends.len() - 1] + length as i32));
        ends
    };
    let by =
        vec![text(groups_of().map(|group| group.0.clone())), text(groups_of().map(|group| group.1.clone()))];
    let mut n = Int64Builder::new();
    sums_of().for_each(|(_, count)| n.append_value(*count as i64));
    let named: Vec<ArrayRef> = vec![text(sums_of().map(|sum| sum.0.clone())), Arc::new(n.finish())];
    let groups = listed(groups(), by, ends(&mut flat.iter().map(|apart| apart.groups.len())))?;
    let sums = listed(counts(), named, ends(&mut flat.iter().map(|apart| apart.sums.len())))?;
    let fields: Fields = vec![
        Field::new("groups", groups.data_type().clone(), false),
        Field::new("counts", sums.data_type().clone(), false),
    ]
    .into();
    listed(fields, vec![Arc::new(groups), Arc::new(sums)], ends(&mut all.iter().map(Vec::len)))
}

/// The rows of `measures` of groups whose sums were added up: columns group_by, group, names (lists of text), counts (lists
/// of numbers).
#[pyfunction]
pub(crate) fn measures_of_sums(batch: PyRecordBatch) -> PyResult<Table> {
    let batch = batch.into_inner();
    let column = |name: &str| batch.column_by_name(name).ok_or_else(|| wrong(format!("no column {name:?}")));
    let (by, group) = (cast(column("group_by")?)?, cast(column("group")?)?);
    let (names, counts) = (column("names")?.as_list::<i32>(), column("counts")?.as_list::<i32>());
    let mut table = Ours::new(&measures::DECLARED);
    for row in 0..batch.num_rows() {
        let (names, counts) = (cast(&names.value(row))?, counts.value(row));
        let (names, counts) = (names.as_string::<i64>(), counts.as_primitive::<Int64Type>());
        let sums: Vec<(String, u64)> = (0..names.len())
            .map(|at| (names.value(at).to_owned(), u64::try_from(counts.value(at)).unwrap_or(0)))
            .collect();
        apart::fill(by.as_string::<i64>().value(row), group.as_string::<i64>().value(row), &sums, &mut table);
    }
    Table::new(&table)
}

fn cast(column: &ArrayRef) -> PyResult<ArrayRef> {
    arrow_cast::cast(column, &DataType::LargeUtf8).map_err(wrong)
}
