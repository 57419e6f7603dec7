//! The subject that leads a narrator's sentence: before an apposition, or before the sentence's first verb.

use super::found::Cue;
use super::phrase::CLAUSE_WORDS;
use super::reports::Reading;
use super::subject::{DETERMINERS, ENDS_PHRASE, PREPOSITIONS, Subject, is_possessive};
use super::told::FRONTED as FRONTED_WORDS;
use crate::resources::Part;
use crate::segment::Break;

/// An office at the head of a sentence has no more words.
const OFFICE: usize = 6;
/// Words of a fronted phrase before the comma behind which the subject stands.
const FRONTED: usize = 20;

impl Reading<'_> {
    /// A subject that a comma parts from its verb: the name at the head of the clause ("Rawl, 59, of Ashton, said"), the
    /// name set in behind its title ("its minister, Osric Tal, said"), else what stands before the apposition.
    pub(super) fn with_apposition(&self, at: usize, cue: &Cue) -> Subject {
        if let Subject::Other(speaker) = self.name_at_head(at) {
            return Subject::Other(speaker);
        }
        let Some(comma) = self.before_apposition(at) else { return Subject::Open };
        let capital = |token: usize| self.word(token).starts_with(char::is_uppercase);
        if (comma..at).all(capital) && comma < at && at - comma < 4 && !capital(comma - 1) {
            return self.named(comma..at, "name");
        }
        self.ending_at(comma, cue)
    }

    /// "Donna Rawl, 59, of Ashton, who watched from the Mall, said": the name at the head of the sentence, or behind its
    /// quotation, when a comma follows it and nothing is told between.
    fn name_at_head(&self, at: usize) -> Subject {
        let first = self.behind_quotation(at);
        let broken = |token: usize| self.segments.tokens[token].break_before != Break::None;
        let Some(comma) = (first + 1..at).find(|token| broken(*token)) else { return Subject::Open };
        let word = self.lower(first);
        let other = CLAUSE_WORDS.contains(&word.as_ref())
            || FRONTED_WORDS.contains(&word.as_ref())
            || word.ends_with("ly")
            || word.ends_with("ing");
        let name = (first..comma).all(|token| self.word(token).starts_with(char::is_uppercase));
        let told = || {
            let mut inside = self.cues.from(first).iter().take_while(|cue| cue.tokens.start < at);
            inside.any(|cue| matches!(cue.part, Part::Report(_) | Part::Told(_)))
        };
        if !name || other || comma == at || is_possessive(self.word(comma - 1)) || told() {
            return Subject::Open;
        }
        self.named(first..comma, "name")
    }

    /// "…, adding that", "… and said": the subject of the sentence's first verb.
    pub(super) fn subject_of_sentence(&self, before: usize) -> Subject {
        let sentence = self.sentence().tokens.clone();
        let mut start = sentence.start;
        while start + 1 < before
            && ["but", "and", "still", "yet", "so", "however", "instead"]
                .contains(&self.lower(start).as_ref())
        {
            start += 1;
        }
        let fronted = |token: usize| {
            let word = self.lower(token);
            PREPOSITIONS.contains(&word.as_ref()) || ENDS_PHRASE.contains(&word.as_ref()) || word == "by"
        };
        if fronted(start) {
            let comma = (start + 1..before.min(start + FRONTED))
                .find(|token| self.segments.tokens[*token].break_before != Break::None);
            let Some(comma) = comma else { return Subject::Open };
            start = comma;
        }
        let word = self.lower(start);
        if matches!(word.as_ref(), "he" | "she" | "they" | "it") {
            return self.pronoun(start);
        }
        if matches!(word.as_ref(), "i" | "we") {
            return Subject::Own;
        }
        let determined = DETERMINERS.contains(&word.as_ref());
        if determined {
            let head = self
                .cues
                .iter()
                .find(|cue| cue.part == Part::Head && (start + 1..start + OFFICE).contains(&cue.tokens.end));
            let end = head.map(|cue| cue.tokens.end).filter(|end| *end <= before);
            return end.map_or(Subject::Open, |end| self.named(start..end, "subject of the sentence"));
        }
        let is_name = |token: usize| self.word(token).starts_with(char::is_uppercase);
        let joined = |token: usize| token == start || self.segments.tokens[token].break_before == Break::None;
        let end = (start..before).take_while(|token| is_name(*token) && joined(*token)).last();
        match end {
            Some(end) if is_possessive(self.word(end)) => {
                let head = self.cues.at(Part::Head, end + 1);
                let office = (end + 1 < before && self.is_office(self.word(end + 1))).then_some(end + 2);
                let end = head.map(|cue| cue.tokens.end).or(office).filter(|end| *end <= before);
                end.map_or(Subject::Open, |end| self.named(start..end, "subject of the sentence"))
            }
            Some(end) if end > start || self.person(self.word(start)).is_some() => {
                self.named(start..end + 1, "subject of the sentence")
            }
            // One word with a capital at the head of a sentence is its subject, unless the grammar gives it another part.
            Some(end)
                if !CLAUSE_WORDS.contains(&word.as_ref())
                    && !word.ends_with("ing")
                    && !word.ends_with("ly") =>
            {
                self.named(start..end + 1, "subject of the sentence")
            }
            _ => Subject::Open,
        }
    }
}
