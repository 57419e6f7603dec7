//! How an answer meets its question: reply, partial, nonreply or attack (codebook 2.2), and the words that show it.
//!
//! What declines, asks back or is made of set phrases is no reply; what is hostile and off the matter is an attack. The
//! rest is told by points for what is seen of an answer in the text (Bull 2003; Thomas et al. 2024): *yes* or *no* at once
//! ([`opening`]), the kind of information that was asked for ([`asked`]), the words of the question ([`taken`]), length.

pub mod asked;
mod floor;
pub mod opening;
pub mod taken;

use std::fmt::Write;
use std::ops::Range;

use super::accusing::is_accusatory;
use super::{Context, Hit};
use crate::document::Span;
use crate::lexicon::{Polarity, normal};
use crate::segment::Segments;
use asked::{Asked, Wanted};
use opening::Opening;
use taken::Taken;

/// How an answer meets its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What was asked is told.
    Reply,
    /// Some of it, or something near it, is told.
    Partial,
    /// Nothing of it is told.
    NonReply,
    /// Charges stand in its place.
    Attack,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Reply, Self::Partial, Self::NonReply, Self::Attack];

    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Partial => "partial",
            Self::NonReply => "nonreply",
            Self::Attack => "attack",
        }
    }
}

/// How an answer meets its question, and why we say so.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The type.
    pub kind: Kind,
    /// What was seen, for people.
    pub basis: String,
    /// Points for a reply; from [`ENOUGH`] on it is one, unless something is declined.
    pub points: i64,
    /// What the question asks for.
    pub wanted: Wanted,
    /// Is something asked and answered? Else the turns only manage the talk, and the type says nothing.
    pub counts: bool,
    /// Does the question accuse the side that answers?
    pub accusing: bool,
}

/// Longest non-reply, in words, and the share of them that may stand outside sentences of evasion and set phrases.
const NON_REPLY: usize = 60;
const BESIDE: f64 = 0.3;
/// An answer that opens by declining may go on for so many words about something else, where one thing was asked: from so
/// many content words of the question on it is about the matter.
const GOES_ON: usize = 150;
const ON_MATTER: usize = 2;
/// So many words may stand before the words that decline, where an answer opens with them.
const BEFORE: usize = 6;
/// An answer is hostile from so many core acts, or so many per 1,000 words.
const HOSTILE: usize = 3;
const HOSTILE_RATE: f64 = 10.0;
/// An answer that takes up a smaller share of the question's content words is not about it.
const ON_TOPIC: f64 = 0.1;
/// Charges in place of an answer fill this share of its words; and where they answer charges, it has no more words.
const MOSTLY: f64 = 0.5;
const IN_KIND: usize = 100;
/// An answer is formulaic from this share of words in sentences of evasion and set phrases; short up to so many words.
const FORMULAIC: f64 = 0.5;
const SHORT: usize = 60;
/// An act of denying or rejecting says no in so many sentences.
const SAYS_NO: usize = 2;
/// What is asked is affirmed or denied in so many sentences, where its words come again.
const MEETS: usize = 3;
/// From so many points on an answer is a reply.
pub const ENOUGH: i64 = 1;

/// How an answering turn meets a question turn.
pub fn reply(context: Context, hits: &[Hit], question: usize, answer: usize) -> Reply {
    let seen = Seen::of(context, hits, question, answer);
    let (points, signs) = seen.points(context);
    let counts = !floor::is_turn_taking(context, &seen, question, answer);
    let with = |kind: Kind, basis: String| Reply {
        kind,
        basis,
        points,
        wanted: seen.asked.wanted,
        counts,
        accusing: seen.accusing,
    };
    if let Some(basis) = seen.keeps_back(context) {
        return with(Kind::NonReply, basis);
    }
    if seen.is_attack() {
        let Counted { core, .. } = seen.counted;
        return with(Kind::Attack, format!("{core} core acts; {}", seen.taken.told()));
    }
    with(if points >= ENOUGH { Kind::Reply } else { Kind::Partial }, signs)
}

/// Does a category say that something is kept back? Noting, repeating and appealing can stand beside a full answer.
fn declines(category: &str) -> bool {
    matches!(
        category,
        "evade.nocomment" | "evade.ignorance" | "evade.refer" | "evade.hypothetical" | "evade.attackq"
    )
}

/// Is an act a charge against somebody? To deny a charge is to answer it.
fn charges(category: &str) -> bool {
    matches!(category, "accuse" | "whatabout" | "discredit" | "insult" | "warn" | "threat")
}

/// Does an act say no to what was asked, whether it is so or whether it will be done?
fn says_no(category: &str) -> bool {
    matches!(category, "deny.fact" | "deny.smear" | "reject")
}

