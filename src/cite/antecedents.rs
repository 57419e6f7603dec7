//! "It" and "the report" that stand for a document named before. What they stand for is told where one candidate stands,
//! else left open.

use super::frames::Frame;
use super::reading::{Reading, overlaps_any};
use crate::document::Span;
use crate::resources::{CueClass, Part};
use crate::tag::Context;
use crate::voice::found::Cue;

/// "It" stands for a document named so many sentences before.
const NEAR: usize = 2;
/// "The report" stands for one named so many sentences before.
const FAR: usize = 14;
/// "In addition, the report …": a sentence whose document stands so early is about it.
const SUBJECT: usize = 3;

impl Reading<'_> {
    /// "It points out that …" where one document was named just before.
    pub(super) fn it_reports(&self, frames: &mut Vec<Frame>) {
        for cue in self.cues.iter().filter(|cue| matches!(cue.part, Part::Report(_) | Part::Told(_))) {
            let at = self.before_adverbs(cue.tokens.start);
            let Some(it) = at.checked_sub(1).filter(|token| *token >= self.start()) else { continue };
            let span = self.context.segments.tokens[it].span;
            if !self.word(it).eq_ignore_ascii_case("it") || overlaps_any(frames, self.sentence, span) {
                continue;
            }
            if let Some(antecedent) = self.just_named(it) {
                let class = match cue.part {
                    Part::Report(class) | Part::Told(class) => class,
                    _ => CueClass::Assert,
                };
                let content = Span::new(cue.span.end, self.span().end);
                let frame = self.frame(span, Some(cue.span), class, content);
                frames.push(Frame { antecedent: Some(antecedent), ..frame });
            }
        }
    }

    /// The one document named before a token: in its sentence, else in the nearest sentence that names any.
    fn just_named(&self, token: usize) -> Option<Span> {
        let here: Vec<&Cue> =
            self.cues.iter().filter(|cue| cue.tokens.end <= token && self.is_document(cue)).collect();
        if let [only] = here.as_slice() {
            return Some(self.document_of(only));
        }
        let turn = self.context.segments.sentences[self.sentence].turn;
        let first = self.sentence.saturating_sub(NEAR);
        for number in (first..self.sentence).rev() {
            if !here.is_empty() || self.context.segments.sentences[number].turn != turn {
                return None;
            }
            let before = self.of(number);
            let named: Vec<&Cue> = before.cues.iter().filter(|cue| before.is_document(cue)).collect();
            match named.as_slice() {
                [] => {}
                [only] if before.is_about(only) => return Some(before.document_of(only)),
                _ => return None,
            }
        }
        None
    }

    /// Is the sentence about the document: does it stand at its head, as its subject would?
    fn is_about(&self, noun: &Cue) -> bool {
        let document = self.document_of(noun);
        let head = self.context.segments.tokens.partition_point(|token| token.span.start < document.start);
        head < self.start() + SUBJECT
    }

    /// The document named before by the words of "the report", "the same study"; `None` when the words name it
    /// themselves, or when several may be meant.
    pub(super) fn antecedent_of(&self, source: Span) -> Option<Span> {
        let noun = self.cues.iter().find(|cue| {
            cue.part == Part::SourceNoun && source.contains(cue.span) && cue.span.end == source.end
        })?;
        let definite = ["the", "this", "that", "these", "those", "same", "such"];
        let before = Span::new(source.start, noun.span.start).slice(&self.context.document.text);
        let bare = !before.trim().is_empty()
            && before.split_whitespace().all(|word| definite.contains(&word.to_lowercase().as_str()));
        if !bare {
            return None;
        }
        let kind = noun_of(noun.span.slice(&self.context.document.text));
        self.named_before(&kind)
    }

    /// The document of a kind that the nearest earlier sentence with any such names by its maker, title or number; open
    /// when it names several. "The document" may be of any kind.
    fn named_before(&self, kind: &str) -> Option<Span> {
        let text = &self.context.document.text;
        let any = matches!(kind, "document" | "paper" | "text");
        let first = self.sentence.saturating_sub(FAR);
        for number in (first..self.sentence).rev().filter(|number| self.is_near(*number)) {
            let before = self.of(number);
            let nouns = before.cues.iter().filter(|cue| before.is_document(cue));
            let same = nouns.filter(|cue| any || noun_of(cue.span.slice(text)) == kind);
            let named: Vec<Span> = same.map(|cue| before.document_of(cue)).collect();
            match named.as_slice() {
                [] => {}
                [only] => return Some(*only),
                _ => return None,
            }
        }
        None
    }

    /// Does another sentence stand in the same turn, the same exchange, or in the same running text?
    fn is_near(&self, number: usize) -> bool {
        let sentences = &self.context.segments.sentences;
        let turns = &self.context.segments.turns;
        let (here, there) = (sentences[self.sentence].turn, sentences[number].turn);
        let exchange = turns[here].exchange;
        here == there || exchange.is_none() || turns[there].exchange == exchange
    }

    /// Another sentence, read for the documents that it names.
    fn of(&self, sentence: usize) -> Reading<'_> {
        let context: Context = self.context;
        Reading {
            context,
            sentence,
            cues: context.cues(sentence),
            noted: Vec::new(),
            quantities: self.quantities,
        }
    }
}

/// "reports" → "report".
fn noun_of(words: &str) -> String {
    let noun = words.split_whitespace().last().unwrap_or(words).to_lowercase();
    noun.strip_suffix('s').filter(|noun| noun.len() > 3).map_or(noun.clone(), str::to_owned)
}
