//! The noun phrase that is the subject of a narrator's verb: how far it reaches, and whom it names.

use std::borrow::Cow;
use std::ops::Range;

use super::Speaker;
use super::found::Cue;
use super::lower::lower;
use super::reports::Reading;
use super::subject::{DETERMINERS, PREPOSITIONS, Subject, is_possessive};
use crate::document::Span;
use crate::resources::Part;
use crate::segment::Break;

/// Longest subject, in words.
const LONGEST: usize = 14;

/// A subject of more words than this must begin where a clause begins.
const SURE: usize = 4;

/// Words at which a clause begins: no noun phrase reaches over them.
pub(super) const CLAUSE_WORDS: &[&str] = &[
    "that", "because", "but", "while", "when", "if", "as", "after", "before", "although", "though", "since",
    "whether", "whereas", "where", "which", "who", "whom", "whose", "so", "than", "then", "yet", "until",
    "unless", "once", "what", "how", "why", "or", "nor", "also", "even", "only", "still", "is", "are", "was",
    "were", "be", "been", "has", "have", "had", "will", "would", "could", "can", "may", "might", "should",
    "must", "did", "does", "do", "not", "he", "she", "it", "they", "we", "i", "you", "him", "them", "us",
    "me",
];

/// Words behind which a clause only supposes.
const SUPPOSED: &[&str] = &["if", "unless", "whether", "though"];

/// Determiners that stand for people by themselves: "some say".
const COUNTED: &[&str] = &["some", "many", "several", "most", "all", "two", "another", "others"];

