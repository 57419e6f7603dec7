//! What the context makes of an act: used, negated, quoted, reported, asked, supposed.

use std::ops::Range;

use super::rule::Rule;
use super::{Context, names_itself, target};
use crate::document::{Role, Span};
use crate::lexicon::pattern::Slot;
use crate::lexicon::{Direction, Match, Polarity};
use crate::resources::Part;
use crate::segment::{Break, Segments};
use crate::voice::cues::Cues;
use crate::voice::found::{Cue, Name, cover, slots};
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

/// A status with the rule and the words that decide it.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The status.
    pub status: Status,
    /// The rule; none when the act is in plain use.
    pub rule: Option<Rule>,
    /// The words that decide it; none when it is the turn as a whole.
    pub cue: Option<Span>,
    /// How sure it is, 0–1.
    pub confidence: f64,
}

/// How sure a plain reading is, and one of a rhetorical question.
const PLAIN: f64 = 0.9;
const RHETORICAL: f64 = 0.6;
/// A cue this many bytes before a quotation mark stands right before it.
const NEAR_MARK: usize = 6;
/// A negator reaches this many words unless its row says otherwise.
pub const NEGATION: usize = 3;

/// An act whose status is asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) context: Context<'a>,
    pub(super) found: &'a Match,
    pub(super) turn: usize,
    pub(super) holder: &'a Holder,
}

/// What a rule says of an act: the status, and the words that decide it.
type Verdict = Option<(Status, Option<Span>)>;

/// A rule.
type Says = fn(Asked) -> Verdict;

/// The rules in the order in which they are asked; the first that speaks decides.
const RULES: &[(Rule, Says)] = &[
    (Rule::Question, question),
    (Rule::Quotation, quotation),
    (Rule::Report, report),
    (Rule::Mention, mention),
    (Rule::Negation, negation),
    (Rule::Principle, principle),
    (Rule::Condition, condition),
    (Rule::Announced, announced),
];

/// The status of an act, by the first rule that speaks.
pub(super) fn status(asked: Asked) -> Reading {
    if let Some(reading) = readings(asked).next() {
        return reading;
    }
    let context = asked.context;
    let words = context.segments.sentences[asked.found.sentence].span.slice(&context.document.text);
    let rhetorical = words.trim_end_matches(['"', '”', '’', ')', ' ']).ends_with('?');
    let confidence = if rhetorical { RHETORICAL } else { PLAIN };
    Reading { status: Status::Use, rule: None, cue: None, confidence }
}

/// What each rule in force says, in order.
pub(super) fn readings(asked: Asked) -> impl Iterator<Item = Reading> {
    let rules = asked.context.resources.rules;
    RULES.iter().filter(move |(rule, _)| rules.has(*rule)).filter_map(move |(rule, says)| {
        says(asked).map(|(status, cue)| Reading { status, rule: Some(*rule), cue, confidence: PLAIN })
    })
}

fn question(asked: Asked) -> Verdict {
    let role = asked.context.segments.turns[asked.turn].role;
    (role == Role::Journalist).then_some((Status::Question, None))
}

/// Words of somebody else are not the speaker's act. In an article the words of a person quoted by name are that
/// person's act.
fn quotation(asked: Asked) -> Verdict {
    let role = asked.context.segments.turns[asked.turn].role;
    match asked.holder.within {
        Within::Quote { .. } if role == Role::Narrator && asked.holder.name.is_some() => None,
        Within::Quote { kind: QuoteKind::Scare | QuoteKind::Mixed, at, attributed: false }
            if role.answers() && !is_about_own_side(asked, at) =>
        {
            None
        }
        Within::Quote { kind: QuoteKind::Scare, at, .. } => Some((Status::ScareQuote, Some(at))),
        Within::Quote { at, .. } => Some((Status::Quoted, Some(at))),
        _ => None,
    }
}

