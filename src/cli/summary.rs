//! The last words of a run: what was read, the most confrontational answer, the sources most cited, problems, and
//! where the workbook lies.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use crate::resources::Resources;
use crate::table::{Table, Tables};

/// Sources shown.
const SOURCES: usize = 5;
/// Problems shown, and how many of one kind.
const PROBLEMS: usize = 8;
const OF_A_CODE: usize = 2;
/// Length of the shown words, in characters.
const EXCERPT: usize = 320;
/// Length of a shown path, in characters.
const PATH: usize = 120;

/// What was passed over in folders, by kind.
type Skipped = BTreeMap<&'static str, usize>;

/// The summary as text.
pub fn summary(tables: &Tables, resources: &Resources, workbook: &Path, skipped: &Skipped) -> String {
    let mut text = String::new();
    let sum = |name: &str| tables.documents.ints(name).iter().flatten().sum::<i64>();
    let answers = tables
        .turns
        .text("role")
        .iter()
        .flatten()
        .filter(|role| matches!(*role, "spokesperson" | "official"))
        .count();
    let counted = tables.hits.bools("counts").iter().filter(|counts| **counts == Some(true)).count();
    let _ = writeln!(
        text,
        "Read {} documents: {answers} answers and statements, {} exchanges, {} words.",
        tables.documents.height(),
        sum("n_exchanges"),
        sum("n_tokens")
    );
    let _ = writeln!(
        text,
        "Found {} hits ({counted} count), {} citations, {} numbers; {} word lists with {} entries.",
        tables.hits.height(),
        tables.citations.height(),
        tables.quantities.height(),
        resources.lexicons.len(),
        resources.lexicons.iter().map(|lexicon| lexicon.entries.len()).sum::<usize>()
    );
    most_confrontational(tables, &mut text);
    sources(tables, &mut text);
    compared(tables, &mut text);
    problems(tables, skipped, &mut text);
    let _ = writeln!(text, "\nThe workbook: {}", workbook.display());
    text
}

fn cell<'a>(table: &'a Table, name: &str, row: usize) -> &'a str {
    table.at(name, row)
}

/// The turn with the highest sum of core intensities; of equals the first.
fn most_confrontational(tables: &Tables, text: &mut String) {
    let turns = &tables.turns;
    let scores = turns.floats("intensity_sum");
    let mut best: Option<(usize, f64)> = None;
    for (row, score) in scores.iter().enumerate() {
        let score = score.unwrap_or(0.0);
        if score > best.map_or(0.0, |(_, best)| best) {
            best = Some((row, score));
        }
    }
    let Some((row, score)) = best else { return };
    let document = cell(turns, "document_id", row);
    let at = tables.documents.text("document_id").iter().position(|id| id == Some(document));
    let date = at
        .and_then(|at| tables.documents.dates("date")[at])
        .map_or(String::new(), |date| format!(", {date}"));
    let speaker = cell(turns, "speaker", row);
    let speaker = if speaker.is_empty() { "unnamed speaker" } else { speaker };
    let n_core = turns.ints("n_core")[row].unwrap_or(0);
    let _ = writeln!(
        text,
        "\nThe most confrontational answer: {speaker}{date} ({document}; {n_core} acts, {score:.1} points)"
    );
    let words = cell(turns, "text", row).split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(text, "  “{}”", shortened(&words, EXCERPT));
    let acts: Vec<String> = (0..tables.hits.height())
        .filter(|hit| cell(&tables.hits, "turn_id", *hit) == cell(turns, "turn_id", row))
        .filter(|hit| {
            tables.hits.bools("counts")[*hit] == Some(true) && tables.hits.bools("core")[*hit] == Some(true)
        })
        .map(|hit| {
            format!(
                "{} ({})",
                cell(&tables.hits, "matched", hit).split_whitespace().collect::<Vec<_>>().join(" "),
                cell(&tables.hits, "category", hit)
            )
        })
        .collect();
    let _ = writeln!(text, "  Acts: {}", shortened(&acts.join("; "), EXCERPT));
}

fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

/// The end of a long path: there stands what tells it from others.
fn short_path(path: &str) -> String {
    let length = path.chars().count();
    if length <= PATH {
        path.to_owned()
    } else {
        format!("…{}", path.chars().skip(length - PATH).collect::<String>())
    }
}

fn sources(tables: &Tables, text: &mut String) {
    let (citations, turns) = (&tables.citations, &tables.turns);
    let asking: BTreeSet<&str> = (0..turns.height())
        .filter(|row| cell(turns, "role", *row) == "journalist")
        .map(|row| cell(turns, "turn_id", row))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in (0..citations.height()).filter(|row| !asking.contains(cell(citations, "turn_id", *row))) {
        let entity = cell(citations, "source_entity", row);
        if !entity.is_empty() && !entity.starts_with("STATE:") && !entity.starts_with("BLOC:") {
            *counts.entry(entity).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let most: Vec<String> = counts
        .iter()
        .take(SOURCES)
        .map(|(entity, n)| format!("{} ({n})", entity.split_once(':').map_or(*entity, |(_, name)| name)))
        .collect();
    if !most.is_empty() {
        let _ = writeln!(text, "\nThe sources most cited, questions left out: {}", most.join(", "));
    }
}

/// How many figures of different texts speak of the same thing, and how many of these pairs differ.
fn compared(tables: &Tables, text: &mut String) {
    let count =
        |name: &str| tables.checks.text("relation").iter().flatten().filter(|cell| *cell == name).count();
    let [agree, contradict, qualify] = ["agrees", "contradicts", "qualifies"].map(count);
    if agree + contradict + qualify > 0 {
        let _ = writeln!(
            text,
            "\nFigures of two texts that speak of the same thing: {agree} agreeing, {contradict} contradicting, {qualify} qualifying (sheet \"checks\")"
        );
    }
}

fn problems(tables: &Tables, skipped: &Skipped, text: &mut String) {
    let problems = &tables.problems;
    let count = |severity: &str| {
        problems.text("severity").iter().filter(|cell| cell.as_deref() == Some(severity)).count()
    };
    let (failures, warnings, notes) = (count("failure"), count("warning"), count("note"));
    let kinds: Vec<String> = skipped.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
    let passed =
        if kinds.is_empty() { String::new() } else { format!("; passed over: {}", kinds.join(", ")) };
    let _ = writeln!(
        text,
        "\nProblems: {failures} failures, {warnings} warnings, {notes} notes (sheet \"problems\"){passed}"
    );
    let serious: Vec<usize> =
        (0..problems.height()).filter(|row| cell(problems, "severity", *row) != "note").collect();
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shown = 0;
    for row in serious.iter().copied() {
        let of_code = told.entry(cell(problems, "code", row)).or_default();
        *of_code += 1;
        if *of_code > OF_A_CODE || shown == PROBLEMS {
            continue;
        }
        shown += 1;
        let line = problems.ints("line")[row].map_or(String::new(), |line| format!(":{line}"));
        let [path, code, message] = ["source_path", "code", "message"].map(|name| cell(problems, name, row));
        let _ = writeln!(text, "  {}{line}: {code}: {message}", short_path(path));
    }
    if serious.len() > shown {
        let _ = writeln!(text, "  and {} more", serious.len() - shown);
    }
}
