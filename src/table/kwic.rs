//! `kwic`: one row a line of a concordance.

use super::Table;
use super::column::table;
use super::row::{Value, Written};
use crate::kwic::Line;
use crate::place::push_number;

table!("kwic", "one hit in its context", |line: &Line| {
    "document_id" Text [""] "stable name of the document, as in documents (docname in quanteda's kwic)" ("") = &line.document_id;
    "date" Date [""] "date of the document" ("") = line.date;
    "speaker" Text [""] "who speaks; empty when the document does not tell" ("") = Some(line.speaker.as_str()).filter(|name| !name.is_empty());
    "role" Text [""] "spokesperson, official, journalist, moderator, narrator, unknown" ("") = line.role.name();
    "left" Text [""] "the words before, inside the turn (pre in quanteda)" ("") = &line.left;
    "matched" Text [""] "the words found (keyword in quanteda)" ("") = &line.matched;
    "right" Text [""] "the words behind, inside the turn (post in quanteda)" ("") = &line.right;
    "sentence" Text [""] "the whole sentence" ("") = &line.sentence;
    "pattern" Text [""] "the pattern that found them (pattern in quanteda)" ("") = &line.pattern;
    "lexicon" Text [""] "lexicon of the entry; kwic for a pattern that was given" ("") = &line.lexicon;
    "category" Text [""] "category of the entry; a given pattern has one of its own" ("") = &line.category;
    "entry_id" Text [""] "stable name of the entry" ("") = &line.entry_id;
    "status" Text [""] "use, announced, negated, quoted, scare_quote, reported, question, hypothetical, principle, topic, irony" ("codebook 2.3") = line.status.name();
    "counts" Bool [""] "status use or announced, of a voice that answers or of a person quoted by name" ("codebook 2.0") = line.counts;
    "char_start" Int ["code points"] "where it begins in the document's text (quanteda's from and to count tokens instead)" ("") = line.char_start;
    "char_end" Int ["code points"] "one past its end" ("") = line.char_end;
    "turn_id" Text [""] "turns.turn_id" ("") = named(line, 't', line.turn);
    "sentence_id" Text [""] "sentences.sentence_id" ("") = named(line, 's', line.sentence_number);
    "source_path" Text [""] "file that the document was read from" ("") = &line.source_path;
});

fn named<'a>(line: &'a Line, table: char, number: usize) -> impl Value + use<'a> {
    Written(move |out: &mut String| {
        out.push_str(&line.document_id);
        out.push('.');
        out.push(table);
        push_number(out, number);
    })
}

/// The lines as a table.
pub fn rows(lines: &[Line]) -> Table {
    let mut table = Table::new(&DECLARED);
    lines.iter().for_each(|line| push(&mut table, line));
    table
}
