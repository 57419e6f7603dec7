//! Shares from units that were drawn from strata, each with an effective number of units for its interval.
//!
//! All are ratios of sums over cells *c*, the units of one stratum that the program found, or did not: W_c is the cell's part
//! of all weights, n_c its number of units, p_c the share of them that are coded. Their variance is that of the linearised
//! ratio; in it half a unit with and half a unit without the code are added to every cell, so that a cell without
//! variation is not taken for one without doubt. The interval is Wilson's for the effective number p(1−p)/V (Korn &
//! Graubard 1998, Survey Methodology 24); of a share of some units only, never more than these. In one stratum the share
//! of the found has Wilson's interval as usual.

use std::collections::BTreeMap;

use super::Estimate;
use super::interval::wilson_share;

/// What is known of a unit for one category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Did the program find the category?
    pub found: bool,
    /// Did the coders?
    pub coded: bool,
    /// For so many units of the whole it stands.
    pub weight: f64,
    /// Number of the stratum from which it was drawn.
    pub stratum: usize,
}

/// A share, and on how many units of a plain sample it would rest as surely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The share.
    pub value: f64,
    /// The effective number of units.
    pub n: f64,
}

impl Share {
    /// With the 95 % interval.
    pub fn estimate(self) -> Estimate {
        Estimate { value: self.value, interval: wilson_share(self.value, self.n) }
    }

    /// A share of so many units; it rests on no more than these, however they were drawn.
    fn new(value: f64, smoothed: f64, variance: f64, units: usize) -> Self {
        Self { value, n: (smoothed * (1.0 - smoothed) / variance).min(units as f64) }
    }
}

/// What the ratios are made of.
#[derive(Clone, Copy, Debug, Default)]
struct Side {
    /// Σ W.
    all: f64,
    /// Σ W p.
    coded: f64,
    /// The same with half a unit more on each side.
    smoothed: f64,
    /// Σ W² p(1−p)/n, smoothed.
    variance: f64,
}

/// The units that were found, and the others.
fn sides(units: &[Judged]) -> [Side; 2] {
    let mut cells: BTreeMap<(bool, usize), [f64; 3]> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.weight > 0.0) {
        let [weight, n, coded] = cells.entry((unit.found, unit.stratum)).or_default();
        *weight += unit.weight;
        *n += 1.0;
        *coded += f64::from(u8::from(unit.coded));
    }
    let mut sides = [Side::default(); 2];
    for ((found, _), [weight, n, coded]) in cells {
        let side = &mut sides[usize::from(!found)];
        let p = (coded + 0.5) / (n + 1.0);
        side.all += weight;
        side.coded += weight * coded / n;
        side.smoothed += weight * p;
        side.variance += weight * weight * p * (1.0 - p) / n;
    }
    sides
}

fn count(units: &[Judged], which: impl Fn(&Judged) -> bool) -> usize {
    units.iter().filter(|unit| unit.weight > 0.0 && which(unit)).count()
}

/// Of the units found, the share that is coded; `None` when none is found.
pub fn precision(units: &[Judged]) -> Option<Share> {
    let [found, _] = sides(units);
    let Side { all, coded, smoothed, variance } = found;
    let n = count(units, |unit| unit.found);
    (all > 0.0).then(|| Share::new(coded / all, smoothed / all, variance / (all * all), n))
}

/// Of the units coded, the share that is found: A / (A + M), A = Σ W p over the found, M over the others; V = [(1−R)² V_A +
/// R² V_M] / (A + M)². `None` when none is coded.
pub fn recall(units: &[Judged]) -> Option<Share> {
    let [found, others] = sides(units);
    let all = found.smoothed + others.smoothed;
    let smoothed = found.smoothed / all;
    let variance = (1.0 - smoothed).powi(2) * found.variance + smoothed * smoothed * others.variance;
    let coded = found.coded + others.coded;
    // Where everything is found, or nothing, one side has no units and the ratio no doubt but that of a plain share.
    let n = count(units, |unit| unit.coded);
    match (found.all > 0.0, others.all > 0.0) {
        _ if coded <= 0.0 => None,
        (true, true) => Some(Share::new(found.coded / coded, smoothed, variance / (all * all), n)),
        _ => Some(Share { value: found.coded / coded, n: n as f64 }),
    }
}

/// Of the units not coded, the share that is not found: recall, seen from the other side.
pub fn specificity(units: &[Judged]) -> Option<Share> {
    let turned = |unit: &Judged| Judged { found: !unit.found, coded: !unit.coded, ..*unit };
    recall(&units.iter().map(turned).collect::<Vec<_>>())
}

/// F* = A / (F + M), of the units found or coded the share that is both, F = Σ W over the found (Hand, Christen & Kirielle
/// 2021, Machine Learning 110); V = [V_A + F*² V_M] / (F + M)². `None` when none is found and none coded.
pub fn f_star(units: &[Judged]) -> Option<Share> {
    let [found, others] = sides(units);
    let named = found.all + others.coded;
    let n = count(units, |unit| unit.found || unit.coded);
    let all = found.all + others.smoothed;
    let smoothed = found.smoothed / all;
    let variance = found.variance + smoothed * smoothed * others.variance;
    match found.all > 0.0 {
        _ if named <= 0.0 => None,
        true => Some(Share::new(found.coded / named, smoothed, variance / (all * all), n)),
        false => Some(Share { value: 0.0, n: n as f64 }),
    }
}

/// Of all units, the share with a property: Σ W_h p_h over whole strata. `None` when there are no units.
pub fn share_of_all(units: &[Judged], has: impl Fn(&Judged) -> bool) -> Option<Share> {
    let marked = |unit: &Judged| Judged { found: true, coded: has(unit), ..*unit };
    let [Side { all, coded, smoothed, variance }, _] = sides(&units.iter().map(marked).collect::<Vec<_>>());
    // Here strata may well tell more than a plain sample of as many units.
    (all > 0.0).then(|| Share::new(coded / all, smoothed / all, variance / (all * all), usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Judged, Share, f_star, precision, recall, share_of_all};

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
        let estimate = share_of_all(&units, |unit| unit.coded).expect("a share").estimate();
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

    /// `fc` found and coded, `f-` found only, `-c` coded only, in one stratum.
    fn check(text: &str, ratio: fn(&[Judged]) -> Option<Share>, expected: [f64; 2]) {
        let unit = |word: &str| Judged {
            found: word.starts_with('f'),
            coded: word.ends_with('c'),
            weight: 1.0,
            stratum: 0,
        };
        let units: Vec<Judged> = text.split(' ').map(unit).collect();
        let Share { value, n } = ratio(&units).expect("a share");
        assert!((value - expected[0]).abs() < 1e-9 && (n - expected[1]).abs() < 0.01, "{text}: {value} {n}");
    }

    /// By hand. Two of three found are coded: Wilson's n is 3. Two of four coded are found: p = 2.5/4 in both cells of three
    /// units, V_A = V_M = .25·.625·.375/3 = .01953, R = .5, V = .5·.01953/.625² = .025, n = 10, but no more than the 4 coded. Two of the five found or
    /// coded are both: F* = .3125/.8125, V = (.01953 + .1479·.01953)/.6602 = .03396, n = 6.97, but no more than 5.
    #[test]
    fn ratios_by_hand() {
        let text = "fc fc f- -c -c --";
        check(text, precision, [2.0 / 3.0, 3.0]);
        check(text, recall, [0.5, 4.0]);
        check(text, f_star, [0.4, 5.0]);
    }
}
