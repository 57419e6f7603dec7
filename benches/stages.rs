//! Seconds and megabytes a second of every stage, and of the whole analysis, on one core: `cargo bench
//! --no-default-features --bench stages [-- FILE…]`. Without files, on variations of the project's own corpus.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods, reason = "a program of its own")]
#![allow(clippy::expect_used, reason = "a program of its own")]

use std::hint::black_box;
use std::time::Instant;

use rejoinder::ingest::{Options, ingest};
use rejoinder::table::Tables;
use rejoinder::tag::Context;
use rejoinder::{Document, Resources, check, cite, fold, segment, tag, voice};

fn main() {
    let start = Instant::now();
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    println!("start {:.3} s", start.elapsed().as_secs_f64());
    let paths: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let mut clock = Clock::default();
    for path in &paths {
        let bytes = std::fs::read(path).expect("a file that can be read");
        clock.bytes += bytes.len();
        let read = clock.time("ingest", || ingest(path, &bytes, &Options::default()));
        for document in &read.documents {
            stages(document, &resources, &mut clock);
        }
    }
    clock.show();
}

fn stages(document: &Document, resources: &Resources, clock: &mut Clock) {
    let folded = clock.time("fold", || fold::fold(document));
    let document = folded.as_ref().map_or(document, |folded| &folded.document);
    let segments = clock.time("segment", || segment::segment(document, &resources.page));
    let found = clock.time("find", || voice::found::find(document, &segments, resources));
    let voices = clock.time("voice", || voice::voices(document, &segments, &found, resources));
    let context = Context { document, segments: &segments, found: &found, voices: &voices, resources };
    let hits = clock.time("tag", || tag::tag(context));
    let cited = clock.time("cite", || cite::cite(context, &hits));
    black_box(&cited);
    let analysis = rejoinder::Analysis { segments, found, voices, hits, cited, problems: Vec::new() };
    black_box(clock.time("table", || Tables::of(document, &analysis, resources)));
    black_box(clock.time("claims", || check::claims(document, &analysis, resources)));
}

/// Seconds by stage.
#[derive(Default)]
struct Clock {
    bytes: usize,
    stages: Vec<(&'static str, f64)>,
}

impl Clock {
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let made = work();
        let seconds = start.elapsed().as_secs_f64();
        match self.stages.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, sum)) => *sum += seconds,
            None => self.stages.push((stage, seconds)),
        }
        made
    }

    fn show(&self) {
        println!("{} bytes", self.bytes);
        for (name, seconds) in &self.stages {
            println!("{name:<10} {seconds:>8.3} s {:>9.2} MB/s", self.bytes as f64 / seconds / 1e6);
        }
    }
}
