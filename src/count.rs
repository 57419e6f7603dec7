//! How often the entries of the lexicons stand in a document, counted as dictionary programs count: nothing is asked about
//! negation, quotation or who speaks. Half the work of [`crate::analyze`], for comparisons with such programs; what an
//! entry means where it stands is told by [`crate::tag`].

use std::collections::BTreeMap;

use crate::document::{DateRead, Document};
use crate::fold;
use crate::resources::Resources;
use crate::segment;
use crate::tag::overlap;
use crate::voice;

/// The counts of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// The document's id.
    pub document_id: String,
    /// Path of its file.
    pub source_path: String,
    /// Its date as it was read.
    pub date: Option<DateRead>,
    /// Words and numbers by UAX #29.
    pub n_tokens: usize,
    /// Sentences.
    pub n_sentences: usize,
    /// How often each entry stands, by number; entries that do not stand are left out.
    pub entries: BTreeMap<u32, u32>,
}

/// Counts the acts of a document. Exceptions of entries and the overlap policy of the resources hold.
pub fn count(document: &Document, resources: &Resources) -> Counts {
    let folded = fold::fold(document);
    let plain = folded.as_ref().map_or(document, |folded| &folded.document);
    let segments = segment::segment(plain, &resources.page);
    let found = voice::found::find(plain, &segments, resources);
    let mut counts = Counts {
        document_id: document.id.clone(),
        source_path: document.source.path.clone(),
        date: document.metadata.date,
        n_tokens: segments.tokens.len(),
        n_sentences: segments.sentences.len(),
        entries: BTreeMap::new(),
    };
    for found in overlap::resolve(&found.acts, resources) {
        *counts.entries.entry(found.entry).or_default() += 1;
    }
    counts
}

impl Counts {
    /// How often each of the categories of acts stands, in the order of [`Resources::act_categories`].
    pub fn by_category(&self, resources: &Resources) -> Vec<u32> {
        let mut by_category = vec![0; resources.act_categories().count()];
        for (entry, n) in &self.entries {
            if let Some(place) = resources.act_category(*entry) {
                by_category[place] += n;
            }
        }
        by_category
    }
}
