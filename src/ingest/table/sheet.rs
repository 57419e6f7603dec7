//! Workbooks: every visible sheet with a header is a table, read like CSV.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{
    Cell, Data, DataRef, Ods, Range, Reader, SheetType, SheetVisible, Sheets, Xls, Xlsb, Xlsx,
    open_workbook_from_rs,
};

use super::cells::{self, Grid};
use super::{Row, documents};
use crate::document::Source;
use crate::error::{Code, Problem};
use crate::ingest::package::{self, Package};
use crate::ingest::{Columns, Ingested, Options, failed, table};

type Book<'a> = Sheets<Cursor<&'a [u8]>>;

/// The documents in a workbook: XLSX, XLSM, XLSB, XLS or ODS, whatever its ending says.
pub fn read(bytes: &[u8], source: Source, options: &Options) -> Ingested {
    match open(bytes).and_then(|mut book| grids(&mut book)) {
        Ok((grids, mut problems)) => {
            let mut ingested = of_grids(&grids, &source, &options.columns);
            problems.append(&mut ingested.problems);
            ingested.problems = problems;
            ingested
        }
        Err(problem) => failed(problem),
    }
}

fn open(bytes: &[u8]) -> Result<Book<'_>, Problem> {
    if package::is_locked(bytes) {
        return Err(Problem::new(Code::Encrypted, "the workbook is locked with a password"));
    }
    let cursor = Cursor::new(bytes);
    if package::is_compound(bytes) {
        let book: Xls<_> = open_workbook_from_rs(cursor).map_err(|wrong| unreadable(&wrong))?;
        return Ok(Sheets::Xls(book));
    }
    let mut package = Package::open(bytes)?;
    package.check(refuse_counts)?;
    if package.has("xl/workbook.bin") {
        let book: Xlsb<_> = open_workbook_from_rs(cursor).map_err(|wrong| unreadable(&wrong))?;
        return Ok(Sheets::Xlsb(book));
    }
    if package.has("content.xml") {
        let book: Ods<_> = open_workbook_from_rs(cursor).map_err(|wrong| unreadable(&wrong))?;
        return Ok(Sheets::Ods(book));
    }
    let book: Xlsx<_> = open_workbook_from_rs(cursor).map_err(|wrong| unreadable(&wrong))?;
    Ok(Sheets::Xlsx(book))
}

fn unreadable(wrong: &impl std::fmt::Display) -> Problem {
    let message = wrong.to_string();
    if message.to_lowercase().contains("password") {
        return Problem::new(Code::Encrypted, "the workbook is locked with a password");
    }
    let code = if message.contains("limit exceeded") { Code::OverLimit } else { Code::BadFormat };
    Problem::new(code, format!("the workbook cannot be read: {message}"))
}

/// A reader of workbooks asks for as much memory as the list of shared words says it needs. A list that says more than
/// its bytes can hold is refused.
fn refuse_counts(name: &str, head: &[u8], size: u64) -> Result<(), Problem> {
    let head = String::from_utf8_lossy(&head[..head.len().min(4096)]).into_owned();
    let declared = head.split_once("uniqueCount=").and_then(|(_, rest)| {
        rest.get(1..)?.split(['"', '\'']).next().map(|count| count.trim().parse().unwrap_or(u64::MAX))
    });
    match declared.filter(|count| *count > size && head.contains("<")) {
        Some(count) => {
            let message = format!("the part {name} says it holds {count} entries, and has {size} bytes");
            Err(Problem::new(Code::OverLimit, message))
        }
        None => Ok(()),
    }
}

/// The cells of all visible worksheets, and what to say of the others.
fn grids(book: &mut Book) -> Result<(Vec<Grid>, Vec<Problem>), Problem> {
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let (mut grids, mut problems) = (Vec::new(), Vec::new());
    let mut spent = cells::Budget::default();
    for (name, visible) in sheets {
        if !visible {
            let message = format!("the sheet {name:?} is hidden and was left out");
            problems.push(Problem::new(Code::LeftOut, message));
            continue;
        }
        match grid(book, &name, &mut spent) {
            Ok(grid) => grids.push(grid),
            Err(problem) if problem.code == Code::OverLimit => return Err(problem),
            Err(problem) => {
                let message = format!("sheet {name:?}: {}", problem.message);
                problems.push(Problem::new(problem.code, message));
            }
        }
    }
    Ok((grids, problems))
}

