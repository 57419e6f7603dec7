//! The tree of a page → its pieces of text in order.

use super::address::resolved;
use super::piece::{Piece, Writer};
use super::tree::Tree;
use super::unseen::{Unseen, has_style};
use crate::document::BlockKind;

/// Elements that stand in lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "amp-ad",
    "amp-consent",
    "amp-sidebar",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// A mark of a footnote is made of at most so many nodes.
const LARGEST_MARK: usize = 8;

/// An element that the walk is in.
struct Open {
    node: usize,
    kind: BlockKind,
    /// Does white space stay as it is?
    kept: bool,
}

/// The pieces of a page. Addresses are made absolute with the base, where one is known.
pub(super) fn pieces(tree: &Tree, unseen: &Unseen, base: Option<&str>) -> Vec<Piece> {
    let mut walk = Walk { tree, base, writer: Writer::default(), open: Vec::new(), quotes: 0 };
    let body = tree.inside(tree.body());
    let mut node = body.start;
    while node < body.end {
        walk.leave_before(node);
        if unseen.holds(node) || is_footnote_mark(tree, node, &walk.writer) {
            node = tree.inside(node).end;
        } else {
            walk.enter(node);
            node += 1;
        }
    }
    walk.leave_before(body.end);
    walk.writer.finish()
}

struct Walk<'a> {
    tree: &'a Tree,
    base: Option<&'a str>,
    writer: Writer,
    open: Vec<Open>,
    /// How many quotations of `<q>` are open.
    quotes: usize,
}

impl Walk<'_> {
    fn enter(&mut self, node: usize) {
        let around = self.open.last();
        let kind = around.map_or(BlockKind::Paragraph, |around| around.kind);
        let kept = around.is_some_and(|around| around.kept);
        if let Some(words) = self.tree.words(node) {
            let raised = raised(self.tree, node, words);
            let words = raised.as_deref().unwrap_or(words);
            return if kept {
                self.writer.push_kept(words, node, kind);
            } else {
                self.writer.push(words, node, kind);
            };
        }
        if is_block(self.tree, node) {
            self.writer.end();
        }
        match self.tree.name(node) {
            "br" => self.writer.line_break(),
            "q" => {
                self.writer.push(if self.quotes.is_multiple_of(2) { "“" } else { "‘" }, node, kind);
                self.quotes += 1;
            }
            "a" => {
                if let Some(href) = self.tree.attribute(node, "href") {
                    self.writer.open_link(resolved(href, self.base).unwrap_or_default());
                }
            }
            _ => {}
        }
        let kind = own_kind(self.tree.name(node), kind);
        let kept = kept || keeps_space(self.tree, node);
        self.open.push(Open { node, kind, kept });
    }

    /// Leaves all elements that end before a node.
    fn leave_before(&mut self, node: usize) {
        while let Some(last) = self.open.pop_if(|last| self.tree.inside(last.node).end <= node) {
            match self.tree.name(last.node) {
                "a" => self.writer.close_link(),
                "q" => {
                    self.quotes -= 1;
                    self.writer.push(
                        if self.quotes.is_multiple_of(2) { "”" } else { "’" },
                        last.node,
                        last.kind,
                    );
                }
                _ => {}
            }
            if is_block(self.tree, last.node) {
                self.writer.end();
            }
        }
    }
}

fn own_kind(name: &str, around: BlockKind) -> BlockKind {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" => BlockKind::ListItem,
        "blockquote" => BlockKind::BlockQuote,
        // Cells are no part of the list or quotation that a page is laid out with.
        "td" | "th" => BlockKind::Paragraph,
        _ => around,
    }
}

fn is_block(tree: &Tree, node: usize) -> bool {
    BLOCKS.contains(&tree.name(node)) || has_style(tree, node, &["display:block"])
}

fn keeps_space(tree: &Tree, node: usize) -> bool {
    ["pre", "plaintext", "xmp"].contains(&tree.name(node))
        || has_style(tree, node, &["white-space:pre", "white-space:break-spaces"])
}

