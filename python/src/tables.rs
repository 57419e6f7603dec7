//! The tables of an analysis, made when they are asked for.

use std::sync::{Arc, OnceLock};

use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use rejoinder::Resources;
use rejoinder::batch::whole::{Together, Whole};
use rejoinder::measure::period::Month;
use rejoinder::table::{self, ALL};

use crate::table::Table;
use crate::threads::Threads;

/// What was found in some documents.
#[pyclass(frozen, module = "rejoinder._rejoinder")]
pub(crate) struct Tables {
    pub(crate) whole: Whole,
    pub(crate) resources: Arc<Resources>,
    pub(crate) threads: Arc<Threads>,
    pub(crate) compare_at: Vec<Month>,
    pub(crate) together: OnceLock<Together>,
    pub(crate) made: [OnceLock<Py<Table>>; ALL.len()],
}

impl Tables {
    pub(crate) fn new(
        whole: Whole,
        resources: &Arc<Resources>,
        threads: &Arc<Threads>,
        compare_at: Vec<Month>,
    ) -> Self {
        let (resources, threads) = (Arc::clone(resources), Arc::clone(threads));
        Self { whole, resources, threads, compare_at, together: OnceLock::new(), made: Default::default() }
    }

    /// What needs all documents together is worked out when the first of its tables is asked for.
    fn together(&self, py: Python<'_>) -> PyResult<&Together> {
        if let Some(together) = self.together.get() {
            return Ok(together);
        }
        let together = self.threads.work(py, |_| self.whole.together(&self.resources, &self.compare_at))?;
        Ok(self.together.get_or_init(|| together))
    }

    fn ours(&self, py: Python<'_>, name: &str) -> PyResult<&table::Table> {
        let together = match name {
            "quotes" => &self.together(py)?.quotes,
            "checks" => &self.together(py)?.checks,
            "phrases" => &self.together(py)?.phrases,
            "measures" => &self.together(py)?.measures,
            "trends" => &self.together(py)?.trends,
            "changes" => &self.together(py)?.changes,
            "problems" => &self.together(py)?.problems,
            _ => {
                let all = self.whole.tables().all();
                let found = all.into_iter().find(|table| table.declared.name == name);
                return found.ok_or_else(|| PyKeyError::new_err(format!("there is no table {name:?}")));
            }
        };
        Ok(together)
    }
}

#[pymethods]
impl Tables {
    /// A table by its name.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Py<Table>> {
        let at = ALL.iter().position(|declared| declared.name == name).unwrap_or_default();
        let ours = self.ours(py, name)?;
        if let Some(made) = self.made[at].get() {
            return Ok(made.clone_ref(py));
        }
        let made = Py::new(py, py.detach(|| Table::new(ours))?)?;
        Ok(self.made[at].get_or_init(|| made).clone_ref(py))
    }

    /// Documents and words.
    fn size(&self) -> (usize, i64) {
        let documents = &self.whole.tables().documents;
        (documents.height(), documents.ints("n_tokens").iter().flatten().sum())
    }
}
