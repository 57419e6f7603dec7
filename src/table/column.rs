//! Columns and rows: typed, plain, without any data-frame library.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::row::Row;
use super::texts::Texts;

/// What a table says about itself.
#[derive(Debug)]
pub struct Declared {
    /// Name of the table, its file and its sheet.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// Its columns in order.
    pub columns: &'static [Column],
}

/// What a column says about itself.
#[derive(Debug)]
pub struct Column {
    /// Header.
    pub name: &'static str,
    /// Type of its cells.
    pub kind: Type,
    /// Unit, or empty.
    pub unit: &'static str,
    /// One sentence.
    pub meaning: &'static str,
    /// Paper or rule that it follows, or empty.
    pub source: &'static str,
}

/// Type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Type {
    Text,
    Int,
    Float,
    Bool,
    Date,
}

impl Type {
    /// As written in the data dictionary.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Int => "integer",
            Self::Float => "number",
            Self::Bool => "boolean",
            Self::Date => "date",
        }
    }
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Cell<'a> {
    Missing,
    Text(&'a str),
    Int(i64),
    Float(f64),
    Bool(bool),
    Date(Date),
}

/// The cells of a column.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Data {
    Text(Texts),
    Int(Vec<Option<i64>>),
    Float(Vec<Option<f64>>),
    Bool(Vec<Option<bool>>),
    Date(Vec<Option<Date>>),
}

/// A table, column by column.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it says about itself.
    pub declared: &'static Declared,
    /// Its columns, all of one length.
    pub data: Vec<Data>,
}

/// A column of text that a table does not have.
static NO_TEXTS: LazyLock<Texts> = LazyLock::new(Texts::default);

impl Table {
    /// An empty table.
    pub fn new(declared: &'static Declared) -> Self {
        let data = declared.columns.iter().map(|column| Data::new(column.kind)).collect();
        Self { declared, data }
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.data.first().map_or(0, Data::len)
    }

    /// Makes room for so many more rows.
    pub(super) fn reserve(&mut self, rows: usize) {
        self.data.iter_mut().for_each(|data| data.reserve(rows));
    }

    /// Begins a row: its cells are put in the order of the columns.
    pub(super) fn row(&mut self) -> Row<'_> {
        Row { columns: self.data.iter_mut() }
    }

    /// Appends the rows of another table of the same kind.
    pub fn append(&mut self, other: Self) {
        if self.height() == 0 {
            self.data = other.data;
            return;
        }
        for (data, further) in self.data.iter_mut().zip(other.data) {
            data.append(further);
        }
    }

    /// Appends a range of the rows of another table of the same kind.
    pub fn extend(&mut self, other: &Self, rows: Range<usize>) {
        for (data, further) in self.data.iter_mut().zip(&other.data) {
            data.extend(further, rows.clone());
        }
    }

    /// A range of its rows.
    pub fn slice(&self, rows: Range<usize>) -> Self {
        Self {
            declared: self.declared,
            data: self.data.iter().map(|data| data.slice(rows.clone())).collect(),
        }
    }

    /// The rows that are to be kept.
    pub fn kept(&self, keep: &[bool]) -> Self {
        Self { declared: self.declared, data: self.data.iter().map(|data| data.kept(keep)).collect() }
    }

    /// Bytes of the text in a row.
    pub fn text_bytes(&self, row: usize) -> usize {
        let of = |data: &Data| match data {
            Data::Text(cells) => cells.bytes(row),
            _ => 0,
        };
        self.data.iter().map(of).sum()
    }

    /// Writes another cell into a row of a column; nothing happens where there is none.
    pub fn set(&mut self, name: &str, row: usize, cell: Cell) {
        let at = self.declared.columns.iter().position(|column| column.name == name);
        if let Some(data) = at.and_then(|at| self.data.get_mut(at)).filter(|data| row < data.len()) {
            data.set(row, cell);
        }
    }

    /// The cells of a column of text; none if there is no such column.
    pub fn text(&self, name: &str) -> &Texts {
        match self.column(name) {
            Some(Data::Text(cells)) => cells,
            _ => &NO_TEXTS,
        }
    }

    /// The cells of a column of whole numbers.
    pub fn ints(&self, name: &str) -> &[Option<i64>] {
        match self.column(name) {
            Some(Data::Int(cells)) => cells,
            _ => &[],
        }
    }

    /// The cells of a column of numbers.
    pub fn floats(&self, name: &str) -> &[Option<f64>] {
        match self.column(name) {
            Some(Data::Float(cells)) => cells,
            _ => &[],
        }
    }

    /// The cells of a column of true and false.
    pub fn bools(&self, name: &str) -> &[Option<bool>] {
        match self.column(name) {
            Some(Data::Bool(cells)) => cells,
            _ => &[],
        }
    }

    /// The cells of a column of dates.
    pub fn dates(&self, name: &str) -> &[Option<Date>] {
        match self.column(name) {
            Some(Data::Date(cells)) => cells,
            _ => &[],
        }
    }

    /// A cell of a column of text; empty where it is missing.
    pub fn at(&self, name: &str, row: usize) -> &str {
        self.text(name).get(row).unwrap_or("")
    }

    /// Which of its columns has that name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.declared.columns.iter().position(|column| column.name == name)
    }

    fn column(&self, name: &str) -> Option<&Data> {
        self.data.get(self.place(name)?)
    }

    /// A cell.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        self.data[column].cell(row)
    }
}

impl Data {
    fn new(kind: Type) -> Self {
        match kind {
            Type::Text => Self::Text(Texts::default()),
            Type::Int => Self::Int(Vec::new()),
            Type::Float => Self::Float(Vec::new()),
            Type::Bool => Self::Bool(Vec::new()),
            Type::Date => Self::Date(Vec::new()),
        }
    }

