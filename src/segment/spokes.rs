//! Where a text calls somebody a spokesperson: by patterns that are asked only where a scan has seen a part of one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::Regex;

use super::plain;

/// So many letters of a word are looked for.
const STEM: usize = 6;

/// The words that make a person a spokesperson, as a pattern.
#[derive(Debug)]
pub struct Spokes {
    /// The whole phrases, the longest first.
    phrases: Late,
    /// The same where all letters around are ASCII: needs no pattern, which takes long to make.
    ascii: Option<Plain>,
    /// Parts of words of which every phrase holds one; without them the phrases are looked for everywhere.
    stems: Vec<Finder<'static>>,
    /// Bytes of the longest phrase.
    longest: usize,
}

impl Spokes {
    /// The pattern of phrases, which are in lower case and sorted by length, the longest first.
    pub(super) fn of(phrases: &[String]) -> Option<Self> {
        let longest = phrases.first()?.len();
        let written: Vec<String> =
            phrases.iter().map(|words| regex::escape(words).replace(' ', r"[\s-]+")).collect();
        let written = written.join("|");
        Some(Self {
            phrases: late(format!(r"(?i)\b(?:{written})\b")),
            ascii: Plain::of(phrases),
            stems: stems(phrases).into_iter().map(finder).collect::<Option<_>>().unwrap_or_default(),
            longest,
        })
    }

    /// Does a text hold one of the phrases?
    pub fn is_match(&self, text: &str) -> bool {
        self.find_iter(text).next().is_some()
    }

    /// The phrases in a text, in text order, without overlaps.
    pub(super) fn find_iter<'a>(&'a self, text: &'a str) -> Box<dyn Iterator<Item = Range<usize>> + 'a> {
        // Two letters beyond ASCII are the same as ASCII ones but for their case.
        if self.stems.is_empty() || holds(text, "\u{17F}") || holds(text, "\u{212A}") {
            let phrases = self.phrases.as_ref().map(|phrases| phrases.find_iter(text));
            return Box::new(phrases.into_iter().flatten().map(|found| found.range()));
        }
        let small = text.to_ascii_lowercase();
        let mut places: Vec<usize> = Vec::new();
        self.stems.iter().for_each(|stem| push_places(stem, small.as_bytes(), &mut places));
        places.sort_unstable();
        places.dedup();
        let mut from = 0;
        Box::new(places.into_iter().filter_map(move |place| {
            let found = self.around(text, place, from)?;
            from = found.end;
            Some(found)
        }))
    }

    /// The phrase that holds the stem at a place, if one begins behind a byte.
    fn around(&self, text: &str, stem: usize, from: usize) -> Option<Range<usize>> {
        let window = window(text, stem, self.longest);
        let near = &text[..window.end];
        let start = window.start.max(from);
        let before = near[..start].chars().next_back().map_or(0, char::len_utf8);
        // What begins behind the stem has a stem of its own.
        if let Some(phrases) = &self.ascii
            && plain::letters_are_ascii(near.get(start - before..)?)
        {
            return phrases.find(near, start, stem);
        }
        let found = self.phrases.as_ref()?.find_at(near, start)?;
        (found.start() <= stem).then(|| found.range())
    }
}

/// A pattern that is made when it is first asked.
type Late = LazyLock<Option<Regex>, Box<dyn FnOnce() -> Option<Regex> + Send>>;

fn late(pattern: String) -> Late {
    LazyLock::new(Box::new(move || Regex::new(&pattern).ok()))
}

fn holds(text: &str, part: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

/// A finder of a stem in small letters of ASCII.
fn finder(stem: &str) -> Option<Finder<'static>> {
    stem.bytes().all(|byte| byte.is_ascii_lowercase()).then(|| Finder::new(stem).into_owned())
}

/// Appends the places of a stem, also of those that overlap.
fn push_places(stem: &Finder, text: &[u8], places: &mut Vec<usize>) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|behind| stem.find(behind)) {
        places.push(from + at);
        from += at + 1;
    }
}

/// Phrases of letters and digits of ASCII, which are compared byte by byte with texts whose letters are ASCII.
#[derive(Debug)]
struct Plain {
    /// By their first words, the longest first.
    by_word: HashMap<String, Vec<String>>,
    /// Words of the phrase with most of them.
    most_words: usize,
}

impl Plain {
    /// Phrases in lower case, the longest first; nothing if some hold other signs than letters and digits. What has
    /// letters beyond ASCII stands in no such text.
    fn of(phrases: &[String]) -> Option<Self> {
        let is_known = |c: char| c.is_ascii_alphanumeric() || c == ' ' || !c.is_ascii() && c.is_alphabetic();
        let known = phrases.iter().all(|words| !words.is_empty() && words.chars().all(is_known));
        let spaced = phrases.iter().any(|words| words.split(' ').any(str::is_empty));
        let mut plain = Self { by_word: HashMap::new(), most_words: 0 };
        for words in phrases.iter().filter(|words| words.is_ascii()) {
            let first = words.split(' ').next().unwrap_or_default();
            plain.most_words = plain.most_words.max(words.split(' ').count());
            plain.by_word.entry(first.to_owned()).or_default().push(words.clone());
        }
        (known && !spaced).then_some(plain)
    }

