//! Which day, month or year the words of time mean, counted from the date of the document. What could mean two days
//! stays open.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};

use super::dated::is_year;
use super::number::Numerals;
use super::quantities::{Kind, Quantity};
use crate::document::{DateRead, Precision, Span};
use crate::resources::Part;

/// A day without its year is the nearest one, unless the nearest is farther away than this, in days.
const NEAR: i32 = 120;

/// Nobody counts more years back than this.
const FAR: f64 = 500.0;

impl Numerals<'_> {
    /// Gives the numbers of the sentence the date that their words, or those of their period, mean.
    pub(super) fn date(&self, all: &mut [Quantity]) {
        for quantity in self.own(all) {
            let words = if quantity.kind == Kind::Date { Some(quantity.span) } else { quantity.period };
            let ago = self.years_ago(quantity);
            quantity.date =
                ago.or_else(|| words.and_then(|words| self.relative(words).or_else(|| self.absolute(words))));
        }
    }

    /// "eleven years ago".
    fn years_ago(&self, quantity: &Quantity) -> Option<String> {
        let years = quantity.kind == Kind::Date && quantity.unit.as_deref() == Some("years");
        let ago = years && self.is(self.tokens_of(quantity.span).end, "ago");
        let whole =
            quantity.value.fract() == 0.0 && (2.0..=FAR).contains(&quantity.value) && !quantity.approximate;
        let today = self.context.document.metadata.date.filter(|_| ago && whole)?.date;
        Some(year(today.year() - quantity.value as i16))
    }

    /// "last year", "on Tuesday", "in March".
    fn relative(&self, words: Span) -> Option<String> {
        let mut here = self.cues.starting(self.tokens_of(words).start);
        let cue = here.find(|cue| matches!(cue.part, Part::When | Part::Period) && words == cue.span)?;
        let (unit, number) = self.context.resources.entry(cue.entry).entity.split_once(' ')?;
        let number: i8 = number.parse().ok()?;
        let DateRead { date: today, precision, .. } = self.context.document.metadata.date?;
        match (unit, precision) {
            ("year", _) => Some(year(i16::from(number) + today.year())),
            ("month", Precision::Day | Precision::Month) => {
                Some(month(today.first_of_month().checked_add(i32::from(number).months()).ok()?))
            }
            ("day", Precision::Day) => Some(today.checked_add(i32::from(number).days()).ok()?.to_string()),
            // A weekday without *last* or *next* is the day itself or one of the six before it.
            ("weekday", Precision::Day) => {
                let back = (today.weekday().to_monday_one_offset() - number).rem_euclid(7);
                Some(today.checked_sub(i32::from(back).days()).ok()?.to_string())
            }
            // A month that has begun is this year's; one still to come may be meant either way.
            ("in", Precision::Day | Precision::Month) if number <= today.month() => {
                Some(month(Date::new(today.year(), number, 1).ok()?))
            }
            _ => None,
        }
    }

    /// "20 July 2021", "2014-05-09", "March 1998", "2020"; "July 26" is the nearest such day.
    fn absolute(&self, words: Span) -> Option<String> {
        let tokens = self.tokens_of(words);
        let bare = |token| self.word(token).split(['\'', '’']).next().unwrap_or("");
        let mut years = tokens.clone().map(bare).filter(|word| is_year(word));
        let year_read: Option<i16> = years.next().and_then(|word| word.parse().ok());
        // A range of years, a decade, half a year: no one date.
        if years.next().is_some() {
            return None;
        }
        let near = tokens.start.saturating_sub(1)..tokens.end + 1;
        let mut months = self.cues.from(near.start).iter().take_while(|cue| cue.tokens.start < near.end);
        let named = months.find(|cue| cue.part == Part::Month);
        let named: Option<i8> =
            named.and_then(|cue| self.context.resources.entry(cue.entry).entity.parse().ok());
        let small: Vec<i8> = tokens.clone().filter_map(|token| day_of(self.word(token))).collect();
        match (year_read, named, small.as_slice()) {
            (Some(of), Some(month), [day]) => Date::new(of, month, *day).ok().map(|date| date.to_string()),
            (Some(of), None, [month, day]) => Date::new(of, *month, *day).ok().map(|date| date.to_string()),
            (Some(of), Some(named), []) => Date::new(of, named, 1).ok().map(month),
            (Some(of), None, []) if tokens.len() == 1 => Some(year(of)),
            (None, Some(month), [day]) => self.nearest(month, *day),
            _ => None,
        }
    }

    /// The day of that month that lies nearest to the document's own.
    fn nearest(&self, month: i8, day: i8) -> Option<String> {
        let read = self.context.document.metadata.date.filter(|read| read.precision == Precision::Day)?;
        let distance =
            |day: &Date| read.date.until((Unit::Day, *day)).map_or(i32::MAX, |span| span.get_days().abs());
        (-1..=1)
            .filter_map(|off| Date::new(read.date.year() + off, month, day).ok())
            .min_by_key(distance)
            .filter(|day| distance(day) <= NEAR)
            .map(|day| day.to_string())
    }
}

/// The day of a month: "3", "09", "21st".
fn day_of(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|day| digits.len() <= 2 && (1..=31).contains(day))
}

fn year(year: i16) -> String {
    format!("{year:04}")
}

fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}
