//! Tables: a row is a document; rows with one id are one document; a question and an answer are an exchange.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::plain::paragraphs;
use super::{Columns, Ingested, id, metadata, slug, stem};
use crate::document::{Block, Document, Genre, Role, Source, Span, Voice};
use crate::error::{Code, Problem};
use crate::lexicon::read::hex;
use crate::place::Place;

/// Usual names of columns, the likeliest first.
const TEXT: &[&str] =
    &["answer", "text", "content", "body", "statement", "speech", "transcript", "utterance"];
const QUESTION: &[&str] = &["question", "q"];
const SPEAKER: &[&str] = &["spokesperson", "speaker", "name"];
const ASKER: &[&str] = &["who_asked", "asker", "questioner", "outlet", "journalist", "asked_by"];
const DATE: &[&str] = &["date", "day", "published", "timestamp"];
const ID: &[&str] = &["id", "doc_id", "document_id", "item"];

/// Which cell of a row holds what.
struct Layout {
    text: usize,
    question: Option<usize>,
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
    pub(super) line: usize,
    pub(super) cells: Vec<&'a str>,
}

/// The documents in a CSV file.
pub fn read(text: &str, source: &Source, columns: &Columns) -> Ingested {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut problems = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => records.push(record),
            Err(wrong) => {
                let line = wrong.position().map_or(1, |at| at.line() as usize);
                problems.push(Problem::new(Code::BadRow, wrong.to_string()).on_line(line));
            }
        }
    }
    let mut rows = records.iter().map(|record| Row {
        line: record.position().map_or(1, |at| at.line() as usize),
        cells: record.iter().collect(),
    });
    let header: Vec<String> =
        rows.next().map_or(Vec::new(), |row| row.cells.iter().map(|cell| cell.trim().to_owned()).collect());
    let mut ingested = documents(&header, rows, source, columns);
    ingested.problems.splice(0..0, problems);
    ingested
}

/// Comma, semicolon or tab: whichever stands most often in the first line.
pub(super) fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let count = |mark: char| first.matches(mark).count();
    [(b',', ','), (b';', ';'), (b'\t', '\t')]
        .into_iter()
        .max_by_key(|(_, mark)| (count(*mark), *mark == ','))
        .map_or(b',', |(byte, _)| byte)
}

/// The documents in rows under a header.
pub(super) fn documents<'a>(
    header: &[String],
    rows: impl Iterator<Item = Row<'a>>,
    source: &Source,
    columns: &Columns,
) -> Ingested {
    let mut ingested = Ingested::default();
    let layout = match layout(header, columns) {
        Ok(layout) => layout,
        Err(problem) => {
            ingested.problems.push(problem);
            return ingested;
        }
    };
    let mut known: HashMap<String, First> = HashMap::new();
    let mut repeats: HashMap<String, usize> = HashMap::new();
    for (number, row) in rows.enumerate() {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if let Some(problem) = fault(&row, header, &layout) {
            ingested.problems.push(problem);
            continue;
        }
        let mut document = document(&row, number + 1, header, &layout, source);
        if let Some(first) = known.get(&document.id).copied() {
            if layout.id.is_some() {
                append(&mut ingested.documents[first.at], &document);
                continue;
            }
            let message =
                format!("row {} holds what row {} holds; both were kept and count", number + 1, first.row);
            ingested.problems.push(Problem::new(Code::RepeatedRow, message).on_line(row.line));
            let again = repeats.entry(document.id.clone()).or_insert(1);
            *again += 1;
            document.id = format!("{}-{again}", document.id);
        }
        known.insert(document.id.clone(), First { at: ingested.documents.len(), row: number + 1 });
        ingested.documents.push(document);
    }
    ingested
}

fn fault(row: &Row, header: &[String], layout: &Layout) -> Option<Problem> {
    let Some(words) = row.cells.get(layout.text) else {
        let message = format!("{} cells where the header has {}", row.cells.len(), header.len());
        return Some(Problem::new(Code::BadRow, message).on_line(row.line));
    };
    let message = format!("column {:?} is empty", header[layout.text]);
    (!words.chars().any(char::is_alphanumeric))
        .then(|| Problem::new(Code::EmptyRow, message).on_line(row.line))
}

