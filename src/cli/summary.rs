//! The last words of a run: what was read, the most confrontational answer, the sources most cited, problems, and
//! where the workbook lies.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::error::Severity;
use crate::report::Written;
use crate::report::run::Run;
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

/// What a run will say at its end, from pieces of its tables: whole documents in their order.
#[derive(Debug, Default)]
pub struct Summary {
    documents: usize,
    answers: usize,
    exchanges: i64,
    tokens: i64,
    hits: usize,
    counted: usize,
    citations: usize,
    quantities: usize,
    worst: Option<Worst>,
    /// How often each source was cited, questions left out.
    sources: BTreeMap<String, usize>,
    /// Pairs of figures by how they stand to each other.
    relations: BTreeMap<String, usize>,
    phrases: usize,
    /// The phrase to which most words belong, with their number and that of its documents.
    formula: Option<(i64, i64, String)>,
    problems: Problems,
}

/// The most confrontational answer so far.
#[derive(Debug)]
struct Worst {
    score: f64,
    text: String,
}

/// How many problems of each severity, and the first serious ones.
#[derive(Debug, Default)]
struct Problems {
    by_severity: BTreeMap<String, usize>,
    by_code: BTreeMap<String, usize>,
    shown: Vec<String>,
}

impl Summary {
    /// Adds further rows.
    pub fn add(&mut self, tables: &Tables) {
        let sum = |name: &str| tables.documents.ints(name).iter().flatten().sum::<i64>();
        let roles = tables.turns.text("role").iter().flatten();
        self.documents += tables.documents.height();
        self.answers += roles.filter(|role| matches!(*role, "spokesperson" | "official")).count();
        self.exchanges += sum("n_exchanges");
        self.tokens += sum("n_tokens");
        self.hits += tables.hits.height();
        self.counted += tables.hits.bools("counts").iter().filter(|counts| **counts == Some(true)).count();
        self.citations += tables.citations.height();
        self.quantities += tables.quantities.height();
        self.add_worst(tables);
        self.add_sources(tables);
        for relation in tables.checks.text("relation").iter().flatten() {
            *self.relations.entry(relation.to_owned()).or_default() += 1;
        }
        self.add_phrases(&tables.phrases);
        self.problems.add(&tables.problems);
    }

    fn add_phrases(&mut self, phrases: &Table) {
        self.phrases += phrases.height();
        let number = |name: &str, row: usize| phrases.ints(name)[row].unwrap_or(0);
        for row in 0..phrases.height() {
            let words = number("n_free", row) * number("n_tokens", row);
            if self.formula.as_ref().is_none_or(|(most, ..)| words > *most) {
                let phrase = cell(phrases, "phrase", row).to_owned();
                self.formula = Some((words, number("n_documents", row), phrase));
            }
        }
    }

    /// The turn with the highest sum of core intensities; of equals the first.
    fn add_worst(&mut self, tables: &Tables) {
        let mut best = self.worst.as_ref().map_or(0.0, |worst| worst.score);
        let mut found = None;
        for (row, score) in tables.turns.floats("intensity_sum").iter().enumerate() {
            let score = score.unwrap_or(0.0);
            if score > best {
                best = score;
                found = Some(row);
            }
        }
        if let Some(row) = found {
            self.worst = Some(Worst { score: best, text: answer(tables, row, best) });
        }
    }

    fn add_sources(&mut self, tables: &Tables) {
        let (citations, turns) = (&tables.citations, &tables.turns);
        let asking: BTreeSet<&str> = (0..turns.height())
            .filter(|row| cell(turns, "role", *row) == "journalist")
            .map(|row| cell(turns, "turn_id", row))
            .collect();
        for row in (0..citations.height()).filter(|row| !asking.contains(cell(citations, "turn_id", *row))) {
            let entity = cell(citations, "source_entity", row);
            if !entity.is_empty() && !entity.starts_with("STATE:") && !entity.starts_with("BLOC:") {
                *self.sources.entry(entity.to_owned()).or_default() += 1;
            }
        }
    }

    /// Did an input fail?
    pub fn has_failures(&self) -> bool {
        self.problems.by_severity.contains_key(Severity::Failure.name())
    }

