//! Percent agreement and Cohen's kappa.

use std::collections::BTreeMap;

/// The share of pairs of values of one unit that are the same, over all pairs (Holsti's method for any number of coders).
/// `None` when no unit has two values.
///
/// ```
/// use rejoinder::reliability::agreement::percent;
/// assert_eq!(percent(&[vec![Some("a"), Some("a")], vec![Some("a"), Some("b")], vec![Some("b"), None]]), Some(0.5));
/// ```
pub fn percent<L: PartialEq>(units: &[Vec<Option<L>>]) -> Option<f64> {
    let (mut same, mut pairs) = (0_u32, 0_u32);
    for unit in units {
        let given: Vec<&L> = unit.iter().flatten().collect();
        for (at, one) in given.iter().enumerate() {
            pairs += (given.len() - at - 1) as u32;
            same += given[at + 1..].iter().filter(|other| *other == one).count() as u32;
        }
    }
    (pairs > 0).then(|| f64::from(same) / f64::from(pairs))
}

/// Cohen's kappa of two coders: (p_o − p_e) / (1 − p_e), where p_e = Σ p_1c p_2c over the labels (Cohen 1960, Educational
/// and Psychological Measurement 20). Units that one of them left out do not count; `None` when chance agreement is whole.
pub fn kappa<L: Ord>(pairs: &[(Option<L>, Option<L>)]) -> Option<f64> {
    let both: Vec<(&L, &L)> = pairs.iter().filter_map(|(a, b)| Some((a.as_ref()?, b.as_ref()?))).collect();
    let n = both.len() as f64;
    let mut margins: BTreeMap<&L, (f64, f64)> = BTreeMap::new();
    for (a, b) in &both {
        margins.entry(a).or_default().0 += 1.0;
        margins.entry(b).or_default().1 += 1.0;
    }
    let observed = both.iter().filter(|(a, b)| a == b).count() as f64 / n;
    let expected: f64 = margins.values().map(|(a, b)| a * b / (n * n)).sum();
    (n > 0.0 && expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
}

#[cfg(test)]
mod tests {
    use super::{kappa, percent};

    fn check(a: &str, b: &str, agreement: f64, expected: Option<f64>) {
        let given = |c: char| Some(c).filter(|c| *c != '.');
        let pairs: Vec<_> = a.chars().map(given).zip(b.chars().map(given)).collect();
        let units: Vec<Vec<Option<char>>> = pairs.iter().map(|(a, b)| vec![*a, *b]).collect();
        assert!((percent(&units).unwrap() - agreement).abs() < 1e-9);
        match (kappa(&pairs), expected) {
            (Some(found), Some(expected)) => assert!((found - expected).abs() < 1e-9, "{found}"),
            (found, expected) => assert_eq!(found, expected),
        }
    }

    /// By hand: p_o = 3/4, p_e = 1/2·1/4 + 1/2·3/4 = 1/2, kappa 1/2; p_o = 1/2, p_e = 1/2, kappa 0; and 1.
    #[test]
    fn by_hand() {
        check("xxyy", "xyyy", 0.75, Some(0.5));
        check("xxyy", "xyxy", 0.5, Some(0.0));
        check("xyz.", "xyzx", 1.0, Some(1.0));
        check("xx", "xx", 1.0, None);
    }

    /// Three coders: of 3 + 3 pairs 3 + 1 agree.
    #[test]
    fn three_coders() {
        let units = [vec![Some(1), Some(1), Some(1)], vec![Some(1), Some(1), Some(2)]];
        assert!((percent(&units).unwrap() - 4.0 / 6.0).abs() < 1e-9);
    }
}
