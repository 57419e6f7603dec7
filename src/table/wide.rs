//! The wide companions, for people who pivot: what `hits` and `measures` hold in long form, one row a document, speaker or
//! turn and one column a category and index. Categories come from the word lists, so these tables are declared when those
//! are read; a declaration lives as long as the program, and there is one for each set of categories.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::Tables;
use super::column::{Column, Declared, Table, Type};
use super::row::Row;
use crate::measure::Measures;
use crate::measure::flat::Flat;
use crate::measure::indices::Index;

/// Names of the tables: documents, speakers, and the turns that are written where they are asked for.
pub const NAMES: [&str; 3] = ["documents_wide", "speakers_wide", TURNS];
/// The table of turns.
pub const TURNS: &str = "turns_wide";

/// The tables for a set of categories.
#[derive(Clone, Debug)]
pub struct Wide {
    categories: Vec<String>,
    indices: Vec<&'static Index>,
    declared: [&'static Declared; 3],
}

/// A column that does not hang on the word lists: name, type, unit, meaning.
type Fixed = (&'static str, Type, &'static str, &'static str);

const OF_DOCUMENTS: &[Fixed] = &[
    ("document_id", Type::Text, "", "documents.document_id"),
    ("title", Type::Text, "", "headline"),
    ("date", Type::Date, "", "date of the event or of publication"),
    ("genre", Type::Text, "", "briefing, statement, interview, speech or article"),
    ("state", Type::Text, "", "ISO 3166 code of the state whose spokesperson speaks"),
    ("institution", Type::Text, "", "ministry or office, where the file states it"),
    ("outlet", Type::Text, "", "who published it"),
    ("n_answers", Type::Int, "turns", "turns of a spokesperson or official"),
    (
        "n_words",
        Type::Int,
        "words",
        "words of those turns, in articles of direct and mixed quotations by name: the denominator W",
    ),
    ("n_hits", Type::Int, "hits", "rows in hits with counts = true: the sum of the counts by category"),
];

const OF_SPEAKERS: &[Fixed] = &[
    ("speaker", Type::Text, "", "name, as in measures.group"),
    ("n_documents", Type::Int, "documents", "documents with words of the speaker"),
    ("n_answers", Type::Int, "turns", "turns of the speaker"),
    (
        "n_words",
        Type::Int,
        "words",
        "words of those turns, in articles of direct and mixed quotations: the denominator W",
    ),
    (
        "n_hits",
        Type::Int,
        "hits",
        "rows in hits with counts = true and the speaker as holder: the sum of the counts by category",
    ),
];

/// Columns of `turns` that stand in the wide table too.
const COPIED: &[&str] = &[
    "turn_id",
    "document_id",
    "turn_index",
    "speaker",
    "role",
    "affiliation",
    "state",
    "topic",
    "reply_type",
    "asked_by",
    "accusatory_question",
    "n_tokens",
    "n_hits",
    "n_core",
    "intensity_sum",
    "ci",
    "n_hedges",
    "n_boosters",
];

impl Wide {
    /// For these categories and indices.
    pub fn new<'a>(categories: impl Iterator<Item = &'a str>, indices: Vec<&'static Index>) -> Self {
        let mut known: Vec<String> = Vec::new();
        for category in categories {
            if !known.iter().any(|known| known == category) {
                known.push(category.to_owned());
            }
        }
        let declared = [
            declared(NAMES[0], "one document", OF_DOCUMENTS.to_vec(), &known, &indices),
            declared(NAMES[1], "one speaker", OF_SPEAKERS.to_vec(), &known, &indices),
            declared(NAMES[2], "one stretch of one voice", copied(), &known, &[]),
        ];
        Self { categories: known, indices, declared }
    }

    /// What the tables say of themselves, those of turns only if they are wanted.
    pub fn declared(&self, with_turns: bool) -> &[&'static Declared] {
        &self.declared[..if with_turns { 3 } else { 2 }]
    }

    /// The rows of the documents of a piece, which the measures have heard.
    pub fn of_piece(&self, piece: &Tables, measures: &Measures, with_turns: bool) -> Vec<Table> {
        let mut documents = Table::new(self.declared[0]);
        let all = measures.flat("document");
        for row in 0..piece.documents.height() {
            let text = |name: &str| piece.documents.at(name, row);
            let mut cells = documents.row();
            for name in ["document_id", "title"] {
                cells.put(text(name));
            }
            cells.put(piece.documents.dates("date")[row]);
            for name in ["genre", "state", "institution", "outlet"] {
                cells.put(text(name));
            }
            let figures = all.of(text("document_id"));
            let n = figures.as_ref().map_or([0; 3], |figures| figures.n);
            cells.put(n[0]);
            cells.put(n[2]);
            self.counts(figures.as_ref(), &mut cells);
            cells.end();
        }
        let mut tables = vec![documents];
        tables.extend(with_turns.then(|| self.turns(piece)));
        tables
    }

    /// The rows of all speakers.
    pub fn of_speakers(&self, measures: &Measures) -> Table {
        let mut speakers = Table::new(self.declared[1]);
        let all = measures.flat("speaker");
        for name in all.names() {
            let Some(figures) = all.of(name) else { continue };
            let mut cells = speakers.row();
            cells.put(name);
            let [n_answers, n_documents, n_words] = figures.n;
            [n_documents, n_answers, n_words].into_iter().for_each(|n| cells.put(n));
            self.counts(Some(&figures), &mut cells);
            cells.end();
        }
        speakers
    }

    /// The number of hits, in all and of each category, and the indices.
    fn counts(&self, figures: Option<&Flat>, cells: &mut Row) {
        let count = |id: &String| figures.map_or(0, |figures| figures.count(id));
        let counts: Vec<usize> = self.categories.iter().map(count).collect();
        cells.put(counts.iter().sum::<usize>());
        counts.into_iter().for_each(|n| cells.put(n));
        self.indices.iter().for_each(|index| cells.put(figures.and_then(|figures| figures.value(index))));
    }

    fn turns(&self, piece: &Tables) -> Table {
        let (turns, hits) = (&piece.turns, &piece.hits);
        let mut counts: HashMap<(&str, &str), i64> = HashMap::new();
        for row in (0..hits.height()).filter(|row| hits.bools("counts")[*row] == Some(true)) {
            *counts.entry((hits.at("turn_id", row), hits.at("category", row))).or_default() += 1;
        }
        let columns: Vec<usize> = COPIED.iter().filter_map(|name| turns.place(name)).collect();
        let mut wide = Table::new(self.declared[2]);
        for row in 0..turns.height() {
            let id = turns.at("turn_id", row);
            let mut cells = wide.row();
            columns.iter().for_each(|column| cells.put(turns.cell(row, *column)));
            for category in &self.categories {
                cells.put(counts.get(&(id, category.as_str())).copied().unwrap_or(0));
            }
            cells.end();
        }
        wide
    }
}

fn copied() -> Vec<Fixed> {
    let column = |name: &&str| super::turns::DECLARED.columns.iter().find(|column| column.name == *name);
    COPIED
        .iter()
        .filter_map(column)
        .map(|column| (column.name, column.kind, column.unit, column.meaning))
        .collect()
}

/// Declarations that were made so far.
static MADE: Mutex<Vec<Made>> = Mutex::new(Vec::new());

/// Name of a table and of its columns, and the declaration.
type Made = ((&'static str, Vec<String>), &'static Declared);

/// The declaration of a table with these columns.
fn declared(
    name: &'static str,
    row: &'static str,
    fixed: Vec<Fixed>,
    categories: &[String],
    indices: &[&'static Index],
) -> &'static Declared {
    let known = fixed.iter().map(|column| column.0).chain(indices.iter().map(|index| index.name));
    let mut names: Vec<String> = known.map(str::to_owned).collect();
    let named: Vec<(String, &String)> = categories.iter().map(|id| (unique(id, &mut names), id)).collect();
    let own =
        fixed.into_iter().map(|(name, kind, unit, meaning)| Column { name, kind, unit, meaning, source: "" });
    let count = |(name, id): (String, &String)| Column {
        name: name.leak(),
        kind: Type::Int,
        unit: "hits",
        meaning: format!("rows in hits with counts = true and category {id}").leak(),
        source: "",
    };
    let of_index = |index: &&'static Index| {
        let Index { name, unit, formula: meaning, source, .. } = index;
        Column { name, kind: Type::Float, unit, meaning, source }
    };
    let wanted = (name, names);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, known)) = made.iter().find(|(made, _)| *made == wanted) {
        return known;
    }
    let columns: Vec<Column> =
        own.chain(named.into_iter().map(count)).chain(indices.iter().map(of_index)).collect();
    let new: &'static Declared = Box::leak(Box::new(Declared { name, row, columns: columns.leak() }));
    made.push((wanted, new));
    new
}

/// The name of a category's column: letters, digits and underscores, each once.
fn unique(category: &str, names: &mut Vec<String>) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let name: String = "n_".chars().chain(category.chars().map(plain)).collect();
    let further = (2..).map(|n| format!("{name}_{n}"));
    let free =
        std::iter::once(name.clone()).chain(further).find(|name| !names.contains(name)).unwrap_or(name);
    names.push(free.clone());
    free
}
