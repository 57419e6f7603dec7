//! Markdown: front matter or a bulleted head, then blocks; hyperlinks are kept with anchor and address.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use saphyr::{LoadableYamlNode, Scalar, Yaml};

use crate::document::{BlockKind, Document, Metadata};
use crate::error::{Code, Problem};
use crate::lexicon::normal;

use super::build::Builder;
use super::encoding::origin::Origin;
use super::head::{self, Headings};
use super::metadata;
use crate::place::Place;

/// Headings that name a part of the page, not of the text.
const HEAD_SECTIONS: &[&str] = &["information", "metadata", "info", "tags", "about this article"];
const BODY_SECTIONS: &[&str] = &["article", "text", "full text", "body", "transcript"];

/// The document in a Markdown text; `origin` tells where its lines stood. Its text is what a reader sees, block by
/// block, with an empty line between.
pub fn read(source: &str, origin: &Origin) -> Document {
    let mut document = Document::default();
    let body = take_front_matter(source, &mut document);
    let flat = Flat::of(body, source.len() - body.len());
    let mut reader = Reader { builder: Builder::of(document), ..Reader::default() };
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(&flat.text, options).into_offset_iter() {
        reader.event(event, || origin.place(flat.source(range.start)));
    }
    reader.close_block();
    let mut document = reader.builder.finish();
    head::read(&mut document, Headings::Marked);
    document
}

/// Indented lines are paragraphs here: transcripts indent speakers, not code.
struct Flat {
    text: String,
    /// Byte of the text at which each line begins, and its byte in the source.
    lines: Vec<(usize, usize)>,
}

impl Flat {
    fn of(body: &str, skipped: usize) -> Self {
        let mut flat = Self { text: String::with_capacity(body.len()), lines: Vec::new() };
        let mut at = skipped;
        for line in body.split_inclusive('\n') {
            let words = without_indent(line);
            flat.lines.push((flat.text.len(), at + line.len() - words.len()));
            flat.text.push_str(words);
            at += line.len();
        }
        flat
    }

    /// The byte of the source behind a byte of the text.
    fn source(&self, byte: usize) -> usize {
        let line = self.lines.partition_point(|(from, _)| *from <= byte).saturating_sub(1);
        self.lines.get(line).map_or(byte, |(from, at)| at + (byte - from))
    }
}

fn without_indent(line: &str) -> &str {
    match line.as_bytes().first() {
        Some(b' ' | b'\t' | 0xC2) => line.trim_start_matches([' ', '\t', '\u{A0}']),
        _ => line,
    }
}

/// Reads a block between `---` lines at the head into the metadata; returns the rest of the text.
pub(crate) fn take_front_matter<'a>(text: &'a str, document: &mut Document) -> &'a str {
    let text = text.trim_start_matches(['\n', ' ']);
    let Some(rest) = text.strip_prefix("---\n") else { return text };
    let Some(end) = rest.find("\n---") else { return text };
    let (head, body) = (&rest[..end], &rest[end + 4..]);
    let body = body.split_once('\n').map_or("", |(_, body)| body);
    match pairs(head) {
        Ok(pairs) => {
            for (key, value) in pairs {
                metadata::set(&mut document.metadata, &mut document.problems, &key, &value);
            }
        }
        Err(wrong) => document.problems.push(Problem::new(Code::BadFrontMatter, wrong).on_line(1)),
    }
    body
}

fn pairs(yaml: &str) -> Result<Vec<(String, String)>, String> {
    let loaded = Yaml::load_from_str(yaml).map_err(|wrong| wrong.to_string())?;
    let Some(Yaml::Mapping(mapping)) = loaded.first() else { return Err("no keys and values".into()) };
    Ok(mapping.iter().filter_map(|(key, value)| Some((written(key)?, written(value)?))).collect())
}

fn written(yaml: &Yaml) -> Option<String> {
    match yaml {
        Yaml::Value(Scalar::String(text)) => Some(text.to_string()),
        Yaml::Value(Scalar::Integer(number)) => Some(number.to_string()),
        Yaml::Value(Scalar::FloatingPoint(number)) => Some(number.to_string()),
        Yaml::Representation(text, ..) => Some(text.to_string()),
        Yaml::Sequence(items) => {
            let items: Vec<String> = items.iter().filter_map(written).collect();
            Some(items.join(", "))
        }
        _ => None,
    }
}

