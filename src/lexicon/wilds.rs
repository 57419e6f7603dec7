//! Words with `*` and `?`, found by the letters before their first or behind their last mark, whichever are more.

use hashbrown::HashMap;

use super::terms::TermId;

/// Wildcard words of one kind of letter case.
#[derive(Debug, Default)]
pub(super) struct Wilds {
    known: HashMap<String, TermId>,
    by_beginning: Fixed,
    by_end: Fixed,
}

/// Patterns by the letters that a word must begin or end with.
#[derive(Debug, Default)]
struct Fixed {
    patterns: HashMap<String, Vec<Rest>>,
    /// Lengths of those letters, in bytes: the bits that are set.
    lengths: u64,
}

/// What a word must be besides its fixed letters.
#[derive(Debug)]
struct Rest {
    pattern: String,
    term: TermId,
}

/// Words are found by at most so many bytes.
const MOST_BYTES: usize = 63;

impl Wilds {
    pub(super) fn known(&self, pattern: &str) -> Option<TermId> {
        self.known.get(pattern).copied()
    }

    pub(super) fn add(&mut self, pattern: &str, term: TermId) {
        self.known.insert(pattern.to_owned(), term);
        let is_mark = ['*', '?'];
        let first = pattern.find(is_mark).unwrap_or(pattern.len());
        let last = pattern.rfind(is_mark).map_or(0, |at| at + 1);
        if first >= pattern.len() - last {
            let cut = pattern.floor_char_boundary(first.min(MOST_BYTES));
            self.by_beginning.add(&pattern[..cut], &pattern[cut..], term);
        } else {
            let cut = pattern.ceil_char_boundary(last.max(pattern.len().saturating_sub(MOST_BYTES)));
            self.by_end.add(&pattern[cut..], &pattern[..cut], term);
        }
    }

    /// Writes down how often words with so few fixed letters stand.
    #[allow(clippy::iter_over_hash_type, reason = "each weight is written once, in any order")]
    pub(super) fn weigh(&self, weights: &mut [u32]) {
        for (pattern, term) in &self.known {
            let letters = pattern.chars().filter(|c| !matches!(c, '*' | '?')).count();
            weights[*term as usize] = 2_000 >> letters.min(5);
        }
    }

    /// Appends the patterns that the word fits.
    pub(super) fn matching(&self, word: &str, into: &mut Vec<TermId>) {
        self.by_beginning.each(word.len(), |length| word.split_at_checked(length), into);
        let cut = |length| word.split_at_checked(word.len() - length).map(|(rest, end)| (end, rest));
        self.by_end.each(word.len(), cut, into);
    }
}

impl Fixed {
    fn add(&mut self, fixed: &str, pattern: &str, term: TermId) {
        self.lengths |= 1 << fixed.len();
        let rest = Rest { pattern: pattern.to_owned(), term };
        self.patterns.entry_ref(fixed).or_default().push(rest);
    }

    fn each<'w>(
        &self,
        length: usize,
        cut: impl Fn(usize) -> Option<(&'w str, &'w str)>,
        into: &mut Vec<TermId>,
    ) {
        let mut lengths = self.lengths & (u64::MAX >> (MOST_BYTES - length.min(MOST_BYTES)));
        while lengths != 0 {
            let length = lengths.trailing_zeros() as usize;
            lengths &= lengths - 1;
            let Some((fixed, free)) = cut(length) else { continue };
            let Some(all) = self.patterns.get(fixed) else { continue };
            into.extend(all.iter().filter(|rest| glob(&rest.pattern, free)).map(|rest| rest.term));
        }
    }
}

/// Does the word fit a pattern of letters, `*` (any letters) and `?` (one letter)?
pub(super) fn glob(pattern: &str, word: &str) -> bool {
    if pattern == "*" {
        return true;
    }
    if pattern.is_ascii() && word.is_ascii() {
        return fits(pattern.as_bytes(), word.as_bytes(), b'*', b'?');
    }
    let (pattern, word): (Vec<char>, Vec<char>) = (pattern.chars().collect(), word.chars().collect());
    fits(&pattern, &word, '*', '?')
}

/// Linear in the word for each `many`.
fn fits<T: Copy + PartialEq>(pattern: &[T], word: &[T], many: T, one: T) -> bool {
    let (mut p, mut w) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while w < word.len() {
        match pattern.get(p) {
            Some(c) if *c == many => {
                star = Some((p, w));
                p += 1;
            }
            Some(c) if *c == one || *c == word[w] => {
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
    pattern[p..].iter().all(|c| *c == many)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Wilds, glob};

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
            ("caf?", "café", true),
        ] {
            assert_eq!(glob(pattern, word), fits, "{pattern} {word}");
        }
    }

    proptest! {
        /// The index finds what trying every pattern finds.
        #[test]
        fn found_by_their_fixed_letters(
            patterns in prop::collection::vec("[abé]{0,3}[*?][abé*?]{0,3}", 1..20),
            words in prop::collection::vec("[abé]{0,7}", 1..20),
        ) {
            let mut wilds = Wilds::default();
            let mut all: Vec<&String> = patterns.iter().collect();
            all.sort();
            all.dedup();
            all.iter().zip(1..).for_each(|(pattern, term)| wilds.add(pattern, term));
            for word in &words {
                let mut found = Vec::new();
                wilds.matching(word, &mut found);
                found.sort_unstable();
                let expected: Vec<u32> =
                    (1..).zip(&all).filter(|(_, pattern)| glob(pattern, word)).map(|(term, _)| term).collect();
                prop_assert_eq!(&found, &expected, "{}", word);
            }
        }
    }
}
