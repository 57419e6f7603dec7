//! One table as Python sees it: anything that reads the Arrow C stream reads it.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use pyo3_arrow::PyRecordBatchReader;

use crate::{arrow, wrong};

/// One table, held as Arrow. `polars.DataFrame(table)`, `pyarrow.table(table)` and `duckdb` read it without further ado.
#[pyclass(frozen, module = "rejoinder")]
pub(crate) struct Table {
    name: String,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// A table of ours.
    pub(crate) fn new(table: &rejoinder::table::Table) -> PyResult<Self> {
        let batches = arrow::batches(table).map_err(wrong)?;
        Ok(Self::of(table.declared.name, arrow::schema(table.declared), batches))
    }

    /// Any batches.
    pub(crate) fn of(name: &str, schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { name: name.to_owned(), schema, batches }
    }
}

#[pymethods]
impl Table {
    /// Its name.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// Number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Names of the columns, in order.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        format!(
            "<rejoinder table {:?}: {} rows, {} columns>",
            self.name,
            self.num_rows(),
            self.schema.fields().len()
        )
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        let reader = Bound::new(py, PyRecordBatchReader::new(Box::new(reader)))?;
        reader.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let reader = RecordBatchIterator::new(Vec::new(), Arc::clone(&self.schema));
        Bound::new(py, PyRecordBatchReader::new(Box::new(reader)))?.call_method0("__arrow_c_schema__")
    }

    /// As a `pyarrow.Table`.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        needed(slf.py(), "pyarrow", "to_arrow")?.call_method1("table", (slf,))
    }

    /// As a `polars.DataFrame`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        needed(slf.py(), "polars", "to_polars")?.call_method1("DataFrame", (slf,))
    }

    /// As a `pandas.DataFrame`: whole numbers and truth values keep their type where cells are missing, dates are
    /// `datetime64`.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let (pandas, pyarrow) = (needed(py, "pandas", "to_pandas")?, needed(py, "pyarrow", "to_pandas")?);
        let types = PyDict::new(py);
        types.set_item(pyarrow.call_method0("int64")?, pandas.call_method0("Int64Dtype")?)?;
        types.set_item(pyarrow.call_method0("bool_")?, pandas.call_method0("BooleanDtype")?)?;
        let how = PyDict::new(py);
        how.set_item("date_as_object", false)?;
        how.set_item("types_mapper", types.getattr("get")?)?;
        pyarrow.call_method1("table", (slf,))?.call_method("to_pandas", (), Some(&how))
    }
}

fn needed<'py>(py: Python<'py>, package: &str, by: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(package).map_err(|missing| {
        let error =
            PyImportError::new_err(format!("{by}() needs the package {package}: pip install {package}"));
        error.set_cause(py, Some(missing));
        error
    })
}

/// A table of one row of text.
#[pyfunction]
pub(crate) fn row_of(names: Vec<String>, cells: Vec<String>) -> PyResult<Table> {
    let fields: Vec<Field> = names.iter().map(|name| Field::new(name, DataType::Utf8, false)).collect();
    let schema = Arc::new(Schema::new(fields));
    let columns = cells.into_iter().map(|cell| Arc::new(StringArray::from(vec![cell])) as ArrayRef).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), columns).map_err(wrong)?;
    Ok(Table::of("row", schema, vec![batch]))
}
