//! What follows from the words around a frame: type, side, numbers, quotations, purpose.

use super::frames::Frame;
use super::links::links_in;
use super::quantities::{Kind, Quantity};
use super::{Citation, source};
use crate::document::{Role, Span};
use crate::lexicon::Polarity;
use crate::resources::CueClass;
use crate::segment::of_sentences;
use crate::tag::{Context, Hit};
use crate::voice::QuoteKind;

/// Adds what follows from the words around a frame.
pub(super) fn complete(context: Context, frame: Frame, hits: &[Hit], quantities: &[Quantity]) -> Citation {
    let turn = context.segments.sentences[frame.sentence].turn;
    let side = side(context, turn, frame.source);
    let first = hits.partition_point(|hit| hit.sentence < frame.sentence);
    let here = hits[first..].iter().take_while(|hit| hit.sentence == frame.sentence);
    let acts: Vec<&Hit> = here.filter(|hit| hit.counts).collect();
    let opponent = acts.iter().find_map(|hit| hit.target.entity.strip_prefix("STATE:"));
    let source = source::read(context, frame.source, side.as_deref(), opponent);
    // What is cited may be the first sentence of a quotation set apart.
    let numbers =
        of_sentences(quantities, |quantity| quantity.sentence, frame.sentence..=frame.sentence + 1).iter();
    let content = set_apart(context, &frame).or(frame.content);
    let has_number = numbers.clone().any(|quantity| {
        let figure = !matches!(quantity.kind, Kind::Date | Kind::Ordinal);
        figure && content.is_some_and(|content| content.contains(quantity.span))
    });
    let near = frame.content.map_or(frame.source, |content| content.cover(frame.source));
    let mut met = context
        .voices
        .quotes_in(content.map_or(near, |content| content.cover(near)))
        .iter()
        .filter(|quote| {
            quote.kind != QuoteKind::Scare && content.is_some_and(|content| content.overlaps(quote.content))
        });
    let mut dates = numbers.filter(|quantity| quantity.kind == Kind::Date);
    let title =
        context.voices.quotes_in(frame.source).iter().find(|quote| frame.source.contains(quote.content));
    let named = frame
        .cue
        .filter(|cue| cue.end <= frame.source.start)
        .map_or(frame.source, |cue| cue.cover(frame.source));
    let link = links_in(context, named).iter().find(|link| named.overlaps(link.span));
    let own_voice = source.entity.as_deref().and_then(|entity| entity.strip_prefix("OFFICIAL:"));
    let own_voice =
        own_voice.is_some_and(|name| context.segments.people.iter().any(|person| person.name == name));
    let told = Told { class: frame.class, has_number, own_voice };
    let (purpose, claim_type) = purpose(context, turn, told, &acts);
    Citation {
        source: frame.source,
        opponent_source: opponent.is_some() && source.country.as_deref() == opponent,
        entity: source.entity,
        source_type: source.source_type,
        specificity: match (link, title) {
            (Some(_), _) => 4,
            (None, Some(_)) => source.specificity.max(3),
            _ => source.specificity,
        },
        domesticity: source.domesticity,
        cue: frame.cue,
        class: frame.class,
        purpose,
        claim_type,
        content,
        has_number,
        has_quote: met.next().is_some(),
        date: dates.find(|date| frame.source.contains(date.span)).map(|date| date.span),
        title: title.map(|quote| quote.content),
        url: link.map(|link| link.url.clone()),
        sentence: frame.sentence,
        turn,
    }
}

/// "She cited figures by the NNIC:" and a quotation set apart: its first sentence is what is cited.
fn set_apart(context: Context, frame: &Frame) -> Option<Span> {
    let sentence = context.segments.sentences[frame.sentence].span.slice(&context.document.text);
    let next = context.segments.sentences.get(frame.sentence + 1).filter(|_| sentence.ends_with(':'))?;
    context.segments.turns[next.turn].set_apart.then_some(next.span)
}

/// What a frame tells about its purpose.
#[derive(Clone, Copy)]
struct Told {
    class: CueClass,
    has_number: bool,
    /// Is the source the person whose words the document gives?
    own_voice: bool,
}

/// What the source is cited for, and the kind of claim, from the acts and numbers of the sentence.
fn purpose(context: Context, turn: usize, told: Told, acts: &[&Hit]) -> (&'static str, &'static str) {
    let Told { class, has_number, own_voice } = told;
    let category = |hit: &&Hit| context.resources.category(hit.entry);
    let charges = acts.iter().any(|hit| category(hit).polarity == Polarity::Confrontational);
    let denied = acts.iter().any(|hit| category(hit).id.starts_with("deny."));
    let asked = context.segments.turns[turn].role == Role::Journalist;
    let purpose = match class {
        _ if asked => "background",
        _ if own_voice => "channel",
        CueClass::Distance => "rebut",
        _ if denied && !has_number => "target",
        _ if charges || has_number => "evidence",
        _ => "background",
    };
    let claim_type = match (has_number, charges) {
        (true, _) => "quantity",
        (false, true) => "allegation",
        _ => "event",
    };
    (purpose, claim_type)
}

/// The side of the one who cites: of the turn; in an article of the person whose words they are.
pub(super) fn side(context: Context, turn: usize, span: Span) -> Option<String> {
    context.found.sides[turn].clone().or_else(|| {
        let holder = context.voices.holder(context.segments, turn, span, false).name?;
        let known = context.resources.page.people.get(&crate::segment::page::key(&holder))?;
        Some(known.country.clone()).filter(|code| !code.is_empty())
    })
}
