//! The same tables for programs, for Excel here and there, with tabs and as JSON lines.

use std::path::Path;

use serde_json::Value;

use crate::shared::{rejoinder, root, run};

/// The cells of a file of tables, without its byte order mark.
fn cells(path: &Path, delimiter: u8) -> Vec<Vec<String>> {
    let bytes = std::fs::read(path).expect("a table");
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn hold_the_same_cells() {
    let text = root().join("corpus/vellmark-briefing-2019-09-05.txt").display().to_string();
    let formats = ["--formats", "csv,tsv,jsonl"];
    let (plain, _) = run(&[&text, formats[0], formats[1]]);
    let (eu, _) = run(&[&text, "--formats", "csv", "--csv", "excel-eu"]);
    let (excel, _) = run(&[&text, "--formats", "csv", "--csv", "excel"]);
    for table in ["turns", "hits", "measures", "documents"] {
        let path = |out: &Path, ending: &str| out.join(format!("{ending}/{table}.{ending}"));
        let usual = cells(&path(plain.path(), "csv"), b',');
        assert_eq!(usual, cells(&path(plain.path(), "tsv"), b'\t'), "{table}");
        assert_eq!(usual, cells(&path(excel.path(), "csv"), b','), "{table}");
        let european = cells(&path(eu.path(), "csv"), b';');
        assert_eq!(usual.len(), european.len());
        for (a, b) in usual.iter().flatten().zip(european.iter().flatten()) {
            let number = a.parse::<f64>().is_ok();
            assert!(a == b || number && a.replace('.', ",") == *b, "{table}: {a:?} and {b:?}");
        }
        let lines = std::fs::read_to_string(path(plain.path(), "jsonl")).expect("lines");
        assert_eq!(lines.lines().count() + 1, usual.len(), "{table}");
        for (line, row) in lines.lines().zip(&usual[1..]) {
            let line: Value = serde_json::from_str(line).expect("JSON");
            let full = usual[0].iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            for (name, cell) in full.filter(|(_, cell)| !cell.starts_with('\'')) {
                let told = line[name].as_str().map_or_else(|| line[name].to_string(), str::to_owned);
                // The reader of JSON rounds the last digit.
                let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * a.abs();
                let numbers = told.parse().ok().zip(cell.parse().ok());
                let same = told == *cell || numbers.is_some_and(|(a, b)| near(a, b));
                assert!(same, "{table}.{name}: {told} and {cell}");
            }
        }
    }
    let bytes = std::fs::read(excel.path().join("csv/turns.csv")).expect("a table");
    assert!(bytes.starts_with(b"\xEF\xBB\xBF") && bytes.windows(2).any(|two| two == b"\r\n"));
    let package = std::fs::read_to_string(eu.path().join("datapackage.json")).expect("a package");
    let package: Value = serde_json::from_str(&package).expect("JSON");
    assert_eq!(package["resources"][0]["dialect"]["delimiter"], ";");
    // What nobody asks for any more does not stay behind.
    let out = plain.path().display().to_string();
    let again = rejoinder(&["run", &text, "--out", &out, "--formats", "parquet", "--quiet"]);
    assert!(again.status.success());
    assert!(!plain.path().join("csv").exists() && !plain.path().join("datapackage.json").exists());
}
