//! rejoinder for Python: convert, call, convert. Nothing is decided here.
#![allow(unused_qualifications, reason = "written by the macros of PyO3")]

mod analyzer;
mod arrow;
mod command;
mod declared;
mod frame;
mod nested;
mod sums;
mod table;
mod tables;
mod threads;

use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;

use rejoinder::Error;

/// The compiled part of the package; use it by way of `rejoinder`.
#[pymodule]
fn _rejoinder(module: &Bound<'_, PyModule>) -> PyResult<()> {
    // A panic on one document is a row in the table of problems, not words on the terminal.
    std::panic::set_hook(Box::new(|_| {}));
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<analyzer::Analyzer>()?;
    module.add_class::<analyzer::Progress>()?;
    module.add_class::<tables::Tables>()?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(table::row_of, module)?)?;
    module.add_function(wrap_pyfunction!(declared::declared, module)?)?;
    module.add_function(wrap_pyfunction!(sums::measures_of_sums, module)?)?;
    module.add_function(wrap_pyfunction!(command::run_command, module)?)?;
    module.add_function(wrap_pyfunction!(command::start_workers_by, module)?)?;
    Ok(())
}

/// The exception that an error becomes, with the same text.
fn raised(wrong: &Error) -> PyErr {
    match wrong {
        Error::File { .. } | Error::Locked { .. } | Error::Report { .. } => {
            PyOSError::new_err(wrong.to_string())
        }
        Error::Lexicon { .. } | Error::Usage(_) => PyValueError::new_err(wrong.to_string()),
    }
}

/// The exception that wrong use becomes.
fn wrong(message: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(message.to_string())
}
