//! The word forms of texts, each looked up once, and remembered from document to document.

use std::ops::Range;

use hashbrown::HashMap;

use super::Matcher;
use super::anchors::Block;
use super::guards::Signature;
use super::marks::Marks;
use super::normal;
use super::recent::{Key, Recent};
use super::terms::{NO_TERM, TermId, ascending};
use super::walk::Word;
use crate::document::Span;

/// The forms seen so far.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// Those met last.
    recent: Recent,
    /// Forms of few bytes.
    short: HashMap<Key, u32>,
    long: HashMap<String, u32>,
    forms: Vec<Form>,
    /// The place of the signature of each form, and what it is; the place is 0 if no term is wanted that it satisfies.
    met_as: Vec<(u32, Marks)>,
    /// The lists of the forms, one after the other.
    lists: Vec<u32>,
    /// The blocks of anchors of the forms, likewise.
    blocks: Vec<Block>,
    /// The first is that of all forms without wanted terms.
    signatures: Vec<Signature>,
    bytes: usize,
}

/// Where the lists and blocks of a form end in those of [`Forms`]; each begins where the one before ends.
#[derive(Clone, Copy, Debug)]
struct Form {
    /// A few bits of the terms that it satisfies: most that it does not satisfy are told by them.
    hint: u64,
    lists: Ends<LISTS>,
    blocks: Ends<BLOCKS>,
}

/// Where ranges end that follow each other.
#[derive(Clone, Copy, Debug)]
struct Ends<const N: usize> {
    first: u32,
    ends: [u32; N],
}

impl<const N: usize> Ends<N> {
    fn from(first: usize) -> Self {
        Self { first: first as u32, ends: [0; N] }
    }

    fn range(&self, number: usize) -> Range<usize> {
        let start = number.checked_sub(1).map_or(self.first, |before| self.ends[before]);
        start as usize..self.ends[number] as usize
    }
}

/// Lists of terms or entries, in ascending order each but for the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// The terms that the form satisfies, by their slots.
    Terms,
    /// Those of a shortened verb at its end: *will* in "we'll".
    Clitic,
    /// The names, and the other entries, that stand wherever the form does.
    SingleNames,
    SingleOthers,
}

const LISTS: usize = 4;

/// Blocks of anchors at the terms of a form: for names, their exceptions, other entries and theirs; each followed by those
/// at the terms of the shortened verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blocks {
    Names,
    CliticNames,
    NotNames,
    CliticNotNames,
    Others,
    CliticOthers,
    NotOthers,
    CliticNotOthers,
}

const BLOCKS: usize = 8;

/// Shortened verbs and what they stand for. *'s* may be a possessive and *n't* turns its verb round: neither is one.
pub(super) const CLITICS: &[(&str, &str)] =
    &[("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am"), ("'d", "would")];

/// So many forms are remembered, and bytes of them.
const MOST_FORMS: usize = 400_000;
const MOST_BYTES: usize = 16 << 20;

impl Forms {
    /// Forgets everything when there is too much of it.
    pub(super) fn tidy(&mut self) {
        let bits = size_of_val(&*self.signatures);
        let bytes = self.bytes + 4 * self.lists.len() + size_of_val(&*self.blocks) + bits;
        if self.forms.len() > MOST_FORMS || bytes > MOST_BYTES {
            *self = Self::default();
        }
        if self.signatures.is_empty() {
            self.recent.forget();
            self.signatures.push(Signature::EMPTY);
        }
    }

    /// What stands in a text, looked up if it is new.
    pub(super) fn word(&mut self, text: &str, span: Span, matcher: &Matcher) -> Word {
        let key = Key::of(text.as_bytes(), span.start, span.end);
        key.and_then(|key| self.recent.get(key)).unwrap_or_else(|| self.remembered(text, span, key, matcher))
    }

    #[inline(never)]
    fn remembered(&mut self, text: &str, span: Span, key: Option<Key>, matcher: &Matcher) -> Word {
        let word = text.get(span.start..span.end).unwrap_or("");
        let known = match key {
            Some(key) => self.short.get(&key),
            None => self.long.get(word),
        };
        let form = match known {
            Some(form) => *form,
            None => self.add(word, key, matcher),
        };
        let (signature, marks) = self.met_as[form as usize];
        let met = Word { form, signature, marks };
        if let Some(key) = key {
            self.recent.put(key, met);
        }
        met
    }

    #[cold]
    fn add(&mut self, word: &str, key: Option<Key>, matcher: &Matcher) -> u32 {
        let form = self.forms.len() as u32;
        match key {
            Some(key) => self.short.insert(key, form),
            None => self.long.insert(word.into(), form),
        };
        self.bytes += word.len();
        self.look_up(word, matcher);
        form
    }

    fn look_up(&mut self, word: &str, matcher: &Matcher) {
        let (mut own, mut shortened) = (Vec::new(), Vec::new());
        matcher.terms.of(word, &mut own);
        if let Some((base, verb)) = clitic(word) {
            matcher.terms.of(&base, &mut own);
            ascending(&mut own, 0);
            matcher.terms.of(verb, &mut shortened);
        }
        let lists = self.add_lists(&own, &shortened, matcher);
        let blocks = self.add_blocks(&own, &shortened, matcher);
        let signature = match matcher.bits.signature(own.iter().chain(&shortened)) {
            Some(signature) => {
                self.signatures.push(signature);
                self.signatures.len() as u32 - 1
            }
            None => 0,
        };
        let form = Form { hint: own.iter().fold(0, |hint, term| hint | hint_of(*term)), lists, blocks };
        self.met_as.push((signature, form.marks(word)));
        self.forms.push(form);
    }

