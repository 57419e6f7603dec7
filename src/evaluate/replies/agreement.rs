//! How well coders agree with each other.

/// Krippendorff's α for nominal codes: 1 is full agreement, 0 what chance gives (Krippendorff 2011). Each unit holds the
/// codes that it was given; units with fewer than two count for nothing. `None` where no two codes differ.
///
/// ```
/// use rejoinder::evaluate::replies::agreement::alpha;
/// let same = alpha(&[vec![0, 0], vec![1, 1], vec![0, 0]], 2);
/// assert_eq!(same, Some(1.0));
/// ```
pub fn alpha(units: &[Vec<usize>], classes: usize) -> Option<f64> {
    let mut totals = vec![0.0; classes];
    let mut differing = 0.0;
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let mut counts = vec![0.0; classes];
        unit.iter().for_each(|class| counts[*class] += 1.0);
        let same: f64 = counts.iter().map(|count| count * (count - 1.0)).sum();
        let n = unit.len() as f64;
        differing += (n * (n - 1.0) - same) / (n - 1.0);
        totals.iter_mut().zip(&counts).for_each(|(total, count)| *total += count);
    }
    let n: f64 = totals.iter().sum();
    let expected = n * n - totals.iter().map(|total| total * total).sum::<f64>();
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * differing / expected)
}

#[cfg(test)]
mod tests {
    use super::alpha;

    /// Krippendorff 2011, example C: four observers, twelve units, missing codes.
    #[test]
    fn published_example() {
        let observers = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ];
        let unit = |at: usize| observers.iter().map(|codes| codes[at]).filter(|code| *code > 0).collect();
        let units: Vec<Vec<usize>> = (0..12).map(unit).collect();
        assert!((alpha(&units, 6).unwrap() - 0.743).abs() < 0.0005);
        assert_eq!(alpha(&[vec![1, 1], vec![1, 1]], 2), None);
    }
}
