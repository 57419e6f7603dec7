//! Any bytes as a file of the format that the variable FORMAT names by its ending (`txt`, `docx`, `pdf` …).
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rejoinder::ingest::{Options, ingest};
use rejoinder_fuzz::{document, faults};

static PATH: LazyLock<String> =
    LazyLock::new(|| format!("in.{}", std::env::var("FORMAT").unwrap_or_else(|_| "txt".into())));

fuzz_target!(|bytes: &[u8]| {
    let read = faults::ours_only(|| ingest(&PATH, bytes, &Options::default())).unwrap_or_default();
    assert!(read.documents.iter().all(|document| !document.id.is_empty()));
    read.documents.iter().for_each(document);
});
