//! Four times the text takes about four times the time, whatever it repeats. `benches/growth.rs` has more shapes and sizes.

use std::time::Instant;

use rejoinder::ingest::{Options, ingest};
use rejoinder::table::Tables;
use rejoinder::{Resources, analyze};

#[path = "../../benches/shapes.rs"]
mod shapes;

use shapes::{SHAPES, Shape};

/// Four times the text may take so many times as long: linear is 4, quadratic 16, and clocks are noisy.
const MOST: f64 = 8.0;
/// Where a measure is too high it is taken again, so many times: another program may have run.
const TRIES: usize = 3;

/// Shapes with the smaller of their two sizes: as large as the test has time for.
const SIZES: [(&str, usize); 13] = [
    ("quotations, no sentence ends", 1_500),
    ("typewriter marks", 8_000),
    ("openers only", 8_000),
    ("all openers, then all closers", 8_000),
    ("closers only", 8_000),
    ("double in single marks", 4_000),
    ("opened in every paragraph", 150),
    ("numbers, no sentence ends", 600),
    ("verbs of report, no sentence ends", 250),
    ("links, no sentence ends", 1_500),
    ("one paragraph of words", 10_000),
    ("short paragraphs", 2_500),
    ("questions and answers", 1_500),
];

#[test]
fn no_faster_than_the_text() {
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    for (name, n) in SIZES {
        let shape = SHAPES.iter().find(|shape| shape.name == name).expect("a shape of that name");
        let ratios: Vec<f64> = (0..TRIES)
            .map(|_| seconds(shape, 4 * n, &resources) / seconds(shape, n, &resources))
            .take_while(|ratio| *ratio > MOST)
            .collect();
        assert!(ratios.len() < TRIES, "{name}: four times the text takes {ratios:.1?} times the time");
    }
}

fn seconds(shape: &Shape, n: usize, resources: &Resources) -> f64 {
    let text = (shape.text)(n);
    let path = format!("in.{}", shape.ending);
    let start = Instant::now();
    for document in &ingest(&path, text.as_bytes(), &Options::default()).documents {
        std::hint::black_box(Tables::of(document, &analyze(document, resources), resources));
    }
    start.elapsed().as_secs_f64()
}
