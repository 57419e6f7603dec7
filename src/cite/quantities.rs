//! Numbers with their meaning: value, unit, base, period, as they stand in the sentence. The number never changes.

use crate::document::Span;
use crate::resources::Part;
use crate::segment::Break;
use crate::tag::Context;
use crate::voice::found::{Cue, cover};

/// One number.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The words: number, magnitude, unit of share or money.
    pub span: Span,
    /// The value; of a range the lower end.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// Is it said to be approximate?
    pub approximate: bool,
    /// What is counted.
    pub unit: Option<String>,
    /// Of what it is a share.
    pub base: Option<Span>,
    /// When, as read.
    pub period: Option<Span>,
    /// Kind.
    pub kind: Kind,
    /// The sentence.
    pub sentence: usize,
    /// Number of the citation whose content holds it.
    pub citation: Option<usize>,
}

/// Kind of quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    Count,
    Share,
    Money,
    Ordinal,
    Duration,
    Date,
}

impl Kind {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Share => "share",
            Self::Money => "money",
            Self::Ordinal => "ordinal",
            Self::Duration => "duration",
            Self::Date => "date",
        }
    }
}

/// The words behind a number among which its unit is looked for.
const UNIT: usize = 7;
/// Longest base, in words.
const BASE: usize = 8;

/// The quantities of all sentences in text order.
pub fn quantities(context: Context) -> Vec<Quantity> {
    let mut all = Vec::new();
    for sentence in 0..context.segments.sentences.len() {
        let reading = Reading { context, sentence, cues: context.cues(sentence) };
        let tokens = context.segments.sentences[sentence].tokens.clone();
        let mut at = tokens.start;
        while at < tokens.end {
            match reading.number(at) {
                Some(number) => {
                    let quantity = reading.quantity(at, number);
                    at = reading.after(quantity.span, at);
                    all.push(quantity);
                }
                None => at += 1,
            }
        }
        period(sentence, &mut all);
    }
    all
}

/// Gives every number of a sentence the year that the sentence names, when it names exactly one.
fn period(sentence: usize, all: &mut [Quantity]) {
    let first = all.partition_point(|quantity| quantity.sentence < sentence);
    let here = &mut all[first..];
    let years = here.iter().filter(|quantity| {
        quantity.kind == Kind::Date && quantity.unit.is_none() && quantity.value >= FIRST_YEAR
    });
    let years: Vec<Span> = years.map(|quantity| quantity.span).collect();
    if let [year] = years.as_slice() {
        for quantity in here.iter_mut().filter(|quantity| quantity.kind != Kind::Date) {
            quantity.period = Some(*year);
        }
    }
}

/// Four figures from here on may be a year.
const FIRST_YEAR: f64 = 1700.0;

/// A number that begins at a token.
struct Number {
    value: f64,
    /// One past its last token.
    end: usize,
    ordinal: bool,
}

struct Reading<'a> {
    context: Context<'a>,
    sentence: usize,
    cues: &'a [Cue],
}

