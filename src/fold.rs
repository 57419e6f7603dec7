//! Typography folded away before analysis: print never changes a match, and no offset moves.
//!
//! Soft hyphens, zero-width and other invisible characters vanish; full-width, mathematical and ligature forms become
//! plain letters; decomposed letters are composed; odd spaces, hyphens and apostrophes become usual ones. The stages
//! read the folded text; [`Folded::back`] turns every span they found into the span of the original words.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::analysis::Analysis;
use crate::document::{Block, Document, Link, Span, Voice};
use crate::lexicon::normal::is_invisible;
use crate::segment::plain::beyond_ascii;

/// A document in plain typography, with the way back.
#[derive(Debug)]
pub struct Folded {
    /// The document as the stages read it.
    pub document: Document,
    pieces: Vec<Piece>,
}

/// A stretch of the folded text and where it comes from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    folded: Span,
    original: Span,
}

/// Folds a document; `None` when its typography is plain already, as it nearly always is.
pub fn fold(document: &Document) -> Option<Folded> {
    let odd = next_odd(&document.text, 0)?;
    let (text, pieces) = folded(&document.text, odd);
    let forth = |span: Span| moved(&pieces, span, |piece| (piece.original, piece.folded));
    let plain = Document {
        id: document.id.clone(),
        source: document.source.clone(),
        metadata: document.metadata.clone(),
        blocks: document.blocks.iter().map(|block| Block { span: forth(block.span), ..*block }).collect(),
        other_languages: document.other_languages.clone(),
        links: document.links.iter().map(|link| Link { span: forth(link.span), ..link.clone() }).collect(),
        voices: document
            .voices
            .iter()
            .map(|voice| Voice { span: forth(voice.span), ..voice.clone() })
            .collect(),
        places: document.places.clone(),
        // Problems of ingest stay as they are: they already point into the original.
        problems: Vec::new(),
        text,
    };
    Some(Folded { document: plain, pieces })
}

/// A text in plain typography.
pub fn plain_text(text: &str) -> Cow<'_, str> {
    match next_odd(text, 0) {
        None => Cow::Borrowed(text),
        Some(odd) => Cow::Owned(folded(text, odd).0),
    }
}

/// The first character from a byte on that must be written otherwise, or the letter before it.
fn next_odd(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at = beyond_ascii(bytes, at)?;
        at += match bytes[at..] {
            // The marks ’ “ ” – — … and whole alphabets without odd characters are passed by their bytes.
            [0xE2, 0x80, 0x93 | 0x94 | 0x99 | 0x9C | 0x9D | 0xA6, ..] => 3,
            [0xC3..=0xC9 | 0xD0 | 0xD1, ..] => 2,
            [0xE4..=0xE9, ..] => 3,
            _ => {
                let c = text[at..].chars().next()?;
                if is_odd(c) {
                    return Some(at);
                }
                c.len_utf8()
            }
        };
    }
}

/// Must the character, or the letter before it, be written otherwise?
fn is_odd(c: char) -> bool {
    !c.is_ascii() && (is_invisible(c) || is_combining_mark(c) || has_plain(c) || is_apostrophe(c))
}

/// Apostrophes that do not hold a word together by themselves; between letters they are U+2019.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\u{2BC}' | '\u{201B}' | '\u{2032}' | '\u{2018}' | '\u{FF07}')
}

/// Has a character another form that is usual?
fn has_plain(c: char) -> bool {
    is_space(c)
        || is_hyphen(c)
        || matches!(c, '\u{FB00}'..='\u{FB06}' | '\u{FF01}'..='\u{FF5E}' | '\u{1D400}'..='\u{1D7FF}')
}

fn is_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '\u{2010}' | '\u{2011}')
}

/// Writes the usual form of a character.
fn push_plain(c: char, out: &mut String) {
    match c {
        _ if is_space(c) => out.push(' '),
        _ if is_hyphen(c) => out.push('-'),
        _ if has_plain(c) => out.extend(c.nfkc()),
        _ => out.push(c),
    }
}

