//! An evaluation as text and as CSV.

use std::fmt::Write;

use super::cited::Agreement;
use super::interval::wilson;
use super::score::{Confusion, Disagreement, Evaluation, Score};

/// How the intervals are made.
pub(super) const INTERVALS: &str =
    "\nIntervals: Wilson 95 % for precision and recall, bootstrap over documents 95 % for F1.\n";

/// The figures as a table for the terminal.
pub fn figures(evaluation: &Evaluation) -> String {
    let mut text = format!("{} coded units\n\n{}{INTERVALS}", evaluation.units, table(&evaluation.scores));
    for (name, right, n) in &evaluation.exact {
        let share = 100.0 * *right as f64 / (*n).max(1) as f64;
        let _ =
            writeln!(text, "Units with exactly the coded categories, {name}: {right} of {n} ({share:.0} %)");
    }
    for confusion in evaluation.confusions.iter().filter(|confusion| confusion.count > 0) {
        let _ = writeln!(
            text,
            "{} tagged where {} was coded: {}",
            confusion.tagged, confusion.coded, confusion.count
        );
    }
    text.push_str(&evaluation.cited.as_ref().map_or(String::new(), citations));
    text
}

/// Citations, sentence by sentence.
fn citations(agreement: &Agreement) -> String {
    let mut text =
        format!("\nCitations, sentence by sentence\n\n{}", table(std::slice::from_ref(&agreement.present)));
    text.push_str("Of the sentences in which coders and program see a citation:\n");
    for (name, right, n) in &agreement.right {
        let _ = writeln!(text, "  {name:<24} {}", part(*right, *n));
    }
    text
}

/// A line a score, with its intervals.
pub(super) fn table(scores: &[Score]) -> String {
    let mut text = format!(
        "{:<18} {:>6} {:>6} {:>6}  {:>16}  {:>16}  {:>16}\n",
        "", "right", "wrong", "missed", "precision", "recall", "F1"
    );
    for score in scores {
        let _ = writeln!(
            text,
            "{:<18} {:>6} {:>6} {:>6}  {:>16}  {:>16}  {:>16}",
            score.name,
            score.right,
            score.wrong,
            score.missed,
            figure(score.precision(), score.precision_interval()),
            figure(score.recall(), score.recall_interval()),
            figure(score.f1(), score.f1_interval),
        );
    }
    text
}

/// "18 of 23 (0.78 [0.58–0.90])", with Wilson's interval.
pub(super) fn part(right: usize, n: usize) -> String {
    let share = (n > 0).then(|| right as f64 / n as f64);
    format!("{right} of {n} ({})", figure(share, wilson(right, n)))
}

pub(super) fn figure(value: Option<f64>, interval: Option<(f64, f64)>) -> String {
    match (value, interval) {
        (Some(value), Some((low, high))) => format!("{value:.2} [{low:.2}–{high:.2}]"),
        (Some(value), None) => format!("{value:.2}"),
        (None, _) => "–".to_owned(),
    }
}

/// The disagreements as text, those of one category or all.
pub fn errors(all: &[Disagreement], category: Option<&str>) -> String {
    let chosen = all.iter().filter(|error| category.is_none_or(|name| error.category == name));
    chosen.map(error).collect()
}

fn error(error: &Disagreement) -> String {
    let what = if error.tagged { "tagged, not coded" } else { "coded, not tagged" };
    let words = if error.matched.is_empty() { String::new() } else { format!(" {:?}", error.matched) };
    format!("{} {} {what}{words}\n    {}\n", error.unit, error.category, error.text)
}

/// One file of the written evaluation.
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Header and rows.
    pub rows: Vec<Vec<String>>,
}

/// An evaluation as CSV files.
pub fn sheets(all: &[Score], confused: &[Confusion], disagreements: &[Disagreement]) -> Vec<Sheet> {
    let header = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let mut scores = vec![header(&[
        "category",
        "right",
        "wrong",
        "missed",
        "precision",
        "precision_low",
        "precision_high",
        "recall",
        "recall_low",
        "recall_high",
        "f1",
        "f1_low",
        "f1_high",
    ])];
    scores.extend(all.iter().map(row));
    let mut confusions = vec![header(&["coded", "tagged", "units"])];
    confusions.extend(
        confused.iter().map(|confusion| {
            vec![confusion.coded.into(), confusion.tagged.into(), confusion.count.to_string()]
        }),
    );
    let mut errors = vec![header(&["unit", "category", "error", "matched", "text", "codes"])];
    errors.extend(disagreements.iter().map(|error| {
        let what = if error.tagged { "wrong" } else { "missed" };
        vec![
            error.unit.clone(),
            error.category.clone(),
            what.into(),
            error.matched.clone(),
            error.text.clone(),
            error.codes.clone(),
        ]
    }));
    vec![
        Sheet { name: "evaluation.csv", rows: scores },
        Sheet { name: "confusions.csv", rows: confusions },
        Sheet { name: "errors.csv", rows: errors },
    ]
}

fn row(score: &Score) -> Vec<String> {
    let number = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.4}"));
    let low = |interval: Option<(f64, f64)>| number(interval.map(|(low, _)| low));
    let high = |interval: Option<(f64, f64)>| number(interval.map(|(_, high)| high));
    let (precision, recall) = (score.precision_interval(), score.recall_interval());
    vec![
        score.name.clone(),
        score.right.to_string(),
        score.wrong.to_string(),
        score.missed.to_string(),
        number(score.precision()),
        low(precision),
        high(precision),
        number(score.recall()),
        low(recall),
        high(recall),
        number(score.f1()),
        low(score.f1_interval),
        high(score.f1_interval),
    ]
}
