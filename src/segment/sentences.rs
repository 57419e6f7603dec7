//! Sentences of a paragraph.
//!
//! A sentence ends at `.`, `?`, `!` (or their CJK kin) with the quotation marks and brackets that close behind it,
//! before white space or the end of the paragraph. A full stop does not end it behind an abbreviation, an initial,
//! a leading number, or before a small letter. Every paragraph ends a sentence, and no sentence is longer than 3,000 bytes.

use super::page::{Abbreviation, Page, with_key};
use crate::document::Span;

/// A sentence that is longer than this (bytes) is cut at white space: no person speaks so, and what is looked up inside
/// a sentence must stay cheap.
const LONGEST: usize = 3_000;

/// Appends the sentences of a paragraph; they cover it but for white space between them.
pub(super) fn push_sentences(text: &str, paragraph: Span, page: &Page, found: &mut Vec<Span>) {
    let words = paragraph.slice(text);
    let first = found.len();
    let mut start = 0;
    let mut from = 0;
    while let Some(mark) = next_mark(words, from) {
        let end = close(words, mark.end);
        from = end;
        if ends(words, start, mark.start, end, page) || (mark.wide && end < words.len()) {
            push(found, first, Span::new(paragraph.start + start, paragraph.start + end), text);
            start = end;
        }
    }
    push(found, first, Span::new(paragraph.start + start, paragraph.start + words.len()), text);
}

/// A mark that may end a sentence.
struct Mark {
    start: usize,
    end: usize,
    /// One of 。！？, which need no space behind them.
    wide: bool,
}

/// Bytes that end a sentence, or begin a character that does.
static BEGINS_MARK: [bool; 256] = {
    let mut begins = [false; 256];
    let marks = [b'.', b'?', b'!', ELLIPSIS[0], STOP[0], WIDE];
    let mut at = 0;
    while at < marks.len() {
        begins[marks[at] as usize] = true;
        at += 1;
    }
    begins
};
const ELLIPSIS: &[u8] = "…".as_bytes();
const STOP: &[u8] = "。".as_bytes();
/// First byte of ！ and ？.
const WIDE: u8 = 0xEF;

fn next_mark(words: &str, from: usize) -> Option<Mark> {
    let bytes = words.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| BEGINS_MARK[usize::from(*byte)])?;
        if bytes[at].is_ascii() {
            return Some(Mark { start: at, end: at + 1, wide: false });
        }
        match &bytes[at..(at + 3).min(bytes.len())] {
            ELLIPSIS => return Some(Mark { start: at, end: at + 3, wide: false }),
            STOP | [WIDE, 0xBC, 0x81 | 0x9F] => return Some(Mark { start: at, end: at + 3, wide: true }),
            _ => at += 1,
        }
    }
}

/// Where the marks end that follow a mark without a space: further ones, and what closes.
fn close(words: &str, from: usize) -> usize {
    let behind = &words[from..];
    match behind.as_bytes().first() {
        Some(b' ' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') => from,
        _ => words.len() - behind.trim_start_matches(closes).len(),
    }
}

fn closes(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…')
        || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '）' | '」' | '』' | '*' | '_')
}

/// Appends a sentence; those of its paragraph begin with number `first`.
fn push(found: &mut Vec<Span>, first: usize, sentence: Span, text: &str) {
    let mut span = sentence.trim(text);
    if span.is_empty() {
        return;
    }
    while span.end - span.start > LONGEST {
        let most = text.floor_char_boundary(span.start + LONGEST);
        let head = &text[span.start..most];
        let cut = head.rfind(char::is_whitespace).filter(|at| *at > 0).map_or(most, |at| span.start + at);
        found.push(Span::new(span.start, cut).trim(text));
        span = Span::new(cut, span.end).trim(text);
    }
    // Marks without any word belong to the sentence before.
    match found[first..].last_mut() {
        Some(last) if !span.slice(text).chars().any(char::is_alphanumeric) => last.end = span.end,
        _ => found.push(span),
    }
}

/// Does the mark at `at`, with what closes behind it up to `end`, end the sentence that began at `start`?
fn ends(words: &str, start: usize, at: usize, end: usize, page: &Page) -> bool {
    let (before, after) = (&words[start..at], &words[end..]);
    if after.is_empty() {
        return true;
    }
    let mark = &words[at..end];
    let stop = mark.starts_with('.') && !mark.starts_with("..");
    if !after.starts_with(char::is_whitespace) {
        return stop && mark.len() == 1 && is_glued(before, after);
    }
    let next = after.trim_start().trim_start_matches(opens).trim_start();
    let first = next.chars().next();
    if first.is_none_or(char::is_lowercase) {
        return first.is_none();
    }
    !stop
        || mark.len() > 1 && !mark[1..].starts_with('.') && is_closed_quote(mark)
        || stop_ends(before, next, page)
}

