//! `rejoinder count`: counts as dictionary programs give them.

use std::fs;

use crate::shared::{material, rejoinder};

const TEXTS: [(&str, &str); 3] = [
    ("a.txt", "We did not lie. The charge is groundless, a smear."),
    ("b.txt", "Lies, lies and smears!"),
    ("c.txt", "Nothing of the kind."),
];

/// The table for a dictionary, without ids and paths; the exit code before it.
fn check(dictionary: &str, arguments: &[&str], expected: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let words = folder.path().join("mine.csv");
    fs::write(&words, dictionary).expect("the dictionary");
    let texts = folder.path().join("texts");
    fs::create_dir(&texts).expect("a folder");
    for (name, text) in TEXTS {
        fs::write(texts.join(name), text).expect("a text");
    }
    let (words, texts) = (words.display().to_string(), texts.display().to_string());
    let output = rejoinder(&[&["count", &texts, "--lexicons", &words], arguments].concat());
    let shown =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let cut = |line: &str| line.splitn(4, ',').last().unwrap_or("").to_owned();
    let rows: Vec<String> = shown.lines().map(cut).collect();
    assert_eq!(format!("{}: {}", output.status.code().expect("a code"), rows.join(" | ")), expected);
}

const WORDS: &str = "category,term\nlie,lie*\nlie,smear*\n=danger,groundless\n";

#[test]
fn a_column_a_category() {
    check(WORDS, &["--only", "mine"], "0: n_tokens,n_sentences,lie,'=danger | 10,2,2,1 | 4,1,3,0 | 4,1,0,0");
}

#[test]
fn a_row_an_entry() {
    check(
        WORDS,
        &["--only", "mine", "--by", "entry"],
        "0: lexicon,category,entry,n | mine,lie,lie*,1 | mine,lie,smear*,1 | mine,'=danger,groundless,1 | mine,lie,lie*,2 | mine,lie,smear*,1",
    );
}

#[test]
fn unknown_lexicon() {
    let output = rejoinder(&["count", "corpus", "--only", "yours"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.starts_with("rejoinder: no lexicon \"yours\"; there are "), "{told}");
}

#[test]
fn the_same_on_any_number_of_files_as_one_by_one() {
    let Some(texts) = material("data/transcripts/white-house") else { return };
    let files: Vec<String> = fs::read_dir(texts)
        .expect("a folder")
        .map(|file| file.expect("a file").path().display().to_string())
        .take(6)
        .collect();
    let lines = |paths: &[&str]| {
        let output = rejoinder(&[&["count"], paths].concat());
        let mut lines: Vec<String> =
            String::from_utf8_lossy(&output.stdout).lines().skip(1).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let mut singly: Vec<String> = files.iter().flat_map(|path| lines(&[path])).collect();
    singly.sort();
    assert_eq!(lines(&files.iter().map(String::as_str).collect::<Vec<_>>()), singly);
}
