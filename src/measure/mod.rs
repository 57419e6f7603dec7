//! 8  Tables → measures: sums per group over the rows of `hits`, `turns`, `quotes` and `citations`, and the indices
//! made of them. Everything here can be counted again from those tables.

mod articles;
pub mod groups;
pub mod indices;

use crate::table::{MeasureRow, Table, Tables};
use groups::Groups;

/// Fills the table `measures` from the other tables.
pub fn measure(tables: &mut Tables) {
    let mut groups = Groups::default();
    groups.add(tables);
    fill(&groups, &mut tables.measures);
}

/// The rows of all groups.
pub fn fill(groups: &Groups, measures: &mut Table) {
    for ((group_by, group), sums) in groups.sorted() {
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
