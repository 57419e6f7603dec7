//! Quotation marks of a CSV file that are never closed: a lenient reader makes one cell of all the rows behind them.

use crate::error::{Code, Problem};

/// After this many rows with open quotation marks the rest of the file is not trusted.
const MOST_FAULTS: usize = 50;

/// A text whose broken rows have been emptied, line by line, and what was wrong with them.
#[derive(Debug)]
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) problems: Vec<Problem>,
}

/// A row with an open quotation mark.
struct Fault {
    /// Where the row begins.
    start: usize,
    /// The mark.
    mark: usize,
}

/// Finds rows whose quotation mark is never closed, or closed only by the mark of a later row, and empties them; the
/// rows behind them are read.
pub(super) fn mended(text: &str, delimiter: char) -> Mended {
    let mut mended = Mended { text: String::with_capacity(text.len()), problems: Vec::new() };
    let mut at = 0;
    while let Some(fault) = fault(text, at, delimiter) {
        mended.text.push_str(&text[at..fault.start]);
        let end = if mended.problems.len() + 1 < MOST_FAULTS {
            text[fault.mark..].find('\n').map_or(text.len(), |end| fault.mark + end)
        } else {
            text.len()
        };
        let line = text[..fault.mark].matches('\n').count() + 1;
        let message = if end < text.len() || mended.problems.len() + 1 < MOST_FAULTS {
            "a quotation mark opens here and is not closed; the row was left out"
        } else {
            "too many quotation marks are not closed; this row and all behind it were left out"
        };
        mended.problems.push(Problem::new(Code::BadRow, message).on_line(line));
        // As many line ends as there were keep the numbers of the lines behind.
        mended.text.extend(text[fault.start..end].matches('\n'));
        at = end;
    }
    mended.text.push_str(&text[at..]);
    mended
}

/// The first row from a byte on, at the beginning of a row, that has an open quotation mark.
fn fault(text: &str, from: usize, delimiter: char) -> Option<Fault> {
    let mut row = from;
    let mut fresh = true;
    let mut chars = text[from..].char_indices().map(|(at, c)| (from + at, c)).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\n' => {
                row = at + 1;
                fresh = true;
            }
            '"' if fresh => {
                fresh = false;
                let mut lines = 0;
                let mut closed = false;
                while let Some((_, inside)) = chars.next() {
                    match (inside, chars.peek().map(|(_, next)| *next)) {
                        ('\n', _) => lines += 1,
                        ('"', Some('"')) => drop(chars.next()),
                        ('"', next) => {
                            closed = lines == 0 || next.is_none_or(|next| next == delimiter || next == '\n');
                            break;
                        }
                        _ => {}
                    }
                }
                if !closed {
                    return Some(Fault { start: row, mark: at });
                }
            }
            c => fresh = c == delimiter,
        }
    }
    None
}
