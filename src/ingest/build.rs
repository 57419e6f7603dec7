//! Blocks as they come → a document: what every reader of a format with paragraphs has in common.

use crate::document::{Block, BlockKind, Document, Link, Span};
use crate::place::Place;

/// Builds the text of a document block by block, with an empty line between blocks.
///
/// ```
/// use rejoinder::document::BlockKind;
/// use rejoinder::ingest::build::Builder;
/// let mut builder = Builder::default();
/// builder.open(BlockKind::Heading);
/// builder.push("A day");
/// builder.open(BlockKind::Paragraph);
/// builder.push("See ");
/// builder.open_link("https://x.example");
/// builder.push("the report");
/// builder.close_link();
/// let document = builder.finish();
/// assert_eq!(document.text, "A day\n\nSee the report");
/// assert_eq!(document.blocks.len(), 2);
/// ```
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
    /// Where the open block began, and what it is.
    open: Option<(usize, BlockKind)>,
    link: Option<(usize, String)>,
    place: Option<Place>,
    indented: bool,
}

impl Builder {
    /// A builder that goes on with a document of which metadata are known, and no text.
    pub fn of(document: Document) -> Self {
        Self { document, ..Self::default() }
    }

    /// What has been built so far.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The same, to set metadata and problems.
    pub fn document_mut(&mut self) -> &mut Document {
        &mut self.document
    }

    /// Begins a block; the one before ends.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        if !self.document.text.is_empty() {
            self.document.text.push_str("\n\n");
        }
        self.open = Some((self.document.text.len(), kind));
        if let Some(place) = self.place.filter(|place| !matches!(place, Place::Byte { .. })) {
            self.document.places.push(self.document.text.len(), place);
        }
    }

    /// The open block stands further in than the margin.
    pub fn indent(&mut self) {
        self.indented = self.open.is_some();
    }

    /// Where in the file the words that follow lie: from the open block on, or from the next one.
    pub fn at(&mut self, place: Place) {
        self.place = Some(place);
        if self.open.is_some() {
            self.document.places.push(self.document.text.len(), place);
        }
    }

    /// Appends words to the open block; without one, a paragraph begins.
    pub fn push(&mut self, words: &str) {
        if self.open.is_none() {
            self.open(BlockKind::Paragraph);
        }
        self.document.text.push_str(words);
    }

    /// Has the open block words?
    pub fn has_words(&self) -> bool {
        self.open.is_some_and(|(start, _)| !self.document.text[start..].trim().is_empty())
    }

    /// Does the text end with white space, or stand at the beginning of a block?
    pub fn ends_with_space(&self) -> bool {
        self.open.is_none_or(|(start, _)| {
            self.document.text[start..].chars().next_back().is_none_or(char::is_whitespace)
        })
    }

    /// Is a block open?
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The words that follow are the anchor of a link.
    pub fn open_link(&mut self, url: &str) {
        if self.open.is_none() {
            self.open(BlockKind::Paragraph);
        }
        self.link = Some((self.document.text.len(), url.to_owned()));
    }

    /// The anchor ends; an anchor without words is no link. Returns the address.
    pub fn close_link(&mut self) -> Option<String> {
        let (start, url) = self.link.take()?;
        let span = Span::new(start, self.document.text.len()).trim(&self.document.text);
        if !span.is_empty() {
            self.document.links.push(Link { span, url: url.clone() });
        }
        Some(url)
    }

    /// Ends the open block; one without words leaves nothing behind.
    pub fn close(&mut self) {
        self.close_unless(|_, _, _| false);
    }

    /// The same, but a block of which `drop` says so leaves nothing behind either. `drop` sees the kind and the words and
    /// may set metadata.
    pub fn close_unless(&mut self, mut drop: impl FnMut(&mut Document, BlockKind, &str) -> bool) {
        if let Some(url) = self.link.as_ref().map(|(_, url)| url.clone()) {
            self.close_link();
            self.link = Some((usize::MAX, url));
        }
        let Some((start, kind)) = self.open.take() else { return };
        let indented = std::mem::take(&mut self.indented);
        let span = Span::new(start, self.document.text.len()).trim(&self.document.text);
        let words = span.slice(&self.document.text).to_owned();
        if words.is_empty() || drop(&mut self.document, kind, &words) {
            self.take_back(start);
        } else {
            self.document.blocks.push(Block { span, kind, indented });
        }
        // A link that goes on over the end of a block goes on in the next one.
        if let Some((at, _)) = &mut self.link {
            *at = self.document.text.len();
        }
    }

    fn take_back(&mut self, start: usize) {
        let document = &mut self.document;
        document.text.truncate(start);
        let length = document.text.trim_end().len();
        document.text.truncate(length);
        document.links.retain(|link| link.span.end <= length);
        document.places.truncate(start);
    }

    /// The document.
    pub fn finish(mut self) -> Document {
        self.close();
        self.document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_blocks_leave_nothing() {
        let mut builder = Builder::default();
        builder.at(Place::Paragraph(1));
        builder.open(BlockKind::Paragraph);
        builder.push("One");
        builder.at(Place::Paragraph(2));
        builder.open(BlockKind::Paragraph);
        builder.push("  ");
        builder.open(BlockKind::ListItem);
        builder.open_link("https://x.example");
        builder.push("Two");
        builder.open(BlockKind::ListItem);
        builder.push("Three");
        builder.close_link();
        let document = builder.finish();
        assert_eq!(document.text, "One\n\nTwo\n\nThree");
        let anchors: Vec<&str> = document.links.iter().map(|link| link.span.slice(&document.text)).collect();
        assert_eq!(anchors, ["Two", "Three"]);
        assert_eq!(document.places.shown(document.blocks[1].span), "paragraph 2");
    }
}
