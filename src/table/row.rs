//! A row that is being written: cell by cell, each straight into its column.

use std::slice::IterMut;

use jiff::civil::Date;

use super::column::{Cell, Data};

/// Where the next cell goes.
pub(super) struct Row<'a> {
    pub(super) columns: IterMut<'a, Data>,
}

impl Row<'_> {
    /// Writes the cell of the next column.
    pub(super) fn put(&mut self, value: impl Value) {
        if let Some(column) = self.columns.next() {
            value.write(column);
        }
    }

    /// All cells are written.
    pub(super) fn end(self) {
        debug_assert_eq!(self.columns.len(), 0, "a cell for every column");
    }
}

/// What the expression of a column may give.
pub(super) trait Value {
    /// Appends it to its column, whose type it has.
    fn write(self, column: &mut Data);
}

/// Text that is written straight into its column.
pub(super) struct Written<F>(pub(super) F);

impl<F: FnOnce(&mut String)> Value for Written<F> {
    fn write(self, column: &mut Data) {
        match column {
            Data::Text(cells) => cells.write(self.0),
            other => missing(other),
        }
    }
}

impl Value for &str {
    fn write(self, column: &mut Data) {
        match column {
            Data::Text(cells) => cells.push(self),
            other => missing(other),
        }
    }
}

impl Value for &String {
    fn write(self, column: &mut Data) {
        self.as_str().write(column);
    }
}

impl Value for String {
    fn write(self, column: &mut Data) {
        self.as_str().write(column);
    }
}

impl Value for usize {
    fn write(self, column: &mut Data) {
        match column {
            Data::Int(cells) => cells.push(Some(i64::try_from(self).unwrap_or(i64::MAX))),
            other => missing(other),
        }
    }
}

impl Value for i64 {
    fn write(self, column: &mut Data) {
        match column {
            Data::Int(cells) => cells.push(Some(self)),
            other => missing(other),
        }
    }
}

impl Value for f64 {
    fn write(self, column: &mut Data) {
        match column {
            Data::Float(cells) => cells.push(Some(self).filter(|number| number.is_finite())),
            other => missing(other),
        }
    }
}

impl Value for bool {
    fn write(self, column: &mut Data) {
        match column {
            Data::Bool(cells) => cells.push(Some(self)),
            other => missing(other),
        }
    }
}

impl Value for Date {
    fn write(self, column: &mut Data) {
        match column {
            Data::Date(cells) => cells.push(Some(self)),
            other => missing(other),
        }
    }
}

impl<T: Value> Value for Option<T> {
    fn write(self, column: &mut Data) {
        match self {
            Some(value) => value.write(column),
            None => empty(column),
        }
    }
}

impl Value for Cell<'_> {
    fn write(self, column: &mut Data) {
        match self {
            Self::Missing => empty(column),
            Self::Text(text) => text.write(column),
            Self::Int(number) => match column {
                Data::Int(cells) => cells.push(Some(number)),
                other => missing(other),
            },
            Self::Float(number) => number.write(column),
            Self::Bool(truth) => truth.write(column),
            Self::Date(date) => date.write(column),
        }
    }
}

/// A cell without a value.
fn empty(column: &mut Data) {
    match column {
        Data::Text(cells) => cells.push_missing(),
        Data::Int(cells) => cells.push(None),
        Data::Float(cells) => cells.push(None),
        Data::Bool(cells) => cells.push(None),
        Data::Date(cells) => cells.push(None),
    }
}

/// A value of another type than its column is none.
fn missing(column: &mut Data) {
    debug_assert!(false, "a value of another type");
    empty(column);
}
