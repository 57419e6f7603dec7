//! Dates as they stand in heads, titles, columns, file names and addresses.

use std::sync::{LazyLock, OnceLock};

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::{months, numerals};
use crate::document::{DayOrder, Precision};

/// No date lies before this year …
const FIRST_YEAR: i16 = 1900;
/// … or after this one, unless a column says so.
const LAST_YEAR: i16 = 2100;

/// Where a text stands decides which shapes are dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Words: a title, a head line.
    Words,
    /// A value of metadata: a year alone is a date here.
    Value,
    /// A file name or an address: digits without words.
    Name,
}

/// A date found in a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The date; the first day of the period when less than a day is known. Day before month when it could be either.
    pub date: Date,
    /// How exact it is.
    pub precision: Precision,
    /// Of a date in figures with day and month beside each other: which of them stands first, where the date tells it.
    pub order: Option<DayOrder>,
    /// The date with day and month swapped, when it could be that as well.
    pub other: Option<Date>,
    /// What the reader should know.
    pub note: Option<&'static str>,
    /// Where it begins and ends.
    pub at: (usize, usize),
}

#[derive(Clone, Copy)]
enum Shape {
    Day,
    /// Day and month in figures.
    Swapped,
    /// Year in two figures, in any order.
    Short,
    /// Chinese numerals or a Japanese era.
    Numerals,
    Month,
    Year,
}

const MISSPELT: &str = "the name of the month is misspelt";
const RANGE: &str = "the first of several days";
const SHORT: &str = "the year has two figures";

/// In the order in which they are tried: the strictest first. A date ends before a letter, a mark, or a time glued to it.
static SHAPES: LazyLock<Vec<Written>> = LazyLock::new(|| {
    let name = r"(?P<mon>\p{L}{3,10})\.?";
    let year = r"(?P<y>[12]\d{3})(?:\d{1,2}:\d{2}|\D|$)";
    let day = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?";
    let mark = r"\s*(?:-|–|—|to|and|&)\s*";
    let of = r"(?:\s+(?:day\s+)?of\b|\s+del?\b)?[\s\-_]*";
    [
        (r"(?:^|\D)(?P<y>[12]\d{3})(?P<mark>[-/._])(?P<m>\d{1,2})(?P<mark2>[-/._])(?P<d>\d{1,2})(?:\D|$)".to_owned(), Shape::Day, None),
        (r"(?P<y>[12]\d{3})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日号號일]".to_owned(), Shape::Day, None),
        (r"(?P<zh>[〇零○一二三四五六七八九]{4}|(?:令和|平成|昭和)(?:元|\d{1,2}))年(?P<zm>[一二三四五六七八九十]{1,2}|\d{1,2})月(?P<zd>[一二三四五六七八九十]{1,3}|\d{1,2})[日号號]".to_owned(), Shape::Numerals, None),
        (format!(r"(?i)(?:^|\D){day}{mark}(?P<range>\d{{1,2}})(?:st|nd|rd|th|\.)?{of}{name},?[\s\-_]*{year}"), Shape::Day, None),
        (format!(r"(?i)(?:^|\D){day}{of}{name}{mark}(?P<range>\d{{1,2}})(?:st|nd|rd|th|\.)?{of}\p{{L}}{{3,10}}\.?,?[\s\-_]*{year}"), Shape::Day, None),
        (format!(r"(?i)(?:^|\D){day}{of}{name},?(?:\s+del?\b)?[\s\-_]*{year}"), Shape::Day, None),
        (format!(r"(?i)(?:^|\P{{L}}){name}[\s\-_]*{day}{mark}(?:\p{{L}}{{3,10}}\.?\s*)?(?P<range>\d{{1,2}})(?:st|nd|rd|th)?[,\s\-_]+{year}"), Shape::Day, None),
        (format!(r"(?i)(?:^|\P{{L}}){name}[\s\-_]*{day}[,\s\-_]+{year}"), Shape::Day, None),
        (r"(?:^|\D)(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P<mark2>[/.-])(?P<y>[12]\d{3})(?:\d{1,2}:\d{2}|\D|$)".to_owned(), Shape::Swapped, None),
        (r"(?:^|\D)(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:\D|$)".to_owned(), Shape::Day, None),
        (r"(?:^|\D)(?P<y>(?:19|20)\d{2})[/_-](?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:\D|$)".to_owned(), Shape::Day, Some(Place::Name)),
        (r"(?i)(?:^|\D)(?P<d>\d{1,2})[-_ ]?(?P<mon>\p{L}{3,9})[-_ ]?(?P<yy>\d{2})(?:\D|$)".to_owned(), Shape::Day, Some(Place::Name)),
        (r"(?:^|\D)(?P<a>\d{2})(?P<mark>[-_.])(?P<b>\d{2})(?P<mark2>[-_.])(?P<c>\d{2})(?:\D|$)".to_owned(), Shape::Short, Some(Place::Name)),
        (format!(r"(?i)(?:^|\P{{L}}){name},?(?:\s+del?\b)?[\s\-_]+{year}"), Shape::Month, None),
        (r"(?P<y>[12]\d{3})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]".to_owned(), Shape::Month, None),
        (r"(?:^|\D)(?P<y>(?:19|20)\d{2})[-/_](?P<m>0[1-9]|1[0-2])(?:[^-/_\d]|[-/_]\D|[-/_]?$)".to_owned(), Shape::Month, None),
        (r"/(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])/".to_owned(), Shape::Month, Some(Place::Name)),
        (r"^\s*(?P<y>[12]\d{3})\s*$".to_owned(), Shape::Year, Some(Place::Value)),
    ]
    .into_iter()
    .map(|(pattern, shape, only)| Written { pattern, any: OnceLock::new(), ascii: OnceLock::new(), shape, only })
    .collect()
});

