//! Counts in `measures` are counts of rows in `hits` under the filter that the column guide states.

use std::collections::BTreeMap;

use crate::shared::corpus;
use crate::table::{Row, number, rows};

fn date_of(documents: &[Row]) -> BTreeMap<&str, &str> {
    documents.iter().map(|row| (row["document_id"].as_str(), row["date"].as_str())).collect()
}

#[test]
fn of_every_category_and_group() {
    let out = corpus();
    let (hits, documents, measures) = (rows(out, "hits"), rows(out, "documents"), rows(out, "measures"));
    let dates = date_of(&documents);
    let mut counted: BTreeMap<(String, String, String), f64> = BTreeMap::new();
    for hit in hits.iter().filter(|hit| hit["counts"] == "true") {
        let date = dates[hit["document_id"].as_str()];
        let holder = if hit["holder"].is_empty() { "(unnamed)" } else { &hit["holder"] };
        let mut groups = vec![("document", hit["document_id"].as_str()), ("speaker", holder)];
        if !date.is_empty() {
            groups.extend([("month", &date[..7]), ("year", &date[..4])]);
        }
        if !hit["target"].is_empty() {
            groups.push(("target", hit["target"].as_str()));
        }
        for (group_by, group) in groups {
            let key = |measure: &str| (group_by.to_owned(), group.to_owned(), measure.to_owned());
            *counted.entry(key(&format!("n_{}", hit["category"]))).or_default() += 1.0;
            if hit["core"] == "true" {
                *counted.entry(key("n_core")).or_default() += 1.0;
            }
        }
    }
    let mut compared = 0;
    for row in &measures {
        let known = ["document", "speaker", "month", "year", "target"].contains(&row["group_by"].as_str());
        if known && row["measure"].starts_with("n_") {
            let key = (row["group_by"].clone(), row["group"].clone(), row["measure"].clone());
            assert_eq!(number(row, "value"), counted.remove(&key).unwrap_or(0.0), "{key:?}");
            compared += 1;
        }
    }
    assert!(counted.is_empty(), "counted and not in measures: {counted:?}");
    assert!(compared > 500, "{compared}");
}

#[test]
fn of_turns_sentences_and_documents() {
    let out = corpus();
    let count = |table: &str, column: &str| {
        let mut counts: BTreeMap<String, f64> = BTreeMap::new();
        for row in rows(out, table) {
            if table != "hits" || row["counts"] == "true" {
                *counts.entry(row[column].clone()).or_default() += 1.0;
            }
        }
        counts
    };
    for (table, id, column, counts) in [
        ("turns", "turn_id", "n_hits", count("hits", "turn_id")),
        ("sentences", "sentence_id", "n_hits", count("hits", "sentence_id")),
        ("turns", "turn_id", "n_sentences", count("sentences", "turn_id")),
        ("documents", "document_id", "n_turns", count("turns", "document_id")),
        ("documents", "document_id", "n_sentences", count("sentences", "document_id")),
    ] {
        for row in rows(out, table) {
            assert_eq!(
                number(&row, column),
                counts.get(&row[id]).copied().unwrap_or(0.0),
                "{table} {}",
                row[id]
            );
        }
    }
}

/// F1 by hand: 1000 * core hits / words of the answering turns and of the quotations by name.
#[test]
fn index_of_a_speaker() {
    let out = corpus();
    let measures = rows(out, "measures");
    for row in measures
        .iter()
        .filter(|row| row["measure"] == "ci" && row["group_by"] == "speaker" && !row["value"].is_empty())
    {
        let core = measures.iter().find(|other| {
            other["measure"] == "n_core" && other["group_by"] == "speaker" && other["group"] == row["group"]
        });
        let expected =
            1000.0 * number(core.expect("n_core stands beside ci"), "value") / number(row, "n_tokens");
        assert!((number(row, "value") - expected).abs() < 1e-9, "{row:?}");
    }
}
