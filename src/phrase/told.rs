//! What is told of a phrase: how often, by whom, when first and last, how evenly, how much at once.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::Look;
use super::dispersion::dp;
use super::row::Place;
use super::stream::{NOBODY, Stream, Turn};

/// Days of a burst.
pub const BURST_DAYS: i64 = 30;
/// A phrase is new when it was first heard in so many last days of the material …
pub const NEW_DAYS: i64 = 30;
/// … which must begin so many days before.
pub const KNOWN_DAYS: i64 = 90;
/// A phrase can have stopped only when it was heard on so many dates …
pub const REGULAR_DATES: usize = 5;
/// … and not for so many days; and chance would leave it out that long in fewer than so many cases.
pub const SILENT_DAYS: i64 = 90;
/// See [`SILENT_DAYS`].
pub const CHANCE: f64 = 0.01;
/// So many fillings of slots are told.
const VARIANTS: usize = 8;

/// What a phrase is seen against.
pub(super) struct Setting<'a> {
    pub(super) stream: &'a Stream,
    /// Words of the answering side in all documents.
    words: u64,
    /// The dates of all documents, each once, in order.
    dates: Vec<Date>,
    /// Which documents are new, if that is known.
    fresh: Option<Vec<bool>>,
    by_document: bool,
}

impl<'a> Setting<'a> {
    pub(super) fn new(stream: &'a Stream, look: &Look) -> Self {
        let mut dates: Vec<Date> = stream.documents.iter().filter_map(|document| document.date).collect();
        dates.sort_unstable();
        dates.dedup();
        let words = stream.documents.iter().map(|document| u64::from(document.words)).sum();
        let fresh = look.is_new.map(|is| stream.documents.iter().map(|document| is(&document.id)).collect());
        Self { stream, words, dates, fresh, by_document: look.by_document }
    }

    fn turn(&self, place: &Place) -> Turn {
        self.stream.turns[place.turn as usize]
    }
}

/// Where a phrase was heard.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heard {
    pub(super) document: u32,
    pub(super) speaker: u32,
}

/// How the use of a phrase stands at the end of the material.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Heard for the first time lately.
    New,
    /// Heard no longer.
    Stopped,
    /// In use.
    Current,
}

impl Status {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Stopped => "stopped",
            Self::Current => "current",
        }
    }
}

/// A phrase with what is told of it.
#[derive(Debug)]
pub(super) struct Told {
    /// Where its words begin among those of all phrases.
    pub(super) at: u32,
    pub(super) n: u8,
    pub(super) goes_on: bool,
    pub(super) n_occurrences: u32,
    pub(super) n_free: u32,
    pub(super) n_documents: u32,
    pub(super) n_dates: u32,
    pub(super) n_speakers: u32,
    pub(super) first: Heard,
    pub(super) last: Heard,
    pub(super) dispersion: Option<f64>,
    pub(super) burst: Option<(f64, Date)>,
    pub(super) status: Option<Status>,
    pub(super) variants: Option<Box<str>>,
    /// Was it heard in a new document?
    pub(super) is_fresh: bool,
    /// Its occurrences in each document that has it, if they are asked for.
    pub(super) by_document: Box<[(u32, u32)]>,
}

impl Told {
    /// Where its words stand among those of all phrases.
    pub(super) fn range(&self) -> Range<usize> {
        let at = self.at as usize;
        at..at + usize::from(self.n)
    }
}

/// What is told of the phrase that has so many words and stands at these places, in their order.
pub(super) fn told<'a>(
    setting: &Setting,
    places: impl Iterator<Item = &'a Place> + Clone,
    n: usize,
    goes_on: bool,
) -> Told {
    let stream = setting.stream;
    let mut counts: Vec<(u32, u32)> = Vec::new();
    for place in places.clone() {
        let document = setting.turn(place).document;
        match counts.last_mut() {
            Some((last, n)) if *last == document => *n += 1,
            _ => counts.push((document, 1)),
        }
    }
    let of = |document: u32| &stream.documents[document as usize];
    let n_dates = distinct(counts.iter().map(|(document, _)| of(*document).occasion));
    let heard = places.clone().map(|place| {
        let Turn { document, speaker, .. } = setting.turn(place);
        Heard { document, speaker }
    });
    let speakers = heard.clone().map(|heard| heard.speaker).filter(|speaker| *speaker != NOBODY);
    let n_speakers = distinct(speakers);
    let (first, last) = ends(stream, heard);
    let mut dates: Vec<Date> = Vec::new();
    for (document, n) in &counts {
        dates.extend(of(*document).date.iter().flat_map(|date| std::iter::repeat_n(*date, *n as usize)));
    }
    dates.sort_unstable();
    let is_new =
        |(document, _): &(u32, u32)| setting.fresh.as_ref().is_some_and(|fresh| fresh[*document as usize]);
    let status = match &setting.fresh {
        Some(_) if counts.iter().all(is_new) => Some(Status::New),
        _ => status(&setting.dates, &dates),
    };
    Told {
        at: 0,
        n: n as u8,
        goes_on,
        n_occurrences: counts.iter().map(|(_, n)| n).sum(),
        n_free: 0,
        n_documents: counts.len() as u32,
        n_dates,
        n_speakers,
        first,
        last,
        dispersion: dp(&counts, setting.words, |document| of(document).words.into()),
        burst: burst(&dates),
        status,
        variants: variants(stream, places, n),
        is_fresh: setting.fresh.is_none() || counts.iter().any(is_new),
        by_document: if setting.by_document { counts.into() } else { Box::default() },
    }
}

