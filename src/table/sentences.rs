//! `sentences`: one row a sentence.

use super::column::table;
use super::name::Name;
use super::{Of, Table, place, turns};
use crate::segment::Sentence;

#[derive(Clone, Copy)]
struct Row<'a> {
    of: Of<'a>,
    number: usize,
    sentence: &'a Sentence,
    n_hits: usize,
    max_intensity: Option<f64>,
}

table!("sentences", "one sentence", |row: Row| {
    "sentence_id" Text [""] "stable name" ("") = id(row.of, row.number);
    "turn_id" Text [""] "turns.turn_id" ("") = turns::id(row.of, row.sentence.turn);
    "document_id" Text [""] "documents.document_id" ("") = row.of.document.id.as_str();
    "sentence_index" Int [""] "place in the document, from 0" ("") = row.number;
    "text" Text [""] "the words with their end marks" ("") = row.sentence.span.slice(&row.of.document.text);
    "char_start" Int ["code points"] "where it begins in the document's text" ("") = row.of.offsets.chars(row.sentence.span.start);
    "char_end" Int ["code points"] "one past its end" ("") = row.of.offsets.chars(row.sentence.span.end);
    "source_place" Text [""] "where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table" ("") = place(row.of, row.sentence.span);
    "n_tokens" Int ["words"] "words and numbers by UAX #29" ("UAX #29") = row.sentence.tokens.len();
    "n_hits" Int ["hits"] "rows in hits with counts = true" ("") = row.n_hits;
    "max_intensity" Float ["points"] "highest intensity of those hits" ("") = row.max_intensity;
});

pub(super) fn id(of: Of<'_>, number: usize) -> Name<'_> {
    of.name('s', number)
}

/// Adds the rows.
pub(super) fn fill(of: Of, table: &mut Table) {
    table.reserve(of.analysis.segments.sentences.len());
    let mut hits = of.analysis.hits.iter().peekable();
    for (number, sentence) in of.analysis.segments.sentences.iter().enumerate() {
        let (mut n_hits, mut max_intensity) = (0, None::<f64>);
        while let Some(hit) = hits.next_if(|hit| hit.sentence <= number) {
            if hit.counts {
                n_hits += 1;
                max_intensity = Some(max_intensity.map_or(hit.intensity, |max| max.max(hit.intensity)));
            }
        }
        push(table, Row { of, number, sentence, n_hits, max_intensity });
    }
}
