//! The same input gives the same bytes: twice, on one thread and on two, in any order of the inputs.

use std::collections::BTreeMap;
use std::path::Path;

use crate::shared::{corpus, run};

fn files(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for folder in ["csv", "parquet"] {
        for entry in std::fs::read_dir(out.join(folder)).expect("the folder of a format") {
            let path = entry.expect("an entry").path();
            all.insert(
                path.file_name().expect("a name").to_string_lossy().into_owned(),
                std::fs::read(&path).expect("a report"),
            );
        }
    }
    for name in ["rejoinder.xlsx", "rejoinder.html"] {
        all.extend(std::fs::read(out.join(name)).ok().map(|bytes| (name.into(), bytes)));
    }
    let run = std::fs::read_to_string(out.join("run.json")).expect("a record");
    let mut run: serde_json::Value = serde_json::from_str(&run).expect("JSON");
    run.as_object_mut().expect("an object").remove("timing");
    all.insert("run.json".into(), run.to_string().into_bytes());
    all
}

pub fn same(a: &Path, b: &Path) {
    let (a, b) = (files(a), files(b));
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (name, bytes) in &a {
        assert!(*bytes == b[name], "{name} differs");
    }
}

#[test]
fn again_and_on_other_numbers_of_threads() {
    for threads in ["1", "2"] {
        let (out, _) = run(&["--threads", threads]);
        same(corpus(), out.path());
    }
}

#[test]
fn in_any_order_of_inputs() {
    let (a, b) = ("corpus/ledger-2021-07-20.md", "corpus/karvonia-gaggle-2021-07-21.md");
    let (first, _) = run(&[a, b]);
    let (second, _) = run(&[b, a, b]);
    same(first.path(), second.path());
}

/// A document has the same ids and rows whatever else is in the run.
#[test]
fn of_one_document_alone() {
    let (alone, _) = run(&["--sample-names", "corpus/ledger-2021-07-20.md"]);
    let all = crate::table::rows(corpus(), "hits");
    let ledger = |rows: Vec<crate::table::Row>| -> Vec<String> {
        let own = rows.into_iter().filter(|row| row["document_id"].starts_with("ledger"));
        own.map(|row| format!("{} {} {} {}", row["hit_id"], row["matched"], row["status"], row["target"]))
            .collect()
    };
    assert_eq!(ledger(crate::table::rows(alone.path(), "hits")), ledger(all));
}
