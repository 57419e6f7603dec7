//! `trends`: one row a measure of a series in a month or quarter.

use super::Table;
use super::column::table;
use crate::measure::FEWEST_ANSWERS;
use crate::measure::indices::Figure;
use crate::measure::period::Length;

/// A measure of a series in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendRow {
    /// What the series is a group of.
    pub series_by: &'static str,
    /// The group.
    pub series: String,
    /// The measure.
    pub measure: &'static str,
    /// Month or quarter.
    pub length: Length,
    /// Name of the period.
    pub period: String,
    /// Its value; none at a gap.
    pub figure: Option<Figure>,
    /// The 95 % interval of the value.
    pub interval: Option<(f64, f64)>,
    /// Median with the neighbours.
    pub median: Option<f64>,
    /// Value of the twelve months before.
    pub baseline: Option<f64>,
    /// Value less the baseline.
    pub change: Option<f64>,
    /// Its 95 % interval.
    pub change_interval: Option<(f64, f64)>,
    /// Answers, documents and words of the period.
    pub n: [usize; 3],
}

table!("trends", "one measure of one series in one month or quarter", |row: &TrendRow| {
    "series_by" Text [""] "all, speaker, state, questioner, question_type, target; as measures.group_by" ("") = row.series_by;
    "series" Text [""] "the group, as measures.group" ("") = row.series.as_str();
    "measure" Text [""] "as measures.measure; of targets target_share" ("codebook 2.6") = row.measure;
    "period_type" Text [""] "month or quarter" ("") = row.length.name();
    "period" Text [""] "2021-07 or 2021-Q3; every one from the first to the last with a value" ("") = row.period.as_str();
    "value" Float ["see measure"] "the value; empty where the period has none: a gap" ("") = row.figure.map(|figure| figure.value);
    "ci_low" Float ["see measure"] "lower end of its 95 % interval, as in measures" ("Hesterberg 2015") = row.interval.map(|(low, _)| low);
    "ci_high" Float ["see measure"] "upper end of its 95 % interval" ("Hesterberg 2015") = row.interval.map(|(_, high)| high);
    "median_3" Float ["see measure"] "median of the value and those of the periods before and after; of two of them their mean; empty at a gap" ("") = row.median;
    "baseline" Float ["see measure"] "value of the series in the twelve months before the period together; empty with fewer than 20 answers in them" ("codebook 2.6") = row.baseline;
    "change" Float ["see measure"] "value less baseline" ("") = row.change;
    "change_ci_low" Float ["see measure"] "lower end of the 95 % interval of the change: documents of both drawn with replacement" ("Hesterberg 2015") = row.change_interval.map(|(low, _)| low);
    "change_ci_high" Float ["see measure"] "upper end of it" ("Hesterberg 2015") = row.change_interval.map(|(_, high)| high);
    "numerator" Float [""] "what the formula divides" ("") = row.figure.map(|figure| figure.numerator);
    "denominator" Float [""] "by what it divides" ("") = row.figure.and_then(|figure| figure.denominator);
    "n_answers" Int ["turns"] "answering turns of the series in the period" ("") = row.n[0];
    "n_documents" Int ["documents"] "its documents" ("") = row.n[1];
    "n_tokens" Int ["words"] "its words" ("") = row.n[2];
    "small" Bool [""] "fewer than 20 answers: too few to be compared with others" ("codebook 2.6") = row.n[0] < FEWEST_ANSWERS;
});

/// Adds a row.
pub fn fill(row: TrendRow, table: &mut Table) {
    push(table, &row);
}
