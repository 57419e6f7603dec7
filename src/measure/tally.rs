//! The counts of one document in one group: whole numbers, most of them 0.

use super::part::{PARTS, Part};

/// A kind of count whose names are not known beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Hits of a category.
    Category,
    /// Core hits aimed at a named actor.
    Actor,
    /// Core hits aimed at anything else: the claim, the question, vague others, nobody.
    Other,
}

/// Number of a count: a part, or a name of a kind.
pub type Id = u32;

/// The number of the n-th name.
pub fn id(kind: Kind, name: usize) -> Id {
    (PARTS + 3 * name + kind as usize) as Id
}

/// Kind and name of a number; none for a part.
pub fn named(id: Id) -> Option<(Kind, usize)> {
    let beyond = (id as usize).checked_sub(PARTS)?;
    Some(([Kind::Category, Kind::Actor, Kind::Other][beyond % 3], beyond / 3))
}

/// Counts while a document is read.
#[derive(Clone, Debug)]
pub struct Tally {
    parts: [u32; PARTS],
    named: Vec<(Id, u32)>,
    /// Rows of the documents that have words of the group: several where rows of a table are one event.
    documents: Vec<u32>,
}

impl Default for Tally {
    fn default() -> Self {
        Self { parts: [0; PARTS], named: Vec::new(), documents: Vec::new() }
    }
}

impl Tally {
    /// Adds to a part.
    pub fn add(&mut self, part: Part, n: usize) {
        self.parts[part as usize] += n as u32;
    }

    /// Adds one to a part if something holds.
    pub fn count(&mut self, part: Part, holds: bool) {
        self.parts[part as usize] += u32::from(holds);
    }

    /// A document has words of the group.
    pub fn met(&mut self, document: u32) {
        if !self.documents.contains(&document) {
            self.documents.push(document);
        }
    }

    /// Adds one to a named count.
    pub fn count_named(&mut self, id: Id) {
        match self.named.iter_mut().find(|(known, _)| *known == id) {
            Some((_, n)) => *n += 1,
            None => self.named.push((id, 1)),
        }
    }

    /// The counts that are not 0, by their numbers.
    fn counts(&mut self) -> impl Iterator<Item = (Id, u64)> {
        self.named.sort_unstable();
        let parts = self.parts.iter().enumerate().map(|(part, n)| (part as Id, u64::from(*n)));
        parts.filter(|(_, n)| *n > 0).chain(self.named.iter().map(|(id, n)| (*id, u64::from(*n))))
    }

    /// Packs them.
    pub fn pack(mut self) -> Cell {
        self.parts[Part::Documents as usize] = self.documents.len() as u32;
        Cell::of(self.counts())
    }
}

/// Counts, packed: for each that is not 0 how far its number lies behind the last one, and the count, seven bits a byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell(Box<[u8]>);

impl Cell {
    /// Packs counts that stand in the order of their numbers.
    pub fn of(counts: impl Iterator<Item = (Id, u64)>) -> Self {
        let mut bytes = Vec::with_capacity(48);
        let mut last = 0;
        for (id, n) in counts {
            put(&mut bytes, u64::from(id - last));
            put(&mut bytes, n);
            last = id;
        }
        Self(bytes.into())
    }

    /// The counts in the order of their numbers.
    pub fn counts(&self) -> impl Iterator<Item = (Id, u64)> {
        let mut rest = &*self.0;
        let mut last = 0;
        std::iter::from_fn(move || {
            last += take(&mut rest)? as Id;
            Some((last, take(&mut rest)?))
        })
    }

    /// The sum of two.
    pub fn plus(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.counts().peekable(), other.counts().peekable());
        Self::of(std::iter::from_fn(move || match (a.peek().copied(), b.peek().copied()) {
            (Some((x, n)), Some((y, m))) if x == y => {
                a.next();
                b.next();
                Some((x, n + m))
            }
            (Some((x, _)), Some((y, _))) if y < x => b.next(),
            (Some(_), _) => a.next(),
            (None, _) => b.next(),
        }))
    }
}

fn put(bytes: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        bytes.push(n as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
}

fn take(rest: &mut &[u8]) -> Option<u64> {
    let mut n = 0;
    for shift in (0..64).step_by(7) {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        n |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back_and_adds_up() {
        let mut tally = Tally::default();
        tally.add(Part::Tokens, 70_000);
        tally.count_named(id(Kind::Actor, 900));
        tally.count_named(id(Kind::Category, 0));
        tally.count_named(id(Kind::Actor, 900));
        let cell = tally.clone().pack();
        let counts: Vec<_> = cell.counts().collect();
        let tokens = (Part::Tokens as Id, 70_000);
        assert_eq!(counts, [tokens, (id(Kind::Category, 0), 1), (id(Kind::Actor, 900), 2)]);
        assert_eq!(named(id(Kind::Actor, 900)), Some((Kind::Actor, 900)));
        assert_eq!(named(Part::Tokens as Id), None);
        let mut other = Tally::default();
        other.add(Part::Answers, 1);
        other.count_named(id(Kind::Actor, 900));
        let sum: Vec<_> = cell.plus(&other.pack()).counts().collect();
        assert_eq!(
            sum,
            [tokens, (Part::Answers as Id, 1), (id(Kind::Category, 0), 1), (id(Kind::Actor, 900), 3)]
        );
    }
}
