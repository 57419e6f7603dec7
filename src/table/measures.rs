//! `measures`: one row a measure of a group, in long form.

use super::Table;
use super::column::table;

/// One measure of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasureRow<'a> {
    /// What the rows are grouped by.
    pub group_by: &'static str,
    /// The group.
    pub group: &'a str,
    /// The measure.
    pub measure: &'a str,
    /// Its value.
    pub value: Option<f64>,
    /// Answering turns in the group.
    pub n_answers: usize,
    /// Documents in the group.
    pub n_documents: usize,
    /// Words in the group: the denominator.
    pub n_tokens: usize,
}

table!("measures", "one measure of one group", |row: MeasureRow| {
    "group_by" Text [""] "document, speaker, month, quarter, year, target or outlet" ("") = row.group_by;
    "group" Text [""] "document_id, name of the speaker, 2021-07, 2021-Q3, 2021, target, outlet of the questioner" ("") = row.group;
    "measure" Text [""] "n_CATEGORY (rows in hits with counts = true), n_core, or an index; see the README" ("codebook 2.6") = row.measure;
    "value" Float ["see measure"] "the value; empty where the denominator is 0" ("") = row.value;
    "ci_low" Float ["see measure"] "lower end of the 95 % interval; not computed yet" ("") = None::<f64>;
    "ci_high" Float ["see measure"] "upper end of the 95 % interval; not computed yet" ("") = None::<f64>;
    "n_answers" Int ["turns"] "turns of a spokesperson or official in the group" ("") = row.n_answers;
    "n_documents" Int ["documents"] "documents with such turns or with quotations by name" ("") = row.n_documents;
    "n_tokens" Int ["words"] "words of those turns, in articles of direct and mixed quotations by name: the denominator" ("") = row.n_tokens;
});

/// Adds a row.
pub fn fill(row: MeasureRow, table: &mut Table) {
    push(table, row);
}
