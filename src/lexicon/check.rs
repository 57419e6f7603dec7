//! Faults of word lists that are no errors: they are told, and the lexicon is used.

use std::collections::HashMap;

use super::pattern::{Sequence, sequences};
use super::{Flags, Kind, Lexicon};

/// Everything doubtful, as `path:line: what`, in the order of the files.
pub fn faults(lexicons: &[Lexicon]) -> Vec<String> {
    let mut faults: Vec<String> = lexicons.iter().flat_map(of_one).collect();
    faults.sort();
    faults
}

fn of_one(lexicon: &Lexicon) -> Vec<String> {
    let mut faults = Vec::new();
    let mut known: HashMap<(usize, Sequence, Key), &super::Entry> = HashMap::new();
    for entry in &lexicon.entries {
        let place = format!("{}:{}", entry.place.path, entry.place.line);
        let all = sequences(&entry.term).unwrap_or_default();
        for sequence in all {
            if let Some(first) = known.insert((entry.category, sequence, key(entry.flags)), entry) {
                if first.id != entry.id || first.place.line != entry.place.line {
                    let Place { path, line } = &first.place;
                    faults.push(format!(
                        "{place}: {:?} says again what {:?} in {path}:{line} says",
                        entry.term, first.term
                    ));
                }
                break;
            }
        }
        if lexicon.header.kind == Kind::Acts && entry.source.is_empty() {
            faults.push(format!("{place}: {:?} names no source", entry.term));
        }
    }
    for (at, category) in lexicon.header.categories.iter().enumerate() {
        if !lexicon.entries.iter().any(|entry| entry.category == at) {
            faults.push(format!("{}: category {:?} has no entries", lexicon.header.name, category.id));
        }
    }
    faults
}

use super::Place;

type Key = (bool, bool, bool);

fn key(flags: Flags) -> Key {
    (flags.case, flags.stem, flags.start)
}
