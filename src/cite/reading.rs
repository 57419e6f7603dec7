//! A sentence as the shapes of citations read it: its cues, and what its words can be.

use super::frames::Frame;
use super::quantities::{Kind, Quantity};
use crate::document::{Role, Span};
use crate::resources::{CueClass, Part};
use crate::segment::{Break, of_sentences};
use crate::tag::Context;
use crate::voice::Report;
use crate::voice::cues::Cues;
use crate::voice::found::Cue;
use crate::voice::lower::lower;

/// Longest source, in words.
const SOURCE: usize = 22;

/// Whom a pronoun means is named so many sentences before.
const NAMED: usize = 4;

/// So near behind a source noun stands "by" or "from", in words.
const MAKER: usize = 6;

/// A maker is named within so many words behind "by".
const MAKER_WORDS: usize = 4;
/// The verb of a source stands within so many words behind it.
const VERB: usize = 3;

/// One sentence.
pub(super) struct Reading<'a> {
    pub(super) context: Context<'a>,
    pub(super) sentence: usize,
    pub(super) cues: Cues<'a>,
    /// Words by which a report is noted and nothing more.
    pub(super) noted: Vec<Span>,
    pub(super) quantities: &'a [Quantity],
}

impl Reading<'_> {
    pub(super) fn span(&self) -> Span {
        self.context.segments.sentences[self.sentence].span
    }

    pub(super) fn end(&self) -> usize {
        self.context.segments.sentences[self.sentence].tokens.end
    }

    pub(super) fn word(&self, token: usize) -> &str {
        self.context.segments.tokens[token].span.slice(&self.context.document.text)
    }

    /// One past the last token of a noun phrase that begins at a token.
    pub(super) fn source_end(&self, start: usize) -> Option<usize> {
        let tokens = &self.context.segments.tokens;
        let stops = |token: usize| {
            token > start
                && (tokens[token].break_before != Break::None
                    || ends_source(self.word(token))
                    || self.cues.starting(token).any(|cue| {
                        matches!(cue.part, Part::Report(_) | Part::Told(_)) && !self.is_participle(token)
                    }))
        };
        let end = (start..self.end().min(start + SOURCE)).take_while(|token| !stops(*token)).last()? + 1;
        Some(end)
    }

    /// "a report released by X", "figures reported by X" go on with the source.
    pub(super) fn is_participle(&self, token: usize) -> bool {
        token + 1 < self.end() && self.word(token + 1) == "by"
    }

    /// "He noted that", in speech: somebody named before, or left open.
    pub(super) fn is_pronoun(&self, report: &Report) -> bool {
        !self.is_narrated() && matches!(report.speaker.basis, "antecedent" | "pronoun left open")
    }

    /// The words just before that name the one whom a pronoun means.
    pub(super) fn person_named(&self, report: &Report) -> Option<Span> {
        let name = report.speaker.name.as_deref()?;
        let text = &self.context.document.text;
        let before = (self.sentence.saturating_sub(NAMED)..self.sentence).rev();
        let names = before.flat_map(|number| self.context.names(number).iter().rev());
        names.map(|named| named.span).find(|span| span.slice(text) == name)
    }

    /// Is the speaker of the report one of the persons whose words the document gives?
    pub(super) fn is_person(&self, report: &Report) -> bool {
        self.context.segments.people.iter().any(|person| Some(&person.name) == report.speaker.name.as_ref())
    }

    /// The words of a source with the article before them.
    pub(super) fn widened(&self, read: Span) -> Span {
        let first = self.context.segments.tokens.partition_point(|token| token.span.end <= read.start);
        let before = first
            .checked_sub(1)
            .filter(|token| *token >= self.context.segments.sentences[self.sentence].tokens.start);
        match before {
            Some(token)
                if self.context.segments.tokens[first].break_before == Break::None
                    && matches!(lower(self.word(token)).as_ref(), "the" | "a" | "an") =>
            {
                self.context.segments.tokens[token].span.cover(read)
            }
            _ => read,
        }
    }

    /// Is the maker the first thing named behind the preposition: at most three words before its name or head?
    pub(super) fn begins_with_body(&self, token: usize) -> bool {
        let near = token..token + MAKER_WORDS;
        let named = self.context.names(self.sentence).iter().any(|name| near.contains(&name.tokens.start));
        named || near.into_iter().any(|token| self.cues.at(Part::Head, token).is_some())
    }

    /// The verb of report that follows a source.
    pub(super) fn verb_behind(&self, token: usize) -> Option<&Cue> {
        let mut near = self.cues.from(token).iter().take_while(|cue| cue.tokens.start < token + VERB);
        near.find(|cue| matches!(cue.part, Part::Report(_)))
    }

    /// "She offered statistics from the NNIC:" what is cited follows.
    pub(super) fn introduces(&self) -> bool {
        self.span().slice(&self.context.document.text).trim_end().ends_with(':')
    }

    /// A narrator names the sources of others without citing them himself.
    pub(super) fn is_narrated(&self) -> bool {
        let turn = self.context.segments.sentences[self.sentence].turn;
        self.context.segments.turns[turn].role == Role::Narrator
    }

    /// Does the sentence hold a number that is more than a date?
    pub(super) fn has_figures(&self) -> bool {
        let here = of_sentences(self.quantities, |quantity| quantity.sentence, self.sentence..=self.sentence);
        here.iter().any(|quantity| !matches!(quantity.kind, Kind::Date | Kind::Ordinal))
    }

    /// The token of "by", "from" or "of" that tells who made the thing named right before token `at`.
    pub(super) fn by(&self, at: usize) -> Option<usize> {
        // "the Declaration of the United Nations": the noun ends with its preposition.
        for back in 1..=2 {
            let of = at.checked_sub(back).filter(|token| self.word(*token) == "of");
            if of.is_some() && (back == 1 || self.word(at - 1) == "the") {
                return of;
            }
        }
        let tokens = &self.context.segments.tokens;
        let near = (at..self.end().min(at + MAKER)).take_while(|token| {
            tokens[*token].break_before == Break::None
                && !matches!(self.word(*token), "the" | "a" | "an" | "and" | "was" | "is" | "were" | "are")
        });
        near.filter(|token| *token + 1 < self.end()).find(|token| {
            matches!(self.word(*token), "by" | "from") || self.word(*token) == "of" && *token == at
        })
    }

    /// One past the last token of "by X" behind token `at`.
    pub(super) fn made_by(&self, at: usize) -> Option<usize> {
        self.source_end(self.by(at)? + 1)
    }

    /// Where the words around a span begin: the sentence, or the quotation that holds the span.
    pub(super) fn opened(&self, span: Span) -> usize {
        let quotes = self.context.voices.quotes_in(Span::new(self.span().start, span.end)).iter();
        let holding = quotes.filter(|quote| quote.content.contains(span)).map(|quote| quote.content.start);
        holding.max().map_or(self.span().start, |start| start.max(self.span().start))
    }

    /// Where they end: the sentence, or the quotation that holds the span.
    pub(super) fn closed(&self, span: Span) -> usize {
        let quotes = self.context.voices.quotes_in(Span::new(self.span().start, span.end)).iter();
        let holding = quotes.filter(|quote| quote.content.contains(span)).map(|quote| quote.content.end);
        holding.min().map_or(self.span().end, |end| end.min(self.span().end).max(span.end))
    }

    /// "said last weekend that …": the words of time before what is said.
    pub(super) fn skip_fillers(&self, mut start: usize) -> usize {
        let at =
            |start: usize| self.cues.iter().find(|cue| cue.part == Part::Filler && cue.span.start == start);
        while let Some(filler) = at(start) {
            let rest = Span::new(filler.span.end, self.span().end).slice(&self.context.document.text);
            start = filler.span.end + (rest.len() - rest.trim_start_matches([',', ' ', '\n']).len());
        }
        start
    }

    pub(super) fn has_capital(&self, tokens: std::ops::Range<usize>) -> bool {
        let month = |token: usize| self.cues.holding(token).any(|cue| cue.part == Part::Month);
        tokens.into_iter().any(|token| self.word(token).starts_with(char::is_uppercase) && !month(token))
    }

    /// The first token of the fillers and adverbs before a verb.
    pub(super) fn before_adverbs(&self, token: usize) -> usize {
        self.cues.before_adverbs(&self.context.document.text, self.context.segments, token)
    }

    /// "never said", "did not say": no words between a source and its verb may deny it.
    pub(super) fn is_negated(&self, source: Span, cue: Span) -> bool {
        let between = Span::new(source.end.min(cue.start), cue.start).slice(&self.context.document.text);
        let mut words = between.split_whitespace();
        words.any(|word| matches!(word, "never" | "not") || word.ends_with("n't") || word.ends_with("n’t"))
    }

    pub(super) fn words_in(&self, span: Span) -> usize {
        let tokens = &self.context.segments.tokens;
        let first = tokens.partition_point(|token| token.span.start < span.start);
        tokens[first..].partition_point(|token| token.span.end <= span.end)
    }

    /// "We noted the report": told to have been seen, and cited for nothing.
    pub(super) fn is_noted(&self, span: Span) -> bool {
        self.noted.iter().any(|noted| noted.overlaps(span))
    }

    pub(super) fn frame(&self, source: Span, cue: Option<Span>, class: CueClass, content: Span) -> Frame {
        let text = &self.context.document.text;
        let content = Span::new(content.start, content.end).trim(text);
        let words = content.slice(text);
        let start =
            content.start + (words.len() - words.trim_start_matches([',', ':', ' ', '\n', ')', '.']).len());
        let content = Span::new(self.skip_fillers(start), content.end.max(start));
        let content = content.slice(text).chars().any(char::is_alphanumeric).then_some(content);
        let antecedent = self.antecedent_of(source);
        Frame { source, cue, class, content, antecedent, sentence: self.sentence }
    }

    /// Do the words name something that can be a source: a body, a source noun, a head noun, a vague source?
    pub(super) fn is_source(&self, span: Span) -> bool {
        let noun = self.cues.iter().any(|cue| {
            matches!(cue.part, Part::SourceNoun | Part::Head | Part::Vague) && span.contains(cue.span)
        });
        noun || self.names_a_body(span) || self.names_with_title(span)
    }

    /// "Ms. Almasabi": a name behind a title.
    fn names_with_title(&self, span: Span) -> bool {
        let words: Vec<&str> = span.slice(&self.context.document.text).split_whitespace().collect();
        let honorifics = &self.context.resources.page.honorifics;
        let title = |word: &str| honorifics.contains(&word.trim_end_matches('.').to_lowercase());
        words.windows(2).any(|pair| title(pair[0]) && pair[1].starts_with(char::is_uppercase))
    }

    pub(super) fn names_a_state(&self, span: Span) -> bool {
        let mut names = self.context.found.names_in(span).iter();
        names.any(|name| {
            let category = self.context.resources.category(name.entry).id.as_str();
            matches!(category, "state" | "metonym" | "bloc")
        })
    }

    /// "investigations of Orel" are about, and not by, a person.
    pub(super) fn names_a_person(&self, span: Span) -> bool {
        let mut named = self.context.found.names_in(span).iter();
        named.any(|name| {
            matches!(self.context.resources.category(name.entry).id.as_str(), "official" | "person")
        })
    }

    pub(super) fn names_a_body(&self, span: Span) -> bool {
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
    ENDS.contains(&lower(word).as_ref())
}

pub(super) fn overlaps_any(frames: &[Frame], sentence: usize, span: Span) -> bool {
    frames
        .iter()
        .rev()
        .take_while(|frame| frame.sentence == sentence)
        .any(|frame| frame.source.overlaps(span) || frame.cue.is_some_and(|cue| cue.overlaps(span)))
}
