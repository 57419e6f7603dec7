//! Changes of level: those that the series show, and before and after months that are given.

use rayon::prelude::*;

use super::bootstrap::Lots;
use super::groups::Groups;
use super::indices::Index;
use super::part::Part;
use super::period::{self, Length, Month};
use super::shifts::{self, Point};
use super::sums::{Drawing, Sampled, Sums};
use super::trends::{self, Series};
use super::{CELLS, FEWEST_ANSWERS};
use crate::table::Table;
use crate::table::changes::{self, ChangeRow};

/// Changes that would stand by chance in one of twenty runs without any, over all series and indices together.
const ALPHA: f64 = 0.05;

/// A change of level.
struct Change {
    basis: &'static str,
    at: Month,
    place: Option<(Month, Month)>,
    p: Option<[f64; 2]>,
    /// The months that are compared with those from it on: from this one.
    from: Month,
    /// To before this one.
    to: Month,
}

/// An index over the months of a series, and how probable its largest shift is by chance.
struct Course<'a> {
    series: &'a Series<'a>,
    index: &'static Index,
    p: f64,
}

/// Fills the table `changes`.
pub(super) fn fill(groups: &Groups, given: &[Month], table: &mut Table) {
    let series = trends::series(groups);
    let courses = courses(groups, &series);
    let adjusted = holm(&courses.iter().map(|course| course.p).collect::<Vec<f64>>());
    let lots = [Lots::new(1), Lots::new(2)];
    let rows = courses.par_iter().zip(adjusted).flat_map_iter(|(course, adjusted)| {
        let mut changes = found(course, adjusted);
        changes.extend(at_given(course, given));
        changes.into_iter().map(|change| row(course, change, &lots))
    });
    rows.collect::<Vec<ChangeRow>>().into_iter().for_each(|row| changes::fill(row, table));
}

fn courses<'a>(groups: &Groups, all: &'a [Series<'a>]) -> Vec<Course<'a>> {
    let indices: Vec<&'static Index> = groups.indices().filter(|index| index.trend).collect();
    let of_series = |series: &'a Series<'a>| {
        let months = months(*series);
        let of_index = |index: &&'static Index| {
            let p = shifts::p_value(&observed(index, &months).1);
            Course { series, index, p }
        };
        indices.par_iter().map(of_index).collect::<Vec<Course>>()
    };
    all.par_iter().flat_map(of_series).collect()
}

/// The sums of the months in which somebody answers.
fn months(series: Series) -> Vec<(Month, Sampled)> {
    let drawing = Drawing { lots: None, cells: 1, named: false };
    let all = (series.first..=series.last).map(|month| {
        let cells = series.group.cells(|when| Length::Month.holds(month, when));
        (month, Sampled::new(cells, drawing))
    });
    all.filter(|(_, sampled)| sampled.sums().of(Part::Answers) > 0.0).collect()
}

/// The months in which an index has a value, and the values. A month with 20 answers and more weighs one, a month with
/// fewer as much less.
fn observed(index: &Index, months: &[(Month, Sampled)]) -> (Vec<Month>, Vec<Point>) {
    let observed = months.iter().filter_map(|(month, sampled)| {
        let sums = sampled.sums();
        let value = (index.value)(&sums)?.value;
        let weight = (sums.of(Part::Answers) / FEWEST_ANSWERS as f64).min(1.0);
        Some((*month, Point { value, weight }))
    });
    observed.unzip()
}

/// Holm's adjustment for many tests (Holm 1979, Scandinavian Journal of Statistics 6:65–70).
fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut adjusted = vec![1.0; p.len()];
    let mut most: f64 = 0.0;
    for (rank, at) in order.into_iter().enumerate() {
        most = most.max(p[at] * (p.len() - rank) as f64).min(1.0);
        adjusted[at] = most;
    }
    adjusted
}

fn found(course: &Course, adjusted: f64) -> Vec<Change> {
    if adjusted > ALPHA {
        return Vec::new();
    }
    let (months, points) = observed(course.index, &months(*course.series));
    let shifts = shifts::shifts(&points, ALPHA);
    let end = course.series.last + 1;
    let month = |at: usize| months.get(at).copied().unwrap_or(end);
    let change = |number: usize| {
        let shift = shifts[number];
        Change {
            basis: "found",
            at: month(shift.at),
            place: Some((month(shift.low), month(shift.high))),
            p: Some([shift.p, adjusted]),
            from: number.checked_sub(1).map_or(course.series.first, |before| month(shifts[before].at)),
            to: shifts.get(number + 1).map_or(end, |after| month(after.at)),
        }
    };
    (0..shifts.len()).map(change).collect()
}

/// Before and after each given month, from the one before it to the one after it.
fn at_given<'a>(course: &'a Course, given: &'a [Month]) -> impl Iterator<Item = Change> + 'a {
    let end = course.series.last + 1;
    given.iter().enumerate().map(move |(number, at)| Change {
        basis: "given",
        at: *at,
        place: None,
        p: None,
        from: number.checked_sub(1).map_or(course.series.first, |before| given[before]),
        to: given.get(number + 1).copied().unwrap_or(end),
    })
}

fn row<'a>(course: &Course<'a>, change: Change, lots: &[Lots; 2]) -> ChangeRow<'a> {
    let Course { series, index, .. } = course;
    let side = |from: Month, to: Month, lots: &Lots| {
        let fits = move |when| period::month(when).is_some_and(|month| (from..to).contains(&month));
        let drawing = Drawing { lots: Some(lots), cells: CELLS, named: false };
        Sampled::new(series.group.cells(fits), drawing)
    };
    let (before, after) = (side(change.from, change.at, &lots[0]), side(change.at, change.to, &lots[1]));
    let value = |sums: &Sums| Some((index.value)(sums)?.value);
    let (was, is) = (value(&before.sums()), value(&after.sums()));
    let n = |sampled: &Sampled| sampled.sums().of(Part::Answers) as usize;
    ChangeRow {
        series_by: series.by,
        series: series.name,
        measure: index.name,
        basis: change.basis,
        at: period::named(change.at),
        place: change.place.map(|(low, high)| [period::named(low), period::named(high)]),
        before: was,
        after: is,
        difference: was.zip(is).map(|(was, is)| is - was),
        interval: (index.drawn)(&after).less(&(index.drawn)(&before)),
        p: change.p,
        n_answers: [n(&before), n(&after)],
    }
}

#[cfg(test)]
mod tests {
    use super::holm;

    #[test]
    fn holm_by_hand() {
        // .01 · 4 = .04; .02 · 3 = .06; .03 · 2 = .06; .5 · 1 = .5.
        let adjusted = holm(&[0.5, 0.01, 0.03, 0.02]);
        for (found, expected) in adjusted.iter().zip([0.5, 0.04, 0.06, 0.06]) {
            assert!((found - expected).abs() < 1e-12, "{adjusted:?}");
        }
        assert!(holm(&[]).is_empty());
        assert_eq!(holm(&[0.9, 0.8]), [1.0, 1.0]);
    }
}
