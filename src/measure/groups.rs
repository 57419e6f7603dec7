//! Counts per group and month, from the rows of the tables. Documents may be added in pieces, each of them whole.

use std::collections::{BTreeMap, HashMap};

use super::indices::{INDICES, Index, asked_for};
use super::places::{Key, Places, When};
use super::tally::{Cell, Id, Kind, Tally, id};
use super::{articles, counted};
use crate::phrase::Formulaic;
use crate::selection::is_of;
use crate::table::{Table, Tables};

/// A month keeps so many cells; further documents are dealt out to them in turn. So memory is bounded, and a cell is
/// still drawn as one when intervals are made.
const CELLS: usize = 200;

/// The counts of every group that occurs.
#[derive(Debug, Default)]
pub struct Groups {
    numbers: BTreeMap<&'static str, HashMap<Box<str>, u32>>,
    groups: Vec<Group>,
    names: HashMap<Box<str>, usize>,
    /// Quantities that were compared, by a hash of their ids, and whether one contradicts them.
    checked: HashMap<u64, bool>,
    formulaic: Formulaic,
    /// Categories to which hits were limited, if any.
    acts: Vec<String>,
}

/// The cells of a group.
#[derive(Debug, Default)]
pub struct Group {
    /// In the order of time: most groups are a document's and have but one.
    months: Vec<(When, Month)>,
}

/// Those of a month.
#[derive(Debug)]
struct Month {
    cells: Vec<Cell>,
    documents: usize,
}

impl Month {
    fn add(&mut self, cell: Cell) {
        match self.cells.get_mut(self.documents % CELLS) {
            Some(full) if self.documents >= CELLS => *full = full.plus(&cell),
            _ => self.cells.push(cell),
        }
        self.documents += 1;
    }
}

impl Groups {
    /// Adds the rows of some documents.
    pub fn add(&mut self, tables: &Tables) {
        let places = Places::new(tables);
        let mut tallies = Tallies { groups: self, open: HashMap::new(), events: &places.events };
        counted::turns(tables, &places, &mut tallies);
        articles::words_of_quotes(tables, &places, &mut tallies);
        counted::acts(tables, &places, &mut tallies);
        articles::told_acts(tables, &places, &mut tallies);
        counted::sources(tables, &places, &mut tallies);
        counted::figures(tables, &places, &mut tallies);
        let mut open: Vec<((u32, u32), Tally)> = tallies.open.into_iter().collect();
        open.sort_unstable_by_key(|(place, _)| *place);
        for ((group, document), tally) in open {
            self.groups[group as usize].add(places.times[document as usize], tally.pack());
        }
    }

    /// Hears which quantities were compared, before their documents are added.
    pub fn hear(&mut self, checks: &Table) {
        let [relations, a, b] = ["relation", "quantity_id_a", "quantity_id_b"].map(|name| checks.text(name));
        for row in 0..checks.height() {
            let contradicts = relations.get(row) == Some("contradicts");
            for quantity in [a.get(row), b.get(row)].into_iter().flatten() {
                *self.checked.entry(hash(quantity)).or_default() |= contradicts;
            }
        }
    }

    /// Hears how many words of each turn are formula, before their documents are added.
    pub fn hear_formulas(&mut self, formulaic: Formulaic) {
        self.formulaic = formulaic;
    }

    /// Forgets what was heard of before documents were added.
    pub(super) fn forget_heard(&mut self) {
        self.checked = HashMap::new();
        self.formulaic = Formulaic::default();
    }

    /// Was a quantity compared, and was it contradicted?
    pub(super) fn checked(&self, quantity: &str) -> Option<bool> {
        self.checked.get(&hash(quantity)).copied()
    }

    /// A group.
    pub fn group(&self, (by, group): (&str, &str)) -> Option<&Group> {
        let number = self.numbers.get(by)?.get(group)?;
        self.groups.get(*number as usize)
    }

    /// Hits were limited to these categories and those below them: what asks for others is not told.
    pub fn limit(&mut self, acts: &[String]) {
        self.acts = acts.to_vec();
    }

