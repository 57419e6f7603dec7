//! Dates, years and ranges: which figures tell a time.

use super::number::{Form, Number, Numerals};
use super::quantities::{Kind, scaled};
use crate::document::Span;
use crate::resources::Part;
use crate::segment::Break;
use crate::voice::found::Cue;

/// Four figures from here on may be a year.
pub(super) const FIRST_YEAR: f64 = 1700.0;

impl Numerals<'_> {
    /// One past the last token of a date that begins at a token: "20 July 2021", "July 20, 2021" (from its day),
    /// "2014-05-09", "2019–21", "1990s", a year by itself.
    pub(super) fn dated(&self, at: usize, number: Number, range: Option<Number>) -> Option<usize> {
        let year_at = |token: usize| {
            (token < self.end() && self.context.segments.tokens[token].break_before != Break::Clause)
                .then(|| self.word(token))
                .filter(|word| is_year(word))
        };
        let day = (1.0..=31.0).contains(&number.value) && number.value.fract() == 0.0 && number.end == at + 1;
        if day && self.month_before(at).is_some() {
            let year = year_at(number.end).is_some();
            return Some(range.map_or(number.end, |upper| upper.end).max(number.end + usize::from(year)));
        }
        let last = range.filter(|upper| upper.value <= 31.0).map_or(number.end, |upper| upper.end);
        let month = last + usize::from(self.is(last, "of"));
        if let Some((end, _)) = self.cue(Part::Month, month).filter(|_| day && self.joined(last)) {
            return Some(end + usize::from(self.joined(end) && year_at(end).is_some()));
        }
        if number.form == Form::Decade {
            return Some(number.end);
        }
        let single = number.end == at + 1 && is_year(self.word(at));
        if let Some(upper) = range.filter(|_| single) {
            let short = upper.end == number.end + 1 && self.word(number.end).len() == 2;
            return (short || is_year(self.word(upper.end - 1))).then_some(upper.end);
        }
        if single && self.is_iso(at) {
            return Some(at + 3);
        }
        let first = self.context.segments.sentences[self.sentence].tokens.start;
        let timed = at > first
            && ["in", "since", "until"].iter().any(|word| self.word(at - 1).eq_ignore_ascii_case(word));
        (single && range.is_none() && (timed || !self.counts_something(number.end))).then_some(number.end)
    }

    /// The month right before a day: "March 15".
    pub(super) fn month_before(&self, at: usize) -> Option<&Cue> {
        self.cues.up_to(Part::Month, at).filter(|_| self.joined(at))
    }

    /// "2014-05-09".
    fn is_iso(&self, at: usize) -> bool {
        let tokens = &self.context.segments.tokens;
        at + 2 < self.end()
            && tokens[at + 2].span.end - tokens[at].span.start == "2014-05-09".len()
            && self.word(at + 1).len() == 2
            && self.word(at + 2).len() == 2
            && self.word(at + 1).bytes().chain(self.word(at + 2).bytes()).all(|byte| byte.is_ascii_digit())
    }

    /// "one day after": a date told by its distance.
    pub(super) fn is_distant(&self, kind: Kind, stop: usize) -> bool {
        kind == Kind::Duration
            && stop < self.end()
            && matches!(self.word(stop), "after" | "before" | "later" | "earlier" | "ago")
    }

    /// "5 to 7", "5–7", "between 5 and 7": the second number of a range; "rose from 5 to 7" is a change and none.
    pub(super) fn upper_end(&self, at: usize, number: Number) -> Option<Number> {
        let first = self.context.segments.sentences[self.sentence].tokens.start;
        let before = at.checked_sub(1).filter(|token| *token >= first).map(|token| self.word(token));
        let between = before.is_some_and(|word| word.eq_ignore_ascii_case("between"));
        let from = before.is_some_and(|word| word.eq_ignore_ascii_case("from"));
        let changes = || self.cues.iter().any(|cue| cue.part == Part::Change && cue.tokens.end <= at);
        let end = number.end;
        if end >= self.end() || from && changes() {
            return None;
        }
        let linked = self.is(end, "to") || self.is(end, "or") || between && self.is(end, "and");
        let next = end + usize::from(linked);
        if next >= self.end() || self.context.segments.tokens[next].break_before == Break::Clause {
            return None;
        }
        let gap = Span::new(
            self.context.segments.tokens[end - 1].span.end,
            self.context.segments.tokens[next].span.start,
        );
        let mark = gap.slice(&self.context.document.text).trim();
        let ranged = linked || matches!(mark, "-" | "–");
        let upper = self.number(next).map(|upper| self.full_year(at, number, upper));
        upper.filter(|upper| ranged && upper.value > scaled(number.value, shared_factor(number, *upper)))
    }

    /// The "20" of "2019-20" is 2020.
    fn full_year(&self, at: usize, number: Number, upper: Number) -> Number {
        let short = is_year(self.word(at)) && upper.end == number.end + 1 && self.word(number.end).len() == 2;
        let century = if short { (number.value / 100.0).floor() * 100.0 } else { 0.0 };
        Number { value: upper.value + century, ..upper }
    }
}

/// "2 to 3 billion": the magnitude of the upper end, where the lower end shares it; "10,000 to 1 million" does not.
pub(super) fn shared_factor(number: Number, upper: Number) -> f64 {
    let shares = number.factor == 1.0 && number.value < upper.value / upper.factor;
    if shares { upper.factor } else { 1.0 }
}

/// Four figures that may be a year.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|value: f64| (FIRST_YEAR..2100.0).contains(&value))
}
