//! Does a sequence stand at a token? Of several ways the shortest gaps.

use std::ops::Range;

use hashbrown::HashSet;

use super::compile::Step;
use super::find::Mention;
use super::forms::{Forms, List};
use super::guards::Signature;
use super::marks::Marks;
use super::pattern::Slots;
use super::terms::TermId;
use crate::segment::{Break, Token};

/// What stands at a token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Its form.
    pub(super) form: u32,
    /// The place of the form's signature.
    pub(super) signature: u32,
    pub(super) marks: Marks,
}

/// What stands in a document, token by token.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) forms: &'a Forms,
    pub(super) words: &'a [Word],
    pub(super) mentions: &'a [Mention],
    /// The mention that begins at each token that is marked so.
    pub(super) mention_at: &'a [u32],
}

impl Place<'_> {
    /// The bits of a token.
    pub(super) fn signature(&self, token: usize) -> &Signature {
        self.forms.signature(self.words[token].signature)
    }

    /// The slots that what begins at a token fills.
    pub(super) fn slots(&self, token: usize) -> Slots {
        let marks = self.words[token].marks;
        let named = marks.has(Marks::NAME);
        let slots = if named { self.mentions[self.mention_at[token] as usize].slots } else { Slots::NONE };
        marks.slots().union(slots)
    }
}

/// Which last steps of a sequence, told by their number, were not found from a token on.
pub(super) trait Failed {
    /// Is it known?
    fn has(&self, steps: usize, from: usize) -> bool;
    /// Remembers it.
    fn note(&mut self, steps: usize, from: usize);
}

/// Remembers nothing: most sequences can fail in few ways.
impl Failed for () {
    fn has(&self, _: usize, _: usize) -> bool {
        false
    }

    fn note(&mut self, _: usize, _: usize) {}
}

/// Remembers all of them.
pub(super) type Failures = HashSet<(usize, usize)>;

impl Failed for Failures {
    fn has(&self, steps: usize, from: usize) -> bool {
        self.contains(&(steps, from))
    }

    fn note(&mut self, steps: usize, from: usize) {
        self.insert((steps, from));
    }
}

/// Matching inside one sentence.
pub(super) struct Walk<'a> {
    pub(super) place: Place<'a>,
    pub(super) range: Range<usize>,
}

impl Walk<'_> {
    /// Where the sequence ends if it begins at the token; `failed` remembers what does not stand where.
    pub(super) fn run(&self, steps: &[Step], start: usize, failed: &mut impl Failed) -> Option<usize> {
        let (first, rest) = steps.split_first()?;
        // A slot that begins a sequence may have "the" before it, but the match begins with the name.
        let end = self.test(first, start, false)?;
        self.rest(rest, end, failed)
    }

    fn rest(&self, steps: &[Step], from: usize, failed: &mut impl Failed) -> Option<usize> {
        let Some((next, rest)) = steps.split_first() else { return Some(from) };
        if failed.has(steps.len(), from) {
            return None;
        }
        let end = self.next(next, rest, from, failed);
        if end.is_none() {
            failed.note(steps.len(), from);
        }
        end
    }

    /// Where the rest ends behind the next step.
    fn next(&self, next: &Step, rest: &[Step], from: usize, failed: &mut impl Failed) -> Option<usize> {
        if self.is_clitic(next.term, from - 1)
            && let Some(end) = self.rest(rest, from, failed)
        {
            return Some(end);
        }
        for at in from..=from + next.gap as usize {
            if at >= self.range.end || !self.crossable(at, next.comma) {
                return None;
            }
            if let Some(end) = self.test(next, at, true).and_then(|end| self.rest(rest, end, failed)) {
                return Some(end);
            }
        }
        None
    }

    /// Does the shortened verb at the end of a token satisfy the term?
    fn is_clitic(&self, term: TermId, token: usize) -> bool {
        let Place { forms, words, .. } = self.place;
        let word = words[token];
        word.marks.has(Marks::CLITIC) && forms.list(word.form, List::Clitic).binary_search(&term).is_ok()
    }

    fn crossable(&self, token: usize, comma: bool) -> bool {
        comma || self.place.tokens[token].break_before == Break::None
    }

    /// Where what the step asks for ends if it begins at the token: of several ends the last.
    fn test(&self, step: &Step, at: usize, article: bool) -> Option<usize> {
        let Place { forms, words, .. } = self.place;
        let named = if step.slots.is_empty() { None } else { self.slots(step.slots, at, article) };
        named.or_else(|| forms.satisfies(words[at].form, step.term).then_some(at + 1))
    }

    fn slots(&self, slots: Slots, at: usize, article: bool) -> Option<usize> {
        let (filled, end) = self.filled(slots, at);
        let left = slots.without(filled);
        let next = at + 1;
        let skips = article && !left.is_empty() && next < self.range.end;
        let behind = skips && self.place.words[at].marks.has(Marks::ARTICLE);
        end.max(if behind { self.filled(left, next).1 } else { None })
    }

    /// Which of the slots are filled at a token, and where what fills them ends.
    fn filled(&self, slots: Slots, at: usize) -> (Slots, Option<usize>) {
        let marks = self.place.words[at].marks;
        let word = marks.slots().common(slots);
        let end = (!word.is_empty()).then_some(at + 1);
        if !marks.has(Marks::NAME) {
            return (word, end);
        }
        let mention = &self.place.mentions[self.place.mention_at[at] as usize];
        let named = mention.slots.common(slots);
        if named.is_empty() { (word, end) } else { (word.union(named), end.max(Some(mention.tokens.end))) }
    }
}
