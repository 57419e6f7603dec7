//! How a column is shown: how wide, in which style, and whether it is folded away.

use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use super::links::{self, Lead};
use super::styles::{Style, Styles};
use crate::table::{Column, Declared, Type};

/// Widths in characters of columns of words, by name.
const WIDTHS: &[(f64, &[&str])] = &[
    (80.0, &["text"]),
    (70.0, &["meaning"]),
    (60.0, &["content", "message", "advice", "note", "claim_a", "claim_b", "sentence", "match_note"]),
    (50.0, &["left", "right", "phrase", "variants", "title", "reply_basis"]),
    (34.0, &["document_id", "measure"]),
    (30.0, &["matched", "term", "source", "source_path", "cited_title", "group", "series"]),
];
/// A header is seen whole, with the button of the filter, up to this width.
const BUTTON: usize = 4;
const WIDEST_HEADER: f64 = 26.0;

/// A text that wraps makes its row at most so many lines high; the rest is seen when the cell is opened.
const LINES: usize = 6;

/// Letters of plain words for each one of the width, which is measured in zeros.
const LETTERS_OF_A_WIDTH: f64 = 1.1;

/// How the cells of a column look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) style: Style,
    pub(super) leads: Option<Lead>,
    width: f64,
}

impl Look {
    pub(super) fn of(table: &str, column: &Column) -> Self {
        Self { style: style(table, column), leads: links::leads(table, column.name), width: width(column) }
    }

    /// How many lines a text takes where texts wrap.
    pub(super) fn lines(self, text: &str) -> usize {
        let letters = text.chars().count();
        if self.style == Style::Wrapped {
            (letters as f64 / (self.width * LETTERS_OF_A_WIDTH)).ceil().clamp(1.0, LINES as f64) as usize
        } else {
            1
        }
    }
}

/// Sets a sheet up for the columns of a table: styles, widths, header, what a header says when it is pointed at.
pub(super) fn set(sheet: &mut Worksheet, table: &Declared, styles: &Styles) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(table.columns) {
        sheet.set_column_width(at, width(column))?;
        sheet.set_column_format(at, styles.of(style(table.name, column)))?;
        sheet.write_string_with_format(0, at, column.name, &styles.header)?;
        sheet.insert_note(0, at, &note(column))?;
    }
    for (first, last) in folds(table.columns) {
        sheet.group_columns_collapsed(first, last)?;
    }
    Ok(())
}

fn width(column: &Column) -> f64 {
    let named = WIDTHS.iter().find(|(_, names)| names.contains(&column.name)).map(|(width, _)| *width);
    let usual = match column.kind {
        Type::Text if column.name.contains("_id") => 24.0,
        Type::Text => 16.0,
        _ => 11.0,
    };
    named.unwrap_or(usual).max(WIDEST_HEADER.min((column.name.len() + BUTTON) as f64))
}

/// The style of a column's cells.
fn style(table: &str, column: &Column) -> Style {
    match (column.kind, column.name) {
        (Type::Date, _) => Style::Date,
        (Type::Bool, _) => Style::Truth,
        (Type::Int, name) if name.starts_with("n_") => Style::Count,
        (Type::Int, _) => Style::Plain,
        // What was read is shown as it was read.
        (Type::Float, "value" | "value_high") if table == "quantities" => Style::Plain,
        (Type::Float, "value" | "numerator" | "denominator") => Style::Figure,
        (Type::Float, "p" | "p_adjusted" | "p_holm") => Style::Small,
        (Type::Float, _) if column.unit == "points" || column.unit == "-10 to 10" => Style::Tenths,
        (Type::Float, _) => Style::Hundredths,
        (Type::Text, "left") => Style::Left,
        (Type::Text, "matched") => Style::Matched,
        (Type::Text, "source") if table == "citations" => Style::Matched,
        (Type::Text, "meaning" | "message" | "advice" | "note" | "claim_a" | "claim_b") => Style::Wrapped,
        (Type::Text, "source") if table == "columns" => Style::Wrapped,
        (Type::Text, _) => Style::Text,
    }
}

/// Names of rows and places in texts are for programs: folded away, one press of + brings them back.
fn is_folded(column: &Column) -> bool {
    let name = column.name;
    let is_id = column.kind == Type::Text && name.contains("_id") && !name.contains("document_id");
    is_id
        || matches!(name, "source_sha256" | "reply_to")
        || name.ends_with("char_start")
        || name.ends_with("char_end")
}

/// First and last of the columns that lie together and are folded.
fn folds(columns: &[Column]) -> Vec<(u16, u16)> {
    let mut folds: Vec<(u16, u16)> = Vec::new();
    for (at, _) in (0..).zip(columns).filter(|(_, column)| is_folded(column)) {
        match folds.last_mut() {
            Some((_, last)) if *last + 1 == at => *last = at,
            _ => folds.push((at, at)),
        }
    }
    folds
}

/// What the column says, seen when the mouse rests on its header.
fn note(column: &Column) -> Note {
    let unit = if column.unit.is_empty() { String::new() } else { format!("\nUnit: {}", column.unit) };
    let text = format!("{}: {}{unit}", column.name, column.meaning);
    let lines = text.chars().count() / LETTERS + 2;
    Note::new(text)
        .set_author("rejoinder")
        .add_author_prefix(false)
        .set_width(NOTE_WIDTH)
        .set_height(lines as u32 * LINE_HEIGHT)
}

/// Letters in a line of a note, and its size in pixels.
const LETTERS: usize = 44;
const NOTE_WIDTH: u32 = 300;
const LINE_HEIGHT: u32 = 18;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::ALL;

    fn shown(table: &Declared) -> Vec<&str> {
        let shown = table.columns.iter().filter(|column| !is_folded(column)).map(|column| column.name);
        shown.take(5).collect()
    }

    #[test]
    fn words_stand_beside_each_other() {
        use crate::table::{citations, hits};
        assert_eq!(shown(&hits::DECLARED), ["document_id", "source_place", "left", "matched", "right"]);
        assert_eq!(shown(&citations::DECLARED), ["document_id", "left", "source", "right", "source_entity"]);
    }

    #[test]
    fn every_width_is_of_a_column() {
        let names: Vec<&str> = ALL.iter().flat_map(|table| table.columns).map(|column| column.name).collect();
        for name in WIDTHS.iter().flat_map(|(_, names)| *names).filter(|name| **name != "sentence") {
            assert!(names.contains(name), "{name}");
        }
    }
}
