//! One document as compact JSON: columns instead of rows, words that repeat once, hits as offsets into the texts.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::json::written;
use crate::table::{Cell, Table, Tables};

/// A document, ready for the page.
pub(super) struct Packed {
    pub(super) date: Option<Date>,
    /// Everything but the texts.
    pub(super) facts: String,
    /// The texts of all turns.
    pub(super) whole: String,
    /// The sentences that hold an act, a source or what it is cited for.
    pub(super) extracts: String,
}

/// How the cells of a column go into the page.
#[derive(Clone, Copy)]
enum As {
    /// The number of a word in the document's list of words.
    Word,
    /// A number, or nothing.
    Number,
    /// 1 for true, 0 for false, or nothing.
    Truth,
    /// The number of the row that is named: the end of its id.
    Row,
    /// An offset in the document, told from where its turn begins.
    Place,
    /// Line, paragraph, page or row of the file, as a word; the bytes stand in the tables.
    Line,
}
use As::{Line, Number, Place, Row, Truth, Word};

/// A column: its name in the page and in the table, and how it is written.
type Way = (&'static str, &'static str, As);

const DOCUMENT: &[(&str, &str)] = &[
    ("id", "document_id"),
    ("path", "source_path"),
    ("row", "source_row"),
    ("title", "title"),
    ("date", "date"),
    ("precision", "date_precision"),
    ("genre", "genre"),
    ("state", "state"),
    ("institution", "institution"),
    ("outlet", "outlet"),
    ("author", "author"),
    ("url", "url"),
    ("language", "language"),
    ("n", "n_tokens"),
    ("sentences", "n_sentences"),
    ("exchanges", "n_exchanges"),
];

const TURNS: &[Way] = &[
    ("speaker", "speaker", Word),
    ("label", "speaker_label", Word),
    ("role", "role", Word),
    ("from", "affiliation", Word),
    ("state", "state", Word),
    ("reply_to", "reply_to", Row),
    ("start", "char_start", Number),
    ("n", "n_tokens", Number),
    ("core", "n_core", Number),
    ("points", "intensity_sum", Number),
    ("reply", "reply_type", Word),
    ("basis", "reply_basis", Word),
    ("accused", "accusatory_question", Truth),
    ("heading", "heading", Truth),
    ("topic", "topic", Word),
    ("place", "source_place", Line),
];

const HITS: &[Way] = &[
    ("turn", "turn_id", Row),
    ("start", "turn_char_start", Number),
    ("end", "turn_char_end", Number),
    ("lexicon", "lexicon", Word),
    ("term", "term", Word),
    ("category", "category", Word),
    ("core", "core", Truth),
    ("intensity", "intensity", Number),
    ("ladder", "ladder", Number),
    ("status", "status", Word),
    ("cue", "status_cue", Word),
    ("cue_start", "status_cue_char_start", Place),
    ("cue_end", "status_cue_char_end", Place),
    ("holder", "holder", Word),
    ("certainty", "holder_certainty", Word),
    ("target", "target", Word),
    ("target_type", "target_type", Word),
    ("basis", "target_basis", Word),
    ("counts", "counts", Truth),
    ("tu_quoque", "tu_quoque", Word),
    ("confidence", "confidence", Number),
    ("place", "source_place", Line),
];

const CITATIONS: &[Way] = &[
    ("turn", "turn_id", Row),
    ("start", "source_char_start", Place),
    ("end", "source_char_end", Place),
    ("entity", "source_entity", Word),
    ("type", "source_type", Word),
    ("specificity", "specificity", Number),
    ("side", "domesticity", Word),
    ("opponent", "opp_source", Truth),
    ("cue", "cue", Word),
    ("manner", "cue_class", Word),
    ("use", "use", Word),
    ("claim", "claim_type", Word),
    ("content_start", "content_char_start", Place),
    ("content_end", "content_char_end", Place),
    ("number", "has_number", Truth),
    ("quote", "has_quote", Truth),
    ("title", "cited_title", Word),
    ("date", "cited_date", Word),
    ("url", "cited_url", Word),
    ("antecedent", "antecedent", Word),
    ("back", "antecedent_id", Row),
    ("place", "source_place", Line),
];

