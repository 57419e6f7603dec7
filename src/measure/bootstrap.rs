//! How sure a figure is: cells (documents) drawn anew with replacement.

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
    rows: Vec<f64>,
    width: usize,
}

impl Draws {
    /// Draws from cells, each a row of so many columns.
    pub fn new(cells: &[f64], width: usize, stream: u64) -> Self {
        let n = cells.len() / width;
        let mut random = fastrand::Rng::with_seed(SEED ^ stream);
        let mut rows = vec![0.0; DRAWS * width];
        for row in rows.chunks_exact_mut(width) {
            for _ in 0..n {
                add(row, &cells[random.usize(..n) * width..][..width]);
            }
        }
        Self { rows, width }
    }

    /// The sums of each draw.
    pub fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.rows.chunks_exact(self.width)
    }
}

/// Adds one row to another.
pub fn add(sums: &mut [f64], row: &[f64]) {
    sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
}

/// The 95 % interval of a figure over the draws of n cells: the expanded percentile interval, which takes the quantiles
/// Φ(±√(n/(n−1)) · t(.975, n−1)) in place of .025 and .975, because percentiles alone are too narrow where cells are few
/// (Hesterberg 2015, The American Statistician 69:371–386). `None` where fewer than nine of ten draws have a value, or
/// where all have the same: then the cells do not tell how sure it is.
pub fn interval(values: impl Iterator<Item = Option<f64>>, n: usize) -> Option<(f64, f64)> {
    let mut values: Vec<f64> = values.flatten().collect();
    if (values.len() as f64) < DEFINED * DRAWS as f64 {
        return None;
    }
    let tail = tail(n)?;
    let first = *values.first()?;
    let varies = values.iter().any(|value| *value != first);
    varies.then(|| (quantile(&mut values, tail), quantile(&mut values, 1.0 - tail)))
}

/// The lower quantile of the expanded interval.
fn tail(n: usize) -> Option<f64> {
    let n = n as f64;
    let t = StudentsT::new(0.0, 1.0, n - 1.0).ok()?.inverse_cdf(0.975);
    Some(Normal::standard().cdf(-t * (n / (n - 1.0)).sqrt()))
}

/// The quantile of some values, between two of them as far as it lies (type 7 of Hyndman & Fan 1996).
fn quantile(values: &mut [f64], share: f64) -> f64 {
    let at = share * (values.len() - 1) as f64;
    let (_, low, above) = values.select_nth_unstable_by(at.floor() as usize, f64::total_cmp);
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(*low);
    *low + (high - *low) * at.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_values() {
        assert_eq!(quantile(&mut [3.0, 1.0, 4.0, 2.0], 0.5), 2.5);
        assert_eq!(quantile(&mut [3.0, 1.0, 4.0, 2.0], 0.0), 1.0);
        assert_eq!(quantile(&mut [3.0, 1.0, 4.0, 2.0], 1.0), 4.0);
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
            let cells: Vec<f64> = (0..n).flat_map(|_| document(&mut random)).collect();
            let draws = Draws::new(&cells, 2, run);
            let rates = draws.rows().map(|row| (row[1] > 0.0).then(|| row[0] / row[1]));
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
