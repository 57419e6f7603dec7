//! Sums per group, from the rows of the tables.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::articles;
use crate::table::{Tables, Texts};

/// Name of a speaker whom the text does not name.
pub const UNNAMED: &str = "(unnamed)";

/// What is summed up for a group.
#[derive(Debug, Default)]
pub struct Sums {
    /// Rows of `hits` with `counts = true`, by category, in their order.
    pub by_category: Vec<(Arc<str>, u32)>,
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
    pub documents: usize,
    /// Rows of those not yet counted; one may stand here again.
    met: Vec<u32>,
}

impl Sums {
    /// A document has a row in the group.
    pub(super) fn add_document(&mut self, row: Option<u32>) {
        if row.is_some() && self.met.last().copied() != row {
            self.met.extend(row);
        }
    }

    fn count_documents(&mut self) {
        let mut met = std::mem::take(&mut self.met);
        met.sort_unstable();
        met.dedup();
        self.documents += met.len();
    }

    fn add_category(&mut self, category: &Arc<str>) {
        match self.by_category.binary_search_by(|(name, _)| name.cmp(category)) {
            Ok(at) => self.by_category[at].1 += 1,
            Err(at) => {
                self.by_category.reserve_exact(1);
                self.by_category.insert(at, (Arc::clone(category), 1));
            }
        }
    }

    /// Hits of a category; of all that begin alike when the name ends with a dot.
    pub fn n(&self, category: &str) -> f64 {
        let fits = |name: &str| name == category || category.ends_with('.') && name.starts_with(category);
        self.by_category.iter().filter(|(name, _)| fits(name)).map(|(_, n)| f64::from(*n)).sum()
    }
}

/// A group: what it is grouped by, and its name.
pub type Key<'a> = (&'static str, &'a str);

/// The sums of every group that occurs. Documents may be added in pieces, each of them whole.
#[derive(Debug, Default)]
pub struct Groups {
    numbers: BTreeMap<&'static str, HashMap<Box<str>, u32>>,
    sums: Vec<Sums>,
    /// The names of categories, held once.
    categories: BTreeSet<Arc<str>>,
}

impl Groups {
    /// Adds the rows of some documents.
    pub fn add(&mut self, tables: &Tables) {
        let places = Places::new(tables);
        words_of_turns(tables, &places, self);
        articles::words_of_quotes(tables, &places, self);
        acts(tables, &places, self);
        articles::told_acts(tables, &places, self);
        sources(tables, &places, self);
        self.sums.iter_mut().for_each(Sums::count_documents);
    }

    /// Every group with its sums, in the order of their names.
    pub fn sorted(&self) -> impl Iterator<Item = (Key<'_>, &Sums)> {
        self.numbers.iter().flat_map(|(by, groups)| {
            #[allow(clippy::iter_over_hash_type, reason = "sorted here")]
            let mut groups: Vec<(&str, u32)> = groups.iter().map(|(group, n)| (group.as_ref(), *n)).collect();
            groups.sort_unstable();
            groups.into_iter().map(|(group, number)| ((*by, group), &self.sums[number as usize]))
        })
    }

    /// The sums of a group.
    pub(super) fn of(&mut self, (by, group): Key) -> &mut Sums {
        let groups = self.numbers.entry(by).or_default();
        let number = match groups.get(group) {
            Some(number) => *number,
            None => {
                let next = self.sums.len() as u32;
                groups.insert(group.into(), next);
                self.sums.push(Sums::default());
                next
            }
        };
        &mut self.sums[number as usize]
    }

    /// The name of a category.
    fn category(&mut self, name: &str) -> Arc<str> {
        match self.categories.get(name) {
            Some(known) => Arc::clone(known),
            None => {
                let known = Arc::from(name);
                self.categories.insert(Arc::clone(&known));
                known
            }
        }
    }
}

/// Where documents and turns belong.
pub(super) struct Places<'a> {
    documents: HashMap<&'a str, Document>,
    /// Role, speaker, reply_to and affiliation of each turn.
    pub(super) turns: HashMap<&'a str, Turn<'a>>,
}

