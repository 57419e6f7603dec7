//! Metadata that the user keeps in a table beside the texts: rows name documents by path or id, columns name metadata.

use std::collections::HashMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::date::dates;
use super::metadata;
use crate::document::{DayOrder, Document};
use crate::error::{Code, Problem};
use crate::lexicon::read::hex;

/// Columns that name the document.
const PATH: &[&str] = &["path", "file", "source_path"];
const ID: &[&str] = &["id", "document_id"];

/// The rows of a table of metadata, and which of them have been used.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    path: String,
    rows: Vec<Row>,
    /// Numbers of the rows by their id, or by the last part of their path.
    index: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Row {
    line: usize,
    key: Key,
    /// Name of the column and value; empty cells say nothing.
    values: Vec<(String, String)>,
    /// Path of the first document that it named.
    used: Option<String>,
}

#[derive(Clone, Debug)]
enum Key {
    /// A path, or the end of one.
    Path(String),
    /// An id, as in the tables or as the file gives it.
    Id(String),
}

impl Overrides {
    /// Reads a table; `path` names it in the problems. Rows and columns that say nothing that can be used are told.
    pub fn read(path: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut overrides = Self { path: path.to_owned(), ..Self::default() };
        let mut problems = Vec::new();
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .delimiter(delimiter(text))
            .from_reader(text.as_bytes());
        let mut header: Vec<String> = Vec::new();
        for (number, record) in reader.records().enumerate() {
            let record = match record {
                Ok(record) => record,
                Err(wrong) => {
                    let line = wrong.position().map_or(1, |at| at.line() as usize);
                    problems.push(Problem::new(Code::BadRow, wrong.to_string()).on_line(line).in_file(path));
                    continue;
                }
            };
            if number == 0 {
                header = record.iter().map(|name| name.trim().to_owned()).collect();
                problems.extend(faults(&header).into_iter().map(|problem| problem.in_file(path)));
                continue;
            }
            let line = record.position().map_or(1, |at| at.line() as usize);
            match row(&header, &record, line) {
                Ok(row) => overrides.rows.extend(row),
                Err(message) => {
                    problems.push(Problem::new(Code::UnusedMetadata, message).on_line(line).in_file(path));
                }
            }
        }
        overrides.number();
        (overrides, problems)
    }

    fn number(&mut self) {
        self.index.clear();
        for (at, row) in self.rows.iter().enumerate() {
            self.index.entry(row.key.short().to_owned()).or_default().push(at);
        }
    }

    /// Tells rows that name more than one of the input files, and uses them for none.
    pub fn settle(&mut self, paths: &[String]) -> Vec<Problem> {
        let mut by_name: HashMap<&str, Vec<&String>> = HashMap::new();
        for path in paths {
            by_name.entry(last(path)).or_default().push(path);
        }
        let mut problems = Vec::new();
        self.rows.retain(|row| {
            let Key::Path(named) = &row.key else { return true };
            let alike = by_name.get(last(named)).map_or(&[][..], Vec::as_slice);
            let ends: Vec<&&String> = alike.iter().filter(|path| names(named, path)).collect();
            if ends.len() < 2 || ends.iter().any(|path| **path == named) {
                return true;
            }
            let message = format!(
                "{named:?} names {} files, {} and {} among them; give more of the path",
                ends.len(),
                ends[0],
                ends[1]
            );
            problems.push(Problem::new(Code::UnusedMetadata, message).on_line(row.line).in_file(&self.path));
            false
        });
        self.number();
        problems
    }

    /// Puts what the rows say of this document in the place of what was read. Values that cannot be used are told.
    pub fn apply(&mut self, document: &mut Document, order: Option<DayOrder>) -> Vec<Problem> {
        let (rows, mut problems) = self.meant(&document.id, &document.source.path);
        problems.extend(self.put(&rows, document, order));
        problems
    }

