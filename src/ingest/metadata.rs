//! Key and value pairs, wherever they stand, → [`Metadata`]; and what a file's name adds.

use crate::document::{DateBasis, DateRead, Document, Genre, Metadata};
use crate::error::{Code, Problem};

use super::dates;
use crate::fold;
use crate::lexicon::normal;

/// Does this key of a head or table name a piece of metadata?
pub fn is_key(key: &str) -> bool {
    field(key).is_some()
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    Title,
    Date,
    Outlet,
    Author,
    Url,
    Institution,
    State,
    Language,
    Speaker,
    Genre,
}

fn field(key: &str) -> Option<Field> {
    let key = normal::lower(key.trim().trim_matches('*')).replace([' ', '-'], "_");
    Some(match key.as_str() {
        "title" | "headline" => Field::Title,
        "date" | "event_date" | "published" | "published_time" | "publication_date" | "datetime" => {
            Field::Date
        }
        "source" | "outlet" | "publisher" | "site" | "publication" => Field::Outlet,
        "author" | "authors" | "byline" | "by" | "written_by" => Field::Author,
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
        Field::Date => set_date(metadata, problems, &value, DateBasis::Metadata),
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

fn is_url(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www.")
}

/// Reads a date from a text unless one is known; an ambiguous one is reported.
pub fn set_date(metadata: &mut Metadata, problems: &mut Vec<Problem>, text: &str, basis: DateBasis) {
    let Some(found) = dates::find(text).filter(|_| metadata.date.is_none()) else { return };
    if found.ambiguous {
        let message = format!("{text:?} was read as {} (day before month)", found.date);
        problems.push(Problem::new(Code::AmbiguousDate, message));
    }
    metadata.date = Some(DateRead { date: found.date, precision: found.precision, basis });
}

/// Reads a date from a block that is nothing but a date.
pub fn set_date_line(metadata: &mut Metadata, problems: &mut Vec<Problem>, words: &str, basis: DateBasis) {
    if metadata.date.is_none() && dates::is_date_line(words) {
        set_date(metadata, problems, words, basis);
    }
}

/// Adds what title, address and file name tell, and says when no date was found.
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
    if metadata.date.is_none() {
        problems.push(Problem::new(Code::NoDate, "no date in head, title, address or file name"));
    }
    document.problems = problems;
}
