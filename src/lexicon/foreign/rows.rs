//! Tables as text: rows with their lines, and the usual names of columns.

use super::Warning;

/// Names of the column of words in a LIWC-22 dictionary, in lower case.
pub(super) const ENTRY: &[&str] = &["dicterm", "entry"];

/// Names of the column of terms, the likeliest first.
pub(super) const TERM: &[&str] = &["term", "word", "token", "pattern"];

/// Names of the column of categories.
pub(super) const CATEGORY: &[&str] = &["category", "sentiment", "key", "label"];

/// Names of the column of weights.
pub(super) const WEIGHT: &[&str] = &["weight", "score", "value", "intensity"];

/// A row and the line where it begins.
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// The cells of a first line, in lower case.
pub(super) fn header(first: &str) -> Vec<String> {
    let (rows, _) = rows(first);
    let cells = rows.into_iter().next().map_or(Vec::new(), |row| row.cells);
    cells.iter().map(|cell| cell.to_lowercase()).collect()
}

/// All rows that hold anything, their cells trimmed.
pub(super) fn rows(text: &str) -> (Vec<Row>, Vec<Warning>) {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let (mut rows, mut warnings) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(1, |at| line(text, at));
                let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
                if cells.iter().any(|cell| !cell.is_empty()) {
                    rows.push(Row { line, cells });
                }
            }
            Err(wrong) => {
                let line = wrong.position().map_or(1, |at| line(text, at));
                warnings.push(Warning { line, message: wrong.to_string() });
            }
        }
    }
    (rows, warnings)
}

/// The reader counts blank lines before a row as its own.
fn line(text: &str, at: &csv::Position) -> usize {
    let rest =
        usize::try_from(at.byte()).ok().and_then(|byte| text.as_bytes().get(byte..)).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| **byte == b'\n').count();
    usize::try_from(at.line()).map_or(1, |line| line + blank)
}

/// Comma, semicolon or tab: whichever ends the first cell.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let mut quoted = false;
    let ends_cell = |byte: &u8| {
        quoted ^= *byte == b'"';
        !quoted && matches!(byte, b',' | b';' | b'\t')
    };
    first.as_bytes().iter().copied().find(ends_cell).unwrap_or(b',')
}

/// Rows as text.
pub(super) fn text<'a>(rows: impl Iterator<Item = Vec<&'a str>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
