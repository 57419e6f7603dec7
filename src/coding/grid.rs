//! A sheet as rows of text with names for its columns.

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Names of the columns.
    pub header: Vec<String>,
    /// The rows, each with its line in the file, counted from 1 with the header.
    pub rows: Vec<(usize, Vec<String>)>,
}

impl Grid {
    /// An empty sheet.
    pub fn new(header: &[&str]) -> Self {
        Self { header: header.iter().map(|name| (*name).to_owned()).collect(), rows: Vec::new() }
    }

    /// Appends a row.
    pub fn push(&mut self, cells: Vec<String>) {
        self.rows.push((self.rows.len() + 2, cells));
    }

    /// The place of a column by one of its names; letter case and spaces around do not matter.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let is = |header: &String, name: &str| header.trim().eq_ignore_ascii_case(name);
        names.iter().find_map(|name| self.header.iter().position(|header| is(header, name)))
    }
}

/// A cell of a row, without space around it; empty where there is none.
pub fn cell(row: &[String], column: Option<usize>) -> &str {
    column.and_then(|at| row.get(at)).map_or("", |cell| cell.trim())
}
