//! What the program finds, in the form of the codes: the rows of `quotes` but for words held at arm's length, and the
//! citations that no such row tells. Rows with one verb are one attribution.

use super::Attribution;
use super::pair::{length, shared};
use crate::analysis::{Analysis, analyze};
use crate::document::{Document, Span};
use crate::resources::{Part, Resources};
use crate::table::quotes::{Told, told};
use crate::voice::QuoteKind;

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Ours {
    /// Words given to somebody, and quotations whose speaker is left open.
    pub given: Vec<Attribution>,
    /// Words held at arm's length.
    pub scare: Vec<Span>,
    /// The words that are known to give words to somebody.
    pub cues: Vec<Span>,
    /// Headlines and headings.
    pub headings: Vec<Span>,
}

impl Ours {
    /// Reads a text.
    pub fn of(document: &Document, resources: &Resources) -> Self {
        let analysis = analyze(document, resources);
        let mut ours = Self::default();
        let rows = told(&analysis);
        let (scare, given): (Vec<&Told>, Vec<&Told>) =
            rows.iter().partition(|row| row.kind == QuoteKind::Scare);
        ours.scare = scare.into_iter().map(|row| row.content).collect();
        ours.given = joined(&given);
        ours.add_citations(&analysis);
        let known =
            |part: Part| matches!(part, Part::Report(_) | Part::Told(_) | Part::Attitude | Part::According);
        ours.cues = analysis.found.cues.iter().filter(|cue| known(cue.part)).map(|cue| cue.span).collect();
        let headings = analysis.segments.turns.iter().filter(|turn| turn.heading);
        ours.headings = headings.map(|turn| turn.span).collect();
        ours
    }

    /// Citations with a verb and a content, where no row of `quotes` has the verb or half of the content.
    fn add_citations(&mut self, analysis: &Analysis) {
        let rows = self.given.len();
        for citation in &analysis.cited.citations {
            let (Some(cue), Some(content)) = (citation.cue, citation.content) else { continue };
            let told = self.given[..rows].iter().any(|row| {
                let common = shared(&row.content, &[content]);
                row.cue.contains(&cue)
                    || 2 * common >= length(&[content])
                    || 2 * common >= length(&row.content)
            });
            if !told && !content.is_empty() {
                let (content, cue, source) = (vec![content], vec![cue], vec![citation.source]);
                self.given.push(Attribution { content, cue, source, name: citation.entity.clone() });
            }
        }
    }
}

/// One attribution a verb and speaker: a report with the quotations in it, or the two halves of a parted quotation.
fn joined(rows: &[&Told]) -> Vec<Attribution> {
    let mut all: Vec<Attribution> = Vec::new();
    for row in rows {
        let name = row.speaker.and_then(|speaker| speaker.name.clone());
        let cue: Vec<Span> = row.cue.iter().map(|(cue, _)| *cue).collect();
        let same = all.iter_mut().find(|other| !cue.is_empty() && other.cue == cue && other.name == name);
        match same {
            Some(other) => add(&mut other.content, row.content),
            None => {
                let source = row.speaker.and_then(|speaker| speaker.read).into_iter().collect();
                all.push(Attribution { content: vec![row.content], cue, source, name });
            }
        }
    }
    all
}

/// Adds a span that begins no earlier than those before it.
fn add(spans: &mut Vec<Span>, span: Span) {
    match spans.last_mut() {
        Some(last) if span.start < last.end => last.end = last.end.max(span.end),
        _ => spans.push(span),
    }
}
