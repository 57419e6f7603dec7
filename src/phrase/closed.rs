//! Which phrases recur and are maximal: all places that begin with the same four words are parted by the word behind, and
//! each part again by the next, as long as it is heard on enough dates. So the places of every phrase stand together, those
//! of a longer one inside those of a shorter (as in a suffix array: Manber & Myers 1993), and words are looked at once.

use rayon::prelude::*;

use super::stream::{BREAK, Stream, kind};
use super::told::{Setting, Told, told};
use super::{LONGEST, OCCASIONS, OTHERS, RUN, SHORTEST};

/// So many places are sorted at a time.
const AT_ONCE: usize = 1 << 20;
/// But there are no more parts than this: all words are looked through for each.
const PARTS: u32 = 32;
/// No phrase.
const NONE: u32 = RUN_BEGINS - 1;
/// At a word: here begins a run of eight words that recurs on other dates.
const RUN_BEGINS: u32 = 1 << 31;

/// What begins at each word: the number of the longest phrase, and perhaps a formulaic run.
#[derive(Debug)]
pub(super) struct Begins(Vec<u32>);

impl Begins {
    /// Does a run of eight words begin here that recurs on other dates?
    pub(super) fn is_run(&self, at: usize) -> bool {
        self.0[at] & RUN_BEGINS != 0
    }

    fn phrase(&self, at: usize) -> Option<usize> {
        Some((self.0[at] & NONE) as usize).filter(|phrase| *phrase != NONE as usize)
    }

    fn set_phrase(&mut self, at: usize, phrase: usize) {
        self.0[at] = self.0[at] & RUN_BEGINS | phrase as u32;
    }
}

/// Where a phrase may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Hash of the first words.
    key: u32,
    /// The first word in the row.
    pub(super) at: u32,
    pub(super) stretch: u32,
}

/// The phrases in no order, and where they and formulaic runs begin.
pub(super) fn closed(setting: &Setting) -> (Vec<Told>, Begins) {
    let stream = setting.stream;
    let n_places: usize = (0..stream.stretches.len()).map(|at| stream.range(at).len() + 1 - SHORTEST).sum();
    let parts = (n_places / AT_ONCE + 1).min(PARTS as usize) as u32;
    let mut all: Vec<Told> = Vec::new();
    let mut begins = Begins(vec![NONE; stream.words.len()]);
    for part in 0..parts {
        let mut places = places(stream, part, parts);
        places.par_sort_unstable();
        let groups = places.par_chunk_by_mut(|a, b| a.key == b.key);
        let found: Vec<Found> = groups.filter_map(|group| Found::of(setting, group)).collect();
        for found in found {
            for (phrase, places) in found.phrases {
                for at in places {
                    if begins.phrase(at as usize).is_none_or(|known| all[known].n < phrase.n) {
                        begins.set_phrase(at as usize, all.len());
                    }
                }
                all.push(phrase);
            }
            found.runs.iter().for_each(|at| begins.0[*at as usize] |= RUN_BEGINS);
        }
    }
    count_free(stream, &begins, &mut all);
    (all, begins)
}

/// The places of a part of all.
fn places(stream: &Stream, part: u32, parts: u32) -> Vec<Place> {
    let of_stretch = |stretch: usize| {
        let range = stream.range(stretch);
        let starts = range.start..range.end + 1 - SHORTEST;
        let place = move |at: usize| {
            let key = hash(&stream.words[at..at + SHORTEST]);
            (key % parts == part).then_some(Place { key, at: at as u32, stretch: stretch as u32 })
        };
        starts.filter_map(place)
    };
    (0..stream.stretches.len()).into_par_iter().flat_map_iter(of_stretch).collect()
}

