//! The elements of an OpenDocument text: paragraphs, spans and what is in them.

use std::sync::Arc;

use super::styles::Styles;
use crate::document::BlockKind;
use crate::ingest::office::address;
use crate::ingest::office::flow::Flow;
use crate::ingest::office::xml::{Handler, Nesting, Tag};

/// An element that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Body,
    Paragraph,
    Span,
    Link,
    Item,
    Table,
    Note,
    Other,
}

/// Why the inside of an element is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skip {
    Deleted,
    Generated,
    Silent,
}

/// The reader of the content.
#[derive(Debug, Default)]
pub(super) struct Content {
    styles: Styles,
    pub(super) flow: Flow,
    open: Nesting<Element, Skip>,
    /// Styles of the open paragraphs and spans.
    looks: Vec<(bool, bool)>,
    links: Vec<Option<Arc<str>>>,
    items: usize,
    /// The words and addresses of the open note.
    note: Option<(String, Vec<String>)>,
    pub(super) is_text: bool,
    pub(super) notes: usize,
    pub(super) deleted: usize,
    pub(super) unseen: usize,
    pub(super) generated: usize,
}

impl Content {
    /// A reader that knows the styles of the package.
    pub(super) fn of(styles: Styles) -> Self {
        Self { styles, ..Self::default() }
    }

    fn element(&mut self, tag: &Tag) -> Result<Element, Skip> {
        if !self.open.is_in(Element::Body) {
            self.styles.start(tag);
            let body = tag.name == "text" && tag.space.ends_with(":office:1.0");
            self.is_text |= body;
            return Ok(if body { Element::Body } else { Element::Other });
        }
        match tag.name {
            "tracked-changes" => Err(Skip::Deleted),
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index"
            | "object-index" | "user-index" | "bibliography" => Err(Skip::Generated),
            "annotation" | "ruby-text" | "placeholder" | "forms" | "script" | "hidden-text" | "title"
            | "desc" | "note-citation" => Err(Skip::Silent),
            _ if self.note.is_some() => Ok(self.in_note(tag)),
            "p" | "h" => Ok(self.begin_paragraph(tag)),
            "span" => {
                self.look(tag);
                Ok(Element::Span)
            }
            "a" => {
                let address = tag.attribute("href").filter(|address| address::is_outside(address));
                self.links.push(address.map(Arc::from));
                Ok(Element::Link)
            }
            "list-item" | "list-header" => {
                self.items += 1;
                Ok(Element::Item)
            }
            "note" => {
                self.note = Some(Default::default());
                Ok(Element::Note)
            }
            name => Ok(self.detail(tag, name)),
        }
    }

    fn detail(&mut self, tag: &Tag, name: &str) -> Element {
        match name {
            "table" => {
                self.flow.begin_table();
                return Element::Table;
            }
            "table-row" => self.flow.begin_row(),
            "table-cell" => self.flow.begin_cell(),
            "s" => {
                let n = tag.attribute("c").and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                self.push(&" ".repeat(n.min(80)));
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            _ => {}
        }
        Element::Other
    }

    /// Of a note only words and addresses are wanted.
    fn in_note(&mut self, tag: &Tag) -> Element {
        if let Some((words, addresses)) = &mut self.note {
            if tag.name == "a" {
                addresses.extend(tag.attribute("href").filter(|address| address::is_outside(address)));
            }
            if ["p", "s", "tab", "line-break"].contains(&tag.name) {
                words.push(' ');
            }
        }
        Element::Other
    }

    fn begin_paragraph(&mut self, tag: &Tag) -> Element {
        let style = tag.attribute("style-name").unwrap_or_default();
        let kind = match self.styles.kind(&style) {
            _ if tag.name == "h" => BlockKind::Heading,
            BlockKind::Paragraph if self.items > 0 => BlockKind::ListItem,
            kind => kind,
        };
        self.flow.begin(kind);
        self.looks.push((self.styles.is_unseen(&style), self.styles.is_strong(&style)));
        Element::Paragraph
    }

    /// A span looks like what it lies in, but for what its style says.
    fn look(&mut self, tag: &Tag) {
        let (unseen, strong) = self.looks.last().copied().unwrap_or_default();
        let style = tag.attribute("style-name").unwrap_or_default();
        self.looks.push((unseen || self.styles.is_unseen(&style), strong || self.styles.is_strong(&style)));
    }

    fn push(&mut self, words: &str) {
        let (unseen, strong) = self.looks.last().copied().unwrap_or_default();
        if unseen {
            self.unseen += words.split_whitespace().count();
            return;
        }
        let link = self.links.last().and_then(Option::as_ref);
        self.flow.push(words, link, strong);
    }

    fn end_note(&mut self) {
        if let Some((words, mut addresses)) = self.note.take() {
            self.notes += words.split_whitespace().count();
            let bare = address::bare(&words).into_iter().filter(|address| !addresses.contains(address));
            let bare: Vec<String> = bare.collect();
            addresses.extend(bare);
            self.flow.mark(&addresses);
        }
    }
}

impl Handler for Content {
    fn start(&mut self, tag: &Tag) {
        if !self.open.passes_over() {
            let element = self.element(tag);
            self.open.enter(element);
        }
    }

    fn end(&mut self) {
        match self.open.leave() {
            Some(Element::Paragraph) => {
                self.looks.pop();
                self.flow.end();
            }
            Some(Element::Span) => drop(self.looks.pop()),
            Some(Element::Link) => drop(self.links.pop()),
            Some(Element::Item) => self.items -= 1,
            Some(Element::Table) => self.flow.end_table(),
            Some(Element::Note) => self.end_note(),
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        let count = || words.split_whitespace().count();
        match (self.open.skipped(), &mut self.note) {
            (Some(Skip::Deleted), _) => self.deleted += count(),
            (Some(Skip::Generated), _) => self.generated += count(),
            (Some(Skip::Silent), _) => {}
            (None, Some((note, _))) => note.push_str(words),
            (None, None) if self.open.is_in(Element::Paragraph) => {
                let words = one_space(words, self.flow.ends_with_space());
                self.push(&words);
            }
            (None, None) => {}
        }
    }
}

/// White space of the file is one space, and none behind another one or at the beginning of a paragraph.
fn one_space(words: &str, mut spaced: bool) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        let space = matches!(c, ' ' | '\t' | '\n' | '\r');
        if !(space && spaced) {
            text.push(if space { ' ' } else { c });
        }
        spaced = space;
    }
    text
}
