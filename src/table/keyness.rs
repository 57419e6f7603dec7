//! `keyness`: one row a word, category or phrase in two groups. Written by `compare`, not by `run`.

use super::Table;
use super::column::table;
use crate::keyness::rates::{Estimate, Rates};

/// What is told of a thing in two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "the columns say what they are")]
pub struct KeynessRow<'a> {
    pub kind: &'static str,
    pub term: &'a str,
    pub group_a: &'a str,
    pub group_b: &'a str,
    pub count_a: u64,
    pub count_b: u64,
    pub rates: Rates,
    pub log_likelihood: f64,
    pub log_likelihood_two_term: f64,
    pub chi2: f64,
    pub log_ratio: f64,
    pub log_odds_z: f64,
    pub p: f64,
    pub p_adjusted: f64,
    pub p_holm: f64,
    pub range_a: usize,
    pub range_b: usize,
    pub dp_a: Option<f64>,
    pub dp_b: Option<f64>,
}

table!("keyness", "one word, category or phrase in two groups that `rejoinder compare` sets beside each other", |row: &KeynessRow<'_>| {
    "kind" Text [""] "category (rows of hits with counts = true; core: all acts of the core set), phrase (as in the table phrases, of both groups together), term (a word in small letters)" ("") = row.kind;
    "term" Text [""] "the category, phrase or word" ("") = row.term;
    "group_a" Text [""] "the first group, as it was named" ("") = row.group_a;
    "group_b" Text [""] "the second group" ("") = row.group_b;
    "count_a" Int ["occurrences"] "how often it stands in answering turns of the first group" ("") = row.count_a as usize;
    "count_b" Int ["occurrences"] "of the second" ("") = row.count_b as usize;
    "rate_a_per_1000" Float ["per 1,000 words"] "1000 * count_a / Na; Na, Nb: the words of the answering turns of the groups" ("") = row.rates.a.value;
    "rate_a_ci_low" Float ["per 1,000 words"] "lower end of its 95 % interval: percentiles of 1,000 resamples of documents, seeded; for categories" ("Efron and Tibshirani 1993, ch. 13") = low(row.rates.a);
    "rate_a_ci_high" Float ["per 1,000 words"] "upper end" ("") = high(row.rates.a);
    "rate_b_per_1000" Float ["per 1,000 words"] "1000 * count_b / Nb" ("") = row.rates.b.value;
    "rate_b_ci_low" Float ["per 1,000 words"] "lower end of its 95 % interval" ("") = low(row.rates.b);
    "rate_b_ci_high" Float ["per 1,000 words"] "upper end" ("") = high(row.rates.b);
    "difference" Float ["per 1,000 words"] "rate_a_per_1000 - rate_b_per_1000" ("") = row.rates.difference.value;
    "difference_ci_low" Float ["per 1,000 words"] "lower end of its 95 % interval, the documents of each group resampled on their own" ("") = low(row.rates.difference);
    "difference_ci_high" Float ["per 1,000 words"] "upper end; an interval without 0 is a difference that these documents bear out" ("") = high(row.rates.difference);
    "log_likelihood" Float [""] "G2 = 2 * sum over the four cells of O * ln(O / E), negative where the second group has more; cells a = count_a, b = count_b, c = Na - a, d = Nb - b" ("Dunning 1993; quanteda measure lr without correction") = row.log_likelihood;
    "log_likelihood_two_term" Float [""] "2 * (a * ln(a / Ea) + b * ln(b / Eb)), with the same sign: the form of AntConc and Wmatrix" ("Rayson and Garside 2000") = row.log_likelihood_two_term;
    "chi2" Float [""] "N * (abs(ad - bc) - N * delta)^2 / ((a+b)(c+d)(a+c)(b+d)), with the same sign; delta is 0.5 where abs(ad - bc) >= N / 2 and an expected count is below 5, else 0" ("quanteda measure chi2, default") = row.chi2;
    "log_ratio" Float ["doublings"] "log2 of (a / Na) / (b / Nb), with 0.5 for a count of 0: 1 means twice the rate in the first group, -1 half" ("Hardie 2014") = row.log_ratio;
    "log_odds_z" Float ["standard errors"] "difference of the log-odds with an informative Dirichlet prior of 500 words of both groups, by its standard error; beyond 1.96 or -1.96 it stands out" ("Monroe, Colaresi and Quinn 2008") = row.log_odds_z;
    "p" Float ["0-1"] "of log_likelihood by chi2 with 1 degree of freedom; it takes words for independent, so see range and dp" ("") = row.p;
    "p_adjusted" Float ["0-1"] "p corrected for the number of rows of this kind: the share of false findings" ("Benjamini and Hochberg 1995") = row.p_adjusted;
    "p_holm" Float ["0-1"] "p corrected for the number of rows of this kind: the probability of any false finding" ("Holm 1979") = row.p_holm;
    "range_a" Int ["documents"] "documents of the first group in which it stands" ("") = row.range_a;
    "range_b" Int ["documents"] "of the second" ("") = row.range_b;
    "dp_a" Float ["0-1"] "how unevenly it is spread over the documents of the first group: 0 even, near 1 all in one small document" ("DP; Gries 2008") = row.dp_a;
    "dp_b" Float ["0-1"] "of the second" ("DP; Gries 2008") = row.dp_b;
});

fn low(estimate: Estimate) -> Option<f64> {
    estimate.interval.map(|(low, _)| low)
}

fn high(estimate: Estimate) -> Option<f64> {
    estimate.interval.map(|(_, high)| high)
}

/// Adds a row.
pub fn fill(row: &KeynessRow, table: &mut Table) {
    push(table, row);
}
