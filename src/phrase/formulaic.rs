//! Formulaicity (F7): how many words of a turn stand in sentences that come again word for word, and in runs of eight
//! words that do.

use std::hash::{BuildHasher, Hasher};

use hashbrown::HashMap;

use super::closed::Begins;
use super::stream::Stream;
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
    pub(super) fn new(stream: &Stream, begins: &Begins) -> Self {
        let mut all = Self::default();
        all.add_sentences(stream);
        all.add_runs(stream, begins);
        all
    }

    fn add_sentences(&mut self, stream: &Stream) {
        let words = |stretch: &usize| &stream.words[stream.range(*stretch)];
        let n_words =
            |stretch: &usize| words(stretch).iter().map(|word| stream.n_printed(*word)).sum::<u32>();
        let long = |stretch: &usize| stream.stretches[*stretch].whole && n_words(stretch) >= SENTENCE;
        let mut sentences: Vec<usize> = (0..stream.stretches.len()).filter(long).collect();
        sentences.sort_by(|a, b| words(a).cmp(words(b)));
        for same in sentences.chunk_by(|a, b| words(a) == words(b)) {
            let turn = |stretch: usize| stream.turns[stream.stretches[stretch].turn as usize];
            let mut occasions: Vec<u32> = same
                .iter()
                .map(|stretch| stream.documents[turn(*stretch).document as usize].occasion)
                .collect();
            occasions.sort_unstable();
            occasions.dedup();
            if occasions.len() > OTHERS {
                for stretch in same {
                    self.turns.entry(turn(*stretch).id).or_default().sentence_words += n_words(stretch);
                }
            }
        }
    }

    fn add_runs(&mut self, stream: &Stream, begins: &Begins) {
        // Of two stretches of a sentence the second may begin inside the first.
        let (mut sentence, mut counted) = (0, 0);
        for (number, stretch) in stream.stretches.iter().enumerate() {
            if stretch.sentence != sentence {
                (sentence, counted) = (stretch.sentence, 0);
            }
            let range = stream.range(number);
            let (mut covered_to, mut n) = (0, 0);
            for at in range.clone() {
                if begins.is_run(at) {
                    covered_to = at + super::RUN;
                }
                let offset = stretch.offset as usize + at - range.start;
                if at < covered_to && offset >= counted {
                    n += stream.n_printed(stream.words[at]);
                    counted = offset + 1;
                }
            }
            if n > 0 {
                self.turns.entry(stream.turns[stretch.turn as usize].id).or_default().run_words += n;
            }
        }
    }
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
