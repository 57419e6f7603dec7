//! Reported speech: "Varn accused Karvonia of …", "the ministry said that …", "…, she added".
//!
//! A cue of report counts where somebody can be named who said it; the content runs to the end of the sentence or
//! of the clause. Where the text leaves the speaker open nothing is reported.

use std::borrow::Cow;

use super::cues::Cues;
use super::found::{Cue, Found, Name};
use super::index::{Index, Kinds};
use super::lower::lower;
use super::subject::Subject;
use super::{Report, Speaker};
use crate::document::{Document, Role, Span};
use crate::resources::{CueClass, Part, Resources};
use crate::segment::{Segments, Sentence};

/// Reports of speech in the order of their sentences.
pub fn reports(
    document: &Document,
    segments: &Segments,
    found: &Found,
    index: &Index,
    resources: &Resources,
) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut said: Vec<(usize, String)> = Vec::new();
    for number in index.with(Kinds::REPORTS) {
        let first = reports.len();
        let (cues, names) = (index.cues(found, number), index.names(found, number));
        let reading =
            Reading { document, segments, found, resources, index, number, cues, names, said: &said };
        reading.reports(&mut reports);
        let is_person = |report: &&Report| {
            let known = report.speaker.basis.starts_with("name") || report.speaker.basis == "last speaker";
            known && !reading.is_body(&report.speaker)
        };
        let named = reports[first..].iter().filter(is_person);
        let named: Vec<(usize, String)> =
            named.filter_map(|report| Some((number, report.speaker.name.clone()?))).collect();
        said.extend(named);
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
            let speaker = Speaker { name: Some(given.speaker.clone()), read: None, basis: "introduction" };
            let content = segments.sentences[sentence].span;
            reports.push(Report {
                speaker,
                cue,
                class,
                content,
                sentence,
                thought: false,
                transfers: true,
                own: false,
            });
        }
    }
}

/// Longest cue of report, in words.
const LONGEST_CUE: usize = 6;

/// Longest object between a verb of conflict and *of*, in words.
const OBJECT: usize = 6;

/// Words that make what somebody said the subject of a sentence, and what such a sentence goes on with.
const WHAT: &[&str] = &["what", "whatever", "all", "everything"];
const IS: &[&str] = &["is", "are", "was", "were", "has", "does", "simply", "only", "cannot", "can"];

/// One sentence with its cues.
pub(super) struct Reading<'a> {
    pub(super) document: &'a Document,
    pub(super) segments: &'a Segments,
    pub(super) found: &'a Found,
    pub(super) resources: &'a Resources,
    pub(super) index: &'a Index,
    pub(super) number: usize,
    pub(super) cues: Cues<'a>,
    pub(super) names: &'a [Name],
    /// Who has been named as a speaker so far, with the sentence.
    pub(super) said: &'a [(usize, String)],
}

impl<'a> Reading<'a> {
    /// The reading of a sentence by itself, without those who spoke before.
    pub(super) fn alone(
        document: &'a Document,
        segments: &'a Segments,
        found: &'a Found,
        resources: &'a Resources,
        index: &'a Index,
        number: usize,
    ) -> Self {
        let (cues, names) = (index.cues(found, number), index.names(found, number));
        Reading { document, segments, found, resources, index, number, cues, names, said: &[] }
    }
}

