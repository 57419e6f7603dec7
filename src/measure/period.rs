//! Months and quarters, numbered so that they can be counted on.

use super::places::When;

/// A month, numbered from the year 0 on.
pub type Month = i32;

/// The month of a time, where it is known.
pub fn month(when: When) -> Option<Month> {
    let (year, month) = when?;
    (month > 0).then(|| i32::from(year) * 12 + i32::from(month) - 1)
}

/// As written in tables: 2021-07.
pub fn named(month: Month) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// The month that is written so.
///
/// # Errors
/// When it is no month: what was found, and what is expected.
pub fn parse(written: &str) -> Result<Month, String> {
    let wrong = || format!("{written:?} is no month; write it like 2021-07");
    let (year, month) = written.split_once('-').ok_or_else(wrong)?;
    let (year, month): (i32, i32) = (year.parse().map_err(|_| wrong())?, month.parse().map_err(|_| wrong())?);
    ((1..=12).contains(&month) && (0..=9999).contains(&year)).then(|| year * 12 + month - 1).ok_or_else(wrong)
}

/// The length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Length {
    Month,
    Quarter,
    Year,
}

impl Length {
    /// As written in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// In months.
    pub fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The name of the period that begins with a month: 2021-07, 2021-Q3, 2021.
    pub fn named(self, first: Month) -> String {
        let (year, month) = (first.div_euclid(12), first.rem_euclid(12));
        match self {
            Self::Month => named(first),
            Self::Quarter => format!("{year:04}-Q{}", month / 3 + 1),
            Self::Year => format!("{year:04}"),
        }
    }

    /// Does a time lie in the period that begins with a month? A time whose month is not known lies in its year alone.
    pub fn holds(self, first: Month, when: When) -> bool {
        match (self, month(when), when) {
            (Self::Year, _, Some((year, _))) => i32::from(year) == first.div_euclid(12),
            (_, Some(month), _) => (first..first + self.months()).contains(&month),
            _ => false,
        }
    }

    /// The first month of the period in which a time lies.
    pub fn first(self, when: When) -> Option<Month> {
        match self {
            Self::Year => when.map(|(year, _)| i32::from(year) * 12),
            _ => month(when).map(|month| month.div_euclid(self.months()) * self.months()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_names_and_hold_times() {
        let july = parse("2021-07").unwrap();
        assert_eq!(named(july), "2021-07");
        assert_eq!(Length::Quarter.named(Length::Quarter.first(Some((2021, 8))).unwrap()), "2021-Q3");
        assert!(
            Length::Quarter.holds(july, Some((2021, 9))) && !Length::Quarter.holds(july, Some((2021, 10)))
        );
        assert!(Length::Year.holds(july, Some((2021, 0))) && !Length::Month.holds(july, Some((2021, 0))));
        assert!(parse("2021-13").is_err() && parse("July 2021").is_err());
    }
}
