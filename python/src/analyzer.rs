//! The word lists, compiled once, and what is done with them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use rejoinder::batch::inputs;
use rejoinder::batch::reading::{Limits, Reading};
use rejoinder::batch::whole::Whole;
use rejoinder::batch::{Program, Step};
use rejoinder::document::DayOrder;
use rejoinder::error::Code;
use rejoinder::ingest::encoding::decode;
use rejoinder::ingest::table::rows::{Given, Header};
use rejoinder::ingest::{Columns, Ingested, Options, metadata};
use rejoinder::lexicon::folder;
use rejoinder::measure::period;
use rejoinder::tag::overlap::Overlap;
use rejoinder::{Problem, Resources};

use crate::frame::{Frame, Told};
use crate::nested;
use crate::table::Table;
use crate::tables::Tables;
use crate::threads::{Threads, alone};
use crate::{raised, wrong};

/// How far work has come, for whoever shows it.
#[pyclass(frozen, module = "rejoinder._rejoinder")]
#[derive(Default)]
pub(crate) struct Progress {
    total: AtomicU64,
    done: AtomicU64,
}

#[pymethods]
impl Progress {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// So many files or documents there are, as far as is known.
    #[getter]
    fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }

    /// So many of them are done.
    #[getter]
    fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

impl Progress {
    fn hear(&self, step: Step) {
        match step {
            Step::Files(n) => self.total.store(n as u64, Ordering::Relaxed),
            Step::Done { .. } => {
                self.done.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

/// Word lists and settings: compiled once, used from any number of threads.
#[pyclass(frozen, module = "rejoinder._rejoinder")]
pub(crate) struct Analyzer {
    resources: Arc<Resources>,
    threads: Arc<Threads>,
    options: Options,
    workers: Option<Program>,
    keep_duplicates: bool,
}

/// The columns of a frame, as the caller names them.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Named {
    text: Option<String>,
    id: Option<String>,
    speaker: Option<String>,
    date: Option<String>,
    question: Option<String>,
    renamed: Vec<(String, String)>,
    row: Option<String>,
}

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (lexicons, overlap, sample_names, encoding, day_order, threads, keep_duplicates, workers))]
    #[allow(clippy::too_many_arguments, reason = "the settings, named by the caller in Python")]
    fn new(
        py: Python<'_>,
        lexicons: Vec<PathBuf>,
        overlap: &str,
        sample_names: bool,
        encoding: Option<String>,
        day_order: Option<&str>,
        threads: Option<usize>,
        keep_duplicates: bool,
        workers: Option<(PathBuf, Vec<std::ffi::OsString>)>,
    ) -> PyResult<Self> {
        if let Some(name) = encoding.as_deref().filter(|name| decode::by_name(name).is_none()) {
            return Err(wrong(format!("encoding {name:?}: no such encoding; known are {}", decode::KNOWN)));
        }
        let day_order = match day_order {
            None => None,
            Some("day first") => Some(DayOrder::DayFirst),
            Some("month first") => Some(DayOrder::MonthFirst),
            Some(other) => {
                return Err(wrong(format!("day_order {other:?}: expected \"day first\" or \"month first\"")));
            }
        };
        let overlap = Overlap::parse(overlap).ok_or_else(|| {
            wrong(format!("overlap {overlap:?}: expected one of longest, key, dictionary, all"))
        })?;
        let mut resources =
            py.detach(|| alone(|| compiled(&lexicons, sample_names)))?.map_err(|wrong| raised(&wrong))?;
        resources.overlap = overlap;
        Ok(Self {
            resources: Arc::new(resources),
            threads: Arc::new(Threads::new(threads)),
            options: Options { encoding, day_order, ..Options::default() },
            workers: workers.map(|(path, arguments)| Program { path, arguments }),
            keep_duplicates,
        })
    }

