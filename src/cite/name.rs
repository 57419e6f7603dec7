//! Figures that count nothing: parts of names, labels, addresses, ages.

use super::number::{Form, Number, Numerals};
use crate::document::Span;
use crate::resources::Part;
use crate::segment::Break;

/// What the name of a street ends with, and how many words it has at most.
const STREETS: &[&str] = &["Street", "Road", "Avenue", "Square", "Lane", "Boulevard", "Drive"];
const STREET: usize = 4;
/// No word is longer, in bytes.
const WORD: usize = 4_096;
/// Nobody is older.
const OLDEST: f64 = 119.0;

impl Numerals<'_> {
    /// "Qihoo 360", "APT-C-39", "360's report", "2(4)", a footnote, "10 Downing Street", "Tal, 61, who".
    pub(super) fn is_in_name(&self, at: usize, number: &Number) -> bool {
        let span = self.context.segments.tokens[at].span;
        let text = &self.context.document.text;
        let (before, behind) = (&text[..span.start], &text[span.end..]);
        let glued = before.ends_with(['-', '‑', '/'])
            && before.trim_end_matches(['-', '‑', '/']).ends_with(char::is_alphabetic);
        let chunk = last_chunk(before);
        let clock = chunk.ends_with(':') && chunk.len() < 4
            || behind.starts_with(':') && behind[1..].starts_with(|c: char| c.is_ascii_digit());
        let slash = before.ends_with('/')
            || behind.starts_with('/') && behind[1..].starts_with(|c: char| c.is_alphanumeric());
        let paragraph =
            before.strip_suffix('(').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        glued
            || clock
            || paragraph
            || before.ends_with("[^")
            || chunk.contains('/') && chunk.contains(char::is_uppercase)
            || chunk.contains("://")
            || chunk.contains("www.")
            || slash && self.slashed(at).is_none()
            || behind.starts_with(['\'', '’'])
            || self.word(at).contains(['\'', '’'])
            || self.is_labelled(at)
            || self.is_address(number)
            || self.is_age(at, number)
            || self.is_telephone(at)
            || self.is_inside_name(span)
    }

    /// Names do not overlap: the last that begins before a span may hold it.
    fn is_inside_name(&self, span: Span) -> bool {
        let names = self.context.names(self.sentence);
        let begun = names.partition_point(|name| name.span.start <= span.start);
        names[..begun].last().is_some_and(|name| name.span.contains(span))
    }

    /// "Resolution 2254"; behind a plural also the others of its list: "resolutions 1502 (2003) and 2175", "lines 3 to 5".
    fn is_labelled(&self, at: usize) -> bool {
        let first = self.context.segments.sentences[self.sentence].tokens.start;
        let label = |end: usize| self.cues.up_to(Part::Label, end).is_some();
        let listed = |token: &usize| {
            let word = self.word(*token);
            matches!(word, "and" | "or" | "to") || word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (known, start_of_known) =
            Some(self.listed.get()).filter(|(known, _)| *known <= at).unwrap_or((first, first));
        let back = (known..at).rev().take_while(listed).last().unwrap_or(at);
        // A list that goes on from the last one asked for began where that one did.
        let start = if back == known && known > first { start_of_known } else { back };
        self.listed.set((at, start));
        let plural = || start > first && self.word(start - 1).ends_with(['s', 'p']);
        let bracketed = start < at && self.gap(at).contains('(');
        label(at) || start < at && !bracketed && label(start) && plural() && self.unit(at + 1).is_none()
    }

    /// "10 Downing Street"
    fn is_address(&self, number: &Number) -> bool {
        let capital =
            |token: &usize| self.joined(*token) && self.word(*token).starts_with(char::is_uppercase);
        let mut name = (number.end..self.end().min(number.end + STREET)).take_while(capital);
        number.form == Form::Plain
            && name.any(|token| token > number.end && STREETS.contains(&self.word(token)))
    }

    /// "Tal, 61, who"
    fn is_age(&self, at: usize, number: &Number) -> bool {
        let tokens = &self.context.segments.tokens;
        let first = self.context.segments.sentences[self.sentence].tokens.start;
        let behind = &self.context.document.text[tokens[at].span.end..];
        let years =
            number.form == Form::Plain && number.end == at + 1 && (1.0..=OLDEST).contains(&number.value);
        years
            && at > first
            && tokens[at].break_before == Break::Comma
            && self.word(at - 1).starts_with(char::is_uppercase)
            && behind.starts_with(',')
            && self.month_before(at).is_none()
    }

    /// "555-1234" that counts nothing.
    fn is_telephone(&self, at: usize) -> bool {
        let digits = |token: usize, length: usize| {
            self.word(token).len() == length && self.word(token).bytes().all(|byte| byte.is_ascii_digit())
        };
        let pair = |from: usize| {
            from + 1 < self.end() && digits(from, 3) && digits(from + 1, 4) && self.is_glued(from + 1)
        };
        let first = self.context.segments.sentences[self.sentence].tokens.start;
        let start = if pair(at) {
            Some(at)
        } else {
            at.checked_sub(1).filter(|start| *start >= first && pair(*start))
        };
        start.is_some_and(|start| self.unit(start + 2).is_none())
    }

    /// "1/3 of them"
    pub(super) fn slashed(&self, at: usize) -> Option<Number> {
        let whole =
            |token: usize| self.word(token).parse::<u32>().ok().filter(|value| (1..=10).contains(value));
        if !self.joined(at + 1) || self.gap(at + 1) != "/" || !self.is(at + 2, "of") {
            return None;
        }
        let (part, of) = (whole(at)?, whole(at + 1)?);
        (part < of).then(|| Number::new(f64::from(part) / f64::from(of), at + 2, Form::Share))
    }
}

/// What stands behind the last white space of a text.
fn last_chunk(before: &str) -> &str {
    let mut near = before.len().saturating_sub(WORD);
    while !before.is_char_boundary(near) {
        near += 1;
    }
    before[near..].rsplit(char::is_whitespace).next().unwrap_or("")
}
