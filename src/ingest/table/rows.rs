//! Rows that a program holds in memory, read as those of a file.

use std::borrow::Cow;

use rayon::prelude::*;

use super::{Layout, Row, layout, under};
use crate::document::Source;
use crate::error::{Code, Problem};
use crate::ingest::date::dating;
use crate::ingest::format::Format;
use crate::ingest::{Ingested, Options, settle};

/// What the tables call the format of rows whose table has the name of no file.
const FORMAT: &str = "frame";

/// The header of a table in memory, with what its columns mean.
#[derive(Debug)]
pub struct Header {
    names: Vec<String>,
    layout: Layout,
    source: Source,
    options: Options,
}

/// A row in memory.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// Its number in the table, counted from 1; none where rows have no order.
    pub number: Option<usize>,
    /// Its cells, in the order of the header.
    pub cells: Vec<Cow<'a, str>>,
}

impl Header {
    /// The header of a table. `path` names the table as that of a file would; its ending tells the format.
    ///
    /// # Errors
    /// When no column holds the words, or one that is named is not there.
    pub fn new(path: &str, names: Vec<String>, options: &Options) -> Result<Self, Problem> {
        let layout = layout(&names, &options.columns)?;
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        let format = Format::of_ending(&ending).map_or(FORMAT, Format::name).into();
        let source = Source { path: path.to_owned(), format, ..Source::default() };
        Ok(Self { names, layout, source, options: options.clone() })
    }

    /// Number of the column whose value holds rows together.
    pub fn id(&self) -> Option<usize> {
        self.layout.id
    }

    /// The documents in rows that are read together: those of one id are one document, the same row again is told, and
    /// the order of day and month in one date tells that in the others.
    pub fn read<'a>(&self, rows: impl Iterator<Item = Given<'a>>) -> Ingested {
        let rows = (1..).zip(rows).map(|(at, Given { number, cells })| Row {
            line: number.unwrap_or(at),
            number,
            cells,
        });
        let mut ingested = under(&self.names, &self.layout, rows, &self.source);
        let usual = dating::order_of(&ingested.documents);
        ingested
            .documents
            .par_iter_mut()
            .for_each(|document| settle(document, self.options.day_order, usual));
        ingested.name(&self.source.path);
        ingested
    }

    /// What is told of columns that were left out because they hold no text, number or date.
    pub fn left_out(&self, columns: &[String]) -> Option<Problem> {
        let message =
            format!("columns that hold no text, number or date were left out: {}", columns.join(", "));
        (!columns.is_empty()).then(|| Problem::new(Code::LeftOut, message).in_file(&self.source.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Columns, ingest};

    /// The table as a CSV file gives the same documents as its rows in memory.
    fn check(csv: &str, columns: Columns) {
        let options = Options { columns, ..Options::default() };
        let file = ingest("in/some.csv", csv.as_bytes(), &options);
        let mut lines = csv.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let header = Header::new("in/some.csv", lines.next().unwrap(), &options).unwrap();
        let rows: Vec<Vec<String>> = lines.collect();
        let given = rows.iter().enumerate().map(|(at, cells)| Given {
            number: Some(at + 1),
            cells: cells.iter().map(|cell| cell.as_str().into()).collect(),
        });
        let read = header.read(given);
        let shown = |ingested: &Ingested| {
            let mut documents = ingested.documents.clone();
            for document in &mut documents {
                let Source { path, row, sha256, format, .. } = std::mem::take(&mut document.source);
                document.source = Source { path, row, sha256, format, ..Source::default() };
            }
            let problems = ingested.problems.iter().map(|problem| (problem.code, &problem.message));
            format!("{documents:#?} {:#?}", problems.collect::<Vec<_>>())
        };
        assert_eq!(shown(&file), shown(&read));
    }

    #[test]
    fn rows_in_memory_are_those_of_a_file() {
        check(
            "day,who,question,answer,state\n2021-07-20,Ilka Varn,Why?,Because.,VLM\n13/02/2021,B,,No.,\n03/04/2021,B,,No.,\n",
            Columns { date: Some("day".into()), ..Columns::default() },
        );
        check("text\nsame\nsame\n \n", Columns::default());
        check("id,text\n1,One\n1,Two\n2,Three\n", Columns::default());
    }

    #[test]
    fn a_missing_column_is_told() {
        let options = Options::default();
        let told = Header::new("frame", vec!["a".into(), "b".into()], &options).unwrap_err();
        assert!(told.message.starts_with("no column for the words"), "{}", told.message);
    }
}
