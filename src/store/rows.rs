//! Stored rows in the order of the reports: the documents of a run one after another, in pieces of whole documents.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::claims::Placed;
use super::facts::{Rows, TABLES};
use super::manifest::Named;
use super::{Store, segment};
use crate::check::Claim;
use crate::error::{Error, Problem};
use crate::table::{DETAILS, Tables};

/// A piece is handed out when one of its tables has so many rows.
const PIECE: usize = 16_384;

impl Store {
    /// Hands out the rows of documents in some tables, in their order, in pieces of whole documents.
    ///
    /// # Errors
    /// When a segment is damaged or the receiver fails.
    pub fn pieces(
        &self,
        wanted: &[Wanted],
        of: Which,
        mut receive: impl FnMut(Tables) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut reader = self.reader(of, wanted.iter().filter_map(Wanted::rows));
        let mut piece = Tables::detail();
        let mut rest = wanted;
        while let Some(first) = rest.first() {
            let n = match first {
                Wanted::Problems(problems) => {
                    piece.add_problems(problems);
                    1
                }
                Wanted::Rows(rows) => {
                    let (last, n) = run(rows, &rest[1..]);
                    piece.append(reader.tables(rows, last, n)?);
                    n
                }
            };
            rest = &rest[n..];
            if piece.details().iter().any(|table| table.height() >= PIECE) {
                receive(std::mem::replace(&mut piece, Tables::detail()))?;
            }
        }
        receive(piece)
    }

    /// Hands out the rows and claims of each document by itself, with its place in what is wanted.
    ///
    /// # Errors
    /// When a segment is damaged or the receiver fails.
    pub fn each(
        &self,
        wanted: &[Wanted],
        mut receive: impl FnMut(usize, Tables, Vec<Claim>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut reader = self.reader(Which::All, wanted.iter().filter_map(Wanted::rows));
        for (at, wanted) in wanted.iter().enumerate() {
            let Some(rows) = wanted.rows() else { continue };
            let claims = reader.claims(rows)?.into_iter().map(|placed| placed.claim).collect();
            receive(at, reader.tables(rows, rows, 1)?, claims)?;
        }
        Ok(())
    }

    /// A reader of the rows of these documents, each of which is read once.
    pub(super) fn reader<'a>(&self, of: Which, wanted: impl Iterator<Item = &'a Rows>) -> Reader {
        let mut left = HashMap::new();
        for rows in wanted {
            *left.entry(rows.segment).or_default() += 1;
        }
        let named = self.manifest.segments.iter().map(|named| (named.name, named.clone())).collect();
        Reader {
            folder: self.folder.clone(),
            of,
            named,
            left,
            tables: HashMap::new(),
            claims: HashMap::new(),
        }
    }
}

/// Which detail tables are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Documents and turns.
    Turns,
    /// Documents, turns and sentences.
    Sentences,
    /// Documents, turns, sentences and hits.
    Hits,
    /// Some tables, and of them some columns; all cells of the others are missing.
    Columns(&'static [Columns]),
}

/// Name of a table, and those of some of its columns.
pub type Columns = (&'static str, &'static [&'static str]);

impl Which {
    /// Is a table among them, by its number among the details?
    pub(super) fn has(self, table: usize) -> bool {
        match self {
            Self::All => true,
            Self::Turns => matches!(table, 0 | 1),
            Self::Sentences => matches!(table, 0..=2),
            Self::Hits => matches!(table, 0..=3),
            Self::Columns(some) => some.iter().any(|(name, _)| *name == DETAILS[table].name),
        }
    }

    /// The columns that are read of a table among them; all, if none are named.
    pub(super) fn columns(self, table: &str) -> Option<&'static [&'static str]> {
        match self {
            Self::Columns(some) => some.iter().find(|(name, _)| *name == table).map(|(_, columns)| *columns),
            _ => None,
        }
    }
}

/// What stands in the reports, one after another.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// What is to be told of a file.
    Problems(Vec<Problem>),
    /// The rows of a document.
    Rows(Rows),
}

