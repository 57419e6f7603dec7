//! `turns`: one row a stretch of one voice.

use std::collections::BTreeSet;
use std::ops::Range;

use super::column::table;
use super::name::Name;
use super::{Of, Table, place};
use crate::analysis::Analysis;
use crate::document::Role;
use crate::resources::Part;
use crate::segment::Turn;
use crate::tag::reply::{self, Reply};
use crate::tag::{Context, Hit};

/// A turn of a document.
#[derive(Clone, Copy)]
struct Row<'a> {
    of: Of<'a>,
    number: usize,
    turn: &'a Turn,
    acts: Acts,
    topic: Option<&'a str>,
    /// For answers: the question, and how it is met.
    reply: Option<(&'a Turn, &'a Reply)>,
}

/// What counts in a turn.
#[derive(Clone, Copy, Default)]
struct Acts {
    hits: usize,
    core: usize,
    intensity: f64,
    /// Cues that soften what is said.
    hedges: usize,
    /// Cues that strengthen it.
    boosters: usize,
}

table!("turns", "one stretch of one voice", |row: Row| {
    "turn_id" Text [""] "stable name" ("") = id(row.of, row.number);
    "document_id" Text [""] "documents.document_id" ("") = row.of.document.id.as_str();
    "exchange_id" Text [""] "question and answers that belong together" ("") = row.turn.exchange.map(|number| row.of.name('x', number));
    "turn_index" Int [""] "place in the document, from 0" ("") = row.number;
    "reply_to" Text [""] "turn_id of the question that it answers, or of the answer that it follows up" ("") = row.turn.reply_to.map(|number| id(row.of, number));
    "speaker" Text [""] "name, as full as the document tells; empty when it does not" ("") = row.turn.speaker.as_deref();
    "speaker_label" Text [""] "label as printed" ("") = row.turn.label.as_deref();
    "role" Text [""] "spokesperson, official, journalist, moderator, narrator, unknown" ("") = row.turn.role.name();
    "affiliation" Text [""] "outlet or institution" ("") = row.turn.affiliation.as_deref();
    "outlet_state" Text [""] "for questions: ISO 3166 code of the outlet's country, as the word lists know it" ("codebook 1.2, questioner group") = outlet_state(&row);
    "state" Text [""] "ISO 3166 code of the side for which the turn speaks" ("codebook 2.4") = row.of.analysis.found.sides[row.number].as_deref().filter(|_| row.turn.role != Role::Narrator);
    "heading" Bool [""] "a heading, which nobody says" ("") = row.turn.heading;
    "text" Text [""] "the words, without the label" ("") = row.turn.span.slice(&row.of.document.text);
    "char_start" Int ["code points"] "where it begins in the document's text" ("") = row.of.offsets.chars(row.turn.span.start);
    "char_end" Int ["code points"] "one past its end" ("") = row.of.offsets.chars(row.turn.span.end);
    "source_place" Text [""] "where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table" ("") = place(row.of, row.turn.span);
    "topic" Text [""] "the matter that its words name most often, of the lists of en-matters: arms, climate, cyber, debt, elections, force, health, rights, sanctions, spying, trade, waters; the first of equals, empty when none is named" ("codebook 2.1 rule 6, coarse") = row.topic;
    "n_sentences" Int ["sentences"] "rows in sentences" ("") = row.turn.sentences.len();
    "n_tokens" Int ["words"] "words and numbers by UAX #29" ("UAX #29") = n_tokens(row.of, row.turn);
    "n_hits" Int ["hits"] "rows in hits with counts = true" ("") = row.acts.hits;
    "n_core" Int ["hits"] "rows in hits with counts = true and core = true" ("codebook 2.1") = row.acts.core;
    "intensity_sum" Float ["points"] "sum of the intensities of those core hits" ("") = row.acts.intensity;
    "n_hedges" Int ["cues"] "hedges in the words, for voices that answer: perhaps, may, it seems …" ("F20; Hyland 2005") = row.turn.role.answers().then_some(row.acts.hedges);
    "n_boosters" Int ["cues"] "boosters in the words, for voices that answer: clearly, never, in fact …" ("F20; Hyland 2005") = row.turn.role.answers().then_some(row.acts.boosters);
    "ci" Float ["acts per 1,000 words"] "confrontation index of the turn: 1000 * n_core / n_tokens; for voices that answer" ("F1, codebook 2.6") = row.turn.role.answers().then(|| rate(row.acts.core, n_tokens(row.of, row.turn)));
    "reply_type" Text [""] "for answers: nonreply (it declines, asks back, or is made of evasive words and set phrases), attack (mostly charges, off the matter or in return for a charge), partial (something is declined, or too little of what was asked is told: reply_points below 1), else reply" ("codebook 2.2; Bull 2003; Thomas et al. 2024") = row.reply.filter(|(_, reply)| reply.counts).map(|(_, reply)| reply.kind.name());
    "reply_basis" Text [""] "for answers: the words or signs that decide reply_type, each sign with its points" ("own") = row.reply.map(|(_, reply)| reply.basis.as_str());
    "reply_points" Int ["points"] "for answers: sum of the points of the signs of a reply; where nothing declines, 1 and more is a reply" ("own; weights and signs in VALIDATION.md") = row.reply.map(|(_, reply)| reply.points);
    "asked_for" Text [""] "for answers: what the question asks for: comment (a comment, a reaction, a view), yes_no, why, what (who, what, which, when, where, how), matter (a matter is named and nothing asked)" ("Quirk et al. 1985") = row.reply.map(|(_, reply)| reply.wanted.name());
    "asked_by" Text [""] "for answers: outlet of whoever asked, else the name" ("") = row.reply.and_then(|(question, _)| asker(question));
    "asked_about" Text [""] "for answers: matters that the question names (cyber, trade, …), separated by semicolons" ("word list en-matters") = row.reply.map(|(question, _)| matters(row.of, question)).filter(|names| !names.is_empty());
    "accusatory_question" Bool [""] "for answers: does the question hold a charge against the answering side: an act of accusing it, or a wrong that is its own?" ("codebook 2.2, by cues") = row.reply.map(|(_, reply)| reply.accusing);
});

