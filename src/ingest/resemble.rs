//! Near-duplicates: the same transcript under another file name, with another head or a few words changed.
//!
//! The resemblance of two texts is the share of their runs of [`RUN`] words that both have (Broder 1997, *On the
//! resemblance and containment of documents*). It is estimated from the [`SKETCH`] smallest hashes of each text, of which
//! the upper halves are kept: a batch of any size needs some 700 bytes a document.

use std::sync::Arc;

use hashbrown::HashTable;

use crate::lexicon::normal;

/// Words in a run.
const RUN: usize = 6;
/// Hashes kept of a text; the standard error of the estimate near the threshold is 0.02.
const SKETCH: usize = 128;
/// Of them so many lead to other texts.
const KEYS: usize = 24;
/// Texts that share fewer of these are not compared: of two that are alike nearly all keys are the same.
const SHARED: usize = 4;
/// A run of words that so many texts have, none of them like another, leads nowhere: a set phrase.
const COMMON: usize = 256;
/// Texts shorter than this (words) are never called near-duplicates: set answers are alike and were given twice.
const SHORTEST: usize = 120;
/// From this resemblance on a text is a near-duplicate.
pub const ALIKE: f64 = 0.9;

/// The upper halves of the smallest hashes of a text's runs of words, in order. Copies share them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sketch(Arc<[u32]>);

impl Sketch {
    /// The sketch of a text; none if it is too short.
    pub fn of(text: &str) -> Option<Self> {
        let mut runs = Runs::default();
        let mut kept = Smallest::default();
        words(text, |word| {
            if let Some(run) = runs.push(word) {
                kept.push(run);
            }
        });
        let upper = |hash: u64| (hash >> 32) as u32;
        (runs.words >= SHORTEST).then(|| Self(kept.finish().into_iter().map(upper).collect()))
    }

    /// The estimated resemblance of two texts, 0 to 1.
    pub fn resemblance(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut union, mut both) = (0, 0);
        let most = self.0.len().min(other.0.len());
        while union < most {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x == y => {
                    both += 1;
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x < y => drop(a.next()),
                (Some(_), None) => drop(a.next()),
                (_, Some(_)) => drop(b.next()),
                (None, None) => break,
            }
            union += 1;
        }
        if union == 0 { 0.0 } else { f64::from(both) / union as f64 }
    }
}

/// Calls `each` with the hash of every word in lower case.
fn words(text: &str, mut each: impl FnMut(u64)) {
    let mut from = 0;
    while let Some(rest) = text.as_bytes().get(from..) {
        let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        let end = from + rest.iter().position(|byte| !goes_on(byte)).unwrap_or(rest.len());
        let some = &text[from..end];
        if !some.is_ascii() {
            let words = some.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.for_each(|word| each(hash(normal::lower(word).bytes())));
        } else if !some.is_empty() {
            // This bit makes small letters, and changes no figure.
            each(hash(some.bytes().map(|byte| byte | 0x20)));
        }
        from = end + 1;
    }
}

/// FNV-1a, the same on every machine and in every version.
fn hash(word: impl Iterator<Item = u8>) -> u64 {
    let push = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mixed(word.fold(0xcbf2_9ce4_8422_2325, push))
}

/// Spreads what the last steps changed over all bits.
fn mixed(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 33)
}

/// Hashes of the runs of words: polynomials of the hashes of their words, each made of the one before (Karp & Rabin 1987).
#[derive(Default)]
struct Runs {
    last: [u64; RUN],
    sum: u64,
    words: usize,
}

impl Runs {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    const LEAVES: u64 = Self::BASE.wrapping_pow(RUN as u32);

    /// The run that ends with a further word.
    fn push(&mut self, word: u64) -> Option<u64> {
        let first = std::mem::replace(&mut self.last[self.words % RUN], word);
        self.sum = self.sum.wrapping_mul(Self::BASE).wrapping_add(word);
        self.sum = self.sum.wrapping_sub(first.wrapping_mul(Self::LEAVES));
        self.words += 1;
        (self.words >= RUN).then(|| mixed(self.sum))
    }
}

/// The smallest of many hashes.
#[derive(Default)]
struct Smallest {
    hashes: Vec<u64>,
    /// Larger ones are not wanted any more.
    limit: Option<u64>,
}

