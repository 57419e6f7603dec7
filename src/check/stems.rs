//! The content words around a number, as stems.

use std::collections::HashSet;

use rust_stemmers::{Algorithm, Stemmer};

use crate::lexicon::normal;

/// The grammar's closed classes, longer than two letters, and words that any report holds.
const EMPTY: &str = "\
    the and for but nor not its his her our your their this that these those there here with from into onto \
    upon over under than then when where which who whom whose what why how has have had having was were been \
    being are will would shall should can could may might must did does done doing about after again against \
    all also among any because before between both during each few more most less many much other others out \
    outside inside own same some such through too very while year years month months day days week weeks \
    time times number numbers per cent percent total she him they them you said say says saying tell told \
    claim claims claimed report reports reported according figure figures data spokesperson spokesman \
    spokeswoman additionally addition come came comes made make makes take took taken still just even only \
    last next now one two three four five six seven eight nine ten yes well going get got know think lot \
    really right people like want thing things country countries";

/// Shortest content word, in letters.
const SHORTEST: usize = 3;

/// Makes stems.
pub(super) struct Stems {
    stemmer: Stemmer,
    empty: HashSet<&'static str>,
}

impl Stems {
    pub(super) fn new() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), empty: EMPTY.split_whitespace().collect() }
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
