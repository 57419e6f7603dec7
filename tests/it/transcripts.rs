//! Real transcripts: nothing fails, every file is accounted for; skipped where the material is absent.

use std::collections::BTreeSet;

use crate::shared::{material, run};
use crate::table::{number, rows};

#[test]
fn every_file_is_in_documents_or_problems() {
    let Some(folder) = material("data/transcripts") else { return };
    let (out, code) = run(&[&folder.display().to_string()]);
    assert!(code == 0 || code == 1);
    let (documents, problems) = (rows(out.path(), "documents"), rows(out.path(), "problems"));
    assert!(!problems.iter().any(|row| row["code"] == "internal"));
    let listed: BTreeSet<&str> =
        documents.iter().chain(&problems).map(|row| row["source_path"].as_str()).collect();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert!(
                    listed.contains(path.display().to_string().as_str()),
                    "{} is in neither table",
                    path.display()
                );
            }
        }
    }
    let dyads: f64 = documents
        .iter()
        .filter(|row| row["source_path"].ends_with("mfa-qa-2025-2026.csv"))
        .map(|row| number(row, "n_exchanges"))
        .sum();
    assert_eq!(dyads, 1202.0);
    // Every briefing and every speech has turns by label.
    for row in documents.iter().filter(|row| {
        row["source_path"].contains("white-house/") || row["source_path"].contains("unsc-2020/")
    }) {
        assert!(
            row["layout"] != "article" && row["layout"] != "one voice",
            "{} was read as {}",
            row["source_path"],
            row["layout"]
        );
    }
}
