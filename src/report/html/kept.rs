//! Which documents the page holds. It may grow to a limit; then the oldest give way: first their texts down to the
//! sentences in which something was found, and if that is not enough, whole documents.

use std::collections::BTreeMap;
use std::ops::Bound;

use jiff::civil::Date;

use super::document::Packed;

/// Dates first, those without one before all others; of equals the order in which they came.
type Key = (Option<Date>, usize);

/// Bytes around a document: the name of its texts, and what parts it from the next.
const BETWEEN: usize = 12;

/// The documents of a page.
pub(super) struct Kept {
    /// So many bytes they may take.
    pub(super) room: usize,
    size: usize,
    came: usize,
    documents: BTreeMap<Key, Held>,
    /// Up to this document only extracts are kept.
    shortened: Option<Key>,
    /// Up to this document none are kept.
    gone: Option<Key>,
    /// How many are not kept at all.
    pub(super) n_gone: usize,
}

struct Held {
    facts: String,
    /// Missing where only extracts are kept.
    whole: Option<String>,
    extracts: String,
}

impl Held {
    fn texts(&self) -> &str {
        self.whole.as_ref().unwrap_or(&self.extracts)
    }

    fn size(&self) -> usize {
        self.facts.len() + self.texts().len()
    }
}

impl Kept {
    /// Room for so many bytes.
    pub(super) fn new(room: usize) -> Self {
        Self { room, size: 0, came: 0, documents: BTreeMap::new(), shortened: None, gone: None, n_gone: 0 }
    }

    /// Takes a further document.
    pub(super) fn add(&mut self, packed: Packed) {
        let key = (packed.date, self.came);
        self.came += 1;
        if self.gone >= Some(key) {
            self.n_gone += 1;
            return;
        }
        let Packed { facts, whole, extracts, .. } = packed;
        let held = Held { facts, whole: (self.shortened < Some(key)).then_some(whole), extracts };
        self.size += held.size() + BETWEEN;
        self.documents.insert(key, held);
        self.shrink(self.room);
    }

    /// Makes room until it takes no more than so many bytes.
    pub(super) fn shrink(&mut self, room: usize) {
        while self.size > room && self.give_way() {}
    }

    /// Makes the page smaller by one step; nothing is left to do when it is empty.
    fn give_way(&mut self) -> bool {
        let from = self.shortened.map_or(Bound::Unbounded, Bound::Excluded);
        if let Some((key, held)) = self.documents.range_mut((from, Bound::Unbounded)).next() {
            self.shortened = Some(*key);
            self.size -= held.size();
            held.whole = None;
            self.size += held.size();
            return true;
        }
        let Some((key, held)) = self.documents.pop_first() else { return false };
        self.size -= held.size() + BETWEEN;
        self.gone = Some(key);
        self.n_gone += 1;
        true
    }

    /// How many are kept with extracts alone.
    pub(super) fn n_shortened(&self) -> usize {
        self.documents.values().filter(|held| held.whole.is_none()).count()
    }

    /// The date from which on all is here that was read, where something is not.
    pub(super) fn whole_from(&self) -> Option<Date> {
        let from = self.shortened.map_or(Bound::Unbounded, Bound::Excluded);
        self.shortened.and(self.documents.range((from, Bound::Unbounded)).next()?.0.0)
    }

    /// All that is kept, in the order in which it came, as JSON objects.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let mut order: Vec<(&Key, &Held)> = self.documents.iter().collect();
        order.sort_unstable_by_key(|((_, came), _)| *came);
        order.into_iter().map(|(_, held)| {
            let open = held.facts.strip_suffix('}').unwrap_or_default();
            format!("{open},\"texts\":{}}}", held.texts())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(day: i8) -> Packed {
        Packed {
            date: Some(Date::constant(2021, 1, day)),
            facts: format!("{{\"id\":{day}}}"),
            whole: "\"all the many words\"".to_owned(),
            extracts: "[]".to_owned(),
        }
    }

    /// What is kept in a room of some size, whatever the order in which it comes.
    fn check(room: usize, expected: &[&str]) {
        for days in [[1, 2, 3], [3, 2, 1], [2, 3, 1]] {
            let mut kept = Kept::new(room);
            days.into_iter().for_each(|day| kept.add(packed(day)));
            let mut lines: Vec<String> = kept.lines().collect();
            lines.sort();
            assert_eq!(lines, expected, "{days:?}");
            assert_eq!(kept.n_gone, 3 - expected.len());
            assert!(kept.size <= room);
        }
    }

    #[test]
    fn the_oldest_give_way() {
        let whole = |day: i8| format!("{{\"id\":{day},\"texts\":\"all the many words\"}}");
        let short = |day: i8| format!("{{\"id\":{day},\"texts\":[]}}");
        let [w1, w2, w3, s1, s2, s3] = [whole(1), whole(2), whole(3), short(1), short(2), short(3)];
        check(126, &[&w1, &w2, &w3]);
        check(116, &[&s1, &w2, &w3]);
        check(91, &[&s1, &s2, &w3]);
        check(66, &[&s1, &s2, &s3]);
        check(44, &[&s2, &s3]);
    }
}
