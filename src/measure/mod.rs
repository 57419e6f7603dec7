//! 8  Tables → measures: counts per group and document over the rows of the tables, the indices made of them with their
//! intervals, their course over time, and where it changes. Everything here can be counted again from those tables.

pub mod apart;
mod articles;
pub mod bootstrap;
mod changes;
mod counted;
pub mod flat;
pub mod groups;
pub mod indices;
pub mod part;
pub mod period;
pub mod places;
pub mod shifts;
pub mod sums;
pub mod tally;
mod trends;

use rayon::prelude::*;

use crate::phrase::Formulaic;
use crate::table::{MeasureRow, Table, Tables, measures};
use bootstrap::Lots;
use groups::{Group, Groups};
use indices::{Figure, Index};
use part::Part;
use period::{Length, Month};
use places::When;
use sums::{Drawing, Sampled, Sums};
use tally::Kind;

pub use places::{Key, UNNAMED};

/// A piece has so many rows, and those of one group more.
const PIECE: usize = 16_384;
/// So many groups are worked out at a time.
const BATCH: usize = 512;
/// Cells with fewer answers are marked as small (codebook 2.6).
pub const FEWEST_ANSWERS: usize = 20;
/// Cells of a group are put together down to so many before they are drawn.
const CELLS: usize = 400;

/// The counts of all groups of a run, from pieces of its tables.
#[derive(Debug, Default)]
pub struct Measures {
    groups: Groups,
}

impl Measures {
    /// Hears which quantities were compared, before the rows of their documents are added.
    pub fn hear(&mut self, checks: &Table) {
        self.groups.hear(checks);
    }

    /// Hears how many words of each turn are formula, before the rows of their documents are added.
    pub fn hear_formulas(&mut self, formulaic: Formulaic) {
        self.groups.hear_formulas(formulaic);
    }

    /// No rows come any more: what was heard of before is forgotten.
    pub fn heard_all(&mut self) {
        self.groups.forget_heard();
    }

    /// Hits were limited to these categories: indices that ask for others are not told.
    pub fn limit(&mut self, acts: &[String]) {
        self.groups.limit(acts);
    }

    /// The indices that are told.
    pub fn indices(&self) -> Vec<&'static Index> {
        self.groups.indices().collect()
    }

    /// Adds the rows of further documents, whole and in their order.
    pub fn add(&mut self, tables: &Tables) {
        self.groups.add(tables);
    }

    /// Fills the tables `measures`, `trends` and `changes`; months before and from which groups are compared are given.
    pub fn fill(&self, given: &[Month], tables: &mut Tables) {
        self.tables(given).for_each(|piece| {
            tables.measures.append(piece.measures);
            tables.trends.append(piece.trends);
            tables.changes.append(piece.changes);
        });
    }

    /// Their rows in their order, in pieces.
    pub fn tables(&self, given: &[Month]) -> impl Iterator<Item = Tables> {
        let measures = self.measures().map(|measures| Tables { measures, ..Tables::detail() });
        let trends = trends::pieces(&self.groups).map(|trends| Tables { trends, ..Tables::detail() });
        let changes =
            std::iter::once_with(move || Tables { changes: self.changes(given), ..Tables::detail() });
        measures.chain(trends).chain(changes)
    }

    /// The rows of `changes`; months before and from which groups are compared are given.
    pub fn changes(&self, given: &[Month]) -> Table {
        let mut changes = Table::new(&crate::table::changes::DECLARED);
        changes::fill(&self.groups, given, &mut changes);
        changes
    }

    /// The rows of `measures`, in pieces.
    fn measures(&self) -> impl Iterator<Item = Table> {
        let names = self.groups.names();
        let indices: Vec<&Index> = self.groups.indices().collect();
        let lots = Lots::new(0);
        let mut cells = self.wanted().into_iter().peekable();
        std::iter::from_fn(move || {
            cells.peek()?;
            let mut piece = Table::new(&measures::DECLARED);
            while piece.height() < PIECE && cells.peek().is_some() {
                let batch: Vec<Wanted> = cells.by_ref().take(BATCH).collect();
                let rows: Vec<(&Wanted, Rows)> = batch
                    .par_iter()
                    .map(|wanted| (wanted, rows(wanted, &names, (&indices, &lots))))
                    .collect();
                rows.iter().for_each(|(wanted, rows)| write(wanted, rows, &mut piece));
            }
            Some(piece)
        })
    }

    /// The groups in the order of the table: those of the rows, and those of time.
    fn wanted(&self) -> Vec<Wanted<'_>> {
        let mut wanted: Vec<Wanted> = Vec::new();
        for ((by, name), group) in self.groups.sorted() {
            wanted.push(Wanted { by, name: name.to_owned(), group, period: None });
            for length in [Length::Month, Length::Quarter, Length::Year].into_iter().filter(|_| by == "all") {
                let mut firsts: Vec<Month> = group.times().filter_map(|when| length.first(when)).collect();
                firsts.dedup();
                wanted.extend(firsts.into_iter().map(|first| Wanted {
                    by: length.name(),
                    name: length.named(first),
                    group,
                    period: Some((length, first)),
                }));
            }
        }
        wanted
    }
}

