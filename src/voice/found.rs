//! Everything that the lexicons find in a document: names first, then acts and cues with the names in their slots.

use std::ops::{Range, RangeInclusive};

use crate::document::{Document, Role, Span};
use crate::lexicon::find::{Matches, order};
use crate::lexicon::pattern::{Slot, Slots};
use crate::lexicon::{Match, Mention, Search};
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
    let Segments { tokens, sentences, .. } = segments;
    let mut search = Search::new(&document.text, tokens, sentences, &resources.matcher);
    let named = |found: Match| Name {
        entry: found.entry,
        span: cover(segments, &found.tokens),
        tokens: found.tokens,
        sentence: found.sentence,
    };
    let names: Vec<Name> = search.names().into_iter().map(named).collect();
    let sides = super::speaker::sides(document, segments, &names, resources);
    let mentions = mentions(segments, &names, &sides, resources);
    let Matches { mut standing, cancelled } = search.others(&mentions);
    let is_act = |found: &Match| resources.part(found.entry) == Part::Act;
    if !resources.rules.has(Rule::Exception) {
        standing.extend(cancelled.iter().map(|(found, _)| found.clone()));
        // Acts stay in the order in which they were found.
        standing.sort_by_key(|found| (found.sentence, (!is_act(found)).then(|| order(found))));
    }
    let cancelled = cancelled.into_iter().filter(|(found, _)| is_act(found)).collect();
    let (acts, cues) = acts_and_cues(segments, standing, resources);
    Found { names, acts, cancelled, cues, sides }
}

/// The words of a range of tokens.
pub fn cover(segments: &Segments, tokens: &Range<usize>) -> Span {
    let first = segments.tokens[tokens.start].span;
    let last = segments.tokens[tokens.end - 1].span;
    first.cover(last)
}

/// All acts among the matches, and of each other part the leftmost and longest, in text order.
fn acts_and_cues(segments: &Segments, all: Vec<Match>, resources: &Resources) -> (Vec<Match>, Vec<Cue>) {
    let mut ends = [0; u8::MAX as usize + 1];
    let mut acts = Vec::new();
    let mut cues: Vec<Cue> = Vec::with_capacity(all.len());
    for found in all {
        let part = resources.part(found.entry);
        if part == Part::Act {
            acts.push(found);
            continue;
        }
        // Where the last cue of the part ends.
        let end = &mut ends[resources.part_number(found.entry) as usize];
        if *end <= found.tokens.start {
            *end = found.tokens.end;
            cues.push(Cue {
                part,
                entry: found.entry,
                span: cover(segments, &found.tokens),
                tokens: found.tokens,
                sentence: found.sentence,
            });
        }
    }
    for same in cues.chunk_by_mut(|a, b| a.tokens.start == b.tokens.start) {
        if same.len() > 1 {
            same.sort_unstable_by_key(|cue| (cue.tokens.end, cue.entry));
        }
    }
    (acts, cues)
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
pub fn slots(name: &Name, side: Option<&str>, role: Role, resources: &Resources) -> Slots {
    let entry = resources.entry(name.entry);
    let country = entry.entity.strip_prefix("STATE:").unwrap_or(&entry.country);
    let own = side == Some(country);
    match resources.naming(name.entry) {
        Naming::Us if role == Role::Narrator => Slots::NONE,
        Naming::Us => const { Slots::of(&[Slot::Own]) },
        Naming::Them => const { Slots::of(&[Slot::Other]) },
        Naming::State if own => const { Slots::of(&[Slot::Own, Slot::Actor, Slot::State]) },
        Naming::State => const { Slots::of(&[Slot::Other, Slot::Actor, Slot::State]) },
        Naming::Body if own => const { Slots::of(&[Slot::Own, Slot::Actor]) },
        Naming::Person => const { Slots::of(&[Slot::Actor, Slot::Person]) },
        Naming::Official if own => const { Slots::of(&[Slot::Own, Slot::Actor, Slot::Person]) },
        Naming::Official => const { Slots::of(&[Slot::Other, Slot::Actor, Slot::Person]) },
        Naming::Media => const { Slots::of(&[Slot::Media, Slot::Actor]) },
        Naming::Vague => const { Slots::of(&[Slot::Vague, Slot::Actor]) },
        Naming::Body | Naming::Other => const { Slots::of(&[Slot::Actor]) },
    }
}

/// What kind of name an entry is, for the slots that it fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the categories")]
pub enum Naming {
    Us,
    Them,
    State,
    Body,
    Person,
    Official,
    Media,
    Vague,
    Other,
}

impl Naming {
    /// The kind of the names of a category.
    pub fn of(category: &str) -> Self {
        match category {
            "pronoun.self" | "pronoun.office" => Self::Us,
            "pronoun.other" => Self::Them,
            "state" | "metonym" | "bloc" => Self::State,
            "body" => Self::Body,
            "person" => Self::Person,
            "official" => Self::Official,
            "media" => Self::Media,
            "vague.state" | "vague.people" => Self::Vague,
            _ => Self::Other,
        }
    }
}
