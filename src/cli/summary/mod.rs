//! The last words of a run: what was read, the most confrontational answer, the sources most cited, problems, and
//! where the workbook lies.

mod problems;
mod worst;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use problems::Problems;
use serde_json::{Value, json};
use worst::Worst;

use crate::error::Severity;
use crate::report::Written;
use crate::report::run::Run;
use crate::resources::Resources;
use crate::table::{Table, Tables, citations, turns};

/// Sources shown.
const SOURCES: usize = 5;
/// Length of the shown words, in characters.
const EXCERPT: usize = 320;

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
    /// Those that stand in no question.
    said: usize,
    /// Texts in which somebody answers, articles left out, and those of them whose state is not known.
    spoken: [usize; 2],
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

impl Summary {
    /// Adds further rows.
    pub fn add(&mut self, tables: &Tables) {
        let sum = |name: &str| tables.documents.ints(name).iter().flatten().sum::<i64>();
        let roles = tables.turns.text("role").iter().flatten();
        self.documents += tables.documents.height();
        self.answers += roles.filter(|role| turns::answers(role)).count();
        self.exchanges += sum("n_exchanges");
        self.tokens += sum("n_tokens");
        self.hits += tables.hits.height();
        self.counted += tables.hits.bools("counts").iter().filter(|counts| **counts == Some(true)).count();
        self.citations += tables.citations.height();
        self.quantities += tables.quantities.height();
        self.add_spoken(tables);
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

    fn add_spoken(&mut self, tables: &Tables) {
        let turns = &tables.turns;
        let answering: BTreeSet<&str> = (0..turns.height())
            .filter(|row| turns::answers(cell(turns, "role", *row)))
            .map(|row| cell(turns, "document_id", row))
            .collect();
        let documents = &tables.documents;
        for row in 0..documents.height() {
            let spoken = cell(documents, "genre", row) != "article"
                && answering.contains(cell(documents, "document_id", row));
            self.spoken[0] += usize::from(spoken);
            self.spoken[1] += usize::from(spoken && cell(documents, "state", row).is_empty());
        }
    }

    fn add_worst(&mut self, tables: &Tables) {
        let best = self.worst.as_ref().map_or(0.0, |worst| worst.points);
        self.worst = Worst::beyond(best, tables).or(self.worst.take());
    }

    fn add_sources(&mut self, tables: &Tables) {
        for (_, body) in citations::of_speakers(tables) {
            self.said += 1;
            if let Some(body) = body {
                *self.sources.entry(body.to_owned()).or_default() += 1;
            }
        }
    }

    /// Did an input fail?
    pub fn has_failures(&self) -> bool {
        self.problems.of(Severity::Failure) > 0
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
             Found {} hits ({} count), {} citations ({} in questions), {} numbers; {} word lists with {} entries.",
            self.documents,
            self.answers,
            self.exchanges,
            self.tokens,
            self.hits,
            self.counted,
            self.citations,
            self.citations - self.said,
            self.quantities,
            resources.lexicons.len(),
            resources.lexicons.iter().map(|lexicon| lexicon.entries.len()).sum::<usize>()
        );
        text.push_str(&self.weak());
        text.push_str(&self.worst.as_ref().map_or(String::new(), Worst::text));
        text.push_str(&self.cited());
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

    /// The sources most cited, with their number.
    fn most_cited(&self) -> Vec<(&str, usize)> {
        let mut counts: Vec<(&String, &usize)> = self.sources.iter().collect();
        counts.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        let name = |entity: &'_ str| entity.find(':').map_or(0, |colon| colon + 1);
        counts.into_iter().take(SOURCES).map(|(entity, n)| (&entity[name(entity)..], *n)).collect()
    }

    fn cited(&self) -> String {
        let most: Vec<String> = self.most_cited().iter().map(|(name, n)| format!("{name} ({n})")).collect();
        if most.is_empty() {
            return String::new();
        }
        format!("\nThe sources most cited, questions left out: {}\n", most.join(", "))
    }

    /// The summary for scripts: one object, whose keys stay.
    pub fn json(&self, written: &Written, record: &Run) -> Value {
        let path = |path: &std::path::Path| path.display().to_string();
        let related = |name: &str| self.relations.get(name).copied().unwrap_or(0);
        let source = |(name, n): &(&str, usize)| json!({ "source": name, "citations": n });
        let formula = self.formula.as_ref();
        json!({
            "program": record.program,
            "version": record.version,
            "selection": record.selection,
            "files": record.inputs.len(),
            "documents": self.documents,
            "answers": self.answers,
            "exchanges": self.exchanges,
            "words": self.tokens,
            "hits": self.hits,
            "counting_hits": self.counted,
            "citations": self.citations,
            "citations_in_questions": self.citations - self.said,
            "quantities": self.quantities,
            "most_confrontational": self.worst.as_ref().map(Worst::json),
            "most_cited": self.most_cited().iter().map(source).collect::<Vec<Value>>(),
            "checks": {
                "agrees": related("agrees"),
                "contradicts": related("contradicts"),
                "qualifies": related("qualifies"),
            },
            "phrases": self.phrases,
            "most_repeated": formula.map(|(_, n, phrase)| json!({ "phrase": phrase, "documents": n })),
            "problems": self.problems.json(),
            "failed": self.problems.failed,
            "skipped": record.skipped,
            "rows": record.rows,
            "written": {
                "folder": path(&written.folder),
                "workbook": written.workbook.as_deref().map(path),
                "page": written.page.as_deref().map(path),
                "files": written.files.iter().map(|file| path(file)).collect::<Vec<String>>(),
            },
        })
    }

    /// What makes targets and sources weak, where it holds for many texts.
    fn weak(&self) -> String {
        let [spoken, stateless] = self.spoken;
        if stateless * 5 <= spoken {
            return String::new();
        }
        format!(
            "Weak: in {stateless} of {spoken} texts it is not known for which state the speakers speak; targets and kinds of source are often\n\
             not recognised there. A line \"State: XXX\" (ISO 3166) at the head of a file, or a column state, tells it.\n"
        )
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

fn cell<'a>(table: &'a Table, name: &str, row: usize) -> &'a str {
    table.at(name, row)
}

fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}
