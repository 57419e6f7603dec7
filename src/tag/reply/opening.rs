//! How an answer opens: by yes or no, by a reason, or by asking back.

use super::asked;
use crate::document::Span;
use crate::lexicon::normal;
use crate::resources::Part;
use crate::segment::Break;
use crate::tag::Context;
use crate::voice::found::Cue;

/// What the first sentences of an answer say.
#[derive(Debug)]
pub struct Opening {
    /// The words that say yes or no.
    pub yes_no: Option<Span>,
    /// Do they give a reason?
    pub reason: bool,
    /// The words by which the whole answer asks back.
    pub asks_back: Option<Span>,
}

/// A reason stands within so many sentences.
const REASON: usize = 3;
/// Yes or no stand in the first sentence, or behind one of so many words that thanks or addresses somebody.
const ADDRESS: usize = 4;
/// An answer that only asks back has no more words.
const ASKS_BACK: usize = 12;

impl Opening {
    /// Reads the first sentences of a turn.
    pub fn of(context: Context, answer: usize) -> Self {
        let sentences = context.segments.turns[answer].sentences.clone();
        let address = sentences
            .clone()
            .take_while(|number| context.segments.sentences[*number].tokens.len() <= ADDRESS);
        let cues =
            |first: usize| sentences.clone().take(first).flat_map(|number| context.cues(number).iter());
        let yes_no = cues(1 + address.take(1).count()).find(|cue| says_yes_or_no(context, cue));
        Self {
            yes_no: yes_no.map(|cue| cue.span),
            reason: cues(REASON).any(|cue| cue.part == Part::Reason),
            asks_back: asks_back(context, answer),
        }
    }
}

/// "Yes", or "I did" where the clause ends with it.
fn says_yes_or_no(context: Context, cue: &Cue) -> bool {
    match cue.part {
        Part::YesNo | Part::GivesFloor => true,
        Part::Ellipsis => {
            let end = cue.tokens.end;
            let sentence = &context.segments.sentences[cue.sentence];
            end == sentence.tokens.end || context.segments.tokens[end].break_before > Break::None
        }
        _ => false,
    }
}

/// The words of a short answer that is made of questions only, tags aside ("…, right?").
fn asks_back(context: Context, answer: usize) -> Option<Span> {
    let sentences = context.segments.turns[answer].sentences.clone();
    if sentences.is_empty() || super::words(context, &sentences) > ASKS_BACK {
        return None;
    }
    let asks = |number: usize| asked::asks(context, number) && !is_tagged(context, number);
    if sentences.clone().all(asks) {
        let all = &context.segments.sentences[sentences];
        return Some(all.first()?.span.cover(all.last()?.span));
    }
    let mut cues = sentences.flat_map(|number| context.cues(number).iter());
    cues.find(|cue| cue.part == Part::AsksBack).map(|cue| cue.span)
}

/// What makes a question of a statement, behind a comma.
const TAGS: &[&str] = &["right", "correct", "okay", "ok", "yes", "yeah", "no", "huh", "true"];

fn is_tagged(context: Context, sentence: usize) -> bool {
    let tokens = context.segments.sentences[sentence].tokens.clone();
    let last = context.segments.tokens[tokens.clone()].last().filter(|_| tokens.len() > 1);
    last.is_some_and(|token| {
        let word = normal::key(token.span.slice(&context.document.text));
        token.break_before > Break::None && TAGS.contains(&&*word)
    })
}
