//! The word lists: every test sentence gets its tags, no list has a fault, and each category has sentences enough.

use rejoinder::Resources;
use rejoinder::lexicon::read::{File, lexicon};
use rejoinder::lexicon::{Kind, check, sentences};

use crate::shared::{material, rejoinder};

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
    assert!(outcome.passed > 2_700);
    assert!(outcome.hard.len() <= 3, "more hard sentences fail than before:\n{}", outcome.hard.join("\n"));
}

#[test]
fn lists_have_no_faults() {
    let faults = check::faults(&resources());
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

/// No entry of an act is dead: each stands on a transcript or in a test sentence.
#[test]
fn no_entry_is_dead() {
    let Some(transcripts) = material("data/transcripts") else { return };
    let on = ["--on", &transcripts.display().to_string(), "--on", "corpus"].map(str::to_owned);
    let mut arguments = vec!["lexicon", "check"];
    arguments.extend(on.iter().map(String::as_str));
    let told = String::from_utf8(rejoinder(&arguments).stdout).expect("text");
    let dead: Vec<&str> = told.lines().filter(|line| line.contains("is dead")).collect();
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

fn lexicon_of(entries: &str) -> Result<rejoinder::lexicon::Lexicon, rejoinder::Error> {
    let head = "name='x'\nversion='1'\nlanguage='en'\nkind='acts'\nlicence='MIT'\ndescription='d'\n\
        [[category]]\nid='c'\nname='n'\ndefinition='d'\n";
    let file =
        |name: &str, text: &str| File { path: format!("x/{name}"), name: name.into(), text: text.into() };
    lexicon("x", &[file("lexicon.toml", head), file("entries/a.csv", entries)])
}

#[test]
fn a_hundred_thousand_entries_are_soon_ready() {
    let mut entries = String::from("term,category\n");
    for n in 0..100_000_u32 {
        let word = |n: u32| -> String {
            (0..4).map(|at| char::from(b'a' + (n / 26_u32.pow(at) % 26) as u8)).collect()
        };
        entries.push_str(&format!(
            "{}{} ({}|{}*) ~2 {},c\n",
            word(n),
            n % 7,
            word(n / 3),
            word(n / 5),
            word(n / 11)
        ));
    }
    let started = std::time::Instant::now();
    let resources = Resources::new(vec![lexicon_of(&entries).expect("sound")]).expect("compiled");
    // Two seconds are promised on a quiet machine; ten tell an algorithm gone wrong on a busy one.
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    assert_eq!(resources.len(), 100_000);
}

#[test]
fn patterns_that_explode_or_mean_nothing_are_refused() {
    let bomb = "(a b|c d|e f|g h|i j|k l|m n|o p) ".repeat(6);
    for (term, reason) in [
        (bomb.as_str(), "unfolds into more than"),
        ("(a|b", "never closed"),
        ("[NOBODY] lies", "unknown slot"),
        ("a ~99 b", "no gap"),
    ] {
        let entries = format!("term,category\nfine,c\n{term},c\n");
        let wrong =
            Resources::new(vec![lexicon_of(&entries).expect("rows are sound")]).expect_err(term).to_string();
        assert!(wrong.starts_with("x/entries/a.csv:3: ") && wrong.contains(reason), "{wrong}");
    }
}
