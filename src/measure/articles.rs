//! The words and acts of people in articles: from quotations alone, and with what is told without marks.

use std::collections::BTreeMap;

use super::groups::{Key, Places, Sums, at};
use crate::table::{Table, Tables};

/// In articles the words of a person are those quoted by name; words told without marks are summed up apart.
pub(super) fn words_of_quotes(tables: &Tables, places: &Places, all: &mut BTreeMap<Key, Sums>) {
    let quotes = &tables.quotes;
    let mut reached: (String, i64) = (String::new(), 0);
    for row in 0..quotes.height() {
        let (turn, document) = (at(quotes, "turn_id", row), at(quotes, "document_id", row));
        let (speaker, kind) = (at(quotes, "speaker", row), at(quotes, "kind", row));
        let narrated = places.turns.get(turn).is_some_and(|turn| turn.role == "narrator");
        if !narrated || speaker.is_empty() || kind == "scare" {
            continue;
        }
        let groups = places.groups(document, turn, speaker);
        if kind == "indirect" {
            let tokens = unquoted_words(quotes, row);
            groups.into_iter().for_each(|key| all.entry(key).or_default().told_tokens += tokens);
            continue;
        }
        // A quotation inside a quotation has been counted.
        let end = quotes.ints("char_end")[row].unwrap_or(0);
        if reached.0 == document && end <= reached.1 {
            continue;
        }
        reached = (document.to_owned(), end);
        let tokens = quotes.ints("n_tokens")[row].unwrap_or(0) as usize;
        for key in groups {
            let sums = all.entry(key).or_default();
            sums.documents.insert(document.to_owned());
            sums.tokens += tokens;
        }
    }
}

/// The words of a report that stand in no quotation. Rows are in the order of their beginnings.
fn unquoted_words(quotes: &Table, row: usize) -> usize {
    let (starts, ends) = (quotes.ints("char_start"), quotes.ints("char_end"));
    let words = |row: usize| quotes.ints("n_tokens")[row].unwrap_or(0) as usize;
    let mut reached = starts[row];
    let mut quoted = 0;
    for inner in row + 1..quotes.height() {
        let same = at(quotes, "document_id", inner) == at(quotes, "document_id", row);
        if !same || starts[inner] >= ends[row] {
            break;
        }
        if at(quotes, "kind", inner) != "indirect" && ends[inner] > reached {
            quoted += words(inner);
            reached = ends[inner];
        }
    }
    words(row).saturating_sub(quoted)
}

/// Core acts that a narrator tells of somebody without marks: for the index that takes paraphrase in.
pub(super) fn told_acts(tables: &Tables, places: &Places, all: &mut BTreeMap<Key, Sums>) {
    let hits = &tables.hits;
    let (counts, core) = (hits.bools("counts"), hits.bools("core"));
    for row in (0..hits.height()).filter(|row| core[*row] == Some(true) && counts[*row] == Some(false)) {
        let (turn, holder) = (at(hits, "turn_id", row), at(hits, "holder", row));
        let narrated = places.turns.get(turn).is_some_and(|turn| turn.role == "narrator");
        let told = at(hits, "status", row) == "reported" && at(hits, "holder_certainty", row) == "paraphrase";
        if !narrated || !told || holder.is_empty() || holder == "ART" {
            continue;
        }
        for key in places.groups(at(hits, "document_id", row), turn, holder) {
            all.entry(key).or_default().told_core += 1;
        }
    }
}
