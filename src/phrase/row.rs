//! Stretches of sentences, one after another as numbers of words, in blocks that are laid aside and read again in their
//! order: however long the row is, only the blocks at work are in memory.

use std::ops::RangeInclusive;

use super::aside::Aside;
use super::stream::{BREAK, kind, mix};
use super::{LONGEST, SHORTEST};

/// A block has about so many places.
const BLOCK: usize = if cfg!(test) { 64 } else { 1 << 16 };
/// Numbers at the head of a block: of its stretches, of its places, and of the places before it in the row (two halves).
const HEAD: usize = 4;
/// Numbers about a stretch: its first place in the block, its words, its turn, and [`WHOLE`] with its shared words.
const ABOUT: usize = 4;
const WHOLE: u32 = 1 << 31;

/// Words of a sentence that may all belong to phrases.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<'a> {
    /// The place of its first word in the row.
    pub(super) at: usize,
    pub(super) turn: u32,
    /// So many of its first words stand in the stretch before as well, which is then of the same sentence.
    pub(super) shared: usize,
    /// Is it the whole sentence?
    pub(super) whole: bool,
    pub(super) words: &'a [u32],
}

/// A block that is being filled. [`BREAK`] stands before and behind every stretch.
#[derive(Default)]
pub(super) struct Filling {
    about: Vec<[u32; ABOUT]>,
    words: Vec<u32>,
}

impl Filling {
    pub(super) fn push(
        &mut self,
        turn: u32,
        shared: usize,
        whole: bool,
        words: impl IntoIterator<Item = u32>,
    ) {
        if self.words.is_empty() {
            self.words.push(BREAK);
        }
        let start = self.words.len();
        self.words.extend(words);
        let n = self.words.len() - start;
        self.about.push([start as u32, n as u32, turn, shared as u32 | if whole { WHOLE } else { 0 }]);
        self.words.push(BREAK);
    }

    /// Adds the stretches of a sentence of whose runs of four words it is known whether they may recur.
    pub(super) fn push_recurring(&mut self, sentence: &Stretch, recurs: &[bool]) {
        let (mut at, mut reach) = (0, 0_usize);
        for some in recurs.chunk_by(|a, b| a == b) {
            let end = at + some.len() + SHORTEST - 1;
            if some[0] {
                let shared = reach.saturating_sub(at);
                let words = &sentence.words[at..end];
                self.push(sentence.turn, shared, words.len() == sentence.words.len(), words.iter().copied());
                reach = end;
            }
            at += some.len();
        }
    }

    /// The words of the last stretch.
    pub(super) fn last(&self) -> &[u32] {
        self.about.last().map_or(&[], |[start, n, ..]| &self.words[*start as usize..(start + n) as usize])
    }

    pub(super) fn is_full(&self) -> bool {
        self.words.len() >= BLOCK
    }
}

/// All stretches.
pub(super) struct Row<A: Aside> {
    aside: A,
    blocks: usize,
    /// How many places of each bucket every block has, if places are told apart.
    buckets: Option<Vec<[u32; BUCKETS]>>,
    /// Places in the row.
    places: usize,
}

/// Places are told apart roughly by the first words behind them: bucket 0 is of places where no phrase can begin.
const BUCKETS: usize = 256;

impl<A: Aside> Row<A> {
    /// An empty row that is only read in its order.
    pub(super) fn new(aside: A) -> Self {
        Self { aside, blocks: 0, buckets: None, places: 0 }
    }

    /// An empty row whose places are asked for by the words behind them.
    pub(super) fn told_apart(aside: A) -> Self {
        Self { buckets: Some(Vec::new()), ..Self::new(aside) }
    }

    /// Lays a block aside.
    pub(super) fn put(&mut self, filling: &Filling) -> Result<(), A::Error> {
        if filling.about.is_empty() {
            return Ok(());
        }
        // Whoever stands at the last word may look so far ahead.
        let n_places = filling.words.len() + LONGEST;
        let first = self.places as u64;
        let mut block =
            Vec::with_capacity(HEAD + filling.about.len() * ABOUT + n_places + n_places.div_ceil(4));
        block.extend([filling.about.len() as u32, n_places as u32, first as u32, (first >> 32) as u32]);
        block.extend(filling.about.iter().flatten());
        block.extend(&filling.words);
        block.extend([BREAK; LONGEST]);
        if let Some(of_blocks) = &mut self.buckets {
            let words = block.len();
            block.resize(words + n_places.div_ceil(4), 0);
            let mut counts = [0; BUCKETS];
            let buckets: &mut [u8] = bytemuck::cast_slice_mut(&mut block[words..]);
            for [start, n, ..] in &filling.about {
                let range = *start as usize..(start + n) as usize;
                for (at, run) in (range.start..).zip(filling.words[range].windows(SHORTEST)) {
                    buckets[at] = bucket(key(run));
                    counts[usize::from(buckets[at])] += 1;
                }
            }
            of_blocks.push(counts);
        }
        self.blocks += 1;
        self.places += n_places;
        self.aside.put(block)
    }

    /// Number of blocks.
    pub(super) fn blocks(&self) -> usize {
        self.blocks
    }

    /// Number of places, those between stretches too.
    pub(super) fn places(&self) -> usize {
        self.places
    }