    /// The rows that speak of a document, which are used with that; an id beats a path, a longer path a shorter one, so
    /// they stand last. Rows that were used for another are told.
    pub fn meant(&mut self, id: &str, path: &str) -> (Vec<usize>, Vec<Problem>) {
        let given = id.split_once(':').map_or("", |(_, given)| given);
        let keys = [last(path), id, given];
        let likely = keys.iter().filter_map(|key| self.index.get(*key)).flatten().copied();
        let mut matching: Vec<usize> = likely.filter(|at| self.rows[*at].is_for(id, path)).collect();
        matching.sort_by_key(|at| match &self.rows[*at].key {
            Key::Path(named) => (0, named.len(), *at),
            Key::Id(_) => (1, 0, *at),
        });
        matching.dedup();
        let mut problems = Vec::new();
        matching.retain(|at| {
            let row = &mut self.rows[*at];
            let first = row.used.get_or_insert_with(|| path.to_owned());
            let used = *first == path || matches!(&row.key, Key::Path(named) if *named == path);
            if !used {
                let message =
                    format!("the row names {path} as well as {first}; it was used for the latter only");
                problems
                    .push(Problem::new(Code::UnusedMetadata, message).on_line(row.line).in_file(&self.path));
            }
            used
        });
        (matching, problems)
    }

    /// Puts the values of rows in the place of what was read. Those that cannot be used are told.
    pub fn put(&self, rows: &[usize], document: &mut Document, order: Option<DayOrder>) -> Vec<Problem> {
        let mut problems = Vec::new();
        for row in rows.iter().map(|at| &self.rows[*at]) {
            for (column, value) in &row.values {
                if let Err(message) = metadata::replace(document, column, value, order) {
                    let problem = Problem::new(Code::UnusedMetadata, message);
                    problems.push(problem.on_line(row.line).in_file(&self.path));
                }
            }
        }
        problems
    }

    /// A hash of what rows say and of where they stand; none of no rows.
    pub fn sha256(&self, rows: &[usize]) -> Option<String> {
        let mut hash = Sha256::new();
        for row in rows.iter().map(|at| &self.rows[*at]) {
            hash.update(row.line.to_le_bytes());
            for (column, value) in &row.values {
                hash.update([0]);
                hash.update(column);
                hash.update([0]);
                hash.update(value);
            }
        }
        (!rows.is_empty()).then(|| hex(&hash.finalize()))
    }

    /// Rows that named no document.
    pub fn unused(&self) -> Vec<Problem> {
        let unused = self.rows.iter().filter(|row| row.used.is_none());
        let told = unused.map(|row| {
            let (Key::Path(named) | Key::Id(named)) = &row.key;
            let message = format!("{named:?} names no document");
            Problem::new(Code::UnusedMetadata, message).on_line(row.line).in_file(&self.path)
        });
        told.collect()
    }

