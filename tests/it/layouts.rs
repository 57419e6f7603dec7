//! Every layout reads its own samples: the turns of `layouts/*.toml`, and the layout's name in `documents`.

use rejoinder::document::Role;
use rejoinder::ingest::{Options, ingest};
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
            let segments = analyze(&document, &resources).segments;
            let shown: Vec<String> = segments
                .turns
                .iter()
                .map(|turn| {
                    let words =
                        turn.span.slice(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
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
                })
                .collect();
            let expected: Vec<&str> = sample.turns.trim().lines().collect();
            let alike = shown.len() == expected.len()
                && shown.iter().zip(&expected).all(|(shown, expected)| shown.starts_with(expected));
            if !alike || segments.layout != layout.name {
                wrong.push(format!(
                    "{:?} was read as {:?}\n  {}\nexpected\n  {}",
                    layout.name,
                    segments.layout,
                    shown.join("\n  "),
                    expected.join("\n  ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
