//! Every count of rows that stands in another row, made anew.

use std::collections::{HashMap, HashSet};

use crate::table::{Cell, Tables};

/// Counting hits of a turn or sentence.
#[derive(Clone, Copy, Default)]
struct Acts {
    n: i64,
    core: i64,
    intensity: f64,
    most: Option<f64>,
}

/// Counts anew what `documents`, `turns` and `sentences` say of the rows of one document. Where no row has gone, nothing
/// changes.
pub fn recount(tables: &mut Tables) {
    let (by_turn, by_sentence) = (acts(tables, "turn_id"), acts(tables, "sentence_id"));
    let Tables { documents, turns, sentences, .. } = tables;
    for row in 0..sentences.height() {
        let acts = of(&by_sentence, sentences.at("sentence_id", row));
        sentences.set("n_hits", row, Cell::Int(acts.n));
        sentences.set("max_intensity", row, acts.most.map_or(Cell::Missing, Cell::Float));
    }
    for row in 0..turns.height() {
        let acts = of(&by_turn, turns.at("turn_id", row));
        turns.set("n_hits", row, Cell::Int(acts.n));
        turns.set("n_core", row, Cell::Int(acts.core));
        turns.set("intensity_sum", row, Cell::Float(acts.intensity));
        if let (Some(_), Some(words)) = (turns.floats("ci")[row], turns.ints("n_tokens")[row]) {
            turns.set("ci", row, Cell::Float(1000.0 * acts.core as f64 / words as f64));
        }
    }
    let exchanges: HashSet<&str> = turns.text("exchange_id").iter().flatten().collect();
    let sum = |name: &str| turns.ints(name).iter().flatten().sum::<i64>();
    let counts = [
        ("n_turns", turns.height() as i64),
        ("n_exchanges", exchanges.len() as i64),
        ("n_sentences", sum("n_sentences")),
        ("n_tokens", sum("n_tokens")),
    ];
    counts.into_iter().for_each(|(name, n)| documents.set(name, 0, Cell::Int(n)));
}

/// The counting hits by what stands in a column.
fn acts(tables: &Tables, by: &str) -> HashMap<String, Acts> {
    let hits = &tables.hits;
    let (counts, core, intensity) = (hits.bools("counts"), hits.bools("core"), hits.floats("intensity"));
    let mut all: HashMap<String, Acts> = HashMap::new();
    for row in (0..hits.height()).filter(|row| counts[*row] == Some(true)) {
        let acts = all.entry(hits.at(by, row).to_owned()).or_default();
        let points = intensity[row].unwrap_or(0.0);
        acts.n += 1;
        acts.most = Some(acts.most.map_or(points, |most| most.max(points)));
        if core[row] == Some(true) {
            acts.core += 1;
            acts.intensity += points;
        }
    }
    all
}

fn of(all: &HashMap<String, Acts>, id: &str) -> Acts {
    all.get(id).copied().unwrap_or_default()
}
