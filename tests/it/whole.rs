//! What is held in memory, where every column is read, and what a run makes by way of its store, of which some passes read a
//! few columns only, are the same rows.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use rejoinder::Resources;
use rejoinder::batch::inputs;
use rejoinder::batch::reading::Reading;
use rejoinder::batch::whole::Whole;
use rejoinder::ingest::Options;
use rejoinder::table::{Cell, Table};

use crate::shared::corpus;
use crate::table::rows;

fn same(cell: Cell, written: &str) -> bool {
    match cell {
        Cell::Missing => written.is_empty(),
        Cell::Text(text) => text == written,
        Cell::Int(number) => number.to_string() == written,
        Cell::Float(number) => written.parse().is_ok_and(|n: f64| (n - number).abs() < 1e-9),
        Cell::Bool(truth) => truth.to_string() == written,
        Cell::Date(date) => date.to_string() == written,
    }
}

fn check(table: &Table) {
    let name = table.declared.name;
    let written = rows(corpus(), name);
    assert_eq!(table.height(), written.len(), "{name}");
    for (at, row) in written.iter().enumerate() {
        for (place, column) in table.declared.columns.iter().enumerate() {
            let (cell, written) = (table.cell(at, place), &row[column.name]);
            assert!(same(cell, written), "{name}, row {at}, {}: {cell:?}, not {written:?}", column.name);
        }
    }
}

#[test]
fn tables_in_memory_are_those_of_a_run() {
    let resources = Resources::built_in().expect("word lists");
    let reading = Reading::in_process(Options::default());
    let inputs = inputs::find(&[PathBuf::from("corpus")]);
    let whole = Whole::of_files(&inputs, &reading, &resources, &|_| {}, &AtomicBool::new(false));
    let whole = whole.expect("tables");
    whole.tables().details().into_iter().filter(|table| table.declared.name != "quotes").for_each(check);
    check(&whole.quotes());
    let (checks, _) = whole.compared();
    check(&checks);
    let counted = whole.counted(&resources, &checks, &[]);
    [&counted.phrases, &counted.measures, &counted.trends, &counted.changes].into_iter().for_each(check);
    counted.wide.iter().filter(|table| table.declared.name != "turns_wide").for_each(check);
    assert!(counted.phrases.height() > 20 && whole.quotes().height() > 50);
}
