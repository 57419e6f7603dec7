//! An evaluation of attributions as text.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Evaluation;
use crate::evaluate::shown::{INTERVALS, part, table};

/// The figures for the terminal.
pub fn figures(evaluation: &Evaluation) -> String {
    let Evaluation { texts, coded, .. } = evaluation;
    let mut text =
        format!("{coded} coded attributions in {texts} articles\n\n{}{INTERVALS}", table(&evaluation.scores));
    text.push_str(
        "A content is found where it has half of the coded one in common and half of its own. Direct contents begin and\n\
         end with quotation marks, mixed ones hold some, indirect ones none. Further rows inside a content that is found, and\n\
         quotations of nobody that are not coded, count neither way; a source is asked for where one is coded.\n\n\
         Exactly the coded words, among the contents found:\n",
    );
    for exact in &evaluation.exact {
        let _ = writeln!(text, "  {:<8} {}", exact.part, part(exact.right, exact.n));
    }
    if evaluation.coders.iter().any(|score| score.right + score.wrong + score.missed > 0) {
        let _ = write!(text, "\nCoders of one text against each other:\n{}", table(&evaluation.coders));
        let _ = write!(
            text,
            "\nThe program against each coder of those texts:\n{}",
            table(&evaluation.beside_coders)
        );
    }
    text.push_str(&causes(evaluation));
    text
}

/// How many were missed or false, by cause, the most frequent first.
fn causes(evaluation: &Evaluation) -> String {
    let mut text = String::new();
    for (head, tagged) in
        [("Coded and missed, or without the right source", false), ("Found and not coded", true)]
    {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for error in evaluation.errors.iter().filter(|error| error.tagged == tagged) {
            *counts.entry(error.category.as_str()).or_default() += 1;
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| usize::MAX - count);
        let _ = writeln!(text, "\n{head}, by cause:");
        for (cause, count) in counts {
            let _ = writeln!(text, "{count:>6}  {cause}");
        }
    }
    text
}
