//! Speaker labels: what looks like one, and which of them are.
//!
//! A label stands at the beginning of a line: `NAME:`, `Q:`, `Q` and white space, `Q.`. Whether `Name:` is a speaker
//! or prose with a colon is decided by evidence from the whole document.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::page::{Page, key};
use crate::document::{Block, BlockKind, Document, Role};

/// A speaker label in the text.
#[derive(Clone, Debug)]
pub struct Label {
    /// Where it begins.
    pub start: usize,
    /// Where the words of the speaker begin.
    pub after: usize,
    /// The label as printed, without its colon.
    pub printed: String,
    /// The name in it, without brackets.
    pub name: String,
    /// What stands in its first brackets, if that is a state: its code.
    pub state: Option<String>,
    /// How it is written.
    pub shape: Shape,
    /// How sure it is.
    strong: bool,
}

/// How a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `NAME:`
    Colon,
    /// `Q` and white space.
    Bare,
    /// `Q.`, `The President.`
    Stop,
}

static COLON: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?P<label>[\p{Lu}\p{Lo}\p{N}][^:：\n?!;]{0,110}?)[ \u{A0}]?[:：]").ok());
static BRACKETS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\s*[(（]([^()（）]*)[)）]").ok());
/// `Q` inside a line: two spaces of any kind behind it.
static INSIDE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"Q[ \u{A0}\t]{2,}").ok());
/// Small words that may stand inside a name.
const CONNECTORS: &[&str] = &[
    "of", "the", "and", "for", "de", "van", "von", "der", "al", "bin", "la", "du", "del", "da", "&", "-", "–",
];
/// A label has at most this many words.
const MOST_WORDS: usize = 8;

/// The labels of a document in text order.
pub fn labels(document: &Document, page: &Page) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::BlockQuote) {
        for start in line_starts(&document.text, block) {
            found.extend(label_at(document, start, page));
        }
    }
    let mut labels = accept(found, document, page);
    labels.extend(inside_lines(document, &labels));
    labels.sort_by_key(|label| label.start);
    labels.dedup_by_key(|label| label.start);
    labels
}

fn line_starts<'a>(text: &'a str, block: &Block) -> impl Iterator<Item = usize> + 'a {
    let span = block.span;
    let further = span.slice(text).match_indices('\n').map(move |(at, _)| {
        let rest = &text[span.start + at..span.end];
        span.start + at + (rest.len() - rest.trim_start().len())
    });
    std::iter::once(span.start).chain(further)
}

fn label_at(document: &Document, start: usize, page: &Page) -> Option<Label> {
    let rest = &document.text[start..];
    bare(rest, start).or_else(|| stop(rest, start, page)).or_else(|| colon(document, rest, start, page))
}

/// `Q` and white space, then words.
fn bare(rest: &str, start: usize) -> Option<Label> {
    let after = rest.strip_prefix('Q')?;
    let words = after.trim_start_matches([' ', '\u{A0}', '\t']);
    let spaced = words.len() < after.len() && !words.is_empty();
    spaced.then(|| plain("Q", start, start + rest.len() - words.len(), Shape::Bare))
}

/// A label with a full stop is no longer than this (bytes).
const LONGEST_TITLE: usize = 32;

/// `Q.`, `A.`, `The President.`: a label word with a full stop.
fn stop(rest: &str, start: usize, page: &Page) -> Option<Label> {
    let end = rest[..rest.floor_char_boundary(LONGEST_TITLE)].find(". ")?;
    let name = &rest[..end];
    page.labels.get(&key(name)).filter(|_| !name.contains(':') && name.starts_with(char::is_uppercase))?;
    Some(plain(name, start, start + end + 2, Shape::Stop))
}

fn plain(name: &str, start: usize, after: usize, shape: Shape) -> Label {
    Label { start, after, printed: name.to_owned(), name: name.to_owned(), state: None, shape, strong: true }
}

fn colon(document: &Document, rest: &str, start: usize, page: &Page) -> Option<Label> {
    let found = COLON.as_ref()?.captures(rest)?;
    let printed = found.name("label")?.as_str().trim();
    let end = found.get(0)?.end();
    let behind = &rest[end..];
    let clock =
        printed.ends_with(|c: char| c.is_ascii_digit()) && behind.starts_with(|c: char| c.is_ascii_digit());
    if clock || behind.starts_with("//") || behind.trim_start().is_empty() {
        return None;
    }
    let name = BRACKETS.as_ref()?.replace_all(printed, "").trim().to_owned();
    let lower = key(&name);
    if !is_name(&name) || page.not_labels.contains(&lower) {
        return None;
    }
    let in_brackets: Vec<String> =
        BRACKETS.as_ref()?.captures_iter(printed).map(|found| found[1].to_owned()).collect();
    let state =
        in_brackets.iter().find_map(|inside| page.states.get(&key(inside))).map(|known| known.name.clone());
    let strong = page.labels.contains_key(&lower)
        || state.is_some()
        || in_brackets.iter().any(|inside| inside.starts_with("spoke in"))
        || has_honorific(&lower, page)
        || is_shouted(&name)
        || page.outlet(&name).is_some()
        || page.people.contains_key(&lower)
        || is_in_title(document, &name);
    let after = start + end + (behind.len() - behind.trim_start().len());
    Some(Label { start, after, printed: printed.to_owned(), name, state, shape: Shape::Colon, strong })
}

