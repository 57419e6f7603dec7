//! `quotes`: one row a quotation or report of speech.

use super::column::table;
use super::{Cell, Of, Table, place, sentences, turns};
use crate::analysis::Analysis;
use crate::document::Span;
use crate::resources::CueClass;
use crate::voice::{Quote, QuoteKind, Speaker};

/// A quotation, or a report of speech that is more than a quotation: what becomes a row.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// How it is told.
    pub kind: QuoteKind,
    /// Whose words they are.
    pub speaker: Option<&'a Speaker>,
    /// The verb of report.
    pub cue: Option<(Span, CueClass)>,
    /// The words.
    pub content: Span,
    /// The sentence in which it begins.
    pub sentence: usize,
    /// The turn that it stands in.
    pub turn: usize,
}

#[derive(Clone, Copy)]
struct Row<'a> {
    of: Of<'a>,
    number: usize,
    told: Told<'a>,
}

table!("quotes", "one quotation or report of speech", |row: Row| {
    "quote_id" Text [""] "stable name" ("") = row.of.name('q', row.number);
    "sentence_id" Text [""] "sentence in which it begins" ("") = sentences::id(row.of, row.told.sentence);
    "turn_id" Text [""] "turns.turn_id" ("") = turns::id(row.of, row.told.turn);
    "document_id" Text [""] "documents.document_id" ("") = row.of.document.id.as_str();
    "kind" Text [""] "direct, mixed (part of a clause), scare (a word or two), indirect (no marks)" ("PARC 3.0") = row.told.kind.name();
    "speaker" Text [""] "whose words they are; empty when the text leaves it open" ("") = row.told.speaker.and_then(|speaker| speaker.name.as_deref());
    "speaker_basis" Text [""] "how the speaker was found" ("") = row.told.speaker.map(|speaker| speaker.basis);
    "source" Text [""] "the words that name the speaker there, as read" ("PARC 3.0") = source(&row).map(|read| read.slice(&row.of.document.text));
    "source_char_start" Int ["code points"] "where they begin in the document's text" ("") = source(&row).map(|read| row.of.offsets.chars(read.start));
    "source_char_end" Int ["code points"] "one past their end" ("") = source(&row).map(|read| row.of.offsets.chars(read.end));
    "cue" Text [""] "verb of report" ("PARC 3.0") = row.told.cue.map(|(cue, _)| cue.slice(&row.of.document.text));
    "cue_char_start" Int ["code points"] "where the verb begins" ("") = row.told.cue.map(|(cue, _)| row.of.offsets.chars(cue.start));
    "cue_char_end" Int ["code points"] "one past its end" ("") = row.told.cue.map(|(cue, _)| row.of.offsets.chars(cue.end));
    "cue_class" Text [""] "assert, distance, endorse, conflict" ("codebook 2.5") = row.told.cue.map(|(_, class)| class.name());
    "char_start" Int ["code points"] "where the content begins in the document's text" ("") = row.of.offsets.chars(row.told.content.start);
    "char_end" Int ["code points"] "one past its end" ("") = row.of.offsets.chars(row.told.content.end);
    "source_place" Text [""] "where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table" ("") = place(row.of, row.told.content);
    "content" Text [""] "the words: exactly the text between the offsets" ("") = row.told.content.slice(&row.of.document.text);
    "n_tokens" Int ["words"] "words and numbers in the content" ("UAX #29") = n_tokens(&row);
    "match" Text [""] "for direct and mixed quotations of articles, of at least 4 words, where other documents hold words that somebody said: verbatim (equal words), altered (the same passage with an insertion, an ellipsis or another word), none (no passage has at least three quarters of the words; or only up to 7, and neither speaker nor month are the same)" ("codebook 0.3, by words") = Cell::Missing;
    "match_similarity" Float ["0-1"] "share of the words that are the same: of those of the quotation outside square brackets, and those that it passes over in the passage without an ellipsis" ("Needleman & Wunsch 1970") = Cell::Missing;
    "match_note" Text [""] "what the quotation inserts, leaves out or changes, with the words of the passage; who said it, if the passage is somebody else's" ("") = Cell::Missing;
    "matched_document_id" Text [""] "documents.document_id where the words were said: a transcript or statement, else an article that sets them apart; of several with equal words the same speaker's, then the nearest in date" ("") = Cell::Missing;
    "matched_turn_id" Text [""] "turns.turn_id there" ("") = Cell::Missing;
    "matched_char_start" Int ["code points"] "where the passage begins in that document's text" ("") = Cell::Missing;
    "matched_char_end" Int ["code points"] "one past its end" ("") = Cell::Missing;
});

/// Adds the rows.
pub(super) fn fill(of: Of, table: &mut Table) {
    for (number, told) in told(of.analysis).into_iter().enumerate() {
        push(table, Row { of, number, told });
    }
}

/// Quotations and reports in text order. A report of nothing but a quotation is told once, as the quotation.
pub fn told(analysis: &Analysis) -> Vec<Told<'_>> {
    let voices = &analysis.voices;
    let quotes = voices.quotes.iter().map(|quote| Told {
        kind: quote.kind,
        speaker: quote.speaker.as_ref(),
        cue: quote.cue,
        content: quote.content,
        sentence: quote.sentence,
        turn: quote.turn,
    });
    let quoted = |content: Span| {
        let covered = |quote: &Quote| {
            let shared =
                content.end.min(quote.content.end).saturating_sub(content.start.max(quote.content.start));
            shared * 10 >= (content.end - content.start) * 8
        };
        voices.quotes_in(content).iter().any(covered)
    };
    let reports =
        voices.reports.iter().filter(|report| !report.content.is_empty() && !quoted(report.content));
    let reports = reports.map(|report| Told {
        kind: QuoteKind::Indirect,
        speaker: Some(&report.speaker),
        cue: Some((report.cue, report.class)),
        content: report.content,
        sentence: report.sentence,
        turn: analysis.segments.sentences[report.sentence].turn,
    });
    let mut told: Vec<Told> = quotes.chain(reports).collect();
    told.sort_by_key(|told| (told.content.start, told.content.end, told.kind.name()));
    told
}

fn source(row: &Row) -> Option<Span> {
    row.told.speaker.and_then(|speaker| speaker.read)
}

fn n_tokens(row: &Row) -> usize {
    let tokens = &row.of.analysis.segments.tokens;
    let first = tokens.partition_point(|token| token.span.start < row.told.content.start);
    let last = tokens.partition_point(|token| token.span.end <= row.told.content.end);
    last.saturating_sub(first)
}
