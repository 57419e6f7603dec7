//! Markdown: front matter or a bulleted head, then blocks; hyperlinks are kept with anchor and address.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use saphyr::{LoadableYamlNode, Scalar, Yaml};

use crate::document::{Block, BlockKind, DateBasis, Document, Link, Metadata, Span};
use crate::error::{Code, Problem};
use crate::lexicon::normal;

use super::plain::one_line;
use super::{dates, metadata};

/// Headings that name a part of the page, not of the text.
const HEAD_SECTIONS: &[&str] = &["information", "metadata", "info", "tags", "about this article"];
const BODY_SECTIONS: &[&str] = &["article", "text", "full text", "body", "transcript"];

/// The document in a Markdown text. Its text is what a reader sees, block by block, with an empty line between.
pub fn read(source: &str) -> Document {
    let mut document = Document::default();
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    let body = flat(take_front_matter(&source, &mut document));
    let mut reader = Reader { document, ..Reader::default() };
    for event in Parser::new_ext(&body, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        reader.event(event);
    }
    reader.close_block();
    reader.finish()
}

/// Indented lines are paragraphs here: transcripts indent speakers, not code.
fn flat(text: &str) -> String {
    text.lines().map(|line| format!("{}{}\n", line.trim_start_matches([' ', '\t', '\u{A0}']), "")).collect()
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
    document: Document,
    /// Where the open block began.
    start: Option<usize>,
    kind: Option<BlockKind>,
    quotes: usize,
    lists: usize,
    /// Depth of what the reader of the page does not see: images, struck text, HTML comments.
    unseen: usize,
    link: Option<(usize, String)>,
    in_head: bool,
    /// Last address of a head item, for `+ Link: [article](…)`.
    head_url: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start_tag(tag),
            Event::End(tag) => self.end_tag(tag),
            Event::Text(text) | Event::Code(text) if self.unseen == 0 => self.push(&text),
            Event::SoftBreak if self.unseen == 0 => self.push(" "),
            Event::HardBreak if self.unseen == 0 => self.push("\n"),
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
            Tag::Link { dest_url, .. } => self.link = Some((self.document.text.len(), dest_url.to_string())),
            _ => {}
        }
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableCell => self.close_block(),
            TagEnd::Paragraph if self.lists == 0 => self.close_block(),
            TagEnd::Paragraph => self.push("\n"),
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            TagEnd::List(_) => self.lists -= 1,
            TagEnd::Image | TagEnd::Strikethrough => self.unseen -= 1,
            TagEnd::Link => self.close_link(),
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        if self.start.is_none() {
            self.open_block(BlockKind::Paragraph);
        }
        self.document.text.push_str(words);
    }

    fn open_block(&mut self, kind: BlockKind) {
        self.close_block();
        if !self.document.text.is_empty() {
            self.document.text.push_str("\n\n");
        }
        self.start = Some(self.document.text.len());
        self.kind = Some(kind);
    }

    fn close_link(&mut self) {
        let Some((start, url)) = self.link.take() else { return };
        let span = Span::new(start, self.document.text.len()).trim(&self.document.text);
        self.head_url = Some(url.clone());
        if !span.is_empty() {
            self.document.links.push(Link { span, url });
        }
    }

    fn close_block(&mut self) {
        let (Some(start), Some(kind)) = (self.start.take(), self.kind.take()) else { return };
        let span = Span::new(start, self.document.text.len()).trim(&self.document.text);
        let words = span.slice(&self.document.text).to_owned();
        if words.is_empty() || self.is_head(kind, &words) {
            self.document.text.truncate(start);
            let length = self.document.text.trim_end().len();
            self.document.text.truncate(length);
            self.document.links.retain(|link| link.span.end <= length);
            return;
        }
        self.document.blocks.push(Block { span, kind });
    }

    /// Is the block part of the head, which is metadata and not text? Then its pairs are read.
    fn is_head(&mut self, kind: BlockKind, words: &str) -> bool {
        if kind == BlockKind::Heading {
            let name = normal::lower(words.trim_end_matches(':').trim());
            self.in_head = HEAD_SECTIONS.contains(&name.as_str());
            return self.in_head || BODY_SECTIONS.contains(&name.as_str());
        }
        let early = self.document.blocks.iter().all(|block| block.kind == BlockKind::Heading);
        let pair = words.split_once(':').filter(|(key, _)| metadata::is_key(key));
        let Some((key, value)) = pair.filter(|_| self.in_head || (early && kind == BlockKind::ListItem))
        else {
            return self.in_head;
        };
        let value = if is_url_key(key) {
            self.head_url.take().unwrap_or_else(|| value.to_owned())
        } else {
            value.to_owned()
        };
        metadata::set(&mut self.document.metadata, &mut self.document.problems, key, &value)
    }

    fn finish(mut self) -> Document {
        let document = &mut self.document;
        let first = document.blocks.first().filter(|block| block.kind == BlockKind::Heading);
        if let (None, Some(first)) = (&document.metadata.title, first) {
            document.metadata.title = Some(one_line(first.span.slice(&document.text)));
        }
        for block in document.blocks.iter().take(5) {
            let words = block.span.slice(&document.text);
            if document.metadata.date.is_none() && dates::is_date_line(words) {
                metadata::set_date(&mut document.metadata, &mut document.problems, words, DateBasis::Body);
            }
        }
        self.document
    }
}

fn is_url_key(key: &str) -> bool {
    let mut probe = Metadata::default();
    metadata::set(&mut probe, &mut Vec::new(), key, "x");
    probe.url.is_some()
}

#[cfg(test)]
mod tests {
    use super::read;

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
