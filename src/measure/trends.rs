//! The course of indices over months and quarters: gaps stay gaps.

use rayon::prelude::*;

use super::bootstrap::Lots;
use super::groups::{Group, Groups};
use super::indices::{Figure, Index};
use super::part::Part;
use super::period::{self, Length, Month};
use super::sums::{Drawing, Drawn, Sampled};
use super::{FEWEST_ANSWERS, TARGET_SHARE, indices};
use crate::measure::tally::Kind;
use crate::table::Table;
use crate::table::trends::{self, TrendRow};

/// What has a course: all documents, and each group of these kinds.
pub(super) const SERIES: [&str; 5] = ["all", "speaker", "state", "questioner", "question_type"];
/// A series has words in at least so many months.
const FEWEST_MONTHS: usize = 3;
/// Cells of a period are put together down to so many before they are drawn.
const CELLS: usize = 100;
/// So many months before a month are its baseline.
const BASELINE: i32 = 12;

/// A group that has a course.
#[derive(Clone, Copy)]
pub(super) struct Series<'a> {
    pub(super) by: &'static str,
    pub(super) name: &'a str,
    pub(super) group: &'a Group,
    pub(super) first: Month,
    pub(super) last: Month,
}

/// The groups that have a course, in the order of the table.
pub(super) fn series(groups: &Groups) -> Vec<Series<'_>> {
    let all = groups.sorted().filter(|((by, _), _)| SERIES.contains(by));
    all.filter_map(|((by, name), group)| {
        let months: Vec<Month> = group.times().filter_map(period::month).collect();
        let (first, last) = (*months.first()?, *months.last()?);
        (months.len() >= FEWEST_MONTHS).then_some(Series { by, name, group, first, last })
    })
    .collect()
}

/// Fills the table `trends`.
pub(super) fn fill(groups: &Groups, table: &mut Table) {
    let names = groups.names();
    let lots = [Lots::new(1), Lots::new(2)];
    for series in series(groups) {
        for length in [Length::Month, Length::Quarter] {
            let periods = periods(series, length, &lots);
            for index in groups.indices().filter(|index| index.trend) {
                course(series, length, &periods, index, table);
            }
        }
        if series.by == "all" {
            aimed(series, &names, &lots[0], table);
        }
    }
}

/// A period with its sums, and those of the twelve months before it.
struct Period {
    first: Month,
    now: Sampled,
    before: Sampled,
    n: [usize; 3],
}

fn periods(series: Series, length: Length, lots: &[Lots; 2]) -> Vec<Period> {
    let start = series.first.div_euclid(length.months()) * length.months();
    let firsts: Vec<Month> = (start..=series.last).step_by(length.months() as usize).collect();
    let sampled = |first: Month| {
        let drawing = |lots| Drawing { lots: Some(lots), cells: CELLS, named: false };
        let now = Sampled::new(series.group.cells(|when| length.holds(first, when)), drawing(&lots[0]));
        let earlier =
            |when| period::month(when).is_some_and(|month| (first - BASELINE..first).contains(&month));
        let before = Sampled::new(series.group.cells(earlier), drawing(&lots[1]));
        let sums = now.sums();
        let n = [Part::Answers, Part::Documents, Part::Tokens].map(|part| sums.of(part) as usize);
        Period { first, now, before, n }
    };
    firsts.into_par_iter().map(sampled).collect()
}

/// The rows of an index, from its first to its last value.
fn course(series: Series, length: Length, periods: &[Period], index: &Index, table: &mut Table) {
    let figures: Vec<Option<Figure>> =
        periods.iter().map(|period| (index.value)(&period.now.sums())).collect();
    let (Some(from), Some(to)) =
        (figures.iter().position(Option::is_some), figures.iter().rposition(Option::is_some))
    else {
        return;
    };
    let value = |sums: &super::Sums| Some((index.value)(sums)?.value);
    let rows = (from..=to).into_par_iter().map(|at| {
        let Period { first, now, before, n } = &periods[at];
        let base = before.sums();
        let enough = base.of(Part::Answers) >= FEWEST_ANSWERS as f64;
        let baseline = enough.then(|| value(&base)).flatten();
        let drawn = figures[at].map(|_| (index.drawn)(now));
        TrendRow {
            series_by: series.by,
            series: series.name.to_owned(),
            measure: index.name,
            length,
            period: length.named(*first),
            figure: figures[at],
            interval: drawn.as_ref().and_then(Drawn::interval),
            median: median(&figures, at),
            baseline,
            change: figures[at].zip(baseline).map(|(now, base)| now.value - base),
            change_interval: drawn
                .as_ref()
                .zip(baseline)
                .and_then(|(now, _)| now.less(&(index.drawn)(before))),
            n: *n,
        }
    });
    rows.collect::<Vec<TrendRow>>().into_iter().for_each(|row| trends::fill(row, table));
}

/// The median of a value and its two neighbours in time; none at a gap or beside two of them.
fn median(figures: &[Option<Figure>], at: usize) -> Option<f64> {
    figures[at]?;
    let near = &figures[at.saturating_sub(1)..(at + 2).min(figures.len())];
    let mut values: Vec<f64> = near.iter().flatten().map(|figure| figure.value).collect();
    values.sort_unstable_by(f64::total_cmp);
    match values[..] {
        [a, b] => Some(f64::midpoint(a, b)),
        [_, b, _] => Some(b),
        _ => None,
    }
}

/// The course of the share of each target that is aimed at in enough months.
fn aimed(series: Series, names: &[&str], lots: &Lots, table: &mut Table) {
    let months: Vec<Month> = (series.first..=series.last).collect();
    let drawing = Drawing { lots: Some(lots), cells: CELLS, named: true };
    let samples: Vec<Sampled> = months
        .par_iter()
        .map(|first| Sampled::new(series.group.cells(|when| Length::Month.holds(*first, when)), drawing))
        .collect();
    let column = |sampled: &Sampled, target: usize| {
        sampled.layout.of_kind(|kind| kind == Kind::Actor).find(|(_, name)| *name == target).map(|(at, _)| at)
    };
    let mut targets: Vec<usize> = samples
        .iter()
        .flat_map(|sampled| sampled.layout.of_kind(|kind| kind == Kind::Actor).map(|(_, name)| name))
        .collect();
    targets.sort_unstable_by_key(|target| names[*target]);
    for some in targets.chunk_by(|a, b| a == b).filter(|months| months.len() >= FEWEST_MONTHS) {
        let share = |at: Option<usize>, sums: &super::Sums| {
            indices::share(at.map_or(0.0, |at| sums.at(at)), sums.of(Part::Core))
        };
        let columns: Vec<Option<usize>> = samples.iter().map(|sampled| column(sampled, some[0])).collect();
        let figures: Vec<Option<Figure>> =
            samples.iter().zip(&columns).map(|(sampled, at)| share(*at, &sampled.sums())).collect();
        for (at, sampled) in samples.iter().enumerate() {
            let sums = sampled.sums();
            let value = |sums: &super::Sums| Some(share(columns[at], sums)?.value);
            let row = TrendRow {
                series_by: "target",
                series: names[some[0]].to_owned(),
                measure: TARGET_SHARE,
                length: Length::Month,
                period: Length::Month.named(months[at]),
                figure: figures[at],
                interval: figures[at].and_then(|_| sampled.interval(value)),
                median: median(&figures, at),
                baseline: None,
                change: None,
                change_interval: None,
                n: [Part::Answers, Part::Documents, Part::Tokens].map(|part| sums.of(part) as usize),
            };
            trends::fill(row, table);
        }
    }
}
