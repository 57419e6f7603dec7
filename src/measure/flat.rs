//! The figures of groups without intervals, each by its name.

use super::groups::Groups;
use super::indices::Index;
use super::part::Part;
use super::sums::{Drawing, Sampled};
use super::tally::Kind;
use super::{CELLS, Measures};

/// The groups of a kind.
#[derive(Debug)]
pub struct Flats<'a> {
    groups: &'a Groups,
    by: &'static str,
    categories: Vec<&'a str>,
}

/// The figures of a group.
#[derive(Debug)]
pub struct Flat<'a> {
    /// Answering turns, documents, words.
    pub n: [usize; 3],
    sampled: Sampled,
    categories: &'a [&'a str],
}

impl Measures {
    /// The groups of a kind, as far as they have been added.
    pub fn flat(&self, by: &'static str) -> Flats<'_> {
        Flats { groups: &self.groups, by, categories: self.groups.names() }
    }
}

impl Flats<'_> {
    /// Their names in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.groups.sorted().filter(|((by, _), _)| *by == self.by).map(|((_, name), _)| name)
    }

    /// The figures of a group, if it has any.
    pub fn of(&self, name: &str) -> Option<Flat<'_>> {
        let cells = self.groups.group((self.by, name))?.cells(|_| true);
        let sampled = Sampled::new(cells, Drawing { lots: None, cells: CELLS, named: true });
        let sums = sampled.sums();
        let n = [Part::Answers, Part::Documents, Part::Tokens].map(|part| sums.of(part) as usize);
        Some(Flat { n, sampled, categories: &self.categories })
    }
}

impl Flat<'_> {
    /// Counting hits of a category.
    pub fn count(&self, category: &str) -> usize {
        let mut all = self.sampled.layout.of_kind(|kind| kind == Kind::Category);
        let column = all.find(|(_, name)| self.categories[*name] == category).map(|(column, _)| column);
        column.map_or(0, |column| self.sampled.sums().at(column) as usize)
    }

    /// The value of an index; none where its denominator is 0.
    pub fn value(&self, index: &Index) -> Option<f64> {
        (index.value)(&self.sampled.sums()).map(|figure| figure.value)
    }
}
