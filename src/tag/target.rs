//! At whom an act is aimed: a named actor that is not the speaker's own side, and how it was found.
//!
//! Order: an actor of the clause, the subject of one of the two sentences before, the only actor named in the question;
//! else nobody (`UNSPEC`).
//! Nobody is guessed behind a vague actor: "certain countries" stays vague.

use std::ops::Range;

use super::Context;
use crate::document::Role;
use crate::lexicon::{Aim, Match, normal};
use crate::resources::Part;
use crate::segment::page::key;
use crate::voice::found::Name;

/// At whom an act is aimed.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Entity: `STATE:XAB`, `BLOC:…`, `MEDIA:…`, `VAGUE_STATE`, `CLAIM`, `Q`, `UNSPEC`; empty when the act has no target.
    pub entity: String,
    /// Kind of entity.
    pub kind: String,
    /// How it was found.
    pub basis: &'static str,
    /// How sure it is, 0–1.
    pub confidence: f64,
}

/// A subject farther before the words than this is not in their clause, in words.
const FARTHEST: usize = 18;
/// The one addressed stands no farther behind the words than this, in words.
const ADDRESSED: usize = 5;
/// What is opposed, with the one who does it, no farther than this.
const OPPOSED: usize = 10;
/// So many sentences back the subject may carry on.
const BACK: usize = 2;

/// The target of a match.
pub fn target(context: Context, found: &Match, turn: usize, holder: Option<&str>) -> Target {
    let view = View { context, turn, side: side(context, turn, holder) };
    let fixed =
        |entity: &str, basis| Target { entity: entity.into(), kind: entity.into(), basis, confidence: 1.0 };
    match context.resources.category(found.entry).target {
        Aim::Claim => return fixed("CLAIM", "category"),
        Aim::Question => return fixed("Q", "category"),
        Aim::None => return fixed("", ""),
        Aim::Opponent | Aim::Partner => {}
    }
    let in_sentence = nearest(view, found).map(|name| (name, "named in the clause", 1.0));
    let earlier =
        || last_before(view, found.sentence).map(|name| (name, "subject of a sentence before", 0.7));
    let introduced = || in_introduction(view, found).map(|name| (name, "named in the introduction", 0.8));
    let asked = || in_question(view).map(|name| (name, "named in the question", 0.5));
    match in_sentence.or_else(introduced).or_else(earlier).or_else(asked) {
        Some((name, basis, confidence)) => {
            let (entity, kind) = entity(context, name);
            Target { entity, kind, basis, confidence }
        }
        None => Target { confidence: 0.9, ..fixed("UNSPEC", "no actor named") },
    }
}

/// From which side the actors are seen.
#[derive(Clone, Copy)]
struct View<'a> {
    context: Context<'a>,
    turn: usize,
    side: Option<&'a str>,
}

/// The side of the turn, or in an article of the person whose words they are.
fn side<'a>(context: Context<'a>, turn: usize, holder: Option<&str>) -> Option<&'a str> {
    let own = context.found.sides[turn].as_deref();
    let person = || context.resources.page.people.get(&key(holder?)).map(|known| known.country.as_str());
    own.or_else(|| person().filter(|code| !code.is_empty()))
}

/// Entity and kind of a name; an official or a state body stands for its state, and so do vague people of a named state
/// ("some politicians in Karvonia").
pub(super) fn entity(context: Context, name: &Name) -> (String, String) {
    let entry = context.resources.entry(name.entry);
    if let Some(code) = state_of_vague(context, name) {
        return (format!("STATE:{code}"), "VAGUE_PEOPLE".to_owned());
    }
    let kind = entry.entity.split(':').next().unwrap_or("").to_owned();
    if matches!(kind.as_str(), "OFFICIAL" | "BODY") && !entry.country.is_empty() {
        return (format!("STATE:{}", entry.country), kind);
    }
    (entry.entity.clone(), kind)
}

/// Prepositions that tie people to their state.
const BELONGS: &[&str] = &["in", "of", "from", "within", "inside"];

