//! Reported speech: "Varn accused Karvonia of …", "the ministry said that …", "…, she added".
//!
//! A cue of report counts where somebody can be named who said it; the content runs to the end of the sentence or
//! of the clause. Where the text leaves the speaker open nothing is reported.

use super::found::{Cue, Found, Name};
use super::{Report, Speaker};
use crate::document::{Document, Role, Span};
use crate::resources::{CueClass, Part, Resources};
use crate::segment::{Break, Person, Segments, Sentence};

/// Reports of speech in the order of their sentences.
pub fn reports(
    document: &Document,
    segments: &Segments,
    found: &Found,
    resources: &Resources,
) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut said: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    while at < found.cues.len() {
        let number = found.cues[at].sentence;
        let end = at + found.cues[at..].iter().take_while(|cue| cue.sentence == number).count();
        let cues = &found.cues[at..end];
        let first = reports.len();
        let reading = Reading { document, segments, found, resources, number, cues, said: &said };
        reading.reports(&mut reports);
        let is_person = |report: &&Report| {
            let known = report.speaker.basis.starts_with("name") || report.speaker.basis == "last speaker";
            known && !reading.is_body(&report.speaker)
        };
        let named = reports[first..].iter().filter(is_person);
        let named: Vec<(usize, String)> = named.map(|report| (number, report.speaker.name.clone())).collect();
        said.extend(named);
        at = end;
    }
    introduced(segments, found, &mut reports);
    reports
        .sort_by_key(|report| (report.sentence, report.content.start, report.content.end, report.cue.start));
    reports
}

/// Lists and paragraphs that a sentence with a colon gives to somebody: a report for each of their sentences.
fn introduced(segments: &Segments, found: &Found, reports: &mut Vec<Report>) {
    for given in &segments.introduced {
        let sentences = |span: Span| segments.sentence_at(span.start).zip(segments.sentence_at(span.end - 1));
        let (Some((from, to)), Some((first, last))) = (sentences(given.by), sentences(given.span)) else {
            continue;
        };
        let cue = found.cues_of(from..=to).iter().rev().find_map(|cue| match cue.part {
            Part::Report(class) => Some((cue.span, class)),
            _ => None,
        });
        let Some((cue, class)) = cue else { continue };
        for sentence in first..=last {
            let speaker = Speaker { name: given.speaker.clone(), read: None, basis: "introduction" };
            let content = segments.sentences[sentence].span;
            reports.push(Report { speaker, cue, class, content, sentence, transfers: true, own: false });
        }
    }
}

/// The grammar's closed classes that bound a noun phrase.
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "some", "many", "several", "its", "their", "his",
    "her", "our", "one", "two", "another", "other", "most", "all",
];
const PASSIVES: &[&str] = &["was", "were", "is", "are", "be", "been", "being", "not", "to", "never"];
const PREPOSITIONS: &[&str] =
    &["in", "with", "at", "between", "from", "near", "to", "toward", "towards", "against", "for"];
const COORDINATORS: &[&str] = &["and", "but", "then", "or"];
/// Longest title before a name that stands behind a quotation, in words.
const TITLE: usize = 7;
/// Words at which a noun phrase behind a verb has ended.
const ENDS_PHRASE: &[&str] = &[
    "who", "that", "which", "in", "on", "at", "when", "as", "for", "after", "during", "with", "while", "and",
    "to", "from",
];
/// Sentences looked back for the one whom "he" or "she" means.
const ANTECEDENT: usize = 4;
/// Longest noun phrase without a name, in words.
const NOUN_PHRASE: usize = 6;

/// Longest apposition between a name and its verb, in words.
const APPOSITION: usize = 12;
/// Longest object between a verb of conflict and *of*, in words.
const OBJECT: usize = 6;

/// One sentence with its cues.
struct Reading<'a> {
    document: &'a Document,
    segments: &'a Segments,
    found: &'a Found,
    resources: &'a Resources,
    number: usize,
    cues: &'a [Cue],
    /// Who has been named as a speaker so far, with the sentence.
    said: &'a [(usize, String)],
}

/// What stands where a subject is looked for.
enum Subject {
    /// Somebody else.
    Other(Speaker),
    /// The speaker of the turn.
    Own,
    /// The verb is no report: passive, infinitive, negated, a noun.
    NoReport,
    /// Nothing that can be named.
    Open,
}