    fn add_lists(&mut self, own: &[TermId], shortened: &[TermId], matcher: &Matcher) -> Ends<LISTS> {
        let all = &mut self.lists;
        let mut lists = Ends::<LISTS>::from(all.len());
        terms_by_slot(own, all);
        lists.ends[List::Terms as usize] = all.len() as u32;
        all.extend_from_slice(shortened);
        lists.ends[List::Clitic as usize] = all.len() as u32;
        for (list, group) in [(List::SingleNames, &matcher.names), (List::SingleOthers, &matcher.others)] {
            let first = all.len();
            for term in own {
                all.extend(group.anchors.singles(*term));
            }
            ascending(all, first);
            lists.ends[list as usize] = all.len() as u32;
        }
        lists
    }

    fn add_blocks(&mut self, own: &[TermId], shortened: &[TermId], matcher: &Matcher) -> Ends<BLOCKS> {
        let mut blocks = Ends::<BLOCKS>::from(self.blocks.len());
        let anchors = [&matcher.names, &matcher.others].map(|group| [&group.anchors, &group.exceptions]);
        let from = anchors.as_flattened().iter().flat_map(|anchors| [(anchors, own), (anchors, shortened)]);
        for (end, (anchors, terms)) in blocks.ends.iter_mut().zip(from) {
            for term in terms {
                self.blocks.extend_from_slice(anchors.blocks(*term));
            }
            *end = self.blocks.len() as u32;
        }
        blocks
    }

    /// The signature at a place.
    pub(super) fn signature(&self, place: u32) -> &Signature {
        &self.signatures[place as usize]
    }

    /// The bits of some words.
    pub(super) fn signature_of_all(&self, words: &[Word]) -> Signature {
        let mut all = Signature::EMPTY;
        for word in words {
            if word.signature != 0 {
                all.add(self.signature(word.signature));
            }
            all.add_slots(word.marks.slots());
        }
        all
    }

    /// A list of a form.
    pub(super) fn list(&self, form: u32, list: List) -> &[u32] {
        &self.lists[self.forms[form as usize].lists.range(list as usize)]
    }

    /// The blocks of anchors of a form.
    pub(super) fn blocks(&self, form: u32, blocks: Blocks) -> &[Block] {
        &self.blocks[self.forms[form as usize].blocks.range(blocks as usize)]
    }

    /// Does the form satisfy the term?
    pub(super) fn satisfies(&self, form: u32, term: TermId) -> bool {
        let Form { hint, lists, .. } = &self.forms[form as usize];
        hint & hint_of(term) != 0 && holds(&self.lists[lists.range(List::Terms as usize)], term)
    }
}

/// Appends terms so that each is found at its slot, or right behind it: at least half of the slots hold no term.
fn terms_by_slot(terms: &[TermId], all: &mut Vec<u32>) {
    let first = all.len();
    all.resize(first + if terms.is_empty() { 0 } else { (2 * terms.len()).next_power_of_two() }, NO_TERM);
    let slots = &mut all[first..];
    for term in terms {
        let mut slot = slot_of(*term, slots.len());
        while slots[slot] != NO_TERM {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = *term;
    }
}

/// Does a list of slots hold a term?
fn holds(slots: &[u32], term: TermId) -> bool {
    let Some(last) = slots.len().checked_sub(1) else { return false };
    let mut slot = slot_of(term, slots.len());
    while slots[slot & last] != NO_TERM {
        if slots[slot & last] == term {
            return true;
        }
        slot += 1;
    }
    false
}

/// The slot of a term among a number of slots, which is a power of two.
fn slot_of(term: TermId, slots: usize) -> usize {
    const ODD: u32 = 0x9E37_79B1;
    (term.wrapping_mul(ODD) >> 12) as usize & (slots - 1)
}

fn hint_of(term: TermId) -> u64 {
    1 << (term % 64)
}

impl Form {
    fn marks(&self, word: &str) -> Marks {
        let lists = |list: List| !self.lists.range(list as usize).is_empty();
        let blocks = |blocks: Blocks| !self.blocks.range(blocks as usize).is_empty();
        let mut marks = Marks::default();
        marks.set(Marks::EXCEPTIONS, blocks(Blocks::NotNames) || blocks(Blocks::NotOthers));
        marks.set(Marks::NAMES, blocks(Blocks::Names) || lists(List::SingleNames));
        marks.set(Marks::OTHERS, blocks(Blocks::Others) || lists(List::SingleOthers));
        marks.set(Marks::NUMBER, word.starts_with(|c: char| c.is_ascii_digit()));
        marks.set(Marks::YEAR, is_year(word));
        marks.set(Marks::ARTICLE, word.eq_ignore_ascii_case("the"));
        marks.set(Marks::CLITIC, lists(List::Clitic));
        marks
    }
}

/// The base of a word and the verb whose shortened form stands at its end.
fn clitic(word: &str) -> Option<(String, &'static str)> {
    if word.is_ascii() && !word.contains('\'') {
        return None;
    }
    let spelled = normal::key(word);
    let (base, verb) = CLITICS.iter().find_map(|(end, verb)| Some((spelled.strip_suffix(end)?, *verb)))?;
    (!base.is_empty()).then(|| (base.to_owned(), verb))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn slots_hold_the_terms_and_no_others(
            terms in proptest::collection::btree_set(1..5_000_u32, 0..300)
        ) {
            let mut all = vec![7];
            terms_by_slot(&Vec::from_iter(terms.iter().copied()), &mut all);
            let held: BTreeSet<TermId> = (0..5_000).filter(|term| holds(&all[1..], *term)).collect();
            prop_assert_eq!(held, terms);
        }
    }
}
