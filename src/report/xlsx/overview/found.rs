//! What the overview tells, heard from pieces of the tables: whole documents in their order, then measures.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::table::{Table, Tables, citations, turns};

/// So many bars a chart has at most.
pub(super) const BARS: usize = 10;
/// A chart over time has at most so many months or quarters; of longer times it shows quarters, then years, as short
/// periods of a long time have too few documents for intervals.
pub(super) const POINTS: usize = 24;
/// The measure followed over time.
pub(super) const FOLLOWED: &str = "ci";
/// Measures of everything together that are told in words.
const TOLD: [&str; 3] = [FOLLOWED, "hostile_any_share", "evasion_rate"];

/// What was read and found so far.
#[derive(Debug, Default)]
pub(in crate::report::xlsx) struct Found {
    pub(super) documents: usize,
    pub(super) genres: BTreeMap<String, usize>,
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
    pub(super) undated: usize,
    pub(super) words: i64,
    pub(super) exchanges: i64,
    pub(super) turns: usize,
    pub(super) answers: usize,
    pub(super) speakers: BTreeSet<String>,
    pub(super) hits: usize,
    pub(super) counted: usize,
    pub(super) citations: usize,
    /// Citations that are no part of a question.
    pub(super) own_citations: usize,
    pub(super) quantities: usize,
    pub(super) relations: BTreeMap<String, usize>,
    pub(super) phrases: usize,
    pub(super) severities: BTreeMap<String, usize>,
    pub(super) strongest: Option<Strongest>,
    /// How often sources of each kind were cited, questions left out.
    pub(super) kinds: BTreeMap<String, usize>,
    /// How often each source was cited, questions, states and blocs left out.
    pub(super) cited: BTreeMap<String, usize>,
    /// Measures of everything together.
    pub(super) all: BTreeMap<String, Figure>,
    /// Counts of the kinds of acts, under their names in `measures`.
    pub(super) acts: Vec<(String, Figure)>,
    /// Targets with the most acts, the most frequent first.
    pub(super) targets: Vec<(String, Figure)>,
    pub(super) n_targets: usize,
    pub(super) months: Vec<(String, Figure)>,
    pub(super) quarters: Vec<(String, Figure)>,
    /// From `measures`, which has years.
    pub(super) years: Vec<(String, Figure)>,
    /// Rows of `measures` and `trends` so far.
    measures: usize,
    trends: usize,
}

/// The answer with the most points.
#[derive(Clone, Debug)]
pub(super) struct Strongest {
    pub(super) points: f64,
    pub(super) acts: i64,
    pub(super) speaker: String,
    pub(super) date: Option<Date>,
    /// Its row in `turns`.
    pub(super) row: usize,
}

/// A row of `measures` or `trends`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) value: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) numerator: f64,
    pub(super) answers: i64,
    pub(super) row: usize,
}

impl Found {
    /// Hears further rows.
    pub(in crate::report::xlsx) fn add(&mut self, tables: &Tables) {
        self.add_documents(&tables.documents);
        self.add_citations(tables);
        self.add_turns(tables);
        self.hits += tables.hits.height();
        self.counted += tables.hits.bools("counts").iter().filter(|counts| **counts == Some(true)).count();
        self.quantities += tables.quantities.height();
        self.phrases += tables.phrases.height();
        tally(tables.checks.text("relation").iter().flatten(), &mut self.relations);
        tally(tables.problems.text("severity").iter().flatten(), &mut self.severities);
        self.add_measures(&tables.measures);
        self.add_trends(&tables.trends);
    }

    fn add_documents(&mut self, documents: &Table) {
        let sum = |name: &str| documents.ints(name).iter().flatten().sum::<i64>();
        self.documents += documents.height();
        self.words += sum("n_tokens");
        self.exchanges += sum("n_exchanges");
        tally(documents.text("genre").iter().flatten(), &mut self.genres);
        for date in documents.dates("date") {
            let Some(date) = *date else {
                self.undated += 1;
                continue;
            };
            self.first = Some(self.first.map_or(date, |first| first.min(date)));
            self.last = Some(self.last.map_or(date, |last| last.max(date)));
        }
    }

