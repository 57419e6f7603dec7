//! 5  What a hit means: status, holder, target, and whether it enters the indices.

pub mod rule;
pub mod overlap;
pub mod reply;
pub mod accusing;
mod denial;
pub mod matter;
pub mod status;
pub mod target;

use std::ops::Range;

use crate::document::{Document, Role, Span};
use crate::lexicon::{Match, Polarity, normal};
use crate::resources::{Part, Resources};
use crate::segment::Segments;
use crate::voice::cues::Cues;
use crate::voice::found::{Cue, Found, Name, cover};
use crate::voice::{Certainty, Holder, Voices, Within};
use rule::Rule;
use status::{Asked, Reading};

pub use status::Status;
pub use target::Target;

/// An entry of an act found in the text, with what it means there.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Number of the entry.
    pub entry: u32,
    /// The words.
    pub span: Span,
    /// Their tokens.
    pub tokens: Range<usize>,
    /// The sentence.
    pub sentence: usize,
    /// The turn.
    pub turn: usize,
    /// Does it belong to the core set of the headline index?
    pub core: bool,
    /// Intensity after hedges and boosters.
    pub intensity: f64,
    /// What the context makes of it.
    pub status: Status,
    /// The rule that decides the status; none for plain use.
    pub rule: Option<Rule>,
    /// The words that decide the status.
    pub status_cue: Option<Span>,
    /// Whose act it is.
    pub holder: Option<String>,
    /// How surely.
    pub certainty: Certainty,
    /// At whom it is aimed.
    pub target: Target,
    /// Does it enter the indices?
    pub counts: bool,
    /// How sure the reading is, 0–1.
    pub confidence: f64,
    /// For a counter-charge: on the matter of the question's charge, or on another?
    pub tu_quoque: Option<matter::TuQuoque>,
}

/// Everything that tagging reads.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its turns, sentences, tokens.
    pub segments: &'a Segments,
    /// What the lexicons found.
    pub found: &'a Found,
    /// Quotations and reports.
    pub voices: &'a Voices,
    /// The lexicons.
    pub resources: &'a Resources,
}

impl<'a> Context<'a> {
    /// The cues of a sentence.
    pub fn cues(&self, sentence: usize) -> Cues<'a> {
        self.voices.index.cues(self.found, sentence)
    }

    /// The names of a sentence.
    pub fn names(&self, sentence: usize) -> &'a [Name] {
        self.voices.index.names(self.found, sentence)
    }
}

/// Boosters and hedges move the intensity by this much each, boosters by no more than [`MOST_BOOST`] together.
const STEP: f64 = 0.5;
const MOST_BOOST: f64 = 1.0;
/// They reach this many words.
const REACH: usize = 4;

/// Is the act done by its verb (to urge, to reject, to warn), so that it is the act of whoever is the verb's subject? A
/// charge is made by whoever utters it, whatever its verb.
fn performs(context: Context, entry: u32) -> bool {
    !target::is_charge(context.resources.category(entry).id.as_str())
}

/// Every rule that speaks on a hit, the deciding one first.
pub fn readings(context: Context, hit: &Hit) -> Vec<Reading> {
    let found = Match { entry: hit.entry, tokens: hit.tokens.clone(), sentence: hit.sentence };
    let holder = context.voices.holder(context.segments, hit.turn, hit.span, performs(context, hit.entry));
    status::readings(Asked { context, found: &found, turn: hit.turn, holder: &holder }).collect()
}

/// All hits of a document in text order.
pub fn tag(context: Context) -> Vec<Hit> {
    let mut hits: Vec<Hit> = overlap::resolve(&context.found.acts, context.resources)
        .into_iter()
        .map(|found| {
            let turn = context.segments.sentences[found.sentence].turn;
            let span = cover(context.segments, &found.tokens);
            let holder = context.voices.holder(context.segments, turn, span, performs(context, found.entry));
            let base = base(context, &found);
            let reading = status::status(Asked { context, found: &found, turn, holder: &holder });
            let target = target::target(context, &found, turn, holder.name.as_deref());
            Hit {
                entry: found.entry,
                span,
                sentence: found.sentence,
                turn,
                intensity: moved(context, &found, base),
                core: context.resources.is_core(found.entry, base),
                status: reading.status,
                rule: reading.rule,
                status_cue: reading.cue,
                counts: counts(context, turn, &holder, reading.status),
                confidence: reading.confidence * target.confidence,
                holder: holder.name,
                certainty: holder.certainty,
                target,
                tokens: found.tokens,
                tu_quoque: None,
            }
        })
        .collect();
    let inferred = denial::denials(context, &hits);
    if !inferred.is_empty() {
        hits.extend(inferred);
        hits.sort_by_key(|hit| (hit.tokens.start, hit.tokens.end, hit.entry));
    }
    matter::mark(context, &mut hits);
    hits
}

