//! What a quotation changes, in words.

use super::align::{Aligned, Step};
use super::words::{Part, Word};
use crate::document::Span;

/// Of a passage left out so many words are told.
const TOLD: usize = 12;

/// What is inserted, left out and changed, in the order of the quotation: `[its] for “our”; … for “to our economy”;
/// “this” for “them”; without “never”; added “very”`.
pub fn note(aligned: &Aligned, quotation: &str, quoted: &[Word], passage: &str, said: &[Word]) -> String {
    let mut parts = Vec::new();
    let mut change = Change::default();
    for step in &aligned.steps {
        match *step {
            Step::Same(at, _) if quoted[at].part == Part::Said => {
                parts.extend(change.told(quotation, passage, said));
                change = Change::default();
            }
            Step::Same(at, there) | Step::Instead(at, there) => {
                change.quoted.push(quoted[at]);
                change.said.push(there);
            }
            Step::Added(at) => change.quoted.push(quoted[at]),
            Step::Skipped(there, _) => change.said.push(there),
        }
    }
    parts.extend(change.told(quotation, passage, said));
    parts.join("; ")
}

/// Words in one place that differ.
#[derive(Default)]
struct Change {
    quoted: Vec<Word>,
    said: Vec<usize>,
}

impl Change {
    fn told(&self, quotation: &str, passage: &str, said: &[Word]) -> Option<String> {
        let gone = words(passage, said, &self.said);
        match (shown(quotation, &self.quoted), gone) {
            (None, None) => None,
            (Some(own), None) if self.quoted.iter().all(|word| word.part == Part::Said) => {
                Some(format!("added {own}"))
            }
            (Some(own), None) => Some(format!("{own} for nothing")),
            (None, Some(gone)) => Some(format!("without {gone}")),
            (Some(own), Some(gone)) => Some(format!("{own} for {gone}")),
        }
    }
}

/// Inserted words in brackets, an ellipsis, other words in quotation marks.
fn shown(quotation: &str, own: &[Word]) -> Option<String> {
    let parts: Vec<String> = own
        .chunk_by(|a, b| a.part == b.part)
        .filter_map(|same| {
            let words = same.first()?.span.cover(same.last()?.span).slice(quotation);
            Some(match same.first()?.part {
                Part::Gap => "…".to_owned(),
                Part::Inserted => format!("[{words}]"),
                Part::Said => format!("“{words}”"),
            })
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The words of a passage, the first of them if they are many.
fn words(passage: &str, said: &[Word], numbers: &[usize]) -> Option<String> {
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    let n = last + 1 - first;
    let end = said.get(last.min(first + TOLD - 1))?.span.end;
    let words = Span::new(said.get(first)?.span.start, end).slice(passage);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(if n > TOLD { format!("“{words} …” ({n} words)") } else { format!("“{words}”") })
}
