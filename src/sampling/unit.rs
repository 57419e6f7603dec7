//! What is coded: sentences, answers or hits, with the words that a coder needs and what the program makes of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::document::Role;
use crate::table::{Table, Tables};

/// What a unit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A sentence; its codes are the categories of acts that it holds.
    #[default]
    Sentence,
    /// An answer to a question; its code is its reply type.
    Answer,
    /// A hit that counts; its code is its category. Tells precision only: what was missed is no hit.
    Hit,
}

impl Kind {
    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Answer => "answer",
            Self::Hit => "hit",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Sentence, Self::Answer, Self::Hit].into_iter().find(|kind| kind.name() == name)
    }
}

/// The code of a unit that has none of the categories.
pub const NONE: &str = "none";

/// One unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Stable name: its row in the tables.
    pub id: String,
    /// Its document.
    pub document_id: String,
    /// The date of it.
    pub date: Option<Date>,
    /// Who speaks; empty when the document does not tell.
    pub speaker: String,
    /// Part in the conversation.
    pub role: String,
    /// For which state.
    pub state: String,
    /// The question that is answered, or nothing.
    pub question: String,
    /// The words to be coded.
    pub text: String,
    /// All that the voice says there.
    pub context: String,
    /// The words found, of a hit.
    pub words: String,
    /// What the program makes of it; nothing stands for [`NONE`].
    pub codes: BTreeSet<String>,
    /// The code of its strongest hit, by which it is put into a stratum.
    pub strongest: String,
}

/// The units of a document in the order of the text, from the rows of its tables. Headings are none; answers are those
/// that have a question.
pub fn units(kind: Kind, tables: &Tables, roles: &[Role]) -> Vec<Unit> {
    let turns = &tables.turns;
    let numbers = rows_by(turns, "turn_id");
    let heading = turns.bools("heading");
    let wanted = |row: usize| {
        let role = Role::parse(turns.at("role", row));
        heading.get(row) != Some(&Some(true)) && role.is_some_and(|role| roles.contains(&role))
    };
    let sentences = rows_by(&tables.sentences, "sentence_id");
    let of = Of { tables, numbers: &numbers, sentences: &sentences };
    let in_turn = |id: &str| numbers.get(id).copied().filter(|row| wanted(*row));
    match kind {
        Kind::Sentence => {
            let (sentences, found) = (&tables.sentences, of.found());
            let rows =
                (0..sentences.height()).filter_map(|row| Some((row, in_turn(sentences.at("turn_id", row))?)));
            rows.map(|(row, turn)| of.sentence(row, turn, &found)).collect()
        }
        Kind::Hit => {
            let counts = tables.hits.bools("counts");
            let rows = (0..tables.hits.height()).filter(|row| counts.get(*row) == Some(&Some(true)));
            let rows = rows.filter_map(|row| Some((row, in_turn(tables.hits.at("turn_id", row))?)));
            rows.map(|(row, turn)| of.hit(row, turn)).collect()
        }
        Kind::Answer => {
            let typed = |row: &usize| wanted(*row) && !turns.at("reply_type", *row).is_empty();
            (0..turns.height()).filter(typed).map(|row| of.answer(row)).collect()
        }
    }
}

/// The tables of a document.
#[derive(Clone, Copy)]
struct Of<'a> {
    tables: &'a Tables,
    /// The row of each turn.
    numbers: &'a BTreeMap<&'a str, usize>,
    /// The row of each sentence.
    sentences: &'a BTreeMap<&'a str, usize>,
}

/// The row of each name in a column.
fn rows_by<'a>(table: &'a Table, column: &str) -> BTreeMap<&'a str, usize> {
    (0..table.height()).map(|row| (table.at(column, row), row)).collect()
}

/// The categories of the hits of a sentence that count, with the highest intensity of each.
type Found<'a> = BTreeMap<&'a str, BTreeMap<&'a str, f64>>;

impl<'a> Of<'a> {
    fn found(self) -> Found<'a> {
        let hits = &self.tables.hits;
        let (counts, powers) = (hits.bools("counts"), hits.floats("intensity"));
        let mut found = Found::new();
        for row in (0..hits.height()).filter(|row| counts[*row] == Some(true)) {
            let power = powers[row].unwrap_or(0.0).abs();
            let of_sentence = found.entry(hits.at("sentence_id", row)).or_default();
            let most = of_sentence.entry(hits.at("category", row)).or_insert(power);
            *most = most.max(power);
        }
        found
    }

    fn sentence(self, row: usize, turn: usize, found: &Found) -> Unit {
        let sentences = &self.tables.sentences;
        let id = sentences.at("sentence_id", row);
        let none = BTreeMap::new();
        let codes = found.get(id).unwrap_or(&none);
        let mut strongest = (NONE, f64::MIN);
        for (code, power) in codes {
            strongest = if *power > strongest.1 { (code, *power) } else { strongest };
        }
        Unit {
            id: id.to_owned(),
            text: one_line(sentences.at("text", row)),
            codes: codes.keys().map(|code| (*code).to_owned()).collect(),
            strongest: strongest.0.to_owned(),
            ..self.turn(turn)
        }
    }

    fn hit(self, row: usize, turn: usize) -> Unit {
        let hits = &self.tables.hits;
        let sentences = &self.tables.sentences;
        let sentence = self.sentences.get(hits.at("sentence_id", row));
        let category = hits.at("category", row).to_owned();
        Unit {
            id: hits.at("hit_id", row).to_owned(),
            text: sentence.map_or(String::new(), |row| one_line(sentences.at("text", *row))),
            words: one_line(hits.at("matched", row)),
            codes: BTreeSet::from([category.clone()]),
            strongest: category,
            ..self.turn(turn)
        }
    }

    fn answer(self, row: usize) -> Unit {
        let of = self.turn(row);
        let code = self.tables.turns.at("reply_type", row).to_owned();
        Unit {
            id: self.tables.turns.at("turn_id", row).to_owned(),
            text: of.context.clone(),
            codes: BTreeSet::from([code.clone()]),
            strongest: code,
            ..of
        }
    }

    /// What a unit has from its turn.
    fn turn(self, row: usize) -> Unit {
        let turns = &self.tables.turns;
        let asked = self.numbers.get(turns.at("reply_to", row));
        Unit {
            id: String::new(),
            document_id: turns.at("document_id", row).to_owned(),
            date: self.tables.documents.dates("date").first().copied().flatten(),
            speaker: turns.at("speaker", row).to_owned(),
            role: turns.at("role", row).to_owned(),
            state: turns.at("state", row).to_owned(),
            question: asked.map_or(String::new(), |row| one_line(turns.at("text", *row))),
            text: String::new(),
            context: one_line(turns.at("text", row)),
            words: String::new(),
            codes: BTreeSet::new(),
            strongest: NONE.to_owned(),
        }
    }
}

/// The words with one space between them.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
