//! The store: a run over what is kept equals a run from nothing, byte for byte, whatever was added, dropped, renamed or
//! damaged meanwhile.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rejoinder::Resources;
use rejoinder::batch::gather::{Counts, Gathering};
use rejoinder::batch::inputs::{self, Inputs};
use rejoinder::batch::reading::Reading;
use rejoinder::batch::reports::{self, Form};
use rejoinder::ingest::Options;
use rejoinder::report::Format;
use rejoinder::report::run::Run;
use rejoinder::store::Store;

use crate::determinism::same;
use crate::shared::{rejoinder, root};

fn resources() -> &'static Resources {
    static RESOURCES: OnceLock<Resources> = OnceLock::new();
    RESOURCES.get_or_init(|| Resources::built_in().expect("the word lists are sound"))
}

/// One run over a folder, in segments of so many bytes; says how many files were read and known, and how many segments
/// there are.
fn run(folder: &Path, metadata: Option<&Path>, out: &Path, segment: u64) -> (Counts, usize) {
    let mut inputs: Inputs = inputs::find(&[folder.to_owned()]);
    if let Some(metadata) = metadata {
        inputs.read_metadata(metadata).expect("a table of metadata");
    }
    let reading = Reading::in_process(Options::default());
    let (mut store, told) = Store::open(&out.join("store"), "one").expect("the store opens");
    assert!(told.is_empty(), "{told:?}");
    store.segments_of(segment);
    let gathering = Gathering {
        inputs: &inputs,
        reading: &reading,
        resources: resources(),
        keep_missing: false,
        in_flight: segment,
        tell: &|_| {},
        stop: &AtomicBool::new(false),
    };
    let gathered = gathering.gather(&mut store).expect("it gathers");
    store.flush().expect("it writes");
    let form = Form { formats: vec![Format::Csv, Format::Parquet], ..Form::default() };
    let (all, stop) = (&gathered.wanted, AtomicBool::new(false));
    let written = reports::write(&store, resources(), all, all, out, &form, &stop, &mut |_| {});
    let written = written.expect("reports").expect("nobody stops it");
    let record = Run::new(resources(), written.heights(), gathered.inputs, inputs.skipped, ().into());
    written.publish(&record).expect("it publishes");
    let paths = record.inputs.iter().map(|input| input.path.as_str()).collect();
    store.finish(&paths, &[], b"").expect("it finishes");
    (gathered.counts, store.manifest().segments.len())
}

