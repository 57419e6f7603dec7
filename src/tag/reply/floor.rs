//! Turns that pass the floor instead of asking or answering: they are no exchange, and no rate should count them.

use crate::resources::Part;
use crate::tag::Context;

use super::Seen;
use super::asked::Wanted;

/// Words broken off are no answer up to so many.
const BROKEN: usize = 5;
/// Giving or passing the floor, or a word into a question that goes on, takes no more words.
const FLOOR: usize = 12;

/// Does either turn only manage the talk: a question that is broken off before it asks and hardly answered, an answer that is broken off, that
/// gives the floor ("Go ahead"), hands it on ("Dr. Orel?"), or asks what was asked and then hears it?
pub(super) fn is_turn_taking(context: Context, seen: &Seen, question: usize, answer: usize) -> bool {
    let unasked = !seen.asked.marked && seen.words <= FLOOR && is_broken(context, question);
    let cut = seen.words <= BROKEN && is_broken(context, answer);
    let asks = seen.opening.asks_back.is_some() && goes_on(context, answer);
    unasked || cut || asks || gives_floor(context, seen, answer)
}

/// Does a turn end with a dash or dots?
fn is_broken(context: Context, turn: usize) -> bool {
    context.segments.turns[turn].span.slice(&context.document.text).trim_end().ends_with(['—', '–', '-', '…'])
}

/// Does the talk go on with another turn of an exchange?
fn goes_on(context: Context, answer: usize) -> bool {
    context.segments.turns.get(answer + 1).is_some_and(|turn| turn.exchange.is_some())
}

/// "Go ahead", "please", "sure" – unless leave was asked for.
fn gives_floor(context: Context, seen: &Seen, answer: usize) -> bool {
    let mut sentences = context.segments.turns[answer].sentences.clone();
    let gives = |number: usize| context.cues(number).iter().any(|cue| cue.part == Part::GivesFloor);
    seen.asked.wanted != Wanted::YesNo && seen.words <= FLOOR && sentences.any(gives)
}
