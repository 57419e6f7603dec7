//! How sure a figure is: cells (documents) drawn anew with replacement.

use std::sync::{Arc, OnceLock};

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// So many samples are drawn.
pub const DRAWS: usize = 1_000;
/// The seed: the same input gives the same interval.
const SEED: u64 = 20_210_721;
/// From fewer cells no interval is made.
pub const FEWEST: usize = 5;
/// At least this share of the draws must have a value.
const DEFINED: f64 = 0.9;

/// The sums of cells that were drawn with replacement, as often as there are cells, [`DRAWS`] times.
#[derive(Debug)]
pub struct Draws {
    cells: Vec<u64>,
    width: usize,
    times: Arc<Times>,
    /// Of each column the sums of all draws, added up when they are first asked for.
    sums: Vec<OnceLock<Box<[f64]>>>,
}

impl Draws {
    /// Draws from cells (at most 65,535), each a row of so many columns.
    pub fn new(cells: Vec<u64>, width: usize, lots: &Lots) -> Self {
        let sums = std::iter::repeat_with(OnceLock::new).take(width).collect();
        Self { times: lots.of(cells.len() / width), cells, width, sums }
    }

    /// The sums of a column, one a draw.
    pub fn sums(&self, column: usize) -> &[f64] {
        self.sums[column].get_or_init(|| {
            let mut sums = vec![0.0; DRAWS];
            self.times
                .add_up(self.cells.iter().skip(column).step_by(self.width).copied().collect(), &mut sums);
            sums.into()
        })
    }
}

/// Which cells are drawn: the same for all samples of as many cells. Samples that are compared with each other need other
/// lots, of another stream of random numbers.
#[derive(Debug)]
pub struct Lots {
    stream: u64,
    /// Those of few cells, which are wanted again and again.
    few: Vec<OnceLock<Arc<Times>>>,
}

/// The lots of fewer cells than this are kept: some 10 MB if all are wanted.
const KEPT: usize = 101;

impl Lots {
    /// Lots that are drawn when they are wanted.
    pub fn new(stream: u64) -> Self {
        Self { stream, few: std::iter::repeat_with(OnceLock::new).take(KEPT).collect() }
    }

    fn of(&self, cells: usize) -> Arc<Times> {
        let draw = || Arc::new(Times::draw(cells, self.stream));
        self.few.get(cells).map_or_else(draw, |kept| Arc::clone(kept.get_or_init(draw)))
    }
}

/// How often each cell is met in each draw.
#[derive(Debug)]
struct Times {
    cells: usize,
    /// The draws of the first cell, then those of the second, and so on.
    times: Vec<u16>,
}

/// Room for the draws of a cell: no power of two divides it, so that the cells do not crowd each other out of the cache.
const ROOM: usize = DRAWS + 8;

impl Times {
    fn draw(cells: usize, stream: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(SEED ^ stream);
        let mut times = vec![0; cells * ROOM];
        for draw in 0..DRAWS {
            for _ in 0..cells {
                times[random.usize(..cells) * ROOM + draw] += 1;
            }
        }
        Self { cells, times }
    }

    /// Adds the sums of a column of whole numbers in all draws. They are summed in digits so small that 16 bits hold their
    /// sums: many draws at a time, and without rounding.
    fn add_up(&self, mut column: Vec<u64>, sums: &mut [f64]) {
        let bits = (usize::from(u16::MAX) / self.cells.max(1)).checked_ilog2().unwrap_or(0).max(1);
        let mut unit = 1.0;
        while column.iter().any(|number| *number > 0) {
            let mut part = [0_u16; DRAWS];
            for (number, times) in column.iter_mut().zip(self.times.chunks_exact(ROOM)) {
                let digit = (*number & ((1 << bits) - 1)) as u16;
                *number >>= bits;
                if digit > 0 {
                    part.iter_mut().zip(times).for_each(|(sum, times)| *sum += digit * times);
                }
            }
            sums.iter_mut().zip(part).for_each(|(sum, part)| *sum += unit * f64::from(part));
            unit *= f64::from(1_u32 << bits);
        }
    }
}

