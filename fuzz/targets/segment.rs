//! Any text, cut into turns, sentences and tokens: they nest, and the tokens are the words of UAX #29.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rejoinder::ingest::{Options, ingest};
use rejoinder::segment::segment;
use rejoinder_fuzz::{RESOURCES, words};

fuzz_target!(|text: &str| {
    for document in &ingest("in.md", text.as_bytes(), &Options::default()).documents {
        let segments = segment(document, &RESOURCES.page);
        words::nested(&document.text, &segments);
        words::equal(&document.text, &segments);
    }
});
