//! Labels inside lines, behind the end of a sentence: of the names known from line starts, and only those that cannot be
//! prose (shouted names, words for who asks and answers, full names that stand at line starts more than once); and `Q`
//! with two spaces.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::LazyLock;

use regex::Regex;

use super::labels::{Label, Said, is_shouted};
use super::layout::Judge;
use super::page::Page;
use crate::document::Role;

/// A word with a colon, or two.
static WORD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([\p{Lu}\p{Lo}]\p{L}*(?:[ -]\p{L}+)?)[:：]").ok());
/// No conversation has more names than this.
const MOST_NAMES: usize = 100;
/// The colons of the West and of the East.
const COLONS: [&str; 2] = [":", "："];

/// The places in a text where a label may stand inside a line: looked for once, whatever the layouts make of them.
pub struct Inside<'a> {
    text: &'a str,
    /// Where its colons stand.
    colons: Vec<usize>,
    /// Words with a colon that are a label's, in text order.
    words: OnceCell<Vec<Word<'a>>>,
}

/// A word with a colon behind the end of a sentence.
struct Word<'a> {
    start: usize,
    /// Where what follows its colon begins.
    behind: usize,
    name: &'a str,
}

impl<'a> Inside<'a> {
    /// The places of a text.
    pub fn of(text: &'a str) -> Self {
        let [west, east] = COLONS.map(|colon| colon.as_bytes()[0]);
        let colons = memchr::memchr2_iter(west, east, text.as_bytes());
        let colons = colons.filter(|at| COLONS.iter().any(|colon| text[*at..].starts_with(colon))).collect();
        Self { text, colons, words: OnceCell::new() }
    }

    /// The labels inside lines of a page with these labels at its lines' starts.
    pub fn labels(&self, labels: &[Label], page: &Page) -> Vec<Label> {
        let mut inside = self.names(labels, page);
        inside.extend(self.words(labels, page));
        inside.extend(self.bare(labels));
        let starts: Vec<usize> = labels.iter().map(|label| label.start).collect();
        inside.retain(|label| starts.binary_search(&label.start).is_err());
        inside
    }

    /// Known names with a colon.
    fn names(&self, labels: &[Label], page: &Page) -> Vec<Label> {
        let mut by_end: BTreeMap<u8, Vec<&Label>> = BTreeMap::new();
        for label in names(labels, page) {
            let last = label.said.printed.bytes().last();
            by_end.entry(last.unwrap_or(b' ')).or_default().push(label);
        }
        let mut found = Vec::new();
        for at in &self.colons {
            let before = &self.text[..*at];
            let ending = before.bytes().last().and_then(|last| by_end.get(&last)).into_iter().flatten();
            for &label in ending.filter(|label| before.ends_with(&label.said.printed)) {
                let start = at - label.said.printed.len();
                if follows_a_sentence(&self.text[..start]) {
                    found.push(Label { start, after: self.behind(*at), inside: true, ..label.clone() });
                }
            }
        }
        found
    }

    /// Where the words begin behind the colon at a byte.
    fn behind(&self, colon: usize) -> usize {
        self.text.len() - self.text[self.end(colon)..].trim_start().len()
    }

    /// Where the colon at a byte ends.
    fn end(&self, colon: usize) -> usize {
        colon + if self.text.as_bytes()[colon].is_ascii() { 1 } else { COLONS[1].len() }
    }

    /// Where a word for who asks or answers is a label at a line's beginning, all such words are labels inside lines, too:
    /// *Question: … Answer: …*.
    fn words(&self, labels: &[Label], page: &Page) -> Vec<Label> {
        let known = |label: &&Label| label.judge == Judge::Name && label.said.asks_or_answers();
        let Some(known) = labels.iter().find(known) else { return Vec::new() };
        let words =
            self.words.get_or_init(|| self.colons.iter().filter_map(|at| self.word(*at, page)).collect());
        words
            .iter()
            .map(|word| {
                let said = Said {
                    post: known.said.post.clone(),
                    state: known.said.state.clone(),
                    strong: known.said.strong,
                    ..Said::plainly(word.name, page)
                };
                Label {
                    start: word.start,
                    after: word.behind,
                    said: Rc::new(said),
                    inside: true,
                    ..known.clone()
                }
            })
            .collect()
    }

    /// The word for who asks or answers that ends at a colon, behind the end of a sentence.
    fn word(&self, colon: usize, page: &Page) -> Option<Word<'a>> {
        let from = two_words(&self.text[..colon])?;
        let near = &self.text[from..colon];
        let start = if near.is_ascii() {
            near.bytes().position(|byte| byte.is_ascii_uppercase())?
        } else {
            WORD.as_ref()?.find(&self.text[from..self.end(colon)])?.start()
        };
        let (start, name) = (from + start, &near[start..]);
        let role = page.label(name)?;
        let is_word =
            matches!(role, Role::Journalist | Role::Spokesperson) && follows_a_sentence(&self.text[..start]);
        is_word.then(|| Word { start, behind: self.behind(colon), name })
    }

    /// The mark of who asks, with two spaces of any kind behind it.
    fn bare(&self, labels: &[Label]) -> Vec<Label> {
        let Some(known) = labels.iter().find(|label| label.judge == Judge::Ask) else { return Vec::new() };
        let printed = &known.said.printed;
        let found = memchr::memmem::find_iter(self.text.as_bytes(), printed.as_bytes());
        found
            .filter_map(|start| {
                let behind = &self.text[start + printed.len()..];
                let words = behind.trim_start_matches([' ', '\u{A0}', '\t']);
                let spaces = &behind[..behind.len() - words.len()];
                let two = spaces.chars().nth(1).is_some() && follows_a_sentence(&self.text[..start]);
                let after = self.text.len() - words.len();
                two.then(|| Label { start, after, inside: true, ..known.clone() })
            })
            .collect()
    }
}

/// Where the last two words of a text begin, if it ends with a letter: no word with a colon begins before.
fn two_words(text: &str) -> Option<usize> {
    let without_word = |text: &str| text.trim_end_matches(char::is_alphabetic).len();
    let last = without_word(text);
    let before = text[..last].strip_suffix([' ', '-']).map_or(last, without_word);
    (last < text.len()).then_some(before)
}

/// The names that are labels inside lines, too; of labels that are printed alike the first.
fn names<'a>(labels: &'a [Label], page: &Page) -> Vec<&'a Label> {
    let mut names: BTreeMap<&str, (&Label, usize)> = BTreeMap::new();
    for label in
        labels.iter().filter(|label| page.layouts.shapes[label.shape].inside && label.judge == Judge::Name)
    {
        names.entry(&label.said.printed).or_insert((label, 0)).1 += 1;
    }
    let sure = names.into_values().filter(|(label, often)| is_sure_inside(&label.said, *often));
    sure.map(|(label, _)| label).take(MOST_NAMES).collect()
}

/// Is a name that is a label so often at line starts a label inside a line, too?
fn is_sure_inside(said: &Said, often: usize) -> bool {
    let full = said.name.split_whitespace().nth(1).is_some();
    is_shouted(&said.name) || said.asks_or_answers() || full && often > 2
}

fn follows_a_sentence(before: &str) -> bool {
    before.ends_with([' ', '\u{A0}', '\n'])
        && before
            .trim_end()
            .ends_with(['.', '?', '!', '—', '–', '-', ')', '…', '"', '”', ']', '。', '？', '！'])
}
