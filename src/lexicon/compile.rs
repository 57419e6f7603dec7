//! All terms of all lexicons → one [`Matcher`] over word forms.
//!
//! A word form is looked at once: which *terms* (plain words, wildcards, stems) it satisfies is decided when the
//! form is first seen, and matching then compares numbers. See [`super::search`].

use super::anchors::{Anchors, Chosen};
use super::common;
use super::forms::CLITICS;
use super::guards::Bits;
use super::pattern::Slots;
use super::search::Pool;
use super::terms::{NO_TERM, TermId, Terms};
use super::unfold::{Part, Unfolded, unfold};
use super::{Flags, Kind, Lexicon};
use crate::error::Error;

/// The terms of all lexicons, ready to be found.
#[derive(Debug, Default)]
pub struct Matcher {
    pub(super) terms: Terms,
    /// Names, found first: they fill the slots of the others.
    pub(super) names: Group,
    /// Everything else.
    pub(super) others: Group,
    /// Tells at little cost that sequences do not stand in a sentence.
    pub(super) bits: Bits,
    /// What a search needs, kept for the next one.
    pub(super) pool: Pool,
}

/// Sequences that are looked for together.
#[derive(Debug, Default)]
pub(super) struct Group {
    sequences: Vec<Compiled>,
    /// The steps of all sequences, one after the other.
    steps: Vec<Step>,
    /// Where sequences are looked for, and where exceptions are.
    pub(super) anchors: Anchors,
    pub(super) exceptions: Anchors,
    /// Has an entry exceptions?
    excepted: Vec<bool>,
}

/// Every gap multiplies the ways in which a sequence may fail; from so many on each way is tried once.
const WINDING: usize = 3;

/// One sequence of one entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compiled {
    pub(super) entry: u32,
    /// One past its last step in the group's steps.
    end: u32,
    /// Must it stand at the beginning of a sentence?
    pub(super) start: bool,
    /// Is it an exception, which cancels hits of its entry?
    pub(super) cancels: bool,
    /// Has it so many gaps that it is walked with a memory for what failed?
    pub(super) winding: bool,
}

/// What must follow: a word of a class, or a name that fills one of some slots.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) term: TermId,
    /// How many words may stand before it.
    pub(super) gap: u32,
    pub(super) slots: Slots,
    /// May a comma stand before it?
    pub(super) comma: bool,
}

impl Matcher {
    /// Compiles the entries of all lexicons; entry numbers count through the lexicons in order.
    /// Names noted as `label_only` are too ordinary to be found in prose, and those of kind [`Kind::Transcript`] are looked up by [`crate::segment::Page`], before there are tokens.
    pub fn new(lexicons: &[Lexicon]) -> Result<Self, Error> {
        let mut matcher = Self::default();
        let mut number = 0_u32;
        for lexicon in lexicons {
            for entry in &lexicon.entries {
                if lexicon.header.kind != Kind::Transcript
                    && !entry.flags.rule
                    && !entry.note.starts_with("label_only")
                {
                    matcher.add(number, lexicon.header.kind, entry)?;
                }
                number += 1;
            }
        }
        matcher.anchor();
        Ok(matcher)
    }

    fn add(&mut self, number: u32, kind: Kind, entry: &super::Entry) -> Result<(), Error> {
        let group = if kind == Kind::Actors { &mut self.names } else { &mut self.others };
        let patterns =
            std::iter::once((&entry.term, false)).chain(entry.except.iter().map(|term| (term, true)));
        for (term, cancels) in patterns {
            let unfolded = unfold(term).map_err(|message| Error::Lexicon {
                path: entry.place.path.clone(),
                line: entry.place.line,
                message: format!("{term:?}: {message}"),
            })?;
            // Exceptions are context: they may lie beyond a comma.
            let flags =
                if cancels { Flags { comma: true, start: false, ..entry.flags } } else { entry.flags };
            group.add(number, cancels, flags, &unfolded, &mut self.terms);
        }
        Ok(())
    }

