//! The page as a flat list of nodes in the order of the text. Whatever lies inside a node stands between it and its
//! `end`, so that no walk needs recursion, however deep a page is nested.

use std::ops::Range;

use dom_query::{Document, NodeData, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{LocalName, ParseOpts, Parser, parse_document};

use super::flood::without_floods;
use crate::error::{Code, Problem};

/// Elements may lie in each other this deep, without those of [`FORMATTING`].
const DEEPEST: usize = 256;
/// The same with them: pages that never close a `<font>` nest it for every paragraph.
const DEEPEST_FORMATTING: usize = 30_000;
/// The time of parsing grows with the depth at which the bytes lie. So much (bytes times depth) is always allowed,
const WORK: usize = 1_000_000_000;
/// and so much for every byte.
const WORK_PER_BYTE: usize = 1_000;
/// Bytes that are parsed between two looks at the depth.
const CHUNK: usize = 16 * 1024;
/// Elements of a look, which pages forget to close.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "span", "strike", "strong", "tt", "u",
];
/// What lies in these is never read.
const SKIPPED: &[&str] = &["style", "template", "svg", "object", "iframe", "math"];

/// A node of the page.
#[derive(Debug)]
pub(super) struct Node {
    /// Index of the node that it lies in; the first node lies in itself.
    pub(super) parent: usize,
    /// One past the last node inside.
    pub(super) end: usize,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    Text(StrTendril),
    Element { name: LocalName, attributes: Vec<(LocalName, StrTendril)> },
}

/// All nodes of a page; the first is the document itself, an element without a name.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Parses a page as browsers do. Pages that would take too long are refused.
    pub(super) fn parse(text: &str) -> Result<Self, Problem> {
        let text = &*without_floods(text);
        // As in a browser with scripts, so that what stands in `<noscript>` is one text that nobody sees.
        let scripting = TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() };
        let options = ParseOpts { tree_builder: scripting, ..ParseOpts::default() };
        let mut parser = parse_document(Document::default(), options);
        let (mut at, mut work) = (0, 0);
        while at < text.len() {
            let end = text.ceil_char_boundary(at + CHUNK);
            parser.process(StrTendril::from_slice(&text[at..end]));
            work += depth(&parser)? * (end - at);
            if work > WORK + WORK_PER_BYTE * end {
                return Err(over(format!(
                    "elements lie {} deep in each other on average; at most {WORK_PER_BYTE} are read",
                    work / end
                )));
            }
            at = end;
        }
        Ok(Self::flat(&parser.finish()))
    }

    fn flat(document: &Document) -> Self {
        let mut nodes: Vec<Node> = Vec::new();
        let mut open = 0;
        let mut next = Some(document.root());
        while let Some(node) = next {
            let at = nodes.len();
            if let Some(content) = content(&node) {
                let inside = match &content {
                    Content::Element { name, .. } => !SKIPPED.contains(&&**name),
                    Content::Text(_) => false,
                };
                nodes.push(Node { parent: open, end: at + 1, content });
                if let Some(child) = node.first_child().filter(|_| inside) {
                    open = at;
                    next = Some(child);
                    continue;
                }
            }
            next = following(&mut nodes, &mut open, node);
        }
        Self { nodes }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The nodes inside a node, itself included.
    pub(super) fn inside(&self, node: usize) -> Range<usize> {
        node..self.nodes.get(node).map_or(node, |found| found.end)
    }

    /// The nodes that lie in a node and in no other inside it.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let inside = self.inside(node);
        let first = Some(node + 1).filter(|child| inside.contains(child));
        std::iter::successors(first, move |child| {
            Some(self.inside(*child).end).filter(|next| inside.contains(next))
        })
    }

    /// The nodes around a node, from the nearest on.
    pub(super) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parent(node), |around| self.parent(*around))
    }

    /// The node around a node.
    pub(super) fn parent(&self, node: usize) -> Option<usize> {
        self.nodes.get(node).map(|found| found.parent).filter(|parent| *parent != node)
    }

    /// The name of an element; empty for text.
    pub(super) fn name(&self, node: usize) -> &str {
        match self.nodes.get(node).map(|node| &node.content) {
            Some(Content::Element { name, .. }) => name,
            _ => "",
        }
    }

    /// The words of a text; nothing for an element.
    pub(super) fn words(&self, node: usize) -> Option<&str> {
        match self.nodes.get(node).map(|node| &node.content) {
            Some(Content::Text(words)) => Some(words),
            _ => None,
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, node: usize, wanted: &str) -> Option<&str> {
        match self.nodes.get(node).map(|node| &node.content) {
            Some(Content::Element { attributes, .. }) => {
                attributes.iter().find(|(name, _)| **name == *wanted).map(|(_, value)| &**value)
            }
            _ => None,
        }
    }

    /// All elements of a name, in text order.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        (0..self.len()).filter(move |node| self.name(*node) == name)
    }

    /// The `body`, or the whole page where it has none.
    pub(super) fn body(&self) -> usize {
        self.all("body").chain(self.all("frameset")).next().unwrap_or(0)
    }

    /// All words inside a node, as they stand in the file.
    pub(super) fn text(&self, node: usize) -> String {
        self.inside(node).filter_map(|inside| self.words(inside)).collect()
    }
}

