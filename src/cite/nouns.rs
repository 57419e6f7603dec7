//! The nouns around a number: what is counted, and of what it is a share.

use super::number::{Form, Number, Numerals};
use super::quantities::{Kind, Quantity};
use crate::document::Span;
use crate::resources::Part;
use crate::voice::found::cover;

/// The words behind a number among which its unit is looked for.
const UNIT: usize = 7;
/// Prepositions that go on with a noun phrase.
const GOES_ON: &[&str] =
    &["of", "in", "from", "outside", "inside", "abroad", "by", "with", "who", "that", "and"];
/// Longest base, in words.
const BASE: usize = 8;

impl Numerals<'_> {
    /// Does a plural noun follow, so that a figure like 2000 is a count and no year?
    pub(super) fn counts_something(&self, end: usize) -> bool {
        self.unit(end).is_some_and(|unit| unit.ends_with('s') && !unit.contains(' '))
    }

    /// The noun phrase behind the number up to its first plural noun, else the next word; "248-page" counts pages.
    pub(super) fn unit(&self, end: usize) -> Option<String> {
        let words =
            cover(self.context.segments, &(end..self.unit_end(end)?)).slice(&self.context.document.text);
        words.chars().any(char::is_alphabetic).then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// One past the last token of the noun phrase that begins at a token behind a number.
    fn unit_end(&self, end: usize) -> Option<usize> {
        let goes_on = |token: usize| token > end && self.word(token) == "and";
        let stops =
            |token: usize| !self.joined(token) || !goes_on(token) && self.cue(Part::NoUnit, token).is_some();
        let last = (end..self.end().min(end + UNIT)).take_while(|token| !stops(*token)).last()?;
        let plural = (end..=last).find(|token| is_plural(self.word(*token)));
        Some(if self.is_glued(end) { end } else { plural.unwrap_or(end) } + 1)
    }

    /// "248-page": does a hyphen alone stand before the token?
    pub(super) fn is_glued(&self, token: usize) -> bool {
        let tokens = &self.context.segments.tokens;
        let before =
            token.checked_sub(1).map(|before| Span::new(tokens[before].span.end, tokens[token].span.start));
        before.is_some_and(|gap| matches!(gap.slice(&self.context.document.text), "-" | "‑"))
    }

    /// One past the noun that a number counts, or of which it is a share.
    pub(super) fn noun_end(&self, quantity: &Quantity) -> usize {
        let end = self.tokens_of(quantity.span).end;
        match quantity.base.filter(|base| base.start >= quantity.span.end) {
            Some(base) => self.tokens_of(base).end,
            None if quantity.kind == Kind::Count && quantity.unit.is_some() => {
                self.unit_end(end + usize::from(self.is(end, "of"))).unwrap_or(end)
            }
            None => end,
        }
    }

    /// What a share is a share of: behind *of*, before it ("Of the 640 wounded, 75 per cent"), or behind a ratio
    /// ("one in five households").
    pub(super) fn whole(&self, at: usize, end: usize, number: Number, stop: usize) -> Option<Span> {
        let ratio = number.form == Form::Share && !self.is(end, "of");
        let counted = || {
            let named = |token: usize| self.joined(token) && self.cue(Part::NoUnit, token).is_none();
            let last = (end..self.end().min(end + UNIT)).take_while(|token| named(*token));
            let plural = last.into_iter().find(|token| is_plural(self.word(*token)))?;
            // "1 in 10 trusts Orsten": a verb with its object.
            let verb = self.joined(plural + 1) && self.word(plural + 1).starts_with(char::is_uppercase);
            (!verb).then_some(())?;
            Some(cover(self.context.segments, &(end..plural + 1)))
        };
        self.base(stop).or_else(|| self.fronted(at)).or_else(|| ratio.then(counted)?)
    }

    /// "Of the samples of foreign origin, 53 per cent …"
    fn fronted(&self, at: usize) -> Option<Span> {
        let first = self.context.segments.sentences[self.sentence].tokens.start;
        let comma = (first + 1..=at).find(|token| !self.joined(*token))?;
        let starts = self.word(first).eq_ignore_ascii_case("of") && comma > first + 1;
        starts.then(|| cover(self.context.segments, &(first + 1..comma)))
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
                    || matches!(self.word(*token), "of" | "more" | "than")
                    || matches!(self.word(*token), "the" | "a" | "an") && self.word(*token - 1) == "of")
        });
        let last = end.last()?;
        // The noun phrase ends with its plural noun, unless a preposition goes on with it.
        let plural = (start..=last).find(|token| {
            let goes_on = *token < last && GOES_ON.contains(&self.word(*token + 1));
            is_plural(self.word(*token)) && !goes_on
        });
        // "samples of malware captured in 2020": the participle is no part of the name.
        let bare = (start + 1..=last).rev().find(|token| !self.word(*token).ends_with("ed")).unwrap_or(start);
        Some(cover(self.context.segments, &(start..plural.unwrap_or(bare) + 1)))
    }
}

/// Does the word look like a plural noun? Adjectives like *malicious* do not.
fn is_plural(word: &str) -> bool {
    if matches!(word, "people" | "children" | "men" | "women" | "police" | "personnel") {
        return true;
    }
    let no_plural = ["ss", "us", "is", "'s", "’s"];
    word.ends_with('s') && word.len() > 3 && !no_plural.iter().any(|end| word.ends_with(end))
}
