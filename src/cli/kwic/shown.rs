//! A concordance on the terminal: one line a hit, the words found below each other.

use std::collections::BTreeSet;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::batch::concordance::Concordance;
use crate::document::Role;
use crate::kwic::Line;

/// Columns of a line where no terminal says how wide it is.
const USUAL: usize = 120;
/// Columns that the words around a hit have at least, however narrow the terminal is.
const LEAST: usize = 10;
/// Who and when get no more of a line than this share.
const SHARE_OF_HEAD: usize = 4;

/// The lines; as wide as a terminal, if there is one.
pub(super) fn lines(lines: &[Line], terminal: Option<usize>) -> String {
    let width = terminal.unwrap_or(USUAL);
    let longest = |of: &dyn Fn(&Line) -> String| lines.iter().map(|line| of(line).width()).max().unwrap_or(0);
    let head = longest(&head).min(width / SHARE_OF_HEAD);
    let matched = longest(&|line| line.matched.clone()).min(width / 3);
    let around = width.saturating_sub(head + 2 + matched + 2);
    let (left, right) = ((around / 2).max(LEAST), (around - around / 2).max(LEAST));
    let mut text = String::new();
    for line in lines {
        // A short hit leaves its room to the words behind it.
        let found = beginning(&line.matched, matched);
        let right = beginning(&line.right, right + matched - found.width());
        let (dim, strong) = (Style::new().dimmed(), AnsiColor::Yellow.on_default().bold());
        let before = format!("{}{}", end(&line.left, left), gap(line.left.chars().last(), "“‘\"([¿¡"));
        let _ = writeln!(
            text,
            "{dim}{}{dim:#}  {}{before}{strong}{found}{strong:#}{}{right}",
            padded(&beginning(&self::head(line), head), head),
            " ".repeat((left + 1).saturating_sub(before.width())),
            gap(right.chars().next(), ".,;:!?…’”'\")]。，、；：！？"),
        );
    }
    text
}

/// When and who: name, else part in the conversation; of words that nobody says the document.
fn head(line: &Line) -> String {
    let date = line.date.map_or(String::new(), |date| date.to_string());
    let who = match (line.speaker.as_str(), line.role) {
        ("", Role::Narrator | Role::Unknown) => &line.document_id,
        ("", role) => role.name(),
        (name, _) => name,
    };
    if date.is_empty() { who.to_owned() } else { format!("{date} {who}") }
}

/// What stands between the words found and their neighbours: nothing where a mark clings to them.
fn gap(neighbour: Option<char>, clinging: &str) -> &'static str {
    if neighbour.is_some_and(|c| clinging.contains(c)) { "" } else { " " }
}

/// How many lines of how many documents there are.
pub(super) fn count(found: &Concordance) -> String {
    let documents: BTreeSet<&str> = found.lines.iter().map(|line| line.document_id.as_str()).collect();
    let n = found.lines.len();
    let hits = if n == 1 { "1 hit".to_owned() } else { format!("{n} hits") };
    format!("{hits} in {} of {} documents", documents.len(), found.n_documents)
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

/// The beginning of a text, in so many columns of the terminal.
fn beginning(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let kept = text.chars().take_while(|c| fits(*c, &mut room));
    format!("{}…", kept.collect::<String>())
}

/// The end of a text, in so many columns of the terminal.
fn end(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let kept: Vec<char> = text.chars().rev().take_while(|c| fits(*c, &mut room)).collect();
    format!("…{}", kept.iter().rev().collect::<String>())
}

/// Is there room for the character? Then it is taken.
fn fits(c: char, room: &mut usize) -> bool {
    let width = c.width().unwrap_or(0);
    let fits = width <= *room;
    *room -= if fits { width } else { 0 };
    fits
}

#[cfg(test)]
mod tests {
    use super::{beginning, end};

    #[test]
    fn texts_are_cut_to_columns() {
        for (text, columns, first, last) in [
            ("pure invention", 20, "pure invention", "pure invention"),
            ("pure invention", 5, "pure…", "…tion"),
            ("没有根据", 5, "没有…", "…根据"),
            ("没有根据", 4, "没…", "…据"),
            ("ab", 0, "…", "…"),
        ] {
            assert_eq!((beginning(text, columns).as_str(), end(text, columns).as_str()), (first, last));
        }
    }
}
