//! Articles: the narrator's words, quotations set apart as paragraphs of their own, and lists that a sentence
//! with a colon gives to somebody.

use super::page::Page;
use super::people::Person;
use super::{Introduced, Segments, Turn};
use crate::document::{Block, BlockKind, Document, Role, Span};

/// Longest introduction, in words: "Zhao said:" and its like.
const INTRODUCTION: usize = 45;

/// Adds the turns of an article to the segments.
pub fn narrated(document: &Document, page: &Page, segments: &mut Segments) {
    let mut open: Option<Open> = None;
    for block in &document.blocks {
        let words = block.span.slice(&document.text);
        let people = &segments.people;
        open = open.filter(|open| open.holds(block, words, people, page));
        match &mut open {
            Some(open) if open.sets_apart(block, words) => {
                open.begun = true;
                let turn = set_apart(block.span, &open.speaker, segments.turns.last());
                match (turn, segments.turns.last_mut()) {
                    (Some(turn), _) => segments.turns.push(turn),
                    (None, Some(last)) => last.span = last.span.cover(block.span),
                    (None, None) => {}
                }
            }
            Some(open) => {
                open.begun = true;
                segments.introduced.push(Introduced {
                    span: block.span,
                    speaker: open.speaker.clone(),
                    by: open.by,
                });
                segments.turns.push(narrator(block));
            }
            None => segments.turns.push(narrator(block)),
        }
        if let Some(next) = introduction(block, words, &segments.people, page) {
            open = Some(next);
        }
    }
}

/// An introduction that waits for its words.
struct Open {
    speaker: String,
    by: Span,
    begun: bool,
}

impl Open {
    /// Do the introduced words still go on with this block?
    fn holds(&self, block: &Block, words: &str, people: &[Person], page: &Page) -> bool {
        match block.kind {
            BlockKind::ListItem | BlockKind::BlockQuote => true,
            BlockKind::Heading => false,
            BlockKind::Paragraph if names_anyone(words, people, page) => false,
            BlockKind::Paragraph => !self.begun || goes_on(words, page),
        }
    }

    /// Is the block a quotation of its own? Words in quotation marks are found later, inside the narrator's turn.
    fn sets_apart(&self, block: &Block, words: &str) -> bool {
        block.kind != BlockKind::ListItem && !words.starts_with(['“', '"', '«', '‘'])
    }
}

fn narrator(block: &Block) -> Turn {
    Turn {
        span: block.span,
        label: None,
        speaker: None,
        role: Role::Narrator,
        affiliation: None,
        state: None,
        exchange: None,
        reply_to: None,
        heading: block.kind == BlockKind::Heading,
        set_apart: false,
        sentences: 0..0,
    }
}

/// The turn of a quotation set apart; none when it goes on with the turn before.
fn set_apart(span: Span, speaker: &str, last: Option<&Turn>) -> Option<Turn> {
    if last.is_some_and(|turn| turn.set_apart && turn.speaker.as_deref() == Some(speaker)) {
        return None;
    }
    let block = Block::new(span, BlockKind::BlockQuote);
    let speaker = Some(speaker.to_owned());
    Some(Turn { speaker, role: Role::Spokesperson, set_apart: true, ..narrator(&block) })
}

/// Does the block end with a colon behind a sentence about somebody who can be named?
fn introduction(block: &Block, words: &str, people: &[Person], page: &Page) -> Option<Open> {
    let stem = words.strip_suffix(':').filter(|stem| stem.split_whitespace().nth(INTRODUCTION).is_none())?;
    let last = stem.rfind(". ").map_or(stem, |at| &stem[at + 2..]);
    let speaker = who(last, people, page)?;
    Some(Open { speaker, by: block.span, begun: false })
}

/// The person whom a sentence speaks of: the last one named; else, where the text has only one spokesperson, the one
/// whom it calls *the spokesperson*, *he* or *she*.
fn who(sentence: &str, people: &[Person], page: &Page) -> Option<String> {
    let words = words(sentence);
    let named = words.iter().rev().find_map(|word| people.iter().find(|person| person.is_called(word)));
    if let Some(person) = named {
        return Some(person.name.clone());
    }
    let [only] = people else { return None };
    let pronoun = words.iter().any(|word| matches!(word.to_lowercase().as_str(), "he" | "she"));
    let office = page.spokes_regex.as_ref().is_some_and(|regex| regex.is_match(sentence));
    (pronoun || office).then(|| only.name.clone())
}

/// Does a paragraph speak of the people of the article, as only the narrator does?
pub(super) fn names_anyone(text: &str, people: &[Person], page: &Page) -> bool {
    let named = words(text).iter().any(|word| people.iter().any(|person| person.is_called(word)));
    named || page.spokes_regex.as_ref().is_some_and(|regex| regex.is_match(text))
}

/// Does a paragraph begin like the continuation of a quotation?
fn goes_on(words: &str, page: &Page) -> bool {
    let lower = words.to_lowercase();
    words.starts_with(['…', '“']) || page.goes_on.iter().any(|start| lower.starts_with(start.as_str()))
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || "-’'".contains(c)))
        .filter(|word| !word.is_empty())
        .collect()
}
