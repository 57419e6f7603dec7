//! Dates as they stand in heads, titles, columns, file names and addresses.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::document::Precision;

/// A date found in a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The date; the first day of the period when less than a day is known.
    pub date: Date,
    /// How exact it is.
    pub precision: Precision,
    /// Could day and month be swapped?
    pub ambiguous: bool,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

static SHAPES: LazyLock<Vec<(Regex, Shape)>> = LazyLock::new(|| {
    let month = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    [
        (r"\b(?P<y>[12]\d{3})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:\D|$)".to_owned(), Shape::Day),
        (r"(?P<y>[12]\d{3})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日".to_owned(), Shape::Day),
        (format!(r"(?i)\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<mon>{month})\.?,?[\s-]+(?P<y>[12]\d{{3}})"), Shape::Day),
        (format!(r"(?i)\b(?P<mon>{month})\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>[12]\d{{3}})"), Shape::Day),
        (r"\b(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})[/.-](?P<y>[12]\d{3})\b".to_owned(), Shape::Swapped),
        (r"(?:^|\D)(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:\D|$)".to_owned(), Shape::Day),
        (format!(r"(?i)\b(?P<mon>{month})\.?,?[\s-]+(?P<y>[12]\d{{3}})\b"), Shape::Month),
        (r"\b(?P<y>(?:19|20)\d{2})[-/](?P<m>0[1-9]|1[0-2])(?:[^-/\d]|$)".to_owned(), Shape::Month),
    ]
    .into_iter()
    .filter_map(|(pattern, shape)| Some((Regex::new(&pattern).ok()?, shape)))
    .collect()
});

#[derive(Clone, Copy)]
enum Shape {
    Day,
    Swapped,
    Month,
}

/// The first date of the strictest shape in a short text.
pub fn find(text: &str) -> Option<Found> {
    SHAPES
        .iter()
        .find_map(|(regex, shape)| regex.captures_iter(text).find_map(|captures| build(&captures, *shape)))
}

/// Is the whole text nothing but a date (a weekday may stand before it, a time behind it)?
pub fn is_date_line(text: &str) -> bool {
    text.chars().count() <= 60 && find(text).is_some() && text.split_whitespace().count() <= 8
}

fn build(captures: &Captures, shape: Shape) -> Option<Found> {
    let number = |name: &str| captures.name(name).and_then(|found| found.as_str().parse::<i16>().ok());
    let year = number("y")?;
    if let Shape::Swapped = shape {
        return swapped(year, number("a")?, number("b")?, captures.name("mark")?.as_str());
    }
    let month = match captures.name("mon") {
        Some(name) => month(name.as_str())?,
        None => number("m")?,
    };
    let (day, precision) = match shape {
        Shape::Month => (1, Precision::Month),
        _ => (number("d")?, Precision::Day),
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Found { date, precision, ambiguous: false })
}

fn month(name: &str) -> Option<i16> {
    let name = name.to_ascii_lowercase();
    MONTHS.iter().position(|month| month.starts_with(&name[..3])).map(|at| at as i16 + 1)
}

/// `03/10/2024`: a full stop means day first; otherwise read as day first where only that is a date, else month
/// first where only that is, and as ambiguous where both are.
fn swapped(year: i16, a: i16, b: i16, mark: &str) -> Option<Found> {
    let date =
        |month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let found = |date, ambiguous| Some(Found { date, precision: Precision::Day, ambiguous });
    match (date(b, a), date(a, b)) {
        (Some(day_first), _) if mark == "." => found(day_first, false),
        (Some(day_first), Some(month_first)) => found(day_first, day_first != month_first),
        (Some(day_first), None) => found(day_first, false),
        (None, Some(month_first)) => found(month_first, false),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    fn check(text: &str, expected: &str) {
        let shown = find(text).map_or("none".to_owned(), |found| {
            format!(
                "{} {}{}",
                found.date,
                found.precision.name(),
                if found.ambiguous { " ambiguous" } else { "" }
            )
        });
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn forms() {
        check("2021-07-20", "2021-07-20 day");
        check("2021-07-20 20:07:29-04:00", "2021-07-20 day");
        check("July 20, 2021", "2021-07-20 day");
        check("Tuesday, 20 July 2021", "2021-07-20 day");
        check("Regular Press Conference on November 9, 2016", "2016-11-09 day");
        check("September30, 2019", "2019-09-30 day");
        check("3rd of March 2019", "2019-03-03 day");
        check("19 April 201716:51", "2017-04-19 day");
        check("2024年10月3日", "2024-10-03 day");
        check("t20250120_11541005", "2025-01-20 day");
        check("the-register-2021-07-21", "2021-07-21 day");
        check("20.07.2021", "2021-07-20 day");
        check("07/20/2021", "2021-07-20 day");
        check("03/10/2024", "2024-10-03 day ambiguous");
        check("March 2019", "2019-03-01 month");
        check("2021-02-30", "none");
        check("In 2020, 52,000 servers", "none");
    }
}
