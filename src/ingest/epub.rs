//! EPUB: a package of pages, read in the order of its spine as one document.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::build::Builder;
use super::head::{self, Headings};
use super::package::Package;
use super::{Ingested, Options, failed, html, metadata, one};
use crate::document::{Document, Source};
use crate::error::{Code, Problem};

/// Where every book tells which part describes it.
const CONTAINER: &str = "META-INF/container.xml";
/// Where a book tells which of its parts are locked.
const LOCKS: &str = "META-INF/encryption.xml";

/// The document in the bytes of a book.
pub fn read(bytes: &[u8], source: Source, options: &Options) -> Ingested {
    match document(bytes, options) {
        Ok(document) => one(document, source),
        Err(problem) => failed(problem),
    }
}

fn document(bytes: &[u8], options: &Options) -> Result<Document, Problem> {
    let mut package = Package::open(bytes)?;
    let container = needed(&mut package, CONTAINER)?;
    let mut path = None;
    elements(CONTAINER, &container, |name, element, _| {
        if name == "rootfile" && path.is_none() {
            path = attribute(element, "full-path");
        }
    })?;
    let path = path.ok_or_else(|| bad(format!("{CONTAINER} names no description of the book")))?;
    let book = Book::read(&path, &needed(&mut package, &path)?)?;
    let locked = match package.part(LOCKS)? {
        Some(locks) => locked(&locks)?,
        None => Vec::new(),
    };
    let mut builder = Builder::of(book.document);
    let mut paragraphs = 0;
    for part in &book.spine {
        if locked.contains(part) {
            return Err(Problem::new(Code::Encrypted, format!("the chapter {part} is locked")));
        }
        match package.part(part)? {
            Some(page) => paragraphs = html::add_chapter(&mut builder, &page, options, paragraphs)?,
            None => {
                let message = format!("the book names a chapter {part}, which is not in it");
                builder.document_mut().problems.push(Problem::new(Code::LeftOut, message));
            }
        }
    }
    let mut document = builder.finish();
    head::read(&mut document, Headings::Marked);
    Ok(document)
}

/// What the description of a book tells.
#[derive(Default)]
struct Book {
    /// The metadata; no text yet.
    document: Document,
    /// Names of the parts in reading order.
    spine: Vec<String>,
}

impl Book {
    fn read(path: &str, xml: &[u8]) -> Result<Self, Problem> {
        let mut book = Self::default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut items: Vec<(String, String, bool)> = Vec::new();
        let mut spine: Vec<String> = Vec::new();
        elements(path, xml, |name, element, words| match name {
            "item" => {
                let properties = attribute(element, "properties").unwrap_or_default();
                let is_contents = properties.split_whitespace().any(|property| property == "nav");
                let id = attribute(element, "id").zip(attribute(element, "href"));
                items.extend(id.map(|(id, href)| (id, within(folder, &href), is_contents)));
            }
            "itemref" => spine.extend(attribute(element, "idref")),
            _ => book.set(name, element, words),
        })?;
        for id in spine {
            let item = items.iter().find(|(known, ..)| *known == id);
            book.spine
                .extend(item.filter(|(_, _, is_contents)| !is_contents).map(|(_, part, _)| part.clone()));
        }
        if book.spine.is_empty() {
            return Err(bad(format!("{path} names no chapters")));
        }
        Ok(book)
    }

    /// Stores a piece of Dublin Core; the first value of a field stands.
    fn set(&mut self, name: &str, element: &BytesStart, words: &str) {
        let key = match name {
            "title" | "publisher" | "language" => name,
            "creator" => "author",
            "date" if attribute(element, "event").is_none_or(|event| event != "modification") => "date",
            "identifier" | "source" if words.trim().starts_with("http") => "url",
            _ => return,
        };
        metadata::set(&mut self.document.metadata, &mut self.document.problems, key, words);
    }
}

/// Names of the parts that are locked.
fn locked(xml: &[u8]) -> Result<Vec<String>, Problem> {
    let mut locked = Vec::new();
    elements(LOCKS, xml, |name, element, _| {
        if name == "CipherReference" {
            locked.extend(attribute(element, "URI").map(|uri| within("", &uri)));
        }
    })?;
    Ok(locked)
}

