//! The units of the documents of a batch, of which a sample is drawn.

use super::gather::Keep;
use crate::analysis::analyze;
use crate::document::{Document, Role};
use crate::error::Error;
use crate::resources::Resources;
use crate::sampling::{Kind, Pool, Unit, units};
use crate::store::facts::Rows;
use crate::table::Tables;

/// The units, as they come.
#[derive(Debug)]
pub struct Sampled {
    /// What a unit is.
    pub kind: Kind,
    /// Whose words are units.
    pub roles: Vec<Role>,
    /// Those that may be drawn.
    pub pool: Pool,
}

impl Keep for Sampled {
    type Found = Vec<Unit>;

    fn find(&self, document: &Document, resources: &Resources) -> Vec<Unit> {
        let analysis = analyze(document, resources);
        units(self.kind, &Tables::of(document, &analysis, resources), &self.roles)
    }

    fn put(&mut self, units: Vec<Unit>, _: u64) -> Result<Rows, Error> {
        units.iter().for_each(|unit| self.pool.add(unit));
        Ok(Rows::NONE)
    }
}
