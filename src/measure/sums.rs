//! The sums of a group, over cells drawn once or many times.

use super::bootstrap::{self, DRAWS, Draws, Lots};
use super::part::{PARTS, Part};
use super::tally::{Cell, Id, Kind, named};

/// Sums of a group: what is counted nowhere in it has no column of its own.
#[derive(Clone, Copy, Debug)]
pub struct Sums<'a> {
    over: Over<'a>,
    layout: &'a Layout,
}

/// What is summed.
#[derive(Clone, Copy, Debug)]
enum Over<'a> {
    /// The cells: the sum of each column.
    Cells(&'a [f64]),
    /// Those of one draw.
    Draw(&'a Draws, usize),
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
        self.at(self.layout.parts[part as usize])
    }

    /// A sum that is kept in thousandths.
    pub fn points(&self, part: Part) -> f64 {
        self.of(part) / 1000.0
    }

    /// The sum in a column of the layout.
    pub fn at(&self, column: usize) -> f64 {
        match self.over {
            Over::Cells(sums) => sums[column],
            Over::Draw(draws, draw) => draws.sums(column)[draw],
        }
    }

    /// Core hits aimed at named actors.
    pub fn actors(&self) -> f64 {
        self.layout.actors.iter().map(|column| self.at(*column)).sum()
    }

    /// Sum of the squares of the core hits aimed at each of them.
    pub fn squared_actors(&self) -> f64 {
        self.layout.actors.iter().map(|column| self.at(*column).powi(2)).sum()
    }

    /// The highest step of the ladder that was reached, or 0.
    pub fn highest_step(&self) -> f64 {
        let first = Part::Step1 as usize;
        let reached = |step: &usize| self.at(self.layout.parts[first + step - 1]) > 0.0;
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
pub struct Drawing<'a> {
    /// Which cells are drawn; none to draw nothing. Samples that are compared with each other need different lots.
    pub lots: Option<&'a Lots>,
    /// More cells than this are put together, in turn, before they are drawn.
    pub cells: usize,
    /// Are named counts summed too, or parts alone?
    pub named: bool,
}

impl Sampled {
    /// Sums cells, and draws them anew if they are enough.
    pub fn new<'a>(cells: impl Iterator<Item = &'a Cell>, drawing: Drawing) -> Self {
        let Drawing { lots, cells: most, named } = drawing;
        let cells: Vec<&Cell> = cells.collect();
        let layout = Layout::of(&cells, named);
        let n = cells.len().min(most);
        let width = layout.width();
        let mut rows = vec![0; n * width];
        for (at, cell) in cells.iter().enumerate() {
            let row = &mut rows[at % most * width..][..width];
            let counts = cell.counts().filter(|(id, _)| named || (*id as usize) < PARTS);
            counts.for_each(|(id, count)| row[layout.column(id)] += count);
        }
        let mut row = vec![0.0; width];
        for cell in rows.chunks_exact(width) {
            row.iter_mut().zip(cell).for_each(|(sum, count)| *sum += *count as f64);
        }
        let draws = lots.filter(|_| n >= bootstrap::FEWEST).map(|lots| Draws::new(rows, width, lots));
        Self { layout, row, draws, n }
    }

    /// The sums.
    pub fn sums(&self) -> Sums<'_> {
        Sums { over: Over::Cells(&self.row), layout: &self.layout }
    }

    /// A figure over each draw; nothing where cells were not drawn.
    pub fn drawn(&self, value: impl Fn(&Sums) -> Option<f64>) -> Drawn {
        let of = |draws: &Draws| {
            let sums = |draw| Sums { over: Over::Draw(draws, draw), layout: &self.layout };
            (0..DRAWS).map(|draw| value(&sums(draw))).collect()
        };
        Drawn { values: self.draws.as_ref().map(of), n: self.n }
    }

    /// The 95 % interval of a figure.
    pub fn interval(&self, value: impl Fn(&Sums) -> Option<f64>) -> Option<(f64, f64)> {
        self.drawn(value).interval()
    }
}

/// A figure over the draws of a sample.
#[derive(Debug)]
pub struct Drawn {
    values: Option<Vec<Option<f64>>>,
    n: usize,
}

impl Drawn {
    /// The 95 % interval of the figure.
    pub fn interval(&self) -> Option<(f64, f64)> {
        bootstrap::interval(self.values.as_ref()?.iter().copied(), self.n)
    }

    /// The 95 % interval of its difference from the same figure in another sample.
    pub fn less(&self, before: &Self) -> Option<(f64, f64)> {
        let pairs = before.values.as_ref()?.iter().zip(self.values.as_ref()?);
        let differences = pairs.map(|(before, after)| Some((*after)? - (*before)?));
        bootstrap::interval(differences, before.n.min(self.n))
    }
}
