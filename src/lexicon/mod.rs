//! 3  Word lists: the format, its checks, and finding their entries in text.
//!
//! The format is described in `lexicons/README.md`; [`read`] parses it, [`folder`] finds the files,
//! [`pattern`] gives a term its meaning, [`compile`] turns all terms into one [`Matcher`], a [`Search`] runs it.

pub mod normal;
mod slot;
pub mod pattern;
mod unfold;
pub mod read;
pub mod folder;
mod terms;
mod wilds;
mod common;
pub mod compile;
mod guards;
mod anchors;
mod marks;
mod recent;
mod forms;
mod walk;
mod hits;
pub mod search;
pub mod find;
pub mod check;
pub mod sentences;
pub mod foreign;
pub mod borrowed;
pub mod used;
#[cfg(test)]
mod plainly;

pub use compile::Matcher;
pub use find::{Match, Mention};
pub use search::Search;

use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// One folder of word lists.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Name, version, licence, categories.
    pub header: Header,
    /// The terms in the order of their files and rows.
    pub entries: Vec<Entry>,
    /// Sentences with the tags that they must and must not get.
    pub tests: Vec<TestSentence>,
    /// SHA-256 over all of its files, in hexadecimal.
    pub sha256: String,
    /// What could not be read or expressed, or is doubtful, with its place.
    pub warnings: Vec<Problem>,
}

/// What a lexicon says about itself (`lexicon.toml`).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Name of the lexicon and of its folder.
    pub name: String,
    /// Version; it moves whenever numbers may move.
    pub version: String,
    /// ISO 639 code.
    pub language: String,
    /// What the entries are for.
    pub kind: Kind,
    /// SPDX expression.
    pub licence: String,
    /// One sentence.
    pub description: String,
    /// Where the words come from.
    #[serde(default)]
    pub source: String,
    /// Is it made for the sample corpus only? Then a run over other inputs leaves it out.
    #[serde(default)]
    pub sample: bool,
    /// The categories, in the order of the tables.
    #[serde(default, rename = "category")]
    pub categories: Vec<Category>,
}

/// What the entries of a lexicon are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Acts that are tagged and counted.
    Acts,
    /// Cues that change what an act means: negation, hedges, reports.
    Context,
    /// Names of states, outlets, persons.
    Actors,
    /// Words of sourcing.
    Citation,
    /// Words of the page: speaker labels, abbreviations, stage directions.
    Transcript,
}

/// A category with its definition.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Name in tables and word lists.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What belongs to it.
    pub definition: String,
    /// Typical cases.
    #[serde(default)]
    pub include: String,
    /// Cases that look alike and do not belong.
    #[serde(default)]
    pub exclude: String,
    /// Which pole of the codebook.
    #[serde(default)]
    pub polarity: Polarity,
    /// Does it enter the headline index?
    #[serde(default)]
    pub core: bool,
    /// Entries below this intensity stay outside the headline index.
    #[serde(default)]
    pub core_from: f64,
    /// Intensity of its entries unless they say otherwise.
    #[serde(default)]
    pub intensity: f64,
    /// Nearest CAMEO code.
    #[serde(default)]
    pub cameo: String,
    /// Nearest PLOVER event.
    #[serde(default)]
    pub plover: String,
    /// Score of that event on PLOVER's scale from conflict (−10) to cooperation (10), where it has one.
    #[serde(default)]
    pub plover_score: Option<f64>,
    /// What its acts are aimed at by their nature.
    #[serde(default)]
    pub target: Aim,
    /// Categories that give way to it on the same words.
    #[serde(default)]
    pub beats: Vec<String>,
}

/// Pole of a category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Polarity {
    Confrontational,
    Evasive,
    Cooperative,
    #[default]
    Neutral,
}

impl Polarity {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confrontational => "confrontational",
            Self::Evasive => "evasive",
            Self::Cooperative => "cooperative",
            Self::Neutral => "neutral",
        }
    }
}

/// What the acts of a category are aimed at by their nature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aim {
    /// The allegation itself.
    Claim,
    /// Another side.
    Opponent,
    /// The question or the journalist.
    Question,
    /// A side that is treated as a friend.
    Partner,
    /// Nothing outside.
    #[default]
    None,
}

/// One term of a word list.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Stable name: category and term.
    pub id: String,
    /// The pattern as written.
    pub term: String,
    /// Index into the lexicon's categories.
    pub category: usize,
    /// Intensity, the category's unless the row has its own.
    pub intensity: f64,
    /// How to compare.
    pub flags: Flags,
    /// Patterns that cancel a hit where they overlap it.
    pub except: Vec<String>,
    /// For people.
    pub note: String,
    /// Where the term was found.
    pub source: String,
    /// What the term stands for (`entity`), else empty.
    pub entity: String,
    /// ISO 3166 code, else empty.
    pub country: String,
    /// Part of a speaker or genre that a label or title word gives away, else empty.
    pub role: String,
    /// Type of source that the word suggests, else empty.
    pub source_type: String,
    /// How many words a cue reaches; 0 when the row does not say.
    pub scope: usize,
    /// On which side of the cue its scope lies.
    pub direction: Direction,
    /// Step on the ladder of warnings, 1 to 9; 0 when it stands on none.
    pub ladder: u8,
    /// File and line.
    pub place: Place,
}

/// How a term is compared with the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Letter case matters.
    pub case: bool,
    /// Plain words match by Snowball stem.
    pub stem: bool,
    /// The match may run across a comma, dash or bracket.
    pub comma: bool,
    /// Only at the beginning of a sentence.
    pub start: bool,
    /// Not found by words: given by the rule that the term names.
    pub rule: bool,
}

/// On which side of a cue its scope lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Direction {
    #[default]
    After,
    Before,
    Both,
}

/// A line of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Path as given.
    pub path: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column of the cell, in characters from 1; 0 when only the line is known.
    pub column: usize,
}

impl std::fmt::Display for Place {
    /// `path:line:column`, as editors read it.
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self.column {
            0 => write!(out, "{}:{}", self.path, self.line),
            column => write!(out, "{}:{}:{column}", self.path, self.line),
        }
    }
}

impl Flags {
    /// As written in the column `match`.
    pub fn shown(self) -> String {
        let names = [
            (self.case, "case"),
            (self.stem, "stem"),
            (self.comma, "comma"),
            (self.start, "start"),
            (self.rule, "rule"),
        ];
        let set: Vec<&str> = names.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
        set.join(" ")
    }
}

/// A sentence with the tags that it must and must not get.
#[derive(Clone, Debug)]
pub struct TestSentence {
    /// The words.
    pub text: String,
    /// Who says them: `spk`, `jrn` or `art`.
    pub role: String,
    /// The speaker's state, else empty.
    pub side: String,
    /// Tags that must be found.
    pub expect: Vec<String>,
    /// Tags that must not be found.
    pub forbid: Vec<String>,
    /// For people.
    pub note: String,
    /// File and line.
    pub place: Place,
}
