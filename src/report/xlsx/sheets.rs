//! A sheet a table: header frozen and filtered, cells typed. Rows go straight into temporary files, so memory does not
//! grow with them.

use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Url, Workbook, Worksheet, XlsxError};

use super::columns::Look;
use super::links::{self, Documents, Lead};
use super::styles::Styles;
use super::{cells, columns, marks};
use crate::table::{Cell, Declared, Table, documents};

/// A sheet holds at most this many rows, with the header.
pub(super) const ROWS: u32 = 1_048_576;
/// Rows have heights of their own up to here: each stays in memory. Behind them a spreadsheet finds its own.
const HEIGHTS: u32 = 20_000;
/// Height of a line, in points.
const LINE: f64 = 15.0;

/// The sheets of some tables, while they are written.
pub(super) struct Sheets {
    workbook: Workbook,
    pub(super) styles: Styles,
    declared: Vec<&'static Declared>,
    /// How the cells of each table's columns look.
    looks: Vec<Vec<Look>>,
    /// A sheet holds so many rows.
    most: u32,
    /// The sheets of each table; a table that is longer than a sheet goes on in a second one.
    tables: Vec<Vec<Sheet>>,
}

/// A sheet of a table.
struct Sheet {
    worksheet: Worksheet,
    /// Rows with the header.
    rows: u32,
    links: usize,
    told: Told,
}

/// What a sheet does not show as the other formats do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Cells whose text was cut.
    pub(super) cut: usize,
    /// Cells that would be links, were there not too many.
    pub(super) unlinked: usize,
}

/// What a piece says about its documents: how many rows of their sheet, if there is one, stood before it, and which they are.
type Piece<'a> = Option<(Option<usize>, &'a Documents<'a>)>;

impl Sheets {
    /// Begins the sheets of these tables, each of so many rows at most.
    pub(super) fn new(all: &[&'static Declared], most: u32) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        // The same input gives the same bytes: no creation time, and styles numbered before rows come in parallel.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties = DocProperties::new()
            .set_title("rejoinder")
            .set_subject("What spokespersons say: acts, sources, figures, measures")
            .set_comment(concat!("Made by rejoinder ", env!("CARGO_PKG_VERSION")))
            .set_creation_datetime(&created);
        workbook.set_properties(&properties);
        let styles = Styles::new();
        styles.all().for_each(|style| workbook.register_format(style));
        let look = |table: &&'static Declared| {
            table.columns.iter().map(|column| Look::of(table.name, column)).collect()
        };
        let looks = all.iter().map(look).collect();
        let mut sheets = Self { workbook, styles, declared: all.to_vec(), looks, most, tables: Vec::new() };
        for declared in all {
            let first = sheets.sheet(declared, 0)?;
            sheets.tables.push(vec![first]);
        }
        Ok(sheets)
    }

    fn sheet(&mut self, declared: &Declared, part: usize) -> Result<Sheet, XlsxError> {
        let mut sheet = self.workbook.new_worksheet_with_constant_memory()?;
        sheet.set_name(name(declared, part))?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape().set_repeat_rows(0, 0)?;
        columns::set(&mut sheet, declared, &self.styles)?;
        Ok(Sheet { worksheet: sheet, rows: 1, links: 0, told: Told::default() })
    }

    /// Takes further rows of all tables; of documents that stand in them, if rows shall lead there.
    pub(super) fn add(&mut self, all: &[&Table], documents: Option<&Documents>) -> Result<(), XlsxError> {
        self.make_room(all)?;
        // A part of the tables may be without documents; then no row leads to one.
        let at = self.declared.iter().position(|table| table.name == documents::DECLARED.name);
        let piece: Piece = documents.map(|documents| (at.map(|at| self.n_rows(at)), documents));
        let (styles, most) = (&self.styles, self.most);
        let sheets = self.tables.par_iter_mut().zip(&self.looks).zip(all);
        sheets.try_for_each(|((sheets, looks), table)| {
            let mut row = 0;
            for sheet in sheets {
                while row < table.height() && sheet.rows < most {
                    sheet.write_row(table, row, looks, piece, (most, styles))?;
                    row += 1;
                }
            }
            Ok(())
        })
    }

    /// Adds sheets where the rows to come do not fit.
    fn make_room(&mut self, all: &[&Table]) -> Result<(), XlsxError> {
        for (at, table) in all.iter().enumerate() {
            let most = self.most;
            let room =
                |sheets: &[Sheet]| sheets.iter().map(|sheet| (most - sheet.rows) as usize).sum::<usize>();
            while room(&self.tables[at]) < table.height() {
                let further = self.sheet(table.declared, self.tables[at].len())?;
                self.tables[at].push(further);
            }
        }
        Ok(())
    }

    fn n_rows(&self, table: usize) -> usize {
        self.tables[table].iter().map(|sheet| sheet.rows as usize - 1).sum()
    }

    /// A link to a row of a table, counted from 0; none where the table is not among the sheets.
    pub(super) fn link(&self, table: &str, row: usize) -> Option<Url> {
        let declared = self.declared.iter().find(|declared| declared.name == table)?;
        Some(place(declared, row, self.most))
    }

    /// A link to the beginning of a table.
    pub(super) fn top(&self, table: &str) -> Option<Url> {
        self.declared.iter().any(|declared| declared.name == table).then(|| links::to(table, 0))
    }

