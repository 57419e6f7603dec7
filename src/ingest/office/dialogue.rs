//! Tables of two columns that hold a conversation: who speaks, and the words.

use super::flow::Paragraph;

/// A label has at most this many characters.
const LONGEST_LABEL: usize = 60;
/// And this many words.
const MOST_WORDS: usize = 8;

/// The paragraphs in the cells of a table, row by row. Where one column names speakers and the next holds their words, a
/// row reads as `Label: words`.
pub(super) fn read(rows: Vec<Vec<Vec<Paragraph>>>) -> Vec<Paragraph> {
    let spoken = is_conversation(&rows);
    let mut paragraphs = Vec::new();
    for (n, row) in rows.into_iter().enumerate() {
        let mut cells: Vec<Vec<Paragraph>> = row.into_iter().filter(|cell| has_words(cell)).collect();
        if spoken && cells.len() >= 2 && !(n == 0 && is_header(&cells[cells.len() - 1])) {
            let words = cells.split_off(cells.len() - 1);
            let label = cells.pop().map_or(String::new(), |cell| text(&cell));
            // What stands before the label is a time or a number.
            paragraphs.extend(labelled(label.trim_end_matches([':', ' ']), words.into_iter().flatten()));
        } else {
            paragraphs.extend(cells.into_iter().flatten());
        }
    }
    paragraphs
}

fn labelled(label: &str, cell: impl Iterator<Item = Paragraph>) -> Vec<Paragraph> {
    let mut words: Vec<Paragraph> = cell.filter(Paragraph::has_words).collect();
    if let Some(first) = words.first_mut() {
        first.prefix(&format!("{label}: "));
    }
    words
}

/// Do at least two rows, and nearly all, hold a label and words? Before the label there may be a time or a number.
fn is_conversation(rows: &[Vec<Vec<Paragraph>>]) -> bool {
    let full: Vec<Vec<&Vec<Paragraph>>> = rows
        .iter()
        .map(|row| row.iter().filter(|cell| has_words(cell)).collect::<Vec<_>>())
        .filter(|row| !row.is_empty())
        .collect();
    let header = full.first().and_then(|row| row.last()).is_some_and(|cell| is_header(cell));
    let full = &full[usize::from(header)..];
    let fits = |row: &Vec<&Vec<Paragraph>>| match row.as_slice() {
        [label, words] => is_label(&text(label)) && !is_label(&text(words)),
        [number, label, words] => {
            !text(number).contains(char::is_alphabetic) && is_label(&text(label)) && !is_label(&text(words))
        }
        _ => false,
    };
    let fitting = full.iter().filter(|row| fits(row)).count();
    let sentences =
        full.iter().filter(|row| row.last().is_some_and(|cell| ends_sentence(&text(cell)))).count();
    fitting >= 2 && fitting * 10 >= full.len() * 7 && sentences * 2 >= full.len()
}

fn is_label(words: &str) -> bool {
    words.chars().count() <= LONGEST_LABEL
        && words.split_whitespace().count() <= MOST_WORDS
        && words.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && !words.contains('\n')
        && !ends_sentence(words)
}

fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', ')', ' ']).ends_with(['.', '?', '!', '…', '。', '？', '！'])
        && words.contains(char::is_whitespace)
}

/// A heading of the column, not words.
fn is_header(cell: &[Paragraph]) -> bool {
    let words = text(cell);
    words.split_whitespace().count() <= 3 && !ends_sentence(&words)
}

fn has_words(cell: &[Paragraph]) -> bool {
    cell.iter().any(Paragraph::has_words)
}

fn text(cell: &[Paragraph]) -> String {
    let words: Vec<String> = cell.iter().map(Paragraph::text).collect();
    words.join("\n").trim().to_owned()
}
