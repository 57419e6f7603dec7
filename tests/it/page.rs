//! The page holds each document, stays within its limit and says what it leaves out, and asks nothing of the network. How
//! it behaves in a browser is tested in tests/page.

use std::path::Path;

use serde_json::Value;

use crate::shared::{corpus, root, run};
use crate::table::rows;

fn page(out: &Path) -> String {
    std::fs::read_to_string(out.join("rejoinder.html")).expect("a page")
}

/// What the page knows.
fn data(page: &str) -> Value {
    let (_, behind) = page.split_once("id=\"data\">").expect("data");
    let (data, _) = behind.split_once("</script>").expect("the end of the data");
    serde_json::from_str(data).expect("JSON")
}

#[test]
fn holds_every_document_and_every_row() {
    let data = data(&page(corpus()));
    let documents = data["documents"].as_array().expect("documents");
    let ids: Vec<&str> = documents.iter().filter_map(|document| document["id"].as_str()).collect();
    let expected = rows(corpus(), "documents");
    assert_eq!(ids, expected.iter().map(|row| row["document_id"].as_str()).collect::<Vec<_>>());
    for (key, table) in
        [("turns", "turns"), ("hits", "hits"), ("citations", "citations"), ("figures", "quantities")]
    {
        let n = |document: &Value| document[format!("n_{key}")].as_u64().expect("a number");
        assert_eq!(documents.iter().map(n).sum::<u64>(), rows(corpus(), table).len() as u64, "{table}");
    }
    for (document, row) in documents.iter().zip(&expected) {
        let texts = document["texts"].as_array().expect("texts");
        assert!(texts.iter().all(Value::is_string), "{}: whole texts", row["document_id"]);
    }
    assert_eq!(data["left_out"]["gone"], 0);
}

/// Everything is in the page; a policy forbids the rest.
#[test]
fn asks_nothing_of_the_network() {
    let page = page(corpus());
    let (before, _) = page.split_once("id=\"data\">").expect("data");
    let markup = before.split("<style>").next().expect("a head");
    assert!(markup.contains("default-src 'none'") && !markup.contains("unsafe"));
    for (attribute, value) in page.match_indices("<link").chain(page.match_indices("<script")) {
        let tag = page[attribute..].split('>').next().expect("a tag");
        assert!(!tag.contains("http") && !tag.contains("src="), "{value}: {tag}");
    }
    assert!(!before.contains("@import") && !before.contains("url("), "styles ask for nothing");
}

#[test]
fn hostile_texts_stay_text() {
    let hostile = root().join("tests/page/hostile").display().to_string();
    let (out, code) = run(&[&hostile, "--sample-names", "--formats", "html"]);
    assert_eq!(code, 0);
    let page = page(out.path());
    let (_, behind) = page.split_once("id=\"data\">").expect("data");
    let (inside, rest) = behind.split_once("</script>").expect("the end of the data");
    assert!(!inside.contains('<'), "nothing in the data ends them");
    assert!(rest.trim_start().starts_with("<script>"), "the page's own script follows");
    let texts = data(&page)["documents"][0]["texts"].to_string();
    assert!(texts.contains("</script><script>") && texts.contains("{{data}}"));
}

/// A smaller page leaves out texts of old documents, then documents; it says how many, and stays within its limit.
#[test]
fn says_what_it_leaves_out() {
    let largest = page(corpus()).len();
    for (share, whole) in [(0.96, true), (0.6, false), (0.45, false)] {
        let megabytes = (largest as f64 * share / 1e6).to_string();
        let (out, _) = run(&["--formats", "html", "--largest-page", &megabytes]);
        let page = page(out.path());
        assert!(page.len() as f64 <= largest as f64 * share, "{} of {largest}", page.len());
        let data = data(&page);
        let documents = data["documents"].as_array().expect("documents");
        let [shortened, gone] =
            ["shortened", "gone"].map(|name| data["left_out"][name].as_u64().expect("a number"));
        let short = |document: &&Value| {
            document["texts"].as_array().is_some_and(|all| all.iter().any(Value::is_array))
        };
        assert_eq!(documents.len() as u64 + gone, rows(corpus(), "documents").len() as u64);
        assert!(documents.iter().filter(short).count() as u64 <= shortened);
        assert_eq!(gone == 0, whole, "{shortened} shortened, {gone} gone");
        assert!(shortened + gone > 0);
        let day = |document: &Value| document["date"].as_str().unwrap_or("").to_owned();
        let newest_short = documents.iter().filter(short).map(day).max().unwrap_or_default();
        let from = data["left_out"]["whole_from"].as_str().unwrap_or("9999").to_owned();
        assert!(newest_short <= from, "the oldest give way");
    }
}
