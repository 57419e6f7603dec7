//! Sums per group, from the rows of the tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::articles;
use crate::table::{Table, Tables};

/// Name of a speaker whom the text does not name.
pub const UNNAMED: &str = "(unnamed)";

/// What is summed up for a group.
#[derive(Debug, Default)]
pub struct Sums {
    /// Rows of `hits` with `counts = true`, by category.
    pub by_category: BTreeMap<String, usize>,
    /// Those of core categories.
    pub core: usize,
    /// Sum of their intensities.
    pub intensity: f64,
    /// Sum of the absolute intensities of cooperative acts.
    pub cooperation: f64,
    /// Core hits with a vague target or none.
    pub vague_target: usize,
    /// Words.
    pub tokens: usize,
    /// Words of reports in a narrator's text that give a person's words without marks.
    pub told_tokens: usize,
    /// Core hits in such reports: rows of `hits` with status `reported` and holder_certainty `paraphrase`.
    pub told_core: usize,
    /// Answering turns.
    pub answers: usize,
    /// Those with a core hit.
    pub with_core: usize,
    /// Those with three core hits or ten per 1,000 words.
    pub hostile: usize,
    /// Those with an evasive cue.
    pub with_evasion: usize,
    /// Answers to a question.
    pub replies: usize,
    /// Those that are non-replies.
    pub nonreplies: usize,
    /// Citations.
    pub citations: usize,
    /// Those used as evidence.
    pub evidence: usize,
    /// Sum of their specificity.
    pub specificity: i64,
    /// Documents.
    pub documents: BTreeSet<String>,
}

impl Sums {
    /// Hits of a category; of all that begin alike when the name ends with a dot.
    pub fn n(&self, category: &str) -> f64 {
        let fits = |name: &str| name == category || category.ends_with('.') && name.starts_with(category);
        self.by_category.iter().filter(|(name, _)| fits(name)).map(|(_, n)| *n as f64).sum()
    }
}

/// A group: what it is grouped by, and its name.
pub type Key = (&'static str, String);

/// Adds the rows of whole documents to the sums of every group that occurs.
pub fn add(tables: &Tables, all: &mut BTreeMap<Key, Sums>) {
    let places = Places::new(tables);
    words_of_turns(tables, &places, all);
    articles::words_of_quotes(tables, &places, all);
    acts(tables, &places, all);
    articles::told_acts(tables, &places, all);
    sources(tables, &places, all);
}

/// Where documents and turns belong.
pub(super) struct Places<'a> {
    dates: HashMap<&'a str, Date>,
    /// Role, speaker, reply_to and affiliation of each turn.
    pub(super) turns: HashMap<&'a str, Turn<'a>>,
}

#[derive(Clone, Copy)]
pub(super) struct Turn<'a> {
    pub(super) role: &'a str,
    speaker: &'a str,
    question: &'a str,
    affiliation: &'a str,
}

impl<'a> Places<'a> {
    fn new(tables: &'a Tables) -> Self {
        let documents = &tables.documents;
        let dated = documents.text("document_id").iter().zip(documents.dates("date"));
        let dates = dated.filter_map(|(id, date)| Some((id.as_deref()?, (*date)?))).collect();
        let turns = &tables.turns;
        let cell = |name: &str, row: usize| at(turns, name, row);
        let ids = turns.text("turn_id").iter().enumerate();
        let turns = ids
            .filter_map(|(row, id)| {
                let (speaker, affiliation) = (cell("speaker", row), cell("affiliation", row));
                let named = if speaker.is_empty() { affiliation } else { speaker };
                let turn = Turn {
                    role: cell("role", row),
                    speaker: named,
                    question: cell("reply_to", row),
                    affiliation,
                };
                Some((id.as_deref()?, turn))
            })
            .collect();
        Self { dates, turns }
    }

