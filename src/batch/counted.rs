//! Counts of the documents of a batch, kept in memory.

use super::gather::{Gathered, Keep};
use crate::count::{Counts, count};
use crate::document::Document;
use crate::error::{Error, Problem};
use crate::resources::Resources;
use crate::store::facts::Rows;
use crate::store::rows::Wanted;

/// The counts of all documents, in the order of their files.
#[derive(Debug, Default)]
pub struct Counted {
    /// One a document.
    pub counts: Vec<Counts>,
}

impl Counted {
    /// What is told of the files.
    pub fn problems(gathered: Gathered) -> impl Iterator<Item = Problem> {
        let told = gathered.wanted.into_iter().filter_map(|wanted| match wanted {
            Wanted::Problems(problems) => Some(problems),
            Wanted::Rows(_) => None,
        });
        told.flatten()
    }
}

impl Keep for Counted {
    type Found = Counts;

    fn find(&self, document: &Document, resources: &Resources) -> Counts {
        count(document, resources)
    }

    fn put(&mut self, counts: Counts, _: u64) -> Result<Rows, Error> {
        self.counts.push(counts);
        Ok(Rows::NONE)
    }
}
