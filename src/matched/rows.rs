//! The columns of `quotes` that tell where a quotation was said.

use std::collections::HashMap;

use super::{Match, Quoted, SHORTEST, Said, find};
use crate::document::Genre;
use crate::table::{Cell, Tables};

/// What `match` says of a quotation that no passage is near enough to.
const NONE: &str = "none";

/// What the columns of some rows of `quotes` hold.
pub type Cells = Vec<(&'static str, Cell)>;

/// The rows of `quotes` of articles that are long enough to be looked for, with what the columns hold, in order; nothing
/// where there are no words of other documents to look in.
pub fn found(tables: &Tables) -> Vec<(usize, Cells)> {
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
        Some(found) => cells(tables, said[found.said].0, &found),
        None if elsewhere(quote) => vec![("match", NONE.into())],
        None => Vec::new(),
    });
    rows.into_iter().zip(told).collect()
}

/// Are there quotations to look for in these rows of `documents` and `quotes`?
pub fn has_quotes(tables: &Tables) -> bool {
    quotes(tables, &Documents::new(tables)).next().is_some()
}

/// The cells of a quotation found in a row of `turns`.
fn cells(tables: &Tables, turn: usize, found: &Match) -> Cells {
    let turns = &tables.turns;
    let text = |column: &str| turns.text(column).get(turn).and_then(Option::as_deref);
    let words = text("text").unwrap_or("");
    let base = turns.ints("char_start").get(turn).copied().flatten().unwrap_or(0);
    let chars = |byte: usize| Cell::Int(base + words[..byte].chars().count() as i64);
    let kind = if found.verbatim { "verbatim" } else { "altered" };
    vec![
        ("matched_document_id", text("document_id").into()),
        ("matched_turn_id", text("turn_id").into()),
        ("matched_char_start", chars(found.passage.start)),
        ("matched_char_end", chars(found.passage.end)),
        ("match", kind.into()),
        ("match_similarity", ((found.similarity * 1000.0).round() / 1000.0).into()),
        ("match_note", found.note.as_str().into()),
    ]
}

/// Row of each document by its id.
struct Documents<'a> {
    rows: HashMap<&'a str, usize>,
    tables: &'a Tables,
}

impl<'a> Documents<'a> {
    fn new(tables: &'a Tables) -> Self {
        let ids = tables.documents.text("document_id").iter().flatten();
        Self { rows: ids.enumerate().map(|(row, id)| (id.as_str(), row)).collect(), tables }
    }

    fn is_article(&self, id: &str) -> bool {
        let genre =
            self.rows.get(id).and_then(|row| self.tables.documents.text("genre").get(*row)?.as_deref());
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
    let kind = |row: &usize| matches!(kinds[*row].as_deref(), Some("direct" | "mixed"));
    (0..quotes.height()).filter(kind).filter(long).filter_map(move |row| {
        let document = ids[row].as_deref().filter(|id| documents.is_article(id))?;
        let (text, speaker) = (texts[row].as_deref()?, speakers[row].as_deref());
        Some((row, Quoted { text, speaker, document, date: documents.date(document) }))
    })
}

/// The turns in which quotations are looked for, with their rows: all that is no heading and not told by a narrator.
fn said<'a>(tables: &'a Tables, documents: &Documents) -> Vec<(usize, Said<'a>)> {
    let turns = &tables.turns;
    let (texts, roles, headings) = (turns.text("text"), turns.text("role"), turns.bools("heading"));
    let (speakers, ids, numbers) =
        (turns.text("speaker"), turns.text("document_id"), turns.ints("turn_index"));
    let spoken = |row: &usize| roles[*row].as_deref() != Some("narrator") && headings[*row] != Some(true);
    let one = |row: usize| {
        let (document, text) = (ids[row].as_deref()?, texts[row].as_deref()?);
        let number = numbers[row].and_then(|number| usize::try_from(number).ok()).unwrap_or(row);
        let (date, set_apart) = (documents.date(document), documents.is_article(document));
        Some((row, Said { text, speaker: speakers[row].as_deref(), document, number, date, set_apart }))
    };
    (0..turns.height()).filter(spoken).filter_map(one).collect()
}
