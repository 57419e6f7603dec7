//! The finder against a plain one that tries every sequence at every token.

use std::ops::Range;

use proptest::prelude::*;

use super::find::{LONGEST, Match, Mention, meet};
use super::forms::CLITICS;
use super::pattern::{Slot, Slots, What, sequences};
use super::terms::{TermId, Terms};
use super::{Entry, Flags, Kind, Lexicon, Matcher, Search, normal};
use crate::document::Span;
use crate::segment::{Break, Sentence, Token};

/// A word of a text, for the plain finder.
struct Form {
    terms: Vec<TermId>,
    clitic: Vec<TermId>,
    number: bool,
    year: bool,
    article: bool,
}

#[derive(Clone)]
enum Test {
    Term(TermId),
    Slot(Slot),
    Any(Vec<Test>),
}

struct Step {
    gap: usize,
    comma: bool,
    test: Test,
}

struct Sequence {
    entry: u32,
    start: bool,
    cancels: bool,
    steps: Vec<Step>,
}

#[derive(Default)]
struct Plain {
    terms: Terms,
    names: Vec<Sequence>,
    others: Vec<Sequence>,
}

impl Plain {
    fn new(lexicons: &[Lexicon]) -> Self {
        let mut plain = Self::default();
        let mut number = 0;
        for lexicon in lexicons {
            for entry in &lexicon.entries {
                plain.add(number, lexicon.header.kind, entry);
                number += 1;
            }
        }
        plain
    }

    fn add(&mut self, entry: u32, kind: Kind, row: &Entry) {
        for (term, cancels) in
            std::iter::once((&row.term, false)).chain(row.except.iter().map(|term| (term, true)))
        {
            let flags = if cancels { Flags { comma: true, start: false, ..row.flags } } else { row.flags };
            for sequence in sequences(term).expect("a sound pattern") {
                let steps = sequence.iter().map(|element| Step {
                    gap: element.gap,
                    comma: element.comma || flags.comma,
                    test: test(&mut self.terms, &element.what, flags),
                });
                let sequence = Sequence { entry, start: flags.start, cancels, steps: steps.collect() };
                if kind == Kind::Actors { self.names.push(sequence) } else { self.others.push(sequence) }
            }
        }
    }
}

fn test(terms: &mut Terms, what: &What, flags: Flags) -> Test {
    match what {
        What::Word(word) => Test::Term(terms.word(word, flags)),
        What::Wild(word) => Test::Term(terms.wild(word, flags)),
        What::Slot(slot) => Test::Slot(*slot),
        What::Any(all) => Test::Any(all.iter().map(|what| test(terms, what, flags)).collect()),
    }
}

/// Matching inside one sentence.
struct Walk<'a> {
    tokens: &'a [Token],
    forms: &'a [Form],
    mentions: &'a [Mention],
    range: Range<usize>,
}

impl Walk<'_> {
    fn run(&self, sequence: &Sequence, start: usize) -> Option<usize> {
        if sequence.start && start != self.range.start {
            return None;
        }
        let end = self.test(&sequence.steps[0].test, start, false)?;
        self.rest(&sequence.steps[1..], end)
    }

    fn rest(&self, steps: &[Step], from: usize) -> Option<usize> {
        let Some((next, rest)) = steps.split_first() else { return Some(from) };
        if self.is_clitic(&next.test, from - 1)
            && let Some(end) = self.rest(rest, from)
        {
            return Some(end);
        }
        for at in from..=(from + next.gap) {
            let crossable =
                at < self.range.end && (next.comma || self.tokens[at].break_before == Break::None);
            if !crossable {
                return None;
            }
            if let Some(end) = self.test(&next.test, at, true).and_then(|end| self.rest(rest, end)) {
                return Some(end);
            }
        }
        None
    }

    fn is_clitic(&self, test: &Test, token: usize) -> bool {
        match test {
            Test::Term(term) => self.forms[token].clitic.contains(term),
            Test::Any(all) => all.iter().any(|test| self.is_clitic(test, token)),
            Test::Slot(_) => false,
        }
    }

    fn test(&self, test: &Test, at: usize, article: bool) -> Option<usize> {
        let form = &self.forms[at];
        match test {
            Test::Any(all) => all.iter().filter_map(|test| self.test(test, at, article)).max(),
            Test::Term(term) => form.terms.contains(term).then_some(at + 1),
            Test::Slot(Slot::Number) if form.number => Some(at + 1),
            Test::Slot(Slot::Year) if form.year => Some(at + 1),
            Test::Slot(slot) => {
                let begins = |mention: &&Mention| mention.tokens.start == at && mention.slots.contains(*slot);
                let named = self.mentions.iter().find(begins).map(|mention| mention.tokens.end);
                named.or_else(|| {
                    let next = at + 1;
                    (article && form.article && next < self.range.end)
                        .then(|| self.test(test, next, false))?
                })
            }
        }
    }
}

