//! How sure a share is.

use std::collections::BTreeMap;

/// The 95 % interval of a share of `hits` in `n`: Wilson's score interval, with z = 1.96 (Wilson 1927, JASA 22).
/// `None` when there is nothing to count.
///
/// ```
/// use rejoinder::reliability::interval::wilson;
/// let (low, high) = wilson(8, 10).unwrap();
/// assert!((low - 0.490).abs() < 0.001 && (high - 0.943).abs() < 0.001);
/// ```
pub fn wilson(hits: usize, n: usize) -> Option<(f64, f64)> {
    wilson_share(hits as f64 / n as f64, n as f64)
}

/// The same interval of a share among `n` units, which may be an effective number.
pub fn wilson_share(share: f64, n: f64) -> Option<(f64, f64)> {
    const Z: f64 = 1.959_963_985;
    if n <= 0.0 {
        return None;
    }
    let centre = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    Some((((centre - half) / whole).max(0.0), ((centre + half) / whole).min(1.0)))
}

/// Resamples drawn for an interval.
pub const RESAMPLES: usize = 1_000;
/// The seed: the same input gives the same interval.
pub const SEED: u64 = 20_210_721;

/// The 95 % percentile interval of a statistic over `n` clusters, drawn with replacement
/// (Efron & Tibshirani 1993, ch. 13). `statistic` is given how often each cluster was drawn. Draws without a value
/// are left out; `None` when fewer than half have one.
pub fn bootstrap(n: usize, statistic: impl Fn(&[u32]) -> Option<f64>) -> Option<(f64, f64)> {
    bootstrap_of_strata(&vec![0; n], statistic)
}

/// The same for units that were drawn from strata, by the stratum of each: within every stratum as many units are drawn
/// as it has.
pub fn bootstrap_of_strata(
    strata: &[usize],
    statistic: impl Fn(&[u32]) -> Option<f64>,
) -> Option<(f64, f64)> {
    let n = strata.len();
    let mut by_stratum: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    strata.iter().enumerate().for_each(|(at, stratum)| by_stratum.entry(*stratum).or_default().push(at));
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut values = Vec::with_capacity(RESAMPLES);
    let mut drawn = vec![0_u32; n];
    for _ in 0..RESAMPLES {
        drawn.fill(0);
        for units in by_stratum.values() {
            for _ in units {
                drawn[units[random.usize(..units.len())]] += 1;
            }
        }
        values.extend(statistic(&drawn));
    }
    percentiles(values)
}

/// The 2.5th and 97.5th percentile of the values of [`RESAMPLES`] draws; `None` when fewer than half have one.
pub fn percentiles(mut values: Vec<f64>) -> Option<(f64, f64)> {
    if values.len() * 2 < RESAMPLES {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((values.len() - 1) as f64 * share).round() as usize];
    Some((at(0.025), at(0.975)))
}

#[cfg(test)]
mod tests {
    use super::{bootstrap, bootstrap_of_strata};

    #[test]
    fn the_interval_of_a_mean_holds_it() {
        let data: Vec<f64> = (0..50).map(f64::from).collect();
        let mean = |drawn: &[u32]| {
            Some(drawn.iter().zip(&data).map(|(times, value)| f64::from(*times) * value).sum::<f64>() / 50.0)
        };
        let (low, high) = bootstrap(50, mean).unwrap();
        assert!(low < 24.5 && 24.5 < high && high - low < 10.0, "{low} {high}");
        assert_eq!(bootstrap(50, mean), Some((low, high)), "same seed, same interval");
        assert_eq!(bootstrap(0, |_| None), None);
    }

    /// A stratum of one unit is drawn in every resample.
    #[test]
    fn strata_are_kept() {
        let strata = [0, 0, 0, 1];
        let last = |drawn: &[u32]| Some(f64::from(drawn[3]));
        assert_eq!(bootstrap_of_strata(&strata, last), Some((1.0, 1.0)));
        let others = |drawn: &[u32]| Some(f64::from(drawn[..3].iter().sum::<u32>()));
        assert_eq!(bootstrap_of_strata(&strata, others), Some((3.0, 3.0)));
    }
}