const FIGURES: &[Way] = &[
    ("turn", "turn_id", Row),
    ("start", "char_start", Place),
    ("end", "char_end", Place),
    ("citation", "citation_id", Row),
    ("value", "value", Number),
    ("high", "value_high", Number),
    ("about", "approximate", Truth),
    ("unit", "unit", Word),
    ("base", "base", Word),
    ("scope", "scope", Word),
    ("agent", "agent", Word),
    ("period", "period", Word),
    ("kind", "kind", Word),
];

/// The words of a document, each once; number 0 is no word.
struct Words {
    numbers: HashMap<String, usize>,
    all: Vec<Value>,
}

impl Words {
    fn new() -> Self {
        Self { numbers: HashMap::from([(String::new(), 0)]), all: vec!["".into()] }
    }

    fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        self.numbers.insert(word.to_owned(), self.all.len());
        self.all.push(word.into());
        self.all.len() - 1
    }
}

/// The rows of a document in a piece of the tables.
pub(super) struct Rows<'a> {
    pub(super) tables: &'a Tables,
    pub(super) document: usize,
    pub(super) turns: Range<usize>,
    pub(super) sentences: Range<usize>,
    pub(super) hits: Range<usize>,
    pub(super) quotes: Range<usize>,
    pub(super) citations: Range<usize>,
    pub(super) quantities: Range<usize>,
}

/// Packs a document.
pub(super) fn pack(rows: &Rows) -> Packed {
    let tables = rows.tables;
    let mut words = Words::new();
    let mut facts = Map::new();
    for (key, name) in DOCUMENT {
        let value = plain(&cell(&tables.documents, name, rows.document));
        if !value.is_null() {
            facts.insert((*key).to_owned(), value);
        }
    }
    let parts = [
        ("turns", &tables.turns, rows.turns.clone(), TURNS),
        ("hits", &tables.hits, rows.hits.clone(), HITS),
        ("citations", &tables.citations, rows.citations.clone(), CITATIONS),
        ("figures", &tables.quantities, rows.quantities.clone(), FIGURES),
    ];
    for (key, table, range, ways) in parts {
        facts.insert(format!("n_{key}"), range.len().into());
        facts.insert(key.to_owned(), columns(rows, table, range, ways, &mut words));
    }
    facts.insert("quoted".to_owned(), quoted(rows, &mut words));
    facts.insert("words".to_owned(), Value::Array(words.all));
    Packed {
        date: tables.documents.dates("date").get(rows.document).copied().flatten(),
        facts: written(&Value::Object(facts)),
        whole: written(&rows.turns.clone().map(|row| tables.turns.at("text", row)).collect()),
        extracts: written(&extracts(rows)),
    }
}

fn columns(rows: &Rows, table: &Table, range: Range<usize>, ways: &[Way], words: &mut Words) -> Value {
    let mut columns = Map::new();
    for (key, name, way) in ways {
        let one = |row| {
            let cell = cell(table, name, row);
            match (way, cell) {
                (Word, Cell::Text(text)) => words.number(text).into(),
                (Line, Cell::Text(place)) => words.number(place.split(',').next().unwrap_or(place)).into(),
                (Word | Line, _) => 0.into(),
                (Row, Cell::Text(id)) => number_of(id).into(),
                (Truth, Cell::Bool(truth)) => u8::from(truth).into(),
                (Place, Cell::Int(at)) => (at - turn_start(rows, table, row)).into(),
                (_, cell) => plain(&cell),
            }
        };
        columns.insert((*key).to_owned(), folded(range.clone().map(one).collect()));
    }
    Value::Object(columns)
}

/// A column of equal cells is told by one of them.
fn folded(cells: Vec<Value>) -> Value {
    match cells.split_first() {
        Some((first, rest)) if rest.iter().all(|cell| cell == first) => first.clone(),
        _ => Value::Array(cells),
    }
}

fn cell<'a>(table: &'a Table, name: &str, row: usize) -> Cell<'a> {
    let at = table.declared.columns.iter().position(|column| column.name == name);
    at.map_or(Cell::Missing, |at| table.cell(row, at))
}

