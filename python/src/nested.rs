//! One row a document, its tables as lists: what crosses to a distributed engine, which takes them apart again.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use rejoinder::batch::whole::Whole;
use rejoinder::measure::Measures;
use rejoinder::table::Table;

use crate::{arrow, sums};

/// Name of the list of sums.
pub(crate) const SUMS: &str = "sums";

/// The documents of a batch. Rows of problems that belong to no document stand in a row of their own, the first; `wanted`
/// names the tables.
pub(crate) fn nested(whole: &Whole, wanted: &[String]) -> Result<RecordBatch, ArrowError> {
    let details = whole.tables().details();
    let mut fields = vec![Field::new("document_id", DataType::Utf8, true)];
    let mut columns: Vec<ArrayRef> = vec![ids(whole)];
    for name in wanted.iter().filter(|name| *name != SUMS) {
        let found = details.iter().position(|table| table.declared.name == *name);
        let Some(at) = found else {
            let message = format!("{name:?} is no table of single documents");
            return Err(ArrowError::InvalidArgumentError(message));
        };
        let list = list(whole, at, details[at])?;
        fields.push(Field::new(name, list.data_type().clone(), false));
        columns.push(Arc::new(list));
    }
    if wanted.iter().any(|name| name == SUMS) {
        let sums = sums::of_documents(whole.ends().len() + 1, |document| apart(whole, document))?;
        fields.push(Field::new(SUMS, sums.data_type().clone(), false));
        columns.push(Arc::new(sums));
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

fn ids(whole: &Whole) -> ArrayRef {
    let mut ids = StringBuilder::new();
    ids.append_null();
    let documents = whole.tables().documents.text("document_id");
    documents.iter().for_each(|id| ids.append_option(id));
    Arc::new(ids.finish())
}

/// The rows of one table, of each document a list.
fn list(whole: &Whole, at: usize, table: &Table) -> Result<ListArray, ArrowError> {
    let fields = arrow::fields(table.declared);
    let rows = StructArray::try_new(fields.clone(), arrow::columns(table, 0..table.height()), None)?;
    let ends = whole.ends().iter().map(|ends| ends[at]);
    let first = whole.start()[at];
    let mut offsets: Vec<i32> = [0, first].into_iter().chain(ends).map(|end| end as i32).collect();
    // What is told of a document that failed may stand behind the last one.
    if let Some(last) = offsets.last_mut() {
        *last = table.height() as i32;
    }
    let item = Arc::new(Field::new("element", DataType::Struct(fields), false));
    ListArray::try_new(item, OffsetBuffer::new(ScalarBuffer::from(offsets)), Arc::new(rows), None)
}

/// The sums of a document; the first row is of none.
fn apart(whole: &Whole, document: usize) -> Vec<rejoinder::measure::apart::Apart> {
    let Some(at) = document.checked_sub(1) else { return Vec::new() };
    let start = if at == 0 { whole.start() } else { whole.ends()[at - 1] };
    let ranges = std::array::from_fn(|table| start[table]..whole.ends()[at][table]);
    let mut measures = Measures::default();
    measures.add(&whole.tables().slices(&ranges));
    measures.apart()
}
