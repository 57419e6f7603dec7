//! Which entries do anything: those that never stand, on texts and in the test sentences.

use rayon::prelude::*;

use super::{Kind, sentences};
use crate::analysis::analyze;
use crate::document::Document;
use crate::resources::Resources;
use crate::tag::overlap::{Fate, fates};

/// What an entry of acts has come to, over all texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// It was found, whatever became of it.
    pub found: usize,
    /// It stood as a hit.
    pub stood: usize,
}

/// How often each entry (by number) was found and stood in the texts and in the test sentences.
pub fn uses(documents: &[Document], resources: &Resources) -> Vec<Use> {
    let tests = resources.lexicons.iter().flat_map(|lexicon| &lexicon.tests);
    let tests: Vec<Document> =
        tests.map(|test| sentences::document(&test.text, &test.role, &test.side)).collect();
    let found: Vec<Vec<(u32, bool)>> = documents
        .par_iter()
        .chain(tests.par_iter())
        .map(|document| {
            let analysis = analyze(document, resources);
            let all = fates(&analysis.found.acts, resources);
            let cancelled = analysis.found.cancelled.iter().map(|(found, _)| (found.entry, false));
            all.iter().map(|(found, fate)| (found.entry, *fate == Fate::Stands)).chain(cancelled).collect()
        })
        .collect();
    let mut uses = vec![Use::default(); resources.len()];
    for (entry, stood) in found.into_iter().flatten() {
        uses[entry as usize].found += 1;
        uses[entry as usize].stood += usize::from(stood);
    }
    uses
}

/// Entries of acts that are dead (never found) or always shadowed (found, never standing), as `path:line:column: what`.
pub fn faults(documents: &[Document], resources: &Resources) -> Vec<String> {
    let uses = uses(documents, resources);
    let numbered = uses.iter().enumerate().map(|(number, used)| (number as u32, used));
    let by_words = |number: u32| {
        resources.lexicon(number).header.kind == Kind::Acts && !resources.entry(number).flags.rule
    };
    let acts = numbered.filter(|(number, _)| by_words(*number));
    acts.filter_map(|(number, used)| {
        let entry = resources.entry(number);
        let what = match used {
            Use { found: 0, .. } => "never found in any of the texts and test sentences",
            Use { stood: 0, .. } => "found, but other entries or its own exceptions always take its place",
            Use { .. } => return None,
        };
        Some(format!("{}: {:?} is dead: {what}", entry.place, entry.term))
    })
    .collect()
}