impl Reading<'_> {
    pub(super) fn sentence(&self) -> &Sentence {
        &self.segments.sentences[self.number]
    }

    pub(super) fn word(&self, token: usize) -> &str {
        self.segments.tokens[token].span.slice(&self.document.text)
    }

    /// A word in small letters.
    pub(super) fn lower(&self, token: usize) -> Cow<'_, str> {
        lower(self.word(token))
    }

    pub(super) fn role(&self) -> Role {
        self.segments.turns[self.sentence().turn].role
    }

    pub(super) fn reports(&self, reports: &mut Vec<Report>) {
        let first = reports.len();
        let mut last: Option<Speaker> = None;
        let narrated = self.role() == Role::Narrator;
        let may =
            |cue: &&Cue| Kinds::REPORTS.holds(cue.part) && (narrated || matches!(cue.part, Part::Report(_)));
        let alone = |cue: &&Cue| !self.is_part_of_another(cue) && !self.is_part_of_name(cue);
        for cue in self.cues.iter().filter(may).filter(alone) {
            if narrated && cue.part == Part::According {
                reports.extend(self.according(cue));
                continue;
            }
            let (class, subject) = match cue.part {
                Part::Report(class) | Part::Told(class) if narrated => {
                    (class, self.narrated_subject(cue, last.as_ref()))
                }
                Part::Attitude if narrated && !self.is_told_already(cue, &reports[first..]) => {
                    (CueClass::Assert, self.narrated_subject(cue, last.as_ref()))
                }
                Part::Report(class) => (class, self.subject(cue, last.as_ref())),
                _ => continue,
            };
            let Subject::Other(speaker) = subject else { continue };
            if !narrated && self.is_relative(cue, &speaker) {
                continue;
            }
            last = Some(speaker.clone());
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
                    thought: cue.part == Part::Attitude,
                    transfers,
                    own,
                });
            }
        }
        if narrated {
            self.part(&mut reports[first..]);
        }
    }

    /// "What X said is at odds with the facts": what stands behind is the speaker's own word on it.
    fn is_relative(&self, cue: &Cue, speaker: &Speaker) -> bool {
        let sentence = &self.sentence().tokens;
        let is = |token: usize, words: &[&str]| {
            sentence.contains(&token) && words.contains(&self.lower(token).as_ref())
        };
        let head = speaker.read.and_then(|read| {
            self.segments.tokens.partition_point(|token| token.span.start < read.start).checked_sub(1)
        });
        is(cue.tokens.end, IS) && head.is_some_and(|head| is(head, WHAT))
    }

    /// "X said this and suggested that": what is said first ends where the next report begins, unless it holds it.
    fn part(&self, reports: &mut [Report]) {
        let heads = reports.iter().map(|report| {
            report.speaker.read.map_or(report.cue.start, |read| read.start.min(report.cue.start))
        });
        let starts = heads.chain(reports.iter().map(|report| report.cue.start));
        let joined = starts.filter_map(|start| Some((start, self.coordinator_before(start)?)));
        let mut joined: Vec<(usize, usize)> = joined.collect();
        joined.sort_unstable();
        for report in reports.iter_mut().filter(|report| report.content.start >= report.cue.start) {
            let content = report.content;
            // Both stand in text order, so that the first is the nearest.
            let next = joined.partition_point(|(start, _)| *start <= content.start);
            let mut inside = joined[next..].iter().take_while(|(start, _)| *start < content.end);
            if let Some((_, at)) = inside.find(|(_, at)| *at > content.start).copied() {
                report.content = Span::new(content.start, at).trim(&self.document.text);
            }
        }
    }

    /// Where the "and" or "but" begins that stands right before a place.
    fn coordinator_before(&self, place: usize) -> Option<usize> {
        let token = self.segments.tokens.partition_point(|token| token.span.start < place).checked_sub(1)?;
        let inside = token > self.sentence().tokens.start;
        let word = self.word(token);
        (inside && matches!(word, "and" | "but" | "while")).then(|| self.segments.tokens[token - 1].span.end)
    }

    /// "She said she hopes": what a report tells somebody to think is part of what was said.
    fn is_told_already(&self, cue: &Cue, reports: &[Report]) -> bool {
        reports.iter().any(|report| report.content.contains(cue.span))
    }

    /// "Post" in "the Lubrin Post": names do not overlap, so the last that begins before it may hold it.
    fn is_part_of_name(&self, cue: &Cue) -> bool {
        let begun = self.names.partition_point(|name| name.span.start <= cue.span.start);
        let last = self.names[..begun].last();
        last.is_some_and(|name| name.span.contains(cue.span) && name.span != cue.span)
    }

    /// "called" in "called for": of cues of report on the same words the longest counts.
    fn is_part_of_another(&self, cue: &Cue) -> bool {
        let rank = |cue: &Cue| (cue.tokens.len(), matches!(cue.part, Part::Report(_)));
        let from = self.cues.from(cue.tokens.start.saturating_sub(LONGEST_CUE));
        let near = from.iter().take_while(|other| other.tokens.start < cue.tokens.end);
        near.filter(|other| matches!(other.part, Part::Report(_) | Part::Told(_) | Part::Attitude))
            .any(|other| other.tokens.end > cue.tokens.start && rank(other) > rank(cue))
    }

    /// Do the words of the speaker end with a noun of documents: "360's report"?
    pub(super) fn is_document(&self, speaker: &Speaker) -> bool {
        self.ends_with(Part::SourceNoun, speaker)
    }

    /// Do the words end with the noun of an office or a body: "a cybersecurity agency", "my American colleague"?
    pub(super) fn is_office_or_body(&self, speaker: &Speaker) -> bool {
        self.ends_with(Part::Head, speaker)
    }

    fn ends_with(&self, part: Part, speaker: &Speaker) -> bool {
        let Some(read) = speaker.read else { return false };
        let mut last = self.cues.ending(self.first_token_behind(read));
        last.any(|cue| cue.part == part && read.contains(cue.span) && read.end == cue.span.end)
    }

    /// "The cabinet", in the mouth of one who speaks for a side, is that side's: no state is named with it.
    pub(super) fn is_nameless_body(&self, speaker: &Speaker) -> bool {
        self.is_office_or_body(speaker) && !self.is_document(speaker) && self.names_of(speaker).is_empty()
    }

    /// Is the speaker a body or a person of the turn's own side?
    pub(super) fn speaks_for_own_side(&self, speaker: &Speaker) -> bool {
        self.names_of(speaker).iter().any(|name| self.is_own(name))
    }

    /// The names in the words that name a speaker.
    pub(super) fn names_of(&self, speaker: &Speaker) -> &[Name] {
        let Some(read) = speaker.read else { return &[] };
        let first = self.names.partition_point(|name| name.span.end <= read.start);
        let count = self.names[first..].partition_point(|name| name.span.start < read.end);
        &self.names[first..first + count]
    }

    /// The name that ends right before a token.
    pub(super) fn name_up_to(&self, token: usize) -> Option<&Name> {
        let at = self.names.partition_point(|name| name.tokens.end < token);
        self.names.get(at).filter(|name| name.tokens.end == token)
    }

    /// Does the name stand for the side of the turn?
    pub(super) fn is_own(&self, name: &Name) -> bool {
        let entry = self.resources.entry(name.entry);
        let side = self.found.sides[self.sentence().turn].as_deref();
        let country = entry.entity.strip_prefix("STATE:").unwrap_or(&entry.country);
        matches!(self.resources.category(name.entry).id.as_str(), "pronoun.self" | "pronoun.office")
            || side.is_some() && side == Some(country)
    }

    /// "accuses us of …": in the words of a spokesperson only what stands behind *of* is the accuser's.
    pub(super) fn charged(&self, cue: &Cue) -> Option<Span> {
        let sentence = self.sentence();
        let behind = self.names.partition_point(|name| name.tokens.start < cue.tokens.end);
        let behind = self.names.get(behind).filter(|name| name.tokens.start == cue.tokens.end);
        let own = behind.is_some_and(|name| self.is_own(name));
        if !own || self.role() == Role::Narrator {
            return None;
        }
        let behind = cue.tokens.end..sentence.tokens.end.min(cue.tokens.end + OBJECT);
        let of = behind.clone().find(|token| self.word(*token) == "of");
        let start = of.map_or(sentence.span.end, |of| self.segments.tokens[of].span.end);
        Some(Span::new(start, sentence.span.end).trim(&self.document.text))
    }

    pub(super) fn slice(&self, tokens: std::ops::Range<usize>) -> &str {
        super::found::cover(self.segments, &tokens).slice(&self.document.text)
    }

    pub(super) fn speaker(
        &self,
        name: String,
        tokens: std::ops::Range<usize>,
        basis: &'static str,
    ) -> Speaker {
        let name = name.replace('’', "'");
        Speaker { name: Some(name), read: Some(super::found::cover(self.segments, &tokens)), basis }
    }
}