fn grid(book: &mut Book, name: &str, spent: &mut cells::Budget) -> Result<Grid, Problem> {
    let mut grid = Grid { name: name.to_owned(), rows: BTreeMap::new() };
    match book {
        Sheets::Xlsx(book) => {
            {
                let mut cells = book.worksheet_cells_reader(name).map_err(|wrong| unreadable(&wrong))?;
                while let Some(cell) = cells.next_cell().map_err(|wrong| unreadable(&wrong))? {
                    put(&mut grid, &cell, spent)?;
                }
            }
            let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
            for region in merged {
                grid.fill(region.start, region.end);
            }
        }
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(name).map_err(|wrong| unreadable(&wrong))?;
            while let Some(cell) = cells.next_cell().map_err(|wrong| unreadable(&wrong))? {
                put(&mut grid, &cell, spent)?;
            }
        }
        Sheets::Xls(book) => {
            put_all(&mut grid, &book.worksheet_range(name).map_err(|wrong| unreadable(&wrong))?, spent)?;
            for region in book.merge_cells_by_sheet_name(name).unwrap_or_default() {
                grid.fill(region.start, region.end);
            }
        }
        Sheets::Ods(book) => {
            put_all(&mut grid, &book.worksheet_range(name).map_err(|wrong| unreadable(&wrong))?, spent)?;
        }
    }
    Ok(grid)
}

fn put(grid: &mut Grid, cell: &Cell<DataRef>, spent: &mut cells::Budget) -> Result<(), Problem> {
    // Shared words stand once in the file and as often as they are used in the cells.
    grid.put(cell.get_position(), cells::written(cell.get_value()), spent)
}

fn put_all(grid: &mut Grid, range: &Range<Data>, spent: &mut cells::Budget) -> Result<(), Problem> {
    let (row, column) = range.start().unwrap_or((0, 0));
    for (r, c, value) in range.used_cells() {
        let at = (row + u32::try_from(r).unwrap_or(u32::MAX), column + u32::try_from(c).unwrap_or(u32::MAX));
        grid.put(at, cells::written(&borrowed(value)), spent)?;
    }
    Ok(())
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::String(words) => DataRef::SharedString(words),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::DateTimeIso(time) => DataRef::DateTimeIso(time.clone()),
        Data::DurationIso(time) => DataRef::String(time.clone()),
        Data::Error(_) | Data::Empty => DataRef::Empty,
    }
}

/// The documents of all sheets that have a header. Where several have, the name of the sheet is part of the ids.
fn of_grids(grids: &[Grid], source: &Source, columns: &Columns) -> Ingested {
    let mut ingested = Ingested::default();
    let filled: Vec<(&Grid, Option<u32>)> = grids
        .iter()
        .filter(|grid| !grid.rows.is_empty())
        .map(|grid| (grid, header_row(grid, columns)))
        .collect();
    let tables = filled.iter().filter(|(_, header)| header.is_some()).count();
    for (grid, header) in &filled {
        let at = match header {
            Some(at) => *at,
            None if tables > 0 => {
                let message =
                    format!("the sheet {:?} has no column for the words and was left out", grid.name);
                ingested.problems.push(Problem::new(Code::LeftOut, message));
                continue;
            }
            None => grid.rows.keys().next().copied().unwrap_or(0),
        };
        let mut read = of_grid(grid, at, &named(source, &grid.name, tables > 1), columns);
        for document in &mut read.documents {
            document.source.path.clone_from(&source.path);
        }
        if filled.len() > 1 {
            for problem in &mut read.problems {
                problem.message = format!("sheet {:?}: {}", grid.name, problem.message);
            }
        }
        ingested.documents.append(&mut read.documents);
        ingested.problems.append(&mut read.problems);
    }
    tell_apart(&mut ingested);
    ingested
}

