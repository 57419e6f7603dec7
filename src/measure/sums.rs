//! The sums of a group, over cells drawn once or many times.

use super::bootstrap::{self, Draws};
use super::part::{PARTS, Part};
use super::tally::{Cell, Id, Kind, named};

/// Sums of a group: what is counted nowhere in it has no column of its own.
#[derive(Clone, Copy, Debug)]
pub struct Sums<'a> {
    row: &'a [f64],
    layout: &'a Layout,
}

/// Which column of a row holds which count. Column 0 holds 0, for parts that are counted nowhere.
#[derive(Clone, Debug)]
pub struct Layout {
    parts: [usize; PARTS],
    ids: Vec<Id>,
    actors: Vec<usize>,
}

impl Layout {
    fn of(cells: &[&Cell], with_named: bool) -> Self {
        let counts = cells.iter().flat_map(|cell| cell.counts());
        let mut ids: Vec<Id> = counts.map(|(id, _)| id).collect();
        ids.retain(|id| with_named || (*id as usize) < PARTS);
        ids.sort_unstable();
        ids.dedup();
        let mut layout = Self { parts: [0; PARTS], ids, actors: Vec::new() };
        for (column, id) in (1..).zip(&layout.ids) {
            match named(*id) {
                None => layout.parts[*id as usize] = column,
                Some((Kind::Actor, _)) => layout.actors.push(column),
                Some(_) => {}
            }
        }
        layout
    }

    fn width(&self) -> usize {
        1 + self.ids.len()
    }

    fn column(&self, id: Id) -> usize {
        1 + self.ids.partition_point(|known| *known < id)
    }

    /// The named counts of a kind: column, and number of the name.
    pub fn of_kind(&self, wanted: impl Fn(Kind) -> bool) -> impl Iterator<Item = (usize, usize)> {
        let all = (1..).zip(&self.ids);
        all.filter_map(move |(column, id)| {
            named(*id).filter(|(kind, _)| wanted(*kind)).map(|(_, name)| (column, name))
        })
    }
}

impl Sums<'_> {
    /// The sum of a part.
    pub fn of(&self, part: Part) -> f64 {
        self.row[self.layout.parts[part as usize]]
    }

    /// A sum that is kept in thousandths.
    pub fn points(&self, part: Part) -> f64 {
        self.of(part) / 1000.0
    }

    /// The sum in a column of the layout.
    pub fn at(&self, column: usize) -> f64 {
        self.row[column]
    }

    /// Core hits aimed at named actors.
    pub fn actors(&self) -> f64 {
        self.layout.actors.iter().map(|column| self.row[*column]).sum()
    }

    /// Sum of the squares of the core hits aimed at each of them.
    pub fn squared_actors(&self) -> f64 {
        self.layout.actors.iter().map(|column| self.row[*column].powi(2)).sum()
    }

    /// The highest step of the ladder that was reached, or 0.
    pub fn highest_step(&self) -> f64 {
        let first = Part::Step1 as usize;
        let reached = |step: &usize| self.row[self.layout.parts[first + step - 1]] > 0.0;
        let highest = (1..=9).rev().find(reached);
        highest.unwrap_or(0) as f64
    }
}

/// The cells of a group, their sums, and as many sums again over cells drawn anew.
#[derive(Debug)]
pub struct Sampled {
    /// Which column holds what.
    pub layout: Layout,
    row: Vec<f64>,
    draws: Option<Draws>,
    /// How many cells there are.
    pub n: usize,
}

/// How cells are summed and drawn.
#[derive(Clone, Copy, Debug)]
pub struct Drawing {
    /// Which random numbers; none to draw nothing. Samples that are compared with each other need different streams.
    pub stream: Option<u64>,
    /// More cells than this are put together, in turn, before they are drawn.
    pub cells: usize,
    /// Are named counts summed too, or parts alone?
    pub named: bool,
}

impl Sampled {
    /// Sums cells, and draws them anew if they are enough.
    pub fn new<'a>(cells: impl Iterator<Item = &'a Cell>, drawing: Drawing) -> Self {
        let Drawing { stream, cells: most, named } = drawing;
        let cells: Vec<&Cell> = cells.collect();
        let layout = Layout::of(&cells, named);
        let n = cells.len().min(most);
        let width = layout.width();
        let mut rows = vec![0.0; n * width];
        for (at, cell) in cells.iter().enumerate() {
            let row = &mut rows[at % most * width..][..width];
            let counts = cell.counts().filter(|(id, _)| named || (*id as usize) < PARTS);
            counts.for_each(|(id, count)| row[layout.column(id)] += count as f64);
        }
        let mut row = vec![0.0; width];
        rows.chunks_exact(width).for_each(|cell| bootstrap::add(&mut row, cell));
        let draws = stream.filter(|_| n >= bootstrap::FEWEST).map(|stream| Draws::new(&rows, width, stream));
        Self { layout, row, draws, n }
    }

    /// The sums.
    pub fn sums(&self) -> Sums<'_> {
        Sums { row: &self.row, layout: &self.layout }
    }

    /// A figure over each draw; nothing where cells were not drawn.
    pub fn drawn<'a>(
        &'a self,
        value: impl Fn(&Sums) -> Option<f64> + 'a,
    ) -> impl Iterator<Item = Option<f64>> + 'a {
        let draws = self.draws.iter().flat_map(Draws::rows);
        draws.map(move |row| value(&Sums { row, layout: &self.layout }))
    }

    /// The 95 % interval of a figure.
    pub fn interval(&self, value: impl Fn(&Sums) -> Option<f64>) -> Option<(f64, f64)> {
        self.draws.as_ref()?;
        bootstrap::interval(self.drawn(value), self.n)
    }
}

/// The 95 % interval of the difference of a figure between two samples, the second less the first.
pub fn difference(
    before: &Sampled,
    after: &Sampled,
    value: impl Fn(&Sums) -> Option<f64> + Copy,
) -> Option<(f64, f64)> {
    before.draws.as_ref().and(after.draws.as_ref())?;
    let pairs = before.drawn(value).zip(after.drawn(value));
    bootstrap::interval(pairs.map(|(before, after)| Some(after? - before?)), before.n.min(after.n))
}
