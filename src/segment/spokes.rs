//! Where a text calls somebody a spokesperson: by patterns that are asked only where a scan has seen a part of one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use regex::Regex;

/// So many letters of a word are looked for.
const STEM: usize = 6;

/// The words that make a person a spokesperson, as a pattern.
#[derive(Debug)]
pub struct Spokes {
    /// The whole phrases, the longest first.
    phrases: Regex,
    /// Parts of words of which every phrase holds one.
    stems: Regex,
    /// Bytes of the longest phrase.
    longest: usize,
}

impl Spokes {
    /// The pattern of phrases, which are in lower case and sorted by length, the longest first.
    pub(super) fn of(phrases: &[String]) -> Option<Self> {
        let longest = phrases.first()?.len();
        let written: Vec<String> =
            phrases.iter().map(|words| regex::escape(words).replace(' ', r"[\s-]+")).collect();
        let stems: Vec<String> = stems(phrases).into_iter().map(regex::escape).collect();
        Some(Self {
            phrases: Regex::new(&format!(r"(?i)\b(?:{})\b", written.join("|"))).ok()?,
            stems: Regex::new(&format!("(?i){}", stems.join("|"))).ok()?,
            longest,
        })
    }

    /// Does a text hold one of the phrases?
    pub fn is_match(&self, text: &str) -> bool {
        self.find_iter(text).next().is_some()
    }

    /// The phrases in a text, in text order, without overlaps.
    pub(super) fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut from = 0;
        let stems = self.stems.find_iter(text);
        stems.filter_map(move |stem| {
            let window = window(text, stem.start(), self.longest);
            let near = &text[..window.end];
            // What begins behind the stem has a stem of its own.
            let found = self.phrases.find_at(near, window.start.max(from))?;
            if found.start() >= stem.end() {
                return None;
            }
            from = found.end();
            Some(found.range())
        })
    }
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
    let behind = text[stem..].char_indices().filter(counts).nth(longest + 2 * STEM);
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
        ] {
            let found: Vec<Range<usize>> = spokes.find_iter(text).collect();
            let all: Vec<Range<usize>> = spokes.phrases.find_iter(text).map(|found| found.range()).collect();
            assert_eq!(found, all, "{text}");
        }
    }
}
