//! Places in a pattern that names fill.

/// Names from word lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The speaker's own side.
    Own,
    /// Any other side.
    Other,
    /// Any named or vague actor.
    Actor,
    /// A state or bloc.
    State,
    /// A vague actor.
    Vague,
    /// An outlet.
    Media,
    /// A named official.
    Person,
    /// A year.
    Year,
    /// A number.
    Number,
}

/// A set of slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slots(u16);

impl Slots {
    /// No slot.
    pub const NONE: Self = Self(0);

    /// These slots.
    pub const fn of(slots: &[Slot]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < slots.len() {
            bits |= 1 << slots[at] as u16;
            at += 1;
        }
        Self(bits)
    }

    /// Is the slot among them?
    pub const fn contains(self, slot: Slot) -> bool {
        self.0 & (1 << slot as u16) != 0
    }

    /// Are there none?
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of both.
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that both have.
    pub const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The slots of the set.
    pub(super) fn each(self) -> impl Iterator<Item = Slot> {
        Slot::ALL.into_iter().filter(move |slot| self.contains(*slot))
    }

    /// Those that the other has not.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl Slot {
    /// All slots, in the order of their bits.
    pub const ALL: [Self; 9] = [
        Self::Own,
        Self::Other,
        Self::Actor,
        Self::State,
        Self::Vague,
        Self::Media,
        Self::Person,
        Self::Year,
        Self::Number,
    ];

    const NAMES: [(&'static str, Self); 9] = [
        ("SELF", Self::Own),
        ("OPP", Self::Other),
        ("ACTOR", Self::Actor),
        ("STATE", Self::State),
        ("VAGUE", Self::Vague),
        ("MEDIA", Self::Media),
        ("PERSON", Self::Person),
        ("YEAR", Self::Year),
        ("NUM", Self::Number),
    ];

    pub(super) fn parse(name: &str) -> Result<Self, String> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, slot)| *slot).ok_or_else(|| {
            let known: Vec<_> = Self::NAMES.iter().map(|(name, _)| format!("[{name}]")).collect();
            format!("unknown slot [{name}]; known are {}", known.join(" "))
        })
    }
}
