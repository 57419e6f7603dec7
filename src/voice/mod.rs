//! 4  Whose words: quotations, reports of speech, and for every span the one who answers for it.

pub mod found;
pub mod cues;
pub mod index;
pub mod lower;
pub mod quotes;
pub mod reports;
mod subject;
mod narrated;
mod phrase;
mod leading;
mod tag;
mod content;
mod told;
mod antecedent;
pub mod speaker;

use std::ops::RangeInclusive;

use crate::document::{Document, Role, Span};
use crate::error::Problem;
use crate::resources::{CueClass, Resources};
use crate::segment::{Segments, of_sentences};

pub use found::Found;
pub use index::Index;

/// A quotation.
#[derive(Clone, Debug)]
pub struct Quote {
    /// The words between the marks.
    pub content: Span,
    /// How it is quoted.
    pub kind: QuoteKind,
    /// Who is quoted, when that can be told.
    pub speaker: Option<Speaker>,
    /// The verb that introduces it.
    pub cue: Option<(Span, CueClass)>,
    /// The turn that it stands in.
    pub turn: usize,
    /// The sentence in which it begins.
    pub sentence: usize,
}

/// How words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// Whole clauses between marks.
    Direct,
    /// Part of a clause between marks.
    Mixed,
    /// A word or two held at arm's length.
    Scare,
    /// Reported without marks.
    Indirect,
}

impl QuoteKind {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Scare => "scare",
            Self::Indirect => "indirect",
        }
    }
}

/// Speech reported without quotation marks.
#[derive(Clone, Debug)]
pub struct Report {
    /// Who spoke.
    pub speaker: Speaker,
    /// The verb of report.
    pub cue: Span,
    /// How it stands to what it reports.
    pub class: CueClass,
    /// What was said.
    pub content: Span,
    /// The sentence.
    pub sentence: usize,
    /// Is it a thought or a wish, and nothing said?
    pub thought: bool,
    /// Do the words become the reported speaker's? What a spokesperson endorses stays the spokesperson's own.
    pub transfers: bool,
    /// Does the reported speaker speak for the side of the turn?
    pub own: bool,
}

/// The one to whom words are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Name to report; `None` when the text leaves open whom a pronoun means.
    pub name: Option<String>,
    /// The words of the text that name the speaker there.
    pub read: Option<Span>,
    /// How the name was found.
    pub basis: &'static str,
}

/// Quotations in text order and reports in the order of their sentences.
#[derive(Debug, Default)]
pub struct Voices {
    /// Quotations.
    pub quotes: Vec<Quote>,
    /// Reports without marks.
    pub reports: Vec<Report>,
    /// What the reader should know.
    pub problems: Vec<Problem>,
    /// Where the names and cues of each sentence lie.
    pub index: Index,
}

/// How surely words are somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// A voice of the transcript itself.
    Speaker,
    /// Quoted word for word.
    Quote,
    /// Told in other words.
    Paraphrase,
}

impl Certainty {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Quote => "quote",
            Self::Paraphrase => "paraphrase",
        }
    }
}

/// Who answers for a span.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Name; `None` when the text does not tell.
    pub name: Option<String>,
    /// How surely.
    pub certainty: Certainty,
    /// The quotation or report that holds it, else nothing.
    pub within: Within,
}

/// What holds a span, besides its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Within {
    Turn,
    Quote { kind: QuoteKind, at: Span, attributed: bool },
    Report { cue: Span },
}

/// Finds quotations and reports.
pub fn voices(document: &Document, segments: &Segments, found: &Found, resources: &Resources) -> Voices {
    let index = Index::new(found, segments.sentences.len());
    let reports = reports::reports(document, segments, found, &index, resources);
    let mut voices = Voices { reports, index, ..Voices::default() };
    quotes::quotes(document, segments, found, resources, &mut voices);
    voices
}

/// Quotations looked back at to find the one that holds a span: more are never open at once.
const NESTED: usize = 64;

impl Voices {
    /// The reports of a range of sentences.
    pub fn reports_of(&self, sentences: RangeInclusive<usize>) -> &[Report] {
        of_sentences(&self.reports, |report| report.sentence, sentences)
    }

    /// The quotations that begin inside a span, and the two before it, which may reach into it.
    pub fn quotes_in(&self, span: Span) -> &[Quote] {
        let first = self.quotes.partition_point(|quote| quote.content.start < span.start).saturating_sub(2);
        let count = self.quotes[first..].partition_point(|quote| quote.content.start < span.end);
        &self.quotes[first..first + count]
    }

    /// Who answers for a span of a turn: the innermost quotation, else the innermost report, else the turn's voice.
    /// `performs` says that the words are an act of speech in themselves (to urge, to reject), and no charge.
    pub fn holder(&self, segments: &Segments, turn: usize, span: Span, performs: bool) -> Holder {
        // Words that run from one quotation into the next belong to the first.
        let start = Span::new(span.start, span.start + 1);
        let opened = self.quotes.partition_point(|quote| quote.content.start <= span.start);
        let near = self.quotes[..opened].iter().rev().take(NESTED);
        let inner = near.filter(|quote| quote.turn == turn && quote.content.contains(start));
        if let Some(quote) = inner.min_by_key(|quote| quote.content.end - quote.content.start) {
            let quoted = quote.speaker.as_ref().and_then(|speaker| speaker.name.clone());
            // A word held at arm's length is still the speaker's.
            let own = (quote.kind == QuoteKind::Scare).then(|| own_voice(segments, turn)).flatten();
            return Holder {
                name: quoted.or(own),
                certainty: Certainty::Quote,
                within: Within::Quote {
                    kind: quote.kind,
                    at: quote.content,
                    attributed: quote.speaker.is_some(),
                },
            };
        }
        let here =
            segments.sentence_at(span.start).map_or(&[][..], |number| self.reports_of(number..=number));
        let inner = here.iter().filter(|report| gives(report, span, performs));
        if let Some(report) = inner.min_by_key(|report| report.content.end - report.content.start) {
            return Holder {
                name: report.speaker.name.clone(),
                certainty: Certainty::Paraphrase,
                within: Within::Report { cue: report.cue },
            };
        }
        let set_apart = segments.turns[turn].set_apart;
        let certainty = if set_apart { Certainty::Quote } else { Certainty::Speaker };
        Holder { name: own_voice(segments, turn), certainty, within: Within::Turn }
    }
}

/// Does a report give the words to its speaker? Its content does where it transfers; and an act done by the verb itself is
/// always that speaker's ("the resolution urged …"), unless the speaker speaks for the turn's own side.
fn gives(report: &Report, span: Span, performs: bool) -> bool {
    report.transfers && report.content.contains(span)
        || performs && !report.own && report.class != CueClass::Endorse && report.cue.start == span.start
}

/// The name of the turn's own voice; the narrator of an article is `ART`.
fn own_voice(segments: &Segments, turn: usize) -> Option<String> {
    let voice = &segments.turns[turn];
    match voice.role {
        Role::Narrator => Some("ART".to_owned()),
        _ => voice.speaker.clone().or(voice.affiliation.clone()),
    }
}
