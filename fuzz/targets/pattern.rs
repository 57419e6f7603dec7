//! A pattern in the first line, a text behind it: the pattern compiles or is refused, and what it finds lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rejoinder::ingest::{Options, ingest};
use rejoinder::lexicon::{borrowed, pattern};
use rejoinder::{Resources, analyze};
use rejoinder_fuzz::analysis;

fuzz_target!(|input: &str| {
    let (term, text) = input.split_once('\n').unwrap_or((input, input));
    let parsed = pattern::sequences(term);
    let Ok(resources) = Resources::new(vec![borrowed::of_pattern(term)]) else {
        assert!(parsed.is_err(), "a term that parses does not compile");
        return;
    };
    assert!(parsed.is_ok_and(|all| !all.is_empty()));
    for document in &ingest("in.txt", text.as_bytes(), &Options::default()).documents {
        analysis(document, &analyze(document, &resources));
    }
});
