//! `rejoinder.html`: one page that holds the run, its style, its script and its charts, and asks the network for nothing.
//!
//! The page is put together from the files in `page/` and `vendor/`; what was found goes into it as JSON (`document.rs`),
//! within a limit (`kept.rs`). The script counts from these rows, so that filters act on everything.

mod assemble;
mod document;
mod json;
mod kept;
mod names;

use std::ops::Range;

use serde_json::{Value, json};

use super::stage::Growing;
use super::{PAGE, Run, failed};
use crate::error::Error;
use crate::resources::Resources;
use crate::table::{Table, Tables};
use document::Rows;
use kept::Kept;

/// A page takes at most so many bytes, unless somebody says otherwise.
pub const LARGEST: usize = 25_000_000;
/// So many problems are shown, and pairs of figures of each kind.
const PROBLEMS: usize = 500;
const PAIRS: usize = 500;
/// Names, brackets and what is said of what was left out take less than this.
const FRAME: usize = 1_000;
/// So many recurring phrases, the most frequent ones.
const PHRASES: usize = 1_000;
/// So many changes of level.
const CHANGES: usize = 200;
/// So many rows of measures, at most.
const MEASURES: usize = 8_000;

/// Measures whose values and intervals the page shows, and the groups for which it does.
const SHOWN: [&str; 3] = ["ci", "hostile_any_share", "evasion_rate"];
const GROUPS: [&str; 5] = ["all", "month", "quarter", "year", "speaker"];

/// What the page says of the program and its word lists.
#[derive(Debug, Default)]
pub struct About {
    categories: Value,
    states: Value,
    sources: Value,
    targets: Value,
}

impl About {
    /// From the word lists.
    pub fn new(resources: &Resources) -> Self {
        Self {
            categories: names::categories(resources),
            states: names::states(resources),
            sources: names::sources(),
            targets: names::targets(),
        }
    }

    /// Name and polarity of a category of acts; nothing for another word.
    pub(super) fn category(&self, id: &str) -> Option<(&str, &str)> {
        let category = self.categories.as_array()?.iter().find(|category| category["id"] == id)?;
        Some((category["name"].as_str()?, category["polarity"].as_str()?))
    }

    /// The name of a kind of sources.
    pub(super) fn source<'a>(&'a self, code: &'a str) -> &'a str {
        self.sources[code].as_str().unwrap_or(code)
    }

    /// The name of an actor: STATE:DEU is Germany, MEDIA:The Ledger is The Ledger.
    pub(super) fn actor<'a>(&'a self, entity: &'a str) -> &'a str {
        let named = || {
            let name = entity.split_once(':').map_or(entity, |(_, name)| name);
            self.states[name].as_str().unwrap_or(name)
        };
        self.targets[entity].as_str().unwrap_or_else(named)
    }
}

/// A page that is being written.
pub(super) struct Page {
    largest: usize,
    kept: Kept,
    problems: Rowed,
    agreeing: Rowed,
    differing: Rowed,
    measures: Rowed,
    phrases: Rowed,
    changes: Rowed,
}

/// Rows up to some number, and how many there were.
struct Rowed {
    rows: Vec<Value>,
    most: usize,
    n: usize,
}

impl Rowed {
    fn new(most: usize) -> Self {
        Self { rows: Vec::new(), most, n: 0 }
    }

    fn push(&mut self, row: impl FnOnce() -> Value) {
        self.n += 1;
        if self.rows.len() < self.most {
            self.rows.push(row());
        }
    }

    fn into_value(self) -> Value {
        json!({ "n": self.n, "rows": self.rows })
    }
}

impl Page {
    /// Begins a page that may take so many bytes.
    pub(super) fn new(largest: usize) -> Self {
        Self {
            largest,
            kept: Kept::new(largest),
            problems: Rowed::new(PROBLEMS),
            agreeing: Rowed::new(PAIRS),
            differing: Rowed::new(PAIRS),
            measures: Rowed::new(MEASURES),
            phrases: Rowed::new(PHRASES),
            changes: Rowed::new(CHANGES),
        }
    }

    /// It may take so many bytes.
    pub(super) fn limit(&mut self, largest: usize) {
        self.largest = largest;
        self.kept.room = largest;
    }

    /// Takes further rows of all tables: whole documents, and what was made of all of them.
    pub(super) fn add(&mut self, tables: &Tables) {
        let mut cursor = [0; 6];
        for document in 0..tables.documents.height() {
            let id = tables.documents.at("document_id", document);
            let Tables { turns, sentences, hits, quotes, citations, quantities, .. } = tables;
            let mut all =
                [turns, sentences, hits, quotes, citations, quantities].into_iter().zip(&mut cursor);
            let mut next = || all.next().map_or(0..0, |(table, at)| rows_of(id, table, at));
            let rows = Rows {
                tables,
                document,
                turns: next(),
                sentences: next(),
                hits: next(),
                quotes: next(),
                citations: next(),
                quantities: next(),
            };
            self.kept.add(document::pack(&rows));
        }
        self.add_problems(&tables.problems);
        self.add_checks(&tables.checks);
        self.add_measures(&tables.measures);
        self.add_phrases(&tables.phrases);
        self.add_changes(&tables.changes);
    }

    fn add_problems(&mut self, table: &Table) {
        const TOLD: [&str; 5] = ["severity", "source_path", "document_id", "message", "advice"];
        for row in 0..table.height() {
            self.problems.push(|| TOLD.iter().map(|name| Value::from(table.at(name, row))).collect());
        }
    }

