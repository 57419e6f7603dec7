//! The tables of an analysis, made when they are asked for.

use std::sync::{Arc, OnceLock};

use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use rejoinder::Resources;
use rejoinder::batch::whole::{Counted, Whole};
use rejoinder::measure::period::Month;
use rejoinder::table::{self, ALL, wide};

use crate::table::Table;
use crate::threads::Threads;

/// What was found in some documents.
#[pyclass(frozen, module = "rejoinder._rejoinder")]
pub(crate) struct Tables {
    pub(crate) whole: Whole,
    pub(crate) resources: Arc<Resources>,
    pub(crate) threads: Arc<Threads>,
    pub(crate) compare_at: Vec<Month>,
    pub(crate) quotes: OnceLock<table::Table>,
    pub(crate) compared: OnceLock<(table::Table, table::Table)>,
    pub(crate) counted: OnceLock<Counted>,
    pub(crate) columns: OnceLock<table::Table>,
    pub(crate) made: [OnceLock<Py<Table>>; ALL.len() + wide::NAMES.len()],
}

impl Tables {
    pub(crate) fn new(
        whole: Whole,
        resources: &Arc<Resources>,
        threads: &Arc<Threads>,
        compare_at: Vec<Month>,
    ) -> Self {
        let (resources, threads) = (Arc::clone(resources), Arc::clone(threads));
        Self {
            whole,
            resources,
            threads,
            compare_at,
            quotes: OnceLock::new(),
            compared: OnceLock::new(),
            counted: OnceLock::new(),
            columns: OnceLock::new(),
            made: Default::default(),
        }
    }

    fn compared(&self, py: Python<'_>) -> PyResult<&(table::Table, table::Table)> {
        self.once(py, &self.compared, Whole::compared)
    }

    fn counted(&self, py: Python<'_>) -> PyResult<&Counted> {
        let (checks, _) = self.compared(py)?;
        self.once(py, &self.counted, |whole| whole.counted(&self.resources, checks, &self.compare_at))
    }

    /// What needs all documents together is worked out when it is first asked for.
    fn once<'a, T: Send + Sync>(
        &'a self,
        py: Python<'_>,
        held: &'a OnceLock<T>,
        make: impl FnOnce(&Whole) -> T + Send,
    ) -> PyResult<&'a T> {
        if let Some(made) = held.get() {
            return Ok(made);
        }
        let made = self.threads.work(py, |_| make(&self.whole))?;
        Ok(held.get_or_init(|| made))
    }

    fn ours(&self, py: Python<'_>, name: &str) -> PyResult<&table::Table> {
        let ours = match name {
            "quotes" => self.once(py, &self.quotes, Whole::quotes)?,
            "checks" => &self.compared(py)?.0,
            "phrases" => &self.counted(py)?.phrases,
            "measures" => &self.counted(py)?.measures,
            "trends" => &self.counted(py)?.trends,
            "changes" => &self.counted(py)?.changes,
            "problems" => &self.compared(py)?.1,
            "columns" => self.once(py, &self.columns, |whole| whole.columns(&self.resources))?,
            _ if wide::NAMES.contains(&name) => named(self.counted(py)?.wide.iter(), name)?,
            _ => named(self.whole.tables().all().into_iter(), name)?,
        };
        Ok(ours)
    }
}

fn named<'a>(mut tables: impl Iterator<Item = &'a table::Table>, name: &str) -> PyResult<&'a table::Table> {
    let found = tables.find(|table| table.declared.name == name);
    found.ok_or_else(|| PyKeyError::new_err(format!("there is no table {name:?}")))
}

#[pymethods]
impl Tables {
    /// A table by its name.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Py<Table>> {
        let mut names = ALL.iter().map(|declared| declared.name).chain(wide::NAMES);
        let at = names.position(|known| known == name).unwrap_or_default();
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