/// Does every word look like a part of a name?
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', '\u{A0}', '/']).filter(|word| !word.is_empty()).collect();
    (1..=MOST_WORDS).contains(&words.len())
        && name.chars().any(char::is_alphabetic)
        && words.iter().all(|word| {
            let first = word.trim_start_matches(['“', '"', '(', '\'']).chars().next();
            first.is_some_and(|c| !c.is_lowercase()) || CONNECTORS.contains(word) || word.starts_with("al-")
        })
        && !name.ends_with(['.', ',']) | name.ends_with("Jr.")
}

/// Does a form of address or a title stand before the last word?
pub(super) fn has_honorific(lower: &str, page: &Page) -> bool {
    lower.rsplit_once(' ').is_some_and(|(before, _)| {
        before.split(' ').any(|word| page.honorifics.contains(word.trim_end_matches('.')))
    })
}

fn is_shouted(name: &str) -> bool {
    name.chars().filter(|c| c.is_uppercase()).count() > 3 && !name.chars().any(char::is_lowercase)
}

/// Does the title, or the speaker's column, hold the last or the first word of the name?
pub(super) fn is_in_title(document: &Document, name: &str) -> bool {
    let known = [&document.metadata.title, &document.metadata.speaker];
    let mut title =
        known.into_iter().flatten().flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '-'));
    let words: Vec<&str> = name.split_whitespace().filter(|word| word.chars().count() > 2).collect();
    let ends = [words.first(), words.last()];
    title.any(|word| ends.iter().flatten().any(|end| **end == word))
}

/// Which of the candidates are labels, by what the whole document shows.
fn accept(found: Vec<Label>, document: &Document, page: &Page) -> Vec<Label> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for label in &found {
        *counts.entry(key(&label.name)).or_default() += 1;
    }
    let with = |shape: Shape| found.iter().filter(move |label| label.shape == shape);
    let strong_colons = with(Shape::Colon).filter(|label| label.strong).count();
    let bare = strong_colons > 0;
    let stops = with(Shape::Stop).any(|label| role_of(label, page) == Some(Role::Journalist))
        && with(Shape::Stop).any(|label| role_of(label, page) != Some(Role::Journalist));
    let count = |label: &Label| counts.get(&key(&label.name)).copied().unwrap_or(0);
    let kept: Vec<Label> = found
        .iter()
        .filter(|label| match label.shape {
            Shape::Bare => bare,
            Shape::Stop => stops,
            Shape::Colon if label.strong => true,
            Shape::Colon => {
                let words = label.name.split_whitespace().count();
                let often = count(label) > if words == 1 { 2 } else { 1 };
                words <= 5 && (often || strong_colons > 1 && (words > 1 || asks(label, &found, document)))
            }
        })
        .cloned()
        .collect();
    // One label alone must be more than a shouted word or a dateline.
    if let [only] = kept.as_slice() {
        let lower = key(&only.name);
        let sure = only.state.is_some()
            || has_honorific(&lower, page)
            || page.labels.contains_key(&lower)
            || is_in_title(document, &only.name);
        if !sure || only.shape != Shape::Colon {
            return Vec::new();
        }
    }
    kept
}

/// Longest question under a label that nothing else vouches for (bytes).
const QUESTION: usize = 1_200;

/// Does a sure label follow, and a question stand before it? Then the label is that of somebody who asks.
fn asks(label: &Label, found: &[Label], document: &Document) -> bool {
    let next =
        found.iter().filter(|other| other.strong).map(|other| other.start).find(|start| *start > label.start);
    let words = next.map_or("", |next| &document.text[label.after..next.max(label.after)]);
    words.len() <= QUESTION && words.trim_end().ends_with(['?', '？'])
}

fn role_of(label: &Label, page: &Page) -> Option<Role> {
    page.labels.get(&key(&label.name)).copied()
}

/// Labels that stand inside a line, behind the end of a sentence: only of the names known from line starts, and
/// only those that cannot be prose (shouted names, `Q` with two spaces).
fn inside_lines(document: &Document, labels: &[Label]) -> Vec<Label> {
    let text = &document.text;
    let mut names: Vec<&Label> =
        labels.iter().filter(|label| label.shape == Shape::Colon && is_shouted(&label.name)).collect();
    names.sort_by(|a, b| a.printed.cmp(&b.printed));
    names.dedup_by(|a, b| a.printed == b.printed);
    let mut inside = Vec::new();
    names.truncate(MOST_NAMES);
    for label in names {
        let written = format!("{}:", label.printed);
        for (start, _) in
            text.match_indices(&written).filter(|(start, _)| follows_a_sentence(&text[..*start]))
        {
            let behind = &text[start + written.len()..];
            let after = text.len() - behind.trim_start().len();
            inside.push(Label { start, after, ..label.clone() });
        }
    }
    if labels.iter().any(|label| label.shape == Shape::Bare) {
        for found in INSIDE.as_ref().into_iter().flat_map(|regex| regex.find_iter(text)) {
            if follows_a_sentence(&text[..found.start()]) {
                inside.push(plain("Q", found.start(), found.end(), Shape::Bare));
            }
        }
    }
    let starts: Vec<usize> = labels.iter().map(|label| label.start).collect();
    inside.retain(|label| starts.binary_search(&label.start).is_err());
    inside
}

/// No conversation has more shouted names than this.
const MOST_NAMES: usize = 100;

fn follows_a_sentence(before: &str) -> bool {
    before.ends_with([' ', '\u{A0}', '\n'])
        && before.trim_end().ends_with(['.', '?', '!', '—', '–', '-', ')', '…', '"', '”', ']'])
}