/// A way to write a date.
struct Written {
    pattern: String,
    /// Made when first asked: most texts show one of the first shapes or none.
    any: OnceLock<Option<Regex>>,
    /// The same for texts in ASCII, which nearly all are: it is made in a tenth of the time.
    ascii: OnceLock<Option<Regex>>,
    shape: Shape,
    /// Where alone it is a date.
    only: Option<Place>,
}

impl Written {
    /// The pattern for a text.
    fn regex(&self, text: &str) -> Option<&Regex> {
        let made = match text.is_ascii() {
            true => self.ascii.get_or_init(|| Regex::new(&in_ascii(&self.pattern)).ok()),
            false => self.any.get_or_init(|| Regex::new(&self.pattern).ok()),
        };
        made.as_ref()
    }
}

/// A pattern that finds the same in ASCII: its classes hold no other letters, figures and spaces.
fn in_ascii(pattern: &str) -> String {
    let classes = [
        (r"\p{L}", "[A-Za-z]"),
        (r"\P{L}", "[^A-Za-z]"),
        (r"\d", "[0-9]"),
        (r"\D", "[^0-9]"),
        (r"\s", r"[\t\n\x0B\f\r ]"),
        (r"\b", r"(?-u:\b)"),
    ];
    classes.iter().fold(pattern.to_owned(), |pattern, (any, ascii)| pattern.replace(any, ascii))
}

/// The first date of the strictest shape in a short text.
pub fn find(text: &str, place: Place) -> Option<Found> {
    if !may_hold_one(text, place) {
        return None;
    }
    let mut shapes = SHAPES.iter().filter(|written| written.only.is_none_or(|only| only == place));
    shapes.find_map(|written| {
        let regex = written.regex(text)?;
        let mut from = 0;
        // A match may begin within the one before, which was no date.
        while let Some(captures) = regex.captures_at(text, from) {
            let whole = captures.get(0)?;
            if let Some(found) = build(&captures, written.shape).filter(|found| is_likely(found.date, place))
            {
                return Some(found);
            }
            from = whole.start() + text[whole.start()..].chars().next().map_or(1, char::len_utf8);
            if from > text.len() {
                break;
            }
        }
        None
    })
}

