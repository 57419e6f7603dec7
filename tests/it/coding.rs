//! Sampling, coding, validating: the way of a coding file.

use std::path::Path;

use rejoinder::coding::book::Book;
use rejoinder::coding::grid::Grid;

use crate::shared::rejoinder;

/// What a command prints.
fn told(arguments: &[&str]) -> String {
    let output = rejoinder(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// Draws a sample of the corpus.
fn sample(out: &Path, further: &[&str]) -> String {
    let path = out.display().to_string();
    told(&[&["sample", "--n", "60", "--coders", "anna,ben", "--out", &path], further].concat())
}

fn sheet<'a>(book: &'a mut Book, name: &str) -> &'a mut Grid {
    book.sheets.iter_mut().find(|(known, _)| known == name).map(|(_, grid)| grid).expect(name)
}

/// Two coders write what the program found; the second leaves out every fifth row's codes, and every fifteenth row.
fn code(path: &Path, out: &Path, change: impl Fn(&mut Grid)) {
    let mut book = Book::read(path).expect("a book");
    let program = book.sheet("program").expect("a hidden sheet").clone();
    let coding = sheet(&mut book, "coding");
    let [anna, ben] = ["anna", "ben"].map(|name| coding.column(&[name]).expect("a column"));
    let codes = program.column(&["program"]).expect("a column");
    for (number, (_, cells)) in coding.rows.iter_mut().enumerate() {
        let found =
            program.rows.iter().find(|(_, row)| row[0] == cells[0]).map(|(_, row)| row[codes].clone());
        cells[anna] = found.clone().expect("the program's codes");
        cells[ben] = if number % 5 == 0 { "none".into() } else { found.expect("codes").to_uppercase() };
        if number % 15 == 7 {
            cells[ben] = String::new();
        }
    }
    change(coding);
    book.write(out).expect("written");
}

#[test]
fn the_same_seed_gives_the_same_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    sample(&at("a.xlsx"), &["--threads", "1"]);
    sample(&at("b.xlsx"), &["--threads", "2"]);
    sample(&at("c.xlsx"), &["--seed", "2"]);
    let bytes = |name: &str| std::fs::read(at(name)).expect("a file");
    assert!(bytes("a.xlsx") == bytes("b.xlsx"));
    assert!(bytes("a.xlsx") != bytes("c.xlsx"));
    let path = at("a.xlsx").display().to_string();
    let again = rejoinder(&["sample", "--out", &path]);
    assert_eq!(again.status.code(), Some(2), "codes are not written over");
    assert!(String::from_utf8_lossy(&again.stderr).contains("--force"));
}

/// Coders do not see what the program found.
#[test]
fn coders_are_blind() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("coding.xlsx");
    sample(&path, &["--enrich", "rare:3"]);
    let book = Book::read(&path).expect("a book");
    let coding = book.sheet("coding").expect("a sheet");
    assert_eq!(
        coding.header,
        [
            "sample_id",
            "speaker",
            "state",
            "question",
            "text",
            "context",
            "anna",
            "ben",
            "adjudicated",
            "note"
        ]
    );
    let program = book.sheet("program").expect("a sheet");
    let part = program.column(&["part"]).expect("a column");
    let probability = program.rows.iter().filter(|(_, row)| row[part] == "probability").count();
    assert_eq!(probability, 60);
    assert!(program.rows.len() > 60 && program.rows.len() == coding.rows.len());
    let bytes = std::fs::read(&path).expect("a file");
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let part = |parts: &mut zip::ZipArchive<_>, name: &str| {
        std::io::read_to_string(parts.by_name(name).expect(name)).expect("text")
    };
    let sheets = part(&mut parts, "xl/workbook.xml");
    assert_eq!(sheets.matches("state=\"hidden\"").count(), 2, "{sheets}");
    let first = part(&mut parts, "xl/worksheets/sheet1.xml");
    assert!(first.contains("categories!$A$2:$A$") && first.contains("type=\"list\""), "a drop-down");
}

/// Sorted, filtered, with a column more, as a workbook or as CSV: the figures are the same.
#[test]
fn figures_hang_on_codes_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    sample(&at("plain.xlsx"), &[]);
    sample(&at("plain.csv"), &[]);
    code(&at("plain.xlsx"), &at("coded.xlsx"), |_| {});
    code(&at("plain.csv"), &at("coded.csv"), |_| {});
    code(&at("plain.xlsx"), &at("sorted.xlsx"), |coding| {
        coding.rows.sort_by(|a, b| b.1[4].cmp(&a.1[4]));
        coding.header.insert(0, "mood".into());
        coding.rows.iter_mut().for_each(|(_, cells)| cells.insert(0, "good".into()));
    });
    let figures = |name: &str| told(&["validate", &at(name).display().to_string()]);
    let plain = figures("coded.xlsx");
    assert!(plain.contains("60 rows coded by anna, ben"), "{plain}");
    assert!(plain.contains("Krippendorff's α (nominal)") && plain.contains("A sample of "), "{plain}");
    assert_eq!(plain, figures("coded.csv"));
    // The order of rows moves what the bootstrap draws, and nothing else.
    let without_intervals = |text: &str| {
        let mut inside = false;
        text.chars()
            .filter(|c| {
                inside = (inside || *c == '[') && *c != ']';
                !inside
            })
            .collect::<String>()
    };
    let bare = |text: &str| without_intervals(text).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(bare(&plain), bare(&figures("sorted.xlsx")));
}

#[test]
fn answers_and_hits_are_sampled_too() {
    let folder = tempfile::tempdir().expect("a folder");
    for unit in ["answer", "hit"] {
        let (plain, coded) =
            (folder.path().join(format!("{unit}.xlsx")), folder.path().join(format!("{unit}2.xlsx")));
        assert!(sample(&plain, &["--unit", unit]).contains(&format!("{unit}s, stratified by category")));
        code(&plain, &coded, |_| {});
        let told = told(&["validate", &coded.display().to_string()]);
        assert!(told.contains("The program with the codes that hold"), "{told}");
    }
}

#[test]
fn figures_go_into_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("figures.csv").display().to_string();
    let output =
        rejoinder(&["validate", "tests/fixtures/coding/own.csv", "--format", "json", "--out", &path]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let figures = json["figures"].as_array().expect("figures");
    let rows = crate::table::rows_of(Path::new(&path));
    assert_eq!(rows.len(), figures.len());
    for (row, figure) in rows.iter().zip(figures) {
        let (cell, value) = (crate::table::number(row, "value"), figure["value"].as_f64().expect("a number"));
        assert!((cell - value).abs() < 1e-12, "{row:?}");
    }
}
