//! 9  Tables → files. Every file appears whole or not at all.
#![allow(clippy::disallowed_methods, reason = "reports are written to disk here")]

pub mod atomic;
pub mod neutral;
pub mod csv;
pub mod parquet;
pub mod xlsx;
pub mod run;

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::table::Tables;

/// What a run has written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The workbook.
    pub workbook: PathBuf,
    /// Everything else, by path below the folder.
    pub files: Vec<PathBuf>,
}

/// Writes all tables in all formats below a folder.
pub fn write(tables: &Tables, folder: &Path) -> Result<Written, Error> {
    let mut files = Vec::new();
    for (name, writer) in FORMATS {
        let below = folder.join(name);
        std::fs::create_dir_all(&below).map_err(|source| unwritable(&below, source))?;
        for table in tables.all() {
            let path = below.join(format!("{}.{name}", table.declared.name));
            writer(table, &path)?;
            files.push(path);
        }
    }
    let workbook = folder.join("rejoinder.xlsx");
    xlsx::write(tables, &workbook)?;
    Ok(Written { workbook, files })
}

type Writer = fn(&crate::table::Table, &Path) -> Result<(), Error>;

/// One file a table, in a folder named like the format.
const FORMATS: [(&str, Writer); 2] = [("csv", csv::write), ("parquet", parquet::write)];

pub(crate) fn unwritable(path: &Path, source: std::io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        source,
        advice: "check free space and permissions, or choose another folder with --out".into(),
    }
}
