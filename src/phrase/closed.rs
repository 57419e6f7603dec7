//! Which phrases recur and are maximal: all places that begin with the same four words are parted by the word behind, and
//! each part again by the next, as long as it is heard on enough dates. So the places of every phrase stand together, those
//! of a longer one inside those of a shorter (as in a suffix array: Manber & Myers 1993), and words are looked at once.

use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::aside::Aside;
use super::row::{Place, Row};
use super::stream::{BREAK, Stream, kind};
use super::told::{Setting, Told, told};
use super::{LONGEST, OCCASIONS, OTHERS, RUN, SHORTEST};

/// About so many places are sorted at a time.
const AT_ONCE: usize = if cfg!(test) { 32 } else { 1 << 20 };

/// Yes or no for every place of the row.
#[derive(Debug)]
pub(super) struct Marks(Vec<u64>);

impl Marks {
    fn new(places: usize) -> Self {
        Self(vec![0; places.div_ceil(64)])
    }

    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn is_set(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }
}

/// The phrases in no order.
#[derive(Debug)]
pub(super) struct Closed {
    pub(super) told: Vec<Told>,
    /// The words of all phrases.
    pub(super) words: Vec<u32>,
    /// Where phrases begin.
    pub(super) begins: Marks,
    /// Where runs of eight words begin that recur on other dates.
    pub(super) runs: Marks,
}

/// Finds the phrases in a row.
pub(super) fn closed<A: Aside + Sync>(setting: &Setting, row: &Row<A>) -> Result<Closed, A::Error> {
    let marks = || Marks::new(row.places());
    let mut closed = Closed { told: Vec::new(), words: Vec::new(), begins: marks(), runs: marks() };
    for part in row.parts(AT_ONCE) {
        let places = places(row, &part)?;
        let mut sorted: Vec<Sorted> =
            (0..).zip(&places).map(|(number, place)| Sorted { key: place.key, number }).collect();
        sorted.par_sort_unstable();
        let groups = sorted.par_chunk_by_mut(|a, b| a.key == b.key);
        let of_group = |group| Found::of(setting, &places, group);
        for found in groups.filter_map(of_group).collect::<Vec<Found>>() {
            closed.add(found, &places);
        }
    }
    Ok(closed)
}

impl Closed {
    fn add(&mut self, found: Found, places: &[Place]) {
        for phrase in found.phrases {
            let at = self.words.len() as u32;
            let first = &places[phrase.places[0] as usize];
            self.words.extend(&first.words()[..usize::from(phrase.told.n)]);
            self.told.push(Told { at, ..phrase.told });
            phrase.places.iter().for_each(|place| self.begins.set(places[*place as usize].at));
        }
        found.runs.iter().for_each(|place| self.runs.set(places[*place as usize].at));
    }
}

/// The places of some buckets, in their order.
fn places<A: Aside + Sync>(row: &Row<A>, part: &RangeInclusive<u8>) -> Result<Vec<Place>, A::Error> {
    let counts: Vec<usize> = (0..row.blocks()).map(|block| row.count(block, part)).collect();
    let mut places = vec![Place::default(); counts.iter().sum()];
    let mut rest = &mut places[..];
    let mut of_blocks = Vec::with_capacity(counts.len());
    for (block, n) in counts.into_iter().enumerate().filter(|(_, n)| *n > 0) {
        let (some, behind) = std::mem::take(&mut rest).split_at_mut(n);
        of_blocks.push((block, some));
        rest = behind;
    }
    of_blocks.into_par_iter().try_for_each_init(Vec::new, |buffer, (block, some)| {
        let mut some = some.iter_mut();
        row.block(block, buffer)?.seen(part, |seen| {
            if let Some(place) = some.next() {
                *place = seen;
            }
        });
        Ok(())
    })?;
    Ok(places)
}

/// A place by its number among those of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sorted {
    key: u32,
    number: u32,
}

/// A phrase and its places.
struct Phrase {
    told: Told,
    places: Vec<u32>,
}

/// What is found among the places that begin alike.
#[derive(Default)]
struct Found {
    phrases: Vec<Phrase>,
    runs: Vec<u32>,
}

impl Found {
    fn of(setting: &Setting, places: &[Place], group: &mut [Sorted]) -> Option<Self> {
        if group.len() < OCCASIONS {
            return None;
        }
        let first = |place: &Sorted| -> [u32; SHORTEST] {
            let words = places[place.number as usize].words();
            std::array::from_fn(|word| kind(words[word]))
        };
        let mut found = Self::default();
        // Different words with one hash are rare.
        if group.iter().any(|place| first(place) != first(&group[0])) {
            group.sort_by_key(first);
        }
        let alike = |a: &Sorted, b: &Sorted| first(a) == first(b);
        let visit = |group: &mut [Sorted]| found.visit(setting, places, group, SHORTEST);
        group.chunk_by_mut(alike).for_each(visit);
        Some(found)
    }

    /// Looks at all places of a phrase of `n` words, in their order, and at those of all longer ones that begin with it.
    fn visit(&mut self, setting: &Setting, places: &[Place], group: &mut [Sorted], n: usize) {
        let place = |sorted: &Sorted| &places[sorted.number as usize];
        let n_occasions = occasions(setting.stream, group.iter().map(place));
        if n_occasions < OCCASIONS {
            return;
        }
        let common = common(group.iter().map(place), n);
        let length = common.min(LONGEST);
        if (n..=length).contains(&RUN) && n_occasions > OTHERS {
            self.runs.extend(group.iter().map(|sorted| sorted.number));
        }
        if !same_before(group.iter().map(place)) {
            let told = told(setting, group.iter().map(place), length, common > LONGEST);
            self.phrases.push(Phrase { told, places: group.iter().map(|sorted| sorted.number).collect() });
        }
        if length < LONGEST {
            let next = |sorted: &Sorted| kind(place(sorted).words()[length]);
            // Places of the same word stay in their order.
            group.sort_by_key(next);
            let longer = group.chunk_by_mut(|a, b| next(a) == next(b));
            longer
                .filter(|some| next(&some[0]) != BREAK)
                .for_each(|some| self.visit(setting, places, some, length + 1));
        }
    }
}

/// Does the same word stand before all places?
fn same_before<'a>(mut places: impl Iterator<Item = &'a Place>) -> bool {
    let before = |place: &Place| kind(place.before());
    let first = places.next().map_or(BREAK, before);
    first != BREAK && places.all(|place| before(place) == first)
}

/// On how many dates, up to one more than matters; documents without a date count each.
fn occasions<'a>(stream: &Stream, places: impl Iterator<Item = &'a Place>) -> usize {
    let mut met = [0; OTHERS + 1];
    let mut n = 0;
    for place in places {
        let occasion = stream.occasion(place.turn);
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
fn common<'a>(mut places: impl Iterator<Item = &'a Place>, n: usize) -> usize {
    let Some(first) = places.next() else { return n };
    let is_same = |(a, b): &(&u32, &u32)| (a == b || kind(**a) == kind(**b)) && **a != BREAK;
    places.fold(LONGEST + 1, |most, place| {
        let pairs = first.words()[n..most].iter().zip(&place.words()[n..most]);
        n + pairs.take_while(is_same).count()
    })
}
