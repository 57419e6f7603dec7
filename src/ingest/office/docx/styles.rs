//! What the styles of a document say of paragraphs and runs: headings, lists, hidden and struck words.

use std::collections::HashMap;

use super::is_word;
use crate::document::BlockKind;
use crate::ingest::office::xml::{Handler, Tag};

/// A style is based on at most this many others.
const LONGEST_CHAIN: usize = 16;

/// What one style says itself; `None` is left to the style that it is based on.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<usize>,
    listed: Option<bool>,
    unseen: Option<bool>,
    strong: Option<bool>,
}

/// All styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    open: Option<(String, Style)>,
}

impl Styles {
    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Style> {
        let above = |style: &&'a Style| self.styles.get(style.based_on.as_deref()?);
        std::iter::successors(self.styles.get(id), above).take(LONGEST_CHAIN)
    }

    /// What a paragraph of that style is.
    pub(super) fn kind(&self, id: &str) -> BlockKind {
        if !self.styles.contains_key(id) {
            return by_name(id).unwrap_or(BlockKind::Paragraph);
        }
        for style in self.chain(id) {
            if let Some(kind) = by_name(&style.name) {
                return kind;
            }
            if let Some(level) = style.outline {
                return if is_heading(level) { BlockKind::Heading } else { BlockKind::Paragraph };
            }
        }
        let listed = self.chain(id).find_map(|style| style.listed).unwrap_or(false);
        if listed { BlockKind::ListItem } else { BlockKind::Paragraph }
    }

    /// Are words of that style hidden or struck?
    pub(super) fn is_unseen(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.unseen).unwrap_or(false)
    }

    /// Are words of that style in strong type?
    pub(super) fn is_strong(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.strong).unwrap_or(false)
    }
}

/// Levels of headings are 0 to 8; 9 is body text.
pub(super) fn is_heading(level: usize) -> bool {
    level < 9
}

/// The kinds of the styles that every office program has; their names are English in every language.
fn by_name(name: &str) -> Option<BlockKind> {
    let name = name.to_ascii_lowercase().replace([' ', '-'], "");
    let numbered = name.strip_prefix("heading").is_some_and(|level| {
        !level.is_empty() && level.len() == 1 && level.bytes().all(|byte| byte.is_ascii_digit())
    });
    if numbered || ["title", "subtitle"].contains(&name.as_str()) {
        return Some(BlockKind::Heading);
    }
    ["quote", "intensequote", "blocktext"].contains(&name.as_str()).then_some(BlockKind::BlockQuote)
}

/// Does a property that is on or off say on?
pub(super) fn is_on(tag: &Tag) -> bool {
    tag.attribute("val").is_none_or(|value| !["0", "false", "off", "none"].contains(&value.as_str()))
}

impl Handler for Styles {
    fn start(&mut self, tag: &Tag) {
        if !is_word(tag.space) {
            return;
        }
        let value = || tag.attribute("val");
        if tag.name == "style" {
            if let Some((id, style)) = self.open.take() {
                self.styles.insert(id, style);
            }
            self.open = tag.attribute("styleId").map(|id| (id, Style::default()));
        }
        let Some((_, style)) = &mut self.open else { return };
        match tag.name {
            "name" => style.name = value().unwrap_or_default(),
            "basedOn" => style.based_on = value(),
            "outlineLvl" => style.outline = value().and_then(|level| level.parse().ok()),
            "numId" => style.listed = Some(value().is_some_and(|id| id != "0")),
            "vanish" | "strike" | "dstrike" => {
                style.unseen = Some(is_on(tag) || style.unseen.unwrap_or(false));
            }
            "b" => style.strong = Some(is_on(tag)),
            "latentStyles" | "docDefaults" => self.open = None,
            _ => {}
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}

impl Styles {
    /// The file of styles has been read.
    pub(super) fn close(&mut self) {
        if let Some((id, style)) = self.open.take() {
            self.styles.insert(id, style);
        }
    }
}