impl Wanted {
    /// Where the rows lie, if it is a document.
    pub fn rows(&self) -> Option<&Rows> {
        match self {
            Self::Problems(_) => None,
            Self::Rows(rows) => Some(rows),
        }
    }
}

/// The last document of those whose rows lie right behind one another, and how many they are.
fn run<'a>(first: &'a Rows, behind: &'a [Wanted]) -> (&'a Rows, usize) {
    let (mut last, mut n) = (first, 1);
    for next in behind.iter().map_while(Wanted::rows) {
        let adjoins = (0..TABLES).all(|table| last.start[table] + last.len[table] == next.start[table]);
        if next.segment != last.segment || !adjoins {
            break;
        }
        (last, n) = (next, n + 1);
    }
    (last, n)
}

/// The segments that are in use: opened when their first document comes, closed after their last.
pub(super) struct Reader {
    folder: PathBuf,
    of: Which,
    named: HashMap<u64, Named>,
    /// How many documents are yet wanted of each segment.
    left: HashMap<u64, usize>,
    tables: HashMap<u64, Tables>,
    claims: HashMap<u64, Vec<Vec<Placed>>>,
}

impl Reader {
    /// The rows of `n` documents that lie one behind another.
    pub(super) fn tables(&mut self, first: &Rows, last: &Rows, n: usize) -> Result<Tables, Error> {
        if !self.tables.contains_key(&first.segment) {
            let read = segment::tables(&self.folder, self.named(first.segment)?, self.of);
            self.tables.insert(first.segment, read.map_err(|damage| self.damaged(first.segment, &damage))?);
        }
        let ranges: [Range<usize>; TABLES] = std::array::from_fn(|table| {
            if self.of.has(table) {
                first.start[table] as usize..(last.start[table] + last.len[table]) as usize
            } else {
                0..0
            }
        });
        let is_last = self.left.get(&first.segment).is_none_or(|left| *left <= n);
        let is_whole = |tables: &Tables| {
            tables.details().iter().zip(&ranges).all(|(table, range)| *range == (0..table.height()))
        };
        // Mostly all documents of a segment stand one behind another: its rows are handed on, not copied.
        let rows = match self.tables.remove(&first.segment) {
            Some(tables) if is_last && is_whole(&tables) => tables,
            Some(tables) => {
                let rows = tables.slices(&ranges);
                self.tables.insert(first.segment, tables);
                rows
            }
            None => Tables::detail(),
        };
        self.close(first.segment, n);
        Ok(rows)
    }

    /// The claims of a document.
    pub(super) fn claims(&mut self, rows: &Rows) -> Result<Vec<Placed>, Error> {
        if !self.claims.contains_key(&rows.segment) {
            let read = segment::claims(&self.folder, self.named(rows.segment)?);
            self.claims.insert(rows.segment, read.map_err(|damage| self.damaged(rows.segment, &damage))?);
        }
        let all = self.claims.get_mut(&rows.segment);
        Ok(all.and_then(|all| all.get_mut(rows.document as usize)).map(std::mem::take).unwrap_or_default())
    }

    /// Counts documents off; after the last of a segment it is forgotten.
    pub(super) fn close(&mut self, segment: u64, n: usize) {
        let left = self.left.entry(segment).or_default();
        *left = left.saturating_sub(n);
        if *left == 0 {
            self.tables.remove(&segment);
            self.claims.remove(&segment);
        }
    }

    fn named(&self, segment: u64) -> Result<&Named, Error> {
        self.named.get(&segment).ok_or_else(|| self.damaged(segment, "it is missing"))
    }

    fn damaged(&self, segment: u64, damage: &str) -> Error {
        damaged(&self.folder, segment, damage)
    }
}

pub(super) fn damaged(folder: &Path, segment: u64, damage: &str) -> Error {
    Error::Report {
        path: segment::place(folder, segment).display().to_string(),
        message: format!("{damage}; run again: what is damaged will be read anew"),
    }
}
