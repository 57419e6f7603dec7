//! The elements of a text: paragraphs, runs and what is in them.

mod properties;

use std::collections::HashMap;
use std::sync::Arc;

use super::is_word;
use super::styles::{Styles, is_on};
use crate::document::BlockKind;
use crate::error::Problem;
use crate::ingest::office::address;
use crate::ingest::office::fields::Fields;
use crate::ingest::office::flow::{Flow, Paragraph};
use crate::ingest::office::xml::{Handler, Nesting, Tag};

/// A note: how many words it has, and the addresses in them. Its key is the kind of its mark and its id.
pub(super) type Notes = HashMap<(&'static str, String), (usize, Vec<String>)>;

/// An element that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    Words,
    Code,
    Link,
    Field,
    Table,
    Control,
    Alternate,
    Choice,
    Note,
    Other,
}

/// Why the inside of an element is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skip {
    Deleted,
    Silent,
}

/// A paragraph's or a run's own look.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    unseen: bool,
    strong: bool,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Open {
    look: Look,
    /// Is its end deleted, so that it goes on with the next paragraph?
    joined: bool,
}

/// Two or more forms of the same thing, of which one is read.
#[derive(Debug, Default)]
struct Alternate {
    taken: bool,
    letters: usize,
}

/// The reader of a part that holds paragraphs.
#[derive(Debug)]
pub(super) struct Body<'a> {
    styles: &'a Styles,
    addresses: &'a HashMap<String, String>,
    notes: &'a Notes,
    pub(super) flow: Flow,
    pub(super) fields: Fields,
    /// The notes that this part holds.
    pub(super) read: Notes,
    open: Nesting<Element, Skip>,
    paragraphs: Vec<Open>,
    runs: Vec<Look>,
    links: Vec<Option<Arc<str>>>,
    alternates: Vec<Alternate>,
    /// For each open control: does it show only the invitation to fill it in?
    controls: Vec<bool>,
    note: Option<(&'static str, String)>,
    carried: Option<Paragraph>,
    deleted: usize,
    unseen: usize,
    generated: usize,
    foreign: usize,
}

