//! How well a source can be found again: title, date, address, and the specificity that follows.

use super::dated::is_year;
use super::frames::Frame;
use super::links::links_in;
use super::quantities::{Kind, Quantity};
use super::source::Source;
use crate::document::Span;
use crate::segment::of_sentences;
use crate::tag::Context;

/// What is told of a document besides its maker.
pub(super) struct Identity {
    /// 0–4, as in the codebook §2.5.
    pub(super) specificity: u8,
    pub(super) title: Option<Span>,
    pub(super) date: Option<Span>,
    pub(super) url: Option<String>,
}

/// A title, or a date with its year, makes a named source a document; an address makes it one that can be looked up.
pub(super) fn identity(
    context: Context,
    frame: &Frame,
    source: &Source,
    quantities: &[Quantity],
) -> Identity {
    let named = |content: Span| {
        let words = content.slice(&context.document.text);
        words.starts_with(char::is_uppercase) && words.contains(' ')
    };
    let title = context
        .voices
        .quotes_in(frame.source)
        .iter()
        .find(|quote| frame.source.contains(quote.content) && named(quote.content));
    let numbers = of_sentences(quantities, |quantity| quantity.sentence, frame.sentence..=frame.sentence);
    let dated = |quantity: &&Quantity| quantity.kind == Kind::Date && frame.source.contains(quantity.span);
    let date = numbers.iter().find(dated).map(|date| date.span);
    let text = &context.document.text;
    let edition = date.is_some_and(|date| date.slice(text).split([' ', ',']).any(is_year));
    let named = frame
        .cue
        .filter(|cue| cue.end <= frame.source.start)
        .map_or(frame.source, |cue| cue.cover(frame.source));
    let link = links_in(context, named).iter().find(|link| named.overlaps(link.span));
    let specificity = match source.specificity {
        _ if link.is_some_and(|link| leads_to(context, source, &link.url)) => 4,
        known if title.is_some() || edition && known >= 2 => known.max(3),
        known => known,
    };
    Identity {
        specificity,
        title: title.map(|quote| quote.content),
        date,
        url: link.map(|link| link.url.clone()),
    }
}

/// Does an address lead to the source itself, and not to another outlet that tells of it?
fn leads_to(context: Context, source: &Source, url: &str) -> bool {
    let host = url.split("//").nth(1).unwrap_or(url).split('/').next().unwrap_or("");
    let labels: Vec<&str> = host.split('.').collect();
    let name = labels.iter().rev().nth(1).copied().unwrap_or(host);
    match context.resources.page.outlet(name) {
        Some(outlet) => source.entity.as_deref().is_some_and(|entity| entity.ends_with(outlet.name.as_str())),
        None => true,
    }
}