    /// The bytes of one file, as the command reads them; metadata of the caller stands in the place of what was read.
    #[pyo3(signature = (content, source, metadata, compare_at))]
    fn text(
        &self,
        py: Python<'_>,
        content: Vec<u8>,
        source: &str,
        metadata: Vec<(String, String)>,
        compare_at: Vec<String>,
    ) -> PyResult<Tables> {
        let compare_at = months(&compare_at)?;
        let whole = self.threads.work(py, |stop| {
            let mut read = self.reading(Options::default()).documents(source, &content);
            stated(&mut read, &metadata, self.options.day_order)?;
            let mut whole = Whole::default();
            whole.tell(&self.resources.problems());
            whole.tell(&read.problems);
            whole.analyse(&read.documents, &self.resources, &|_| {}, stop);
            Ok::<_, String>(whole)
        })?;
        Ok(self.tables(whole.map_err(wrong)?, compare_at))
    }

    /// The rows of a frame.
    #[pyo3(signature = (frame, source, named, compare_at, progress))]
    fn frame(
        &self,
        py: Python<'_>,
        frame: AnyRecordBatch,
        source: &str,
        named: Named,
        compare_at: Vec<String>,
        progress: &Progress,
    ) -> PyResult<Tables> {
        let compare_at = months(&compare_at)?;
        let (frame, header) = self.opened(frame, source, named)?;
        let whole = self.threads.work(py, |stop| {
            let mut read = self.reading(Options::default()).fitting(header.read(frame.rows(true)));
            read.problems.extend(header.left_out(&frame.left_out));
            progress.total.store(read.documents.len() as u64, Ordering::Relaxed);
            let mut whole = Whole::default();
            whole.tell(&self.resources.problems());
            whole.tell(&read.problems);
            whole.analyse(&read.documents, &self.resources, &|step| progress.hear(step), stop);
            whole
        })?;
        Ok(self.tables(whole, compare_at))
    }

    /// Files and folders.
    #[pyo3(signature = (paths, columns, compare_at, progress))]
    fn files(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        columns: Named,
        compare_at: Vec<String>,
        progress: &Progress,
    ) -> PyResult<Tables> {
        let compare_at = months(&compare_at)?;
        let reading = self.reading(Options { columns: columns.columns(), ..Options::default() });
        let whole = self.threads.work(py, |stop| {
            let inputs = inputs::find(&paths);
            Whole::of_files(&inputs, &reading, &self.resources, &|step| progress.hear(step), stop)
        })?;
        Ok(self.tables(whole.map_err(|wrong| raised(&wrong))?, compare_at))
    }

    /// The rows of one batch, each read on its own (rows of one id, or the same row again, behind each other together), as nested rows.
    #[pyo3(signature = (frame, source, named, wanted))]
    fn nested(
        &self,
        py: Python<'_>,
        frame: AnyRecordBatch,
        source: &str,
        named: Named,
        wanted: Vec<String>,
    ) -> PyResult<Table> {
        let (frame, header) = self.opened(frame, source, named)?;
        let batch = self.threads.work(py, |stop| {
            let reading = self.reading(Options::default());
            let mut whole = Whole::default();
            let mut documents = Vec::new();
            for run in runs(frame.rows(false), header.id()) {
                let read = reading.fitting(header.read(run.into_iter()));
                whole.tell(&read.problems);
                documents.extend(read.documents);
            }
            whole.begin();
            whole.analyse(&documents, &self.resources, &|_| {}, stop);
            nested::nested(&whole, &wanted)
        })?;
        let batch = batch.map_err(wrong)?;
        Ok(Table::of("nested", batch.schema(), vec![batch]))
    }

    /// The column whose value holds rows together, of a table with these columns.
    fn id_column(&self, names: Vec<String>, named: Named) -> PyResult<Option<String>> {
        let options = Options { columns: named.columns(), ..Options::default() };
        let header =
            Header::new("frame", names.clone(), &options).map_err(|problem| wrong(problem.message))?;
        Ok(header.id().and_then(|at| names.into_iter().nth(at)))
    }

    /// What is told of the word lists.
    fn problems(&self) -> PyResult<Table> {
        let mut whole = Whole::default();
        whole.tell(&self.resources.problems());
        Table::new(&whole.tables().problems)
    }

