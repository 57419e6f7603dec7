//! Own earlier words: "we have said that …", "I told you that …". They are cited for themselves: use is `self`.

use super::frames::Frame;
use super::reading::{Reading, overlaps_any};
use crate::document::Span;
use crate::resources::{CueClass, Part};

/// What was said has at least this many words.
const SAID: usize = 4;

impl Reading<'_> {
    /// "We have said …", "I told you that …", in speech, with a verb in the past: a present one is said now, and "we made our
    /// position clear" tells nothing.
    pub(super) fn own_words(&self, frames: &mut Vec<Frame>) {
        if self.is_narrated() {
            return;
        }
        for cue in self.cues.iter().filter(|cue| cue.part == Part::Report(CueClass::Assert)) {
            let clause = cue.tokens.end < self.end() && self.word(cue.tokens.end) == "that";
            let past = self.word(cue.tokens.start) == "said"
                || clause && self.word(cue.tokens.start).ends_with(['d', 't']);
            if !past {
                continue;
            }
            let at = self.before_adverbs(cue.tokens.start);
            let Some(who) = at.checked_sub(1).filter(|token| *token >= self.start()) else { continue };
            let own = matches!(
                self.word(who),
                "I" | "we" | "We" | "I’ve" | "I've" | "we’ve" | "we've" | "We’ve" | "We've"
            );
            let span = self.context.segments.tokens[who].span;
            let content = Span::new(cue.span.end, self.span().end);
            let denied = (who..cue.tokens.start)
                .any(|token| matches!(self.word(token), "never" | "would" | "will" | "did" | "do"));
            if own && !denied && self.words_in(content) >= SAID && !overlaps_any(frames, self.sentence, span)
            {
                frames.push(self.frame(span, Some(cue.span), CueClass::Assert, content));
            }
        }
    }
}
