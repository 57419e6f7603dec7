//! Whole texts with their reading beneath each sentence, as a linguist would check them.

use std::fmt::Write;

use rejoinder::ingest::{Options, ingest};
use rejoinder::{Analysis, Document, Resources, analyze};

use crate::shared::{matches_file, root};

/// A document with turns, and beneath each sentence its hits, quotations, citations and numbers.
fn reading(document: &Document, analysis: &Analysis, resources: &Resources) -> String {
    let mut text = String::new();
    let words =
        |span: rejoinder::Span| span.slice(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let segments = &analysis.segments;
    let genre = segments.genre.map_or("?", |genre| genre.name());
    let _ = writeln!(text, "{} · {genre} · layout: {}", document.source.path, segments.layout);
    for (number, turn) in segments.turns.iter().enumerate() {
        let speaker = turn.speaker.as_deref().or(turn.affiliation.as_deref()).unwrap_or("–");
        let exchange = turn.exchange.map_or(String::new(), |exchange| format!(" · exchange {exchange}"));
        let side = analysis.found.sides[number].as_deref().map_or(String::new(), |side| format!(" · {side}"));
        let heading = if turn.heading { " · heading" } else { "" };
        let _ = writeln!(text, "\n[{}: {speaker}{side}{exchange}{heading}]", turn.role.name());
        for sentence in turn.sentences.clone() {
            let _ = writeln!(text, "{}", words(segments.sentences[sentence].span));
            for hit in analysis.hits.iter().filter(|hit| hit.sentence == sentence) {
                let category = &resources.category(hit.entry).id;
                let target = if hit.target.entity.is_empty() {
                    String::new()
                } else {
                    format!(" @ {}", hit.target.entity)
                };
                let cue = hit.status_cue.map_or(String::new(), |cue| format!(" by {:?}", words(cue)));
                let counts = if hit.counts { "" } else { " · does not count" };
                let holder = hit.holder.as_deref().unwrap_or("?");
                let _ = writeln!(
                    text,
                    "    {category}:{}{target} {:?} · {}{cue} · {holder}{counts}",
                    hit.intensity,
                    words(hit.span),
                    hit.status.name()
                );
            }
            for quote in analysis.voices.quotes.iter().filter(|quote| quote.sentence == sentence) {
                let speaker =
                    quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref()).unwrap_or("?");
                let _ =
                    writeln!(text, "    quote {} · {speaker}: {:?}", quote.kind.name(), words(quote.content));
            }
            for citation in analysis.cited.citations.iter().filter(|citation| citation.sentence == sentence) {
                let url = citation.url.as_deref().map_or(String::new(), |url| format!(" · {url}"));
                let _ = writeln!(
                    text,
                    "    cites {:?} · {} · {} · {}{url}",
                    words(citation.source),
                    citation.source_type.name(),
                    citation.specificity,
                    citation.purpose
                );
            }
            for quantity in analysis.cited.quantities.iter().filter(|quantity| quantity.sentence == sentence)
            {
                let unit = quantity.unit.as_deref().map_or(String::new(), |unit| format!(" {unit}"));
                let _ = writeln!(
                    text,
                    "    number {:?} = {}{unit} · {}",
                    words(quantity.span),
                    quantity.value,
                    quantity.kind.name()
                );
            }
        }
    }
    text
}

#[test]
fn readings() {
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    for name in [
        "vellmark-briefing-2021-07-20.md",
        "anselm-daily-2021-07-21.txt",
        "ledger-2021-07-20.md",
        "karvonia-gaggle-2021-07-21.md",
        "vellmark-briefing-2016-11-09.txt",
    ] {
        let path = format!("corpus/{name}");
        let bytes = std::fs::read(root().join(&path)).expect("a file of the corpus");
        let ingested = ingest(&path, &bytes, &Options::default());
        let document = &ingested.documents[0];
        let analysis = analyze(document, &resources);
        matches_file(
            &root().join(format!("tests/golden/{name}.reading.txt")),
            &reading(document, &analysis, &resources),
        );
    }
}
