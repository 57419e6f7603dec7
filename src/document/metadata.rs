//! What is known about a document, and what told it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is known about a document; everything absent is unknown, never guessed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Date of the event or of publication.
    pub date: Option<DateRead>,
    /// Every date that a place tells, in the order of reading; [`crate::ingest::date::dating`] settles which one stands.
    pub dates: Vec<Dated>,
    /// Who published it: outlet of an article, site of a transcript.
    pub outlet: Option<String>,
    /// Author or byline.
    pub author: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// Ministry or office whose words these are.
    pub institution: Option<String>,
    /// ISO 3166 code of the state whose spokesperson speaks.
    pub state: Option<String>,
    /// Spokesperson named by the title or by a column.
    pub speaker: Option<String>,
    /// ISO 639 code of the main language.
    pub language: Option<String>,
    /// What told the language.
    pub language_basis: Option<LanguageBasis>,
    /// Genre stated by the file itself.
    pub genre: Option<Genre>,
}

/// A date with how exactly and from where it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRead {
    /// The date; the first day of its period when the precision is coarser than a day.
    pub date: Date,
    /// How exact it is.
    pub precision: Precision,
    /// Where it was read.
    pub basis: DateBasis,
}

/// What told the language of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LanguageBasis {
    /// The file or the user.
    Stated,
    /// Its letters.
    Script,
    /// Its words.
    Words,
}

impl LanguageBasis {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Script => "script",
            Self::Words => "words",
        }
    }
}

/// A date that some place tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The date; day before month when it could be either.
    pub read: DateRead,
    /// The date with day and month swapped, when it could be that as well.
    pub other: Option<Date>,
    /// Of a date in figures: which of day and month stands first, where the date tells it.
    pub order: Option<DayOrder>,
    /// Is it told to be the date of publication, which may follow the event?
    pub published: bool,
    /// Is it mentioned for another event ("after July 20, 2021")?
    pub mentioned: bool,
    /// The words it was read from.
    pub written: String,
}

/// Which of day and month stands first in a date in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Precision {
    Day,
    Month,
    Year,
}

impl Precision {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Where a date was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateBasis {
    /// Metadata block or column.
    Metadata,
    /// Title or head line.
    Title,
    /// Heading above, in a compilation.
    Heading,
    /// Body, as dateline.
    Body,
    /// File name.
    FileName,
    /// Address of the original.
    Address,
}

impl DateBasis {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Body => "body",
            Self::FileName => "file name",
            Self::Address => "address",
        }
    }
}

/// Kind of text, as in the `documents` table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Genre {
    Briefing,
    Statement,
    Interview,
    Speech,
    Article,
}

impl Genre {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Briefing => "briefing",
            Self::Statement => "statement",
            Self::Interview => "interview",
            Self::Speech => "speech",
            Self::Article => "article",
        }
    }

    /// The genre of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Briefing, Self::Statement, Self::Interview, Self::Speech, Self::Article]
            .into_iter()
            .find(|genre| genre.name() == name)
    }
}
