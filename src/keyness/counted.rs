//! What the answering side of a group says, counted by document: its words, and the acts that count.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use crate::phrase::spoken::spoken;
use crate::resources::Resources;
use crate::table::Tables;

/// In how many places a thing stands in each document that has it: numbers of documents, rising, and counts.
pub type Counts = Vec<(u32, u32)>;

/// Name under which all acts of the core set are counted.
pub const CORE: &str = "core";

/// The counts of a group.
#[derive(Debug, Default)]
pub struct Counted {
    /// Words of the answering turns of each document that has such turns.
    pub words: Vec<u64>,
    /// The answering turns, by their ids.
    pub answers: HashSet<String>,
    /// Every word, in small letters.
    pub terms: HashMap<String, Counts>,
    /// Every category, by the rows of `hits` with `counts = true`, and [`CORE`].
    pub categories: BTreeMap<String, Counts>,
}

impl Counted {
    /// Adds the rows of further documents in the tables `documents`, `turns`, `sentences` and `hits`.
    pub fn add(&mut self, tables: &Tables, resources: &Resources) {
        let first = self.words.len();
        let mut answering: HashMap<String, u32> = HashMap::new();
        for (number, spoken) in (first as u32..).zip(spoken(tables, resources, false)) {
            self.words.push(spoken.turns.iter().map(|turn| u64::from(turn.n_tokens)).sum());
            self.answers.extend(spoken.turns.iter().map(|turn| turn.id.clone()));
            for (_, sentence) in &spoken.sentences {
                for word in spoken.words(sentence) {
                    let text = spoken.text_of(word);
                    count(self.terms.entry_ref(text.as_ref()).or_default(), number);
                }
            }
            answering.extend(spoken.turns.iter().map(|turn| (turn.id.clone(), number)));
        }
        let hits = &tables.hits;
        let (counts, core, turns) = (hits.bools("counts"), hits.bools("core"), hits.text("turn_id"));
        for row in (0..hits.height()).filter(|row| counts[*row] == Some(true)) {
            let Some(number) = turns.get(row).and_then(|turn| answering.get(turn)) else { continue };
            count(self.categories.entry(hits.at("category", row).to_owned()).or_default(), *number);
            if core[row] == Some(true) {
                count(self.categories.entry(CORE.to_owned()).or_default(), *number);
            }
        }
    }

    /// How many answering turns both groups hold.
    pub fn n_shared(&self, other: &Self) -> usize {
        self.answers.intersection(&other.answers).count()
    }

    /// Words of all documents.
    pub fn n_words(&self) -> u64 {
        self.words.iter().sum()
    }
}

/// One more in a document; documents come in their order.
fn count(counts: &mut Counts, document: u32) {
    match counts.last_mut() {
        Some((last, n)) if *last == document => *n += 1,
        _ => counts.push((document, 1)),
    }
}
