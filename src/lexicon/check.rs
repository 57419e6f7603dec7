//! Faults of word lists that are no errors: they are told, and the lexicon is used.

use std::collections::HashMap;

use super::pattern::{Element, Sequence, What, sequences};
use super::{Entry, Flags, Kind, Lexicon, Polarity};
use crate::error::Problem;
use crate::resources::Resources;

/// Everything doubtful, as `path:line:column: what`, in the order of the files.
pub fn faults(resources: &Resources) -> Vec<String> {
    let mut faults: Vec<String> = resources.lexicons.iter().flat_map(of_one).collect();
    faults.extend(resources.lexicons.iter().flat_map(|lexicon| &lexicon.warnings).map(Problem::to_string));
    faults.sort();
    faults
}

fn of_one(lexicon: &Lexicon) -> Vec<String> {
    let mut faults = repeated(lexicon);
    for entry in &lexicon.entries {
        let of_entry = [
            over_broad(entry).filter(|_| lexicon.header.kind == Kind::Acts),
            unreachable(entry),
            out_of_scale(lexicon, entry),
            (lexicon.header.kind == Kind::Acts && entry.source.is_empty() && !is_borrowed(lexicon))
                .then(|| "names no source".to_owned()),
        ];
        let told = of_entry.into_iter().flatten();
        faults.extend(told.map(|what| format!("{}: {:?} {what}", entry.place, entry.term)));
    }
    for (at, category) in lexicon.header.categories.iter().enumerate() {
        if !lexicon.entries.iter().any(|entry| entry.category == at) {
            faults.push(format!("{}: category {:?} has no entries", lexicon.header.name, category.id));
        }
    }
    faults
}

/// Is it a dictionary of another program, whose terms name no source each?
fn is_borrowed(lexicon: &Lexicon) -> bool {
    lexicon.header.licence == "see its source"
}

/// Entries of one category that say the same, and with which intensities.
fn repeated(lexicon: &Lexicon) -> Vec<String> {
    let mut known: HashMap<(usize, Sequence, Key), &Entry> = HashMap::new();
    let mut faults = Vec::new();
    for entry in &lexicon.entries {
        for sequence in sequences(&entry.term).unwrap_or_default() {
            let Some(first) = known.insert((entry.category, sequence, key(entry.flags)), entry) else {
                continue;
            };
            if first.id == entry.id && first.place == entry.place {
                continue;
            }
            let conflict = if first.intensity == entry.intensity {
                String::new()
            } else {
                format!(", with intensity {} against {}", entry.intensity, first.intensity)
            };
            faults.push(format!(
                "{}: {:?} says again what {:?} in {} says{conflict}",
                entry.place, entry.term, first.term, first.place
            ));
            break;
        }
    }
    faults
}

/// A wildcard needs this many letters before it, unless other words stand beside it.
const LETTERS: usize = 3;

/// A term that a single very short wildcard satisfies catches words that nobody meant.
fn over_broad(entry: &Entry) -> Option<String> {
    let all = sequences(&entry.term).ok()?;
    let broad = |what: &What| match what {
        What::Wild(word) => {
            word.chars().take_while(|c| !"*?".contains(*c)).count() < LETTERS
                && word.contains('*')
                && word.chars().filter(|c| c.is_alphanumeric()).count() < LETTERS
        }
        _ => false,
    };
    let single = |sequence: &Sequence| match sequence.as_slice() {
        [Element { what: What::Any(all), .. }] => all.iter().any(broad),
        [Element { what, .. }] => broad(what),
        _ => false,
    };
    all.iter()
        .any(single)
        .then(|| "is over-broad: a wildcard with hardly any letters finds nearly everything".into())
}

/// A word with marks that no word of a text has is never found.
fn unreachable(entry: &Entry) -> Option<String> {
    let all = sequences(&entry.term).ok()?;
    let is_part = |c: char| c.is_alphanumeric() || "*?'._".contains(c) || !c.is_ascii();
    let odd = |what: &What| match what {
        What::Wild(word) if !word.chars().all(is_part) => Some(word.clone()),
        _ => None,
    };
    let words = all.iter().flatten().find_map(|element| match &element.what {
        What::Any(all) => all.iter().find_map(odd),
        what => odd(what),
    });
    if let Some(word) = words {
        return Some(format!("is unreachable: no word of a text has the marks of {word:?}"));
    }
    entry.except.contains(&entry.term).then(|| "is unreachable: it is its own exception".into())
}

fn out_of_scale(lexicon: &Lexicon, entry: &Entry) -> Option<String> {
    let scale = match lexicon.header.categories[entry.category].polarity {
        Polarity::Confrontational => 0.0..=5.0,
        Polarity::Cooperative => -5.0..=0.0,
        Polarity::Evasive | Polarity::Neutral => return None,
    };
    let outside = lexicon.header.kind == Kind::Acts && !scale.contains(&entry.intensity);
    outside.then(|| {
        format!(
            "has intensity {}; its category goes from {} to {}",
            entry.intensity,
            scale.start(),
            scale.end()
        )
    })
}

type Key = (bool, bool, bool);

fn key(flags: Flags) -> Key {
    (flags.case, flags.stem, flags.start)
}
