//! Krippendorff's alpha: how far any number of coders agree beyond chance, with missing values.
//!
//! Krippendorff, K. (2011): Computing Krippendorff's Alpha-Reliability. With *o<sub>ck</sub>* = Σ<sub>u</sub> (pairs of the
//! values *c*, *k* in unit *u*) / (*m<sub>u</sub>* − 1), *n<sub>c</sub>* = Σ<sub>k</sub> *o<sub>ck</sub>*, *n* = Σ *n<sub>c</sub>*:
//! α = 1 − (*n* − 1) Σ *o<sub>ck</sub>* δ²<sub>ck</sub> / Σ *n<sub>c</sub>* *n<sub>k</sub>* δ²<sub>ck</sub>. No unit; 1 is
//! perfect agreement, 0 what chance gives.

use super::Estimate;
use super::interval::bootstrap;

/// What may be said of two values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// The same or not: δ² = 0 or 1.
    #[default]
    Nominal,
    /// Which is higher: δ² = (Σ<sub>g=c..k</sub> n<sub>g</sub> − (n<sub>c</sub> + n<sub>k</sub>)/2)².
    Ordinal,
    /// By how much: δ² = (c − k)².
    Interval,
}

impl Level {
    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
        }
    }

    /// The level of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Nominal, Self::Ordinal, Self::Interval].into_iter().find(|level| level.name() == name)
    }
}

/// The values that coders gave to units. Units with fewer than two values can be paired with nothing and are left out.
#[derive(Clone, Debug, Default)]
pub struct Ratings {
    /// The values that occur, in ascending order.
    values: Vec<f64>,
    /// Of each unit how often each value (by its place) was given.
    units: Vec<Vec<(usize, f64)>>,
}

impl Ratings {
    /// The values of each unit, coder by coder; `None` where a coder gave none.
    pub fn new(units: &[Vec<Option<f64>>]) -> Self {
        let mut values: Vec<f64> = units.iter().flatten().flatten().copied().collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let place = |value: f64| values.partition_point(|known| *known < value);
        let counted = |unit: &Vec<Option<f64>>| {
            let mut counts: Vec<(usize, f64)> = Vec::new();
            for at in unit.iter().flatten().map(|value| place(*value)) {
                match counts.iter_mut().find(|(known, _)| *known == at) {
                    Some((_, n)) => *n += 1.0,
                    None => counts.push((at, 1.0)),
                }
            }
            counts
        };
        let pairable = |unit: &&Vec<Option<f64>>| unit.iter().flatten().count() > 1;
        Self { units: units.iter().filter(pairable).map(counted).collect(), values }
    }

    /// The values of labels: each label is a value, the level nominal.
    pub fn of_labels<L: Ord>(units: &[Vec<Option<L>>]) -> Self {
        let mut labels: Vec<&L> = units.iter().flatten().flatten().collect();
        labels.sort();
        labels.dedup();
        let number = |label: &Option<L>| {
            label.as_ref().map(|label| labels.partition_point(|known| *known < label) as f64)
        };
        Self::new(&units.iter().map(|unit| unit.iter().map(number).collect()).collect::<Vec<_>>())
    }

    /// Units with at least two values.
    pub fn n_units(&self) -> usize {
        self.units.len()
    }

    /// Alpha; `None` when nothing can be paired or only one value occurs, because then there is nothing to disagree about.
    pub fn alpha(&self, level: Level) -> Option<f64> {
        self.drawn(level, &vec![1; self.units.len()])
    }

    /// Alpha with the percentile interval of a bootstrap over units (seeded).
    pub fn estimate(&self, level: Level) -> Option<Estimate> {
        let value = self.alpha(level)?;
        let interval = bootstrap(self.units.len(), |drawn| self.drawn(level, drawn));
        Some(Estimate { value, interval })
    }

