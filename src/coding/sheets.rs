//! What stands in the sheets of a coding file.

use std::collections::BTreeMap;

use super::book::Book;
use super::codebook::{Code, Codebook, written};
use super::grid::Grid;
use crate::sampling::unit::NONE;
use crate::sampling::{Kind, Sample};

/// The sheet that coders fill in.
pub const CODING: &str = "coding";
/// What they are asked to do.
pub const INSTRUCTIONS: &str = "instructions";
/// The codes with their meanings.
pub const CATEGORIES: &str = "categories";
/// What the program makes of each row, hidden.
pub const PROGRAM: &str = "program";
/// From what the sample was drawn, hidden.
pub const FRAME: &str = "frame";

/// Name of a row in all sheets.
pub const SAMPLE_ID: &str = "sample_id";
/// The column of the codes that hold in the end.
pub const ADJUDICATED: &str = "adjudicated";

/// What a sample was told.
#[derive(Clone, Debug)]
pub struct Told {
    /// What a unit is.
    pub kind: Kind,
    /// Who codes.
    pub coders: Vec<String>,
    /// The seed.
    pub seed: u64,
}

/// The coding file of a sample.
pub fn book(sample: &Sample, codebook: &Codebook, told: &Told) -> Book {
    let coding = coding(sample, told);
    let first = coding.header.len() - told.coders.len() - 2;
    let sheets = [
        (CODING, coding),
        (INSTRUCTIONS, instructions(told)),
        (CATEGORIES, categories(codebook)),
        (PROGRAM, program(sample)),
        (FRAME, frame(sample, told)),
    ];
    Book {
        sheets: sheets.map(|(name, grid)| (name.to_owned(), grid)).into(),
        choices: (first..=first + told.coders.len()).collect(),
    }
}

/// Coders see the words, who says them for which state, and the question. What the program makes of them, when they were
/// said and why they were drawn they do not see.
fn coding(sample: &Sample, told: &Told) -> Grid {
    let mut header = vec![SAMPLE_ID, "speaker", "state", "question", "text", "context"];
    match told.kind {
        Kind::Hit => header.insert(4, "words"),
        Kind::Answer => header.retain(|name| *name != "context"),
        Kind::Sentence => {}
    }
    header.extend(told.coders.iter().map(String::as_str));
    header.extend([ADJUDICATED, "note"]);
    let mut grid = Grid::new(&header);
    for one in &sample.drawn {
        let unit = &one.unit;
        let cell = |name: &&str| match *name {
            SAMPLE_ID => one.sample_id.clone(),
            "speaker" => unit.speaker.clone(),
            "state" => unit.state.clone(),
            "question" => unit.question.clone(),
            "words" => unit.words.clone(),
            "text" => unit.text.clone(),
            "context" => unit.context.clone(),
            _ => String::new(),
        };
        grid.push(header.iter().map(cell).collect());
    }
    grid
}

fn instructions(told: &Told) -> Grid {
    let mut grid = Grid::new(&[INSTRUCTIONS]);
    let what = match told.kind {
        Kind::Sentence => {
            "Code the sentence in the column text, as it is meant where it stands: question and context are there for that. Code what the speaker does with it. What is negated, quoted from others, reported or only asked is not the speaker's act."
        }
        Kind::Hit => {
            "Code what the words in the column words do in their sentence (column text). Write none if they do nothing of the kind: negated, quoted from others, reported, only asked, or meant otherwise."
        }
        Kind::Answer => "Code what the answer in the column text does with the question.",
    };
    let coders = told.coders.join(", ");
    for line in [
        what.to_owned(),
        format!("Every coder has a column: {coders}. Choose a code from the list in the cell. Work alone: do not look at the other columns."),
        "Several codes in one cell are separated by a semicolon: deny.fact; accuse. Order and letter case do not matter.".to_owned(),
        format!("Write {NONE} if none of the codes holds. An empty cell means: not coded yet."),
        format!("The column {ADJUDICATED} is filled in when all have coded: the code that holds where coders differ. Where they agree it may stay empty."),
        "What the codes mean stands in the sheet categories.".to_owned(),
        "Rows may be sorted, filtered and removed, columns added; sample_id must stay as it is. The hidden sheets tell what the program found: look at them when the coding is done.".to_owned(),
        "When it is done: rejoinder validate, with the name of this file.".to_owned(),
    ] {
        grid.push(vec![line]);
    }
    grid
}

fn categories(codebook: &Codebook) -> Grid {
    let mut grid = Grid::new(&["code", "name", "definition", "include", "exclude"]);
    for Code { id, name, definition, include, exclude } in &codebook.codes {
        grid.push([id, name, definition, include, exclude].map(String::clone).into());
    }
    grid.push(vec![NONE.into(), "none of them".into(), "no code holds".into(), String::new(), String::new()]);
    grid
}

/// Columns of the hidden sheet.
const OF_PROGRAM: [&str; 12] = [
    SAMPLE_ID,
    "unit_id",
    "document_id",
    "date",
    "speaker",
    "role",
    "part",
    "stratum",
    "stratum_size",
    "stratum_drawn",
    "weight",
    "program",
];

fn program(sample: &Sample) -> Grid {
    let mut grid = Grid::new(&OF_PROGRAM);
    for one in &sample.drawn {
        let unit = &one.unit;
        grid.push(vec![
            one.sample_id.clone(),
            unit.id.clone(),
            unit.document_id.clone(),
            unit.date.map_or(String::new(), |date| date.to_string()),
            unit.speaker.clone(),
            unit.role.clone(),
            one.part.name().to_owned(),
            one.stratum.clone(),
            if one.stratum_size > 0 { one.stratum_size.to_string() } else { String::new() },
            if one.stratum_size > 0 { one.stratum_drawn.to_string() } else { String::new() },
            one.weight().map_or(String::new(), |weight| weight.to_string()),
            written(&unit.codes),
        ]);
    }
    grid
}

fn frame(sample: &Sample, told: &Told) -> Grid {
    let mut grid = Grid::new(&["what", "name", "value"]);
    let keys: Vec<&str> = sample.keys.iter().map(|key| key.name()).collect();
    let mut push = |what: &str, name: &str, value: String| grid.push(vec![what.into(), name.into(), value]);
    push("sample", "unit", told.kind.name().into());
    push("sample", "units", sample.n_units.to_string());
    push("sample", "coders", told.coders.join("; "));
    push("sample", "stratified_by", keys.join("; "));
    push("sample", "strata", sample.n_strata.to_string());
    push("sample", "seed", told.seed.to_string());
    push("sample", "version", env!("CARGO_PKG_VERSION").into());
    let by_code: &BTreeMap<String, usize> = &sample.by_code;
    by_code.iter().for_each(|(code, n)| push("units_with", code, n.to_string()));
    grid
}
