//! 8  Tables → measures: sums per group over the rows of `hits`, `turns`, `quotes` and `citations`, and the indices
//! made of them. Everything here can be counted again from those tables.

mod articles;
pub mod groups;
pub mod indices;

use std::collections::BTreeMap;

use crate::table::{MeasureRow, Tables};
use groups::{Key, Sums};

/// The sums of all groups of a run, from pieces of its tables.
#[derive(Debug, Default)]
pub struct Measures {
    sums: BTreeMap<Key, Sums>,
}

impl Measures {
    /// Adds the rows of further documents, whole and in their order.
    pub fn add(&mut self, tables: &Tables) {
        groups::add(tables, &mut self.sums);
    }

    /// Fills the table `measures`.
    pub fn fill(&self, tables: &mut Tables) {
        let mut rows = Vec::new();
        for ((group_by, group), sums) in &self.sums {
            let row = |measure: String, value: Option<f64>| MeasureRow {
                group_by,
                group: group.clone(),
                measure,
                value,
                n_answers: sums.answers,
                n_documents: sums.documents.len(),
                n_tokens: sums.tokens,
            };
            rows.extend(
                sums.by_category.iter().map(|(category, n)| row(format!("n_{category}"), Some(*n as f64))),
            );
            rows.extend(indices::INDICES.iter().map(|index| row(index.name.to_owned(), (index.value)(sums))));
        }
        crate::table::measures::fill(&rows, &mut tables.measures);
    }
}