fn hash(words: &[u32]) -> u32 {
    let mixed = words.iter().fold(0, |hash: u64, word| {
        (hash.rotate_left(21) ^ u64::from(kind(*word))).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    (mixed >> 32) as u32
}

/// What is found among the places that begin alike.
#[derive(Default)]
struct Found {
    phrases: Vec<(Told, Vec<u32>)>,
    runs: Vec<u32>,
}

impl Found {
    fn of(setting: &Setting, group: &mut [Place]) -> Option<Self> {
        if group.len() < OCCASIONS {
            return None;
        }
        let words = &setting.stream.words;
        let first = |place: &Place| -> [u32; SHORTEST] {
            std::array::from_fn(|word| kind(words[place.at as usize + word]))
        };
        let mut found = Self::default();
        // Different words with one hash are rare.
        if group.iter().any(|place| first(place) != first(&group[0])) {
            group.sort_by_key(first);
        }
        let alike = |a: &Place, b: &Place| first(a) == first(b);
        group.chunk_by_mut(alike).for_each(|places| found.visit(setting, places, SHORTEST));
        Some(found)
    }

    /// Looks at all places of a phrase of `n` words, in their order, and at those of all longer ones that begin with it.
    fn visit(&mut self, setting: &Setting, places: &mut [Place], n: usize) {
        let n_occasions = occasions(setting.stream, places);
        if n_occasions < OCCASIONS {
            return;
        }
        let words = &setting.stream.words;
        let common = common(words, places, n);
        let length = common.min(LONGEST);
        if (n..=length).contains(&RUN) && n_occasions > OTHERS {
            self.runs.extend(places.iter().map(|place| place.at));
        }
        if !same_before(words, places) {
            let phrase = told(setting, places, length, common > LONGEST);
            self.phrases.push((phrase, places.iter().map(|place| place.at).collect()));
        }
        if length < LONGEST {
            let next = |place: &Place| kind(words[place.at as usize + length]);
            // Places of the same word stay in their order.
            places.sort_by_key(next);
            let longer = places.chunk_by_mut(|a, b| next(a) == next(b));
            longer
                .filter(|some| next(&some[0]) != BREAK)
                .for_each(|some| self.visit(setting, some, length + 1));
        }
    }
}

/// Does the same word stand before all places?
fn same_before(words: &[u32], places: &[Place]) -> bool {
    let before = |place: &Place| kind(words[place.at as usize - 1]);
    let first = before(&places[0]);
    first != BREAK && places.iter().all(|place| before(place) == first)
}

/// On how many dates, up to one more than matters; documents without a date count each.
fn occasions(stream: &Stream, places: &[Place]) -> usize {
    let mut met = [0; OTHERS + 1];
    let mut n = 0;
    for place in places {
        let turn = stream.stretches[place.stretch as usize].turn;
        let occasion = stream.documents[stream.turns[turn as usize].document as usize].occasion;
        if !met[..n].contains(&occasion) {
            met[n] = occasion;
            n += 1;
            if n == met.len() {
                break;
            }
        }
    }
    n
}

/// How many words all places have in common of which they have `n`, up to one more than a phrase can have.
fn common(words: &[u32], places: &[Place], n: usize) -> usize {
    let [first, others @ ..] = places else { return n };
    let behind = |place: &Place| &words[place.at as usize + n..];
    let is_same = |(a, b): &(&u32, &u32)| (a == b || kind(**a) == kind(**b)) && **a != BREAK;
    others.iter().fold(LONGEST + 1, |most, place| {
        let pairs = behind(first).iter().zip(behind(place)).take(most - n);
        n + pairs.take_while(is_same).count()
    })
}

/// Counts the places of each phrase that lie inside no longer one.
fn count_free(stream: &Stream, begins: &Begins, all: &mut [Told]) {
    let mut reach = 0;
    for stretch in 0..stream.stretches.len() {
        for at in stream.range(stretch) {
            let Some(phrase) = begins.phrase(at).and_then(|phrase| all.get_mut(phrase)) else { continue };
            let end = at + usize::from(phrase.n);
            if end > reach {
                phrase.n_free += 1;
                reach = end;
            }
        }
    }
}
