//! JSON lines: an object a line, its keys are columns.

use serde_json::{Map, Value};

use super::json::{said, tabulate};
use crate::document::Source;
use crate::error::{Code, Problem};
use crate::ingest::{Columns, Ingested};

/// The documents in a JSONL file.
pub fn read(text: &str, source: &Source, columns: &Columns) -> Ingested {
    let mut problems = Vec::new();
    let mut objects: Vec<(usize, Map<String, Value>)> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(Value::Object(object)) => objects.push((number + 1, object)),
            Ok(_) => problems
                .push(Problem::new(Code::BadJson, "no object; expected {\"text\": …}").on_line(number + 1)),
            Err(wrong) => {
                let message = format!("{} (column {})", said(&wrong), wrong.column());
                problems.push(Problem::new(Code::BadJson, message).on_line(number + 1));
            }
        }
    }
    let mut ingested =
        if objects.is_empty() { Ingested::default() } else { tabulate(objects, source, columns) };
    ingested.problems.splice(0..0, problems);
    ingested
}
