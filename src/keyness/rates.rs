//! Rates of two groups and their difference, with intervals by resampling documents.

use crate::reliability::interval::{RESAMPLES, SEED, percentiles};

/// Rates are per so many words.
pub const PER: f64 = 1_000.0;

/// A value with its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Lower and upper end; none where there are too few documents.
    pub interval: Option<(f64, f64)>,
}

/// The rates of a thing in two groups, and the first less the second.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rates {
    /// Of the first group.
    pub a: Estimate,
    /// Of the second.
    pub b: Estimate,
    /// The first less the second.
    pub difference: Estimate,
}

/// How often a thing stands in each document of a group that has it, by number.
pub type Counts = [(u32, u32)];

/// The rates of several things, from their counts in the documents of both groups and the words of these documents. The
/// intervals are percentile intervals of a bootstrap that draws the documents of each group on its own, with replacement
/// (Efron & Tibshirani 1993, ch. 13), the same documents for all things.
pub fn rates(things: &[(&Counts, &Counts)], words_a: &[u64], words_b: &[u64]) -> Vec<Rates> {
    let mut drawn = [Vec::with_capacity(RESAMPLES), Vec::with_capacity(RESAMPLES)];
    let mut random = fastrand::Rng::with_seed(SEED);
    for _ in 0..RESAMPLES {
        drawn[0].push(draw(words_a.len(), &mut random));
        drawn[1].push(draw(words_b.len(), &mut random));
    }
    let totals_a: Vec<f64> = drawn[0].iter().map(|times| total(words_a, times)).collect();
    let totals_b: Vec<f64> = drawn[1].iter().map(|times| total(words_b, times)).collect();
    let of = |(a, b): &(&Counts, &Counts)| {
        let rates_a: Vec<f64> =
            drawn[0].iter().zip(&totals_a).map(|(times, all)| rate(a, times, *all)).collect();
        let rates_b: Vec<f64> =
            drawn[1].iter().zip(&totals_b).map(|(times, all)| rate(b, times, *all)).collect();
        let both: Vec<f64> = rates_a.iter().zip(&rates_b).map(|(a, b)| a - b).collect();
        let [value_a, value_b] = [plain(a, words_a), plain(b, words_b)];
        let enough = words_a.len() > 1 && words_b.len() > 1;
        Rates {
            a: Estimate { value: value_a, interval: interval(rates_a, words_a.len() > 1) },
            b: Estimate { value: value_b, interval: interval(rates_b, words_b.len() > 1) },
            difference: Estimate { value: value_a - value_b, interval: interval(both, enough) },
        }
    };
    things.iter().map(of).collect()
}

/// How often each of `n` documents is drawn.
fn draw(n: usize, random: &mut fastrand::Rng) -> Vec<u32> {
    let mut times = vec![0; n];
    (0..n).for_each(|_| times[random.usize(..n)] += 1);
    times
}

fn total(words: &[u64], times: &[u32]) -> f64 {
    words.iter().zip(times).map(|(words, times)| *words as f64 * f64::from(*times)).sum()
}

fn rate(counts: &Counts, times: &[u32], all: f64) -> f64 {
    let n: u64 = counts.iter().map(|(at, n)| u64::from(*n) * u64::from(times[*at as usize])).sum();
    PER * n as f64 / all
}

/// The rate as it is.
pub fn plain(counts: &Counts, words: &[u64]) -> f64 {
    let n: u64 = counts.iter().map(|(_, n)| u64::from(*n)).sum();
    PER * n as f64 / words.iter().sum::<u64>() as f64
}

/// The 95 % percentile interval of draws; those without a value are left out. None where all draws are the same: then
/// the documents do not tell how sure it is, as in `measures`.
fn interval(mut values: Vec<f64>, enough: bool) -> Option<(f64, f64)> {
    values.retain(|value| value.is_finite());
    percentiles(values).filter(|(low, high)| enough && low < high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_their_difference() {
        let words = [1_000, 1_000, 2_000];
        let found = rates(&[(&[(0, 4), (2, 8)], &[(1, 4)]), (&[], &[])], &words, &words);
        assert_eq!((found[0].a.value, found[0].b.value, found[0].difference.value), (3.0, 1.0, 2.0));
        let (low, high) = found[0].difference.interval.unwrap();
        assert!(low < 2.0 && 2.0 < high, "{low} {high}");
        assert_eq!(found[1].a, Estimate { value: 0.0, interval: None });
        assert_eq!(found, rates(&[(&[(0, 4), (2, 8)], &[(1, 4)]), (&[], &[])], &words, &words));
        assert_eq!(
            rates(&[(&[(0, 1)], &[(0, 1)])], &[9], &[9])[0].a.interval,
            None,
            "one document has no spread"
        );
    }

    /// Groups of equal rates whose documents differ: the interval of the difference holds 0 about as often as it says.
    #[test]
    fn intervals_cover() {
        let mut random = fastrand::Rng::with_seed(7);
        let mut covered = 0;
        for _ in 0..300 {
            let mut group = || -> Vec<(u32, u32)> {
                (0..40)
                    .map(|at| {
                        let rate = 0.004 + 0.012 * random.f64();
                        (at, (0..500).filter(|_| random.f64() < rate).count() as u32)
                    })
                    .collect()
            };
            let (a, b) = (group(), group());
            let words = [500; 40];
            let (low, high) = rates(&[(&a, &b)], &words, &words)[0].difference.interval.unwrap();
            covered += usize::from(low <= 0.0 && 0.0 <= high);
        }
        assert!((270..=297).contains(&covered), "{covered} of 300");
    }
}
