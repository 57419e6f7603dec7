//! Quotations of articles found again where they were said.

use std::path::Path;

use crate::shared::{corpus, material, run};
use crate::table::{Row, rows};

fn quote<'a>(quotes: &'a [Row], document: &str, words: &str) -> &'a Row {
    let spoken = |row: &&Row| row["document_id"].starts_with(document) && row["kind"] != "indirect";
    let mut own = quotes.iter().filter(spoken);
    own.find(|row| row["content"].contains(words)).unwrap_or_else(|| panic!("no quotation {words:?}"))
}

/// One story in three documents: the briefing has the words.
#[test]
fn in_the_briefing_of_the_day() {
    let quotes = rows(corpus(), "quotes");
    for (document, words, expected, note) in [
        ("ledger-2021", "will never accept them", "verbatim", ""),
        ("ledger-2021", "the largest source of cyber attacks", "verbatim", ""),
        ("ledger-2021", "people can judge for themselves", "verbatim", ""),
        (
            "ledger-2021",
            "serious harm",
            "altered",
            "[Vellmark’s] for “our”; [its] for “our”; [its] for “our”",
        ),
        (
            "ledger-2021",
            "might set off",
            "altered",
            "[cyberspace] … for “that domain, raise the risk of friction and miscalculation”",
        ),
        ("ledger-2021", "does not comment", "none", ""),
        ("anselm-daily", "Everyone can see", "verbatim", ""),
        ("anselm-daily", "says little about", "none", ""),
    ] {
        let row = quote(&quotes, document, words);
        assert_eq!((row["match"].as_str(), row["match_note"].as_str()), (expected, note), "{words}");
        let found = row["matched_document_id"].starts_with("vellmark-briefing-2021-07-20");
        assert_eq!(found, expected != "none", "{row:?}");
    }
}

/// The offsets slice to the words in the document that is named.
#[test]
fn at_the_offsets() {
    let (quotes, turns) = (rows(corpus(), "quotes"), rows(corpus(), "turns"));
    let mut seen = 0;
    for row in quotes.iter().filter(|row| row["match"] == "verbatim") {
        let turn = turns.iter().find(|turn| turn["turn_id"] == row["matched_turn_id"]).expect("a turn");
        let at = |row: &Row, column: &str| row[column].parse::<usize>().expect("an offset");
        let base = at(turn, "char_start");
        let letters: Vec<char> = turn["text"].chars().collect();
        let passage =
            letters[at(row, "matched_char_start") - base..at(row, "matched_char_end") - base].iter();
        let plain = |words: &str| words.to_lowercase().replace('’', "'");
        let quoted = row["content"].trim_matches(|c: char| !c.is_alphanumeric());
        assert_eq!(plain(&passage.collect::<String>()), plain(quoted));
        assert_eq!(row["match_similarity"], "1");
        seen += 1;
    }
    assert!(seen >= 8, "{seen}");
}

/// Alone an article has nothing to be compared with.
#[test]
fn alone_nothing_is_said() {
    let (out, _) = run(&["--sample-names", "corpus/ledger-2021-07-20.md"]);
    assert!(rows(out.path(), "quotes").iter().all(|row| row["match"].is_empty()));
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("the input can be written");
}

/// Two briefings have the same words: the nearer one is meant. What no transcript has is found where an article sets it
/// apart; and an article never in itself.
#[test]
fn the_nearest_transcript_then_an_article() {
    let folder = tempfile::tempdir().expect("a folder");
    let briefing = |day: &str| {
        format!(
            "---\ntitle: Regular Press Conference\ndate: {day}\n---\n\nKBN: What do you say?\n\n\
            Ilka Varn: We shall see them before the tribunal in spring.\n\nKBN: And then?\n\nIlka Varn: Then we shall see.\n"
        )
    };
    write(folder.path(), "early.md", &briefing("2021-03-01"));
    write(folder.path(), "late.md", &briefing("2021-07-20"));
    let article = |body: &str| {
        format!(
            "---\ntitle: Spring in court\ndate: 2021-07-21\nsource: The Ledger\nauthor: Josef Amberley\n---\n\n{body}\n"
        )
    };
    write(
        folder.path(),
        "a.md",
        &article(
            "Spokeswoman Ilka Varn said “we shall see them before the tribunal in spring,” and that “the rope has two ends for everybody.”",
        ),
    );
    write(
        folder.path(),
        "b.md",
        &article("Spokeswoman Ilka Varn said:\n\n> The rope has two ends for everybody. Nobody should pull."),
    );
    let (out, _) = run(&["--sample-names", &folder.path().display().to_string()]);
    let quotes = rows(out.path(), "quotes");
    let tribunal = quote(&quotes, "a-", "before the tribunal");
    assert!(tribunal["matched_document_id"].starts_with("late-"), "{tribunal:?}");
    let rope = quote(&quotes, "a-", "the rope");
    assert!(rope["match"] == "verbatim" && rope["matched_document_id"].starts_with("b-"), "{rope:?}");
}

/// Of the two stories that the project began with neither has the words that the other sets apart or quotes.
#[test]
fn seeds_share_no_quotation() {
    let Some(seeds) = material("data/seeds") else { return };
    let (out, _) = run(&[&seeds.display().to_string()]);
    let quotes = rows(out.path(), "quotes");
    let matches: Vec<&str> =
        quotes.iter().map(|row| row["match"].as_str()).filter(|kind| !kind.is_empty()).collect();
    assert!(matches.len() >= 3 && matches.iter().all(|kind| *kind == "none"), "{matches:?}");
}
