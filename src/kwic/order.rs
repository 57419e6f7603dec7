//! In which order the lines stand.

use super::Line;
use crate::lexicon::normal;

/// What the lines are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Documents in the order of their paths, then the text.
    #[default]
    Document,
    /// The date; lines of documents without one come last.
    Date,
    /// The words before, the nearest first.
    Left,
    /// The words behind.
    Right,
}

impl Order {
    /// All of them, the default first.
    pub const ALL: [Self; 4] = [Self::Document, Self::Date, Self::Left, Self::Right];

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Date => "date",
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// The order of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }

    /// Sorts lines that stand in the order of documents and text; equal ones keep it.
    pub fn sort(self, lines: &mut [Line]) {
        match self {
            Self::Document => {}
            Self::Date => lines.sort_by_key(|line| (line.date.is_none(), line.date)),
            Self::Left => lines.sort_by_cached_key(|line| {
                let mut words = words(&line.left);
                words.reverse();
                words
            }),
            Self::Right => lines.sort_by_cached_key(|line| words(&line.right)),
        }
    }
}

/// What readers of a concordance sort by: words in lower case, without the marks around them.
fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| normal::lower(word.trim_matches(|c: char| !c.is_alphanumeric()));
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}
