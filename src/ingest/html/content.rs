//! Which pieces of a page are its text. The frame is left out first; then the smallest element is looked for that holds
//! what is left of the prose. It is never narrowed where something that looks like a turn of a conversation would stay
//! outside: a wrong cut loses an answer, a missing one only lets a line of the frame in.

use std::ops::Range;

use super::furniture::{self, Furniture};
use super::piece::Piece;
use super::speech::{Measure, count};
use super::tree::Tree;
use crate::document::BlockKind;
use crate::lexicon::normal;

/// Elements whose children may be looked at one by one.
const CONTAINERS: &[&str] = &[
    "",
    "html",
    "body",
    "div",
    "section",
    "article",
    "main",
    "center",
    "form",
    "font",
    "span",
    "table",
    "tbody",
    "tr",
    "td",
    "header",
    "aside",
    "blockquote",
    "noscript",
    "details",
];
/// Of the prose, this share (percent) may stay outside; more if the page itself marks what its text is.
const OUTSIDE: usize = 15;
const OUTSIDE_MARKED: usize = 60;
/// Without such a mark, no more words than this.
const OUTSIDE_WORDS: usize = 150;
/// An element with fewer lines is a paragraph, not a text.
const FEWEST_LINES: usize = 3;
/// A page with less prose than this besides its furniture has its text in the furniture.
const TOO_LITTLE: usize = 60;
/// A class that may mislead does so if this share (percent) of the prose is behind it.
const MISLED: usize = 30;

/// An element tells of a heading if it lies at most so far around it.
const WITHIN: usize = 64;

/// What has become of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    /// A question to the reader, not worth telling.
    Wall,
    /// Part of the frame, or outside the element that holds the text.
    LeftOut,
}

/// Which pieces are the text. `title` is what the page calls itself.
pub(super) fn fates(tree: &Tree, pieces: &[Piece], measures: &[Measure], title: Option<&str>) -> Vec<Fate> {
    let heading =
        title.and_then(|title| main_heading(tree, pieces, title)).or_else(|| only_heading(tree, pieces));
    let mut page = Page { tree, pieces, measures, heading, fates: vec![Fate::Kept; pieces.len()] };
    page.drop_furniture();
    if page.prose(0..pieces.len()) > 0 {
        page.narrow();
        page.trim();
    }
    page.fates
}

/// The heading that says what the title says: the first of the highest rank.
fn main_heading(tree: &Tree, pieces: &[Piece], title: &str) -> Option<usize> {
    let letters =
        |text: &str| normal::lower(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let title = letters(title);
    let says_title = |piece: &Piece| {
        let own = letters(&piece.text);
        own == title || (count(&piece.text) > 2 && (title.starts_with(&own) || own.starts_with(&title)))
    };
    // Some sites set the heading as a paragraph or a cell.
    let may_be = |piece: &Piece| {
        piece.kind == BlockKind::Heading || (letters(&piece.text) == title && !is_all_link(piece))
    };
    let headings = pieces.iter().enumerate().filter(|(_, piece)| may_be(piece));
    headings
        .filter(|(_, piece)| !title.is_empty() && says_title(piece))
        .min_by_key(|(_, piece)| rank(tree, piece).unwrap_or(usize::MAX))
        .map(|(at, _)| at)
}

fn is_all_link(piece: &Piece) -> bool {
    piece.links.iter().any(|(range, _)| range.len() == piece.text.len())
}

/// The heading of the first rank, if there is one only.
fn only_heading(tree: &Tree, pieces: &[Piece]) -> Option<usize> {
    let mut first = (0..pieces.len()).filter(|at| rank(tree, &pieces[*at]) == Some(1));
    first.next().filter(|_| first.next().is_none())
}

fn rank(tree: &Tree, piece: &Piece) -> Option<usize> {
    let around = || tree.ancestors(piece.node).take(WITHIN);
    let is_frame = piece.kind != BlockKind::Heading
        || around().any(|around| ["nav", "footer"].contains(&tree.name(around)));
    around().filter(|_| !is_frame).find_map(|around| tree.name(around).strip_prefix('h')?.parse().ok())
}

struct Page<'a> {
    tree: &'a Tree,
    pieces: &'a [Piece],
    measures: &'a [Measure],
    heading: Option<usize>,
    fates: Vec<Fate>,
}

