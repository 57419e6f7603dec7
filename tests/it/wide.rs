//! The wide companions hold the numbers of `hits` and `measures`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::shared::{corpus, rejoinder};
use crate::table::{Row, number, rows};

/// The name of a category's column.
fn column(category: &str) -> String {
    format!("n_{}", category.replace('.', "_"))
}

/// Counting hits by what stands in a column, and category.
fn counted(folder: &Path, by: &str) -> BTreeMap<(String, String), f64> {
    let mut counts = BTreeMap::new();
    for hit in rows(folder, "hits").into_iter().filter(|hit| hit["counts"] == "true") {
        let group = if hit[by].is_empty() { "(unnamed)" } else { &hit[by] };
        *counts.entry((group.to_owned(), column(&hit["category"]))).or_default() += 1.0;
    }
    counts
}

/// Every cell of a category is a number of hits, and all hits are in one; every index is that of `measures`.
fn check(folder: &Path, table: &str, id: &str, by: &str, group_by: &str) {
    let mut counts = counted(folder, by);
    let wide = rows(folder, table);
    let measures = rows(folder, "measures");
    let values: BTreeMap<(&str, &str), &str> = measures
        .iter()
        .filter(|row| row["group_by"] == group_by)
        .map(|row| ((row["group"].as_str(), row["measure"].as_str()), row["value"].as_str()))
        .collect();
    let mut compared = 0;
    for row in &wide {
        let fixed =
            ["n_answers", "n_documents", "n_words", "n_hits", "n_core", "n_tokens", "n_hedges", "n_boosters"];
        let categories =
            row.iter().filter(|(name, _)| name.starts_with("n_") && !fixed.contains(&name.as_str()));
        let mut sum = 0.0;
        for (name, _) in categories {
            let expected = counts.remove(&(row[id].clone(), name.clone())).unwrap_or(0.0);
            assert_eq!(number(row, name), expected, "{table} {} {name}", row[id]);
            sum += expected;
        }
        assert_eq!(number(row, "n_hits"), sum, "{table} {}", row[id]);
        for (name, value) in
            row.iter().filter(|(name, value)| values.contains_key(&("all", name)) && !value.is_empty())
        {
            assert_eq!(
                values.get(&(row[id].as_str(), name)),
                Some(&value.as_str()),
                "{table} {} {name}",
                row[id]
            );
        }
        compared += row.keys().filter(|name| values.contains_key(&(row[id].as_str(), name))).count();
    }
    assert!(counts.is_empty(), "{table} lacks {counts:?}");
    assert!(group_by == "turn" || compared > 100, "{table}: {compared} figures");
}

#[test]
fn of_documents_and_speakers() {
    check(corpus(), "documents_wide", "document_id", "document_id", "document");
    let ids = |table: &str| -> Vec<String> {
        rows(corpus(), table).iter().map(|row: &Row| row["document_id"].clone()).collect()
    };
    assert_eq!(ids("documents_wide"), ids("documents"));
    check(corpus(), "speakers_wide", "speaker", "holder", "speaker");
}

/// Of turns only where it is asked for; then they add up to the documents.
#[test]
fn of_turns() {
    assert!(!corpus().join("csv/turns_wide.csv").exists());
    let out = tempfile::tempdir().expect("a folder");
    let at = out.path().display().to_string();
    let reports = corpus().display().to_string();
    assert!(rejoinder(&["report", &reports, "--wide", "-q", "--out", &at]).status.success());
    check(out.path(), "turns_wide", "turn_id", "turn_id", "turn");
    let listed: Vec<Row> = rows(out.path(), "columns");
    let declared = listed.iter().filter(|row| row["table"] == "turns_wide").count();
    assert_eq!(declared, rows(out.path(), "turns_wide")[0].len());
    let package = std::fs::read_to_string(out.path().join("datapackage.json")).expect("a package");
    assert!(package.contains("csv/turns_wide.csv") && package.contains("csv/documents_wide.csv"));
    assert!(!package.contains("\"resource\": \"documents_wide\""), "nothing points into a wide table");
}
