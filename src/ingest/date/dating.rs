//! Which of the dates that the places of a document tell is its date.
//!
//! Order of trust: a date that the file or the user states; the heading that it stands under in a
//! compilation; the title; a line of the head; a stated date of publication; the
//! file's name; the address; a date that the title mentions for another event. A coarser date gives way to a more exact one
//! that lies in it. Where day and month could be swapped, another place decides, or the other dates of the same file, or
//! the caller; else the date is unknown. Dates that disagree are told.

use jiff::civil::Date;

use super::dates::{self, Place};
use super::lines;
use crate::document::{DateBasis, DateRead, Dated, DayOrder, Document, Metadata, Precision};
use crate::error::{Code, Problem};

/// A publication may follow its event by so many days without being told.
const LATER: i32 = 7;
/// What is published later than so many days after the day in its title is about that day.
const AFTER_EVENT: i32 = 31;
/// How much a date is trusted that is told of something else.
const MENTIONED: usize = 6;
/// Other dates may differ by so many days: zones of time.
const APART: i32 = 1;
/// Before a date in a title, these words tell of another event.
const MENTION: &[&str] = &["after", "since", "before", "until", "till", "of the", "following"];

/// Takes note of a date in a text; `published` says that it is told to be the date of publication.
pub(in crate::ingest) fn offer(
    metadata: &mut Metadata,
    problems: &mut Vec<Problem>,
    text: &str,
    basis: DateBasis,
    published: bool,
) {
    let place = match basis {
        DateBasis::Metadata => Place::Value,
        DateBasis::Title | DateBasis::Heading | DateBasis::Body => Place::Words,
        DateBasis::FileName | DateBasis::Address => Place::Name,
    };
    let Some(found) = dates::find(text, place) else { return };
    let written = text.get(found.at.0..found.at.1).unwrap_or(text).to_owned();
    if let Some(note) = found.note {
        let message = format!("{written:?} was read as {}: {note}", found.date);
        problems.push(Problem::new(Code::DateNote, message));
    }
    let before = text[..found.at.0].trim_end().to_lowercase();
    let mentioned = place == Place::Words && MENTION.iter().any(|word| before.ends_with(word));
    let read = DateRead { date: found.date, precision: found.precision, basis };
    let dated = Dated { read, other: found.other, order: found.order, published, mentioned, written };
    if metadata.dates.contains(&dated) {
        return;
    }
    metadata.dates.push(dated);
    metadata.date = best(&metadata.dates).map(|best| best.read);
}

/// The most trusted date that is no riddle; of two that agree the more exact one.
fn best(dates: &[Dated]) -> Option<&Dated> {
    let mut sure: Vec<&Dated> = dates.iter().filter(|dated| dated.other.is_none()).collect();
    let published = sure.iter().find(|dated| dated.published).map(|dated| dated.read.date);
    sure.sort_by_key(|dated| if is_of_old(dated, published) { MENTIONED } else { trust(dated) });
    let first = sure.first()?;
    let finer = sure.iter().find(|dated| {
        (dated.read.precision as u8) < (first.read.precision as u8) && within(first.read, dated.read.date)
    });
    Some(finer.unwrap_or(first))
}

/// Does the title tell a day long before the text was published? Then it speaks of another event.
fn is_of_old(dated: &Dated, published: Option<Date>) -> bool {
    let days = published.and_then(|published| published.since(dated.read.date).ok());
    dated.read.basis == DateBasis::Title && days.is_some_and(|days| days.get_days().abs() > AFTER_EVENT)
}

/// The lower, the more trusted.
fn trust(dated: &Dated) -> usize {
    match dated.read.basis {
        _ if dated.mentioned => MENTIONED,
        DateBasis::Metadata if !dated.published => 0,
        DateBasis::Heading => 0,
        DateBasis::Title => 1,
        DateBasis::Body => 2,
        DateBasis::Metadata => 3,
        DateBasis::FileName => 4,
        DateBasis::Address => 5,
    }
}

/// The order of day and month that the unmistakable dates of a file tell, when all tell the same.
pub(in crate::ingest) fn order_of(documents: &[Document]) -> Option<DayOrder> {
    let all = documents.iter().flat_map(|document| &document.metadata.dates);
    let mut told =
        all.filter(|dated| dated.read.basis == DateBasis::Metadata).filter_map(|dated| dated.order);
    let first = told.next()?;
    told.all(|order| order == first).then_some(first)
}

