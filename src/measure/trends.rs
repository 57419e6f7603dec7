//! The course of indices over months and quarters: gaps stay gaps.

use rayon::prelude::*;

use super::bootstrap::Lots;
use super::groups::{Group, Groups};
use super::indices::{Figure, Index};
use super::part::Part;
use super::period::{self, Length, Month};
use super::sums::{Drawing, Drawn, Sampled};
use super::{FEWEST_ANSWERS, PIECE, TARGET_SHARE, indices};
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

/// The rows of the table `trends` in their order, in pieces: one has so many rows, and those of one series more.
pub(super) fn pieces(groups: &Groups) -> impl Iterator<Item = Table> {
    let names = groups.names();
    let lots = [Lots::new(1), Lots::new(2)];
    let indices: Vec<&Index> = groups.indices().filter(|index| index.trend).collect();
    let mut series = series(groups).into_iter().peekable();
    std::iter::from_fn(move || {
        series.peek()?;
        let mut piece = Table::new(&trends::DECLARED);
        while piece.height() < PIECE
            && let Some(series) = series.next()
        {
            fill(series, &indices, &lots, &mut piece);
            if series.by == "all" {
                aimed(series, &names, &lots[0], &mut piece);
            }
        }
        Some(piece)
    })
}

fn fill(series: Series, indices: &[&Index], lots: &[Lots; 2], table: &mut Table) {
    for length in [Length::Month, Length::Quarter] {
        let periods = periods(series, length, indices, lots);
        for (at, index) in indices.iter().enumerate() {
            course((series, length), &periods, (at, index), table);
        }
    }
}

/// A period with what each index is in it. The draws behind it are many, and forgotten.
struct Period {
    first: Month,
    found: Vec<Found>,
    n: [usize; 3],
}

/// An index in a period, beside the twelve months before it.
#[derive(Clone, Copy)]
struct Found {
    figure: Option<Figure>,
    interval: Option<(f64, f64)>,
    baseline: Option<f64>,
    change_interval: Option<(f64, f64)>,
}

fn periods(series: Series, length: Length, indices: &[&Index], lots: &[Lots; 2]) -> Vec<Period> {
    let start = series.first.div_euclid(length.months()) * length.months();
    let firsts: Vec<Month> = (start..=series.last).step_by(length.months() as usize).collect();
    let period = |first: Month| {
        let drawing = |lots| Drawing { lots: Some(lots), cells: CELLS, named: false };
        let now = Sampled::new(series.group.cells(|when| length.holds(first, when)), drawing(&lots[0]));
        let earlier =
            |when| period::month(when).is_some_and(|month| (first - BASELINE..first).contains(&month));
        let before = Sampled::new(series.group.cells(earlier), drawing(&lots[1]));
        let found = indices.iter().map(|index| found(index, &now, &before)).collect();
        Period { first, found, n: sizes(&now) }
    };
    firsts.into_par_iter().map(period).collect()
}

fn found(index: &Index, now: &Sampled, before: &Sampled) -> Found {
    let figure = (index.value)(&now.sums());
    let base = before.sums();
    let enough = base.of(Part::Answers) >= FEWEST_ANSWERS as f64;
    let baseline = enough.then(|| (index.value)(&base)).flatten().map(|figure| figure.value);
    let drawn = figure.map(|_| (index.drawn)(now));
    let change = drawn.as_ref().zip(baseline).and_then(|(now, _)| now.less(&(index.drawn)(before)));
    Found { figure, interval: drawn.as_ref().and_then(Drawn::interval), baseline, change_interval: change }
}

/// Answers, documents and words.
fn sizes(sampled: &Sampled) -> [usize; 3] {
    let sums = sampled.sums();
    [Part::Answers, Part::Documents, Part::Tokens].map(|part| sums.of(part) as usize)
}

/// The rows of an index, given with its place, from its first to its last value.
fn course(
    (series, length): (Series, Length),
    periods: &[Period],
    (place, index): (usize, &Index),
    table: &mut Table,
) {
    let figures: Vec<Option<Figure>> = periods.iter().map(|period| period.found[place].figure).collect();
    let (Some(from), Some(to)) =
        (figures.iter().position(Option::is_some), figures.iter().rposition(Option::is_some))
    else {
        return;
    };
    for (at, Period { first, found, n }) in periods.iter().enumerate().take(to + 1).skip(from) {
        let Found { figure, interval, baseline, change_interval } = found[place];
        let row = TrendRow {
            series_by: series.by,
            series: series.name.to_owned(),
            measure: index.name,
            length,
            period: length.named(*first),
            figure,
            interval,
            median: median(&figures, at),
            baseline,
            change: figure.zip(baseline).map(|(now, base)| now.value - base),
            change_interval,
            n: *n,
        };
        trends::fill(row, table);
    }
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
    let sample = |month: Month, lots| {
        let drawing = Drawing { lots, cells: CELLS, named: true };
        Sampled::new(series.group.cells(|when| Length::Month.holds(month, when)), drawing)
    };
    let aimed_at =
        |month: &Month| -> Vec<usize> { actors(&sample(*month, None)).map(|(_, name)| name).collect() };
    let mut targets: Vec<usize> = months.par_iter().flat_map_iter(aimed_at).collect();
    targets.sort_unstable_by_key(|target| names[*target]);
    let often = targets.chunk_by(|a, b| a == b).filter(|months| months.len() >= FEWEST_MONTHS);
    let targets: Vec<usize> = often.map(|some| some[0]).collect();
    let shares = |month: &Month| {
        let sampled = sample(*month, Some(lots));
        let shares: Vec<Share> = targets.iter().map(|target| share(&sampled, *target)).collect();
        (shares, sizes(&sampled))
    };
    let shares: Vec<(Vec<Share>, [usize; 3])> = months.par_iter().map(shares).collect();
    for (place, target) in targets.iter().enumerate() {
        let figures: Vec<Option<Figure>> = shares.iter().map(|(shares, _)| shares[place].0).collect();
        for (at, (shares, n)) in shares.iter().enumerate() {
            let row = TrendRow {
                series_by: "target",
                series: names[*target].to_owned(),
                measure: TARGET_SHARE,
                length: Length::Month,
                period: Length::Month.named(months[at]),
                figure: figures[at],
                interval: shares[place].1,
                median: median(&figures, at),
                baseline: None,
                change: None,
                change_interval: None,
                n: *n,
            };
            trends::fill(row, table);
        }
    }
}

/// A share with its interval.
type Share = (Option<Figure>, Option<(f64, f64)>);

/// The named actors that core hits are aimed at: column and number of the name.
fn actors(sampled: &Sampled) -> impl Iterator<Item = (usize, usize)> {
    sampled.layout.of_kind(|kind| kind == Kind::Actor)
}

fn share(sampled: &Sampled, target: usize) -> Share {
    let column = actors(sampled).find(|(_, name)| *name == target).map(|(column, _)| column);
    let share = |sums: &super::Sums| {
        indices::share(column.map_or(0.0, |column| sums.at(column)), sums.of(Part::Core))
    };
    let figure = share(&sampled.sums());
    (figure, figure.and_then(|_| sampled.interval(|sums| Some(share(sums)?.value))))
}
