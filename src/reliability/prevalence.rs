//! How common a category is, once the program's errors are taken out.

use std::collections::BTreeMap;

use super::Estimate;
use super::accuracy::Judged;
use super::interval::wilson_share;

const Z: f64 = 1.959_963_985;

/// The share of all units that have a property, from a sample of strata: p = Σ W_h p_h, where W_h is the stratum's part of
/// all weights. Wilson's interval with the effective number of units p(1−p)/V, V = Σ W_h² p_h(1−p_h)/n_h (Korn & Graubard
/// 1998, Survey Methodology 24); in V half a unit with and half a unit without the property are added to every stratum, so
/// that a stratum without variation is not taken for one without doubt.
pub fn share_of_strata(units: &[Judged], has: impl Fn(&Judged) -> bool) -> Option<Estimate> {
    let mut strata: BTreeMap<usize, [f64; 3]> = BTreeMap::new();
    for unit in units {
        let [weight, n, with] = strata.entry(unit.stratum).or_default();
        *weight += unit.weight;
        *n += 1.0;
        *with += f64::from(u8::from(has(unit)));
    }
    let all: f64 = strata.values().map(|[weight, ..]| weight).sum();
    if all <= 0.0 {
        return None;
    }
    let (mut value, mut smoothed, mut variance) = (0.0, 0.0, 0.0);
    for [weight, n, with] in strata.values() {
        let (part, p) = (weight / all, (with + 0.5) / (n + 1.0));
        value += part * with / n;
        smoothed += part * p;
        variance += part * part * p * (1.0 - p) / n;
    }
    Some(Estimate { value, interval: wilson_share(value, smoothed * (1.0 - smoothed) / variance) })
}

/// What the correction needs.
#[derive(Clone, Copy, Debug)]
pub struct Observed {
    /// Share of all units in which the program finds the category.
    pub found: f64,
    /// Over so many units.
    pub n: f64,
    /// Sensitivity: of the units that have it, the share in which the program finds it.
    pub sensitivity: f64,
    /// Over so many units that have it.
    pub n_with: f64,
    /// Specificity: of the units without it, the share in which the program does not find it.
    pub specificity: f64,
    /// Over so many units without it.
    pub n_without: f64,
}

impl Observed {
    /// π = (q + Sp − 1) / (Se + Sp − 1) (Rogan & Gladen 1978, American Journal of Epidemiology 107).
    fn share(self) -> f64 {
        (self.found + self.specificity - 1.0) / self.informed()
    }

    /// Its variance: [q(1−q)/n + π² Se(1−Se)/n₁ + (1−π)² Sp(1−Sp)/n₀] / (Se + Sp − 1)².
    fn variance(self) -> f64 {
        let Self { found: q, n, sensitivity: se, n_with, specificity: sp, n_without } = self;
        let share = self.share();
        let sum = q * (1.0 - q) / n
            + share * share * se * (1.0 - se) / n_with
            + (1.0 - share).powi(2) * sp * (1.0 - sp) / n_without;
        sum / self.informed().powi(2)
    }

    fn informed(self) -> f64 {
        self.sensitivity + self.specificity - 1.0
    }

    /// With a unit of each kind added to those on which sensitivity and specificity rest, and z² to all.
    fn adjusted(self) -> Self {
        let Self { found, n, sensitivity, n_with, specificity, n_without } = self;
        let one_more = |share: f64, n: f64| (n * share + 1.0) / (n + 2.0);
        Self {
            found: (n * found + Z * Z / 2.0) / (n + Z * Z),
            n: n + Z * Z,
            sensitivity: one_more(sensitivity, n_with),
            n_with: n_with + 2.0,
            specificity: one_more(specificity, n_without),
            n_without: n_without + 2.0,
        }
    }

    /// The interval of Lang & Reiczigel 2014 (Preventive Veterinary Medicine 113): π' + δ ± z √V', from adjusted figures.
    /// It holds where few units are coded, and π ± z √V of 1978 is too narrow.
    fn interval(self) -> (f64, f64) {
        let adjusted = self.adjusted();
        let Self { sensitivity: se, n_with, specificity: sp, n_without, .. } = adjusted;
        let share = adjusted.share();
        let shift =
            2.0 * Z * Z * (share * se * (1.0 - se) / n_with - (1.0 - share) * sp * (1.0 - sp) / n_without);
        let half = Z * adjusted.variance().sqrt();
        (share + shift - half, share + shift + half)
    }
}

