//! The test sentences of the lexicons, run through the whole analysis.

use rayon::prelude::*;

use super::TestSentence;
use crate::analysis::{Analysis, analyze};
use crate::document::{Block, BlockKind, Document, Genre, Role, Span, Voice};
use crate::resources::Resources;
use crate::tag::Status;

/// How the sentences did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Sentences with all expected and no forbidden tag.
    pub passed: usize,
    /// The others, as `path:line: what`.
    pub failures: Vec<String>,
    /// Others that are noted as `hard`: more than words and simple rules can do today.
    pub hard: Vec<String>,
}

/// Runs the test sentences of the lexicons with one of these names, without names of all.
pub fn run(resources: &Resources, names: &[String]) -> Outcome {
    let mut outcome = Outcome::default();
    let chosen =
        resources.lexicons.iter().filter(|lexicon| names.is_empty() || names.contains(&lexicon.header.name));
    let chosen: Vec<&TestSentence> = chosen.flat_map(|lexicon| &lexicon.tests).collect();
    let told: Vec<Option<String>> = chosen.par_iter().map(|test| failure(test, resources)).collect();
    for (test, failure) in chosen.iter().zip(told) {
        match failure {
            None => outcome.passed += 1,
            Some(told) if test.note.starts_with("hard") => outcome.hard.push(told),
            Some(told) => outcome.failures.push(told),
        }
    }
    outcome
}

/// What is wrong with the tags of a sentence, as `path:line: what`.
fn failure(test: &TestSentence, resources: &Resources) -> Option<String> {
    let tags = tags(test, resources);
    let missing = test.expect.iter().filter(|tag| !tags.iter().any(|found| found.fits(tag)));
    let wrong = test.forbid.iter().filter(|tag| tags.iter().any(|found| found.fits(tag)));
    let said: Vec<String> =
        missing.map(|tag| format!("no {tag}")).chain(wrong.map(|tag| format!("forbidden {tag}"))).collect();
    if said.is_empty() {
        return None;
    }
    let found: Vec<String> = tags.iter().map(Tag::shown).collect();
    let TestSentence { place, text, .. } = test;
    Some(format!("{place}: {} in {text:?}; found {}", said.join(", "), found.join(", ")))
}

/// A hit as the tests speak of it.
struct Tag {
    category: String,
    status: Status,
    target: String,
    intensity: f64,
    counts: bool,
    words: String,
}

impl Tag {
    /// `deny.fact` a hit that counts, `threat:negated` a hit with the status, `threat:*` any hit, `accuse@STATE:XAB`
    /// a hit that counts with the target, `oppose=2.5` one with the intensity.
    fn fits(&self, tag: &str) -> bool {
        let (tag, intensity) = tag.split_once('=').map_or((tag, None), |(tag, value)| (tag, Some(value)));
        let (tag, target) = tag.split_once('@').map_or((tag, None), |(tag, target)| (tag, Some(target)));
        let (category, status) =
            tag.split_once(':').map_or((tag, None), |(category, status)| (category, Some(status)));
        self.category == category
            && target.is_none_or(|target| self.target == target)
            && intensity.is_none_or(|value| value.parse() == Ok(self.intensity))
            && match status {
                None => matches!(self.status, Status::Use | Status::Announced) && self.counts,
                Some("*") => true,
                Some(status) => self.status.name() == status,
            }
    }

    fn shown(&self) -> String {
        format!("{}:{} {:?}", self.category, self.status.name(), self.words)
    }
}

fn tags(test: &TestSentence, resources: &Resources) -> Vec<Tag> {
    let document = document(&test.text, &test.role, &test.side);
    let Analysis { hits, .. } = analyze(&document, resources);
    hits.iter()
        .map(|hit| Tag {
            category: resources.category(hit.entry).id.clone(),
            status: hit.status,
            target: hit.target.entity.clone(),
            intensity: hit.intensity,
            counts: hit.counts,
            words: hit.span.slice(&document.text).to_owned(),
        })
        .collect()
}

/// A sentence as a document of one voice (`spk`, `jrn`), or as an article (`art`).
pub fn document(text: &str, role: &str, side: &str) -> Document {
    let mut document = Document { id: "test".into(), text: text.to_owned(), ..Document::default() };
    let span = Span::new(0, text.len());
    document.blocks.push(Block::new(span, BlockKind::Paragraph));
    document.metadata.state = Some(side.to_owned()).filter(|side| !side.is_empty());
    match role {
        "art" => document.metadata.genre = Some(Genre::Article),
        role => {
            let role = if role == "jrn" { Role::Journalist } else { Role::Spokesperson };
            document.voices.push(Voice { span, label: None, role });
        }
    }
    document
}