    /// The indices that are told.
    pub fn indices(&self) -> impl Iterator<Item = &'static Index> {
        let is_there = |wanted: &&str| self.acts.iter().any(|act| is_of(wanted, act));
        let is_told = move |index: &&Index| self.acts.is_empty() || asked_for(index).iter().all(&is_there);
        INDICES.iter().filter(is_told)
    }

    /// Every group in the order of their names.
    pub fn sorted(&self) -> impl Iterator<Item = (Key<'_>, &Group)> {
        self.numbers.iter().flat_map(|(by, groups)| {
            #[allow(clippy::iter_over_hash_type, reason = "sorted here")]
            let mut groups: Vec<(&str, u32)> = groups.iter().map(|(group, n)| (group.as_ref(), *n)).collect();
            groups.sort_unstable();
            groups.into_iter().map(|(group, number)| ((*by, group), &self.groups[number as usize]))
        })
    }

    /// The names of categories and targets, by their numbers.
    pub fn names(&self) -> Vec<&str> {
        let mut names = vec![""; self.names.len()];
        #[allow(clippy::iter_over_hash_type, reason = "put into order by their numbers")]
        for (name, number) in &self.names {
            names[*number] = name;
        }
        names
    }

    fn number(&mut self, (by, group): Key) -> u32 {
        let groups = self.numbers.entry(by).or_default();
        match groups.get(group) {
            Some(number) => *number,
            None => {
                let next = self.groups.len() as u32;
                groups.insert(group.into(), next);
                self.groups.push(Group::default());
                next
            }
        }
    }
}

/// A hash that is the same in every run (FNV-1a).
fn hash(quantity: &str) -> u64 {
    quantity
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Group {
    /// A group of one cell, whose time is not known.
    pub(super) fn of(cell: Cell) -> Self {
        Self { months: vec![(None, Month { cells: vec![cell], documents: 1 })] }
    }

    fn add(&mut self, when: When, cell: Cell) {
        let at = self.months.partition_point(|(other, _)| *other < when);
        match self.months.get_mut(at) {
            Some((other, month)) if *other == when => month.add(cell),
            _ => {
                // The group of a document takes no more room than it needs.
                self.months.reserve_exact(usize::from(self.months.is_empty()));
                self.months.insert(at, (when, Month { cells: vec![cell], documents: 1 }));
            }
        }
    }

    /// The times of the group's documents, in order.
    pub fn times(&self) -> impl Iterator<Item = When> {
        self.months.iter().map(|(when, _)| *when)
    }

    /// The cells of the times that fit, in order.
    pub fn cells(&self, fits: impl Fn(When) -> bool) -> impl Iterator<Item = &Cell> {
        self.months.iter().filter(move |(when, _)| fits(*when)).flat_map(|(_, month)| &month.cells)
    }
}

/// The tallies of the documents that are being read.
pub(super) struct Tallies<'a> {
    groups: &'a mut Groups,
    open: HashMap<(u32, u32), Tally>,
    events: &'a [u32],
}

impl Tallies<'_> {
    /// The tally of a document in a group; of a press conference whose answers are rows of a table they share one.
    pub(super) fn of(&mut self, key: Key, document: u32) -> &mut Tally {
        let number = self.groups.number(key);
        let event = if key.0 == "document" { document } else { self.events[document as usize] };
        self.open.entry((number, event)).or_default()
    }

    /// The number of a category or target.
    pub(super) fn id(&mut self, kind: Kind, name: &str) -> Id {
        let number = match self.groups.names.get(name) {
            Some(number) => *number,
            None => {
                let next = self.groups.names.len();
                self.groups.names.insert(name.into(), next);
                next
            }
        };
        id(kind, number)
    }

    /// Was a quantity compared, and was it contradicted?
    pub(super) fn checked(&self, quantity: &str) -> Option<bool> {
        self.groups.checked(quantity)
    }

    /// How many words of a turn are formula.
    pub(super) fn formulas(&self, turn: &str) -> crate::phrase::Sums {
        self.groups.formulaic.of(turn)
    }
}
