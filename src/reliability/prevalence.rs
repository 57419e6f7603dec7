//! How common a category is, once the program's errors are taken out.

use super::Estimate;

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

/// The share of units that have the category, after Rogan & Gladen 1978 (American Journal of Epidemiology 107):
/// π = (q + Sp − 1) / (Se + Sp − 1), kept within 0 and 1. Its variance is
/// [q(1−q)/n + π² Se(1−Se)/n₁ + (1−π)² Sp(1−Sp)/n₀] / (Se + Sp − 1)², the interval π ± 1.96 standard errors.
/// `None` when the program is no better than chance (Se + Sp ≤ 1) or one side has no units.
pub fn rogan_gladen(observed: Observed) -> Option<Estimate> {
    let Observed { found: q, n, sensitivity: se, n_with, specificity: sp, n_without } = observed;
    let informed = se + sp - 1.0;
    if informed <= 0.0 || n <= 0.0 || n_with <= 0.0 || n_without <= 0.0 {
        return None;
    }
    let value = (q + sp - 1.0) / informed;
    let variance = q * (1.0 - q) / n
        + value * value * se * (1.0 - se) / n_with
        + (1.0 - value).powi(2) * sp * (1.0 - sp) / n_without;
    let half = 1.96 * variance.sqrt() / informed;
    let within = |share: f64| share.clamp(0.0, 1.0);
    Some(Estimate { value: within(value), interval: Some((within(value - half), within(value + half))) })
}

#[cfg(test)]
mod tests {
    use super::{Observed, rogan_gladen};

    fn check([found, sensitivity, specificity]: [f64; 3], expected: Option<(f64, f64)>) {
        let observed = Observed { found, n: 100.0, sensitivity, n_with: 50.0, specificity, n_without: 50.0 };
        let estimate = rogan_gladen(observed);
        match expected {
            None => assert_eq!(estimate, None),
            Some((value, half)) => {
                let estimate = estimate.expect("an estimate");
                let (low, high) = estimate.interval.expect("an interval");
                assert!((estimate.value - value).abs() < 1e-9, "{estimate:?}");
                assert!(
                    (high - value - half).abs() < 1e-3 && (value - low - half).abs() < 1e-3,
                    "{estimate:?}"
                );
            }
        }
    }

    /// By hand: q = .3, Se = .8, Sp = .9 give π = .2/.7 = .2857, variance (.0021 + .0816·.0032 + .5102·.0018)/.49 = .00669,
    /// half-width .1603. A program without errors changes nothing: 1.96·√(.3·.7/100) = .0898. One that finds half of what
    /// there is doubles the share: q = .2, π = .4, (.0016 + .16·.005)/.25 = .0096, half .1920. Chance says nothing.
    #[test]
    fn by_hand() {
        check([0.3, 0.8, 0.9], Some((2.0 / 7.0, 0.1603)));
        check([0.3, 1.0, 1.0], Some((0.3, 0.0898)));
        check([0.2, 0.5, 1.0], Some((0.4, 0.1920)));
        check([0.3, 0.5, 0.5], None);
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
