//! What a narrator's sentence gives to the subject of its verb of report: before the verb, around it, or behind it.

use super::Speaker;
use super::content::last_mark;
use super::found::Cue;
use super::reports::Reading;
use crate::document::Span;
use crate::resources::{CueClass, Part};
use crate::segment::Break;

/// Longest title before a name that stands behind a quotation, in words.
const TITLE: usize = 7;

/// A clause that stands before "X said" has so many words.
const CLAUSE: usize = 4;
/// A sentence that begins like a circumstance is a clause all the same when it is as long as this.
const LONG: usize = 12;
/// The hearer with circumstances takes no more words than this.
const HEARER: usize = 9;

/// Words that begin a circumstance: before the subject no content, behind the verb none either.
pub(super) const FRONTED: &[&str] = &[
    "in",
    "on",
    "at",
    "after",
    "before",
    "during",
    "when",
    "while",
    "as",
    "for",
    "with",
    "by",
    "from",
    "since",
    "under",
    "despite",
    "asked",
    "speaking",
    "earlier",
    "later",
    "last",
    "yesterday",
    "today",
    "until",
    "but",
    "and",
    "still",
    "instead",
    "meanwhile",
    "however",
    "among",
    "if",
    "although",
    "though",
    "because",
    "to",
];

/// Words that begin a circumstance behind the verb.
const CIRCUMSTANCE: &[&str] = &[
    "in", "on", "at", "during", "after", "before", "to", "when", "while", "as", "of", "through", "via",
    "from",
];

/// Where the content stands to its verb.
enum Place {
    Before,
    Around,
    Behind,
}

/// The marks of quotations read so far.
#[derive(Default)]
struct Quotations {
    opened: usize,
    closed: usize,
    straight: usize,
}

impl Quotations {
    fn read(&mut self, words: &str) {
        for mark in words.chars() {
            match mark {
                '“' | '«' => self.opened += 1,
                '”' | '»' => self.closed += 1,
                '"' => self.straight += 1,
                _ => {}
            }
        }
    }

    /// Does one still run on?
    fn run_on(&self) -> bool {
        self.opened > self.closed || self.straight % 2 == 1
    }
}