/// The state that a vague name holds or that stands right behind it: "some Karvonian politicians", "certain people in
/// Karvonia".
fn state_of_vague(context: Context, name: &Name) -> Option<String> {
    if context.resources.category(name.entry).id != "vague.people" {
        return None;
    }
    let sides = &context.resources.page.sides;
    let word = |token: usize| key(context.segments.tokens[token].span.slice(&context.document.text));
    let inside = name.tokens.clone().find_map(|token| sides.get(&word(token)).cloned());
    let tied = || {
        let last = context.segments.sentences[name.sentence].tokens.end;
        let preposition = (name.tokens.end < last).then(|| word(name.tokens.end))?;
        let state = context.names(name.sentence).iter().find(|other| {
            let gap = other.tokens.start.checked_sub(name.tokens.end + 1);
            gap.is_some_and(|gap| gap <= 1)
        })?;
        let entity = &context.resources.entry(state.entry).entity;
        BELONGS.contains(&preposition.as_str()).then(|| entity.strip_prefix("STATE:").map(str::to_owned))?
    };
    inside.or_else(tied)
}

/// May the name be a target, seen from a side?
fn is_other_side(view: View, name: &Name) -> bool {
    let View { context, side, .. } = view;
    let category = context.resources.category(name.entry).id.as_str();
    let entry = context.resources.entry(name.entry);
    if category.starts_with("pronoun.") || entry.entity.is_empty() || category == "io" {
        return false;
    }
    let country = entry.entity.strip_prefix("STATE:").unwrap_or(&entry.country);
    side.is_none_or(|side| side != country)
}

/// Does a sentence name a definite actor that is not the side of its turn?
pub(super) fn names_other_side(context: Context, sentence: usize) -> bool {
    let turn = context.segments.sentences[sentence].turn;
    let view = View { context, turn, side: context.found.sides[turn].as_deref() };
    let vague = |name: &Name| context.resources.category(name.entry).id.starts_with("vague.");
    context.names(sentence).iter().any(|name| !vague(name) && is_other_side(view, name))
}

/// Does an actor of another side stand inside the words, between a place and them, or behind them with "by"?
pub(super) fn names_agent(context: Context, found: &Match, turn: usize, from: usize) -> bool {
    let view = View { context, turn, side: context.found.sides[turn].as_deref() };
    context.names(found.sentence).iter().filter(|name| is_other_side(view, name)).any(|name| {
        from <= name.tokens.start && name.tokens.end <= found.tokens.end
            || is_agent_behind(context, found, name)
    })
}

/// The actor of the clause that the act is aimed at.
///
/// A charge is aimed at the one who acts: a name inside the words, else the nearest before them that is no object,
/// else one behind them that "by" makes the agent. A demand, a protest, a threat is aimed at the one addressed: a name
/// inside or right behind the words; a threat or warning also at the subject of its condition.
fn nearest<'a>(view: View<'a>, found: &Match) -> Option<&'a Name> {
    let names = || {
        let all = view.context.names(found.sentence).iter();
        all.filter(move |name| is_other_side(view, name) && !is_source(view.context, name))
    };
    let within =
        |name: &&Name| found.tokens.start <= name.tokens.start && name.tokens.end <= found.tokens.end;
    let inside = names().find(within);
    let subjects =
        || names().filter(|name| name.tokens.end <= found.tokens.start && !is_object(view.context, name));
    let category = view.context.resources.category(found.entry).id.as_str();
    if is_charge(category) {
        // "Karvonia lies" begins with the one who does it; a name further inside is what it is done to.
        let agent = names().find(within).filter(|name| name.tokens.start == found.tokens.start);
        let near = subjects().rfind(|name| {
            let gap = found.tokens.start - name.tokens.end;
            gap <= FARTHEST && (gap == 0 || !is_possessive(view.context, name))
        });
        let behind = || names().find(|name| is_agent_behind(view.context, found, name));
        return agent.or(near).or_else(behind).or(inside);
    }
    let (reach, places) = if category == "oppose" { (OPPOSED, AROUND) } else { (ADDRESSED, PLACES) };
    let behind = names().find(|name| {
        let gap = name.tokens.start.checked_sub(found.tokens.end);
        gap.is_some_and(|gap| gap <= reach)
            && !is_behind(view.context, name, places)
            && !goes_on(view.context, found.tokens.end..name.tokens.start)
    });
    match category {
        "threat" | "warn" => inside.or(behind).or_else(|| subjects().next()),
        "demand" => inside.or(behind).or_else(|| subjects().next_back()),
        _ => inside.or(behind),
    }
}

/// Is an act of the category a charge, so that its target is the one who did it?
pub(super) fn is_charge(category: &str) -> bool {
    matches!(category, "accuse" | "whatabout" | "discredit" | "insult" | "grievance")
}

