//! Tables: a row is a document; rows with one id are one document; a question and an answer are an exchange. Words that no
//! column gives to anybody are read as those of a text file, for they may be a whole transcript.

#[cfg(feature = "formats")]
mod cells;
mod convokit;
pub mod csv;
pub mod json;
pub mod jsonl;
#[cfg(feature = "tables")]
pub mod parquet;
mod quotes;
pub mod rows;
#[cfg(feature = "formats")]
pub mod sheet;

use std::borrow::Cow;
use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::document::{Block, Document, Genre, Role, Source, Span, Voice};
use crate::error::{Code, Problem};
use crate::ingest::head::{self, Headings};
use crate::ingest::plain::paragraphs;
use crate::ingest::{Columns, Ingested, failed, id, metadata, slug, stem};
use crate::lexicon::read::hex;
use crate::place::Place;

/// Name of the column that holds answers, and nothing else.
const ANSWER: &str = "answer";
/// Usual names of columns, the likeliest first.
const TEXT: &[&str] = &[ANSWER, "text", "content", "body", "statement", "speech", "transcript", "utterance"];
const QUESTION: &[&str] = &["question", "q"];
const SPEAKER: &[&str] = &["spokesperson", "speaker", "name"];
const ASKER: &[&str] = &["who_asked", "asker", "questioner", "outlet", "journalist", "asked_by"];
const DATE: &[&str] = &["date", "day", "published", "timestamp"];
const ID: &[&str] = &["id", "doc_id", "document_id", "item"];

/// Names of columns are at most this long (in characters).
const LONGEST_NAME: usize = 60;
/// A table may have this many columns, as many as a sheet of a workbook.
const MOST_COLUMNS: usize = 16_384;
/// So many columns are named in a message.
const SHOWN: usize = 20;
/// The header stands among the first rows; above it may stand a title.
pub(super) const HEADER_WITHIN: usize = 10;

/// Which cell of a row holds what.
#[derive(Debug)]
struct Layout {
    text: usize,
    question: Option<usize>,
    /// Does the column of the words hold answers?
    answers: bool,
    speaker: Option<usize>,
    asker: Option<usize>,
    date: Option<usize>,
    id: Option<usize>,
}

/// Where an id was first met.
#[derive(Clone, Copy)]
struct First {
    /// Number of its document.
    at: usize,
    row: usize,
}

/// A row of any tabular format.
pub(super) struct Row<'a> {
    /// Line of the file, for messages.
    pub(super) line: usize,
    /// Below the header, counted from 1; none where rows have no order.
    pub(super) number: Option<usize>,
    pub(super) cells: Vec<Cow<'a, str>>,
}

impl Row<'_> {
    /// The number by which messages call it.
    fn shown(&self) -> usize {
        self.number.unwrap_or(self.line)
    }
}

/// Which of the first rows is the header: the first that names a column for the words, else the first of all.
pub(super) fn header_row<'a>(rows: impl Iterator<Item = &'a Vec<String>>, columns: &Columns) -> usize {
    rows.take(HEADER_WITHIN).position(|cells| is_header(cells, columns)).unwrap_or(0)
}

/// The documents in rows under a header.
pub(super) fn documents<'a>(
    header: &[String],
    rows: impl Iterator<Item = Row<'a>>,
    source: &Source,
    columns: &Columns,
) -> Ingested {
    match layout(header, columns) {
        Ok(layout) => under(header, &layout, rows, source),
        Err(problem) => failed(problem),
    }
}

/// The documents in rows under a header that is understood.
fn under<'a>(
    header: &[String],
    layout: &Layout,
    rows: impl Iterator<Item = Row<'a>>,
    source: &Source,
) -> Ingested {
    let mut ingested = Ingested::default();
    let mut known: HashMap<String, First> = HashMap::new();
    let mut repeats: HashMap<String, usize> = HashMap::new();
    for row in rows {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if let Some(problem) = fault(&row, header, layout) {
            ingested.problems.push(problem);
            continue;
        }
        let mut document = document(&row, header, layout, source);
        if let Some(first) = known.get(&document.id).copied() {
            if layout.id.is_some() {
                append(&mut ingested.documents[first.at], &document);
                continue;
            }
            let message =
                format!("row {} holds what row {} holds; both were kept and count", row.shown(), first.row);
            ingested.problems.push(Problem::new(Code::RepeatedRow, message).on_line(row.line));
            let again = repeats.entry(document.id.clone()).or_insert(1);
            *again += 1;
            document.id = format!("{}-{again}", document.id);
        }
        known.insert(document.id.clone(), First { at: ingested.documents.len(), row: row.shown() });
        ingested.documents.push(document);
    }
    ingested
}

fn fault(row: &Row, header: &[String], layout: &Layout) -> Option<Problem> {
    let Some(words) = row.cells.get(layout.text) else {
        let message = format!("{} cells where the header has {}", row.cells.len(), header.len());
        return Some(Problem::new(Code::BadRow, message).on_line(row.line));
    };
    if row.cells.iter().skip(header.len()).any(|cell| !cell.trim().is_empty()) {
        let message = format!(
            "{} cells where the header has {}: a mark between cells stands in the words without quotation marks",
            row.cells.len(),
            header.len()
        );
        return Some(Problem::new(Code::BadRow, message).on_line(row.line));
    }
    let message = format!("column {:?} is empty", header[layout.text]);
    (!words.chars().any(char::is_alphanumeric))
        .then(|| Problem::new(Code::EmptyRow, message).on_line(row.line))
}

