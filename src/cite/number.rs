//! One number at a token: figures, words, fractions, ratios, magnitudes. What it counts is [`super::quantities`]' business.

use std::cell::Cell;

use super::figures::{figures, vulgar};
use super::quantities::scaled;
use crate::resources::Part;
use crate::segment::Break;
use crate::tag::Context;
use crate::voice::cues::Cues;
use crate::voice::index::Kinds;
use crate::voice::lower::lower;

/// A number that begins at a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: f64,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) form: Form,
    /// The magnitude behind it, 1 when there is none: in "2 to 3 billion" it holds for both ends.
    pub(super) factor: f64,
    /// A unit written without a space: "5kg"; empty when there is none.
    pub(super) glued: &'static str,
}

impl Number {
    pub(super) fn new(value: f64, end: usize, form: Form) -> Self {
        Self { value, end, form, factor: 1.0, glued: "" }
    }
}

/// What the words themselves tell of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    Ordinal,
    /// Told by its magnitude only.
    Indefinite,
    /// A fraction or a ratio.
    Share,
    /// "1990s".
    Decade,
    /// A verb that multiplies: "doubled".
    Multiple,
}

/// What stands before an ordinal that is no adverb and no unit of time.
const DETERMINERS: &[&str] =
    &["the", "its", "their", "our", "his", "her", "my", "your", "this", "that", "every"];

/// Bytes of the longest character.
const LONGEST_SIGN: usize = 4;

/// A sentence as numbers are read from it.
pub(super) struct Numerals<'a> {
    pub(super) context: Context<'a>,
    pub(super) sentence: usize,
    pub(super) cues: Cues<'a>,
    /// The last token asked for, and where the list of labelled figures begins that ends before it.
    pub(super) listed: Cell<(usize, usize)>,
}

