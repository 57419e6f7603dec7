//! Source–cue–content frames, shape by shape.

use super::Citation;
use super::complete::complete;
use super::links::{addresses, links};
use super::quantities::{Kind, Quantity};
use crate::document::{Role, Span};
use crate::resources::{CueClass, Part};
use crate::segment::{Break, of_sentences};
use crate::tag::{Context, Hit};
use crate::voice::Report;
use crate::voice::found::{Cue, cover};

/// Longest source, in words.
const SOURCE: usize = 22;

/// So near behind a source noun stands "by" or "from", in words.
const MAKER: usize = 6;

/// What a shape reads before sides and purposes are known.
pub(super) struct Frame {
    pub(super) source: Span,
    pub(super) cue: Option<Span>,
    pub(super) class: CueClass,
    pub(super) content: Option<Span>,
    pub(super) sentence: usize,
}

/// All citations in text order.
pub fn citations(context: Context, hits: &[Hit], quantities: &[Quantity]) -> Vec<Citation> {
    let mut frames = Vec::new();
    for sentence in 0..context.segments.sentences.len() {
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

/// A maker is named within so many words behind "by".
const MAKER_WORDS: usize = 4;
/// The verb of a source stands within so many words behind it.
const VERB: usize = 3;
/// What is claimed has at least this many words.
const CLAIM: usize = 3;

struct Reading<'a> {
    context: Context<'a>,
    sentence: usize,
    cues: &'a [Cue],
    /// Words by which a report is noted and nothing more.
    noted: Vec<Span>,
    quantities: &'a [Quantity],
}

impl Reading<'_> {
    fn span(&self) -> Span {
        self.context.segments.sentences[self.sentence].span
    }

    fn end(&self) -> usize {
        self.context.segments.sentences[self.sentence].tokens.end
    }

    fn word(&self, token: usize) -> &str {
        self.context.segments.tokens[token].span.slice(&self.context.document.text)
    }

    /// "according to X, …", "citing a report by X": the source runs to the next comma, verb of report or end.
    fn according(&self, frames: &mut Vec<Frame>) {
        for cue in self.cues.iter().filter(|cue| cue.part == Part::According) {
            if overlaps_any(frames, self.sentence, cue.span) || !self.noted.is_empty() {
                continue;
            }
            let Some(end) = self.source_end(cue.tokens.end) else { continue };
            let end = self.made_by(end).unwrap_or(end);
            let source = cover(self.context.segments, &(cue.tokens.end..end));
            let before = Span::new(self.span().start, cue.span.start).trim(&self.context.document.text);
            let behind = Span::new(source.end, self.span().end);
            let first = cue.tokens.start == self.context.segments.sentences[self.sentence].tokens.start;
            let content = if first { behind } else { before };
            if self.is_source(source) {
                frames.push(self.frame(source, Some(cue.span), CueClass::Assert, content));
            }
        }
    }

    /// One past the last token of a noun phrase that begins at a token.
    fn source_end(&self, start: usize) -> Option<usize> {
        let tokens = &self.context.segments.tokens;
        let stops = |token: usize| {
            token > start
                && (tokens[token].break_before != Break::None
                    || ends_source(self.word(token))
                    || self.cues.iter().any(|cue| {
                        matches!(cue.part, Part::Report(_))
                            && cue.tokens.start == token
                            && !self.is_participle(token)
                    }))
        };
        let end = (start..self.end().min(start + SOURCE)).take_while(|token| !stops(*token)).last()? + 1;
        Some(end)
    }

    /// "a report released by X", "figures reported by X" go on with the source.
    fn is_participle(&self, token: usize) -> bool {
        token + 1 < self.end() && self.word(token + 1) == "by"
    }

    /// "X reported that …", "the study shows …": reports whose speaker is a source, not a person of the transcript.
    fn reported(&self, frames: &mut Vec<Frame>) {
        let here = self.context.voices.reports_of(self.sentence..=self.sentence).iter();
        for report in here.filter(|report| report.class != CueClass::Conflict && !report.thought) {
            let Some(read) = report.speaker.read.filter(|read| !overlaps_any(frames, self.sentence, *read))
            else {
                continue;
            };
            if self.is_person(report) || !self.is_source(read) && !self.names_a_state(read) {
                continue;
            }
            // What is cited goes on to the end of the sentence, though behind a comma it may be the speaker's own again.
            let content = if report.content.start >= report.cue.end {
                Span::new(report.content.start, self.span().end)
            } else {
                report.content
            };
            frames.push(self.frame(self.widened(read), Some(report.cue), report.class, content));
        }
    }

    /// Is the speaker of the report one of the persons whose words the document gives?
    fn is_person(&self, report: &Report) -> bool {
        self.context.segments.people.iter().any(|person| Some(&person.name) == report.speaker.name.as_ref())
    }

    /// The words of a source with the article before them.
    fn widened(&self, read: Span) -> Span {
        let first = self.context.segments.tokens.partition_point(|token| token.span.end <= read.start);
        let before = first
            .checked_sub(1)
            .filter(|token| *token >= self.context.segments.sentences[self.sentence].tokens.start);
        match before {
            Some(token)
                if self.context.segments.tokens[first].break_before == Break::None
                    && matches!(self.word(token).to_lowercase().as_str(), "the" | "a" | "an") =>
            {
                self.context.segments.tokens[token].span.cover(read)
            }
            _ => read,
        }
    }

    /// "statistics reported by X", "recent reports from X": a source noun and who made it, without another cue.
    fn by_whom(&self, frames: &mut Vec<Frame>) {
        for noun in self.cues.iter().filter(|cue| cue.part == Part::SourceNoun) {
            if overlaps_any(frames, self.sentence, noun.span) || !self.noted.is_empty() {
                continue;
            }
            let Some(end) = self.made_by(noun.tokens.end) else { continue };
            let by = self.by(noun.tokens.end).unwrap_or(noun.tokens.end);
            let whom = cover(self.context.segments, &(by + 1..end));
            if !self.names_a_body(whom) || !self.begins_with_body(by + 1) {
                continue;
            }
            // A source noun with its maker is a source; it cites something only with a verb behind it, or with figures.
            let source = noun.span.cover(whom);
            let cue = Some(cover(self.context.segments, &(by..by + 1)));
            let verb = self.verb_behind(end);
            let content = verb.map_or(self.span(), |verb| Span::new(verb.span.end, self.span().end));
            if verb.is_some() || self.has_figures() || self.introduces() || self.is_narrated() {
                frames.push(self.frame(
                    source,
                    verb.map(|verb| verb.span).or(cue),
                    CueClass::Assert,
                    content,
                ));
            }
        }
    }

    /// Is the maker the first thing named behind the preposition: at most three words before its name or head?
    fn begins_with_body(&self, token: usize) -> bool {
        let near = token..token + MAKER_WORDS;
        let named =
            self.context.found.names_of(self.sentence).iter().any(|name| near.contains(&name.tokens.start));
        named || self.cues.iter().any(|cue| cue.part == Part::Head && near.contains(&cue.tokens.start))
    }

    /// The verb of report that follows a source.
    fn verb_behind(&self, token: usize) -> Option<&Cue> {
        let near = token..token + VERB;
        self.cues.iter().find(|cue| matches!(cue.part, Part::Report(_)) && near.contains(&cue.tokens.start))
    }

    /// "She offered statistics from the NNIC:" what is cited follows.
    fn introduces(&self) -> bool {
        self.span().slice(&self.context.document.text).trim_end().ends_with(':')
    }

    /// A narrator names the sources of others without citing them himself.
    fn is_narrated(&self) -> bool {
        let turn = self.context.segments.sentences[self.sentence].turn;
        self.context.segments.turns[turn].role == Role::Narrator
    }

    /// Does the sentence hold a number that is more than a date?
    fn has_figures(&self) -> bool {
        let here = of_sentences(self.quantities, |quantity| quantity.sentence, self.sentence..=self.sentence);
        here.iter().any(|quantity| !matches!(quantity.kind, Kind::Date | Kind::Ordinal))
    }

    /// The token of "by", "from" or "of" that tells who made the thing named right before token `at`.
    fn by(&self, at: usize) -> Option<usize> {
        let tokens = &self.context.segments.tokens;
        let near = (at..self.end().min(at + MAKER)).take_while(|token| {
            tokens[*token].break_before == Break::None
                && !matches!(self.word(*token), "the" | "a" | "an" | "and" | "was" | "is")
        });
        near.filter(|token| *token + 1 < self.end()).find(|token| {
            matches!(self.word(*token), "by" | "from") || self.word(*token) == "of" && *token == at
        })
    }

    /// One past the last token of "by X" behind token `at`.
    fn made_by(&self, at: usize) -> Option<usize> {
        self.source_end(self.by(at)? + 1)
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
            let behind = Span::new(cue.span.end, self.span().end);
            let before = Span::new(self.opened(cue.span), cue.span.start);
            let content = [behind, before].into_iter().find(|span| self.words_in(*span) >= CLAIM);
            if let Some(content) = content.or((!noun).then_some(behind)) {
                frames.push(self.frame(cue.span, None, CueClass::Assert, content));
            }
        }
    }

    /// Where the words around a span begin: the sentence, or the quotation that holds the span.
    fn opened(&self, span: Span) -> usize {
        let quotes = self.context.voices.quotes_in(Span::new(self.span().start, span.end)).iter();
        let holding = quotes.filter(|quote| quote.content.contains(span)).map(|quote| quote.content.start);
        holding.max().map_or(self.span().start, |start| start.max(self.span().start))
    }

    /// "said last weekend that …": the words of time before what is said.
    fn skip_fillers(&self, mut start: usize) -> usize {
        let at =
            |start: usize| self.cues.iter().find(|cue| cue.part == Part::Filler && cue.span.start == start);
        while let Some(filler) = at(start) {
            let rest = Span::new(filler.span.end, self.span().end).slice(&self.context.document.text);
            start = filler.span.end + (rest.len() - rest.trim_start_matches([',', ' ', '\n']).len());
        }
        start
    }

    fn words_in(&self, span: Span) -> usize {
        let tokens = &self.context.segments.tokens;
        let first = tokens.partition_point(|token| token.span.start < span.start);
        tokens[first..].partition_point(|token| token.span.end <= span.end)
    }

    /// "We noted the report": told to have been seen, and cited for nothing.
    fn is_noted(&self, span: Span) -> bool {
        self.noted.iter().any(|noted| noted.overlaps(span))
    }

    fn frame(&self, source: Span, cue: Option<Span>, class: CueClass, content: Span) -> Frame {
        let text = &self.context.document.text;
        let content = Span::new(content.start, content.end).trim(text);
        let words = content.slice(text);
        let start =
            content.start + (words.len() - words.trim_start_matches([',', ':', ' ', '\n', ')', '.']).len());
        let content = Span::new(self.skip_fillers(start), content.end.max(start));
        let content = content.slice(text).chars().any(char::is_alphanumeric).then_some(content);
        Frame { source, cue, class, content, sentence: self.sentence }
    }

    /// Do the words name something that can be a source: a body, a source noun, a head noun, a vague source?
    fn is_source(&self, span: Span) -> bool {
        let noun = self.cues.iter().any(|cue| {
            matches!(cue.part, Part::SourceNoun | Part::Head | Part::Vague) && span.contains(cue.span)
        });
        noun || self.names_a_body(span)
    }

    fn names_a_state(&self, span: Span) -> bool {
        let mut names = self.context.found.names_in(span).iter();
        names.any(|name| {
            let category = self.context.resources.category(name.entry).id.as_str();
            matches!(category, "state" | "metonym" | "bloc")
        })
    }

    fn names_a_body(&self, span: Span) -> bool {
        let named = self.context.found.names_in(span).iter();
        let mut categories = named.map(|name| self.context.resources.category(name.entry).id.as_str());
        let head = self.cues.iter().any(|cue| cue.part == Part::Head && span.contains(cue.span));
        head || categories.any(|id| {
            matches!(
                id,
                "media" | "firm" | "research" | "body" | "io" | "official" | "person" | "pronoun.office"
            )
        })
    }
}

/// Words of the grammar's closed classes at which a noun phrase has ended.
fn ends_source(word: &str) -> bool {
    const ENDS: [&str; 18] = [
        "that", "which", "who", "has", "have", "had", "is", "are", "was", "were", "and", "i", "we", "you",
        "he", "she", "it", "they",
    ];
    ENDS.contains(&word.to_lowercase().as_str())
}

fn overlaps_any(frames: &[Frame], sentence: usize, span: Span) -> bool {
    frames
        .iter()
        .rev()
        .take_while(|frame| frame.sentence == sentence)
        .any(|frame| frame.source.overlaps(span) || frame.cue.is_some_and(|cue| cue.overlaps(span)))
}
