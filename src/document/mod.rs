//! What flows between the stages: spans of a text that never changes after ingest.

pub mod metadata;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::error::Problem;
use crate::place::Places;

pub use metadata::{DateBasis, DateRead, Dated, DayOrder, Genre, LanguageBasis, Metadata, Precision};

/// A half-open range of bytes in [`Document::text`], on character boundaries, `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`; an inverted pair becomes the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The words of this span.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Does `other` lie inside?
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Do the two share at least one byte?
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Its first character's place: a span of one byte, enough to tell what holds the beginning.
    pub fn first(self) -> Self {
        Self::new(self.start, self.start + usize::from(self.end > self.start))
    }

    /// Without white space at either end.
    pub fn trim(self, text: &str) -> Self {
        let words = self.slice(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Self::new(start, start + words.trim().len())
    }

    /// Has it no bytes?
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// One transcript or article as read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Document {
    /// Stable name: the same content under the same file name has the same id in every run.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// What is known about it.
    pub metadata: Metadata,
    /// The words. They never change after ingest; every span of every stage points into them.
    pub text: String,
    /// Paragraphs, headings, list items in text order; they do not overlap.
    pub blocks: Vec<Block>,
    /// Numbers of the blocks in another language than the main one, in order: the same words a second time, or words that
    /// no word list knows. They make no sentences.
    pub other_languages: Vec<usize>,
    /// Hyperlinks in text order.
    pub links: Vec<Link>,
    /// Voices known beforehand (tables of questions and answers); empty when they must be read from the text.
    pub voices: Vec<Voice>,
    /// Where the words lie in the file.
    pub places: Places,
    /// What the reader should know about the reading.
    pub problems: Vec<Problem>,
}

impl Document {
    /// Does a column say whose words these are? Words that no column gives to anybody may be a whole transcript, with
    /// labels of its own.
    pub fn states_voices(&self) -> bool {
        self.voices.iter().any(|voice| voice.label.is_some() || voice.role != Role::Unknown)
    }
}

/// The file behind a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Source {
    /// Path as given, with `/` between its parts.
    pub path: String,
    /// Row of a table, line of a JSONL file or item of a compilation, counted from 1.
    pub row: Option<usize>,
    /// SHA-256 of the bytes that were read, in hexadecimal.
    pub sha256: String,
    /// Name of the input format.
    pub format: Cow<'static, str>,
    /// Name of the character encoding.
    pub encoding: Cow<'static, str>,
    /// What told the encoding; `None` for formats that are no text.
    pub encoding_basis: Option<EncodingBasis>,
    /// How sure a guessed encoding is, from 0 to 1.
    pub encoding_confidence: Option<f64>,
}

/// What told the encoding of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EncodingBasis {
    /// The byte order mark.
    Bom,
    /// The caller.
    Forced,
    /// The file itself.
    Declared,
    /// Its bytes are valid UTF-8.
    Valid,
    /// NULs or escape sequences that only this encoding has.
    Pattern,
    /// Nothing but its letters.
    Guessed,
}

impl EncodingBasis {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::Forced => "forced",
            Self::Declared => "declared",
            Self::Valid => "valid",
            Self::Pattern => "pattern",
            Self::Guessed => "guessed",
        }
    }
}

/// A paragraph or its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its words, without white space at the ends.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Does it stand further in than the margin?
    pub indented: bool,
}

impl Block {
    /// A block on the margin.
    pub fn new(span: Span, kind: BlockKind) -> Self {
        Self { span, kind, indented: false }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum BlockKind {
    Paragraph,
    Heading,
    ListItem,
    BlockQuote,
}

/// A hyperlink: its anchor in the text and the address behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The anchor's words.
    pub span: Span,
    /// The address.
    pub url: String,
}

/// A stretch of text whose speaker is known from a column.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Voice {
    /// The words.
    pub span: Span,
    /// Name, outlet or label as the column gives it.
    pub label: Option<String>,
    /// Part in the conversation.
    pub role: Role,
}

/// Part of a speaker in the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Role {
    Spokesperson,
    Official,
    Journalist,
    Moderator,
    Narrator,
    Unknown,
}

impl Role {
    /// As written in the tables and in the word lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spokesperson => "spokesperson",
            Self::Official => "official",
            Self::Journalist => "journalist",
            Self::Moderator => "moderator",
            Self::Narrator => "narrator",
            Self::Unknown => "unknown",
        }
    }

    /// The role of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Spokesperson, Self::Official, Self::Journalist, Self::Moderator, Self::Narrator, Self::Unknown]
            .into_iter()
            .find(|role| role.name() == name)
    }

    /// Does this voice answer for a side, so that its acts enter the indices?
    pub fn answers(self) -> bool {
        matches!(self, Self::Spokesperson | Self::Official)
    }
}
