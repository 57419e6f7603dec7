//! Which of the words that are written like labels are labels, by what the whole document shows.

use std::collections::HashMap;

use super::inside::Inside;
use super::labels::{Label, has_honorific, is_in_title};
use super::layout::Judge;
use super::page::Page;
use crate::document::{Document, Role};

/// "Press: Ada Lind, 02 111 222" is an address: a lone word for who asks must stand before a question.
fn answers_or_is_asked(label: &Label, document: &Document) -> bool {
    let asked = || document.text[label.after..].contains(['?', '？']);
    label.said.role.is_some_and(|role| role != Role::Journalist || asked())
}

/// Longest question under a label that nothing else vouches for (bytes).
const QUESTION: usize = 1_200;

/// The labels among the candidates of a layout, with those inside lines, in text order.
pub fn accept(found: &[Label], document: &Document, inside: &Inside, page: &Page) -> Vec<Label> {
    let mut labels = at_line_starts(found, document, page);
    labels.extend(inside.labels(&labels, page));
    labels.sort_by_key(|label| label.start);
    labels.dedup_by_key(|label| label.start);
    labels
}

fn at_line_starts(found: &[Label], document: &Document, page: &Page) -> Vec<Label> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for label in found {
        *counts.entry(&label.said.key).or_default() += 1;
    }
    let with = |judge: Judge| found.iter().filter(move |label| label.judge == judge);
    let strong = with(Judge::Name).filter(|label| label.said.strong).count();
    let asked = with(Judge::Word).any(|label| label.said.role == Some(Role::Journalist));
    let answered = with(Judge::Word).any(|label| label.said.role != Some(Role::Journalist));
    let count = |label: &Label| counts.get(label.said.key.as_str()).copied().unwrap_or(0);
    let sure: Vec<usize> = found.iter().filter(|label| label.said.strong).map(|label| label.start).collect();
    let kept: Vec<Label> = found
        .iter()
        .filter(|label| match label.judge {
            Judge::Ask => strong > 0,
            Judge::Word => asked && answered,
            Judge::Timed => true,
            Judge::Name if label.said.strong => true,
            Judge::Name => {
                let words = label.said.name.split_whitespace().count();
                let often = count(label) > if words == 1 { 2 } else { 1 };
                words <= 5 && (often || strong > 1 && (words > 1 || asks(label, &sure, document)))
            }
        })
        .cloned()
        .collect();
    // One label alone must be more than a shouted word or a dateline.
    if let [only] = kept.as_slice() {
        let sure = only.said.state.is_some()
            || has_honorific(&only.said.key, page)
            || answers_or_is_asked(only, document)
            || is_in_title(document, &only.said.name);
        if !sure || only.judge != Judge::Name {
            return Vec::new();
        }
    }
    kept
}

/// Does a sure label follow, and a question stand before it? Then the label is that of somebody who asks.
fn asks(label: &Label, sure: &[usize], document: &Document) -> bool {
    let next = sure.get(sure.partition_point(|start| *start <= label.start));
    let words = next.map_or("", |next| &document.text[label.after..label.after.max(*next)]);
    words.len() <= QUESTION && words.trim_end().ends_with(['?', '？'])
}
