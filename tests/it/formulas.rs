//! A transcript whose words begin with `=`, `+`, `-`, `@` cannot become a formula in any output, and no word is lost.

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::shared::run;
use crate::table::rows;

const WORDS: [&str; 8] = [
    "=1+1 is what they say, and it is groundless.",
    "+ First, the charge is groundless.",
    "-2 degrees, and the charge is groundless.",
    "@all: the charge is groundless.",
    "'So-called' experts make groundless charges.",
    "=HYPERLINK(\"http://x.example\",\"groundless\")",
    "＝cmd|' /C calc'!A0 groundless",
    "\u{200B}=1+1 groundless",
];

fn transcript() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = csv::Writer::from_path(folder.path().join("in.csv")).expect("a table");
    writer.write_record(["speaker", "question", "answer"]).expect("a row");
    for words in WORDS {
        writer.write_record([words, words, words]).expect("a row");
    }
    writer.flush().expect("written");
    folder
}

#[test]
fn are_text_in_csv_and_workbook() {
    let folder = transcript();
    let (out, _) = run(&[&folder.path().display().to_string()]);
    let csv = std::fs::read_to_string(out.path().join("csv/turns.csv")).expect("turns");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    for record in reader.records() {
        for cell in record.expect("a row").iter().filter(|cell| cell.parse::<f64>().is_err()) {
            let seen = cell.trim_start_matches('\u{200B}');
            assert!(!seen.starts_with(['=', '+', '-', '@', '＝', '\t', '\r']), "{cell:?}");
        }
    }
    let mut book: Xlsx<_> = open_workbook(out.path().join("rejoinder.xlsx")).expect("a workbook");
    for name in book.sheet_names().to_owned() {
        assert_eq!(book.worksheet_formula(&name).expect("formulas").used_cells().count(), 0, "{name}");
    }
    let turns = book.worksheet_range("turns").expect("the sheet");
    let cells: Vec<&str> = turns
        .rows()
        .flatten()
        .filter_map(|cell| if let Data::String(text) = cell { Some(text.as_str()) } else { None })
        .collect();
    for words in WORDS {
        assert!(cells.contains(&words), "{words:?} is not whole in the workbook");
        let whole = rows(out.path(), "turns").iter().any(|row| row.values().any(|cell| cell == words));
        assert!(whole, "{words:?} cannot be recovered from the CSV");
    }
}