/// Everything that the sequences match, and the hits that exceptions cancel.
fn plainly(sequences: &[Sequence], walks: &[Walk]) -> (Vec<Match>, Vec<Match>) {
    let (mut found, mut exceptions) = (Vec::new(), Vec::new());
    for (sentence, walk) in walks.iter().enumerate() {
        for start in walk.range.clone() {
            for sequence in sequences {
                if let Some(end) = walk.run(sequence, start) {
                    let hit = Match { entry: sequence.entry, tokens: start..end, sentence };
                    if sequence.cancels { exceptions.push(hit) } else { found.push(hit) }
                }
            }
        }
    }
    let cancels = |hit: &Match| {
        exceptions.iter().any(|other| {
            other.entry == hit.entry
                && meet(&other.tokens, &hit.tokens)
                && other.tokens.start + LONGEST >= hit.tokens.start
        })
    };
    let (cancelled, standing) = found.into_iter().partition(cancels);
    (sorted(standing), sorted(cancelled))
}

fn sorted(mut all: Vec<Match>) -> Vec<Match> {
    all.sort_by_key(|hit| (hit.tokens.start, hit.tokens.end, hit.entry));
    all.dedup();
    all
}

fn form(word: &str, terms: &Terms) -> Form {
    let of = |word: &str| {
        let mut all = Vec::new();
        terms.of(word, &mut all);
        all
    };
    let spelled = normal::lower(word);
    let parts = CLITICS.iter().find_map(|(end, verb)| Some((spelled.strip_suffix(end)?, verb)));
    let (mut all, mut clitic) = (of(word), Vec::new());
    if let Some((base, verb)) = parts.filter(|(base, _)| !base.is_empty()) {
        all.extend(of(base));
        clitic = of(verb);
    }
    Form {
        terms: all,
        clitic,
        number: word.starts_with(|c: char| c.is_ascii_digit()),
        year: word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year)),
        article: word.eq_ignore_ascii_case("the"),
    }
}

fn lexicon(kind: Kind, rows: &[(String, Vec<String>, Flags)]) -> Lexicon {
    let header = format!(
        "name='x'\nversion='1'\nlanguage='en'\nkind='{}'\nlicence='MIT'\ndescription='d'",
        if kind == Kind::Actors { "actors" } else { "acts" }
    );
    let entry = |(term, except, flags): &(String, Vec<String>, Flags)| Entry {
        term: term.clone(),
        except: except.clone(),
        flags: *flags,
        ..Entry::default()
    };
    Lexicon {
        header: toml::from_str(&header).expect("a sound header"),
        entries: rows.iter().map(entry).collect(),
        tests: Vec::new(),
        sha256: String::new(),
        warnings: Vec::new(),
    }
}

/// Words of texts: few, so that much is found.
const WORDS: [&str; 16] = [
    "the", "we", "we'll", "go", "Go", "will", "would", "they’d", "Varn", "Varn's", "going", "5", "2021",
    "home", "to", "am",
];

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(&WORDS[..]).prop_map(str::to_owned)
}

