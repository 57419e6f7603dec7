//! Keyword in context: hits set as the lines of a concordance, with who said them, when, and in which sentence.
//!
//! A line is a hit of [`crate::analyze`], no more and no less: the lines of a pattern are the rows that `hits` has for an
//! entry with that pattern in a category of its own.

pub mod asked;
pub mod order;

use std::ops::Range;

use jiff::civil::Date;

pub use asked::Asked;
pub use order::Order;

use crate::analysis::Analysis;
use crate::document::{Document, Role, Span};
use crate::resources::Resources;
use crate::table::offsets::Offsets;
use crate::tag::{Hit, Status};

/// One line of a concordance.
#[derive(Clone, Debug)]
pub struct Line {
    /// The document's id.
    pub document_id: String,
    /// Path of its file.
    pub source_path: String,
    /// Its date.
    pub date: Option<Date>,
    /// Who speaks; empty when the document does not tell.
    pub speaker: String,
    /// Part in the conversation.
    pub role: Role,
    /// Number of the turn in the document, from 0.
    pub turn: usize,
    /// Number of the sentence in the document, from 0.
    pub sentence_number: usize,
    /// First code point of the words in the document's text.
    pub char_start: usize,
    /// One past the last.
    pub char_end: usize,
    /// The words before, of the same turn.
    pub left: String,
    /// The words found.
    pub matched: String,
    /// The words behind, of the same turn.
    pub right: String,
    /// The whole sentence.
    pub sentence: String,
    /// The pattern that found them.
    pub pattern: String,
    /// Lexicon of the entry.
    pub lexicon: String,
    /// Its category.
    pub category: String,
    /// Its stable name.
    pub entry_id: String,
    /// What the context makes of the hit.
    pub status: Status,
    /// Would it enter the indices if its entry belonged to them?
    pub counts: bool,
}

/// The lines of a document, in the order of the text.
pub fn lines(
    document: &Document,
    analysis: &Analysis,
    resources: &Resources,
    asked: &Asked,
    window: usize,
) -> Vec<Line> {
    let offsets = Offsets::new(&document.text);
    let around = Around { document, analysis, window };
    let wanted = analysis.hits.iter().filter(|hit| asked.wants(analysis, hit, resources));
    wanted.map(|hit| line(around, &offsets, hit, resources)).collect()
}

fn line(around: Around, offsets: &Offsets, hit: &Hit, resources: &Resources) -> Line {
    let Around { document, analysis, .. } = around;
    let (turn, sentence) = (&analysis.segments.turns[hit.turn], &analysis.segments.sentences[hit.sentence]);
    let (entry, category) = (resources.entry(hit.entry), resources.category(hit.entry));
    Line {
        document_id: document.id.clone(),
        source_path: document.source.path.clone(),
        date: document.metadata.date.map(|read| read.date),
        speaker: turn.speaker.clone().unwrap_or_default(),
        role: turn.role,
        turn: hit.turn,
        sentence_number: hit.sentence,
        char_start: offsets.chars(hit.span.start),
        char_end: offsets.chars(hit.span.end),
        left: around.left(hit),
        matched: one_line(hit.span.slice(&document.text)),
        right: around.right(hit),
        sentence: one_line(sentence.span.slice(&document.text)),
        pattern: entry.term.clone(),
        lexicon: resources.lexicon(hit.entry).header.name.clone(),
        category: category.id.clone(),
        entry_id: entry.id.clone(),
        status: hit.status,
        counts: hit.counts,
    }
}

/// The words around hits.
#[derive(Clone, Copy)]
struct Around<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    /// So many words on each side.
    window: usize,
}

impl Around<'_> {
    fn left(self, hit: &Hit) -> String {
        let (turn, first) = (self.turn(hit), hit.tokens.start.saturating_sub(self.window));
        let start = match self.analysis.segments.tokens.get(first) {
            Some(token) if first > turn.start => token.span.start,
            _ => self.analysis.segments.turns[hit.turn].span.start,
        };
        self.words(Span::new(start, hit.span.start))
    }

    fn right(self, hit: &Hit) -> String {
        let (turn, last) = (self.turn(hit), hit.tokens.end + self.window);
        let end = match self.analysis.segments.tokens.get(last.saturating_sub(1)) {
            Some(token) if last < turn.end => token.span.end,
            _ => self.analysis.segments.turns[hit.turn].span.end,
        };
        self.words(Span::new(hit.span.end, end))
    }

    fn words(self, span: Span) -> String {
        if self.window == 0 { String::new() } else { one_line(span.slice(&self.document.text)) }
    }

    /// The tokens of the hit's turn.
    fn turn(self, hit: &Hit) -> Range<usize> {
        let segments = &self.analysis.segments;
        match &segments.sentences[segments.turns[hit.turn].sentences.clone()] {
            [first, .., last] => first.tokens.start..last.tokens.end,
            [only] => only.tokens.clone(),
            [] => hit.tokens.clone(),
        }
    }
}

/// The words with one space between them.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
