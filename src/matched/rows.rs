//! The columns of `quotes` that tell where a quotation was said.

use std::collections::HashMap;

use super::{Match, Quoted, SHORTEST, Said, find};
use crate::document::Genre;
use crate::table::{Cell, Table, Tables};

/// What `match` says of a quotation that no passage is near enough to.
const NONE: &str = "none";

/// What is told of a quotation.
#[derive(Clone, Debug)]
pub enum Told {
    /// Where it was said.
    Found(Place),
    /// Others have spoken, and none said it.
    Nowhere,
    /// Nobody else has spoken.
    Open,
}

/// A passage in the words of another document.
#[derive(Clone, Debug)]
pub struct Place {
    document_id: String,
    turn_id: String,
    char_start: i64,
    char_end: i64,
    verbatim: bool,
    similarity: f64,
    note: String,
}

/// The rows of `quotes` of articles that are long enough to be looked for, with what is told of them, in order.
pub fn found(tables: &Tables) -> Vec<(usize, Told)> {
    let documents = Documents::new(tables);
    let (rows, quotes): (Vec<usize>, Vec<Quoted>) = quotes(tables, &documents).unzip();
    if rows.is_empty() {
        return Vec::new();
    }
    let said = said(tables, &documents);
    let elsewhere = |quote: &Quoted| said.iter().any(|(_, said)| said.document != quote.document);
    let compared: Vec<Said> = said.iter().map(|(_, said)| *said).collect();
    let matches = find(&quotes, &compared);
    let told = matches.into_iter().zip(&quotes).map(|(found, quote)| match found {
        Some(found) => Told::Found(place(&tables.turns, said[found.said].0, found)),
        None if elsewhere(quote) => Told::Nowhere,
        None => Told::Open,
    });
    rows.into_iter().zip(told).collect()
}

/// Are there quotations to look for in these rows of `documents` and `quotes`?
pub fn has_quotes(tables: &Tables) -> bool {
    quotes(tables, &Documents::new(tables)).next().is_some()
}

/// The place of a quotation found in a row of `turns`.
fn place(turns: &Table, turn: usize, found: Match) -> Place {
    let words = turns.at("text", turn);
    let base = turns.ints("char_start").get(turn).copied().flatten().unwrap_or(0);
    let chars = |byte: usize| base + words[..byte].chars().count() as i64;
    Place {
        document_id: turns.at("document_id", turn).to_owned(),
        turn_id: turns.at("turn_id", turn).to_owned(),
        char_start: chars(found.passage.start),
        char_end: chars(found.passage.end),
        verbatim: found.verbatim,
        similarity: (found.similarity * 1000.0).round() / 1000.0,
        note: found.note,
    }
}

impl Told {
    /// Writes it into a row of `quotes`.
    pub fn set(&self, quotes: &mut Table, row: usize) {
        match self {
            Self::Found(place) => {
                let kind = if place.verbatim { "verbatim" } else { "altered" };
                for (column, cell) in [
                    ("matched_document_id", Cell::Text(&place.document_id)),
                    ("matched_turn_id", Cell::Text(&place.turn_id)),
                    ("matched_char_start", Cell::Int(place.char_start)),
                    ("matched_char_end", Cell::Int(place.char_end)),
                    ("match", Cell::Text(kind)),
                    ("match_similarity", Cell::Float(place.similarity)),
                    ("match_note", Cell::Text(&place.note)),
                ] {
                    quotes.set(column, row, cell);
                }
            }
            Self::Nowhere => quotes.set("match", row, Cell::Text(NONE)),
            Self::Open => {}
        }
    }
}

/// Row of each document by its id.
struct Documents<'a> {
    rows: HashMap<&'a str, usize>,
    tables: &'a Tables,
}

impl<'a> Documents<'a> {
    fn new(tables: &'a Tables) -> Self {
        let ids = tables.documents.text("document_id").iter().flatten();
        Self { rows: ids.enumerate().map(|(row, id)| (id, row)).collect(), tables }
    }

    fn is_article(&self, id: &str) -> bool {
        let genre = self.rows.get(id).and_then(|row| self.tables.documents.text("genre").get(*row));
        genre == Some(Genre::Article.name())
    }

    fn date(&self, id: &str) -> Option<jiff::civil::Date> {
        *self.tables.documents.dates("date").get(*self.rows.get(id)?)?
    }
}

/// The direct and mixed quotations of articles that are long enough, with their rows.
fn quotes<'a>(tables: &'a Tables, documents: &'a Documents) -> impl Iterator<Item = (usize, Quoted<'a>)> {
    let quotes = &tables.quotes;
    let (kinds, lengths) = (quotes.text("kind"), quotes.ints("n_tokens"));
    let (texts, speakers, ids) = (quotes.text("content"), quotes.text("speaker"), quotes.text("document_id"));
    let long = |row: &usize| lengths[*row].is_some_and(|n| n >= SHORTEST as i64);
    let kind = |row: &usize| matches!(kinds.get(*row), Some("direct" | "mixed"));
    (0..quotes.height()).filter(kind).filter(long).filter_map(move |row| {
        let document = ids.get(row).filter(|id| documents.is_article(id))?;
        let (text, speaker) = (texts.get(row)?, speakers.get(row));
        Some((row, Quoted { text, speaker, document, date: documents.date(document) }))
    })
}

/// The turns in which quotations are looked for, with their rows: all that is no heading and not told by a narrator.
fn said<'a>(tables: &'a Tables, documents: &Documents) -> Vec<(usize, Said<'a>)> {
    let turns = &tables.turns;
    let (texts, roles, headings) = (turns.text("text"), turns.text("role"), turns.bools("heading"));
    let (speakers, ids, numbers) =
        (turns.text("speaker"), turns.text("document_id"), turns.ints("turn_index"));
    let spoken = |row: &usize| roles.get(*row) != Some("narrator") && headings[*row] != Some(true);
    let one = |row: usize| {
        let (document, text) = (ids.get(row)?, texts.get(row)?);
        let number = numbers[row].and_then(|number| usize::try_from(number).ok()).unwrap_or(row);
        let (date, set_apart) = (documents.date(document), documents.is_article(document));
        Some((row, Said { text, speaker: speakers.get(row), document, number, date, set_apart }))
    };
    (0..turns.height()).filter(spoken).filter_map(one).collect()
}
