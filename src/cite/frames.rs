//! Source–cue–content frames, shape by shape.

use super::Citation;
use super::complete::complete;
use super::links::{addresses, links};
use super::quantities::Quantity;
use super::reading::{Reading, overlaps_any};
use crate::document::Span;
use crate::resources::{CueClass, Part};
use crate::segment::of_sentences;
use crate::tag::{Context, Hit};
use crate::voice::Report;
use crate::voice::found::cover;
use crate::voice::index::Kinds;

/// What a shape reads before sides and purposes are known.
pub(super) struct Frame {
    pub(super) source: Span,
    pub(super) cue: Option<Span>,
    pub(super) class: CueClass,
    pub(super) content: Option<Span>,
    /// What "it" or "the report" stands for.
    pub(super) antecedent: Option<Span>,
    pub(super) sentence: usize,
}

/// All citations in text order.
pub fn citations(context: Context, hits: &[Hit], quantities: &[Quantity]) -> Vec<Citation> {
    let mut frames = Vec::new();
    let mut reports = context.voices.reports.iter().peekable();
    for sentence in 0..context.segments.sentences.len() {
        let mut reported = false;
        while reports.next_if(|report| report.sentence <= sentence).is_some() {
            reported = true;
        }
        if !reported && !context.voices.index.has(Kinds::CITES, sentence) {
            continue;
        }
        let reading = Reading {
            context,
            sentence,
            cues: context.cues(sentence),
            noted: noted(context, hits, sentence),
            quantities,
        };
        reading.according(&mut frames);
        reading.reported(&mut frames);
        reading.by_whom(&mut frames);
        reading.stated(&mut frames);
        reading.claimed(&mut frames);
        reading.it_reports(&mut frames);
        reading.own_words(&mut frames);
        reading.vague(&mut frames);
    }
    let mut citations: Vec<Citation> =
        frames.into_iter().map(|frame| complete(context, frame, hits, quantities)).collect();
    links(context, &mut citations);
    addresses(context, &mut citations);
    citations.sort_by_key(|citation| (citation.source.start, citation.source.end));
    citations
}

/// The words of a sentence by which a report is noted.
fn noted(context: Context, hits: &[Hit], sentence: usize) -> Vec<Span> {
    let here = of_sentences(hits, |hit| hit.sentence, sentence..=sentence).iter();
    let noted = here.filter(|hit| context.resources.category(hit.entry).id == "evade.noted");
    noted.map(|hit| hit.span).collect()
}

/// What is said has at least this many words.
const SAID: usize = 3;
/// What is claimed has at least this many words.
const CLAIM: usize = 3;

