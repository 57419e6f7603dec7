//! Who is the subject of a verb of report in speech: a name, a noun phrase, an office, before the verb or behind it.

use super::Speaker;
use super::found::Cue;
use super::lower::lower;
use super::reports::Reading;
use crate::resources::{CueClass, Part};
use crate::segment::{Break, Person};

/// What stands where a subject is looked for.
pub(super) enum Subject {
    /// Somebody else.
    Other(Speaker),
    /// The speaker of the turn.
    Own,
    /// The verb is no report: passive, infinitive, negated, a noun.
    NoReport,
    /// Nothing that can be named.
    Open,
}

/// The grammar's closed classes that bound a noun phrase.
pub(super) const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "some", "many", "several", "its", "their", "his",
    "her", "our", "my", "your", "each", "every", "one", "two", "another", "other", "most", "all",
];

pub(super) const PASSIVES: &[&str] =
    &["was", "were", "is", "are", "be", "been", "being", "not", "to", "never"];

pub(super) const PREPOSITIONS: &[&str] =
    &["in", "with", "at", "between", "from", "near", "to", "toward", "towards", "against", "for"];

pub(super) const COORDINATORS: &[&str] = &["and", "but", "then", "or"];

/// Words at which a noun phrase behind a verb has ended.
pub(super) const ENDS_PHRASE: &[&str] = &[
    "who", "that", "which", "in", "on", "at", "when", "as", "for", "after", "during", "with", "while", "and",
    "to", "from",
];

/// Longest noun phrase without a name, in words.
const NOUN_PHRASE: usize = 6;

/// Longest apposition between a name and its verb, in words.
const APPOSITION: usize = 12;