/// What is seen of an answer.
struct Seen {
    asked: Asked,
    opening: Opening,
    taken: Taken,
    counted: Counted,
    words: usize,
    accusing: bool,
}

/// What counts in an answer.
#[derive(Default)]
struct Counted {
    /// Hits; among them core acts, charges, evasive ones, set phrases.
    hits: usize,
    core: usize,
    charges: usize,
    evasive: usize,
    padding: usize,
    /// The first evasive words, and the first that say that something is kept back.
    evades: Option<Span>,
    declines: Option<Span>,
    /// The first words that deny or reject something, if they stand in the first sentences.
    denies: Option<Span>,
    /// The words that decline, if the answer opens with them.
    opens: Option<Span>,
    /// Is something set against the first words that decline: "but what I can say is"?
    softened: bool,
    /// Words in sentences without any hit, in those with core acts, and in those of evasion and set phrases only.
    beside: usize,
    charging: usize,
    formulas: usize,
}

impl Seen {
    fn of(context: Context, hits: &[Hit], question: usize, answer: usize) -> Self {
        let sentences = context.segments.turns[answer].sentences.clone();
        let asked = Asked::of(context, question);
        Self {
            opening: Opening::of(context, answer),
            taken: Taken::of(context, question, answer, &asked.sentences),
            asked,
            counted: Counted::of(context, of_turn(hits, &sentences), &sentences),
            words: words(context, &sentences),
            accusing: is_accusatory(context, hits, question, answer),
        }
    }

    /// Do charges stand in the place of an answer: off the matter, or against charges and nearly alone?
    fn is_attack(&self) -> bool {
        let Counted { core, charges, charging, .. } = self.counted;
        let rate = 1000.0 * core as f64 / self.words.max(1) as f64;
        let hostile = core >= HOSTILE || core > 1 && rate >= HOSTILE_RATE;
        let mostly = charging as f64 >= MOSTLY * self.words as f64;
        let beside = self.asked.wanted != Wanted::Comment && self.taken.is_below(ON_TOPIC);
        let in_kind = self.accusing && charges >= HOSTILE && self.words <= IN_KIND;
        hostile && mostly && (beside || in_kind)
    }

    /// The words by which an answer as a whole keeps back what was asked.
    fn keeps_back(&self, context: Context) -> Option<String> {
        let Counted { hits, evasive, padding, evades, declines, opens, beside, charging, .. } = self.counted;
        let at_most = |words: usize, share: f64| words as f64 <= share * self.words as f64;
        let says = self.opening.yes_no.filter(|_| self.asked.wanted == Wanted::YesNo);
        if let Some(span) = self.opening.asks_back {
            return Some(format!("asks back: {}", quoted(context, span)));
        }
        let is_answer = says.zip(declines).is_some_and(|(says, declines)| says.contains(declines));
        let only = evasive > 0 && evasive + padding == hits && !is_answer;
        if only && self.words <= NON_REPLY && at_most(beside, BESIDE) {
            return evades.map(|span| format!("nothing but {} and set phrases", quoted(context, span)));
        }
        let longest = if self.asked.sentences.len() > 1 { NON_REPLY } else { GOES_ON };
        let goes_on = self.taken.behind(1) < ON_MATTER && at_most(charging, BESIDE) && self.words <= longest;
        let span = opens.filter(|_| says.is_none() && goes_on)?;
        Some(format!("opens with {}; {}", quoted(context, span), self.taken.told()))
    }

    /// The points, and the signs that give them.
    fn points(&self, context: Context) -> (i64, String) {
        let mut points = 0;
        let mut told = String::new();
        for (sign, worth, holds) in self.signs(context) {
            if holds {
                points += worth;
                let _ = write!(told, "{}{sign} ({worth:+})", if told.is_empty() { "" } else { "; " });
            }
        }
        if told.is_empty() {
            told = self.taken.told();
        }
        (points, told)
    }