fn layout(header: &[String], columns: &Columns) -> Result<Layout, Problem> {
    let missing = |what: String| {
        Problem::new(Code::MissingColumn, format!("{what}; the columns are {}", header.join(", "))).on_line(1)
    };
    let place = |name: &str| header.iter().position(|column| column.eq_ignore_ascii_case(name));
    let find = |named: &Option<String>, usual: &[&str]| match named {
        Some(name) => place(name).map(Some).ok_or_else(|| missing(format!("no column {name:?}"))),
        None => Ok(usual.iter().find_map(|name| place(name))),
    };
    let text = find(&columns.text, TEXT)?
        .ok_or_else(|| missing(format!("no column for the words; looked for {}", TEXT.join(", "))))?;
    Ok(Layout {
        text,
        question: find(&columns.question, QUESTION)?,
        speaker: find(&columns.speaker, SPEAKER)?,
        asker: find(&None, ASKER)?,
        date: find(&columns.date, DATE)?,
        id: find(&columns.id, ID)?,
    })
}

fn document(row: &Row, number: usize, header: &[String], layout: &Layout, source: &Source) -> Document {
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
    let role = if layout.question.is_some() { Role::Spokesperson } else { Role::Unknown };
    say(&mut document, cell(Some(layout.text)), named(layout.speaker), role);
    // An article has a narrator and the voices that it quotes, and no voice of its own.
    if document.metadata.genre == Some(Genre::Article) && layout.question.is_none() {
        document.voices.clear();
    }
    document.places.push(0, Place::Row(number));
    let content: Vec<&str> = row.cells.clone();
    let hash = hex(&Sha256::digest(content.join("\u{1F}").as_bytes()));
    document.id = match named(layout.id) {
        Some(given) => format!("{}:{given}", slug(stem(&source.path))),
        None => id(&source.path, &hash),
    };
    document.source = Source { row: Some(number), sha256: hash, ..source.clone() };
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, columns: &Columns, expected: &[&str]) {
        let source = Source { path: "in/some.csv".into(), ..Source::default() };
        let ingested = read(text, &source, columns);
        let voices = |document: &Document| {
            let all = document.voices.iter().map(|voice| {
                format!(
                    "{} {}: {}",
                    voice.role.name(),
                    voice.label.as_deref().unwrap_or("?"),
                    voice.span.slice(&document.text)
                )
            });
            all.collect::<Vec<_>>().join(" | ")
        };
        let shown: Vec<String> = ingested
            .documents
            .iter()
            .map(voices)
            .chain(
                ingested
                    .problems
                    .iter()
                    .map(|problem| format!("{} line {}", problem.code.name(), problem.line.unwrap_or(0))),
            )
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn columns_are_guessed() {
        check(
            "date,spokesperson,who_asked,question,answer\n2021-07-20,Ilka Varn,VTV,Why?,Because.\n",
            &Columns::default(),
            &["journalist VTV: Why? | spokesperson Ilka Varn: Because."],
        );
        check(
            "speaker;text\nA;One\nB;\"Two\nlines\"\n",
            &Columns::default(),
            &["unknown A: One", "unknown B: Two\nlines"],
        );
    }

    #[test]
    fn rows_with_one_id_are_one_document() {
        let columns = Columns { id: Some("meeting".into()), ..Columns::default() };
        check(
            "meeting,speaker,text\n1,A,One\n1,B,Two\n2,A,Three\n",
            &columns,
            &["unknown A: One | unknown B: Two", "unknown A: Three"],
        );
    }

    #[test]
    fn faults_are_told_and_the_rest_is_read() {
        check(
            "a,text\n1\n2,words\n3,\n",
            &Columns::default(),
            &["unknown ?: words", "bad-row line 2", "empty-row line 4"],
        );
        let columns = Columns { text: Some("reply".into()), ..Columns::default() };
        check("a,text\n1,words\n", &columns, &["missing-column line 1"]);
        check(
            "text\nsame\nsame\n",
            &Columns::default(),
            &["unknown ?: same", "unknown ?: same", "repeated-row line 3"],
        );
    }
}
