//! The answer with the highest sum of core intensities.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{EXCERPT, cell, shortened};
use crate::table::Tables;

/// The most confrontational answer so far.
#[derive(Debug)]
pub(super) struct Worst {
    pub(super) points: f64,
    document: String,
    turn: String,
    speaker: String,
    date: String,
    n_core: i64,
    words: String,
    /// What each act is, and its category.
    acts: Vec<[String; 2]>,
}

impl Worst {
    /// The answer with the most points beyond so many; of equals the first.
    pub(super) fn beyond(points: f64, tables: &Tables) -> Option<Self> {
        let mut best = points;
        let mut found = None;
        for (row, score) in tables.turns.floats("intensity_sum").iter().enumerate() {
            let score = score.unwrap_or(0.0);
            if score > best {
                (best, found) = (score, Some(row));
            }
        }
        found.map(|row| Self::of(row, best, tables))
    }

    fn of(row: usize, points: f64, tables: &Tables) -> Self {
        let (turns, hits) = (&tables.turns, &tables.hits);
        let [document, turn, speaker] =
            ["document_id", "turn_id", "speaker"].map(|name| cell(turns, name, row).to_owned());
        let at = tables.documents.text("document_id").iter().position(|id| id == Some(&document));
        let date = at.and_then(|at| tables.documents.dates("date")[at]);
        let (counts, core) = (hits.bools("counts"), hits.bools("core"));
        let is_act = |hit: &usize| {
            cell(hits, "turn_id", *hit) == turn && counts[*hit] == Some(true) && core[*hit] == Some(true)
        };
        let act = |hit: usize| [one_line(cell(hits, "matched", hit)), cell(hits, "category", hit).to_owned()];
        Self {
            points,
            acts: (0..hits.height()).filter(is_act).map(act).collect(),
            date: date.map_or(String::new(), |date| date.to_string()),
            n_core: turns.ints("n_core")[row].unwrap_or(0),
            words: one_line(cell(turns, "text", row)),
            document,
            turn,
            speaker,
        }
    }

    pub(super) fn text(&self) -> String {
        let Self { document, n_core, points, .. } = self;
        let date = if self.date.is_empty() { String::new() } else { format!(", {}", self.date) };
        let speaker = if self.speaker.is_empty() { "unnamed speaker" } else { &self.speaker };
        let mut text = format!(
            "\nThe most confrontational answer: {speaker}{date} ({document}; {n_core} acts, {points:.1} points)\n"
        );
        let acts: Vec<String> =
            self.acts.iter().map(|[words, category]| format!("{words} ({category})")).collect();
        let _ = writeln!(text, "  “{}”", shortened(&self.words, EXCERPT));
        let _ = writeln!(text, "  Acts: {}", shortened(&acts.join("; "), EXCERPT));
        text
    }

    pub(super) fn json(&self) -> Value {
        let acts =
            self.acts.iter().map(|[words, category]| json!({ "matched": words, "category": category }));
        let named = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        json!({
            "document_id": self.document,
            "turn_id": self.turn,
            "speaker": named(&self.speaker),
            "date": named(&self.date),
            "n_core": self.n_core,
            "intensity_sum": self.points,
            "text": self.words,
            "acts": acts.collect::<Vec<Value>>(),
        })
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
