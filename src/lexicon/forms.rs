//! The word forms of texts, each looked up once, and remembered from document to document.

use std::ops::Range;

use hashbrown::HashMap;

use super::Matcher;
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
    /// The lists of the forms, one after the other.
    lists: Vec<u32>,
    signatures: Vec<Signature>,
    bytes: usize,
}

/// Where the lists of a form end in [`Forms::lists`]; each begins where the one before ends.
#[derive(Clone, Copy, Debug)]
struct Form {
    first: u32,
    ends: [u32; LISTS],
    /// Place of its signature and 1; 0 if it has none.
    signature: u32,
}

/// Lists of terms or entries, in ascending order each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// The terms that the form satisfies.
    Terms,
    /// Those of a shortened verb at its end: *will* in "we'll".
    Clitic,
    /// Those of its terms at which names are looked for, their exceptions, other entries and theirs; each followed by those
    /// of the shortened verb.
    Names,
    CliticNames,
    NotNames,
    CliticNotNames,
    Others,
    CliticOthers,
    NotOthers,
    CliticNotOthers,
    /// The names, and the other entries, that stand wherever the form does.
    SingleNames,
    SingleOthers,
}

const LISTS: usize = 12;

impl Form {
    fn range(&self, list: List) -> Range<usize> {
        let list = list as usize;
        let start = list.checked_sub(1).map_or(self.first, |before| self.ends[before]);
        start as usize..self.ends[list] as usize
    }
}

/// Shortened verbs and what they stand for. *'s* may be a possessive and *n't* turns its verb round: neither is one.
pub(super) const CLITICS: &[(&str, &str)] =
    &[("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am"), ("'d", "would")];

/// No form yet.
const NEW: u32 = u32::MAX;

/// So many forms are remembered, and bytes of them.
const MOST_FORMS: usize = 400_000;
const MOST_BYTES: usize = 16 << 20;

/// Forms of up to so many bytes are compared as one number.
const SHORT: usize = 15;

impl Forms {
    /// Forgets everything when there is too much of it.
    pub(super) fn tidy(&mut self) {
        if self.forms.len() > MOST_FORMS
            || self.bytes + 4 * self.lists.len() + size_of_val(&*self.signatures) > MOST_BYTES
        {
            *self = Self::default();
        }
    }

    /// The number of the form that stands in a text, looked up if it is new.
    pub(super) fn number(&mut self, text: &str, start: usize, end: usize, matcher: &Matcher) -> u32 {
        let known = match packed(text.as_bytes(), start, end) {
            Some(key) => *self.short.entry(key).or_insert(NEW),
            None => {
                let word = text.get(start..end).unwrap_or("");
                *self.long.entry_ref(word).or_insert(NEW)
            }
        };
        if known == NEW { self.add(text, start, end, matcher) } else { known }
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
        let all = &mut self.lists;
        let mut form = Form { first: all.len() as u32, ends: [0; LISTS], signature: 0 };
        let first = all.len();
        matcher.terms.of(word, all);
        let clitic = clitic(word);
        if let Some((base, _)) = &clitic {
            matcher.terms.of(base, all);
            ascending(all, first);
        }
        form.ends[List::Terms as usize] = all.len() as u32;
        if let Some((_, verb)) = clitic {
            matcher.terms.of(verb, all);
        }
        form.ends[List::Clitic as usize] = all.len() as u32;
        let [own, shortened] = [form.range(List::Terms), form.range(List::Clitic)];
        let anchors = [&matcher.names, &matcher.others].map(|group| [&group.anchors, &group.exceptions]);
        let lists =
            anchors.as_flattened().iter().flat_map(|anchors| [(anchors, &own), (anchors, &shortened)]);
        for (end, (anchors, from)) in form.ends[List::Names as usize..].iter_mut().zip(lists) {
            for at in from.clone() {
                if anchors.is_anchor(all[at]) {
                    all.push(all[at]);
                }
            }
            *end = all.len() as u32;
        }
        let groups = [&matcher.names, &matcher.others];
        for (end, group) in form.ends[List::SingleNames as usize..].iter_mut().zip(groups) {
            let first = all.len();
            for at in own.clone() {
                all.extend(group.anchors.singles(all[at]));
            }
            ascending(all, first);
            *end = all.len() as u32;
        }
        form.signature = match matcher.bits.signature(&all[first..shortened.end]) {
            Some(signature) => {
                self.signatures.push(signature);
                self.signatures.len() as u32
            }
            None => 0,
        };
        let mut marks = Marks::default();
        let any = |lists: [List; 2]| lists.iter().any(|list| !form.range(*list).is_empty());
        marks.set(Marks::EXCEPTIONS, any([List::NotNames, List::NotOthers]));
        marks.set(Marks::NAMES, any([List::Names, List::SingleNames]));
        marks.set(Marks::OTHERS, any([List::Others, List::SingleOthers]));
        marks.set(Marks::NUMBER, word.starts_with(|c: char| c.is_ascii_digit()));
        marks.set(Marks::YEAR, is_year(word));
        marks.set(Marks::ARTICLE, word.eq_ignore_ascii_case("the"));
        marks.set(Marks::CLITIC, !form.range(List::Clitic).is_empty());
        self.marks.push(marks);
        self.forms.push(form);
    }

    /// What a form is.
    pub(super) fn marks(&self, form: u32) -> Marks {
        self.marks[form as usize]
    }

    /// The bits of a form, if it has any.
    pub(super) fn signature(&self, form: u32) -> Option<&Signature> {
        let place = self.forms[form as usize].signature as usize;
        self.signatures.get(place.wrapping_sub(1))
    }

    /// A list of a form.
    pub(super) fn list(&self, form: u32, list: List) -> &[u32] {
        &self.lists[self.forms[form as usize].range(list)]
    }

    /// Does the form satisfy the term?
    pub(super) fn satisfies(&self, form: u32, term: TermId) -> bool {
        self.list(form, List::Terms).binary_search(&term).is_ok()
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