/// The 95 % interval of a figure over the draws of n cells: the expanded percentile interval, which takes the quantiles
/// Φ(±√(n/(n−1)) · t(.975, n−1)) in place of .025 and .975, because percentiles alone are too narrow where cells are few
/// (Hesterberg 2015, The American Statistician 69:371–386). `None` where fewer than nine of ten draws have a value, or
/// where all have the same: then the cells do not tell how sure it is.
pub fn interval(values: impl Iterator<Item = Option<f64>>, n: usize) -> Option<(f64, f64)> {
    let values: Vec<f64> = values.flatten().collect();
    if (values.len() as f64) < DEFINED * DRAWS as f64 {
        return None;
    }
    let first = values.first()?;
    let varies = values.iter().any(|value| value != first);
    let tail = if varies { tail(n)? } else { return None };
    Some(quantiles(&values, [tail, 1.0 - tail]).into())
}

/// The lower quantile of the expanded interval. It is dear, and asked for again and again.
fn tail(n: usize) -> Option<f64> {
    static KNOWN: [OnceLock<Option<f64>>; 512] = [const { OnceLock::new() }; 512];
    KNOWN.get(n).map_or_else(|| expanded(n), |known| *known.get_or_init(|| expanded(n)))
}

fn expanded(n: usize) -> Option<f64> {
    let n = n as f64;
    let t = StudentsT::new(0.0, 1.0, n - 1.0).ok()?.inverse_cdf(0.975);
    Some(Normal::standard().cdf(-t * (n / (n - 1.0)).sqrt()))
}

/// Quantiles of some values in ascending order, between two of them as far as they lie (type 7 of Hyndman & Fan 1996).
fn quantiles<const N: usize>(values: &[f64], shares: [f64; N]) -> [f64; N] {
    let mut keys: Vec<i64> = values.iter().map(|value| key(value.to_bits() as i64)).collect();
    // Below this place no further quantile lies.
    let mut from = 0;
    shares.map(|share| {
        let at = share * (keys.len() - 1) as f64;
        let place = at.floor() as usize;
        let (_, low, above) = keys[from..].select_nth_unstable(place - from);
        let high = above.iter().min().unwrap_or(low);
        let [low, high] = [*low, *high].map(|found| f64::from_bits(key(found) as u64));
        from = place;
        low + (high - low) * at.fract()
    })
}