/// The text in plain typography, and where its pieces come from; the first odd character is known.
fn folded(text: &str, first_odd: usize) -> (String, Vec<Piece>) {
    let mut out = String::with_capacity(text.len());
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    let mut next = Some(first_odd);
    while let Some(odd) = next {
        let start = with_letter(text, at, odd);
        keep(&mut out, &mut pieces, text, Span::new(at, start));
        at = fold_letter(&mut out, &mut pieces, text, start);
        next = next_odd(text, at);
    }
    keep(&mut out, &mut pieces, text, Span::new(at, text.len()));
    (out, pieces)
}

/// Where the odd character begins, with the letter that a mark stands on.
fn with_letter(text: &str, from: usize, odd: usize) -> usize {
    let is_mark = text[odd..].starts_with(is_combining_mark);
    let letter = text[from..odd].chars().next_back().filter(|_| is_mark);
    odd - letter.map_or(0, char::len_utf8)
}

/// Copies what stays as it is.
fn keep(out: &mut String, pieces: &mut Vec<Piece>, text: &str, same: Span) {
    if !same.is_empty() {
        let start = out.len();
        out.push_str(same.slice(text));
        add(pieces, Span::new(start, out.len()), same, true);
    }
}

/// Folds the character at a byte with the marks on it; says where they end.
fn fold_letter(out: &mut String, pieces: &mut Vec<Piece>, text: &str, at: usize) -> usize {
    let Some(c) = text[at..].chars().next() else { return text.len() };
    let start = out.len();
    let marks_from = at + c.len_utf8();
    let behind =
        text[marks_from..].trim_start_matches(|mark: char| !mark.is_ascii() && is_combining_mark(mark));
    let end = text.len() - behind.len();
    if is_invisible(c) {
    } else if end > marks_from {
        // A letter and the marks on it are one.
        out.extend(text[at..end].nfc().filter(|c| !is_invisible(*c)));
    } else if is_apostrophe(c) && joins(out, behind) {
        out.push('\u{2019}');
    } else {
        push_plain(c, out);
    }
    add(pieces, Span::new(start, out.len()), Span::new(at, end), out[start..] == text[at..end]);
    end
}

/// Do letters stand before and behind, so that an apostrophe holds them together?
fn joins(before: &str, behind: &str) -> bool {
    let next = behind.chars().find(|c| !is_invisible(*c));
    before.ends_with(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)
}

/// Characters that stay as they are make one piece together.
fn add(pieces: &mut Vec<Piece>, folded: Span, original: Span, same: bool) {
    match pieces.last_mut() {
        Some(last)
            if same
                && last.folded.end - last.folded.start == last.original.end - last.original.start
                && last.folded.end == folded.start
                && last.original.end == original.start =>
        {
            last.folded.end = folded.end;
            last.original.end = original.end;
        }
        _ => pieces.push(Piece { folded, original }),
    }
}

/// A span carried from one text to the other. Its start falls on the first character it holds, its end on the last.
fn moved(pieces: &[Piece], span: Span, sides: impl Fn(&Piece) -> (Span, Span)) -> Span {
    let along = |from: Span, to: Span, at: usize| {
        if from.end - from.start == to.end - to.start { to.start + (at - from.start) } else { to.start }
    };
    let first = pieces.partition_point(|piece| sides(piece).0.end <= span.start);
    let start = pieces.get(first).map_or_else(
        || pieces.last().map_or(0, |piece| sides(piece).1.end),
        |piece| {
            let (from, to) = sides(piece);
            along(from, to, span.start.max(from.start))
        },
    );
    if span.is_empty() {
        return Span::new(start, start);
    }
    let last = pieces.partition_point(|piece| sides(piece).0.start < span.end);
    let end = pieces[..last].last().map_or(0, |piece| {
        let (from, to) = sides(piece);
        if span.end >= from.end || from.end - from.start != to.end - to.start {
            to.end
        } else {
            along(from, to, span.end)
        }
    });
    Span::new(start, end)
}

