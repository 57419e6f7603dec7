//! Everything that the lexicons find in a document: names first, then acts and cues with the names in their slots.

use std::ops::{Range, RangeInclusive};

use crate::document::{Document, Role, Span};
use crate::lexicon::find::{Matches, Text, longest};
use crate::lexicon::pattern::Slot;
use crate::lexicon::{Match, Mention, Words};
use crate::resources::{Part, Resources};
use crate::segment::{Segments, of_sentences};
use crate::tag::rule::Rule;

/// What stands where.
#[derive(Debug, Default)]
pub struct Found {
    /// Names in text order, not overlapping.
    pub names: Vec<Name>,
    /// Acts: all matches of all entries, overlapping.
    pub acts: Vec<Match>,
    /// Acts that an exception of their entry cancels, each with the tokens of the exception.
    pub cancelled: Vec<(Match, Range<usize>)>,
    /// Cues, the leftmost and longest of each part.
    pub cues: Vec<Cue>,
    /// Code of the state for which each turn speaks.
    pub sides: Vec<Option<String>>,
}

impl Found {
    /// The names of a sentence.
    pub fn names_of(&self, sentence: usize) -> &[Name] {
        of_sentences(&self.names, |name| name.sentence, sentence..=sentence)
    }

    /// The acts of a sentence, overlapping ones included.
    pub fn acts_of(&self, sentence: usize) -> impl Iterator<Item = &Match> {
        of_sentences(&self.acts, |act| act.sentence, sentence..=sentence).iter()
    }

    /// The names inside a span.
    pub fn names_in(&self, span: Span) -> &[Name] {
        let first = self.names.partition_point(|name| name.span.start < span.start);
        let count = self.names[first..].partition_point(|name| name.span.end <= span.end);
        &self.names[first..first + count]
    }

    /// The cues of a range of sentences.
    pub fn cues_of(&self, sentences: RangeInclusive<usize>) -> &[Cue] {
        of_sentences(&self.cues, |cue| cue.sentence, sentences)
    }
}

/// A name in the text.
#[derive(Clone, Debug)]
pub struct Name {
    /// Number of the entry.
    pub entry: u32,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its words.
    pub span: Span,
    /// The sentence.
    pub sentence: usize,
}

/// A cue in the text.
#[derive(Clone, Debug)]
pub struct Cue {
    /// What it does.
    pub part: Part,
    /// Number of the entry.
    pub entry: u32,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its words.
    pub span: Span,
    /// The sentence.
    pub sentence: usize,
}

/// Looks up all lexicons in the document.
pub fn find(document: &Document, segments: &Segments, resources: &Resources) -> Found {
    let words = Words::new(&document.text, &segments.tokens, &resources.matcher);
    let text = Text { tokens: &segments.tokens, sentences: &segments.sentences, words: &words };
    let names: Vec<Name> = resources
        .matcher
        .find_names(text)
        .into_iter()
        .map(|found| Name {
            entry: found.entry,
            span: cover(segments, &found.tokens),
            tokens: found.tokens,
            sentence: found.sentence,
        })
        .collect();
    let sides = super::speaker::sides(document, segments, &names, resources);
    let mentions = mentions(segments, &names, &sides, resources);
    let Matches { mut standing, cancelled } = resources.matcher.find(text, &mentions);
    if !resources.rules.has(Rule::Exception) {
        standing.extend(cancelled.iter().map(|(found, _)| found.clone()));
        standing.sort_by_key(|found| found.sentence);
    }
    let (acts, others): (Vec<Match>, Vec<Match>) =
        standing.into_iter().partition(|found| resources.part(found.entry) == Part::Act);
    let cancelled =
        cancelled.into_iter().filter(|(found, _)| resources.part(found.entry) == Part::Act).collect();
    Found { names, acts, cancelled, cues: cues(segments, others, resources), sides }
}

/// The words of a range of tokens.
pub fn cover(segments: &Segments, tokens: &Range<usize>) -> Span {
    let first = segments.tokens[tokens.start].span;
    let last = segments.tokens[tokens.end - 1].span;
    first.cover(last)
}

/// Of each part the leftmost and longest matches, in text order.
fn cues(segments: &Segments, mut others: Vec<Match>, resources: &Resources) -> Vec<Cue> {
    let mut cues = Vec::new();
    while let Some(first) = others.first() {
        let part = resources.part(first.entry);
        let (same, rest) = others.into_iter().partition(|found| resources.part(found.entry) == part);
        others = rest;
        cues.extend(longest(same).into_iter().map(|found| Cue {
            part,
            entry: found.entry,
            span: cover(segments, &found.tokens),
            tokens: found.tokens,
            sentence: found.sentence,
        }));
    }
    cues.sort_by_key(|cue| (cue.tokens.start, cue.tokens.end, cue.entry));
    cues
}

/// The slots that each name fills, seen from the side of the turn that it stands in.
fn mentions(
    segments: &Segments,
    names: &[Name],
    sides: &[Option<String>],
    resources: &Resources,
) -> Vec<Mention> {
    names
        .iter()
        .map(|name| {
            let turn = segments.sentences[name.sentence].turn;
            let slots = slots(name, sides[turn].as_deref(), segments.turns[turn].role, resources);
            Mention { tokens: name.tokens.clone(), slots }
        })
        .collect()
}

/// The slots that a name fills, seen from a side by a voice of some role.
pub fn slots(name: &Name, side: Option<&str>, role: Role, resources: &Resources) -> Vec<Slot> {
    let category = resources.category(name.entry).id.as_str();
    let entry = resources.entry(name.entry);
    let country = entry.entity.strip_prefix("STATE:").unwrap_or(&entry.country);
    let own = side.is_some() && side == Some(country);
    match category {
        "pronoun.self" | "pronoun.office" if role == Role::Narrator => Vec::new(),
        "pronoun.self" | "pronoun.office" => vec![Slot::Own],
        "pronoun.other" => vec![Slot::Other],
        "state" | "metonym" | "bloc" if own => vec![Slot::Own, Slot::Actor, Slot::State],
        "state" | "metonym" | "bloc" => vec![Slot::Other, Slot::Actor, Slot::State],
        "body" if own => vec![Slot::Own, Slot::Actor],
        "person" => vec![Slot::Actor, Slot::Person],
        "official" if own => vec![Slot::Own, Slot::Actor, Slot::Person],
        "official" => vec![Slot::Other, Slot::Actor, Slot::Person],
        "media" => vec![Slot::Media, Slot::Actor],
        "vague.state" | "vague.people" => vec![Slot::Vague, Slot::Actor],
        _ => vec![Slot::Actor],
    }
}
