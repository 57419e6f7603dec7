//! ODT and flat ODT: the text as a reader of the final version sees it, with hyperlinks; the rules are those of DOCX.

use std::sync::Arc;

use super::docx::{self, Properties};
use super::flow::Flow;
use super::odf_styles::Styles;
use super::package::Package;
use super::xml::{self, Handler, Tag};
use super::{Ingested, Options, address, failed};
use crate::document::{BlockKind, Document, Source};
use crate::error::{Code, Problem};

/// The document in the bytes of a package.
pub fn read(bytes: &[u8], source: Source, _options: &Options) -> Ingested {
    match packed(bytes) {
        Ok(document) => docx::told(document, source),
        Err(problem) => failed(problem),
    }
}

/// The document in the bytes of a flat file: one XML text.
pub fn read_flat(bytes: &[u8], source: Source, _options: &Options) -> Ingested {
    let (text, problem) = xml::decode(bytes);
    match document(&text, Styles::default(), problem, None) {
        Ok(document) => docx::told(document, source),
        Err(problem) => failed(problem),
    }
}

fn packed(bytes: &[u8]) -> Result<Document, Problem> {
    let mut package = Package::open(bytes)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(Problem::new(Code::Encrypted, "the document is locked with a password"));
    }
    let Some(content) = package.part("content.xml")? else {
        let message = "no part content.xml in the package: this is no OpenDocument text";
        return Err(Problem::new(Code::BadFormat, message));
    };
    let mut styles = Styles::default();
    if let Some(part) = package.part("styles.xml")? {
        xml::walk(&xml::decode(&part).0, &mut styles)?;
    }
    let mut properties = Properties::default();
    if let Some(part) = package.part("meta.xml")? {
        xml::walk(&xml::decode(&part).0, &mut properties)?;
    }
    let (text, problem) = xml::decode(&content);
    document(&text, styles, problem, Some(properties.title))
}

fn document(
    text: &str,
    styles: Styles,
    problem: Option<Problem>,
    title: Option<String>,
) -> Result<Document, Problem> {
    let mut content = Content { styles, ..Content::default() };
    let entities = xml::walk(text, &mut content)?;
    if !content.is_text {
        return Err(Problem::new(Code::BadFormat, "no <office:text> inside: this is no OpenDocument text"));
    }
    let left_out = docx::left_out(&[
        (content.notes, "words of footnotes and endnotes"),
        (content.deleted, "deleted words of tracked changes"),
        (content.unseen, "hidden or struck words"),
        (content.generated, "words of generated contents"),
        (entities, "references to entities of the file's own"),
    ]);
    let mut document = content.flow.finish();
    document.problems.extend(problem);
    docx::finish(&mut document, left_out, title);
    Ok(document)
}

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
struct Content {
    styles: Styles,
    flow: Flow,
    path: Vec<Element>,
    skipped: Option<(Skip, usize)>,
    /// Styles of the open paragraphs and spans.
    looks: Vec<(bool, bool)>,
    links: Vec<Option<Arc<str>>>,
    items: usize,
    /// The words and addresses of the open note.
    note: Option<(String, Vec<String>)>,
    is_text: bool,
    notes: usize,
    deleted: usize,
    unseen: usize,
    generated: usize,
}

impl Content {
    fn element(&mut self, tag: &Tag) -> Result<Element, Skip> {
        if !self.path.contains(&Element::Body) {
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
        if let Some((_, depth)) = &mut self.skipped {
            *depth += 1;
            return;
        }
        match self.element(tag) {
            Ok(element) => self.path.push(element),
            Err(skip) => self.skipped = Some((skip, 1)),
        }
    }

    fn end(&mut self) {
        if let Some((skip, depth)) = self.skipped.take() {
            self.skipped = (depth > 1).then_some((skip, depth - 1));
            return;
        }
        match self.path.pop() {
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
        match (self.skipped, &mut self.note) {
            (Some((Skip::Deleted, _)), _) => self.deleted += count(),
            (Some((Skip::Generated, _)), _) => self.generated += count(),
            (Some((Skip::Silent, _)), _) => {}
            (None, Some((note, _))) => note.push_str(words),
            (None, None) if self.path.contains(&Element::Paragraph) => {
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

#[cfg(test)]
mod tests {
    use super::*;

    const OASIS: &str = "urn:oasis:names:tc:opendocument:xmlns";

    fn check(styles: &str, body: &str, expected: &[&str]) {
        let text = format!(
            "<office:document xmlns:office='{OASIS}:office:1.0' xmlns:text='{OASIS}:text:1.0' xmlns:style='{OASIS}:style:1.0' xmlns:fo='{OASIS}:xsl-fo-compatible:1.0' xmlns:table='{OASIS}:table:1.0' xmlns:draw='{OASIS}:drawing:1.0' xmlns:xlink='http://www.w3.org/1999/xlink'><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
        );
        let document = document(&text, Styles::default(), None, None).unwrap();
        let text = &document.text;
        let blocks =
            document.blocks.iter().map(|block| format!("{:?} {}", block.kind, block.span.slice(text)));
        let links = document.links.iter().map(|link| format!("[{}]({})", link.span.slice(text), link.url));
        let left_out = document.problems.iter().map(|problem| problem.message.clone());
        assert_eq!(blocks.chain(links).chain(left_out).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_and_spaces() {
        check(
            "",
            "<text:h>A day</text:h><text:p>\n  One<text:s text:c='2'/>and <text:span> two</text:span>.<text:line-break/>Three.</text:p><text:list><text:list-item><text:p>Four.</text:p></text:list-item></text:list>",
            &["Heading A day", "Paragraph One  and two.\nThree.", "ListItem Four."],
        );
    }

    #[test]
    fn links_notes_and_boxes() {
        check(
            "",
            "<text:p>See <text:a xlink:href='https://x.example'>the <text:span>report</text:span></text:a>. It said so<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In https://y.example.</text:p></text:note-body></text:note> twice.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>",
            &[
                "Paragraph See the report. It said so twice.",
                "Paragraph In a box.",
                "[the report](https://x.example)",
                "[so](https://y.example)",
                "left out: 2 words of footnotes and endnotes",
            ],
        );
    }

    #[test]
    fn what_is_not_text() {
        check(
            "<style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style><style:style style:name='T2' style:family='text'><style:text-properties style:text-line-through-style='solid'/></style:style><style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>",
            "<text:tracked-changes><text:deletion><text:p>Never said.</text:p></text:deletion></text:tracked-changes><text:p text:style-name='P1'>A day</text:p><text:p>Said.<text:span text:style-name='T1'> Hidden.</text:span><text:span text:style-name='T2'> Struck.</text:span></text:p>",
            &[
                "Heading A day",
                "Paragraph Said.",
                "left out: 2 deleted words of tracked changes, 2 hidden or struck words",
            ],
        );
    }
}
