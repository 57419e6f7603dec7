//! Speaker labels: what looks like one. Whether `Name:` is a speaker or prose with a colon is decided later, by
//! evidence from the whole document ([`super::accept`]).

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::layout::{Judge, Shape};
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
    /// The name in it, without brackets and office.
    pub name: String,
    /// Office or outlet behind a comma: *Abe, Harbour Times*.
    pub post: Option<String>,
    /// What stands in its first brackets, if that is a state: its code.
    pub state: Option<String>,
    /// Number of its shape in [`super::layout::Layouts::shapes`].
    pub shape: usize,
    /// What makes it a label.
    pub judge: Judge,
    /// Does it stand inside a line?
    pub inside: bool,
    /// Does anything but its colon speak for it?
    pub strong: bool,
}

static BRACKETS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]").ok());
/// Small words that may stand inside a name.
const CONNECTORS: &[&str] = &[
    "of", "the", "and", "for", "de", "van", "von", "der", "al", "bin", "la", "du", "del", "da", "&", "-", "–",
];
/// A label has at most this many words.
const MOST_WORDS: usize = 8;

/// Everything at the beginning of a line that is written like a label, in text order; of one line as many as there are
/// shapes that match.
pub fn candidates(document: &Document, page: &Page) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::BlockQuote) {
        for start in line_starts(&document.text, block) {
            for (number, shape) in page.layouts.shapes.iter().enumerate() {
                found.extend(label_at(document, start, number, shape, page));
            }
        }
    }
    found
}

fn line_starts<'a>(text: &'a str, block: &Block) -> impl Iterator<Item = usize> + 'a {
    let span = block.span;
    let further = span.slice(text).match_indices('\n').map(move |(at, _)| {
        let rest = &text[span.start + at..span.end];
        span.start + at + (rest.len() - rest.trim_start().len())
    });
    std::iter::once(span.start).chain(further)
}

/// The words at a line's beginning that a pattern sees (bytes): labels are short.
const REACH: usize = 400;

fn label_at(document: &Document, start: usize, number: usize, shape: &Shape, page: &Page) -> Option<Label> {
    let rest = &document.text[start..];
    let found = shape.pattern.captures(&rest[..rest.floor_char_boundary(REACH)])?;
    let printed = found.name("name")?.as_str().trim();
    let end = start + found.get(0)?.end();
    let behind = &document.text[end..];
    let label = Label {
        start,
        after: end + (behind.len() - behind.trim_start().len()),
        printed: printed.to_owned(),
        name: printed.to_owned(),
        post: None,
        state: None,
        shape: number,
        judge: shape.judge,
        inside: false,
        strong: true,
    };
    if behind.trim_start().is_empty() {
        return None;
    }
    match shape.judge {
        // The words of who asks stand on the same line.
        Judge::Ask => {
            (!behind.starts_with('\n') && !is_from_outlet(&document.text[label.after..])).then_some(label)
        }
        Judge::Word => {
            page.label(printed)?;
            (!printed.contains(':')).then_some(label)
        }
        Judge::Name | Judge::Timed => named(document, label, &found, behind, page),
    }
}

