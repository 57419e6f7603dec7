//! A dictionary of another program; the first byte chooses the form. What is read comes back when it is written.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use rejoinder::Resources;
use rejoinder::lexicon::borrowed;
use rejoinder::lexicon::foreign::{Dictionary, Form, decode, read, write};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let form = Form::ALL[usize::from(*first) % Form::ALL.len()];
    let Ok((text, _)) = decode(bytes, None) else { return };
    _ = Form::of("words.txt", &text);
    let Ok(dictionary) = read(form, "words", &text) else { return };
    assert!(dictionary.terms.iter().all(|term| term.category < dictionary.categories.len()));
    let (written, lost) = write(form, &dictionary);
    if lost.is_empty() {
        let again = read(form, "words", &written).expect("what was written can be read");
        assert_eq!(terms(&dictionary), terms(&again), "written:\n{written}");
    }
    _ = Resources::new(vec![borrowed::lexicon(&dictionary, "words", &text, &[])]);
});

/// Categories with their patterns; their order and repetitions are not kept by every form.
fn terms(from: &Dictionary) -> BTreeSet<(&str, &str)> {
    from.terms.iter().map(|term| (from.categories[term.category].as_str(), term.pattern.as_str())).collect()
}
