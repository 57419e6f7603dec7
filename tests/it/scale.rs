//! Cost in proportion: twice the text of a hostile kind takes about twice the time, not four times.

use std::time::{Duration, Instant};

use rejoinder::ingest::{Columns, ingest};
use rejoinder::{Resources, analyze};

/// Texts of many times the same, in which something could be looked up in everything that came before.
const KINDS: [(&str, &str, &str); 6] = [
    ("quotes.txt", "Remarks\n\n", "He said “no” and \"yes\". "),
    ("numbers.txt", "Remarks\n\n", "About 5.31 million hosts and 53 per cent of 42 million samples. "),
    ("labels.txt", "", "Q: Why?\nA: Because the charge is groundless.\n"),
    ("links.md", "", "According to [a report](https://x.example/1) by Reuters it is so. "),
    ("names.txt", "Remarks\n\n", "China said that the US and Japan do not threaten Russia. "),
    ("words.txt", "", "word "),
];

fn time(name: &str, head: &str, piece: &str, times: usize, resources: &Resources) -> Duration {
    let text = format!("{head}{}", piece.repeat(times));
    let start = Instant::now();
    for document in &ingest(name, text.as_bytes(), &Columns::default()).documents {
        std::hint::black_box(analyze(document, resources));
    }
    start.elapsed()
}

#[test]
fn grows_with_the_text() {
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    for (name, head, piece) in KINDS {
        let times = 60_000 / piece.len();
        // The best of three, so that another program on the machine does not count.
        let best =
            |times: usize| (0..3).map(|_| time(name, head, piece, times, &resources)).min().expect("three");
        let (once, four) = (best(times), best(4 * times));
        let ratio = four.as_secs_f64() / once.as_secs_f64().max(0.001);
        assert!(
            ratio < 9.0,
            "{name}: four times the text takes {ratio:.1} times as long ({once:?}, {four:?})"
        );
    }
}