#[derive(Default)]
struct Reader {
    builder: Builder,
    quotes: usize,
    lists: usize,
    /// Depth of what the reader of the page does not see: images, struck text, HTML comments.
    unseen: usize,
    in_head: bool,
    /// Last address of a head item, for `+ Link: [article](…)`.
    head_url: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event, place: impl Fn() -> Place) {
        match event {
            Event::Start(tag) => self.start_tag(tag),
            Event::End(tag) => self.end_tag(tag),
            Event::Text(text) | Event::Code(text) if self.unseen == 0 => {
                if !self.builder.is_open() {
                    self.builder.open(BlockKind::Paragraph);
                }
                self.builder.at(place());
                self.builder.push(&text);
            }
            Event::SoftBreak if self.unseen == 0 => self.builder.push(" "),
            Event::HardBreak if self.unseen == 0 => self.builder.push("\n"),
            _ => {}
        }
    }

    fn start_tag(&mut self, tag: Tag) {
        match tag {
            Tag::Heading { .. } => self.open_block(BlockKind::Heading),
            Tag::Paragraph if self.lists == 0 && self.quotes == 0 => self.open_block(BlockKind::Paragraph),
            Tag::Paragraph if self.lists == 0 => self.open_block(BlockKind::BlockQuote),
            Tag::Paragraph => {}
            Tag::Item => self.open_block(BlockKind::ListItem),
            Tag::CodeBlock(_) | Tag::TableCell => self.open_block(BlockKind::Paragraph),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(_) => self.lists += 1,
            Tag::Image { .. } | Tag::Strikethrough => self.unseen += 1,
            Tag::Link { dest_url, .. } => self.builder.open_link(&dest_url),
            _ => {}
        }
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableCell => self.close_block(),
            TagEnd::Paragraph if self.lists == 0 => self.close_block(),
            TagEnd::Paragraph => self.builder.push("\n"),
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            TagEnd::List(_) => self.lists -= 1,
            TagEnd::Image | TagEnd::Strikethrough => self.unseen -= 1,
            TagEnd::Link => self.head_url = self.builder.close_link(),
            _ => {}
        }
    }

    fn open_block(&mut self, kind: BlockKind) {
        self.close_block();
        self.builder.open(kind);
    }

    fn close_block(&mut self) {
        let Self { builder, in_head, head_url, .. } = self;
        builder.close_unless(|document, kind, words| is_head(document, kind, words, in_head, head_url));
    }
}

/// Is the block part of the head, which is metadata and not text? Then its pairs are read.
fn is_head(
    document: &mut Document,
    kind: BlockKind,
    words: &str,
    in_head: &mut bool,
    head_url: &mut Option<String>,
) -> bool {
    if kind == BlockKind::Heading {
        let name = normal::lower(words.trim_end_matches(':').trim());
        *in_head = HEAD_SECTIONS.contains(&name.as_str());
        return *in_head || BODY_SECTIONS.contains(&name.as_str());
    }
    let early = || {
        kind == BlockKind::ListItem && document.blocks.iter().all(|block| block.kind == BlockKind::Heading)
    };
    let may_be = *in_head || early();
    let pair = words.split_once(':').filter(|(key, _)| may_be && metadata::is_key(key));
    let Some((key, value)) = pair else {
        return *in_head;
    };
    let linked = if is_url_key(key) { head_url.take() } else { None };
    let value = linked.unwrap_or_else(|| value.to_owned());
    metadata::set(&mut document.metadata, &mut document.problems, key, &value)
}

fn is_url_key(key: &str) -> bool {
    let mut probe = Metadata::default();
    metadata::set(&mut probe, &mut Vec::new(), key, "x");
    probe.url.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        let (text, origin) = Origin::of(text, Some(0));
        super::read(&text, &origin)
    }

    #[test]
    fn front_matter_and_links() {
        let document = read(
            "---\ntitle: \"A day in\\_Orsten\"\ndate: '2021-07-20'\nsource_url: https://x.example/1\n---\n\nMS. VARN:  We\nsaid [so](https://y.example).  \nQ  Why?\n",
        );
        assert_eq!(document.metadata.title.as_deref(), Some("A day in Orsten"));
        assert_eq!(document.metadata.url.as_deref(), Some("https://x.example/1"));
        assert_eq!(document.text, "MS. VARN:  We said so.\nQ  Why?");
        assert_eq!(document.links[0].span.slice(&document.text), "so");
    }

    #[test]
    fn bulleted_head() {
        let document = read(
            "# The headline\n### \n\n## Information:\n+ Source: The Ledger\n+ Link: [article](https://l.example/a)\n+ Date: July 20, 2021\n+ Author: Ada Orel\n\n## Article:\n![alt](https://i.example)\n\nThe words.\n\n* One\n* Two\n\n#### Tags:\n[[x]]\n",
        );
        let metadata = &document.metadata;
        assert_eq!(metadata.title.as_deref(), Some("The headline"));
        assert_eq!(metadata.outlet.as_deref(), Some("The Ledger"));
        assert_eq!(metadata.url.as_deref(), Some("https://l.example/a"));
        assert_eq!(metadata.author.as_deref(), Some("Ada Orel"));
        assert_eq!(metadata.date.unwrap().date.to_string(), "2021-07-20");
        assert_eq!(document.text, "The headline\n\nThe words.\n\nOne\n\nTwo");
        assert!(document.links.is_empty());
    }

    #[test]
    fn indented_speakers_are_no_code() {
        assert_eq!(read("     MODERATOR:  Great.\nThanks.\n").text, "MODERATOR:  Great. Thanks.");
    }
}
