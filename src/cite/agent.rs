//! Who did what a number counts, as read: "came from Karvonia", "was arrested by Ostrania", "Karvonia tested 14
//! missiles", "Varn accused Karvonia of:" before a list. Only a name counts, and only where grammar ties it to the number.

use super::number::Numerals;
use super::quantities::{Kind, Quantity};
use crate::document::{Block, BlockKind, Span};
use crate::resources::{CueClass, Part};
use crate::segment::Break;
use crate::voice::found::{Cue, Name, cover};

/// So many words may stand between a number's noun and the verb that ties it to its origin.
const NEAR: usize = 8;
/// So many between the noun and "by".
const PASSIVE_NEAR: usize = 6;
/// So many between a verb of doing and its number: "tested about 14".
const OBJECT: usize = 3;
/// So many between a verb of accusing and the one accused.
const ACCUSED: usize = 3;
/// Forms of *to be* before a participle.
const PASSIVE: &[&str] = &["was", "were", "is", "are", "been", "being", "be"];

impl Numerals<'_> {
    /// Gives the numbers of the sentence their agents.
    pub(super) fn agents(&self, all: &mut [Quantity]) {
        let here = self.own(all);
        for at in 0..here.len() {
            // What somebody did with a share of the whole, nobody did with the whole.
            let whole = at > 0 && here[at - 1].base.is_some_and(|base| base.contains(here[at].span));
            if matches!(here[at].kind, Kind::Count | Kind::Share | Kind::Money) && !whole {
                here[at].agent = self.agent(&here[at], self.next(here, at));
            }
        }
    }

    fn agent(&self, quantity: &Quantity, next: usize) -> Option<Span> {
        let at = self.tokens_of(quantity.span).start;
        self.from(self.noun_end(quantity), next)
            .or_else(|| self.by(self.noun_end(quantity), next))
            .or_else(|| self.charged(at))
            .or_else(|| self.subject(at))
            .or_else(|| self.accused(at))
    }

    /// "47 per cent came from Karvonia", "programs found in 2020 originated from the US".
    fn from(&self, start: usize, next: usize) -> Option<Span> {
        let verb = self.origin_verb(start)?;
        (next >= verb.tokens.end).then(|| self.name_at(verb.tokens.end))?
    }

    /// The verb of origin that belongs to a noun that ends at a token.
    pub(super) fn origin_verb(&self, start: usize) -> Option<&Cue> {
        let mut near = self.cues.from(start).iter().take_while(|cue| cue.tokens.start <= start + NEAR);
        near.find(|cue| cue.part == Part::From && self.runs_on(start, cue.tokens.end))
    }

    /// "19 journalists were arrested by Ostrania", "over 800 bases are run by Karvonia".
    fn by(&self, start: usize, next: usize) -> Option<Span> {
        let by = (start + 1..next.min(start + PASSIVE_NEAR)).find(|token| self.is(*token, "by"))?;
        let passive = (start..by).any(|token| PASSIVE.contains(&self.word(token)));
        let told = self.cues.ending(by).any(|cue| matches!(cue.part, Part::Report(_)));
        let done = self.cues.up_to(Part::Does, by).is_some();
        (self.runs_on(start, by + 1) && !told && (passive || done)).then(|| self.name_at(by + 1))?
    }

    /// "Karvonia, she claimed, was responsible for 47 per cent".
    fn charged(&self, at: usize) -> Option<Span> {
        let charge = self.cues.around(at.saturating_sub(2)..at).find(|cue| {
            cue.part == Part::Charge
                && cue.tokens.end <= at
                && at <= cue.tokens.end + 2
                && self.runs_on(cue.tokens.end, at)
        })?;
        let before = charge.tokens.start;
        let named = |end: usize| self.names().find(|name| name.tokens.end == end).map(|name| name.span);
        let direct = self.joined(before).then(|| named(before)).flatten();
        direct.or_else(|| {
            let first = self.context.segments.sentences[self.sentence].tokens.start;
            let comma = |token: &usize| self.context.segments.tokens[*token].break_before == Break::Comma;
            let opens = (first + 1..before).rev().find(comma).filter(|_| comma(&before))?;
            named(opens)
        })
    }

    /// "Karvonia tested about 14 missiles".
    fn subject(&self, at: usize) -> Option<Span> {
        let verb = self.cues.around(at.saturating_sub(OBJECT)..at).find(|cue| {
            cue.part == Part::Does
                && cue.tokens.end <= at
                && at < cue.tokens.end + OBJECT
                && self.runs_on(cue.tokens.start, at + 1)
        })?;
        let only = (verb.tokens.end..at).all(|token| self.is_approximator(token));
        let name = self.names().find(|name| name.tokens.end == verb.tokens.start)?;
        let first = self.context.segments.sentences[self.sentence].tokens.start;
        let start = name.tokens.start;
        let article = start > first && self.word(start - 1).eq_ignore_ascii_case("the");
        let start = start - usize::from(article);
        let begins = start == first
            || self.context.segments.tokens[start].break_before != Break::None
            || self.is(start - 1, "that")
            || self.ends_time(start);
        (only && begins).then_some(name.span)
    }

    /// "In 2018 Karvonia", "last year Karvonia".
    fn ends_time(&self, token: usize) -> bool {
        let time = |cue: &Cue| matches!(cue.part, Part::Period | Part::When);
        super::dated::is_year(self.word(token - 1)) || self.cues.ending(token).any(time)
    }

    /// "Varn accused Karvonia of:" and an item "Maintaining tens of thousands of servers": Karvonia.
    fn accused(&self, at: usize) -> Option<Span> {
        let tokens = &self.context.segments.sentences[self.sentence].tokens;
        let words = self.context.segments.sentences[self.sentence].span;
        let doing = self.word(tokens.start).ends_with("ing");
        if !doing || !(tokens.start + 1..at).all(|token| self.is_approximator(token)) {
            return None;
        }
        let (item, introduction) = self.listed(words)?;
        if item.start != words.start {
            return None;
        }
        let by = self.context.segments.sentence_at(introduction.end.saturating_sub(1))?;
        let charge =
            self.context.cues(by).iter().rev().find(|cue| cue.part == Part::Report(CueClass::Conflict))?;
        let near = charge.tokens.end..charge.tokens.end + ACCUSED;
        let names = self.context.names(by).iter();
        let mut accused = names.filter(|name| near.contains(&name.tokens.start) && self.may_act(name));
        let name = accused.next()?;
        let last = self.context.segments.sentences[by].tokens.end - 1;
        let of = self.word(last).eq_ignore_ascii_case("of") && name.tokens.end == last;
        of.then_some(name.span)
    }

    /// The item of a list that holds the words, and the block that introduces the list.
    fn listed(&self, words: Span) -> Option<(Span, Span)> {
        let blocks = &self.context.document.blocks;
        let at = blocks.partition_point(|block| block.span.end <= words.start);
        let is_item = |block: &Block| block.kind == BlockKind::ListItem;
        let item = blocks.get(at).filter(|block| is_item(block))?;
        let introduction = blocks[..at].iter().rev().find(|block| !is_item(block))?;
        let opens = introduction.span.slice(&self.context.document.text).ends_with(':');
        opens.then_some((item.span, introduction.span))
    }

    /// Do the tokens follow each other without a comma or the like?
    fn runs_on(&self, from: usize, to: usize) -> bool {
        (from + 1..to).all(|token| self.joined(token))
    }

    fn is_approximator(&self, token: usize) -> bool {
        let about = |cue: &Cue| cue.part == Part::About;
        matches!(self.word(token), "the" | "a" | "another") || self.cues.holding(token).any(about)
    }

    /// The name that begins at a token, "the" before it allowed.
    fn name_at(&self, at: usize) -> Option<Span> {
        let start = at + usize::from(self.is(at, "the"));
        let name = self.names().find(|name| name.tokens.start == start || name.tokens.start == at)?;
        let span = cover(self.context.segments, &(at..name.tokens.end));
        self.ends_phrase(name.tokens.end).then_some(span)
    }

    /// Does no noun go on at a token: "by Ostrania last week", not "by Ostranian and other attacks"?
    pub(super) fn ends_phrase(&self, token: usize) -> bool {
        let goes_on = [Part::Period, Part::When, Part::From, Part::Does];
        let fits = |part: Part| goes_on.contains(&part) || matches!(part, Part::Report(_));
        if !self.joined(token) {
            return true;
        }
        let joins = matches!(self.word(token), "and" | "or") && !self.is_number(token + 1);
        let closed = self.cue(Part::NoUnit, token).is_some() && !joins;
        closed || self.cues.starting(token).any(|cue| fits(cue.part))
    }

    /// "came from Karvonia and 12 per cent from Ostrania": another number begins.
    fn is_number(&self, token: usize) -> bool {
        token < self.end()
            && (self.word(token).starts_with(|c: char| c.is_ascii_digit())
                || self.cue(Part::NumberWord, token).is_some())
    }

    fn names(&self) -> impl Iterator<Item = &Name> {
        self.context.names(self.sentence).iter().filter(|name| self.may_act(name))
    }

    /// States, blocs and their bodies act; pronouns and unnamed actors name nobody, and "Karvonia's" is no actor.
    fn may_act(&self, name: &Name) -> bool {
        let category = self.context.resources.category(name.entry).id.as_str();
        let behind = &self.context.document.text[name.span.end..];
        let possessive = behind.starts_with(['\'', '’'])
            || name.span.slice(&self.context.document.text).ends_with(['\'', '’'])
            || self.word(name.tokens.end - 1).contains(['\'', '’']);
        matches!(category, "state" | "metonym" | "bloc" | "body" | "firm" | "io") && !possessive
    }
}
