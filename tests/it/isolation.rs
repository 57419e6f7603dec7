//! A file that breaks its reader costs itself and nothing else: not the run, not a row of another file, not a process
//! that stays behind.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use rejoinder::batch::inputs;
use rejoinder::batch::reading::{Limits, Reading};
use rejoinder::error::Code;
use rejoinder::ingest::Options;

use crate::table::rows;

/// Each fault with the code and a piece of the message that tell of it.
const FAULTS: &[(&str, &str, &str)] = &[
    ("panic", "bad-format", "which failed: on purpose"),
    ("overflow", "worker-died", "ran out of stack"),
    ("abort", "worker-died", "signal: 6"),
    ("exit", "worker-died", "exit status: 7"),
    ("memory", "over-limit", "MiB of memory (--memory-limit)"),
    ("loop", "over-limit", "not read within 5 seconds (--time-limit)"),
    ("output", "over-limit", "instead of an answer"),
    ("garbage", "worker-died", "without an answer"),
];

fn packed(path: &Path, words: &str) {
    let file = fs::File::create(path).expect("the input can be written");
    let mut encoder = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    encoder.write_all(words.as_bytes()).expect("words can be packed");
    encoder.finish().expect("words can be packed");
}

/// Forty statements in packed files: what unpacks is read by workers.
fn statements(folder: &Path) {
    for n in 0..40 {
        let words = format!(
            "Statement of {} May 2020\nState: XAA\n\nWe say that charge {n} of Karvonia is groundless.\n",
            n % 28 + 1
        );
        packed(&folder.join(format!("statement-{n:02}.txt.gz")), &words);
    }
}

/// Runs the command over a folder with the faults switched on.
fn run(folder: &Path, arguments: &[&str]) -> (tempfile::TempDir, i32) {
    run_within(5, folder, arguments)
}

/// The same with so many seconds for a file.
fn run_within(seconds: u8, folder: &Path, arguments: &[&str]) -> (tempfile::TempDir, i32) {
    let out = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_rejoinder"))
        .args(["run", "--quiet", "--time-limit", &seconds.to_string(), "--out"])
        .arg(out.path())
        .args(arguments)
        .arg(folder)
        .env("REJOINDER_FAULT", "by-name")
        .output()
        .expect("the command starts");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (out, output.status.code().expect("an exit code"))
}

fn tables(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let names = ["documents", "turns", "sentences", "hits", "citations", "measures"];
    names
        .map(|name| (name.to_owned(), fs::read(out.join(format!("csv/{name}.csv"))).expect("a table")))
        .into()
}

/// Workers whose program has gone; the zombies of this process are looked at, too.
#[cfg(target_os = "linux")]
fn left_behind(asked_by: &str) -> Vec<String> {
    let mut left = Vec::new();
    for entry in fs::read_dir("/proc").expect("/proc").filter_map(Result::ok) {
        let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
        let words = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        let of_test = environment.windows(asked_by.len()).any(|piece| piece == asked_by.as_bytes());
        if of_test && words.windows(6).any(|piece| piece == b"worker") {
            left.push(entry.path().display().to_string());
        }
    }
    left
}

#[cfg(unix)]
#[test]
fn faults_cost_their_own_files() {
    let folder = tempfile::tempdir().expect("a folder");
    statements(folder.path());
    let (clean, code) = run(folder.path(), &["--threads", "2"]);
    assert_eq!(code, 0);
    for (fault, ..) in FAULTS {
        for n in 1..=2 {
            packed(&folder.path().join(format!("fault-{fault}-{n}.txt.gz")), "We say nothing.\n");
        }
    }
    let begun = Instant::now();
    let (broken, code) = run(folder.path(), &["--threads", "2"]);
    assert!(begun.elapsed() < Duration::from_secs(180), "{:?}", begun.elapsed());
    assert_eq!(code, 1);
    let problems = rows(broken.path(), "problems");
    let failed: Vec<_> = problems.iter().filter(|row| row["severity"] == "failure").collect();
    assert_eq!(failed.len(), 2 * FAULTS.len(), "{failed:#?}");
    for (fault, code, words) in FAULTS {
        let told = failed.iter().filter(|row| row["source_path"].contains(&format!("fault-{fault}-")));
        let right = told.filter(|row| row["code"] == *code && row["message"].contains(words));
        assert_eq!(right.count(), 2, "{fault} in {failed:#?}");
    }
    let (clean, broken_tables) = (tables(clean.path()), tables(broken.path()));
    for (name, bytes) in &clean {
        assert!(*bytes == broken_tables[name], "{name} differs");
    }
    let (alone, _) = run(folder.path(), &["--threads", "1"]);
    let problems = |out: &Path| fs::read_to_string(out.join("csv/problems.csv")).expect("a table");
    let (one, two) = (problems(alone.path()), problems(broken.path()));
    let differing: Vec<_> = one.lines().zip(two.lines()).filter(|(one, two)| one != two).collect();
    assert!(one == two, "the number of threads shows in the problems: {differing:#?}");
    assert!(tables(alone.path()) == broken_tables, "the number of threads shows");
}

