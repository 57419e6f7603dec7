//! What the context makes of an act: used, negated, quoted, reported, asked, supposed.

use std::ops::Range;

use super::{Context, target};
use crate::document::{Role, Span};
use crate::lexicon::{Direction, Match, Polarity, normal};
use crate::resources::Part;
use crate::segment::{Break, Segments};
use crate::voice::found::{Cue, cover};
use crate::voice::{Holder, QuoteKind, Within};

/// What the context makes of an act; the meaning of each is in the codebook, §2.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the codebook")]
pub enum Status {
    Use,
    Announced,
    Negated,
    Quoted,
    ScareQuote,
    Reported,
    Question,
    Hypothetical,
    Principle,
    Topic,
    Irony,
}

impl Status {
    /// All of them, in the order of the tables.
    pub const ALL: [Self; 11] = [
        Self::Use,
        Self::Announced,
        Self::Negated,
        Self::Quoted,
        Self::ScareQuote,
        Self::Reported,
        Self::Question,
        Self::Hypothetical,
        Self::Principle,
        Self::Topic,
        Self::Irony,
    ];

    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Use => "use",
            Self::Announced => "announced",
            Self::Negated => "negated",
            Self::Quoted => "quoted",
            Self::ScareQuote => "scare_quote",
            Self::Reported => "reported",
            Self::Question => "question",
            Self::Hypothetical => "hypothetical",
            Self::Principle => "principle",
            Self::Topic => "topic",
            Self::Irony => "irony",
        }
    }
}

/// A status with the words that decide it.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The status.
    pub status: Status,
    /// The words that decide it.
    pub cue: Option<Span>,
    /// How sure it is, 0–1.
    pub confidence: f64,
}

/// How sure a plain reading is, and one of a rhetorical question.
const PLAIN: f64 = 0.9;
const RHETORICAL: f64 = 0.6;
/// A negator reaches this many words unless its row says otherwise.
const NEGATION: usize = 3;

/// The first of these that holds: question, quotation, report, negation, principle, condition, announcement, use.
pub fn status(context: Context, found: &Match, turn: usize, holder: &Holder) -> Reading {
    let role = context.segments.turns[turn].role;
    if role == Role::Journalist {
        return Reading { status: Status::Question, cue: None, confidence: PLAIN };
    }
    if let Some((status, cue)) = held(holder, role).or_else(|| by_cue(context, found)) {
        return Reading { status, cue: Some(cue), confidence: PLAIN };
    }
    let words = context.segments.sentences[found.sentence].span.slice(&context.document.text);
    let asked = words.trim_end_matches(['"', '”', '’', ')', ' ']).ends_with('?');
    Reading { status: Status::Use, cue: None, confidence: if asked { RHETORICAL } else { PLAIN } }
}

/// Words of somebody else are not the speaker's act. In an article the words of a person quoted by name are that
/// person's act.
fn held(holder: &Holder, role: Role) -> Option<(Status, Span)> {
    match holder.within {
        Within::Quote { kind: QuoteKind::Scare, at } if role != Role::Narrator || holder.name.is_none() => {
            Some((Status::ScareQuote, at))
        }
        Within::Quote { at, .. } if role != Role::Narrator || holder.name.is_none() => {
            Some((Status::Quoted, at))
        }
        Within::Report { cue } => Some((Status::Reported, cue)),
        _ => None,
    }
}

fn by_cue(context: Context, found: &Match) -> Option<(Status, Span)> {
    let category = context.resources.category(found.entry);
    let confrontational = category.polarity == Polarity::Confrontational;
    // Declining is negative by nature: "I do not answer hypothetical questions" is no negated evasion.
    let turns_round = confrontational || category.polarity == Polarity::Cooperative;
    if let Some(cue) = negator(context, found).filter(|_| turns_round) {
        return Some((Status::Negated, cue));
    }
    // Opposing a class of wrongs, or naming it, blames nobody unless somebody is named.
    if matches!(category.id.as_str(), "oppose" | "accuse")
        && !target::names_other_side(context, found.sentence)
        && let Some(cue) = reaching(context, found, Part::Principle, Reach { before: 1, after: 4, cut: true })
    {
        return Some((Status::Principle, cue));
    }
    // A threat or a warning under a condition is still one; an accusation under a condition is not.
    if confrontational
        && !matches!(category.id.as_str(), "threat" | "warn" | "demand" | "reject" | "resolve")
        && let Some(cue) =
            reaching(context, found, Part::Condition, Reach { before: 12, after: 0, cut: true })
    {
        return Some((Status::Hypothetical, cue));
    }
    if category.id == "threat"
        && let Some(cue) = reaching(context, found, Part::Announced, Reach { before: 6, after: 6, cut: true })
    {
        return Some((Status::Announced, cue));
    }
    None
}

/// The negator that governs the words: before them in the same clause, within its scope, and no part of a
/// pseudo-negator; or inside them, where the pattern leaves a gap. An entry with a negator of its own is not turned
/// round by it.
fn negator(context: Context, found: &Match) -> Option<Span> {
    let cues = context.cues(found.sentence);
    let pseudo = |cue: &Cue| {
        cues.iter().any(|other| {
            other.part == Part::PseudoNegator
                && other.tokens.start <= cue.tokens.start
                && cue.tokens.start < other.tokens.end
        })
    };
    let governing = cues.iter().filter(|cue| cue.part == Part::Negator && !pseudo(cue)).filter(|cue| {
        let entry = context.resources.entry(cue.entry);
        let scope = if entry.scope == 0 { NEGATION } else { entry.scope };
        if found.tokens.start < cue.tokens.start && cue.tokens.end < found.tokens.end {
            let own = normal::lower(cue.span.slice(&context.document.text));
            return !normal::lower(&context.resources.entry(found.entry).term).contains(&own);
        }
        entry.direction != Direction::Before
            && cue.tokens.end <= found.tokens.start
            && found.tokens.start - cue.tokens.end <= scope
            && !is_cut(context.segments, cue.tokens.end..found.tokens.start + 1)
            && !cues.iter().any(|end| {
                end.part == Part::ClauseEnd
                    && cue.tokens.end <= end.tokens.start
                    && end.tokens.end <= found.tokens.start
            })
    });
    governing.map(|cue| cue.span).next_back()
}

/// How far a cue may stand before and behind the words, and whether a comma cuts it off.
#[derive(Clone, Copy)]
struct Reach {
    before: usize,
    after: usize,
    cut: bool,
}

fn reaching(context: Context, found: &Match, part: Part, reach: Reach) -> Option<Span> {
    let cues = context.cues(found.sentence).iter().filter(|cue| cue.part == part);
    let near = cues.filter(|cue| {
        let (gap, most): (Range<usize>, usize) = if cue.tokens.end <= found.tokens.start {
            (cue.tokens.end..found.tokens.start + 1, reach.before)
        } else if cue.tokens.start >= found.tokens.end {
            (found.tokens.end..cue.tokens.start + 1, reach.after)
        } else {
            return true;
        };
        gap.len() <= most + 1 && !(reach.cut && is_cut(context.segments, gap))
    });
    near.map(|cue| cover(context.segments, &cue.tokens)).next()
}

/// Does a comma, dash, colon or semicolon stand before one of these tokens?
pub(super) fn is_cut(segments: &Segments, tokens: Range<usize>) -> bool {
    segments.tokens[tokens].iter().any(|token| token.break_before != Break::None)
}
