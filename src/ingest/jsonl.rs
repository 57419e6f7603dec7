//! JSON lines: an object a line, its keys are columns.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::table::{Row, documents};
use super::{Columns, Ingested};
use crate::document::Source;
use crate::error::{Code, Problem};

/// The documents in a JSONL file.
pub fn read(text: &str, source: &Source, columns: &Columns) -> Ingested {
    let mut problems = Vec::new();
    let mut objects: Vec<(usize, Map<String, Value>)> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(Value::Object(object)) => objects.push((number + 1, object)),
            Ok(_) => problems
                .push(Problem::new(Code::BadJson, "no object; expected {\"text\": …}").on_line(number + 1)),
            Err(wrong) => problems.push(Problem::new(Code::BadJson, wrong.to_string()).on_line(number + 1)),
        }
    }
    let mut header: Vec<String> = Vec::new();
    let mut known: HashSet<&str> = HashSet::new();
    for (_, object) in &objects {
        header.extend(object.keys().filter(|key| known.insert(key)).cloned());
    }
    let cells: Vec<(usize, Vec<String>)> = objects
        .iter()
        .map(|(line, object)| (*line, header.iter().map(|key| written(object.get(key))).collect()))
        .collect();
    let rows = cells
        .iter()
        .map(|(line, cells)| Row { line: *line, cells: cells.iter().map(String::as_str).collect() });
    let mut ingested =
        if objects.is_empty() { Ingested::default() } else { documents(&header, rows, source, columns) };
    ingested.problems.splice(0..0, problems);
    ingested
}

fn written(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