/// The words of a piece of text with marks of HTML in it (`A &amp; B`).
pub(in crate::ingest) fn plain(marked: &str) -> String {
    if !marked.contains(['&', '<']) {
        return marked.to_owned();
    }
    Tree::parse(marked).map_or_else(|_| marked.to_owned(), |tree| tree.text(0))
}

/// Leaves a node without anything inside; returns the one that follows.
fn following<'a>(nodes: &mut [Node], open: &mut usize, node: NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut node = node;
    loop {
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent()?;
        let end = nodes.len();
        let left = nodes.get_mut(*open)?;
        left.end = end;
        *open = left.parent;
    }
}

fn content(node: &NodeRef) -> Option<Content> {
    node.query_or(None, |node| match &node.data {
        NodeData::Text { contents } => Some(Content::Text(contents.clone())),
        NodeData::Element(element) => Some(Content::Element {
            name: element.name.local.clone(),
            attributes: element.attrs.iter().map(|a| (a.name.local.clone(), a.value.clone())).collect(),
        }),
        NodeData::Document | NodeData::Fragment => {
            Some(Content::Element { name: LocalName::from(""), attributes: Vec::new() })
        }
        _ => None,
    })
}

/// How deep the place lies at which the parser stands.
fn depth(parser: &Parser<Document>) -> Result<usize, Problem> {
    let mut node = parser.tokenizer.sink.sink.root();
    let (mut deep, mut blocks) = (0, 0);
    while let Some(last) = node.last_child() {
        deep += 1;
        blocks += usize::from(last.is_element() && !FORMATTING.iter().any(|name| last.has_name(name)));
        node = last;
    }
    if blocks > DEEPEST {
        return Err(over(format!("elements lie {blocks} deep in each other; at most {DEEPEST} are read")));
    }
    if deep > DEEPEST_FORMATTING {
        let message =
            format!("elements lie {deep} deep in each other; at most {DEEPEST_FORMATTING} are read");
        return Err(over(message));
    }
    Ok(deep)
}

fn over(message: String) -> Problem {
    Problem::new(Code::OverLimit, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let shown = match Tree::parse(html) {
            Err(problem) => problem.code.name().to_owned(),
            Ok(tree) => {
                let shown = tree.inside(tree.body()).map(|node| match tree.words(node) {
                    Some(words) => format!("{words:?}"),
                    None => format!("{}{}", tree.name(node), tree.inside(node).len()),
                });
                shown.collect::<Vec<_>>().join(" ")
            }
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn nodes_hold_what_lies_inside() {
        check("<p>We<b>said</b>so<p>No", "body8 p5 \"We\" b2 \"said\" \"so\" p2 \"No\"");
        check("<svg><p>x</svg><div><style>p{}</style></div>", "body6 svg1 p2 \"x\" div2 style1");
        check("", "body1");
    }

    #[test]
    fn depth_is_limited_where_elements_nest() {
        check(&"<div>".repeat(100_000), "over-limit");
        assert!(Tree::parse(&"<p><font size=2>Why?".repeat(5_000)).is_ok());
        assert!(Tree::parse(&"<ul><li>Why?</ul><li>".repeat(5_000)).is_ok());
    }

    #[test]
    fn marks_in_values() {
        assert_eq!(plain("Vellmark &amp; Karvonia&#8217;s <b>pact</b>"), "Vellmark & Karvonia’s pact");
    }
}