    /// What the sheets do not show as other formats do.
    pub(super) fn told(&self) -> Told {
        let all = self.tables.iter().flatten().map(|sheet| sheet.told);
        all.fold(Told::default(), |sum, told| Told {
            cut: sum.cut + told.cut,
            unlinked: sum.unlinked + told.unlinked,
        })
    }

    /// The workbook of these sheets, behind one sheet and before another.
    pub(super) fn between(mut self, first: Worksheet, last: Worksheet) -> Result<Workbook, XlsxError> {
        self.workbook.push_worksheet(first);
        let mut workbook = self.alone()?;
        workbook.push_worksheet(last);
        Ok(workbook)
    }

    /// The workbook of these sheets.
    pub(super) fn alone(mut self) -> Result<Workbook, XlsxError> {
        for (declared, sheets) in self.declared.iter().zip(self.tables) {
            let last = u16::try_from(declared.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
            for mut sheet in sheets {
                sheet.worksheet.autofilter(0, 0, sheet.rows - 1, last)?;
                marks::set(&mut sheet.worksheet, declared, sheet.rows - 1)?;
                self.workbook.push_worksheet(sheet.worksheet);
            }
        }
        Ok(self.workbook)
    }
}

/// The name of a sheet.
fn name(declared: &Declared, part: usize) -> String {
    if part == 0 { declared.name.to_owned() } else { format!("{}_{}", declared.name, part + 1) }
}

/// A link to a row of a table, counted from 0, whose sheets hold so many rows each.
fn place(declared: &Declared, row: usize, most: u32) -> Url {
    let of_a_sheet = (most - 1) as usize;
    let line = u32::try_from(row % of_a_sheet + 1).unwrap_or(0);
    links::to(&name(declared, row / of_a_sheet), line)
}

impl Sheet {
    fn write_row(
        &mut self,
        table: &Table,
        row: usize,
        looks: &[Look],
        piece: Piece,
        (most, styles): (u32, &Styles),
    ) -> Result<(), XlsxError> {
        let mut lines = 1;
        for (at, look) in (0..).zip(looks) {
            let (cell, place) = (table.cell(row, usize::from(at)), (self.rows, at));
            if let Cell::Text(text) = cell {
                lines = lines.max(look.lines(text));
                let url =
                    look.leads.and_then(|lead| link(lead, table.at("document_id", row), text, piece, most));
                if let Some(url) = url
                    && self.write_link(place, text, url, styles)?
                {
                    continue;
                }
            }
            let cut = cells::write(&mut self.worksheet, place, &cell, look.style, styles)?;
            self.told.cut += usize::from(cut);
        }
        if lines > 1 && self.rows < HEIGHTS {
            self.worksheet.set_row_height(self.rows, LINE * lines as f64)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Writes a text that leads somewhere; false where it cannot be a link.
    fn write_link(
        &mut self,
        place: (u32, u16),
        text: &str,
        url: Url,
        styles: &Styles,
    ) -> Result<bool, XlsxError> {
        if self.links == links::MOST {
            self.told.unlinked += 1;
            return Ok(false);
        }
        let written = links::write(&mut self.worksheet, place, text, url, styles)?;
        self.links += usize::from(written);
        Ok(written)
    }
}

/// Where a cell of a row of a document leads.
fn link(lead: Lead, document: &str, text: &str, piece: Piece, most: u32) -> Option<Url> {
    let (before, documents) = piece?;
    match lead {
        Lead::Document => Some(place(&documents::DECLARED, before? + documents.row(document)?, most)),
        Lead::Origin => links::to_web(documents.url(document)?),
        Lead::Itself => links::to_web(text),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader, Xlsx};

    use super::*;
    use crate::table::{dictionary, hits};

    /// Behind the last row of a sheet a table goes on in a second one, and in a third.
    #[test]
    fn a_long_table_takes_several_sheets() {
        let table = dictionary::of(&hits::DECLARED);
        let mut sheets = Sheets::new(&[table.declared], 11).unwrap();
        sheets.add(&[&table], None).unwrap();
        sheets.add(&[&table.slice(0..3)], None).unwrap();
        let bytes = sheets.alone().unwrap().save_to_buffer().unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        let n = table.height() + 3;
        assert_eq!(names.len(), n.div_ceil(10));
        assert_eq!(names[..3], ["columns", "columns_2", "columns_3"]);
        let mut found = Vec::new();
        for name in names {
            let sheet = book.worksheet_range(&name).unwrap();
            assert_eq!(sheet.get((0, 1)).unwrap().to_string(), "column");
            found.extend(sheet.rows().skip(1).map(|row| row[1].to_string()));
        }
        let expected: Vec<&str> = table.text("column").iter().flatten().collect();
        assert_eq!(found[..table.height()], expected);
        assert_eq!(found[table.height()..], expected[..3]);
    }

    #[test]
    fn links_find_the_sheet_of_a_row() {
        let check = |row, expected: &str| {
            let url = format!("{:?}", place(&hits::DECLARED, row, 11));
            assert!(url.contains(&format!("\"internal:{expected}\"")), "{url}");
        };
        check(0, "hits!A2");
        check(9, "hits!A11");
        check(10, "hits_2!A2");
        check(25, "hits_3!A7");
    }
}
