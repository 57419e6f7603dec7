//! Reading the written tables back, as a stranger would.

use std::collections::HashMap;
use std::path::Path;

/// A row by column name.
pub type Row = HashMap<String, String>;

/// The rows of a CSV table.
pub fn rows(out: &Path, table: &str) -> Vec<Row> {
    rows_of(&out.join("csv").join(format!("{table}.csv")))
}

/// The rows of a CSV file.
pub fn rows_of(path: &Path) -> Vec<Row> {
    let mut reader =
        csv::Reader::from_path(path).unwrap_or_else(|wrong| panic!("{}: {wrong}", path.display()));
    let headers: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|record| {
            let record = record.expect("a row");
            headers.iter().cloned().zip(record.iter().map(original)).collect()
        })
        .collect()
}

/// The text of a cell as it was before it was made safe for spreadsheets.
fn original(cell: &str) -> String {
    cell.strip_prefix('\'').unwrap_or(cell).to_owned()
}

/// A number of a row.
pub fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} = {:?}", row[column]))
}