    fn anchor(&mut self) {
        let weights = common::weights(&self.terms);
        let mut clitics = Vec::new();
        CLITICS.iter().for_each(|(_, verb)| self.terms.of(verb, &mut clitics));
        clitics.sort_unstable();
        let chosen = |group, exceptions| Chosen::new(group, exceptions, &weights, &clitics);
        let all = [
            chosen(&self.names, false),
            chosen(&self.names, true),
            chosen(&self.others, false),
            chosen(&self.others, true),
        ];
        self.bits = Bits::new(all.iter().flat_map(Chosen::wanted), &weights);
        let anchors = all.map(|chosen| Anchors::new(chosen, &self.bits));
        [self.names.anchors, self.names.exceptions, self.others.anchors, self.others.exceptions] = anchors;
    }
}

impl Group {
    fn add(&mut self, entry: u32, cancels: bool, flags: Flags, unfolded: &Unfolded, terms: &mut Terms) {
        let tests = tests(&unfolded.parts, flags, terms);
        for sequence in &unfolded.sequences {
            self.steps.extend(sequence.iter().map(|piece| {
                let (term, slots) = tests[piece.part];
                let gap = u32::try_from(piece.gap).unwrap_or(u32::MAX);
                Step { term, gap, slots, comma: piece.comma || flags.comma }
            }));
            let end = self.steps.len() as u32;
            let winding = sequence.iter().filter(|piece| piece.gap > 0).count() >= WINDING;
            self.sequences.push(Compiled { entry, end, start: flags.start, cancels, winding });
        }
        if cancels {
            self.excepted.resize(self.excepted.len().max(entry as usize + 1), false);
            self.excepted[entry as usize] = true;
        }
    }

    /// How many sequences there are.
    pub(super) fn len(&self) -> usize {
        self.sequences.len()
    }

    /// The entry of a sequence.
    pub(super) fn entry(&self, sequence: u32) -> u32 {
        self.sequences[sequence as usize].entry
    }

    /// Has an entry exceptions?
    pub(super) fn is_excepted(&self, entry: u32) -> bool {
        self.excepted.get(entry as usize).is_some_and(|excepted| *excepted)
    }

    /// Does a sequence stand wherever its steps do, whatever else stands in the sentence?
    pub(super) fn is_plain(&self, sequence: Compiled) -> bool {
        !sequence.start && !sequence.cancels && !self.is_excepted(sequence.entry)
    }

    /// A sequence with its steps.
    pub(super) fn sequence(&self, number: u32) -> (Compiled, &[Step]) {
        let number = number as usize;
        let first = number.checked_sub(1).map_or(0, |before| self.sequences[before].end);
        let sequence = self.sequences[number];
        (sequence, &self.steps[first as usize..sequence.end as usize])
    }
}

/// What each part of a term asks for. Alternatives of plain words are one class of words, looked up like a word; slots
/// stand beside it.
fn tests(parts: &[Part], flags: Flags, terms: &mut Terms) -> Vec<(TermId, Slots)> {
    let mut tests: Vec<(TermId, Slots)> = Vec::with_capacity(parts.len());
    for part in parts {
        let test = match part {
            Part::Word(word) => (terms.word(word, flags), Slots::NONE),
            Part::Wild(word) => (terms.wild(word, flags), Slots::NONE),
            Part::Slot(slot) => (NO_TERM, Slots::of(&[*slot])),
            Part::Any(all) => {
                let slots = all.iter().fold(Slots::NONE, |slots, part| slots.union(tests[*part].1));
                let members: Vec<TermId> =
                    all.iter().map(|part| tests[*part].0).filter(|term| *term != NO_TERM).collect();
                (if members.is_empty() { NO_TERM } else { terms.class(members) }, slots)
            }
        };
        tests.push(test);
    }
    tests
}
