//! The one core function: stages 2–6 put together.

use crate::cite::{self, Cited};
use crate::document::Document;
use crate::error::{Code, Problem};
use crate::fold;
use crate::resources::Resources;
use crate::segment::{self, Segments};
use crate::tag::{self, Context, Hit};
use crate::voice::{self, Found, Voices};

/// All that is read out of a document. Spans point into the document's text.
#[derive(Debug)]
pub struct Analysis {
    /// Turns, exchanges, sentences, tokens.
    pub segments: Segments,
    /// Names, cues, sides.
    pub found: Found,
    /// Quotations and reports of speech.
    pub voices: Voices,
    /// Acts.
    pub hits: Vec<Hit>,
    /// Citations and quantities.
    pub cited: Cited,
    /// What the reader should know.
    pub problems: Vec<Problem>,
}

/// Analyses a document. Pure: no IO, no clock, no environment; whatever the text contains is a result or a problem.
pub fn analyze(document: &Document, resources: &Resources) -> Analysis {
    let Some(folded) = fold::fold(document) else { return analyze_plain(document, resources) };
    let mut analysis = analyze_plain(&folded.document, resources);
    folded.back(&mut analysis);
    analysis.problems.splice(0..0, document.problems.iter().cloned());
    analysis
}

/// The stages, on a text in plain typography.
fn analyze_plain(document: &Document, resources: &Resources) -> Analysis {
    let segments = segment::segment(document, &resources.page);
    let found = voice::found::find(document, &segments, resources);
    let voices = voice::voices(document, &segments, &found, resources);
    let context = Context { document, segments: &segments, found: &found, voices: &voices, resources };
    let hits = tag::tag(context);
    let cited = cite::cite(context, &hits);
    let told = [&document.problems, &segments.problems, &voices.problems].into_iter().flatten().cloned();
    let problems = told.chain(no_state(&segments, &found)).collect();
    Analysis { segments, found, voices, hits, cited, problems }
}

/// A note when somebody answers and nobody tells for which state.
fn no_state(segments: &Segments, found: &Found) -> Option<Problem> {
    let mut answering =
        segments.turns.iter().zip(&found.sides).filter(|(turn, _)| turn.role.answers()).peekable();
    let unknown = answering.peek().is_some() && answering.all(|(_, side)| side.is_none());
    unknown.then(|| Problem::new(Code::NoState, "the state of the speakers is not known"))
}
