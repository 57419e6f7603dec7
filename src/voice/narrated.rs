//! Reports in a narrator's sentence: who is the subject of a verb of report, read off the shape of the clause.
//!
//! A narrator tells what people say in few shapes: "X said …", "…, said X", "X, a professor, said", "officials who
//! said", "X denied it, adding that …". The subject is the noun phrase or pronoun that stands where a shape has it;
//! where no shape fits, nothing is reported. A pronoun is read as it stands; whom it means is another question.

use std::ops::Range;

use super::Speaker;
use super::found::Cue;
use super::reports::Reading;
use super::subject::{
    COORDINATORS, DETERMINERS, ENDS_PHRASE, PASSIVES, PREPOSITIONS, Subject, is_possessive,
};
use crate::document::Span;
use crate::resources::{CueClass, Part};
use crate::segment::Break;

/// Longest subject, in words.
const LONGEST: usize = 14;
/// A subject of more words than this must begin where a clause begins.
const SURE: usize = 4;
/// Words of a fronted phrase before the comma behind which the subject stands.
const FRONTED: usize = 20;

/// "found in March that": what is told begins within so many words.
const TOLD: usize = 8;

/// Words at which a clause begins: no noun phrase reaches over them.
const CLAUSE_WORDS: &[&str] = &[
    "that", "because", "but", "while", "when", "if", "as", "after", "before", "although", "though", "since",
    "whether", "whereas", "where", "which", "who", "whom", "whose", "so", "than", "then", "yet", "until",
    "unless", "once", "what", "how", "why", "or", "nor", "also", "even", "only", "still", "is", "are", "was",
    "were", "be", "been", "has", "have", "had", "will", "would", "could", "can", "may", "might", "should",
    "must", "did", "does", "do", "not", "he", "she", "it", "they", "we", "i", "you", "him", "them", "us",
    "me",
];

/// Words before a participle whose subject is that of the sentence: "by saying", "despite admitting".
const BESIDE: &[&str] = &["by", "while", "after", "when", "before", "despite", "without", "besides"];

/// Words behind which a clause only supposes.
const SUPPOSED: &[&str] = &["if", "unless", "whether", "though"];