    /// Alpha of units that were drawn so many times each.
    fn drawn(&self, level: Level, times: &[u32]) -> Option<f64> {
        let size = self.values.len();
        let mut coincidences = vec![0.0; size * size];
        for (unit, times) in self.units.iter().zip(times).filter(|(_, times)| **times > 0) {
            let m: f64 = unit.iter().map(|(_, n)| n).sum();
            for (c, n_c) in unit {
                for (k, n_k) in unit {
                    let pairs = n_c * (n_k - f64::from(u8::from(c == k)));
                    coincidences[c * size + k] += f64::from(*times) * pairs / (m - 1.0);
                }
            }
        }
        let totals: Vec<f64> = coincidences.chunks(size.max(1)).map(|row| row.iter().sum()).collect();
        let n: f64 = totals.iter().sum();
        let mut sums = (0.0, 0.0);
        for c in 0..size {
            for k in 0..size {
                let distance = self.distance(level, &totals, c.min(k), c.max(k));
                sums.0 += coincidences[c * size + k] * distance;
                sums.1 += totals[c] * totals[k] * distance;
            }
        }
        let (observed, expected) = sums;
        (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
    }

    /// δ² of two values by their places, the lower first.
    fn distance(&self, level: Level, totals: &[f64], c: usize, k: usize) -> f64 {
        match level {
            Level::Nominal => f64::from(u8::from(c != k)),
            Level::Ordinal => {
                let between: f64 = totals[c..=k].iter().sum();
                (between - f64::midpoint(totals[c], totals[k])).powi(2)
            }
            Level::Interval => (self.values[c] - self.values[k]).powi(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, Ratings};

    /// One line a coder, one column a unit; a dot where the coder gave no value.
    fn ratings(coders: &[&str]) -> Ratings {
        let value = |word: &str| match word {
            "." => None,
            _ => Some(word.parse().unwrap_or_else(|_| f64::from(word.as_bytes()[0]))),
        };
        let rows: Vec<Vec<Option<f64>>> =
            coders.iter().map(|line| line.split(' ').map(value).collect()).collect();
        let units: Vec<Vec<Option<f64>>> =
            (0..rows[0].len()).map(|unit| rows.iter().map(|row| row[unit]).collect()).collect();
        Ratings::new(&units)
    }

    fn check(coders: &[&str], level: Level, expected: f64, digits: i32) {
        let found = ratings(coders).alpha(level).expect("an alpha");
        assert!((found - expected).abs() < 0.5 * 10_f64.powi(-digits), "{level:?}: {found} for {expected}");
    }

    /// Krippendorff 2011, parts A, B and C.
    #[test]
    fn the_examples_of_krippendorff_2011() {
        check(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"], Level::Nominal, 0.095, 3);
        check(&["a a b b d c c c e d d a", "b a b b b c c c e d d d"], Level::Nominal, 0.692, 3);
        let four = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        check(&four, Level::Nominal, 0.743, 3);
        check(&four, Level::Ordinal, 0.815, 3);
        check(&four, Level::Interval, 0.849, 3);
        assert_eq!(ratings(&four).n_units(), 11, "the last unit has one value only");
    }

    /// Hayes & Krippendorff 2007, table 1: 40 articles, five observers; they give .7598 (ordinal).
    #[test]
    fn the_example_of_hayes_and_krippendorff_2007() {
        let five = [
            "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1",
            "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1",
            "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1",
            ". 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .",
            "2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1",
        ];
        check(&five, Level::Ordinal, 0.7598, 4);
        check(&five, Level::Nominal, 0.4765, 4);
        check(&five, Level::Interval, 0.7574, 4);
        let estimate = ratings(&five).estimate(Level::Ordinal).expect("an alpha");
        let (low, high) = estimate.interval.expect("an interval");
        assert!(low > 0.6 && low < 0.7598 && high > 0.7598 && high < 0.9, "{low} {high}");
    }

    /// By hand. Two coders, units aa, bb, ab: o_aa = 2, o_bb = 2, o_ab = o_ba = 1; n_a = n_b = 3; 1 - 5·2/18 = 4/9.
    /// aa, ab: n_a = 3, n_b = 1; 1 - 3·2/6 = 0. ab, ba: n_a = n_b = 2; 1 - 3·4/8 = -1/2.
    #[test]
    fn by_hand() {
        check(&["1 2 1", "1 2 2"], Level::Nominal, 4.0 / 9.0, 9);
        check(&["1 1", "1 2"], Level::Nominal, 0.0, 9);
        check(&["1 2", "2 1"], Level::Nominal, -0.5, 9);
        assert_eq!(ratings(&["1 1", "1 1"]).alpha(Level::Nominal), None, "nothing varies");
        assert_eq!(ratings(&["1 .", ". 1"]).alpha(Level::Nominal), None, "nothing can be paired");
    }
}
