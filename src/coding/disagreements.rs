//! Rows on which coders differ, or the program differs from the codes that hold.

use std::fmt::Write;

use super::codebook::written;
use super::figures::standard;
use super::study::{Codes, Study};

/// Each of them with its words and all codes.
pub fn listed(study: &Study) -> String {
    let mut text = String::new();
    for row in &study.rows {
        let given: Vec<&Codes> = row.codes.iter().flatten().collect();
        let differ = given.windows(2).any(|pair| pair[0] != pair[1]);
        let program = row.program.as_ref();
        let holds = |code: &str| standard(row, code);
        let wrong = |codes: &Codes| {
            study.codebook.ids().any(|code| holds(code).is_some_and(|coded| coded != codes.contains(code)))
        };
        if !differ && !program.is_some_and(wrong) {
            continue;
        }
        let _ = writeln!(text, "\n{}  {}", row.id, row.text);
        let coders =
            study.coders.iter().zip(&row.codes).map(|(coder, codes)| (coder.as_str(), codes.as_ref()));
        let others = [("adjudicated", row.adjudicated.as_ref()), ("program", program)];
        let told =
            coders.chain(others).filter_map(|(who, codes)| Some(format!("{who}: {}", written(codes?))));
        let _ = writeln!(text, "    {}", told.collect::<Vec<_>>().join(" · "));
    }
    text
}
