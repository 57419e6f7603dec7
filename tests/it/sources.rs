//! What a spokesperson cites, shape by shape: `source · type · specificity · use`, with what "it" stands for.

use rejoinder::document::{Document, Genre};
use rejoinder::ingest::{Options, ingest};
use rejoinder::{Resources, analyze};

fn statement(text: &str) -> Document {
    let mut documents = ingest("statement.txt", text.as_bytes(), &Options::default()).documents;
    let mut document = documents.remove(0);
    document.metadata.genre = Some(Genre::Statement);
    document.metadata.state = Some("XAA".into());
    document.metadata.speaker = Some("Ilka Varn".into());
    document
}

fn check(resources: &Resources, text: &str, expected: &[&str]) {
    let document = statement(text);
    let rows: Vec<String> = analyze(&document, resources)
        .cited
        .citations
        .iter()
        .map(|citation| {
            let antecedent = citation.antecedent.map(|span| format!(" = {}", span.slice(&document.text)));
            format!(
                "{}{} · {} · {} · {}",
                citation.source.slice(&document.text),
                antecedent.unwrap_or_default(),
                citation.source_type.name(),
                citation.specificity,
                citation.purpose
            )
        })
        .collect();
    assert_eq!(rows, expected, "{text}");
}

#[test]
fn shapes_of_citations() {
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    for (text, expected) in [
        (
            "According to the Lubrin Post, the cable was cut.",
            &["the Lubrin Post · MEDIA_3RD · 2 · evidence"][..],
        ),
        (
            "The Harbour Convention of 1987 clearly stipulates that ships may pass.",
            &["The Harbour Convention of 1987 · LAW · 3 · evidence"],
        ),
        (
            "Resolution 1187 calls for an open strait. It points out that ships may pass.",
            &["Resolution 1187 · LAW · 3 · evidence", "It = Resolution 1187 · LAW · 3 · evidence"],
        ),
        ("Karvonia's claim that the cable was cut by us is hollow.", &["Karvonia's · GOV_OPP · 1 · rebut"]),
        ("I agree with my colleague that the strait must stay open.", &["my colleague · GOV_DOM · 1 · self"]),
        ("We have said that the strait will stay open to all.", &["We · GOV_DOM · 1 · self"]),
        ("As is known to all, the cable was old.", &["As is known to all · PUBLIC · 0 · evidence"]),
        (
            "The National Network Incident Centre published a report. The report shows that 12 servers were used.",
            &["The report = National Network Incident Centre published a report · GOV_DOM · 2 · evidence"],
        ),
        ("Nor does the report accuse anybody.", &[]),
        ("We hope the media report fairly.", &[]),
        ("Statement by the Lubrin Post", &[]),
    ] {
        check(&resources, text, expected);
    }
}