    /// How many places of some buckets a block has.
    pub(super) fn count(&self, block: usize, buckets: &RangeInclusive<u8>) -> usize {
        let range = usize::from(*buckets.start())..=usize::from(*buckets.end());
        let of_block = self.buckets.iter().filter_map(|of_blocks| of_blocks.get(block));
        of_block.flat_map(|counts| &counts[range.clone()]).sum::<u32>() as usize
    }

    /// Ranges of buckets, each with about so many places at most.
    pub(super) fn parts(&self, at_once: usize) -> Vec<RangeInclusive<u8>> {
        let of_blocks = || self.buckets.iter().flatten();
        let of = |bucket: u8| of_blocks().map(|counts| counts[usize::from(bucket)] as usize).sum::<usize>();
        let mut parts: Vec<RangeInclusive<u8>> = Vec::new();
        let mut held = 0;
        for bucket in 1..=u8::MAX {
            let n = of(bucket);
            match parts.last_mut().filter(|_| held + n <= at_once) {
                Some(part) => (*part, held) = (*part.start()..=bucket, held + n),
                None => {
                    parts.push(bucket..=bucket);
                    held = n;
                }
            }
        }
        parts
    }

    /// A block by its number.
    pub(super) fn block<'a>(
        &'a self,
        number: usize,
        buffer: &'a mut Vec<u32>,
    ) -> Result<Block<'a>, A::Error> {
        Ok(Block::of(self.aside.read(number, buffer)?))
    }

    /// Goes through all blocks in their order.
    pub(super) fn each(&self, mut take: impl FnMut(Block)) -> Result<(), A::Error> {
        let mut buffer = Vec::new();
        (0..self.blocks()).try_for_each(|number| {
            take(self.block(number, &mut buffer)?);
            Ok(())
        })
    }
}

/// Hash of the first words behind a place, names as slots.
pub(super) fn key(words: &[u32]) -> u32 {
    (words.iter().fold(0, |hash, word| mix(hash, kind(*word))) >> 32) as u32
}

fn bucket(key: u32) -> u8 {
    1 + ((u64::from(key) * (BUCKETS as u64 - 1)) >> 32) as u8
}

/// A block as it is read.
pub(super) struct Block<'a> {
    /// Places before it in the row.
    first: usize,
    about: &'a [[u32; ABOUT]],
    words: &'a [u32],
    buckets: &'a [u8],
}

impl<'a> Block<'a> {
    fn of(block: &'a [u32]) -> Self {
        let (head, behind) = block.split_at(HEAD.min(block.len()));
        let [n_stretches, n_places, low, high] = head else {
            return Self { first: 0, about: &[], words: &[], buckets: &[] };
        };
        let (about, behind) = behind.split_at(*n_stretches as usize * ABOUT);
        let (words, buckets) = behind.split_at(*n_places as usize);
        Self {
            first: (u64::from(*high) << 32 | u64::from(*low)) as usize,
            about: about.as_chunks().0,
            words,
            buckets: bytemuck::cast_slice(buckets),
        }
    }

    /// The stretches in their order.
    pub(super) fn stretches(&self) -> impl Iterator<Item = Stretch<'a>> {
        let (first, words) = (self.first, self.words);
        self.about.iter().map(move |[start, n, turn, shared]| Stretch {
            at: first + *start as usize,
            turn: *turn,
            shared: (shared & !WHOLE) as usize,
            whole: shared & WHOLE != 0,
            words: &words[*start as usize..(start + n) as usize],
        })
    }

    /// The places of some buckets, in their order.
    pub(super) fn seen(&self, buckets: &RangeInclusive<u8>, mut tell: impl FnMut(Place)) {
        let (least, more) = (*buckets.start(), buckets.end() - buckets.start());
        let is_wanted = |bucket: u8| bucket.wrapping_sub(least) <= more;
        let mut stretch = 0;
        // Most groups hold none, and that is seen at once.
        let groups = (0..).step_by(GROUP).zip(self.buckets.chunks(GROUP));
        for (first, group) in
            groups.filter(|(_, group)| group.iter().fold(false, |any, one| any | is_wanted(*one)))
        {
            for at in (first..).zip(group).filter(|(_, bucket)| is_wanted(**bucket)).map(|(at, _)| at) {
                while self.about.get(stretch + 1).is_some_and(|next| next[0] as usize <= at) {
                    stretch += 1;
                }
                let mut words = [BREAK; SEEN];
                words.copy_from_slice(&self.words[at - 1..at - 1 + SEEN]);
                let turn = self.about[stretch][2];
                tell(Place { key: key(&words[1..=SHORTEST]), turn, at: self.first + at, words });
            }
        }
    }
}

const GROUP: usize = 32;

/// Words that are seen at a place: the one before, those of the longest phrase, and one more.
const SEEN: usize = LONGEST + 2;

/// Where a phrase may begin.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Hash of the first words.
    pub(super) key: u32,
    pub(super) turn: u32,
    /// Its number in the row.
    pub(super) at: usize,
    /// The word before, and the words from here.
    words: [u32; SEEN],
}

impl Place {
    /// The words from here, up to one more than a phrase can have; what stands behind a [`BREAK`] means nothing.
    pub(super) fn words(&self) -> &[u32] {
        &self.words[1..]
    }

    /// The word before, or [`BREAK`].
    pub(super) fn before(&self) -> u32 {
        self.words[0]
    }
}
