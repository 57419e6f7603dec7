//! Reports made again from the store, whole or in part, hold what a run would have written.

use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use rejoinder::selection::recount;
use rejoinder::table::{Cell, Table, Tables};
use rejoinder::{Resources, analyze, ingest};

use crate::determinism::same;
use crate::shared::{corpus, rejoinder, root, run};
use crate::table::{Row, rows};

/// Runs `rejoinder report` over the corpus; says what it printed.
fn report(arguments: &[&str]) -> (i32, String) {
    let reports = corpus().display().to_string();
    let output = rejoinder(&[&["report", &reports], arguments].concat());
    let told = [output.stdout, output.stderr].concat();
    (output.status.code().expect("a code"), String::from_utf8_lossy(&told).into_owned())
}

/// A part of the corpus, in a folder of its own.
pub(crate) fn part(arguments: &[&str]) -> tempfile::TempDir {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().display().to_string();
    let (code, told) = report(&[arguments, &["--out", &folder]].concat());
    assert_eq!(code, 0, "{told}");
    out
}

/// The first column of a sheet of the workbook.
fn first_column(out: &Path, sheet: &str) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(out.join("rejoinder.xlsx")).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    range.rows().filter_map(|row| row.first().map(ToString::to_string)).collect()
}

#[test]
fn the_same_again() {
    let (out, _) = run(&["--csv", "excel", "--formats", "csv,parquet,html,xlsx", "--compare-at", "2019-07"]);
    let (again, folder) = (tempfile::tempdir().expect("a folder"), out.path().display().to_string());
    let at = again.path().display().to_string();
    assert!(rejoinder(&["report", &folder, "--out", &at]).status.success());
    same(out.path(), again.path());
    // In its place, where a file has gone.
    std::fs::remove_file(out.path().join("csv/hits.csv")).expect("a file goes");
    let output = rejoinder(&["report", &folder]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    same(out.path(), again.path());
}

/// A part chosen by time equals a run over its texts.
#[test]
fn of_a_time_as_if_nothing_else_had_been_read() {
    let chosen = part(&["--since", "2021-07", "--until", "2021"]);
    let dated = rows(corpus(), "documents");
    let mut paths: Vec<String> = dated
        .iter()
        .filter(|row| ("2021-07-01".."2022").contains(&row["date"].as_str()))
        .map(|row| row["source_path"].clone())
        .collect();
    paths.dedup();
    let mixed = |path: &String| {
        dated.iter().any(|row| row["source_path"] == *path && row["date"].as_str() < "2021-07-01")
    };
    assert!(paths.len() > 3, "{paths:?}");
    // A table of many dates can be read only whole.
    let whole: Vec<&str> = paths.iter().filter(|path| !mixed(path)).map(String::as_str).collect();
    if whole.len() == paths.len() {
        let (read, _) = run(&[&["--sample-names"], &whole[..]].concat());
        for table in
            ["documents", "turns", "hits", "quotes", "citations", "checks", "phrases", "measures", "trends"]
        {
            assert_eq!(rows(chosen.path(), table), rows(read.path(), table), "{table}");
        }
    }
    let record = std::fs::read_to_string(chosen.path().join("run.json")).expect("a record");
    assert!(
        record.contains("texts dated from 2021-07-01") && record.contains("texts dated until 2021-12-31")
    );
}

/// What is made of all texts together hangs on the others; all else of a speaker is the same in the part and in the whole.
#[test]
fn of_a_speaker_the_rows_and_figures_of_that_speaker() {
    let name = "Ilka Varn";
    let chosen = part(&["--speaker", "varn"]);
    let together = ["formulaicity", "formulaic_run_share", "drift"];
    let own = |rows: Vec<Row>| -> Vec<Row> {
        let own = rows.into_iter().filter(|row| row["group_by"] == "speaker" && row["group"] == name);
        own.filter(|row| !together.contains(&row["measure"].as_str())).collect()
    };
    let (part, all) = (own(rows(chosen.path(), "measures")), own(rows(corpus(), "measures")));
    assert!(all.len() > 30);
    assert_eq!(part, all);
    let page = std::fs::read_to_string(chosen.path().join("rejoinder.html")).expect("a page");
    assert!(
        page.contains("\"selection\":[\"answers of varn\"]"),
        "the page does not say that it holds a part"
    );
    let said = "A part of what was read: answers of varn.";
    assert!(first_column(chosen.path(), "overview").iter().any(|cell| cell == said), "nor does the workbook");
    assert!(first_column(chosen.path(), "run").iter().any(|cell| cell == "a part of what was read"));
    let turns = rows(chosen.path(), "turns");
    let answers = turns.iter().filter(|row| ["spokesperson", "official"].contains(&row["role"].as_str()));
    assert!(answers.clone().all(|row| row["speaker"] == name));
    let of_all = rows(corpus(), "turns");
    assert_eq!(
        answers.count(),
        of_all.iter().filter(|row| row["speaker"] == name && row["role"] != "journalist").count()
    );
    let questions: Vec<&Row> = turns.iter().filter(|row| row["role"] == "journalist").collect();
    assert!(questions.iter().all(|question| turns.iter().any(|row| row["reply_to"] == question["turn_id"])));
}

#[test]
fn a_category_limits_hits_and_not_what_they_are_divided_by() {
    let chosen = part(&["--category", "deny", "--formats", "csv"]);
    let is_denial = |row: &Row| row["category"].starts_with("deny.");
    let hits: Vec<Row> = rows(corpus(), "hits").into_iter().filter(is_denial).collect();
    assert_eq!(rows(chosen.path(), "hits"), hits);
    let of_all = |folder: &Path, measure: &str| {
        let rows = rows(folder, "measures");
        rows.into_iter().find(|row| row["group_by"] == "all" && row["measure"] == measure).expect("a row")
    };
    let told = rows(chosen.path(), "measures");
    assert!(
        told.iter().all(|row| row["measure"] != "denial_ratio" && row["measure"] != "tone"),
        "they ask for more"
    );
    for measure in ["n_deny.fact", "deny.fact_per_1000", "denied_share", "evasion_rate", "cite_density"] {
        assert_eq!(of_all(chosen.path(), measure), of_all(corpus(), measure), "{measure}");
    }
    let sum = |table: &str, column: &str| {
        let rows = rows(chosen.path(), table);
        rows.iter().map(|row| row[column].parse::<usize>().unwrap_or(0)).sum::<usize>()
    };
    let counting = hits.iter().filter(|row| row["counts"] == "true").count();
    assert_eq!((sum("turns", "n_hits"), sum("sentences", "n_hits")), (counting, counting));
}

/// Every pointer of a part points at a row of it, and every count is one of its rows.
#[test]
fn a_part_holds_together() {
    for arguments in
        [&["--speaker", "varn"][..], &["--state", "xab"], &["--since", "2021", "--category", "accuse"]]
    {
        let chosen = part(&[arguments, &["--formats", "csv"]].concat());
        let ids = |table: &str, id: &str| -> Vec<String> {
            rows(chosen.path(), table).into_iter().map(|row| row[id].clone()).collect()
        };
        let (turns, documents, sentences) =
            (ids("turns", "turn_id"), ids("documents", "document_id"), ids("sentences", "sentence_id"));
        for table in ["hits", "quotes", "citations", "quantities"] {
            for row in rows(chosen.path(), table) {
                assert!(
                    turns.contains(&row["turn_id"]) && documents.contains(&row["document_id"]),
                    "{row:?}"
                );
                assert!(sentences.contains(&row["sentence_id"]), "{table} {row:?}");
            }
        }
        for row in rows(chosen.path(), "turns") {
            assert!(row["reply_to"].is_empty() || turns.contains(&row["reply_to"]), "{row:?}");
        }
        for row in rows(chosen.path(), "documents") {
            let n = rows(chosen.path(), "turns")
                .iter()
                .filter(|turn| turn["document_id"] == row["document_id"])
                .count();
            assert_eq!(row["n_turns"], n.to_string());
        }
    }
}

/// Where no row has gone, no count changes: counts are counts of rows.
#[test]
fn counts_made_anew_are_those_that_stand() {
    let resources = Resources::built_in().expect("the word lists are sound");
    let cells = |table: &Table| -> Vec<String> {
        let rows = 0..table.height();
        let columns = table.data.len();
        rows.flat_map(|row| (0..columns).map(move |column| (row, column)))
            .map(|(row, column)| match table.cell(row, column) {
                Cell::Float(number) => format!("{number:.9}"),
                cell => format!("{cell:?}"),
            })
            .collect()
    };
    let texts = std::fs::read_dir(root().join("corpus")).expect("the corpus");
    for path in texts.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file()) {
        let bytes = std::fs::read(&path).expect("a text");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        for document in ingest::ingest(&name, &bytes, &ingest::Options::default()).documents {
            let tables = Tables::of(&document, &analyze(&document, &resources), &resources);
            let mut again = Tables::of(&document, &analyze(&document, &resources), &resources);
            recount(&mut again);
            for (before, after) in tables.details().into_iter().zip(again.details()) {
                assert_eq!(cells(before), cells(after), "{} {}", document.id, before.declared.name);
            }
        }
    }
}

