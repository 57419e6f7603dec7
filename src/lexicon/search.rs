//! Looking for all sequences of a group in all sentences of a document.

use std::sync::{Mutex, PoisonError};

use super::anchors::{Anchor, Anchors};
use super::compile::{Group, Matcher};
use super::find::{Match, Matches, Mention, longest};
use super::forms::{Blocks, Forms, List};
use super::guards::{Guard, Near, Signature};
use super::hits::{Hit, Hits, Tried};
use super::marks::Marks;
use super::walk::{Failures, Place, Walk, Word};
use crate::segment::{Sentence, Token};

/// What a search needs and the next can use again: one for each document that is being searched.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    forms: Forms,
    words: Vec<Word>,
    mention_at: Vec<u32>,
    /// The bits of each sentence.
    sentences: Vec<Signature>,
    names: Tried,
    others: Tried,
    failed: Failures,
    hits: Hits,
}

/// Scratch that nobody uses just now.
#[derive(Debug, Default)]
pub(super) struct Pool(Mutex<Vec<Scratch>>);

impl Pool {
    fn take(&self) -> Scratch {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn give(&self, scratch: Scratch) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }
}

/// The tokens and sentences of a document, being searched.
#[derive(Debug)]
pub struct Search<'a> {
    matcher: &'a Matcher,
    tokens: &'a [Token],
    sentences: &'a [Sentence],
    scratch: Scratch,
}

impl Drop for Search<'_> {
    fn drop(&mut self) {
        // What a failed search leaves behind is not used again.
        if !std::thread::panicking() {
            self.matcher.pool.give(std::mem::take(&mut self.scratch));
        }
    }
}

impl<'a> Search<'a> {
    /// Looks at every word form of the document.
    pub fn new(text: &str, tokens: &'a [Token], sentences: &'a [Sentence], matcher: &'a Matcher) -> Self {
        let mut scratch = matcher.pool.take();
        let Scratch { forms, words, sentences: signatures, .. } = &mut scratch;
        forms.tidy();
        words.clear();
        words.extend(tokens.iter().map(|token| forms.word(text, token.span, matcher)));
        signatures.clear();
        signatures
            .extend(sentences.iter().map(|sentence| forms.signature_of_all(&words[sentence.tokens.clone()])));
        Self { matcher, tokens, sentences, scratch }
    }

    /// All names: entries of lexicons of kind `actors`. Of overlapping names the leftmost and longest stands.
    pub fn names(&mut self) -> Vec<Match> {
        longest(self.run(&self.matcher.names, NAMES, &[]).standing)
    }

    /// All other entries, with the mentions that fill slots, in text order. Matches of an entry that overlap one of its
    /// exceptions stand apart; which of several overlapping matches stand is decided by the caller.
    pub fn others(&mut self, mentions: &[Mention]) -> Matches {
        let Scratch { mention_at, words, sentences: signatures, .. } = &mut self.scratch;
        mention_at.resize(mention_at.len().max(self.tokens.len()), 0);
        let mut holding = self.sentences.iter().zip(signatures).peekable();
        for (number, mention) in mentions.iter().enumerate() {
            let at = mention.tokens.start;
            mention_at[at] = number as u32;
            words[at].marks = words[at].marks.with(Marks::NAME);
            while holding.next_if(|(sentence, _)| sentence.tokens.end <= at).is_some() {}
            if let Some((_, signature)) = holding.peek_mut() {
                signature.add_slots(mention.slots);
            }
        }
        self.run(&self.matcher.others, OTHERS, mentions)
    }

    fn run(&mut self, group: &Group, [which, exceptions]: [Which; 2], mentions: &[Mention]) -> Matches {
        let Scratch { forms, words, mention_at, sentences, names, others, failed, hits } = &mut self.scratch;
        let place = Place { tokens: self.tokens, forms, words, mentions, mention_at };
        let tried = if which.blocks == Blocks::Names { names } else { others };
        tried.begin(self.tokens.len(), group.len());
        let longest_name = mentions.iter().map(|mention| mention.tokens.len()).max().unwrap_or(1);
        let mut matches = Matches::with_capacity(self.tokens.len() / TOKENS_A_MATCH);
        for (number, (sentence, signature)) in self.sentences.iter().zip(&*sentences).enumerate() {
            let walk = Walk { place, range: sentence.tokens.clone() };
            let anchors = &group.anchors;
            let mut looking = Looking { group, anchors, walk, longest_name, signature, tried, failed, hits };
            looking.sentence(which);
            if looking.hits.note_excepted(group) {
                looking.anchors = &group.exceptions;
                looking.sentence(exceptions);
            }
            hits.settle(number, &mut matches);
        }
        matches
    }
}

/// Tokens of a text by which room for matches is made.
const TOKENS_A_MATCH: usize = 4;

/// What is looked for at a word form.
#[derive(Clone, Copy)]
struct Which {
    blocks: Blocks,
    clitic: Blocks,
    /// The list with entries that need not be looked for.
    singles: Option<List>,
    /// The mark of forms that have any.
    mark: Marks,
}

