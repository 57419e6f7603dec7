//! Quotations: the words between marks, how they are quoted, and who is quoted.
//!
//! Marks are matched inside a paragraph. One that is never closed ends with its sentence; where the next paragraph
//! begins with a mark again, the quotation goes on with the same speaker.

use super::found::Found;
use super::reports::Reading;
use super::{Quote, QuoteKind, Report, Speaker, Voices, tag};
use crate::document::{Document, Role, Span};
use crate::error::{Code, Problem};
use crate::resources::{CueClass, Part, Resources};
use crate::segment::Segments;

/// Quotations of at most this many words without a speaker are scare quotes.
const SCARE: usize = 3;

/// So many marks may be open at once; further ones open nothing.
const DEEPEST: usize = 64;

/// Between the parts of a quotation that "he said" divides stand no more bytes than this.
const DIVIDED: usize = 160;

/// Adds the quotations of all turns.
pub fn quotes(
    document: &Document,
    segments: &Segments,
    found: &Found,
    resources: &Resources,
    voices: &mut Voices,
) {
    let mut carried: Option<Option<Speaker>> = None;
    let mut turn = 0;
    for block in &document.blocks {
        while segments.turns.get(turn).is_some_and(|turn| turn.span.end <= block.span.start) {
            turn += 1;
        }
        if turn == segments.turns.len() {
            break;
        }
        let (mut spans, unclosed) = marked(&document.text, block.span);
        // A mark that is never closed is believed for its sentence only, unless the next paragraph takes it up again.
        if let Some(start) = unclosed.filter(|_| !next_goes_on(document, block.span)) {
            let end = segments
                .sentence_at(start)
                .map_or(block.span.end, |number| segments.sentences[number].span.end);
            spans.iter_mut().filter(|span| span.start == start).for_each(|span| span.end = span.end.min(end));
        }
        let goes_on = carried.take().filter(|_| starts_with_mark(block.span.slice(&document.text)));
        let mut of_block: Option<Quote> = None;
        for (at, content) in spans.iter().enumerate() {
            let Some(mut quote) = quote(document, segments, found, voices, *content, turn) else { continue };
            if let Some(speaker) = goes_on.as_ref().filter(|_| at == 0) {
                quote.speaker = quote
                    .speaker
                    .or(speaker.clone().map(|speaker| Speaker { basis: "quotation goes on", ..speaker }));
                quote.kind = QuoteKind::Direct;
            }
            if quote.speaker.is_none() && segments.turns[quote.turn].role == Role::Narrator {
                quote.speaker = tag::tag(document, segments, found, resources, &voices.index, &quote);
                if quote.speaker.is_none() && starts_block(document, block.span, *content) {
                    let reading =
                        Reading::alone(document, segments, found, resources, &voices.index, quote.sentence);
                    (quote.speaker, quote.cue) = reading
                        .introduction()
                        .map_or((None, quote.cue), |(speaker, cue)| (Some(speaker), Some(cue)));
                }
                if let Some(before) = of_block.as_ref().filter(|_| quote.speaker.is_none()) {
                    go_on(&document.text, before, &mut quote);
                }
            }
            if quote.speaker.is_some() {
                of_block = Some(quote.clone());
            }
            if unclosed == Some(content.start) {
                carried = Some(quote.speaker.clone());
            }
            voices.quotes.push(quote);
        }
        if let (Some(start), false) = (unclosed, next_goes_on(document, block.span)) {
            carried = None;
            let message = "a quotation mark is opened and never closed";
            voices.problems.push(Problem::new(Code::UnclosedQuote, message).at(start));
        }
    }
}

/// Does a quotation stand at the head of its paragraph?
fn starts_block(document: &Document, block: Span, content: Span) -> bool {
    let head = &document.text[block.start..content.start];
    head.len() < 8 && !head.contains(char::is_alphanumeric)
}

/// “My hope,” he said, “is …”: the speaker of the quotation before, where the verb divides one quotation, or where
/// whole sentences follow in the same paragraph, with no other words before them in theirs.
fn go_on(text: &str, before: &Quote, quote: &mut Quote) {
    let Some(speaker) = &before.speaker else { return };
    let Some(between) = text.get(before.content.end..quote.content.start) else { return };
    let between = between.trim_end_matches(['“', '"', '«', '‘', '\'', ' ']);
    let begins = between.ends_with(['.', '!', '?', '”', '"', '»', ')', ':', ']']);
    let divided = before.cue.is_some_and(|(cue, _)| {
        between.len() < DIVIDED
            && !between.contains(". ")
            && cue.start >= before.content.end
            && cue.end <= quote.content.start
            && before.content.slice(text).ends_with([',', '—', '-', '.', '?', '!'])
    });
    if divided || quote.kind == QuoteKind::Direct && begins {
        quote.speaker = Some(Speaker { basis: "same paragraph", ..speaker.clone() });
        quote.cue = before.cue;
    }
}

