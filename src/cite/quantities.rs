//! Numbers with their meaning: value, unit, base, period, as they stand in the sentence. The number never changes.

use std::cell::Cell;
use std::ops::Range;

use super::dated::{self, is_year};
use super::number::{Form, Number, Numerals};
use crate::document::Span;
use crate::lexicon::Direction;
use crate::resources::Part;
use crate::tag::Context;
use crate::voice::found::{Cue, cover};
use crate::voice::index::Kinds;

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
    /// Where or among whom it holds.
    pub scope: Option<Span>,
    /// Who did it.
    pub agent: Option<Span>,
    /// When, as read.
    pub period: Option<Span>,
    /// The day (`2021-07-20`), month (`2021-07`) or year that the words of time mean.
    pub date: Option<String>,
    /// Kind.
    pub kind: Kind,
    /// The sentence.
    pub sentence: usize,
    /// Number of the citation whose content holds it.
    pub citation: Option<usize>,
}

/// Kind of quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
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

/// So many bytes are searched at once for figures.
const AT_ONCE: usize = 32;

/// The quantities of all sentences in text order.
pub fn quantities(context: Context) -> Vec<Quantity> {
    let mut all = Vec::new();
    let mut stretches = stretches_with_figures(&context.document.text).peekable();
    for sentence in 0..context.segments.sentences.len() {
        let span = context.segments.sentences[sentence].span;
        while stretches.next_if(|start| start + AT_ONCE <= span.start).is_some() {}
        let figures = stretches.peek().is_some_and(|start| *start < span.end);
        if !figures && !context.voices.index.has(Kinds::NUMBERS, sentence) {
            continue;
        }
        let first = all.len();
        let start = context.segments.sentences[sentence].tokens.start;
        let listed = Cell::new((start, start));
        let reading = Numerals { context, sentence, cues: context.cues(sentence), listed };
        let mut behind = 0;
        for at in reading.candidates() {
            if at < behind {
                continue;
            }
            if let Some(number) = reading.number(at).filter(|number| !reading.is_in_name(at, number)) {
                let quantity = reading.quantity(at, number);
                behind = reading.after(quantity.span, at);
                all.push(quantity);
            }
        }
        if all.len() == first {
            continue;
        }
        reading.changes(&mut all);
        reading.periods(&mut all);
        reading.date(&mut all);
        reading.scopes(&mut all);
        reading.agents(&mut all);
    }
    all
}

/// Where the stretches of a text begin that hold a figure or a byte of a sign like "½".
fn stretches_with_figures(text: &str) -> impl Iterator<Item = usize> {
    let of_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, 0x85 | 0x86 | 0xBC..=0xBE);
    let stretches = text.as_bytes().chunks(AT_ONCE).enumerate();
    let some =
        stretches.filter(move |(_, stretch)| stretch.iter().fold(false, |any, byte| any | of_number(*byte)));
    some.map(|(number, _)| number * AT_ONCE)
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
}

impl Numerals<'_> {
    fn quantity(&self, at: usize, number: Number) -> Quantity {
        let text = &self.context.document.text;
        let range = self.upper_end(at, number).filter(|_| number.form != Form::Multiple);
        let end = range.map_or(number.end, |upper| upper.end);
        let shared = range.map_or(1.0, |upper| dated::shared_factor(number, upper));
        let mut span = cover(self.context.segments, &(at..end));
        let mut read = Read { kind: kind_of(number.form), unit: None, stop: end };
        if number.form == Form::Multiple {
            read.unit = Some("times".to_owned());
        } else if let Some(kind) = glued_kind(number.glued) {
            let unit = if kind == Kind::Share { "per cent" } else { number.glued };
            (read.kind, read.unit) = (kind, Some(unit.to_owned()));
        } else if let Some(dated) = self.dated(at, number, range) {
            span = cover(self.context.segments, &(at..dated));
            read = Read { kind: Kind::Date, unit: None, stop: dated };
        } else {
            self.measure(at, end, &mut span, &mut read);
        }
        if read.kind == Kind::Count && read.unit.is_none() {
            let of = number.form == Form::Indefinite && self.is(end, "of");
            // "a dozen or so protesters"
            let loose = self.cues.starting(end).find(|cue| self.is_loose(cue));
            read.unit = self.unit(loose.map_or(end + usize::from(of), |cue| cue.tokens.end));
        }
        span.start = self.figures_start(at).min(span.start);
        if let Some(month) = self.month_before(at).filter(|_| read.kind == Kind::Date) {
            span.start = month.span.start;
        }
        let year = (read.kind == Kind::Date && range.is_none() && read.stop > end)
            .then(|| self.word(read.stop - 1))
            .filter(|word| is_year(word))
            .and_then(|word| word.parse().ok());
        let before = text[..span.start].chars().next_back().unwrap_or(' ');
        let about = |cue: &Cue| cue.part == Part::About && !self.is_loose(cue);
        Quantity {
            base: if read.kind == Kind::Share { self.whole(at, end, number, read.stop) } else { None },
            approximate: number.form == Form::Indefinite
                || before == '~'
                || text[span.end..].starts_with(['+'])
                || self.cues.ending(at).any(about)
                || self.cues.starting(read.stop).any(|cue| self.is_loose(cue)),
            span,
            // Of a date the year, where it has one.
            value: year.unwrap_or_else(|| scaled(number.value, shared)),
            high: range.map(|upper| upper.value),
            unit: read.unit,
            scope: None,
            agent: None,
            period: None,
            date: None,
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
        let code = self.cues.up_to(Part::Money, at).filter(|_| self.joined(at));
        let code = code.filter(|_| self.word(at - 1).chars().all(char::is_uppercase));
        if let Some(code) = code {
            let name = self.context.resources.entry(code.entry).entity.clone();
            (read.kind, read.unit) = (Kind::Money, Some(name));
            span.start = code.span.start;
            return;
        }
        if read.kind == Kind::Ordinal || !self.joined(end) {
            return;
        }
        // "14 million Karvonian marks"
        let national = self.word(end).starts_with(char::is_uppercase) && self.joined(end + 1);
        if let Some((next, name)) = self.cue(Part::Money, end + 1).filter(|_| national) {
            *read = Read { kind: Kind::Money, unit: Some(name.to_owned()), stop: next };
            *span = span.cover(cover(self.context.segments, &(at..next)));
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

    /// The numbers of this sentence: the last ones so far.
    pub(super) fn own<'q>(&self, all: &'q mut [Quantity]) -> &'q mut [Quantity] {
        let first = all.partition_point(|quantity| quantity.sentence < self.sentence);
        &mut all[first..]
    }

    /// The tokens of a span.
    pub(super) fn tokens_of(&self, span: Span) -> Range<usize> {
        let tokens = &self.context.segments.tokens;
        let start = tokens.partition_point(|token| token.span.end <= span.start);
        start..tokens.partition_point(|token| token.span.start < span.end).max(start)
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

/// What figures with a glued unit are: "45pc" a share, "5kg" a count.
fn glued_kind(unit: &str) -> Option<Kind> {
    match unit {
        "" => None,
        "pc" => Some(Kind::Share),
        _ => Some(Kind::Count),
    }
}

fn kind_of(form: Form) -> Kind {
    match form {
        Form::Ordinal => Kind::Ordinal,
        Form::Share => Kind::Share,
        Form::Decade => Kind::Date,
        Form::Plain | Form::Indefinite | Form::Multiple => Kind::Count,
    }
}
