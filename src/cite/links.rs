//! Hyperlinks and addresses written out: sources that can be looked up.

use std::sync::LazyLock;

use regex::{Match, Regex};

use super::complete::side;
use super::{Citation, source};
use crate::document::{Link, Span};
use crate::resources::CueClass;
use crate::segment::of_sentences;
use crate::tag::Context;

/// What an address begins with: a plain word, which is searched for quickly.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"https?://|www\.").ok());
static LETTER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\w").ok());

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
    let text = &context.document.text;
    let mut reached = 0;
    for start in regex.find_iter(text) {
        let Some(written) = (start.start() >= reached).then(|| address(text, start)).flatten() else {
            continue;
        };
        reached = start.start() + written.len();
        let url = written.trim_end_matches(['.', ',', ';', ':']);
        let span = Span::new(start.start(), start.start() + url.len());
        let Some(sentence) = sentence_of(context, span) else { continue };
        let here = of_sentences(&citations[..known], |citation| citation.sentence, sentence..=sentence);
        let taken = here.iter().any(|citation| citation.source.overlaps(span));
        if !taken {
            citations.push(bare(context, span, sentence, url.to_owned()));
        }
    }
}

/// The address that begins at a place; "www." inside a word begins none.
fn address<'t>(text: &'t str, start: Match) -> Option<&'t str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '’' | ')' | ']');
    let length = text[start.end()..].find(ends).unwrap_or(text.len() - start.end());
    let before = text[..start.start()].chars().next_back();
    let inside = || {
        let before = before.map(String::from);
        before.is_some_and(|before| LETTER.as_ref().is_some_and(|letter| letter.is_match(&before)))
    };
    let word = start.as_str() == "www." && inside();
    (length > 0 && !word).then(|| &text[start.start()..start.end() + length])
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
