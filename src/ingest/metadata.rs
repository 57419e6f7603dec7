//! Key and value pairs, wherever they stand, → [`Metadata`]; and what a file's name adds.

use crate::document::{DateBasis, DateRead, DayOrder, Document, Genre, LanguageBasis, Metadata};
use crate::error::{Code, Problem};

use super::date::{dates, dating, lines};
use super::overrides;
use crate::fold;
use crate::lexicon::normal;

/// The names of metadata, the usual ones.
pub const NAMES: &str =
    "title, date, published, outlet, author, url, institution, state, language, speaker, genre";

/// How a line begins that tells when the text was last changed.
const CHANGED: &[&str] = &["updated", "last updated", "last modified", "modified", "last change"];

/// How a line begins that tells when the text was published.
const PUBLISHED: &[&str] = &["published", "posted", "released"];

/// Does this key of a head or table name a piece of metadata?
pub fn is_key(key: &str) -> bool {
    field(key).is_some()
}

/// Does this key name a date?
pub(super) fn is_date_key(key: &str) -> bool {
    matches!(field(key), Some(Field::Date | Field::Published))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Date,
    Published,
    Changed,
    Outlet,
    Author,
    Url,
    Institution,
    State,
    Language,
    Speaker,
    Genre,
}

/// No key is longer (bytes).
const LONGEST: usize = 24;

fn field(key: &str) -> Option<Field> {
    let key = key.trim().trim_matches('*');
    if key.len() > LONGEST && key.is_ascii() {
        return None;
    }
    let key = normal::lower(key).replace([' ', '-'], "_");
    Some(match key.as_str() {
        "title" | "headline" => Field::Title,
        "date" | "event_date" | "datetime" | "日期" | "日付" => Field::Date,
        "published" | "published_time" | "publication_date" | "posted" | "published_on" | "posted_on"
        | "release_date" | "pubdate" => Field::Published,
        "updated" | "last_updated" | "modified" | "modified_time" | "last_modified" | "date_modified" => {
            Field::Changed
        }
        "source" | "outlet" | "publisher" | "site" | "publication" => Field::Outlet,
        "author" | "authors" | "byline" | "by" | "written_by" | "writer" => Field::Author,
        "link" | "url" | "source_url" | "address" | "permalink" | "canonical" => Field::Url,
        "institution" | "ministry" | "office" | "department" => Field::Institution,
        "state" | "country" | "side" => Field::State,
        "language" | "lang" => Field::Language,
        "speaker" | "spokesperson" => Field::Speaker,
        "genre" | "type" | "kind" => Field::Genre,
        _ => return None,
    })
}

/// Stores a pair; the first value of a field stands. Says whether the key was known.
pub fn set(metadata: &mut Metadata, problems: &mut Vec<Problem>, key: &str, value: &str) -> bool {
    let Some(field) = field(key) else { return false };
    let value = fold::plain_text(value).split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() {
        return true;
    }
    let put = |slot: &mut Option<String>, value: String| {
        slot.get_or_insert(value);
    };
    match field {
        Field::Title => put(&mut metadata.title, value),
        Field::Date | Field::Published => {
            let published = field == Field::Published;
            if dates::find(&value, dates::Place::Value).is_none() {
                problems.push(no_date(key, &value));
            }
            dating::offer(metadata, problems, &value, DateBasis::Metadata, published);
        }
        // The date of the last change is neither that of the event nor of publication.
        Field::Changed => {}
        Field::Outlet if is_url(&value) => put(&mut metadata.url, value),
        Field::Outlet => put(&mut metadata.outlet, value),
        Field::Author => put(&mut metadata.author, value),
        Field::Url => put(&mut metadata.url, value),
        Field::Institution => put(&mut metadata.institution, value),
        Field::State => put(&mut metadata.state, value),
        Field::Language => put(&mut metadata.language, value),
        Field::Speaker => put(&mut metadata.speaker, value),
        Field::Genre => metadata.genre = metadata.genre.or(Genre::parse(&value.to_lowercase())),
    }
    true
}

/// Puts a value that the user gives in the place of what was read.
///
/// # Errors
/// Why it cannot be used.
pub fn replace(
    document: &mut Document,
    key: &str,
    value: &str,
    order: Option<DayOrder>,
) -> Result<(), String> {
    let Some(field) = field(key) else { return Ok(()) };
    let value = fold::plain_text(value).split_whitespace().collect::<Vec<_>>().join(" ");
    let metadata = &mut document.metadata;
    match field {
        Field::Date | Field::Published => {
            let (date, precision) = overrides::date(&value, order)?;
            metadata.date = Some(DateRead { date, precision, basis: DateBasis::Metadata });
            let settled = [Code::NoDate, Code::AmbiguousDate, Code::DateConflict];
            document.problems.retain(|problem| !settled.contains(&problem.code));
        }
        Field::Genre => {
            let genre = Genre::parse(&value.to_lowercase()).ok_or_else(|| {
                format!("{value:?} is no genre; expected briefing, statement, interview, speech or article")
            })?;
            metadata.genre = Some(genre);
        }
        Field::Changed => {}
        Field::Title => metadata.title = Some(value),
        Field::Outlet => metadata.outlet = Some(value),
        Field::Author => metadata.author = Some(value),
        Field::Url => metadata.url = Some(value),
        Field::Institution => metadata.institution = Some(value),
        Field::State => metadata.state = Some(value),
        Field::Language => {
            metadata.language = Some(value);
            metadata.language_basis = Some(LanguageBasis::Stated);
        }
        Field::Speaker => metadata.speaker = Some(value),
    }
    Ok(())
}

fn no_date(key: &str, value: &str) -> Problem {
    let message = format!("{:?} under {:?} is no date; expected one like 2021-07-20", value, key.trim());
    Problem::new(Code::DateNote, message)
}

fn is_url(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www.")
}

/// Takes note of a date in a text; which of all dates stands is settled when the document has been read.
pub fn set_date(metadata: &mut Metadata, problems: &mut Vec<Problem>, text: &str, basis: DateBasis) {
    dating::offer(metadata, problems, text, basis, false);
}

/// Reads a date from a block that is nothing but a date; a line that tells the last change is none.
pub fn set_date_line(metadata: &mut Metadata, problems: &mut Vec<Problem>, words: &str, basis: DateBasis) {
    let known = metadata.dates.iter().any(|dated| dated.read.basis == basis);
    if known || !lines::is_date_line(words) {
        return;
    }
    let lower = normal::lower(words);
    let begins = |signs: &[&str]| signs.iter().any(|word| lower.starts_with(word));
    if !begins(CHANGED) {
        dating::offer(metadata, problems, words, basis, begins(PUBLISHED));
    }
}

/// Adds what title, address and file name tell.
pub fn complete(document: &mut Document) {
    let mut problems = std::mem::take(&mut document.problems);
    let metadata = &mut document.metadata;
    if let Some(title) = metadata.title.clone() {
        set_date(metadata, &mut problems, &title, DateBasis::Title);
    }
    set_date(metadata, &mut problems, super::stem(&document.source.path), DateBasis::FileName);
    if let Some(url) = metadata.url.clone() {
        set_date(metadata, &mut problems, &url, DateBasis::Address);
    }
    document.problems = problems;
}
