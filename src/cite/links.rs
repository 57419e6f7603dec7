//! Hyperlinks and addresses written out: sources that can be looked up.

use std::sync::LazyLock;

use regex::Regex;

use super::complete::side;
use super::{Citation, source};
use crate::document::{Link, Span};
use crate::resources::CueClass;
use crate::segment::of_sentences;
use crate::tag::Context;

static ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"https?://[^\s<>"”’)\]]+|\bwww\.[^\s<>"”’)\]]+"#).ok());

/// The links that may overlap a span.
pub(super) fn links_in<'a>(context: Context<'a>, span: Span) -> &'a [Link] {
    let links = &context.document.links;
    let first = links.partition_point(|link| link.span.end <= span.start);
    let count = links[first..].partition_point(|link| link.span.start < span.end);
    &links[first..first + count]
}

/// Hyperlinks that no frame has taken: the anchor is the source, the address makes it retrievable.
pub(super) fn links(context: Context, citations: &mut Vec<Citation>) {
    let framed = citations.len();
    for link in &context.document.links {
        let Some(sentence) = sentence_of(context, link.span) else { continue };
        let here = of_sentences(&citations[..framed], |citation| citation.sentence, sentence..=sentence);
        let taken = here
            .iter()
            .any(|citation| citation.source.overlaps(link.span) || citation.url.as_ref() == Some(&link.url));
        if !taken {
            citations.push(bare(context, link.span, sentence, link.url.clone()));
        }
    }
}

/// Addresses written out in the text.
pub(super) fn addresses(context: Context, citations: &mut Vec<Citation>) {
    let Some(regex) = ADDRESS.as_ref() else { return };
    citations.sort_by_key(|citation| (citation.sentence, citation.source.start));
    let known = citations.len();
    for found in regex.find_iter(&context.document.text) {
        let url = found.as_str().trim_end_matches(['.', ',', ';', ':']);
        let span = Span::new(found.start(), found.start() + url.len());
        let Some(sentence) = sentence_of(context, span) else { continue };
        let here = of_sentences(&citations[..known], |citation| citation.sentence, sentence..=sentence);
        let taken = here.iter().any(|citation| citation.source.overlaps(span));
        if !taken {
            citations.push(bare(context, span, sentence, url.to_owned()));
        }
    }
}

pub(super) fn sentence_of(context: Context, span: Span) -> Option<usize> {
    let sentences = &context.segments.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    sentences.get(at).filter(|sentence| sentence.span.overlaps(span)).map(|_| at)
}

pub(super) fn bare(context: Context, span: Span, sentence: usize, url: String) -> Citation {
    let turn = context.segments.sentences[sentence].turn;
    let source = source::read(context, span, side(context, turn, span).as_deref(), None);
    Citation {
        source: span,
        entity: source.entity,
        source_type: source.source_type,
        specificity: 4,
        domesticity: source.domesticity,
        opponent_source: false,
        cue: None,
        class: CueClass::Assert,
        purpose: "background",
        claim_type: "event",
        content: None,
        has_number: false,
        has_quote: false,
        date: None,
        title: None,
        antecedent: None,
        url: Some(url),
        sentence,
        turn,
    }
}
