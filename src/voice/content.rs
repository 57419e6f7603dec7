//! What was said: the words that a verb of report gives to its subject, in speech. `told.rs` reads them off narrated text.

use super::Speaker;
use super::found::Cue;
use super::reports::Reading;
use crate::document::{Role, Span};
use crate::resources::{CueClass, Part};
use crate::segment::Break;

impl Reading<'_> {
    /// What was said: behind the verb to the end of the sentence or clause; before it where nothing stands behind.
    /// A verb of conflict is itself part of the act that it reports.
    pub(super) fn content(&self, cue: &Cue, class: CueClass, speaker: &Speaker) -> Span {
        if self.role() == Role::Narrator {
            return self.unmarked(self.narrated_content(cue, class, speaker));
        }
        let sentence = self.sentence();
        let behind = cue.tokens.end.max(speaker.read.map_or(0, |read| self.first_token_behind(read)));
        let head = speaker.read.map_or(cue.span.start, |read| read.start.min(cue.span.start));
        if self.skip_fillers_forward(behind) >= sentence.tokens.end {
            let all = Span::new(sentence.span.start, head).trim(&self.document.text);
            let words = all.slice(&self.document.text).trim_end_matches([',', ' ']);
            return Span::new(all.start, all.start + words.len());
        }
        let start = if class == CueClass::Conflict {
            cue.span.start
        } else {
            self.segments.tokens[behind].span.start
        };
        let stop = self.cues.from(behind + 1).iter().find(|other| {
            other.part == Part::ClauseEnd
                && self.segments.tokens[other.tokens.start].break_before != Break::None
        });
        let end = stop.map_or(sentence.span.end, |stop| self.segments.tokens[stop.tokens.start - 1].span.end);
        Span::new(start, end.min(self.end_in_speech(behind, class)))
    }

    /// Does the sentence begin with a mark?
    pub(super) fn is_quoted_first(&self) -> bool {
        self.sentence().span.slice(&self.document.text).starts_with(['“', '"', '«', '\'', '‘'])
    }

    pub(super) fn start_of(&self, token: usize) -> usize {
        self.segments.tokens[token].span.start
    }

    /// The first token behind the quotation with which the sentence begins, else its first token.
    pub(super) fn behind_quotation(&self, before: usize) -> usize {
        let sentence = self.sentence();
        let head = Span::new(sentence.span.start, self.segments.tokens[before].span.start);
        let mark =
            last_mark(head.slice(&self.document.text)).filter(|mark| *mark > 0 && self.is_quoted_first());
        mark.map_or(sentence.tokens.start, |mark| {
            self.segments.tokens.partition_point(|token| token.span.start < head.start + mark).min(before)
        })
    }

    /// Does a quotation end before a place in the sentence, with no more than some words and no comma between?
    pub(super) fn closes_quotation(&self, at: usize, words: usize) -> bool {
        let before = Span::new(self.sentence().span.start, at).slice(&self.document.text);
        let Some(mark) = last_mark(before) else { return false };
        let gap = &before[mark..];
        !gap.contains([',', ':', ';', '“', '«']) && gap.split_whitespace().skip(1).count() <= words
    }

    /// In speech what goes on behind a comma, behind "and" after a claim, is the speaker's own again.
    pub(super) fn end_in_speech(&self, behind: usize, class: CueClass) -> usize {
        let sentence = self.sentence();
        let cut = (behind + 1..sentence.tokens.end).find(|token| {
            let claimed = class == CueClass::Distance && self.word(*token) == "and";
            claimed || self.segments.tokens[*token].break_before != Break::None
        });
        cut.map_or(sentence.span.end, |token| self.segments.tokens[token - 1].span.end)
    }

    pub(super) fn first_token_behind(&self, span: Span) -> usize {
        self.segments.tokens.partition_point(|token| token.span.start < span.end)
    }

    pub(super) fn skip_fillers_forward(&self, mut at: usize) -> usize {
        while let Some(filler) = self.cues.at(Part::Filler, at) {
            at = filler.tokens.end;
        }
        at
    }
}

/// Where the last mark stands that closes a quotation: ”, ", », or two typewriter apostrophes.
pub(super) fn last_mark(words: &str) -> Option<usize> {
    words.rfind(['”', '"', '»']).max(words.rfind("''"))
}
