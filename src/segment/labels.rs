//! Speaker labels: what looks like one. Whether `Name:` is a speaker or prose with a colon is decided later, by
//! evidence from the whole document ([`super::accept`]).

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use regex::Regex;

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
    /// What it says.
    pub said: Rc<Said>,
    /// Number of its shape in [`super::layout::Layouts::shapes`].
    pub shape: usize,
    /// What makes it a label.
    pub judge: Judge,
    /// Does it stand inside a line?
    pub inside: bool,
}

/// What a label says: the same for all labels of a document that are printed alike.
#[derive(Clone, Debug)]
pub struct Said {
    /// The label as printed, without its colon.
    pub printed: String,
    /// The name in it, without brackets and office.
    pub name: String,
    /// The name as the word lists spell it.
    pub key: String,
    /// Office or outlet behind a comma: *Abe, Harbour Times*.
    pub post: Option<String>,
    /// What stands in its first brackets, if that is a state: its code.
    pub state: Option<String>,
    /// The part in the conversation that the name is a word for.
    pub role: Option<Role>,
    /// Does anything but its mark speak for it?
    pub strong: bool,
}

impl Said {
    /// A label that is its name.
    pub(super) fn plainly(printed: &str, page: &Page) -> Self {
        let key = key(printed);
        let role = page.label_of_key(&key);
        let (name, printed) = (printed.to_owned(), printed.to_owned());
        Self { printed, name, key, post: None, state: None, role, strong: true }
    }

    /// Is it a word for who asks or who answers?
    pub(super) fn asks_or_answers(&self) -> bool {
        matches!(self.role, Some(Role::Journalist | Role::Spokesperson))
    }
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
    let shapes = &page.layouts.shapes;
    let mut found: Vec<Label> = Vec::new();
    let mut known: Vec<Known> = shapes.iter().map(|_| Known::new()).collect();
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::BlockQuote) {
        for start in line_starts(&document.text, block) {
            for (number, (shape, known)) in shapes.iter().zip(&mut known).enumerate() {
                found.extend(label_at(document, start, (number, shape), page, known));
            }
        }
    }
    found
}

/// What is written like a label of some shape, by its words: labels come again and again.
type Known<'a> = HashMap<&'a str, Option<Written<'a>>>;

/// Words that are written like a label.
struct Written<'a> {
    /// What they call the speaker.
    name: &'a str,
    timed: bool,
    /// What they say; asked where they may be a label.
    said: Option<Option<Rc<Said>>>,
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

fn label_at<'a>(
    document: &'a Document,
    start: usize,
    (number, shape): (usize, &Shape),
    page: &Page,
    known: &mut Known<'a>,
) -> Option<Label> {
    let rest = &document.text[start..];
    let found = shape.find(&rest[..rest.floor_char_boundary(REACH)])?;
    let written = known.entry(found).or_insert_with(|| written(found, shape)).as_mut()?;
    let printed = written.name;
    let end = start + found.len();
    let behind = &document.text[end..];
    let words = behind.trim_start();
    if words.is_empty() {
        return None;
    }
    let is_label = match shape.judge {
        // The words of who asks stand on the same line.
        Judge::Ask => !behind.starts_with('\n') && !is_from_outlet(words),
        Judge::Word => !printed.contains(':'),
        Judge::Name | Judge::Timed => !is_clock(printed, behind),
    };
    if !is_label {
        return None;
    }
    let says = || match shape.judge {
        Judge::Ask => Some(Said::plainly(printed, page)),
        Judge::Word => Some(Said::plainly(printed, page)).filter(|said| said.role.is_some()),
        Judge::Name | Judge::Timed => named(document, printed, written.timed, page),
    };
    let said = written.said.get_or_insert_with(|| says().map(Rc::new)).clone()?;
    let after = document.text.len() - words.len();
    Some(Label { start, after, said, shape: number, judge: shape.judge, inside: false })
}

fn written<'a>(found: &'a str, shape: &Shape) -> Option<Written<'a>> {
    let captures = shape.pattern.captures(found)?;
    let name = captures.name("name")?.as_str().trim();
    Some(Written { name, timed: captures.name("time").is_some(), said: None })
}

/// *At 10:30* and *https://* are no labels.
fn is_clock(printed: &str, behind: &str) -> bool {
    let clock =
        printed.ends_with(|c: char| c.is_ascii_digit()) && behind.starts_with(|c: char| c.is_ascii_digit());
    clock || behind.starts_with("//")
}

/// What a label says that must hold a name.
fn named(document: &Document, printed: &str, timed: bool, page: &Page) -> Option<Said> {
    let (bare, in_brackets) = without_brackets(printed)?;
    // "Q    MR. KIRBY:" is a slip of who set the page.
    let bare = bare.strip_prefix("Q ").map_or(&*bare, str::trim_start);
    let (name, post) = asker(bare, page).unwrap_or_else(|| with_post(bare, page));
    let bracketed =
        || in_brackets.iter().find(|inside| is_post(inside, page) || asks_for(&name, inside, page)).cloned();
    let post = post.or_else(bracketed);
    let key = key(&name);
    let role = page.label_of_key(&key);
    let is_outlet = page.outlet_of_key(&key).is_some();
    // "Time:" is no label, "TIME:" may be one: then it must come again and again.
    let doubted = page.not_labels.contains(&key);
    if !(role.is_some() || is_outlet || is_name(&name)) || doubted && !is_shouted(&name) {
        return None;
    }
    let state = in_brackets
        .iter()
        .find_map(|inside| page.states.get(&super::page::key(inside)))
        .map(|known| known.name.clone());
    let strong = !doubted
        && (timed
            || role.is_some()
            || state.is_some()
            || post.is_some()
            || in_brackets.iter().any(|inside| inside.starts_with("spoke in"))
            || has_honorific(&key, page)
            || is_shouted(&name)
            || is_outlet
            || page.people.contains_key(&key)
            || is_in_title(document, &name));
    Some(Said { printed: printed.to_owned(), name, key, post, state, role, strong })
}

/// A label without what stands in its brackets, and that.
fn without_brackets(printed: &str) -> Option<(Cow<'_, str>, Vec<String>)> {
    if !printed.contains(['(', '（', '[']) {
        return Some((printed.into(), Vec::new()));
    }
    let brackets = BRACKETS.as_ref()?;
    let bare = brackets.replace_all(printed, "").trim().to_owned();
    Some((bare.into(), brackets.captures_iter(printed).map(|found| found[1].to_owned()).collect()))
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
    (1..words.len()).filter(|at| asks(words[*at])).find_map(|at| {
        let outlet = words[..at].join(" ");
        let outlet = outlet.trim_end_matches("'s").trim_end_matches("’s");
        page.outlet(outlet)?;
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
