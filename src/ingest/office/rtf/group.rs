//! Groups of an RTF text, what is set in them, and where their words go.

mod words;

use std::collections::BTreeMap;

use super::charset::Charsets;
use crate::document::{BlockKind, Document};
use crate::ingest::office::address;
use crate::ingest::office::fields::Fields;
use crate::ingest::office::flow::Flow;

/// Where the words of a group go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Goal {
    #[default]
    Text,
    Nowhere,
    Fonts,
    Styles,
    Title,
    Code,
    Note,
}

/// What is set in a group; a group begins with what is set around it.
#[derive(Clone, Copy, Debug)]
struct Group {
    goal: Goal,
    /// Has `\*` been read, so that an unknown goal is passed over?
    starred: bool,
    /// How many characters stand for a `\u` in programs that do not know it.
    fallback: usize,
    font: i32,
    strong: bool,
    hidden: bool,
    deleted: bool,
    /// Does a field, a note or a text box end with this group?
    field: bool,
    note: bool,
    boxed: bool,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            goal: Goal::Text,
            starred: false,
            fallback: 1,
            font: -1,
            strong: false,
            hidden: false,
            deleted: false,
            field: false,
            note: false,
            boxed: false,
        }
    }
}

/// What is set for a paragraph.
#[derive(Clone, Copy, Debug, Default)]
struct Paragraph {
    style: Option<i32>,
    outline: bool,
    listed: bool,
    in_table: bool,
}

/// The reader of a text.
#[derive(Debug, Default)]
pub(super) struct Reader {
    groups: Vec<Group>,
    now: Group,
    paragraph: Paragraph,
    charsets: Charsets,
    flow: Flow,
    fields: Fields,
    styles: BTreeMap<i32, BlockKind>,
    /// The style whose entry is being read, and its name so far.
    style: (i32, String),
    /// Bytes that wait to be decoded together.
    waiting: Vec<u8>,
    high: Option<u16>,
    /// So many characters are still to be passed over.
    skip: usize,
    /// Open paragraphs: that of the text, and those of text boxes in it.
    open: Vec<bool>,
    in_table: bool,
    title: String,
    note: String,
    /// The addresses of links in the open note.
    note_links: Vec<String>,
    notes: usize,
    deleted: usize,
    hidden: usize,
    generated: usize,
}

impl Reader {
    /// How deep the groups lie.
    pub(super) fn depth(&self) -> usize {
        self.groups.len()
    }

    /// A group begins.
    pub(super) fn open(&mut self) {
        self.settle();
        self.skip = 0;
        self.groups.push(self.now);
        self.now = Group { starred: false, field: false, note: false, boxed: false, ..self.now };
    }

    /// A group ends, and what was set in it.
    pub(super) fn close(&mut self) {
        self.settle();
        self.skip = 0;
        if self.now.field {
            self.fields.mark("end");
        }
        if self.now.note {
            self.end_note();
        }
        if self.now.boxed {
            self.end_paragraph();
            self.open.pop();
        }
        self.now = self.groups.pop().unwrap_or_default();
    }

    /// A control symbol.
    pub(super) fn symbol(&mut self, symbol: u8) {
        if self.passes_over() {
            return;
        }
        self.settle();
        match symbol {
            b'*' => self.now.starred = true,
            b'~' => self.say("\u{A0}"),
            b'-' => self.say("\u{AD}"),
            b'_' => self.say("\u{2011}"),
            b'\\' | b'{' | b'}' => self.say(char::from(symbol).encode_utf8(&mut [0; 4])),
            b'\n' | b'\r' => self.end_paragraph(),
            b'\t' => self.say("\t"),
            _ => {}
        }
    }

    /// A byte of the text.
    pub(super) fn byte(&mut self, byte: u8) {
        if !self.passes_over() {
            self.waiting.push(byte);
        }
    }

    fn passes_over(&mut self) -> bool {
        let over = self.skip > 0;
        self.skip = self.skip.saturating_sub(1);
        over
    }