/// A step of a pattern: a word, a wildcard, a slot or a class of them.
fn step() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        4 => prop::sample::select(&["the", "we", "go", "will", "would", "Varn", "going", "home", "to", "am", "are"][..]),
        1 => prop::sample::select(&["go*", "*m", "w?", "*"][..]),
        2 => prop::sample::select(&["[OPP]", "[SELF]", "[ACTOR]", "[NUM]", "[YEAR]"][..]),
    ];
    prop_oneof![
        3 => one.clone().prop_map(str::to_owned),
        2 => prop::collection::vec(one, 2..4).prop_map(|all| format!("({})", all.join("|"))),
        1 => Just("(go|to home|)".to_owned()),
    ]
}

fn pattern() -> impl Strategy<Value = String> {
    let glue = prop_oneof![4 => Just(" "), 1 => Just(" ~1 "), 1 => Just(" ~3 "), 1 => Just(", ")];
    (step(), prop::collection::vec((glue, step()), 0..4)).prop_map(|(first, rest)| {
        rest.into_iter().fold(first, |pattern, (glue, step)| pattern + glue + &step)
    })
}

/// A pattern with so many gaps that what failed is remembered.
fn winding() -> impl Strategy<Value = String> {
    (step(), prop::collection::vec((2..7_u8, step()), 3..6)).prop_map(|(first, rest)| {
        rest.into_iter().fold(first, |pattern, (gap, step)| format!("{pattern} ~{gap} {step}"))
    })
}

fn row() -> impl Strategy<Value = (String, Vec<String>, Flags)> {
    let flags = (any::<[bool; 4]>(), 0..4_u8).prop_map(|([case, stem, comma, start], some)| match some {
        0 => Flags { case, stem: stem && !case, comma, start, rule: false },
        _ => Flags::default(),
    });
    let sound = |term: &String| sequences(term).is_ok();
    (
        pattern().prop_filter("a sound pattern", sound),
        prop::collection::vec(pattern().prop_filter("a sound pattern", sound), 0..2),
        flags,
    )
}

/// Sentences of words, each with what separates it from the word before.
fn text() -> impl Strategy<Value = Vec<Vec<(String, bool)>>> {
    prop::collection::vec(prop::collection::vec((word(), prop::bool::weighted(0.15)), 1..14), 1..5)
}

/// Names, as far apart as they happen to stand: where they begin, how long they are, what they fill.
fn mentions(ranges: &[Range<usize>], chosen: &[(usize, usize, u8)]) -> Vec<Mention> {
    let total = ranges.last().map_or(0, |range| range.end);
    let mut all: Vec<Mention> = Vec::new();
    for (start, length, kind) in chosen {
        let start = start % total;
        let Some(range) = ranges.iter().find(|range| range.contains(&start)) else { continue };
        let tokens = start..(start + length).min(range.end);
        let slots = match kind {
            0 => Slots::of(&[Slot::Own, Slot::Actor]),
            1 => Slots::of(&[Slot::Other, Slot::Actor]),
            _ => Slots::of(&[Slot::Actor]),
        };
        if all.iter().all(|other| !meet(&other.tokens, &tokens)) {
            all.push(Mention { tokens, slots });
        }
    }
    all.sort_by_key(|mention| mention.tokens.start);
    all
}

/// The text, its tokens, and the tokens of each sentence.
fn written(text: &[Vec<(String, bool)>]) -> (String, Vec<Token>, Vec<Range<usize>>) {
    let (mut words, mut tokens, mut ranges) = (String::new(), Vec::new(), Vec::new());
    for sentence in text {
        let first = tokens.len();
        for (at, (word, broken)) in sentence.iter().enumerate() {
            let start = words.len();
            words.push_str(word);
            let break_before = if *broken && at > 0 { Break::Comma } else { Break::None };
            tokens.push(Token { span: Span::new(start, words.len()), break_before });
            words.push(' ');
        }
        ranges.push(first..tokens.len());
    }
    (words, tokens, ranges)
}

