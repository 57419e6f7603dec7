//! For every hit, citation, quotation, number, sentence and turn: slicing the document's text by its offsets gives
//! exactly the words in its row.

use std::collections::HashMap;
use std::path::Path;

use rejoinder::ingest::{Options, ingest};

use crate::shared::{corpus, material, root, run};
use crate::table::{Row, rows};

/// Offsets and words of every table that has them.
const SLICES: [(&str, &str, &str, &str); 7] = [
    ("turns", "char_start", "char_end", "text"),
    ("sentences", "char_start", "char_end", "text"),
    ("hits", "char_start", "char_end", "matched"),
    ("hits", "status_cue_char_start", "status_cue_char_end", "status_cue"),
    ("quotes", "char_start", "char_end", "content"),
    ("citations", "source_char_start", "source_char_end", "source"),
    ("citations", "content_char_start", "content_char_end", "content"),
];

fn texts(out: &Path, base: &Path) -> HashMap<String, Vec<char>> {
    let paths: Vec<String> =
        rows(out, "documents").into_iter().map(|row| row["source_path"].clone()).collect();
    let mut texts = HashMap::new();
    for path in paths.iter().collect::<std::collections::BTreeSet<_>>() {
        let bytes = std::fs::read(base.join(path)).expect("the input is still there");
        for document in ingest(path, &bytes, &Options::default()).documents {
            texts.insert(document.id, document.text.chars().collect());
        }
    }
    texts
}

fn slice(text: &[char], row: &Row, start: &str, end: &str) -> String {
    let at = |name: &str| row[name].parse::<usize>().expect("an offset");
    text[at(start)..at(end)].iter().collect()
}

fn check(out: &Path, base: &Path) -> usize {
    let texts = texts(out, base);
    let mut checked = 0;
    for (table, start, end, words) in SLICES {
        for row in rows(out, table).iter().filter(|row| !row[start].is_empty()) {
            assert_eq!(slice(&texts[&row["document_id"]], row, start, end), row[words], "{table} {row:?}");
            checked += 1;
        }
    }
    for row in rows(out, "quantities") {
        assert_eq!(slice(&texts[&row["document_id"]], &row, "char_start", "char_end"), row["matched"]);
        checked += 1;
    }
    checked + check_turns(out)
}

/// The offsets inside the turn give the same words.
fn check_turns(out: &Path) -> usize {
    let turns: HashMap<String, Vec<char>> = rows(out, "turns")
        .into_iter()
        .map(|row| (row["turn_id"].clone(), row["text"].chars().collect()))
        .collect();
    let hits = rows(out, "hits");
    for row in &hits {
        assert_eq!(slice(&turns[&row["turn_id"]], row, "turn_char_start", "turn_char_end"), row["matched"]);
    }
    hits.len()
}

#[test]
fn of_the_corpus() {
    let checked = check(corpus(), root());
    assert!(checked > 3_000, "{checked}");
}

#[test]
fn of_real_transcripts() {
    for folder in ["data/seeds", "data/transcripts/white-house", "data/transcripts/unsc-2020"] {
        let Some(path) = material(folder) else { return };
        let (out, _) = run(&[&path.display().to_string()]);
        check(out.path(), root());
    }
}
