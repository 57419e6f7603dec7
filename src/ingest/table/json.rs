//! JSON: an array of objects is a table; an object with turns inside is a conversation; an object with words is a row.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{Row, convokit, documents};
use crate::document::Source;
use crate::error::{Code, Problem};
use crate::ingest::{Columns, Ingested, failed, table};

type Object = Map<String, Value>;

/// Usual names of an array of turns.
const TURNS: &[&str] = &[
    "turns",
    "utterances",
    "dialogue",
    "dialog",
    "conversation",
    "exchanges",
    "segments",
    "speeches",
    "messages",
];
/// An element with a key of this kind is a document of its own, not a turn.
const OWN: &[&str] = &["id", "doc_id", "document_id", "date", "title", "url", "question"];
/// Name of the column that holds rows of one object together.
const GROUP: &str = "id";

/// The documents in a JSON file.
pub fn read(text: &str, source: &Source, columns: &Columns) -> Ingested {
    let value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(wrong) => {
            let (line, column) = (wrong.line(), wrong.column());
            let message = format!("no whole JSON text: {} (line {line}, column {column})", said(&wrong));
            return failed(Problem::new(Code::BadJson, message).on_line(wrong.line().max(1)));
        }
    };
    if let Some(note) = convokit::side_file(&source.path, &value) {
        return failed(note);
    }
    let objects = match value {
        Value::Array(values) => objects(values),
        Value::Object(object) => unpacked(object, columns),
        _ => Vec::new(),
    };
    if objects.is_empty() {
        let message = "no objects; expected [{\"text\": …}] or {\"turns\": [{\"speaker\": …, \"text\": …}]}";
        return failed(Problem::new(Code::BadJson, message).on_line(1));
    }
    // The lines of the elements are not known.
    tabulate(objects.into_iter().map(|object| (1, object)).collect(), source, columns)
}

fn objects(values: Vec<Value>) -> Vec<Object> {
    let object = |value| match value {
        Value::Object(object) => Some(object),
        _ => None,
    };
    values.into_iter().filter_map(object).collect()
}

/// An outermost object is a document, or holds an array of documents.
fn unpacked(mut object: Object, columns: &Columns) -> Vec<Object> {
    let names: Vec<String> = object.keys().cloned().collect();
    if table::is_header(&names, columns) || turns_of(&object, columns).is_some() {
        return vec![object];
    }
    let list = object.iter().find(|(_, value)| is_list(value)).map(|(name, _)| name.clone());
    match list.and_then(|name| object.remove(&name)) {
        Some(Value::Array(values)) => objects(values),
        _ => vec![object],
    }
}

fn is_list(value: &Value) -> bool {
    value.as_array().is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_object))
}

/// The documents of objects with the lines at which they stand: each is a row, or a conversation of several.
pub(super) fn tabulate(objects: Vec<(usize, Object)>, source: &Source, columns: &Columns) -> Ingested {
    let (objects, columns) = match convokit::columns(&objects, columns) {
        Some(columns) => (convokit::rows(objects), columns),
        None => conversations(objects, columns),
    };
    let mut header: Vec<String> = Vec::new();
    let mut known: HashSet<&str> = HashSet::new();
    for (_, object) in &objects {
        header.extend(object.keys().filter(|key| known.insert(key)).cloned());
    }
    // An object is given up when its document is made: the words are not held twice.
    let rows = objects.into_iter().enumerate().map(|(n, (line, mut object))| Row {
        line,
        number: Some(n + 1),
        cells: header.iter().map(|key| written(object.get_mut(key).map(Value::take)).into()).collect(),
    });
    documents(&header, rows, source, &columns)
}

