//! Which of the words that are written like labels are labels, by what the whole document shows.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::labels::{Label, has_honorific, is_in_title, is_shouted, role_of};
use super::layout::Judge;
use super::page::{Page, key};
use crate::document::{Document, Role};

/// "Press: Ada Lind, 02 111 222" is an address: a lone word for who asks must stand before a question.
fn answers_or_is_asked(label: &Label, document: &Document, page: &Page) -> bool {
    let asked = || document.text[label.after..].contains(['?', '？']);
    page.label(&label.name).is_some_and(|role| role != Role::Journalist || asked())
}

/// A word with a colon, or two.
static WORD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([\p{Lu}\p{Lo}]\p{L}*(?:[ -]\p{L}+)?)[:：]").ok());
/// Longest question under a label that nothing else vouches for (bytes).
const QUESTION: usize = 1_200;
/// No conversation has more names than this.
const MOST_NAMES: usize = 100;

/// The labels among the candidates of a layout, with those inside lines, in text order.
pub fn accept(found: &[Label], document: &Document, page: &Page) -> Vec<Label> {
    let mut labels = at_line_starts(found, document, page);
    labels.extend(inside_lines(document, &labels, page));
    labels.sort_by_key(|label| label.start);
    labels.dedup_by_key(|label| label.start);
    labels
}

fn at_line_starts(found: &[Label], document: &Document, page: &Page) -> Vec<Label> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for label in found {
        *counts.entry(key(&label.name)).or_default() += 1;
    }
    let with = |judge: Judge| found.iter().filter(move |label| label.judge == judge);
    let strong = with(Judge::Name).filter(|label| label.strong).count();
    let asked = with(Judge::Word).any(|label| role_of(label, page) == Some(Role::Journalist));
    let answered = with(Judge::Word).any(|label| role_of(label, page) != Some(Role::Journalist));
    let count = |label: &Label| counts.get(&key(&label.name)).copied().unwrap_or(0);
    let kept: Vec<Label> = found
        .iter()
        .filter(|label| match label.judge {
            Judge::Ask => strong > 0,
            Judge::Word => asked && answered,
            Judge::Timed => true,
            Judge::Name if label.strong => true,
            Judge::Name => {
                let words = label.name.split_whitespace().count();
                let often = count(label) > if words == 1 { 2 } else { 1 };
                words <= 5 && (often || strong > 1 && (words > 1 || asks(label, found, document)))
            }
        })
        .cloned()
        .collect();
    // One label alone must be more than a shouted word or a dateline.
    if let [only] = kept.as_slice() {
        let lower = key(&only.name);
        let sure = only.state.is_some()
            || has_honorific(&lower, page)
            || answers_or_is_asked(only, document, page)
            || is_in_title(document, &only.name);
        if !sure || only.judge != Judge::Name {
            return Vec::new();
        }
    }
    kept
}

/// Does a sure label follow, and a question stand before it? Then the label is that of somebody who asks.
fn asks(label: &Label, found: &[Label], document: &Document) -> bool {
    let next =
        found.iter().filter(|other| other.strong).map(|other| other.start).find(|start| *start > label.start);
    let words = next.map_or("", |next| &document.text[label.after..next.max(label.after)]);
    words.len() <= QUESTION && words.trim_end().ends_with(['?', '？'])
}

/// Labels that stand inside a line, behind the end of a sentence: of the names known from line starts, and only those
/// that cannot be prose (shouted names, words for who asks and answers, full names that stand at line starts more than
/// once); and `Q` with two spaces.
fn inside_lines(document: &Document, labels: &[Label], page: &Page) -> Vec<Label> {
    let text = &document.text;
    let mut names: Vec<&Label> = labels
        .iter()
        .filter(|label| page.layouts.shapes[label.shape].inside && label.judge == Judge::Name)
        .collect();
    names.sort_by(|a, b| a.printed.cmp(&b.printed));
    let mut names: Vec<&Label> = names
        .chunk_by(|a, b| a.printed == b.printed)
        .filter_map(|same| same.first().filter(|label| is_sure_inside(label, same.len(), page)))
        .copied()
        .collect();
    names.truncate(MOST_NAMES);
    let written: Vec<(String, Label)> = names
        .into_iter()
        .flat_map(|label| [":", "："].map(|mark| (format!("{}{mark}", label.printed), label.clone())))
        .collect();
    let mut inside = Vec::new();
    for (written, label) in &written {
        for (start, _) in text.match_indices(written).filter(|(start, _)| follows_a_sentence(&text[..*start]))
        {
            let behind = &text[start + written.len()..];
            let after = text.len() - behind.trim_start().len();
            inside.push(Label { start, after, inside: true, ..label.clone() });
        }
    }
    inside.extend(words_inside(text, labels, page));
    inside.extend(bare_inside(text, labels));
    let starts: Vec<usize> = labels.iter().map(|label| label.start).collect();
    inside.retain(|label| starts.binary_search(&label.start).is_err());
    inside
}

/// Is a name that is a label so often at line starts a label inside a line, too?
fn is_sure_inside(label: &Label, often: usize, page: &Page) -> bool {
    let full = label.name.split_whitespace().count() > 1;
    is_shouted(&label.name) || asks_or_answers(label, page) || full && often > 2
}

fn asks_or_answers(label: &Label, page: &Page) -> bool {
    matches!(role_of(label, page), Some(Role::Journalist | Role::Spokesperson))
}

/// Where a word for who asks or answers is a label at a line's beginning, all such words are labels inside lines, too:
/// *Question: … Answer: …*.
fn words_inside(text: &str, labels: &[Label], page: &Page) -> Vec<Label> {
    let known = labels.iter().find(|label| label.judge == Judge::Name && asks_or_answers(label, page));
    let (Some(known), Some(word)) = (known, WORD.as_ref()) else { return Vec::new() };
    let found = word.captures_iter(text).filter_map(|found| Some((found.get(0)?, found.get(1)?)));
    found
        .filter(|(_, name)| matches!(page.label(name.as_str()), Some(Role::Journalist | Role::Spokesperson)))
        .filter(|(all, _)| follows_a_sentence(&text[..all.start()]))
        .map(|(all, name)| {
            let name = name.as_str().to_owned();
            let after = text.len() - text[all.end()..].trim_start().len();
            Label { start: all.start(), after, printed: name.clone(), name, inside: true, ..known.clone() }
        })
        .collect()
}

/// `Q` inside a line: two spaces of any kind behind it.
fn bare_inside(text: &str, labels: &[Label]) -> Vec<Label> {
    let Some(known) = labels.iter().find(|label| label.judge == Judge::Ask) else { return Vec::new() };
    let pattern = Regex::new(&format!(r"{}[ \u{{A0}}\t]{{2,}}", regex::escape(&known.printed)));
    let found = pattern.iter().flat_map(|pattern| pattern.find_iter(text));
    found
        .filter(|found| follows_a_sentence(&text[..found.start()]))
        .map(|found| Label { start: found.start(), after: found.end(), inside: true, ..known.clone() })
        .collect()
}

fn follows_a_sentence(before: &str) -> bool {
    before.ends_with([' ', '\u{A0}', '\n'])
        && before
            .trim_end()
            .ends_with(['.', '?', '!', '—', '–', '-', ')', '…', '"', '”', ']', '。', '？', '！'])
}
