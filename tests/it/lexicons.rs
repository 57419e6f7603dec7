//! The word lists: every test sentence gets its tags, no list has a fault, and each category has sentences enough.

use rejoinder::Resources;
use rejoinder::lexicon::{Kind, check, sentences};

fn resources() -> Resources {
    Resources::built_in().expect("the built-in word lists are sound")
}

#[test]
fn sentences_get_their_tags() {
    let outcome = sentences::run(&resources(), &[]);
    assert!(
        outcome.failures.is_empty(),
        "{} failed:\n{}",
        outcome.failures.len(),
        outcome.failures.join("\n")
    );
    assert!(outcome.passed > 900);
    assert!(outcome.hard.len() <= 3, "more hard sentences fail than before:\n{}", outcome.hard.join("\n"));
}

#[test]
fn lists_have_no_faults() {
    let faults = check::faults(&resources().lexicons);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// At least 15 sentences that must get the tag and 15 that must not.
#[test]
fn every_category_of_acts_is_tested() {
    let resources = resources();
    for lexicon in resources.lexicons.iter().filter(|lexicon| lexicon.header.kind == Kind::Acts) {
        for category in &lexicon.header.categories {
            let named =
                |tags: &[String]| tags.iter().any(|tag| tag.split([':', '@']).next() == Some(&category.id));
            let must = lexicon.tests.iter().filter(|test| named(&test.expect)).count();
            let not = lexicon.tests.iter().filter(|test| named(&test.forbid)).count();
            assert!(must >= 15 && not >= 15, "{}: {must} must, {not} must not", category.id);
        }
    }
}

/// Every entry of an act says where it comes from, and no category of the codebook is empty.
#[test]
fn entries_have_sources() {
    let resources = resources();
    let mut n = 0;
    for lexicon in resources.lexicons.iter().filter(|lexicon| lexicon.header.kind == Kind::Acts) {
        for entry in &lexicon.entries {
            assert!(!entry.source.is_empty(), "{} has no source", entry.id);
        }
        n += lexicon.header.categories.len();
    }
    assert_eq!(n, 27, "13 confrontational, 8 evasive, 1 boilerplate, 5 cooperative");
}
