//! Where the names and cues of each sentence lie among all, and what kinds of cues it has, so that a stage passes over
//! the sentences in which it has nothing to do.

use super::cues::Cues;
use super::found::{Found, Name};
use crate::resources::Part;

/// What the cues of a sentence may make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// Reports of speech.
    pub const REPORTS: Self = Self(1);
    /// Citations.
    pub const CITES: Self = Self(2);
    /// Numbers in words.
    pub const NUMBERS: Self = Self(4);

    /// What a cue of a part may make; the others only help.
    fn of(part: Part) -> Self {
        match part {
            Part::Report(_) | Part::Told(_) | Part::According => Self(Self::REPORTS.0 | Self::CITES.0),
            Part::Attitude => Self::REPORTS,
            Part::SourceNoun | Part::Mention | Part::Vague => Self::CITES,
            Part::Fraction | Part::Some | Part::Multiple | Part::OrdinalWord | Part::NumberWord => {
                Self::NUMBERS
            }
            _ => Self(0),
        }
    }

    /// Is it a cue of this kind?
    pub fn holds(self, part: Part) -> bool {
        self.meets(Self::of(part))
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Where a sentence begins among the names and cues.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    name: usize,
    cue: usize,
    kinds: Kinds,
}

/// The names and cues of a document by sentence.
#[derive(Debug, Default)]
pub struct Index {
    /// One a sentence, and one behind the last.
    starts: Vec<Start>,
    /// Words of the longest cue.
    longest: usize,
}

impl Index {
    /// Goes once through names and cues, which stand in the order of their sentences.
    pub fn new(found: &Found, n_sentences: usize) -> Self {
        let mut starts = Vec::with_capacity(n_sentences + 1);
        let mut longest = 0;
        let mut here = Start::default();
        for number in 0..n_sentences {
            let mut next = here;
            while found.names.get(next.name).is_some_and(|name| name.sentence <= number) {
                next.name += 1;
            }
            let mut kinds = 0;
            while let Some(cue) = found.cues.get(next.cue).filter(|cue| cue.sentence <= number) {
                kinds |= Kinds::of(cue.part).0;
                longest = longest.max(cue.tokens.len());
                next.cue += 1;
            }
            starts.push(Start { kinds: Kinds(kinds), ..here });
            here = next;
        }
        starts.push(Start { kinds: Kinds::default(), ..here });
        Self { starts, longest }
    }

    /// The cues of a sentence.
    pub fn cues<'a>(&self, found: &'a Found, sentence: usize) -> Cues<'a> {
        let Some([start, end, ..]) = self.starts.get(sentence..) else { return Cues::new(&[], 0) };
        Cues::new(&found.cues[start.cue..end.cue], self.longest)
    }

    /// The names of a sentence.
    pub fn names<'a>(&self, found: &'a Found, sentence: usize) -> &'a [Name] {
        let Some([start, end, ..]) = self.starts.get(sentence..) else { return &[] };
        &found.names[start.name..end.name]
    }

    /// Has a sentence cues of a kind?
    pub fn has(&self, kind: Kinds, sentence: usize) -> bool {
        self.starts.get(sentence).is_some_and(|start| start.kinds.meets(kind))
    }

    /// The sentences with cues of a kind.
    pub fn with(&self, kind: Kinds) -> impl Iterator<Item = usize> {
        let numbered = self.starts.iter().enumerate();
        numbered.filter(move |(_, start)| start.kinds.meets(kind)).map(|(number, _)| number)
    }
}
