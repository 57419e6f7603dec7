//! Rows of a table, or pairs of a list of definitions, that hold a speaker and the words: `Label: words`.

use std::collections::BTreeMap;

use super::piece::Piece;
use super::speech::{is_shouted, is_turn_mark};
use super::tree::Tree;

/// A label has at most so many bytes and words.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 6;
/// A cell lies at most so far around its words.
const WITHIN: usize = 64;

/// Joins a first cell that looks like a speaker with the first piece of the next cell. A cell looks so if it ends with a
/// colon, if it is a mark of a turn (Q, A), or if the same words, or words in capitals, stand before sentences elsewhere.
pub(super) fn joined(tree: &Tree, pieces: Vec<Piece>) -> Vec<Piece> {
    let cells: Vec<Option<usize>> = pieces.iter().map(|piece| cell(tree, piece.node)).collect();
    let is_alone = |at: usize| cells[at].is_some() && (at == 0 || cells[at - 1] != cells[at]);
    let before_words = |at: usize| {
        let pair = cells[at].zip(cells.get(at + 1).copied().flatten());
        is_alone(at) && pair.is_some_and(|(first, second)| is_pair(tree, first, second))
    };
    let labels: Vec<usize> = (0..pieces.len()).filter(|at| before_words(*at)).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for at in &labels {
        *times.entry(pieces[*at].text.as_str()).or_default() += 1;
    }
    let is_label = |at: &usize| looks_like_label(&pieces[*at].text, &pieces[at + 1].text, &times);
    let labels: Vec<usize> = labels.iter().copied().filter(is_label).collect();
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut label: Option<Piece> = None;
    for (at, piece) in pieces.iter().enumerate() {
        if labels.binary_search(&at).is_ok() {
            label = Some(piece.clone());
        } else {
            joined.push(match label.take() {
                Some(label) => behind(&label, piece),
                None => piece.clone(),
            });
        }
    }
    joined
}

/// The cell, term or definition around a node.
fn cell(tree: &Tree, node: usize) -> Option<usize> {
    tree.ancestors(node).take(WITHIN).find(|around| ["td", "th", "dt", "dd"].contains(&tree.name(*around)))
}

/// Is the first the beginning of a row, and the second what stands beside it?
fn is_pair(tree: &Tree, first: usize, second: usize) -> bool {
    if tree.parent(first) != tree.parent(second) || first == second {
        return false;
    }
    match (tree.name(first), tree.name(second)) {
        ("td" | "th", "td") => {
            tree.parent(first).and_then(|row| tree.children(row).find(|child| !tree.name(*child).is_empty()))
                == Some(first)
        }
        ("dt", "dd") => true,
        _ => false,
    }
}

fn looks_like_label(label: &str, words: &str, times: &BTreeMap<&str, usize>) -> bool {
    let short = label.len() <= LONGEST && label.split_whitespace().count() <= MOST_WORDS;
    if !short || label.contains('\n') || label.ends_with(['?', '!', ',', ';']) {
        return false;
    }
    if is_turn_mark(label) || label.ends_with([':', '：']) {
        return true;
    }
    let is_prose = words.split_whitespace().count() >= 3 || words.ends_with(['.', '?', '!']);
    let again = times.get(label).is_some_and(|times| *times > 1);
    is_prose && label.contains(char::is_alphabetic) && (again || is_shouted(label))
}

fn behind(label: &Piece, words: &Piece) -> Piece {
    let name = label.text.trim_end_matches([':', '：', ' ', '\u{A0}']);
    let name = if is_turn_mark(name) { name.trim_end_matches('.') } else { name };
    let mut links = label.links.clone();
    links.retain(|(range, _)| range.end <= name.len());
    let by = name.len() + 2;
    links.extend(words.links.iter().map(|(range, to)| (range.start + by..range.end + by, to.clone())));
    Piece { text: format!("{name}: {}", words.text), kind: words.kind, links, node: label.node }
}

#[cfg(test)]
mod tests {
    use super::super::{pieces::pieces, unseen::Unseen};
    use super::*;

    fn check(html: &str, expected: &[&str]) {
        let tree = Tree::parse(html).unwrap();
        let pieces = joined(&tree, pieces(&tree, &Unseen::of(&tree), None));
        let shown: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn speakers_beside_words() {
        check(
            "<table><tr><th>Speaker<th>Words<tr><td>Q<td>Why?<tr><td>MS. HOLT<td><p>We said so.<p>Twice.</table>",
            &["Speaker", "Words", "Q: Why?", "MS. HOLT: We said so.", "Twice."],
        );
        check("<dl><dt>Holt:<dd>No.<dt>The Ledger:<dd>Why?</dl>", &["Holt: No.", "The Ledger: Why?"]);
        check(
            "<table><tr><td>Dana Holt<td>We did not.<tr><td>Orel<td>Why?<tr><td>Dana Holt<td>So.</table>",
            &["Dana Holt: We did not.", "Orel", "Why?", "Dana Holt: So."],
        );
    }

    #[test]
    fn other_tables() {
        check(
            "<table><tr><td>Vellmark<td>5<tr><td>Karvonia<td>7</table>",
            &["Vellmark", "5", "Karvonia", "7"],
        );
        check(
            "<dl><dt>Quorum<dd>The number that must be there.</dl>",
            &["Quorum", "The number that must be there."],
        );
        check(
            "<table><tr><td>Menu<td>The council met on Monday.</table>",
            &["Menu", "The council met on Monday."],
        );
    }
}