    /// Name, version, hash and number of entries of every word list.
    #[getter]
    fn lexicons(&self) -> Vec<(String, String, String, usize)> {
        let told = self.resources.lexicons.iter().map(|lexicon| {
            let header = &lexicon.header;
            (header.name.clone(), header.version.clone(), lexicon.sha256.clone(), lexicon.entries.len())
        });
        told.collect()
    }
}

impl Analyzer {
    fn tables(&self, whole: Whole, compare_at: Vec<period::Month>) -> Tables {
        Tables::new(whole, &self.resources, &self.threads, compare_at)
    }

    fn reading(&self, options: Options) -> Reading {
        let Options { encoding, day_order, .. } = self.options.clone();
        let options = Options { encoding, day_order, ..options };
        let mut reading = Reading::new(options, Limits::default(), self.workers.clone());
        reading.keep_duplicates = self.keep_duplicates;
        reading
    }

    fn opened(&self, frame: AnyRecordBatch, source: &str, named: Named) -> PyResult<(Frame, Header)> {
        let told = Told { renamed: named.renamed.clone(), row: named.row.clone() };
        let frame = Frame::new(frame.into_reader()?, &told).map_err(|failed| wrong(plainly(&failed)))?;
        let options = Options { columns: named.columns(), ..self.options.clone() };
        let header = Header::new(source, frame.names.clone(), &options);
        Ok((frame, header.map_err(|problem| wrong(problem.message))?))
    }
}

impl Named {
    fn columns(&self) -> Columns {
        let Self { text, id, speaker, date, question, .. } = self;
        Columns {
            id: id.clone(),
            date: date.clone(),
            speaker: speaker.clone(),
            question: question.clone(),
            text: text.clone(),
        }
    }
}

fn compiled(lexicons: &[PathBuf], sample: bool) -> Result<Resources, rejoinder::Error> {
    let mut all = folder::built_in()?;
    all.retain(|lexicon| sample || !lexicon.header.sample);
    for path in lexicons {
        all.extend(folder::from_disk(path)?);
    }
    Resources::new(all)
}

fn months(written: &[String]) -> PyResult<Vec<period::Month>> {
    let mut months: Vec<period::Month> =
        written.iter().map(|month| period::parse(month)).collect::<Result<_, _>>().map_err(wrong)?;
    months.sort_unstable();
    months.dedup();
    Ok(months)
}

/// Metadata that the caller states.
fn stated(read: &mut Ingested, metadata: &[(String, String)], order: Option<DayOrder>) -> Result<(), String> {
    for document in &mut read.documents {
        for (name, value) in metadata {
            if !metadata::is_key(name) {
                return Err(format!("{name:?} names no metadata; expected one of {}", metadata::NAMES));
            }
            metadata::replace(document, name, value, order)?;
        }
    }
    let failed = |problem: &&Problem| problem.code == Code::UnknownFormat;
    read.problems.iter().find(failed).map_or(Ok(()), |problem| Err(problem.message.clone()))
}

/// Rows of one id that stand behind each other; without a column of ids the same row again.
fn runs<'a>(rows: impl Iterator<Item = Given<'a>>, id: Option<usize>) -> Vec<Vec<Given<'a>>> {
    let belong = |a: &Given, b: &Given| match id {
        Some(id) => {
            let of = |row: &Given| row.cells.get(id).map_or(String::new(), |cell| cell.trim().to_owned());
            !of(a).is_empty() && of(a) == of(b)
        }
        None => a.cells == b.cells,
    };
    let mut runs: Vec<Vec<Given>> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| belong(last, &row)) => run.push(row),
            _ => runs.push(vec![row]),
        }
    }
    runs
}

/// What is wrong, without the name of the library's error.
fn plainly(failed: &arrow_schema::ArrowError) -> String {
    match failed {
        arrow_schema::ArrowError::InvalidArgumentError(message) => message.clone(),
        other => other.to_string(),
    }
}
