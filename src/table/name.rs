//! Names of rows: the document, a letter for the table, a number.

use super::column::Data;
use super::row::{Value, Written};
use crate::place::push_number;

/// `ledger-2021-07-20-1a2b3c4d.s12`: stable, because both parts are.
#[derive(Clone, Copy)]
pub(super) struct Name<'a> {
    pub(super) document: &'a str,
    pub(super) table: char,
    pub(super) number: usize,
}

impl Name<'_> {
    /// Writes it behind a text.
    pub(super) fn push_to(self, out: &mut String) {
        out.push_str(self.document);
        out.push('.');
        out.push(self.table);
        push_number(out, self.number);
    }
}

impl Value for Name<'_> {
    fn write(self, column: &mut Data) {
        Written(|out: &mut String| self.push_to(out)).write(column);
    }
}
