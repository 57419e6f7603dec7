//! All terms of all lexicons → one [`Matcher`] over word forms.
//!
//! A word form is looked at once: which *terms* (plain words, wildcards, stems) it satisfies is decided when the
//! form is first seen, and matching then compares numbers. See [`super::find`].

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use super::pattern::{Sequence, Slot, What, sequences};
use super::{Flags, Kind, Lexicon, normal};
use crate::error::Error;

/// Number of a term inside a [`Matcher`].
pub(super) type TermId = u32;

/// The terms of all lexicons, ready to be found.
#[derive(Debug, Default)]
pub struct Matcher {
    pub(super) terms: Terms,
    /// Names, found first: they fill the slots of the others.
    pub(super) names: Group,
    /// Everything else.
    pub(super) others: Group,
}

/// Sequences that are looked for together.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) sequences: Vec<Compiled>,
    /// Sequences by their first term.
    pub(super) by_term: Vec<Vec<u32>>,
    /// Sequences that begin with a slot.
    pub(super) by_slot: Vec<(Slot, u32)>,
}

/// One sequence of one entry.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) entry: u32,
    pub(super) flags: Flags,
    /// Is it an exception, which cancels hits of its entry?
    pub(super) cancels: bool,
    pub(super) steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) gap: usize,
    pub(super) comma: bool,
    pub(super) test: Test,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Term(TermId),
    Slot(Slot),
    Any(Vec<Test>),
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
        Ok(matcher)
    }

    fn add(&mut self, number: u32, kind: Kind, entry: &super::Entry) -> Result<(), Error> {
        let patterns =
            std::iter::once((&entry.term, false)).chain(entry.except.iter().map(|term| (term, true)));
        for (term, cancels) in patterns {
            let all = sequences(term).map_err(|message| Error::Lexicon {
                path: entry.place.path.clone(),
                line: entry.place.line,
                message: format!("{term:?}: {message}"),
            })?;
            for sequence in all {
                // Exceptions are context: they may lie beyond a comma.
                let flags =
                    if cancels { Flags { comma: true, start: false, ..entry.flags } } else { entry.flags };
                let steps = self.steps(&sequence, flags);
                let group = if kind == Kind::Actors { &mut self.names } else { &mut self.others };
                group.add(Compiled { entry: number, flags, cancels, steps });
            }
        }
        Ok(())
    }

    fn steps(&mut self, sequence: &Sequence, flags: Flags) -> Vec<Step> {
        sequence
            .iter()
            .map(|element| {
                let test = self.test(&element.what, flags);
                Step { gap: element.gap, comma: element.comma || flags.comma, test }
            })
            .collect()
    }
}

impl Matcher {
    fn test(&mut self, what: &What, flags: Flags) -> Test {
        match what {
            What::Word(word) => Test::Term(self.terms.word(word, flags)),
            What::Wild(word) => Test::Term(self.terms.wild(word, flags)),
            What::Slot(slot) => Test::Slot(*slot),
            What::Any(all) => {
                let tests = all.iter().map(|what| self.test(what, flags)).collect();
                self.any(tests)
            }
        }
    }
}

impl Matcher {
    /// Alternatives of plain words are one class of words, looked up like a word; slots stand beside it.
    fn any(&mut self, all: Vec<Test>) -> Test {
        let mut terms: Vec<TermId> = Vec::new();
        let mut others: Vec<Test> = Vec::new();
        for test in all {
            match test {
                Test::Term(term) => terms.push(term),
                other => others.push(other),
            }
        }
        if !terms.is_empty() {
            others.push(Test::Term(self.terms.class(terms)));
        }
        if others.len() == 1 { others.remove(0) } else { Test::Any(others) }
    }
}

impl Group {
    fn add(&mut self, compiled: Compiled) {
        let number = self.sequences.len() as u32;
        let Some(first) = compiled.steps.first() else { return };
        let first = first.test.clone();
        self.sequences.push(compiled);
        self.index(&first, number);
    }

    fn index(&mut self, test: &Test, number: u32) {
        match test {
            Test::Term(term) => {
                let term = *term as usize;
                if self.by_term.len() <= term {
                    self.by_term.resize_with(term + 1, Vec::new);
                }
                self.by_term[term].push(number);
            }
            Test::Slot(slot) => self.by_slot.push((*slot, number)),
            Test::Any(all) => all.iter().for_each(|test| self.index(test, number)),
        }
    }
}

/// From word forms to the terms that they satisfy.
#[derive(Debug, Default)]
pub(super) struct Terms {
    count: TermId,
    lower: HashMap<String, TermId>,
    cased: HashMap<String, TermId>,
    stems: HashMap<String, TermId>,
    wilds: Wilds,
    /// Classes of terms, by their sorted members.
    classes: HashMap<Vec<TermId>, TermId>,
    /// The classes that each term belongs to.
    classes_of: HashMap<TermId, Vec<TermId>>,
}

