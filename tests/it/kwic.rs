//! The lines of `kwic` are the rows of `hits`.

use std::path::Path;

use crate::shared::{rejoinder, run};
use crate::table::{Row, rows_of as read};

/// Patterns that overlap themselves and each other, with gaps, slots, wildcards and alternatives.
const PATTERNS: &[&str] = &[
    "we",
    "we (reject|deny|oppose|urge)",
    "the",
    "(the|a) ~3 (claim|charge|accusation|report)*",
    "* *",
    "[SELF] ~2 (reject|oppose|deny|*)",
    "[OPP]",
    "[NUM]",
    "fabricat*",
    "no such words anywhere",
];

/// Where the hits of a pattern begin and end, document by document.
type Places = Vec<(String, String, String)>;

/// What is read from a table: the rows with a pattern.
fn places(table: &Path, column: &str, pattern: &str) -> Places {
    let rows = read(table);
    let rows = rows
        .iter()
        .filter(|row| ["mine", "kwic"].contains(&row["lexicon"].as_str()) && row[column] == pattern);
    let place = |row: &Row| (row["document_id"].clone(), row["char_start"].clone(), row["char_end"].clone());
    let mut places: Places = rows.map(place).collect();
    places.sort();
    places
}

/// A lexicon with each pattern in a category of its own.
fn lexicon(folder: &Path, compared: &str) {
    let mut header =
        "name='mine'\nversion='1'\nlanguage='en'\nkind='acts'\nlicence='MIT'\ndescription='d'\n".to_owned();
    let mut entries = "term,category,match\n".to_owned();
    for (number, pattern) in PATTERNS.iter().enumerate() {
        header += &format!("[[category]]\nid='c{number}'\nname='n'\ndefinition='d'\n");
        entries += &format!("\"{pattern}\",c{number},{compared}\n");
    }
    std::fs::create_dir_all(folder.join("entries")).expect("a folder");
    std::fs::write(folder.join("lexicon.toml"), header).expect("written");
    std::fs::write(folder.join("entries/a.csv"), entries).expect("written");
}

/// Holds the lines of all patterns against `hits`, under an overlap policy and a way to compare.
fn check(overlap: &str, compared: &str) {
    let words = tempfile::tempdir().expect("a folder");
    lexicon(words.path(), compared);
    let shown = words.path().display().to_string();
    let further = ["corpus", "--sample-names", "--overlap", overlap];
    let (out, code) = run(&[&further[..], &["--formats", "csv", "--lexicons", &shown]].concat());
    assert_eq!(code, 0);
    let lines = out.path().join("kwic.csv");
    let lines_shown = lines.display().to_string();
    let mut arguments = vec!["kwic"];
    PATTERNS.iter().for_each(|pattern| arguments.extend(["-e", pattern]));
    arguments.extend(further);
    arguments.extend(["--out", &lines_shown]);
    if !compared.is_empty() {
        arguments.extend(["--match", compared]);
    }
    assert_eq!(rejoinder(&arguments).status.code(), Some(0));
    let hits = out.path().join("csv/hits.csv");
    for pattern in PATTERNS {
        let (expected, found) = (places(&hits, "term", pattern), places(&lines, "pattern", pattern));
        assert_eq!(expected, found, "{pattern} ({overlap}, {compared})");
        let is_there = !found.is_empty() || pattern.starts_with("no such");
        assert!(is_there || !compared.is_empty(), "{pattern} is nowhere");
    }
}

#[test]
fn lines_are_hits() {
    check("longest", "");
    check("longest", "case");
    check("all", "");
}

#[test]
fn several_patterns_count_as_each_alone() {
    let alone = |pattern: &str| {
        let output = rejoinder(&["kwic", pattern, "corpus"]);
        String::from_utf8(output.stdout).expect("text").lines().count()
    };
    let output = rejoinder(&["kwic", "-e", "we", "-e", "we (reject|deny)", "corpus"]);
    let together = String::from_utf8(output.stdout).expect("text").lines().count();
    assert_eq!(alone("we") + alone("we (reject|deny)"), together);
}

#[test]
fn a_category_is_that_of_the_table() {
    let out = tempfile::tempdir().expect("a folder");
    for (file, form) in [("lines.xlsx", "xlsx"), ("lines.jsonl", "jsonl"), ("lines.csv", "csv")] {
        let path = out.path().join(file).display().to_string();
        let output = rejoinder(&["kwic", "--category", "deny.fact", "--counts", "--out", &path]);
        assert_eq!(output.status.code(), Some(0), "{form}");
    }
    let hits = read(&crate::shared::corpus().join("csv/hits.csv"));
    let counted = hits.iter().filter(|row| row["category"] == "deny.fact" && row["counts"] == "true").count();
    assert_eq!(read(&out.path().join("lines.csv")).len(), counted);
    let lines = std::fs::read_to_string(out.path().join("lines.jsonl")).expect("lines");
    assert_eq!(lines.lines().count(), counted);
}
