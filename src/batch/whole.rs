//! All tables of documents that are held in memory: those that a run writes, without a store.

use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::gather::{Gathering, Keep, find, tabulate};
use super::inputs::Inputs;
use super::reading::Reading;
use super::{Step, Tell};
use crate::check::{self, Claim, Figures};
use crate::document::Document;
use crate::error::{Error, Problem};
use crate::matched;
use crate::measure::Measures;
use crate::measure::period::Month;
use crate::phrase::{self, InMemory, Look};
use crate::resources::Resources;
use crate::store::SEGMENT_BYTES;
use crate::store::facts::Rows;
use crate::store::rows::Wanted;
use crate::table::wide::Wide;
use crate::table::{Table, Tables, checks, dictionary};

/// The rows of documents, and their claims, which are compared when all are known.
#[derive(Debug, Default)]
pub struct Whole {
    tables: Tables,
    claims: Vec<Claim>,
    /// Rows in each detail table before the first document, and behind each.
    start: [usize; 8],
    ends: Vec<[usize; 8]>,
}

/// What is counted over all documents together.
#[derive(Debug)]
pub struct Counted {
    /// `phrases`.
    pub phrases: Table,
    /// `measures`.
    pub measures: Table,
    /// `trends`.
    pub trends: Table,
    /// `changes`.
    pub changes: Table,
    /// `documents_wide`, `speakers_wide` and `turns_wide`.
    pub wide: Vec<Table>,
}

/// What was found in single documents, by their numbers.
#[derive(Default)]
struct Parts(Vec<Option<(Tables, Vec<Claim>)>>);

impl Keep for Parts {
    type Found = (Tables, Vec<Claim>);

    fn find(&self, document: &Document, resources: &Resources) -> Self::Found {
        tabulate(document, resources)
    }

    fn put(&mut self, found: Self::Found, _bytes: u64) -> Result<Rows, Error> {
        self.0.push(Some(found));
        Ok(Rows { segment: self.0.len() as u64 - 1, ..Rows::NONE })
    }
}

impl Whole {
    /// What stands in files, as a run would tell it.
    ///
    /// # Errors
    /// None but those of a run.
    pub fn of_files(
        inputs: &Inputs,
        reading: &Reading,
        resources: &Resources,
        tell: &Tell,
        stop: &AtomicBool,
    ) -> Result<Self, Error> {
        let (keep_missing, in_flight) = (false, SEGMENT_BYTES);
        let gathering = Gathering { inputs, reading, resources, keep_missing, in_flight, tell, stop };
        let mut parts = Parts::default();
        let gathered = gathering.gather(&mut parts)?;
        let mut whole = Self::default();
        for wanted in &gathered.wanted {
            match wanted {
                Wanted::Problems(problems) => whole.tell(problems),
                Wanted::Rows(rows) => {
                    if let Some(found) = parts.0.get_mut(rows.segment as usize).and_then(Option::take) {
                        whole.add(found);
                    }
                }
            }
        }
        Ok(whole)
    }

    /// Tells problems of no document.
    pub fn tell(&mut self, problems: &[Problem]) {
        self.tables.add_problems(problems);
    }

    /// From here on rows are those of documents.
    pub fn begin(&mut self) {
        self.start = self.tables.details().map(Table::height);
    }

    /// Analyses documents and adds them in their order; what comes after `stop` became true is left out.
    pub fn analyse(&mut self, documents: &[Document], resources: &Resources, tell: &Tell, stop: &AtomicBool) {
        let parts = Parts::default();
        let one = |document: &Document| {
            let found = (!stop.load(Ordering::Relaxed)).then(|| find(&parts, document, resources));
            tell(Step::Done { bytes: document.text.len() as u64 });
            found
        };
        let found: Vec<_> = documents.par_iter().map(one).collect();
        for found in found.into_iter().flatten() {
            match found {
                Ok(found) => self.add(found),
                Err(problem) => self.tell(&[problem]),
            }
        }
    }

    fn add(&mut self, (tables, claims): (Tables, Vec<Claim>)) {
        self.tables.append(tables);
        self.claims.extend(claims);
        self.ends.push(self.tables.details().map(Table::height));
    }

    /// Rows in each of the detail tables before the first document.
    pub fn start(&self) -> [usize; 8] {
        self.start
    }

    /// Rows in each of the detail tables behind each document.
    pub fn ends(&self) -> &[[usize; 8]] {
        &self.ends
    }

    /// The rows that belong to single documents, and the declared columns.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// `quotes`, with where each was said.
    pub fn quotes(&self) -> Table {
        let mut quotes = self.tables.quotes.clone();
        matched::found(&self.tables).into_iter().for_each(|(row, told)| told.set(&mut quotes, row));
        quotes
    }

    /// `checks`, and `problems` with those of the comparison.
    pub fn compared(&self) -> (Table, Table) {
        let mut figures = Figures::of(&self.claims);
        figures.sort();
        let (mut pairs, problems) = check::pairs(&figures);
        for pair in &mut pairs {
            (pair.a, pair.b) = (figures.place(pair.a).1, figures.place(pair.b).1);
        }
        let mut last = Tables::detail();
        checks::fill(&self.claims, &check::told(&self.claims, &pairs), &mut last.checks);
        last.add_problems(&problems);
        let mut problems = self.tables.problems.clone();
        problems.append(last.problems);
        (last.checks, problems)
    }

    /// What every column says, those of the wide tables too.
    pub fn columns(&self, resources: &Resources) -> Table {
        let mut columns = self.tables.columns.clone();
        dictionary::add(wide(resources, &Measures::default()).declared(true), &mut columns);
        columns
    }

    /// What is counted, `checks` being known; months before and from which groups are compared are given, in order.
    pub fn counted(&self, resources: &Resources, checks: &Table, compare_at: &[Month]) -> Counted {
        let mut measures = Measures::default();
        measures.hear(checks);
        let look = Look { sentences: self.tables.sentences.height(), ..Look::default() };
        let Ok(phrases) = phrase::find(resources, look, InMemory::<Infallible>::default, |listen| {
            listen(&self.tables);
            Ok(())
        });
        let mut last = Tables::detail();
        phrases.tables().for_each(|piece| last.phrases.append(piece));
        measures.hear_formulas(phrases.formulaic);
        measures.add(&self.tables);
        let declared = wide(resources, &measures);
        let mut wide = declared.of_piece(&self.tables, &measures, true);
        wide.insert(1, declared.of_speakers(&measures));
        measures.fill(compare_at, &mut last);
        let Tables { phrases, measures, trends, changes, .. } = last;
        Counted { phrases, measures, trends, changes, wide }
    }
}

/// The wide tables for all acts of the word lists.
fn wide(resources: &Resources, measures: &Measures) -> Wide {
    Wide::new(resources.act_categories().map(|category| category.id.as_str()), measures.indices())
}