/// What somebody does to a folder between two runs.
#[derive(Clone, Debug)]
enum Edit {
    Add(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    Swap(usize, usize),
    /// Other words of the same length, at the same time of change.
    Behind(usize),
    Touch(usize),
    Metadata(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let n = 0..14_usize;
    prop_oneof![
        (n.clone(), 0..TEXTS.len()).prop_map(|(at, text)| Edit::Add(at, text)),
        n.clone().prop_map(Edit::Delete),
        (n.clone(), n.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        (n.clone(), n.clone()).prop_map(|(one, other)| Edit::Swap(one, other)),
        n.clone().prop_map(Edit::Behind),
        n.clone().prop_map(Edit::Touch),
        n.prop_map(Edit::Metadata),
    ]
}

/// Documents of the corpus, two of them nearly the same.
const TEXTS: [&str; 6] = [
    "vellmark-briefing-2018-03-14.txt",
    "ledger-2021-07-20.md",
    "vellmark-briefing-2021-07-20.md",
    "ostrania-statement-2017-06-01.txt",
    "karvonia-exchanges-2018-2023.jsonl",
    "anselm-daily-2021-07-21.txt",
];

fn name(folder: &Path, at: usize) -> PathBuf {
    // In two folders, so that renaming moves files far in the order of the paths.
    folder.join(if at.is_multiple_of(2) { "a" } else { "b" }).join(format!("{at:02}.txt"))
}

fn apply(edit: &Edit, folder: &Path) {
    let at = |n: usize| name(folder, n);
    match edit {
        Edit::Add(n, text) => {
            let mut words =
                std::fs::read_to_string(root().join("corpus").join(TEXTS[*text])).expect("a text");
            if n % 3 == 1 {
                words = words.replacen("the", "this", 1);
            }
            std::fs::write(at(*n), words).expect("a file is written");
        }
        Edit::Delete(n) => drop(std::fs::remove_file(at(*n))),
        Edit::Rename(from, to) => drop(std::fs::rename(at(*from), at(*to))),
        Edit::Swap(one, other) if one != other && at(*one).exists() && at(*other).exists() => {
            let between = folder.join("between");
            for (from, to) in [(at(*one), between.clone()), (at(*other), at(*one)), (between, at(*other))] {
                std::fs::rename(from, to).expect("a file is renamed");
            }
        }
        Edit::Behind(n) if at(*n).exists() => {
            let time = std::fs::metadata(at(*n)).and_then(|about| about.modified()).expect("a time");
            let words = std::fs::read_to_string(at(*n))
                .expect("a text")
                .replace(" lie", " die")
                .replace(" will", " must");
            std::fs::write(at(*n), words).expect("a file is written");
            let file = std::fs::File::options().write(true).open(at(*n)).expect("a file");
            file.set_modified(time).expect("the time is set");
        }
        Edit::Touch(n) if at(*n).exists() => {
            let file = std::fs::File::options().write(true).open(at(*n)).expect("a file");
            file.set_modified(std::time::SystemTime::now()).expect("the time is set");
        }
        Edit::Metadata(n) => {
            let table = format!("path,title,date\n{n:02}.txt,Title {n},2020-01-{:02}\n", n + 1);
            std::fs::write(folder.with_extension("csv"), table).expect("a file is written");
        }
        _ => {}
    }
}

/// Random edits, a run after every few of them; small segments, so that many are written and put together.
#[test]
fn incremental_equals_from_nothing() {
    let n: u32 = std::env::var("SCRIPTS").ok().and_then(|n| n.parse().ok()).unwrap_or(8);
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(n) });
    let scripts = proptest::collection::vec(proptest::collection::vec(edit(), 1..6), 2..6);
    let checked = runner.run(&scripts, |script| {
        let place = tempfile::tempdir().expect("a folder");
        let (folder, kept, table) =
            (place.path().join("in"), place.path().join("kept"), place.path().join("in.csv"));
        for below in ["a", "b"] {
            std::fs::create_dir_all(folder.join(below)).expect("a folder");
        }
        for edits in &script {
            edits.iter().for_each(|edit| apply(edit, &folder));
            let metadata = table.exists().then_some(table.as_path());
            run(&folder, metadata, &kept, 6_000);
            let (again, _) = run(&folder, metadata, &kept, 6_000);
            prop_assert_eq!(again.fresh, 0, "what is known was read again");
            let nothing = tempfile::tempdir().expect("a folder");
            run(&folder, metadata, nothing.path(), 1 << 20);
            same(&kept, nothing.path());
        }
        Ok(())
    });
    checked.unwrap_or_else(|wrong| panic!("{wrong}"));
}

#[test]
fn many_small_segments_become_few() {
    let place = tempfile::tempdir().expect("a folder");
    let (folder, out) = (place.path().join("in"), place.path().join("out"));
    std::fs::create_dir_all(folder.join("a")).expect("a folder");
    std::fs::create_dir_all(folder.join("b")).expect("a folder");
    let mut most = 0;
    for night in 0..12 {
        apply(&Edit::Add(night, 0), &folder);
        std::fs::write(folder.join(format!("{night}.txt")), format!("MR. VARN: Night {night}. They lie.\n"))
            .expect("a file");
        most = most.max(run(&folder, None, &out, 1 << 20).1);
    }
    assert!(most <= 8, "{most} segments");
}

/// A folder with three texts, and the reports of a first run over them.
fn begun() -> (tempfile::TempDir, String, String) {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("in");
    std::fs::create_dir_all(&folder).expect("a folder");
    for text in &TEXTS[..3] {
        std::fs::copy(root().join("corpus").join(text), folder.join(text)).expect("a copy");
    }
    let (folder, out) = (folder.display().to_string(), place.path().join("out").display().to_string());
    let output = rejoinder(&["run", "--quiet", "--sample-names", &folder, "--out", &out]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    (place, folder, out)
}

fn equals_from_nothing(folder: &str, out: &str) {
    let nothing = tempfile::tempdir().expect("a folder");
    let at = nothing.path().display().to_string();
    assert_eq!(rejoinder(&["run", "--quiet", "--sample-names", folder, "--out", &at]).status.code(), Some(0));
    same(Path::new(out), nothing.path());
}

#[test]
fn a_damaged_segment_is_told_and_read_again() {
    let (_place, folder, out) = begun();
    let segment = Path::new(&out).join("store/segments/0");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&segment)
        .expect("a segment")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let hits = files.iter().find(|path| path.ends_with("hits.parquet")).expect("the hits");
    let mut bytes = std::fs::read(hits).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(hits, bytes).expect("a file is written");
    let output = rejoinder(&["run", "--quiet", "--sample-names", &folder, "--out", &out]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        told.contains("part 0 of the store is damaged (hits.parquet is not as it was written)"),
        "{told}"
    );
    equals_from_nothing(&folder, &out);
}

#[test]
fn what_a_killed_run_left_is_cleared_away() {
    let (_place, folder, out) = begun();
    let (store, apart) = (Path::new(&out).join("store"), Path::new(&out).join(".rejoinder-new"));
    for left in [store.join("segments/new-7"), store.join("segments/9"), apart.join("csv")] {
        std::fs::create_dir_all(&left).expect("a folder");
        std::fs::write(left.join("hits.parquet"), "half").expect("a file");
    }
    std::fs::write(store.join("manifest.json"), "{ half").expect("a file");
    let output = rejoinder(&["run", "--quiet", "--sample-names", &folder, "--out", &out]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("manifest.json"), "the broken manifest is told");
    equals_from_nothing(&folder, &out);
    assert!(!apart.exists());
    let left: Vec<_> = std::fs::read_dir(store.join("segments")).expect("the segments").collect();
    assert_eq!(left.len(), 1);
}

#[test]
fn status_and_what_is_gone() {
    let (_place, folder, out) = begun();
    let ledger = Path::new(&folder).join(TEXTS[1]);
    let told = |more: &[&str]| {
        let arguments = [&["status", "--sample-names", &folder, "--out", &out], more].concat();
        String::from_utf8_lossy(&rejoinder(&arguments).stdout).into_owned()
    };
    assert!(told(&[]).contains("read 0 new and 0 changed files, use 3 again, and drop 0"), "{}", told(&[]));
    std::fs::remove_file(ledger).expect("a file is removed");
    std::fs::write(Path::new(&folder).join("new.txt"), "MS. VARN: We reject it. They lie.\n")
        .expect("a file");
    let now = told(&["--files"]);
    assert!(now.contains("read 1 new and 0 changed files, use 2 again, and drop 1"), "{now}");
    assert!(now.contains(&format!("gone    {folder}/{}", TEXTS[1])), "{now}");
    assert!(told(&["--day-first"]).contains("other settings"), "settings make another fingerprint");
    // Kept although it is gone; a run that drops it equals one from nothing.
    let documents = |arguments: &[&str]| {
        let all = [&["run", "--sample-names", "--out", &out, &folder], arguments].concat();
        let told = String::from_utf8_lossy(&rejoinder(&all).stdout).into_owned();
        told.split_once(" documents").map(|(before, _)| before.to_owned())
    };
    assert_eq!(documents(&["--keep-missing"]).as_deref(), Some("Read 4"));
    assert_eq!(documents(&[]).as_deref(), Some("Read 3"));
    equals_from_nothing(&folder, &out);
    assert_eq!(documents(&["--fresh"]).as_deref(), Some("Read 3"));
    equals_from_nothing(&folder, &out);
}

#[test]
fn only_what_is_new() {
    let (place, folder, out) = begun();
    let (store, tonight) = (format!("{out}/store"), place.path().join("tonight").display().to_string());
    std::fs::write(Path::new(&folder).join("new.txt"), "MS. VARN: We reject it. They lie.\n")
        .expect("a file");
    let arguments = ["run", "--sample-names", "--since-last", "--store", &store, "--out", &tonight, &folder];
    let output = rejoinder(&arguments);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        told.starts_with("A part of what was read: files") && told.contains("\nRead 1 documents"),
        "{told}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(String::from_utf8_lossy(&rejoinder(&arguments).stdout).contains("\nRead 0 documents"));
}

#[test]
fn formats_that_nobody_asked_for_do_not_stay_behind() {
    let (_place, folder, out) = begun();
    let output = rejoinder(&["run", "--sample-names", "--formats", "parquet", "--out", &out, &folder]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("The tables: "));
    let out = Path::new(&out);
    assert!(out.join("parquet/hits.parquet").exists() && !out.join("csv").exists());
    assert!(!out.join("rejoinder.xlsx").exists());
}
