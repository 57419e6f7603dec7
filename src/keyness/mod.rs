//! 9  Two groups beside each other: which words, categories and phrases tell them apart, and how sure that is.
//!
//! Only the words of the answering side count, never those of questions. [`filter`] says which of its turns belong to a
//! group, [`counted`] counts them by document, [`statistics`] holds the measures of keyness, [`rates`] the intervals.

pub mod statistics;
pub mod rates;
pub mod counted;
pub mod filter;

use crate::phrase::{Phrases, dp};
use crate::table::{KeynessRow, Table, keyness};
use counted::{Counted, Counts};
use rates::{Rates, rates};
use statistics::{Cells, Correction, benjamini_hochberg, holm, p};

pub use filter::Filter;

/// Words of the informative prior of the log-odds.
pub const PRIOR: f64 = 500.0;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    Category,
    Phrase,
    Term,
}

impl Kind {
    /// As written in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Phrase => "phrase",
            Self::Term => "term",
        }
    }
}

/// A thing in both groups.
#[derive(Debug)]
struct Thing {
    kind: Kind,
    term: String,
    a: Counts,
    b: Counts,
}

/// A group with its name.
pub type Named<'a> = (&'a str, &'a Counted);

/// Compares two groups: one row for every category, phrase and word that stands in both together at least `least` times;
/// those that stand out in the first come first, by kind. The phrases are those of the documents of the first group,
/// followed by those of the second.
pub fn compare(a: Named, b: Named, phrases: &Phrases, least: u64) -> Table {
    let mut things = categories(a.1, b.1);
    things.extend(of_phrases(phrases, a.1.words.len() as u32));
    things.extend(terms(a.1, b.1));
    things.retain(|thing| total(&thing.a) + total(&thing.b) >= least);
    let mut rows: Vec<KeynessRow> = Vec::with_capacity(things.len());
    things.sort_by(|one, other| (one.kind, &one.term).cmp(&(other.kind, &other.term)));
    for same in things.chunk_by(|one, other| one.kind == other.kind) {
        let mut some: Vec<KeynessRow> = same.iter().map(|thing| row(thing, a, b)).collect();
        let p: Vec<f64> = some.iter().map(|row| row.p).collect();
        let adjusted = benjamini_hochberg(&p).into_iter().zip(holm(&p));
        for (row, (p_adjusted, p_holm)) in some.iter_mut().zip(adjusted) {
            (row.p_adjusted, row.p_holm) = (p_adjusted, p_holm);
        }
        with_intervals(same, &mut some, a.1, b.1);
        some.sort_by(|one, other| {
            other.log_likelihood.total_cmp(&one.log_likelihood).then_with(|| one.term.cmp(other.term))
        });
        rows.extend(some);
    }
    let mut table = Table::new(&keyness::DECLARED);
    rows.iter().for_each(|row| keyness::fill(row, &mut table));
    table
}

fn total(counts: &Counts) -> u64 {
    counts.iter().map(|(_, n)| u64::from(*n)).sum()
}

fn row<'a>(thing: &'a Thing, (group_a, a): Named<'a>, (group_b, b): Named<'a>) -> KeynessRow<'a> {
    let (count_a, count_b) = (total(&thing.a), total(&thing.b));
    let cells = Cells::new(count_a, count_b, a.n_words(), b.n_words());
    let log_likelihood = cells.log_likelihood(Correction::None);
    let plain = |value: f64| rates::Estimate { value, interval: None };
    let (rate_a, rate_b) = (rates::plain(&thing.a, &a.words), rates::plain(&thing.b, &b.words));
    KeynessRow {
        kind: thing.kind.name(),
        term: &thing.term,
        group_a,
        group_b,
        count_a,
        count_b,
        rates: Rates { a: plain(rate_a), b: plain(rate_b), difference: plain(rate_a - rate_b) },
        log_likelihood,
        log_likelihood_two_term: cells.log_likelihood_two_term(),
        chi2: cells.chi2(Correction::Conditional),
        log_ratio: cells.log_ratio(),
        log_odds_z: cells.log_odds_z(PRIOR),
        p: p(log_likelihood),
        p_adjusted: f64::NAN,
        p_holm: f64::NAN,
        range_a: thing.a.len(),
        range_b: thing.b.len(),
        dp_a: dp(&thing.a, a.n_words(), |document| a.words[document as usize]),
        dp_b: dp(&thing.b, b.n_words(), |document| b.words[document as usize]),
    }
}

/// Intervals for categories: words and phrases are too many.
fn with_intervals(things: &[Thing], rows: &mut [KeynessRow], a: &Counted, b: &Counted) {
    if things.first().is_none_or(|thing| thing.kind != Kind::Category) {
        return;
    }
    let counts: Vec<(&rates::Counts, &rates::Counts)> =
        things.iter().map(|thing| (&thing.a[..], &thing.b[..])).collect();
    for (row, rates) in rows.iter_mut().zip(rates(&counts, &a.words, &b.words)) {
        row.rates = rates;
    }
}

fn categories(a: &Counted, b: &Counted) -> Vec<Thing> {
    let mut names: Vec<&String> = a.categories.keys().chain(b.categories.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let of = |group: &Counted, name: &String| group.categories.get(name).cloned().unwrap_or_default();
    let thing =
        |name: &String| Thing { kind: Kind::Category, term: name.clone(), a: of(a, name), b: of(b, name) };
    names.into_iter().map(thing).collect()
}

fn terms(a: &Counted, b: &Counted) -> Vec<Thing> {
    let mut names: Vec<&String> = a.terms.keys().chain(b.terms.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let of = |group: &Counted, name: &String| group.terms.get(name).cloned().unwrap_or_default();
    let thing =
        |name: &String| Thing { kind: Kind::Term, term: name.clone(), a: of(a, name), b: of(b, name) };
    names.into_iter().map(thing).collect()
}

/// Phrases with their counts in the first `n_a` documents and in those behind.
fn of_phrases(phrases: &Phrases, n_a: u32) -> impl Iterator<Item = Thing> {
    phrases.counted().map(move |(term, counts)| {
        let split = counts.partition_point(|(document, _)| *document < n_a);
        let b = counts[split..].iter().map(|(document, n)| (document - n_a, *n)).collect();
        Thing { kind: Kind::Phrase, term, a: counts[..split].to_vec(), b }
    })
}
