//! Which content words of the question an answer takes up, and how soon.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use crate::lexicon::normal;
use crate::segment::Token;
use crate::tag::Context;
use crate::voice::found::Name;

/// Words shorter than this carry no topic.
const SHORTEST: usize = 4;

/// The question's content words, each with the sentence of the answer that takes it up first.
#[derive(Debug)]
pub struct Taken {
    first: Vec<Option<usize>>,
    /// Which of them stand in the sentences that ask.
    asked: Vec<bool>,
    words: usize,
}

impl Taken {
    /// Compares the stems of two turns; the sentences of the question that ask are given.
    pub fn of(context: Context, question: usize, answer: usize, asking: &[usize]) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let text = &context.document.text;
        let stem = |token: &Token| {
            let word = normal::key(token.span.slice(text));
            stemmer.stem(normal::without_possessive(&word).unwrap_or(&word)).into_owned()
        };
        let turns = &context.segments.turns;
        let own = own_names(context, question, answer);
        let is_own = |at: &usize| own.iter().any(|name| name.contains(at));
        let content = |at: &usize| !is_own(at) && is_content(context, &context.segments.tokens[*at]);
        let of_sentence = |number: usize| {
            let content = context.segments.sentences[number].tokens.clone().filter(content);
            let asks = asking.contains(&number);
            content.map(move |at| (stem(&context.segments.tokens[at]), asks))
        };
        let mut found: Vec<(String, bool)> =
            turns[question].sentences.clone().flat_map(of_sentence).collect();
        // Of equal stems one that stands where something is asked comes first.
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        found.dedup_by(|a, b| a.0 == b.0);
        let (stems, asked): (Vec<String>, Vec<bool>) = found.into_iter().unzip();
        let mut first = vec![None; stems.len()];
        let sentences = turns[answer].sentences.clone();
        for (at, number) in sentences.clone().enumerate() {
            for token in &context.segments.tokens[context.segments.sentences[number].tokens.clone()] {
                let word = token.span.slice(text);
                if begins_alike(&stems, word) {
                    let stem = stem(token);
                    if let Ok(place) = stems.binary_search(&stem) {
                        first[place].get_or_insert(at);
                    }
                }
            }
        }
        Self { first, asked, words: super::words(context, &sentences) }
    }

    /// Is at least half of what the asking sentences name taken up in the first sentences?
    pub fn is_met(&self, sentences: usize) -> bool {
        let (all, taken) = self.met(sentences);
        all > 0 && 2 * taken >= all
    }

    /// The content words of the asking sentences, and how many of them are taken up in the first sentences.
    fn met(&self, sentences: usize) -> (usize, usize) {
        let asked = || self.first.iter().zip(&self.asked).filter(|(_, asked)| **asked);
        (asked().count(), asked().filter(|(at, _)| at.is_some_and(|at| at < sentences)).count())
    }

    /// "3 of 4 content words of what is asked in the first 3 sentences"
    pub fn told_met(&self, sentences: usize) -> String {
        let (all, taken) = self.met(sentences);
        format!("{taken} of {all} content words of what is asked in the first {sentences} sentences")
    }

    /// Are at least this share of the content words taken up in the first sentences? Not, where there are none.
    pub fn is_from(&self, share: f64, sentences: usize) -> bool {
        !self.first.is_empty() && self.share(sentences) >= share
    }

    /// Is less than this share taken up anywhere? Not, where there are none.
    pub fn is_below(&self, share: f64) -> bool {
        !self.first.is_empty() && self.share(usize::MAX) < share
    }

    fn share(&self, sentences: usize) -> f64 {
        self.count(sentences) as f64 / self.first.len().max(1) as f64
    }

    /// Words that are taken up behind the first sentences only.
    pub fn behind(&self, sentences: usize) -> usize {
        self.n() - self.count(sentences)
    }

    /// Words that are taken up anywhere.
    pub fn n(&self) -> usize {
        self.count(usize::MAX)
    }

    fn count(&self, sentences: usize) -> usize {
        self.first.iter().flatten().filter(|at| **at < sentences).count()
    }

    /// "2 of 5 content words of the question in 80 words"
    pub fn told(&self) -> String {
        let (taken, all) = (self.count(usize::MAX), self.first.len());
        format!("{taken} of {all} content words of the question in {} words", self.words)
    }

    /// "2 of 5 content words of the question in the first 2 sentences"
    pub fn told_within(&self, sentences: usize) -> String {
        let (taken, all) = (self.count(sentences), self.first.len());
        format!("{taken} of {all} content words of the question in the first {sentences} sentences")
    }
}

/// The tokens of the names of the answering side in the question: they stand in any answer.
fn own_names(context: Context, question: usize, answer: usize) -> Vec<Range<usize>> {
    let Some(side) = context.found.sides[answer].as_deref() else { return Vec::new() };
    let of_side = |name: &&Name| context.resources.state(name.entry) == side;
    let sentences = context.segments.turns[question].sentences.clone();
    sentences
        .flat_map(|number| context.names(number))
        .filter(of_side)
        .map(|name| name.tokens.clone())
        .collect()
}

/// Does a word carry a topic?
fn is_content(context: Context, token: &Token) -> bool {
    let word = token.span.slice(&context.document.text);
    if word.chars().take(SHORTEST).count() < SHORTEST {
        return false;
    }
    let page = &context.resources.page;
    let word = normal::key(word);
    !page.asking.contains(&*word) && !page.empty.contains(&*word)
}

/// Does a stem begin with the first letters of a word? Few words do, so few are brought to their stems.
fn begins_alike(stems: &[String], word: &str) -> bool {
    let Some(head) = word.as_bytes().get(..SHORTEST - 1) else { return false };
    if !head.is_ascii() {
        return true;
    }
    stems
        .iter()
        .any(|stem| stem.as_bytes().get(..SHORTEST - 1).is_some_and(|stem| stem.eq_ignore_ascii_case(head)))
}
