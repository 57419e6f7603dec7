//! `citations`: one row a source–cue–content frame.

use std::collections::HashSet;

use super::column::table;
use super::name::Name;
use super::{Of, Table, Tables, context, place, sentences, turns};
use crate::cite::Citation;

#[derive(Clone, Copy)]
struct Row<'a> {
    of: Of<'a>,
    number: usize,
    citation: &'a Citation,
}

table!("citations", "one source–cue–content frame", |row: Row| {
    "citation_id" Text [""] "stable name" ("") = id(row.of, row.number);
    "sentence_id" Text [""] "sentence of the source" ("") = sentences::id(row.of, row.citation.sentence);
    "turn_id" Text [""] "turns.turn_id" ("") = turns::id(row.of, row.citation.turn);
    "document_id" Text [""] "documents.document_id" ("") = row.of.document.id.as_str();
    "left" Text [""] "up to 80 characters before the source, inside the turn" ("") = context::left(row.of, row.citation.turn, row.citation.source);
    "source" Text [""] "the words that name the source, as read" ("PARC 3.0") = row.citation.source.slice(&row.of.document.text);
    "right" Text [""] "up to 80 characters behind the source, inside the turn" ("") = context::right(row.of, row.citation.turn, row.citation.source);
    "source_char_start" Int ["code points"] "where they begin in the document's text" ("") = row.of.offsets.chars(row.citation.source.start);
    "source_char_end" Int ["code points"] "one past their end" ("") = row.of.offsets.chars(row.citation.source.end);
    "source_entity" Text [""] "the source as the word lists know it" ("") = row.citation.entity.as_deref();
    "source_type" Text [""] "GOV_DOM, GOV_OPP, GOV_3RD, IO, MEDIA_DOM … UNSPEC" ("codebook 2.5") = row.citation.source_type.name();
    "specificity" Int ["0-4"] "0 vague, 1 kind or country named, 2 name, 3 document, 4 address" ("codebook 2.5; PEJ 2005") = usize::from(row.citation.specificity);
    "domesticity" Text [""] "dom, opp, third, io, unk: on whose side it stands, seen from the speaker" ("codebook 2.5") = row.citation.domesticity;
    "opp_source" Bool [""] "a source of the opponent's own side, used against it" ("codebook 2.5") = row.citation.opponent_source;
    "cue" Text [""] "the words that make it a citation" ("PARC 3.0") = row.citation.cue.map(|cue| cue.slice(&row.of.document.text));
    "cue_class" Text [""] "assert, distance, endorse, conflict" ("codebook 2.5") = row.citation.class.name();
    "use" Text [""] "evidence, target, rebut, background, channel, self" ("codebook 2.5, first version") = row.citation.purpose;
    "claim_type" Text [""] "quantity, event, allegation, evaluation, norm, prediction" ("codebook 2.5, first version") = row.citation.claim_type;
    "content" Text [""] "what is cited: exactly the text between the offsets" ("PARC 3.0") = row.citation.content.map(|content| content.slice(&row.of.document.text));
    "content_char_start" Int ["code points"] "where it begins" ("") = row.citation.content.map(|content| row.of.offsets.chars(content.start));
    "content_char_end" Int ["code points"] "one past its end" ("") = row.citation.content.map(|content| row.of.offsets.chars(content.end));
    "source_place" Text [""] "where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table" ("") = place(row.of, row.citation.source);
    "has_number" Bool [""] "is a quantity in the content?" ("") = row.citation.has_number;
    "has_quote" Bool [""] "is a quotation in the content?" ("") = row.citation.has_quote;
    "cited_title" Text [""] "title of the source, as read" ("") = row.citation.title.map(|title| title.slice(&row.of.document.text));
    "cited_date" Text [""] "date of the source, as read" ("") = row.citation.date.map(|date| date.slice(&row.of.document.text));
    "antecedent" Text [""] "the words to which it points back, where one candidate stands: what \"it\" or \"the report\" means" ("eyecite") = row.citation.antecedent.map(|span| span.slice(&row.of.document.text));
    "antecedent_id" Text [""] "the citation that has those words as its source, if one has" ("") = antecedent(&row);
    "cited_url" Text [""] "address of the source" ("") = row.citation.url.as_deref();
});

fn antecedent<'a>(row: &Row<'a>) -> Option<Name<'a>> {
    let span = row.citation.antecedent?;
    let all = &row.of.analysis.cited.citations;
    let first = all.partition_point(|other| other.source.end <= span.start);
    let found = all[first..]
        .iter()
        .position(|other| other.source.overlaps(span) || other.source.start >= span.end)?;
    all[first + found].source.overlaps(span).then(|| id(row.of, first + found))
}

/// The rows of citations that are no part of a question: what is asked is not what is said. Each with the source's name in the word lists, where it is neither a state nor a bloc.
pub fn of_speakers(tables: &Tables) -> impl Iterator<Item = (usize, Option<&str>)> {
    let (citations, turns) = (&tables.citations, &tables.turns);
    let asks = |row: &usize| turns::asks(turns.at("role", *row));
    let asking: HashSet<&str> =
        (0..turns.height()).filter(asks).map(|row| turns.at("turn_id", row)).collect();
    let is_said = move |row: &usize| !asking.contains(citations.at("turn_id", *row));
    let is_body =
        |entity: &&str| !entity.is_empty() && !entity.starts_with("STATE:") && !entity.starts_with("BLOC:");
    (0..citations.height())
        .filter(is_said)
        .map(move |row| (row, Some(citations.at("source_entity", row)).filter(is_body)))
}

pub(super) fn id(of: Of<'_>, number: usize) -> Name<'_> {
    of.name('c', number)
}

/// Adds the rows.
pub(super) fn fill(of: Of, table: &mut Table) {
    table.reserve(of.analysis.cited.citations.len());
    for (number, citation) in of.analysis.cited.citations.iter().enumerate() {
        push(table, Row { of, number, citation });
    }
}
