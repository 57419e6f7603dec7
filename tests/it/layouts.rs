//! Every layout reads its own samples: the turns of `layouts/*.toml`, and the layout's name in `documents`.

use rejoinder::document::{Document, Role};
use rejoinder::ingest::{Options, ingest};
use rejoinder::segment::Turn;
use rejoinder::segment::layout::Layouts;
use rejoinder::{Resources, analyze};

/// Every line of the expected turns begins a turn of the text, in order, and there are no others.
#[test]
fn samples() {
    let resources = Resources::built_in().unwrap();
    let layouts = Layouts::built_in().unwrap();
    let mut wrong = Vec::new();
    for layout in &layouts.layouts {
        assert!(!layout.samples.is_empty(), "the layout {:?} has no sample", layout.name);
        for sample in &layout.samples {
            let text = sample.text.trim_start();
            let document = ingest(&sample.file, text.as_bytes(), &Options::default()).documents.remove(0);
            let (name, shown) = turns(&document, &resources);
            let expected: Vec<&str> = sample.turns.trim().lines().collect();
            let alike = shown.len() == expected.len()
                && shown.iter().zip(&expected).all(|(shown, expected)| shown.starts_with(expected));
            if !alike || name != layout.name {
                wrong.push(format!(
                    "{:?} was read as {:?}\n  {}\nexpected\n  {}",
                    layout.name,
                    name,
                    shown.join("\n  "),
                    expected.join("\n  ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A cell that holds a whole transcript, of a table that does not say who speaks, is read as the same words in a file.
#[test]
fn samples_in_cells() {
    let resources = Resources::built_in().unwrap();
    let layouts = Layouts::built_in().unwrap();
    let samples = layouts.layouts.iter().flat_map(|layout| &layout.samples);
    for sample in samples.filter(|sample| sample.file.ends_with(".txt")) {
        let text = sample.text.trim_start();
        let row = serde_json::json!({ "id": 1, "text": text }).to_string();
        let read = |name: &str, bytes: &str| {
            turns(&ingest(name, bytes.as_bytes(), &Options::default()).documents[0], &resources)
        };
        let in_file = read(&sample.file, text);
        // Without labels the words of a cell are one voice, whatever stands above them.
        if in_file.0 != "one voice" && in_file.0 != "article" {
            assert_eq!(read(&sample.file.replace(".txt", ".jsonl"), &row), in_file);
        }
    }
}

/// The layout's name, and the turns as a sample shows them.
fn turns(document: &Document, resources: &Resources) -> (String, Vec<String>) {
    let segments = analyze(document, resources).segments;
    let shown = |turn: &Turn| {
        let words = turn.span.slice(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        if turn.heading {
            return format!("heading: {words}");
        }
        let affiliation = turn.affiliation.as_ref().map(|name| format!("({name})"));
        let affiliation = affiliation.filter(|_| turn.role == Role::Journalist);
        let who = match (&turn.speaker, affiliation) {
            (Some(name), Some(outlet)) => format!("{name} {outlet}"),
            (Some(name), None) => name.clone(),
            (None, Some(outlet)) => outlet,
            (None, None) => "?".into(),
        };
        format!("{} {who}: {words}", turn.role.name())
    };
    let shown = segments.turns.iter().map(shown).collect();
    (segments.layout, shown)
}
