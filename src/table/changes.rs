//! `changes`: one row a change of level of a series.

use super::Table;
use super::column::table;

/// A change of level.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRow<'a> {
    /// What the series is a group of.
    pub series_by: &'static str,
    /// The group.
    pub series: &'a str,
    /// The measure.
    pub measure: &'static str,
    /// Found or given.
    pub basis: &'static str,
    /// The first month of the new level.
    pub at: String,
    /// Between which months it lies.
    pub place: Option<[String; 2]>,
    /// Value before.
    pub before: Option<f64>,
    /// Value from it on.
    pub after: Option<f64>,
    /// The second less the first.
    pub difference: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// How likely so large a change is without any, alone and among all that were tested.
    pub p: Option<[f64; 2]>,
    /// Answers before and after.
    pub n_answers: [usize; 2],
}

table!("changes", "one change of level of one series", |row: &ChangeRow| {
    "series_by" Text [""] "all, speaker, state, questioner, question_type; as in trends" ("") = row.series_by;
    "series" Text [""] "the group, as in trends" ("") = row.series;
    "measure" Text [""] "as in trends" ("codebook 2.6") = row.measure;
    "basis" Text [""] "found (the months show it: p_adjusted is at most .05), given (asked for with --compare-at)" ("") = row.basis;
    "period" Text [""] "the first month of the new level" ("Hinkley 1970; Scott & Knott 1974") = row.at.as_str();
    "period_low" Text [""] "the earliest month where it may lie, with 95 % confidence" ("Hušková & Kirch 2008") = row.place.as_ref().map(|place| place[0].as_str());
    "period_high" Text [""] "the latest month" ("Hušková & Kirch 2008") = row.place.as_ref().map(|place| place[1].as_str());
    "before" Float ["see measure"] "value of the months before, back to the last change in the table" ("") = row.before;
    "after" Float ["see measure"] "value from that month on, to the next change in the table" ("") = row.after;
    "difference" Float ["see measure"] "after less before" ("") = row.difference;
    "difference_ci_low" Float ["see measure"] "lower end of its 95 % interval: documents of both sides drawn with replacement; the choice of the month is not in it" ("Hesterberg 2015") = row.interval.map(|(low, _)| low);
    "difference_ci_high" Float ["see measure"] "upper end of it" ("Hesterberg 2015") = row.interval.map(|(_, high)| high);
    "p" Float ["0-1"] "how likely so large a shift is when months are only shuffled; for changes found" ("Antoch & Hušková 2001") = row.p.map(|[p, _]| p);
    "p_adjusted" Float ["0-1"] "of the series' largest shift, adjusted for all series and measures that were tested" ("Holm 1979") = row.p.map(|[_, adjusted]| adjusted);
    "n_answers_before" Int ["turns"] "answering turns before" ("") = row.n_answers[0];
    "n_answers_after" Int ["turns"] "answering turns from it on" ("") = row.n_answers[1];
});

/// Adds a row.
pub fn fill(row: ChangeRow, table: &mut Table) {
    push(table, &row);
}