    /// The groups of a row, besides its target.
    pub(super) fn groups(&self, document: &str, turn: &str, speaker: &str) -> Vec<Key> {
        let speaker = if speaker.is_empty() { UNNAMED } else { speaker };
        let mut groups = vec![("document", document.to_owned()), ("speaker", speaker.to_owned())];
        if let Some(date) = self.dates.get(document) {
            groups.push(("month", format!("{:04}-{:02}", date.year(), date.month())));
            groups.push(("quarter", format!("{:04}-Q{}", date.year(), (date.month() + 2) / 3)));
            groups.push(("year", format!("{:04}", date.year())));
        }
        let asked = self.turns.get(turn).and_then(|turn| self.turns.get(turn.question));
        if let Some(question) =
            asked.filter(|question| !question.affiliation.is_empty() && question.role == "journalist")
        {
            groups.push(("outlet", question.affiliation.to_owned()));
        }
        groups
    }
}

pub(super) fn at<'a>(table: &'a Table, name: &str, row: usize) -> &'a str {
    table.text(name).get(row).and_then(Option::as_deref).unwrap_or("")
}

fn answers(role: &str) -> bool {
    matches!(role, "spokesperson" | "official")
}

fn words_of_turns(tables: &Tables, places: &Places, all: &mut BTreeMap<Key, Sums>) {
    let turns = &tables.turns;
    let with_evasion = evasive_turns(tables);
    for row in 0..turns.height() {
        let (id, document) = (at(turns, "turn_id", row), at(turns, "document_id", row));
        let Some(turn) = places.turns.get(id).filter(|turn| answers(turn.role)) else { continue };
        let number = |name: &str| turns.ints(name)[row].unwrap_or(0) as usize;
        let (tokens, core) = (number("n_tokens"), number("n_core"));
        let reply = at(turns, "reply_type", row);
        for key in places.groups(document, id, turn.speaker) {
            let sums = all.entry(key).or_default();
            sums.documents.insert(document.to_owned());
            sums.tokens += tokens;
            sums.answers += 1;
            sums.with_core += usize::from(core > 0);
            sums.hostile += usize::from(core >= 3 || core > 0 && core * 1000 >= tokens * 10);
            sums.with_evasion += usize::from(with_evasion.contains(id));
            sums.replies += usize::from(!reply.is_empty());
            sums.nonreplies += usize::from(reply == "nonreply");
        }
    }
}

fn evasive_turns(tables: &Tables) -> BTreeSet<&str> {
    let hits = &tables.hits;
    let counted = (0..hits.height()).filter(|row| hits.bools("counts")[*row] == Some(true));
    counted
        .filter(|row| at(hits, "category", *row).starts_with("evade."))
        .map(|row| at(hits, "turn_id", row))
        .collect()
}

fn acts(tables: &Tables, places: &Places, all: &mut BTreeMap<Key, Sums>) {
    let hits = &tables.hits;
    let (counts, core, intensity) = (hits.bools("counts"), hits.bools("core"), hits.floats("intensity"));
    for row in (0..hits.height()).filter(|row| counts[*row] == Some(true)) {
        let target = at(hits, "target", row);
        let mut keys =
            places.groups(at(hits, "document_id", row), at(hits, "turn_id", row), at(hits, "holder", row));
        if !target.is_empty() {
            keys.push(("target", target.to_owned()));
        }
        let intensity = intensity[row].unwrap_or(0.0);
        let category = at(hits, "category", row);
        for key in keys {
            let sums = all.entry(key).or_default();
            sums.documents.insert(at(hits, "document_id", row).to_owned());
            *sums.by_category.entry(category.to_owned()).or_default() += 1;
            if core[row] == Some(true) {
                sums.core += 1;
                sums.intensity += intensity;
                sums.vague_target += usize::from(target.starts_with("VAGUE") || target == "UNSPEC");
            } else if category.starts_with("coop.") {
                sums.cooperation += intensity.abs();
            }
        }
    }
}

/// Citations belong to the voice that cites: of the turn, or nobody in an article's own words.
fn sources(tables: &Tables, places: &Places, all: &mut BTreeMap<Key, Sums>) {
    let citations = &tables.citations;
    for row in 0..citations.height() {
        let turn_id = at(citations, "turn_id", row);
        let Some(turn) = places.turns.get(turn_id).filter(|turn| answers(turn.role)) else { continue };
        for key in places.groups(at(citations, "document_id", row), turn_id, turn.speaker) {
            let sums = all.entry(key).or_default();
            sums.citations += 1;
            sums.evidence += usize::from(at(citations, "use", row) == "evidence");
            sums.specificity += citations.ints("specificity")[row].unwrap_or(0);
        }
    }
}