    fn add_checks(&mut self, table: &Table) {
        const TOLD: [&str; 5] = ["relation", "slot", "note", "quantity_id_a", "quantity_id_b"];
        for row in 0..table.height() {
            let agrees = table.at("relation", row) == "agrees";
            let kind = if agrees { &mut self.agreeing } else { &mut self.differing };
            kind.push(|| TOLD.iter().map(|name| Value::from(table.at(name, row))).collect());
        }
    }

    fn add_measures(&mut self, table: &Table) {
        let small = table.bools("small");
        let number = |name: &str, row: usize| json!(table.floats(name).get(row).copied().flatten());
        for row in 0..table.height() {
            let (by, measure) = (table.at("group_by", row), table.at("measure", row));
            // Of speakers with few answers the page shows no interval.
            let wanted = SHOWN.contains(&measure)
                && GROUPS.contains(&by)
                && (by != "speaker" || small.get(row) == Some(&Some(false)));
            if wanted {
                let [value, low, high] = ["value", "ci_low", "ci_high"].map(|name| number(name, row));
                let n = json!(table.ints("n_answers").get(row).copied().flatten());
                let group = table.at("group", row);
                self.measures.push(|| json!([by, group, measure, value, low, high, n]));
            }
        }
    }

    /// Phrases that stand for themselves somewhere; what is always part of a longer one is told by that.
    fn add_phrases(&mut self, table: &Table) {
        let count = |name: &str, row: usize| json!(table.ints(name).get(row).copied().flatten());
        let date = |name: &str, row: usize| {
            table.dates(name).get(row).copied().flatten().map(|date| date.to_string())
        };
        for row in 0..table.height() {
            if count("n_free", row) == 0 {
                continue;
            }
            let [times, documents, speakers] =
                ["n_occurrences", "n_documents", "n_speakers"].map(|name| count(name, row));
            let [first, last] = ["first_date", "last_date"].map(|name| date(name, row));
            let told = |name| table.at(name, row);
            self.phrases.push(|| {
                json!([
                    told("phrase"),
                    table.bools("goes_on").get(row).copied().flatten() == Some(true),
                    times,
                    documents,
                    speakers,
                    [first, last],
                    [told("first_document_id"), told("last_document_id")],
                    [told("first_speaker"), told("last_speaker")],
                    told("status"),
                    told("variants"),
                ])
            });
        }
    }

    /// Changes of the measures that the page shows.
    fn add_changes(&mut self, table: &Table) {
        let number = |name: &str, row: usize| json!(table.floats(name).get(row).copied().flatten());
        let count = |name: &str, row: usize| json!(table.ints(name).get(row).copied().flatten());
        let told = |name: &str, row: usize| Some(table.at(name, row)).filter(|told| !told.is_empty());
        let shown = |row: &usize| {
            SHOWN.contains(&table.at("measure", *row))
                && table.floats("difference").get(*row).copied().flatten().is_some()
        };
        for row in (0..table.height()).filter(shown) {
            let words = ["series_by", "series", "measure", "basis", "period", "period_low", "period_high"]
                .map(|name| json!(told(name, row)));
            let [before, after, difference, p] =
                ["before", "after", "difference", "p_adjusted"].map(|name| number(name, row));
            let interval = ["difference_ci_low", "difference_ci_high"].map(|name| number(name, row));
            let answers = ["n_answers_before", "n_answers_after"].map(|name| count(name, row));
            self.changes.push(|| {
                let mut row = words.to_vec();
                row.extend([before, after, difference, json!(interval), p, json!(answers)]);
                row.into()
            });
        }
    }

    /// Writes the page and syncs it.
    pub(super) fn save(mut self, record: &Run, file: &Growing) -> Result<(), Error> {
        let wrong = |wrong: std::io::Error| failed(PAGE, wrong);
        let [before, after] = assemble::around();
        let lists = [self.problems, self.agreeing, self.differing, self.measures, self.phrases, self.changes]
            .map(Rowed::into_value);
        let about = json::written(&about(record, lists));
        self.kept.shrink(self.largest.saturating_sub(before.len() + about.len() + after.len() + FRAME));
        let left_out = json::written(&left_out(&self.kept, self.largest));
        file.append(before.as_bytes()).map_err(wrong)?;
        let head = format!("{{\"about\":{about},\n\"left_out\":{left_out},\n\"documents\":[");
        file.append(head.as_bytes()).map_err(wrong)?;
        for (at, line) in self.kept.lines().enumerate() {
            let comma = if at == 0 { "\n" } else { ",\n" };
            file.append(format!("{comma}{line}").as_bytes()).map_err(wrong)?;
        }
        file.finish(format!("]}}{after}").as_bytes()).map_err(wrong)
    }
}

fn about(record: &Run, [problems, agreeing, differing, measures, phrases, changes]: [Value; 6]) -> Value {
    json!({
        "version": record.version,
        "lexicons": record.lexicons,
        "rows": record.rows,
        "files": record.inputs.len(),
        "skipped": record.skipped,
        "selection": record.selection,
        "categories": record.about.categories,
        "states": record.about.states,
        "sources": record.about.sources,
        "targets": record.about.targets,
        "problems": problems,
        "agreeing": agreeing,
        "differing": differing,
        "measures": measures,
        "phrases": phrases,
        "changes": changes,
    })
}

/// What the page says of what it does not hold.
fn left_out(kept: &Kept, largest: usize) -> Value {
    json!({
        "shortened": kept.n_shortened(),
        "gone": kept.n_gone,
        "whole_from": kept.whole_from().map(|date| date.to_string()),
        "largest": largest,
    })
}

/// The rows of a document that come next in a table.
fn rows_of(document: &str, table: &Table, cursor: &mut usize) -> Range<usize> {
    let start = *cursor;
    let ids = table.text("document_id");
    while ids.get(*cursor) == Some(document) {
        *cursor += 1;
    }
    start..*cursor
}