    fn add_turns(&mut self, tables: &Tables) {
        let turns = &tables.turns;
        for row in 0..turns.height() {
            if turns::answers(turns.at("role", row)) {
                self.answers += 1;
                let speaker = turns.at("speaker", row);
                if !speaker.is_empty() && !self.speakers.contains(speaker) {
                    self.speakers.insert(speaker.to_owned());
                }
            }
            let points = turns.floats("intensity_sum")[row].unwrap_or(0.0);
            if points > self.strongest.as_ref().map_or(0.0, |strongest| strongest.points) {
                self.strongest = Some(Strongest {
                    points,
                    acts: turns.ints("n_core")[row].unwrap_or(0),
                    speaker: turns.at("speaker", row).to_owned(),
                    date: date(&tables.documents, turns.at("document_id", row)),
                    row: self.turns + row,
                });
            }
        }
        self.turns += turns.height();
    }

    fn add_citations(&mut self, tables: &Tables) {
        self.citations += tables.citations.height();
        for (row, body) in citations::of_speakers(tables) {
            self.own_citations += 1;
            tally([tables.citations.at("source_type", row)], &mut self.kinds);
            tally(body, &mut self.cited);
        }
    }

    fn add_measures(&mut self, measures: &Table) {
        for row in 0..measures.height() {
            let (by, name) = (measures.at("group_by", row), measures.at("measure", row));
            if by == "all" && TOLD.contains(&name) {
                self.all.insert(name.to_owned(), figure(measures, row, self.measures));
            } else if by == "all" && name.starts_with("n_") {
                self.acts.push((name.to_owned(), figure(measures, row, self.measures)));
            } else if by == "year" && name == FOLLOWED {
                let year = measures.at("group", row).to_owned();
                self.years.push((year, figure(measures, row, self.measures)));
            } else if by == "target" && name == "target_share" {
                self.n_targets += 1;
                let target = measures.at("group", row).to_owned();
                self.targets.push((target, figure(measures, row, self.measures)));
            }
        }
        // Of equals the first in the order of the table.
        self.targets.sort_by(|a, b| b.1.numerator.total_cmp(&a.1.numerator));
        self.targets.truncate(BARS);
        self.measures += measures.height();
    }

    fn add_trends(&mut self, trends: &Table) {
        for row in 0..trends.height() {
            if trends.at("series_by", row) != "all" || trends.at("measure", row) != FOLLOWED {
                continue;
            }
            let of_length = match trends.at("period_type", row) {
                "month" => &mut self.months,
                _ => &mut self.quarters,
            };
            of_length.push((trends.at("period", row).to_owned(), figure(trends, row, self.trends)));
        }
        self.trends += trends.height();
    }
}

fn figure(table: &Table, row: usize, before: usize) -> Figure {
    let number = |name: &str| table.floats(name).get(row).copied().flatten();
    Figure {
        value: number("value"),
        low: number("ci_low"),
        high: number("ci_high"),
        numerator: number("numerator").unwrap_or(0.0),
        answers: table.ints("n_answers").get(row).copied().flatten().unwrap_or(0),
        row: before + row,
    }
}

fn date(documents: &Table, id: &str) -> Option<Date> {
    let row = documents.text("document_id").iter().position(|known| known == Some(id))?;
    documents.dates("date")[row]
}

fn tally<'a>(names: impl IntoIterator<Item = &'a str>, counts: &mut BTreeMap<String, usize>) {
    for name in names {
        match counts.get_mut(name) {
            Some(n) => *n += 1,
            None => drop(counts.insert(name.to_owned(), 1)),
        }
    }
}
