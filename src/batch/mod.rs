//! 10  Many documents: which files, read and analysed in parallel, tabulated in stable order, compared at the end.
#![allow(clippy::disallowed_methods, reason = "inputs are found and read here")]

pub mod inputs;
pub mod select;
mod walk;
pub mod reading;
mod pool;
mod hand;
mod wire;
pub mod worker;
mod fault;
pub mod lock;
pub mod once;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::analysis::analyze;
use crate::check::{self, Claim};
use crate::document::Document;
use crate::error::{Code, Problem};
use crate::matched;
use crate::report::run::Input;
use crate::resources::Resources;
use crate::table::{Tables, checks};
use inputs::Inputs;
use once::Once;
use reading::{Read, Reading};

/// So many files, and so many documents, are in flight at once.
const IN_FLIGHT: usize = 256;

/// What a batch tells while it runs.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// So many more documents have been read.
    Read(usize),
    /// One document has been analysed.
    Done,
}

/// Who hears of the steps.
pub type Tell<'a> = dyn Fn(Step) + Sync + 'a;

/// What a batch has come to.
#[derive(Debug, Default)]
pub struct Batch {
    /// The detail tables, without measures.
    pub tables: Tables,
    /// What a comparison of the documents needs.
    pub claims: Vec<Claim>,
    /// Every file that was found.
    pub inputs: Vec<Input>,
    /// What was passed over in folders, by kind.
    pub skipped: BTreeMap<&'static str, usize>,
}

/// Reads, analyses, tabulates and compares all inputs. `tell` hears of every step. The result does not depend on the
/// number of threads or on the order of the inputs.
pub fn run(inputs: &Inputs, reading: &Reading, resources: &Resources, tell: &Tell) -> Batch {
    let mut batch = gather(inputs, reading, resources, tell);
    batch.claims.sort_by(Claim::chronological);
    let checked = check::pairs(&batch.claims);
    checks::fill(&batch.claims, &checked.checks, &mut batch.tables.checks);
    batch.tables.add_problems(&checked.problems);
    batch
}

/// The same without comparing.
pub fn gather(inputs: &Inputs, reading: &Reading, resources: &Resources, tell: &Tell) -> Batch {
    let mut batch = Batch { skipped: inputs.skipped.clone(), ..Batch::default() };
    batch.tables.add_problems(&inputs.problems);
    let mut once = Once::new(reading.keep_duplicates);
    let mut metadata = inputs.metadata.clone();
    for files in inputs.files.chunks(IN_FLIGHT) {
        let read: Vec<Read> = files.par_iter().map(|(path, shown)| reading.read(path, shown)).collect();
        let mut documents = Vec::new();
        let mut problems = Vec::new();
        for (one, (_, shown)) in read.into_iter().zip(files) {
            let first = problems.len();
            problems.extend(one.problems);
            let mut kept = once.keep(one.documents, &mut problems);
            name_file(&mut problems[first..], shown);
            for document in &mut kept {
                problems.extend(metadata.apply(document, reading.options.day_order));
            }
            batch.inputs.push(Input { documents: kept.len(), ..one.input });
            documents.extend(kept);
        }
        tell(Step::Read(documents.len()));
        for documents in documents.chunks(IN_FLIGHT) {
            add(documents, resources, &mut batch, &mut problems, tell);
        }
        batch.tables.add_problems(&problems);
    }
    batch.tables.add_problems(&metadata.unused());
    batch.tables.add_problems(reading.problem().as_slice());
    matched::fill(&mut batch.tables);
    batch
}

/// Reads all inputs, each content once, without analysing them.
pub fn documents(inputs: &Inputs, reading: &Reading) -> (Vec<Document>, Vec<Problem>) {
    let mut problems = inputs.problems.clone();
    let mut documents = Vec::new();
    let mut once = Once::new(reading.keep_duplicates);
    let all: Vec<Read> = inputs.files.par_iter().map(|(path, shown)| reading.read(path, shown)).collect();
    for (one, (_, shown)) in all.into_iter().zip(&inputs.files) {
        let first = problems.len();
        problems.extend(one.problems);
        documents.extend(once.keep(one.documents, &mut problems));
        name_file(&mut problems[first..], shown);
    }
    problems.extend(reading.problem());
    (documents, problems)
}

/// Problems that name no file are those of the file; an entry of an archive has a path of its own.
fn name_file(problems: &mut [Problem], shown: &str) {
    for problem in problems.iter_mut().filter(|problem| problem.source_path.is_empty()) {
        shown.clone_into(&mut problem.source_path);
    }
}

/// Analyses documents in parallel and appends their rows in order.
fn add(
    documents: &[Document],
    resources: &Resources,
    batch: &mut Batch,
    problems: &mut Vec<Problem>,
    tell: &Tell,
) {
    let analyse = |document: &Document| {
        let rows = tabulate(document, resources);
        tell(Step::Done);
        rows
    };
    let done: Vec<Result<(Tables, Vec<Claim>), Problem>> = documents.par_iter().map(analyse).collect();
    for (one, document) in done.into_iter().zip(documents) {
        match one {
            Ok((tables, claims)) => {
                batch.tables.append(tables);
                batch.claims.extend(claims);
            }
            Err(problem) => problems.push(problem.in_file(&document.source.path)),
        }
    }
}

/// The rows and claims of one document. A document on which the program fails costs only itself.
fn tabulate(document: &Document, resources: &Resources) -> Result<(Tables, Vec<Claim>), Problem> {
    let read = || {
        let analysis = analyze(document, resources);
        (Tables::of(document, &analysis, resources), check::claims(document, &analysis, resources))
    };
    let read = catch_unwind(AssertUnwindSafe(read));
    read.map_err(|_| Problem::new(Code::Internal, format!("the analysis of {} failed", document.id)))
}