pub(super) fn id(of: Of<'_>, number: usize) -> Name<'_> {
    of.name('t', number)
}

/// Adds the rows.
pub(super) fn fill(of: Of, table: &mut Table) {
    let turns = &of.analysis.segments.turns;
    table.reserve(turns.len());
    let mut acts = vec![Acts::default(); turns.len()];
    for hit in &of.analysis.hits {
        add(hit, &mut acts[hit.turn]);
    }
    let mut topics: Vec<Topics> = vec![Topics::new(); turns.len()];
    for cue in &of.analysis.found.cues {
        let turn = of.analysis.segments.sentences[cue.sentence].turn;
        if cue.part == Part::Matter {
            topics[turn].add(&of.resources.category(cue.entry).id);
        }
        let acts = &mut acts[turn];
        acts.hedges += usize::from(cue.part == Part::Hedge);
        acts.boosters += usize::from(cue.part == Part::Booster);
    }
    for (number, turn) in turns.iter().enumerate() {
        let reply = answered(of, number).map(|(context, question)| {
            (&turns[question], reply::reply(context, &of.analysis.hits, question, number))
        });
        let reply = reply.as_ref().map(|(question, reply)| (*question, reply));
        let topic = topics[number].most();
        push(table, Row { of, number, turn, acts: acts[number], topic, reply });
    }
}

/// How often each matter is named, in the order in which they come.
#[derive(Clone)]
struct Topics<'a>(Vec<(&'a str, usize)>);

impl<'a> Topics<'a> {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn add(&mut self, category: &'a str) {
        let matter = category.trim_start_matches("matter.");
        match self.0.iter_mut().find(|(known, _)| *known == matter) {
            Some((_, n)) => *n += 1,
            None => self.0.push((matter, 1)),
        }
    }

    /// The first of those that are named most often.
    fn most(&self) -> Option<&'a str> {
        self.0.iter().rev().max_by_key(|(_, n)| *n).map(|(matter, _)| *matter)
    }
}

fn add(hit: &Hit, acts: &mut Acts) {
    if !hit.counts {
        return;
    }
    acts.hits += 1;
    if hit.core {
        acts.core += 1;
        acts.intensity += hit.intensity;
    }
}

pub(super) fn n_tokens(of: Of, turn: &Turn) -> usize {
    // The words of one sentence follow those of the other.
    match of.analysis.segments.sentences[turn.sentences.clone()] {
        [] => 0,
        [ref only] => only.tokens.len(),
        [ref first, .., ref last] => last.tokens.end - first.tokens.start,
    }
}

fn rate(count: usize, tokens: usize) -> f64 {
    if tokens == 0 { f64::NAN } else { 1000.0 * count as f64 / tokens as f64 }
}

fn outlet_state<'a>(row: &Row<'a>) -> Option<&'a str> {
    let outlet = row.turn.affiliation.as_deref().filter(|_| row.turn.role == Role::Journalist)?;
    Some(row.of.resources.page.outlet(outlet)?.country.as_str()).filter(|country| !country.is_empty())
}

/// Does a voice of that role answer for a side?
pub fn answers(role: &str) -> bool {
    matches!(role, "spokesperson" | "official")
}

/// Does a voice of that role ask?
pub fn asks(role: &str) -> bool {
    matches!(role, "journalist" | "moderator")
}

/// The question that a turn answers, with all that its reading needs.
fn answered(of: Of<'_>, turn: usize) -> Option<(Context<'_>, usize)> {
    let Analysis { segments, found, voices, .. } = of.analysis;
    let question = segments.turns[turn].reply_to.filter(|_| segments.turns[turn].role.answers())?;
    Some((Context { document: of.document, segments, found, voices, resources: of.resources }, question))
}

fn asker(question: &Turn) -> Option<&str> {
    question.affiliation.as_deref().or(question.speaker.as_deref())
}

/// The matters that a question names, each once, in the order of their names.
fn matters(of: Of, question: &Turn) -> String {
    let Range { start, end } = question.sentences.clone();
    let cues = if start < end { of.analysis.found.cues_of(start..=end - 1) } else { &[] };
    let named = cues.iter().filter(|cue| cue.part == Part::Matter);
    let ids: BTreeSet<&str> = named.map(|cue| of.resources.category(cue.entry).id.as_str()).collect();
    let names: Vec<&str> = ids.iter().map(|id| id.trim_start_matches("matter.")).collect();
    names.join("; ")
}