impl Reading<'_> {
    /// "according to X, …", "citing a report by X": the source runs to the next comma, verb of report or end.
    fn according(&self, frames: &mut Vec<Frame>) {
        for cue in self.cues.iter().filter(|cue| cue.part == Part::According) {
            if self.is_verb_of_texts(cue) {
                continue;
            }
            if overlaps_any(frames, self.sentence, cue.span) || !self.noted.is_empty() {
                continue;
            }
            let Some(end) = self.source_end(cue.tokens.end) else { continue };
            // "data that come from X" goes on with the source; "I agree with X that" does not.
            let noun = self.cues.up_to(Part::SourceNoun, end).is_some();
            let that = end < self.end() && self.word(end) == "that" && !noun;
            let end = if that { end } else { self.made_by(end).unwrap_or(end) };
            // "sources close to the minister" are not the minister.
            let unnamed = self.context.resources.entry(cue.entry).note.starts_with("vague");
            let source =
                cover(self.context.segments, &(if unnamed { cue.tokens.start } else { cue.tokens.end }..end));
            let before = Span::new(self.span().start, cue.span.start).trim(&self.context.document.text);
            let behind = Span::new(source.end, self.span().end);
            let first = cue.tokens.start == self.context.segments.sentences[self.sentence].tokens.start;
            let content = if first || that || unnamed { behind } else { before };
            if self.is_source(source) {
                frames.push(self.frame(source, Some(cue.span), CueClass::Assert, content));
            }
        }
    }

    /// "X reported that …", "the study shows …": reports whose speaker is a source, not a person of the transcript.
    fn reported(&self, frames: &mut Vec<Frame>) {
        let here = self.context.voices.reports_of(self.sentence..=self.sentence).iter();
        // A state that urges and condemns acts; a person or a document that does is cited.
        let cited = |report: &&Report| {
            let read = report.speaker.read;
            report.class != CueClass::Conflict || read.is_some_and(|read| self.names_a_person(read))
        };
        for report in here.filter(|report| !report.thought).filter(cited) {
            let Some(read) = report.speaker.read.filter(|read| !overlaps_any(frames, self.sentence, *read))
            else {
                continue;
            };
            // "what the President said", "he never said that": nothing is told.
            // What is cited goes on to the end of the sentence, though behind a comma it may be the speaker's own again.
            let behind = report.content.start >= report.cue.end;
            let said = if behind { Span::new(report.content.start, self.span().end) } else { report.content };
            let told = self.words_in(said) >= SAID || report.class == CueClass::Conflict;
            if !self.is_narrated() && (!told || self.is_negated(read, report.cue)) {
                continue;
            }
            let pronoun = self.is_pronoun(report);
            if self.is_person(report) || !pronoun && !self.is_source(read) && !self.names_a_state(read) {
                continue;
            }
            let frame = self.frame(self.widened(read), Some(report.cue), report.class, said);
            let antecedent = frame.antecedent.or_else(|| self.person_named(report).filter(|_| pronoun));
            frames.push(Frame { antecedent, ..frame });
        }
    }

    /// "statistics reported by X", "recent reports from X": a source noun and who made it, without another cue.
    fn by_whom(&self, frames: &mut Vec<Frame>) {
        // "Statement by the Permanent Representative" is the title of the text itself.
        let turn = &self.context.segments.turns[self.context.segments.sentences[self.sentence].turn];
        if turn.heading {
            return;
        }
        for noun in self.cues.iter().filter(|cue| cue.part == Part::SourceNoun) {
            if overlaps_any(frames, self.sentence, noun.span) || !self.noted.is_empty() {
                continue;
            }
            let Some(end) = self.made_by(noun.tokens.end) else { continue };
            let by = self.by(noun.tokens.end).unwrap_or(noun.tokens.end);
            let whom = cover(self.context.segments, &(by + 1..end));
            let of = self.word(by) == "of";
            let known = self.names_a_body(whom)
                && self.begins_with_body(by + 1)
                && !(of && self.names_a_person(whom));
            let said = end < self.end() && self.word(end) == "that" && self.has_capital(by + 1..end);
            if !known && !said {
                continue;
            }
            // A source noun with its maker is a source; it cites something only with a verb behind it, or with figures.
            let source = noun.span.cover(whom);
            let cue = Some(cover(self.context.segments, &(by..by + 1)));
            let verb = self.verb_behind(end);
            let content = verb.map_or(self.span(), |verb| Span::new(verb.span.end, self.span().end));
            let content = if said { Span::new(whom.end, self.span().end) } else { content };
            if verb.is_some() || said || self.has_figures() || self.introduces() || self.is_narrated() {
                frames.push(self.frame(
                    source,
                    verb.map(|verb| verb.span).or(cue),
                    CueClass::Assert,
                    content,
                ));
            }
        }
    }

    /// "some reports", "as is known to all", "people can tell".
    fn vague(&self, frames: &mut Vec<Frame>) {
        for cue in self.cues.iter().filter(|cue| cue.part == Part::Vague) {
            let noun = self.context.resources.entry(cue.entry).role == "noun";
            if overlaps_any(frames, self.sentence, cue.span)
                || self.is_noted(cue.span)
                || noun && self.verb_behind(cue.tokens.end).is_none()
            {
                continue;
            }
            // "…, as is known to all" stands behind what it vouches for; a source of nothing is none.
            let behind = Span::new(cue.span.end, self.closed(cue.span));
            let before = Span::new(self.opened(cue.span), cue.span.start);
            let content = [behind, before].into_iter().find(|span| self.words_in(*span) >= CLAIM);
            if let Some(content) = content.or((!noun).then_some(behind)) {
                frames.push(self.frame(cue.span, None, CueClass::Assert, content));
            }
        }
    }
}
