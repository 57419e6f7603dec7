//! Phrases in the reports are those that a reader finds in the sentences; what is new is told by dates, or by the files
//! that are new.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::shared::{corpus, rejoinder};
use crate::table::{Row, rows};

/// The words of a sentence in small letters, one space around each.
fn spaced(text: &str) -> String {
    let plain = text.to_lowercase().replace('’', "'");
    let parts = plain.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == ',' || c == '.'));
    let words = parts.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join("  "))
}

#[test]
fn as_often_as_a_reader_finds_them() {
    let (phrases, sentences, turns) =
        (rows(corpus(), "phrases"), rows(corpus(), "sentences"), rows(corpus(), "turns"));
    let answers: BTreeSet<&str> = turns
        .iter()
        .filter(|turn| ["spokesperson", "official"].contains(&turn["role"].as_str()))
        .map(|turn| turn["turn_id"].as_str())
        .collect();
    let said: Vec<(&str, String)> = sentences
        .iter()
        .filter(|sentence| answers.contains(sentence["turn_id"].as_str()))
        .map(|sentence| (sentence["document_id"].as_str(), spaced(&sentence["text"])))
        .collect();
    let plain: Vec<&Row> = phrases.iter().filter(|row| !row["phrase"].contains('[')).collect();
    assert!(plain.len() > 20 && plain.len() < phrases.len());
    for row in plain {
        let phrase = format!(" {} ", row["phrase"].split(' ').collect::<Vec<_>>().join("  "));
        let found = |text: &String| text.matches(&phrase).count();
        let n: usize = said.iter().map(|(_, text)| found(text)).sum();
        let documents: BTreeSet<&str> =
            said.iter().filter(|(_, text)| found(text) > 0).map(|(document, _)| *document).collect();
        assert_eq!(row["n_occurrences"], n.to_string(), "{}", row["phrase"]);
        assert_eq!(row["n_documents"], documents.len().to_string(), "{}", row["phrase"]);
        assert!(documents.contains(row["first_document_id"].as_str()), "{}", row["phrase"]);
    }
}

fn write(folder: &Path, day: &str, said: &str) {
    let text = format!("Date: {day}\n\nQ: And today?\n\nSpokesperson: {said}\n");
    std::fs::write(folder.join(format!("briefing-{day}.txt")), text).expect("a file");
}

/// Phrase and status of each row.
fn told(out: &Path) -> BTreeMap<String, String> {
    rows(out, "phrases").into_iter().map(|row| (row["phrase"].clone(), row["status"].clone())).collect()
}

#[test]
fn what_is_new() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("texts");
    std::fs::create_dir(&folder).expect("a folder");
    let old = "We keep the lamps of the harbour burning.";
    for (month, day) in
        [("2021-01", "05"), ("2021-01", "12"), ("2021-01", "19"), ("2021-02", "02"), ("2021-05", "04")]
    {
        write(
            &folder,
            &format!("{month}-{day}"),
            &format!("{old} That is the work of day {day} in {month}."),
        );
    }
    let [input, out, tonight, store] =
        [&folder, &place.path().join("out"), &place.path().join("tonight"), &place.path().join("out/store")]
            .map(|path| path.display().to_string());
    let run = |arguments: &[&str]| {
        let output = rejoinder(&[&["run", "--quiet", "--formats", "csv", &input][..], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["--out", &out]);
    let lamps = "we keep the lamps of the harbour burning";
    assert_eq!(told(Path::new(&out)).get(lamps).map(String::as_str), Some("current"));
    for day in ["2021-06-01", "2021-06-08", "2021-06-15"] {
        write(&folder, day, &format!("The ferries will sail again before long. It is {day} now, and {old}"));
    }
    run(&["--since-last", "--store", &store, "--out", &tonight]);
    let news = told(Path::new(&tonight));
    assert_eq!(
        news.get("the ferries will sail again before long").map(String::as_str),
        Some("new"),
        "{news:?}"
    );
    assert_eq!(news.get(lamps).map(String::as_str), Some("current"), "it was heard before: {news:?}");
    assert!(!news.contains_key("that is the work of day"), "nobody says it in the new files: {news:?}");
    run(&["--out", &out]);
    let all = told(Path::new(&out));
    assert_eq!(all.get("the ferries will sail again before long").map(String::as_str), Some("new"));
    assert_eq!(all.get("that is the work of day").map(String::as_str), Some("current"), "{all:?}");
}