    /// The summary as text.
    pub fn text(&self, resources: &Resources, written: &Written, record: &Run) -> String {
        let mut text = if record.selection.is_empty() {
            String::new()
        } else {
            format!("A part of what was read: {}.\n", record.selection.join("; "))
        };
        let _ = writeln!(
            text,
            "Read {} documents: {} answers and statements, {} exchanges, {} words.\n\
             Found {} hits ({} count), {} citations, {} numbers; {} word lists with {} entries.",
            self.documents,
            self.answers,
            self.exchanges,
            self.tokens,
            self.hits,
            self.counted,
            self.citations,
            self.quantities,
            resources.lexicons.len(),
            resources.lexicons.iter().map(|lexicon| lexicon.entries.len()).sum::<usize>()
        );
        text.push_str(self.worst.as_ref().map_or("", |worst| &worst.text));
        text.push_str(&self.most_cited());
        text.push_str(&self.compared());
        if let Some((_, n, phrase)) = &self.formula {
            let all = self.phrases;
            let _ = writeln!(
                text,
                "\nPhrases that come again on other dates: {all} (sheet \"phrases\"), like “{phrase}” in {n} documents"
            );
        }
        text.push_str(&self.problems.text(&record.skipped));
        let _ = match &written.workbook {
            Some(workbook) => writeln!(text, "\nThe workbook: {}", workbook.display()),
            None => writeln!(text, "\nThe tables: {}", written.folder.display()),
        };
        if let Some(page) = &written.page {
            let _ = writeln!(text, "The page, for a browser: {}", page.display());
        }
        text
    }

    fn most_cited(&self) -> String {
        let mut counts: Vec<(&String, &usize)> = self.sources.iter().collect();
        counts.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        let name = |entity: &str| entity.split_once(':').map_or(entity, |(_, name)| name).to_owned();
        let most: Vec<String> =
            counts.iter().take(SOURCES).map(|(entity, n)| format!("{} ({n})", name(entity))).collect();
        if most.is_empty() {
            return String::new();
        }
        format!("\nThe sources most cited, questions left out: {}\n", most.join(", "))
    }

    /// How many figures of different texts speak of the same thing, and how many of these pairs differ.
    fn compared(&self) -> String {
        let count = |name: &str| self.relations.get(name).copied().unwrap_or(0);
        let [agree, contradict, qualify] = ["agrees", "contradicts", "qualifies"].map(count);
        if agree + contradict + qualify == 0 {
            return String::new();
        }
        format!(
            "\nFigures of two texts that speak of the same thing: {agree} agreeing, {contradict} contradicting, {qualify} qualifying (sheet \"checks\")\n"
        )
    }
}

impl Problems {
    fn add(&mut self, problems: &Table) {
        for row in 0..problems.height() {
            let [severity, code, path, message] =
                ["severity", "code", "source_path", "message"].map(|name| cell(problems, name, row));
            *self.by_severity.entry(severity.to_owned()).or_default() += 1;
            if severity == Severity::Note.name() {
                continue;
            }
            let of_code = self.by_code.entry(code.to_owned()).or_default();
            *of_code += 1;
            if *of_code > OF_A_CODE || self.shown.len() == PROBLEMS {
                continue;
            }
            let line = problems.ints("line")[row].map_or(String::new(), |line| format!(":{line}"));
            self.shown.push(format!("  {}{line}: {code}: {message}\n", short_path(path)));
        }
    }

    fn text(&self, skipped: &BTreeMap<String, usize>) -> String {
        let count = |severity: Severity| self.by_severity.get(severity.name()).copied().unwrap_or(0);
        let [failures, warnings, notes] = [Severity::Failure, Severity::Warning, Severity::Note].map(count);
        let kinds: Vec<String> = skipped.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        let passed =
            if kinds.is_empty() { String::new() } else { format!("; passed over: {}", kinds.join(", ")) };
        let mut text = format!(
            "\nProblems: {failures} failures, {warnings} warnings, {notes} notes (sheet \"problems\"){passed}\n"
        );
        text.extend(self.shown.iter().map(String::as_str));
        let more = failures + warnings - self.shown.len();
        if more > 0 {
            let _ = writeln!(text, "  and {more} more");
        }
        text
    }
}

fn cell<'a>(table: &'a Table, name: &str, row: usize) -> &'a str {
    table.at(name, row)
}

/// An answer with its acts.
fn answer(tables: &Tables, row: usize, score: f64) -> String {
    let turns = &tables.turns;
    let mut text = String::new();
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
    text
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
