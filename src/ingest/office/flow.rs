//! Paragraphs of an office document as they come, with what lies inside them (text boxes) and around them (tables).

use std::sync::Arc;

use super::address;
use super::dialogue;
use crate::document::{BlockKind, Document, Link, Span};
use crate::ingest::build::Builder;
use crate::ingest::date::lines;
use crate::ingest::head::looks_like_heading;
use crate::place::Place;

/// A piece of a paragraph.
#[derive(Clone, Debug)]
enum Piece {
    Words {
        text: String,
        link: Option<Arc<str>>,
    },
    /// The mark of a note that gives these addresses.
    Mark(Vec<String>),
}

/// A paragraph that is being read, or was.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    kind: BlockKind,
    indented: bool,
    pieces: Vec<Piece>,
    /// Have all its words the mark of strong type?
    strong: bool,
    /// What stood inside it and is read behind it: text boxes.
    behind: Vec<Paragraph>,
}

/// What a paragraph may lie in.
#[derive(Debug)]
enum Container {
    Paragraph(Paragraph),
    Table(Vec<Vec<Vec<Paragraph>>>),
}

/// The paragraphs of a document.
#[derive(Debug, Default)]
pub(super) struct Flow {
    open: Vec<Container>,
    done: Vec<Paragraph>,
    letters: usize,
}

impl Paragraph {
    fn new(kind: BlockKind) -> Self {
        Self { kind, indented: false, pieces: Vec::new(), strong: true, behind: Vec::new() }
    }

    /// Its words.
    pub(super) fn text(&self) -> String {
        let words = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Words { text, .. } => Some(text.as_str()),
            Piece::Mark(_) => None,
        });
        words.collect()
    }

    /// Has it words, or holds it paragraphs with words?
    pub(super) fn has_words(&self) -> bool {
        !self.text().trim().is_empty() || self.behind.iter().any(Self::has_words)
    }

    /// Puts words in front.
    pub(super) fn prefix(&mut self, words: &str) {
        self.kind = BlockKind::Paragraph;
        self.pieces.insert(0, Piece::Words { text: words.to_owned(), link: None });
    }

    fn addresses(&self) -> impl Iterator<Item = String> + '_ {
        let linked = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Words { link, .. } => link.as_deref().map(str::to_owned),
            Piece::Mark(_) => None,
        });
        linked.chain(address::bare(&self.text()))
    }

    fn push(&mut self, words: &str, link: Option<&Arc<str>>) {
        if let Some(Piece::Words { text, link: last }) = self.pieces.last_mut()
            && last.as_ref() == link
        {
            text.push_str(words);
            return;
        }
        self.pieces.push(Piece::Words { text: words.to_owned(), link: link.cloned() });
    }
}

