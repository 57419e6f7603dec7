//! What tells two groups apart, from a table of two by two: how often a thing stands in each, and how often it does not.

use statrs::distribution::{ChiSquared, ContinuousCDF};

/// Added inside logarithms where a cell may be 0, as quanteda does.
const TINY: f64 = 1e-9;

/// The counts of a thing in two groups, and all words of each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cells {
    /// In the first group.
    pub a: f64,
    /// In the second.
    pub b: f64,
    /// Other words of the first group.
    pub c: f64,
    /// Other words of the second.
    pub d: f64,
}

/// Is Yates's correction for continuity made?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Never.
    None,
    /// As quanteda makes it: only where |ad − bc| ≥ N/2 and an expected count is below 5.
    Conditional,
}

impl Cells {
    /// Counts of a thing in groups of so many words.
    pub fn new(a: u64, b: u64, words_a: u64, words_b: u64) -> Self {
        let [c, d] = [words_a.saturating_sub(a), words_b.saturating_sub(b)];
        Self { a: a as f64, b: b as f64, c: c as f64, d: d as f64 }
    }

    fn n(&self) -> f64 {
        self.a + self.b + self.c + self.d
    }

    /// What the cells would hold if the groups were alike.
    fn expected(&self) -> [f64; 4] {
        let Self { a, b, c, d } = self;
        let of = |row: f64, column: f64| row * column / self.n();
        [of(a + b, a + c), of(a + b, b + d), of(c + d, a + c), of(c + d, b + d)]
    }

    /// 1 where the thing stands more often in the first group than if they were alike, else -1.
    fn sign(&self) -> f64 {
        if self.a > self.expected()[0] { 1.0 } else { -1.0 }
    }

    fn delta(&self, correction: Correction) -> f64 {
        let far = (self.a * self.d - self.b * self.c).abs() >= self.n() / 2.0;
        let few = self.expected().iter().any(|expected| *expected < 5.0);
        if correction == Correction::Conditional && far && few { 0.5 } else { 0.0 }
    }

    /// Pearson's chi², N(|ad − bc| − Nδ)² / ((a+b)(c+d)(a+c)(b+d)), negative where the second group has more; δ = ½ with
    /// the correction, else 0. As quanteda's `textstat_keyness(measure = "chi2")`.
    pub fn chi2(&self, correction: Correction) -> f64 {
        let Self { a, b, c, d } = self;
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        let difference = (a * d - b * c).abs() - self.n() * self.delta(correction);
        if margins > 0.0 { self.sign() * self.n() * difference.powi(2) / margins } else { f64::NAN }
    }

    /// Dunning's log-likelihood over all four cells, G² = 2 Σ O ln(O/E + 10⁻⁹), with its sign. As quanteda's `measure =
    /// "lr"`: the correction moves every cell by δ towards what is expected.
    pub fn log_likelihood(&self, correction: Correction) -> f64 {
        let delta = self.delta(correction) * if self.a * self.d > self.b * self.c { 1.0 } else { -1.0 };
        let observed = [self.a - delta, self.b + delta, self.c + delta, self.d - delta];
        let terms = observed.iter().zip(self.expected()).map(|(o, e)| o * (o / e + TINY).ln());
        self.sign() * 2.0 * terms.sum::<f64>()
    }

    /// Rayson and Garside's log-likelihood (2000), which has the two cells of the thing alone, as in AntConc and Wmatrix:
    /// 2 (a ln(a/Ea) + b ln(b/Eb)), with its sign.
    pub fn log_likelihood_two_term(&self) -> f64 {
        let [expected_a, expected_b, ..] = self.expected();
        let term = |o: f64, e: f64| if o > 0.0 { o * (o / e).ln() } else { 0.0 };
        self.sign() * 2.0 * (term(self.a, expected_a) + term(self.b, expected_b))
    }

    /// Pointwise mutual information, ln(a/Ea + 10⁻⁹). As quanteda's `measure = "pmi"`.
    pub fn pmi(&self) -> f64 {
        (self.a / self.expected()[0] + TINY).ln()
    }

    /// Hardie's log ratio (2014): log₂ of the ratio of both rates, ½ in the place of a count of 0.
    pub fn log_ratio(&self) -> f64 {
        let rate = |count: f64, others: f64| count.max(0.5) / (count + others);
        (rate(self.a, self.c) / rate(self.b, self.d)).log2()
    }

    /// z of the difference of the log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, eq. 16 and
    /// 20–22): (ln((a+α)/(c+α₀−α)) − ln((b+α)/(d+α₀−α))) / √(1/(a+α) + 1/(b+α)). The prior is the text of both groups:
    /// α = α₀ (a+b)/N.
    pub fn log_odds_z(&self, prior: f64) -> f64 {
        let alpha = prior * (self.a + self.b) / self.n();
        let odds = |count: f64, others: f64| ((count + alpha) / (others + prior - alpha)).ln();
        let variance = 1.0 / (self.a + alpha) + 1.0 / (self.b + alpha);
        (odds(self.a, self.c) - odds(self.b, self.d)) / variance.sqrt()
    }
}