impl Terms {
    fn word(&mut self, word: &str, flags: Flags) -> TermId {
        let (map, key) = if flags.stem {
            (&mut self.stems, stem(&normal::lower(word)))
        } else if flags.case {
            (&mut self.cased, normal::spelling(word).into_owned())
        } else {
            (&mut self.lower, normal::lower(word))
        };
        *map.entry(key).or_insert_with(|| {
            self.count += 1;
            self.count
        })
    }

    fn wild(&mut self, word: &str, flags: Flags) -> TermId {
        let pattern = if flags.case { normal::spelling(word).into_owned() } else { normal::lower(word) };
        if let Some(known) = self.wilds.known(&pattern, flags.case) {
            return known;
        }
        self.count += 1;
        self.wilds.add(pattern, flags.case, self.count);
        self.count
    }

    /// The class of these terms: satisfied by whatever satisfies one of them.
    fn class(&mut self, mut members: Vec<TermId>) -> TermId {
        members.sort_unstable();
        members.dedup();
        if let [single] = members.as_slice() {
            return *single;
        }
        if let Some(known) = self.classes.get(&members) {
            return *known;
        }
        self.count += 1;
        for member in &members {
            self.classes_of.entry(*member).or_default().push(self.count);
        }
        self.classes.insert(members, self.count);
        self.count
    }

    /// The terms that a word satisfies and their classes, in ascending order.
    pub(super) fn of(&self, word: &str) -> Vec<TermId> {
        let cased = normal::spelling(word);
        let lower = cased.to_lowercase();
        let mut all = Vec::new();
        for (cased, lower) in [
            (Some(&*cased), Some(&*lower)),
            (normal::without_possessive(&cased), normal::without_possessive(&lower)),
        ] {
            if let (Some(cased), Some(lower)) = (cased, lower) {
                all.extend(self.lower.get(lower));
                all.extend(self.cased.get(cased));
                if !self.stems.is_empty() {
                    all.extend(self.stems.get(&stem(lower)));
                }
                self.wilds.matching(cased, lower, &mut all);
            }
        }
        let classes: Vec<TermId> =
            all.iter().filter_map(|term| self.classes_of.get(term)).flatten().copied().collect();
        all.extend(classes);
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

/// Wildcard words, by the letters before their first wildcard.
#[derive(Debug, Default)]
struct Wilds {
    all: Vec<(String, bool, TermId)>,
    known: HashMap<(String, bool), TermId>,
    by_prefix: HashMap<String, Vec<u32>>,
    longest: usize,
}

/// Wildcards are found by at most this many of their first letters.
const PREFIX_LETTERS: usize = 4;

impl Wilds {
    fn known(&self, pattern: &str, case: bool) -> Option<TermId> {
        self.known.get(&(pattern.to_owned(), case)).copied()
    }

    fn add(&mut self, pattern: String, case: bool, term: TermId) {
        let prefix: String = pattern
            .chars()
            .take_while(|c| !"*?".contains(*c))
            .take(PREFIX_LETTERS)
            .collect::<String>()
            .to_lowercase();
        self.longest = self.longest.max(prefix.chars().count());
        self.by_prefix.entry(prefix).or_default().push(self.all.len() as u32);
        self.known.insert((pattern.clone(), case), term);
        self.all.push((pattern, case, term));
    }

    fn matching(&self, cased: &str, lower: &str, into: &mut Vec<TermId>) {
        let ends = std::iter::once(0).chain(lower.char_indices().map(|(at, c)| at + c.len_utf8()));
        for end in ends.take(self.longest + 1) {
            for number in self.by_prefix.get(&lower[..end]).into_iter().flatten() {
                let (pattern, case, term) = &self.all[*number as usize];
                if glob(pattern, if *case { cased } else { lower }) {
                    into.push(*term);
                }
            }
        }
    }
}

/// Does the word fit a pattern of letters, `*` (any letters) and `?` (one letter)? Linear in the word for each `*`.
fn glob(pattern: &str, word: &str) -> bool {
    let (pattern, word): (Vec<char>, Vec<char>) = (pattern.chars().collect(), word.chars().collect());
    let (mut p, mut w) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while w < word.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, w));
                p += 1;
            }
            Some(c) if *c == '?' || *c == word[w] => {
                p += 1;
                w += 1;
            }
            _ => match star {
                Some((at, reached)) => {
                    star = Some((at, reached + 1));
                    p = at + 1;
                    w = reached + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn wildcards() {
        for (pattern, word, fits) in [
            ("fabricat*", "fabrication", true),
            ("fabricat*", "fabricat", true),
            ("fabricat*", "prefabricated", false),
            ("organi?ation", "organisation", true),
            ("organi?ation", "organiation", false),
            ("*n't", "don't", true),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxbyy", false),
        ] {
            assert_eq!(glob(pattern, word), fits, "{pattern} {word}");
        }
    }
}
