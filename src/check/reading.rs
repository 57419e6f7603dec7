//! Claims from an analysed document: every slot read once, in a form that can be compared.

use std::collections::HashMap;
use std::sync::Arc;

use super::claim::Claim;
use super::stems::Stems;
use super::value::{Interval, figures};
use crate::analysis::Analysis;
use crate::cite::Quantity;
use crate::cite::quantities::Kind;
use crate::document::{Document, Role, Span};
use crate::resources::{Part, Resources};
use crate::segment::of_sentences;
use crate::voice::cues::Cues;
use crate::voice::found::{Cue, Name};

/// Counts below this are too common to mean anything by themselves.
const SMALL: f64 = 10.0;
/// Nothing larger is counted.
const LARGEST: f64 = 1e18;

/// The numbers of a document that can be compared: no dates, no ordinals, no small counts.
pub fn claims(document: &Document, analysis: &Analysis, resources: &Resources) -> Vec<Claim> {
    let all = analysis.cited.quantities.iter().enumerate();
    let mut told = all.filter(|(_, quantity)| is_comparable(quantity)).peekable();
    if told.peek().is_none() {
        return Vec::new();
    }
    let stems = Stems::new(&resources.page);
    let mut reading = Reading { document, analysis, resources, stems, known: HashMap::new() };
    let (id, name) = (Arc::from(document.id.as_str()), Arc::from(text_name(document, resources)));
    let mut claims = Vec::new();
    let mut here: Option<Sentence> = None;
    for (number, quantity) in told {
        let sentence = match here.take().filter(|known| known.number == quantity.sentence) {
            Some(known) => known,
            None => reading.sentence(quantity.sentence),
        };
        claims.push(reading.claim(number, quantity, (&id, &name), &sentence));
        here = Some(sentence);
    }
    claims
}

fn is_comparable(quantity: &Quantity) -> bool {
    // Longer rows of figures are no quantities.
    if !(quantity.value <= LARGEST && quantity.high.is_none_or(|high| high <= LARGEST)) {
        return false;
    }
    match quantity.kind {
        Kind::Date | Kind::Ordinal => false,
        Kind::Count => quantity.value >= SMALL,
        Kind::Share | Kind::Money | Kind::Duration => quantity.value > 0.0,
    }
}

/// "The Ledger, 2021-07-20"; without an outlet or institution the name of the file.
fn text_name(document: &Document, resources: &Resources) -> String {
    let known = &document.metadata;
    let name = resources.page.outlet_of(document).or_else(|| known.institution.clone());
    let date = known.date.map(|read| read.date.to_string());
    match (name, date) {
        (Some(name), Some(date)) => format!("{name}, {date}"),
        (Some(name), None) => name,
        (None, _) => crate::ingest::stem(&document.source.path).to_owned(),
    }
}

struct Reading<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    resources: &'a Resources,
    stems: Stems<'a>,
    /// The stems of the words so far.
    known: HashMap<&'a str, Option<String>>,
}

/// What all numbers of a sentence share.
struct Sentence<'a> {
    number: usize,
    words: Arc<str>,
    topic: Arc<[String]>,
    heading: bool,
    /// Cues that narrow what is counted.
    narrow: Vec<&'a Cue>,
}

