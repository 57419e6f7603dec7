//! Which of what was read is meant: whose words, of which time, which acts. Rows of tables go in, those that are chosen
//! come out, with every count of rows in them made anew.
//!
//! - A time chooses **documents**.
//! - A speaker or a state chooses **answers**; the questions that they meet stay beside them. In articles a speaker chooses
//!   what is quoted and told of that person, inside the text around it; a state chooses nothing there.
//! - A category chooses **hits** and nothing else: words and answers, by which rates are divided, stay what they are.

mod recount;
mod rows;

use jiff::civil::Date;

pub use recount::recount;

use crate::resources::Resources;
use crate::table::Tables;

/// What is chosen; what names nothing chooses everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Names of speakers or of whom they speak for, one of which must be there.
    pub speakers: Vec<String>,
    /// ISO 3166 codes of the sides that speak.
    pub states: Vec<String>,
    /// The first day.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Categories of acts; `deny` means `deny.fact` and `deny.smear` too.
    pub categories: Vec<String>,
}

impl Selection {
    /// Does it choose everything?
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// What it chooses, in words, one choice after another.
    pub fn told(&self) -> Vec<String> {
        let named = |what: &str, names: &[String]| {
            (!names.is_empty()).then(|| format!("{what} {}", names.join(" or ")))
        };
        let dated = |what: &str, date: Option<Date>| date.map(|date| format!("texts dated {what} {date}"));
        let told = [
            named("answers of", &self.speakers),
            named("answers for", &self.states),
            dated("from", self.since),
            dated("until", self.until),
            named("acts of the kind", &self.categories),
        ];
        told.into_iter().flatten().collect()
    }

    /// The first category that no word list has.
    pub fn unknown(&self, resources: &Resources) -> Option<&str> {
        let known = |wanted: &&String| resources.act_categories().any(|known| is_of(&known.id, wanted));
        self.categories.iter().find(|wanted| !known(wanted)).map(String::as_str)
    }

    /// What is chosen of the rows of one document, and which of its numbers; nothing if it has no part in it.
    pub fn of(&self, tables: Tables) -> Option<(Tables, Vec<bool>)> {
        if !self.has(tables.documents.dates("date").first().copied().flatten()) {
            return None;
        }
        let numbers = vec![true; tables.quantities.height()];
        let (mut tables, numbers) = if self.speakers.is_empty() && self.states.is_empty() {
            (tables, numbers)
        } else {
            rows::said_by(self, &tables)?
        };
        if !self.categories.is_empty() {
            let categories = tables.hits.text("category").iter();
            let keep: Vec<bool> = categories.map(|category| self.counts(category.unwrap_or(""))).collect();
            tables.hits = tables.hits.kept(&keep);
        }
        recount(&mut tables);
        Some((tables, numbers))
    }

    /// Is a day chosen? What has no date lies in no time.
    fn has(&self, date: Option<Date>) -> bool {
        let since = self.since.is_none_or(|since| date.is_some_and(|date| date >= since));
        since && self.until.is_none_or(|until| date.is_some_and(|date| date <= until))
    }

    fn counts(&self, category: &str) -> bool {
        self.categories.iter().any(|wanted| is_of(category, wanted))
    }
}

/// Is a category the one that is wanted, or a kind of it?
pub(crate) fn is_of(category: &str, wanted: &str) -> bool {
    category.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Is the name, or some whole words of it, what was asked for?
pub fn names_it(name: &str, value: &str) -> bool {
    let padded = |text: &str| format!(" {} ", text.to_lowercase());
    padded(name).contains(&padded(value.trim()))
}

/// First and last day of a time that is written like 2021-07-20, 2021-07 or 2021.
///
/// # Errors
/// When it is none: what was found, and what is expected.
pub fn days(written: &str) -> Result<(Date, Date), String> {
    let wrong = |_| format!("{written:?} is no date; write it like 2021-07-20, 2021-07 or 2021");
    let shape: String = written.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let first = match shape.as_str() {
        "0000" => format!("{written}-01-01"),
        "0000-00" => format!("{written}-01"),
        _ => written.to_owned(),
    };
    let first: Date = if matches!(shape.as_str(), "0000" | "0000-00" | "0000-00-00") {
        first.parse().map_err(|_| wrong(()))?
    } else {
        return Err(wrong(()));
    };
    let last = match shape.as_str() {
        "0000" => first.last_of_year(),
        "0000-00" => first.last_of_month(),
        _ => first,
    };
    Ok((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_write_them() {
        let check = |written: &str, expected: [&str; 2]| {
            let (first, last) = days(written).unwrap();
            assert_eq!([first.to_string(), last.to_string()], expected);
        };
        check("2021-07-20", ["2021-07-20", "2021-07-20"]);
        check("2021-02", ["2021-02-01", "2021-02-28"]);
        check("2021", ["2021-01-01", "2021-12-31"]);
        for wrong in ["", "yesterday", "20.7.2021", "07/20/2021", "2021-7", "2021-13", "2021-02-30", "21"] {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_and_kinds() {
        assert!(names_it("Ilka Varn", "varn") && names_it("Ilka Varn", " Ilka Varn "));
        assert!(!names_it("Ilka Varn", "var"));
        assert!(is_of("deny.fact", "deny") && is_of("threat", "threat") && !is_of("denying", "deny"));
    }
}
