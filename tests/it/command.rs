//! The command as a user meets it: words, exit codes, and what happens when two runs meet.

use crate::shared::{matches_file, rejoinder, root};

/// Arguments, exit code, standard output and standard error as one text.
fn transcript(arguments: &[&str]) -> String {
    let output = rejoinder(arguments);
    format!(
        "$ rejoinder {}\n[exit {}]\n{}{}\n",
        arguments.join(" "),
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

#[test]
fn help_and_wrong_use() {
    let all: String = [
        vec!["--help"],
        vec!["run", "--help"],
        vec!["run", "--threads", "0"],
        vec!["walk"],
        vec!["lexicon", "--help"],
    ]
    .iter()
    .map(|arguments| transcript(arguments))
    .collect();
    matches_file(&root().join("tests/golden/command.txt"), &all);
}

#[test]
fn summary_of_the_corpus() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().display().to_string();
    let told = transcript(&["run", "--out", &folder]).replace(&folder, "OUT");
    matches_file(&root().join("tests/golden/summary.txt"), &told);
}

#[test]
fn no_input_and_no_corpus() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_rejoinder"))
        .arg("run")
        .current_dir(elsewhere.path())
        .output()
        .expect("the command starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no folder corpus/ here"));
}

#[test]
fn two_runs_into_one_folder() {
    let out = tempfile::tempdir().expect("a folder");
    let _held = rejoinder::batch::lock::take(out.path()).expect("the lock is free");
    let output =
        rejoinder(&["run", "--out", &out.path().display().to_string(), "corpus/ledger-2021-07-20.md"]);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains(&format!("process {}", std::process::id())), "{told}");
}

#[test]
fn a_folder_that_cannot_be_written() {
    let output = rejoinder(&["run", "--out", "Cargo.toml", "corpus/ledger-2021-07-20.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--out"));
}
