//! Phrases with numbers, each read as a careful reader would: value, range, approximation, kind, unit, base, period,
//! scope, agent, and the date that words of time mean in a text of Wednesday, 21 July 2021.
//! In `numbers.tsv` an empty slot is not looked at, `-` in it says that it is empty; a `-` for the number says that the
//! text holds none.

use std::collections::HashMap;

use jiff::civil::date;
use rejoinder::cite::Quantity;
use rejoinder::document::{DateBasis, DateRead, Document, Precision};
use rejoinder::lexicon::sentences;
use rejoinder::{Resources, analyze};

const PHRASES: &str = include_str!("numbers.tsv");

/// What a quantity has in a column, as the table of phrases writes it.
fn cell(quantity: &Quantity, column: &str, document: &Document) -> String {
    let read = |span: Option<rejoinder::Span>| {
        span.map_or(String::new(), |span| span.slice(&document.text).to_owned())
    };
    match column {
        "approximate" => quantity.approximate.to_string(),
        "unit" => quantity.unit.clone().unwrap_or_default(),
        "base" => read(quantity.base),
        "period" => read(quantity.period),
        "scope" => read(quantity.scope),
        "agent" => read(quantity.agent),
        "date" => quantity.date.clone().unwrap_or_default(),
        _ => quantity.kind.name().to_owned(),
    }
}

fn wrong(row: &HashMap<&str, &str>, quantity: &Quantity, document: &Document) -> Vec<String> {
    let mut wrong = Vec::new();
    let number = |name: &str| row[name].parse::<f64>().ok();
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-4 * b.abs().max(1.0);
    let is_date = row["kind"] == "date";
    if let Some(value) = number("value").filter(|_| !is_date)
        && !near(quantity.value, value)
    {
        wrong.push(format!("value {} is read as {}", row["value"], quantity.value));
    }
    let same_end = match (quantity.high, number("value_high")) {
        (Some(found), Some(expected)) => near(found, expected),
        (found, expected) => found.is_none() && expected.is_none(),
    };
    if !is_date && !same_end {
        wrong.push(format!("upper end {:?} is read as {:?}", row["value_high"], quantity.high));
    }
    for column in ["approximate", "kind", "unit", "base", "period", "scope", "agent", "date"] {
        let expected = row.get(column).copied().unwrap_or("");
        let optional = !matches!(column, "approximate" | "kind") && expected.is_empty();
        let found = cell(quantity, column, document);
        if !(optional || is_date && column == "approximate") && found != expected.trim_matches('-') {
            wrong.push(format!("{column} {expected:?} is read as {found:?}"));
        }
    }
    wrong
}

#[test]
fn phrases_are_read_right() {
    let resources = Resources::built_in().expect("built-in lexicons");
    let mut lines = PHRASES.lines();
    let header: Vec<&str> = lines.next().expect("a header").split('\t').collect();
    let mut faults = Vec::new();
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    let mut count = 0;
    for line in lines {
        let row: HashMap<&str, &str> = header.iter().copied().zip(line.split('\t')).collect();
        let (text, words) = (row["text"], row["number"]);
        let mut document = sentences::document(text, "spk", "XAA");
        document.metadata.date =
            Some(DateRead { date: date(2021, 7, 21), precision: Precision::Day, basis: DateBasis::Metadata });
        let quantities = analyze(&document, &resources).cited.quantities;
        count += 1;
        if words == "-" {
            if let Some(found) = quantities.first() {
                faults.push(format!("{text}: {:?} is no number", found.span.slice(text)));
            }
            continue;
        }
        let from = seen.get(&(text, words)).copied().unwrap_or(0);
        let at = from + text[from..].find(words).expect("the number stands in its text");
        seen.insert((text, words), at + words.len());
        let here = quantities.iter().find(|found| found.span.start < at + words.len() && at < found.span.end);
        match here {
            None => faults.push(format!("{text}: {words:?} is not read")),
            Some(quantity) => faults.extend(
                wrong(&row, quantity, &document).into_iter().map(|what| format!("{text}: {words:?}: {what}")),
            ),
        }
    }
    assert!(count >= 200, "{count} phrases");
    assert!(faults.is_empty(), "{} of {count} phrases:\n{}", faults.len(), faults.join("\n"));
}