fn compare(matcher: &Matcher, plain: &Plain, text: &[Vec<(String, bool)>], names: &[(usize, usize, u8)]) {
    let (words, tokens, ranges) = written(text);
    let mentions = mentions(&ranges, names);
    let forms: Vec<Form> = tokens.iter().map(|token| form(token.span.slice(&words), &plain.terms)).collect();
    let walks = |mentions| -> Vec<Walk> {
        let walk =
            |range: &Range<usize>| Walk { tokens: &tokens, forms: &forms, mentions, range: range.clone() };
        ranges.iter().map(walk).collect()
    };
    let span = Span::new(0, 0);
    let sentences: Vec<Sentence> =
        ranges.iter().map(|tokens| Sentence { span, turn: 0, tokens: tokens.clone() }).collect();
    let mut search = Search::new(&words, &tokens, &sentences, matcher);
    let expected = super::find::longest(plainly(&plain.names, &walks(&[])).0);
    assert_eq!(search.names(), expected, "names in {words}");
    let found = search.others(&mentions);
    let (standing, cancelled) = plainly(&plain.others, &walks(&mentions));
    assert_eq!(sorted(found.standing), standing, "standing in {words}");
    assert!(found.cancelled.iter().all(|(hit, exception)| meet(&hit.tokens, exception)));
    let hits = found.cancelled.into_iter().map(|(hit, _)| hit).collect();
    assert_eq!(sorted(hits), cancelled, "cancelled in {words}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    /// Whatever the words, entries and exceptions; a matcher that has seen other texts finds the same.
    #[test]
    fn finds_what_trying_everything_finds(
        acts in prop::collection::vec(row(), 1..5),
        actors in prop::collection::vec(row(), 0..3),
        texts in prop::collection::vec((text(), prop::collection::vec((0..60_usize, 1..4_usize, 0..3_u8), 0..8)), 1..4),
    ) {
        let lexicons = [lexicon(Kind::Acts, &acts), lexicon(Kind::Actors, &actors)];
        let matcher = Matcher::new(&lexicons).expect("sound patterns");
        let plain = Plain::new(&lexicons);
        for (text, names) in &texts {
            compare(&matcher, &plain, text, names);
        }
    }
    /// Whatever the sequences with many gaps.
    #[test]
    fn finds_what_winds(
        terms in prop::collection::vec(winding().prop_filter("a sound pattern", |term| sequences(term).is_ok()), 1..4),
        texts in prop::collection::vec((text(), prop::collection::vec((0..60_usize, 1..4_usize, 0..3_u8), 0..8)), 1..4),
    ) {
        let rows: Vec<_> = terms.into_iter().map(|term| (term, Vec::new(), Flags::default())).collect();
        let lexicons = [lexicon(Kind::Acts, &rows)];
        let matcher = Matcher::new(&lexicons).expect("sound patterns");
        let plain = Plain::new(&lexicons);
        for (text, names) in &texts {
            compare(&matcher, &plain, text, names);
        }
    }
}

/// With a memory for what failed: each of the ways alone would take hours.
#[test]
#[allow(clippy::disallowed_methods, reason = "a test that looks at the clock")]
fn many_wide_gaps_end_in_time() {
    let term = "we".to_owned() + &" ~40 we".repeat(6) + " ~40 home";
    let matcher = Matcher::new(&[lexicon(Kind::Acts, &[(term, Vec::new(), Flags::default())])]);
    let mut sentence = vec![("we".to_owned(), false); 250];
    sentence.push(("home".to_owned(), true));
    let (words, tokens, ranges) = written(&[sentence]);
    let sentences = [Sentence { span: Span::new(0, 0), turn: 0, tokens: ranges[0].clone() }];
    let matcher = matcher.expect("a sound pattern");
    let started = std::time::Instant::now();
    assert!(Search::new(&words, &tokens, &sentences, &matcher).others(&[]).standing.is_empty());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