fn opens(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '*' | '_' | '—' | '–' | '-')
}

fn is_closed_quote(mark: &str) -> bool {
    mark.chars().skip(1).all(|c| matches!(c, '"' | '”' | '»'))
}

/// "end.The next" is a stop with its space lost; "example.com" and "U.S." are not.
fn is_glued(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let mut letters = after.chars();
    word.chars().count() > 2
        && word.chars().all(char::is_lowercase)
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ')
        && before.rsplit(char::is_whitespace).next().is_some_and(|last| !last.contains(['/', '@', '.']))
}

/// Does a full stop end the sentence, by the word before and the words after?
fn stop_ends(before: &str, next: &str, page: &Page) -> bool {
    let word = before.rsplit(parts).next().unwrap_or("");
    let starter = || {
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';');
        with_key(next.split(ends).next().unwrap_or(""), |first| page.starters.contains(first))
    };
    let alone = word.len() == before.trim().len();
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        // "1. First": a number at the head of the paragraph.
        (Some(c), _)
            if alone
                && word.len() <= 3
                && (c.is_ascii_digit() || word.chars().all(|c| "ivxIVX".contains(c))) =>
        {
            return false;
        }
        // An initial: "J. Smith".
        (Some(c), None) if c.is_uppercase() && c != 'I' => return starter() && !alone,
        _ => {}
    }
    match with_key(word, |word| page.abbreviations.get(word)) {
        None => true,
        Some(Abbreviation::Never) => false,
        Some(Abbreviation::MayEnd) => starter(),
        Some(Abbreviation::BeforeNumber) => !next.starts_with(|c: char| c.is_ascii_digit()),
    }
}

/// Does a character part the last word from what stands before it?
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘' | '[' | '—' | '–' | '-' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str, paragraph: Span, page: &Page) -> Vec<Span> {
        let mut found = Vec::new();
        push_sentences(text, paragraph, page, &mut found);
        found
    }

    fn page() -> Page {
        let mut page = Page::default();
        for (word, when) in [
            ("mr", Abbreviation::Never),
            ("dr", Abbreviation::Never),
            ("u.s", Abbreviation::MayEnd),
            ("p.m", Abbreviation::MayEnd),
            ("no", Abbreviation::BeforeNumber),
        ] {
            page.abbreviations.insert(word.into(), when);
        }
        for word in ["the", "we", "it", "this"] {
            page.starters.insert(word.into());
        }
        page
    }

    /// Sentences are written between bars.
    fn check(expected: &str) {
        let text = expected.replace("| ", " ").replace('|', "");
        let found = sentences(&text, Span::new(0, text.len()), &page());
        let shown: Vec<&str> = found.iter().map(|span| span.slice(&text)).collect();
        let wanted: Vec<&str> = expected.split('|').map(str::trim).collect();
        assert_eq!(shown, wanted);
    }

    #[test]
    fn ordinary_ends() {
        check("It is a lie.| We reject it.| Why?| Because it is false!");
        check("He added: “It is a lie.”| The room laughed.");
        check("\"Is it true?\" she asked.| \"No.\"| The end.");
        check("We regret this …| The rest is known.");
        check("It was said.The next day came.".replace(".The", ".|The").as_str());
    }

    #[test]
    fn abbreviations_do_not_end() {
        check("Mr. Orel met Dr. Ves.| We were there.");
        check("The U.S. Government denied it.| It left the U.S.| We did not.");
        check("See No. 5 of the list.| Is it true?| No.| We deny it.");
        check("It began at 3 p.m. Orsten time.| It ended at 5 p.m.| The hall was empty.");
        check("J. R. Holt spoke.| It rained.");
        check(
            "1. First point.| 2. Second point."
                .replace("| 2", " 2")
                .replace("2. Second", "|2. Second")
                .as_str(),
        );
        check("Growth was 5.31 million, i.e. much.| The site is example.com today.");
    }

    #[test]
    fn wide_marks_need_no_space() {
        let text = "我们反对。他们知道！";
        assert_eq!(sentences(text, Span::new(0, text.len()), &page()).len(), 2);
    }
}
