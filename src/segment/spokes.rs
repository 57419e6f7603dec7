//! Where a text calls somebody a spokesperson: by patterns that are asked only where a scan has seen a part of one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::plain;

/// So many letters of a word are looked for.
const STEM: usize = 6;

/// The words that make a person a spokesperson, as a pattern.
#[derive(Debug)]
pub struct Spokes {
    /// The whole phrases, the longest first.
    phrases: Late,
    /// The same where all letters around are ASCII: a faster engine reads it.
    ascii: Late,
    /// Parts of words of which every phrase holds one; without them the phrases are looked for everywhere.
    stems: Vec<Stem>,
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
            ascii: late(format!(r"(?i)(?-u:\b)(?:{written})(?-u:\b)")),
            stems: stems(phrases).into_iter().map(Stem::of).collect::<Option<_>>().unwrap_or_default(),
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
        let mut places: Vec<usize> = self.stems.iter().flat_map(|stem| stem.places(text)).collect();
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
        let ascii = plain::letters_are_ascii(near.get(start - before..)?);
        let found = if ascii { &self.ascii } else { &self.phrases }.as_ref()?.find_at(near, start)?;
        // What begins behind the stem has a stem of its own.
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

/// A part of a word that is looked for by its rarest letter.
#[derive(Debug)]
struct Stem {
    letters: String,
    /// Number of its rarest letter.
    rarest: usize,
}

impl Stem {
    /// A stem in small letters of ASCII.
    fn of(letters: &str) -> Option<Self> {
        let rank = |byte: u8| RAREST.iter().position(|letter| *letter == byte).unwrap_or(RAREST.len());
        let rarest = letters.bytes().enumerate().min_by_key(|(_, byte)| rank(*byte)).map(|(at, _)| at);
        let stem = Self { letters: letters.to_owned(), rarest: rarest? };
        letters.bytes().all(|byte| byte.is_ascii_lowercase()).then_some(stem)
    }

    /// Where it begins in a text, in whatever case.
    fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let rarest = self.letters.as_bytes()[self.rarest];
        let found = memchr::memchr2_iter(rarest, rarest.to_ascii_uppercase(), text.as_bytes());
        found.filter_map(|at| {
            let start = at.checked_sub(self.rarest)?;
            let there = text.as_bytes().get(start..start + self.letters.len())?;
            there.eq_ignore_ascii_case(self.letters.as_bytes()).then_some(start)
        })
    }
}

/// The letters of English, the rarest first.
const RAREST: &[u8] = b"zqxjkvbpygfwmucldrhsnioate";

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
}