impl Flow {
    /// A paragraph begins.
    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.open.push(Container::Paragraph(Paragraph::new(kind)));
    }

    /// The innermost open paragraph turns out to be something else.
    pub(super) fn set_kind(&mut self, kind: BlockKind) {
        if let Some(Container::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.kind = kind;
        }
    }

    /// Does the innermost open paragraph stand further in than the margin?
    pub(super) fn set_indented(&mut self, indented: bool) {
        if let Some(Container::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.indented = indented;
        }
    }

    /// The innermost open paragraph is an item of a list, or is none although its style says so. Headings stay headings.
    pub(super) fn set_listed(&mut self, listed: bool) {
        if let Some(Container::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.kind = match paragraph.kind {
                BlockKind::Paragraph if listed => BlockKind::ListItem,
                BlockKind::ListItem if !listed => BlockKind::Paragraph,
                other => other,
            };
        }
    }

    /// Words of the innermost open paragraph; outside of paragraphs there are none. Says whether they were taken.
    pub(super) fn push(&mut self, words: &str, link: Option<&Arc<str>>, strong: bool) -> bool {
        let Some(Container::Paragraph(paragraph)) = self.open.last_mut() else { return false };
        if !words.trim().is_empty() {
            self.letters += words.len();
            paragraph.strong &= strong;
        }
        paragraph.push(words, link);
        true
    }

    /// The mark of a note stands here.
    pub(super) fn mark(&mut self, addresses: &[String]) {
        if let Some(Container::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.pieces.push(Piece::Mark(addresses.to_vec()));
        }
    }

    /// The innermost open paragraph ends.
    pub(super) fn end(&mut self) {
        if matches!(self.open.last(), Some(Container::Paragraph(_)))
            && let Some(Container::Paragraph(paragraph)) = self.open.pop()
        {
            self.deliver(vec![paragraph]);
        }
    }

    /// A paragraph begins with the words of the one before, whose end is deleted.
    pub(super) fn begin_joined(&mut self, before: Paragraph) {
        self.open.push(Container::Paragraph(before));
    }

    /// Takes the innermost open paragraph out, to go on with it later.
    pub(super) fn take(&mut self) -> Option<Paragraph> {
        match self.open.pop() {
            Some(Container::Paragraph(paragraph)) => Some(paragraph),
            Some(table) => {
                self.open.push(table);
                None
            }
            None => None,
        }
    }

    /// A table begins.
    pub(super) fn begin_table(&mut self) {
        self.open.push(Container::Table(Vec::new()));
    }

    /// A row of the innermost open table begins.
    pub(super) fn begin_row(&mut self) {
        if let Some(Container::Table(rows)) = self.open.last_mut() {
            rows.push(Vec::new());
        }
    }

    /// A cell of the last row begins.
    pub(super) fn begin_cell(&mut self) {
        if let Some(Container::Table(rows)) = self.open.last_mut()
            && let Some(row) = rows.last_mut()
        {
            row.push(Vec::new());
        }
    }

    /// The innermost open table ends: its cells are paragraphs in the order of the rows.
    pub(super) fn end_table(&mut self) {
        if matches!(self.open.last(), Some(Container::Table(_)))
            && let Some(Container::Table(rows)) = self.open.pop()
        {
            self.deliver(dialogue::read(rows));
        }
    }

    fn deliver(&mut self, mut paragraphs: Vec<Paragraph>) {
        match self.open.last_mut() {
            None => self.done.append(&mut paragraphs),
            Some(Container::Paragraph(outer)) => outer.behind.append(&mut paragraphs),
            Some(Container::Table(rows)) => {
                if rows.is_empty() {
                    rows.push(Vec::new());
                }
                if let Some(row) = rows.last_mut() {
                    if row.is_empty() {
                        row.push(Vec::new());
                    }
                    if let Some(cell) = row.last_mut() {
                        cell.append(&mut paragraphs);
                    }
                }
            }
        }
    }

    /// Does the innermost open paragraph end with white space, or has it no words?
    pub(super) fn ends_with_space(&self) -> bool {
        let Some(Container::Paragraph(paragraph)) = self.open.last() else { return true };
        let last = paragraph.pieces.iter().rev().find_map(|piece| match piece {
            Piece::Words { text, .. } => text.chars().next_back(),
            Piece::Mark(_) => None,
        });
        last.is_none_or(char::is_whitespace)
    }

    /// How many letters have been read so far.
    pub(super) fn letters(&self) -> usize {
        self.letters
    }

    /// Takes out what has been read since the last time, as the number of words and the addresses in them: a note.
    pub(super) fn take_note(&mut self) -> (usize, Vec<String>) {
        let paragraphs = flat(std::mem::take(&mut self.done));
        let words = paragraphs.iter().map(|paragraph| paragraph.text().split_whitespace().count()).sum();
        let mut addresses: Vec<String> = Vec::new();
        for address in paragraphs.iter().flat_map(Paragraph::addresses) {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        (words, addresses)
    }

    /// The document that the paragraphs make.
    pub(super) fn finish(mut self) -> Document {
        while !self.open.is_empty() {
            self.end();
            self.end_table();
        }
        let paragraphs = flat(self.done);
        let mut builder = Builder::default();
        for paragraph in &paragraphs {
            emit(paragraph, &mut builder);
        }
        builder.finish()
    }
}

/// Every paragraph, and behind it those that stood inside it.
fn flat(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut flat = Vec::with_capacity(paragraphs.len());
    let mut waiting: Vec<Paragraph> = paragraphs.into_iter().rev().collect();
    while let Some(mut paragraph) = waiting.pop() {
        waiting.extend(std::mem::take(&mut paragraph.behind).into_iter().rev());
        flat.push(paragraph);
    }
    flat
}

fn emit(paragraph: &Paragraph, builder: &mut Builder) {
    let words = paragraph.text();
    if words.trim().is_empty() {
        return;
    }
    builder.close();
    builder.at(Place::Paragraph(builder.document().blocks.len() + 1));
    let kind = kind(paragraph, words.trim());
    builder.open(kind);
    if paragraph.indented {
        builder.indent();
    }
    for piece in &paragraph.pieces {
        match piece {
            Piece::Words { text, link } => {
                if let Some(url) = link {
                    builder.open_link(url);
                }
                for (n, part) in text.split("\n\n").enumerate() {
                    if n > 0 {
                        builder.open(kind);
                        if paragraph.indented {
                            builder.indent();
                        }
                    }
                    builder.push(part);
                }
                builder.close_link();
            }
            Piece::Mark(addresses) => cite(addresses, builder),
        }
    }
    builder.close();
}

/// A short paragraph in strong type is a heading, whatever its style: dates and topics are mostly set so by hand.
fn kind(paragraph: &Paragraph, words: &str) -> BlockKind {
    let set_off = paragraph.strong && (looks_like_heading(words) || lines::is_date_line(words));
    if paragraph.kind == BlockKind::Paragraph && set_off { BlockKind::Heading } else { paragraph.kind }
}

/// The word before the mark of a note is the anchor of the addresses that the note gives.
fn cite(addresses: &[String], builder: &mut Builder) {
    let document = builder.document_mut();
    let words = document.text.trim_end();
    let start = words.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let start = start + words[start..].chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
    let span = Span::new(start, words.len()).trim(words);
    let taken = document.links.iter().any(|link| link.span.overlaps(span));
    if !span.is_empty() && !taken {
        document.links.extend(addresses.iter().map(|url| Link { span, url: url.clone() }));
    }
}
