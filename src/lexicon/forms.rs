//! The word forms of texts, each looked up once, and remembered from document to document.

use std::ops::Range;

use hashbrown::HashMap;

use super::Matcher;
use super::anchors::Block;
use super::guards::Signature;
use super::marks::Marks;
use super::normal;
use super::terms::{TermId, ascending};

/// The forms seen so far.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// Forms of few bytes, by bytes and length.
    short: HashMap<u128, u32>,
    long: HashMap<String, u32>,
    forms: Vec<Form>,
    /// What each form is, in bits.
    marks: Vec<Marks>,
    /// A few bits of the terms that each form satisfies: most that it does not satisfy are told by them.
    hints: Vec<u64>,
    /// The signature of each form, by its place.
    signature_of: Vec<u32>,
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

/// Lists of terms or entries, in ascending order each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// The terms that the form satisfies.
    Terms,
    /// Those of a shortened verb at its end: *will* in "we'll".
    Clitic,
    /// The names, and the other entries, that stand wherever the form does.
    SingleNames,
    SingleOthers,
}

const LISTS: usize = 4;

/// Blocks of anchors at the terms of a form: for names, their exceptions, other entries and theirs; each followed by those
/// at the terms of the shortened verb. Sorted by where their guards look.
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

/// Forms of up to so many bytes are compared as one number.
const SHORT: usize = 15;

impl Forms {
    /// Forgets everything when there is too much of it.
    pub(super) fn tidy(&mut self) {
        if self.forms.len() > MOST_FORMS
            || self.bytes + 4 * self.lists.len() + size_of_val(&*self.blocks) + size_of_val(&*self.signatures)
                > MOST_BYTES
        {
            *self = Self::default();
        }
    }

    /// The number of the form that stands in a text, looked up if it is new.
    pub(super) fn number(&mut self, text: &str, start: usize, end: usize, matcher: &Matcher) -> u32 {
        let known = match packed(text.as_bytes(), start, end) {
            Some(key) => self.short.get(&key),
            None => self.long.get(text.get(start..end).unwrap_or("")),
        };
        match known {
            Some(number) => *number,
            None => self.add(text, start, end, matcher),
        }
    }

    #[cold]
    fn add(&mut self, text: &str, start: usize, end: usize, matcher: &Matcher) -> u32 {
        let number = self.forms.len() as u32;
        let word = text.get(start..end).unwrap_or("");
        match packed(text.as_bytes(), start, end) {
            Some(key) => self.short.insert(key, number),
            None => self.long.insert(word.into(), number),
        };
        self.bytes += word.len();
        self.look_up(word, matcher);
        number
    }

    fn look_up(&mut self, word: &str, matcher: &Matcher) {
        let mut lists = Ends::<LISTS>::from(self.lists.len());
        let all = &mut self.lists;
        let first = all.len();
        matcher.terms.of(word, all);
        let clitic = clitic(word);
        if let Some((base, _)) = &clitic {
            matcher.terms.of(base, all);
            ascending(all, first);
        }
        lists.ends[List::Terms as usize] = all.len() as u32;
        if let Some((_, verb)) = clitic {
            matcher.terms.of(verb, all);
        }
        lists.ends[List::Clitic as usize] = all.len() as u32;
        let [own, shortened] = [lists.range(List::Terms as usize), lists.range(List::Clitic as usize)];
        for (list, group) in [(List::SingleNames, &matcher.names), (List::SingleOthers, &matcher.others)] {
            let first = all.len();
            for at in own.clone() {
                all.extend(group.anchors.singles(all[at]));
            }
            ascending(all, first);
            lists.ends[list as usize] = all.len() as u32;
        }
        let mut blocks = Ends::<BLOCKS>::from(self.blocks.len());
        let anchors = [&matcher.names, &matcher.others].map(|group| [&group.anchors, &group.exceptions]);
        let from = anchors.as_flattened().iter().flat_map(|anchors| [(anchors, &own), (anchors, &shortened)]);
        for (end, (anchors, terms)) in blocks.ends.iter_mut().zip(from) {
            let first = self.blocks.len();
            self.blocks.extend(all[terms.clone()].iter().flat_map(|term| anchors.blocks(*term)));
            self.blocks[first..].sort_by_key(|block| block.guard.place);
            *end = self.blocks.len() as u32;
        }
        if self.signatures.is_empty() {
            self.signatures.push(Signature::EMPTY);
        }
        self.signature_of.push(match matcher.bits.signature(&all[own.start..shortened.end]) {
            Some(signature) => {
                self.signatures.push(signature);
                self.signatures.len() as u32 - 1
            }
            None => 0,
        });
        self.hints.push(all[own].iter().fold(0, |hint, term| hint | hint_of(*term)));
        let form = Form { lists, blocks };
        self.marks.push(form.marks(word));
        self.forms.push(form);
    }

    /// What a form is.
    pub(super) fn marks(&self, form: u32) -> Marks {
        self.marks[form as usize]
    }

    /// The place of a form's signature; 0 if no term is wanted that it satisfies.
    pub(super) fn signature_of(&self, form: u32) -> u32 {
        self.signature_of[form as usize]
    }

    /// The signature at a place.
    pub(super) fn signature(&self, place: u32) -> &Signature {
        &self.signatures[place as usize]
    }

    /// The bits of some words, each told by the place of its signature and what it is.
    pub(super) fn signature_of_all(&self, words: impl Iterator<Item = (u32, Marks)>) -> Signature {
        let mut all = Signature::EMPTY;
        for (place, marks) in words {
            if place != 0 {
                all.add(self.signature(place));
            }
            all.add_slots(marks.slots());
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
        self.hints[form as usize] & hint_of(term) != 0
            && self.list(form, List::Terms).binary_search(&term).is_ok()
    }
}

fn hint_of(term: TermId) -> u64 {
    1 << (term % 64)
}

impl Form {
    fn marks(&self, word: &str) -> Marks {
        let lists = |lists: &[List]| lists.iter().any(|list| !self.lists.range(*list as usize).is_empty());
        let blocks =
            |blocks: &[Blocks]| blocks.iter().any(|list| !self.blocks.range(*list as usize).is_empty());
        let mut marks = Marks::default();
        marks.set(Marks::EXCEPTIONS, blocks(&[Blocks::NotNames, Blocks::NotOthers]));
        marks.set(Marks::NAMES, blocks(&[Blocks::Names]) || lists(&[List::SingleNames]));
        marks.set(Marks::OTHERS, blocks(&[Blocks::Others]) || lists(&[List::SingleOthers]));
        marks.set(Marks::NUMBER, word.starts_with(|c: char| c.is_ascii_digit()));
        marks.set(Marks::YEAR, is_year(word));
        marks.set(Marks::ARTICLE, word.eq_ignore_ascii_case("the"));
        marks.set(Marks::CLITIC, lists(&[List::Clitic]));
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

/// The bytes and their number in one number, if they are few.
fn packed(text: &[u8], start: usize, end: usize) -> Option<u128> {
    let length = end.checked_sub(start).filter(|length| *length <= SHORT)?;
    let bytes: [u8; 16] = match text.get(start..start + 16) {
        Some(bytes) => bytes.try_into().ok()?,
        None => {
            let mut bytes = [0; 16];
            bytes[..length].copy_from_slice(text.get(start..end)?);
            bytes
        }
    };
    let mask = (1_u128 << (8 * length)) - 1;
    Some(u128::from_le_bytes(bytes) & mask | (length as u128) << (8 * SHORT))
}
