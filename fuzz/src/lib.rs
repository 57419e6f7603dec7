//! What the targets share: the word lists, read once, and what must hold of every document and every analysis.

use std::sync::LazyLock;

use rejoinder::{Analysis, Document, Resources, Span};

pub mod faults;
pub mod words;

/// The built-in word lists.
pub static RESOURCES: LazyLock<Resources> =
    LazyLock::new(|| Resources::built_in().expect("the built-in word lists are sound"));

/// A span lies in the text and cuts no character.
#[track_caller]
pub fn inside(span: Span, text: &str) {
    assert!(span.start <= span.end && span.end <= text.len(), "{span:?} of {} bytes", text.len());
    assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?} cuts a character");
}

/// What must hold of a document: blocks in text order that do not overlap; links, voices and places in the text.
pub fn document(document: &Document) {
    let text = &document.text;
    for block in &document.blocks {
        inside(block.span, text);
    }
    for pair in document.blocks.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "blocks overlap: {pair:?}");
    }
    document.links.iter().for_each(|link| inside(link.span, text));
    document.voices.iter().for_each(|voice| inside(voice.span, text));
    assert!(document.other_languages.is_sorted());
    assert!(document.other_languages.last().is_none_or(|last| *last < document.blocks.len()));
}

/// What must hold of an analysis: turns, sentences and tokens nest; every span of every stage lies in the text.
pub fn analysis(document: &Document, analysis: &Analysis) {
    let text = &document.text;
    let segments = &analysis.segments;
    words::nested(text, segments);
    for hit in &analysis.hits {
        inside(hit.span, text);
        assert!(segments.sentences[hit.sentence].span.contains(hit.span), "a hit crosses the end of its sentence");
        hit.status_cue.iter().for_each(|cue| inside(*cue, text));
        assert!((0.0..=1.0).contains(&hit.confidence) && hit.intensity.is_finite());
    }
    for quote in &analysis.voices.quotes {
        inside(quote.content, text);
        quote.cue.iter().for_each(|(cue, _)| inside(*cue, text));
        let begins = Span::new(quote.content.start, quote.content.start);
        let block = document.blocks.iter().find(|block| block.span.contains(begins));
        assert!(block.is_none_or(|block| quote.content.end <= block.span.end), "a quotation leaves its paragraph");
    }
    for report in &analysis.voices.reports {
        inside(report.cue, text);
        inside(report.content, text);
    }
    for citation in &analysis.cited.citations {
        let parts = [citation.cue, citation.content, citation.date, citation.title, citation.antecedent];
        inside(citation.source, text);
        parts.into_iter().flatten().for_each(|part| inside(part, text));
    }
    for quantity in &analysis.cited.quantities {
        inside(quantity.span, text);
        let parts = [quantity.base, quantity.scope, quantity.agent, quantity.period];
        parts.into_iter().flatten().for_each(|part| inside(part, text));
        assert!(quantity.high.is_none_or(|high| high >= quantity.value), "a range upside down");
        assert!(quantity.citation.is_none_or(|at| at < analysis.cited.citations.len()));
    }
}
