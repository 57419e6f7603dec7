//! Any text against the built-in word lists, to the rows of the tables: every span lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rejoinder::ingest::{Options, ingest};
use rejoinder::table::Tables;
use rejoinder::{analyze, check};
use rejoinder_fuzz::{RESOURCES, analysis, document as sound};

fuzz_target!(|text: &str| {
    for document in &ingest("in.md", text.as_bytes(), &Options::default()).documents {
        sound(document);
        let found = analyze(document, &RESOURCES);
        analysis(document, &found);
        check::among(&check::claims(document, &found, &RESOURCES));
        Tables::of(document, &found, &RESOURCES);
    }
});