    /// Are there no rows?
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Key {
    /// What the index knows it by.
    fn short(&self) -> &str {
        match self {
            Self::Path(named) => last(named),
            Self::Id(id) => id,
        }
    }
}

impl Row {
    fn is_for(&self, id: &str, path: &str) -> bool {
        match &self.key {
            Key::Path(named) => names(named, path),
            Key::Id(named) => named == id || id.split_once(':').is_some_and(|(_, given)| given == named),
        }
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Is `named` the path, or its end from a folder on?
fn names(named: &str, path: &str) -> bool {
    path.strip_suffix(named).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

fn place(header: &[String], usual: &[&str]) -> Option<usize> {
    usual.iter().find_map(|name| header.iter().position(|column| column.eq_ignore_ascii_case(name)))
}

fn faults(header: &[String]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if place(header, PATH).or(place(header, ID)).is_none() {
        let message = format!("no column path or id; the columns are {}", header.join(", "));
        problems.push(Problem::new(Code::UnusedMetadata, message).on_line(1));
    }
    for column in header {
        let names_documents = PATH.iter().chain(ID).any(|name| column.eq_ignore_ascii_case(name));
        if !names_documents && !metadata::is_key(column) {
            let message =
                format!("the column {column:?} names no metadata; expected one of {}", metadata::NAMES);
            problems.push(Problem::new(Code::UnusedMetadata, message).on_line(1));
        }
    }
    problems
}

/// A row, `None` when it is empty, or why it cannot be used.
fn row(header: &[String], record: &csv::StringRecord, line: usize) -> Result<Option<Row>, String> {
    let cell =
        |at: Option<usize>| at.and_then(|at| record.get(at)).map(str::trim).filter(|cell| !cell.is_empty());
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(None);
    }
    let path = cell(place(header, PATH)).map(|path| {
        let path = path.replace('\\', "/");
        Key::Path(path.strip_prefix("./").unwrap_or(&path).to_owned())
    });
    let key = cell(place(header, ID)).map(|id| Key::Id(id.to_owned())).or(path);
    let key = key.ok_or("the row names no document: neither path nor id")?;
    let values: Vec<(String, String)> = header
        .iter()
        .enumerate()
        .filter(|(_, column)| metadata::is_key(column))
        .filter_map(|(at, column)| Some((column.clone(), cell(Some(at))?.to_owned())))
        .collect();
    Ok(Some(Row { line, key, values, used: None }))
}

/// The date in a cell of a table of metadata; why it is none.
pub(super) fn date(
    value: &str,
    order: Option<DayOrder>,
) -> Result<(Date, crate::document::Precision), String> {
    let found = dates::find(value, dates::Place::Value)
        .ok_or_else(|| format!("{value:?} is no date; expected one like 2021-07-20"))?;
    match (found.other, order) {
        (Some(other), Some(DayOrder::MonthFirst)) => Ok((other, found.precision)),
        (None, _) | (_, Some(DayOrder::DayFirst)) => Ok((found.date, found.precision)),
        (Some(other), None) => Err(format!("{value:?} is {} or {other}; write it as YYYY-MM-DD", found.date)),
    }
}

/// Comma, semicolon or tab: whichever stands most often in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let count = |mark: char| first.matches(mark).count();
    [(b',', ','), (b';', ';'), (b'\t', '\t')]
        .into_iter()
        .max_by_key(|(_, mark)| (count(*mark), *mark == ','))
        .map_or(b',', |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::Overrides;
    use crate::ingest::{Options, ingest};

    /// Titles and dates of two documents after the rows, and what is told.
    fn check(table: &str, expected: &str) {
        let (mut overrides, mut problems) = Overrides::read("meta.csv", table);
        let paths = ["in/2020/a.txt", "in/2021/a.txt", "in/b.txt"].map(str::to_owned);
        problems.extend(overrides.settle(&paths));
        let mut shown = Vec::new();
        for path in &paths {
            let text = format!("A day in Lubrin\n\n{path} is what we have to say.");
            for document in &mut ingest(path, text.as_bytes(), &Options::default()).documents {
                problems.extend(overrides.apply(document, None));
                let metadata = &document.metadata;
                let date = metadata.date.map_or("?".to_owned(), |date| date.date.to_string());
                shown.push(format!("{} {date}", metadata.title.as_deref().unwrap_or("?")));
            }
        }
        problems.extend(overrides.unused());
        shown.extend(
            problems.into_iter().map(|problem| format!("{}: {}", problem.line.unwrap_or(0), problem.message)),
        );
        assert_eq!(shown.join("\n"), expected, "{table}");
    }

    #[test]
    fn rows_name_documents_by_the_end_of_the_path() {
        check(
            "path,title,date\n2020/a.txt,One,2020-05-03\nb.txt,,3 May 2021\n",
            "One 2020-05-03\nA day in Lubrin ?\nA day in Lubrin 2021-05-03",
        );
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        check(
            "path;mood;title;date;genre\na.txt;;One;;\nin/b.txt;;Two;03/04/2021;poem\nc.txt;;Three;;\n;;Four;;\n",
            "A day in Lubrin ?\nA day in Lubrin ?\nTwo ?\n\
             1: the column \"mood\" names no metadata; expected one of title, date, published, outlet, author, url, institution, state, language, speaker, genre\n\
             5: the row names no document: neither path nor id\n\
             2: \"a.txt\" names 2 files, in/2020/a.txt and in/2021/a.txt among them; give more of the path\n\
             3: \"03/04/2021\" is 2021-04-03 or 2021-03-04; write it as YYYY-MM-DD\n\
             3: \"poem\" is no genre; expected briefing, statement, interview, speech or article\n\
             4: \"c.txt\" names no document",
        );
    }
}
