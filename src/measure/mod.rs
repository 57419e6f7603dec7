//! 8  Tables → measures: sums per group over the rows of `hits`, `turns`, `quotes` and `citations`, and the indices
//! made of them. Everything here can be counted again from those tables.

mod articles;
pub mod groups;
pub mod indices;

use crate::table::{MeasureRow, Table, Tables, measures};
use groups::{Groups, Key, Sums};

/// A piece has so many rows, and those of one group more.
const PIECE: usize = 16_384;

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
        self.tables().for_each(|piece| measures.append(piece));
    }

    /// The rows of all groups in their order, in pieces.
    pub fn tables(&self) -> impl Iterator<Item = Table> {
        let mut groups = self.groups.sorted().peekable();
        std::iter::from_fn(move || {
            groups.peek()?;
            let mut piece = Table::new(&measures::DECLARED);
            while piece.height() < PIECE
                && let Some((key, sums)) = groups.next()
            {
                rows(key, sums, &mut piece);
            }
            Some(piece)
        })
    }
}

/// Adds the rows of a group.
fn rows((group_by, group): Key, sums: &Sums, table: &mut Table) {
    let mut push = |measure: &str, value: Option<f64>| {
        let (n_answers, n_documents, n_tokens) = (sums.answers, sums.documents, sums.tokens);
        let row = MeasureRow { group_by, group, measure, value, n_answers, n_documents, n_tokens };
        measures::fill(row, table);
    };
    for (category, n) in &sums.by_category {
        push(&format!("n_{category}"), Some(f64::from(*n)));
    }
    for index in indices::INDICES {
        push(index.name, (index.value)(sums));
    }
}
