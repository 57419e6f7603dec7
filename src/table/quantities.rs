//! `quantities`: one row a number with its meaning.

use super::column::table;
use super::name::Name;
use super::{Of, Table, citations, place, sentences, turns};
use crate::cite::Quantity;

#[derive(Clone, Copy)]
struct Row<'a> {
    of: Of<'a>,
    number: usize,
    quantity: &'a Quantity,
}

table!("quantities", "one number with its meaning", |row: Row| {
    "quantity_id" Text [""] "stable name" ("") = id(&row.of.document.id, row.number);
    "citation_id" Text [""] "citation whose content holds it" ("") = row.quantity.citation.map(|number| citations::id(row.of, number));
    "sentence_id" Text [""] "sentences.sentence_id" ("") = sentences::id(row.of, row.quantity.sentence);
    "turn_id" Text [""] "turns.turn_id" ("") = turns::id(row.of, row.of.analysis.segments.sentences[row.quantity.sentence].turn);
    "document_id" Text [""] "documents.document_id" ("") = row.of.document.id.as_str();
    "char_start" Int ["code points"] "where it begins in the document's text" ("") = row.of.offsets.chars(row.quantity.span.start);
    "char_end" Int ["code points"] "one past its end" ("") = row.of.offsets.chars(row.quantity.span.end);
    "source_place" Text [""] "where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table" ("") = place(row.of, row.quantity.span);
    "matched" Text [""] "the words: exactly the text between the offsets" ("") = row.quantity.span.slice(&row.of.document.text);
    "value" Float [""] "the number; of a range the lower end; of a date its year, or else its day" ("") = row.quantity.value;
    "value_high" Float [""] "the upper end of a range" ("") = row.quantity.high;
    "approximate" Bool [""] "said to be approximate: about, more than, nearly …" ("") = row.quantity.approximate;
    "unit" Text [""] "what is counted, the currency, per cent, years …, as read" ("") = row.quantity.unit.as_deref();
    "base" Text [""] "of what it is a share, as read" ("") = row.quantity.base.map(|base| base.slice(&row.of.document.text));
    "scope" Text [""] "where or among whom it holds, as read; empty when grammar does not tie a place to the number" ("codebook 2.5") = row.quantity.scope.map(|scope| scope.slice(&row.of.document.text));
    "agent" Text [""] "who did it, as read; of a list the one accused in the introduction; empty when nobody is named" ("codebook 2.5") = row.quantity.agent.map(|agent| agent.slice(&row.of.document.text));
    "period" Text [""] "the year, when the sentence names exactly one, else the phrase that tells the time" ("") = row.quantity.period.map(|period| period.slice(&row.of.document.text));
    "date" Text [""] "the day, month or year that the words of time mean, of a date the date itself: 2021-07-20, 2021-07, 2021; counted from the document's date; empty when that is missing or the words could mean another" ("") = row.quantity.date.as_deref();
    "kind" Text [""] "count, share, money, ordinal, duration, date" ("") = row.quantity.kind.name();
});

/// The name of a number of a document.
pub(super) fn id(document: &str, number: usize) -> Name<'_> {
    Name { document, table: 'n', number }
}

/// Adds the rows.
pub(super) fn fill(of: Of, table: &mut Table) {
    table.reserve(of.analysis.cited.quantities.len());
    for (number, quantity) in of.analysis.cited.quantities.iter().enumerate() {
        push(table, Row { of, number, quantity });
    }
}
