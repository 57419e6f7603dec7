//! Where sequences are looked for: not at their first words, which are mostly *the*, *we* and *is*, but at the rarest word
//! that each of them needs.

use super::compile::{Group, Step};
use super::pattern::{Slot, Slots};
use super::terms::{NO_TERM, TermId};

/// The sequences of a group by the term or the slots where they are looked for.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Where the blocks of each term begin.
    first: Vec<u32>,
    /// Anchors of one term and guard, in one piece.
    blocks: Vec<Block>,
    all: Vec<Anchor>,
    /// Is a term a guard?
    guards: Vec<bool>,
    /// Sequences in which every step may be a name, by the slots of their first step.
    by_slot: [Vec<u32>; Slot::ALL.len()],
    has_slots: bool,
}

/// A sequence whose step stands at the term, and how far before that it may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) sequence: u32,
    /// It begins at least so many tokens before.
    pub(super) least: u32,
    /// It begins at most so many tokens before, names that fill slots counted as one word.
    pub(super) most: u32,
    /// So many slots lie between.
    pub(super) slots: u16,
    /// Can one beginning be reached from several anchors?
    pub(super) shared: bool,
}

/// What a sentence must hold besides the anchor: the rarest other step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Guard {
    pub(super) term: TermId,
    pub(super) slots: Slots,
}

#[derive(Clone, Copy, Debug)]
struct Block {
    guard: Guard,
    /// One past the last anchor.
    end: u32,
}

/// An anchor before its place is known.
#[derive(Clone, Copy)]
struct Found {
    term: TermId,
    guard: Guard,
    anchor: Anchor,
}

impl Anchors {
    /// Chooses the anchor of every sequence by the weights of the terms. `clitics` are the terms that a shortened verb at
    /// the end of a word can satisfy, in ascending order.
    pub(super) fn new(group: &Group, weights: &[u32], clitics: &[TermId]) -> Self {
        let mut anchors = Self::default();
        let mut found: Vec<Found> = Vec::with_capacity(group.len());
        for number in 0..group.len() as u32 {
            let (_, steps) = group.sequence(number);
            match best(number, steps, weights, clitics) {
                Some((at, anchor)) => {
                    found.push(Found { term: steps[at].term, guard: guard(steps, at, weights), anchor });
                }
                None => anchors.add_first(number, steps, weights, &mut found),
            }
        }
        found.sort_unstable_by_key(|found| (found.term, found.guard, found.anchor.sequence));
        anchors.sort(&found, weights.len());
        anchors
    }

    /// A sequence of names is looked for at its first step.
    fn add_first(&mut self, sequence: u32, steps: &[Step], weights: &[u32], found: &mut Vec<Found>) {
        let Some(first) = steps.first() else { return };
        if first.term != NO_TERM {
            let anchor = Anchor { sequence, least: 0, most: 0, slots: 0, shared: true };
            found.push(Found { term: first.term, guard: guard(steps, 0, weights), anchor });
        }
        for slot in first.slots.each() {
            self.by_slot[slot as usize].push(sequence);
            self.has_slots = true;
        }
    }

    /// Takes what was found in the order of terms and guards.
    fn sort(&mut self, found: &[Found], terms: usize) {
        self.guards = vec![false; terms];
        self.first = Vec::with_capacity(terms + 1);
        self.all = found.iter().map(|found| found.anchor).collect();
        let mut at = 0;
        for term in 0..terms as TermId {
            self.first.push(self.blocks.len() as u32);
            while let Some(Found { guard, .. }) = found.get(at).filter(|found| found.term == term) {
                let same = |other: &&Found| other.term == term && other.guard == *guard;
                at += found[at..].iter().take_while(same).count();
                self.blocks.push(Block { guard: *guard, end: at as u32 });
                self.guards[guard.term as usize] |= guard.term != NO_TERM;
            }
        }
        self.first.push(self.blocks.len() as u32);
    }

    /// Are sequences looked for at the term?
    pub(super) fn is_anchor(&self, term: TermId) -> bool {
        self.first[term as usize] < self.first[term as usize + 1]
    }

    /// Must a sentence hold the term for some sequences?
    pub(super) fn is_guard(&self, term: TermId) -> bool {
        self.guards[term as usize]
    }

    /// The sequences that are looked for at a term, as far as the guards let them through.
    pub(super) fn of(&self, term: TermId, passes: impl Fn(Guard) -> bool) -> impl Iterator<Item = &Anchor> {
        let term = term as usize;
        let blocks = self.first[term] as usize..self.first[term + 1] as usize;
        let start = blocks.start.checked_sub(1).map_or(0, |before| self.blocks[before].end as usize);
        self.blocks[blocks]
            .iter()
            .scan(start, |start, block| Some((std::mem::replace(start, block.end as usize), block)))
            .filter(move |(_, block)| passes(block.guard))
            .flat_map(|(start, block)| &self.all[start..block.end as usize])
    }

    /// Are there sequences that are looked for at names?
    pub(super) fn has_slots(&self) -> bool {
        self.has_slots
    }

    /// The sequences that may begin with a name that fills these slots.
    pub(super) fn of_slots(&self, slots: Slots) -> impl Iterator<Item = u32> {
        slots.each().flat_map(|slot| &self.by_slot[slot as usize]).copied()
    }
}

/// How often a name fills a slot, in the measure of the weights.
const NAMES: u32 = 15_000;

/// What the sentence must hold besides a step: the rarest of the others, or nothing.
fn guard(steps: &[Step], at: usize, weights: &[u32]) -> Guard {
    let others = steps.iter().enumerate().filter(|(number, _)| *number != at).map(|(_, step)| step);
    let weight = |step: &&Step| {
        let named = step.slots.each().count() as u32 * NAMES;
        if step.term == NO_TERM { named } else { named.saturating_add(weights[step.term as usize]) }
    };
    others.min_by_key(weight).map_or(Guard::default(), |step| Guard { term: step.term, slots: step.slots })
}

/// The rarest step that only a word can fill; of equally rare ones the one from which the beginning is nearest.
fn best(sequence: u32, steps: &[Step], weights: &[u32], clitics: &[TermId]) -> Option<(usize, Anchor)> {
    let mut least_cost: Option<(u64, usize, Anchor)> = None;
    let mut anchor = Anchor { sequence, least: 0, most: 0, slots: 0, shared: false };
    for (number, step) in steps.iter().enumerate() {
        let clitic = number > 0 && clitics.binary_search(&step.term).is_ok();
        anchor.most = anchor.most.saturating_add(step.gap);
        anchor.shared |= step.gap > 0 || clitic;
        if step.slots.is_empty() {
            let width = u64::from(anchor.most - anchor.least) + u64::from(anchor.slots);
            let cost = u64::from(weights[step.term as usize]) * (4 + width);
            if least_cost.as_ref().is_none_or(|(least, ..)| cost < *least) {
                least_cost = Some((cost, number, anchor));
            }
        } else {
            anchor.slots = anchor.slots.saturating_add(1);
            anchor.shared = true;
        }
        anchor.most = anchor.most.saturating_add(1);
        anchor.least += u32::from(!clitic);
    }
    least_cost.map(|(_, number, anchor)| (number, anchor))
}
