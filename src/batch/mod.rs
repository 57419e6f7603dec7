//! 10  Many documents: which files, read and analysed in parallel, tabulated in stable order, compared at the end.
#![allow(clippy::disallowed_methods, reason = "inputs are found and read here")]

pub mod inputs;
pub mod lock;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;

use crate::analysis::analyze;
use crate::check::{self, Claim};
use crate::document::Document;
use crate::error::{Code, Problem};
use crate::ingest::{self, Options};
use crate::matched;
use crate::report::run::Input;
use crate::resources::Resources;
use crate::table::{Tables, checks};
use inputs::Inputs;

/// A file may be no larger than this.
pub const LARGEST_FILE: u64 = 256 * 1024 * 1024;
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
    /// Files passed over: ignored by rule, or junk.
    pub skipped: usize,
}

/// Reads, analyses, tabulates and compares all inputs. `tell` hears of every step. The result does not depend on the
/// number of threads or on the order of the inputs.
pub fn run(inputs: &Inputs, options: &Options, resources: &Resources, tell: &Tell) -> Batch {
    let mut batch = gather(inputs, options, resources, tell);
    batch.claims.sort_by(Claim::chronological);
    let checked = check::pairs(&batch.claims);
    checks::fill(&batch.claims, &checked.checks, &mut batch.tables.checks);
    batch.tables.add_problems(&checked.problems);
    batch
}

/// The same without comparing.
pub fn gather(inputs: &Inputs, options: &Options, resources: &Resources, tell: &Tell) -> Batch {
    let mut batch = Batch { skipped: inputs.skipped, ..Batch::default() };
    batch.tables.add_problems(&inputs.problems);
    let mut known: HashMap<String, String> = HashMap::new();
    let mut metadata = inputs.metadata.clone();
    for files in inputs.files.chunks(IN_FLIGHT) {
        let read: Vec<Read> = files.par_iter().map(|(path, shown)| read(path, shown, options)).collect();
        let mut documents = Vec::new();
        let mut problems = Vec::new();
        for (one, (_, shown)) in read.into_iter().zip(files) {
            let first = problems.len();
            problems.extend(one.problems);
            let mut kept = once(one.documents, shown, &mut known, &mut problems);
            problems[first..].iter_mut().for_each(|problem| problem.source_path.clone_from(shown));
            for document in &mut kept {
                problems.extend(metadata.apply(document, options.day_order));
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
    matched::fill(&mut batch.tables);
    batch
}

/// Reads all inputs, each content once, without analysing them.
pub fn documents(inputs: &Inputs, options: &Options) -> (Vec<Document>, Vec<Problem>) {
    let mut problems = inputs.problems.clone();
    let mut documents = Vec::new();
    let mut known: HashMap<String, String> = HashMap::new();
    let all: Vec<Read> = inputs.files.par_iter().map(|(path, shown)| read(path, shown, options)).collect();
    for (one, (_, shown)) in all.into_iter().zip(&inputs.files) {
        let first = problems.len();
        problems.extend(one.problems);
        documents.extend(once(one.documents, shown, &mut known, &mut problems));
        problems[first..].iter_mut().for_each(|problem| problem.source_path.clone_from(shown));
    }
    (documents, problems)
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

/// What a file has come to.
struct Read {
    documents: Vec<Document>,
    problems: Vec<Problem>,
    input: Input,
}

fn read(path: &Path, shown: &str, options: &Options) -> Read {
    let mut input = Input { path: shown.to_owned(), sha256: None, bytes: 0, documents: 0 };
    let failed = |problem: Problem, input| Read { documents: Vec::new(), problems: vec![problem], input };
    let size = match std::fs::metadata(path) {
        Ok(about) => about.len(),
        Err(wrong) => return failed(Problem::new(Code::UnreadableInput, wrong.to_string()), input),
    };
    input.bytes = size;
    if size > LARGEST_FILE {
        let message = format!("{size} bytes; a file may hold {LARGEST_FILE}");
        return failed(Problem::new(Code::TooLarge, message), input);
    }
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(wrong) => return failed(Problem::new(Code::UnreadableInput, wrong.to_string()), input),
    };
    input.bytes = bytes.len() as u64;
    input.sha256 = Some(inputs::sha256(&bytes));
    match catch_unwind(AssertUnwindSafe(|| ingest::ingest(shown, &bytes, options))) {
        Ok(ingested) => Read { documents: ingested.documents, problems: ingested.problems, input },
        Err(_) => failed(Problem::new(Code::Internal, "reading failed"), input),
    }
}

/// Leaves out documents whose content was read before: they would count twice.
fn once(
    documents: Vec<Document>,
    shown: &str,
    known: &mut HashMap<String, String>,
    problems: &mut Vec<Problem>,
) -> Vec<Document> {
    let mut kept = Vec::with_capacity(documents.len());
    for document in documents {
        let key =
            if document.source.row.is_some() { document.id.clone() } else { document.source.sha256.clone() };
        match known.get(&key) {
            Some(first) => {
                let message = format!("the same content as {first}");
                problems.push(Problem::new(Code::DuplicateInput, message));
            }
            None => {
                known.insert(key, shown.to_owned());
                kept.push(document);
            }
        }
    }
    kept
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
