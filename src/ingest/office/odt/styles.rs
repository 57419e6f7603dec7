//! What the styles of an OpenDocument text say: titles, quotations, hidden and struck words, strong type.

use std::collections::HashMap;

use crate::document::BlockKind;
use crate::ingest::office::xml::{Handler, Tag};

/// A style is based on at most this many others.
const LONGEST_CHAIN: usize = 16;

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    unseen: Option<bool>,
    strong: Option<bool>,
}

/// The styles of a text by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    open: Option<String>,
}

impl Styles {
    /// The names of a style and of those that it is based on.
    fn chain<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let above = |name: &&'a str| self.styles.get(*name)?.parent.as_deref();
        std::iter::successors(Some(name), above).take(LONGEST_CHAIN)
    }

    /// What a paragraph of that style is.
    pub(super) fn kind(&self, name: &str) -> BlockKind {
        let known = |name: &str| {
            let name = name.replace("_20_", " ").to_lowercase();
            let heading = name == "title" || name == "subtitle" || name.starts_with("heading ");
            let quote = name == "quotations" || name == "quote";
            heading.then_some(BlockKind::Heading).or(quote.then_some(BlockKind::BlockQuote))
        };
        self.chain(name).find_map(known).unwrap_or(BlockKind::Paragraph)
    }

    /// Are words of that style hidden or struck?
    pub(super) fn is_unseen(&self, name: &str) -> bool {
        self.chain(name).find_map(|name| self.styles.get(name)?.unseen).unwrap_or(false)
    }

    /// Are words of that style in strong type?
    pub(super) fn is_strong(&self, name: &str) -> bool {
        self.chain(name).find_map(|name| self.styles.get(name)?.strong).unwrap_or(false)
    }
}

impl Handler for Styles {
    fn start(&mut self, tag: &Tag) {
        match tag.name {
            "style" if tag.space.ends_with(":style:1.0") => {
                let parent = tag.attribute("parent-style-name");
                self.open = tag.attribute("name");
                if let Some(name) = self.open.clone() {
                    self.styles.insert(name, Style { parent, ..Style::default() });
                }
            }
            "default-style" => self.open = None,
            "text-properties" => {
                let Some(style) = self.open.as_ref().and_then(|name| self.styles.get_mut(name)) else {
                    return;
                };
                let hidden = tag.attribute("display").map(|value| value == "none");
                let struck = tag.attribute("text-line-through-style").map(|value| value != "none");
                style.unseen = match (hidden, struck) {
                    (None, None) => None,
                    (hidden, struck) => Some(hidden == Some(true) || struck == Some(true)),
                };
                style.strong = tag
                    .attribute("font-weight")
                    .map(|weight| ["bold", "600", "700", "800", "900"].contains(&weight.as_str()));
            }
            _ => {}
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}