/// An object with turns becomes as many rows, held together by an id.
fn conversations(objects: Vec<(usize, Object)>, columns: &Columns) -> (Vec<(usize, Object)>, Columns) {
    if !objects.iter().any(|(_, object)| turns_of(object, columns).is_some()) {
        return (objects, columns.clone());
    }
    let mut rows = Vec::new();
    for (n, (line, mut object)) in objects.into_iter().enumerate() {
        let id = columns.id.as_deref().unwrap_or(GROUP);
        object.entry(id.to_owned()).or_insert_with(|| Value::String(format!("{}", n + 1)));
        let turns = turns_of(&object, columns).and_then(|name| object.remove(&name));
        let Some(Value::Array(turns)) = turns else {
            rows.push((line, object));
            continue;
        };
        for mut turn in self::objects(turns) {
            turn.remove(id);
            let mut row = object.clone();
            row.extend(turn);
            rows.push((line, row));
        }
    }
    let id = columns.id.clone().or_else(|| Some(GROUP.to_owned()));
    (rows, Columns { id, ..columns.clone() })
}

/// The key under which an object has turns: an array of objects with words, by its name or by what they hold.
fn turns_of(object: &Object, columns: &Columns) -> Option<String> {
    let spoken = |name: &str, value: &Value| {
        let first =
            value.as_array().filter(|_| is_list(value)).and_then(|values| values.first()?.as_object());
        let Some(first) = first else { return false };
        let names: Vec<String> = first.keys().cloned().collect();
        let own = names.iter().any(|name| OWN.contains(&name.to_lowercase().as_str()));
        let speaker =
            names.iter().any(|name| ["speaker", "name", "label"].contains(&name.to_lowercase().as_str()));
        table::is_header(&names, columns)
            && (TURNS.contains(&name.to_lowercase().as_str()) || (speaker && !own))
    };
    object.iter().find(|(name, value)| spoken(name, value)).map(|(name, _)| name.clone())
}

fn written(value: Option<Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text,
        Some(other) => other.to_string(),
    }
}

/// What the reader says, and what that means to somebody who has not written it.
const SAID: &[(&str, &str)] = &[
    ("EOF while parsing", "the text ends amid"),
    ("trailing characters", "more follows where the text should end"),
    ("trailing comma", "a comma with nothing after it"),
    ("key must be a string", "a name without double quotation marks"),
    ("expected value", "a word, number or mark that JSON does not know"),
    ("expected ident", "a bare word that is not true, false or null"),
    ("recursion limit exceeded", "lists or objects lie more than 127 deep in one another, the limit"),
];

/// What is wrong with a JSON text, without the place.
pub(super) fn said(wrong: &serde_json::Error) -> String {
    let said = wrong.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let meant = SAID.iter().find_map(|(begin, meant)| Some(format!("{meant}{}", said.strip_prefix(begin)?)));
    meant.unwrap_or_else(|| said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let source = Source { path: "in/some.json".into(), ..Source::default() };
        let ingested = read(text, &source, &Columns::default());
        let voice = |document: &crate::Document| {
            let voices = document.voices.iter().map(|voice| {
                format!("{}: {}", voice.label.as_deref().unwrap_or("?"), voice.span.slice(&document.text))
            });
            let voices: Vec<String> = voices.collect();
            let title = document.metadata.title.as_deref().unwrap_or("-");
            format!("{title} | {}", voices.join(" | "))
        };
        let problems = ingested.problems.iter().map(|problem| problem.code.name().to_owned());
        let shown: Vec<String> = ingested.documents.iter().map(voice).chain(problems).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn shapes() {
        check(r#"[{"text":"One","title":"A day"},{"text":"Two"}]"#, &["A day | ?: One", "- | ?: Two"]);
        check(
            r#"{"count":2,"results":[{"id":7,"text":"One"},{"id":8,"text":"Two"}]}"#,
            &["- | ?: One", "- | ?: Two"],
        );
        check(r#"{"title":"A day","text":"One"}"#, &["A day | ?: One"]);
        check(
            r#"{"title":"A day","turns":[{"id":1,"speaker":"Varn","text":"One"},{"id":2,"speaker":"Q","text":"Two"}]}"#,
            &["A day | Varn: One | Q: Two"],
        );
        check(
            r#"[{"title":"A","talk":[{"speaker":"Varn","text":"One"}]},{"title":"B","talk":[{"speaker":"Q","text":"Two"}]}]"#,
            &["A | Varn: One", "B | Q: Two"],
        );
        check("[1, 2]", &["bad-json"]);
        check("{\"text\": \"One", &["bad-json"]);
    }
}
