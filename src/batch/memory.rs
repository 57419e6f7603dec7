//! Results kept in memory, for small batches that are looked at once.

use super::gather::{Gathered, Keep, tabulate};
use crate::check::Claim;
use crate::document::Document;
use crate::error::Error;
use crate::resources::Resources;
use crate::store::facts::Rows;
use crate::store::rows::Wanted;
use crate::table::Tables;

/// The rows and claims of all documents.
#[derive(Debug, Default)]
pub struct Memory {
    /// The detail tables.
    pub tables: Tables,
    /// What a comparison of the documents needs.
    pub claims: Vec<Claim>,
}

impl Memory {
    /// Adds what is told of the files.
    pub fn finish(&mut self, gathered: &Gathered) {
        for wanted in &gathered.wanted {
            if let Wanted::Problems(problems) = wanted {
                self.tables.add_problems(problems);
            }
        }
    }
}

impl Keep for Memory {
    type Found = (Tables, Vec<Claim>);

    fn find(&self, document: &Document, resources: &Resources) -> Self::Found {
        tabulate(document, resources)
    }

    fn put(&mut self, (tables, claims): Self::Found, _: u64) -> Result<Rows, Error> {
        self.tables.append(tables);
        self.claims.extend(claims);
        Ok(Rows::NONE)
    }
}