/// A group whose figures are wanted, or a part of it in time.
struct Wanted<'a> {
    by: &'a str,
    name: String,
    group: &'a Group,
    period: Option<(Length, Month)>,
}

impl Wanted<'_> {
    fn holds(&self, when: When) -> bool {
        self.period.is_none_or(|(length, first)| length.holds(first, when))
    }
}

/// The rows of a group: how many answers, documents and words it has, and its figures with their intervals.
struct Rows {
    n: [usize; 3],
    figures: Vec<Told>,
    /// Of all documents together: the core hits aimed at each target, in the order of their names.
    targets: Vec<Told>,
}

/// A measure, its figure and its interval.
type Told = (String, Figure, Option<(f64, f64)>);

/// Share of the core hits that are aimed at a target.
const TARGET_SHARE: &str = "target_share";

fn rows(wanted: &Wanted, names: &[&str], (indices, lots): (&[&Index], &Lots)) -> Rows {
    let lots = Some(lots).filter(|_| wanted.by != "document");
    let drawing = Drawing { lots, cells: CELLS, named: true };
    let sampled = Sampled::new(wanted.group.cells(|when| wanted.holds(when)), drawing);
    let sums = sampled.sums();
    let mut figures = Vec::new();
    let mut categories: Vec<(&str, usize)> = sampled
        .layout
        .of_kind(|kind| kind == Kind::Category)
        .map(|(column, name)| (names[name], column))
        .collect();
    categories.sort_unstable();
    for (name, column) in categories {
        figures.push((format!("n_{name}"), indices::count(sums.at(column)), None));
        let rate = |sums: &Sums| indices::of_category(sums.at(column), sums);
        if let Some(figure) = rate(&sums) {
            let interval = sampled.interval(|sums| Some(rate(sums)?.value));
            figures.push((format!("{name}_per_1000"), figure, interval));
        }
    }
    for index in indices {
        let Some(figure) = (index.value)(&sums) else { continue };
        let estimated = figure.denominator.is_some();
        let interval = if estimated { (index.drawn)(&sampled).interval() } else { None };
        figures.push((index.name.to_owned(), figure, interval));
    }
    let targets = if wanted.by == "all" { targets(&sampled, names) } else { Vec::new() };
    let n = [Part::Answers, Part::Documents, Part::Tokens].map(|part| sums.of(part) as usize);
    Rows { n, figures, targets }
}

fn targets(sampled: &Sampled, names: &[&str]) -> Vec<Told> {
    let all =
        sampled.layout.of_kind(|kind| kind != Kind::Category).filter(|(_, name)| !names[*name].is_empty());
    let share = |column: usize, sums: &Sums| indices::share(sums.at(column), sums.of(Part::Core));
    let mut shares: Vec<Told> = all
        .filter_map(|(column, name)| {
            let figure = share(column, &sampled.sums())?;
            let interval = sampled.interval(|sums| Some(share(column, sums)?.value));
            Some((names[name].to_owned(), figure, interval))
        })
        .collect();
    shares.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    shares
}

fn write(wanted: &Wanted, rows: &Rows, table: &mut Table) {
    let [n_answers, n_documents, n_tokens] = rows.n;
    let mut push =
        |group_by: &str, group: &str, measure: &str, figure: Figure, interval: Option<(f64, f64)>| {
            let row =
                MeasureRow { group_by, group, measure, figure, interval, n_answers, n_documents, n_tokens };
            measures::fill(row, table);
        };
    for (measure, figure, interval) in &rows.figures {
        push(wanted.by, &wanted.name, measure, *figure, *interval);
    }
    for (target, figure, interval) in &rows.targets {
        push("target", target, TARGET_SHARE, *figure, *interval);
    }
}
