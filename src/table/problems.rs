//! `problems`: one row a thing that the reader should know.

use super::column::table;
use super::{Of, Table};
use crate::error::Problem;

#[derive(Clone, Copy)]
struct Row<'a> {
    problem: &'a Problem,
    of: Option<Of<'a>>,
}

table!("problems", "one thing the reader should know", |row: Row| {
    "code" Text [""] "kind of problem" ("") = row.problem.code.name();
    "severity" Text [""] "failure (not used), warning (look at it), note" ("") = row.problem.code.severity().name();
    "source_path" Text [""] "file concerned, as given" ("") = row.of.map_or(row.problem.source_path.as_str(), |of| of.document.source.path.as_str());
    "document_id" Text [""] "document concerned, where it is one" ("") = row.of.map(|of| of.document.id.as_str());
    "line" Int [""] "line of the file, from 1" ("") = row.problem.line;
    "char_start" Int ["code points"] "place in the document's text" ("") = row.problem.at.and_then(|at| row.of.map(|of| of.offsets.chars(at)));
    "message" Text [""] "what was found" ("") = &row.problem.message;
    "advice" Text [""] "what to do" ("") = row.problem.code.advice();
});

/// Adds the rows.
pub(super) fn fill(problems: &[Problem], of: Option<Of>, table: &mut Table) {
    for problem in problems {
        push(table, Row { problem, of });
    }
}
