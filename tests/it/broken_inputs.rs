//! Broken inputs give a row in `problems` with path and advice, and the rest is processed.

use std::fs;
use std::path::Path;

use crate::shared::{rejoinder, run};
use crate::table::rows;

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    fs::write(folder.join(name), bytes).expect("the input can be written");
}

fn folder_of_broken_inputs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    write(at, "empty.txt", b"");
    write(at, "blank.md", b" \n\n");
    write(at, "binary.txt", b"\x7FELF\x00\x01\x02\x00");
    write(at, "truncated.txt", b"Remarks of the day\n\nWe said so at the caf\xC3");
    write(at, "no-columns.csv", b"a,b\n1,2\n");
    write(at, "ragged.csv", b"id,text\n1,The charge is groundless.\n2\n");
    write(at, "broken.jsonl", b"{\"text\": \"We reject this.\"}\n{not json\n[1]\n");
    write(at, "picture.png", b"\x89PNG");
    write(at, "front.md", b"---\ntitle: [unclosed\n---\n\nThe charge is groundless.\n");
    write(at, "good.txt", b"Statement of 3 May 2020\n\nWe say that the charge is groundless.\n");
    write(at, "copy-of-good.txt", b"Statement of 3 May 2020\n\nWe say that the charge is groundless.\n");
    write(at, "~$lock.txt", b"junk");
    write(at, "._fork.txt", b"junk");
    folder
}

#[test]
fn each_is_told_and_the_rest_is_read() {
    let folder = folder_of_broken_inputs();
    let (out, code) = run(&[&folder.path().display().to_string(), "no/such/folder"]);
    assert_eq!(code, 1);
    let problems = rows(out.path(), "problems");
    let told = |file: &str, code: &str| {
        let row = problems.iter().find(|row| row["source_path"].ends_with(file) && row["code"] == code);
        let row = row.unwrap_or_else(|| panic!("no {code} for {file} in {problems:#?}"));
        assert!(!row["advice"].is_empty() && !row["message"].is_empty());
    };
    told("empty.txt", "empty-input");
    told("blank.md", "empty-input");
    told("binary.txt", "binary-input");
    told("truncated.txt", "not-utf8");
    told("no-columns.csv", "missing-column");
    told("ragged.csv", "bad-row");
    told("broken.jsonl", "bad-json");
    told("picture.png", "unknown-format");
    told("front.md", "bad-front-matter");
    told("good.txt", "duplicate-input");
    told("no/such/folder", "missing-input");
    let documents = rows(out.path(), "documents");
    let names: Vec<&str> = documents.iter().filter_map(|row| row["source_path"].rsplit('/').next()).collect();
    assert_eq!(names, ["broken.jsonl", "copy-of-good.txt", "front.md", "ragged.csv", "truncated.txt"]);
    assert!(rows(out.path(), "hits").iter().any(|hit| hit["matched"] == "groundless"));
}

/// A dictionary of another program with a doubled or unknown category is used, and told with path and line.
#[test]
fn doubtful_lines_of_dictionaries_are_told() {
    let folder = folder_of_broken_inputs();
    let input = folder.path().join("good.txt").display().to_string();
    for (name, text, line, message) in [
        ("doubled.dic", "%\n1\tx\n1\ty\n%\ngroundless\t1\n", "3", "number 1 is given twice"),
        ("unknown.dic", "%\n1\tx\n%\ngroundless\t1\t99\n", "4", "99 is the number of no category"),
    ] {
        write(folder.path(), name, text.as_bytes());
        let dictionary = folder.path().join(name).display().to_string();
        let (out, code) = run(&[&input, "--lexicons", &dictionary]);
        assert_eq!(code, 0);
        let problems = rows(out.path(), "problems");
        let told: Vec<_> = problems.iter().filter(|row| row["code"] == "word-list").collect();
        assert_eq!(told.len(), 1, "{problems:#?}");
        assert_eq!((told[0]["source_path"].as_str(), told[0]["line"].as_str()), (dictionary.as_str(), line));
        assert!(told[0]["message"].contains(message) && told[0]["severity"] == "warning");
    }
}

/// Every file is in `documents` or `problems`.
#[test]
fn every_file_is_accounted_for() {
    let folder = folder_of_broken_inputs();
    let (out, _) = run(&[&folder.path().display().to_string()]);
    let listed = |table: &str| {
        rows(out.path(), table).into_iter().map(|row| row["source_path"].clone()).collect::<Vec<_>>()
    };
    let (documents, problems) = (listed("documents"), listed("problems"));
    for entry in fs::read_dir(folder.path()).expect("the folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let junk = name.starts_with("._") || name.starts_with("~$");
        let found = documents.iter().chain(&problems).any(|path| path.ends_with(&name));
        assert!(found || junk, "{name} is in neither table");
    }
}

#[test]
fn a_named_column_that_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "in.csv", b"speaker,words\nA,The charge is groundless.\n");
    let input = folder.path().join("in.csv").display().to_string();
    let (out, code) = run(&["--text-column", "reply", &input]);
    assert_eq!(code, 1);
    let problems = rows(out.path(), "problems");
    assert!(
        problems[0]["message"].contains("no column \"reply\"; the columns are speaker, words"),
        "{problems:?}"
    );
    let (out, code) = run(&["--text-column", "words", &input]);
    assert_eq!((code, rows(out.path(), "documents").len()), (0, 1));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink("/no/such/file", folder.path().join("gone.txt")).expect("a link");
    let (out, code) = run(&[&folder.path().join("gone.txt").display().to_string()]);
    assert_eq!(code, 1);
    assert_eq!(rows(out.path(), "problems")[0]["code"], "missing-input");
}

#[test]
fn a_lexicon_with_a_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("entries")).expect("a folder");
    write(folder.path(), "lexicon.toml", b"name='mine'\nversion='1'\nlanguage='en'\nkind='acts'\nlicence='MIT'\ndescription='d'\n[[category]]\nid='x'\nname='x'\ndefinition='x'\n");
    write(folder.path(), "entries/a.csv", b"term,category\nfine,x\n(broken,x\n");
    let lexicons = folder.path().display().to_string();
    let output =
        rejoinder(&["run", "--lexicons", &lexicons, "--out", &lexicons, "corpus/ledger-2021-07-20.md"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("entries/a.csv:3: \"(broken\": ( is never closed"), "{told}");
}
