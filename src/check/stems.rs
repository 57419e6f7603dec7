//! The content words around a number, as stems.

use std::collections::HashSet;

use rust_stemmers::{Algorithm, Stemmer};

use crate::lexicon::normal;
use crate::segment::Page;

/// Shortest content word, in letters.
const SHORTEST: usize = 3;

/// Makes stems.
pub(super) struct Stems<'a> {
    stemmer: Stemmer,
    empty: &'a HashSet<String>,
}

impl<'a> Stems<'a> {
    pub(super) fn new(page: &'a Page) -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), empty: &page.empty }
    }

    /// The stem of a word.
    pub(super) fn of(&self, word: &str) -> String {
        let lower = normal::lower(word);
        self.stemmer.stem(normal::without_possessive(&lower).unwrap_or(&lower)).into_owned()
    }

    /// The stem of a content word; none of figures and of words that say nothing.
    pub(super) fn content(&self, word: &str) -> Option<String> {
        let lower = normal::lower(word);
        let bare = normal::without_possessive(&lower).unwrap_or(&lower);
        let empty = bare.chars().count() < SHORTEST
            || bare.starts_with(|c: char| c.is_ascii_digit())
            || self.empty.contains(bare);
        (!empty).then(|| self.stemmer.stem(bare).into_owned())
    }
}
