//! Finding the entries of the lexicons in the tokens of a document.

use std::collections::HashMap;
use std::ops::Range;

use super::compile::{Compiled, Group, Matcher, TermId, Test};
use super::normal;
use super::pattern::Slot;
use crate::segment::{Break, Sentence, Token};

/// The word forms of a document, each looked up once.
#[derive(Debug)]
pub struct Words {
    /// The form of each token.
    form_of: Vec<u32>,
    forms: Vec<Form>,
}

#[derive(Debug)]
struct Form {
    terms: Vec<TermId>,
    /// What a shortened verb at its end stands for: *will* in "we'll".
    clitic: Vec<TermId>,
    number: bool,
    year: bool,
    article: bool,
}

impl Words {
    /// Looks up every distinct form of the tokens.
    pub fn new(text: &str, tokens: &[Token], matcher: &Matcher) -> Self {
        let mut forms: Vec<Form> = Vec::new();
        let mut known: HashMap<&str, u32> = HashMap::new();
        let form_of = tokens
            .iter()
            .map(|token| {
                let word = token.span.slice(text);
                *known.entry(word).or_insert_with(|| {
                    let (terms, clitic) = terms(word, matcher);
                    forms.push(Form {
                        terms,
                        clitic,
                        number: word.starts_with(|c: char| c.is_ascii_digit()),
                        year: is_year(word),
                        article: word.eq_ignore_ascii_case("the"),
                    });
                    forms.len() as u32 - 1
                })
            })
            .collect();
        Self { form_of, forms }
    }

    fn form(&self, token: usize) -> &Form {
        &self.forms[self.form_of[token] as usize]
    }
}

/// Shortened verbs and what they stand for. *'s* may be a possessive and *n't* turns its verb round: neither is one.
const CLITICS: &[(&str, &str)] =
    &[("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am"), ("'d", "would")];

/// The terms of a word, and those of a shortened verb at its end.
fn terms(word: &str, matcher: &Matcher) -> (Vec<TermId>, Vec<TermId>) {
    let mut terms = matcher.terms.of(word);
    let spelled = normal::lower(word);
    let parts = CLITICS.iter().find_map(|(end, verb)| Some((spelled.strip_suffix(end)?, verb)));
    let Some((base, verb)) = parts.filter(|(base, _)| !base.is_empty()) else { return (terms, Vec::new()) };
    terms.extend(matcher.terms.of(base));
    terms.sort_unstable();
    terms.dedup();
    (terms, matcher.terms.of(verb))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year))
}

/// An entry found in the tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Number of the entry, counted through all lexicons.
    pub entry: u32,
    /// The tokens, first to one past the last.
    pub tokens: Range<usize>,
    /// The sentence that holds them.
    pub sentence: usize,
}

/// A name in the text that can fill slots; no two begin at one token.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The slots that it fills.
    pub slots: Vec<Slot>,
}

/// The tokens and sentences of a document, for matching.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// All tokens in text order.
    pub tokens: &'a [Token],
    /// All sentences in text order.
    pub sentences: &'a [Sentence],
    /// The forms of the tokens.
    pub words: &'a Words,
}

impl Matcher {
    /// All names: entries of lexicons of kind `actors`. Of overlapping names the leftmost and longest stands.
    pub fn find_names(&self, text: Text) -> Vec<Match> {
        longest(self.names.find(text, &At::new(&[], 0)).standing)
    }

    /// All other entries, with the mentions that fill slots. Matches of an entry that overlap one of its exceptions
    /// stand apart; which of several overlapping matches stand is decided by the caller.
    pub fn find(&self, text: Text, mentions: &[Mention]) -> Matches {
        let at = At::new(mentions, text.tokens.len());
        self.others.find(text, &at)
    }
}

/// Of overlapping matches keeps the leftmost, and of those that begin together the longest (then the first entry).
pub fn longest(mut all: Vec<Match>) -> Vec<Match> {
    all.sort_by_key(|found| (found.tokens.start, usize::MAX - found.tokens.end, found.entry));
    let mut kept: Vec<Match> = Vec::with_capacity(all.len());
    for found in all {
        if kept.last().is_none_or(|last| last.tokens.end <= found.tokens.start) {
            kept.push(found);
        }
    }
    kept
}

/// The mention that begins at each token.
struct At<'a> {
    mentions: &'a [Mention],
    /// Its number and 1; 0 where none begins.
    begins: Vec<u32>,
}

impl<'a> At<'a> {
    fn new(mentions: &'a [Mention], tokens: usize) -> Self {
        let mut begins = vec![0; tokens];
        for (number, mention) in mentions.iter().enumerate() {
            begins[mention.tokens.start] = number as u32 + 1;
        }
        Self { mentions, begins }
    }

    fn get(&self, token: usize) -> Option<&'a Mention> {
        let number = self.begins.get(token).copied().unwrap_or(0) as usize;
        self.mentions.get(number.checked_sub(1)?)
    }
}

