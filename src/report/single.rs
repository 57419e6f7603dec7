//! One table → one file, whose ending says in which form.

use std::path::Path;

use super::csv::Profile;
use super::{Format, atomic, csv, jsonl, parquet, unbroken, xlsx};
use crate::error::Error;
use crate::table::Table;

/// Writes a table into a file that has its name when it is whole.
///
/// # Errors
/// When its ending is none of csv, tsv, jsonl, parquet, xlsx, or it cannot be written.
pub fn write(path: &Path, table: &Table) -> Result<(), Error> {
    let bytes = match form(path)? {
        Format::Csv => csv::text(table, Profile::Plain)?,
        Format::Tsv => csv::text(table, Profile::Tabs)?,
        Format::Jsonl => jsonl::text(table)?,
        Format::Parquet => parquet::packed(table)?,
        Format::Xlsx => {
            let mut bytes = Vec::new();
            unbroken(|| xlsx::single(table).map(|book| bytes = book))?;
            bytes
        }
        Format::Html => return Err(unnamed(path)),
    };
    // A bare name lies in this folder.
    let path = if path.parent() == Some(Path::new("")) { &Path::new(".").join(path) } else { path };
    atomic::write(path, |file| std::io::Write::write_all(file, &bytes).map_err(|wrong| wrong.to_string()))
}

/// The format that an ending names.
///
/// # Errors
/// When it names none.
pub fn form(path: &Path) -> Result<Format, Error> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
    // A page shows all tables of a run.
    let mut single = Format::ALL.into_iter().filter(|format| *format != Format::Html);
    single.find(|format| format.name() == ending).ok_or_else(|| unnamed(path))
}

fn unnamed(path: &Path) -> Error {
    Error::Usage(format!(
        "{}: name a file that ends in .csv, .tsv, .jsonl, .parquet or .xlsx",
        path.display()
    ))
}
