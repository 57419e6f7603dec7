//! The columns of `quotes` that tell where a quotation was said.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Match, Quoted, SHORTEST, Said, find};
use crate::document::Genre;
use crate::table::{Cell, Table, Tables};

/// The columns that [`Quotes::add`] reads.
pub const QUOTED: &[(&str, &[&str])] = &[
    ("documents", &["document_id", "date", "genre"]),
    ("quotes", &["document_id", "kind", "content", "speaker", "n_tokens"]),
];
/// The columns that [`Quotes::found`] reads.
pub const SAID: &[(&str, &[&str])] = &[
    ("documents", &["document_id", "date", "genre"]),
    ("turns", &["document_id", "turn_id", "turn_index", "speaker", "role", "heading", "char_start", "text"]),
];

/// What `match` says of a quotation that no passage is near enough to.
const NONE: &str = "none";

/// What is told of a quotation.
#[derive(Clone, Debug)]
pub enum Told {
    /// Where it was said.
    Found(Box<Place>),
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

/// The quotations of articles that are looked for, from pieces of the tables `documents` and `quotes`.
#[derive(Debug, Default)]
pub struct Quotes {
    quotes: Vec<Quote>,
    /// Rows of `quotes` so far.
    passed: usize,
}

#[derive(Debug)]
struct Quote {
    row: usize,
    text: Box<str>,
    speaker: Option<Arc<str>>,
    document: Arc<str>,
    date: Option<jiff::civil::Date>,
}

impl Quotes {
    /// Adds the rows of further documents.
    pub fn add(&mut self, tables: &Tables) {
        let documents = Documents::new(tables);
        for (row, quoted) in quotes(tables, &documents) {
            let last = self.quotes.last();
            let document = shared(quoted.document, last.map(|last| &last.document));
            let speaker =
                quoted.speaker.map(|name| shared(name, last.and_then(|last| last.speaker.as_ref())));
            let (row, text) = (self.passed + row, quoted.text.into());
            self.quotes.push(Quote { row, text, speaker, document, date: quoted.date });
        }
        self.passed += tables.quotes.height();
    }

    /// The rows of `quotes` with what is told of them, in order. `speak` hands out the tables `documents` and `turns`, whole
    /// documents after others, as often as it is called.
    ///
    /// # Errors
    /// Those of `speak`.
    pub fn found<E>(
        &self,
        mut speak: impl FnMut(&mut dyn FnMut(&Tables)) -> Result<(), E>,
    ) -> Result<Vec<(usize, Told)>, E> {
        if self.quotes.is_empty() {
            return Ok(Vec::new());
        }
        let quotes: Vec<Quoted> = self.quotes.iter().map(Quote::quoted).collect();
        let mut speakers = Speakers::default();
        let matches = find(&quotes, |listen| {
            speak(&mut |tables| {
                let documents = Documents::new(tables);
                let said = said(tables, &documents);
                said.iter().for_each(|said| speakers.add(said.document));
                listen(&said);
            })
        })?;
        if speakers.first.is_none() {
            // No quotation was long enough to listen for.
            speak(&mut |tables| {
                said(tables, &Documents::new(tables)).iter().for_each(|said| speakers.add(said.document));
            })?;
        }
        let told = matches.into_iter().zip(&quotes).map(|(found, quote)| match found {
            Some(found) => Told::Found(Box::new(place(found))),
            None if speakers.are_others(quote.document) => Told::Nowhere,
            None => Told::Open,
        });
        Ok(self.quotes.iter().map(|quote| quote.row).zip(told).collect())
    }
}

/// A name, held once with the last if it is the same.
fn shared(name: &str, last: Option<&Arc<str>>) -> Arc<str> {
    last.filter(|last| last.as_ref() == name).map_or_else(|| name.into(), Arc::clone)
}

impl Quote {
    fn quoted(&self) -> Quoted<'_> {
        let Self { text, speaker, document, date, .. } = self;
        Quoted { text, speaker: speaker.as_deref(), document, date: *date }
    }
}

/// In how many documents somebody speaks, as far as it matters: in none, in one, in more.
#[derive(Debug, Default)]
struct Speakers {
    first: Option<String>,
    more: bool,
}

impl Speakers {
    fn add(&mut self, document: &str) {
        match &self.first {
            None => self.first = Some(document.to_owned()),
            Some(first) => self.more |= first != document,
        }
    }

    /// Does somebody speak in another document than this?
    fn are_others(&self, document: &str) -> bool {
        self.more || self.first.as_deref().is_some_and(|first| first != document)
    }
}

/// The same for whole tables.
pub fn found(tables: &Tables) -> Vec<(usize, Told)> {
    let mut quotes = Quotes::default();
    quotes.add(tables);
    let Ok(found) = quotes.found(|listen| {
        listen(tables);
        Ok::<(), std::convert::Infallible>(())
    });
    found
}

/// The place of a quotation that was found.
fn place(found: Match) -> Place {
    let said = found.said.said();
    let chars = |byte: usize| said.char_start + said.text[..byte].chars().count() as i64;
    Place {
        document_id: said.document.to_owned(),
        turn_id: said.turn.to_owned(),
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

/// The turns in which quotations are looked for: all that is no heading and not told by a narrator.
fn said<'a>(tables: &'a Tables, documents: &Documents) -> Vec<Said<'a>> {
    let turns = &tables.turns;
    let (texts, roles, headings) = (turns.text("text"), turns.text("role"), turns.bools("heading"));
    let (speakers, ids, numbers) =
        (turns.text("speaker"), turns.text("document_id"), turns.ints("turn_index"));
    let (names, starts) = (turns.text("turn_id"), turns.ints("char_start"));
    let spoken = |row: &usize| roles.get(*row) != Some("narrator") && headings[*row] != Some(true);
    let one = |row: usize| {
        let (document, text) = (ids.get(row)?, texts.get(row)?);
        Some(Said {
            text,
            speaker: speakers.get(row),
            document,
            number: numbers[row].and_then(|number| usize::try_from(number).ok()).unwrap_or(row),
            turn: names.get(row).unwrap_or(""),
            char_start: starts[row].unwrap_or(0),
            date: documents.date(document),
            set_apart: documents.is_article(document),
        })
    };
    (0..turns.height()).filter(spoken).filter_map(one).collect()
}
