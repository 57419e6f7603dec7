//! The formats of the reports, each written into a folder that goes away again.

use rejoinder::report::{csv, parquet, xlsx};
use rejoinder::table::Tables;

use crate::clock::Clock;

/// Writes all tables in every format.
pub(crate) fn write(tables: &Tables, clock: &mut Clock) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let rows = tables.all().iter().map(|table| table.height()).sum();
    let path = |name: &str, ending: &str| folder.path().join(format!("{name}.{ending}"));
    clock.time("csv", || {
        for table in tables.all() {
            csv::write(table, &path(table.declared.name, "csv")).expect("a table can be written");
        }
    });
    clock.time("parquet", || {
        for table in tables.all() {
            parquet::write(table, &path(table.declared.name, "parquet")).expect("a table can be written");
        }
    });
    clock
        .time("xlsx", || xlsx::write(tables, &path("rejoinder", "xlsx")).expect("a workbook can be written"));
    for name in ["csv", "parquet", "xlsx"] {
        clock.rows(name, rows);
    }
}
