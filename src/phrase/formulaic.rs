//! Formulaicity (F7): how many words of a turn stand in sentences that come again word for word, and in runs of eight
//! words that do.

use std::hash::{BuildHasher, Hasher};

use hashbrown::HashMap;
use rayon::prelude::*;

use super::aside::Aside;
use super::closed::Marks;
use super::row::{Row, Stretch};
use super::stream::{Stream, mix};
use super::{OTHERS, SENTENCE};

/// Words of an answering turn that are formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Words in sentences of at least eight words that recur word for word on at least three other dates.
    pub sentence_words: u32,
    /// Words in runs of eight words, names as slots, that recur on at least three other dates.
    pub run_words: u32,
}

/// The formulaic words of every answering turn that has any.
#[derive(Debug, Default)]
pub struct Formulaic {
    turns: HashMap<u64, Sums, Same>,
}

impl Formulaic {
    /// The sums of a turn, by its `turn_id`; zero where it has none.
    pub fn of(&self, turn_id: &str) -> Sums {
        self.turns.get(&key(turn_id)).copied().unwrap_or_default()
    }

    /// By where recurring runs of eight words begin.
    pub(super) fn new<A: Aside + Sync>(
        stream: &Stream,
        row: &Row<A>,
        runs: &Marks,
    ) -> Result<Self, A::Error> {
        let mut all = Self::default();
        let parts = (row.places() / AT_ONCE + 1) as u64;
        for part in 0..parts {
            all.add_sentences(stream, sentences(stream, row, |hash| hash % parts == part)?);
        }
        all.add_runs(stream, row, runs)?;
        Ok(all)
    }

    fn add_sentences(&mut self, stream: &Stream, mut sentences: Vec<Whole>) {
        sentences.par_sort_unstable();
        for same in sentences.chunk_by(|a, b| a.hash == b.hash) {
            let mut occasions: Vec<u32> =
                same.iter().map(|sentence| stream.occasion(sentence.turn)).collect();
            occasions.sort_unstable();
            occasions.dedup();
            if occasions.len() > OTHERS {
                for sentence in same {
                    self.of_turn(stream, sentence.turn).sentence_words += sentence.n_words;
                }
            }
        }
    }

    fn add_runs<A: Aside>(&mut self, stream: &Stream, row: &Row<A>, runs: &Marks) -> Result<(), A::Error> {
        // What is counted of a sentence ends so many words before its last stretch does.
        let mut left = 0;
        row.each(|block| {
            for stretch in block.stretches() {
                let mut counted = stretch.shared.saturating_sub(left);
                let (mut covered_to, mut n) = (0, 0);
                for (at, word) in stretch.words.iter().enumerate() {
                    if runs.is_set(stretch.at + at) {
                        covered_to = at + super::RUN;
                    }
                    if at < covered_to && at >= counted {
                        n += stream.n_printed(*word);
                        counted = at + 1;
                    }
                }
                left = stretch.words.len() - counted.min(stretch.words.len());
                if n > 0 {
                    self.of_turn(stream, stretch.turn).run_words += n;
                }
            }
        })
    }

    fn of_turn(&mut self, stream: &Stream, turn: u32) -> &mut Sums {
        self.turns.entry(stream.turns[turn as usize].id).or_default()
    }
}

/// About so many places of the row are looked through at a time for whole sentences.
const AT_ONCE: usize = if cfg!(test) { 128 } else { 1 << 24 };

/// A whole sentence of words enough.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Whole {
    /// Of its words, names as they are printed; two sentences hardly ever share one.
    hash: u64,
    turn: u32,
    n_words: u32,
}

/// The whole sentences whose hash is wanted.
fn sentences<A: Aside + Sync>(
    stream: &Stream,
    row: &Row<A>,
    is_wanted: impl Fn(u64) -> bool + Sync,
) -> Result<Vec<Whole>, A::Error> {
    let of = |stretch: Stretch| {
        let n_words: u32 = stretch.words.iter().map(|word| stream.n_printed(*word)).sum();
        let whole = Whole {
            hash: stretch.words.iter().fold(0, |hash, word| mix(hash, *word)),
            turn: stretch.turn,
            n_words,
        };
        (stretch.whole && n_words >= SENTENCE && is_wanted(whole.hash)).then_some(whole)
    };
    let of_block = |buffer: &mut Vec<u32>, block| -> Result<Vec<Whole>, A::Error> {
        Ok(row.block(block, buffer)?.stretches().filter_map(of).collect())
    };
    let found: Vec<Vec<Whole>> =
        (0..row.blocks()).into_par_iter().map_init(Vec::new, of_block).collect::<Result<_, _>>()?;
    Ok(found.concat())
}

/// Stands for the id of a turn; two ids hardly ever share one.
pub(super) fn key(turn_id: &str) -> u64 {
    let hash = turn_id.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    hash ^ hash >> 32
}

/// Keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct Same(u64);

impl BuildHasher for Same {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        Self(0)
    }
}

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