fn plain(cell: &Cell) -> Value {
    match cell {
        Cell::Missing => Value::Null,
        Cell::Text(text) => (*text).into(),
        Cell::Int(number) => (*number).into(),
        // Whole numbers without ".0", as they are most of them.
        Cell::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => (*number as i64).into(),
        Cell::Float(number) => (*number).into(),
        Cell::Bool(truth) => (*truth).into(),
        Cell::Date(date) => date.to_string().into(),
    }
}

/// The number at the end of the name of a row: 12 of `ledger-2021-07-20-1a2b3c4d.s12`.
fn number_of(id: &str) -> Option<usize> {
    id.get(id.rfind('.')? + 2..)?.parse().ok()
}

/// Where the turn of a row begins in the document.
fn turn_start(rows: &Rows, table: &Table, row: usize) -> i64 {
    let turn = number_of(table.at("turn_id", row)).unwrap_or(0) + rows.turns.start;
    rows.tables.turns.ints("char_start").get(turn).copied().flatten().unwrap_or(0)
}

/// The words of persons whom an article quotes by name: they are counted as words that the person said (`measures`). A
/// quotation inside a quotation has been counted.
fn quoted(rows: &Rows, words: &mut Words) -> Value {
    let quotes = &rows.tables.quotes;
    let (mut reached, mut columns) = (0, [Vec::new(), Vec::new(), Vec::new()]);
    for row in rows.quotes.clone() {
        let (turn, speaker) = (number_of(quotes.at("turn_id", row)).unwrap_or(0), quotes.at("speaker", row));
        let narrated = rows.tables.turns.at("role", rows.turns.start + turn) == "narrator";
        let marked = matches!(quotes.at("kind", row), "direct" | "mixed");
        let end = quotes.ints("char_end")[row].unwrap_or(0);
        if narrated && marked && !speaker.is_empty() && end > reached {
            reached = end;
            let n = quotes.ints("n_tokens")[row].unwrap_or(0) as usize;
            columns.iter_mut().zip([turn, words.number(speaker), n]).for_each(|(column, n)| column.push(n));
        }
    }
    let [turns, speakers, n] = columns;
    json!({ "turn": turns, "speaker": speakers, "n": n })
}

/// Of every turn the sentences that hold an act, a source or what it is cited for: where each begins, and its words.
fn extracts(rows: &Rows) -> Value {
    let needed = needed(rows);
    let sentences = &rows.tables.sentences;
    let mut all = vec![Vec::new(); rows.turns.len()];
    for row in rows.sentences.clone().filter(|row| needed.contains(row)) {
        let start = sentences.ints("char_start")[row].unwrap_or(0) - turn_start(rows, sentences, row);
        if let Some(turn) = number_of(sentences.at("turn_id", row)).and_then(|turn| all.get_mut(turn)) {
            turn.push(json!([start, sentences.at("text", row)]));
        }
    }
    all.into_iter().collect()
}

/// The rows of those sentences.
fn needed(rows: &Rows) -> HashSet<usize> {
    let Tables { hits, citations, sentences, .. } = rows.tables;
    let first = rows.sentences.start;
    let found = [(hits, &rows.hits), (citations, &rows.citations)];
    let mut needed = HashSet::new();
    for (table, range) in found {
        let named = range.clone().filter_map(|row| number_of(table.at("sentence_id", row)));
        needed.extend(named.map(|number| first + number));
    }
    let (starts, ends) = (
        sentences.ints("char_start").get(rows.sentences.clone()),
        sentences.ints("char_end").get(rows.sentences.clone()),
    );
    let (Some(starts), Some(ends)) = (starts, ends) else { return needed };
    let contents = citations.ints("content_char_start").iter().zip(citations.ints("content_char_end"));
    for (from, to) in contents.skip(rows.citations.start).take(rows.citations.len()) {
        let (Some(from), Some(to)) = (*from, *to) else { continue };
        let begin = ends.partition_point(|end| end.unwrap_or(0) <= from);
        let end = starts.partition_point(|start| start.unwrap_or(0) < to);
        needed.extend((begin..end).map(|number| first + number));
    }
    needed
}
