//! Numbers with their meaning: value, unit, base, period, as they stand in the sentence. The number never changes.

use super::number::{Form, Number, Numerals};
use crate::document::Span;
use crate::lexicon::Direction;
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
/// Prepositions that go on with a noun phrase.
const GOES_ON: &[&str] =
    &["of", "in", "from", "outside", "inside", "abroad", "by", "with", "who", "that", "and"];
/// Longest base, in words.
const BASE: usize = 8;

/// The quantities of all sentences in text order.
pub fn quantities(context: Context) -> Vec<Quantity> {
    let mut all = Vec::new();
    for sentence in 0..context.segments.sentences.len() {
        let reading = Numerals { context, sentence, cues: context.cues(sentence) };
        let tokens = context.segments.sentences[sentence].tokens.clone();
        let mut at = tokens.start;
        while at < tokens.end {
            match reading.number(at).filter(|_| !reading.is_in_name(at)) {
                Some(number) => {
                    let quantity = reading.quantity(at, number);
                    at = reading.after(quantity.span, at);
                    all.push(quantity);
                }
                None => at += 1,
            }
        }
        period(sentence, &mut all);
        reading.spoken_period(&mut all);
        reading.changes(&mut all);
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

impl Numerals<'_> {
    /// "rose from 12 to 15 per cent": the first number is measured as the second.
    fn changes(&self, all: &mut [Quantity]) {
        let text = &self.context.document.text;
        let first = all.partition_point(|quantity| quantity.sentence < self.sentence);
        for at in first..all.len().saturating_sub(1) {
            let between = Span::new(all[at].span.end, all[at + 1].span.start).slice(text).trim();
            if between == "to" && all[at].kind == Kind::Count && all[at].unit.is_none() {
                (all[at].kind, all[at].unit) = (all[at + 1].kind, all[at + 1].unit.clone());
            }
        }
    }

    /// "over the last 11 years", "a day": gives the numbers of the sentence that have no year the one such phrase.
    fn spoken_period(&self, all: &mut [Quantity]) {
        let periods: Vec<Span> =
            self.cues.iter().filter(|cue| cue.part == Part::Period).map(|cue| cue.span).collect();
        let [period] = periods.as_slice() else { return };
        let first = all.partition_point(|quantity| quantity.sentence < self.sentence);
        let timed = |quantity: &&mut Quantity| {
            quantity.period.is_none() && quantity.kind != Kind::Date && !period.overlaps(quantity.span)
        };
        all[first..].iter_mut().filter(timed).for_each(|quantity| quantity.period = Some(*period));
    }
}

/// Four figures from here on may be a year.
const FIRST_YEAR: f64 = 1700.0;

impl Numerals<'_> {
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
            || chunk.contains('/') && chunk.contains(char::is_uppercase)
            || chunk.contains("://")
            || chunk.contains("www.")
            || self.cues.iter().any(|cue| cue.part == Part::Label && cue.tokens.end == at)
            || text[span.end..].starts_with("/")
                && text[span.end + 1..].starts_with(|c: char| c.is_alphanumeric())
            || text[..span.start].ends_with('/')
            || text[span.end..].starts_with(['\'', '’'])
            || self.word(at).contains(['\'', '’'])
            || self.context.found.names_of(self.sentence).iter().any(|name| name.span.contains(span))
    }

    fn quantity(&self, at: usize, number: Number) -> Quantity {
        let text = &self.context.document.text;
        let range = self.upper_end(at, number);
        let end = range.map_or(number.end, |upper| upper.end);
        // "2 to 3 billion": the magnitude holds for both ends.
        let shared = range.filter(|_| number.factor == 1.0).map_or(1.0, |upper| upper.factor);
        let mut span = cover(self.context.segments, &(at..end));
        let mut read = Read { kind: kind_of(number.form), unit: None, stop: end };
        if let Some(dated) = self.dated(at, number, range) {
            span = cover(self.context.segments, &(at..dated));
            read = Read { kind: Kind::Date, unit: None, stop: dated };
        } else {
            self.measure(at, end, &mut span, &mut read);
        }
        if read.kind == Kind::Count {
            let of = number.form == Form::Indefinite && self.is(end, "of");
            // "a dozen or so protesters"
            let loose = self.cues.iter().find(|cue| self.is_loose(cue) && cue.tokens.start == end);
            read.unit = self.unit(loose.map_or(end + usize::from(of), |cue| cue.tokens.end));
        }
        let year = (read.kind == Kind::Date && range.is_none() && read.stop > end)
            .then(|| self.word(read.stop - 1))
            .filter(|word| is_year(word))
            .and_then(|word| word.parse().ok());
        let before = text[..span.start].chars().next_back().unwrap_or(' ');
        let about = |cue: &Cue| {
            let behind = self.is_loose(cue);
            cue.part == Part::About
                && (behind && cue.tokens.start == read.stop || !behind && cue.tokens.end == at)
        };
        Quantity {
            base: if read.kind == Kind::Share { self.whole(at, end, number, read.stop) } else { None },
            approximate: number.form == Form::Indefinite
                || before == '~'
                || text[span.end..].starts_with(['+'])
                || self.cues.iter().any(about),
            span,
            // Of a date the year, where it has one.
            value: year.unwrap_or_else(|| scaled(number.value, shared)),
            high: range.map(|upper| upper.value),
            unit: read.unit,
            period: None,
            kind: read.kind,
            sentence: self.sentence,
            citation: None,
        }
    }

    /// "30,000-odd", "200 or so": an approximator that stands behind its number.
    fn is_loose(&self, cue: &Cue) -> bool {
        cue.part == Part::About && self.context.resources.entry(cue.entry).direction == Direction::Before
    }

    /// Sign, share, currency or duration right behind the number or before it.
    fn measure(&self, at: usize, end: usize, span: &mut Span, read: &mut Read) {
        let text = &self.context.document.text;
        let before = text[..span.start].chars().next_back().unwrap_or(' ');
        let behind = text[span.end..].trim_start_matches([' ', '\u{A0}']).chars().next().unwrap_or(' ');
        if let Some(name) = sign(behind) {
            (read.kind, read.unit) = (Kind::Share, Some(name.to_owned()));
            span.end += text[span.end..].find(behind).map_or(0, |at| at + behind.len_utf8());
            return;
        }
        if "$€£¥".contains(before) {
            (read.kind, read.unit) = (Kind::Money, Some(before.to_string()));
            span.start -= before.len_utf8();
            return;
        }
        if read.kind == Kind::Ordinal || !self.joined(end) {
            return;
        }
        for (part, kind) in
            [(Part::Share, Kind::Share), (Part::Money, Kind::Money), (Part::Duration, Kind::Duration)]
        {
            if let Some((next, name)) = self.cue(part, end) {
                *read = Read { kind, unit: Some(name.to_owned()), stop: next };
                *span = span.cover(cover(self.context.segments, &(at..next)));
            }
        }
        if self.is_distant(read.kind, read.stop) {
            read.kind = Kind::Date;
        }
    }

    /// One past the last token of a date that begins at a token: "20 July 2021", "July 20, 2021" (from its day),
    /// "2014-05-09", "2019–21", "1990s", a year by itself.
    fn dated(&self, at: usize, number: Number, range: Option<Number>) -> Option<usize> {
        let year_at = |token: usize| {
            (token < self.end() && self.context.segments.tokens[token].break_before != Break::Clause)
                .then(|| self.word(token))
                .filter(|word| is_year(word))
        };
        let day = number.value <= 31.0 && number.value.fract() == 0.0 && number.end == at + 1;
        let behind_month = self.cues.iter().any(|cue| cue.part == Part::Month && cue.tokens.end == at);
        if day && behind_month {
            let year = year_at(number.end).is_some();
            return Some(range.map_or(number.end, |upper| upper.end).max(number.end + usize::from(year)));
        }
        let month = number.end + usize::from(self.is(number.end, "of"));
        if let Some((end, _)) = self.cue(Part::Month, month).filter(|_| day && self.joined(number.end)) {
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
        (single && range.is_none() && !self.counts_something(number.end)).then_some(number.end)
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
    fn is_distant(&self, kind: Kind, stop: usize) -> bool {
        kind == Kind::Duration
            && stop < self.end()
            && matches!(self.word(stop), "after" | "before" | "later" | "earlier" | "ago")
    }

    /// "5 to 7", "5–7", "between 5 and 7": the second number of a range; "rose from 5 to 7" is a change and none.
    fn upper_end(&self, at: usize, number: Number) -> Option<Number> {
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
        self.number(next).filter(|upper| {
            let short_year = is_year(self.word(at)) && self.word(next).len() == 2;
            ranged && (upper.value > number.value || upper.factor > 1.0 || short_year)
        })
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

    /// What a share is a share of: behind *of*, before it ("Of the 640 wounded, 75 per cent"), or behind a ratio
    /// ("one in five households").
    fn whole(&self, at: usize, end: usize, number: Number, stop: usize) -> Option<Span> {
        let ratio = number.form == Form::Share && !self.is(end, "of");
        let counted = || {
            let last = (end..self.end().min(end + UNIT)).take_while(|token| self.joined(*token));
            let plural = last.into_iter().find(|token| is_plural(self.word(*token)))?;
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
                    || matches!(self.word(*token), "of" | "more" | "than"))
        });
        let last = end.last()?;
        // The noun phrase ends with its plural noun, unless a preposition goes on with it.
        let plural = (start..=last).find(|token| {
            let goes_on = *token < last && GOES_ON.contains(&self.word(*token + 1));
            is_plural(self.word(*token)) && !goes_on
        });
        Some(cover(self.context.segments, &(start..plural.unwrap_or(last) + 1)))
    }

    fn after(&self, span: Span, at: usize) -> usize {
        let tokens = &self.context.segments.tokens;
        tokens.partition_point(|token| token.span.start < span.end).max(at + 1)
    }
}

