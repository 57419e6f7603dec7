//! Which values can mean the same figure: equal ones, roundings, a range and what lies in it.

/// The values that a number may stand for, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Interval {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

/// A figure said to be approximate may be off by no more than this, a rounded one by no more than the next.
const LOOSE: f64 = 0.1;
const ROUNDED: f64 = 0.02;
/// Shares are rounded to whole points at most.
const HALF_A_POINT: f64 = 0.5;
/// Smaller counts are not rounded.
const ROUND_FROM: f64 = 1_000.0;
/// An indefinite number ("tens of thousands") reaches up to the next power of ten.
const MAGNITUDE: f64 = 10.0;

impl Interval {
    /// Of a number told by its magnitude only.
    pub fn indefinite(value: f64) -> Self {
        Self { low: value, high: value * MAGNITUDE * (1.0 - 1e-9) }
    }

    /// Of a range.
    pub fn range(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// Of a figure; `exact` says that it is no share, and rounded only where it is large.
    pub fn figure(value: f64, approximate: bool, exact: bool) -> Self {
        let half = step(value) / 2.0;
        let slack = if approximate {
            half.min(value * LOOSE)
        } else if exact && value < ROUND_FROM {
            0.0
        } else if exact {
            half.min(value * ROUNDED)
        } else {
            half.min(HALF_A_POINT)
        };
        Self { low: value - slack, high: value + slack }
    }

    /// Can both stand for one value?
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Is it wider than any rounding?
    pub fn is_wide(self) -> bool {
        self.high > self.low * 1.5
    }
}

/// The power of ten of the last figure that is not zero: 1,000 for 52,000.
fn step(value: f64) -> f64 {
    let divides = |power: &i32| {
        let parts = value / 10f64.powi(*power);
        parts >= 0.5 && (parts - parts.round()).abs() < 1e-6
    };
    10f64.powi((-4..=15).rev().find(divides).unwrap_or(0))
}

/// Number of figures from the first to the last that is not zero: 2 for 52,000.
pub(super) fn figures(value: f64) -> u32 {
    let whole = (value / step(value)).round();
    (0..16).find(|power| whole < 10f64.powi(*power)).unwrap_or(16) as u32
}

#[cfg(test)]
mod tests {
    use super::{Interval, figures};

    #[test]
    fn values_that_can_be_one() {
        let about = |value| Interval::figure(value, true, true);
        let exact = |value| Interval::figure(value, false, true);
        let share = |value| Interval::figure(value, false, false);
        assert!(Interval::indefinite(10_000.0).meets(about(52_000.0)));
        assert!(!Interval::indefinite(10_000.0).meets(about(120_000.0)));
        assert!(about(4_120_000.0).meets(exact(4_121_337.0)));
        assert!(share(47.0).meets(share(46.8)) && !share(47.0).meets(share(44.0)));
        assert!(!share(90.0).meets(share(92.0)));
        assert!(exact(11.0).meets(exact(11.0)) && !exact(214.0).meets(exact(215.0)));
        assert_eq!([52_000.0, 5_310_000.0, 47.0, 9.0, 4.2].map(figures), [2, 3, 2, 1, 2]);
    }
}
