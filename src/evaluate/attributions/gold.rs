//! Coded attributions as JSON lines: `doc`, `annotator`, `text`, and `attributions` of `content`, `cue` and `source`, each
//! with spans in code points. A text that several people coded stands there several times.

use std::collections::HashMap;

use serde::Deserialize;

use super::Attribution;
use crate::document::{Document, Genre, Span};
use crate::ingest::encoding::origin::Origin;
use crate::ingest::plain;

/// Coded texts.
#[derive(Debug, Default)]
pub struct Gold {
    /// The texts, in the order of their first line.
    pub texts: Vec<Text>,
    /// What could not be used, with its line.
    pub problems: Vec<String>,
}

/// An article with what each coder found in it.
#[derive(Debug)]
pub struct Text {
    /// The article.
    pub document: Document,
    /// Attributions, coder by coder.
    pub coders: Vec<Vec<Attribution>>,
}

#[derive(Deserialize)]
struct Line {
    doc: String,
    text: String,
    attributions: Vec<Coded>,
}

#[derive(Deserialize)]
struct Coded {
    #[serde(default)]
    content: Vec<Part>,
    #[serde(default)]
    cue: Vec<Part>,
    #[serde(default)]
    source: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    spans: Vec<(usize, usize)>,
}

/// Does a file hold attributions? Its first line tells.
pub fn is_gold(codes: &str) -> bool {
    let first = codes.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    serde_json::from_str::<Line>(first).is_ok()
}

/// Reads coded attributions. Every text is read as an article.
pub fn read(path: &str, codes: &str) -> Gold {
    let mut gold = Gold::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (number, line) in codes.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = format!("{path}:{}", number + 1);
        match serde_json::from_str::<Line>(line) {
            Err(wrong) => gold.problems.push(format!("{place}: {wrong}")),
            Ok(line) => {
                let at = *known.entry(line.doc.clone()).or_insert(gold.texts.len());
                if at == gold.texts.len() {
                    gold.texts.push(Text { document: article(&line), coders: Vec::new() });
                }
                let text = &mut gold.texts[at];
                if text.document.text == line.text {
                    text.coders.push(attributions(&line));
                } else {
                    gold.problems.push(format!("{place}: the text of {:?} differs", line.doc));
                }
            }
        }
    }
    gold
}

fn article(line: &Line) -> Document {
    let mut document = plain::read(&line.text, &Origin::default());
    document.id.clone_from(&line.doc);
    document.metadata.genre = Some(Genre::Article);
    document
}

/// Attributions without any content are left out.
fn attributions(line: &Line) -> Vec<Attribution> {
    let starts: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
    let byte = |at: usize| starts.get(at).copied().unwrap_or(line.text.len());
    let spans = |parts: &[Part]| {
        let all = parts.iter().flat_map(|part| &part.spans);
        let mut spans: Vec<Span> =
            all.map(|(start, end)| Span::new(byte(*start), byte(*end)).trim(&line.text)).collect();
        spans.retain(|span| !span.is_empty());
        spans.sort();
        spans
    };
    let all = line.attributions.iter().map(|coded| Attribution {
        content: spans(&coded.content),
        cue: spans(&coded.cue),
        source: spans(&coded.source),
        name: None,
    });
    all.filter(|attribution| !attribution.content.is_empty()).collect()
}
