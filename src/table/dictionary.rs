//! `columns`: one row a column of a table, generated from the declarations.

use std::fmt::Write;

use super::column::{Column, table};
use super::{ALL, Declared, Table};
use crate::measure::indices::INDICES;

#[derive(Clone, Copy)]
struct Row {
    table: &'static Declared,
    column: &'static Column,
}

table!("columns", "one column of one table", |row: Row| {
    "table" Text [""] "name of the table" ("") = row.table.name;
    "column" Text [""] "header of the column" ("") = row.column.name;
    "type" Text [""] "text, integer, number, boolean, date" ("") = row.column.kind.name();
    "unit" Text [""] "unit of its numbers" ("") = row.column.unit;
    "meaning" Text [""] "what it says" ("") = row.column.meaning;
    "source" Text [""] "paper or rule that it follows" ("") = row.column.source;
});

/// The column guide: all tables, columns and measures as Markdown, for `reports/README.md`.
pub fn guide() -> String {
    let mut text = String::from(GUIDE);
    for declared in ALL {
        let _ = write!(
            text,
            "\n## {}\n\nOne row is {}.\n\n| column | type | unit | meaning | source |\n|---|---|---|---|---|\n",
            declared.name, declared.row
        );
        for Column { name, kind, unit, meaning, source } in declared.columns {
            let _ = writeln!(text, "| `{name}` | {} | {unit} | {meaning} | {source} |", kind.name());
        }
    }
    text.push_str("\n## The values of `measure`\n\n`n_CATEGORY` is the number of rows of `hits` with `counts = true` and that category in the group. The others:\n\n| measure | unit | formula | source |\n|---|---|---|---|\n");
    for index in INDICES {
        let _ =
            writeln!(text, "| `{}` | {} | {} | {} |", index.name, index.unit, index.formula, index.source);
    }
    text
}

const GUIDE: &str = "# The tables

Generated from the program's declarations; a test fails when this file differs from them.

Every table is written as `csv/NAME.csv`, `parquet/NAME.parquet` and a sheet of `rejoinder.xlsx`; `run.json` records
what was read, by which version and word lists. Missing is an empty cell. Offsets are half-open and count Unicode code
points of the document's text as read. In CSV a text that a spreadsheet could take for a formula has an apostrophe before
it (take one away and the original is back); Parquet holds it untouched.

In the indices `n` counts rows of `hits` with `counts = true`, `C` is the core set (categories with `core = true`) and `W`
the words of the group: those of answering turns, in articles those of direct and mixed quotations by name.
";

/// A row for every column of one table.
pub fn of(table: &'static Declared) -> Table {
    let mut dictionary = Table::new(&DECLARED);
    table.columns.iter().for_each(|column| push(&mut dictionary, Row { table, column }));
    dictionary
}

/// Adds a row for every column of every table.
pub(super) fn fill(dictionary: &mut Table) {
    for table in ALL {
        for column in table.columns {
            push(dictionary, Row { table, column });
        }
    }
}