fn starts_with_mark(words: &str) -> bool {
    words.starts_with(['“', '"', '«', '„', '「', '『'])
}

fn next_goes_on(document: &Document, span: Span) -> bool {
    starts_with_mark(document.text[span.end..].trim_start())
}

/// The contents of all quotations of a paragraph, outer before inner, and where the one began that is never closed.
fn marked(text: &str, paragraph: Span) -> (Vec<Span>, Option<usize>) {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut found: Vec<Span> = Vec::new();
    let words = paragraph.slice(text);
    let mut skip = 0;
    for (at, mut mark) in marks(words) {
        if at < skip {
            continue;
        }
        let before = words[..at].chars().next_back().unwrap_or(' ');
        let here = paragraph.start + at;
        let mut width = mark.len_utf8();
        // Two typewriter marks stand for one: ''so'', ``so''.
        if let "''" | "``" = words.get(at..at + 2).unwrap_or("") {
            (mark, width, skip) = ('"', 2, at + 2);
        }
        let after = words[at + width..].chars().next().unwrap_or(' ');
        let expected = open.last().map(|(closer, _)| *closer);
        let closer = match mark {
            // „So“ and »so« close with marks that open elsewhere.
            '“' if expected == Some('“') => None,
            '«' if expected == Some('«') => None,
            '‘' if expected == Some('‘') => None,
            '“' => Some('”'),
            '„' => Some('“'),
            '‚' if after.is_alphanumeric() => Some('‘'),
            '»' if expected != Some('»') && !before.is_alphanumeric() && after.is_alphanumeric() => {
                Some('«')
            }
            '\'' if opens_single(before, after, &words[..at]) => Some('\''),
            '«' => Some('»'),
            '「' => Some('」'),
            '『' => Some('』'),
            '‘' if !before.is_alphanumeric() && after.is_alphanumeric() => Some('’'),
            '"' if open.iter().all(|(closer, _)| !is_closer(*closer, '"'))
                && !before.is_alphanumeric()
                && !after.is_whitespace() =>
            {
                Some('"')
            }
            _ => None,
        };
        if let Some(closer) = closer.filter(|_| open.len() < DEEPEST) {
            open.push((closer, here + width));
        } else if let Some(depth) = open
            .iter()
            .rposition(|(closer, _)| is_closer(*closer, mark) && closes(mark, before, &words[at + width..]))
        {
            found.push(Span::new(open[depth].1, here).trim(text));
            open.truncate(depth);
        }
    }
    let unclosed = open.iter().find(|(closer, _)| !matches!(closer, '’' | '\'' | '‘'));
    let unclosed = unclosed.map(|(_, start)| Span::new(*start, paragraph.end).trim(text));
    found.extend(unclosed);
    let unclosed = unclosed.map(|span| span.start);
    found.retain(|span| span.slice(text).chars().any(char::is_alphanumeric));
    found.sort_by_key(|span| (span.start, usize::MAX - span.end));
    (found, unclosed)
}

/// So many bytes are searched at once for the first byte of a mark.
const AT_ONCE: usize = 32;

/// The marks of a text, with their places.
fn marks(words: &str) -> impl Iterator<Item = (usize, char)> {
    let begins = |byte: u8| matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xE3);
    let stretches = words.as_bytes().chunks(AT_ONCE).enumerate();
    let some =
        stretches.filter(move |(_, stretch)| stretch.iter().fold(false, |any, byte| any | begins(*byte)));
    let places = some.flat_map(move |(number, stretch)| {
        let inside = stretch.iter().enumerate().filter(move |(_, byte)| begins(**byte));
        inside.map(move |(at, _)| number * AT_ONCE + at)
    });
    places.filter_map(|at| words[at..].chars().next().filter(|mark| is_mark(*mark)).map(|mark| (at, mark)))
}

fn is_mark(mark: char) -> bool {
    matches!(
        mark,
        '"' | '\'' | '`' | '“' | '”' | '„' | '‚' | '‘' | '’' | '«' | '»' | '「' | '」' | '『' | '』'
    )
}

/// Typists mix curved and straight marks: each closes the other, where nothing else was open.
fn is_closer(closer: char, mark: char) -> bool {
    closer == mark || matches!((closer, mark), ('”', '"') | ('"', '”') | ('“', '”') | ('“', '"'))
}

