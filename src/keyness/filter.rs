//! Which answering turns belong to a group: conditions like `speaker=Varn since=2019-07-01`.

use jiff::civil::Date;

use crate::error::Error;
use crate::selection::{days, names_it};
use crate::table::{Cell, Tables, turns};

/// What a condition asks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Speaker,
    State,
    Outlet,
    Institution,
    Genre,
    Path,
    Year,
    Month,
    Since,
    Until,
}

const KEYS: [(&str, Key); 10] = [
    ("speaker", Key::Speaker),
    ("state", Key::State),
    ("outlet", Key::Outlet),
    ("institution", Key::Institution),
    ("genre", Key::Genre),
    ("path", Key::Path),
    ("year", Key::Year),
    ("month", Key::Month),
    ("since", Key::Since),
    ("until", Key::Until),
];

/// Conditions, all of which must hold.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    conditions: Vec<(Key, String)>,
    since: Option<Date>,
    until: Option<Date>,
}

impl Filter {
    /// Reads conditions: `key=value` one after another; what stands behind a value without `=` belongs to it.
    ///
    /// # Errors
    /// When a key is not known or a date is none.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut filter = Self::default();
        for part in text.split_whitespace() {
            match (part.split_once('='), filter.conditions.last_mut()) {
                (Some((key, value)), _) => filter.conditions.push((known(key)?, value.to_owned())),
                (None, Some((_, value))) => value.extend([" ", part]),
                (None, None) => {
                    return Err(Error::Usage(format!(
                        "{part:?} is no condition; write one like {}",
                        names()
                    )));
                }
            }
        }
        for (key, value) in &filter.conditions {
            match key {
                Key::Since => filter.since = Some(days(value).map_err(Error::Usage)?.0),
                Key::Until => filter.until = Some(days(value).map_err(Error::Usage)?.1),
                _ => {}
            }
        }
        Ok(filter)
    }

    /// Takes the words from answering turns that do not belong to the group: they are nobody's.
    pub fn silence(&self, tables: &mut Tables) {
        let others: Vec<usize> = {
            let seen = Seen::new(tables);
            let answers =
                (0..tables.turns.height()).filter(|row| turns::answers(tables.turns.at("role", *row)));
            answers
                .filter(|row| {
                    !self.conditions.iter().all(|(key, value)| self.holds(&seen, *row, *key, value))
                })
                .collect()
        };
        others.into_iter().for_each(|row| tables.turns.set("role", row, Cell::Text("unknown")));
    }

    fn holds(&self, seen: &Seen, turn: usize, key: Key, value: &str) -> bool {
        let document = seen.document(turn);
        let of_document = |name: &str| document.map_or("", |row| seen.tables.documents.at(name, row));
        let of_turn = |name: &str| seen.tables.turns.at(name, turn);
        let date = document.and_then(|row| seen.tables.documents.dates("date").get(row).copied().flatten());
        let begins = |date: Date| date.to_string().starts_with(value);
        match key {
            Key::Speaker => names_it(of_turn("speaker"), value) || names_it(of_turn("affiliation"), value),
            Key::State => {
                let state = if of_turn("state").is_empty() { of_document("state") } else { of_turn("state") };
                state.eq_ignore_ascii_case(value)
            }
            Key::Outlet => names_it(seen.asked_by(turn), value) || names_it(of_document("outlet"), value),
            Key::Institution => names_it(of_document("institution"), value),
            Key::Genre => of_document("genre").eq_ignore_ascii_case(value),
            Key::Path => of_document("source_path").contains(value),
            Key::Year | Key::Month => date.is_some_and(begins),
            Key::Since => date.is_some_and(|date| self.since.is_some_and(|since| date >= since)),
            Key::Until => date.is_some_and(|date| self.until.is_some_and(|until| date <= until)),
        }
    }
}

fn known(key: &str) -> Result<Key, Error> {
    let found = KEYS.iter().find(|(name, _)| *name == key).map(|(_, key)| *key);
    found.ok_or_else(|| Error::Usage(format!("{key:?} is nothing to choose by; known are {}", names())))
}

fn names() -> String {
    KEYS.map(|(name, _)| format!("{name}=…")).join(", ")
}

/// Rows of documents and turns by their ids.
struct Seen<'a> {
    tables: &'a Tables,
    documents: hashbrown::HashMap<&'a str, usize>,
    turns: hashbrown::HashMap<&'a str, usize>,
}

impl<'a> Seen<'a> {
    fn new(tables: &'a Tables) -> Self {
        let rows = |ids: &'a crate::table::Texts| {
            ids.iter().enumerate().filter_map(|(row, id)| Some((id?, row))).collect()
        };
        let documents = rows(tables.documents.text("document_id"));
        Self { tables, documents, turns: rows(tables.turns.text("turn_id")) }
    }

    fn document(&self, turn: usize) -> Option<usize> {
        self.documents.get(self.tables.turns.at("document_id", turn)).copied()
    }

    /// The outlet of the question that a turn answers.
    fn asked_by(&self, turn: usize) -> &'a str {
        let question = self.turns.get(self.tables.turns.at("reply_to", turn));
        question.map_or("", |row| self.tables.turns.at("affiliation", *row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Resources, analyze, ingest};

    /// The answers that a filter leaves, by their first words.
    fn check(filter: &str, expected: &[&str]) {
        let mut tables = Tables::detail();
        let resources = Resources::built_in().unwrap();
        let text = "Q (Corvane News): First?\n\nMs. Ilka Varn: One is so.\n\nQ (Lubrin Post): Second?\n\nMr. Tomas Reidl: Two is so.\n";
        let text = format!("---\ndate: 2021-07-20\nstate: XAA\n---\n\n{text}");
        let read = ingest::ingest("briefing.md", text.as_bytes(), &ingest::Options::default());
        for mut document in read.documents {
            document.metadata.state = Some("XAA".into());
            tables.add(&document, &analyze(&document, &resources), &resources);
        }
        for row in 0..tables.turns.height() {
            if tables.turns.at("text", row).ends_with("so.") {
                tables.turns.set("role", row, Cell::Text("spokesperson"));
            }
        }
        Filter::parse(filter).unwrap().silence(&mut tables);
        let left = (0..tables.turns.height()).filter(|row| tables.turns.at("role", *row) == "spokesperson");
        let first = |row| tables.turns.at("text", row).split(' ').next().unwrap().to_owned();
        assert_eq!(left.map(first).collect::<Vec<_>>(), expected, "{filter}");
    }

    #[test]
    fn conditions() {
        check("speaker=varn", &["One"]);
        check("speaker=Tomas Reidl", &["Two"]);
        check("speaker=ar", &[]);
        check("year=2021 speaker=varn", &["One"]);
        check("year=2020", &[]);
        check("month=2021-07", &["One", "Two"]);
        check("since=2021-07-20 until=2021-07-20", &["One", "Two"]);
        check("since=2021-07-21", &[]);
        check("path=briefing", &["One", "Two"]);
        for wrong in ["varn", "who=varn", "since=yesterday"] {
            assert!(matches!(Filter::parse(wrong), Err(Error::Usage(_))), "{wrong}");
        }
    }
}
