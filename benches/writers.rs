//! The formats of the reports, each written into a folder that goes away again.

use rejoinder::Resources;
use rejoinder::report::csv::Profile;
use rejoinder::report::run::Run;
use rejoinder::report::{Format, Reports};
use rejoinder::table::Tables;

use crate::clock::Clock;

/// Writes all tables in every format.
pub(crate) fn write(tables: &Tables, resources: &Resources, clock: &mut Clock) {
    let rows = tables.all().iter().map(|table| table.height()).sum();
    for format in Format::ALL {
        let folder = tempfile::tempdir().expect("a temporary folder");
        clock.time(format.name(), || {
            let mut reports = Reports::new(folder.path(), &[format], Profile::Plain, &rejoinder::table::ALL)
                .expect("reports begin");
            reports.add(tables).expect("the tables can be written");
            let record = Run::new(resources, reports.heights(), Vec::new(), Default::default(), ().into());
            reports.publish(&record).expect("reports appear");
        });
        clock.rows(format.name(), rows);
    }
}
