//! Reports in a narrator's sentence: who is the subject of a verb of report, read off the shape of the clause.
//!
//! A narrator tells what people say in few shapes: "X said …", "…, said X", "X, a professor, said", "officials who
//! said", "X denied it, adding that …". The subject is the noun phrase or pronoun that stands where a shape has it;
//! where no shape fits, nothing is reported. A pronoun is read as it stands; whom it means is another question.

use super::Speaker;
use super::found::Cue;
use super::reports::Reading;
use super::subject::{COORDINATORS, DETERMINERS, PREPOSITIONS, Subject, is_possessive};
use crate::document::Span;
use crate::resources::{CueClass, Part};
use crate::segment::Break;

/// "found in March that": what is told begins within so many words.
const TOLD: usize = 8;

/// A clause is looked back over by no more words than this.
const CLAUSE: usize = 16;

/// Forms of *be* before a participle.
const FORMS_OF_BE: &[&str] = &["was", "were", "is", "are", "be", "been", "being"];

/// Words before a participle whose subject is that of the sentence: "by saying", "despite admitting".
const BESIDE: &[&str] = &["by", "while", "after", "when", "before", "despite", "without", "besides"];

/// Words before a verb by which nothing is reported: no subject of its own, or no speech that took place.
const NO_SPEECH: &[&str] =
    &["to", "not", "never", "will", "would", "could", "can", "may", "might", "should", "must", "cannot"];