/// Who waits, as on a busy machine, is not late; who waits for ever is.
#[cfg(target_os = "linux")]
#[test]
fn time_that_is_not_computed_does_not_count() {
    let folder = tempfile::tempdir().expect("a folder");
    for fault in ["nap", "stall"] {
        packed(&folder.path().join(format!("fault-{fault}.txt.gz")), "We say nothing.\n");
    }
    let (out, code) = run_within(1, folder.path(), &["--threads", "2"]);
    assert_eq!(code, 1);
    let problems = rows(out.path(), "problems");
    let failed: Vec<_> = problems.iter().filter(|row| row["severity"] == "failure").collect();
    assert_eq!(failed.len(), 1, "{failed:#?}");
    assert!(failed[0]["source_path"].contains("fault-stall"));
    assert_eq!(failed[0]["code"], "over-limit");
    assert!(failed[0]["message"].contains("not read within 1 seconds (--time-limit)"));
}

/// The same files, unpacked and read without workers, give the same rows, names of files apart.
#[test]
fn with_and_without_workers() {
    let (packed_files, plain) =
        (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let inner = [("one", "Karvonia lies."), ("two", "We regret nothing, and “farce” is the word.")];
    for (name, words) in inner {
        packed(&packed_files.path().join(format!("{name}.txt.gz")), words);
        fs::write(plain.path().join(format!("{name}.txt")), words).expect("written");
    }
    let (by_workers, _) = run(packed_files.path(), &[]);
    let (in_process, _) = run(plain.path(), &[]);
    for name in ["turns", "sentences", "hits"] {
        let read = |out: &Path| fs::read(out.join(format!("csv/{name}.csv"))).expect("a table");
        assert!(read(by_workers.path()) == read(in_process.path()), "{name} differs");
    }
}

/// A program that is killed takes its workers along, even one that never ends by itself.
#[cfg(target_os = "linux")]
#[test]
fn nothing_stays_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    packed(&folder.path().join("fault-loop.txt.gz"), "We say nothing.\n");
    let out = tempfile::tempdir().expect("a folder");
    let sign = format!("REJOINDER_TEST={}", out.path().display());
    let mut program = Command::new(env!("CARGO_BIN_EXE_rejoinder"))
        .args(["run", "--quiet", "--out"])
        .args([out.path(), folder.path()])
        .env("REJOINDER_FAULT", "by-name")
        .env("REJOINDER_TEST", out.path())
        .spawn()
        .expect("the command starts");
    let waits = |done: &dyn Fn() -> bool| {
        let begun = Instant::now();
        while !done() && begun.elapsed() < Duration::from_secs(9) {
            std::thread::sleep(Duration::from_millis(20));
        }
        done()
    };
    assert!(waits(&|| !left_behind(&sign).is_empty()), "no worker was started");
    program.kill().expect("it can be killed");
    program.wait().expect("it ends");
    assert!(waits(&|| left_behind(&sign).is_empty()), "left behind: {:?}", left_behind(&sign));
}

/// Where no worker can be started the files are read all the same, and the run says so once.
#[test]
fn without_workers_is_told_once() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, words) in [("one", "Karvonia lies."), ("two", "We regret nothing.")] {
        packed(&folder.path().join(format!("{name}.txt.gz")), words);
    }
    let program = folder.path().join("gone");
    let reading = Reading::new(Options::default(), Limits::default(), Some(program.into()));
    let (documents, problems) = rejoinder::batch::documents(&inputs::find(&[folder.path().into()]), &reading);
    assert_eq!(documents.len(), 2);
    let told = problems.iter().filter(|problem| problem.code == Code::NoWorker);
    assert_eq!(told.count(), 1, "{problems:#?}");
}
