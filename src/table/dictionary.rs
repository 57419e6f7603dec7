//! `columns`: one row a column of a table, generated from the declarations.

use std::fmt::Write;

use super::column::{Column, table};
use super::wide::Wide;
use super::{ALL, Declared, Table, keyness};
use crate::measure::indices::{INDICES, Index};

/// What is told of a column, or of a measure.
#[derive(Clone, Copy)]
struct Row {
    table: &'static str,
    column: &'static str,
    kind: &'static str,
    unit: &'static str,
    meaning: &'static str,
    source: &'static str,
}

/// Under this name the values of the column `measure` are told.
const MEASURE: &str = "measures.measure";

table!("columns", "one column of one table", |row: Row| {
    "table" Text [""] "name of the table; measures.measure for the values of the column measure" ("") = row.table;
    "column" Text [""] "header of the column; name of the measure" ("") = row.column;
    "type" Text [""] "text, integer, number, boolean, date" ("") = row.kind;
    "unit" Text [""] "unit of its numbers" ("") = row.unit;
    "meaning" Text [""] "what it says; formula of the measure" ("") = row.meaning;
    "source" Text [""] "paper or rule that it follows" ("") = row.source;
});

/// The column guide: all tables, columns and measures as Markdown, for `reports/README.md`.
pub fn guide() -> String {
    let mut text = String::from(GUIDE);
    for declared in ALL.into_iter().chain([&keyness::DECLARED]) {
        let _ = write!(
            text,
            "\n## {}\n\nOne row is {}.\n\n| column | type | unit | meaning | source |\n|---|---|---|---|---|\n",
            declared.name, declared.row
        );
        for Column { name, kind, unit, meaning, source } in declared.columns {
            let _ = writeln!(text, "| `{name}` | {} | {unit} | {meaning} | {source} |", kind.name());
        }
    }
    text.push_str(WIDE);
    let example = Wide::new(["CATEGORY"].into_iter(), Vec::new());
    for declared in example.declared(true) {
        let _ = writeln!(
            text,
            "\n### {}\n\nOne row is {}.\n\n| column | type | unit | meaning |\n|---|---|---|---|",
            declared.name, declared.row
        );
        for Column { name, kind, unit, meaning, .. } in declared.columns {
            let _ = writeln!(text, "| `{name}` | {} | {unit} | {meaning} |", kind.name());
        }
    }
    text.push_str(MEASURES);
    for index in INDICES {
        let _ =
            writeln!(text, "| `{}` | {} | {} | {} |", index.name, index.unit, index.formula, index.source);
    }
    text
}

const GUIDE: &str = "# The tables

Generated from the program's declarations; a test fails when this file differs from them.

Every table is written as `csv/NAME.csv`, `parquet/NAME.parquet` and a sheet of `rejoinder.xlsx`; `run.json` records
what was read, by which version and word lists. `keyness` is written by `rejoinder compare --out`. Missing is an empty cell. Offsets are half-open and count Unicode code
points of the document's text as read. In CSV a text that a spreadsheet could take for a formula has an apostrophe before
it (take one away and the original is back); Parquet holds it untouched.

";

const WIDE: &str = "
## The wide companions

For people who pivot: the same numbers with one column for each category of the word lists (`n_category` stands for all of them:
`n_deny_fact`, `n_threat` …), and in `documents_wide` and `speakers_wide` one for each index under its name in `measure` below. Intervals
stand in `measures`. `turns_wide` is written with `--wide`.
";

const MEASURES: &str = "
## The values of `measure`

In the formulas `n` counts rows of `hits` with `counts = true`, `C` is the core set (hits with `core = true`) and `W` the words
of the group: those of answering turns, in articles those of direct and mixed quotations by name. `n_CATEGORY` is the number of
rows of `hits` with `counts = true` and that category in the group, `CATEGORY_per_1000` is 1000 * n_CATEGORY / W, and
`target_share`, with `group_by` = target, the share of all core hits that are aimed at the target. Columns `numerator` and
`denominator` hold what was divided.

Intervals: documents are drawn with replacement, as many as there are (rows of a table with the same date are one document here: answers
of one press conference resemble each other), 1,000 times with a fixed seed, and every figure is worked out anew; the interval goes from the quantile Phi(-sqrt(n/(n-1)) * t(.975, n-1))
to its counterpart above (expanded percentiles, Hesterberg 2015), `n` the number of documents. Of a group with more than 400
documents, or 200 in a month, several documents are drawn as one; in `trends` from 100 on. Below 5 documents there is no interval.

| measure | unit | formula | source |
|---|---|---|---|
";

/// The rows about the columns of one table.
pub fn of(table: &'static Declared) -> Table {
    let mut dictionary = Table::new(&DECLARED);
    rows(table, &mut dictionary);
    dictionary
}

fn rows(table: &'static Declared, dictionary: &mut Table) {
    for Column { name, kind, unit, meaning, source } in table.columns {
        let (table, kind) = (table.name, kind.name());
        push(dictionary, Row { table, column: name, kind, unit, meaning, source });
    }
}

/// Adds a row for every column of every table.
pub(super) fn fill(dictionary: &mut Table) {
    for table in ALL {
        rows(table, dictionary);
    }
    measures(dictionary);
}

/// Adds a row for every column of tables that hang on the word lists.
pub fn add(tables: &[&'static Declared], dictionary: &mut Table) {
    tables.iter().for_each(|table| rows(table, dictionary));
}

fn measures(dictionary: &mut Table) {
    for Index { name, unit, formula, source, .. } in INDICES {
        let row = Row { table: MEASURE, column: name, kind: "number", unit, meaning: formula, source };
        push(dictionary, row);
    }
}