impl Page<'_> {
    /// The pieces that lie in a node.
    fn of(&self, node: usize) -> Range<usize> {
        let inside = self.tree.inside(node);
        let first = |node: usize| self.pieces.partition_point(|piece| piece.node < node);
        first(inside.start)..first(inside.end)
    }

    fn kept(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        range.filter(|at| self.fates[*at] == Fate::Kept)
    }

    fn prose(&self, range: Range<usize>) -> usize {
        self.kept(range).map(|at| self.measures[at].prose).sum()
    }

    fn lines(&self, range: Range<usize>) -> usize {
        self.kept(range).map(|at| self.pieces[at].text.lines().count()).sum()
    }

    fn spoken(&self, range: Range<usize>) -> usize {
        self.kept(range).filter(|at| self.measures[*at].spoken).count()
    }

    fn drop_furniture(&mut self) {
        let body = self.tree.inside(self.tree.body());
        let all = 0..self.pieces.len();
        let (prose, spoken) = (self.prose(all.clone()), self.spoken(all));
        let mut node = body.start;
        while node < body.end {
            let range = self.of(node);
            let found = furniture::of(self.tree, node).filter(|found| {
                !range.is_empty() && !self.is_text_after_all(*found, range.clone(), prose, spoken)
            });
            match found {
                Some(found) => {
                    let fate = if found == Furniture::Wall { Fate::Wall } else { Fate::LeftOut };
                    self.fates[range].fill(fate);
                    node = self.tree.inside(node).end;
                }
                None => node += 1,
            }
        }
    }

    /// Does what is called furniture hold the main heading, the conversation, or nearly all of the page?
    fn is_text_after_all(&self, found: Furniture, range: Range<usize>, prose: usize, spoken: usize) -> bool {
        let own_spoken = self.spoken(range.clone());
        let own = self.prose(range.clone());
        let rest = prose.saturating_sub(own);
        if self.heading.is_some_and(|heading| range.contains(&heading))
            || (own_spoken > 1 && own_spoken * 2 > spoken)
        {
            return true;
        }
        match found {
            Furniture::Wall => false,
            Furniture::Marked => rest < TOO_LITTLE && own > rest,
            Furniture::Named => own * 100 > prose * MISLED,
        }
    }

    /// Leaves out what is outside the smallest element with the prose.
    fn narrow(&mut self) {
        let prose = self.prose(0..self.pieces.len());
        let mut node = self.tree.body();
        loop {
            let best = self
                .tree
                .children(node)
                .filter(|child| {
                    CONTAINERS.contains(&self.tree.name(*child)) && self.tree.words(*child).is_none()
                })
                .map(|child| (self.prose(self.of(child)), child))
                .max_by_key(|(prose, child)| (*prose, std::cmp::Reverse(*child)));
            match best {
                Some((_, child)) if self.may_narrow(node, child, prose) => node = child,
                _ => break,
            }
        }
        let range = self.of(node);
        let head = self.head(&range);
        for at in 0..self.pieces.len() {
            let is_lead = head.contains(&at) && (at == head.start || self.measures[at].prose > 0);
            if self.fates[at] == Fate::Kept && !range.contains(&at) && !is_lead {
                self.fates[at] = Fate::LeftOut;
            }
        }
    }

    /// From the main heading to the beginning of the text: the heading and a lead in prose belong to it. Without a main
    /// heading, from the nearest heading with no prose behind it.
    fn head(&self, text: &Range<usize>) -> Range<usize> {
        let nearest = || {
            let mut before = (0..text.start).rev().filter(|at| self.fates[*at] == Fate::Kept);
            let found = before.find(|at| self.is_heading(*at) || self.measures[*at].prose > 0);
            found.filter(|at| self.is_heading(*at))
        };
        let heading = self.heading.filter(|heading| *heading < text.start);
        heading.or_else(|| if self.heading.is_none() { nearest() } else { None }).unwrap_or(text.start)
            ..text.start
    }

    fn is_heading(&self, at: usize) -> bool {
        self.pieces[at].kind == BlockKind::Heading
    }

    fn may_narrow(&self, node: usize, child: usize, prose: usize) -> bool {
        let (all, inner) = (self.of(node), self.of(child));
        let head = self.head(&inner);
        let before = all.start..head.start.max(all.start);
        let behind = inner.end..all.end;
        let outside = self.prose(before.clone()) + self.prose(behind.clone());
        if self.spoken(before.clone()) + self.spoken(behind.clone()) + self.spoken(head) > 0 {
            return false;
        }
        let is_marked = self.is_marked_text(child);
        let outside_lines = self.kept(all.clone()).filter(|at| {
            let measure = self.measures[*at];
            !inner.contains(at) && measure.words > measure.linked
        });
        if !is_marked && self.lines(inner.clone()) < FEWEST_LINES && outside_lines.count() > 0 {
            return false;
        }
        let is_led = self.heading.is_some() || self.prose(before) == 0;
        let most = if is_marked { OUTSIDE_MARKED } else { OUTSIDE };
        (is_marked || (is_led && outside <= OUTSIDE_WORDS))
            && self.prose(inner) > 0
            && outside * 100 <= prose * most
    }

    /// Does the page say that this element is its text?
    fn is_marked_text(&self, node: usize) -> bool {
        let tree = self.tree;
        let holds_heading = self.heading.is_some_and(|heading| self.of(node).contains(&heading));
        tree.name(node) == "main"
            || tree.attribute(node, "role") == Some("main")
            || tree.attribute(node, "itemprop").is_some_and(|name| name.contains("articleBody"))
            || (tree.name(node) == "article" && holds_heading)
    }

    /// Leaves out links at the end, with the heading over them, and links before the first prose.
    fn trim(&mut self) {
        let text: Vec<usize> = self.kept(0..self.pieces.len()).collect();
        let is_link = |at: usize| {
            let measure = self.measures[at];
            measure.is_links() && !measure.spoken
        };
        let first = text.iter().position(|at| self.measures[*at].prose > 0).unwrap_or(0);
        let mut out: Vec<usize> =
            text[..first].iter().copied().filter(|at| is_link(*at) && !self.is_heading(*at)).collect();
        let mut trimmed = false;
        for at in text[first..].iter().rev().copied() {
            if !(is_link(at) || (trimmed && self.is_heading(at))) {
                break;
            }
            trimmed = true;
            out.push(at);
        }
        for at in out {
            self.fates[at] = Fate::LeftOut;
        }
    }
}