/// The share of units that have the category, corrected for the program's errors (Rogan & Gladen 1978), kept within 0 and
/// 1, with the interval of Lang & Reiczigel 2014.
/// `None` when the program is no better than chance (Se + Sp ≤ 1) or one side has no units.
pub fn rogan_gladen(observed: Observed) -> Option<Estimate> {
    let Observed { n, n_with, n_without, .. } = observed;
    if observed.informed() <= 0.0 || n <= 0.0 || n_with <= 0.0 || n_without <= 0.0 {
        return None;
    }
    let within = |share: f64| share.clamp(0.0, 1.0);
    let (value, (low, high)) = (within(observed.share()), observed.interval());
    Some(Estimate { value, interval: Some((within(low).min(value), within(high).max(value))) })
}

#[cfg(test)]
mod tests {
    use super::{Observed, rogan_gladen, share_of_strata};
    use crate::reliability::accuracy::Judged;

    fn observed([found, sensitivity, specificity]: [f64; 3]) -> Observed {
        Observed { found, n: 100.0, sensitivity, n_with: 50.0, specificity, n_without: 50.0 }
    }

    fn check(given: [f64; 3], [value, variance, low, high]: [f64; 4]) {
        let estimate = rogan_gladen(observed(given)).expect("an estimate");
        let (found_low, found_high) = estimate.interval.expect("an interval");
        assert!((estimate.value - value).abs() < 1e-4, "{estimate:?}");
        assert!((observed(given).variance() - variance).abs() < 1e-5, "{}", observed(given).variance());
        assert!((found_low - low).abs() < 1e-3 && (found_high - high).abs() < 1e-3, "{estimate:?}");
    }

    /// By hand, share and variance of 1978: q = .3, Se = .8, Sp = .9 give π = .2/.7, V = (.0021 + .0816·.0032 +
    /// .5102·.0018)/.49. A program without errors changes nothing: V = .3·.7/100. One that finds half of what there is
    /// doubles the share: q = .2, π = .4, V = (.0016 + .16·.005)/.25. The intervals of 2014 by their formula.
    #[test]
    fn by_hand() {
        check([0.3, 0.8, 0.9], [2.0 / 7.0, 0.006_693, 0.1139, 0.4492]);
        check([0.3, 1.0, 1.0], [0.3, 0.0021, 0.2017, 0.3955]);
        check([0.2, 0.5, 1.0], [0.4, 0.0096, 0.2083, 0.6160]);
        assert_eq!(rogan_gladen(observed([0.3, 0.5, 0.5])), None, "chance says nothing");
    }

    /// Units of strata, as `stratum:weight` and a plus for those with the property.
    fn share(text: &str) -> (f64, (f64, f64)) {
        let unit = |word: &str| {
            let (stratum, weight) = word.trim_end_matches('+').split_once(':').expect("a colon");
            Judged {
                found: false,
                coded: word.ends_with('+'),
                weight: weight.parse().expect("a weight"),
                stratum: stratum.parse().expect("a stratum"),
            }
        };
        let units: Vec<Judged> = text.split_whitespace().map(unit).collect();
        let estimate = share_of_strata(&units, |unit| unit.coded).expect("a share");
        (estimate.value, estimate.interval.expect("an interval"))
    }

    /// By hand: 90 units of which 9 were drawn, none with the property, and 10 of which 5 were drawn, all with it: p = .1,
    /// V = .81·.0475/9 + .01·.0764/5 = .00443, .1367·.8633/V = 26.6 effective units. One stratum is a plain sample: 2 of
    /// 10, Wilson .057 to .510. Weights alone move nothing inside a stratum.
    #[test]
    fn strata_by_hand() {
        let (value, (low, high)) = share(&format!("{}{}", "1:10 ".repeat(9), "2:2+ ".repeat(5)));
        assert!((value - 0.1).abs() < 1e-9 && (low - 0.0326).abs() < 1e-3 && (high - 0.2682).abs() < 1e-3);
        for weight in ["1", "7"] {
            let text = format!("{}{}", format!("0:{weight} ").repeat(8), format!("0:{weight}+ ").repeat(2));
            let (value, (low, high)) = share(&text);
            assert!(
                (value - 0.2).abs() < 1e-9 && (low - 0.0567).abs() < 1e-3 && (high - 0.5098).abs() < 1e-3
            );
        }
    }

    #[test]
    fn shares_stay_shares() {
        let observed = Observed {
            found: 0.05,
            n: 100.0,
            sensitivity: 0.8,
            n_with: 20.0,
            specificity: 0.9,
            n_without: 80.0,
        };
        assert_eq!(rogan_gladen(observed).map(|estimate| estimate.value), Some(0.0));
    }
}
