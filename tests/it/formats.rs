//! The same transcript in many formats, most of them written by other programs, is read alike: the same turns,
//! sentences, acts and citations.

use rejoinder::document::Document;
use rejoinder::ingest::{Options, ingest};
use rejoinder::{Resources, analyze};

/// A format, and how its reading may differ.
struct Given {
    ending: &'static str,
    /// Does the file hold the hyperlink? Plain text and tables have none.
    linked: bool,
}

const fn linked(ending: &'static str) -> Given {
    Given { ending, linked: true }
}

const fn plain(ending: &'static str) -> Given {
    Given { ending, linked: false }
}

/// The files of `tests/fixtures/formats`; a format more is a line more.
const FORMATS: &[Given] = &[
    linked("md"),
    plain("txt"),
    #[cfg(feature = "formats")]
    plain("txt.gz"),
    #[cfg(feature = "formats")]
    linked("html"),
    #[cfg(feature = "formats")]
    linked("epub"),
    #[cfg(feature = "formats")]
    linked("pdf"),
    #[cfg(feature = "formats")]
    linked("docx"),
    #[cfg(feature = "formats")]
    linked("odt"),
    #[cfg(feature = "formats")]
    linked("rtf"),
    plain("csv"),
    plain("jsonl"),
    plain("json"),
    #[cfg(feature = "formats")]
    plain("xlsx"),
    #[cfg(feature = "formats")]
    plain("ods"),
    #[cfg(feature = "tables")]
    plain("parquet"),
];

/// The hyperlink, whose anchor is cited as a source where the format has it.
const ANCHOR: &str = "a report published in March";
const ADDRESS: &str = "https://halvard.example/night-heron";

#[test]
fn the_same_transcript_in_every_format() {
    let resources = Resources::built_in().expect("the built-in word lists");
    let mut expected: Vec<String> = Vec::new();
    let mut wrong: Vec<String> = Vec::new();
    for given in FORMATS {
        let document = read(given.ending);
        let reading = reading(&document, &resources);
        if expected.is_empty() {
            expected.clone_from(&reading);
        }
        let by_link = |line: &&String| line.starts_with("citation") && line.ends_with(ANCHOR);
        let here: Vec<String> =
            expected.iter().filter(|line| given.linked || !by_link(line)).cloned().collect();
        let found = differences(&here, &reading).into_iter().chain(metadata(&document, given));
        wrong.extend(found.map(|line| format!("{}: {line}", given.ending)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(expected.iter().filter(|line| line.starts_with("act ")).count() > 5, "{expected:#?}");
}

/// What is wrong with the link, the date and the outlet.
fn metadata(document: &Document, given: &Given) -> Vec<String> {
    let links: Vec<String> = document
        .links
        .iter()
        .map(|link| format!("{} {}", link.span.slice(&document.text), link.url))
        .collect();
    let link = if given.linked { vec![format!("{ANCHOR} {ADDRESS}")] } else { Vec::new() };
    let date = document.metadata.date.map(|read| read.date.to_string());
    let outlet = document.metadata.outlet.clone();
    let checks = [
        (links == link, format!("links {links:?}")),
        (date.as_deref() == Some("2021-07-20"), format!("date {date:?}")),
        (
            outlet.as_deref() == Some("Ministry of External Relations of Vellmark"),
            format!("outlet {outlet:?}"),
        ),
    ];
    checks.into_iter().filter(|(right, _)| !right).map(|(_, found)| found).collect()
}

fn read(ending: &str) -> Document {
    let path = format!("{}/tests/fixtures/formats/briefing.{ending}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).expect("the file of the format");
    let mut read = ingest(&format!("briefing.{ending}"), &bytes, &Options::default());
    assert!(read.problems.is_empty(), "{ending}: {:?}", read.problems);
    assert_eq!(read.documents.len(), 1, "{ending}");
    read.documents.pop().expect("a document")
}

/// What must be the same, line by line. Headings are no turns: tables have none.
fn reading(document: &Document, resources: &Resources) -> Vec<String> {
    let analysis = analyze(document, resources);
    let segments = &analysis.segments;
    let words =
        |span: rejoinder::Span| span.slice(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines = Vec::new();
    for (at, turn) in segments.turns.iter().enumerate().filter(|(_, turn)| !turn.heading) {
        let speaker = turn.speaker.as_deref().unwrap_or("-");
        lines.push(format!("turn {speaker} {}", turn.role.name()));
        for sentence in turn.sentences.clone() {
            lines.push(format!("sentence {}", words(segments.sentences[sentence].span)));
        }
        for hit in analysis.hits.iter().filter(|hit| hit.turn == at) {
            let entry = &resources.entry(hit.entry).id;
            let holder = hit.holder.as_deref().unwrap_or("-");
            lines.push(format!(
                "act {entry} {} {} {} {} {holder} {}",
                hit.status.name(),
                hit.counts,
                hit.intensity,
                hit.target.entity,
                words(hit.span)
            ));
        }
    }
    lines.extend(analysis.cited.citations.iter().map(|citation| {
        let entity = citation.entity.as_deref().unwrap_or("-");
        format!("citation {entity} {} {}", citation.domesticity, words(citation.source))
    }));
    lines
}

/// Lines that only one of two readings has.
fn differences(expected: &[String], found: &[String]) -> Vec<String> {
    let missing = expected.iter().filter(|line| !found.contains(line)).map(|line| format!("- {line}"));
    let more = found.iter().filter(|line| !expected.contains(line)).map(|line| format!("+ {line}"));
    let mut all: Vec<String> = missing.chain(more).collect();
    if all.is_empty() && expected != found {
        all.push("the same lines in another order or number".to_owned());
    }
    all
}
