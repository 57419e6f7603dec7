//! Where the level of a series shifts.
//!
//! A split at k is judged by T(k) = |m₁ − m₂| · √(w₁w₂ / (w₁ + w₂)), m the weighted means and w the sums of the weights on
//! its two sides: the largest T is the split of the likelihood ratio for one shift in the mean (Hinkley 1970, Biometrika
//! 57:1–17). How likely it is without a shift is told by permutations of the values (Antoch & Hušková 2001, Statistics &
//! Probability Letters 53:37–46), and series are split again in both parts (binary segmentation; Scott & Knott 1974,
//! Biometrics 30:507–512). Permutations take neighbouring months for exchangeable; where they drift slowly, a shift may be
//! a drift.

/// A value of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The value.
    pub value: f64,
    /// How much it weighs.
    pub weight: f64,
}

/// A shift of the level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// The first point of the new level.
    pub at: usize,
    /// The 95 % interval of that place.
    pub low: usize,
    /// Its upper end.
    pub high: usize,
    /// How likely so large a T is without a shift.
    pub p: f64,
}

/// A level holds for at least so many points.
pub const SHORTEST: usize = 3;
/// From fewer points no shift is looked for.
pub const FEWEST: usize = 12;
/// Permutations at most; fewer where it is clear that there is no shift (Besag & Clifford 1991, Biometrika 78:301–304).
const PERMUTATIONS: usize = 9_999;
const CLEAR: usize = 50;
/// Times that residuals are drawn anew for the interval of a place.
const DRAWS: usize = 999;
const SEED: u64 = 20_190_701;

/// The best split of a series and its T; none where it is too short or does not vary.
fn best(points: &[Point]) -> Option<(usize, f64)> {
    let (weight, sum) = points
        .iter()
        .fold((0.0, 0.0), |(weight, sum), point| (weight + point.weight, sum + point.weight * point.value));
    let (mut left, mut left_sum) = (0.0, 0.0);
    let mut found: Option<(usize, f64)> = None;
    for at in 1..=points.len().checked_sub(SHORTEST)? {
        let point = points[at - 1];
        left += point.weight;
        left_sum += point.weight * point.value;
        let right = weight - left;
        if at < SHORTEST || left <= 0.0 || right <= 0.0 {
            continue;
        }
        let t = (left_sum / left - (sum - left_sum) / right).abs() * (left * right / weight).sqrt();
        if found.is_none_or(|(_, most)| t > most) {
            found = Some((at, t));
        }
    }
    found.filter(|(_, t)| *t > 1e-12)
}

/// How likely a shift as large as the largest is, if there is none; 1 where none can be looked for.
pub fn p_value(points: &[Point]) -> f64 {
    let Some((_, observed)) = best(points).filter(|_| points.len() >= FEWEST) else { return 1.0 };
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut shuffled = points.to_vec();
    let mut reached = 0;
    for tried in 1..=PERMUTATIONS {
        random.shuffle(&mut shuffled);
        // Equal up to rounding is equal.
        reached += usize::from(best(&shuffled).is_some_and(|(_, t)| t >= observed * (1.0 - 1e-9)));
        if reached >= CLEAR {
            return reached as f64 / tried as f64;
        }
    }
    (reached + 1) as f64 / (PERMUTATIONS + 1) as f64
}

/// The shifts of a series whose largest one is accepted: that one, and further ones in its parts with p below `alpha`.
pub fn shifts(points: &[Point], alpha: f64) -> Vec<Shift> {
    let mut found = Vec::new();
    split(points, 0, p_value(points), alpha, &mut found);
    found.sort_unstable_by_key(|shift: &Shift| shift.at);
    found
}

fn split(points: &[Point], offset: usize, p: f64, alpha: f64, found: &mut Vec<Shift>) {
    let Some((at, _)) = best(points) else { return };
    let (low, high) = place(points, at);
    found.push(Shift { at: offset + at, low: offset + low, high: offset + high, p });
    for (part, offset) in [(&points[..at], offset), (&points[at..], offset + at)] {
        let p = p_value(part);
        if p <= alpha {
            split(part, offset, p, alpha, found);
        }
    }
}

/// The 95 % interval of the place of a split: residuals of both sides drawn anew, the split found again
/// (Hušková & Kirch 2008, Journal of Time Series Analysis 29:947–972).
fn place(points: &[Point], at: usize) -> (usize, usize) {
    let (left, right) = points.split_at(at);
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut places = Vec::with_capacity(DRAWS);
    let mut drawn = points.to_vec();
    for _ in 0..DRAWS {
        for (number, point) in drawn.iter_mut().enumerate() {
            let side = if number < at { left } else { right };
            *point = side[random.usize(..side.len())];
        }
        places.extend(best(&drawn).map(|(at, _)| at));
    }
    places.sort_unstable();
    let quantile =
        |share: f64| places.get(((places.len().saturating_sub(1)) as f64 * share).round() as usize);
    let ends = [0.025, 0.975].map(|share| quantile(share).copied().unwrap_or(at));
    (ends[0].min(at), ends[1].max(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(values: impl Iterator<Item = f64>) -> Vec<Point> {
        values.map(|value| Point { value, weight: 1.0 }).collect()
    }

    /// Values that look random and are the same every time.
    fn noise(n: usize) -> impl Iterator<Item = f64> {
        let mut random = fastrand::Rng::with_seed(7);
        (0..n).map(move |_| random.f64() - 0.5)
    }

    #[test]
    fn the_split_of_the_largest_t_by_hand() {
        // 1 1 1 | 4 4 4: means 1 and 4, T = 3 · √(3 · 3 / 6) = 3.674.
        let points = series([1.0, 1.0, 1.0, 4.0, 4.0, 4.0].into_iter());
        let (at, t) = best(&points).unwrap();
        assert!(at == 3 && (t - 3.0 * 1.5_f64.sqrt()).abs() < 1e-9, "{at} {t}");
        // Weights count like repeated values: 0 0 0 | 2 with weight 2, 2, 2: T = 2 · √(3 · 4 / 7).
        let mut points = series([0.0, 0.0, 0.0, 2.0, 2.0, 2.0].into_iter());
        points[3].weight = 2.0;
        let (at, t) = best(&points).unwrap();
        assert!(at == 3 && (t - 2.0 * (12.0_f64 / 7.0).sqrt()).abs() < 1e-9, "{at} {t}");
        assert_eq!(best(&series([5.0; 8].into_iter())), None, "what does not vary has no split");
    }

    #[test]
    fn two_shifts_are_found_where_they_are() {
        let level = |at: usize| {
            if at < 20 {
                2.0
            } else if at < 45 {
                5.0
            } else {
                3.5
            }
        };
        let points = series(noise(70).enumerate().map(|(at, noise)| level(at) + noise));
        let found = shifts(&points, 0.05);
        assert_eq!(found.iter().map(|shift| shift.at).collect::<Vec<_>>(), [20, 45], "{found:?}");
        assert!(found.iter().all(|shift| shift.low <= shift.at && shift.at <= shift.high && shift.p < 0.001));
    }

    #[test]
    fn noise_has_none() {
        assert!(p_value(&series(noise(60))) > 0.05);
        assert_eq!(p_value(&series(noise(8))), 1.0, "too short");
    }
}