    /// Cells that are all missing.
    pub fn missing(kind: Type, cells: usize) -> Self {
        match kind {
            Type::Text => Self::Text(Texts::missing(cells)),
            Type::Int => Self::Int(vec![None; cells]),
            Type::Float => Self::Float(vec![None; cells]),
            Type::Bool => Self::Bool(vec![None; cells]),
            Type::Date => Self::Date(vec![None; cells]),
        }
    }

    fn reserve(&mut self, rows: usize) {
        match self {
            Self::Text(cells) => cells.reserve(rows),
            Self::Int(cells) => cells.reserve(rows),
            Self::Float(cells) => cells.reserve(rows),
            Self::Bool(cells) => cells.reserve(rows),
            Self::Date(cells) => cells.reserve(rows),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Int(cells) => cells.len(),
            Self::Float(cells) => cells.len(),
            Self::Bool(cells) => cells.len(),
            Self::Date(cells) => cells.len(),
        }
    }

    fn slice(&self, rows: Range<usize>) -> Self {
        match self {
            Self::Text(cells) => Self::Text(cells.slice(rows)),
            Self::Int(cells) => Self::Int(cells[rows].to_vec()),
            Self::Float(cells) => Self::Float(cells[rows].to_vec()),
            Self::Bool(cells) => Self::Bool(cells[rows].to_vec()),
            Self::Date(cells) => Self::Date(cells[rows].to_vec()),
        }
    }

    fn kept(&self, keep: &[bool]) -> Self {
        fn chosen<T: Copy>(cells: &[T], keep: &[bool]) -> Vec<T> {
            cells.iter().zip(keep).filter(|(_, keep)| **keep).map(|(cell, _)| *cell).collect()
        }
        match self {
            Self::Text(cells) => {
                let kept = cells.iter().zip(keep).filter(|(_, keep)| **keep);
                Self::Text(kept.map(|(cell, _)| cell).collect())
            }
            Self::Int(cells) => Self::Int(chosen(cells, keep)),
            Self::Float(cells) => Self::Float(chosen(cells, keep)),
            Self::Bool(cells) => Self::Bool(chosen(cells, keep)),
            Self::Date(cells) => Self::Date(chosen(cells, keep)),
        }
    }

    fn set(&mut self, row: usize, cell: Cell) {
        match (self, cell) {
            (Self::Text(cells), Cell::Missing) => cells.set(row, ""),
            (Self::Int(cells), Cell::Missing) => cells[row] = None,
            (Self::Float(cells), Cell::Missing) => cells[row] = None,
            (Self::Bool(cells), Cell::Missing) => cells[row] = None,
            (Self::Date(cells), Cell::Missing) => cells[row] = None,
            (Self::Text(cells), Cell::Text(text)) => cells.set(row, text),
            (Self::Int(cells), Cell::Int(number)) => cells[row] = Some(number),
            (Self::Float(cells), Cell::Float(number)) => cells[row] = Some(number),
            (Self::Bool(cells), Cell::Bool(truth)) => cells[row] = Some(truth),
            (Self::Date(cells), Cell::Date(date)) => cells[row] = Some(date),
            _ => debug_assert!(false, "a cell of another type"),
        }
    }

    fn append(&mut self, other: Self) {
        match (self, other) {
            (Self::Text(cells), Self::Text(further)) => cells.append(&further),
            (Self::Int(cells), Self::Int(further)) => cells.extend(further),
            (Self::Float(cells), Self::Float(further)) => cells.extend(further),
            (Self::Bool(cells), Self::Bool(further)) => cells.extend(further),
            (Self::Date(cells), Self::Date(further)) => cells.extend(further),
            _ => debug_assert!(false, "columns of different types"),
        }
    }

    fn extend(&mut self, other: &Self, rows: Range<usize>) {
        match (self, other) {
            (Self::Text(cells), Self::Text(further)) => cells.extend(further, rows),
            (Self::Int(cells), Self::Int(further)) => cells.extend_from_slice(&further[rows]),
            (Self::Float(cells), Self::Float(further)) => cells.extend_from_slice(&further[rows]),
            (Self::Bool(cells), Self::Bool(further)) => cells.extend_from_slice(&further[rows]),
            (Self::Date(cells), Self::Date(further)) => cells.extend_from_slice(&further[rows]),
            _ => debug_assert!(false, "columns of different types"),
        }
    }

    fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Text(cells) => cells.get(row).map_or(Cell::Missing, Cell::Text),
            Self::Int(cells) => cells[row].map_or(Cell::Missing, Cell::Int),
            Self::Float(cells) => cells[row].map_or(Cell::Missing, Cell::Float),
            Self::Bool(cells) => cells[row].map_or(Cell::Missing, Cell::Bool),
            Self::Date(cells) => cells[row].map_or(Cell::Missing, Cell::Date),
        }
    }
}

/// Declares a table: every column once, with type, unit, meaning, source and expression. Generates the declaration
/// (`DECLARED`) and the function that appends a row.
macro_rules! table {
    ($name:literal, $row:literal, |$of:ident: $Row:ty| {
        $($column:literal $kind:ident [$unit:literal] $meaning:literal ($source:literal) = $cell:expr;)*
    }) => {
        /// What the table says about itself.
        pub static DECLARED: $crate::table::Declared = $crate::table::Declared {
            name: $name,
            row: $row,
            columns: &[$($crate::table::Column {
                name: $column,
                kind: $crate::table::Type::$kind,
                unit: $unit,
                meaning: $meaning,
                source: $source,
            },)*],
        };

        /// Appends a row.
        fn push(table: &mut $crate::table::Table, $of: $Row) {
            let mut row = table.row();
            $(row.put($cell);)*
            row.end();
        }
    };
}
pub(crate) use table;