impl Reading<'_> {
    fn sentence(&self) -> &Sentence {
        &self.segments.sentences[self.number]
    }

    fn word(&self, token: usize) -> &str {
        self.segments.tokens[token].span.slice(&self.document.text)
    }

    fn role(&self) -> Role {
        self.segments.turns[self.sentence().turn].role
    }

    fn reports(&self, reports: &mut Vec<Report>) {
        let mut last: Option<Speaker> = None;
        for cue in self.cues {
            let (class, subject) = match cue.part {
                Part::Report(class) => (class, self.subject(cue, last.as_ref())),
                _ => continue,
            };
            let Subject::Other(speaker) = subject else { continue };
            last = Some(speaker.clone());
            let narrated = self.role() == Role::Narrator;
            // A document that a speaker cites is the speaker's evidence.
            let own = !narrated && (self.speaks_for_own_side(&speaker) || self.is_nameless_body(&speaker));
            let transfers = narrated || class != CueClass::Endorse && !self.is_document(&speaker) && !own;
            let charged = self.charged(cue).filter(|_| class == CueClass::Conflict);
            let content = charged.unwrap_or_else(|| self.content(cue, class, &speaker));
            // "urged us to go": nothing is quoted, but the urging is somebody else's.
            if !content.is_empty() || class == CueClass::Conflict {
                reports.push(Report {
                    speaker,
                    cue: cue.span,
                    class,
                    content,
                    sentence: self.number,
                    transfers,
                    own,
                });
            }
        }
    }

    fn subject(&self, cue: &Cue, last: Option<&Speaker>) -> Subject {
        let first = self.sentence().tokens.start;
        let at = self.skip_fillers(cue.tokens.start);
        if at == first {
            return self.inverted(cue);
        }
        let comma = self.segments.tokens[at].break_before != Break::None
            || at != cue.tokens.start && self.comma_inside(at, cue);
        let word = self.word(at - 1).to_lowercase();
        if PASSIVES.contains(&word.as_str()) {
            return Subject::NoReport;
        }
        if COORDINATORS.contains(&word.as_str()) || self.word(cue.tokens.start).ends_with("ing") {
            return last.cloned().map_or_else(|| self.first_of_sentence(cue), Subject::Other);
        }
        let at = if comma { self.before_apposition(at) } else { Some(at) };
        let subject = at.map_or(Subject::Open, |at| self.named_before(at, cue));
        match subject {
            Subject::Open if self.may_be_noun(cue) => Subject::Open,
            Subject::Open => match self.inverted(cue) {
                Subject::Open => self.first_of_sentence(cue),
                inverted => inverted,
            },
            subject => subject,
        }
    }

    /// "Varn, the ministry's spokeswoman, said": the end of the name before the apposition that ends before token `at`.
    fn before_apposition(&self, at: usize) -> Option<usize> {
        let first = self.sentence().tokens.start;
        let lowest = at.saturating_sub(APPOSITION).max(first + 1);
        (lowest..at).rev().find(|token| self.segments.tokens[*token].break_before == Break::Comma)
    }

    fn comma_inside(&self, from: usize, cue: &Cue) -> bool {
        (from + 1..=cue.tokens.start).any(|token| self.segments.tokens[token].break_before != Break::None)
    }

    /// The first token of the fillers that stand right before a token: "has also".
    fn skip_fillers(&self, mut at: usize) -> usize {
        while let Some(filler) = self.cues.iter().find(|cue| cue.part == Part::Filler && cue.tokens.end == at)
        {
            at = filler.tokens.start;
        }
        at
    }

    /// The subject whose last word stands right before token `at`.
    fn named_before(&self, at: usize, cue: &Cue) -> Subject {
        let word = self.word(at - 1);
        match word.to_lowercase().as_str() {
            "i" | "we" => return Subject::Own,
            "he" | "she" if self.role() != Role::Narrator => return self.only_named(at - 1),
            "he" | "she" => {
                return match self.only_person("pronoun", at - 1) {
                    Subject::Open => self.last_speaker(at - 1),
                    known => known,
                };
            }
            "it" | "they" | "who" | "which" | "that" | "you" | "what" => return Subject::NoReport,
            _ => {}
        }
        if let Some(person) = self.person(word) {
            return Subject::Other(self.speaker(person.name.clone(), at - 1..at, "name"));
        }
        if let Some(subject) = self.gazetteer(at) {
            return subject;
        }
        // In speech only a known name, or a document, is sure to be a subject: "the relevant remarks" is none.
        if self.role() != Role::Narrator {
            return match self.noun_phrase(at, cue) {
                Subject::Other(speaker) if self.is_document(&speaker) || self.is_office_or_body(&speaker) => {
                    Subject::Other(speaker)
                }
                _ => Subject::Open,
            };
        }
        if self.is_office(word) {
            return match self.only_person("office", at - 1) {
                Subject::Open => self.noun_phrase(at, cue),
                subject => subject,
            };
        }
        if word.starts_with(char::is_uppercase) && at - 1 > self.sentence().tokens.start {
            let start = self.capitals_before(at);
            let name = self.slice(start..at).to_owned();
            return Subject::Other(self.speaker(name, start..at, "name"));
        }
        self.noun_phrase(at, cue)
    }

    /// A name of the word lists that ends right before token `at`.
    fn gazetteer(&self, at: usize) -> Option<Subject> {
        let name = self.found.names_of(self.number).iter().find(|name| name.tokens.end == at)?;
        let category = self.resources.category(name.entry).id.as_str();
        let before = name.tokens.start.checked_sub(1).filter(|token| *token >= self.sentence().tokens.start);
        let before = before.map(|token| {
            let article = matches!(self.word(token), "the" | "The") && token > self.sentence().tokens.start;
            self.word(token - usize::from(article)).to_lowercase()
        });
        // "officials in the UAE verified", "relations with Japan is clear": a place or a partner is no subject.
        if before.is_some_and(|word| PREPOSITIONS.contains(&word.as_str()))
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

    /// Do the words of the speaker end with a noun of documents: "360's report"?
    fn is_document(&self, speaker: &Speaker) -> bool {
        let nouns = self.cues.iter().filter(|cue| cue.part == Part::SourceNoun);
        nouns
            .into_iter()
            .any(|cue| speaker.read.is_some_and(|read| read.contains(cue.span) && read.end == cue.span.end))
    }

    /// Do the words end with the noun of an office or a body: "a cybersecurity agency", "my American colleague"?
    fn is_office_or_body(&self, speaker: &Speaker) -> bool {
        let heads = self.cues.iter().filter(|cue| cue.part == Part::Head);
        heads
            .into_iter()
            .any(|cue| speaker.read.is_some_and(|read| read.contains(cue.span) && read.end == cue.span.end))
    }

    /// "The cabinet", in the mouth of one who speaks for a side, is that side's: no state is named with it.
    fn is_nameless_body(&self, speaker: &Speaker) -> bool {
        let mut names = self.found.names_of(self.number).iter();
        self.is_office_or_body(speaker)
            && !self.is_document(speaker)
            && !names.any(|name| speaker.read.is_some_and(|read| read.overlaps(name.span)))
    }

    /// Is the speaker a body or a person of the turn's own side?
    fn speaks_for_own_side(&self, speaker: &Speaker) -> bool {
        let names = self.found.names_of(self.number).iter();
        names
            .filter(|name| speaker.read.is_some_and(|read| read.overlaps(name.span)))
            .any(|name| self.is_own(name))
    }

    /// Does the name stand for the side of the turn?
    fn is_own(&self, name: &Name) -> bool {
        let entry = self.resources.entry(name.entry);
        let side = self.found.sides[self.sentence().turn].as_deref();
        let country = entry.entity.strip_prefix("STATE:").unwrap_or(&entry.country);
        matches!(self.resources.category(name.entry).id.as_str(), "pronoun.self" | "pronoun.office")
            || side.is_some() && side == Some(country)
    }

    /// "accuses us of …": in the words of a spokesperson only what stands behind *of* is the accuser's.
    fn charged(&self, cue: &Cue) -> Option<Span> {
        let sentence = self.sentence();
        let own = self
            .found
            .names_of(self.number)
            .iter()
            .any(|name| name.tokens.start == cue.tokens.end && self.is_own(name));
        if !own || self.role() == Role::Narrator {
            return None;
        }
        let behind = cue.tokens.end..sentence.tokens.end.min(cue.tokens.end + OBJECT);
        let of = behind.clone().find(|token| self.word(*token) == "of");
        let start = of.map_or(sentence.span.end, |of| self.segments.tokens[of].span.end);
        Some(Span::new(start, sentence.span.end).trim(&self.document.text))
    }

    /// "said Varn", "said the spokeswoman".
    fn inverted(&self, cue: &Cue) -> Subject {
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
        if self.role() != Role::Narrator || !self.closes_quotation(cue.span.start, 0) {
            return Subject::Open;
        }
        let from = at - usize::from(article && at + 1 < end);
        self.phrase_behind(from)
    }

    /// “…,” said *Don Fowler*, said *a retired diplomat*: the name or noun phrase that begins at a token.
    fn phrase_behind(&self, start: usize) -> Subject {
        let joined = |token: usize| self.segments.tokens[token].break_before == Break::None;
        let is_name = |token: usize| self.word(token).starts_with(char::is_uppercase);
        let limit = self.sentence().tokens.end.min(start + NOUN_PHRASE + 2);
        let determined = DETERMINERS.contains(&self.word(start).to_lowercase().as_str());
        if !determined && !is_name(start) {
            return Subject::Open;
        }
        let goes_on = |token: &usize| {
            *token == start
                || joined(*token)
                    && (is_name(*token) || determined && !ENDS_PHRASE.contains(&self.word(*token)))
        };
        let end = (start..limit).take_while(goes_on).last().map_or(start, |last| last + 1);
        let name = self.slice(start..end).to_owned();
        let basis = if determined { "noun phrase after the verb" } else { "name after the verb" };
        Subject::Other(self.speaker(name, start..end, basis))
    }

    /// In a narrator's sentence the first person that it names before the verb.
    fn first_of_sentence(&self, cue: &Cue) -> Subject {
        if self.role() != Role::Narrator {
            return Subject::Open;
        }
        let before = self.sentence().tokens.start..cue.tokens.start;
        for token in before {
            let word = self.word(token);
            if let Some(person) = self.person(word) {
                return Subject::Other(self.speaker(
                    person.name.clone(),
                    token..token + 1,
                    "subject of the sentence",
                ));
            }
            if self.is_office(word) {
                return self.only_person("subject of the sentence", token);
            }
        }
        Subject::Open
    }

    fn noun_phrase(&self, at: usize, cue: &Cue) -> Subject {
        let first = self.sentence().tokens.start;
        let lowest = at.saturating_sub(NOUN_PHRASE).max(first);
        for start in (lowest..at).rev() {
            let determiner = DETERMINERS.contains(&self.word(start).to_lowercase().as_str());
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
    fn may_be_noun(&self, cue: &Cue) -> bool {
        self.resources.entry(cue.entry).note.starts_with("noun")
    }

    fn capitals_before(&self, at: usize) -> usize {
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

    fn person(&self, word: &str) -> Option<&Person> {
        self.segments.people.iter().find(|person| person.is_called(word))
    }

    fn is_office(&self, word: &str) -> bool {
        self.resources.page.spokes_regex.as_ref().is_some_and(|regex| regex.is_match(word))
    }

    /// The one spokesperson of the text, when there is only one.
    /// "He reiterated": the one official or person whom the turn has named so far; nobody when there are several.
    fn only_named(&self, token: usize) -> Subject {
        let first = self.segments.turns[self.sentence().turn]
            .sentences
            .start
            .max(self.number.saturating_sub(ANTECEDENT));
        let people = (first..self.number).flat_map(|number| self.found.names_of(number)).filter(|name| {
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
                return Subject::NoReport;
            }
            known = Some(name);
        }
        known.map_or(Subject::NoReport, |name| {
            let shown = name.span.slice(&self.document.text).to_owned();
            Subject::Other(self.speaker(shown, token..token + 1, "antecedent"))
        })
    }

    fn only_person(&self, basis: &'static str, token: usize) -> Subject {
        match self.segments.people.as_slice() {
            [only] => Subject::Other(self.speaker(only.name.clone(), token..token + 1, basis)),
            _ => Subject::Open,
        }
    }

    /// Does a sentence bring in a new name: two words with capitals, outside its beginning?
    fn introduces(&self, number: usize) -> bool {
        let tokens = self.segments.sentences[number].tokens.clone();
        let capital = |token: usize| self.word(token).starts_with(char::is_uppercase);
        (tokens.start + 1..tokens.end).any(|token| {
            capital(token) && capital(token - 1) && self.segments.tokens[token].break_before == Break::None
        })
    }

    /// Is the speaker a state, a body, an outlet, anything but a person?
    fn is_body(&self, speaker: &Speaker) -> bool {
        let mut names = self.found.names_of(self.number).iter();
        names.any(|name| {
            let category = self.resources.category(name.entry).id.as_str();
            speaker.read.is_some_and(|read| read.overlaps(name.span))
                && !matches!(category, "official" | "person")
        })
    }

    /// "he added": the one named speaker of the sentences before; nobody when there were two.
    fn last_speaker(&self, token: usize) -> Subject {
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

    fn slice(&self, tokens: std::ops::Range<usize>) -> &str {
        super::found::cover(self.segments, &tokens).slice(&self.document.text)
    }

    fn speaker(&self, name: String, tokens: std::ops::Range<usize>, basis: &'static str) -> Speaker {
        Speaker { name, read: Some(super::found::cover(self.segments, &tokens)), basis }
    }

    /// What was said: behind the verb to the end of the sentence or clause; before it where nothing stands behind.
    /// A verb of conflict is itself part of the act that it reports.
    fn content(&self, cue: &Cue, class: CueClass, speaker: &Speaker) -> Span {
        let sentence = self.sentence();
        let behind = cue.tokens.end.max(speaker.read.map_or(0, |read| self.first_token_behind(read)));
        let head = speaker.read.map_or(cue.span.start, |read| read.start.min(cue.span.start));
        // “…,” said Varn on Tuesday: what was said is the quotation before.
        if self.role() == Role::Narrator && self.closes_quotation(head, TITLE) {
            let words = Span::new(sentence.span.start, head).slice(&self.document.text);
            let mark = words.rfind(['”', '"', '»']).unwrap_or(words.len());
            let all = Span::new(sentence.span.start, sentence.span.start + mark).trim(&self.document.text);
            let words = all.slice(&self.document.text).trim_end_matches([',', ' ']);
            return Span::new(all.start, all.start + words.len());
        }
        if self.skip_fillers_forward(behind) >= sentence.tokens.end {
            let all = Span::new(sentence.span.start, head).trim(&self.document.text);
            let words = all.slice(&self.document.text).trim_end_matches([',', ' ']);
            return Span::new(all.start, all.start + words.len());
        }
        let start = if class == CueClass::Conflict {
            cue.span.start
        } else {
            self.segments.tokens[behind].span.start
        };
        let stop = self.cues.iter().find(|other| {
            other.part == Part::ClauseEnd
                && other.tokens.start > behind
                && self.segments.tokens[other.tokens.start].break_before != Break::None
        });
        let end = stop.map_or(sentence.span.end, |stop| self.segments.tokens[stop.tokens.start - 1].span.end);
        Span::new(start, end.min(self.end_in_speech(behind, class)))
    }

    /// Does a quotation end before a place in the sentence, with no more than some words and no comma between?
    fn closes_quotation(&self, at: usize, words: usize) -> bool {
        let before = Span::new(self.sentence().span.start, at).slice(&self.document.text);
        let Some(mark) = before.rfind(['”', '"', '»']) else { return false };
        let gap = &before[mark..];
        !gap.contains([',', ':', ';', '“', '«']) && gap.split_whitespace().skip(1).count() <= words
    }

    /// In speech what goes on behind a comma, behind "and" after a claim, is the speaker's own again.
    fn end_in_speech(&self, behind: usize, class: CueClass) -> usize {
        let sentence = self.sentence();
        if self.role() == Role::Narrator {
            return sentence.span.end;
        }
        let cut = (behind + 1..sentence.tokens.end).find(|token| {
            let claimed = class == CueClass::Distance && self.word(*token) == "and";
            claimed || self.segments.tokens[*token].break_before != Break::None
        });
        cut.map_or(sentence.span.end, |token| self.segments.tokens[token - 1].span.end)
    }

    fn first_token_behind(&self, span: Span) -> usize {
        self.segments.tokens.partition_point(|token| token.span.start < span.end)
    }

    fn skip_fillers_forward(&self, mut at: usize) -> usize {
        while let Some(filler) =
            self.cues.iter().find(|cue| cue.part == Part::Filler && cue.tokens.start == at)
        {
            at = filler.tokens.end;
        }
        at
    }
}

fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}