impl Reading<'_> {
    /// What a narrator's sentence gives to the subject: the quotation or the clause before "X said" where nothing but
    /// circumstances stand behind, all around ", X said,", else what stands behind, to the end of the clause.
    pub(super) fn narrated_content(&self, cue: &Cue, class: CueClass, speaker: &Speaker) -> Span {
        let sentence = self.sentence();
        let read = speaker.read.filter(|read| sentence.span.contains(*read));
        let behind = cue.tokens.end.max(read.map_or(0, |read| self.first_token_behind(read)));
        // A subject that another verb has before this one is no part of this clause.
        let shared = |read: &Span| {
            let from = self.first_token_behind(*read);
            let mut between =
                self.cues.from(from).iter().take_while(|other| other.span.start < cue.span.start);
            between.any(|other| {
                matches!(other.part, Part::Report(_) | Part::Told(_))
                    && other.span.start >= read.end
                    && other.span.end <= cue.span.start
            })
        };
        let near = read.filter(|read| !shared(read));
        let head = near.map_or(cue.span.start, |read| read.start.min(cue.span.start));
        // In an interview on “Face the Nation”, X said …: a title in a circumstance is no quotation.
        let first = self.lower(sentence.tokens.start);
        let circumstance = FRONTED.contains(&first.as_ref()) && !self.is_quoted_first();
        if self.closes_quotation(head, TITLE) && !(circumstance && self.goes_on(behind)) {
            return self.to_last_mark(head);
        }
        let rest = self.skip_fillers_forward(behind);
        // "…, as one diplomat put it": what stands before.
        let put_so = self.word(cue.tokens.end - 1) == "it" && self.is_as(head);
        if rest >= sentence.tokens.end || put_so {
            return self.up_to(head);
        }
        // "…, said Don Fowler, a diplomat.": a subject behind its verb stands behind what was said.
        if near.is_some_and(|read| read.start >= cue.span.end) && head > sentence.span.start {
            return self.up_to(head);
        }
        if let Some(start) = self.quoted_behind_colon(behind) {
            return Span::new(start, sentence.span.end);
        }
        match self.place(cue, head, behind, rest) {
            Place::Before => self.up_to(head),
            Place::Around => sentence.span,
            Place::Behind => {
                let start = if class == CueClass::Conflict { cue.span.start } else { self.start_of(behind) };
                Span::new(start, self.end_of_clause(cue, behind))
            }
        }
    }

    /// "told this newspaper: “…”", "replied with one word: “…”": where the quotation behind the colon begins.
    fn quoted_behind_colon(&self, behind: usize) -> Option<usize> {
        let end = self.sentence().tokens.end.min(behind + HEARER);
        let colon =
            (behind + 1..end).find(|token| self.segments.tokens[*token].break_before == Break::Clause)?;
        let gap = Span::new(self.segments.tokens[colon - 1].span.end, self.start_of(colon));
        let words = gap.slice(&self.document.text);
        let mark = words.find(['“', '"', '«', '‘', '\''])?;
        words[..mark].contains(':').then_some(gap.start + mark)
    }

    /// Does more than a circumstance stand behind the verb?
    fn goes_on(&self, behind: usize) -> bool {
        let rest = self.skip_fillers_forward(behind);
        let end = self.sentence().tokens.end;
        rest + CLAUSE <= end && !CIRCUMSTANCE.contains(&self.lower(rest).as_ref())
    }

    /// What is nothing but one quotation, without its marks.
    pub(super) fn unmarked(&self, content: Span) -> Span {
        const MARKS: &[char] = &['“', '”', '"', '«', '»', '„', '‘', '’'];
        let words = content.slice(&self.document.text);
        let Some(inner) = words.strip_prefix(MARKS) else {
            let opened = words.contains(['“', '"', '«', '„', '‘']);
            let end = words.trim_end_matches(['”', '»', '’']).len();
            return if opened { content } else { Span::new(content.start, content.start + end) };
        };
        let start = content.end - inner.len();
        let inner = inner.trim_end_matches(|c: char| MARKS.contains(&c) || matches!(c, '.' | ' '));
        let others = inner.contains(['“', '"', '«', '„']);
        if others { content } else { Span::new(start, start + inner.len()) }
    }

    /// Where the content stands to its verb.
    fn place(&self, cue: &Cue, head: usize, behind: usize, rest: usize) -> Place {
        let sentence = self.sentence();
        let first = sentence.tokens.start;
        let at = self.segments.tokens.partition_point(|token| token.span.end <= head);
        let set_off = at > first && self.segments.tokens[at].break_before != Break::None;
        let words = at - first;
        let fronted = FRONTED.contains(&self.lower(first).as_ref());
        if !set_off
            || words < CLAUSE
            || fronted && words < LONG
            || self.word(cue.tokens.start).ends_with("ing")
        {
            return Place::Behind;
        }
        let next = self.lower(rest);
        let circumstance = CIRCUMSTANCE.contains(&next.as_ref());
        let comma = self.segments.tokens[behind].break_before != Break::None
            || self.segments.tokens[rest].break_before != Break::None;
        let opens = Span::new(self.segments.tokens[rest - 1].span.end, self.segments.tokens[rest].span.start);
        let quoted = opens.slice(&self.document.text).contains(['“', '"', ':']);
        let told = self.names_hearer(cue) && self.tells_to(rest);
        match () {
            () if quoted || next == "that" => Place::Behind,
            () if comma && !next.ends_with("ing") && !circumstance && next != "who" => Place::Around,
            () if comma || circumstance || told => Place::Before,
            () => Place::Behind,
        }
    }

    /// "told The Ledger on Friday.": nothing but the hearer and circumstances up to the end of the sentence.
    fn tells_to(&self, rest: usize) -> bool {
        let end = self.sentence().tokens.end;
        end - rest <= HEARER && !(rest..end).any(|token| self.word(token) == "that")
    }

    /// Does "as" stand right before a place?
    fn is_as(&self, place: usize) -> bool {
        let before = Span::new(self.sentence().span.start, place).slice(&self.document.text);
        before.trim_end().ends_with(", as") || before.trim_end().ends_with("” as")
    }

    /// The end of the clause that begins at a token: before ", but", ", according to", a semicolon; of the object of
    /// a verb like *praised* before its circumstances.
    fn end_of_clause(&self, cue: &Cue, behind: usize) -> usize {
        let sentence = self.sentence();
        let object = self.takes_noun(cue) && self.word(behind) != "that";
        let mut quotations = Quotations::default();
        let mut reached = self.segments.tokens[behind.max(1) - 1].span.end;
        let stop = (behind + 1..sentence.tokens.end).find(|token| {
            quotations.read(Span::new(reached, self.start_of(*token)).slice(&self.document.text));
            reached = reached.max(self.start_of(*token));
            let leaves =
                self.leaves_clause(*token) || object && *token > behind + 1 && self.leaves_object(*token);
            leaves && !quotations.run_on()
        });
        stop.map_or(sentence.span.end, |stop| self.segments.tokens[stop - 1].span.end)
    }

    fn leaves_clause(&self, token: usize) -> bool {
        let mark = self.segments.tokens[token].break_before;
        let stands = |part: fn(Part) -> bool| self.cues.starting(token).any(|cue| part(cue.part));
        let joins = || stands(|part| matches!(part, Part::ClauseEnd | Part::According));
        let gap = Span::new(self.segments.tokens[token - 1].span.end, self.segments.tokens[token].span.start);
        match mark {
            Break::None => false,
            Break::Clause => gap.slice(&self.document.text).contains(';'),
            Break::Comma => joins(),
        }
    }

    /// Does a circumstance or another clause begin: "in a speech", "during", "as", a comma?
    fn leaves_object(&self, token: usize) -> bool {
        let word = self.word(token);
        let place = matches!(word, "in" | "on" | "at")
            && !self.segments.tokens[token - 1].span.slice(&self.document.text).ends_with("ing");
        self.segments.tokens[token].break_before != Break::None
            || place
            || matches!(
                word,
                "during" | "after" | "before" | "while" | "when" | "because" | "so" | "whenever"
            )
    }

    /// "praised", "attacked": what stands behind is a noun, no clause.
    fn takes_noun(&self, cue: &Cue) -> bool {
        self.resources.entry(cue.entry).note.starts_with("object")
    }

    /// The sentence up to a place, without the comma.
    fn up_to(&self, place: usize) -> Span {
        let all = Span::new(self.sentence().span.start, place).trim(&self.document.text);
        let words = all.slice(&self.document.text);
        let words = words.strip_suffix(" as").unwrap_or(words).trim_end_matches([',', ' ', '—', '-']);
        Span::new(all.start, all.start + words.len())
    }

    /// The sentence up to the mark that closes its last quotation before a place.
    fn to_last_mark(&self, place: usize) -> Span {
        let start = self.sentence().span.start;
        let words = Span::new(start, place).slice(&self.document.text);
        self.up_to(start + last_mark(words).unwrap_or(words.len()))
    }
}