impl Reading<'_> {
    /// The noun phrase or pronoun whose last word stands right before token `at`.
    pub(super) fn ending_at(&self, at: usize, cue: &Cue) -> Subject {
        let first = self.sentence().tokens.start;
        let word = self.lower(at - 1);
        match word.as_ref() {
            "he" | "she" | "they" | "it" => return self.pronoun(at - 1),
            "who" => return self.antecedent_before(at - 1, cue),
            "which" | "that" if at - 1 > first => return self.document_before(at - 1, cue),
            "i" | "we" => return Subject::Own,
            "you" | "what" | "which" | "that" | "this" | "there" | "him" | "them" | "us" => {
                return Subject::NoReport;
            }
            _ => {}
        }
        if is_possessive(&word) || PREPOSITIONS.contains(&word.as_ref()) {
            return Subject::NoReport;
        }
        if let Some(who) = self.relative_before(at) {
            return self.antecedent_before(who, cue);
        }
        let Some(phrase) = self.phrase_before(at) else { return Subject::Open };
        if self.denies_itself(&phrase) {
            return Subject::NoReport;
        }
        let head = phrase.start.checked_sub(1).filter(|token| *token >= first);
        let relative =
            head.is_some_and(|token| matches!(self.word(token), "whose" | "which" | "whom" | "nor"));
        let supposed = head.is_some_and(|token| SUPPOSED.contains(&self.lower(token).as_ref()));
        let alone =
            phrase.len() == 1 && DETERMINERS.contains(&word.as_ref()) && !COUNTED.contains(&word.as_ref());
        if supposed || alone || relative { Subject::NoReport } else { self.named(phrase, "name") }
    }

    /// "officials who saw the plan said": the relative pronoun of a clause that no comma parts from the verb.
    fn relative_before(&self, at: usize) -> Option<usize> {
        let first = self.sentence().tokens.start;
        let lowest = at.saturating_sub(LONGEST).max(first + 1);
        let mut clause = (lowest..at.saturating_sub(1)).rev();
        let stop = clause.find(|token| {
            self.word(*token) == "who" || self.segments.tokens[*token + 1].break_before != Break::None
        })?;
        let other =
            (stop + 1..at).any(|token| matches!(self.word(token), "that" | "because" | "but" | "when"));
        (self.word(stop) == "who" && self.segments.tokens[stop].break_before == Break::None && !other)
            .then_some(stop)
    }

    /// "no group", "neither Varn nor Pell", "nobody at the ministry"; or nothing but figures: nobody has spoken.
    fn denies_itself(&self, phrase: &Range<usize>) -> bool {
        let words = self.slice(phrase.clone());
        let first = self.lower(phrase.start);
        let none = matches!(first.as_ref(), "no" | "nobody" | "none" | "neither" | "nor" | "few" | "nothing");
        none || !words.contains(char::is_alphabetic)
    }

    /// The noun phrase that ends before token `at`: back to where the clause begins; behind a fronted phrase the last
    /// name or determined noun.
    fn phrase_before(&self, at: usize) -> Option<Range<usize>> {
        let first = self.sentence().tokens.start;
        let mut start = at - 1;
        while start > first && at - start < LONGEST && !self.ends_clause(start) {
            start -= 1;
        }
        let open = start > first && at - start >= LONGEST;
        let fronted = PREPOSITIONS.contains(&self.lower(start).as_ref())
            || ["on", "by", "during", "despite", "of"].contains(&self.lower(start).as_ref());
        let begins = self.begins_phrase(start, at);
        if !open && !fronted && begins && (at - start <= SURE || self.is_simple(start..at)) {
            return Some(start..at);
        }
        (start..at).rev().find_map(|token| self.last_phrase(token, at))
    }

    /// May a noun phrase begin with the token: a name, a determiner, a number, a plural, an adjective before one?
    fn begins_phrase(&self, start: usize, at: usize) -> bool {
        let word = self.word(start);
        let lower = lower(word);
        DETERMINERS.contains(&lower.as_ref())
            || word.starts_with(char::is_uppercase)
            || self.word(at - 1).ends_with('s')
            || lower.parse::<f64>().is_ok()
            || self.heads_in(start..at)
    }

    fn heads_in(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|token| {
            let mut ending = self.cues.ending(token + 1);
            ending.any(|cue| matches!(cue.part, Part::Head | Part::SourceNoun | Part::Vague))
        })
    }

    /// Is a longer stretch one noun phrase: each further noun joined to it by *of*, *for*, *in*, *at*, *from*, *and*?
    fn is_simple(&self, tokens: Range<usize>) -> bool {
        let links = ["of", "for", "in", "at", "from", "and", "with", "on", "by"];
        let starts: Vec<usize> = tokens.clone().filter(|token| links.contains(&self.word(*token))).collect();
        let mut from = tokens.start;
        for link in starts.iter().copied().chain([tokens.end]) {
            let plain =
                (from..link).filter(|token| self.word(*token).starts_with(char::is_lowercase)).count();
            if plain > SURE {
                return false;
            }
            from = link + 1;
        }
        true
    }

    /// "In the end *the committee*", "On Tuesday *Mr. Trump*": the phrase from a token, if one can begin there.
    fn last_phrase(&self, token: usize, at: usize) -> Option<Range<usize>> {
        let before = token.checked_sub(1).map_or(Cow::Borrowed(""), |before| self.lower(before));
        let linked = matches!(before.as_ref(), "of" | "for" | "in" | "at" | "from" | "with");
        let name = self.word(token).starts_with(char::is_uppercase)
            && self.word(at - 1).starts_with(char::is_uppercase)
            && self.capitals_before(at) == token;
        let determined = DETERMINERS.contains(&self.lower(token).as_ref()) && at - token <= SURE + 2;
        (at > token && (name || determined) && !(linked && determined && at - token > 1 && self.of(token)))
            .then_some(token..at)
    }

    /// "the spokesman *of the ministry* said": the phrase goes on to the left.
    fn of(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| self.word(before) == "of")
    }

    /// Does a clause begin with the token, or the one before end something?
    fn ends_clause(&self, start: usize) -> bool {
        let before = self.lower(start - 1);
        self.segments.tokens[start].break_before != Break::None
            || self.mark_before(start)
            || CLAUSE_WORDS.contains(&before.as_ref()) && !self.is_name_inside(start - 1)
            || self.cues.ending(start).any(|cue| {
                matches!(cue.part, Part::Report(_) | Part::Told(_) | Part::Attitude) && !self.may_be_noun(cue)
            })
    }

    /// A word with a capital inside a sentence.
    fn is_name_inside(&self, token: usize) -> bool {
        token > self.sentence().tokens.start && self.word(token).starts_with(char::is_uppercase)
    }

    /// "Mr. Kamin, who emphasized": the noun phrase before the relative pronoun.
    fn antecedent_before(&self, who: usize, cue: &Cue) -> Subject {
        if who == self.sentence().tokens.start {
            return Subject::NoReport;
        }
        match self.ending_at(who, cue) {
            Subject::Other(speaker) if speaker.name.is_some() => {
                let who = self.segments.tokens[who].span;
                let read = speaker.read.map(|read| read.cover(who));
                Subject::Other(Speaker { basis: "relative clause", read, ..speaker })
            }
            _ => Subject::NoReport,
        }
    }

    /// "a report that says", "a study which found": a relative pronoun that stands for a document or a body.
    fn document_before(&self, that: usize, cue: &Cue) -> Subject {
        let who = self.segments.tokens[that].span;
        match self.antecedent_before(that, cue) {
            Subject::Other(speaker) if self.heads_before(&speaker, who) => Subject::Other(speaker),
            _ => Subject::NoReport,
        }
    }

    /// Does a noun of documents or bodies stand right before the relative pronoun?
    fn heads_before(&self, speaker: &Speaker, who: Span) -> bool {
        self.cues.iter().any(|cue| {
            matches!(cue.part, Part::Head | Part::SourceNoun)
                && speaker.read.is_some_and(|read| read.contains(cue.span))
                && self.first_token_behind(cue.span) == self.first_token_behind(who) - 1
        })
    }

    /// Who a noun phrase names: the person of the text, the one holder of an office, else its own words.
    pub(super) fn named(&self, phrase: Range<usize>, basis: &'static str) -> Subject {
        let joined = phrase.clone().any(|token| matches!(self.word(token), "and" | "or" | "nor"));
        if joined {
            return Subject::Other(self.speaker(
                self.slice(phrase.clone()).to_owned(),
                phrase,
                "noun phrase",
            ));
        }
        // "Joren Adak of the University of Lubrin": the name stands before what it belongs to.
        let place = (phrase.start + 1..phrase.end).find(|token| self.begins_place(*token));
        let core = place.map_or(phrase.clone(), |place| phrase.start..place);
        let head = core.end - 1;
        if let Some(person) = self.person(self.word(head)) {
            return Subject::Other(self.speaker(person.name.clone(), phrase, "name"));
        }
        let office = phrase.clone().find(|token| self.is_office(self.word(*token)));
        let apart = |office: usize| office == head || !self.word(head).starts_with(char::is_uppercase);
        if office.is_some_and(apart)
            && let Subject::Other(known) = self.only_person("office", head)
        {
            return Subject::Other(Speaker {
                read: Some(super::found::cover(self.segments, &phrase)),
                ..known
            });
        }
        let capitals = self.capitals_before(core.end).max(core.start);
        let linked = (core.start..core.end).any(|token| self.word(token) == "of");
        let is_name = self.word(head).starts_with(char::is_uppercase) && capitals < core.end && !linked;
        let name = if is_name { self.slice(capitals..core.end) } else { self.slice(phrase.clone()) };
        let basis = if is_name { basis } else { "noun phrase" };
        Subject::Other(self.speaker(name.to_owned(), phrase, basis))
    }

    /// Does a word behind a name begin where the named one belongs: "of the University", "at Hill Street"?
    fn begins_place(&self, token: usize) -> bool {
        let of = self.word(token) == "of" && matches!(self.word(token + 1), "the" | "a");
        of || matches!(self.word(token), "in" | "at" | "from" | "for" | "with" | "on")
    }
}