/// A document's row, and the names of the times that it belongs to.
struct Document {
    row: u32,
    times: Option<[String; 3]>,
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
        let documents = (0..).zip(dated).filter_map(|(row, (id, date))| {
            let times = date.map(times);
            Some((id?, Document { row, times }))
        });
        let turns = &tables.turns;
        let [ids, speakers, affiliations] =
            ["turn_id", "speaker", "affiliation"].map(|name| turns.text(name));
        let [roles, questions] = ["role", "reply_to"].map(|name| turns.text(name));
        let turns = (0..turns.height()).filter_map(|row| {
            let [speaker, affiliation] = [speakers, affiliations].map(|texts| texts.get(row).unwrap_or(""));
            let [role, question] = [roles, questions].map(|texts| texts.get(row).unwrap_or(""));
            let speaker = if speaker.is_empty() { affiliation } else { speaker };
            Some((ids.get(row)?, Turn { role, speaker, question, affiliation }))
        });
        Self { documents: documents.collect(), turns: turns.collect() }
    }

    /// The groups of a row, besides its target.
    pub(super) fn groups<'b>(
        &'b self,
        document: &'b str,
        turn: &str,
        speaker: &'b str,
    ) -> impl Iterator<Item = Key<'b>> + use<'a, 'b> {
        let speaker = if speaker.is_empty() { UNNAMED } else { speaker };
        let times = self.documents.get(document).and_then(|document| document.times.as_ref());
        let [month, quarter, year] = ["month", "quarter", "year"];
        let times = times.map(|times| [(month, &*times[0]), (quarter, &*times[1]), (year, &*times[2])]);
        let asked = self.turns.get(turn).and_then(|turn| self.turns.get(turn.question));
        let asked =
            asked.filter(|question| !question.affiliation.is_empty() && question.role == "journalist");
        let outlet = asked.map(|question| ("outlet", question.affiliation));
        let always = [("document", document), ("speaker", speaker)];
        always.into_iter().chain(times.into_iter().flatten()).chain(outlet)
    }

    /// The row of a document.
    pub(super) fn row(&self, document: &str) -> Option<u32> {
        self.documents.get(document).map(|document| document.row)
    }
}

/// Month, quarter and year of a day.
fn times(date: Date) -> [String; 3] {
    let (year, month) = (date.year(), date.month());
    [format!("{year:04}-{month:02}"), format!("{year:04}-Q{}", (month + 2) / 3), format!("{year:04}")]
}

/// The cell of a column of text; empty where it is missing.
pub(super) fn at(column: &Texts, row: usize) -> &str {
    column.get(row).unwrap_or("")
}

fn answers(role: &str) -> bool {
    matches!(role, "spokesperson" | "official")
}

fn words_of_turns(tables: &Tables, places: &Places, all: &mut Groups) {
    let turns = &tables.turns;
    let with_evasion = evasive_turns(tables);
    let [ids, documents, replies] = ["turn_id", "document_id", "reply_type"].map(|name| turns.text(name));
    let (n_tokens, n_core) = (turns.ints("n_tokens"), turns.ints("n_core"));
    for row in 0..turns.height() {
        let (id, document) = (at(ids, row), at(documents, row));
        let Some(turn) = places.turns.get(id).filter(|turn| answers(turn.role)) else { continue };
        let (tokens, core) = (n_tokens[row].unwrap_or(0) as usize, n_core[row].unwrap_or(0) as usize);
        let reply = at(replies, row);
        for key in places.groups(document, id, turn.speaker) {
            let sums = all.of(key);
            sums.add_document(places.row(document));
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

fn evasive_turns(tables: &Tables) -> HashSet<&str> {
    let hits = &tables.hits;
    let (counts, categories, turns) = (hits.bools("counts"), hits.text("category"), hits.text("turn_id"));
    let counted = (0..hits.height()).filter(|row| counts[*row] == Some(true));
    counted.filter(|row| at(categories, *row).starts_with("evade.")).map(|row| at(turns, row)).collect()
}

fn acts(tables: &Tables, places: &Places, all: &mut Groups) {
    let hits = &tables.hits;
    let (counts, core, intensity) = (hits.bools("counts"), hits.bools("core"), hits.floats("intensity"));
    let [documents, turns, holders] = ["document_id", "turn_id", "holder"].map(|name| hits.text(name));
    let [targets, categories] = ["target", "category"].map(|name| hits.text(name));
    for row in (0..hits.height()).filter(|row| counts[*row] == Some(true)) {
        let (document, target, category) = (at(documents, row), at(targets, row), at(categories, row));
        let (known, intensity) = (all.category(category), intensity[row].unwrap_or(0.0));
        let aimed = (!target.is_empty()).then_some(("target", target));
        for key in places.groups(document, at(turns, row), at(holders, row)).chain(aimed) {
            let sums = all.of(key);
            sums.add_document(places.row(document));
            sums.add_category(&known);
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
fn sources(tables: &Tables, places: &Places, all: &mut Groups) {
    let citations = &tables.citations;
    let [turns, documents, uses] = ["turn_id", "document_id", "use"].map(|name| citations.text(name));
    let specificity = citations.ints("specificity");
    for (row, specificity) in specificity.iter().enumerate() {
        let turn_id = at(turns, row);
        let Some(turn) = places.turns.get(turn_id).filter(|turn| answers(turn.role)) else { continue };
        for key in places.groups(at(documents, row), turn_id, turn.speaker) {
            let sums = all.of(key);
            sums.citations += 1;
            sums.evidence += usize::from(at(uses, row) == "evidence");
            sums.specificity += specificity.unwrap_or(0);
        }
    }
}
