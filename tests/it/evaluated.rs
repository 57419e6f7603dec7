//! Agreement with coded material: known figures on invented texts, and what the material for measuring must reach.

use crate::shared::{material, rejoinder};

fn evaluate(arguments: &[&str]) -> String {
    let output = rejoinder(&[&["evaluate"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// Right, wrong and missed of a line; the lines of all parts of the report, in their order.
fn counts(told: &str, name: &str) -> Vec<[usize; 3]> {
    let lines = told.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix("  "));
    lines
        .map(|line| {
            let mut numbers = line.split_whitespace().map(|cell| cell.parse().expect("a count"));
            [(); 3].map(|()| numbers.next().expect("three counts"))
        })
        .collect()
}

/// The program against the first coder, one coder against the other, the program against both.
#[test]
fn attributions_of_invented_articles() {
    let told = evaluate(&["tests/fixtures/coded/attributions.jsonl", "--errors"]);
    assert!(told.starts_with("5 coded attributions in 2 articles"), "{told}");
    assert_eq!(counts(&told, "content, direct"), [[1, 0, 0], [1, 0, 0], [2, 0, 0]]);
    assert_eq!(counts(&told, "source, direct"), [[1, 0, 0], [1, 0, 0], [2, 0, 0]]);
    assert_eq!(counts(&told, "content")[1], [2, 0, 1], "one coder passed over the crews");
    assert_eq!(counts(&told, "source")[1], [1, 1, 2], "“She” and “Ana Orel” are other words");
    assert_eq!(counts(&told, "content, mixed")[0], [1, 0, 0]);
    assert!(told.contains("Coded and missed") && told.contains("Found and not coded"));
}

#[test]
fn citations_of_an_invented_answer() {
    let texts = "tests/fixtures/coded/texts.jsonl";
    let told = evaluate(&["tests/fixtures/coded/cites.jsonl", "--texts", texts, "--errors", "citation"]);
    assert_eq!(counts(&told, "citation"), [[2, 0, 0]], "{told}");
    assert!(told.contains("specificity within one   2 of 2"), "{told}");
}

/// Every reply type, and what makes a question an accusing one.
#[test]
fn replies_of_invented_exchanges() {
    let told = evaluate(&["tests/fixtures/coded/replies.csv", "--errors"]);
    assert!(told.starts_with("14 coded answers"), "{told}");
    for (class, right) in
        [("reply", 7), ("partial", 2), ("nonreply", 4), ("attack", 1), ("accusing question", 2)]
    {
        assert_eq!(counts(&told, class)[0], [right, 0, 0], "{class}: {told}");
    }
    assert!(told.contains("macro-F1 of each against the codes       1.00"), "{told}");
}

#[test]
fn a_line_that_is_broken_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("coded.jsonl");
    let lines = "{\"doc\":\"a\",\"text\":\"Orel left.\",\"attributions\":[]}\n{\"doc\":\n\
        {\"doc\":\"a\",\"text\":\"Orel stayed.\",\"attributions\":[]}\n";
    std::fs::write(&path, lines).expect("written");
    let output = rejoinder(&["evaluate", &path.display().to_string()]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("coded.jsonl:2: ") && told.contains("coded.jsonl:3: the text of \"a\" differs"));
}

/// F1 of a share, from its counts.
fn f1([right, wrong, missed]: [usize; 3]) -> f64 {
    2.0 * right as f64 / (2 * right + wrong + missed) as f64
}

#[test]
fn attributions_of_real_articles() {
    let Some(gold) = material("data/gold/attribution-dev.jsonl") else { return };
    let told = evaluate(&[&gold.display().to_string()]);
    assert!(f1(counts(&told, "content, direct")[0]) > 0.94, "{told}");
    assert!(f1(counts(&told, "source, direct")[0]) > 0.90, "{told}");
    assert!(f1(counts(&told, "source, indirect")[0]) > 0.54, "{told}");
    assert!(f1(counts(&told, "content")[1]) > 0.88, "the coders agree: {told}");
}

#[test]
fn citations_of_real_answers() {
    let Some(gold) = material("data/gold/acts-dev.jsonl") else { return };
    let Some(texts) = material("data/transcripts/coded-answers.jsonl") else { return };
    let (gold, texts) = (gold.display().to_string(), texts.display().to_string());
    let told = evaluate(&[&gold, "--texts", &texts]);
    assert!(f1(counts(&told, "citation")[0]) > 0.80, "{told}");
}

/// Presidents' answers in CLARITY's three classes. Six of them are clear non-replies, so their F1 jumps by a tenth with one.
#[test]
fn replies_of_real_presidents() {
    let Some(gold) = material("data/gold/evasion-dev.csv") else { return };
    let told = evaluate(&[&gold.display().to_string()]);
    assert!(macro_f1(&told) > 0.60, "{told}");
    assert!(f1(counts(&told, "Clear Non-Reply")[0]) > 0.60, "{told}");
}

#[test]
fn replies_of_real_spokespersons() {
    let Some(gold) = material("data/gold/acts-dev.jsonl") else { return };
    let Some(texts) = material("data/transcripts/coded-answers.jsonl") else { return };
    let told = evaluate(&[&gold.display().to_string(), "--texts", &texts.display().to_string()]);
    assert!(macro_f1(&told) > 0.60, "{told}");
    let [right, wrong, _] = counts(&told, "nonreply")[0];
    assert!(right as f64 / (right + wrong) as f64 > 0.85, "{told}");
}

fn macro_f1(told: &str) -> f64 {
    let line = told.lines().find_map(|line| line.strip_prefix("Macro-F1 over ")).expect("a line");
    line.split(": ")
        .nth(1)
        .and_then(|figure| figure.get(..4))
        .and_then(|figure| figure.parse().ok())
        .expect("a figure")
}