impl Smallest {
    fn push(&mut self, hash: u64) {
        if self.limit.is_some_and(|limit| hash >= limit) {
            return;
        }
        self.hashes.push(hash);
        if self.hashes.len() == 4 * SKETCH {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        self.hashes.truncate(SKETCH);
        self.limit = self.hashes.get(SKETCH - 1).copied();
    }

    fn finish(mut self) -> Vec<u64> {
        self.shrink();
        self.hashes
    }
}

/// The texts of a batch so far.
#[derive(Debug, Default)]
pub struct Known {
    sketches: Vec<Sketch>,
    /// The keys of all texts: [`KEYS`] times the number of the text, and which of its hashes it is.
    keys: HashTable<u32>,
}

impl Known {
    /// The number of the text that this one nearly is, with their resemblance; else the text is remembered by the next
    /// number.
    pub fn meet(&mut self, sketch: &Sketch) -> Option<(usize, f64)> {
        let mut near: Vec<u32> = Vec::new();
        let mut free = Vec::new();
        for (at, hash) in (0..).zip(sketch.0.iter().take(KEYS)) {
            let same = self.keys.iter_hash(spread(*hash)).filter(|key| self.hash(**key) == *hash);
            let first = near.len();
            near.extend(same.map(|key| key / KEYS as u32));
            if near.len() < first + COMMON {
                free.push((at, *hash));
            } else {
                near.truncate(first);
            }
        }
        near.sort_unstable();
        let often = near.chunk_by(u32::eq).filter(|same| same.len() >= SHARED).map(|same| same[0] as usize);
        let alike = often
            .map(|number| (number, sketch.resemblance(&self.sketches[number])))
            .find(|(_, resemblance)| *resemblance >= ALIKE);
        if alike.is_none() {
            self.remember(sketch, &free);
        }
        alike
    }

    /// Remembers a text by those of its keys that are no set phrases.
    fn remember(&mut self, sketch: &Sketch, keys: &[(u32, u32)]) {
        let first = self.sketches.len() as u32 * KEYS as u32;
        self.sketches.push(sketch.clone());
        let sketches = &self.sketches;
        for (at, hash) in keys {
            self.keys.insert_unique(spread(*hash), first + at, |key| spread(hash_of(sketches, *key)));
        }
    }

    fn hash(&self, key: u32) -> u32 {
        hash_of(&self.sketches, key)
    }
}

fn hash_of(sketches: &[Sketch], key: u32) -> u32 {
    sketches[key as usize / KEYS].0[key as usize % KEYS]
}

/// The hashes that are kept are small ones.
fn spread(hash: u32) -> u64 {
    let mixed = u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(changed: &[usize]) -> String {
        (0..600)
            .map(
                |n| {
                    if changed.contains(&n) {
                        "changed ".to_owned()
                    } else {
                        format!("w{} ", n * 7919 % 4001)
                    }
                },
            )
            .collect()
    }

    #[test]
    fn resemblance() {
        let whole = Sketch::of(&text(&[])).unwrap();
        assert!((whole.resemblance(&whole) - 1.0).abs() < 1e-9);
        let little = Sketch::of(&text(&[5, 300])).unwrap();
        assert!(whole.resemblance(&little) > 0.93);
        let much: Vec<usize> = (0..600).step_by(20).collect();
        assert!(whole.resemblance(&Sketch::of(&text(&much)).unwrap()) < 0.7);
        assert!(Sketch::of("We have noted the reports.").is_none());
    }

    #[test]
    fn words_are_told_by_their_letters() {
        let read = |text: &str| {
            let mut all = Vec::new();
            words(text, |word| all.push(word));
            all
        };
        assert_eq!(read("We DENY it—firmly, in 2021."), read(" we\ndeny IT “Firmly” (in 2021"));
        assert_eq!(read("Élan ÉLAN"), [read("élan"), read("élan")].concat());
        assert_eq!(read("one, two – three's").len(), 4);
        assert_ne!(read("ab c"), read("a bc"));
        assert_eq!(read(""), read(" – ,"));
    }

    #[test]
    fn a_run_is_the_same_wherever_it_stands() {
        let runs = |words: &[u64]| {
            let mut runs = Runs::default();
            words.iter().filter_map(|word| runs.push(*word)).collect::<Vec<u64>>()
        };
        let some: Vec<u64> = (1..=9).map(|n| mixed(n * n)).collect();
        assert_eq!(runs(&some)[2..], runs(&some[2..])[..]);
        assert_eq!(runs(&some).len(), some.len() + 1 - RUN);
        assert_ne!(runs(&some)[0], runs(&some)[1]);
    }

    #[test]
    fn the_first_is_kept() {
        let mut known = Known::default();
        let sketch = |changed: &[usize]| Sketch::of(&text(changed)).unwrap();
        assert_eq!(known.meet(&sketch(&[])), None);
        assert_eq!(known.meet(&sketch(&[9])).map(|(number, _)| number), Some(0));
        assert_eq!(known.meet(&sketch(&(0..600).step_by(20).collect::<Vec<_>>())), None);
    }
}
