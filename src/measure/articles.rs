//! The words and acts of people in articles: from quotations alone, and with what is told without marks.

use super::groups::Tallies;
use super::part::Part;
use super::places::{Places, at};
use crate::table::{Table, Tables};

/// In articles the words of a person are those quoted by name; words told without marks are summed up apart.
pub(super) fn words_of_quotes(tables: &Tables, places: &Places, all: &mut Tallies) {
    let quotes = &tables.quotes;
    let [turns, documents, speakers, kinds] =
        ["turn_id", "document_id", "speaker", "kind"].map(|name| quotes.text(name));
    let (ends, n_tokens) = (quotes.ints("char_end"), quotes.ints("n_tokens"));
    let mut reached: (&str, i64) = ("", 0);
    for row in 0..quotes.height() {
        let (turn, document) = (at(turns, row), at(documents, row));
        let (speaker, kind) = (at(speakers, row), at(kinds, row));
        let narrated = places.turns.get(turn).is_some_and(|turn| turn.role == "narrator");
        if !narrated || speaker.is_empty() || kind == "scare" {
            continue;
        }
        let Some(document_row) = places.row(document) else { continue };
        let groups = places.groups(document, turn, speaker);
        if kind == "indirect" {
            let tokens = unquoted_words(quotes, row);
            groups.for_each(|key| all.of(key, document_row).add(Part::ToldTokens, tokens));
            continue;
        }
        // A quotation inside a quotation has been counted.
        let end = ends[row].unwrap_or(0);
        if reached.0 == document && end <= reached.1 {
            continue;
        }
        reached = (document, end);
        let tokens = n_tokens[row].unwrap_or(0) as usize;
        for key in groups {
            let tally = all.of(key, document_row);
            tally.met(document_row);
            tally.add(Part::Tokens, tokens);
        }
    }
}

/// The words of a report that stand in no quotation. Rows are in the order of their beginnings.
fn unquoted_words(quotes: &Table, row: usize) -> usize {
    let (starts, ends) = (quotes.ints("char_start"), quotes.ints("char_end"));
    let [documents, kinds] = ["document_id", "kind"].map(|name| quotes.text(name));
    let n_tokens = quotes.ints("n_tokens");
    let words = |row: usize| n_tokens[row].unwrap_or(0) as usize;
    let mut reached = starts[row];
    let mut quoted = 0;
    for inner in row + 1..quotes.height() {
        if starts[inner] >= ends[row] || at(documents, inner) != at(documents, row) {
            break;
        }
        if at(kinds, inner) != "indirect" && ends[inner] > reached {
            quoted += words(inner);
            reached = ends[inner];
        }
    }
    words(row).saturating_sub(quoted)
}

/// Core acts that a narrator tells of somebody without marks: for the index that takes paraphrase in.
pub(super) fn told_acts(tables: &Tables, places: &Places, all: &mut Tallies) {
    let hits = &tables.hits;
    let (counts, core) = (hits.bools("counts"), hits.bools("core"));
    let [turns, holders, documents] = ["turn_id", "holder", "document_id"].map(|name| hits.text(name));
    let [statuses, certainties] = ["status", "holder_certainty"].map(|name| hits.text(name));
    for row in (0..hits.height()).filter(|row| core[*row] == Some(true) && counts[*row] == Some(false)) {
        let (turn, holder) = (at(turns, row), at(holders, row));
        let narrated = places.turns.get(turn).is_some_and(|turn| turn.role == "narrator");
        let told = at(statuses, row) == "reported" && at(certainties, row) == "paraphrase";
        if !narrated || !told || holder.is_empty() || holder == "ART" {
            continue;
        }
        let Some(document_row) = places.row(at(documents, row)) else { continue };
        let groups = places.groups(at(documents, row), turn, holder);
        groups.for_each(|key| all.of(key, document_row).add(Part::ToldCore, 1));
    }
}