/// A label that must hold a name.
fn named(document: &Document, label: Label, found: &Captures, behind: &str, page: &Page) -> Option<Label> {
    let printed = label.printed.as_str();
    let clock =
        printed.ends_with(|c: char| c.is_ascii_digit()) && behind.starts_with(|c: char| c.is_ascii_digit());
    if clock || behind.starts_with("//") {
        return None;
    }
    let bare = BRACKETS.as_ref()?.replace_all(printed, "").trim().to_owned();
    // "Q    MR. KIRBY:" is a slip of who set the page.
    let bare = bare.strip_prefix("Q ").map_or(bare.as_str(), str::trim_start).to_owned();
    let in_brackets: Vec<String> =
        BRACKETS.as_ref()?.captures_iter(printed).map(|found| found[1].to_owned()).collect();
    let (name, post) = asker(&bare, page).unwrap_or_else(|| with_post(&bare, page));
    let bracketed =
        || in_brackets.iter().find(|inside| is_post(inside, page) || asks_for(&name, inside, page)).cloned();
    let post = post.or_else(bracketed);
    let lower = key(&name);
    let is_known = page.label(&name).is_some() || page.outlet(&name).is_some();
    if !(is_known || is_name(&name)) || page.not_labels.contains(&lower) && !is_shouted(&name) {
        return None;
    }
    let state =
        in_brackets.iter().find_map(|inside| page.states.get(&key(inside))).map(|known| known.name.clone());
    // "Time:" is no label, "TIME:" may be one: then it must come again and again.
    let doubted = page.not_labels.contains(&lower);
    let strong = !doubted
        && (found.name("time").is_some()
            || page.label(&name).is_some()
            || state.is_some()
            || post.is_some()
            || in_brackets.iter().any(|inside| inside.starts_with("spoke in"))
            || has_honorific(&lower, page)
            || is_shouted(&name)
            || page.outlet(&name).is_some()
            || page.people.contains_key(&lower)
            || is_in_title(document, &name));
    Some(Label { name, post, state, strong, ..label })
}

/// *Abe, Harbour Times* and *Shri Orel, Official Spokesperson*: name and post, where the post is an outlet or a word for
/// a part in the conversation.
fn with_post(name: &str, page: &Page) -> (String, Option<String>) {
    match name.split_once(", ") {
        Some((who, post)) if is_post(post, page) => (who.trim().to_owned(), Some(post.trim().to_owned())),
        // "NHK, Tanaka": the outlet first.
        Some((outlet, who)) if page.outlet(outlet).is_some() => {
            (who.trim().to_owned(), Some(outlet.trim().to_owned()))
        }
        _ => (name.to_owned(), None),
    }
}

fn is_post(words: &str, page: &Page) -> bool {
    let spokes = page.spokes_regex.as_ref().is_some_and(|regex| regex.is_match(words));
    page.outlet(words).is_some() || page.label(words).is_some() || spokes
}

/// *REPORTER (Harbour Times)*: behind a word for who asks, brackets hold the outlet.
fn asks_for(name: &str, inside: &str, page: &Page) -> bool {
    let known = page.label(name) == Some(Role::Journalist);
    known
        && inside.starts_with(char::is_uppercase)
        && inside.split(' ').count() <= 4
        && !page.stage.contains(&key(inside))
}

/// Words between which a word for who asks and an outlet stand.
const FROM: &[&str] = &[" from the ", " from ", " of the ", " of ", " with ", " for ", " by "];

/// *Question from Reuters*, *Reporter from the Harbour Times*, *VTV reporter Li Ming*, *AFP's question*: who asks, and the
/// outlet.
fn asker(name: &str, page: &Page) -> Option<(String, Option<String>)> {
    let asks = |words: &str| page.label(words) == Some(Role::Journalist);
    let post = |outlet: &str| Some(outlet.trim().to_owned());
    for from in FROM {
        if let Some((word, outlet)) = name.split_once(from)
            && (asks(word) && outlet.starts_with(char::is_uppercase)
                || page.outlet(outlet).is_some() && is_name(word))
        {
            return Some((word.to_owned(), post(outlet)));
        }
    }
    let words: Vec<&str> = name.split(' ').collect();
    (1..words.len()).find_map(|at| {
        let outlet = words[..at].join(" ");
        let outlet = outlet.trim_end_matches("'s").trim_end_matches("’s");
        page.outlet(outlet).filter(|_| asks(words[at]))?;
        let who = words[at + 1..].join(" ");
        let rest_is_name = who.is_empty() || is_name(&who);
        rest_is_name.then(|| (if who.is_empty() { words[at].to_owned() } else { who }, post(outlet)))
    })
}

/// "Q from AFP:" is a label with a colon, not a bare Q.
fn is_from_outlet(words: &str) -> bool {
    words.starts_with("from ") && words[..words.floor_char_boundary(60)].contains(':')
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

pub(super) fn is_shouted(name: &str) -> bool {
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

/// The part in the conversation that the label's words name.
pub(super) fn role_of(label: &Label, page: &Page) -> Option<Role> {
    page.label(&label.name)
}