/// Calls `tell` with every element of an XML part: its name without prefix, its tag, and the words right behind it.
fn elements(part: &str, xml: &[u8], mut tell: impl FnMut(&str, &BytesStart, &str)) -> Result<(), Problem> {
    let text = String::from_utf8_lossy(xml);
    let mut reader = Reader::from_str(&text);
    let mut open: Option<(BytesStart, String)> = None;
    loop {
        let event = reader.read_event().map_err(|wrong| bad(format!("{part} is no XML: {wrong}")))?;
        match &event {
            Event::Text(words) => {
                if let Some((_, known)) = &mut open {
                    known.push_str(words);
                }
                continue;
            }
            Event::GeneralRef(name) => {
                if let Some((_, known)) = &mut open {
                    known.push_str(&html::plain(&format!("&{};", &**name)));
                }
                continue;
            }
            _ => {}
        }
        if let Some((element, words)) = open.take() {
            tell(element.local_name().as_ref(), &element, &words);
        }
        match event {
            Event::Start(element) | Event::Empty(element) => open = Some((element, String::new())),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found =
        element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(html::plain(&found.value))
}

/// The part that an address leads to from a folder.
fn within(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut parts: Vec<String> = Vec::new();
    for part in folder.split('/').chain(href.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(unescaped(part)),
        }
    }
    parts.join("/")
}

/// `a%20b` → `a b`.
fn unescaped(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.filter(|_| *first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn needed(package: &mut Package, part: &str) -> Result<Vec<u8>, Problem> {
    package.part(part)?.ok_or_else(|| bad(format!("the package has no part {part}; it is no EPUB")))
}

fn bad(message: String) -> Problem {
    Problem::new(Code::BadFormat, message)
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::pack;
    use super::*;
    use crate::ingest::ingest;

    const BOOK: &str = r#"<?xml version="1.0"?><package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Briefings &amp; remarks</dc:title><dc:creator>State Office</dc:creator><dc:date event="modification">2022-01-01</dc:date><dc:date>2021-07-20</dc:date><dc:language>en</dc:language></metadata>
<manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="b" href="text/two%20b.xhtml"/><item id="a" href="text/one.xhtml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>"#;
    const ROOT: &str =
        r#"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#;

    fn check(parts: &[(&str, &str)], expected: &str) {
        let ingested = ingest("book.epub", &pack(parts), &Options::default());
        let shown = match ingested.documents.first() {
            Some(document) => {
                let metadata = &document.metadata;
                let date = metadata.date.map(|read| read.date.to_string()).unwrap_or_default();
                let title = metadata.title.as_deref().unwrap_or("");
                format!("{title} / {date} / {}", document.text.replace("\n\n", " | "))
            }
            None => ingested.problems[0].code.name().to_owned(),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn chapters_in_order() {
        let one = "<?xml version='1.0'?><html><head><title/></head><body><h1>One</h1><p>HOLT: No.<a id='p1'/></p><nav>1 2</nav></body></html>";
        let two = "<html><body><p>Q&#160;&#160;Why<sup><a href='#n'>1</a></sup>?</p></body></html>";
        let parts = [
            (CONTAINER, ROOT),
            ("OEBPS/book.opf", BOOK),
            ("OEBPS/text/one.xhtml", one),
            ("OEBPS/text/two b.xhtml", two),
        ];
        check(&parts, "Briefings & remarks / 2021-07-20 / One | HOLT: No. | 1 2 | Q\u{A0}\u{A0}Why?");
    }

    #[test]
    fn books_that_are_none() {
        check(&[("a", "b")], "bad-format");
        check(&[(CONTAINER, "<container/>")], "bad-format");
        check(&[(CONTAINER, ROOT), ("OEBPS/book.opf", "<package/>")], "bad-format");
        let lock = "<encryption><CipherReference URI='OEBPS/text/one.xhtml'/></encryption>";
        check(
            &[
                (CONTAINER, ROOT),
                ("OEBPS/book.opf", BOOK),
                (LOCKS, lock),
                ("OEBPS/text/one.xhtml", "\u{1}\u{2}"),
            ],
            "encrypted",
        );
        assert_eq!(within("OEBPS/text", "../../../etc/a%2Fb"), "etc/a/b");
    }
}
