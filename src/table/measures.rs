//! `measures`: one row a measure of a group, in long form.

use super::Table;
use super::column::table;
use crate::measure::FEWEST_ANSWERS;
use crate::measure::indices::Figure;

/// One measure of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasureRow<'a> {
    /// What the rows are grouped by.
    pub group_by: &'a str,
    /// The group.
    pub group: &'a str,
    /// The measure.
    pub measure: &'a str,
    /// Its value, and what it is made of.
    pub figure: Figure,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Answering turns in the group.
    pub n_answers: usize,
    /// Documents in the group.
    pub n_documents: usize,
    /// Words in the group: the denominator.
    pub n_tokens: usize,
}

table!("measures", "one measure of one group", |row: MeasureRow| {
    "group_by" Text [""] "all, document, speaker, state, month, quarter, year, target, outlet (who asks), questioner (whose press asks, seen from who answers), question_type, topic (of the question; where it names none, of the answer)" ("") = row.group_by;
    "group" Text [""] "document_id, name of the speaker, ISO 3166 code of the side that speaks, 2021-07, 2021-Q3, 2021, target, outlet; own press, foreign press, press of unknown country; accusatory, other; turns.topic" ("") = row.group;
    "measure" Text [""] "n_CATEGORY (rows in hits with counts = true), CATEGORY_per_1000, target_share (of all core hits, for targets), or an index; see the README. What has no denominator in a group has no row" ("codebook 2.6") = row.measure;
    "value" Float ["see measure"] "the value" ("") = Some(row.figure.value);
    "ci_low" Float ["see measure"] "lower end of the 95 % interval: documents drawn with replacement 1,000 times with a fixed seed, expanded percentiles; empty for counts, below 5 documents, and where all documents show the same" ("Hesterberg 2015") = row.interval.map(|(low, _)| low);
    "ci_high" Float ["see measure"] "upper end of the 95 % interval" ("Hesterberg 2015") = row.interval.map(|(_, high)| high);
    "numerator" Float [""] "what the formula divides" ("") = Some(row.figure.numerator);
    "denominator" Float [""] "by what it divides; empty for counts" ("") = row.figure.denominator;
    "n_answers" Int ["turns"] "turns of a spokesperson or official in the group" ("") = row.n_answers;
    "n_documents" Int ["documents"] "documents with such turns or with quotations by name" ("") = row.n_documents;
    "n_tokens" Int ["words"] "words of those turns, in articles of direct and mixed quotations by name: the denominator W" ("") = row.n_tokens;
    "small" Bool [""] "fewer than 20 answers: too few to be compared with others" ("codebook 2.6") = row.n_answers < FEWEST_ANSWERS;
});

/// Adds a row.
pub fn fill(row: MeasureRow, table: &mut Table) {
    push(table, row);
}
