//! 8  Tables → measures: sums per group over the rows of `hits`, `turns`, `quotes` and `citations`, and the indices
//! made of them. Everything here can be counted again from those tables.

mod articles;
pub mod groups;
pub mod indices;

use crate::table::{MeasureRow, Table, Tables};
use groups::Groups;

/// The sums of all groups of a run, from pieces of its tables.
#[derive(Debug, Default)]
pub struct Measures {
    groups: Groups,
}

impl Measures {
    /// Adds the rows of further documents, whole and in their order.
    pub fn add(&mut self, tables: &Tables) {
        self.groups.add(tables);
    }

    /// Fills the table `measures` with the rows of all groups.
    pub fn fill(&self, measures: &mut Table) {
        for ((group_by, group), sums) in self.groups.sorted() {
            let mut push = |measure: &str, value: Option<f64>| {
                let counts = (sums.answers, sums.documents, sums.tokens);
                let (n_answers, n_documents, n_tokens) = counts;
                let row = MeasureRow { group_by, group, measure, value, n_answers, n_documents, n_tokens };
                crate::table::measures::fill(row, measures);
            };
            for (category, n) in &sums.by_category {
                push(&format!("n_{category}"), Some(*n as f64));
            }
            for index in indices::INDICES {
                push(index.name, (index.value)(sums));
            }
        }
    }
}
