//! HTML: the text of a page without the frame of its site, and what the page says of itself.

mod address;
mod content;
mod encoding;
mod flood;
mod furniture;
mod metadata;
#[cfg(test)]
mod pages;
mod piece;
mod pieces;
mod rows;
mod schema;
mod speech;
mod title;
mod tree;
mod unseen;
mod xhtml;

use super::build::Builder;
use super::head::{self, Headings};
use super::{Ingested, Options, failed, one};
use crate::document::{BlockKind, DateBasis, Document, Source};
use crate::error::{Code, Problem};
use crate::place::Place;
use content::Fate;
use metadata::Stated;
use piece::Piece;
use speech::{Measure, count};
use tree::Tree;
pub(super) use tree::plain;
use unseen::Unseen;

/// So many words of prose may be left out without a note.
const UNTOLD: usize = 60;
/// How much of the longest passage that was left out is shown (characters).
const SHOWN: usize = 60;

/// The document in the bytes of a page.
pub fn read(bytes: &[u8], source: Source, options: &Options) -> Ingested {
    let decoded = match encoding::text(bytes, options) {
        Ok(decoded) => decoded,
        Err(problem) => return failed(problem),
    };
    let source = Source { encoding: decoded.encoding, ..source };
    let mut ingested = match document(&decoded.text, &source.path) {
        Ok(document) => one(document, source),
        Err(problem) => failed(problem),
    };
    ingested.problems.splice(0..0, decoded.problems);
    ingested
}

fn document(text: &str, path: &str) -> Result<Document, Problem> {
    let tree = Tree::parse(&xhtml::opened(text))?;
    let stated = Stated::of(&tree, text);
    let mut document = Document::default();
    stated.fill(&mut document);
    let pieces = rows::joined(&tree, pieces::pieces(&tree, &Unseen::of(&tree), stated.base()));
    let measures = speech::measured(&pieces);
    let fates = content::fates(&tree, &pieces, &measures, document.metadata.title.as_deref());
    let kept: Vec<Piece> = pieces
        .iter()
        .zip(&fates)
        .filter(|(_, fate)| **fate == Fate::Kept)
        .map(|(piece, _)| piece.clone())
        .collect();
    let words: usize = kept.iter().map(|piece| count(&piece.text)).sum();
    let mut builder = Builder::of(document);
    match stated.body().filter(|body| count(body) > 2 * words) {
        // The page is filled by a script, or shows only its beginning.
        Some(body) => add(&mut builder, &paragraphs(body), 0),
        None => {
            builder.document_mut().problems.extend(left_out(&pieces, &measures, &fates));
            add(&mut builder, &kept, 0);
        }
    }
    let mut document = builder.finish();
    head::read(&mut document, Headings::Marked);
    for at in between_heading_and_text(&measures, &fates) {
        let Document { metadata, problems, .. } = &mut document;
        super::metadata::set_date_line(metadata, problems, &pieces[at].text, DateBasis::Body);
    }
    stated.fill_late(&mut document, path);
    Ok(document)
}

/// Pieces that were left out between the heading and the first prose: among them stands the date of many pages.
fn between_heading_and_text(measures: &[Measure], fates: &[Fate]) -> Vec<usize> {
    let kept = |at: &usize| fates[*at] == Fate::Kept;
    let heading = (0..fates.len()).find(kept).unwrap_or(0);
    let text = (heading..fates.len()).find(|at| kept(at) && measures[*at].prose > 0).unwrap_or(heading);
    (heading..text).filter(|at| !kept(at)).collect()
}

/// Adds a chapter of a book, which has no frame; `before` paragraphs stand before it. Says how many there are with it.
pub(super) fn add_chapter(
    builder: &mut Builder,
    bytes: &[u8],
    options: &Options,
    before: usize,
) -> Result<usize, Problem> {
    if bytes.is_empty() {
        return Ok(before);
    }
    let decoded = encoding::text(bytes, options)?;
    builder.document_mut().problems.extend(decoded.problems);
    let tree = Tree::parse(&xhtml::opened(&decoded.text))?;
    let mut pieces = rows::joined(&tree, pieces::pieces(&tree, &Unseen::of(&tree), None));
    for piece in &mut pieces {
        // Links between chapters lead to no other text.
        piece.links.retain(|(_, address)| address::is_absolute(address));
    }
    add(builder, &pieces, before);
    Ok(before + pieces.len())
}

/// Adds pieces to a document as blocks; `before` paragraphs stand before them.
fn add(builder: &mut Builder, pieces: &[Piece], before: usize) {
    for (at, piece) in pieces.iter().enumerate() {
        builder.at(Place::Paragraph(before + at + 1));
        builder.open(piece.kind);
        let mut done = 0;
        for (range, address) in piece.links.iter().filter(|(_, address)| !address.is_empty()) {
            builder.push(&piece.text[done..range.start]);
            builder.open_link(address);
            builder.push(&piece.text[range.clone()]);
            builder.close_link();
            done = range.end;
        }
        builder.push(&piece.text[done..]);
    }
    builder.close();
}

fn paragraphs(text: &str) -> Vec<Piece> {
    let paragraph = |line: &str| Piece {
        text: line.split_whitespace().collect::<Vec<_>>().join(" "),
        kind: BlockKind::Paragraph,
        links: Vec::new(),
        node: 0,
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(paragraph).collect()
}

/// A note, where much prose was left out.
fn left_out(pieces: &[Piece], measures: &[Measure], fates: &[Fate]) -> Option<Problem> {
    let out = || (0..pieces.len()).filter(|at| fates[*at] == Fate::LeftOut);
    let words: usize = out().map(|at| measures[at].prose).sum();
    let longest = out().max_by_key(|at| (measures[*at].prose, std::cmp::Reverse(*at)))?;
    let shown: String = pieces[longest].text.chars().take(SHOWN).collect();
    let message = format!(
        "{words} words outside the main text of the page were left out; the longest passage begins {shown:?}"
    );
    (words > UNTOLD).then(|| Problem::new(Code::LeftOut, message))
}
