//! `quotes`: one row a quotation or report of speech.

use super::column::table;
use super::{Of, Table, sentences, turns};
use crate::document::Span;
use crate::resources::CueClass;
use crate::voice::{Quote, QuoteKind, Speaker};

#[derive(Clone, Copy)]
struct Row<'a> {
    of: Of<'a>,
    number: usize,
    kind: QuoteKind,
    speaker: Option<&'a Speaker>,
    cue: Option<(Span, CueClass)>,
    content: Span,
    sentence: usize,
    turn: usize,
}

table!("quotes", "one quotation or report of speech", |row: Row| {
    "quote_id" Text [""] "stable name" ("") = format!("{}.q{}", row.of.document.id, row.number);
    "sentence_id" Text [""] "sentence in which it begins" ("") = sentences::id(row.of, row.sentence);
    "turn_id" Text [""] "turns.turn_id" ("") = turns::id(row.of, row.turn);
    "document_id" Text [""] "documents.document_id" ("") = &row.of.document.id;
    "kind" Text [""] "direct, mixed (part of a clause), scare (a word or two), indirect (no marks)" ("PARC 3.0") = row.kind.name();
    "speaker" Text [""] "whose words they are; empty when the text leaves it open" ("") = row.speaker.and_then(|speaker| speaker.name.as_deref());
    "speaker_basis" Text [""] "how the speaker was found" ("") = row.speaker.map(|speaker| speaker.basis);
    "source" Text [""] "the words that name the speaker there, as read" ("PARC 3.0") = source(&row).map(|read| read.slice(&row.of.document.text));
    "source_char_start" Int ["code points"] "where they begin in the document's text" ("") = source(&row).map(|read| row.of.offsets.chars(read.start));
    "source_char_end" Int ["code points"] "one past their end" ("") = source(&row).map(|read| row.of.offsets.chars(read.end));
    "cue" Text [""] "verb of report" ("PARC 3.0") = row.cue.map(|(cue, _)| cue.slice(&row.of.document.text));
    "cue_char_start" Int ["code points"] "where the verb begins" ("") = row.cue.map(|(cue, _)| row.of.offsets.chars(cue.start));
    "cue_char_end" Int ["code points"] "one past its end" ("") = row.cue.map(|(cue, _)| row.of.offsets.chars(cue.end));
    "cue_class" Text [""] "assert, distance, endorse, conflict" ("codebook 2.5") = row.cue.map(|(_, class)| class.name());
    "char_start" Int ["code points"] "where the content begins in the document's text" ("") = row.of.offsets.chars(row.content.start);
    "char_end" Int ["code points"] "one past its end" ("") = row.of.offsets.chars(row.content.end);
    "content" Text [""] "the words: exactly the text between the offsets" ("") = row.content.slice(&row.of.document.text);
    "n_tokens" Int ["words"] "words and numbers in the content" ("UAX #29") = n_tokens(&row);
});

/// Adds the rows: quotations and reports in text order.
pub(super) fn fill(of: Of, table: &mut Table) {
    let voices = &of.analysis.voices;
    let quotes = voices.quotes.iter().map(|quote| Row {
        of,
        number: 0,
        kind: quote.kind,
        speaker: quote.speaker.as_ref(),
        cue: quote.cue,
        content: quote.content,
        sentence: quote.sentence,
        turn: quote.turn,
    });
    // A report of nothing but a quotation is told once, as the quotation.
    let quoted = |content: Span| {
        let covered = |quote: &Quote| {
            let shared =
                content.end.min(quote.content.end).saturating_sub(content.start.max(quote.content.start));
            shared * 10 >= (content.end - content.start) * 8
        };
        voices.quotes_in(content).iter().any(covered)
    };
    let told = voices.reports.iter().filter(|report| !report.content.is_empty() && !quoted(report.content));
    let reports = told.map(|report| Row {
        of,
        number: 0,
        kind: QuoteKind::Indirect,
        speaker: Some(&report.speaker),
        cue: Some((report.cue, report.class)),
        content: report.content,
        sentence: report.sentence,
        turn: of.analysis.segments.sentences[report.sentence].turn,
    });
    let mut rows: Vec<Row> = quotes.chain(reports).collect();
    rows.sort_by_key(|row| (row.content.start, row.content.end, row.kind.name()));
    for (number, row) in rows.into_iter().enumerate() {
        table.push(cells(Row { number, ..row }));
    }
}

fn source(row: &Row) -> Option<Span> {
    row.speaker.and_then(|speaker| speaker.read)
}

fn n_tokens(row: &Row) -> usize {
    let tokens = &row.of.analysis.segments.tokens;
    let first = tokens.partition_point(|token| token.span.start < row.content.start);
    let last = tokens.partition_point(|token| token.span.end <= row.content.end);
    last.saturating_sub(first)
}
