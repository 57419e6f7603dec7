//! Quotation marks that do not match: no quotation swallows more than its paragraph, and each is told.

use std::sync::LazyLock;

use proptest::prelude::*;
use rejoinder::error::Code;
use rejoinder::ingest::{Options, ingest};
use rejoinder::{Document, Resources, analyze};

static RESOURCES: LazyLock<Resources> =
    LazyLock::new(|| Resources::built_in().expect("the built-in word lists are sound"));

/// Each paragraph begins with a word, so that none takes up the quotation of the one before.
fn paragraphs(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let paragraph = prop::collection::vec(prop::sample::select(pieces), 0..12).prop_map(|pieces| {
        format!("The ferry left the harbour at noon on the day of the vote. {} It was late.", pieces.concat())
    });
    prop::collection::vec(paragraph, 1..5).prop_map(|paragraphs| paragraphs.join("\n\n"))
}

/// The document of a text, its quotations checked; how many marks are told as never closed.
fn unclosed(text: &str) -> (Document, usize) {
    let document = ingest("in.txt", text.as_bytes(), &Options::default()).documents.remove(0);
    let analysis = analyze(&document, &RESOURCES);
    for quote in &analysis.voices.quotes {
        let holds = document.blocks.iter().any(|block| block.span.contains(quote.content));
        assert!(holds, "{:?} lies in no paragraph", quote.content.slice(&document.text));
    }
    let told = analysis.problems.iter().filter(|problem| problem.code == Code::UnclosedQuote).count();
    (document, told)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// A paragraph with more openers than closers behind them is told, once; any other is not.
    #[test]
    fn of_print(text in paragraphs(&["“", "”", "“we left ", "early” ", "Varn said ", "so. ", "it "])) {
        let open = |text: &str| {
            let depth = |depth: usize, mark: char| match mark {
                '“' => depth + 1,
                '”' => depth.saturating_sub(1),
                _ => depth,
            };
            text.chars().fold(0, depth) > 0
        };
        let (document, told) = unclosed(&text);
        let expected = document.blocks.iter().filter(|block| open(block.span.slice(&document.text))).count();
        prop_assert_eq!(told, expected, "{}", text);
    }

    /// An odd number of typewriter marks leaves one open.
    #[test]
    fn of_typewriters(text in paragraphs(&["\"we ", "left ", "Varn said ", "at noon, "])) {
        let (document, told) = unclosed(&text);
        let odd = document.blocks.iter().filter(|block| block.span.slice(&document.text).matches('"').count() % 2 == 1);
        prop_assert_eq!(told, odd.count(), "{}", text);
    }

    /// Marks of all kinds: nothing stops, and every quotation lies in one paragraph.
    #[test]
    fn of_all_kinds(text in paragraphs(&["“", "”", "„", "«", "»", "「", "」", "‘", "’", "\"", "'", "we left ", "said Varn. ", "[", "…"])) {
        unclosed(&text);
    }
}

/// What is never closed ends with its sentence, and the sentences behind it are the narrator's again.
#[test]
fn an_open_mark_ends_with_its_sentence() {
    let (document, told) =
        unclosed("Spokeswoman Ilka Varn said “the rope has two ends. The ferry left at noon.\n\nIt rained.");
    let quotes = analyze(&document, &RESOURCES).voices.quotes;
    assert_eq!((told, quotes.len()), (1, 1));
    assert_eq!(quotes[0].content.slice(&document.text), "the rope has two ends.");
}