impl<'a> Body<'a> {
    /// A reader that knows the document's styles, addresses and notes.
    pub(super) fn new(styles: &'a Styles, addresses: &'a HashMap<String, String>, notes: &'a Notes) -> Self {
        Self {
            styles,
            addresses,
            notes,
            flow: Flow::default(),
            fields: Fields::default(),
            read: Notes::default(),
            open: Nesting::default(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            links: Vec::new(),
            alternates: Vec::new(),
            controls: Vec::new(),
            note: None,
            carried: None,
            deleted: 0,
            unseen: 0,
            generated: 0,
            foreign: 0,
        }
    }

    /// What to say of the words that are not text.
    pub(super) fn left_out(&self, entities: usize) -> Option<Problem> {
        // A sum over all values does not depend on their order.
        let notes: usize = self.notes.values().map(|(words, _)| words).sum();
        super::left_out(&[
            (notes, "words of footnotes and endnotes"),
            (self.deleted, "deleted words of tracked changes"),
            (self.unseen, "hidden or struck words"),
            (self.generated, "words of generated contents"),
            (self.foreign, "embedded documents"),
            (entities, "references to entities of the file's own"),
        ])
    }

    /// What an element is to us; `Err` where its inside is not text.
    fn element(&mut self, tag: &Tag) -> Result<Element, Skip> {
        if !is_word(tag.space) {
            return self.stranger(tag);
        }
        match tag.name {
            "p" => self.begin_paragraph(),
            "pPr" => return Ok(Element::ParagraphProperties),
            "r" => {
                self.runs.push(self.paragraphs.last().map_or(Look::default(), |open| open.look));
                return Ok(Element::Run);
            }
            "rPr" => return Ok(Element::RunProperties),
            "t" => return Ok(Element::Words),
            "instrText" => return Ok(Element::Code),
            "tbl" => self.flow.begin_table(),
            "tr" => self.flow.begin_row(),
            "tc" => self.flow.begin_cell(),
            "hyperlink" => self.begin_link(tag),
            "fldSimple" => self.fields.begin_simple(&tag.attribute("instr").unwrap_or_default()),
            "sdt" => self.controls.push(false),
            "showingPlcHdr" => {
                if let Some(empty) = self.controls.last_mut() {
                    *empty = is_on(tag);
                }
            }
            "sdtContent" if self.controls.last() == Some(&true) => return Err(Skip::Silent),
            "del" | "moveFrom" if self.in_mark() => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.joined = true;
                }
            }
            "del" | "moveFrom" | "delText" => return Err(Skip::Deleted),
            "rt" | "delInstrText" => return Err(Skip::Silent),
            name if name.ends_with("Change") => return Err(Skip::Silent),
            "footnote" | "endnote" => return self.begin_note(tag),
            "altChunk" | "subDoc" => self.foreign += 1,
            name => self.detail(tag, name),
        }
        Ok(match tag.name {
            "p" => Element::Paragraph,
            "tbl" => Element::Table,
            "hyperlink" => Element::Link,
            "fldSimple" => Element::Field,
            "sdt" => Element::Control,
            _ => Element::Other,
        })
    }

    /// Elements of other namespaces: alternatives, and formulas, whose words are text.
    fn stranger(&mut self, tag: &Tag) -> Result<Element, Skip> {
        let alternatives = tag.space.ends_with("/markup-compatibility/2006");
        match (tag.name, self.alternates.last_mut()) {
            ("AlternateContent", _) if alternatives => {
                self.alternates.push(Alternate::default());
                Ok(Element::Alternate)
            }
            ("Choice" | "Fallback", Some(alternate)) if alternatives => {
                if alternate.taken {
                    return Err(Skip::Silent);
                }
                alternate.letters = self.flow.letters();
                Ok(Element::Choice)
            }
            ("t", _) if tag.space.ends_with("/math") => Ok(Element::Words),
            _ => Ok(Element::Other),
        }
    }

    fn push(&mut self, words: &str) {
        let look = self.runs.last().copied().unwrap_or_default();
        if self.fields.in_code() {
            return;
        }
        if look.unseen || self.fields.is_generated() {
            let count = words.split_whitespace().count();
            *(if look.unseen { &mut self.unseen } else { &mut self.generated }) += count;
            return;
        }
        let link = self.fields.link().or(self.links.last().and_then(Option::as_ref));
        self.flow.push(words, link, look.strong);
    }

    fn begin_paragraph(&mut self) {
        self.paragraphs.push(Open::default());
        match self.carried.take() {
            Some(before) => self.flow.begin_joined(before),
            None => self.flow.begin(BlockKind::Paragraph),
        }
    }

    fn end_paragraph(&mut self) {
        let joined = self.paragraphs.pop().is_some_and(|open| open.joined);
        match joined.then(|| self.flow.take()).flatten() {
            Some(before) => self.carried = Some(before),
            None => self.flow.end(),
        }
    }

    fn begin_link(&mut self, tag: &Tag) {
        let address = tag.attribute("id").and_then(|id| self.addresses.get(&id));
        let address = address.filter(|address| address::is_outside(address));
        let place = tag.attribute("anchor").map_or(String::new(), |anchor| format!("#{anchor}"));
        self.links.push(address.map(|address| Arc::from(format!("{address}{place}"))));
    }

    fn begin_note(&mut self, tag: &Tag) -> Result<Element, Skip> {
        let kind = if tag.name == "footnote" { "footnote" } else { "endnote" };
        let ordinary = tag.attribute("type").is_none_or(|of_kind| of_kind == "normal");
        match tag.attribute("id").filter(|_| ordinary && self.open.path().len() < 2) {
            Some(id) => {
                self.note = Some((kind, id));
                Ok(Element::Note)
            }
            None => Err(Skip::Silent),
        }
    }

    /// Do the properties that are being read belong to the mark at the end of a paragraph?
    fn in_mark(&self) -> bool {
        self.open.path().ends_with(&[Element::ParagraphProperties, Element::RunProperties])
    }
}

impl Handler for Body<'_> {
    fn start(&mut self, tag: &Tag) {
        if !self.open.passes_over() {
            let element = self.element(tag);
            self.open.enter(element);
        }
    }

    fn end(&mut self) {
        match self.open.leave() {
            Some(Element::Paragraph) => self.end_paragraph(),
            Some(Element::Run) => drop(self.runs.pop()),
            Some(Element::Link) => drop(self.links.pop()),
            Some(Element::Field) => self.fields.mark("end"),
            Some(Element::Table) => self.flow.end_table(),
            Some(Element::Control) => drop(self.controls.pop()),
            Some(Element::Alternate) => drop(self.alternates.pop()),
            Some(Element::Choice) => {
                let letters = self.flow.letters();
                if let Some(alternate) = self.alternates.last_mut() {
                    alternate.taken = letters > alternate.letters;
                }
            }
            Some(Element::Note) => {
                if let Some(key) = self.note.take() {
                    let note = self.flow.take_note();
                    self.read.insert(key, note);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        match (self.open.skipped(), self.open.last()) {
            (Some(Skip::Deleted), _) => self.deleted += words.split_whitespace().count(),
            (None, Some(Element::Words)) => self.push(&words.replace('\n', " ")),
            (None, Some(Element::Code)) => self.fields.code(words),
            _ => {}
        }
    }
}