/// Words held at arm's length (“China threat”) are somebody else's charge when they speak of the speaker's own side;
/// where nobody else is named they are the speaker's own label (the biggest “hacking empire”).
fn is_about_own_side(asked: Asked, at: Span) -> bool {
    let Asked { context, turn, .. } = asked;
    let side = context.found.sides[turn].as_deref();
    let role = context.segments.turns[turn].role;
    let own = |name: &&Name| slots(name, side, role, context.resources).contains(&Slot::Own);
    context.found.names_in(at).iter().any(|name| own(&name)) || is_called_so(asked, at)
}

/// Does "so-called" or another cue of a named charge stand right before the quotation mark?
fn is_called_so(asked: Asked, at: Span) -> bool {
    let Asked { context, found, .. } = asked;
    let cues = context.cues(found.sentence).iter().filter(|cue| cue.part == Part::Mention);
    cues.filter(|cue| cue.span.end <= at.start).any(|cue| at.start - cue.span.end <= NEAR_MARK)
}

fn report(asked: Asked) -> Verdict {
    match asked.holder.within {
        Within::Report { cue } => Some((Status::Reported, Some(cue))),
        _ => None,
    }
}

/// "The claim that we broke into the servers is groundless": the charge is named, not made.
fn mention(asked: Asked) -> Verdict {
    let category = asked.context.resources.category(asked.found.entry);
    if !matches!(category.id.as_str(), "accuse" | "insult" | "threat" | "grievance") {
        return None;
    }
    governing(asked, Part::Mention).map(|cue| (Status::Reported, Some(cue)))
}

/// A negator before the words in the same clause, within its scope, and no part of a pseudo-negator; or inside them,
/// where the pattern leaves a gap. An entry with a negator of its own is not turned round by it.
fn negation(asked: Asked) -> Verdict {
    // Declining is negative by nature: "I do not answer hypothetical questions" is no negated evasion.
    let polarity = asked.context.resources.category(asked.found.entry).polarity;
    if !matches!(polarity, Polarity::Confrontational | Polarity::Cooperative) {
        return None;
    }
    inner_negator(asked).or_else(|| governing(asked, Part::Negator)).map(|cue| (Status::Negated, Some(cue)))
}

/// Opposing a class of wrongs, or naming it, blames nobody unless somebody is named.
fn principle(asked: Asked) -> Verdict {
    let category = asked.context.resources.category(asked.found.entry);
    let cue = match category.id.as_str() {
        "accuse" => opposed(asked).or_else(|| class_of_wrongs(asked)),
        "oppose" => class_of_wrongs(asked),
        _ => None,
    }?;
    Some((Status::Principle, Some(cue)))
}

fn class_of_wrongs(asked: Asked) -> Option<Span> {
    if target::names_other_side(asked.context, asked.found.sentence) {
        return None;
    }
    reaching(asked, Part::Principle, Reach { before: 1, after: 4 })
}

/// The object of an opposition reaches this many words.
const OPPOSED: usize = 14;

/// "We oppose interference in anybody's affairs": the words that oppose, when the wrong is their object and nobody is
/// named between them, nor behind the wrong as its agent.
fn opposed(asked: Asked) -> Option<Span> {
    let Asked { context, found, turn, .. } = asked;
    let opposing = context.found.acts_of(found.sentence).filter(|act| {
        act.tokens.end <= found.tokens.start
            && found.tokens.start - act.tokens.end <= OPPOSED
            && context.resources.category(act.entry).id == "oppose"
    });
    let last = opposing.max_by_key(|act| act.tokens.end)?;
    let ends = |cue: &Cue| {
        cue.part == Part::ClauseEnd
            && last.tokens.end <= cue.tokens.start
            && cue.tokens.end <= found.tokens.start
    };
    let named = target::names_agent(context, found, turn, last.tokens.end);
    (!named && !context.cues(found.sentence).iter().any(ends)).then(|| cover(context.segments, &last.tokens))
}

