//! What the tables say about themselves.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use rejoinder::table::ALL;

/// Every table in the order of the workbook: name, what a row is, and its columns as (name, type, unit, meaning).
#[pyfunction]
pub(crate) fn declared(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let all = PyList::empty(py);
    for table in ALL {
        let columns: Vec<_> = table
            .columns
            .iter()
            .map(|column| (column.name, column.kind.name(), column.unit, column.meaning))
            .collect();
        let told = PyDict::new(py);
        told.set_item("name", table.name)?;
        told.set_item("row", table.row)?;
        told.set_item("columns", columns)?;
        all.append(told)?;
    }
    Ok(all)
}
