//! Texts made of the pieces of citations and numbers, one a byte: deeper than letters by chance would come.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rejoinder::analyze;
use rejoinder::ingest::{Options, ingest};
use rejoinder_fuzz::{RESOURCES, analysis};

fuzz_target!(|bytes: &[u8]| {
    let text: String = bytes.iter().map(|byte| PIECES[usize::from(*byte) % PIECES.len()]).collect();
    for document in &ingest("in.md", text.as_bytes(), &Options::default()).documents {
        analysis(document, &analyze(document, &RESOURCES));
    }
});

const PIECES: &[&str] = &[
    " ", " ", "\n\n", "\n* ", ". ", ", ", "; ", ": ", "? ", " – ", " (", ") ", "“", "”", "‘", "’s ", "\"", "… ", "/", "-",
    "0", "1", "2", "5", "9", "47", "100", "2,000", "1.5", "1.234,56", "31 000", "½", "2019", "2019-20", "1990s", "00123",
    "a dozen ", "half a ", "twenty", "-three ", "hundred ", " thousand ", " million ", " billion ", "bn ", "k ", "tens of ",
    "per cent ", "%", " percentage points ", "USD ", "$", "€", " dollars ", "minus ", "−", "two thirds of ", "one in ten ",
    "between ", " and ", " to ", "more than ", "about ", "nearly ", "up to ", "at least ", "less than ", "over ", "not ",
    "January ", "3 May 2020", "03/04/2021", "on Monday ", "last year ", "since ", "in the first half of ", "by the end of ",
    "hosts ", "of all servers ", "in Vellmark ", "among adults ", "worldwide ", "samples of foreign origin ", "ships ",
    "the NNIC ", "China ", "the Ministry of Commerce ", "The New York Times ", "Reuters ", "Halvard Systems ", "experts ",
    "officials ", "a report ", "the report ", "it ", "which ", "its ", "statistics ", "Resolution 2231 ", "Article 5 ",
    "according to ", "said ", "says that ", "reported ", "published ", "found that ", "as ", "by ", "quoting ", "shows that ",
    "denied ", "accused ", "claims ", "confirmed ", "is groundless", "firmly oppose ", "we ", "did ", "captured ", "rose ",
    "fell by ", "from ", "doubled ", "three times ", "the ", "of ", "a ", "that ", "[a link](https://x.example/1) ",
    "https://x.example/2021/07 ", "Q: ", "A: ", "MS. HOLT: ", "Ilka Varn: ", "spokesperson Ilka Varn ", "U.S. ", "No. 5 ",
    "é", "中文", "😀", "\u{AD}", "\u{A0}", "\u{200B}",
];