impl Reading<'_> {
    /// The subject of a verb of report in a narrator's sentence.
    pub(super) fn narrated_subject(&self, cue: &Cue, last: Option<&Speaker>) -> Subject {
        let first = self.sentence().tokens.start;
        let participle = self.word(cue.tokens.start).ends_with("ing");
        let mut at = self.before_adverbs(cue.tokens.start);
        // "is calling for", "was quoted as saying"
        let be = |at: usize| at > first && self.is_form_of_be(at - 1);
        if be(at) && participle {
            at = self.before_adverbs(at - 1);
        } else if be(at) {
            return Subject::NoReport;
        }
        if at == first {
            return if participle { Subject::NoReport } else { self.behind_verb(cue, at) };
        }
        let before = self.lower(at - 1);
        if (at - 1..cue.tokens.start).any(|token| self.denies_speech(token))
            || self.is_compound(cue)
            || self.refuses(at, cue)
        {
            return Subject::NoReport;
        }
        let comma = self.segments.tokens[at].break_before != Break::None
            || self.mark_before(at)
            || self.comma_inside(at, cue);
        // "measures proposed by", "a policy urging employees": the participle of a noun.
        let beside = BESIDE.contains(&before.as_ref());
        let modifies = !beside
            && participle
            && !comma
            && !be(self.skip_fillers(cue.tokens.start))
            && !COORDINATORS.contains(&before.as_ref());
        if modifies && self.opens_quotation(cue) {
            return match self.ending_at(at, cue) {
                Subject::Open => self.subject_of_sentence(at),
                subject => subject,
            };
        }
        if self.may_be_noun(cue) && self.has_verb_before(at) {
            return Subject::NoReport;
        }
        if modifies || self.is_passive(cue) || self.may_be_noun(cue) && !self.takes_object(cue) {
            return Subject::NoReport;
        }
        if COORDINATORS.contains(&before.as_ref())
            || participle && beside
            || participle && (comma || !self.may_be_subject(at))
        {
            return last.cloned().map_or_else(|| self.subject_of_sentence(at), Subject::Other);
        }
        match self.behind_verb(cue, at) {
            Subject::Open => {}
            inverted => return inverted,
        }
        if comma {
            let broken = |token: &usize| self.segments.tokens[*token].break_before != Break::None;
            let at = (at..=cue.tokens.start).find(broken).unwrap_or(at);
            return self.with_apposition(at, cue);
        }
        self.ending_at(at, cue)
    }

    /// "would have said", "didn't say", "to say": no speech that took place.
    fn denies_speech(&self, token: usize) -> bool {
        // "Theresa May" is a name.
        if token > self.sentence().tokens.start && self.word(token).starts_with(char::is_uppercase) {
            return false;
        }
        let word = self.lower(token);
        let hardly = matches!(word.as_ref(), "hardly" | "scarcely" | "barely" | "rarely" | "nor");
        hardly || word.ends_with("n't") || word.ends_with("n’t") || NO_SPEECH.contains(&word.as_ref())
    }

    /// "rejected on Tuesday Karvonian claims that …": the clause has its verb of report, and this word is a noun.
    fn has_verb_before(&self, at: usize) -> bool {
        let first = self.sentence().tokens.start;
        let mut token = at;
        let lowest = at.saturating_sub(CLAUSE).max(first + 1);
        while token > lowest && self.segments.tokens[token].break_before == Break::None {
            token -= 1;
            if matches!(self.word(token), "that" | "and" | "but" | "who" | "which" | "as" | "if" | "when") {
                return false;
            }
            let verb = |cue: &&Cue| matches!(cue.part, Part::Report(_) | Part::Told(_));
            if self.cues.holding(token).find(verb).is_some_and(|cue| !self.may_be_noun(cue)) {
                return true;
            }
        }
        false
    }

    /// "court-ordered", "so-called": part of another word.
    fn is_compound(&self, cue: &Cue) -> bool {
        self.document.text[..cue.span.start].ends_with('-')
    }

    fn before_adverbs(&self, token: usize) -> usize {
        self.cues.before_adverbs(&self.document.text, self.segments, token)
    }

    /// "cited by", "reported by": another stands behind.
    fn is_passive(&self, cue: &Cue) -> bool {
        let next = cue.tokens.end;
        let end = self.sentence().tokens.end;
        if next >= end {
            return false;
        }
        // "programs found in 2020 originated from …": nothing is told behind the participle.
        let told = (next..end.min(next + TOLD)).any(|token| self.word(token) == "that");
        let placed = matches!(self.word(next), "in" | "on" | "at" | "to");
        let found = matches!(cue.part, Part::Report(CueClass::Endorse) | Part::Told(CueClass::Endorse));
        self.word(next) == "by" || found && placed && !told
    }

    /// A word that is as often a noun is a verb where a clause, a name, a pronoun or a determined noun follows it.
    fn takes_object(&self, cue: &Cue) -> bool {
        let next = cue.tokens.end;
        if next >= self.sentence().tokens.end {
            return self.sentence().span.slice(&self.document.text).ends_with(':');
        }
        if self.opens_quotation(cue) {
            return true;
        }
        let word = self.lower(next);
        let joined = self.segments.tokens[next].break_before == Break::None;
        let pronoun =
            matches!(word.as_ref(), "he" | "she" | "it" | "they" | "him" | "her" | "them" | "there" | "to");
        // "Meridel urges talks": behind a name the third person is a verb unless a preposition follows.
        let named = cue.tokens.start.checked_sub(1).is_some_and(|token| {
            token >= self.sentence().tokens.start
                && self.word(token).starts_with(char::is_uppercase)
                && !is_possessive(self.word(token))
        });
        let third = self.word(cue.tokens.start).ends_with('s') && named;
        let of = ["of", "for", "in", "on", "by", "from", "against", "over", "about", "and"]
            .contains(&word.as_ref());
        joined
            && (third && !of
                || DETERMINERS.contains(&word.as_ref())
                || pronoun
                || self.word(next).starts_with(char::is_uppercase))
    }

    fn is_form_of_be(&self, token: usize) -> bool {
        let word = self.lower(token);
        FORMS_OF_BE.contains(&word.as_ref())
    }

    /// "the claims", "his remarks": a noun, no verb.
    fn refuses(&self, at: usize, cue: &Cue) -> bool {
        let before = self.lower(at - 1);
        self.may_be_noun(cue)
            && (DETERMINERS.contains(&before.as_ref())
                || PREPOSITIONS.contains(&before.as_ref())
                || is_possessive(&before)
                || before == "of")
    }

    /// "told", "assured": behind the verb stands who is told.
    pub(super) fn names_hearer(&self, cue: &Cue) -> bool {
        self.resources.entry(cue.entry).note.starts_with("hearer")
    }

    fn may_be_subject(&self, at: usize) -> bool {
        matches!(self.lower(at - 1).as_ref(), "he" | "she" | "they")
    }

    /// "footage of Tarrow asking, “…”": a quotation right behind the verb.
    fn opens_quotation(&self, cue: &Cue) -> bool {
        let rest = Span::new(cue.span.end, self.sentence().span.end).slice(&self.document.text);
        rest.trim_start_matches([',', ':', ' ']).starts_with(['“', '"', '«', '‘', '\''])
    }

    /// Does a quotation end right before a token?
    pub(super) fn mark_before(&self, token: usize) -> bool {
        let start = self.segments.tokens[token].span.start;
        let head = Span::new(self.sentence().span.start, start).slice(&self.document.text);
        head.trim_end().ends_with(['”', '"', '»', '’', '\''])
    }

    /// “…,” said *Don Fowler*; …, said *a retired diplomat*: a quotation or a comma before the verb, the name behind.
    fn behind_verb(&self, cue: &Cue, at: usize) -> Subject {
        let sentence = self.sentence();
        let next = cue.tokens.end;
        let joined = next < sentence.tokens.end && self.segments.tokens[next].break_before == Break::None;
        let asserts = matches!(cue.part, Part::Report(CueClass::Assert) | Part::Told(CueClass::Assert));
        let verb = cue.tokens.start;
        let broken =
            |token: usize| self.segments.tokens[token].break_before != Break::None || self.mark_before(token);
        let opens = at == sentence.tokens.start || broken(at) || broken(verb);
        let filler = self.cues.at(Part::Filler, next).is_some();
        if !joined || !asserts || !opens || filler || self.mark_before(next) || self.names_hearer(cue) {
            return Subject::Open;
        }
        let word = self.lower(next);
        if matches!(word.as_ref(), "he" | "she" | "they" | "it") {
            return if self.mark_before(at) { self.pronoun(next) } else { Subject::Open };
        }
        if word == "that" || at == sentence.tokens.start && !self.word(next).starts_with(char::is_uppercase) {
            return Subject::Open;
        }
        let says = matches!(self.word(cue.tokens.start), "said" | "says" | "Said");
        match self.phrase_behind(next) {
            Subject::Other(speaker) if self.mark_before(at) || says && self.is_set_off(&speaker) => {
                Subject::Other(speaker)
            }
            _ => Subject::Open,
        }
    }

    /// Does the sentence end, or break off, behind words that can only name a speaker: capitals, or an office or body?
    fn is_set_off(&self, speaker: &Speaker) -> bool {
        let name = speaker.read.is_some_and(|read| {
            let mut words = read.slice(&self.document.text).split_whitespace();
            words.all(|word| word.starts_with(char::is_uppercase) && !is_possessive(word))
        });
        if !name && !self.is_office_or_body(speaker) {
            return false;
        }
        let end = speaker.read.map_or(0, |read| self.first_token_behind(read));
        end >= self.sentence().tokens.end || self.segments.tokens[end].break_before != Break::None
    }
}
