//! What the tables say about themselves.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use rejoinder::table::ALL;
use rejoinder::table::wide::Wide;

/// Every table in the order of the workbook: name, what a row is, and its columns as (name, type, unit, meaning); in the
/// wide ones `n_category` stands for each category of the word lists, and indices follow.
#[pyfunction]
pub(crate) fn declared(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let all = PyList::empty(py);
    let wide = Wide::new(["CATEGORY"].into_iter(), Vec::new());
    for table in ALL.iter().chain(wide.declared(true)) {
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
