//! XML parts as a stream of elements and words: no recursion, no entities of the file's own, and limits.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use crate::error::{Code, Problem};

/// Elements may lie in one another this deep.
const DEEPEST: usize = 256;
/// An element may have this many attributes.
const MOST_ATTRIBUTES: usize = 1024;

/// The beginning of an element.
pub(super) struct Tag<'a> {
    /// Address of its namespace; empty where it has none.
    pub(super) space: &'a str,
    /// Its name without prefix.
    pub(super) name: &'a str,
    element: &'a BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of an attribute, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.element.attributes();
        let found = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }
}

/// What takes the events. Every start has its end, also where the file writes an empty element.
pub(super) trait Handler {
    /// An element begins.
    fn start(&mut self, tag: &Tag);
    /// The element that began last ends.
    fn end(&mut self);
    /// Words, in any number of pieces.
    fn text(&mut self, words: &str);
}

/// Which elements are open, and whether their inside is passed over.
#[derive(Debug)]
pub(super) struct Nesting<E, S> {
    path: Vec<E>,
    skipped: Option<(S, usize)>,
}

impl<E, S> Default for Nesting<E, S> {
    fn default() -> Self {
        Self { path: Vec::new(), skipped: None }
    }
}

impl<E: Copy + PartialEq, S: Copy> Nesting<E, S> {
    /// Does an element that begins lie in one that is passed over? Then so is it, and only its end is awaited.
    pub(super) fn passes_over(&mut self) -> bool {
        self.skipped.as_mut().map(|(_, depth)| *depth += 1).is_some()
    }

    /// An element begins: what it is, or why its inside is passed over.
    pub(super) fn enter(&mut self, element: Result<E, S>) {
        match element {
            Ok(element) => self.path.push(element),
            Err(why) => self.skipped = Some((why, 1)),
        }
    }

    /// The element that began last ends: what it was, unless it was passed over.
    pub(super) fn leave(&mut self) -> Option<E> {
        let Some((why, depth)) = self.skipped.take() else { return self.path.pop() };
        self.skipped = (depth > 1).then_some((why, depth - 1));
        None
    }

    /// Why the words that come now are passed over.
    pub(super) fn skipped(&self) -> Option<S> {
        self.skipped.map(|(why, _)| why)
    }

    /// The innermost open element.
    pub(super) fn last(&self) -> Option<E> {
        self.path.last().copied()
    }

    /// Is such an element open?
    pub(super) fn is_in(&self, element: E) -> bool {
        self.path.contains(&element)
    }

    /// The open elements, the outermost first.
    pub(super) fn path(&self) -> &[E] {
        &self.path
    }
}

