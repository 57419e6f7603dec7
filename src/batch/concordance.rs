//! Lines of a concordance of the documents of a batch, kept in memory.

use super::gather::Keep;
use crate::analysis::analyze;
use crate::document::Document;
use crate::error::Error;
use crate::kwic::{Asked, Line, lines};
use crate::resources::Resources;
use crate::store::facts::Rows;

/// The lines of all documents, in the order of their files.
#[derive(Debug, Default)]
pub struct Concordance {
    /// Which hits are lines.
    pub asked: Asked,
    /// So many words stand on each side of them.
    pub window: usize,
    /// The lines.
    pub lines: Vec<Line>,
    /// Documents looked through.
    pub n_documents: usize,
}

impl Keep for Concordance {
    type Found = Vec<Line>;

    fn find(&self, document: &Document, resources: &Resources) -> Vec<Line> {
        lines(document, &analyze(document, resources), resources, &self.asked, self.window)
    }

    fn put(&mut self, lines: Vec<Line>, _: u64) -> Result<Rows, Error> {
        self.lines.extend(lines);
        self.n_documents += 1;
        Ok(Rows::NONE)
    }
}