impl Reading<'_> {
    pub(super) fn subject(&self, cue: &Cue, last: Option<&Speaker>) -> Subject {
        let first = self.sentence().tokens.start;
        let at = self.skip_fillers(cue.tokens.start);
        if at == first {
            return self.inverted(cue);
        }
        let comma = self.segments.tokens[at].break_before != Break::None
            || at != cue.tokens.start && self.comma_inside(at, cue);
        let word = self.lower(at - 1);
        if PASSIVES.contains(&word.as_ref()) {
            return Subject::NoReport;
        }
        if COORDINATORS.contains(&word.as_ref()) || self.word(cue.tokens.start).ends_with("ing") {
            return last.cloned().map_or(Subject::Open, Subject::Other);
        }
        let at = if comma { self.before_apposition(at) } else { Some(at) };
        let subject = at.map_or(Subject::Open, |at| self.named_before(at, cue));
        match subject {
            Subject::Open if self.may_be_noun(cue) => Subject::Open,
            Subject::Open => self.inverted(cue),
            subject => subject,
        }
    }

    /// "Varn, the ministry's spokeswoman, said": the end of the name before the apposition that ends before token `at`.
    pub(super) fn before_apposition(&self, at: usize) -> Option<usize> {
        let first = self.sentence().tokens.start;
        let lowest = at.saturating_sub(APPOSITION).max(first + 1);
        (lowest..at).rev().find(|token| self.segments.tokens[*token].break_before == Break::Comma)
    }

    pub(super) fn comma_inside(&self, from: usize, cue: &Cue) -> bool {
        (from + 1..=cue.tokens.start).any(|token| self.segments.tokens[token].break_before != Break::None)
    }

    /// The first token of the fillers that stand right before a token: "has also".
    pub(super) fn skip_fillers(&self, at: usize) -> usize {
        self.cues.before_fillers(at)
    }

    /// The subject whose last word stands right before token `at`.
    pub(super) fn named_before(&self, at: usize, cue: &Cue) -> Subject {
        let word = self.word(at - 1);
        // "he's also said"
        let bare = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
        match lower(bare).as_ref() {
            "i" | "we" => return Subject::Own,
            "he" | "she" => return self.only_named(at - 1),
            "it" | "they" | "who" | "which" | "that" | "you" | "what" => return Subject::NoReport,
            _ => {}
        }
        if let Some(person) = self.person(word) {
            return Subject::Other(self.speaker(person.name.clone(), at - 1..at, "name"));
        }
        if let Some(subject) = self.gazetteer(at) {
            return subject;
        }
        if is_possessive(word) {
            return Subject::Open;
        }
        if self.is_titled(at) {
            let start = self.capitals_before(at);
            return Subject::Other(self.speaker(self.slice(start..at).to_owned(), start..at, "name"));
        }
        // Only a known name, or a document, is sure to be a subject: "the relevant remarks" is none.
        match self.noun_phrase(at, cue) {
            Subject::Other(speaker) if self.is_document(&speaker) || self.is_office_or_body(&speaker) => {
                Subject::Other(speaker)
            }
            _ => Subject::Open,
        }
    }

    /// "Mr. Griffiths", "Secretary Olin": a name behind a title.
    fn is_titled(&self, at: usize) -> bool {
        let start = self.capitals_before(at);
        let titled =
            (start..at - 1).any(|token| self.resources.page.honorifics.contains(self.lower(token).as_ref()));
        titled && self.word(at - 1).starts_with(char::is_uppercase)
    }

    /// A name of the word lists that ends right before token `at`.
    pub(super) fn gazetteer(&self, at: usize) -> Option<Subject> {
        // "the Ostranian side has stated"
        let end =
            if self.word(at - 1) == "side" && at > self.sentence().tokens.start + 1 { at - 1 } else { at };
        let name = self.name_up_to(end)?;
        let category = self.resources.category(name.entry).id.as_str();
        let before = name.tokens.start.checked_sub(1).filter(|token| *token >= self.sentence().tokens.start);
        let before = before.map(|token| {
            let article = matches!(self.word(token), "the" | "The") && token > self.sentence().tokens.start;
            self.lower(token - usize::from(article))
        });
        // "the Lubrin Post of Ostrania reported"
        if before.as_deref() == Some("of") && !is_possessive(self.word(at - 1)) {
            let of = (self.sentence().tokens.start..name.tokens.start)
                .rev()
                .find(|token| self.word(*token) == "of")?;
            let known = (of > self.sentence().tokens.start).then(|| self.gazetteer(of))?;
            return known.or_else(|| self.office_before(of, at));
        }
        // "officials in the UAE verified", "relations with Japan is clear": a place or a partner is no subject.
        if before.is_some_and(|word| PREPOSITIONS.contains(&word.as_ref()))
            || is_possessive(self.word(at - 1))
        {
            return None;
        }
        if category == "pronoun.other" {
            return Some(Subject::NoReport);
        }
        let stands_for_side = matches!(category, "pronoun.self" | "state" | "metonym");
        if self.is_own(name) && stands_for_side {
            return Some(Subject::Own);
        }
        Some(Subject::Other(self.speaker(
            name.span.slice(&self.document.text).to_owned(),
            name.tokens.clone(),
            "name",
        )))
    }

    /// "the Ambassador of the Niger": an office before "of" and the state that it serves.
    fn office_before(&self, of: usize, at: usize) -> Option<Subject> {
        let head = self.cues.up_to(Part::Head, of)?;
        let phrase = head.tokens.start..at;
        Some(Subject::Other(self.speaker(self.slice(phrase.clone()).to_owned(), phrase, "noun phrase")))
    }

    /// "said Varn", "said the spokeswoman".
    pub(super) fn inverted(&self, cue: &Cue) -> Subject {
        let end = self.sentence().tokens.end;
        let mut at = cue.tokens.end;
        if cue.part != Part::Report(CueClass::Assert)
            || at >= end
            || self.segments.tokens[at].break_before != Break::None
        {
            return Subject::Open;
        }
        let article = self.word(at).eq_ignore_ascii_case("the");
        at += usize::from(article && at + 1 < end);
        if let Some(person) = self.person(self.word(at)) {
            return Subject::Other(self.speaker(person.name.clone(), at..at + 1, "name after the verb"));
        }
        if article && self.is_office(self.word(at)) {
            return self.only_person("office", at);
        }
        Subject::Open
    }

    /// “…,” said *Don Fowler*, said *a retired diplomat*: the name or noun phrase that begins at a token.
    pub(super) fn phrase_behind(&self, start: usize) -> Subject {
        let joined = |token: usize| self.segments.tokens[token].break_before == Break::None;
        let is_name = |token: usize| self.word(token).starts_with(char::is_uppercase);
        let limit = self.sentence().tokens.end.min(start + NOUN_PHRASE + 2);
        let determined = DETERMINERS.contains(&self.lower(start).as_ref());
        let numbered = self.word(start).starts_with(|c: char| c.is_ascii_digit());
        if !determined && !numbered && !is_name(start) {
            return Subject::Open;
        }
        let goes_on = |token: &usize| {
            *token == start
                || joined(*token)
                    && (is_name(*token)
                        || (determined || numbered) && !ENDS_PHRASE.contains(&self.word(*token)))
        };
        let end = (start..limit).take_while(goes_on).last().map_or(start, |last| last + 1);
        // "says Adak's assistant"
        let owned = is_possessive(self.word(end - 1)) && end < limit && joined(end);
        let end = end + usize::from(owned);
        let name = self.slice(start..end).to_owned();
        let basis = if determined || owned { "noun phrase after the verb" } else { "name after the verb" };
        Subject::Other(self.speaker(name, start..end, basis))
    }

    pub(super) fn noun_phrase(&self, at: usize, cue: &Cue) -> Subject {
        let first = self.sentence().tokens.start;
        let lowest = at.saturating_sub(NOUN_PHRASE).max(first);
        for start in (lowest..at).rev() {
            let determiner = DETERMINERS.contains(&self.lower(start).as_ref());
            if is_possessive(self.word(start)) && start + 1 < at && !self.may_be_noun(cue) {
                let start = self.capitals_before(start + 1);
                return Subject::Other(self.speaker(
                    self.slice(start..at).to_owned(),
                    start..at,
                    "noun phrase",
                ));
            }
            if determiner && start + 1 < at {
                return Subject::Other(self.speaker(
                    self.slice(start..at).to_owned(),
                    start..at,
                    "noun phrase",
                ));
            }
            if self.segments.tokens[start].break_before != Break::None {
                break;
            }
        }
        let plural = self.word(at - 1).ends_with('s')
            && (at - 1 == first || self.segments.tokens[at - 1].break_before != Break::None);
        if plural && !self.may_be_noun(cue) {
            return Subject::Other(self.speaker(
                self.slice(at - 1..at).to_owned(),
                at - 1..at,
                "noun phrase",
            ));
        }
        Subject::Open
    }

    /// "remarks", "claims": a verb of report that is as often a noun needs its subject right before it.
    pub(super) fn may_be_noun(&self, cue: &Cue) -> bool {
        self.resources.entry(cue.entry).note.starts_with("noun")
    }

    pub(super) fn capitals_before(&self, at: usize) -> usize {
        let first = self.sentence().tokens.start;
        let mut start = at - 1;
        while start > first
            && self.segments.tokens[start].break_before == Break::None
            && self.word(start - 1).starts_with(char::is_uppercase)
        {
            start -= 1;
        }
        start
    }

    pub(super) fn person(&self, word: &str) -> Option<&Person> {
        self.segments.people.iter().find(|person| person.is_called(word))
    }

    pub(super) fn is_office(&self, word: &str) -> bool {
        self.resources.page.spokes_regex.as_ref().is_some_and(|regex| regex.is_match(word))
    }
}

pub(super) fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}
