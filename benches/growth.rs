//! Does the time grow with the text, and no faster? Reads, analyses and tabulates documents of growing sizes and prints seconds, bytes and how
//! much more time ten times the text takes. `cargo bench --no-default-features`; a part of a name chooses shapes.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods, reason = "a program of its own")]
#![allow(clippy::expect_used, reason = "a program of its own")]

#[allow(unreachable_pub, reason = "shared with the tests")]
mod shapes;

use std::time::Instant;

use rejoinder::ingest::{Options, ingest};
use rejoinder::table::Tables;
use rejoinder::{Resources, analyze};
use shapes::{SHAPES, Shape};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Ten times the text is not tried where the last took longer (seconds).
const PATIENCE: f64 = 1.5;

/// What takes less (seconds) is measured again, for the least of four.
const AGAIN: f64 = 0.3;

fn main() {
    let chosen: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    println!("{:<36} {:>8} {:>10} {:>9} {:>9} {:>6}", "", "n", "bytes", "seconds", "MB/s", "ratio");
    for shape in SHAPES {
        if chosen.is_empty() || chosen.iter().any(|part| shape.name.contains(part.as_str())) {
            grow(shape, &resources);
        }
    }
}

fn grow(shape: &Shape, resources: &Resources) {
    let mut before: Option<f64> = None;
    for n in SIZES {
        if before.is_some_and(|seconds| seconds > PATIENCE) {
            println!("{:<36} {n:>8} {:>10} {:>9}", shape.name, "", "not tried");
            return;
        }
        let text = (shape.text)(n);
        let once = seconds(shape, &text, resources);
        let again = if once < AGAIN { 3 } else { 0 };
        let seconds = (0..again).map(|_| seconds(shape, &text, resources)).fold(once, f64::min);
        let rate = text.len() as f64 / seconds / 1e6;
        let ratio = before.map_or(String::new(), |before| format!("{:.1}", seconds / before));
        println!("{:<36} {n:>8} {:>10} {seconds:>9.4} {rate:>9.2} {ratio:>6}", shape.name, text.len());
        before = Some(seconds);
    }
}

fn seconds(shape: &Shape, text: &str, resources: &Resources) -> f64 {
    let start = Instant::now();
    let read = ingest(&format!("in.{}", shape.ending), text.as_bytes(), &Options::default());
    for document in &read.documents {
        std::hint::black_box(Tables::of(document, &analyze(document, resources), resources));
    }
    start.elapsed().as_secs_f64()
}
