//! Documents as sources: a text of law or a study before its verb, and claims that are somebody's ("X's claim that").

use super::frames::Frame;
use super::reading::{Reading, overlaps_any};
use crate::document::Span;
use crate::resources::{CueClass, Part};
use crate::segment::Break;
use crate::voice::found::{Cue, cover};

/// Longest name of a document before its noun, in words.
const NAME: usize = 7;
/// A clause between a document and its verb has no more words than this.
const APPOSED: usize = 16;
/// "The Declaration, the Proclamation and the Instrument, all of them, affirm": so far stands a verb that only texts do.
const FAR_VERB: usize = 12;

impl Reading<'_> {
    /// "The Declaration explicitly demands …", "a study that came out in May finds …": a document before its verb.
    pub(super) fn stated(&self, frames: &mut Vec<Frame>) {
        if !self.cues.iter().any(|cue| cue.part == Part::SourceNoun) {
            return;
        }
        for cue in self.cues.iter() {
            let class = match cue.part {
                Part::Report(class) | Part::Told(class) => class,
                _ if self.is_verb_of_texts(cue) => CueClass::Endorse,
                _ => continue,
            };
            let Some(source) = self.document_before(cue) else { continue };
            // "A spokesman known for his remarks rejected …": the verb has another subject.
            let mut reports = self.context.voices.reports_of(self.sentence..=self.sentence).iter();
            let subject =
                reports.find(|report| report.cue == cue.span).and_then(|report| report.speaker.read);
            if subject.is_some_and(|subject| subject.start < source.start || !subject.overlaps(source)) {
                continue;
            }
            if !overlaps_any(frames, self.sentence, source) && !overlaps_any(frames, self.sentence, cue.span)
            {
                let content = Span::new(cue.span.end, self.span().end);
                frames.push(self.frame(source, Some(cue.span), class, content));
            }
        }
    }

    /// The document that is the subject of a verb: right before it, but for adverbs, or before a clause set off by commas.
    fn document_before(&self, cue: &Cue) -> Option<Span> {
        let at = self.before_adverbs(cue.tokens.start);
        let law = self.is_verb_of_texts(cue);
        let mut nouns =
            self.cues.iter().rev().filter(|noun| noun.part == Part::SourceNoun && noun.tokens.end <= at);
        let noun =
            nouns.find(|noun| !law || self.is_law(noun)).or_else(|| self.cues.up_to(Part::SourceNoun, at))?;
        let document = self.document_of(noun);
        // "Nor does the report accuse anybody."
        let first = self.context.segments.tokens.partition_point(|token| token.span.start < document.start);
        if first > self.start() && matches!(self.word(first - 1), "does" | "did" | "do") {
            return None;
        }
        let end = self.context.segments.tokens.partition_point(|token| token.span.start < document.end);
        let set_off = |token: usize| self.context.segments.tokens[token].break_before != Break::None;
        let apposed = end < at && at - end <= APPOSED && set_off(end) && set_off(at);
        let relative = end < at
            && at - end <= APPOSED
            && matches!(self.word(end), "that" | "which")
            && !self.cues.iter().any(|other| {
                matches!(other.part, Part::Report(_) | Part::Told(_))
                    && (end..at).contains(&other.tokens.start)
            })
            && set_off(at);
        let verb = !self.is_noun_here(cue, at);
        (verb && (end == at || apposed || relative || law && at - end <= FAR_VERB)).then_some(document)
    }

    /// "the report claims", but not "report on claims": a word that may be a noun needs its document right before it.
    fn is_noun_here(&self, cue: &Cue, at: usize) -> bool {
        let note = &self.context.resources.entry(cue.entry).note;
        let next = cue.tokens.end;
        let of = next < self.end() && matches!(self.word(next), "of" | "by" | "in" | "on" | "at" | "from");
        let denied =
            (at..cue.tokens.start).any(|token| matches!(self.word(token), "not" | "never" | "to" | "hardly"));
        denied
            || note.starts_with("noun") && of
            || self.word(cue.tokens.start).ends_with("ing")
            || next < self.end() && self.word(next) == "by"
    }

    /// A verb that only texts of law do: *stipulates*, *affirms*. Its source stands before it.
    pub(super) fn is_verb_of_texts(&self, cue: &Cue) -> bool {
        cue.part == Part::According && self.context.resources.entry(cue.entry).note.contains("text of law")
    }

    fn is_law(&self, cue: &Cue) -> bool {
        cue.part == Part::SourceNoun && self.context.resources.entry(cue.entry).source_type == "LAW"
    }

    /// "Karvonia's claim that …", "the president's statement welcoming …": the claim of somebody named.
    pub(super) fn claimed(&self, frames: &mut Vec<Frame>) {
        for noun in self.cues.iter().filter(|cue| matches!(cue.part, Part::Mention | Part::SourceNoun)) {
            let mut names = self.context.names(self.sentence).iter().rev();
            let Some(name) = names.find(|name| name.tokens.end == noun.tokens.start) else {
                continue;
            };
            let possessive = self.word(name.tokens.end - 1).ends_with(['s', 'S'])
                && self.word(name.tokens.end - 1).contains(['\'', '’']);
            if !possessive || overlaps_any(frames, self.sentence, noun.span) || self.is_noted(noun.span) {
                continue;
            }
            let next = noun.tokens.end;
            let class = if noun.part == Part::Mention { CueClass::Distance } else { CueClass::Assert };
            let said = self.word(next - 1) == "that"
                || next < self.end() && (self.word(next) == "that" || is_participle(self.word(next)));
            if said {
                let content = Span::new(noun.span.end, self.span().end);
                frames.push(self.frame(self.widened(name.span), Some(noun.span), class, content));
            }
        }
    }

    /// Is it a document named by its maker, its title or its number?
    pub(super) fn is_document(&self, noun: &Cue) -> bool {
        if noun.part != Part::SourceNoun {
            return false;
        }
        let words = noun.span.slice(&self.context.document.text);
        let numbered = words.contains(|c: char| c.is_ascii_digit());
        let document = self.document_of(noun);
        let named = document.contains(noun.span) && document != noun.span && self.names_maker(document);
        numbered || named
    }

    fn names_maker(&self, document: Span) -> bool {
        let names = self.context.found.names_in(document).iter();
        let category = |entry: u32| self.context.resources.category(entry).id.as_str();
        let known = names.clone().any(|name| !category(name.entry).starts_with("pronoun."));
        let text = document.slice(&self.context.document.text);
        let titled =
            text.split_whitespace().skip(1).filter(|word| word.starts_with(char::is_uppercase)).count();
        known
            || titled > 1
            || self.cues.iter().any(|cue| cue.part == Part::Head && document.contains(cue.span))
    }

    /// The words of a document around its noun: from its article or the capitals before it to its maker behind it.
    pub(super) fn document_of(&self, noun: &Cue) -> Span {
        let lowest = self.start().max(noun.tokens.start.saturating_sub(NAME));
        let tokens = &self.context.segments.tokens;
        let mut start = noun.tokens.start;
        while start > lowest
            && tokens[start].break_before == Break::None
            && self.goes_with(start - 1)
            && !self.only_begins(start - 1)
        {
            start -= 1;
        }
        start = self.publisher_before(start).unwrap_or(start);
        let open =
            matches!(self.word(noun.tokens.end - 1), "of" | "on" | "by" | "for" | "to" | "the" | "against");
        let end = if open { self.source_end(noun.tokens.end) } else { self.made_by(noun.tokens.end) };
        let mut end = end.unwrap_or(noun.tokens.end);
        while end > noun.tokens.end && self.word(end - 1).ends_with("ly") {
            end -= 1;
        }
        cover(self.context.segments, &(start..end))
    }

    /// "The Centre published *a report*": where the name of the one who brought it out begins.
    fn publisher_before(&self, document: usize) -> Option<usize> {
        let verb = self.cues.up_to(Part::Publish, document)?;
        let at = self.before_adverbs(verb.tokens.start);
        let mut names = self.context.names(self.sentence).iter();
        let name = names.find(|name| name.tokens.end == at)?;
        let category = self.context.resources.category(name.entry).id.as_str();
        let body = matches!(category, "body" | "io" | "firm" | "research" | "media" | "state" | "metonym");
        body.then_some(name.tokens.start)
    }

    /// Does a word before a noun of documents belong to its name: a capital, a possessive, an article?
    fn goes_with(&self, token: usize) -> bool {
        let word = self.word(token);
        let link = matches!(
            word,
            "of" | "on" | "the" | "The" | "this" | "that" | "a" | "an" | "same" | "its" | "and"
        );
        let capital = word.starts_with(char::is_uppercase) || word.starts_with(|c: char| c.is_ascii_digit());
        let possessive = word.ends_with("'s") || word.ends_with("’s");
        let article = link && !matches!(word, "of" | "on" | "and");
        capital || possessive || article
    }

    /// "Regarding resolution 2513": a capital only because the sentence begins.
    fn only_begins(&self, token: usize) -> bool {
        let span = self.context.segments.tokens[token].span;
        let known = self.context.names(self.sentence).iter().any(|name| name.span.overlaps(span));
        let article = matches!(self.word(token), "The" | "This" | "That" | "A" | "An" | "Its");
        token == self.start() && !known && !article
    }

    pub(super) fn start(&self) -> usize {
        self.context.segments.sentences[self.sentence].tokens.start
    }
}

fn is_participle(word: &str) -> bool {
    word.ends_with("ing") && word.starts_with(char::is_lowercase)
}