    /// The first phrase that begins from a byte on and holds the stem at another.
    fn find(&self, text: &str, from: usize, stem: usize) -> Option<Range<usize>> {
        let bytes = text.as_bytes();
        let begins = |at: &usize| {
            is_word(bytes[*at]) && !at.checked_sub(1).is_some_and(|before| is_word(bytes[before]))
        };
        // Every word of a phrase begins one.
        let starts = (from..=stem).rev().filter(begins).take(self.most_words);
        starts.filter_map(|at| Some(at..self.end(text, at)?)).last()
    }

    /// Where the first of the phrases ends that stand at a byte.
    fn end(&self, text: &str, at: usize) -> Option<usize> {
        let behind = &text.as_bytes()[at..];
        let length = behind.iter().position(|byte| !is_word(*byte)).unwrap_or(behind.len());
        let word = text.get(at..at + length)?.to_ascii_lowercase();
        self.by_word.get(&word)?.iter().find_map(|words| phrase_end(text, at, words))
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Where a phrase ends that stands at a byte: white space or hyphens between its words, and no word goes on behind it.
fn phrase_end(text: &str, start: usize, phrase: &str) -> Option<usize> {
    let mut at = start;
    for (number, word) in phrase.split(' ').enumerate() {
        if number > 0 {
            let behind = text[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '-');
            let next = text.len() - behind.len();
            if next == at {
                return None;
            }
            at = next;
        }
        let there = text.as_bytes().get(at..at + word.len())?;
        if !there.eq_ignore_ascii_case(word.as_bytes()) {
            return None;
        }
        at += word.len();
    }
    text.as_bytes().get(at).is_none_or(|byte| !is_word(*byte)).then_some(at)
}

/// Parts of words of which every phrase holds one: of each phrase that which most of them share.
fn stems(phrases: &[String]) -> Vec<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for phrase in phrases {
        let stems: BTreeSet<&str> = phrase.split(' ').map(stem).collect();
        for stem in stems {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let most_shared =
        |phrase| str::split(phrase, ' ').map(stem).max_by_key(|stem| (counts[stem], stem.len(), *stem));
    let stems: BTreeSet<&str> = phrases.iter().filter_map(|phrase| most_shared(phrase.as_str())).collect();
    stems.into_iter().collect()
}

fn stem(word: &str) -> &str {
    &word[..word.floor_char_boundary(STEM)]
}

/// The text around a stem that a phrase which holds it may reach, and more than that behind it, so that what follows the
/// phrase is seen. White space and hyphens do not count: a phrase may hold any number.
fn window(text: &str, stem: usize, longest: usize) -> Range<usize> {
    let counts = |(_, c): &(usize, char)| !c.is_whitespace() && *c != '-';
    let before = text[..stem].char_indices().rev().filter(counts).nth(longest);
    let behind = text[stem..].char_indices().filter(counts).nth(longest + STEM);
    before.map_or(0, |(at, _)| at)..behind.map_or(text.len(), |(at, _)| stem + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_pattern_alone_finds_them() {
        let mut phrases: Vec<String> = [
            "spokesperson",
            "spokespersons",
            "foreign ministry spokesperson",
            "press secretary",
            "head of press",
            "spox",
        ]
        .map(str::to_owned)
        .into();
        phrases.sort_by_key(|words| usize::MAX - words.len());
        let spokes = Spokes::of(&phrases).unwrap();
        for text in [
            "The Foreign Ministry spokesperson and the press-secretary",
            "spokespress secretary, spokesperson\u{301}s",
            "SPO\u{212A}ESPERSON, \u{17F}pox, a head  of\n\npress secretary",
            "caféspokesperson spokesperson’s spoxspox spox",
            "foreign ministry foreign ministry spokesperson",
            "impress secretary. press press secretary",
            "the “press secretary”, été press secretary’s – spox…",
        ] {
            let found: Vec<Range<usize>> = spokes.find_iter(text).collect();
            let phrases = spokes.phrases.as_ref().unwrap();
            let all: Vec<Range<usize>> = phrases.find_iter(text).map(|found| found.range()).collect();
            assert_eq!(found, all, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_as_the_pattern_reads_it(
            words in proptest::collection::vec(
                ("(press|PRESS|secretary|Spokesperson|spokes|deputy|foreign|ministry|head|of|x1|im|é|s|_)",
                 "( |-|  |\\n|\u{A0}|, |’s |—||_|é | - )"), 0..12)
        ) {
            let mut phrases: Vec<String> = [
                "spokesperson", "spokespersons", "deputy press secretary", "press secretary", "head of press",
                "foreign ministry spokesperson", "press attaché", "press",
            ].map(str::to_owned).into();
            phrases.sort_by_key(|words| usize::MAX - words.len());
            let spokes = Spokes::of(&phrases).unwrap();
            let text: String = words.into_iter().flat_map(|(word, between)| [word, between]).collect();
            let found: Vec<Range<usize>> = spokes.find_iter(&text).collect();
            let pattern = spokes.phrases.as_ref().unwrap();
            let all: Vec<Range<usize>> = pattern.find_iter(&text).map(|found| found.range()).collect();
            proptest::prop_assert_eq!(found, all, "{}", text);
        }
    }
}
