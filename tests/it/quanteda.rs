//! The results of quanteda's `tokens_lookup`, with a dictionary of its kind, in its two ways of settling overlaps.

use rejoinder::lexicon::foreign::{Form, read};
use rejoinder::lexicon::{borrowed, sentences};
use rejoinder::tag::overlap::Overlap;
use rejoinder::{Resources, analyze};

/// The keys found in a text, in quanteda's order: by the match's first word, then by the key's place.
fn lookup(text: &str, dictionary: &str, overlap: Overlap, levels: &[usize]) -> String {
    let dictionary = read(Form::Yaml, "words", dictionary).expect("a dictionary");
    assert!(dictionary.warnings.is_empty(), "{:?}", dictionary.warnings);
    let lexicon = borrowed::lexicon(&dictionary, "words.yml", "", levels);
    let mut resources = Resources::new(vec![lexicon]).expect("compiled");
    resources.overlap = overlap;
    let analysis = analyze(&sentences::document(text, "spk", ""), &resources);
    let mut found: Vec<(usize, usize)> =
        analysis.hits.iter().map(|hit| (hit.tokens.start, resources.entry(hit.entry).category)).collect();
    found.sort_unstable();
    let name = |key: usize| resources.lexicons[0].header.categories[key].id.as_str();
    found.iter().map(|(_, key)| name(*key)).collect::<Vec<_>>().join(" ")
}

fn check(text: &str, dictionary: &str, key: &str, whole: &str) {
    assert_eq!(lookup(text, dictionary, Overlap::Key, &[]), key, "{text} by key");
    assert_eq!(lookup(text, dictionary, Overlap::Dictionary, &[]), whole, "{text} by dictionary");
}

#[test]
fn nested_scopes() {
    let press = "paper: [New York Times]\ncity: [New York]\n";
    check("The New York Times is a New York paper.", press, "paper city city", "paper city");
    check("a b c", "k1: [a b]\nk2: [b c]\n", "k1 k2", "k1 k2");
    check("a b c", "k: [a b, b c]\n", "k", "k");
    check("a b a b a", "k: [a b a]\n", "k", "k");
    check("It is a lie.", "x: [lie]\ny: [lie]\n", "x y", "x y");
}

#[test]
fn levels() {
    let world = "US:\n  Countries: [States]\n  oceans: [Atlantic, Pacific]\n\
                 Europe:\n  Countries: [Britain, Ireland]\n  oceans:\n    west: [Irish Sea]\n    east: [English Channel]\n";
    let d1 = "The United States has the Atlantic Ocean and the Pacific Ocean.";
    let d2 = "Britain and Ireland have the Irish Sea and the English Channel.";
    for (levels, first, second) in [
        (&[1][..], "US US US", "Europe Europe Europe Europe"),
        (&[2], "Countries oceans oceans", "Countries Countries oceans oceans"),
        (
            &[1, 2],
            "US.Countries US.oceans US.oceans",
            "Europe.Countries Europe.Countries Europe.oceans Europe.oceans",
        ),
        (&[3], "", "west east"),
        (&[1, 3], "US US US", "Europe Europe Europe.west Europe.east"),
    ] {
        assert_eq!(lookup(d1, world, Overlap::Key, levels), first, "{levels:?}");
        assert_eq!(lookup(d2, world, Overlap::Key, levels), second, "{levels:?}");
    }
}

#[test]
fn ours_and_all() {
    let press = "paper: [New York Times, York Times]\n";
    let text = "The New York Times is a New York paper.";
    assert_eq!(lookup(text, press, Overlap::Longest, &[]), "paper");
    assert_eq!(lookup(text, press, Overlap::All, &[]), "paper paper");
}