/// Times a power of ten without the noise of binary fractions: 5.31 million is 5310000.
pub(super) fn scaled(value: f64, factor: f64) -> f64 {
    (value * factor * 1e6).round() / 1e6
}

/// Does the word look like a plural noun? Adjectives like *malicious* do not.
fn is_plural(word: &str) -> bool {
    if matches!(word, "people" | "children" | "men" | "women" | "police" | "personnel") {
        return true;
    }
    let no_plural = ["ss", "us", "is", "'s", "’s"];
    word.ends_with('s') && word.len() > 3 && !no_plural.iter().any(|end| word.ends_with(end))
}

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|value: f64| (FIRST_YEAR..2100.0).contains(&value))
}

/// The unit that a sign behind a number stands for.
fn sign(mark: char) -> Option<&'static str> {
    match mark {
        '%' => Some("per cent"),
        '‰' => Some("per mille"),
        _ => None,
    }
}

/// What is known of a number so far.
struct Read {
    kind: Kind,
    unit: Option<String>,
    /// One past the last token that belongs to it.
    stop: usize,
}

fn kind_of(form: Form) -> Kind {
    match form {
        Form::Ordinal => Kind::Ordinal,
        Form::Share => Kind::Share,
        Form::Decade => Kind::Date,
        Form::Plain | Form::Indefinite => Kind::Count,
    }
}
