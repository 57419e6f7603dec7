//! How common a category is, once the program's errors are taken out.

use super::Estimate;

const Z: f64 = 1.959_963_985;

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
    use super::{Observed, rogan_gladen};

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
