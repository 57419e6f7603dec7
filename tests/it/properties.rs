//! What holds for every text: nothing fails, spans lie in the text, ranges nest, and twice gives the same.

use std::sync::LazyLock;

use proptest::prelude::*;
use rejoinder::ingest::{Options, ingest};
use rejoinder::table::Tables;
use rejoinder::{Analysis, Document, Resources, analyze};

static RESOURCES: LazyLock<Resources> =
    LazyLock::new(|| Resources::built_in().expect("the built-in word lists are sound"));

/// Pieces of transcripts, clean and broken.
const PIECES: [&str; 40] = [
    "Q: ",
    "A: ",
    "Q  ",
    "MS. VARN: ",
    "VTV: ",
    "Ilka Varn: ",
    "Mr. Sorai (Tashmere) (spoke in Tashmeri): ",
    "\n",
    "\n\n",
    "\r\n",
    "The charge is ",
    "groundless",
    ". ",
    "? ",
    "! ",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "We do not threaten anyone",
    "according to a report by the NNIC, ",
    "53 per cent of the ",
    "5.31 million hosts",
    "between 500,000 and 1 million ",
    "300,000 to ",
    "2019-20 ",
    " −5",
    "3½ ",
    "1.234,56 ",
    "Varn said ",
    "accused Karvonia of ",
    "spokesperson Ilka Varn",
    "U.S. ",
    "…",
    "中文。",
    "😀",
    "\u{AD}",
    "* [link](https://x.example) ",
];

fn text() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(document: &Document, analysis: &Analysis) {
    let text = &document.text;
    let inside = |span: rejoinder::Span| {
        assert!(span.start <= span.end && span.end <= text.len());
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
    };
    let segments = &analysis.segments;
    for pair in segments.turns.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "turns overlap");
    }
    for (number, sentence) in segments.sentences.iter().enumerate() {
        inside(sentence.span);
        assert!(segments.turns[sentence.turn].sentences.contains(&number), "a sentence outside its turn");
        assert!(segments.turns[sentence.turn].span.contains(sentence.span));
        for token in &segments.tokens[sentence.tokens.clone()] {
            inside(token.span);
            assert!(sentence.span.contains(token.span), "a token outside its sentence");
        }
    }
    for hit in &analysis.hits {
        inside(hit.span);
        assert!(
            segments.sentences[hit.sentence].span.contains(hit.span),
            "a hit crosses the end of a sentence"
        );
    }
    analysis.voices.quotes.iter().for_each(|quote| inside(quote.content));
    for block in &document.blocks {
        for quote in analysis.voices.quotes.iter().filter(|quote| {
            block.span.contains(rejoinder::Span::new(quote.content.start, quote.content.start))
        }) {
            assert!(quote.content.end <= block.span.end, "a quotation swallows more than its paragraph");
        }
    }
    analysis.cited.citations.iter().for_each(|citation| inside(citation.source));
    for quantity in &analysis.cited.quantities {
        inside(quantity.span);
        let ordered = quantity.high.is_none_or(|high| high >= quantity.value);
        assert!(ordered, "a range upside down: {:?}", quantity.span.slice(text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_text(text in text(), ending in prop::sample::select(&["txt", "md", "csv", "jsonl"][..])) {
        let path = format!("in.{ending}");
        let once = ingest(&path, text.as_bytes(), &Options::default());
        for document in &once.documents {
            let analysis = analyze(document, &RESOURCES);
            check(document, &analysis);
            let again = analyze(document, &RESOURCES);
            let rows = |analysis: &Analysis| Tables::of(document, analysis, &RESOURCES).hits.text("hit_id").len();
            prop_assert_eq!(rows(&analysis), rows(&again));
        }
    }

    #[test]
    fn of_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), ending in prop::sample::select(&["txt", "md", "csv", "jsonl"][..])) {
        for document in &ingest(&format!("in.{ending}"), &bytes, &Options::default()).documents {
            check(document, &analyze(document, &RESOURCES));
        }
    }
}
