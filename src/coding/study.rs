//! A coded file, read: who gave which codes to which rows.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::codebook::Codebook;
use super::columns::{coders, frame, named, of_sheet};
use super::grid::{Grid, cell};
use super::sheets::{ADJUDICATED, CATEGORIES, CODING, FRAME, PROGRAM, SAMPLE_ID};
use crate::error::Error;
use crate::reliability::Level;

/// A set of codes; empty for none.
pub type Codes = BTreeSet<String>;

/// A row that somebody coded.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its name.
    pub id: String,
    /// The words, where the program has to tag them itself.
    pub text: String,
    /// Who says them, and for which state, where a column tells.
    pub said_by: (String, String),
    /// Was it drawn for a category, so that it stands for nothing but itself? Then this category.
    pub enriched: Option<String>,
    /// Its stratum.
    pub stratum: String,
    /// Units in the stratum, where that is known.
    pub stratum_size: Option<f64>,
    /// For so many units it stands.
    pub weight: f64,
    /// What the program makes of it.
    pub program: Option<Codes>,
    /// What each coder makes of it.
    pub codes: Vec<Option<Codes>>,
    /// What holds in the end, if somebody wrote it down.
    pub adjudicated: Option<Codes>,
}

/// From what a sample was drawn.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// What a unit is.
    pub unit: String,
    /// Units.
    pub n_units: f64,
    /// Of these, how many the program gives each code.
    pub by_code: BTreeMap<String, f64>,
    /// What the strata were told apart by.
    pub stratified_by: String,
}

/// A coded file.
#[derive(Clone, Debug, Default)]
pub struct Study {
    /// Who coded.
    pub coders: Vec<String>,
    /// The codes that may be given.
    pub codebook: Codebook,
    /// The rows with a code, in the order of the sheet.
    pub rows: Vec<Row>,
    /// Rows without any.
    pub uncoded: usize,
    /// From what they were drawn, for a sample of ours.
    pub frame: Option<Frame>,
    /// What could not be used, with sheet, row and column.
    pub problems: Vec<String>,
}

/// What the reader is told.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Columns of coders; empty to find them.
    pub coders: Vec<String>,
    /// Codes other than the categories of the word lists; empty if there are none.
    pub codes: Vec<String>,
    /// What may be said of two codes. Beyond nominal, cells hold numbers.
    pub level: Level,
}

/// On what the codes that hold of the rows rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Rows that were adjudicated.
    pub adjudicated: usize,
    /// Rows on which all coders agree.
    pub agreed: usize,
    /// Rows with one coder, whose word holds.
    pub single: usize,
    /// Rows on which coders differ and nobody has decided.
    pub open: usize,
}

/// Usual names of columns.
const ID: &[&str] = &[SAMPLE_ID, "id", "unit_id", "sentence_id"];
const TEXT: &[&str] = &["text", "sentence", "answer", "content"];
const ROLE: &[&str] = &["role"];
const STATE: &[&str] = &["state", "side", "country"];

impl Study {
    /// Reads the sheets of a coded file. `codebook` holds for files that bring none.
    ///
    /// # Errors
    /// When there are no codes to be found; the message says which columns there are.
    pub fn read(book: &Book, codebook: Codebook, asked: &Asked) -> Result<Self, Error> {
        let sheet = book.sheet(CODING).or_else(|| book.sheets.first().map(|(_, grid)| grid));
        let Some(coding) = sheet else { return Err(Error::Usage("the file has no sheet".into())) };
        let frame = book.sheet(FRAME).map(frame);
        let codebook = match (asked.codes.is_empty(), book.sheet(CATEGORIES)) {
            (false, _) => named(&asked.codes),
            (true, Some(categories)) => of_sheet(categories),
            (true, None) => codebook,
        };
        let told = frame.as_ref().map(|(_, coders)| coders.as_slice()).unwrap_or_default();
        let coders = coders(coding, asked, told)?;
        let mut study = Self { codebook, frame: frame.map(|(frame, _)| frame), ..Self::default() };
        study.coders = coders.iter().map(|at| coding.header[*at].trim().to_owned()).collect();
        study.read_rows(coding, &coders, asked.level);
        if let Some(program) = book.sheet(PROGRAM) {
            study.join(program);
        }
        study.weigh();
        Ok(study)
    }

