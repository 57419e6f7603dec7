//! Seconds and memory of the search for phrases: `cargo bench --bench phrases -- 100MB`. Texts by variation of the project's
//! own are analysed and kept in a store; then phrases are looked for in it as a run does. Peaks are those of the search
//! alone, on Linux.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods, reason = "a program of its own")]
#![allow(clippy::expect_used, clippy::panic, reason = "a program of its own")]

#[allow(unreachable_pub, dead_code, reason = "shared with other benches")]
mod variation;

use std::time::Instant;

use rayon::prelude::*;
use rejoinder::batch::gather::tabulate;
use rejoinder::store::Store;
use rejoinder::store::rows::{Wanted, Which};
use rejoinder::{Error, Resources, ingest, phrase};
use variation::Variation;

fn main() -> Result<(), Error> {
    let size = std::env::args().skip(1).find(|word| word != "--bench").unwrap_or("10MB".to_owned());
    let megabytes: usize = size.trim_end_matches("MB").parse().expect("a size like 100MB");
    let folder = tempfile::tempdir().expect("a folder");
    let resources = Resources::built_in()?;
    let (mut store, _) = Store::open(folder.path(), "bench")?;
    let wanted = filled(&mut store, &resources, megabytes * 1_000_000)?;
    let sentences = wanted.iter().filter_map(Wanted::rows).map(|rows| rows.len[2] as usize).sum();
    let before = memory("VmRSS");
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (start, used) = (Instant::now(), cpu());
    let found = phrase::find(
        &resources,
        phrase::Look { sentences, ..Default::default() },
        || store.aside(),
        |listen| {
            store.pieces(&wanted, Which::Columns(phrase::READ), |piece| {
                listen(&piece);
                Ok(())
            })
        },
    )?;
    let rows: usize = found.tables().map(|table| table.height()).sum();
    println!(
        "{megabytes} MB, {sentences} sentences: {rows} phrases in {:.1} s, {:.1} s of CPU; {} MB more than the {before} MB before",
        start.elapsed().as_secs_f64(),
        cpu() - used,
        memory("VmHWM") - before,
    );
    Ok(())
}

/// Analyses texts of so many bytes.
fn filled(store: &mut Store, resources: &Resources, bytes: usize) -> Result<Vec<Wanted>, Error> {
    let mut all = Variation::new(1);
    let (mut wanted, mut written) = (Vec::new(), 0);
    while written < bytes {
        let texts: Vec<_> = (0..64).map(|_| all.text()).collect();
        written += texts.iter().map(|text| text.text.len()).sum::<usize>();
        let found: Vec<_> = texts
            .par_iter()
            .flat_map_iter(|text| {
                let read = ingest::ingest(&text.path, text.text.as_bytes(), &ingest::Options::default());
                read.documents.into_iter().map(|document| tabulate(&document, resources))
            })
            .collect();
        for (tables, claims) in found {
            wanted.push(Wanted::Rows(store.put(tables, claims, 12_800)?));
        }
    }
    store.flush()?;
    Ok(wanted)
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
