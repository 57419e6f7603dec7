//! The workbook holds what the tables hold, with the right types, and opens without repair.

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::shared::corpus;
use crate::table::rows;

#[test]
fn every_sheet_equals_its_table() {
    let out = corpus();
    let mut book: Xlsx<_> = open_workbook(out.join("rejoinder.xlsx")).expect("a workbook");
    let tables = rejoinder::table::ALL.iter().map(|table| table.name);
    let wide = ["documents_wide", "speakers_wide"];
    let sheets: Vec<&str> = ["overview"].into_iter().chain(tables).chain(wide).chain(["run"]).collect();
    assert_eq!(book.sheet_names(), sheets);
    for declared in rejoinder::table::ALL {
        let sheet = book.worksheet_range(declared.name).expect("a sheet");
        let expected = rows(out, declared.name);
        assert_eq!(sheet.height(), expected.len() + 1, "{}", declared.name);
        for (line, row) in sheet.rows().skip(1).zip(&expected) {
            for (cell, column) in line.iter().zip(declared.columns) {
                assert!(
                    fits(cell, column.kind),
                    "{}.{}: {cell:?} is no {}",
                    declared.name,
                    column.name,
                    column.kind.name()
                );
                assert!(
                    same(cell, &row[column.name]),
                    "{}.{}: {cell:?} is not {:?}",
                    declared.name,
                    column.name,
                    row[column.name]
                );
            }
        }
    }
}

/// Those whose columns come from the word lists.
#[test]
fn wide_sheets_equal_their_tables() {
    let out = corpus();
    let mut book: Xlsx<_> = open_workbook(out.join("rejoinder.xlsx")).expect("a workbook");
    for name in ["documents_wide", "speakers_wide"] {
        let sheet = book.worksheet_range(name).expect("a sheet");
        let expected = rows(out, name);
        assert_eq!(sheet.height(), expected.len() + 1, "{name}");
        let header: Vec<String> =
            sheet.rows().next().expect("a header").iter().map(Data::to_string).collect();
        for (line, row) in sheet.rows().skip(1).zip(&expected) {
            for (cell, column) in line.iter().zip(&header) {
                assert!(same(cell, &row[column]), "{name}.{column}: {cell:?} is not {:?}", row[column]);
            }
        }
    }
    let record = std::fs::read_to_string(out.join("run.json")).expect("a record");
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    for name in ["documents_wide", "speakers_wide", "hits"] {
        assert_eq!(record["rows"][name], rows(out, name).len(), "{name}");
    }
}

fn fits(cell: &Data, kind: rejoinder::table::Type) -> bool {
    use rejoinder::table::Type;
    matches!(
        (cell, kind),
        (Data::Empty, _)
            | (Data::String(_), Type::Text)
            | (Data::Bool(_), Type::Bool)
            | (Data::Float(_) | Data::Int(_), Type::Int | Type::Float)
            | (Data::DateTime(_), Type::Date)
    )
}

fn same(cell: &Data, text: &str) -> bool {
    match cell {
        Data::Empty => text.is_empty(),
        // Spreadsheet files know one kind of line end.
        Data::String(found) => *found == text || found.replace("\r\n", "\n") == text.replace("\r\n", "\n"),
        Data::Bool(found) => found.to_string() == text,
        Data::Float(found) => {
            (found - text.parse::<f64>().unwrap_or(f64::NAN)).abs() <= 1e-9 * found.abs().max(1.0)
        }
        Data::Int(found) => found.to_string() == text,
        Data::DateTime(found) => {
            let (year, month, day, ..) = found.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}") == text
        }
        _ => false,
    }
}

/// LibreOffice opens the workbook and converts its first sheets; skipped where it is not installed.
#[test]
fn opens_in_libreoffice() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let converted = std::process::Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
        ])
        .arg("--outdir")
        .arg(folder.path())
        .arg(corpus().join("rejoinder.xlsx"))
        .output();
    let Ok(converted) = converted else {
        eprintln!("skipped: LibreOffice is not installed");
        return;
    };
    assert!(converted.status.success(), "{}", String::from_utf8_lossy(&converted.stderr));
    for table in ["documents", "turns", "sentences", "hits", "quotes", "citations", "measures", "trends"] {
        let path = folder.path().join(format!("rejoinder-{table}.csv"));
        let mut reader =
            csv::Reader::from_path(&path).unwrap_or_else(|wrong| panic!("{}: {wrong}", path.display()));
        let n = reader.records().collect::<Result<Vec<_>, _>>().expect("rows").len();
        assert_eq!(n, rows(corpus(), table).len(), "{table}");
    }
}
