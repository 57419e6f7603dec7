//! “…,” Blige sings: the name or pronoun right behind a quotation, where no known verb of report tells the speaker.

use super::found::{Cue, Found};
use super::index::Index;
use super::reports::Reading;
use super::subject::{DETERMINERS, Subject};
use super::{Quote, QuoteKind, Report, Speaker};
use crate::document::{Document, Span};
use crate::resources::{CueClass, Part, Resources};
use crate::segment::{Break, Segments};

/// Longest name with its titles, in words.
const NAME: usize = 8;
/// Longest apposition between a name and its verb, in words.
const APPOSITION: usize = 14;

/// The speaker whom the words behind a quotation name: “…,” X sings; “…” — X.
pub(super) fn tag(
    document: &Document,
    segments: &Segments,
    found: &Found,
    resources: &Resources,
    index: &Index,
    quote: &Quote,
) -> Option<Speaker> {
    if quote.kind == QuoteKind::Scare {
        return None;
    }
    let text = &document.text;
    let rest = &text[quote.content.end..];
    let behind = rest.trim_start_matches(['”', '"', '»', '’', '\'', '.', ',']);
    let gap = behind.len() - behind.trim_start_matches(' ').len();
    let dash = behind.trim_start().starts_with(['―', '—', '–']);
    let at = quote.content.end + (rest.len() - behind.len()) + gap;
    let number = segments.sentence_at(at.min(text.len().saturating_sub(1)))?;
    let reading = Reading::alone(document, segments, found, resources, index, number);
    let token = segments.tokens.partition_point(|token| token.span.start < at);
    if token >= reading.sentence().tokens.end {
        return None;
    }
    if dash && (reading.ends_line(token) || !behind.trim_start().starts_with('—')) {
        return reading.signature(token);
    }
    let closed = quote.content.slice(text).ends_with([',', '?', '!']);
    if !closed || gap == 0 { None } else { reading.name_with_verb(token) }
}

impl Reading<'_> {
    /// "He said:" at the end of the paragraph before: who speaks, and the verb.
    pub(super) fn introduction(&self) -> Option<(Speaker, (Span, CueClass))> {
        let before = self.number.checked_sub(1)?;
        if !self.segments.sentences[before].span.slice(&self.document.text).ends_with(':') {
            return None;
        }
        let reading =
            Reading::alone(self.document, self.segments, self.found, self.resources, self.index, before);
        reading.cues.iter().rev().find_map(|cue| match cue.part {
            Part::Report(class) | Part::Told(class) => {
                other(reading.narrated_subject(cue, None)).map(|speaker| (speaker, (cue.span, class)))
            }
            _ => None,
        })
    }

    /// "According to Limbaugh, …", "…, according to their attorney": a person's words without a verb.
    pub(super) fn according(&self, cue: &Cue) -> Option<Report> {
        let sentence = self.sentence();
        let token = cue.tokens.end;
        if token >= sentence.tokens.end
            || !self.slice(cue.tokens.clone()).eq_ignore_ascii_case("according to")
        {
            return None;
        }
        let speaker = other(self.phrase_behind(token))?;
        let end = self.first_token_behind(speaker.read?);
        let first = cue.tokens.start == sentence.tokens.start;
        let content = if first {
            let comma = (end..sentence.tokens.end)
                .find(|token| self.segments.tokens[*token].break_before != Break::None)?;
            Span::new(self.segments.tokens[comma].span.start, sentence.span.end)
        } else {
            // "Ferries, according to the ministry, sail as usual."
            let goes_on = end + 1 < sentence.tokens.end
                && self.segments.tokens[end].break_before == Break::Comma
                && !self.word(end).ends_with("ing");
            if goes_on {
                return Some(self.told(speaker, cue, sentence.span));
            }
            let before = Span::new(sentence.span.start, cue.span.start).trim(&self.document.text);
            let words = before.slice(&self.document.text).trim_end_matches([',', ' ']);
            Span::new(before.start, before.start + words.len())
        };
        (!content.is_empty()).then(|| self.told(speaker, cue, content))
    }

    fn told(&self, speaker: Speaker, cue: &Cue, content: Span) -> Report {
        Report {
            speaker,
            cue: cue.span,
            class: CueClass::Assert,
            content,
            sentence: self.number,
            thought: false,
            transfers: true,
            own: false,
        }
    }

    /// Is what begins with a token no longer than a name?
    fn ends_line(&self, token: usize) -> bool {
        self.sentence().tokens.end - token <= NAME
    }

    /// “…” ― Carla Sanchez: the name up to the end of the line.
    fn signature(&self, token: usize) -> Option<Speaker> {
        let end = self.run_of_capitals(token);
        (end > token).then(|| self.speaker(self.slice(token..end).to_owned(), token..end, "signature"))
    }

    fn run_of_capitals(&self, token: usize) -> usize {
        let end = self.sentence().tokens.end.min(token + NAME);
        let joined = |at: usize| at == token || self.segments.tokens[at].break_before == Break::None;
        let named = |at: usize| self.word(at).starts_with(char::is_uppercase) && joined(at);
        (token..end).take_while(|at| named(*at)).last().map_or(token, |last| last + 1)
    }

    /// "Blige sings", "the ad's narrator says", "she wails", "wails Blige".
    fn name_with_verb(&self, token: usize) -> Option<Speaker> {
        let word = self.word(token);
        let lower = word.to_lowercase();
        let next = token + 1;
        let within = next < self.sentence().tokens.end;
        if matches!(lower.as_ref(), "he" | "she" | "they") {
            return (within && is_verb(self.word(next))).then(|| other(self.pronoun(token)))?;
        }
        if word.starts_with(char::is_uppercase) {
            let end = self.verb_behind(self.run_of_capitals(token))?;
            return other(self.named(token..end, "name"));
        }
        if DETERMINERS.contains(&lower.as_ref()) {
            let heads = |part| matches!(part, Part::Head | Part::SourceNoun);
            let head = self.cues.iter().find(|cue| heads(cue.part) && cue.tokens.start > token)?;
            let end = self.verb_behind(head.tokens.end).filter(|end| end - token <= NAME)?;
            return other(self.named(token..end, "name"));
        }
        if within && is_verb(word) && self.segments.tokens[next].break_before == Break::None {
            return other(self.phrase_behind(next));
        }
        None
    }

    /// The end of the name itself, when a verb follows it, be it behind an apposition.
    fn verb_behind(&self, end: usize) -> Option<usize> {
        let last = self.sentence().tokens.end;
        let broken = |at: usize| at < last && self.segments.tokens[at].break_before != Break::None;
        if end < last && !broken(end) {
            return is_verb(self.word(end)).then_some(end);
        }
        let close = (end + 1..last.min(end + APPOSITION)).find(|at| broken(*at))?;
        (end < last && is_verb(self.word(close))).then_some(end)
    }
}

fn other(subject: Subject) -> Option<Speaker> {
    match subject {
        Subject::Other(speaker) => Some(speaker),
        _ => None,
    }
}

/// Does the word look like a verb in the third person or the past?
fn is_verb(word: &str) -> bool {
    let lower = word.starts_with(char::is_lowercase);
    lower && word.len() > 3 && (word.ends_with('s') || word.ends_with("ed"))
        || matches!(word, "said" | "sang" | "wrote" | "read" | "went")
}