#[test]
fn some_tables_only() {
    let chosen = part(&["--only", "hits,documents", "--formats", "csv,xlsx"]);
    let mut names: Vec<String> = std::fs::read_dir(chosen.path().join("csv"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["documents.csv", "hits.csv"]);
    let read = |folder: &Path| std::fs::read(folder.join("csv/hits.csv")).expect("a table");
    assert!(read(chosen.path()) == read(corpus()));
}

/// Reports of everything are never replaced by a part, nor by what other words have found.
#[test]
fn nothing_is_lost_or_mixed() {
    let (out, _) = run(&["--formats", "csv", "--sample-names", "corpus/ledger-2021-07-20.md"]);
    let (folder, hits) = (out.path().display().to_string(), out.path().join("csv/hits.csv"));
    let tell = |arguments: &[&str]| {
        let output = rejoinder(&[&["report", &folder, "-q"], arguments].concat());
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let before = std::fs::read(&hits).expect("a table");
    let (code, told) = tell(&["--category", "deny", "--out", &folder]);
    assert!(code == Some(2) && told.contains("reports of everything"), "{told}");
    assert_eq!(tell(&["--category", "deny"]), (Some(0), String::new()));
    assert!(out.path().join("selected/csv/hits.csv").exists());
    assert_eq!(tell(&["--category", "accuse"]).0, Some(0), "one part gives way to another");
    assert!(std::fs::read(&hits).expect("a table") == before);
    let _held = rejoinder::batch::lock::take(&out.path().join("store")).expect("the lock is free");
    assert_eq!(tell(&[]).0, Some(3), "a run is writing");
    drop(_held);
    let manifest = out.path().join("store/manifest.json");
    let text = std::fs::read_to_string(&manifest).expect("a manifest");
    // A run that has read files and did not finish leaves them in the store.
    std::fs::write(&manifest, text.replace("\"finished\": 1", "\"finished\": 0")).expect("it is written");
    let (code, told) = tell(&[]);
    assert!(code == Some(2) && told.contains("stopped before its end"), "{told}");
    let from = text.find("\"fingerprint\": \"").expect("a fingerprint") + 16;
    let other = format!("{}0000{}", &text[..from], &text[from + 4..]);
    std::fs::write(&manifest, other).expect("it is written");
    let (code, told) = tell(&[]);
    assert!(code == Some(2) && told.contains("another version of the program, or with word lists"), "{told}");
    assert!(std::fs::read(&hits).expect("a table") == before);
}

/// The summaries for scripts: their keys are a promise.
#[test]
fn summaries_for_scripts() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().display().to_string();
    let value = |arguments: &[&str], code: i32| -> serde_json::Value {
        let output = rejoinder(arguments);
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("one object")
    };
    let inputs = ["corpus/vellmark-briefing-2021-07-20.md", "no-such-file.txt"];
    let run = value(
        &[&["run", "--sample-names", "--json", "--formats", "csv", "--out", &folder], &inputs[..]].concat(),
        1,
    );
    let mut keys: Vec<&str> = run.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    let promised = "answers checks citations citations_in_questions counting_hits documents exchanges failed files hits most_cited \
        most_confrontational most_repeated phrases problems program quantities rows selection skipped version words written";
    assert_eq!(keys, promised.split_whitespace().collect::<Vec<_>>());
    assert_eq!(run["documents"], 1);
    assert_eq!(run["hits"], run["rows"]["hits"]);
    assert_eq!(run["most_confrontational"]["speaker"], "Ilka Varn");
    assert_eq!(
        (&run["problems"]["failures"], &run["failed"][0]["code"]),
        (&1.into(), &"missing-input".into())
    );
    let files = run["written"]["files"].as_array().expect("a list");
    assert!(files.iter().all(|file| Path::new(file.as_str().expect("a path")).exists()));
    let part = value(&["report", &folder, "--json", "--category", "deny"], 1);
    assert_eq!(part["selection"][0], "acts of the kind deny");
    assert_eq!(part["words"], run["words"]);
    let status = value(
        &[&["status", "--sample-names", "--json", "--files", "--out", &folder], &inputs[..]].concat(),
        0,
    );
    assert_eq!(
        (&status["documents"], &status["same"], &status["moved"]),
        (&1.into(), &1.into(), &serde_json::json!([]))
    );
}
