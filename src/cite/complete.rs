//! What follows from the words around a frame: type, side, numbers, quotations, purpose.

use super::frames::Frame;
use super::identity::identity;
use super::purpose::{Told, purpose};
use super::quantities::{Kind, Quantity};
use super::{Citation, source};
use crate::document::Span;
use crate::resources::CueClass;
use crate::segment::of_sentences;
use crate::tag::{Context, Hit};
use crate::voice::{QuoteKind, Within};

/// Adds what follows from the words around a frame.
pub(super) fn complete(context: Context, frame: Frame, hits: &[Hit], quantities: &[Quantity]) -> Citation {
    let turn = context.segments.sentences[frame.sentence].turn;
    let side = side(context, turn, frame.source);
    let first = hits.partition_point(|hit| hit.sentence < frame.sentence);
    let here = hits[first..].iter().take_while(|hit| hit.sentence == frame.sentence);
    let acts: Vec<&Hit> = here.filter(|hit| hit.counts).collect();
    let opponent = acts.iter().find_map(|hit| hit.target.entity.strip_prefix("STATE:"));
    // Whose claim is kept at a distance, is the one spoken against.
    let claimant =
        (frame.class == CueClass::Distance).then(|| source::country(context, frame.source)).flatten();
    let opponent = opponent.or(claimant.as_deref().filter(|country| Some(*country) != side.as_deref()));
    let named_by = frame.antecedent.unwrap_or(frame.source);
    let source = source::read(context, named_by, side.as_deref(), opponent);
    // What is cited may be the first sentence of a quotation set apart.
    let mut numbers =
        of_sentences(quantities, |quantity| quantity.sentence, frame.sentence..=frame.sentence + 1).iter();
    let content = set_apart(context, &frame).or(frame.content);
    let has_number = numbers.any(|quantity| {
        let figure = !matches!(quantity.kind, Kind::Date | Kind::Ordinal);
        figure && content.is_some_and(|content| content.contains(quantity.span))
    });
    let has_quote = content.is_some_and(|content| {
        let met = context.voices.quotes_in(content.cover(frame.source)).iter();
        met.filter(|quote| quote.kind != QuoteKind::Scare).any(|quote| content.overlaps(quote.content))
    });
    let identity = identity(context, &frame, &source, quantities);
    let own_voice = source.entity.as_deref().and_then(|entity| entity.strip_prefix("OFFICIAL:"));
    let own_voice =
        own_voice.is_some_and(|name| context.segments.people.iter().any(|person| person.name == name));
    let public = source.source_type == source::SourceType::Public;
    let own_words = source.domesticity == "dom" && !public && source::is_own(context, frame.source);
    let told = Told {
        class: frame.class,
        has_number,
        own_voice,
        own_words,
        told_of: is_told_of(context, turn, frame.source),
        content,
        source_type: source.source_type,
    };
    let (purpose, claim_type) = purpose(context, turn, told, &acts);
    Citation {
        source: frame.source,
        opponent_source: opponent.is_some() && source.country.as_deref() == opponent,
        entity: source.entity,
        source_type: source.source_type,
        specificity: identity.specificity,
        domesticity: source.domesticity,
        cue: frame.cue,
        class: frame.class,
        purpose,
        claim_type,
        content,
        has_number,
        has_quote,
        date: identity.date,
        title: identity.title,
        antecedent: frame.antecedent,
        url: identity.url,
        sentence: frame.sentence,
        turn,
    }
}

/// Do the words that name a source stand in a report of somebody else's words?
fn is_told_of(context: Context, turn: usize, source: Span) -> bool {
    context.voices.holder(context.segments, turn, source, false).within != Within::Turn
}

/// "She cited figures by the NNIC:" and a quotation set apart: its first sentence is what is cited.
fn set_apart(context: Context, frame: &Frame) -> Option<Span> {
    let sentence = context.segments.sentences[frame.sentence].span.slice(&context.document.text);
    let next = context.segments.sentences.get(frame.sentence + 1).filter(|_| sentence.ends_with(':'))?;
    context.segments.turns[next.turn].set_apart.then_some(next.span)
}

/// The side of the one who cites: of the turn; in an article of the person whose words they are.
pub(super) fn side(context: Context, turn: usize, span: Span) -> Option<String> {
    context.found.sides[turn].clone().or_else(|| {
        let holder = context.voices.holder(context.segments, turn, span, false).name?;
        let known = context.resources.page.people.get(&crate::segment::page::key(&holder))?;
        Some(known.country.clone()).filter(|code| !code.is_empty())
    })
}
