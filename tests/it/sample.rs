//! The sample report in the project is what the program writes today.

use std::collections::BTreeSet;
use std::path::Path;

use crate::shared::{matches_file, rejoinder, root};

/// Three texts of one quarrel: a briefing that denies a charge, the article about it, and the other side's answer.
const TEXTS: [&str; 3] = [
    "corpus/vellmark-briefing-2021-07-20.md",
    "corpus/ledger-2021-07-20.md",
    "corpus/karvonia-gaggle-2021-07-21.md",
];
const TABLES: &str =
    "documents,turns,hits,quotes,citations,quantities,checks,measures,documents_wide,speakers_wide,problems";
/// All of it together, so that it stays small enough for a repository.
const LARGEST: u64 = 600_000;

fn files(folder: &Path) -> BTreeSet<String> {
    let below = ["", "csv"].map(|below| folder.join(below));
    let entries = below.iter().flat_map(|below| std::fs::read_dir(below).expect("a folder"));
    let files = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file());
    let name = |path: &Path| path.strip_prefix(folder).expect("below it").display().to_string();
    files.map(|path| name(&path)).filter(|name| !name.starts_with('.') && name != "README.md").collect()
}

#[test]
fn of_three_texts() {
    let sample = root().join("reports/sample");
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().display().to_string();
    let formats = ["--formats", "csv,html", "--only", TABLES];
    let told = rejoinder(&[&["run", "--sample-names", "--out", &folder], &formats[..], &TEXTS].concat());
    let told = String::from_utf8_lossy(&told.stdout).replace(&folder, "reports/sample");
    std::fs::remove_file(out.path().join("run.json")).expect("it holds the time that it took");
    std::fs::write(out.path().join("summary.txt"), told).expect("it is written");
    let read = |folder: &Path, name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    for name in files(out.path()) {
        matches_file(&sample.join(&name), &read(out.path(), &name));
    }
    assert_eq!(files(&sample), files(out.path()), "a file of the sample is no longer written: remove it");
    let size: u64 = files(&sample).iter().map(|name| read(&sample, name).len() as u64).sum();
    assert!(size < LARGEST, "{size} bytes");
    let readme = read(&sample, "README.md");
    for part in TEXTS.iter().chain(&formats) {
        assert!(readme.contains(part), "its README does not say how it was made: {part}");
    }
}