    /// On what the codes that hold rest.
    pub fn basis(&self) -> Basis {
        let mut basis = Basis::default();
        for row in &self.rows {
            let given: Vec<&Codes> = row.codes.iter().flatten().collect();
            match given.as_slice() {
                _ if row.adjudicated.is_some() => basis.adjudicated += 1,
                [_] => basis.single += 1,
                [first, others @ ..] if others.iter().all(|other| other == first) => basis.agreed += 1,
                _ => basis.open += 1,
            }
        }
        basis
    }

    /// Were hits coded? What was missed is none of them.
    pub fn is_of_hits(&self) -> bool {
        self.frame.as_ref().is_some_and(|frame| frame.unit == "hit")
    }

    /// Rows of the probability part.
    pub fn n_probability(&self) -> usize {
        self.rows.iter().filter(|row| row.enriched.is_none()).count()
    }

    fn read_rows(&mut self, coding: &Grid, coders: &[usize], level: Level) {
        let adjudicated = coding.column(&[ADJUDICATED]);
        let [id, text, role, state] = [ID, TEXT, ROLE, STATE].map(|names| coding.column(names));
        let weight = coding.column(&["weight"]);
        let mut seen = BTreeSet::new();
        for (line, cells) in &coding.rows {
            let name = match cell(cells, id) {
                "" => format!("row {line}"),
                name => name.to_owned(),
            };
            let codes: Vec<Option<Codes>> =
                coders.iter().map(|at| self.codes(coding, cells, *line, *at, level)).collect();
            let adjudicated = adjudicated.and_then(|at| self.codes(coding, cells, *line, at, level));
            if codes.iter().flatten().next().is_none() && adjudicated.is_none() {
                self.uncoded += 1;
            } else if !seen.insert(name.clone()) {
                self.problems.push(format!("row {line}: {name} stands twice; the first row counts"));
            } else {
                self.rows.push(Row {
                    id: name,
                    text: cell(cells, text).to_owned(),
                    said_by: (cell(cells, role).to_lowercase(), cell(cells, state).to_owned()),
                    weight: cell(cells, weight).parse().unwrap_or(1.0),
                    codes,
                    adjudicated,
                    ..Row::default()
                });
            }
        }
    }

    /// The codes in a cell; a code that is not known is told, and the cell counts as not coded.
    fn codes(
        &mut self,
        grid: &Grid,
        cells: &[String],
        line: usize,
        at: usize,
        level: Level,
    ) -> Option<Codes> {
        let words = cell(cells, Some(at));
        let read = match level {
            Level::Nominal => self.codebook.parse(words),
            _ => numbers(words),
        };
        read.unwrap_or_else(|wrong| {
            self.problems.push(format!("row {line}, column {}: {wrong}", grid.header[at].trim()));
            None
        })
    }

    /// Adds what the hidden sheet says of each row.
    fn join(&mut self, program: &Grid) {
        let column = |name: &str| program.column(&[name]);
        let known: BTreeMap<&str, &Vec<String>> =
            program.rows.iter().map(|(_, cells)| (cell(cells, column(SAMPLE_ID)), cells)).collect();
        for row in &mut self.rows {
            let Some(cells) = known.get(row.id.as_str()) else {
                let message = format!(
                    "{}: no such {SAMPLE_ID} in the sheet {PROGRAM}; the program is not held against it",
                    row.id
                );
                self.problems.push(message);
                continue;
            };
            let of = |name: &str| cell(cells, column(name));
            of("stratum").clone_into(&mut row.stratum);
            row.enriched = (of("part") == "enriched").then(|| row.stratum.clone());
            row.stratum_size = of("stratum_size").parse().ok();
            row.program = self.codebook.parse(of("program")).unwrap_or_default();
        }
    }

    /// Rows stand for the units of their stratum; where rows were left uncoded, the others stand for theirs, too.
    fn weigh(&mut self) {
        let mut coded: BTreeMap<String, f64> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.enriched.is_none()) {
            *coded.entry(row.stratum.clone()).or_default() += 1.0;
        }
        for row in &mut self.rows {
            if let (Some(size), None) = (row.stratum_size, &row.enriched) {
                row.weight = size / coded.get(&row.stratum).copied().unwrap_or(1.0);
            }
        }
    }
}

/// Numbers instead of codes.
fn numbers(cell: &str) -> Result<Option<Codes>, String> {
    match cell {
        "" => Ok(None),
        cell => match cell.replace(',', ".").parse::<f64>() {
            Ok(number) => Ok(Some(Codes::from([number.to_string()]))),
            Err(_) => Err(format!("{cell:?} is no number; --scale nominal takes codes")),
        },
    }
}