/// A typewriter apostrophe opens a quotation only at the head of a paragraph, behind a comma, a colon or another mark.
fn opens_single(before: char, after: char, head: &str) -> bool {
    let behind = head.trim_end().chars().next_back();
    !before.is_alphanumeric()
        && after.is_alphanumeric()
        && behind.is_none_or(|c| matches!(c, ',' | ':' | '“' | '"' | '(' | '.'))
}

/// A single mark inside a word is an apostrophe; one behind a plural, with another to come, is too; a typewriter one
/// closes only behind punctuation.
fn closes(mark: char, before: char, rest: &str) -> bool {
    let after = rest.chars().next().unwrap_or(' ');
    match mark {
        '’' => {
            let plural = before == 's' && after == ' ';
            let again = || {
                rest.find('’').is_some_and(|at| {
                    !rest[..at].contains('‘') && !rest[at + 3..].starts_with(char::is_alphanumeric)
                })
            };
            !(after.is_alphanumeric() || plural && again())
        }
        '\'' => !after.is_alphanumeric() && matches!(before, '.' | ',' | '!' | '?' | '…'),
        _ => true,
    }
}

fn quote(
    document: &Document,
    segments: &Segments,
    found: &Found,
    voices: &Voices,
    content: Span,
    block_turn: usize,
) -> Option<Quote> {
    let turn =
        block_turn + segments.turns[block_turn..].partition_point(|turn| turn.span.end <= content.start);
    segments.turns.get(turn)?;
    let sentence = segments.sentence_at(content.start)?;
    let last = segments.sentence_at(content.end.saturating_sub(1)).unwrap_or(sentence);
    let n_words = words_in(segments, content);
    let report = introducing(voices, content, sentence, last);
    let capital =
        content.slice(&document.text).starts_with(|c: char| c.is_uppercase() || c == '…' || c == '[');
    let cue =
        report.map(|report| (report.cue, report.class)).or_else(|| cue_of(found, sentence, last, content));
    // “It's about me.” is said; “The Ledger” is named.
    let sentence_mark = content.slice(&document.text).ends_with(['.', '!', '?']) && n_words > 1;
    let title = is_title(content.slice(&document.text));
    let kind = match (n_words, capital) {
        _ if title => QuoteKind::Scare,
        (0..=SCARE, false) => QuoteKind::Scare,
        (0..=SCARE, true) if report.is_none() && !sentence_mark => QuoteKind::Scare,
        (_, true) => QuoteKind::Direct,
        (_, false) => QuoteKind::Mixed,
    };
    let speaker = report.filter(|_| !title).map(|report| report.speaker.clone());
    Some(Quote { content, kind, speaker, cue, turn, sentence })
}

/// “Face the Nation”, “Fox News Sunday”: a title, when all but its small words have capitals.
fn is_title(words: &str) -> bool {
    const SMALL: [&str; 16] = [
        "a", "an", "the", "of", "on", "in", "for", "to", "and", "or", "at", "by", "from", "with", "as", "vs",
    ];
    let named = |word: &str| {
        word.trim_start_matches(['‘', '\'', '('])
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let several = words.split_whitespace().count() > 1;
    several
        && !words.ends_with(['.', '!', '?'])
        && words.split_whitespace().all(|word| named(word) || SMALL.contains(&word))
}

fn words_in(segments: &Segments, span: Span) -> usize {
    let first = segments.tokens.partition_point(|token| token.span.end <= span.start);
    segments.tokens[first..].iter().take_while(|token| token.span.start < span.end).count()
}

/// The report that gives the quotation to somebody: one whose content holds it or meets it, with the verb outside.
fn introducing(voices: &Voices, content: Span, first: usize, last: usize) -> Option<&Report> {
    let outside = |report: &&Report| !content.contains(report.cue);
    let near = || voices.reports_of(first..=last).iter().filter(outside);
    let holding = near().filter(|report| report.content.contains(content));
    if let Some(report) = holding.min_by_key(|report| report.content.end - report.content.start) {
        return Some(report);
    }
    let met =
        near().filter(|report| report.content.overlaps(content) || report.content.end == report.cue.start);
    met.min_by_key(|report| {
        report.cue.start.abs_diff(content.start).min(report.cue.end.abs_diff(content.end))
    })
}

/// A verb of report in the sentence, where its speaker is open.
fn cue_of(found: &Found, first: usize, last: usize, content: Span) -> Option<(Span, CueClass)> {
    let cues = found.cues_of(first..=last).iter().filter(|cue| !content.contains(cue.span));
    cues.filter_map(|cue| match cue.part {
        Part::Report(class) => Some((cue.span, class)),
        _ => None,
    })
    .min_by_key(|(span, _)| span.start.abs_diff(content.start))
}
