//! At whom an act is aimed: the nearest named actor that is not the speaker's own side, and how it was found.
//!
//! Order: an actor in the sentence, the first one of the last sentence before that names any (its subject, mostly), one
//! named in the question; else nobody.
//! Nobody is guessed behind a vague actor: "certain countries" stays vague.

use super::Context;
use crate::document::Role;
use crate::lexicon::{Aim, Match};
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

/// An actor before the words is looked for first, one behind them may be this many words nearer to win.
const BEHIND: usize = 2;
/// Actors farther away than this many words are not in the clause.
const FARTHEST: usize = 25;

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
    let in_sentence = nearest(view, found).map(|name| (name, "nearest in the sentence", 1.0));
    let earlier = || last_before(view, found.sentence).map(|name| (name, "earlier in the turn", 0.8));
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

/// Entity and kind of a name; an official or a state body stands for its state.
fn entity(context: Context, name: &Name) -> (String, String) {
    let entry = context.resources.entry(name.entry);
    let kind = entry.entity.split(':').next().unwrap_or("").to_owned();
    if matches!(kind.as_str(), "OFFICIAL" | "BODY") && !entry.country.is_empty() {
        return (format!("STATE:{}", entry.country), kind);
    }
    (entry.entity.clone(), kind)
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
    names_of(context, sentence).iter().any(|name| !vague(name) && is_other_side(view, name))
}

fn nearest<'a>(view: View<'a>, found: &Match) -> Option<&'a Name> {
    let distance = |name: &Name| {
        if name.tokens.end <= found.tokens.start {
            found.tokens.start - name.tokens.end
        } else if name.tokens.start >= found.tokens.end {
            name.tokens.start - found.tokens.end + BEHIND
        } else {
            0
        }
    };
    names_of(view.context, found.sentence)
        .iter()
        .filter(|name| is_other_side(view, name) && distance(name) <= FARTHEST)
        .min_by_key(|name| (is_source(view.context, name), distance(name), name.tokens.start))
}

/// Outlets, firms and scholars stand in a sentence as sources more often than as targets: any other actor goes first.
fn is_source(context: Context, name: &Name) -> bool {
    matches!(context.resources.category(name.entry).id.as_str(), "media" | "firm" | "research" | "person")
}

fn names_of(context: Context<'_>, sentence: usize) -> &[Name] {
    let names = &context.found.names;
    let first = names.partition_point(|name| name.sentence < sentence);
    let count = names[first..].partition_point(|name| name.sentence == sentence);
    &names[first..first + count]
}

fn last_before<'a>(view: View<'a>, sentence: usize) -> Option<&'a Name> {
    let View { context, turn, .. } = view;
    if context.segments.turns[turn].role == Role::Narrator {
        return None;
    }
    let first = context.segments.turns[turn].sentences.start;
    (first..sentence).rev().find_map(|earlier| {
        names_of(context, earlier).iter().find(|name| is_other_side(view, name) && !is_source(context, name))
    })
}

/// "She accused Karvonia of:" and a list: the last actor of the introducing sentence.
fn in_introduction<'a>(view: View<'a>, found: &Match) -> Option<&'a Name> {
    let context = view.context;
    let span = context.segments.sentences[found.sentence].span;
    let given = context.segments.introduced.iter().find(|given| given.span.contains(span))?;
    let names = context.found.names.iter().rev();
    names
        .filter(|name| given.by.contains(name.span))
        .find(|name| is_other_side(view, name) && context.resources.category(name.entry).id != "official")
}

fn in_question<'a>(view: View<'a>) -> Option<&'a Name> {
    let View { context, turn, .. } = view;
    let question = context.segments.turns[turn].reply_to?;
    let sentences = context.segments.turns[question].sentences.clone();
    sentences.rev().find_map(|sentence| {
        names_of(context, sentence)
            .iter()
            .rev()
            .find(|name| is_other_side(view, name) && context.resources.category(name.entry).id != "media")
    })
}
