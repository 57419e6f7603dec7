//! The words of a quotation laid beside a passage: which are the same, which were inserted, left out or changed.
//!
//! All of the quotation is laid beside the best stretch of the passage, by dynamic programming (Needleman & Wunsch
//! 1970) with free ends in the passage. An ellipsis passes over words for nothing, a bracket replaces some for little.

use super::words::{Part, Word};
use crate::document::Span;

/// A step from the beginning of a quotation to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A word of both, by number.
    Same(usize, usize),
    /// Two different words in one place.
    Instead(usize, usize),
    /// A word of the quotation alone.
    Added(usize),
    /// A word of the passage alone; an ellipsis or an insertion accounts for it, or nothing does.
    Skipped(usize, Option<Part>),
}

/// A quotation beside a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Aligned {
    /// Step by step, in order.
    pub steps: Vec<Step>,
    /// The words of the passage from the first to the last that fits, by number; end exclusive.
    pub passage: Span,
}

const SAME: i32 = 4;
const INSERTED_SAME: i32 = 1;
const CHANGED: i32 = -2;
const BESIDE_INSERTION: i32 = -1;

/// Lays a quotation beside a passage.
pub fn align(quoted: &[Word], said: &[Word]) -> Aligned {
    let width = said.len() + 1;
    let mut best = vec![0_i32; (quoted.len() + 1) * width];
    for row in 1..=quoted.len() {
        for column in 0..width {
            let up = best[(row - 1) * width + column] + added(quoted[row - 1]);
            let diagonal = column
                .checked_sub(1)
                .map(|before| best[(row - 1) * width + before] + together(quoted[row - 1], said[before]));
            let left = column
                .checked_sub(1)
                .filter(|_| row < quoted.len())
                .map(|before| best[row * width + before] + skipped(quoted, row).0);
            best[row * width + column] = up.max(diagonal.unwrap_or(i32::MIN)).max(left.unwrap_or(i32::MIN));
        }
    }
    let last = &best[quoted.len() * width..];
    // The first of several equally good ends.
    let end = (0..width).rev().max_by_key(|column| last[*column]).unwrap_or(0);
    back(quoted, said, &best, end)
}

/// The way back from the end of the quotation, which ends before a column.
fn back(quoted: &[Word], said: &[Word], best: &[i32], end: usize) -> Aligned {
    let width = said.len() + 1;
    let (mut row, mut column) = (quoted.len(), end);
    let mut steps = Vec::new();
    while row > 0 {
        let here = best[row * width + column];
        let diagonal = column > 0
            && here == best[(row - 1) * width + column - 1] + together(quoted[row - 1], said[column - 1]);
        if diagonal {
            let same = quoted[row - 1].hash == said[column - 1].hash;
            steps.push(if same { Step::Same } else { Step::Instead }(row - 1, column - 1));
            (row, column) = (row - 1, column - 1);
        } else if here == best[(row - 1) * width + column] + added(quoted[row - 1]) {
            steps.push(Step::Added(row - 1));
            row -= 1;
        } else {
            steps.push(Step::Skipped(column - 1, skipped(quoted, row).1));
            column -= 1;
        }
    }
    steps.reverse();
    Aligned { steps, passage: Span::new(column, end) }
}

/// An ellipsis stands beside no word.
const NEVER: i32 = -1_000_000;

fn together(quoted: Word, said: Word) -> i32 {
    match (quoted.part, quoted.hash == said.hash) {
        (Part::Gap, _) => NEVER,
        (Part::Said, true) => SAME,
        (Part::Said, false) => CHANGED,
        (Part::Inserted, true) => INSERTED_SAME,
        (Part::Inserted, false) => 0,
    }
}

fn added(quoted: Word) -> i32 {
    if quoted.part == Part::Said { CHANGED } else { 0 }
}

/// What it costs to pass over a word behind so many words of the quotation, and what accounts for it.
fn skipped(quoted: &[Word], row: usize) -> (i32, Option<Part>) {
    let beside =
        |part: Part| quoted[row - 1].part == part || quoted.get(row).is_some_and(|next| next.part == part);
    if beside(Part::Gap) {
        (0, Some(Part::Gap))
    } else if beside(Part::Inserted) {
        (BESIDE_INSERTION, Some(Part::Inserted))
    } else {
        (CHANGED, None)
    }
}

impl Aligned {
    /// Words of both.
    pub fn n_same(&self, quoted: &[Word]) -> usize {
        self.steps
            .iter()
            .filter(|step| matches!(step, Step::Same(at, _) if quoted[*at].part == Part::Said))
            .count()
    }

    /// The share of the words that are the same: of all words of the quotation outside brackets and of the words of the
    /// passage that it passes over without an ellipsis or an insertion.
    pub fn similarity(&self, quoted: &[Word]) -> f64 {
        let said = quoted.iter().filter(|word| word.part == Part::Said).count();
        let passed_over = self.steps.iter().filter(|step| matches!(step, Step::Skipped(_, None))).count();
        self.n_same(quoted) as f64 / (said + passed_over).max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matched::words;

    fn similarity(quotation: &str, passage: &str) -> f64 {
        let quoted = words::quoted(quotation);
        align(&quoted, &words::said(passage)).similarity(&quoted)
    }

    #[test]
    fn the_same_words_anywhere_in_the_passage() {
        let quoted = words::quoted("never accept them");
        let aligned = align(&quoted, &words::said("We will never accept it: never accept them."));
        assert_eq!((aligned.passage, aligned.similarity(&quoted)), (Span::new(5, 8), 1.0));
    }

    #[test]
    fn insertions_and_ellipses_cost_nothing() {
        let passage =
            "It might set off an arms race in that domain, raise the risk of friction and undermine peace.";
        assert_eq!(
            similarity("might set off an arms race in [cyberspace] … and undermine peace", passage),
            1.0
        );
        assert_eq!(similarity("set off an arms race … and undermine peace", passage), 1.0);
    }

    #[test]
    fn changes_and_silent_omissions_cost() {
        assert_eq!(similarity("we will never accept this", "We will never accept them."), 0.8);
        assert_eq!(similarity("we will accept them", "We will never accept them."), 0.8);
        assert!(similarity("peace and order", "the ferry was late") < 0.01);
    }
}
