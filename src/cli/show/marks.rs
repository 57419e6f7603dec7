//! The words of a turn with its hits in brackets and colours: `[groundless]¹`. Who sees no colour sees the brackets.

use anstyle::{AnsiColor, Effects, Style};

use crate::document::{Document, Span};
use crate::lexicon::Polarity;
use crate::resources::Resources;
use crate::tag::{Hit, Status};

/// A piece of text in one style.
pub(super) type Piece<'a> = (&'a str, Style);

const DIGITS: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/// The paragraphs of a turn, each in pieces.
pub(super) fn paragraphs<'a>(
    document: &'a Document,
    span: Span,
    hits: &[&Hit],
    resources: &Resources,
) -> Vec<Vec<Piece<'a>>> {
    let mut paragraphs: Vec<Vec<Piece>> = vec![Vec::new()];
    for (from, to, before, after) in stretches(span, hits) {
        let style = style_at(from, hits, resources);
        let last = |paragraphs: &mut Vec<Vec<Piece<'a>>>, piece: Piece<'a>| {
            if let Some(last) = paragraphs.last_mut() {
                last.push(piece);
            }
        };
        for _ in 0..before {
            last(&mut paragraphs, ("[", style));
        }
        let text = Span::new(from, to).slice(&document.text);
        for (number, part) in text.split("\n\n").enumerate() {
            if number > 0 {
                paragraphs.push(Vec::new());
            }
            last(&mut paragraphs, (part, style));
        }
        for hit in after {
            last(&mut paragraphs, ("]", style));
            for digit in (hit + 1).to_string().bytes() {
                last(&mut paragraphs, (DIGITS[usize::from(digit - b'0')], style));
            }
        }
    }
    paragraphs.retain(|pieces| pieces.iter().any(|(text, _)| !text.trim().is_empty()));
    paragraphs
}

/// The turn cut where hits begin and end: from, to, how many begin at its front, which ones end behind it.
fn stretches(span: Span, hits: &[&Hit]) -> Vec<(usize, usize, usize, Vec<usize>)> {
    let mut cuts: Vec<usize> = hits.iter().flat_map(|hit| [hit.span.start, hit.span.end]).collect();
    cuts.extend([span.start, span.end]);
    cuts.retain(|cut| (span.start..=span.end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let begin = hits.iter().filter(|hit| hit.span.start == pair[0]).count();
            let end = hits.iter().enumerate().filter(|(_, hit)| hit.span.end == pair[1]);
            (pair[0], pair[1], begin, end.map(|(number, _)| number).collect())
        })
        .collect()
}

/// The style of the words at a place: that of the hit that counts, else of any.
fn style_at(at: usize, hits: &[&Hit], resources: &Resources) -> Style {
    let mut over = hits.iter().filter(|hit| hit.span.start <= at && at < hit.span.end);
    let Some(first) = over.clone().find(|hit| hit.counts).or_else(|| over.next()) else {
        return Style::new();
    };
    style(first, resources)
}

/// Acts are coloured by their kind; denied ones are struck out, those of others are pale.
fn style(hit: &Hit, resources: &Resources) -> Style {
    let category = resources.category(hit.entry);
    let colour = match (category.polarity, category.id.as_str()) {
        (Polarity::Confrontational, "deny.fact" | "deny.smear" | "reject") => AnsiColor::Yellow,
        (Polarity::Confrontational, "threat" | "warn") => AnsiColor::Magenta,
        (Polarity::Confrontational, _) => AnsiColor::Red,
        (Polarity::Evasive, _) => AnsiColor::Blue,
        (Polarity::Cooperative, _) => AnsiColor::Green,
        (Polarity::Neutral, _) => AnsiColor::Cyan,
    };
    let style = Style::new().fg_color(Some(colour.into()));
    match hit.status {
        Status::Negated => style.effects(Effects::STRIKETHROUGH),
        _ if !hit.counts => style.effects(Effects::DIMMED),
        _ => style.effects(Effects::UNDERLINE),
    }
}
