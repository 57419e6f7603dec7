//! For which side each turn speaks. Read from label or metadata where they tell; else the state of which the text
//! says what only its own speaker says of it ("Vellmark firmly opposes"); else unknown.

use std::collections::BTreeMap;

use super::found::Name;
use crate::document::{Document, Genre, Role};
use crate::lexicon::normal;
use crate::resources::Resources;
use crate::segment::page::key;
use crate::segment::{Page, Segments};

/// How many stances a text must take for a state to be its speaker's, and which share of all.
const STANCES: usize = 2;
const SHARE: f64 = 0.6;

/// The state of each turn's speaker.
pub fn sides(
    document: &Document,
    segments: &Segments,
    names: &[Name],
    resources: &Resources,
) -> Vec<Option<String>> {
    let own = own_side(document, segments, names, resources);
    let page = &resources.page;
    segments
        .turns
        .iter()
        .map(|turn| {
            let known = turn.speaker.as_deref().and_then(|name| page.people.get(&key(name)));
            let known = known.map(|known| known.country.clone()).filter(|code| !code.is_empty());
            match turn.role {
                _ if turn.state.is_some() => turn.state.clone(),
                Role::Spokesperson | Role::Official => known.or_else(|| own.clone()),
                Role::Unknown => known,
                // An article about one spokesperson is read from that spokesperson's side.
                Role::Narrator if segments.people.len() == 1 && segments.genre == Some(Genre::Article) => {
                    own.clone()
                }
                _ => None,
            }
        })
        .collect()
}

/// The side for which the spokesperson of the document speaks.
pub fn own_side(
    document: &Document,
    segments: &Segments,
    names: &[Name],
    resources: &Resources,
) -> Option<String> {
    let page = &resources.page;
    let metadata = &document.metadata;
    if let Some(state) = metadata.state.as_deref() {
        return Some(page.states.get(&key(state)).map_or(state.to_owned(), |known| known.name.clone()));
    }
    let named = metadata.speaker.iter().chain(segments.people.iter().map(|person| &person.name));
    let person = named.filter_map(|name| page.people.get(&key(name))).find(|known| !known.country.is_empty());
    if let Some(known) = person {
        return Some(known.country.clone());
    }
    let title = segments.title.as_deref().filter(|_| segments.genre != Some(Genre::Article));
    let office = metadata.institution.as_deref().and_then(|office| first_side(office, page));
    let titled = || title.and_then(|title| first_side(before_topic(title), page));
    office.or_else(titled).or_else(|| by_stance(document, segments, names, resources))
}

/// A title up to the words behind which its topic or its place stands.
fn before_topic(title: &str) -> &str {
    const TOPIC: [&str; 7] = [" on ", " in ", " with ", " to ", " at ", " about ", " regarding "];
    let end = TOPIC.iter().filter_map(|word| title.find(word)).min();
    &title[..end.unwrap_or(title.len())]
}

/// Longest name of a state, office or official, in words.
const LONGEST: usize = 6;

/// The first state that a short text names, also by a capital, house, body or official.
fn first_side(text: &str, page: &Page) -> Option<String> {
    let bare = |word: &str| {
        let word = key(word.trim_end_matches(','));
        normal::without_possessive(&word).unwrap_or(&word).to_owned()
    };
    let words: Vec<String> = text.split_whitespace().map(bare).collect();
    let named = |at: usize| {
        let longest = LONGEST.min(words.len() - at);
        (1..=longest).rev().find_map(|n| page.sides.get(&words[at..at + n].join(" ")))
    };
    (0..words.len()).find_map(named).cloned()
}

/// The state that begins clauses like "… firmly opposes", "… stands ready" in the answers.
fn by_stance(
    document: &Document,
    segments: &Segments,
    names: &[Name],
    resources: &Resources,
) -> Option<String> {
    let mut stances: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        let Some(state) = resources.entry(name.entry).entity.strip_prefix("STATE:") else { continue };
        let answers = segments.turns[segments.sentences[name.sentence].turn].role.answers();
        let behind =
            document.text[name.span.end..].trim_start_matches("'s").trim_start_matches("’s").trim_start();
        let behind = behind.strip_prefix("side ").unwrap_or(behind);
        if answers && begins_with_any(behind, &resources.page.stances) {
            *stances.entry(state).or_default() += 1;
        }
    }
    let all: usize = stances.values().sum();
    let (state, most) = stances.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
    (most >= STANCES && most as f64 >= SHARE * all as f64).then(|| state.to_owned())
}

fn begins_with_any(text: &str, phrases: &[String]) -> bool {
    let head: String = text.chars().take(60).collect::<String>().to_lowercase();
    phrases.iter().any(|phrase| {
        head.strip_prefix(phrase.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}