/// The source under a name that holds the sheet's, from which ids are made and dates may be read.
fn named(source: &Source, sheet: &str, several: bool) -> Source {
    let path = match source.path.rsplit_once('.').filter(|_| several) {
        Some((stem, ending)) => format!("{stem} {}.{ending}", sheet.replace(['/', '.'], "-")),
        None => source.path.clone(),
    };
    Source { path, ..source.clone() }
}

/// Sheets whose names differ in signs only give documents of one id.
fn tell_apart(ingested: &mut Ingested) {
    let mut known = BTreeSet::new();
    for document in &mut ingested.documents {
        let mut n = 1;
        let id = document.id.clone();
        while !known.insert(document.id.clone()) {
            n += 1;
            document.id = format!("{id}-{n}");
        }
    }
}

fn header_row(grid: &Grid, columns: &Columns) -> Option<u32> {
    let names = |row: &BTreeMap<u32, String>| row.values().cloned().collect::<Vec<_>>();
    let found =
        grid.rows.iter().take(table::HEADER_WITHIN).find(|(_, row)| table::is_header(&names(row), columns));
    found.map(|(at, _)| *at)
}

fn of_grid(grid: &Grid, at: u32, source: &Source, columns: &Columns) -> Ingested {
    let Some(head) = grid.rows.get(&at) else { return Ingested::default() };
    let header: Vec<String> = head.values().map(|name| name.trim().to_owned()).collect();
    // What stands beside the table, in columns without a name, is not part of it.
    let rows = grid.rows.range(at + 1..).map(|(row, cells)| Row {
        line: *row as usize + 1,
        number: Some((row - at) as usize),
        cells: head.keys().map(|column| cells.get(column).map_or("", String::as_str).into()).collect(),
    });
    let mut ingested = documents(&header, rows, source, columns);
    for problem in &mut ingested.problems {
        if problem.code == Code::MissingColumn {
            problem.line = Some(at as usize + 1);
        }
    }
    ingested
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(name: &str, rows: &[&[&str]]) -> Grid {
        let mut grid = Grid { name: name.into(), rows: BTreeMap::new() };
        let mut spent = cells::Budget::default();
        for (r, row) in rows.iter().enumerate() {
            for (c, words) in row.iter().enumerate() {
                grid.put((r as u32, c as u32), (*words).to_owned(), &mut spent).unwrap();
            }
        }
        grid
    }

    fn check(grids: &[Grid], expected: &[&str]) {
        let source = Source { path: "in/days.xlsx".into(), ..Source::default() };
        let read = of_grids(grids, &source, &Columns::default());
        let documents = read.documents.iter().map(|document| {
            let id = document.id.rsplit_once('-').map_or("", |(name, _)| name);
            format!("{id} row {} {}", document.source.row.unwrap_or(0), document.text)
        });
        let problems = read.problems.iter().map(|problem| problem.code.name().to_owned());
        assert_eq!(documents.chain(problems).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn headers_below_titles_and_several_sheets() {
        let words = grid(
            "Words",
            &[&["Remarks of 2021"], &[], &["Speaker", "Text"], &["Varn", "One."], &[], &["Holt", "Two."]],
        );
        check(std::slice::from_ref(&words), &["days row 1 One.", "days row 3 Two."]);
        let notes = grid("Notes", &[&["Made by hand"]]);
        check(&[words.clone(), notes.clone()], &["days row 1 One.", "days row 3 Two.", "left-out"]);
        let more = grid("More", &[&["text"], &["Three."]]);
        check(&[words, more], &["days-words row 1 One.", "days-words row 3 Two.", "days-more row 1 Three."]);
        check(&[notes], &["missing-column"]);
    }

    #[test]
    fn merged_cells_hold_for_all_their_rows() {
        let mut merged = grid("Words", &[&["date", "text"], &["2021-07-20", "One."], &["", "Two."]]);
        merged.fill((1, 0), (2, 0));
        assert_eq!(merged.rows[&2][&0], "2021-07-20");
    }
}
