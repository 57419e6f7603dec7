//! The cues of one sentence, found by the token at which they begin or end, without a look at all of them.

use std::ops::Range;

use super::found::Cue;
use crate::resources::Part;
use crate::segment::{Segments, Token};

/// The cues of a sentence in text order. They may overlap where their parts differ.
#[derive(Clone, Copy, Debug)]
pub struct Cues<'a> {
    all: &'a [Cue],
    /// None has more words.
    longest: usize,
}

impl<'a> Cues<'a> {
    /// The cues of one sentence, none of which has more words than `longest`.
    pub fn new(all: &'a [Cue], longest: usize) -> Self {
        Self { all, longest }
    }

    /// All of them, in text order.
    pub fn iter(self) -> std::slice::Iter<'a, Cue> {
        self.all.iter()
    }

    /// Those that begin at a token or behind it.
    pub fn from(self, token: usize) -> &'a [Cue] {
        &self.all[self.all.partition_point(|cue| cue.tokens.start < token)..]
    }

    /// Those that begin at a token, by themselves.
    pub fn beginning(self, token: usize) -> Self {
        let from = self.from(token);
        let count = from.iter().take_while(|cue| cue.tokens.start == token).count();
        Self { all: &from[..count], ..self }
    }

    /// Those that begin at a token.
    pub fn starting(self, token: usize) -> impl Iterator<Item = &'a Cue> {
        self.from(token).iter().take_while(move |cue| cue.tokens.start == token)
    }

    /// Those that end right before a token.
    pub fn ending(self, token: usize) -> impl Iterator<Item = &'a Cue> {
        self.before(token).filter(move |cue| cue.tokens.end == token)
    }

    /// Those that hold a token.
    pub fn holding(self, token: usize) -> impl Iterator<Item = &'a Cue> {
        self.before(token + 1).filter(move |cue| cue.tokens.end > token)
    }

    /// Those that reach up to a range of tokens or begin in it, and perhaps some that end shortly before it.
    pub fn around(self, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = &'a Cue> {
        let first = self.all.partition_point(|cue| cue.tokens.start + self.longest < tokens.start);
        let count = self.all[first..].partition_point(|cue| cue.tokens.start < tokens.end);
        self.all[first..first + count].iter()
    }

    /// Those that begin before a token, as far back as one may reach up to it.
    fn before(self, token: usize) -> impl Iterator<Item = &'a Cue> {
        let first = self.all.partition_point(|cue| cue.tokens.start + self.longest < token);
        self.all[first..].iter().take_while(move |cue| cue.tokens.start < token)
    }

    /// The cue of a part that begins at a token.
    pub fn at(self, part: Part, token: usize) -> Option<&'a Cue> {
        self.starting(token).find(|cue| cue.part == part)
    }

    /// The cue of a part that ends right before a token.
    pub fn up_to(self, part: Part, token: usize) -> Option<&'a Cue> {
        self.ending(token).find(|cue| cue.part == part)
    }

    /// The first token of the fillers that stand right before a token: "has also".
    pub fn before_fillers(self, mut token: usize) -> usize {
        while let Some(filler) = self.up_to(Part::Filler, token) {
            token = filler.tokens.start;
        }
        token
    }

    /// The first token of the fillers and adverbs that stand right before a token: "has repeatedly and openly". The first
    /// word of a sentence is none, nor is a noun that ends like one (*family*, *daily*).
    pub fn before_adverbs(self, text: &str, segments: &Segments, token: usize) -> usize {
        let Some(first) = self.all.first().map(|cue| segments.sentences[cue.sentence].tokens.start) else {
            return token;
        };
        let mut at = token;
        loop {
            match self.up_to(Part::Filler, at) {
                Some(filler) => at = filler.tokens.start,
                None if at > first + 1 && self.is_adverb(text, &segments.tokens, at - 1) => at -= 1,
                None => return at,
            }
        }
    }

    fn is_adverb(self, text: &str, tokens: &[Token], token: usize) -> bool {
        let word = tokens[token].span.slice(text);
        word.ends_with("ly")
            && word.starts_with(char::is_lowercase)
            && !self.holding(token).any(|cue| cue.part == Part::NoAdverb)
    }
}