const NAMES: [Which; 2] = [
    Which {
        blocks: Blocks::Names,
        clitic: Blocks::CliticNames,
        singles: Some(List::SingleNames),
        mark: Marks::NAMES,
    },
    Which {
        blocks: Blocks::NotNames,
        clitic: Blocks::CliticNotNames,
        singles: None,
        mark: Marks::EXCEPTIONS,
    },
];
const OTHERS: [Which; 2] = [
    Which {
        blocks: Blocks::Others,
        clitic: Blocks::CliticOthers,
        singles: Some(List::SingleOthers),
        mark: Marks::OTHERS,
    },
    Which {
        blocks: Blocks::NotOthers,
        clitic: Blocks::CliticNotOthers,
        singles: None,
        mark: Marks::EXCEPTIONS,
    },
];

/// Looking through one sentence.
struct Looking<'a> {
    group: &'a Group,
    anchors: &'a Anchors,
    walk: Walk<'a>,
    /// In tokens.
    longest_name: usize,
    /// The bits of the sentence.
    signature: &'a Signature,
    tried: &'a mut Tried,
    failed: &'a mut Failures,
    hits: &'a mut Hits,
}

impl Looking<'_> {
    fn sentence(&mut self, which: Which) {
        let fills = Marks::NUMBER.with(Marks::YEAR).with(Marks::NAME);
        let has_slots = self.anchors.has_slots();
        let any = which.mark.with(Marks::CLITIC).with(if has_slots { fills } else { which.mark });
        let place = self.walk.place;
        let range = self.walk.range.clone();
        let first = range.start;
        let words = place.words[range].iter().enumerate().filter(|(_, word)| word.marks.has(any));
        for (number, &Word { form, marks, .. }) in words {
            let token = first + number;
            if marks.has(which.mark) {
                self.blocks(form, which.blocks, token, 0);
                for entry in which.singles.map_or(&[][..], |list| place.forms.list(form, list)) {
                    self.hits.singles.push(Hit { entry: *entry, tokens: token..token + 1 });
                }
            }
            if marks.has(Marks::CLITIC) {
                // The verb stands, as it were, behind the token; no sequence begins with it.
                self.blocks(form, which.clitic, token + 1, 1);
            }
            if has_slots && marks.has(fills) {
                self.names(token);
            }
        }
    }

    fn names(&mut self, token: usize) {
        let anchors = self.anchors;
        for sequence in anchors.of_slots(self.walk.place.slots(token)) {
            if self.hits.wants(self.group, sequence) && self.tried.from(sequence, token) <= token {
                self.begin(sequence, token);
                self.tried.until(sequence, token + 1);
            }
        }
    }

    /// Looks for the sequences with anchors at a form, which stands at a token.
    fn blocks(&mut self, form: u32, which: Blocks, at: usize, least: u16) {
        let (anchors, signature) = (self.anchors, self.signature);
        // A bit that the sentence has not, none of its words has.
        let blocks = self.walk.place.forms.blocks(form, which).iter();
        for block in blocks.filter(|block| signature.passes(block.guard)) {
            if self.passes_beside(block.guard, at) {
                let anchors = anchors.of(block).iter();
                anchors.filter(|anchor| anchor.least >= least).for_each(|anchor| self.anchor(anchor, at));
            }
        }
    }

    /// Does what a guard asks for stand beside a token, if it must?
    fn passes_beside(&self, guard: Guard, at: usize) -> bool {
        let Walk { place, range } = &self.walk;
        let beside = match guard.place {
            Near::Sentence => return true,
            Near::Before => at.wrapping_sub(1),
            Near::Behind => at + 1,
        };
        range.contains(&beside) && place.signature(beside).passes(guard)
    }

    fn anchor(&mut self, anchor: &Anchor, at: usize) {
        let Anchor { sequence, first, .. } = *anchor;
        let beginning = self.walk.range.start;
        let Some(last) = at.checked_sub(anchor.least as usize).filter(|last| *last >= beginning) else {
            return;
        };
        if !first.is_in(self.signature) || !self.hits.wants(self.group, sequence) {
            return;
        }
        if !anchor.shared {
            return self.begin(sequence, last);
        }
        let reach = anchor.reach(self.longest_name);
        let earliest = self.tried.from(sequence, at.saturating_sub(reach).max(beginning));
        let place = self.walk.place;
        let is_first = |start: usize| first.is_in(place.signature(start));
        for start in earliest..=last.min(self.walk.range.end - 1) {
            if !first.is_word || is_first(start) {
                self.begin(sequence, start);
            }
        }
        self.tried.until(sequence, last + 1);
    }

    fn begin(&mut self, sequence: u32, start: usize) {
        let (compiled, steps) = self.group.sequence(sequence);
        if compiled.start && start != self.walk.range.start {
            return;
        }
        let end = match compiled.winding {
            true => {
                self.failed.clear();
                self.walk.run(steps, start, self.failed)
            }
            false => self.walk.run(steps, start, &mut ()),
        };
        if let Some(end) = end {
            let hit = Hit { entry: compiled.entry, tokens: start..end };
            let list = if compiled.cancels { &mut self.hits.exceptions } else { &mut self.hits.found };
            list.push(hit);
        }
    }
}
