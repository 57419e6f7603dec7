//! Lines that are nothing but a date, and the datelines of news agencies.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use super::dates::{Place, find};
use super::months;

/// A date line is at most this long (in characters).
const LINE: usize = 80;
/// Small words that stand beside the date in a line of its own.
const BESIDE: &[&str] = &[
    "on",
    "at",
    "of",
    "the",
    "a.m",
    "p.m",
    "am",
    "pm",
    "date",
    "posted",
    "published",
    "local",
    "time",
    "from",
    "le",
    "la",
    "el",
    "den",
    "de",
    "г",
    "года",
    "st",
    "nd",
    "rd",
    "th",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
];

/// So many characters a place has, and so many the name of a month. They are counted afterwards: a pattern that counts
/// letters of any alphabet is dear to make.
const PLACE: RangeInclusive<usize> = 2..=41;
const MONTH: RangeInclusive<usize> = 3..=10;

static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let place = r"^\s*(?P<place>\p{Lu}[\p{L} .'’-]+),\s*";
    let day = r"(?:(?P<m1>\p{L}+)\.?\s+(?P<d1>\d{1,2})|(?P<d2>\d{1,2})\s+(?P<m2>\p{L}+)\.?)";
    Regex::new(&format!(r"{place}{day}\s*(?:\(|--|—|–|:|-)")).ok()
});

/// Is the whole text nothing but a date, with a weekday, a time, a place or a word like "Published" beside it?
pub fn is_date_line(text: &str) -> bool {
    if text.chars().nth(LINE).is_some() {
        return false;
    }
    let Some(found) = find(text, Place::Words) else { return false };
    let beside = format!("{} {}", &text[..found.at.0], &text[found.at.1..]);
    let mut words = beside
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| word.chars().any(char::is_alphanumeric));
    let small = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        BESIDE.contains(&word.as_str())
    };
    words.clone().count() <= 6
        && words.all(|word| {
            small(word)
                || word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '(')
                || word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        })
        && (!text.trim_end().ends_with(['.', '!', '?', ';'])
            || text.split_whitespace().next_back().is_some_and(small))
}

/// Day and month of a dateline without a year: `Orsten, February 2 (KVA) -- `.
pub fn dateline(text: &str) -> Option<(i8, i8)> {
    let captures = DATELINE.as_ref()?.captures(text)?;
    let has = |lengths: RangeInclusive<usize>, words: &str| lengths.contains(&words.chars().count());
    let month = captures.name("m1").or_else(|| captures.name("m2"))?.as_str();
    let day = captures.name("d1").or_else(|| captures.name("d2"))?.as_str();
    if !has(PLACE, captures.name("place")?.as_str()) || !has(MONTH, month) {
        return None;
    }
    Some((months::named(month)?, day.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{dateline, is_date_line};

    #[test]
    fn lines() {
        for line in [
            "July 20, 2021",
            "Tuesday, July 20, 2021",
            "19 April 201716:51",
            "Orsten, July 20, 2021",
            "Posted on July 20, 2021 at 4:05 p.m.",
            "2021-07-20 16:05",
            "2021年7月20日",
        ] {
            assert!(is_date_line(line), "{line}");
        }
        for line in ["The talks of 20 July 2021 failed", "We met on July 20, 2021.", "Remarks"] {
            assert!(!is_date_line(line), "{line}");
        }
        assert_eq!(dateline("Lubrin, February 2 (KVA) -- The ministry"), Some((2, 2)));
        assert_eq!(dateline("Lubrin, February was cold (and wet)"), None);
        assert_eq!(dateline("  Port Élan, 2 Feb. – The ministry"), Some((2, 2)));
        assert_eq!(dateline(&format!("L{}, February 2 (KVA)", "a".repeat(40))), Some((2, 2)));
        assert_eq!(dateline(&format!("L{}, February 2 (KVA)", "a".repeat(41))), None);
    }
}
