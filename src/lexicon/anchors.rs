//! Where sequences are looked for: not at their first words, which are mostly *the*, *we* and *is*, but at the rarest word
//! that each of them needs.

use super::compile::{Group, Step};
use super::pattern::{Slot, Slots};
use super::terms::{NO_TERM, TermId};

/// The sequences of a group by the term or the slots where they are looked for.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Where the anchors of each term begin in `all`.
    first: Vec<u32>,
    all: Vec<Anchor>,
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

impl Anchors {
    /// Chooses the anchor of every sequence by the weights of the terms. `clitics` are the terms that a shortened verb at
    /// the end of a word can satisfy, in ascending order.
    pub(super) fn new(group: &Group, weights: &[u32], clitics: &[TermId]) -> Self {
        let mut anchors = Self::default();
        let mut found: Vec<(TermId, Anchor)> = Vec::with_capacity(group.len());
        for number in 0..group.len() as u32 {
            let (_, steps) = group.sequence(number);
            match best(number, steps, weights, clitics) {
                Some(anchor) => found.push(anchor),
                None => anchors.add_first(number, steps, &mut found),
            }
        }
        anchors.sort(&found, weights.len());
        anchors
    }

    /// A sequence of names is looked for at its first step.
    fn add_first(&mut self, sequence: u32, steps: &[Step], found: &mut Vec<(TermId, Anchor)>) {
        let Some(first) = steps.first() else { return };
        if first.term != NO_TERM {
            found.push((first.term, Anchor { sequence, least: 0, most: 0, slots: 0, shared: true }));
        }
        for slot in first.slots.each() {
            self.by_slot[slot as usize].push(sequence);
            self.has_slots = true;
        }
    }

    fn sort(&mut self, found: &[(TermId, Anchor)], terms: usize) {
        self.first = vec![0; terms + 1];
        for (term, _) in found {
            self.first[*term as usize + 1] += 1;
        }
        for term in 0..terms {
            self.first[term + 1] += self.first[term];
        }
        let Some((_, any)) = found.first() else { return };
        self.all = vec![*any; found.len()];
        let mut next = self.first.clone();
        for (term, anchor) in found {
            let place = &mut next[*term as usize];
            self.all[*place as usize] = *anchor;
            *place += 1;
        }
    }

    /// The sequences that are looked for at a term.
    pub(super) fn of(&self, term: TermId) -> &[Anchor] {
        let term = term as usize;
        &self.all[self.first[term] as usize..self.first[term + 1] as usize]
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
fn best(sequence: u32, steps: &[Step], weights: &[u32], clitics: &[TermId]) -> Option<(TermId, Anchor)> {
    let mut least_cost: Option<(u64, TermId, Anchor)> = None;
    let mut anchor = Anchor { sequence, least: 0, most: 0, slots: 0, shared: false };
    for (number, step) in steps.iter().enumerate() {
        let clitic = number > 0 && clitics.binary_search(&step.term).is_ok();
        anchor.most = anchor.most.saturating_add(step.gap);
        anchor.shared |= step.gap > 0 || clitic;
        if step.slots.is_empty() {
            let width = u64::from(anchor.most - anchor.least) + u64::from(anchor.slots);
            let cost = u64::from(weights[step.term as usize]) * (4 + width);
            if least_cost.as_ref().is_none_or(|(least, ..)| cost < *least) {
                least_cost = Some((cost, step.term, anchor));
            }
        } else {
            anchor.slots = anchor.slots.saturating_add(1);
            anchor.shared = true;
        }
        anchor.most = anchor.most.saturating_add(1);
        anchor.least += u32::from(!clitic);
    }
    least_cost.map(|(_, term, anchor)| (term, anchor))
}
