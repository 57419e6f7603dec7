//! Names for people: of categories, states, kinds of sources and targets. Page and workbook say the same.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::lexicon::Entry;
use crate::resources::Resources;

/// ISO 3166 codes and the names that readers know.
const STATES: &str = include_str!("states.csv");

/// Kinds of sources.
const SOURCES: [(&str, &str); 21] = [
    ("GOV_DOM", "own government"),
    ("GOV_OPP", "the other side's government"),
    ("GOV_3RD", "another government"),
    ("GOV", "a government"),
    ("IO", "international body"),
    ("MEDIA_DOM", "own media"),
    ("MEDIA_OPP", "the other side's media"),
    ("MEDIA_3RD", "other media"),
    ("FIRM_DOM", "own company"),
    ("FIRM_FOR", "foreign company"),
    ("ACAD", "university or scholar"),
    ("THINK", "think tank or NGO"),
    ("EXPERT", "single person"),
    ("LEAK", "leaker"),
    ("LAW", "court, treaty or law"),
    ("POLL", "opinion poll"),
    ("SOCIAL", "social network"),
    ("HIST", "history or proverb"),
    ("PUBLIC", "“everybody knows”"),
    ("PRESS_UNSPEC", "unnamed media reports"),
    ("UNSPEC", "not recognised"),
];

/// Targets that are nobody by name.
const TARGETS: [(&str, &str); 6] = [
    ("Q", "the question or who asks"),
    ("CLAIM", "the claim that was made"),
    ("UNSPEC", "no target recognised"),
    ("VAGUE_STATE", "“some countries”"),
    ("VAGUE_PEOPLE", "“some people”"),
    ("", "none"),
];

/// The kinds of sources by their codes.
pub(super) fn sources() -> Value {
    SOURCES.into_iter().map(named).collect::<serde_json::Map<_, _>>().into()
}

/// The targets that are nobody by name.
pub(super) fn targets() -> Value {
    TARGETS.into_iter().map(named).collect::<serde_json::Map<_, _>>().into()
}

fn named((code, name): (&str, &str)) -> (String, Value) {
    (code.to_owned(), name.into())
}

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
