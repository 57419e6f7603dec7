//! How an answer meets its question: the reply type, and whether the question accuses (codebook 2.2).

use std::collections::HashSet;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use crate::analysis::Analysis;
use crate::document::Document;
use crate::lexicon::normal;
use crate::resources::{CueClass, Part};
use crate::segment::Page;
use crate::voice::found::Name;

use super::{Context, Hit};

/// What counts in an answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counted {
    /// Core acts.
    pub core: usize,
    /// Evasive hits.
    pub evasive: usize,
    /// Those of them that decline.
    pub declining: usize,
    /// Set phrases and friendly words.
    pub padding: usize,
    /// All hits.
    pub hits: usize,
    /// Words.
    pub words: usize,
}

/// Does a category say that something is kept back? Noting, repeating and appealing can stand beside a full answer.
pub fn declines(category: &str) -> bool {
    matches!(
        category,
        "evade.nocomment" | "evade.ignorance" | "evade.refer" | "evade.hypothetical" | "evade.attackq"
    )
}

/// Longest non-reply, in words, and the share of them that may stand outside sentences of evasion and set phrases.
const NON_REPLY: usize = 60;
const BESIDE: f64 = 0.3;
/// An answer is hostile from so many core acts, or so many per 1,000 words.
const HOSTILE: usize = 3;
const HOSTILE_RATE: f64 = 10.0;
/// An answer that takes up a smaller share of the question's content words is not about it.
const ON_TOPIC: f64 = 0.1;

/// The reply type of an answering turn to a question turn.
pub fn reply_type(
    document: &Document,
    analysis: &Analysis,
    page: &Page,
    question: usize,
    answer: usize,
    counted: Counted,
) -> &'static str {
    let Counted { core, evasive, declining, padding, hits, words } = counted;
    let rate = 1000.0 * core as f64 / words.max(1) as f64;
    let hostile = core > 1 && (core >= HOSTILE || rate >= HOSTILE_RATE);
    if evasive > 0 && evasive + padding == hits && words <= NON_REPLY && beside(analysis, answer) <= BESIDE {
        return "nonreply";
    }
    if hostile
        && taken_up([question, answer].map(|turn| content_words(document, analysis, page, turn))) < ON_TOPIC
    {
        return "attack";
    }
    if declining > 0 { "partial" } else { "reply" }
}

/// The share of an answer's words that stand in sentences without any hit that counts.
fn beside(analysis: &Analysis, answer: usize) -> f64 {
    let sentences = analysis.segments.turns[answer].sentences.clone();
    let words = |number: usize| analysis.segments.sentences[number].tokens.len();
    let hits = of_turn(&analysis.hits, &sentences);
    let hit = |number: usize| hits.iter().any(|hit| hit.sentence == number && hit.counts);
    let all: usize = sentences.clone().map(words).sum();
    let without: usize = sentences.filter(|number| !hit(*number)).map(words).sum();
    without as f64 / all.max(1) as f64
}

/// The hits of a turn's sentences; hits stand in the order of the text.
fn of_turn<'a>(hits: &'a [Hit], sentences: &Range<usize>) -> &'a [Hit] {
    let first = hits.partition_point(|hit| hit.sentence < sentences.start);
    let count = hits[first..].partition_point(|hit| hit.sentence < sentences.end);
    &hits[first..first + count]
}

/// The share of the question's content words that come again in the answer; 1 when the question has none.
fn taken_up([asked, answered]: [HashSet<String>; 2]) -> f64 {
    if asked.is_empty() { 1.0 } else { asked.intersection(&answered).count() as f64 / asked.len() as f64 }
}

/// Words shorter than this carry no topic.
const SHORTEST: usize = 4;

/// The stems of a turn's content words.
fn content_words(document: &Document, analysis: &Analysis, page: &Page, turn: usize) -> HashSet<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let tokens = &analysis.segments.tokens[tokens(analysis, turn)];
    let words = tokens.iter().map(|token| normal::lower(token.span.slice(&document.text)));
    let content = words.filter(|word| word.chars().count() >= SHORTEST && !page.asking.contains(word));
    content
        .map(|word| stemmer.stem(normal::without_possessive(&word).unwrap_or(&word)).into_owned())
        .collect()
}

fn tokens(analysis: &Analysis, turn: usize) -> Range<usize> {
    let sentences = &analysis.segments.sentences[analysis.segments.turns[turn].sentences.clone()];
    match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => first.tokens.start..last.tokens.end,
        _ => 0..0,
    }
}

/// So many words may stand between a verb of accusing and the one accused.
const ACCUSED: usize = 4;

/// Does the question hold a charge against the side that answers: an expression of one aimed at it, or a verb of accusing
/// with its name behind it?
pub fn is_accusatory(context: Context, hits: &[Hit], question: usize, answer: usize) -> bool {
    let Some(side) = context.found.sides[answer].as_deref() else { return false };
    let charges =
        |category: &str| matches!(category, "accuse" | "discredit" | "insult" | "warn" | "oppose" | "demand");
    let own = format!("STATE:{side}");
    let asked = context.segments.turns[question].sentences.clone();
    let of_side = |name: &Name| {
        let entry = context.resources.entry(name.entry);
        entry.entity.strip_prefix("STATE:").unwrap_or(&entry.country) == side
    };
    let aimed = of_turn(hits, &asked)
        .iter()
        .any(|hit| charges(&context.resources.category(hit.entry).id) && hit.target.entity == own);
    aimed || asked.clone().any(|number| names_accused(context, number, of_side))
}

/// "accused Karvonia", "its charges against Karvonia": does a name of the side stand behind a cue of conflict or distance?
fn names_accused(context: Context, sentence: usize, of_side: impl Fn(&Name) -> bool) -> bool {
    let names = context.names(sentence);
    if !names.iter().any(&of_side) {
        return false;
    }
    let conflict =
        |part: Part| matches!(part, Part::Mention | Part::Report(CueClass::Conflict | CueClass::Distance));
    context.cues(sentence).iter().filter(|cue| conflict(cue.part)).any(|cue| {
        let behind = cue.tokens.end..cue.tokens.end + ACCUSED;
        names.iter().any(|name| behind.contains(&name.tokens.start) && of_side(name))
    })
}
