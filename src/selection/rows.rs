//! The rows of some voices in a document.

use std::collections::HashSet;

use super::{Selection, names_it};
use crate::table::{Cell, Table, Tables, turns};

/// What those voices say whom a selection names, with the questions that they answer, and which of the document's numbers
/// are in that; nothing where they are silent.
pub(super) fn said_by(selection: &Selection, tables: &Tables) -> Option<(Tables, Vec<bool>)> {
    let voices = Voices::of(selection, tables);
    if voices.spoken.is_empty() && voices.told.is_empty() {
        return None;
    }
    let kept = |table: &Table, holder: Option<&str>| table.kept(&voices.rows(table, holder));
    let numbers = voices.rows(&tables.quantities, None);
    let mut chosen = Tables::detail();
    chosen.set_details([
        tables.documents.clone(),
        tables.turns.kept(&voices.turns()),
        tables.sentences.kept(&voices.sentences()),
        kept(&tables.hits, Some("holder")),
        kept(&tables.quotes, Some("speaker")),
        kept(&tables.citations, None),
        tables.quantities.kept(&numbers),
        tables.problems.clone(),
    ]);
    forget(&mut chosen.turns, "reply_to", "turn_id");
    forget(&mut chosen.citations, "antecedent_id", "citation_id");
    Some((chosen, numbers))
}

/// Turns by their ids.
struct Voices<'a> {
    selection: &'a Selection,
    tables: &'a Tables,
    /// Answers, and the questions that they meet.
    spoken: HashSet<&'a str>,
    /// Texts of articles in which somebody of them is quoted or told of.
    told: HashSet<&'a str>,
}

impl<'a> Voices<'a> {
    fn of(selection: &'a Selection, tables: &'a Tables) -> Self {
        let mut voices = Self { selection, tables, spoken: HashSet::new(), told: HashSet::new() };
        let turns = &tables.turns;
        for row in 0..turns.height() {
            match turns.at("role", row) {
                role if turns::answers(role) && voices.speaks(row) => {
                    voices.spoken.extend([turns.at("turn_id", row), turns.at("reply_to", row)]);
                }
                "narrator" if voices.is_named(turns.at("turn_id", row)) => {
                    voices.told.insert(turns.at("turn_id", row));
                }
                _ => {}
            }
        }
        voices
    }

    /// Does the answer of a row belong to them?
    fn speaks(&self, row: usize) -> bool {
        let turns = &self.tables.turns;
        let Selection { speakers, states, .. } = self.selection;
        let [speaker, affiliation, state] =
            ["speaker", "affiliation", "state"].map(|name| turns.at(name, row));
        let state = if state.is_empty() { self.tables.documents.at("state", 0) } else { state };
        let said = |name: &String| names_it(speaker, name) || names_it(affiliation, name);
        (speakers.is_empty() || speakers.iter().any(said))
            && (states.is_empty() || states.iter().any(|wanted| wanted.eq_ignore_ascii_case(state)))
    }

    /// Is somebody of them quoted or told of in a turn?
    fn is_named(&self, turn: &str) -> bool {
        let holds = |table: &Table, holder: &str| {
            let rows = 0..table.height();
            rows.into_iter().any(|row| table.at("turn_id", row) == turn && self.names(table.at(holder, row)))
        };
        holds(&self.tables.quotes, "speaker") || holds(&self.tables.hits, "holder")
    }

    /// Is it the name of one of them? Of those whom an article quotes the side is not known.
    fn names(&self, name: &str) -> bool {
        let Selection { speakers, states, .. } = self.selection;
        states.is_empty() && speakers.iter().any(|wanted| names_it(name, wanted))
    }

    fn turns(&self) -> Vec<bool> {
        let ids = self.tables.turns.text("turn_id").iter();
        ids.map(|id| id.is_some_and(|id| self.spoken.contains(id) || self.told.contains(id))).collect()
    }

    fn sentences(&self) -> Vec<bool> {
        let ids = self.tables.sentences.text("turn_id").iter();
        ids.map(|id| id.is_some_and(|id| self.spoken.contains(id) || self.told.contains(id))).collect()
    }

    /// Rows in what they say; in articles those that bear their name in a column.
    fn rows(&self, table: &Table, holder: Option<&str>) -> Vec<bool> {
        let of = |row: usize| {
            let turn = table.at("turn_id", row);
            let is_theirs = |holder: &str| self.names(table.at(holder, row));
            self.spoken.contains(turn) || self.told.contains(turn) && holder.is_some_and(is_theirs)
        };
        (0..table.height()).map(of).collect()
    }
}

/// Empties the cells that point at rows that are gone.
fn forget(table: &mut Table, pointer: &str, id: &str) {
    let ids: HashSet<&str> = table.text(id).iter().flatten().collect();
    let lost = |row: &usize| table.text(pointer).get(*row).is_some_and(|to| !ids.contains(to));
    let lost: Vec<usize> = (0..table.height()).filter(lost).collect();
    lost.into_iter().for_each(|row| table.set(pointer, row, Cell::Missing));
}
