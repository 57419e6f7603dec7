//! 10  Many documents: which files, read and analysed in parallel, tabulated in stable order, compared at the end.
#![allow(clippy::disallowed_methods, reason = "inputs are found and read here")]

pub mod inputs;
pub mod select;
mod walk;
pub mod reading;
mod pool;
mod hand;
mod spent;
mod wire;
pub mod worker;
mod fault;
pub mod lock;
pub mod once;
pub mod gather;
mod coming;
pub mod memory;
pub mod whole;
pub mod counted;
pub mod concordance;
pub mod sampled;
pub mod reports;
pub mod noted;
pub mod chosen;

use rayon::prelude::*;

use crate::check::Claim;
use crate::document::Document;
use crate::error::{Error, Problem};
use crate::resources::Resources;
use crate::store::Store;
use crate::store::facts::{File, Identity, Rows};
use crate::table::Tables;
use gather::{Keep, tabulate};
use inputs::Inputs;
use once::Once;
pub use pool::Program;
use reading::{Read, Reading};

/// What a batch tells while it runs.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// So many files are to be read.
    Files(usize),
    /// One of them has been, or was known.
    Done {
        /// Its size.
        bytes: u64,
    },
}

/// Who hears of the steps.
pub type Tell<'a> = dyn Fn(Step) + Sync + 'a;

/// Reads all inputs, each content once, without analysing them.
pub fn documents(inputs: &Inputs, reading: &Reading) -> (Vec<Document>, Vec<Problem>) {
    let mut problems = inputs.problems.clone();
    let mut documents = Vec::new();
    let mut once = Once::new(reading.keep_duplicates);
    let all: Vec<Read> = inputs.files.par_iter().map(|(path, shown)| reading.read(path, shown)).collect();
    for (one, (_, shown)) in all.into_iter().zip(&inputs.files) {
        let first = problems.len();
        problems.extend(one.problems);
        for document in one.documents {
            if once.keeps(&Identity::of(&document), &mut problems) {
                documents.push(document);
            }
        }
        for problem in problems[first..].iter_mut().filter(|problem| problem.source_path.is_empty()) {
            shown.clone_into(&mut problem.source_path);
        }
    }
    problems.extend(reading.problem());
    (documents, problems)
}

impl Keep for Store {
    type Found = (Tables, Vec<Claim>);

    fn find(&self, document: &Document, resources: &Resources) -> Self::Found {
        tabulate(document, resources)
    }

    fn file(&self, path: &str) -> Option<File> {
        self.file(path)
    }

    fn paths(&self) -> Vec<String> {
        self.paths().into_iter().map(str::to_owned).collect()
    }

    fn put(&mut self, (tables, claims): Self::Found, bytes: u64) -> Result<Rows, Error> {
        self.put(tables, claims, bytes)
    }

    fn put_file(&mut self, file: File) -> Result<(), Error> {
        self.put_file(file)
    }
}
