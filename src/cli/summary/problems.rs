//! Problems: how many, and the first serious ones.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::cell;
use crate::error::Severity;
use crate::table::Table;

/// Problems shown, and how many of one kind.
const PROBLEMS: usize = 8;
const OF_A_CODE: usize = 2;
/// Failures told to scripts; all are in the table.
const FAILED: usize = 100;
/// Length of a shown path, in characters.
const PATH: usize = 120;

/// How many problems of each severity, and the first serious ones.
#[derive(Debug, Default)]
pub(super) struct Problems {
    by_severity: BTreeMap<String, usize>,
    by_code: BTreeMap<String, usize>,
    shown: Vec<String>,
    /// What failed, for scripts.
    pub(super) failed: Vec<Value>,
}

impl Problems {
    pub(super) fn add(&mut self, problems: &Table) {
        for row in 0..problems.height() {
            let [severity, code, path, message] =
                ["severity", "code", "source_path", "message"].map(|name| cell(problems, name, row));
            *self.by_severity.entry(severity.to_owned()).or_default() += 1;
            if severity == Severity::Failure.name() && self.failed.len() < FAILED {
                let advice = cell(problems, "advice", row);
                self.failed.push(json!({ "path": path, "code": code, "message": message, "advice": advice }));
            }
            if severity == Severity::Note.name() {
                continue;
            }
            let of_code = self.by_code.entry(code.to_owned()).or_default();
            *of_code += 1;
            if *of_code > OF_A_CODE || self.shown.len() == PROBLEMS {
                continue;
            }
            let line = problems.ints("line")[row].map_or(String::new(), |line| format!(":{line}"));
            self.shown.push(format!("  {}{line}: {code}: {message}\n", short_path(path)));
        }
    }

    /// The problems as text, with what was passed over.
    pub(super) fn text(&self, skipped: &BTreeMap<String, usize>) -> String {
        let [failures, warnings, notes] =
            [Severity::Failure, Severity::Warning, Severity::Note].map(|severity| self.of(severity));
        let kinds: Vec<String> = skipped.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        let passed =
            if kinds.is_empty() { String::new() } else { format!("; passed over: {}", kinds.join(", ")) };
        let mut text = format!(
            "\nProblems: {failures} failures, {warnings} warnings, {notes} notes (sheet \"problems\"){passed}\n"
        );
        text.extend(self.shown.iter().map(String::as_str));
        let more = failures + warnings - self.shown.len();
        if more > 0 {
            let _ = writeln!(text, "  and {more} more");
        }
        text
    }

    /// How many there are of a severity.
    pub(super) fn of(&self, severity: Severity) -> usize {
        self.by_severity.get(severity.name()).copied().unwrap_or(0)
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "failures": self.of(Severity::Failure),
            "warnings": self.of(Severity::Warning),
            "notes": self.of(Severity::Note),
        })
    }
}

/// The end of a long path: there stands what tells it from others.
fn short_path(path: &str) -> String {
    let length = path.chars().count();
    if length <= PATH {
        path.to_owned()
    } else {
        format!("…{}", path.chars().skip(length - PATH).collect::<String>())
    }
}