fn distinct(numbers: impl Iterator<Item = u32>) -> u32 {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len() as u32
}

/// The earliest and the latest; by the order of documents where no date is known.
fn ends(stream: &Stream, heard: impl Iterator<Item = Heard> + Clone) -> (Heard, Heard) {
    let nobody = Heard { document: 0, speaker: NOBODY };
    let date = |heard: &Heard| stream.documents[heard.document as usize].date;
    let first = heard.clone().min_by_key(|heard| (date(heard).is_none(), date(heard))).unwrap_or(nobody);
    let last = heard.max_by_key(date).unwrap_or(nobody);
    (first, last)
}

/// The largest share of occurrences in so many days, and the first of these.
fn burst(dates: &[Date]) -> Option<(f64, Date)> {
    let mut best: Option<(usize, Date)> = None;
    let mut end = 0;
    for (start, from) in dates.iter().enumerate() {
        while end < dates.len() && days(*from, dates[end]) < BURST_DAYS {
            end += 1;
        }
        if best.is_none_or(|(most, _)| end - start > most) {
            best = Some((end - start, *from));
        }
    }
    best.map(|(n, from)| (n as f64 / dates.len() as f64, from))
}

/// How the use stands at the end of the material, by the dates of the material and those of the phrase, both in order.
fn status(material: &[Date], heard: &[Date]) -> Option<Status> {
    let (begin, end) = (*material.first()?, *material.last()?);
    let (first, last) = (*heard.first()?, *heard.last()?);
    if days(first, end) < NEW_DAYS && days(begin, first) >= KNOWN_DAYS {
        return Some(Status::New);
    }
    let mut n_dates = 1;
    n_dates += heard.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let stopped = n_dates >= REGULAR_DATES
        && days(last, end) >= SILENT_DAYS
        && silence(material, first, last, n_dates) < CHANCE;
    Some(if stopped { Status::Stopped } else { Status::Current })
}

/// How probable it is by chance that a phrase in steady use is not heard after its last date (Solow 1993): (k / T)^(n − 1),
/// with T the dates of the material after the first on which it was heard, k those of them up to the last, and n the dates
/// on which it was heard.
fn silence(material: &[Date], first: Date, last: Date, n: usize) -> f64 {
    let rank = |date: Date| material.partition_point(|other| *other < date) as f64;
    let after = material.len() as f64 - 1.0 - rank(first);
    if after <= 0.0 { 1.0 } else { ((rank(last) - rank(first)) / after).powi(n as i32 - 1) }
}

fn days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// What has stood in the slots, the most frequent first; none where the phrase has no slot.
fn variants<'a>(
    stream: &Stream,
    places: impl Iterator<Item = &'a Place> + Clone,
    n: usize,
) -> Option<Box<str>> {
    let names = |place: &'a Place| place.words()[..n].iter().filter_map(|word| stream.name(*word));
    places.clone().next().and_then(|place| names(place).next())?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    places.for_each(|place| {
        let names: Vec<&str> = names(place).collect();
        *counts.entry(names.join(" / ")).or_default() += 1;
    });
    let more = counts.len().saturating_sub(VARIANTS);
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let mut shown: Vec<String> =
        counts.iter().take(VARIANTS).map(|(names, n)| format!("{names} ({n})")).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    Some(shown.join("; ").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn bursts() {
        let check = |dates: &[&str], expected: Option<(f64, &str)>| {
            let dates: Vec<Date> = dates.iter().map(|text| date(text)).collect();
            assert_eq!(burst(&dates), expected.map(|(share, from)| (share, date(from))));
        };
        check(&[], None);
        check(&["2021-01-01", "2021-06-01", "2021-06-30", "2021-07-01"], Some((0.5, "2021-06-01")));
        check(&["2021-01-01", "2021-01-01", "2021-01-30"], Some((1.0, "2021-01-01")));
    }

    #[test]
    fn new_and_stopped() {
        let material: Vec<Date> =
            (1..=12).flat_map(|month| [1, 15].map(|day| jiff::civil::date(2021, month, day))).collect();
        let check = |heard: &[&str], expected: Status| {
            let heard: Vec<Date> = heard.iter().map(|text| date(text)).collect();
            assert_eq!(status(&material, &heard), Some(expected), "{heard:?}");
        };
        // The material ends on 15 December.
        check(&["2021-12-01", "2021-12-15", "2021-12-15"], Status::New);
        check(&["2021-11-01", "2021-12-15"], Status::Current);
        // (7 / 23)^4 = .0086
        check(&["2021-01-01", "2021-01-15", "2021-02-01", "2021-03-01", "2021-04-15"], Status::Stopped);
        // (8 / 23)^4 = .0146
        check(&["2021-01-01", "2021-01-15", "2021-02-01", "2021-03-01", "2021-05-01"], Status::Current);
        check(&["2021-01-01", "2021-01-15", "2021-02-01", "2021-02-15"], Status::Current);
        assert_eq!(status(&material, &[]), None);
    }
}
