//! What is quoted, what was said, and what of it was heard: kept, because a quotation may lie in it.

use jiff::civil::Date;

/// Words of an article between quotation marks.
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'a> {
    /// The words.
    pub text: &'a str,
    /// Whose words they are said to be.
    pub speaker: Option<&'a str>,
    /// The document that quotes them.
    pub document: &'a str,
    /// Its date.
    pub date: Option<Date>,
}

/// Words that somebody said.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The words.
    pub text: &'a str,
    /// Who said them.
    pub speaker: Option<&'a str>,
    /// The document in which they stand.
    pub document: &'a str,
    /// Number of the turn in its document.
    pub number: usize,
    /// Its id.
    pub turn: &'a str,
    /// Where it begins in its document, in code points.
    pub char_start: i64,
    /// Its date.
    pub date: Option<Date>,
    /// Is the document an article, which sets the words apart?
    pub set_apart: bool,
}

/// The words of a turn in which a quotation may have been said, on their own.
#[derive(Debug, PartialEq)]
pub struct Heard {
    text: String,
    speaker: Option<String>,
    /// The document.
    pub document: String,
    number: usize,
    /// Id of the turn.
    pub turn: String,
    /// Where it begins in its document, in code points.
    pub char_start: i64,
    date: Option<Date>,
    pub(super) set_apart: bool,
}

impl Heard {
    pub(super) fn new(said: &Said) -> Self {
        Self {
            text: said.text.to_owned(),
            speaker: said.speaker.map(str::to_owned),
            document: said.document.to_owned(),
            number: said.number,
            turn: said.turn.to_owned(),
            char_start: said.char_start,
            date: said.date,
            set_apart: said.set_apart,
        }
    }

    /// As it was said.
    pub fn said(&self) -> Said<'_> {
        Said {
            text: &self.text,
            speaker: self.speaker.as_deref(),
            document: &self.document,
            number: self.number,
            turn: &self.turn,
            char_start: self.char_start,
            date: self.date,
            set_apart: self.set_apart,
        }
    }
}
