//! The comparison on the terminal.

use std::fmt::Write;

use crate::keyness::counted::Counted;
use crate::table::Table;

/// The table as a reader sees it, with so many phrases and words of each group.
pub(super) fn shown(table: &Table, names: [&str; 2], counted: &[Counted; 2], top: usize) -> String {
    let mut text = groups(names, counted);
    text.push_str("\nActs per 1,000 words, with 95 % intervals; * where the interval of the difference is without 0\n\n");
    let _ = writeln!(text, "  {:<20} {:>22} {:>22} {:>23}", "category", "A", "B", "A - B");
    rows(table, "category").for_each(|row| text.push_str(&category(table, row)));
    for (kind, plural) in [("phrase", "Phrases"), ("term", "Words")] {
        let of_a = |row: &usize| number(table, "log_likelihood", *row) > 0.0;
        let a: Vec<usize> = rows(table, kind).filter(of_a).take(top).collect();
        let b: Vec<usize> = rows(table, kind).rev().filter(|row| !of_a(row)).take(top).collect();
        for (letter, some) in [("A", a), ("B", b)].into_iter().filter(|(_, some)| !some.is_empty()) {
            let _ = writeln!(text, "\n{plural} that stand out in {letter}\n");
            text.push_str("    in A   in B  documents log ratio       G2    p adj.\n");
            some.into_iter().for_each(|row| text.push_str(&term(table, row)));
        }
    }
    text
}

/// Both groups, and how far they overlap.
fn groups(names: [&str; 2], counted: &[Counted; 2]) -> String {
    let mut text = String::new();
    for ((letter, name), counted) in ["A", "B"].iter().zip(names).zip(counted) {
        let (n, answers, words) = (counted.words.len(), counted.answers.len(), counted.n_words());
        let plural = if n == 1 { "" } else { "s" };
        let _ = writeln!(
            text,
            "{letter}: {name} ({n} document{plural}, {answers} answering turns, {words} words)"
        );
    }
    let shared = counted[0].n_shared(&counted[1]);
    if shared > 0 {
        let _ = writeln!(
            text,
            "{shared} answering turns stand in both groups; that hides differences, and p and intervals take the groups for separate"
        );
    }
    text
}

/// The rows of a kind, those that stand out in the first group first.
fn rows<'a>(table: &'a Table, kind: &'a str) -> impl DoubleEndedIterator<Item = usize> + 'a {
    (0..table.height()).filter(move |row| table.at("kind", *row) == kind)
}

/// A category with its rates and their difference.
fn category(table: &Table, row: usize) -> String {
    let [low, high] = ["difference_ci_low", "difference_ci_high"].map(|name| number(table, name, row));
    let mark = if low > 0.0 || high < 0.0 { " *" } else { "" };
    let value = |value: &str, interval: &str| {
        let [low, high] = ["low", "high"].map(|end| number(table, &format!("{interval}_ci_{end}"), row));
        let value = number(table, value, row);
        if low.is_nan() { format!("{value:.2}") } else { format!("{value:.2} [{low:.2}, {high:.2}]") }
    };
    let (a, b) = (value("rate_a_per_1000", "rate_a"), value("rate_b_per_1000", "rate_b"));
    let difference = value("difference", "difference");
    format!("  {:<20} {a:>22} {b:>22} {difference:>23}{mark}\n", table.at("term", row))
}

/// A phrase or word with its counts and statistics.
fn term(table: &Table, row: usize) -> String {
    let count = |name: &str| table.ints(name)[row].unwrap_or(0);
    let value = |name: &str| number(table, name, row);
    let documents = format!("{} / {}", count("range_a"), count("range_b"));
    let p = value("p_adjusted");
    let p = if p < 0.0001 { "< .0001".to_owned() } else { format!("{p:.4}") };
    format!(
        "  {:>6} {:>6} {documents:>10} {:>9.2} {:>8.1} {p:>9}  {}\n",
        count("count_a"),
        count("count_b"),
        value("log_ratio"),
        value("log_likelihood"),
        table.at("term", row),
    )
}

/// A cell; not a number where it is empty.
fn number(table: &Table, name: &str, row: usize) -> f64 {
    table.floats(name).get(row).copied().flatten().unwrap_or(f64::NAN)
}
