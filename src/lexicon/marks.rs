//! What a word form or token is, in a few bits.

use super::pattern::{Slot, Slots};

/// What a form or token is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    /// Names are looked for here.
    pub(super) const NAMES: Self = Self(1);
    /// Other entries are looked for here.
    pub(super) const OTHERS: Self = Self(1 << 1);
    /// A number.
    pub(super) const NUMBER: Self = Self(1 << 2);
    /// A year.
    pub(super) const YEAR: Self = Self(1 << 3);
    /// The article *the*.
    pub(super) const ARTICLE: Self = Self(1 << 4);
    /// A shortened verb stands at its end.
    pub(super) const CLITIC: Self = Self(1 << 5);
    /// A name begins here.
    pub(super) const NAME: Self = Self(1 << 6);

    /// Exceptions are looked for here.
    pub(super) const EXCEPTIONS: Self = Self(1 << 7);

    /// Both.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Has it one of them?
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    pub(super) fn set(&mut self, mark: Self, on: bool) {
        self.0 |= if on { mark.0 } else { 0 };
    }

    /// The slots that a word with such marks fills by itself.
    pub(super) fn slots(self) -> Slots {
        const NUMBER: Slots = Slots::of(&[Slot::Number]);
        const YEAR: Slots = Slots::of(&[Slot::Year]);
        let number = if self.has(Self::NUMBER) { NUMBER } else { Slots::NONE };
        let year = if self.has(Self::YEAR) { YEAR } else { Slots::NONE };
        number.union(year)
    }
}