fn layout(header: &[String], columns: &Columns) -> Result<Layout, Problem> {
    let missing = |what: String| {
        let shown = header.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more =
            if header.len() > SHOWN { format!(" and {} more", header.len() - SHOWN) } else { String::new() };
        Problem::new(Code::MissingColumn, format!("{what}; the columns are {shown}{more}")).on_line(1)
    };
    if header.len() > MOST_COLUMNS {
        let message = format!("{} columns; the limit is {MOST_COLUMNS}", header.len());
        return Err(Problem::new(Code::OverLimit, message));
    }
    let keys: Vec<String> = header.iter().map(|name| key(name)).collect();
    let place = |name: &str| {
        let name = key(name);
        keys.iter().position(|column| *column == name)
    };
    let find = |named: &Option<String>, usual: &[&str]| match named {
        Some(name) => place(name).map(Some).ok_or_else(|| missing(format!("no column {name:?}"))),
        None => Ok(usual.iter().find_map(|name| place(name))),
    };
    let text = find(&columns.text, TEXT)?.ok_or_else(|| {
        let looks = if looks_like_data(header) {
            "; the first row looks like data, and a table needs names of columns in its first row"
        } else {
            ""
        };
        missing(format!("no column for the words; looked for {}{looks}", TEXT.join(", ")))
    })?;
    let question = find(&columns.question, QUESTION)?;
    Ok(Layout {
        text,
        question,
        answers: question.is_some() || keys[text] == ANSWER,
        speaker: find(&columns.speaker, SPEAKER)?,
        // Who asks nothing is no asker: the outlet of a row without questions is who published it.
        asker: if question.is_some() { find(&None, ASKER)? } else { None },
        date: find(&columns.date, DATE)?,
        id: find(&columns.id, ID)?,
    })
}

/// A name of a column as it is compared: small letters, `_` for what stands between words.
fn key(name: &str) -> String {
    let name = name.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '"');
    name.to_lowercase()
        .split([' ', '-', '_', '\u{A0}'])
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

/// Can these cells be names of columns that this reader understands?
pub(super) fn is_header(cells: &[String], columns: &Columns) -> bool {
    layout(cells, columns).is_ok() && !looks_like_data(cells)
}

/// Names of columns are short and no numbers.
fn looks_like_data(cells: &[String]) -> bool {
    cells.iter().any(|cell| {
        let cell = cell.trim();
        cell.chars().count() > LONGEST_NAME
            || cell.ends_with(['.', '!'])
            || (!cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || ".-/:".contains(c)))
    })
}

fn document(row: &Row, header: &[String], layout: &Layout, source: &Source) -> Document {
    let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim());
    let mut document = Document::default();
    let special = [Some(layout.text), layout.question, layout.id, layout.asker, layout.date];
    let date = layout.date.map(|at| ("date", at));
    let others = header.iter().enumerate().filter(|(at, _)| !special.contains(&Some(*at)));
    for (name, at) in date.into_iter().chain(others.map(|(at, name)| (name.as_str(), at))) {
        metadata::set(&mut document.metadata, &mut document.problems, name, cell(Some(at)));
    }
    let named = |at| Some(cell(at)).filter(|name| !name.is_empty()).map(str::to_owned);
    if let Some(speaker) = named(layout.speaker) {
        document.metadata.speaker = Some(speaker);
    }
    if !cell(layout.question).is_empty() {
        say(&mut document, cell(layout.question), named(layout.asker), Role::Journalist);
    }
    let speaker = named(layout.speaker);
    let answers = layout.question.is_some() || layout.answers && speaker.is_none();
    let role = if answers { Role::Spokesperson } else { Role::Unknown };
    say(&mut document, cell(Some(layout.text)), speaker, role);
    // An article has a narrator and the voices that it quotes, and no voice of its own.
    if document.metadata.genre == Some(Genre::Article) && layout.question.is_none() {
        document.voices.clear();
    } else if document.blocks.len() > 1 && !document.states_voices() {
        head::read(&mut document, Headings::Guessed);
    }
    if let Some(number) = row.number {
        document.places.push(0, Place::Row(number));
    }
    let hash = hex(&Sha256::digest(row.cells.join("\u{1F}").as_bytes()));
    document.id = match named(layout.id) {
        Some(given) => format!("{}:{given}", slug(stem(&source.path))),
        None => id(&source.path, &hash),
    };
    document.source = Source { row: row.number, sha256: hash, ..source.clone() };
    metadata::complete(&mut document);
    document
}

/// Appends the words of one voice.
fn say(document: &mut Document, words: &str, label: Option<String>, role: Role) {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    if !document.text.is_empty() {
        document.text.push_str("\n\n");
    }
    let start = document.text.len();
    document.text.push_str(&words);
    let shift =
        |block: Block| Block { span: Span::new(block.span.start + start, block.span.end + start), ..block };
    document.blocks.extend(paragraphs(&words).into_iter().map(shift));
    document.voices.push(Voice { span: Span::new(start, document.text.len()), label, role });
}

/// Appends a further row of the same document.
fn append(document: &mut Document, further: &Document) {
    if let Some(place) = further.places.at(0) {
        document.places.push(document.text.len(), place);
    }
    for voice in &further.voices {
        say(document, voice.span.slice(&further.text), voice.label.clone(), voice.role);
    }
}
