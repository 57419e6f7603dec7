//! What stands before the figures of a number and belongs to it: a minus, the stop of ".5".

use super::figures::figures;
use super::number::Numerals;
use crate::resources::Part;

/// What may stand before a minus or the stop of ".5".
const BEFORE_SIGN: &[char] =
    &[' ', '\u{A0}', '\t', '\n', '(', '[', '“', '"', '‘', '\'', '-', '−', '$', '€', '£', '¥'];

impl<'a> Numerals<'a> {
    /// Where a number begins: at its minus, its leading stop, or its first token.
    pub(super) fn figures_start(&self, at: usize) -> usize {
        self.minus(at).unwrap_or_else(|| self.before(at).len() - usize::from(self.is_decimal(at)))
    }

    /// ".5": a stop before figures that ends nothing.
    pub(super) fn is_decimal(&self, at: usize) -> bool {
        let whole = self.word(at).bytes().all(|byte| byte.is_ascii_digit());
        let before = self.before(at).strip_suffix('.');
        whole && before.is_some_and(|before| before.is_empty() || before.ends_with(BEFORE_SIGN))
    }

    /// Where the minus begins that makes a number negative: neither a hyphen nor the dash of a range, nor the bullet of a
    /// list.
    pub(super) fn minus(&self, at: usize) -> Option<usize> {
        let word = self.cues.up_to(Part::Minus, at);
        match word {
            Some(word) if self.joined(at) && !self.follows_number(word.tokens.start) => Some(word.span.start),
            _ => self.minus_sign(at),
        }
    }

    fn minus_sign(&self, at: usize) -> Option<usize> {
        let before = self.before(at);
        let before = before.strip_suffix('.').filter(|_| self.is_decimal(at)).unwrap_or(before);
        let before = before.strip_suffix(['$', '€', '£', '¥']).unwrap_or(before);
        let bare = before.strip_suffix(['-', '−'])?;
        let apart = bare.is_empty() || bare.ends_with(BEFORE_SIGN);
        let bullet =
            before.ends_with('-') && at == self.context.segments.sentences[self.sentence].tokens.start;
        let behind = &self.context.document.text[self.context.segments.tokens[at].span.end..];
        let sign = apart && !self.follows_number(at) && (!bullet || behind.starts_with('%'));
        sign.then_some(bare.len())
    }

    /// Does a number end right before the token?
    fn follows_number(&self, at: usize) -> bool {
        let first = self.context.segments.sentences[self.sentence].tokens.start;
        let spelled = |part: Part| self.cues.up_to(part, at).is_some();
        at > first
            && (figures(self.word(at - 1)).is_some() || spelled(Part::NumberWord) || spelled(Part::Magnitude))
    }

    /// The text before a token.
    fn before(&self, at: usize) -> &'a str {
        &self.context.document.text[..self.context.segments.tokens[at].span.start]
    }

    /// What stands between a token and the one before it.
    pub(super) fn gap(&self, token: usize) -> &'a str {
        let tokens = &self.context.segments.tokens;
        &self.context.document.text[tokens[token - 1].span.end..tokens[token].span.start]
    }
}
