//! Documents as sources: a text of law before its verb, "it" and "the report" that stand for one named before, and
//! claims that are somebody's ("X's claim that"). What "it" stands for is told where one candidate stands, else left open.

use super::frames::Frame;
use super::reading::{Reading, overlaps_any};
use crate::document::Span;
use crate::resources::{CueClass, Part};
use crate::segment::Break;
use crate::tag::Context;
use crate::voice::found::{Cue, cover};

/// "It" stands for a document named so many sentences before.
const NEAR: usize = 2;
/// "The report" stands for one named so many sentences before.
const FAR: usize = 14;
/// Longest name of a document before its noun, in words.
const NAME: usize = 7;
/// A clause between a document and its verb has no more words than this.
const APPOSED: usize = 16;
/// "The Declaration, the Proclamation and the Instrument, all of them, affirm": so far stands a verb that only texts do.
const FAR_VERB: usize = 12;
/// "In addition, the report …": a sentence whose document stands so early is about it.
const SUBJECT: usize = 3;

impl Reading<'_> {
    /// "The Declaration explicitly demands …", "a study that came out in May finds …": a document before its verb.
    pub(super) fn stated(&self, frames: &mut Vec<Frame>) {
        for cue in self.cues {
            let class = match cue.part {
                Part::Report(class) | Part::Told(class) => class,
                _ if self.is_verb_of_texts(cue) => CueClass::Endorse,
                _ => continue,
            };
            let Some(source) = self.document_before(cue) else { continue };
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
        let noun = nouns.find(|noun| !law || self.is_law(noun)).or_else(|| {
            self.cues.iter().rev().find(|noun| noun.part == Part::SourceNoun && noun.tokens.end == at)
        })?;
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

    /// The first token of the fillers and adverbs before a verb.
    pub(super) fn before_adverbs(&self, token: usize) -> usize {
        let mut at = token;
        loop {
            let filler = self.cues.iter().find(|cue| cue.part == Part::Filler && cue.tokens.end == at);
            let adverb = at > self.start() && self.word(at - 1).ends_with("ly");
            match filler {
                Some(filler) => at = filler.tokens.start,
                None if adverb => at -= 1,
                None => return at,
            }
        }
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
            let mut names = self.context.found.names_of(self.sentence).iter().rev();
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

    /// Is it a document named by its maker, its title or its number?
    fn is_document(&self, noun: &Cue) -> bool {
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
        let verb = self.cues.iter().find(|cue| cue.part == Part::Publish && cue.tokens.end == document)?;
        let at = self.before_adverbs(verb.tokens.start);
        let mut names = self.context.found.names_of(self.sentence).iter();
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
        let known = self.context.found.names_of(self.sentence).iter().any(|name| name.span.overlaps(span));
        let article = matches!(self.word(token), "The" | "This" | "That" | "A" | "An" | "Its");
        token == self.start() && !known && !article
    }

    pub(super) fn start(&self) -> usize {
        self.context.segments.sentences[self.sentence].tokens.start
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

fn is_participle(word: &str) -> bool {
    word.ends_with("ing") && word.starts_with(char::is_lowercase)
}
