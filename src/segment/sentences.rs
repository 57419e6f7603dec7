//! Sentences of a paragraph.
//!
//! A sentence ends at `.`, `?`, `!` (or their CJK kin) with the quotation marks and brackets that close behind it,
//! before white space or the end of the paragraph. A full stop does not end it behind an abbreviation, an initial,
//! a leading number, or before a small letter. Every paragraph ends a sentence, and no sentence is longer than 3,000 bytes.

use super::page::{Abbreviation, Page, key};
use crate::document::Span;

/// A sentence that is longer than this (bytes) is cut at white space: no person speaks so, and what is looked up inside
/// a sentence must stay cheap.
const LONGEST: usize = 3_000;
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '）', '」', '』', '*', '_'];

/// The sentences of a paragraph; they cover it but for white space between them.
pub fn sentences(text: &str, paragraph: Span, page: &Page) -> Vec<Span> {
    let words = paragraph.slice(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = words.char_indices().peekable();
    while let Some((at, mark)) = chars.next() {
        let wide = matches!(mark, '。' | '！' | '？');
        if !wide && !matches!(mark, '.' | '?' | '!' | '…') {
            continue;
        }
        let mut end = at + mark.len_utf8();
        while let Some((_, next)) =
            chars.peek().filter(|(_, c)| matches!(c, '.' | '?' | '!' | '…') || CLOSERS.contains(c))
        {
            end += next.len_utf8();
            chars.next();
        }
        if ends(words, start, at, end, page) || (wide && end < words.len()) {
            push(&mut found, paragraph.start, start, end, text);
            start = end;
        }
    }
    push(&mut found, paragraph.start, start, words.len(), text);
    found
}

fn push(found: &mut Vec<Span>, base: usize, start: usize, end: usize, text: &str) {
    let mut span = Span::new(base + start, base + end).trim(text);
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
    match found.last_mut() {
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
    let next = after.trim_start().trim_start_matches(|c| "\"'“‘«([*_—–-".contains(c)).trim_start();
    let first = next.chars().next();
    if first.is_none_or(char::is_lowercase) {
        return first.is_none();
    }
    !stop
        || mark.len() > 1 && !mark[1..].starts_with('.') && is_closed_quote(mark)
        || stop_ends(before, next, page)
}

fn is_closed_quote(mark: &str) -> bool {
    mark.chars().skip(1).all(|c| "\"”»".contains(c))
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
    let word = before.rsplit(|c: char| c.is_whitespace() || "(\"“‘[—–-/".contains(c)).next().unwrap_or("");
    let starter = || {
        let first = next.split(|c: char| c.is_whitespace() || ",:;".contains(c)).next().unwrap_or("");
        page.starters.contains(&key(first))
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
    match page.abbreviations.get(&key(word)) {
        None => true,
        Some(Abbreviation::Never) => false,
        Some(Abbreviation::MayEnd) => starter(),
        Some(Abbreviation::BeforeNumber) => !next.starts_with(|c: char| c.is_ascii_digit()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