/// What was found.
#[derive(Debug, Default)]
pub struct Matches {
    /// Matches that no exception cancels.
    pub standing: Vec<Match>,
    /// The others, each with the tokens of the exception.
    pub cancelled: Vec<(Match, Range<usize>)>,
}

impl Group {
    fn find(&self, text: Text, at: &At) -> Matches {
        let mut found = Vec::new();
        let mut cancelled: HashMap<u32, Vec<Range<usize>>> = HashMap::new();
        for (number, sentence) in text.sentences.iter().enumerate() {
            let walk = Walk { text, at, range: sentence.tokens.clone() };
            for start in sentence.tokens.clone() {
                let of_terms = text
                    .words
                    .form(start)
                    .terms
                    .iter()
                    .filter_map(|term| self.by_term.get(*term as usize))
                    .flatten();
                let slots: &[_] = if walk.fills_slots(start) { &self.by_slot } else { &[] };
                let candidates = of_terms.chain(slots.iter().map(|(_, number)| number));
                for compiled in candidates.map(|number| &self.sequences[*number as usize]) {
                    if let Some(end) = walk.run(compiled, start) {
                        let hit = Match { entry: compiled.entry, tokens: start..end, sentence: number };
                        if compiled.cancels {
                            cancelled.entry(hit.entry).or_default().push(hit.tokens);
                        } else {
                            found.push(hit);
                        }
                    }
                }
            }
        }
        let mut matches = Matches::default();
        for hit in found {
            let exceptions = cancelled.get(&hit.entry).map_or(&[][..], Vec::as_slice);
            // They stand in text order of their first tokens, and none is longer than its pattern allows.
            let first = exceptions.partition_point(|tokens| tokens.start + LONGEST < hit.tokens.start);
            let mut near = exceptions[first..].iter().take_while(|tokens| tokens.start < hit.tokens.end);
            match near.find(|tokens| meet(tokens, &hit.tokens)) {
                Some(tokens) => matches.cancelled.push((hit, tokens.clone())),
                None => matches.standing.push(hit),
            }
        }
        matches
    }
}

/// No match is longer than this, in tokens.
const LONGEST: usize = 400;

/// Do two token ranges share a token?
pub fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Matching inside one sentence.
struct Walk<'a> {
    text: Text<'a>,
    at: &'a At<'a>,
    range: Range<usize>,
}

impl Walk<'_> {
    fn fills_slots(&self, token: usize) -> bool {
        let form = self.text.words.form(token);
        form.number || form.year || self.at.get(token).is_some()
    }

    /// Where the sequence ends if it begins at `start`; of several ways the shortest gaps.
    fn run(&self, compiled: &Compiled, start: usize) -> Option<usize> {
        if compiled.flags.start && start != self.range.start {
            return None;
        }
        let first = compiled.steps.first()?;
        // A slot that begins a sequence may have "the" before it, but the match begins with the name.
        let end = self.test(&first.test, start, false)?;
        self.rest(compiled, 1, end)
    }

    fn rest(&self, compiled: &Compiled, step: usize, from: usize) -> Option<usize> {
        let Some(next) = compiled.steps.get(step) else { return Some(from) };
        if self.is_clitic(&next.test, from - 1)
            && let Some(end) = self.rest(compiled, step + 1, from)
        {
            return Some(end);
        }
        for at in from..=(from + next.gap) {
            if at >= self.range.end || !self.crossable(at, next.comma) {
                return None;
            }
            if let Some(end) =
                self.test(&next.test, at, true).and_then(|end| self.rest(compiled, step + 1, end))
            {
                return Some(end);
            }
        }
        None
    }

    /// Does the shortened verb at the end of a token satisfy the test?
    fn is_clitic(&self, test: &Test, token: usize) -> bool {
        let clitic = &self.text.words.form(token).clitic;
        !clitic.is_empty()
            && match test {
                Test::Term(term) => clitic.binary_search(term).is_ok(),
                Test::Any(all) => all.iter().any(|test| self.is_clitic(test, token)),
                Test::Slot(_) => false,
            }
    }

    fn crossable(&self, token: usize, comma: bool) -> bool {
        match self.text.tokens[token].break_before {
            Break::None => true,
            Break::Comma | Break::Clause => comma,
        }
    }

    fn test(&self, test: &Test, at: usize, article: bool) -> Option<usize> {
        let form = self.text.words.form(at);
        match test {
            Test::Any(all) => all.iter().filter_map(|test| self.test(test, at, article)).max(),
            Test::Term(term) => form.terms.binary_search(term).is_ok().then_some(at + 1),
            Test::Slot(Slot::Number) if form.number => Some(at + 1),
            Test::Slot(Slot::Year) if form.year => Some(at + 1),
            Test::Slot(slot) => {
                let here = self.at.get(at).filter(|mention| mention.slots.contains(slot));
                let named = here.map(|mention| mention.tokens.end);
                named.or_else(|| {
                    let next = at + 1;
                    (article && form.article && next < self.range.end)
                        .then(|| self.test(test, next, false))?
                })
            }
        }
    }
}
