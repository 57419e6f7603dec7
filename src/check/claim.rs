//! What a comparison needs to know of a number: little, so that those of a whole collection can be kept.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::value::Interval;
use crate::cite::quantities::Kind;

/// A number with its slots, apart from its document. What the numbers of a text or sentence share is held once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// The document.
    pub document_id: Arc<str>,
    /// Which of the document's numbers it is.
    pub number: usize,
    /// The sentence.
    pub sentence: usize,
    /// The date of the document.
    pub date: Option<Date>,
    /// How the document is called in a note.
    pub text_name: Arc<str>,
    /// Does it stand in a heading?
    pub heading: bool,
    /// The words of the number.
    pub matched: String,
    /// The words of the sentence.
    pub words: Arc<str>,
    /// Kind.
    pub kind: Kind,
    /// The value; a share in per cent.
    pub value: f64,
    /// Its figures up to the last that is not zero; 1 of a fraction in words.
    pub figures: u32,
    /// The values that it may stand for.
    pub interval: Interval,
    /// Currency, unit of time, per cent or percentage points.
    pub measure: String,
    /// What is counted, of a share what it is a share of, as read.
    pub noun: String,
    /// The stem of its head.
    pub head: String,
    /// Stems of what is counted or shared.
    pub noun_stems: Vec<String>,
    /// Words that narrow it: "foreign".
    pub narrowed: Vec<String>,
    /// The figure inside the base.
    pub whole: Option<Interval>,
    /// Where it holds, as read, and as one spelling.
    pub scope: Option<(String, String)>,
    /// Who did it, as read, and the entity.
    pub agent: Option<(String, String)>,
    /// The year that it holds for.
    pub year: Option<String>,
    /// Who is cited for it, as read, and the entity.
    pub source: Option<(String, String)>,
    /// Stems of the content words of the sentence, sorted.
    pub topic: Arc<[String]>,
}

impl Claim {
    /// The order in which texts appeared, then that of their ids, then that of the text.
    pub fn chronological(&self, other: &Self) -> Ordering {
        let place = |claim: &Self| (claim.date.is_none(), claim.date);
        place(self)
            .cmp(&place(other))
            .then_with(|| self.document_id.cmp(&other.document_id))
            .then_with(|| self.number.cmp(&other.number))
    }
}