impl<'a> Numerals<'a> {
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.context.segments.tokens[token].span.slice(&self.context.document.text)
    }

    pub(super) fn end(&self) -> usize {
        self.context.segments.sentences[self.sentence].tokens.end
    }

    /// Does the token go on without a comma or the like?
    pub(super) fn joined(&self, token: usize) -> bool {
        token < self.end() && self.context.segments.tokens[token].break_before == Break::None
    }

    pub(super) fn is(&self, token: usize, word: &str) -> bool {
        self.joined(token) && self.word(token).eq_ignore_ascii_case(word)
    }

    /// The cue of a part that begins at a token: its end and what its entry stands for.
    pub(super) fn cue(&self, part: Part, token: usize) -> Option<(usize, &'a str)> {
        let cue = self.cues.at(part, token)?;
        Some((cue.tokens.end, self.context.resources.entry(cue.entry).entity.as_str()))
    }

    fn valued(&self, part: Part, token: usize) -> Option<(usize, f64)> {
        let (end, value) = self.cue(part, token)?;
        Some((end, value.parse().ok()?))
    }

    /// The tokens at which a number may begin: figures, a sign like "½", a cue of one in words.
    pub(super) fn candidates(&self) -> impl Iterator<Item = usize> {
        let tokens = &self.context.segments.tokens;
        let text = self.context.document.text.as_bytes();
        let mut spelled = self.cues.iter().filter(|cue| Kinds::NUMBERS.holds(cue.part)).peekable();
        self.context.segments.sentences[self.sentence].tokens.clone().filter(move |at| {
            let mut told = false;
            while spelled.next_if(|cue| cue.tokens.start <= *at).is_some() {
                told = true;
            }
            let span = tokens[*at].span;
            let sign = || !text[span.start].is_ascii() && span.end - span.start <= LONGEST_SIGN;
            told || text[span.start].is_ascii_digit() || sign()
        })
    }

    /// The number that begins at a token.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        let here = self.cues.beginning(at);
        let special = |part: Part, form: Form| {
            let cue = here.iter().find(|cue| cue.part == part)?;
            let value = self.context.resources.entry(cue.entry).entity.parse().ok()?;
            Some(Number::new(value, cue.tokens.end, form))
        };
        let spelled = here.iter().find(|cue| cue.part == Part::NumberWord).map_or(at, |cue| cue.tokens.end);
        special(Part::Fraction, Form::Share)
            .filter(|share| share.end > spelled && !self.is_part_of_year(share.end))
            .map(|share| self.without_of(share))
            .or_else(|| self.slashed(at))
            .or_else(|| special(Part::Some, Form::Indefinite))
            .or_else(|| special(Part::Multiple, Form::Multiple))
            .or_else(|| special(Part::OrdinalWord, Form::Ordinal).filter(|place| self.is_place(at, place)))
            .or_else(|| self.plain(at).map(|number| self.ratio(number)))
            .filter(|number| !self.is_pronoun(at, number))
    }

    /// "the second", "a twenty-first"; neither "a second" nor "the first half" nor "the Second Committee".
    fn is_place(&self, at: usize, place: &Number) -> bool {
        let first = self.context.segments.sentences[self.sentence].tokens.start;
        let before = at.checked_sub(1).filter(|token| *token >= first).map(|token| lower(self.word(token)));
        let determined = before.is_some_and(|word| DETERMINERS.contains(&word.as_ref()));
        let part = ["half", "quarter"].iter().any(|part| self.is(place.end, part));
        determined && !part && self.word(at).starts_with(char::is_lowercase)
    }

    /// "one" alone is a pronoun as often as a number.
    fn is_pronoun(&self, at: usize, number: &Number) -> bool {
        let measured = [Part::Share, Part::Duration, Part::Money];
        number.end == at + 1
            && self.word(at).eq_ignore_ascii_case("one")
            && !self.cues.starting(number.end).any(|cue| measured.contains(&cue.part))
    }

    /// "the first half of 2020"
    fn is_part_of_year(&self, token: usize) -> bool {
        token < self.end() && super::dated::is_year(self.word(token))
    }

    /// The "of" behind a fraction belongs to what it is a share of.
    fn without_of(&self, share: Number) -> Number {
        let of = self.word(share.end - 1).eq_ignore_ascii_case("of");
        Number { end: share.end - usize::from(of), ..share }
    }

    /// "one in five", "nine out of ten".
    fn ratio(&self, number: Number) -> Number {
        let whole = |token: usize| {
            let of = self.plain(token)?;
            let usual = matches!(of.value as u32, 2..=10 | 20 | 50 | 100 | 1_000);
            (usual && number.value < of.value && of.value.fract() == 0.0).then_some(of)
        };
        let of = if number.form != Form::Plain || number.factor != 1.0 {
            None
        } else if self.is(number.end, "in") && number.end + 1 < self.end() {
            whole(number.end + 1)
        } else if self.is(number.end, "out") && self.is(number.end + 1, "of") && number.end + 2 < self.end() {
            whole(number.end + 2)
        } else {
            None
        };
        match of {
            Some(of) => Number::new(number.value / of.value, of.end, Form::Share),
            None => number,
        }
    }

    fn plain(&self, at: usize) -> Option<Number> {
        let read = match figures(self.word(at)) {
            Some(read) if self.is_decimal(at) => {
                let digits = 10f64.powi(self.word(at).len() as i32);
                (read.form == Form::Plain).then(|| self.magnified(read.value / digits, at + 1, Form::Plain))
            }
            Some(read) => {
                let (value, end) = self.grouped(at, read.value);
                let (value, end) = self.and_fraction(value, end);
                Some(Number { glued: read.glued, ..self.magnified(value, end, read.form) })
            }
            None => match vulgar(self.word(at)) {
                Some(part) => Some(Number::new(part, at + 1, Form::Share)),
                None => self.spelled(at),
            },
        };
        read.map(|number| Number {
            value: number.value * if self.minus(at).is_some() { -1.0 } else { 1.0 },
            ..number
        })
    }

    /// "3½"
    fn and_fraction(&self, value: f64, end: usize) -> (f64, usize) {
        let part = (self.joined(end) && self.gap(end).is_empty()).then(|| vulgar(self.word(end))).flatten();
        part.map_or((value, end), |part| (value + part, end + 1))
    }

    /// "52 000": groups of three figures behind a space.
    fn grouped(&self, at: usize, first: f64) -> (f64, usize) {
        let digits = |token: usize| self.word(token).bytes().all(|byte| byte.is_ascii_digit());
        let tokens = &self.context.segments.tokens;
        let spaced = |token: usize| {
            let between = &self.context.document.text[tokens[token - 1].span.end..tokens[token].span.start];
            between.chars().count() == 1 && between.starts_with(char::is_whitespace)
        };
        let (mut value, mut end) = (first, at + 1);
        if !digits(at) || self.word(at).len() > 3 || self.word(at).starts_with('0') {
            return (value, end);
        }
        while self.joined(end) && digits(end) && self.word(end).len() == 3 && spaced(end) {
            value = value * 1_000.0 + self.word(end).parse::<f64>().unwrap_or(0.0);
            end += 1;
        }
        (value, end)
    }

    fn magnified(&self, mut value: f64, mut end: usize, form: Form) -> Number {
        let mut factor = 1.0;
        while let Some((next, times)) = self.valued(Part::Magnitude, end).filter(|_| self.joined(end)) {
            value = scaled(value, times);
            factor *= times;
            end = next;
        }
        Number { factor, ..Number::new(value, end, form) }
    }

    /// "three hundred and five", "two million three hundred thousand".
    fn spelled(&self, at: usize) -> Option<Number> {
        let (mut end, first) = self.valued(Part::NumberWord, at)?;
        let (mut total, mut open, mut factor) = (0.0, first, 1.0);
        loop {
            if let Some((next, times)) = self.valued(Part::Magnitude, end).filter(|_| self.joined(end)) {
                factor *= times;
                if times >= 1_000.0 {
                    total += scaled(open, times);
                    open = 0.0;
                } else {
                    open = scaled(open, times);
                }
                end = next;
                continue;
            }
            let and = usize::from(self.is(end, "and"));
            let next = self.valued(Part::NumberWord, end + and).filter(|_| self.joined(end + and));
            // "and" joins only behind a hundred or a thousand; anything else is a list.
            let smaller = next.filter(|(_, value)| {
                let scale = if open >= 100.0 {
                    100.0
                } else if open == 0.0 && total > 0.0 {
                    1_000.0
                } else {
                    0.0
                };
                *value < scale
            });
            match smaller {
                Some((next, value)) => {
                    open += value;
                    end = next;
                }
                None => break,
            }
        }
        let value = total + open;
        Some(Number { factor, ..Number::new(value, end, Form::Plain) })
    }
}