impl<'a> Reading<'a> {
    fn sentence(&mut self, number: usize) -> Sentence<'a> {
        let segments = &self.analysis.segments;
        let sentence = &segments.sentences[number];
        let cues = self.analysis.voices.index.cues(&self.analysis.found, number);
        Sentence {
            number,
            words: self.read(sentence.span).into(),
            topic: self.topic(number, cues).into(),
            heading: segments.turns[sentence.turn].heading || self.is_line(number),
            narrow: cues.iter().filter(|cue| cue.part == Part::Narrow).collect(),
        }
    }

    fn claim(
        &self,
        number: usize,
        quantity: &Quantity,
        text: (&Arc<str>, &Arc<str>),
        sentence: &Sentence,
    ) -> Claim {
        let fraction = quantity.kind == Kind::Share && quantity.unit.is_none();
        let scale = if fraction { 100.0 } else { 1.0 };
        let noun = self.noun(quantity);
        Claim {
            document_id: text.0.clone(),
            number,
            sentence: quantity.sentence,
            date: self.document.metadata.date.map(|read| read.date),
            text_name: text.1.clone(),
            heading: sentence.heading,
            matched: self.read(quantity.span),
            words: sentence.words.clone(),
            kind: quantity.kind,
            value: quantity.value * scale,
            figures: if fraction { 1 } else { figures(quantity.value) },
            interval: self.interval(quantity, scale),
            measure: if fraction { "per cent".to_owned() } else { measure(quantity) },
            head: self.head(&self.counted_elsewhere(quantity).unwrap_or_else(|| noun.clone())),
            noun_stems: noun.split_whitespace().filter_map(|word| self.stems.content(word)).collect(),
            narrowed: self.narrowed(quantity, &noun, &sentence.narrow),
            whole: self.whole(quantity),
            noun,
            scope: quantity.scope.map(|scope| (self.read(scope), self.place(scope))),
            agent: quantity.agent.and_then(|agent| Some((self.read(agent), self.actor(agent)?))),
            year: quantity.date.as_deref().map(|date| date[..date.len().min(4)].to_owned()),
            source: self.source(quantity),
            topic: sentence.topic.clone(),
        }
    }

    /// A narrator's line without an end mark, as headings are printed in plain text.
    fn is_line(&self, sentence: usize) -> bool {
        let segments = &self.analysis.segments;
        let sentence = &segments.sentences[sentence];
        let words = sentence.span.slice(&self.document.text);
        segments.turns[sentence.turn].role == Role::Narrator && words.ends_with(char::is_alphanumeric)
    }

    fn read(&self, span: Span) -> String {
        one_line(span.slice(&self.document.text))
    }

    /// What is counted; of a share, what it is a share of.
    fn noun(&self, quantity: &Quantity) -> String {
        match (quantity.kind, quantity.base) {
            (Kind::Share, base) => base.map_or(String::new(), |base| self.read(base)),
            (Kind::Count, _) => quantity.unit.clone().unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// "47 per cent of the samples among the 31 million captured": what a bare participle counts is the noun of the base
    /// in its sentence.
    fn counted_elsewhere(&self, quantity: &Quantity) -> Option<String> {
        let bare = quantity.unit.as_deref().is_some_and(|unit| unit.ends_with("ed") && !unit.contains(' '));
        let other = self.beside(quantity).iter().filter(|_| bare).find(|other| other.base.is_some())?;
        Some(self.noun(other))
    }

    /// The numbers of the same sentence.
    fn beside(&self, quantity: &Quantity) -> &[Quantity] {
        let all = &self.analysis.cited.quantities;
        of_sentences(all, |other| other.sentence, quantity.sentence..=quantity.sentence)
    }

    /// The stem of the head of a noun phrase: its last word before a preposition.
    fn head(&self, noun: &str) -> String {
        let stops = ["of", "in", "from", "by", "with", "that", "among", "on", "at", "for", "to", "worldwide"];
        let words = noun.split_whitespace().take_while(|word| !stops.contains(word));
        words
            .last()
            .map_or(String::new(), |word| self.stems.of(word.trim_matches(|c: char| !c.is_alphanumeric())))
    }

    fn interval(&self, quantity: &Quantity, scale: f64) -> Interval {
        let value = quantity.value * scale;
        let cues = &self.analysis.found.cues;
        let first = cues.partition_point(|cue| cue.span.start < quantity.span.start);
        let inside = cues[first..].iter().take_while(|cue| cue.span.start < quantity.span.end);
        let mut some = inside.filter(|cue| cue.part == Part::Some && cue.sentence == quantity.sentence);
        let indefinite = some.any(|cue| quantity.span.contains(cue.span));
        match quantity.high {
            Some(high) => Interval::range(value, high * scale),
            None if indefinite => Interval::indefinite(value),
            None => Interval::figure(value, quantity.approximate, quantity.kind != Kind::Share),
        }
    }

    /// The figure that a base holds: "of the 42 million samples".
    fn whole(&self, quantity: &Quantity) -> Option<Interval> {
        let base = quantity.base?;
        let mut beside = self.beside(quantity).iter();
        let inside = beside.find(|other| other.kind == Kind::Count && base.contains(other.span))?;
        Some(self.interval(inside, 1.0))
    }

    /// The narrowing words in what is counted.
    fn narrowed(&self, quantity: &Quantity, noun: &str, narrow: &[&Cue]) -> Vec<String> {
        let near = quantity.base.unwrap_or(quantity.span);
        let near = quantity.scope.map_or(near, |scope| near.cover(scope));
        let mut all: Vec<String> = narrow
            .iter()
            .filter(|cue| near.contains(cue.span) || noun.contains(cue.span.slice(&self.document.text)))
            .map(|cue| self.resources.entry(cue.entry).entity.clone())
            .collect();
        all.sort();
        all.dedup();
        all
    }

    /// The place of a scope: *outside* or not, and the entity, or the words where no list knows them; empty for "the
    /// country", which says nothing without its text.
    fn place(&self, scope: Span) -> String {
        let words = self.read(scope).to_lowercase();
        let side = if words.starts_with("outside") { "outside " } else { "" };
        match self.analysis.found.names_in(scope).first() {
            Some(name) => format!("{side}{}", self.resources.entry(name.entry).entity),
            None if words.contains("the ") || words.starts_with("of ") => String::new(),
            None => words,
        }
    }

    /// The entity of the one who acts.
    fn actor(&self, agent: Span) -> Option<String> {
        Some(self.entity(self.analysis.found.names_in(agent).first()?))
    }

    /// The entity of a name; a state body stands for its state.
    fn entity(&self, name: &Name) -> String {
        let entry = self.resources.entry(name.entry);
        let body = entry.entity.starts_with("BODY:") && !entry.country.is_empty();
        if body { format!("STATE:{}", entry.country) } else { entry.entity.clone() }
    }

    fn source(&self, quantity: &Quantity) -> Option<(String, String)> {
        let citation = &self.analysis.cited.citations[quantity.citation?];
        Some((self.read(citation.source), citation.entity.clone()?))
    }

    /// The content words of a sentence, without numbers, verbs of saying and the like.
    fn topic(&mut self, sentence: usize, cues: Cues) -> Vec<String> {
        let (text, segments) = (&self.document.text, &self.analysis.segments);
        let told = |at: usize| {
            cues.holding(at).any(|cue| {
                let of_number = matches!(
                    cue.part,
                    Part::NumberWord
                        | Part::Magnitude
                        | Part::Share
                        | Part::Month
                        | Part::About
                        | Part::Period
                        | Part::When
                );
                of_number || matches!(cue.part, Part::Report(_))
            })
        };
        let content = segments.sentences[sentence].tokens.clone().filter(|at| !told(*at));
        let words = content.map(|at| segments.tokens[at].span.slice(text));
        let stems = words
            .filter_map(|word| self.known.entry(word).or_insert_with(|| self.stems.content(word)).clone());
        let mut stems: Vec<String> = stems.collect();
        stems.sort();
        stems.dedup();
        stems
    }
}

/// The words with one space between them.
fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// What a number is measured in.
fn measure(quantity: &Quantity) -> String {
    match quantity.kind {
        Kind::Count => String::new(),
        _ => quantity.unit.clone().unwrap_or_default(),
    }
}
