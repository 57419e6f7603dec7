//! For which numbers of its sentence a time holds: for all, unless it stands in brackets or right behind one of several.
//! A time with which something is compared holds for none.

use super::dated::{FIRST_YEAR, is_year};
use super::number::Numerals;
use super::quantities::{Kind, Quantity};
use crate::document::Span;
use crate::resources::Part;
use crate::segment::Break;
use crate::voice::found::Cue;

/// Longest agency in the brackets of a dateline, in bytes.
const AGENCY: usize = 40;
/// So many words may stand between "2019's" and its number.
const OWNED: usize = 2;

impl Numerals<'_> {
    /// Gives the numbers of the sentence their times: a year, else "over the last 11 years", else "yesterday" – this only
    /// where nobody's words are reported, for then it may be the time of the saying.
    pub(super) fn periods(&self, all: &mut [Quantity]) {
        let here = self.own(all);
        let years = here.iter().filter(|one| {
            one.kind == Kind::Date
                && one.unit.is_none()
                && one.value >= FIRST_YEAR
                && !self.is_dateline(one.span)
        });
        let years = years.map(|year| year.span).chain(self.possessive_years()).collect();
        let spoken = self.cues.iter().filter(|cue| cue.part == Part::Period).map(|cue| cue.span).collect();
        self.hold(here, years);
        self.hold(here, spoken);
        if !self.cues.iter().any(|cue| matches!(cue.part, Part::Report(_) | Part::SourceNoun)) {
            let told = self.cues.iter().filter(|cue| cue.part == Part::When && !self.goes_on_as_date(cue));
            self.hold(here, told.map(|cue| cue.span).collect());
        }
    }

    /// Gives each time to the numbers that it holds for; of several that may hold for all, each only to the one before it.
    fn hold(&self, here: &mut [Quantity], mut times: Vec<Span>) {
        times.retain(|time| !self.is_baseline(*time));
        let mut wide = Vec::new();
        let words = self.context.segments.sentences[self.sentence].span.slice(&self.context.document.text);
        let bracketed = words.contains('(');
        for time in times {
            match self.reach(here, time, bracketed) {
                Some(reach) => give(&mut here[reach], time),
                None => wide.push(time),
            }
        }
        if let [time] = wide.as_slice() {
            give(here, *time);
        }
        for time in wide {
            if let Some(at) = self.right_before(here, time) {
                give(&mut here[at..=at], time);
            }
        }
    }

    /// The numbers that alone a time can hold for; none when it can hold for all.
    fn reach(&self, here: &[Quantity], time: Span, bracketed: bool) -> Option<std::ops::Range<usize>> {
        if let Some(bracket) = bracketed.then(|| self.bracket(time)).flatten() {
            let first = here.partition_point(|one| one.span.start < bracket.start);
            let end = here.partition_point(|one| one.span.start < bracket.end);
            let measured = here[first..end].iter().any(|one| one.kind != Kind::Date);
            return Some(if measured { first..end } else { first.saturating_sub(1)..first });
        }
        let behind = self.tokens_of(time).end;
        if self.word(behind - 1).contains(['\'', '’']) {
            let owned = |one: &Quantity| (behind..=behind + OWNED).contains(&self.tokens_of(one.span).start);
            let at = here.iter().position(owned);
            return Some(at.map_or(0..0, |at| at..at + 1));
        }
        // "5.1 per cent, 4.9 in May"
        let at = self.right_before(here, time)?;
        let start = self.tokens_of(here[at].span).start;
        let opens = self.context.segments.tokens[start].break_before != Break::None;
        let earlier = here[..at].iter().any(|one| one.kind != Kind::Date);
        (opens && earlier).then_some(at..at + 1)
    }

    /// The number right before a time, its noun and a preposition between.
    fn right_before(&self, here: &[Quantity], time: Span) -> Option<usize> {
        let before = here.partition_point(|one| one.span.start < time.start);
        let at =
            here[..before].iter().rposition(|one| one.kind != Kind::Date && one.span.end <= time.start)?;
        let near = self.tokens_of(time).start <= self.noun_end(&here[at]) + 1;
        near.then_some(at)
    }

    /// The round brackets that a time stands in.
    fn bracket(&self, time: Span) -> Option<Span> {
        let text = &self.context.document.text;
        let sentence = self.context.segments.sentences[self.sentence].span;
        let open = sentence.start + text[sentence.start..time.start].rfind('(')?;
        let close = time.end + text[time.end..sentence.end].find(')')?;
        (!text[open..time.start].contains(')')).then(|| Span::new(open, close))
    }

    /// "than in 2019", "over 2019", "compared with last year"
    fn is_baseline(&self, time: Span) -> bool {
        let start = self.tokens_of(time).start;
        let text = &self.context.document.text;
        let ranged = time.slice(text).contains(['–', '-']) || time.slice(text).contains(" to ");
        !ranged && self.cues.up_to(Part::Baseline, start).is_some()
    }

    /// "SORVIK, March 14, 2022 (Vellmark Press) - ": when it was written.
    fn is_dateline(&self, time: Span) -> bool {
        let sentence = &self.context.segments.sentences[self.sentence];
        let place = self.word(sentence.tokens.start);
        let behind = self.context.document.text[time.end..sentence.span.end].trim_start();
        let agency = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        let behind =
            agency.filter(|(name, _)| name.len() <= AGENCY).map_or(behind, |(_, rest)| rest.trim_start());
        place.len() > 2 && place.chars().all(char::is_uppercase) && behind.starts_with(['-', '–', '—'])
    }

    /// "2019's $2bn"
    fn possessive_years(&self) -> impl Iterator<Item = Span> {
        let text = &self.context.document.text;
        let tokens = self.context.segments.sentences[self.sentence].tokens.clone();
        self.context.segments.tokens[tokens].iter().filter_map(move |token| {
            let (year, _) = token.span.slice(text).split_once(['\'', '’'])?;
            is_year(year).then(|| Span::new(token.span.start, token.span.start + year.len()))
        })
    }

    /// "in March 2014", "in May 3"
    fn goes_on_as_date(&self, cue: &Cue) -> bool {
        let next = cue.tokens.end;
        next < self.end() && self.word(next).starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Gives numbers without a time this one.
fn give(numbers: &mut [Quantity], time: Span) {
    let open =
        |one: &&mut Quantity| one.period.is_none() && one.kind != Kind::Date && !time.overlaps(one.span);
    numbers.iter_mut().filter(open).for_each(|one| one.period = Some(time));
}