impl Reading<'_> {
    fn word(&self, token: usize) -> &str {
        self.context.segments.tokens[token].span.slice(&self.context.document.text)
    }

    fn end(&self) -> usize {
        self.context.segments.sentences[self.sentence].tokens.end
    }

    fn joined(&self, token: usize) -> bool {
        token < self.end() && self.context.segments.tokens[token].break_before == Break::None
    }

    /// The cue of a part that begins at a token: its end and what its entry stands for.
    fn cue(&self, part: Part, token: usize) -> Option<(usize, &str)> {
        let cue = self.cues.iter().find(|cue| cue.part == part && cue.tokens.start == token)?;
        Some((cue.tokens.end, self.context.resources.entry(cue.entry).entity.as_str()))
    }

    fn number(&self, at: usize) -> Option<Number> {
        let word = self.word(at);
        if self.is_in_name(at) {
            return None;
        }
        let (mut value, mut end, ordinal) = match figures(word) {
            Some((value, ordinal)) => (value, at + 1, ordinal),
            None => {
                let (end, value) = self.cue(Part::NumberWord, at)?;
                // "one" alone is a pronoun as often as a number.
                let measured = [Part::Magnitude, Part::Share, Part::Duration, Part::Money];
                if value == "1" && !measured.into_iter().any(|part| self.cue(part, end).is_some()) {
                    return None;
                }
                (value.parse().ok()?, end, false)
            }
        };
        while let Some((next, factor)) = self.cue(Part::Magnitude, end).filter(|_| self.joined(end)) {
            value = scaled(value, factor.parse().unwrap_or(1.0));
            end = next;
        }
        Some(Number { value, end, ordinal })
    }

    /// "Qihoo 360", "APT-C-39", "360's report": figures that are part of a name.
    fn is_in_name(&self, at: usize) -> bool {
        let span = self.context.segments.tokens[at].span;
        let text = &self.context.document.text;
        let glued = text[..span.start].ends_with(['-', '‑', '/'])
            && text[..span.start].trim_end_matches(['-', '‑', '/']).ends_with(char::is_alphabetic);
        let chunk = text[..span.start].rsplit(char::is_whitespace).next().unwrap_or("");
        let clock = chunk.ends_with(':') && chunk.len() < 4
            || text[span.end..].starts_with(':')
                && text[span.end + 1..].starts_with(|c: char| c.is_ascii_digit());
        glued
            || clock
            || chunk.contains("://")
            || chunk.contains("www.")
            || text[span.end..].starts_with(['\'', '’'])
            || self.word(at).contains(['\'', '’'])
            || self.context.found.names_of(self.sentence).iter().any(|name| name.span.contains(span))
    }

    fn quantity(&self, at: usize, number: Number) -> Quantity {
        let (high, end) = match self.upper_end(number.end) {
            Some(upper) => (Some(upper.value), upper.end),
            None => (None, number.end),
        };
        let text = &self.context.document.text;
        let mut span = cover(self.context.segments, &(at..end));
        let before = text[..span.start].chars().next_back().unwrap_or(' ');
        let behind = text[span.end..].trim_start_matches([' ', '\u{A0}']).chars().next().unwrap_or(' ');
        let mut kind = if number.ordinal { Kind::Ordinal } else { Kind::Count };
        let mut unit = None;
        let mut stop = end;
        if behind == '%' {
            (kind, unit) = (Kind::Share, Some("per cent".to_owned()));
            span.end += text[span.end..].find('%').map_or(0, |at| at + 1);
        } else if "$€£¥".contains(before) {
            (kind, unit) = (Kind::Money, Some(before.to_string()));
            span.start -= before.len_utf8();
        } else if self.joined(end) {
            for (part, of_kind) in
                [(Part::Share, Kind::Share), (Part::Money, Kind::Money), (Part::Duration, Kind::Duration)]
            {
                if let Some((next, name)) = self.cue(part, end) {
                    (kind, unit, stop) = (of_kind, Some(name.to_owned()), next);
                    span = span.cover(cover(self.context.segments, &(at..next)));
                }
            }
        }
        if self.is_dated(kind, at, stop) {
            kind = Kind::Date;
        }
        if kind == Kind::Count
            && high.is_none()
            && is_year(self.word(at), number.value)
            && number.end == at + 1
            && !self.counts_something(end)
        {
            kind = Kind::Date;
        }
        if kind == Kind::Count {
            unit = self.unit(end);
        }
        Quantity {
            base: if kind == Kind::Share { self.base(stop) } else { None },
            approximate: self.cues.iter().any(|cue| cue.part == Part::About && cue.tokens.end == at),
            span,
            value: number.value,
            high,
            unit,
            period: None,
            kind,
            sentence: self.sentence,
            citation: None,
        }
    }

    /// "March 9", a day of a month; "one day after", a date told by its distance.
    fn is_dated(&self, kind: Kind, at: usize, stop: usize) -> bool {
        let month = || self.cues.iter().any(|cue| cue.part == Part::Month && cue.tokens.end == at);
        let distant = || {
            stop < self.end() && matches!(self.word(stop), "after" | "before" | "later" | "earlier" | "ago")
        };
        kind == Kind::Count && month() || kind == Kind::Duration && distant()
    }

    /// "5 to 7", "5–7": the second number of a range.
    fn upper_end(&self, end: usize) -> Option<Number> {
        let next = end + usize::from(end < self.end() && self.word(end) == "to");
        if next >= self.end() || self.context.segments.tokens[next].break_before == Break::Clause {
            return None;
        }
        let between = Span::new(
            self.context.segments.tokens[end - 1].span.end,
            self.context.segments.tokens[next].span.start,
        );
        let mark = between.slice(&self.context.document.text).trim();
        let ranged = next > end || matches!(mark, "-" | "–");
        self.number(next).filter(|_| ranged)
    }

    /// Does a plural noun follow, so that a figure like 2000 is a count and no year?
    fn counts_something(&self, end: usize) -> bool {
        self.unit(end).is_some_and(|unit| unit.ends_with('s') && !unit.contains(' '))
    }

    /// The noun phrase behind the number up to its first plural noun, else the next word.
    fn unit(&self, end: usize) -> Option<String> {
        let goes_on = |token: usize| token > end && self.word(token) == "and";
        let stops =
            |token: usize| !self.joined(token) || !goes_on(token) && self.cue(Part::NoUnit, token).is_some();
        let last = (end..self.end().min(end + UNIT)).take_while(|token| !stops(*token)).last()?;
        let plural = (end..=last).find(|token| is_plural(self.word(*token)));
        let last = plural.unwrap_or(end);
        let words = cover(self.context.segments, &(end..last + 1)).slice(&self.context.document.text);
        words.chars().any(char::is_alphabetic).then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// "53 per cent of the 42 million samples": what stands behind *of*, up to a break or eight words.
    fn base(&self, stop: usize) -> Option<Span> {
        if !self.joined(stop) || self.word(stop) != "of" {
            return None;
        }
        let start = stop + 1;
        let end = (start..self.end().min(start + BASE)).take_while(|token| {
            self.joined(*token)
                && (*token == start
                    || self.cue(Part::NoUnit, *token).is_none()
                    || matches!(self.word(*token), "of" | "more" | "than"))
        });
        let last = end.last()?;
        Some(cover(self.context.segments, &(start..last + 1)))
    }

    fn after(&self, span: Span, at: usize) -> usize {
        let tokens = &self.context.segments.tokens;
        tokens.partition_point(|token| token.span.start < span.end).max(at + 1)
    }
}