/// Determiners that stand for people by themselves: "some say".
const COUNTED: &[&str] = &["some", "many", "several", "most", "all", "two", "another", "others"];

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
        let before = self.word(at - 1).to_lowercase();
        if (at - 1..cue.tokens.start).any(|token| self.denies_speech(token))
            || self.is_compound(cue)
            || self.refuses(at, cue)
        {
            return Subject::NoReport;
        }
        let comma = self.segments.tokens[at].break_before != Break::None || self.mark_before(at);
        // "measures proposed by", "a policy urging employees": the participle of a noun.
        let beside = BESIDE.contains(&before.as_str());
        let modifies = !beside
            && participle
            && !comma
            && !be(self.skip_fillers(cue.tokens.start))
            && !COORDINATORS.contains(&before.as_str());
        if modifies && self.opens_quotation(cue) {
            return match self.ending_at(at, cue) {
                Subject::Open => self.subject_of_sentence(at),
                subject => subject,
            };
        }
        if modifies || self.is_passive(cue) || self.may_be_noun(cue) && !self.takes_object(cue) {
            return Subject::NoReport;
        }
        if COORDINATORS.contains(&before.as_str())
            || participle && beside
            || participle && (comma || !self.may_be_subject(at))
        {
            return last.cloned().map_or_else(|| self.subject_of_sentence(at), Subject::Other);
        }
        match self.behind_verb(cue, at) {
            Subject::Open => {}
            inverted => return inverted,
        }
        if comma && let Subject::Other(speaker) = self.before_long_apposition(at) {
            return Subject::Other(speaker);
        }
        let end = if comma { self.before_apposition(at) } else { Some(at) };
        end.map_or(Subject::Open, |end| self.ending_at(end, cue))
    }

    /// "would have said", "didn't say", "to say": no speech that took place.
    fn denies_speech(&self, token: usize) -> bool {
        // "Theresa May" is a name.
        if token > self.sentence().tokens.start && self.word(token).starts_with(char::is_uppercase) {
            return false;
        }
        let word = self.word(token).to_lowercase();
        let hardly = matches!(word.as_str(), "hardly" | "scarcely" | "barely" | "rarely" | "nor");
        hardly || word.ends_with("n't") || word.ends_with("n’t") || NO_SPEECH.contains(&word.as_str())
    }

    /// "court-ordered", "so-called": part of another word.
    fn is_compound(&self, cue: &Cue) -> bool {
        self.document.text[..cue.span.start].ends_with('-')
    }

    /// The first token of the adverbs and fillers that stand right before a token: "has repeatedly and openly".
    fn before_adverbs(&self, token: usize) -> usize {
        let first = self.sentence().tokens.start;
        let mut at = self.skip_fillers(token);
        while at > first + 1 && is_adverb(self.word(at - 1)) {
            at = self.skip_fillers(at - 1);
        }
        at
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
        let word = self.word(next).to_lowercase();
        let joined = self.segments.tokens[next].break_before == Break::None;
        let pronoun =
            matches!(word.as_str(), "he" | "she" | "it" | "they" | "him" | "her" | "them" | "there" | "to");
        joined
            && (DETERMINERS.contains(&word.as_str())
                || pronoun
                || self.word(next).starts_with(char::is_uppercase))
    }

    /// "Donna Rawl, 59, of Ashton, who watched from the Mall, said": the name at the head of the sentence, when a comma
    /// follows it and nothing is told between.
    fn before_long_apposition(&self, at: usize) -> Subject {
        let first = self.sentence().tokens.start;
        let broken = |token: usize| self.segments.tokens[token].break_before != Break::None;
        let Some(comma) = (first + 1..at).find(|token| broken(*token)) else { return Subject::Open };
        let name = (first..comma).all(|token| self.word(token).starts_with(char::is_uppercase));
        let told = self.cues.iter().any(|cue| {
            matches!(cue.part, Part::Report(_) | Part::Told(_)) && (first..at).contains(&cue.tokens.start)
        });
        if !name || comma - first < 2 || told || comma == at {
            return Subject::Open;
        }
        self.named(first..comma, "name")
    }

    fn is_form_of_be(&self, token: usize) -> bool {
        let word = self.word(token).to_lowercase();
        PASSIVES[..7].contains(&word.as_str())
    }

    /// "the claims", "his remarks": a noun, no verb.
    fn refuses(&self, at: usize, cue: &Cue) -> bool {
        let before = self.word(at - 1).to_lowercase();
        self.may_be_noun(cue)
            && (DETERMINERS.contains(&before.as_str())
                || PREPOSITIONS.contains(&before.as_str())
                || is_possessive(&before)
                || before == "of")
    }

    /// "told", "assured": behind the verb stands who is told.
    fn names_hearer(&self, cue: &Cue) -> bool {
        self.resources.entry(cue.entry).note.starts_with("hearer")
    }

    fn may_be_subject(&self, at: usize) -> bool {
        let word = self.word(at - 1);
        matches!(word.to_lowercase().as_str(), "he" | "she" | "they")
    }

    /// "footage of Tarrow asking, “…”": a quotation right behind the verb.
    fn opens_quotation(&self, cue: &Cue) -> bool {
        let rest = Span::new(cue.span.end, self.sentence().span.end).slice(&self.document.text);
        rest.trim_start_matches([',', ':', ' ']).starts_with(['“', '"', '«', '‘', '\''])
    }

    /// Does a quotation end right before a token?
    fn mark_before(&self, token: usize) -> bool {
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
        let filler = self.cues.iter().any(|cue| cue.part == Part::Filler && cue.tokens.start == next);
        if !joined || !asserts || !opens || filler || self.mark_before(next) || self.names_hearer(cue) {
            return Subject::Open;
        }
        let word = self.word(next).to_lowercase();
        if matches!(word.as_str(), "he" | "she" | "they" | "it") {
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

    /// The noun phrase or pronoun whose last word stands right before token `at`.
    fn ending_at(&self, at: usize, cue: &Cue) -> Subject {
        let first = self.sentence().tokens.start;
        let word = self.word(at - 1).to_lowercase();
        match word.as_str() {
            "he" | "she" | "they" | "it" => return self.pronoun(at - 1),
            "who" => return self.antecedent_before(at - 1, cue),
            "which" | "that" if at - 1 > first => return self.document_before(at - 1, cue),
            "i" | "we" => return Subject::Own,
            "you" | "what" | "which" | "that" | "this" | "there" | "him" | "them" | "us" => {
                return Subject::NoReport;
            }
            _ => {}
        }
        if is_possessive(&word) || PREPOSITIONS.contains(&word.as_str()) {
            return Subject::NoReport;
        }
        let Some(phrase) = self.phrase_before(at) else { return Subject::Open };
        let head = phrase.start.checked_sub(1).filter(|token| *token >= first);
        let supposed = head.is_some_and(|token| SUPPOSED.contains(&self.word(token).to_lowercase().as_str()));
        let alone =
            phrase.len() == 1 && DETERMINERS.contains(&word.as_str()) && !COUNTED.contains(&word.as_str());
        if supposed || alone { Subject::NoReport } else { self.named(phrase, "name") }
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
        let fronted = PREPOSITIONS.contains(&self.word(start).to_lowercase().as_str())
            || ["on", "by", "during", "despite", "of"].contains(&self.word(start).to_lowercase().as_str());
        let begins = self.begins_phrase(start, at);
        if !open && !fronted && begins && (at - start <= SURE || self.is_simple(start..at)) {
            return Some(start..at);
        }
        (start..at).rev().find_map(|token| self.last_phrase(token, at))
    }

    /// May a noun phrase begin with the token: a name, a determiner, a number, a plural, an adjective before one?
    fn begins_phrase(&self, start: usize, at: usize) -> bool {
        let word = self.word(start);
        let lower = word.to_lowercase();
        DETERMINERS.contains(&lower.as_str())
            || word.starts_with(char::is_uppercase)
            || self.word(at - 1).ends_with('s')
            || lower.parse::<f64>().is_ok()
            || self.heads_in(start..at)
    }

    fn heads_in(&self, tokens: Range<usize>) -> bool {
        self.cues.iter().any(|cue| {
            matches!(cue.part, Part::Head | Part::SourceNoun | Part::Vague)
                && tokens.contains(&(cue.tokens.end - 1))
        })
    }

    /// Is a longer stretch one noun phrase: each further noun joined to it by *of*, *for*, *in*, *at*, *from*, *and*?
    fn is_simple(&self, tokens: Range<usize>) -> bool {
        let links = ["of", "for", "in", "at", "from", "and", "with", "on"];
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
        let before = token.checked_sub(1).map_or(String::new(), |before| self.word(before).to_lowercase());
        let linked = matches!(before.as_str(), "of" | "for" | "in" | "at" | "from" | "with");
        let name = self.word(token).starts_with(char::is_uppercase)
            && self.word(at - 1).starts_with(char::is_uppercase)
            && self.capitals_before(at) == token;
        let determined =
            DETERMINERS.contains(&self.word(token).to_lowercase().as_str()) && at - token <= SURE + 2;
        (at > token && (name || determined) && !(linked && determined && at - token > 1 && self.of(token)))
            .then_some(token..at)
    }

    /// "the spokesman *of the ministry* said": the phrase goes on to the left.
    fn of(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| self.word(before) == "of")
    }

    /// Does a clause begin with the token, or the one before end something?
    fn ends_clause(&self, start: usize) -> bool {
        let before = self.word(start - 1).to_lowercase();
        self.segments.tokens[start].break_before != Break::None
            || self.mark_before(start)
            || CLAUSE_WORDS.contains(&before.as_str()) && !self.is_name_inside(start - 1)
            || self.cues.iter().any(|cue| {
                matches!(cue.part, Part::Report(_) | Part::Told(_) | Part::Attitude)
                    && cue.tokens.end == start
                    && !self.may_be_noun(cue)
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

    /// "he", "it": read as it stands; named where only one candidate stands.
    pub(super) fn pronoun(&self, token: usize) -> Subject {
        let word = self.word(token).to_lowercase();
        let known = match word.as_str() {
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

    /// Who a noun phrase names: the person of the text, the one holder of an office, else its own words.
    pub(super) fn named(&self, phrase: Range<usize>, basis: &'static str) -> Subject {
        let head = phrase.end - 1;
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
        let capitals = self.capitals_before(phrase.end).max(phrase.start);
        let is_name = self.word(head).starts_with(char::is_uppercase) && capitals < phrase.end;
        let name = if is_name { self.slice(capitals..phrase.end) } else { self.slice(phrase.clone()) };
        let basis = if is_name { basis } else { "noun phrase" };
        Subject::Other(self.speaker(name.to_owned(), phrase, basis))
    }

    /// "…, adding that", "… and said": the subject of the sentence's first verb.
    fn subject_of_sentence(&self, before: usize) -> Subject {
        let sentence = self.sentence().tokens.clone();
        let mut start = sentence.start;
        while start + 1 < before
            && ["but", "and", "still", "yet", "so", "however", "instead"]
                .contains(&self.word(start).to_lowercase().as_str())
        {
            start += 1;
        }
        let fronted = |token: usize| {
            let word = self.word(token).to_lowercase();
            PREPOSITIONS.contains(&word.as_str()) || ENDS_PHRASE.contains(&word.as_str()) || word == "by"
        };
        if fronted(start) {
            let comma = (start + 1..before.min(start + FRONTED))
                .find(|token| self.segments.tokens[*token].break_before != Break::None);
            let Some(comma) = comma else { return Subject::Open };
            start = comma;
        }
        let word = self.word(start).to_lowercase();
        if matches!(word.as_str(), "he" | "she" | "they" | "it") {
            return self.pronoun(start);
        }
        if matches!(word.as_str(), "i" | "we") {
            return Subject::Own;
        }
        let determined = DETERMINERS.contains(&word.as_str());
        if determined {
            let head = self.cues.iter().find(|cue| {
                cue.part == Part::Head && (start + 1..start + LONGEST.min(6)).contains(&cue.tokens.end)
            });
            let end = head.map(|cue| cue.tokens.end).filter(|end| *end <= before);
            return end.map_or(Subject::Open, |end| self.named(start..end, "subject of the sentence"));
        }
        let is_name = |token: usize| self.word(token).starts_with(char::is_uppercase);
        let joined = |token: usize| token == start || self.segments.tokens[token].break_before == Break::None;
        let end = (start..before).take_while(|token| is_name(*token) && joined(*token)).last();
        match end {
            Some(end) if is_possessive(self.word(end)) => {
                let head = self.cues.iter().find(|cue| cue.part == Part::Head && cue.tokens.start == end + 1);
                let office = self.is_office(self.word(end + 1)).then_some(end + 2);
                let end = head.map(|cue| cue.tokens.end).or(office).filter(|end| *end <= before);
                end.map_or(Subject::Open, |end| self.named(start..end, "subject of the sentence"))
            }
            Some(end) if end > start || self.person(self.word(start)).is_some() => {
                self.named(start..end + 1, "subject of the sentence")
            }
            // One word with a capital at the head of a sentence is its subject, unless the grammar gives it another part.
            Some(end)
                if !CLAUSE_WORDS.contains(&word.as_str())
                    && !word.ends_with("ing")
                    && !word.ends_with("ly") =>
            {
                self.named(start..end + 1, "subject of the sentence")
            }
            _ => Subject::Open,
        }
    }
}

/// "openly", but not "family".
fn is_adverb(word: &str) -> bool {
    const NOUNS: [&str; 8] =
        ["family", "supply", "ally", "assembly", "reply", "monopoly", "anomaly", "rally"];
    word.ends_with("ly") && word.starts_with(char::is_lowercase) && !NOUNS.contains(&word)
}
