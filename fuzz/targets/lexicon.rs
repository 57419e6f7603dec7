//! A word list in our own form: files parted by lines `=== NAME`. What is read must compile, or be refused with a place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rejoinder::lexicon::read::{File, lexicon};
use rejoinder::{Error, Resources};

fuzz_target!(|text: &str| {
    let Ok(read) = lexicon("fuzz", &files(text)).map_err(told) else { return };
    if let Ok(resources) = Resources::new(vec![read]).map_err(told) {
        (0..resources.len() as u32).for_each(|entry| _ = resources.part(entry));
    }
});

fn files(text: &str) -> Vec<File> {
    let parts = text.split("=== ").skip(1).filter_map(|part| part.split_once('\n'));
    parts.map(|(name, text)| File { path: name.into(), name: name.into(), text: text.into() }).collect()
}

fn told(error: Error) {
    assert!(!error.to_string().is_empty());
}