/// The value of figures ("5.31", "52,000", "21st") and whether they are an ordinal; a magnitude may be glued on.
fn figures(word: &str) -> Option<(f64, bool)> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = word.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(word.len());
    let (digits, tail) = word.split_at(end);
    let value: f64 = digits.trim_end_matches(['.', ',']).replace(',', "").parse().ok()?;
    match tail.to_lowercase().as_str() {
        "" => Some((value, false)),
        "st" | "nd" | "rd" | "th" => Some((value, true)),
        "m" | "mn" => Some((scaled(value, 1e6), false)),
        "bn" => Some((scaled(value, 1e9), false)),
        "k" => Some((scaled(value, 1e3), false)),
        _ => None,
    }
}

/// Times a power of ten without the noise of binary fractions: 5.31 million is 5310000.
fn scaled(value: f64, factor: f64) -> f64 {
    (value * factor * 1e6).round() / 1e6
}

/// Does the word look like a plural noun? Adjectives like *malicious* do not.
fn is_plural(word: &str) -> bool {
    let no_plural = ["ss", "us", "is", "'s", "’s"];
    word.ends_with('s') && word.len() > 3 && !no_plural.iter().any(|end| word.ends_with(end))
}

fn is_year(word: &str, value: f64) -> bool {
    word.len() == 4 && (FIRST_YEAR..2100.0).contains(&value) && word.bytes().all(|byte| byte.is_ascii_digit())
}