/// Settles the date of a document when everything has been read. `forced` is what the caller says of day and month, `usual`
/// what the other dates of the file tell.
pub(in crate::ingest) fn settle(document: &mut Document, forced: Option<DayOrder>, usual: Option<DayOrder>) {
    year_of_dateline(document);
    let metadata = &mut document.metadata;
    let problems = &mut document.problems;
    let mut riddle = None;
    for at in 0..metadata.dates.len() {
        let Some(other) = metadata.dates[at].other else { continue };
        match solve(&metadata.dates, at, other, forced, usual) {
            Some((date, why)) => {
                let dated = &mut metadata.dates[at];
                dated.read.date = date;
                dated.other = None;
                if forced.is_none() {
                    let message = format!("{:?} was read as {date}: {why}", dated.written);
                    problems.push(Problem::new(Code::DateNote, message));
                }
            }
            None => riddle = riddle.or(Some(at)),
        }
    }
    metadata.date = best(&metadata.dates).map(|best| best.read);
    let more_trusted = |riddle: &Dated| best(&metadata.dates).is_none_or(|best| trust(riddle) < trust(best));
    if let Some(riddle) = riddle.map(|at| &metadata.dates[at]).filter(|riddle| more_trusted(riddle)) {
        let (one, other) = (riddle.read.date, riddle.other.unwrap_or(riddle.read.date));
        let message = format!("{:?} is {one} or {other}, and no other place tells which", riddle.written);
        problems.push(Problem::new(Code::AmbiguousDate, message));
        metadata.date = None;
    } else if metadata.date.is_none() {
        problems.push(Problem::new(Code::NoDate, "no date in head, title, address or file name"));
    }
    problems.extend(conflict(metadata));
}

fn solve(
    dates: &[Dated],
    at: usize,
    other: Date,
    forced: Option<DayOrder>,
    usual: Option<DayOrder>,
) -> Option<(Date, &'static str)> {
    let day_first = dates[at].read.date;
    let by = |order| if order == DayOrder::DayFirst { day_first } else { other };
    if let Some(order) = forced {
        return Some((by(order), "the command says so"));
    }
    let sure = || dates.iter().filter(|dated| dated.other.is_none());
    let agrees = |date: Date| sure().any(|dated| apart(dated.read, date) <= APART);
    match (agrees(day_first), agrees(other)) {
        (true, false) => Some((day_first, "another place tells the same date")),
        (false, true) => Some((other, "another place tells the same date")),
        _ => usual.map(|order| (by(order), "other dates of the file are written so")),
    }
}

/// A dateline without a year takes it from the file's name or address.
fn year_of_dateline(document: &mut Document) {
    let exact = |dated: &Dated| dated.read.precision == Precision::Day && dated.other.is_none();
    if document.metadata.dates.iter().any(exact) {
        return;
    }
    let bodies = document.blocks.iter().take(crate::ingest::head::DATE_WITHIN);
    let Some((month, day)) =
        bodies.filter_map(|block| lines::dateline(block.span.slice(&document.text))).next()
    else {
        return;
    };
    let places = [crate::ingest::stem(&document.source.path), document.metadata.url.as_deref().unwrap_or("")];
    let Some(date) =
        places.iter().find_map(|place| year_in(place)).and_then(|year| Date::new(year, month, day).ok())
    else {
        return;
    };
    let message = format!(
        "the dateline tells {month}-{day}; the year {} is from the file's name or address",
        date.year()
    );
    document.problems.push(Problem::new(Code::DateNote, message));
    document.metadata.dates.push(Dated {
        read: DateRead { date, precision: Precision::Day, basis: DateBasis::Body },
        other: None,
        order: None,
        published: false,
        mentioned: false,
        written: format!("{month}-{day}"),
    });
}

/// The only year that a name holds.
fn year_in(name: &str) -> Option<i16> {
    let mut years: Vec<i16> = name
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| match digits.len() {
            4 | 6 | 8 => digits[..4].parse().ok(),
            _ => None,
        })
        .filter(|year| (1900..=2100).contains(year))
        .collect();
    years.dedup();
    if years.len() == 1 { years.pop() } else { None }
}

/// The first date that disagrees with the one that stands.
fn conflict(metadata: &Metadata) -> Option<Problem> {
    let stands = metadata.date?;
    let chosen = metadata.dates.iter().find(|dated| dated.read == stands)?;
    let disagrees = |dated: &&Dated| {
        let later = dated.published || matches!(dated.read.basis, DateBasis::FileName | DateBasis::Address);
        let most = if later && !chosen.published && dated.read.date > stands.date { LATER } else { APART };
        dated.other.is_none()
            && !dated.mentioned
            && apart(dated.read, stands.date) > most
            && apart(stands, dated.read.date) > most
    };
    let other = metadata.dates.iter().find(disagrees)?;
    let message = format!(
        "{} ({}) stands; {} tells {} ({:?})",
        stands.date,
        stands.basis.name(),
        other.read.basis.name(),
        other.read.date,
        other.written
    );
    Some(Problem::new(Code::DateConflict, message))
}

