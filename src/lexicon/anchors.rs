//! Where sequences are looked for: not at their first words, which are mostly *the*, *we* and *is*, but at the rarest word
//! that each of them needs.

use rayon::prelude::*;

use super::compile::{Group, Step};
use super::guards::{Bits, First, Guard, Wanted};
use super::pattern::{Slot, Slots};
use super::terms::{NO_TERM, TermId};

/// The sequences of a group by the term or the slots where they are looked for.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Where the blocks of each term begin.
    first: Vec<u32>,
    blocks: Vec<Block>,
    all: Vec<Anchor>,
    /// Terms, each with an entry that stands wherever the term does: a single word without exceptions.
    singles: Vec<(TermId, u32)>,
    /// Sequences in which every step may be a name, by the slots of their first step.
    by_slot: [Vec<u32>; Slot::ALL.len()],
    has_slots: bool,
}

/// A sequence whose step stands at the term, and how far before that it may begin. Small, because most are only passed by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) sequence: u32,
    /// It begins at least so many tokens before.
    pub(super) least: u16,
    /// It begins at most so many tokens before, names that fill slots counted as one word.
    pub(super) most: u16,
    /// So many slots lie between; [`u8::MAX`] stands for that and more.
    pub(super) slots: u8,
    /// Can one beginning be reached from several anchors?
    pub(super) shared: bool,
    /// What its first step must be.
    pub(super) first: First,
}

impl Anchor {
    /// An anchor at the first step of a sequence.
    fn of(sequence: u32) -> Self {
        Self { sequence, least: 0, most: 0, slots: 0, shared: false, first: First::default() }
    }

    /// It begins at most so many tokens before, when the longest name has so many.
    pub(super) fn reach(&self, longest_name: usize) -> usize {
        if self.slots == u8::MAX {
            return usize::MAX;
        }
        usize::from(self.most) + usize::from(self.slots) * longest_name
    }
}

/// Anchors of one term that ask for one thing more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) guard: Guard,
    start: u32,
    end: u32,
}

/// An anchor before its place is known.
#[derive(Clone, Copy)]
struct Found {
    term: TermId,
    wanted: Wanted,
    first: Wanted,
    anchor: Anchor,
}

/// Anchors that are chosen and not yet in order.
#[derive(Default)]
pub(super) struct Chosen {
    found: Vec<Found>,
    singles: Vec<(TermId, u32)>,
    by_slot: [Vec<u32>; Slot::ALL.len()],
    has_slots: bool,
}

impl Chosen {
    /// Chooses the anchor of every sequence, or of every exception, by the weights of the terms. `clitics` are the terms
    /// that a shortened verb at the end of a word can satisfy, in ascending order.
    pub(super) fn new(group: &Group, exceptions: bool, weights: &[u32], clitics: &[TermId]) -> Self {
        let mut chosen = Self::default();
        for number in 0..group.len() as u32 {
            let (sequence, steps) = group.sequence(number);
            if sequence.cancels != exceptions {
                continue;
            }
            match steps {
                [Step { term, slots, .. }] if slots.is_empty() && group.is_plain(sequence) => {
                    chosen.singles.push((*term, sequence.entry));
                }
                _ => chosen.add(number, steps, weights, clitics),
            }
        }
        chosen.singles.sort_unstable();
        chosen.found.par_sort_unstable_by_key(|found| (found.term, found.wanted, found.anchor.sequence));
        chosen
    }

    fn add(&mut self, sequence: u32, steps: &[Step], weights: &[u32], clitics: &[TermId]) {
        let Some(first) = steps.first() else { return };
        let (at, anchor) = best(sequence, steps, weights, clitics).unwrap_or_else(|| {
            // A sequence of names is looked for at its first step.
            for slot in first.slots.each() {
                self.by_slot[slot as usize].push(sequence);
                self.has_slots = true;
            }
            (0, Anchor { shared: true, ..Anchor::of(sequence) })
        });
        if steps[at].term != NO_TERM {
            let wanted = Wanted::beside(steps, at, weights, clitics);
            self.found.push(Found { term: steps[at].term, wanted, first: Wanted::first(first), anchor });
        }
    }

    /// What is wanted besides the anchors.
    pub(super) fn wanted(&self) -> impl Iterator<Item = TermId> {
        self.found.iter().flat_map(|found| [found.wanted.term, found.first.term])
    }
}

impl Anchors {
    /// Puts the anchors in order.
    pub(super) fn new(chosen: Chosen, bits: &Bits) -> Self {
        let Chosen { found, singles, by_slot, has_slots } = chosen;
        let terms = bits.terms();
        let mut first = Vec::with_capacity(terms + 1);
        let mut blocks: Vec<Block> = Vec::new();
        let mut at = 0;
        for term in 0..terms as TermId {
            first.push(blocks.len() as u32);
            while let Some(Found { wanted, .. }) = found.get(at).filter(|found| found.term == term) {
                let same = |other: &&Found| other.term == term && other.wanted == *wanted;
                let end = at + found[at..].iter().take_while(same).count();
                blocks.push(Block { guard: bits.guard(*wanted), start: at as u32, end: end as u32 });
                at = end;
            }
        }
        first.push(blocks.len() as u32);
        let all =
            found.iter().map(|found| Anchor { first: bits.first(found.first), ..found.anchor }).collect();
        Self { first, blocks, all, singles, by_slot, has_slots }
    }

    /// The blocks of anchors of a term.
    pub(super) fn blocks(&self, term: TermId) -> &[Block] {
        let term = term as usize;
        &self.blocks[self.first[term] as usize..self.first[term + 1] as usize]
    }

    /// The anchors of a block.
    pub(super) fn of(&self, block: &Block) -> &[Anchor] {
        &self.all[block.start as usize..block.end as usize]
    }

    /// The entries that stand wherever the term does.
    pub(super) fn singles(&self, term: TermId) -> impl Iterator<Item = u32> {
        let first = self.singles.partition_point(|(other, _)| *other < term);
        self.singles[first..].iter().take_while(move |(other, _)| *other == term).map(|(_, entry)| *entry)
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

/// The rarest step that only a word can fill; of equally rare ones the one from which the beginning is nearest.
fn best(sequence: u32, steps: &[Step], weights: &[u32], clitics: &[TermId]) -> Option<(usize, Anchor)> {
    let mut least_cost: Option<(u64, usize, Anchor)> = None;
    let mut anchor = Anchor::of(sequence);
    for (number, step) in steps.iter().enumerate() {
        let clitic = number > 0 && clitics.binary_search(&step.term).is_ok();
        anchor.most = anchor.most.saturating_add(u16::try_from(step.gap).unwrap_or(u16::MAX));
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
        anchor.least = anchor.least.saturating_add(u16::from(!clitic));
    }
    least_cost.map(|(_, number, anchor)| (number, anchor))
}
