//! To which groups the rows of documents and turns belong.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::table::{Tables, Texts};

/// Name of a speaker whom the text does not name.
pub const UNNAMED: &str = "(unnamed)";

/// A group: what it is grouped by, and its name.
pub type Key<'a> = (&'static str, &'a str);

/// When a document was: year, and month or 0 where it is not known; none where the year is not.
pub type When = Option<(i16, i8)>;

/// Where documents and turns belong.
pub(super) struct Places<'a> {
    documents: HashMap<&'a str, u32>,
    /// When each document was, by its row.
    pub(super) times: Vec<When>,
    pub(super) turns: HashMap<&'a str, Turn<'a>>,
    /// With which document each is drawn, by its row: rows of one table with the same date are one press conference.
    pub(super) events: Vec<u32>,
}

#[derive(Clone, Copy)]
pub(super) struct Turn<'a> {
    pub(super) role: &'a str,
    pub(super) speaker: &'a str,
    question: &'a str,
    affiliation: &'a str,
    state: &'a str,
    outlet_state: &'a str,
    topic: &'a str,
    /// Of an answer: does its question accuse?
    pub(super) accused: Option<bool>,
}

impl<'a> Places<'a> {
    pub(super) fn new(tables: &'a Tables) -> Self {
        let documents = &tables.documents;
        let precise = documents.text("date_precision");
        let dates = documents.dates("date").iter().enumerate();
        let times = dates.map(|(row, date)| {
            let month = if at(precise, row) == "year" { 0 } else { (*date)?.month() };
            Some(((*date)?.year(), month))
        });
        let names = (0..).zip(documents.text("document_id").iter());
        let turns = &tables.turns;
        let [ids, speakers, affiliations, roles, questions, states, outlets, topics] =
            ["turn_id", "speaker", "affiliation", "role", "reply_to", "state", "outlet_state", "topic"]
                .map(|name| turns.text(name));
        let accused = turns.bools("accusatory_question");
        let turn = |row: usize| {
            let (speaker, affiliation) = (at(speakers, row), at(affiliations, row));
            let turn = Turn {
                role: at(roles, row),
                speaker: if speaker.is_empty() { affiliation } else { speaker },
                question: at(questions, row),
                affiliation,
                state: at(states, row),
                outlet_state: at(outlets, row),
                topic: at(topics, row),
                accused: accused[row],
            };
            Some((ids.get(row)?, turn))
        };
        Self {
            documents: names.filter_map(|(row, id)| Some((id?, row))).collect(),
            times: times.collect(),
            turns: (0..turns.height()).filter_map(turn).collect(),
            events: events(tables),
        }
    }

    /// The groups of a row of a turn, besides its target.
    pub(super) fn groups<'b>(
        &'b self,
        document: &'b str,
        turn: &str,
        speaker: &'b str,
    ) -> impl Iterator<Item = Key<'b>> + use<'a, 'b> {
        let speaker = if speaker.is_empty() { UNNAMED } else { speaker };
        let said = self.turns.get(turn);
        let asked = said.and_then(|said| self.turns.get(said.question));
        let asked = asked.filter(|question| question.role == "journalist");
        let outlet = asked.filter(|question| !question.affiliation.is_empty());
        let state = said.filter(|said| !said.state.is_empty()).map(|said| ("state", said.state));
        let kind = said
            .and_then(|said| said.accused)
            .map(|accused| ("question_type", if accused { "accusatory" } else { "other" }));
        // What an answer is about its question says; the words of an answer may lead away from it.
        let topic =
            [asked, said].into_iter().flatten().map(|turn| turn.topic).find(|topic| !topic.is_empty());
        [Some(("all", "all")), Some(("document", document)), Some(("speaker", speaker)), state, kind]
            .into_iter()
            .chain([
                outlet.map(|question| ("outlet", question.affiliation)),
                asked.zip(said).map(|(question, said)| ("questioner", press(question, said))),
                topic.map(|topic| ("topic", topic)),
            ])
            .flatten()
    }

    /// The row of a document.
    pub(super) fn row(&self, document: &str) -> Option<u32> {
        self.documents.get(document).copied()
    }
}

fn events(tables: &Tables) -> Vec<u32> {
    let documents = &tables.documents;
    let (paths, rows, dates) =
        (documents.text("source_path"), documents.ints("source_row"), documents.dates("date"));
    let mut first: HashMap<(&str, Date), u32> = HashMap::new();
    let event = |row: usize| {
        let key = rows[row].and(dates[row]).map(|date| (at(paths, row), date));
        key.map_or(row as u32, |key| *first.entry(key).or_insert(row as u32))
    };
    (0..documents.height()).map(event).collect()
}

/// Whose press asks, seen from who answers.
fn press(question: &Turn, said: &Turn) -> &'static str {
    if question.outlet_state.is_empty() || said.state.is_empty() {
        "press of unknown country"
    } else if question.outlet_state == said.state {
        "own press"
    } else {
        "foreign press"
    }
}

/// The cell of a column of text; empty where it is missing.
pub(super) fn at(column: &Texts, row: usize) -> &str {
    column.get(row).unwrap_or("")
}

pub(super) use crate::table::turns::answers;
