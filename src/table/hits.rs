//! `hits`: one row a lexicon entry found in text, set like a line of a concordance.

use super::column::table;
use super::{Of, Table, context, place, sentences, turns};
use crate::lexicon::{Category, Entry};
use crate::tag::Hit;

#[derive(Clone, Copy)]
struct Row<'a> {
    of: Of<'a>,
    number: usize,
    hit: &'a Hit,
    entry: &'a Entry,
    category: &'a Category,
}

table!("hits", "one lexicon entry found in text", |row: Row| {
    "hit_id" Text [""] "stable name" ("") = row.of.name('h', row.number);
    "sentence_id" Text [""] "sentences.sentence_id" ("") = sentences::id(row.of, row.hit.sentence);
    "turn_id" Text [""] "turns.turn_id" ("") = turns::id(row.of, row.hit.turn);
    "document_id" Text [""] "documents.document_id" ("") = row.of.document.id.as_str();
    "char_start" Int ["code points"] "where it begins in the document's text" ("") = row.of.offsets.chars(row.hit.span.start);
    "char_end" Int ["code points"] "one past its end" ("") = row.of.offsets.chars(row.hit.span.end);
    "turn_char_start" Int ["code points"] "where it begins in the turn's text" ("") = row.of.offsets.chars(row.hit.span.start) - turn_start(&row);
    "turn_char_end" Int ["code points"] "one past its end" ("") = row.of.offsets.chars(row.hit.span.end) - turn_start(&row);
    "source_place" Text [""] "where it stands in the file: line and bytes of a text, paragraph of a page or DOCX, page of a PDF, row of a table" ("") = place(row.of, row.hit.span);
    "left" Text [""] "up to 80 characters before it, inside the turn" ("") = context::left(row.of, row.hit.turn, row.hit.span);
    "matched" Text [""] "the words: exactly the text between the offsets" ("") = row.hit.span.slice(&row.of.document.text);
    "right" Text [""] "up to 80 characters behind it, inside the turn" ("") = context::right(row.of, row.hit.turn, row.hit.span);
    "lexicon" Text [""] "lexicon of the entry" ("") = &row.of.resources.lexicon(row.hit.entry).header.name;
    "entry_id" Text [""] "stable name of the entry: category and term" ("") = &row.entry.id;
    "term" Text [""] "the entry's pattern" ("") = &row.entry.term;
    "category" Text [""] "category of the act" ("codebook 2.1, 2.2") = &row.category.id;
    "core" Bool [""] "does it belong to the core set C of the headline index? (demands from intensity 2)" ("codebook 2.1") = row.hit.core;
    "intensity" Float ["points"] "the entry's intensity, moved by hedges and boosters; 0 to 5, negative for cooperative acts" ("codebook 2.0") = row.hit.intensity;
    "plover_score" Float ["-10 to 10"] "score of the category's nearest PLOVER event; empty where PLOVER has none" ("PLOVER; codebook 1.5") = row.category.plover_score;
    "ladder" Int ["1-9"] "step of the entry on the ladder of warnings; empty when it stands on none" ("F8; Godwin & Miller 2013, steps 6 to 9 our own order") = (row.entry.ladder > 0).then_some(usize::from(row.entry.ladder));
    "status" Text [""] "use, announced, negated, quoted, scare_quote, reported, question, hypothetical, principle, topic, irony" ("codebook 2.3") = row.hit.status.name();
    "status_cue" Text [""] "the words that decide the status" ("") = row.hit.status_cue.map(|cue| cue.slice(&row.of.document.text));
    "status_cue_char_start" Int ["code points"] "where they begin" ("") = row.hit.status_cue.map(|cue| row.of.offsets.chars(cue.start));
    "status_cue_char_end" Int ["code points"] "one past their end" ("") = row.hit.status_cue.map(|cue| row.of.offsets.chars(cue.end));
    "holder" Text [""] "whose act it is; ART is the narrator of an article; empty when the text does not tell" ("codebook 2.0") = row.hit.holder.as_deref();
    "holder_certainty" Text [""] "speaker (a voice of the transcript), quote, paraphrase" ("codebook 2.0") = row.hit.certainty.name();
    "target" Text [""] "at whom it is aimed: STATE:code, BLOC:name, MEDIA:name …, VAGUE_STATE, VAGUE_PEOPLE, CLAIM, Q, UNSPEC" ("codebook 2.4") = &row.hit.target.entity;
    "target_type" Text [""] "kind of the named actor; OFFICIAL and BODY stand for their state" ("codebook 2.4") = &row.hit.target.kind;
    "target_basis" Text [""] "how the target was found" ("codebook 2.4") = row.hit.target.basis;
    "counts" Bool [""] "enters the indices: status use or announced, of a voice that answers or of a person quoted by name" ("codebook 2.0") = row.hit.counts;
    "tu_quoque" Text [""] "for a counter-charge in an answer to a question that charges the answering side: same (on the matter of that charge), other (on another matter); empty when it is none or cannot be told" ("codebook 2.1 rule 6") = row.hit.tu_quoque.map(crate::tag::matter::TuQuoque::name);
    "confidence" Float ["0-1"] "how sure the reading of status and target is, by rule; not a probability" ("") = row.hit.confidence;
});

fn turn_start(row: &Row) -> usize {
    row.of.offsets.chars(row.of.analysis.segments.turns[row.hit.turn].span.start)
}

/// Adds the rows.
pub(super) fn fill(of: Of, table: &mut Table) {
    table.reserve(of.analysis.hits.len());
    for (number, hit) in of.analysis.hits.iter().enumerate() {
        let (entry, category) = (of.resources.entry(hit.entry), of.resources.category(hit.entry));
        push(table, Row { of, number, hit, entry, category });
    }
}