/// A threat or a warning under a condition is still one; an accusation under a condition is not.
fn condition(asked: Asked) -> Verdict {
    let category = asked.context.resources.category(asked.found.entry);
    if category.polarity != Polarity::Confrontational
        || matches!(category.id.as_str(), "threat" | "warn" | "demand" | "reject" | "resolve")
    {
        return None;
    }
    let cue = reaching(asked, Part::Condition, Reach { before: 12, after: 0 })?;
    Some((Status::Hypothetical, Some(cue)))
}

fn announced(asked: Asked) -> Verdict {
    if asked.context.resources.category(asked.found.entry).id != "threat" {
        return None;
    }
    let cue = reaching(asked, Part::Announced, Reach { before: 6, after: 6 })?;
    Some((Status::Announced, Some(cue)))
}

/// The last cue of a part that governs the words: before them in the same clause, within its scope, and no part of a
/// pseudo-negator.
fn governing(asked: Asked, part: Part) -> Option<Span> {
    let Asked { context, found, .. } = asked;
    let cues = context.cues(found.sentence);
    let reach = found.tokens.start.saturating_sub(context.resources.longest_scope)..found.tokens.start;
    let governing =
        cues.around(reach).filter(|cue| cue.part == part && !is_pseudo(context, cues, cue)).filter(|cue| {
            let entry = context.resources.entry(cue.entry);
            let scope = if entry.scope == 0 { NEGATION } else { entry.scope };
            entry.direction != Direction::Before
                && cue.tokens.end <= found.tokens.start
                && found.tokens.start - cue.tokens.end <= scope
                && !is_cut(context.segments, cue.tokens.end..found.tokens.start + 1)
                && !cues
                    .around(cue.tokens.end..found.tokens.start)
                    .any(|end| end.part == Part::ClauseEnd && cue.tokens.end <= end.tokens.start)
        });
    governing.map(|cue| cue.span).next_back()
}

/// A negator inside the words, in a gap of the pattern, that the entry does not name itself.
fn inner_negator(asked: Asked) -> Option<Span> {
    let Asked { context, found, .. } = asked;
    let cues = context.cues(found.sentence);
    let inside = cues
        .around(found.tokens.clone())
        .filter(|cue| cue.part == Part::Negator && !is_pseudo(context, cues, cue))
        .filter(|cue| {
            found.tokens.start < cue.tokens.start
                && cue.tokens.end < found.tokens.end
                && !names_itself(context, found, cue.span.slice(&context.document.text))
        });
    inside.map(|cue| cue.span).next_back()
}

fn is_pseudo(context: Context, cues: Cues, cue: &Cue) -> bool {
    context.resources.rules.has(Rule::PseudoNegator)
        && cues.holding(cue.tokens.start).any(|other| other.part == Part::PseudoNegator)
}

/// How many words a cue may stand before and behind the act.
#[derive(Clone, Copy)]
struct Reach {
    before: usize,
    after: usize,
}

/// The first cue of a part in reach of the words, or overlapping them; no comma between.
fn reaching(asked: Asked, part: Part, reach: Reach) -> Option<Span> {
    let Asked { context, found, .. } = asked;
    let (start, end) = (found.tokens.start, found.tokens.end);
    let around = start.saturating_sub(reach.before + 1)..end + reach.after + 1;
    let cues = context.cues(found.sentence).around(around).filter(|cue| cue.part == part);
    let near = cues.filter(|cue| {
        let (gap, most): (Range<usize>, usize) = if cue.tokens.end <= found.tokens.start {
            (cue.tokens.end..found.tokens.start + 1, reach.before)
        } else if cue.tokens.start >= found.tokens.end {
            (found.tokens.end..cue.tokens.start + 1, reach.after)
        } else {
            return true;
        };
        gap.len() <= most + 1 && !is_cut(context.segments, gap)
    });
    near.map(|cue| cover(context.segments, &cue.tokens)).next()
}

/// Does a comma, dash, colon or semicolon stand before one of these tokens?
pub(super) fn is_cut(segments: &Segments, tokens: Range<usize>) -> bool {
    segments.tokens[tokens].iter().any(|token| token.break_before != Break::None)
}