/// How probable it is by chance that a statistic lies as far from 0, by chi² with one degree of freedom.
pub fn p(statistic: f64) -> f64 {
    ChiSquared::new(1.0)
        .map_or(f64::NAN, |chi2| if statistic.is_nan() { f64::NAN } else { chi2.sf(statistic.abs()) })
}

/// Benjamini and Hochberg's p (1995): the least share of false findings among those that hold at this p.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let n = p.len() as f64;
    let order = ascending(p);
    let mut adjusted = vec![f64::NAN; p.len()];
    let mut least = 1.0_f64;
    for (rank, at) in order.iter().enumerate().rev() {
        least = least.min(p[*at] * n / (rank + 1) as f64);
        adjusted[*at] = least;
    }
    adjusted
}

/// Holm's p (1979): the probability that any of those that hold at this p is false.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![f64::NAN; p.len()];
    let mut most = 0.0_f64;
    for (rank, at) in ascending(p).into_iter().enumerate() {
        most = most.max((p[at] * (p.len() - rank) as f64).min(1.0));
        adjusted[at] = most;
    }
    adjusted
}

fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|one, other| p[*one].total_cmp(&p[*other]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 5e-6 * expected.abs().max(1.0), "{value} for {expected}");
    }

    /// Counts and sizes of four features: target (30, 70, 10, 2), reference (5, 195, 10, 0), by quanteda 4.
    fn golden() -> [Cells; 4] {
        [(30, 5), (70, 195), (10, 10), (2, 0)].map(|(a, b)| Cells::new(a, b, 112, 210))
    }

    #[test]
    fn chi2_of_quanteda() {
        let expected = [44.904762, -46.205561, 2.176876, 1.434954];
        golden().iter().zip(expected).for_each(|(cells, e)| near(cells.chi2(Correction::Conditional), e));
        near(golden()[3].chi2(Correction::None), 3.773438);
    }

    #[test]
    fn g2_of_quanteda() {
        let expected = [43.967400, -44.382549, 2.079881, 4.247692];
        golden().iter().zip(expected).for_each(|(cells, e)| near(cells.log_likelihood(Correction::None), e));
        near(golden()[0].log_likelihood(Correction::Conditional), 43.9674);
    }

    #[test]
    fn pmi_of_quanteda() {
        let expected = [0.901902, -0.275182, 0.362905, 1.056053];
        golden().iter().zip(expected).for_each(|(cells, e)| near(cells.pmi(), e));
    }

    #[test]
    fn by_hand() {
        // 10 and 5 in 100 words each: expected 7.5.
        let cells = Cells::new(10, 5, 100, 100);
        let two = |a: f64, b: f64| 2.0 * (a + b);
        near(cells.log_likelihood_two_term(), two(10.0 * (10.0_f64 / 7.5).ln(), 5.0 * (5.0_f64 / 7.5).ln()));
        near(cells.log_likelihood_two_term(), 1.698_990_4);
        near(Cells::new(5, 10, 100, 100).log_likelihood_two_term(), -1.698_990_4);
        near(Cells::new(0, 4, 100, 100).log_likelihood_two_term(), -2.0 * 4.0 * 2.0_f64.ln());
        near(cells.log_ratio(), 1.0);
        near(Cells::new(0, 4, 100, 100).log_ratio(), -3.0);
        near(Cells::new(6, 0, 300, 100).log_ratio(), 2.0);
        // 200 (10 × 95 − 5 × 90)² / (15 × 185 × 100 × 100)
        near(cells.chi2(Correction::None), 200.0 * 250_000.0 / 27_750_000.0);
        near(Cells::new(7, 7, 50, 50).chi2(Correction::Conditional), 0.0);
        assert!(Cells::new(0, 0, 50, 50).chi2(Correction::None).is_nan());
        // A prior of 20 words gives α = 20 × 15 / 200 = 1.5.
        let z = ((11.5_f64 / 108.5).ln() - (6.5_f64 / 113.5).ln()) / (1.0_f64 / 11.5 + 1.0 / 6.5).sqrt();
        near(cells.log_odds_z(20.0), z);
        near(Cells::new(5, 10, 100, 100).log_odds_z(20.0), -z);
        near(Cells::new(5, 5, 100, 100).log_odds_z(20.0), 0.0);
    }

    #[test]
    fn probabilities() {
        near(p(3.841_458_8), 0.05);
        near(p(-6.634_896_6), 0.01);
        near(p(0.0), 1.0);
        assert!(p(f64::NAN).is_nan());
    }

    #[test]
    fn many_tests() {
        let check = |adjusted: Vec<f64>, expected: &[f64]| {
            adjusted.iter().zip(expected).for_each(|(one, e)| near(*one, *e));
        };
        // As R's p.adjust has it.
        check(benjamini_hochberg(&[0.01, 0.02, 0.03, 0.04]), &[0.04, 0.04, 0.04, 0.04]);
        check(benjamini_hochberg(&[0.04, 0.001, 0.5]), &[0.06, 0.003, 0.5]);
        check(benjamini_hochberg(&[0.9]), &[0.9]);
        check(holm(&[0.01, 0.02, 0.03, 0.04]), &[0.04, 0.06, 0.06, 0.06]);
        check(holm(&[0.04, 0.001, 0.5]), &[0.08, 0.003, 0.5]);
        check(holm(&[0.9, 0.8]), &[1.0, 1.0]);
    }
}
