//! Precision, recall and F1 of a category, from units that stand for more or fewer others.

use super::Estimate;
use super::interval::bootstrap_of_strata;
use super::strata::{Judged, Share, f_star, precision, recall};

/// How a category does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Accuracy {
    /// Units found and coded, without weights.
    pub right: usize,
    /// Units found and not coded.
    pub wrong: usize,
    /// Units coded and not found.
    pub missed: usize,
    /// Of those found, the share that is coded.
    pub precision: Option<Estimate>,
    /// Of those coded, the share that is found.
    pub recall: Option<Estimate>,
    /// Harmonic mean of both, with the interval of [`f1_of_one`].
    pub f1: Option<Estimate>,
}

/// Sums of weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Found and coded.
    pub right: f64,
    /// Found and not coded.
    pub wrong: f64,
    /// Coded and not found.
    pub missed: f64,
}

impl Sums {
    /// Adds a unit, so many times.
    pub fn add(&mut self, one: Judged, times: f64) {
        let weight = one.weight * times;
        match (one.found, one.coded) {
            (true, true) => self.right += weight,
            (true, false) => self.wrong += weight,
            (false, true) => self.missed += weight,
            (false, false) => {}
        }
    }

    /// 2 right / (2 right + wrong + missed) (van Rijsbergen 1979); `None` when there is nothing found and nothing coded.
    pub fn f1(self) -> Option<f64> {
        let all = 2.0 * self.right + self.wrong + self.missed;
        (all > 0.0).then(|| 2.0 * self.right / all)
    }
}

/// How the units of a category do.
pub fn accuracy(units: &[Judged]) -> Accuracy {
    let count = |found: bool, coded: bool| {
        units.iter().filter(|unit| (unit.found, unit.coded) == (found, coded)).count()
    };
    Accuracy {
        right: count(true, true),
        wrong: count(true, false),
        missed: count(false, true),
        precision: precision(units).map(Share::estimate),
        recall: recall(units).map(Share::estimate),
        f1: f1_of_one(units),
    }
}

/// F1 of a category: with [`f_star`], F1 = 2 F* / (1 + F*), and so are the ends of its interval.
pub fn f1_of_one(units: &[Judged]) -> Option<Estimate> {
    let Estimate { value, interval } = f_star(units)?.estimate();
    let carried = |share: f64| 2.0 * share / (1.0 + share);
    Some(Estimate {
        value: carried(value),
        interval: interval.map(|(low, high)| (carried(low), carried(high))),
    })
}

/// F1 over the sums of several categories (micro-average), with a bootstrap interval; where all resamples give one
/// value, with that of [`f1_of_one`] over all units of all categories. All lists hold the same units in the same order.
pub fn f1(categories: &[&[Judged]]) -> Option<Estimate> {
    let estimate = resampled(categories, |sums| {
        let all = sums.iter().fold(Sums::default(), |all, one| Sums {
            right: all.right + one.right,
            wrong: all.wrong + one.wrong,
            missed: all.missed + one.missed,
        });
        all.f1()
    })?;
    if estimate.interval.is_some() {
        return Some(estimate);
    }
    f1_of_one(&categories.concat())
}

/// The mean of the F1 of several categories (macro-average), with a bootstrap interval. Categories that are neither found
/// nor coded have no F1 and are left out.
pub fn macro_f1(categories: &[&[Judged]]) -> Option<Estimate> {
    resampled(categories, |sums| {
        let all: Vec<f64> = sums.iter().filter_map(|one| one.f1()).collect();
        (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
    })
}

fn resampled(categories: &[&[Judged]], statistic: impl Fn(&[Sums]) -> Option<f64>) -> Option<Estimate> {
    let summed = |times: &dyn Fn(usize) -> f64| {
        let of_one = |units: &&[Judged]| {
            let mut sums = Sums::default();
            units.iter().enumerate().for_each(|(at, unit)| sums.add(*unit, times(at)));
            sums
        };
        categories.iter().map(of_one).collect::<Vec<_>>()
    };
    let value = statistic(&summed(&|_| 1.0))?;
    let strata: Vec<usize> = categories.first()?.iter().map(|unit| unit.stratum).collect();
    let drawn = |drawn: &[u32]| statistic(&summed(&|at| f64::from(drawn[at])));
    // An interval of no width would only say that no resample met an error.
    let interval = bootstrap_of_strata(&strata, drawn).filter(|(low, high)| low < high);
    Some(Estimate { value, interval })
}

#[cfg(test)]
mod tests {
    use super::{Judged, accuracy, f1, macro_f1};

    /// `fc` found and coded, `f-` found only, `-c` coded only, each with a weight behind it.
    fn units(text: &str) -> Vec<Judged> {
        let unit = |word: &str| Judged {
            found: word.starts_with('f'),
            coded: word.as_bytes()[1] == b'c',
            weight: word[2..].parse().expect("a weight"),
            stratum: 0,
        };
        text.split(' ').map(unit).collect()
    }

    fn check(text: &str, [precision, recall, f1]: [f64; 3]) {
        let found = accuracy(&units(text));
        let pairs = [(found.precision, precision), (found.recall, recall), (found.f1, f1)];
        for (found, expected) in pairs {
            assert!((found.expect("a figure").value - expected).abs() < 1e-9, "{text}: {found:?} {expected}");
        }
    }

    /// By hand: 2 of 3 and 2 of 4; the same with a missed unit that stands for ten; nothing right.
    #[test]
    fn by_hand() {
        check("fc1 fc1 f-1 -c1 -c1 --1", [2.0 / 3.0, 0.5, 4.0 / 7.0]);
        check("fc1 fc1 f-1 -c10 --10", [2.0 / 3.0, 2.0 / 12.0, 4.0 / 15.0]);
        check("f-2 -c3", [0.0, 0.0, 0.0]);
        assert_eq!(accuracy(&units("--1 --1")).f1, None);
    }

    /// With equal weights the interval is Wilson's: 8 of 10 gives .490 to .943.
    #[test]
    fn intervals() {
        let eight = units("fc3 fc3 fc3 fc3 fc3 fc3 fc3 fc3 f-3 f-3");
        let (low, high) = accuracy(&eight).precision.and_then(|one| one.interval).expect("an interval");
        assert!((low - 0.490).abs() < 0.001 && (high - 0.943).abs() < 0.001, "{low} {high}");
        // F* is 8 of 10 as well: 2·.490/1.490 and 2·.943/1.943.
        let (low, high) = accuracy(&eight).f1.and_then(|one| one.interval).expect("an interval");
        assert!((low - 0.658).abs() < 0.001 && (high - 0.971).abs() < 0.001, "{low} {high}");
        let perfect = f1(&[&units("fc1 fc1 fc1 --1")]).and_then(|one| one.interval).expect("an interval");
        assert!(perfect.0 < 0.7 && perfect.1 > 0.999, "{perfect:?}");
    }

    #[test]
    fn the_macro_average_is_the_mean() {
        let (one, other) = (units("fc1 -c1"), units("fc1 fc1"));
        let mean = macro_f1(&[&one, &other]).expect("a figure").value;
        assert!((mean - f64::midpoint(2.0 / 3.0, 1.0)).abs() < 1e-9);
    }
}
