//! The program's codes for texts that people brought along with their own codes.

use rayon::prelude::*;

use super::study::{Codes, Row, Study};
use crate::analysis::analyze;
use crate::fold;
use crate::lexicon::sentences;
use crate::resources::Resources;

/// Tags the rows that have a text and no codes of the program yet. A role (`spk`, `jrn`, `art`, or a role of the tables) and
/// a state are used where a column tells them; else a spokesperson speaks.
pub fn tag(study: &mut Study, resources: &Resources) {
    let bare = |row: &&mut Row| row.program.is_none() && !row.text.is_empty();
    let rows: Vec<&mut Row> = study.rows.iter_mut().filter(bare).collect();
    rows.into_par_iter().for_each(|row| row.program = Some(codes(row, resources)));
}

fn codes(row: &Row, resources: &Resources) -> Codes {
    let (role, state) = &row.said_by;
    let role = match role.as_str() {
        "journalist" | "moderator" => "jrn",
        "narrator" => "art",
        "jrn" | "art" => role,
        _ => "spk",
    };
    let document = sentences::document(&fold::plain_text(&row.text), role, state);
    let analysis = analyze(&document, resources);
    let counted = analysis.hits.iter().filter(|hit| hit.counts);
    counted.map(|hit| resources.category(hit.entry).id.clone()).collect()
}
