//! 7  Analysis → tables. Every column is declared once, with type, unit, meaning and expression; headers, the data
//! dictionary, schemas and sheets follow from that.

pub mod column;
mod row;
pub mod texts;
mod name;
pub mod offsets;
mod context;
pub mod documents;
pub mod turns;
pub mod sentences;
pub mod hits;
pub mod quotes;
pub mod citations;
pub mod quantities;
pub mod checks;
pub mod keyness;
pub mod phrases;
pub mod problems;
pub mod measures;
pub mod trends;
pub mod changes;
pub mod dictionary;
pub mod wide;
pub mod kwic;
#[cfg(feature = "tables")]
pub mod validation;

use std::ops::Range;

pub use column::{Cell, Column, Declared, Table, Type};
pub use keyness::KeynessRow;
pub use measures::MeasureRow;
pub use phrases::PhraseRow;
pub use texts::Texts;

use crate::analysis::Analysis;
use crate::document::{Document, Span};
use crate::error::Problem;
use crate::resources::Resources;
use name::Name;
use offsets::Offsets;
use row::{Value, Written};

/// The tables of a run, in the order of the workbook.
#[derive(Debug)]
pub struct Tables {
    /// One row a document.
    pub documents: Table,
    /// One row a turn.
    pub turns: Table,
    /// One row a sentence.
    pub sentences: Table,
    /// One row a hit.
    pub hits: Table,
    /// One row a quotation or report of speech.
    pub quotes: Table,
    /// One row a citation.
    pub citations: Table,
    /// One row a number.
    pub quantities: Table,
    /// One row a pair of claims.
    pub checks: Table,
    /// One row a recurring formula.
    pub phrases: Table,
    /// One row a measure of a group.
    pub measures: Table,
    /// One row a measure of a series in a month or quarter.
    pub trends: Table,
    /// One row a change of level of a series.
    pub changes: Table,
    /// One row a problem.
    pub problems: Table,
    /// One row a column of these tables.
    pub columns: Table,
    /// The wide companions, where they are made.
    pub wide: Vec<Table>,
}

impl Default for Tables {
    fn default() -> Self {
        let mut tables = Self::detail();
        dictionary::fill(&mut tables.columns);
        tables
    }
}

/// Every declared table, in the order of the workbook.
pub static ALL: [&Declared; 14] = [
    &documents::DECLARED,
    &turns::DECLARED,
    &sentences::DECLARED,
    &hits::DECLARED,
    &quotes::DECLARED,
    &citations::DECLARED,
    &quantities::DECLARED,
    &checks::DECLARED,
    &phrases::DECLARED,
    &measures::DECLARED,
    &trends::DECLARED,
    &changes::DECLARED,
    &problems::DECLARED,
    &dictionary::DECLARED,
];

/// The detail tables: those whose rows belong to single documents.
pub static DETAILS: [&Declared; 8] = [
    &documents::DECLARED,
    &turns::DECLARED,
    &sentences::DECLARED,
    &hits::DECLARED,
    &quotes::DECLARED,
    &citations::DECLARED,
    &quantities::DECLARED,
    &problems::DECLARED,
];

/// What the rows of one document are made from.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// The document.
    pub document: &'a Document,
    /// What was read out of it.
    pub analysis: &'a Analysis,
    /// The lexicons.
    pub resources: &'a Resources,
    /// From bytes to code points.
    pub offsets: &'a Offsets<'a>,
}

impl<'a> Of<'a> {
    /// The name of a row of the document.
    fn name(self, table: char, number: usize) -> Name<'a> {
        Name { document: &self.document.id, table, number }
    }
}

/// Where a span lies in the file.
fn place(of: Of<'_>, span: Span) -> impl Value {
    Written(move |out: &mut String| of.document.places.show(span, out))
}

impl Tables {
    /// All tables, in the order of the workbook.
    pub fn all(&self) -> [&Table; 14] {
        [
            &self.documents,
            &self.turns,
            &self.sentences,
            &self.hits,
            &self.quotes,
            &self.citations,
            &self.quantities,
            &self.checks,
            &self.phrases,
            &self.measures,
            &self.trends,
            &self.changes,
            &self.problems,
            &self.columns,
        ]
    }

    /// The table of that name.
    pub fn named(&self, name: &str) -> Option<&Table> {
        self.all().into_iter().chain(&self.wide).find(|table| table.declared.name == name)
    }

    /// The rows of one document, as tables of their own.
    pub fn of(document: &Document, analysis: &Analysis, resources: &Resources) -> Self {
        let mut tables = Self::detail();
        tables.add(document, analysis, resources);
        tables
    }

    /// Tables that hold nothing yet, not even the rows about their columns: to be filled and appended to others.
    pub fn detail() -> Self {
        Self {
            documents: Table::new(&documents::DECLARED),
            turns: Table::new(&turns::DECLARED),
            sentences: Table::new(&sentences::DECLARED),
            hits: Table::new(&hits::DECLARED),
            quotes: Table::new(&quotes::DECLARED),
            citations: Table::new(&citations::DECLARED),
            quantities: Table::new(&quantities::DECLARED),
            checks: Table::new(&checks::DECLARED),
            phrases: Table::new(&phrases::DECLARED),
            measures: Table::new(&measures::DECLARED),
            trends: Table::new(&trends::DECLARED),
            changes: Table::new(&changes::DECLARED),
            problems: Table::new(&problems::DECLARED),
            columns: Table::new(&dictionary::DECLARED),
            wide: Vec::new(),
        }
    }

    /// Appends the rows of one document.
    pub fn add(&mut self, document: &Document, analysis: &Analysis, resources: &Resources) {
        let offsets = Offsets::new(&document.text);
        let of = Of { document, analysis, resources, offsets: &offsets };
        documents::fill(of, &mut self.documents);
        turns::fill(of, &mut self.turns);
        sentences::fill(of, &mut self.sentences);
        hits::fill(of, &mut self.hits);
        quotes::fill(of, &mut self.quotes);
        citations::fill(of, &mut self.citations);
        quantities::fill(of, &mut self.quantities);
        problems::fill(&analysis.problems, Some(of), &mut self.problems);
    }

    /// The tables of [`DETAILS`].
    pub fn details(&self) -> [&Table; 8] {
        let [documents, turns, sentences, hits, quotes, citations, quantities, _, _, _, _, _, problems, _] =
            self.all();
        [documents, turns, sentences, hits, quotes, citations, quantities, problems]
    }

    /// Puts other detail tables in their places.
    pub fn set_details(&mut self, details: [Table; 8]) {
        [
            self.documents,
            self.turns,
            self.sentences,
            self.hits,
            self.quotes,
            self.citations,
            self.quantities,
            self.problems,
        ] = details;
    }

    /// Ranges of rows of the detail tables.
    pub fn slices(&self, ranges: &[Range<usize>; 8]) -> Self {
        let details = self.details();
        let mut tables = Self::detail();
        tables.set_details(std::array::from_fn(|at| details[at].slice(ranges[at].clone())));
        tables
    }

    /// Appends the rows of another document.
    pub fn append(&mut self, other: Self) {
        self.documents.append(other.documents);
        self.turns.append(other.turns);
        self.sentences.append(other.sentences);
        self.hits.append(other.hits);
        self.quotes.append(other.quotes);
        self.citations.append(other.citations);
        self.quantities.append(other.quantities);
        self.problems.append(other.problems);
    }

    /// Appends problems that belong to no document.
    pub fn add_problems(&mut self, all: &[Problem]) {
        problems::fill(all, None, &mut self.problems);
    }
}
