//! `documents`: one row a document.

use super::column::table;
use super::{Of, Table};
use crate::document::Role;

table!("documents", "one document", |of: Of| {
    "document_id" Text [""] "stable name: file name and a hash of the content, or file name and given id" ("") = &of.document.id;
    "source_path" Text [""] "file that it was read from, as given" ("") = &of.document.source.path;
    "source_row" Int [""] "row of a table, line of a JSONL file or item of a compilation, counted from 1 without the header" ("") = of.document.source.row;
    "source_sha256" Text [""] "SHA-256 of the bytes that were read: the file, or the row's cells" ("") = &of.document.source.sha256;
    "format" Text [""] "input format, by the ending of the file's name: text, markdown, html, docx, pdf, csv …" ("") = of.document.source.format.as_ref();
    "encoding" Text [""] "character encoding of the file" ("") = of.document.source.encoding.as_ref();
    "encoding_basis" Text [""] "what told the encoding: bom (byte order mark), forced (--encoding), declared (by the file), valid (the bytes are valid UTF-8), pattern (NULs or escape sequences), guessed" ("") = of.document.source.encoding_basis.map(|basis| basis.name());
    "encoding_confidence" Float [""] "of a guessed encoding: share of the characters beyond ASCII that are plausible where they stand, less the share that an equally plausible encoding reads otherwise" ("") = of.document.source.encoding_confidence;
    "language" Text [""] "ISO 639 code of the main language: stated, or told by the letters or the words; English when it has 30 % of the paragraphs" ("ISO 639") = of.document.metadata.language.as_deref();
    "language_basis" Text [""] "what told the language: stated, script, words" ("") = of.document.metadata.language_basis.map(|basis| basis.name());
    "genre" Text [""] "briefing, statement, interview, speech or article: stated by the file, else by title, labels and voice" ("codebook 2.0") = of.analysis.segments.genre.map(|genre| genre.name());
    "layout" Text [""] "how the turns were read: which labels, columns, one voice, or article" ("") = of.analysis.segments.layout.as_str();
    "layout_score" Float ["share"] "words under labels whose speaker's part is known, of all words behind the first label; empty for a layout without labels" ("") = of.analysis.segments.layout_score;
    "title" Text [""] "headline" ("") = of.analysis.segments.title.as_deref();
    "date" Date [""] "date of the event or of publication; the first day of the period if less is known" ("") = of.document.metadata.date.map(|date| date.date);
    "date_precision" Text [""] "day, month or year" ("") = of.document.metadata.date.map(|date| date.precision.name());
    "date_basis" Text [""] "where the date was read: metadata, title, heading (of a compilation), body, file name, address" ("") = of.document.metadata.date.map(|date| date.basis.name());
    "institution" Text [""] "ministry or office, where the file states it" ("") = of.document.metadata.institution.as_deref();
    "state" Text [""] "ISO 3166 code of the state whose spokesperson speaks: stated, or told by speaker, office or stance" ("codebook 2.4") = state(of);
    "outlet" Text [""] "who published it: stated by the file, else an outlet that the file name names" ("") = of.resources.page.outlet_of(of.document);
    "author" Text [""] "author or byline" ("") = of.document.metadata.author.as_deref();
    "url" Text [""] "address of the original" ("") = of.document.metadata.url.as_deref();
    "n_turns" Int ["turns"] "rows in turns" ("") = of.analysis.segments.turns.len();
    "n_exchanges" Int ["exchanges"] "questions with their answers" ("") = of.analysis.segments.n_exchanges;
    "n_sentences" Int ["sentences"] "rows in sentences" ("") = of.analysis.segments.sentences.len();
    "n_tokens" Int ["words"] "words and numbers by UAX #29" ("UAX #29") = of.analysis.segments.tokens.len();
    "n_problems" Int ["problems"] "rows in problems that name this document's file and text" ("") = of.analysis.problems.len();
});

/// Adds the row.
pub(super) fn fill(of: Of, table: &mut Table) {
    push(table, of);
}

/// The side of the first voice that answers; of an article about one spokesperson that spokesperson's.
fn state(of: Of) -> Option<String> {
    let turns = &of.analysis.segments.turns;
    let sides = turns
        .iter()
        .zip(&of.analysis.found.sides)
        .filter(|(turn, _)| turn.role.answers() || turn.role == Role::Narrator);
    let stated = of.document.metadata.state.clone();
    sides.filter_map(|(_, side)| side.clone()).next().or(stated)
}