/// A raised number that leads to a note is not said. Raised numbers without a link are taken for one behind a long word
/// or a mark, and for a power or measure (10⁹, km²) elsewhere.
fn is_footnote_mark(tree: &Tree, node: usize, before: &Writer) -> bool {
    let name = tree.name(node);
    if (name != "sup" && name != "a") || tree.inside(node).len() > LARGEST_MARK {
        return false;
    }
    let words = tree.text(node);
    let words = words.trim();
    let bracketed = words.strip_prefix('[').and_then(|words| words.strip_suffix(']'));
    let number = bracketed.unwrap_or(words);
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_mark = is_number || ["*", "**", "†", "‡"].contains(&words);
    let linked = tree.inside(node).chain(tree.parent(node)).any(|inside| leads_to_note(tree, inside));
    if name == "a" {
        return linked
            && is_number
            && (bracketed.is_some() || tree.children(node).any(|child| tree.name(child) == "sup"));
    }
    let last_word = before.last_word();
    let letters = last_word.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let behind_word = letters > 3 || last_word.ends_with(['.', ',', ';', '?', '!', '”', '"', '’', ')']);
    is_mark && (linked || bracketed.is_some() || (behind_word && is_number))
}

fn leads_to_note(tree: &Tree, node: usize) -> bool {
    tree.name(node) == "a" && tree.attribute(node, "href").is_some_and(|href| href.contains('#'))
}

/// Digits of a power or measure, raised as in the page.
fn raised(tree: &Tree, node: usize, words: &str) -> Option<String> {
    let is_raised = tree.parent(node).is_some_and(|parent| tree.name(parent) == "sup");
    let is_number = words.len() <= 3 && words.bytes().all(|byte| byte.is_ascii_digit());
    let digit = |c: char| c.to_digit(10).and_then(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize));
    (is_raised && is_number).then(|| words.chars().filter_map(digit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[&str]) {
        let tree = Tree::parse(html).unwrap();
        let pieces = pieces(&tree, &Unseen::of(&tree), Some("https://mfa.vellmark.example/en/1.html"));
        let shown: Vec<String> = pieces
            .into_iter()
            .map(|piece| {
                let links: String = piece
                    .links
                    .iter()
                    .map(|(range, address)| format!(" <{}: {address}>", &piece.text[range.clone()]))
                    .collect();
                let kind = match piece.kind {
                    BlockKind::Paragraph => "",
                    BlockKind::Heading => "# ",
                    BlockKind::ListItem => "* ",
                    BlockKind::BlockQuote => "> ",
                };
                format!("{kind}{}{links}", piece.text)
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn structure() {
        check(
            "<h2>A <i>day</i></h2><p>We<p>No<ul><li>One<li><p>Two</ul>",
            &["# A day", "We", "No", "* One", "* Two"],
        );
        check("<blockquote><p>We did.</p></blockquote>So", &["> We did.", "So"]);
        check("Q Why?<br>\nA No.<br>&nbsp;<br>Q So?", &["Q Why?\nA No.", "Q So?"]);
        check("<table><tr><td>One<td>Two <b>t</b>hree</table>", &["One", "Two three"]);
        check("<dl><dt>HOLT<dd>No.</dl>", &["HOLT", "No."]);
        check("<pre>\nMS. HOLT:  We\nsaid so.\n\nQ    Why?</pre>", &["MS. HOLT:  We\nsaid so.", "Q    Why?"]);
        check("<div>We <span style='display:block'>said</span> so</div>", &["We", "said", "so"]);
    }

    #[test]
    fn words_are_not_split_nor_glued() {
        check("<p>un<b>accept</b>able<!-- x --> th<font>is</font></p>", &["unacceptable this"]);
        check("<p>Q&nbsp;&nbsp;&nbsp; Why?", &["Q\u{A0}\u{A0}\u{A0} Why?"]);
        check(
            "<p>It is said<sup>3</sup> so.<sup><a href='#fn4'>4</a></sup> Yes<a href='/x#_ftn1'>[1]</a>",
            &["It is said so. Yes"],
        );
        check("<p>10<sup>9</sup> km<sup>2</sup> on the 20<sup>th</sup>", &["10⁹ km² on the 20th"]);
        check("<p>She said <q>we heard <q>no</q></q>.", &["She said “we heard ‘no’”."]);
        check(
            "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; caf&eacute;",
            &["<script>alert(1)</script> & café"],
        );
    }

    #[test]
    fn links() {
        check(
            "<p>See <a href='/r.pdf'> the report</a>, <a href='#x'>above</a>.",
            &["See the report, above. <the report: https://mfa.vellmark.example/r.pdf> <above: >"],
        );
        check(
            "<a href='2.html'><h3>One</h3><p>Two</a>",
            &[
                "# One <One: https://mfa.vellmark.example/en/2.html>",
                "Two <Two: https://mfa.vellmark.example/en/2.html>",
            ],
        );
    }
}
