//! Where or among whom a number holds, as the words right behind it tell: "in China", "across the country", "of foreign
//! origin". What stands farther away may hold for something else and is left.

use super::number::Numerals;
use super::quantities::{Kind, Quantity};
use crate::document::Span;
use crate::resources::Part;
use crate::segment::Break;
use crate::voice::found::cover;

/// Words that may stand between what is counted and its place, besides participles ("servers *located* outside").
const BETWEEN: &[&str] = &["was", "were", "is", "are", "been", "being", "have", "has", "had", "be"];
/// So many of them.
const GAP: usize = 4;
/// Longest name of a place, in words.
const PLACE: usize = 4;

impl Numerals<'_> {
    /// Gives the numbers of the sentence their scope.
    pub(super) fn scopes(&self, all: &mut [Quantity]) {
        let here = self.own(all);
        for at in 0..here.len() {
            let measured = matches!(here[at].kind, Kind::Count | Kind::Share | Kind::Money);
            if measured && here[at].unit.is_some() || here[at].base.is_some() {
                here[at].scope = self.scope(&here[at], self.next(here, at));
            }
        }
    }

    /// The token of the next number that is no year and stands outside the base of this one; else the sentence's end.
    pub(super) fn next(&self, here: &[Quantity], at: usize) -> usize {
        let outside = |next: &&Quantity| {
            next.kind != Kind::Date && !here[at].base.is_some_and(|base| base.contains(next.span))
        };
        here[at + 1..].iter().find(outside).map_or(self.end(), |next| self.tokens_of(next.span).start)
    }

    fn scope(&self, quantity: &Quantity, next: usize) -> Option<Span> {
        let inside = quantity.base.map(|base| self.tokens_of(base)).and_then(|tokens| {
            let mut inside =
                self.cues.from(tokens.start).iter().take_while(|cue| cue.tokens.start < tokens.end);
            let whole = inside.find(|cue| cue.part == Part::Scope && cue.tokens.end <= tokens.end);
            whole.map(|cue| cue.span)
        });
        let (start, next) = (self.noun_end(quantity), next.max(self.noun_end(quantity)));
        inside.or_else(|| self.behind(start, next)).or_else(|| self.origin(start, next))
    }

    /// "came from outside Vellmark", "originated from abroad"
    fn origin(&self, start: usize, next: usize) -> Option<Span> {
        let token = self.origin_verb(start)?.tokens.end;
        if token >= next || !self.joined(token) {
            return None;
        }
        let side = || {
            self.cue(Part::Where, token)
                .filter(|_| matches!(self.word(token), "outside" | "inside" | "within"))
        };
        let place = side().and_then(|(end, _)| self.place(end, self.word(token)));
        let end = place.or_else(|| self.fixed(token))?;
        Some(cover(self.context.segments, &(token..end)))
    }

    /// The scope that begins at a token, or behind participles and auxiliaries that follow there.
    fn behind(&self, start: usize, next: usize) -> Option<Span> {
        for token in start..next.min(start + GAP) {
            if !self.joined(token) {
                return None;
            }
            let place = self.cue(Part::Where, token).and_then(|(end, _)| self.place(end, self.word(token)));
            if let Some(end) = place.or_else(|| self.fixed(token)) {
                return Some(cover(self.context.segments, &(token..end)));
            }
            let word = self.word(token);
            let skipped = BETWEEN.contains(&word) || word.ends_with("ed") || matches!(word, "of");
            let counted = token > start && self.word(token - 1) == "of";
            if !skipped && !counted {
                return None;
            }
        }
        None
    }

    /// "across the country", "worldwide"; "in the north-east" is another place than "in the north".
    fn fixed(&self, token: usize) -> Option<usize> {
        let (end, _) = self.cue(Part::Scope, token)?;
        let goes_on =
            self.joined(end) && (self.is_glued(end) || self.word(end).starts_with(char::is_uppercase));
        (!goes_on).then_some(end)
    }

    /// One past a name, or words with capitals, that begin at a token; "of" and "the" may stand before.
    fn place(&self, at: usize, preposition: &str) -> Option<usize> {
        let at = at + usize::from(self.is(at, "of") && matches!(preposition, "outside" | "inside"));
        let start = at + usize::from(self.is(at, "the"));
        if !self.joined(start) {
            return None;
        }
        let names = self.context.names(self.sentence);
        let known = names.iter().find(|name| name.tokens.start == start || name.tokens.start == at);
        let end = match known {
            Some(name) if is_place(self.context.resources.category(name.entry).id.as_str()) => {
                name.tokens.end
            }
            Some(_) => return None,
            // Behind *on* and *against* anything may stand.
            None if matches!(preposition, "on" | "against" | "off" | "near") => return None,
            None => self.capitals(start)?,
        };
        let possessive = self.word(end - 1).contains(['\'', '’'])
            || self.context.document.text[self.context.segments.tokens[end - 1].span.end..]
                .starts_with(['\'', '’']);
        (!possessive && self.ends_phrase(end)).then_some(end)
    }

    /// One past the last of the capitalised words that begin at a token; months and weekdays are no places.
    fn capitals(&self, start: usize) -> Option<usize> {
        let dated = |token: usize| {
            let mut holding = self.cues.holding(token);
            holding.any(|cue| matches!(cue.part, Part::Month | Part::When)) && self.word(token) != "in"
        };
        let named = |token: &usize| {
            (*token == start || self.context.segments.tokens[*token].break_before == Break::None)
                && self.word(*token).starts_with(char::is_uppercase)
                && !dated(*token)
        };
        let end = (start..self.end().min(start + PLACE)).take_while(named).last()? + 1;
        Some(end)
    }
}

/// May a name of the category be a place?
fn is_place(category: &str) -> bool {
    matches!(category, "state" | "metonym" | "bloc")
}
