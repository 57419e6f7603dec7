//! The fullest form of a speaker's name, and the words of office that stand before it.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::Label;
use super::page::{Page, key};
use super::people::Person;
use crate::document::{Document, Role};

/// The names that a page tells, by which a surname alone is completed.
pub struct Names<'a> {
    document: &'a Document,
    people: &'a [Person],
    /// The full names in labels, by their last words in small letters.
    in_labels: BTreeMap<String, BTreeSet<String>>,
}

impl<'a> Names<'a> {
    /// The names of a page with these labels and spokespersons.
    pub fn of(document: &'a Document, labels: &[Label], people: &'a [Person], page: &Page) -> Self {
        let mut in_labels: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let names: BTreeSet<&str> = labels.iter().map(|label| label.said.name.as_str()).collect();
        for name in names {
            let name = without_office(name, page);
            if let Some((_, last)) = name.rsplit_once(' ') {
                in_labels.entry(last.to_lowercase()).or_default().insert(name);
            }
        }
        Self { document, people, in_labels }
    }

    /// The fullest form of a label's name: *MS. HOLT* is *Dana Holt* where the title, the text or another label names her.
    pub fn full(&self, label: &str, page: &Page) -> String {
        let bare = without_office(label, page);
        let surname = bare.split_whitespace().last().unwrap_or(&bare).to_owned();
        let ends_alike = |name: &str| {
            name.split_whitespace().last().is_some_and(|last| last.eq_ignore_ascii_case(&surname))
        };
        let single = bare.split_whitespace().count() == 1;
        let person = self.people.iter().find(|person| {
            person.name.eq_ignore_ascii_case(&bare)
                || single && (ends_alike(&person.name) || person.is_called(&bare))
        });
        let speaker = self.document.metadata.speaker.as_ref().filter(|name| ends_alike(name));
        if let Some(name) = person.map(|person| &person.name).or(speaker) {
            return name.clone();
        }
        if !single {
            return bare;
        }
        let mut fuller = self.in_labels.get(&surname.to_lowercase()).cloned().unwrap_or_default();
        fuller.extend(in_title(self.document, &surname, page));
        let only = fuller.first().filter(|_| fuller.len() == 1);
        // A surname alone keeps its form of address.
        only.cloned().unwrap_or_else(|| titled(label))
    }
}

/// The surname with the first name that stands before it in the title: *Director Brian Deese*.
fn in_title(document: &Document, surname: &str, page: &Page) -> Option<String> {
    let title = document.metadata.title.as_deref()?;
    let words: Vec<&str> =
        title.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let at = words.iter().position(|word| word.eq_ignore_ascii_case(surname))?;
    let first = words.get(at.checked_sub(1)?)?;
    let lower = first.to_lowercase();
    let is_office = page.office_words.contains(&lower)
        || page.honorifics.contains(lower.trim_end_matches('.'))
        || page.label(first).is_some();
    let is_name = first.starts_with(char::is_uppercase) && first.chars().count() > 1;
    (is_name && !is_office).then(|| titled(&format!("{first} {}", words[at])))
}

/// The name without *Mr.*, *Foreign Minister*, *President of Karvonia* and their like.
pub(super) fn without_office(name: &str, page: &Page) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut from = 0;
    while let Some(end) = office_end(&words, from, page) {
        from = end;
    }
    titled(&words[from..].join(" "))
}

/// Where the words of office end that begin at a word; at least one word is left for the name.
fn office_end(words: &[&str], from: usize, page: &Page) -> Option<usize> {
    let last = words.len().checked_sub(1)?;
    let phrase = |start: usize, end: usize| words[start..end].join(" ");
    let is_office =
        |end: &usize| page.label(&phrase(from, *end)).is_some_and(|role| role != Role::Journalist);
    let lower = words.get(from)?.to_lowercase();
    let is_state = |end: &usize| lower == "of" && page.states.contains_key(&key(&phrase(from + 1, *end)));
    let longest = (from + 1..=last).rev().find(is_office);
    let of_state = || (from + 2..=last).rev().find(is_state);
    let address = page.honorifics.contains(lower.trim_end_matches('.')) || page.office_words.contains(&lower);
    longest.or_else(of_state).or_else(|| (address && from < last).then_some(from + 1))
}

/// *TUCKER ORSEN* as *Tucker Orsen*; names in small letters stay.
pub(super) fn titled(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut start = true;
    name.chars()
        .flat_map(|c| {
            let shown = if start { c.to_string() } else { c.to_lowercase().to_string() };
            start = !c.is_alphabetic() && c != '\'' && c != '’';
            shown.chars().collect::<Vec<_>>()
        })
        .collect()
}
