//! Which columns of a coded file hold what: coders, codes, the frame.

use super::codebook::{Code, Codebook};
use super::grid::{Grid, cell};
use super::sheets::ADJUDICATED;
use super::study::{Asked, Frame};
use crate::error::Error;
use crate::sampling::unit::NONE;

/// How the names of columns begin that hold a coder's codes.
const CODERS: &[&str] = &["coder", "code", "annotator", "rater", "judge"];

/// The codebook of a sheet.
pub(super) fn of_sheet(categories: &Grid) -> Codebook {
    let columns = ["code", "name"].map(|name| categories.column(&[name]));
    let code = |(_, cells): &(usize, Vec<String>)| Code {
        id: cell(cells, columns[0]).to_owned(),
        name: cell(cells, columns[1]).to_owned(),
        ..Code::default()
    };
    let mut codes: Vec<Code> = categories.rows.iter().map(code).collect();
    codes.retain(|code| !code.id.is_empty() && code.id != NONE);
    Codebook { codes }
}

/// A codebook of names only.
pub(super) fn named(codes: &[String]) -> Codebook {
    let code = |id: &String| Code { id: id.clone(), name: id.clone(), ..Code::default() };
    Codebook { codes: codes.iter().map(code).collect() }
}

/// The frame, and the coders that were told when the sample was drawn.
pub(super) fn frame(sheet: &Grid) -> (Frame, Vec<String>) {
    let columns = ["what", "name", "value"].map(|name| sheet.column(&[name]));
    let mut frame = Frame::default();
    let mut coders = Vec::new();
    for (_, cells) in &sheet.rows {
        let [what, name, value] = columns.map(|at| cell(cells, at));
        match (what, name) {
            ("sample", "unit") => value.clone_into(&mut frame.unit),
            ("sample", "units") => frame.n_units = value.parse().unwrap_or(0.0),
            ("sample", "stratified_by") => value.clone_into(&mut frame.stratified_by),
            ("sample", "coders") => coders = value.split(';').map(|name| name.trim().to_owned()).collect(),
            ("units_with", code) => {
                frame.by_code.insert(code.to_owned(), value.parse().unwrap_or(0.0));
            }
            _ => {}
        }
    }
    (frame, coders)
}

/// The columns of the coders: those that were asked for, else those of the sample, else those that are called so.
pub(super) fn coders(coding: &Grid, asked: &Asked, told: &[String]) -> Result<Vec<usize>, Error> {
    let names = if asked.coders.is_empty() { told } else { &asked.coders };
    let mut found = Vec::new();
    for name in names {
        match coding.column(&[name]) {
            Some(at) => found.push(at),
            None if asked.coders.is_empty() => {}
            None => return Err(no_coder(coding, &format!("there is no column {name:?}"))),
        }
    }
    if names.is_empty() {
        let called =
            |name: &&String| CODERS.iter().any(|begin| name.trim().to_lowercase().starts_with(begin));
        let columns = coding.header.iter().filter(called);
        found.extend(columns.filter_map(|name| coding.column(&[name.trim()])));
    }
    if found.is_empty() && coding.column(&[ADJUDICATED]).is_none() {
        return Err(no_coder(coding, "no column of a coder was found"));
    }
    Ok(found)
}

fn no_coder(coding: &Grid, what: &str) -> Error {
    if coding.header.iter().all(|name| name.trim().is_empty()) {
        return Error::Usage("the file holds no table: its first row should name the columns".to_owned());
    }
    let header: Vec<&str> = coding.header.iter().map(|name| name.trim()).collect();
    Error::Usage(format!("{what}; name them with --coders. The columns are: {}", header.join(", ")))
}