    fn unicode(&mut self, number: i32) {
        self.settle();
        self.skip = self.now.fallback;
        // Codes above 32767 are written as negative numbers.
        let unit = u16::try_from(number.rem_euclid(1 << 16)).unwrap_or(0xFFFD);
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        if units.len() == 1 && (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
        } else {
            self.say(&String::from_utf16_lossy(&units));
        }
    }

    /// Decodes the bytes that wait.
    fn settle(&mut self) {
        if !self.waiting.is_empty() {
            let bytes = std::mem::take(&mut self.waiting);
            let words = self.charsets.decode(&bytes, self.now.font);
            self.say(&words);
        }
    }

    /// Words, wherever they go.
    fn say(&mut self, words: &str) {
        match self.now.goal {
            Goal::Nowhere | Goal::Fonts => {}
            Goal::Styles => self.name_style(words),
            Goal::Title => self.title.push_str(words),
            Goal::Code => self.fields.code(words),
            Goal::Note => self.note.push_str(words),
            Goal::Text => self.text(words),
        }
    }

    fn text(&mut self, words: &str) {
        let count = words.split_whitespace().count();
        if self.now.deleted {
            self.deleted += count;
        } else if self.now.hidden {
            self.hidden += count;
        } else if self.fields.is_generated() {
            self.generated += count;
        } else {
            self.begin_paragraph();
            let link = self.fields.link().cloned();
            self.flow.push(words, link.as_ref(), self.now.strong);
        }
    }

    fn name_style(&mut self, words: &str) {
        self.style.1.push_str(words);
        if let Some(name) = self.style.1.strip_suffix(';') {
            let name = name.trim().to_lowercase();
            if name.starts_with("heading ") || name == "title" || name == "subtitle" {
                self.styles.insert(self.style.0, BlockKind::Heading);
            }
            // An entry without a number is that of the usual paragraph.
            self.style = (0, String::new());
        }
    }

    /// The paragraph of the words that come now, unless it is open.
    fn begin_paragraph(&mut self) {
        if self.open.is_empty() {
            self.open.push(false);
        }
        if self.open.last() == Some(&true) {
            return;
        }
        if self.open.len() == 1 && self.in_table != self.paragraph.in_table {
            if self.in_table {
                self.flow.end_table();
            } else {
                self.flow.begin_table();
                self.flow.begin_row();
                self.flow.begin_cell();
            }
            self.in_table = self.paragraph.in_table;
        }
        self.flow.begin(BlockKind::Paragraph);
        if let Some(open) = self.open.last_mut() {
            *open = true;
        }
    }

    /// The open paragraph ends; what is set for it now is what it is.
    fn end_paragraph(&mut self) {
        self.settle();
        if let Some(open) = self.open.last_mut().filter(|open| **open) {
            *open = false;
            let styled = self.paragraph.style.and_then(|style| self.styles.get(&style)).copied();
            let kind = match styled {
                Some(kind) => kind,
                None if self.paragraph.outline => BlockKind::Heading,
                None if self.paragraph.listed => BlockKind::ListItem,
                None => BlockKind::Paragraph,
            };
            self.flow.set_kind(kind);
            self.flow.end();
        }
    }

    fn end_note(&mut self) {
        let note = std::mem::take(&mut self.note);
        self.notes += note.split_whitespace().count();
        let mut addresses = std::mem::take(&mut self.note_links);
        addresses.extend(address::bare(&note));
        addresses.dedup();
        self.flow.mark(&addresses);
    }

    /// The document, what was left out of it, and the title among its properties.
    pub(super) fn finish(mut self) -> (Document, [(usize, &'static str); 4], Option<String>) {
        self.end_paragraph();
        let left_out = [
            (self.notes, "words of footnotes and endnotes"),
            (self.deleted, "deleted words of tracked changes"),
            (self.hidden, "hidden or struck words"),
            (self.generated, "words of generated contents"),
        ];
        (self.flow.finish(), left_out, Some(self.title))
    }
}