/// Sends the events of a text to `handler`. References to entities that the file declares itself are not followed; how
/// many there were is returned.
pub(super) fn walk(xml: &str, handler: &mut impl Handler) -> Result<usize, Problem> {
    let mut reader = NsReader::from_str(xml);
    let (mut depth, mut unknown) = (0_usize, 0);
    loop {
        let at = reader.buffer_position();
        let (space, event) = reader.read_resolved_event().map_err(|wrong| broken(at, &wrong.to_string()))?;
        let space = match space {
            ResolveResult::Bound(space) => space.into_inner(),
            _ => "",
        };
        match event {
            Event::Eof if depth > 0 => return Err(broken(at, "the text ends inside an element")),
            Event::Eof => return Ok(unknown),
            Event::Start(element) => {
                depth += 1;
                start(&element, space, depth, handler)?;
            }
            Event::Empty(element) => {
                start(&element, space, depth + 1, handler)?;
                handler.end();
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                handler.end();
            }
            Event::Text(words) => handler.text(&words.xml10_content()),
            Event::CData(words) => handler.text(&words.xml10_content()),
            Event::GeneralRef(reference) => match character(&reference) {
                Some(c) => handler.text(c.encode_utf8(&mut [0; 4])),
                None => unknown += 1,
            },
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn start(element: &BytesStart, space: &str, depth: usize, handler: &mut impl Handler) -> Result<(), Problem> {
    if depth > DEEPEST {
        let message = format!("elements lie more than {DEEPEST} deep in one another, the limit");
        return Err(Problem::new(Code::OverLimit, message));
    }
    let raw = element.attributes_raw();
    if raw.len() > MOST_ATTRIBUTES * 4 && raw.matches('=').count() > MOST_ATTRIBUTES {
        let n = element.attributes().with_checks(false).take(MOST_ATTRIBUTES + 1).count();
        if n > MOST_ATTRIBUTES {
            let message = format!("an element with more than {MOST_ATTRIBUTES} attributes, the limit");
            return Err(Problem::new(Code::OverLimit, message));
        }
    }
    let name = element.local_name();
    handler.start(&Tag { space, name: name.as_ref(), element });
    Ok(())
}

fn broken(at: u64, what: &str) -> Problem {
    if what.contains("namespace binding") {
        let found = what.split(';').next().unwrap_or(what);
        return Problem::new(Code::OverLimit, format!("too many XML namespaces, the limit: {found}"));
    }
    Problem::new(Code::BadFormat, format!("broken XML at byte {at}: {what}"))
}

/// The character that a reference stands for, unless it is an entity of the file's own.
fn character(reference: &BytesRef) -> Option<char> {
    Some(match &**reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return reference.resolve_char_ref().ok().flatten(),
    })
}

/// The text of an XML part: by its byte order mark, by the encoding that it declares, else UTF-8. Bytes that are none
/// are replaced by U+FFFD, and the problem says how many.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<Problem>) {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declared = head
        .split_once("encoding=")
        .filter(|(before, _)| before.starts_with("<?xml") && !before.contains("?>"))
        .and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next())
        .and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()))
        // A text whose declaration can be read byte by byte is no UTF-16.
        .filter(|encoding| encoding.is_ascii_compatible());
    let (text, encoding, _) = declared.unwrap_or(encoding_rs::UTF_8).decode(bytes);
    let lost = text.matches('\u{FFFD}').count();
    let problem = (lost > 0).then(|| {
        let message = format!("{lost} characters cannot be read as {}", encoding.name());
        Problem::new(Code::NotUtf8, message)
    });
    (text.into_owned(), problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Shown(String);

    impl Handler for Shown {
        fn start(&mut self, tag: &Tag) {
            self.0.push_str(&format!("<{}|{}", tag.space, tag.name));
            self.0.push_str(&tag.attribute("id").map_or(String::new(), |id| format!(" {id}")));
            self.0.push('>');
        }
        fn end(&mut self) {
            self.0.push_str("</>");
        }
        fn text(&mut self, words: &str) {
            self.0.push_str(words);
        }
    }

    fn check(xml: &str, expected: Result<&str, Code>) {
        let mut shown = Shown::default();
        let read = walk(xml, &mut shown).map(|_| shown.0).map_err(|problem| problem.code);
        assert_eq!(read, expected.map(str::to_owned));
    }

    #[test]
    fn events() {
        check(
            "<w:a xmlns:w='urn:w' w:id='1 &amp; 2'>x &lt;&#233;<b/></w:a>",
            Ok("<urn:w|a 1 & 2>x <é<|b></></>"),
        );
        check("<!DOCTYPE a [<!ENTITY e 'x'>]><a>1&e;2</a>", Ok("<|a>12</>"));
        check("<a><b></a>", Err(Code::BadFormat));
        check("<a><b>", Err(Code::BadFormat));
        check(&"<a>".repeat(300), Err(Code::OverLimit));
        let many: String = (0..5000).map(|n| format!(" a{n}='1'")).collect();
        check(&format!("<a{many}/>"), Err(Code::OverLimit));
    }

    #[test]
    fn encodings() {
        let wide: Vec<u8> = "\u{FEFF}<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).0, "<a>é</a>");
        let narrow = b"<?xml version='1.0' encoding='windows-1252'?><a>\xE9</a>";
        assert!(decode(narrow).0.ends_with("<a>é</a>"));
        assert!(decode(b"<a>\xE9</a>").1.is_some());
    }
}
