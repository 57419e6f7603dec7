//! Seconds and memory of a long workbook: `cargo bench --bench workbook -- 1000000`. The tables of the sample corpus are
//! written again and again until there are so many hits; measures and the like, which do not grow so, come once. The
//! peak is that of the writing alone, on Linux.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods, reason = "a program of its own")]
#![allow(clippy::expect_used, clippy::panic, reason = "a program of its own")]

use std::time::Instant;

use rejoinder::batch::gather::tabulate;
use rejoinder::report::csv::Profile;
use rejoinder::report::run::Run;
use rejoinder::report::{Format, Reports};
use rejoinder::table::{ALL, Tables};
use rejoinder::{Error, Resources, ingest};

fn main() -> Result<(), Error> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let wanted: usize = words.first().map_or(100_000, |n| n.parse().expect("a number of hits"));
    let resources = Resources::built_in()?;
    let piece = corpus(&resources);
    let folder = tempfile::tempdir().expect("a folder");
    let before = memory("VmRSS");
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let start = Instant::now();
    let mut reports = Reports::new(folder.path(), &[Format::Xlsx], Profile::Plain, &ALL)?;
    reports.add(&Tables::default())?;
    let mut hits = 0;
    while hits < wanted {
        reports.add(&piece)?;
        hits += piece.hits.height();
    }
    let rows: usize = reports.heights().map(|(_, height)| height).sum();
    let record = Run::new(&resources, reports.heights(), Vec::new(), Default::default(), ().into());
    let written = reports.publish(&record)?.workbook.expect("a workbook");
    let (seconds, used) = (start.elapsed().as_secs_f64(), cpu());
    println!(
        "{hits} hits, {rows} rows in all: {seconds:.1} s ({:.2} s for 100,000 rows; {used:.0} s of CPU with the analysis), {} MB more than the {before} MB before, a file of {} MB",
        seconds * 1e5 / rows as f64,
        memory("VmHWM").saturating_sub(before),
        std::fs::metadata(written).map_or(0, |file| file.len() / 1_000_000),
    );
    Ok(())
}

/// The tables of the texts in the corpus.
fn corpus(resources: &Resources) -> Tables {
    let mut tables = Tables::detail();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the corpus")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md"))
        .collect();
    paths.sort();
    for path in paths {
        let bytes = std::fs::read(&path).expect("a text");
        let read = ingest::ingest(&path.display().to_string(), &bytes, &ingest::Options::default());
        read.documents.into_iter().for_each(|document| tables.append(tabulate(&document, resources).0));
    }
    tables
}

/// A line of the process's state, in MB.
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1000
}

/// Seconds of computing so far.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}