/// Has a text the figures of a year? In a name two figures may be one; a year in Chinese numerals has its word behind it.
fn may_hold_one(text: &str, place: Place) -> bool {
    let figures = |some: &[u8]| some.iter().all(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let year = match place {
        Place::Name => bytes.windows(2).any(figures),
        Place::Words | Place::Value => {
            bytes.windows(4).any(|four| matches!(four[0], b'1' | b'2') && figures(four))
        }
    };
    year || text.contains('年')
}

fn is_likely(date: Date, place: Place) -> bool {
    place == Place::Value || (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
}

fn build(captures: &Captures, shape: Shape) -> Option<Found> {
    let text = |name: &str| captures.name(name).map(|found| found.as_str());
    let number = |name: &str| text(name).and_then(|found| found.parse::<i16>().ok());
    if text("mark").is_some() && text("mark2").is_some_and(|mark| text("mark") != Some(mark)) {
        return None;
    }
    let at = extent(captures)?;
    let found = |date, precision, note| Found { date, precision, order: None, other: None, note, at };
    match shape {
        Shape::Swapped => return swapped(number("y")?, number("a")?, number("b")?, text("mark")? == ".", at),
        Shape::Short => {
            let date = short(number("a")?, number("b")?, number("c")?)?;
            return Some(found(date, Precision::Day, Some(SHORT)));
        }
        Shape::Numerals => {
            let (month, day) = (numerals::small(text("zm")?)?, numerals::small(text("zd")?)?);
            let date = Date::new(numerals::year(text("zh")?)?, month, day).ok()?;
            return Some(found(date, Precision::Day, None));
        }
        Shape::Year => {
            return Some(found(Date::new(number("y")?, 1, 1).ok()?, Precision::Year, None));
        }
        Shape::Day | Shape::Month => {}
    }
    let year = number("y").or_else(|| number("yy").map(|year| 2000 + year))?;
    let (month, misspelt) = match text("mon") {
        Some(name) if matches!(shape, Shape::Day) => {
            let month = months::nearly(name)?;
            (month.number, month.misspelt)
        }
        Some(name) => (months::named(name)?, false),
        None => (i8::try_from(number("m")?).ok()?, false),
    };
    let day = if matches!(shape, Shape::Month) { 1 } else { i8::try_from(number("d")?).ok()? };
    let precision = if matches!(shape, Shape::Month) { Precision::Month } else { Precision::Day };
    let note = match () {
        () if text("range").is_some() => Some(RANGE),
        () if misspelt => Some(MISSPELT),
        () if text("yy").is_some() => Some(SHORT),
        () => None,
    };
    Some(found(Date::new(year, month, day).ok()?, precision, note))
}

/// From the first to the last part of the date, without what stands around it.
fn extent(captures: &Captures) -> Option<(usize, usize)> {
    const PARTS: [&str; 12] = ["y", "m", "d", "mon", "a", "b", "c", "yy", "zh", "zm", "zd", "range"];
    let parts = || PARTS.iter().filter_map(|name| captures.name(name));
    Some((parts().map(|part| part.start()).min()?, parts().map(|part| part.end()).max()?))
}

/// `03/10/2024`: a full stop means day first; else the order is known where only one of both is a date, and reported
/// where both are.
fn swapped(year: i16, a: i16, b: i16, stop: bool, at: (usize, usize)) -> Option<Found> {
    let date =
        |month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let found =
        |date, order, other| Some(Found { date, precision: Precision::Day, order, other, note: None, at });
    match (date(b, a), date(a, b)) {
        (Some(day_first), _) if stop => found(day_first, None, None),
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            found(day_first, None, Some(month_first))
        }
        (Some(day_first), Some(_)) => found(day_first, None, None),
        (Some(day_first), None) => found(day_first, Some(DayOrder::DayFirst), None),
        (None, Some(month_first)) => found(month_first, Some(DayOrder::MonthFirst), None),
        (None, None) => None,
    }
}

/// Three numbers of two figures, when only one order of them is a date.
fn short(a: i16, b: i16, c: i16) -> Option<Date> {
    let date = |year: i16, month: i16, day: i16| {
        Date::new(2000 + year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| year < 50)
    };
    let mut dates = [date(a, b, c), date(c, b, a), date(c, a, b)].into_iter().flatten();
    let first = dates.next()?;
    dates.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Place, Regex, SHAPES, find};

    fn shown(text: &str, place: Place) -> String {
        find(text, place).map_or("none".to_owned(), |found| {
            let other = found.other.map_or(String::new(), |other| format!(" or {other}"));
            let note = found.note.map_or(String::new(), |note| format!(": {note}"));
            format!("{} {}{other}{note}", found.date, found.precision.name())
        })
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text, Place::Words), expected, "{text}");
    }

    fn name(text: &str, expected: &str) {
        assert_eq!(shown(text, Place::Name), expected, "{text}");
    }

    #[test]
    fn english() {
        check("July 20, 2021", "2021-07-20 day");
        check("Tuesday, 20 July 2021", "2021-07-20 day");
        check("Jul. 20, 2021 (Tuesday)", "2021-07-20 day");
        check("Regular Press Conference on November 9, 2016", "2016-11-09 day");
        check("September30, 2019", "2019-09-30 day");
        check("3rd of March 2019", "2019-03-03 day");
        check("the 3rd day of March, 2019", "2019-03-03 day");
        check("19 April 201716:51", "2017-04-19 day");
        check("Tue, 20 Jul 2021 16:05:00 +0800", "2021-07-20 day");
        check("March 2019", "2019-03-01 month");
        check("In 2020, 52,000 servers", "none");
        check("Speech of May 40, 2020", "none");
    }

    #[test]
    fn misspelt_and_ranges() {
        check("Febuary 3, 2021", "2021-02-03 day: the name of the month is misspelt");
        check("3 Septmber 2021", "2021-09-03 day: the name of the month is misspelt");
        check("March 3–5, 2020", "2020-03-03 day: the first of several days");
        check("3-5 March 2020", "2020-03-03 day: the first of several days");
        check("March 30 – April 2, 2020", "2020-03-30 day: the first of several days");
        check("30 March to 2 April 2020", "2020-03-30 day: the first of several days");
        check("Minister 3, 2021", "none");
    }

    #[test]
    fn figures() {
        check("2021-07-20", "2021-07-20 day");
        check("2021-07-20T20:07:29-04:00", "2021-07-20 day");
        check("20.07.2021", "2021-07-20 day");
        check("03.10.2024", "2024-10-03 day");
        check("07/20/2021", "2021-07-20 day");
        check("03/10/2024", "2024-10-03 day or 2024-03-10");
        check("10/10/2024", "2024-10-10 day");
        check("2021-02-30", "none");
        check("1066-10-14", "none");
        assert_eq!(shown("1066-10-14", Place::Value), "1066-10-14 day");
        assert_eq!(shown("2021", Place::Value), "2021-01-01 year");
        check("2021", "none");
    }

    #[test]
    fn other_languages() {
        check("2024年10月3日", "2024-10-03 day");
        check("二〇二一年七月二十日", "2021-07-20 day");
        check("令和3年7月20日", "2021-07-20 day");
        check("2021년 7월 20일", "2021-07-20 day");
        check("20 juillet 2021", "2021-07-20 day");
        check("le 1er août 2021", "2021-08-01 day");
        check("20 июля 2021 г.", "2021-07-20 day");
        check("20. Juli 2021", "2021-07-20 day");
        check("20 de julio de 2021", "2021-07-20 day");
        check("2021年7月", "2021-07-01 month");
    }

    #[test]
    fn names_and_addresses() {
        name("t20250120_11541005", "2025-01-20 day");
        name("the-register-2021-07-21", "2021-07-21 day");
        name("20210720", "2021-07-20 day");
        name("briefing_2021_07_20", "2021-07-20 day");
        name("https://x.example/2021/07/20/briefing", "2021-07-20 day");
        name("https://x.example/202107/t20210720_99.html", "2021-07-20 day");
        name("https://x.example/web/202107/99.html", "2021-07-01 month");
        name("https://x.example/2021/07/briefing", "2021-07-01 month");
        name("briefing-july-20-2021", "2021-07-20 day");
        name("20-Jul-21", "2021-07-20 day: the year has two figures");
        name("07-20-21", "2021-07-20 day: the year has two figures");
        name("20-07-21", "none");
        name("briefing-12", "none");
    }

    /// A text of pieces of dates.
    fn pieces() -> impl Strategy<Value = String> {
        let piece =
            "[0-9]{1,4}|[12][0-9]{3}|[-/._, ]|\\s|May|[A-Za-z]{1,11}|(st|of|to|and|del|day)|[:&T]|0[1-9]";
        prop::collection::vec(piece, 0..9)
            .prop_map(|pieces| pieces.concat())
            .prop_filter("ASCII", |text| text.is_ascii())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn patterns_for_ascii_find_the_same(text in pieces()) {
            for written in &*SHAPES {
                let any = written.any.get_or_init(|| Regex::new(&written.pattern).ok()).as_ref().unwrap();
                let found = |regex: &Regex| {
                    let groups = regex.captures(&text)?;
                    Some(groups.iter().map(|group| group.map(|group| group.range())).collect::<Vec<_>>())
                };
                prop_assert_eq!(found(any), found(written.regex(&text).unwrap()), "{}", written.pattern);
            }
        }
    }
}
