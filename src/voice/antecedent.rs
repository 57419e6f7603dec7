//! Whom "he", "she" and "the minister" mean, where only one candidate stands.

use super::Speaker;
use super::found::Name;
use super::reports::Reading;
use super::subject::Subject;
use crate::segment::Break;

/// Sentences looked back for the one whom "he" or "she" means.
const ANTECEDENT: usize = 4;

impl Reading<'_> {
    /// "he", "it": read as it stands; named where only one candidate stands.
    pub(super) fn pronoun(&self, token: usize) -> Subject {
        let word = self.lower(token);
        let known = match word.as_ref() {
            "he" | "she" => match self.last_speaker(token) {
                Subject::Open if self.names_nobody_else() => self.only_person("pronoun", token),
                known => known,
            },
            _ => Subject::Open,
        };
        match known {
            Subject::Other(speaker) => Subject::Other(speaker),
            _ => Subject::Other(Speaker {
                name: None,
                read: Some(super::found::cover(self.segments, &(token..token + 1))),
                basis: "pronoun left open",
            }),
        }
    }

    /// "He reiterated": the one official or person whom the turn has named so far; open when there are several or none.
    pub(super) fn only_named(&self, token: usize) -> Subject {
        let open = Speaker {
            name: None,
            read: Some(super::found::cover(self.segments, &(token..token + 1))),
            basis: "pronoun left open",
        };
        let first = self.segments.turns[self.sentence().turn]
            .sentences
            .start
            .max(self.number.saturating_sub(ANTECEDENT));
        let people =
            (first..self.number).flat_map(|number| self.index.names(self.found, number)).filter(|name| {
                matches!(
                    self.resources.category(name.entry).id.as_str(),
                    "official" | "person" | "pronoun.office"
                )
            });
        let mut known: Option<&Name> = None;
        for name in people {
            let same = |known: &Name| {
                self.resources.entry(known.entry).entity == self.resources.entry(name.entry).entity
            };
            if known.is_some_and(|known| !same(known)) {
                return Subject::Other(open);
            }
            known = Some(name);
        }
        match known {
            Some(name) => {
                let shown = name.span.slice(&self.document.text).to_owned();
                Subject::Other(self.speaker(shown, token..token + 1, "antecedent"))
            }
            None => Subject::Other(open),
        }
    }

    /// The one spokesperson of the text, when there is only one.
    pub(super) fn only_person(&self, basis: &'static str, token: usize) -> Subject {
        match self.segments.people.as_slice() {
            [only] => Subject::Other(self.speaker(only.name.clone(), token..token + 1, basis)),
            _ => Subject::Open,
        }
    }

    /// Do the sentences just before name no person besides the one spokesperson of the text?
    pub(super) fn names_nobody_else(&self) -> bool {
        let first = self.number.saturating_sub(ANTECEDENT);
        (first..=self.number).all(|number| !self.introduces_another(number))
    }

    /// Do two words with capitals stand side by side that are no part of the known persons' names?
    fn introduces_another(&self, number: usize) -> bool {
        let tokens = self.segments.sentences[number].tokens.clone();
        let another = |token: usize| {
            let word = self.word(token);
            word.starts_with(char::is_uppercase) && self.person(word).is_none()
        };
        (tokens.start + 1..tokens.end).any(|token| {
            let joined = self.segments.tokens[token].break_before == Break::None;
            let known =
                || self.index.names(self.found, number).iter().any(|name| name.tokens.contains(&token));
            joined && another(token) && another(token - 1) && !known()
        })
    }

    /// Does a sentence bring in a new name: two words with capitals, outside its beginning?
    pub(super) fn introduces(&self, number: usize) -> bool {
        let tokens = self.segments.sentences[number].tokens.clone();
        let capital = |token: usize| self.word(token).starts_with(char::is_uppercase);
        (tokens.start + 1..tokens.end).any(|token| {
            self.segments.tokens[token].break_before == Break::None && capital(token) && capital(token - 1)
        })
    }

    /// Is the speaker a state, a body, an outlet, anything but a person?
    pub(super) fn is_body(&self, speaker: &Speaker) -> bool {
        let mut names = self.names_of(speaker).iter();
        names.any(|name| !matches!(self.resources.category(name.entry).id.as_str(), "official" | "person"))
    }

    /// "he added": the one named speaker of the sentences before; nobody when there were two.
    pub(super) fn last_speaker(&self, token: usize) -> Subject {
        let near = self.said.iter().rev().take_while(|(sentence, _)| *sentence + ANTECEDENT >= self.number);
        let mut names = near.map(|(_, name)| name);
        let Some(last) = names.next() else { return Subject::Open };
        let same = |other: &String| other.ends_with(last.as_str()) || last.ends_with(other.as_str());
        let since = self.said.last().map_or(self.number, |(sentence, _)| *sentence);
        if names.all(same) && !(since + 1..=self.number).any(|number| self.introduces(number)) {
            return Subject::Other(self.speaker(last.clone(), token..token + 1, "last speaker"));
        }
        Subject::Open
    }
}
