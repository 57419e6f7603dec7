//! Names for people: of categories and of states.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::lexicon::Entry;
use crate::resources::Resources;

/// ISO 3166 codes and the names that readers know.
const STATES: &str = include_str!("states.csv");

/// The categories of acts, in the order of the lexicons.
pub(super) fn categories(resources: &Resources) -> Value {
    let told = |category: &crate::lexicon::Category| {
        json!({
            "id": category.id,
            "name": category.name,
            "polarity": category.polarity.name(),
            "core": category.core,
            "definition": category.definition,
        })
    };
    resources.act_categories().map(told).collect()
}

/// The names of states by their codes. Those that ISO does not know have the first plain name of the word lists.
pub(super) fn states(resources: &Resources) -> Value {
    let mut names: BTreeMap<&str, &str> = STATES.lines().filter_map(|line| line.split_once(';')).collect();
    for lexicon in &resources.lexicons {
        let is_state = |entry: &&Entry| lexicon.header.categories[entry.category].id == "state";
        for entry in lexicon.entries.iter().filter(is_state) {
            if let Some(code) = entry.entity.strip_prefix("STATE:") {
                names.entry(code).or_insert(&entry.term);
            }
        }
    }
    json!(names)
}
