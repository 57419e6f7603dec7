//! An evaluation of reply types as text.

use std::fmt::Write;

use super::Evaluation;
use crate::evaluate::shown::{INTERVALS, figure, part, table};

/// The figures for the terminal.
pub fn figures(evaluation: &Evaluation) -> String {
    let Evaluation { n, open, right, classes, macro_f1, .. } = evaluation;
    let mut text = format!("{n} coded answers; {open} more on which the coders differ are left out\n\n");
    text.push_str(&table(&evaluation.scores));
    text.push_str(INTERVALS);
    let _ = writeln!(text, "\nMacro-F1 over {} classes: {}", classes.len(), figure(macro_f1.0, macro_f1.1));
    let _ = writeln!(text, "Answers with the coded class: {}", part(*right, *n));
    let _ = writeln!(text, "\nCoded (rows) and found (columns):");
    let _ = writeln!(text, "{:<18} {}", "", classes.map_joined(|class| format!("{class:>16}")));
    for (class, row) in classes.iter().zip(&evaluation.confusion) {
        let _ = writeln!(text, "{class:<18} {}", row.map_joined(|count| format!("{count:>16}")));
    }
    if let Some(coders) = &evaluation.coders {
        let _ = writeln!(text, "\nThe coders among themselves, on all answers:");
        let _ = writeln!(text, "  Krippendorff's alpha (nominal)           {}", figure(coders.alpha, None));
        let _ = writeln!(text, "  macro-F1 of one against another, mean    {:.2}", coders.pairs);
        let against = coders.against.map_joined(|value| format!("{value:.2}"));
        let _ = writeln!(text, "  macro-F1 of each against the codes       {against}");
    }
    text
}

/// Parts of a line.
trait Joined<T> {
    fn map_joined(&self, one: impl Fn(&T) -> String) -> String;
}

impl<T> Joined<T> for [T] {
    fn map_joined(&self, one: impl Fn(&T) -> String) -> String {
        self.iter().map(one).collect::<Vec<_>>().join(" ")
    }
}