/// Prepositions that make the name behind them a place, an owner or a topic.
const PLACES: &[&str] = &[
    "of",
    "in",
    "on",
    "upon",
    "from",
    "between",
    "among",
    "at",
    "into",
    "over",
    "under",
    "about",
    "regarding",
    "concerning",
    "near",
    "across",
    "inside",
    "outside",
    "within",
    "than",
    "like",
    "as",
    "via",
];
/// The same for what is opposed: "any dealings between X and Y" are theirs, "the interference of X" is X's.
const AROUND: &[&str] =
    &["in", "on", "upon", "from", "into", "over", "under", "about", "near", "than", "like", "as"];
/// Prepositions that make it an object; somebody may be addressed with them.
const OBJECTS: &[&str] = &["against", "for", "with", "to", "toward", "towards"];

/// "Karvonia's": an owner is no subject, except of what it owns.
fn is_possessive(context: Context, name: &Name) -> bool {
    normal::without_possessive(&normal::spelling(name.span.slice(&context.document.text))).is_some()
}

/// Does a new verb follow, so that what stands behind is no more its object?
fn goes_on(context: Context, gap: Range<usize>) -> bool {
    let word = |token: usize| context.segments.tokens[token].span.slice(&context.document.text);
    gap.into_iter().any(|token| matches!(word(token), "and" | "but" | "or" | "while"))
}

/// Is the name no subject, because a preposition stands before it?
fn is_object(context: Context, name: &Name) -> bool {
    is_behind(context, name, PLACES) || is_behind(context, name, OBJECTS)
}

/// Does one of the prepositions stand before the name (an article between them does not matter)? "call on X" is none.
fn is_behind(context: Context, name: &Name, prepositions: &[&str]) -> bool {
    let first = context.segments.sentences[name.sentence].tokens.start;
    let word =
        |token: usize| context.segments.tokens[token].span.slice(&context.document.text).to_lowercase();
    let mut at = name.tokens.start;
    if at > first && matches!(word(at - 1).as_str(), "the" | "a" | "an") {
        at -= 1;
    }
    let before = if at > first + 1 { word(at - 2) } else { String::new() };
    let called = before.starts_with("call");
    // "the moves of X" are what X does.
    let does = at > first
        && word(at - 1) == "of"
        && context.cues(name.sentence).up_to(Part::Doing, at - 1).is_some();
    at > first && !called && !does && prepositions.contains(&word(at - 1).as_str())
}

/// "provocations by X": does "by" stand between the words and the name?
fn is_agent_behind(context: Context, found: &Match, name: &Name) -> bool {
    let gap = found.tokens.end..name.tokens.start;
    let word = |token: usize| context.segments.tokens[token].span.slice(&context.document.text);
    found.tokens.end <= name.tokens.start
        && gap.len() <= ADDRESSED
        && gap.into_iter().any(|token| word(token) == "by")
}

/// Outlets, firms and scholars stand in a sentence as sources more often than as targets: any other actor goes first.
fn is_source(context: Context, name: &Name) -> bool {
    matches!(context.resources.category(name.entry).id.as_str(), "media" | "firm" | "research" | "person")
}

/// The subject of one of the sentences right before, where this sentence names nobody else.
fn last_before<'a>(view: View<'a>, sentence: usize) -> Option<&'a Name> {
    let View { context, turn, .. } = view;
    if context.segments.turns[turn].role == Role::Narrator || names_other_side(context, sentence) {
        return None;
    }
    let first = context.segments.turns[turn].sentences.start.max(sentence.saturating_sub(BACK));
    (first..sentence).rev().find_map(|earlier| {
        let mut names = context.names(earlier).iter();
        names.find(|name| is_other_side(view, name) && !is_source(context, name) && !is_object(context, name))
    })
}

/// "She accused Karvonia of:" and a list: the last actor of the introducing sentence.
fn in_introduction<'a>(view: View<'a>, found: &Match) -> Option<&'a Name> {
    let context = view.context;
    let span = context.segments.sentences[found.sentence].span;
    let given = context.segments.introduced.iter().find(|given| given.span.contains(span))?;
    let mut names = context.found.names_in(given.by).iter().rev();
    names.find(|name| is_other_side(view, name) && context.resources.category(name.entry).id != "official")
}

/// The one actor that the question names, when it names only one.
fn in_question<'a>(view: View<'a>) -> Option<&'a Name> {
    let View { context, turn, .. } = view;
    let question = context.segments.turns[turn].reply_to?;
    let sentences = context.segments.turns[question].sentences.clone();
    let mut names = sentences
        .flat_map(|sentence| context.names(sentence))
        .filter(|name| is_other_side(view, name) && !is_source(context, name));
    let first = names.next()?;
    let same = |name: &Name| entity(context, name).0 == entity(context, first).0;
    names.all(same).then_some(first)
}