impl Folded {
    /// Turns the spans of an analysis of the folded document into spans of the original.
    pub fn back(&self, analysis: &mut Analysis) {
        let back =
            |span: &mut Span| *span = moved(&self.pieces, *span, |piece| (piece.folded, piece.original));
        let segments = &mut analysis.segments;
        segments.turns.iter_mut().for_each(|turn| back(&mut turn.span));
        segments.sentences.iter_mut().for_each(|sentence| back(&mut sentence.span));
        segments.tokens.iter_mut().for_each(|token| back(&mut token.span));
        segments.directions.iter_mut().for_each(back);
        for given in &mut segments.introduced {
            back(&mut given.span);
            back(&mut given.by);
        }
        analysis.found.names.iter_mut().for_each(|name| back(&mut name.span));
        analysis.found.cues.iter_mut().for_each(|cue| back(&mut cue.span));
        for quote in &mut analysis.voices.quotes {
            back(&mut quote.content);
            quote.cue.iter_mut().for_each(|(cue, _)| back(cue));
            quote.speaker.iter_mut().for_each(|speaker| speaker.read.iter_mut().for_each(back));
        }
        for report in &mut analysis.voices.reports {
            back(&mut report.cue);
            back(&mut report.content);
            report.speaker.read.iter_mut().for_each(back);
        }
        for hit in &mut analysis.hits {
            back(&mut hit.span);
            hit.status_cue.iter_mut().for_each(back);
        }
        for citation in &mut analysis.cited.citations {
            back(&mut citation.source);
            let more = [
                &mut citation.cue,
                &mut citation.content,
                &mut citation.date,
                &mut citation.title,
                &mut citation.antecedent,
            ];
            more.into_iter().flatten().for_each(back);
        }
        for quantity in &mut analysis.cited.quantities {
            back(&mut quantity.span);
            let slots = [&mut quantity.base, &mut quantity.scope, &mut quantity.agent, &mut quantity.period];
            slots.into_iter().flatten().for_each(back);
        }
        for problem in &mut analysis.problems {
            problem.at = problem.at.map(|at| {
                let mut span = Span::new(at, at);
                back(&mut span);
                span.start
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{folded, moved, plain_text};
    use crate::document::Span;

    /// What the text becomes, and the original words behind each of its words.
    fn check(text: &str, expected: &str) {
        let (plain, pieces) = folded(text, 0);
        assert_eq!(plain, expected);
        for word in plain.split(' ').filter(|word| !word.is_empty()) {
            let start = word.as_ptr() as usize - plain.as_ptr() as usize;
            let span =
                moved(&pieces, Span::new(start, start + word.len()), |piece| (piece.folded, piece.original));
            assert_eq!(plain_text(span.slice(text)), word, "{text:?}");
        }
    }

    #[test]
    fn typography_is_folded_and_traced() {
        check("the claim is ground\u{AD}less", "the claim is groundless");
        check("co\u{200B}ercion and de\u{301}marche", "coercion and d\u{e9}marche");
        check("\u{FB01}rmly oppose", "firmly oppose");
        check("ｗｅ ｄｏｎ＇ｔ, zero\u{2011}sum\u{A0}game", "we don’t, zero-sum game");
        check("we don\u{2BC}t ‘lie’", "we don\u{2019}t ‘lie’");
        check("𝐥𝐢𝐞𝐬 a\u{FE0F}", "lies a");
        check("plain “text” – stays…", "plain “text” – stays…");
    }

    #[test]
    fn spans_do_not_take_in_what_was_left_out() {
        let text = "a \u{200B}lie\u{200B} b";
        let (plain, pieces) = folded(text, 0);
        let at = plain.find("lie").unwrap();
        let span = moved(&pieces, Span::new(at, at + 3), |piece| (piece.folded, piece.original));
        assert_eq!(span.slice(text), "lie");
        let back = moved(&pieces, span, |piece| (piece.original, piece.folded));
        assert_eq!(back.slice(&plain), "lie");
    }
}