/// Days between a date and the period of another; 0 within it.
fn apart(read: DateRead, date: Date) -> i32 {
    if within(read, date) {
        return 0;
    }
    (date - read.date).get_days().abs()
}

/// Does a date lie in the period that was read?
fn within(read: DateRead, date: Date) -> bool {
    match read.precision {
        Precision::Day => read.date == date,
        Precision::Month => (read.date.year(), read.date.month()) == (date.year(), date.month()),
        Precision::Year => read.date.year() == date.year(),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::DayOrder;
    use crate::ingest::{Options, ingest};

    /// The dates of the documents of a file, and what is told of them.
    fn read(path: &str, text: &str, day_order: Option<DayOrder>) -> String {
        let options = Options { day_order, ..Options::default() };
        let ingested = ingest(path, text.as_bytes(), &options);
        let shown = ingested.documents.iter().map(|document| {
            let codes = document.problems.iter().map(|problem| format!(" {}", problem.code.name()));
            let date = document.metadata.date.map_or("unknown".to_owned(), |date| {
                format!("{} {} {}", date.date, date.precision.name(), date.basis.name())
            });
            format!("{date}{}", codes.collect::<String>())
        });
        shown.collect::<Vec<_>>().join(" | ")
    }

    fn check(path: &str, text: &str, expected: &str) {
        assert_eq!(read(path, text, None), expected, "{path}: {text}");
    }

    const WORDS: &str = "\n\nWe do not threaten anyone. The claim is groundless.\n";

    fn note(path: &str, head: &str, expected: &str) {
        check(path, &format!("{head}{WORDS}"), expected);
    }

    #[test]
    fn order_of_trust() {
        note("a.txt", "Title: Remarks of May 3, 2020\nDate: May 4, 2020", "2020-05-04 day metadata");
        note("a.txt", "Title: Remarks of May 3, 2020\nPublished: May 4, 2020", "2020-05-03 day title");
        note(
            "a.txt",
            "Title: Remarks\nPublished: May 4, 2020, 4:05 p.m.\nUpdated: June 9, 2022",
            "2020-05-04 day metadata",
        );
        note("2020-05-03.txt", "Remarks of the spokesperson", "2020-05-03 day file name");
        note(
            "a.txt",
            "Title: Ten years after May 3, 2010\nPublished: June 1, 2020",
            "2020-06-01 day metadata",
        );
        note("a.txt", "Remarks of the spokesperson, May 2020\n\nMay 3, 2020", "2020-05-03 day body");
        note("a.txt", "Remarks of the spokesperson", "unknown no-date");
    }

    #[test]
    fn dates_that_disagree_are_told() {
        note("a-2021-08-20.txt", "Date: July 20, 2021", "2021-07-20 day metadata date-conflict");
        note("a-2021-07-22.txt", "Date: July 20, 2021", "2021-07-20 day metadata");
        note("a-2021-07-18.txt", "Date: July 20, 2021", "2021-07-20 day metadata date-conflict");
    }

    #[test]
    fn day_and_month() {
        note("a.txt", "Date: 03/04/2021", "unknown ambiguous-date");
        note("2021-04-03.txt", "Date: 03/04/2021", "2021-04-03 day metadata date-note");
        note("2021-03-04.txt", "Date: 03/04/2021", "2021-03-04 day metadata date-note");
        note("2021-12-24.txt", "Date: 03/04/2021", "unknown ambiguous-date");
        note("a.txt", "Date: 25/04/2021", "2021-04-25 day metadata");
        let forced = |order| read("a.txt", &format!("Date: 03/04/2021{WORDS}"), Some(order));
        assert_eq!(forced(DayOrder::DayFirst), "2021-04-03 day metadata");
        assert_eq!(forced(DayOrder::MonthFirst), "2021-03-04 day metadata");
        check(
            "a.csv",
            "date,text\n25/04/2021,One word\n03/04/2021,Two words\n",
            "2021-04-25 day metadata | 2021-04-03 day metadata date-note",
        );
        check(
            "a.csv",
            "date,text\n25/04/2021,One\n04/25/2021,Two\n03/04/2021,Three\nsoon,Four\n",
            "2021-04-25 day metadata | 2021-04-25 day metadata | unknown ambiguous-date | unknown date-note no-date",
        );
    }

    #[test]
    fn datelines_without_a_year() {
        let text = "Lubrin, February 2 (KVA) -- The ministry said so.";
        check("kva-2021.txt", text, "2021-02-02 day body date-note");
        check("kva.txt", text, "unknown no-date");
        check("kva-2021-02-03.txt", text, "2021-02-03 day file name");
    }
}