/// The bits of a float as a number in its order ([`f64::total_cmp`]), and back.
fn key(bits: i64) -> i64 {
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_values() {
        assert_eq!(quantiles(&[3.0, 1.0, 4.0, 2.0], [0.0, 0.5, 0.5, 1.0]), [1.0, 2.5, 2.5, 4.0]);
        assert_eq!(quantiles(&[3.0, -1.0, -4.0, 0.0], [0.0, 0.5, 1.0]), [-4.0, -0.5, 3.0]);
    }

    #[test]
    fn few_cells_widen_the_interval() {
        // t(.975, 4) = 2.776; √(5/4) · 2.776 = 3.104; Φ(−3.104) = .00096.
        assert!((tail(5).unwrap() - 0.000_96).abs() < 0.000_02, "{:?}", tail(5));
        assert!((tail(400).unwrap() - 0.025).abs() < 0.001);
    }

    #[test]
    fn no_interval_where_nothing_varies() {
        assert_eq!(interval((0..DRAWS).map(|_| Some(0.0)), 20), None);
        assert_eq!(interval((0..DRAWS).map(|n| (n % 2 == 0).then_some(n as f64)), 20), None);
        assert!(interval((0..DRAWS).map(|n| Some(n as f64)), 20).is_some());
    }

    /// Draws as they are defined: cell by cell, row by row.
    fn plainly(cells: &[u64], width: usize, stream: u64) -> Vec<f64> {
        let n = cells.len() / width;
        let mut random = fastrand::Rng::with_seed(SEED ^ stream);
        let mut sums = vec![0.0; DRAWS * width];
        for draw in 0..DRAWS {
            for _ in 0..n {
                let cell = &cells[random.usize(..n) * width..][..width];
                cell.iter().enumerate().for_each(|(column, x)| sums[column * DRAWS + draw] += *x as f64);
            }
        }
        sums
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
        #[test]
        fn draws_are_what_plain_sums_are(
            cells in proptest::collection::vec([0..3_u64, 0..100_000_u64, 0..1_000_000_000_u64], 1..410),
            stream in 0..3_u64,
        ) {
            let cells = cells.as_flattened();
            let draws = Draws::new(cells.to_vec(), 3, &Lots::new(stream));
            let all: Vec<f64> = (0..3).flat_map(|column| draws.sums(column).to_vec()).collect();
            proptest::prop_assert!(all == plainly(cells, 3, stream));
        }
    }

    /// Draws of a distribution, from uniform ones.
    fn normal(random: &mut fastrand::Rng) -> f64 {
        (-2.0 * random.f64().max(1e-300).ln()).sqrt() * (std::f64::consts::TAU * random.f64()).cos()
    }

    fn poisson(random: &mut fastrand::Rng, mean: f64) -> f64 {
        let (limit, mut n, mut product) = ((-mean).exp(), 0.0, random.f64());
        while product > limit {
            n += 1.0;
            product *= random.f64();
        }
        n
    }

    /// Share of 1,000 simulated corpora whose interval holds the true rate.
    fn coverage(n: usize, truth: f64, document: impl Fn(&mut fastrand::Rng) -> [f64; 2]) -> f64 {
        let mut random = fastrand::Rng::with_seed(1);
        let mut held = 0;
        for run in 0..1_000 {
            let cells: Vec<u64> =
                (0..n).flat_map(|_| document(&mut random)).map(|x| x.round() as u64).collect();
            let draws = Draws::new(cells, 2, &Lots::new(run));
            let (acts, words) = (draws.sums(0), draws.sums(1));
            let rates = acts.iter().zip(words).map(|(acts, words)| (*words > 0.0).then(|| acts / words));
            let held_here = interval(rates, n).is_some_and(|(low, high)| low <= truth && truth <= high);
            held += usize::from(held_here);
        }
        f64::from(held as u32) / 1_000.0
    }

    /// Acts per word: documents of very different lengths, each with a level of its own (coefficient of variation .6).
    fn briefing(random: &mut fastrand::Rng) -> [f64; 2] {
        let words = 1_500.0 * (0.6 * normal(random)).exp();
        let level = (0.55 * normal(random) - 0.55 * 0.55 / 2.0).exp();
        [poisson(random, 0.006 * level * words), words]
    }

    /// Answers with an act, of five to fifteen in a document; documents have levels of their own.
    fn answers(random: &mut fastrand::Rng) -> [f64; 2] {
        let n = random.usize(5..=15);
        let level = 0.3 + 0.4 * (random.f64() - 0.5);
        [(0..n).filter(|_| random.f64() < level).count() as f64, n as f64]
    }

    /// One act in some ten documents.
    fn rare(random: &mut fastrand::Rng) -> [f64; 2] {
        let words = 1_000.0 * (0.4 * normal(random)).exp();
        [poisson(random, 0.0005 * words), words]
    }

    #[test]
    fn nominal_95_percent_intervals_hold_the_truth_in_92_to_98_percent() {
        let found = [
            ("rate, 80 documents", coverage(80, 0.006, briefing)),
            ("rate, 40 documents", coverage(40, 0.006, briefing)),
            ("rate, 25 documents", coverage(25, 0.006, briefing)),
            ("share, 30 documents", coverage(30, 0.3, answers)),
            ("share, 8 documents", coverage(8, 0.3, answers)),
            ("rare, 60 documents", coverage(60, 0.0005, rare)),
        ];
        println!("{found:?}");
        assert!(found.iter().all(|(_, share)| (0.92..=0.98).contains(share)), "{found:?}");
        // Rates of few documents with very different levels are skewed: there it holds somewhat less often.
        let few = coverage(15, 0.006, briefing);
        assert!((0.90..=0.98).contains(&few), "{few}");
    }
}
