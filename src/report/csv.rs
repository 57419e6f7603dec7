//! CSV: UTF-8, quotation marks where needed, `true`/`false`, empty for missing. Plain for programs, and as spreadsheets
//! open it with a double click.

use super::stage::Growing;
use super::{Sink, failed, neutral};
use crate::error::Error;
use crate::table::{Cell, Declared, Table};

/// For whom CSV files are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Profile {
    /// Programs: comma, no byte order mark.
    #[default]
    Plain,
    /// Excel where numbers have points: with a byte order mark, without which it takes umlauts for other letters.
    Excel,
    /// Excel where numbers have commas: semicolons between cells, with a byte order mark.
    ExcelEu,
    /// Tabs between cells.
    Tabs,
}

impl Profile {
    /// Those that can be asked for by name; tabs are a format of their own.
    pub const NAMED: [Self; 3] = [Self::Plain, Self::Excel, Self::ExcelEu];

    /// As the command calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Excel => "excel",
            Self::ExcelEu => "excel-eu",
            Self::Tabs => "tabs",
        }
    }

    /// What stands between cells.
    pub fn delimiter(self) -> char {
        match self {
            Self::Plain | Self::Excel => ',',
            Self::ExcelEu => ';',
            Self::Tabs => '\t',
        }
    }

    /// What stands before the fraction of a number.
    pub fn decimal(self) -> char {
        if self == Self::ExcelEu { ',' } else { '.' }
    }

    /// What ends a line: Excel's own ending is the one of RFC 4180.
    pub fn terminator(self) -> &'static str {
        if self.for_excel() { "\r\n" } else { "\n" }
    }

    /// Does the file begin with a byte order mark?
    pub fn for_excel(self) -> bool {
        matches!(self, Self::Excel | Self::ExcelEu)
    }

    fn writer(self) -> csv::Writer<Vec<u8>> {
        let ending = if self.for_excel() { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        csv::WriterBuilder::new().delimiter(self.delimiter() as u8).terminator(ending).from_writer(Vec::new())
    }
}

/// A table that is being written.
pub(super) struct Sheet {
    file: Growing,
    name: String,
    profile: Profile,
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Sheet {
    /// Begins with the header.
    pub(super) fn new(
        declared: &Declared,
        file: Growing,
        name: &str,
        profile: Profile,
    ) -> Result<Self, Error> {
        if profile.for_excel() {
            file.append(BYTE_ORDER_MARK).map_err(|wrong| failed(name, wrong))?;
        }
        let sheet = Self { file, name: name.to_owned(), profile };
        let header = declared.columns.iter().map(|column| column.name);
        sheet.append(|writer| writer.write_record(header))?;
        Ok(sheet)
    }

    fn append(
        &self,
        write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error>,
    ) -> Result<(), Error> {
        let bytes = bytes(&self.name, self.profile, write)?;
        self.file.append(&bytes).map_err(|wrong| failed(&self.name, wrong))
    }
}

/// A table as the bytes of a CSV file.
pub(super) fn text(table: &Table, profile: Profile) -> Result<Vec<u8>, Error> {
    bytes(table.declared.name, profile, |writer| {
        writer.write_record(table.declared.columns.iter().map(|column| column.name))?;
        rows(table, profile, writer)
    })
}

fn bytes(
    name: &str,
    profile: Profile,
    write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error>,
) -> Result<Vec<u8>, Error> {
    let mut writer = profile.writer();
    write(&mut writer).map_err(|wrong| failed(name, wrong))?;
    writer.into_inner().map_err(|wrong| failed(name, wrong))
}

fn rows(table: &Table, profile: Profile, writer: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
    for row in 0..table.height() {
        for column in 0..table.data.len() {
            writer.write_field(written(&table.cell(row, column), profile))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

impl Sink for Sheet {
    fn add(&mut self, table: &Table) -> Result<(), Error> {
        self.append(|writer| rows(table, self.profile, writer))
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        self.file.finish(&[]).map_err(|wrong| failed(&self.name, wrong))
    }
}

/// A cell as text.
pub fn written(cell: &Cell, profile: Profile) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(text) => neutral::csv(text).into_owned(),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) if profile.decimal() == ',' => number.to_string().replace('.', ","),
        Cell::Float(number) => number.to_string(),
        Cell::Bool(truth) => truth.to_string(),
        Cell::Date(date) => date.to_string(),
    }
}