/// Only an act in use counts, and only of somebody who answers for a side: the voice of a transcript, or a person
/// whom an article quotes by name.
fn counts(context: Context, turn: usize, holder: &Holder, status: Status) -> bool {
    if !matches!(status, Status::Use | Status::Announced) {
        return false;
    }
    let role = context.segments.turns[turn].role;
    if !context.resources.rules.has(Rule::Role) {
        return true;
    }
    let quoted = matches!(holder.within, Within::Quote { .. });
    role.answers() || quoted && role == Role::Narrator && holder.name.is_some()
}

/// A demand for what helps both (to talk, to join, to play a role) is as mild as a wish.
const MILD: f64 = 1.0;

fn base(context: Context, found: &Match) -> f64 {
    let resources = context.resources;
    let intensity = resources.entry(found.entry).intensity;
    let asks = resources.category(found.entry).id == "demand" && intensity > MILD;
    if asks && resources.rules.has(Rule::Mild) && constructive(context, found).is_some() {
        MILD
    } else {
        intensity
    }
}

/// The constructive request that stands in the words of a demand or right behind them.
pub fn constructive<'a>(context: Context<'a>, found: &Match) -> Option<&'a Cue> {
    let tokens = &found.tokens;
    context.cues(found.sentence).iter().filter(|cue| cue.part == Part::Mild).find(|cue| {
        let reach = tokens.end + context.resources.entry(cue.entry).scope;
        let between = tokens.end.min(cue.tokens.start)..cue.tokens.start + 1;
        cue.tokens.end > tokens.start
            && cue.tokens.start <= reach
            && !status::is_cut(context.segments, between)
    })
}

/// An intensity, moved by boosters and hedges in the same clause; never below 0.5 or above 5. Only
/// confrontational acts move.
fn moved(context: Context, found: &Match, base: f64) -> f64 {
    let moves = context.resources.category(found.entry).polarity == Polarity::Confrontational && base > 0.0;
    if !moves || !context.resources.rules.has(Rule::Degree) {
        return base;
    }
    let count = |part: Part| degree(context, found, part).count() as f64;
    let moved = base + (STEP * count(Part::Booster)).min(MOST_BOOST) - STEP * count(Part::Hedge);
    moved.clamp(0.5, 5.0)
}

/// The hedges or boosters that belong to an act: inside its words where the entry leaves a gap for them, or near in the
/// same clause with no other act nearer to them.
pub fn degree<'a>(context: Context<'a>, found: &'a Match, part: Part) -> impl Iterator<Item = &'a Cue> {
    let near = move |cue: &&Cue| {
        let (cue, tokens) = (&cue.tokens, &found.tokens);
        let gap = if cue.end <= tokens.start {
            cue.end..tokens.start + 1
        } else if cue.start >= tokens.end {
            tokens.end..cue.start + 1
        } else {
            return is_in_gap(context, found, cue);
        };
        let others = || context.found.acts_of(found.sentence).filter(|act| act.tokens != *tokens);
        let nearer = |act: &Match| {
            act.tokens.start <= cue.start && cue.end <= act.tokens.end
                || gap.contains(&act.tokens.start) && act.tokens.start < tokens.start
        };
        gap.len() <= REACH && !status::is_cut(context.segments, gap.clone()) && !others().any(nearer)
    };
    let (start, end) = (found.tokens.start, found.tokens.end);
    let reach = start.saturating_sub(REACH)..end + REACH;
    context.cues(found.sentence).around(reach).filter(move |cue| cue.part == part).filter(near)
}

/// Do the tokens stand inside the words, in a gap of the pattern: not among the words that the entry names?
fn is_in_gap(context: Context, found: &Match, tokens: &Range<usize>) -> bool {
    let inside = found.tokens.start <= tokens.start && tokens.end <= found.tokens.end;
    let words = cover(context.segments, tokens).slice(&context.document.text);
    inside && !names_itself(context, found, words)
}

/// Are the words among those that the entry's own pattern names?
fn names_itself(context: Context, found: &Match, words: &str) -> bool {
    normal::lower(&context.resources.entry(found.entry).term).contains(&normal::lower(words))
}
