//! What must stand near an anchor for a sequence to be worth trying: the rarest other step, asked of a few bits.
//!
//! Every word form has a set of bits, a sentence the bits of all its words. A term has a bit of its own while there are
//! enough, commonest first; the rare ones share some. A bit that is missing tells that no word satisfies the term.

use super::compile::Step;
use super::pattern::{Slot, Slots};
use super::terms::{NO_TERM, TermId};

/// Words of bits in a set.
const WORDS: usize = 24;

/// Bits that stand for terms, one each.
const OWN: usize = 900;

/// The bit that is always set.
const ALWAYS: u16 = 0;
/// Something fills some slot; the bits of the slots follow.
const NAMED: u16 = 1;
/// The first bit of a term.
const FIRST: usize = 2 + Slot::ALL.len();

/// A set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signature([u64; WORDS]);

impl Signature {
    pub(super) const EMPTY: Self = {
        let mut words = [0; WORDS];
        words[0] = 1 << ALWAYS;
        Self(words)
    };

    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    pub(super) fn add_slots(&mut self, slots: Slots) {
        if !slots.is_empty() {
            self.set(NAMED);
            slots.each().for_each(|slot| self.set(bit_of(slot)));
        }
    }

    fn set(&mut self, bit: u16) {
        self.0[bit as usize / 64] |= 1 << (bit % 64);
    }

    /// Is one of two bits set? Mostly they are the same.
    fn has(&self, [one, other]: [u16; 2]) -> bool {
        let is_set = |bit: u16| self.0[bit as usize / 64] >> (bit % 64) & 1 != 0;
        is_set(one) || other != one && is_set(other)
    }

    /// Is one of the bits set that a guard asks for?
    pub(super) fn passes(&self, guard: Guard) -> bool {
        self.has(guard.bits)
    }
}

fn bit_of(slot: Slot) -> u16 {
    NAMED + 1 + slot as u16
}

/// What the first step of a sequence must be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct First {
    bits: [u16; 2],
    /// Is a word enough to tell, without the names that begin there?
    pub(super) is_word: bool,
}

impl First {
    /// Does it stand in the words of the signature?
    pub(super) fn is_in(self, signature: &Signature) -> bool {
        signature.has(self.bits)
    }
}

/// What must stand near an anchor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guard {
    /// One of these bits must be set.
    bits: [u16; 2],
    /// In which words.
    pub(super) place: Near,
}

/// Where it must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Near {
    /// Anywhere in the sentence.
    Sentence,
    /// Right before the anchor.
    Before,
    /// Right behind it.
    Behind,
}

/// The step that must stand near an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    place: Near,
    pub(super) term: TermId,
    slots: Slots,
}

/// How often a name fills a slot, in the measure of the weights of terms.
const NAMES: u32 = 15_000;

/// A step that may stand anywhere in a sentence is met so much more often than one with its place.
const ANYWHERE: u64 = 12;

impl Wanted {
    /// The first step.
    pub(super) fn first(step: &Step) -> Self {
        Self { place: Near::Sentence, term: step.term, slots: step.slots }
    }

    /// The step that rules out most, besides the one at a place.
    pub(super) fn beside(steps: &[Step], at: usize, weights: &[u32], clitics: &[TermId]) -> Self {
        let none = Self { place: Near::Sentence, term: NO_TERM, slots: Slots::NONE };
        let others = steps.iter().enumerate().filter(|(number, _)| *number != at);
        let wanted = others.map(|(number, step)| {
            let place = near(steps, at, number, clitics);
            let cost = u64::from(weight(step, weights)) * if place == Near::Sentence { ANYWHERE } else { 1 };
            (cost, Self { place, term: step.term, slots: step.slots })
        });
        wanted.min_by_key(|(cost, _)| *cost).map_or(none, |(_, wanted)| wanted)
    }
}

fn weight(step: &Step, weights: &[u32]) -> u32 {
    let named = step.slots.each().count() as u32 * NAMES;
    if step.term == NO_TERM { named } else { named.saturating_add(weights[step.term as usize]) }
}

/// Where a step stands, seen from the step at a place.
fn near(steps: &[Step], at: usize, number: usize, clitics: &[TermId]) -> Near {
    let is_clitic = |step: &Step| clitics.binary_search(&step.term).is_ok();
    if !steps[number].slots.is_empty() {
        Near::Sentence
    } else if number + 1 == at && steps[at].gap == 0 {
        Near::Before
    } else if at + 1 == number
        && steps[number].gap == 0
        && !is_clitic(&steps[number])
        && !is_clitic(&steps[at])
    {
        Near::Behind
    } else {
        Near::Sentence
    }
}

/// The bit of every term that is wanted somewhere.
#[derive(Debug, Default)]
pub(super) struct Bits(Vec<u16>);

impl Bits {
    /// Gives bits to the terms that are wanted.
    pub(super) fn new(wanted: impl Iterator<Item = TermId>, weights: &[u32]) -> Self {
        let mut wanted: Vec<TermId> = wanted.filter(|term| *term != NO_TERM).collect();
        wanted.sort_unstable_by_key(|term| (u32::MAX - weights[*term as usize], *term));
        wanted.dedup();
        let mut bits = vec![ALWAYS; weights.len()];
        let shared = 64 * WORDS - FIRST - OWN;
        for (number, term) in wanted.into_iter().enumerate() {
            let number = if number < OWN { number } else { OWN + number % shared };
            bits[term as usize] = (FIRST + number) as u16;
        }
        Self(bits)
    }

    /// How many terms there are.
    pub(super) fn terms(&self) -> usize {
        self.0.len()
    }

    /// The bits of a word that satisfies terms; nothing if it satisfies none that is wanted.
    pub(super) fn signature<'a>(&self, terms: impl Iterator<Item = &'a TermId>) -> Option<Signature> {
        let mut signature = Signature::EMPTY;
        for term in terms {
            signature.set(self.0[*term as usize]);
        }
        (signature != Signature::EMPTY).then_some(signature)
    }

    pub(super) fn guard(&self, wanted: Wanted) -> Guard {
        Guard { bits: self.either(wanted), place: wanted.place }
    }

    pub(super) fn first(&self, wanted: Wanted) -> First {
        First { bits: self.either(wanted), is_word: wanted.slots.is_empty() }
    }

    /// The bits one of which must be set.
    fn either(&self, wanted: Wanted) -> [u16; 2] {
        let mut filled = wanted.slots.each();
        let named = match (filled.next(), filled.next()) {
            (None, _) => None,
            (Some(slot), None) => Some(bit_of(slot)),
            (Some(_), Some(_)) => Some(NAMED),
        };
        let word = (wanted.term != NO_TERM).then(|| self.0[wanted.term as usize]);
        let first = word.or(named).unwrap_or(ALWAYS);
        [first, named.unwrap_or(first)]
    }
}
