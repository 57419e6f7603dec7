//! Sums of documents apart, for whoever adds them up elsewhere: on many machines, say. What is added up so gives the same
//! figures, without intervals, and without what only all documents together tell.

use std::collections::{BTreeMap, HashMap};

use super::bootstrap::Lots;
use super::groups::{Group, Groups};
use super::indices::{INDICES, Index};
use super::part::{ALL, PARTS};
use super::period::Length;
use super::places::When;
use super::tally::{Cell, Id, Kind, id, named};
use super::{Measures, Wanted, rows, write};
use crate::table::{Table, measures};

/// Measures that need all documents at once: formulas that come again, figures that contradict each other.
pub const OF_ALL: [&str; 3] = ["formulaicity", "formulaic_run_share", "drift"];

/// Sums that some groups have alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// What is grouped by, and the name of the group.
    pub groups: Vec<(String, String)>,
    /// Name of a count, and how many there are; those that are not 0.
    pub sums: Vec<(String, u64)>,
}

/// The kinds of named counts, as their names begin.
const KINDS: [(Kind, &str); 3] =
    [(Kind::Category, "category:"), (Kind::Actor, "actor:"), (Kind::Other, "other:")];

impl Measures {
    /// The sums of every group and period. Sums of whole documents, of one or of many, may be added to those of others.
    pub fn apart(&self) -> Vec<Apart> {
        let names = self.groups.names();
        let mut apart: Vec<Apart> = Vec::new();
        let mut known: HashMap<Vec<(Id, u64)>, usize> = HashMap::new();
        for ((by, group), counts, when) in all(&self.groups) {
            let sums = || counts.iter().map(|(id, n)| (told(*id, &names), *n)).collect();
            let at = *known.entry(counts.clone()).or_insert_with(|| {
                apart.push(Apart { groups: Vec::new(), sums: sums() });
                apart.len() - 1
            });
            apart[at].groups.push((by.to_owned(), group.to_owned()));
            if by == "all" {
                apart[at].groups.extend(periods(when));
            }
        }
        apart
    }
}

type Counted<'a> = ((&'static str, &'a str), Vec<(Id, u64)>, When);

/// Every group at every time with its counts.
fn all(groups: &Groups) -> impl Iterator<Item = Counted<'_>> {
    groups.sorted().flat_map(|(key, group)| {
        group.times().map(move |when| {
            let mut sum: BTreeMap<Id, u64> = BTreeMap::new();
            for (id, n) in group.cells(|time| time == when).flat_map(Cell::counts) {
                *sum.entry(id).or_default() += n;
            }
            (key, sum.into_iter().collect(), when)
        })
    })
}

fn periods(when: When) -> impl Iterator<Item = (String, String)> {
    [Length::Month, Length::Quarter, Length::Year]
        .into_iter()
        .filter_map(move |length| Some((length.name().to_owned(), length.named(length.first(when)?))))
}

/// The name of a count.
fn told(count: Id, names: &[&str]) -> String {
    match named(count) {
        None => format!("{:?}", ALL[count as usize]),
        Some((kind, name)) => {
            let begins = KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, begins)| begins);
            format!("{begins}{}", names[name])
        }
    }
}

/// The number of a count, whose name is put among the others if it is new; none if there is no such count.
fn number<'a>(told: &'a str, names: &mut Vec<&'a str>) -> Option<Id> {
    let part = ALL.iter().position(|part| format!("{part:?}") == told);
    let kind = || KINDS.iter().find_map(|(kind, begins)| Some((*kind, told.strip_prefix(begins)?)));
    part.map(|part| part as Id).or_else(|| {
        let (kind, name) = kind()?;
        let at = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        debug_assert!(id(kind, at) as usize >= PARTS);
        Some(id(kind, at))
    })
}

/// Adds the rows of `measures` of one group, whose sums were added up elsewhere. Names that are no count are passed over.
pub fn fill(group_by: &str, group: &str, sums: &[(String, u64)], table: &mut Table) {
    let mut names = Vec::new();
    let mut counts: Vec<(Id, u64)> =
        sums.iter().filter_map(|(told, n)| Some((number(told, &mut names)?, *n))).collect();
    counts.sort_unstable();
    let summed = Group::of(Cell::of(counts.into_iter()));
    let wanted = Wanted { by: group_by, name: group.to_owned(), group: &summed, period: None };
    let indices: Vec<&Index> = INDICES.iter().collect();
    let mut rows = rows(&wanted, &names, (&indices, &Lots::new(0)));
    rows.figures.retain(|(measure, ..)| !OF_ALL.contains(&measure.as_str()));
    let mut whole = Table::new(&measures::DECLARED);
    write(&wanted, &rows, &mut whole);
    table.append(whole);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Options, ingest};
    use crate::resources::Resources;
    use crate::table::Tables;

    #[test]
    fn what_is_added_up_elsewhere_is_the_same() {
        let resources = Resources::built_in().unwrap();
        let texts = [
            "date,speaker,question,answer\n2021-07-20,Varn,Why?,The claim is groundless and we reject it.\n",
            "date,speaker,question,answer\n2021-08-02,Varn,Who lies?,Karvonia threatens us. We warn Karvonia.\n",
            "date,speaker,question,answer\n2021-08-02,Olm,Really?,Japan lies. We will retaliate against Japan.\n",
        ];
        let (mut together, mut sums) = (Measures::default(), BTreeMap::<_, BTreeMap<String, u64>>::new());
        for (n, text) in texts.iter().enumerate() {
            let document = &ingest(&format!("{n}.csv"), text.as_bytes(), &Options::default()).documents[0];
            let tables = Tables::of(document, &crate::analyze(document, &resources), &resources);
            together.add(&tables);
            let mut alone = Measures::default();
            alone.add(&tables);
            for apart in alone.apart() {
                for group in apart.groups {
                    let sum = sums.entry(group).or_default();
                    apart.sums.iter().for_each(|(name, n)| *sum.entry(name.clone()).or_default() += n);
                }
            }
        }
        let mut added = Table::new(&measures::DECLARED);
        for ((by, group), sums) in &sums {
            fill(by, group, &sums.clone().into_iter().collect::<Vec<_>>(), &mut added);
        }
        let mut whole = Tables::detail();
        together.fill(&[], &mut whole);
        assert_eq!(shown(&added), shown(&whole.measures));
        assert!(added.height() > 100);
    }

    /// The rows that both have, in order, without intervals.
    fn shown(table: &Table) -> Vec<String> {
        let column =
            |name: &str| table.declared.columns.iter().position(|column| column.name == name).unwrap();
        let left_out = ["ci_low", "ci_high"].map(column);
        let cells = |row: usize| {
            let of = (0..table.data.len()).filter(|column| !left_out.contains(column));
            of.map(|column| format!("{:?}", table.cell(row, column))).collect::<Vec<_>>().join(" ")
        };
        let rows = (0..table.height()).filter(|row| !OF_ALL.contains(&table.at("measure", *row)));
        let mut rows: Vec<String> = rows.map(cells).collect();
        rows.sort();
        rows
    }
}