    /// Every sign, its points, and whether it is seen.
    fn signs(&self, context: Context) -> [(String, i64, bool); 12] {
        let Self { opening, taken, words, counted, .. } = self;
        let wanted = self.asked.wanted;
        let formulaic = counted.formulas as f64 >= FORMULAIC * *words as f64 && counted.formulas > 0;
        let says = opening.yes_no.is_some() || wanted == Wanted::YesNo && counted.denies.is_some();
        let soon = [2, 5].into_iter().zip([0.2, 0.3]).find(|(first, share)| taken.is_from(*share, *first));
        let declines =
            counted.declines.map_or(String::new(), |span| format!("declines: {}", quoted(context, span)));
        [
            (declines, if counted.softened { -1 } else { -2 }, counted.declines.is_some()),
            ("says yes or no".to_owned(), 2, says && wanted != Wanted::Why),
            ("asked yes or no and says neither".to_owned(), -2, wanted == Wanted::YesNo && !says),
            (taken.told_met(MEETS), 2, wanted == Wanted::YesNo && !says && taken.is_met(MEETS)),
            ("a statement that asks nothing".to_owned(), 1, wanted == Wanted::Matter && !self.asked.marked),
            ("asked for a comment".to_owned(), 1, wanted == Wanted::Comment),
            ("asked why and gives a reason".to_owned(), 1, wanted == Wanted::Why && opening.reason),
            (taken.told_within(soon.map_or(0, |(first, _)| first)), 1, soon.is_some()),
            (taken.told(), 1, taken.is_from(0.5, usize::MAX)),
            (taken.told(), -1, taken.is_below(0.15) && taken.n() < 2 && !says),
            (format!("set phrases in sentences of {} of {words} words", counted.formulas), -1, formulaic),
            (format!("{words} words"), 1, *words <= SHORT),
        ]
    }
}

impl Counted {
    fn of(context: Context, hits: &[Hit], sentences: &Range<usize>) -> Self {
        let mut counted = Self::default();
        for hit in hits.iter().filter(|hit| hit.counts) {
            let category = context.resources.category(hit.entry);
            counted.hits += 1;
            counted.core += usize::from(hit.core);
            counted.charges += usize::from(charges(&category.id));
            match category.polarity {
                Polarity::Evasive => {
                    counted.evasive += 1;
                    counted.evades.get_or_insert(hit.span);
                }
                Polarity::Neutral => counted.padding += 1,
                Polarity::Cooperative | Polarity::Confrontational => {}
            }
            if says_no(&category.id) && hit.sentence < sentences.start + SAYS_NO {
                counted.denies.get_or_insert(hit.span);
            }
            if declines(&category.id) && counted.declines.is_none() {
                counted.declines = Some(hit.span);
                counted.softened = is_softened(context, hit, sentences.end);
                let first = &context.segments.sentences[sentences.start].tokens;
                let opens = hit.tokens.start <= first.start + BEFORE && first.contains(&hit.tokens.start);
                counted.opens = Some(hit.span).filter(|_| opens && !counted.softened);
            }
        }
        for number in sentences.clone() {
            let words = context.segments.sentences[number].tokens.len();
            let here = || hits.iter().filter(|hit| hit.sentence == number && hit.counts);
            let formula = |hit: &Hit| {
                matches!(
                    context.resources.category(hit.entry).polarity,
                    Polarity::Evasive | Polarity::Neutral
                )
            };
            match here().next() {
                None => counted.beside += words,
                Some(_) if here().any(|hit| hit.core) => counted.charging += words,
                Some(_) if here().all(formula) => counted.formulas += words,
                Some(_) => {}
            }
        }
        counted
    }
}

/// Words of contrast, behind which the answer follows after all.
const CONTRAST: &[&str] = &["but", "although", "though", "however", "except", "yet"];

/// Does contrast follow the words of a hit, in their sentence or as the first word of the next?
fn is_softened(context: Context, hit: &Hit, end: usize) -> bool {
    let Segments { sentences, tokens, .. } = context.segments;
    let next = (hit.sentence + 1..end).next().map(|number| sentences[number].tokens.start);
    let behind = (hit.tokens.end..sentences[hit.sentence].tokens.end).chain(next);
    let word = |at: usize| normal::key(tokens[at].span.slice(&context.document.text));
    behind.into_iter().any(|at| CONTRAST.contains(&&*word(at)))
}

/// The hits of a turn's sentences; hits stand in the order of the text.
pub(super) fn of_turn<'a>(hits: &'a [Hit], sentences: &Range<usize>) -> &'a [Hit] {
    let first = hits.partition_point(|hit| hit.sentence < sentences.start);
    let count = hits[first..].partition_point(|hit| hit.sentence < sentences.end);
    &hits[first..first + count]
}

fn words(context: Context, sentences: &Range<usize>) -> usize {
    tokens(context, sentences).len()
}

/// The tokens of sentences.
fn tokens(context: Context, sentences: &Range<usize>) -> Range<usize> {
    match &context.segments.sentences[sentences.clone()] {
        [] => 0..0,
        [only] => only.tokens.clone(),
        [first, .., last] => first.tokens.start..last.tokens.end,
    }
}

/// Words in quotation marks, on one line.
fn quoted(context: Context, span: Span) -> String {
    let words = span.slice(&context.document.text).split_whitespace().collect::<Vec<_>>();
    format!("“{}”", words.join(" "))
}
