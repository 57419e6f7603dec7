//! The phrases found by counting everything: slow, and plainly what is promised. The tests hold the miner against it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::Date;
use proptest::prelude::*;

use super::*;
use crate::table::Tables;
use crate::{analyze, ingest};

/// Documents with a date and sentences of numbered words.
type Texts = Vec<(Option<i8>, Vec<Vec<u8>>)>;

const WORDS: [&str; 5] = ["peace", "talks", "Vellmark", "harm", "Karvonia"];

/// The word lists that this needs.
fn names_only() -> &'static Resources {
    static RESOURCES: OnceLock<Resources> = OnceLock::new();
    RESOURCES.get_or_init(|| {
        let mut lexicons = crate::lexicon::folder::built_in().unwrap();
        let needed = ["invented-actors", "en-transcript"];
        lexicons.retain(|lexicon| needed.contains(&lexicon.header.name.as_str()));
        Resources::new(lexicons).unwrap()
    })
}

/// Tables of spoken words, as a run would make them.
fn tables(texts: &Texts, resources: &Resources) -> Tables {
    let mut tables = Tables::detail();
    for (number, (day, sentences)) in texts.iter().enumerate() {
        let sentence = |words: &Vec<u8>| {
            let words: Vec<&str> = words.iter().map(|word| WORDS[*word as usize % WORDS.len()]).collect();
            format!("So {}.", words.join(" "))
        };
        let said: Vec<String> = sentences.iter().map(sentence).collect();
        let text = format!("Q: Why?\n\nSpokesperson: {}\n", said.join(" "));
        let options = ingest::Options::default();
        let read = ingest::ingest(&format!("d{number}.txt"), text.as_bytes(), &options);
        for mut document in read.documents {
            document.metadata.date = day.map(|day| crate::document::DateRead {
                date: jiff::civil::date(2021, 1, day),
                precision: crate::document::Precision::Day,
                basis: crate::document::DateBasis::Metadata,
            });
            tables.add(&document, &analyze(&document, resources), resources);
        }
    }
    tables
}

fn mined(tables: &Tables, resources: &Resources) -> Phrases {
    let Ok(found) =
        find(resources, Look::default(), InMemory::<std::convert::Infallible>::default, |listen| {
            listen(tables);
            Ok(())
        });
    found
}

/// A phrase with its numbers of occurrences, documents and dates.
type Row = (String, usize, usize, usize);

fn rows(phrases: &Phrases) -> BTreeSet<Row> {
    let rows = phrases.told.iter().map(|phrase| phrases.row(phrase));
    rows.map(|row| (row.phrase, row.n_occurrences, row.n_documents, row.n_dates)).collect()
}

/// Sentences of shown words, by document.
fn sentences(tables: &Tables, resources: &Resources) -> Vec<(Option<Date>, Vec<Vec<String>>)> {
    let shown = |spoken: &Spoken, word: &spoken::Word| match word.slot {
        Some((slot, possessive)) => format!("{}{}", slot.name(), if possessive { "'s" } else { "" }),
        None => spoken.text_of(word).into_owned(),
    };
    let of = |spoken: &Spoken| {
        let words = |range| spoken.words(range).iter().map(|word| shown(spoken, word)).collect();
        (spoken.date, spoken.sentences.iter().map(|(_, range)| words(range)).collect())
    };
    spoken(tables, resources, true).iter().map(of).collect()
}

/// All runs of up to 13 words, each with the documents and dates of its occurrences.
fn expected(sentences: &[(Option<Date>, Vec<Vec<String>>)]) -> BTreeSet<Row> {
    let mut runs: BTreeMap<&[String], Vec<(usize, String)>> = BTreeMap::new();
    for (document, (date, all)) in sentences.iter().enumerate() {
        let date = date.map_or(format!("d{document}"), |date| date.to_string());
        for words in all {
            for n in SHORTEST..=LONGEST + 1 {
                for run in words.windows(n) {
                    runs.entry(run).or_default().push((document, date.clone()));
                }
            }
        }
    }
    let longer = |run: &[String]| {
        let behind = &run[..run.len() - 1];
        let before = &run[1..];
        [behind, before].map(<[String]>::to_vec)
    };
    let mut covered: BTreeSet<Vec<String>> = BTreeSet::new();
    for (run, places) in &runs {
        for (at, part) in longer(run).into_iter().enumerate() {
            let same = runs.get(&part[..]).is_some_and(|others| others.len() == places.len());
            // Of more than twelve words the first twelve are told.
            if same && !(at == 0 && part.len() == LONGEST) {
                covered.insert(part);
            }
        }
    }
    let distinct = |places: &[(usize, String)]| {
        let documents: BTreeSet<usize> = places.iter().map(|(document, _)| *document).collect();
        let dates: BTreeSet<&str> = places.iter().map(|(_, date)| date.as_str()).collect();
        (documents.len(), dates.len())
    };
    let told = runs.iter().filter(|(run, _)| run.len() <= LONGEST && !covered.contains(**run));
    let rows = told.map(|(run, places)| {
        let (documents, dates) = distinct(places);
        (run.join(" "), places.len(), documents, dates)
    });
    rows.filter(|(_, _, _, dates)| *dates >= OCCASIONS).collect()
}

/// Words of each document in whole sentences and in runs of eight words that stand on three other dates.
fn formulaic(tables: &Tables, resources: &Resources) -> (u32, u32) {
    let all = sentences(tables, resources);
    let mut dates: BTreeMap<&[String], BTreeSet<String>> = BTreeMap::new();
    for (document, (date, said)) in all.iter().enumerate() {
        let date = date.map_or(format!("d{document}"), |date| date.to_string());
        for words in said {
            words.windows(RUN).for_each(|run| {
                dates.entry(run).or_default().insert(date.clone());
            });
        }
    }
    let mut covered = 0;
    for words in all.iter().flat_map(|(_, said)| said) {
        let recurs: Vec<bool> = words.windows(RUN).map(|run| dates[run].len() > OTHERS).collect();
        covered += (0..words.len())
            .filter(|at| (at.saturating_sub(RUN - 1)..=*at).any(|start| recurs.get(start) == Some(&true)))
            .count() as u32;
    }
    // Word for word: names are not slots here.
    let said = |row: usize| tables.sentences.text("text").get(row).unwrap_or("").to_lowercase();
    let answers = |row: &usize| said(*row) != "why?";
    let mut of: BTreeMap<String, (BTreeSet<String>, u32)> = BTreeMap::new();
    for row in (0..tables.sentences.height()).filter(answers) {
        let id = tables.sentences.at("document_id", row);
        let at = tables.documents.text("document_id").iter().position(|other| other == Some(id)).unwrap();
        let date = tables.documents.dates("date")[at].map_or(id.to_owned(), |date| date.to_string());
        let (dates, words) = of.entry(said(row)).or_default();
        dates.insert(date);
        *words += tables.sentences.ints("n_tokens")[row].unwrap() as u32;
    }
    let long = |text: &str| text.split_whitespace().count() >= SENTENCE as usize;
    let whole = of.iter().filter(|(text, (dates, _))| dates.len() > OTHERS && long(text));
    (whole.map(|(_, (_, words))| words).sum(), covered)
}

fn sums(tables: &Tables, phrases: &Phrases) -> (u32, u32) {
    let ids = tables.turns.text("turn_id").iter().flatten();
    ids.map(|id| phrases.formulaic.of(id))
        .fold((0, 0), |(whole, runs), sums| (whole + sums.sentence_words, runs + sums.run_words))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn counts_are_those_of_counting_everything(
        texts in prop::collection::vec(
            (prop::option::weighted(0.8, 1..6_i8),
             prop::collection::vec(prop::collection::vec(0..5_u8, 1..18), 1..4)),
            3..9,
        ),
        formula in prop::collection::vec(0..5_u8, 5..16),
        places in prop::collection::vec((0..9_usize, 0..12_usize, 0..12_usize), 0..8),
    ) {
        let mut texts = texts;
        for (document, from, to) in places {
            let at = document % texts.len();
            let (from, to) = (from % formula.len(), to % formula.len());
            texts[at].1.push(formula[from.min(to)..].to_vec());
        }
        let resources = names_only();
        let tables = tables(&texts, resources);
        let phrases = mined(&tables, resources);
        prop_assert_eq!(rows(&phrases), expected(&sentences(&tables, resources)));
        prop_assert_eq!(sums(&tables, &phrases), formulaic(&tables, resources));
    }
}

#[test]
fn slots_bounds_and_formulas_longer_than_a_phrase() {
    let resources = Resources::built_in().unwrap();
    let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
    let said = |state: &str, day: i8| {
        let text = format!(
            "Q: Why?\n\nSpokesperson: {state} should stop meddling in Karvonia's affairs. But {long}.\n"
        );
        let read = ingest::ingest(&format!("{day}.txt"), text.as_bytes(), &ingest::Options::default());
        (read, day)
    };
    let mut tables = Tables::detail();
    for (read, day) in [said("Vellmark", 1), said("Ostrania", 2), said("Vellmark", 3)] {
        for mut document in read.documents {
            let date = jiff::civil::date(2021, 1, day);
            let (precision, basis) = (crate::document::Precision::Day, crate::document::DateBasis::Metadata);
            document.metadata.date = Some(crate::document::DateRead { date, precision, basis });
            tables.add(&document, &analyze(&document, &resources), &resources);
        }
    }
    let phrases = mined(&tables, &resources);
    let table = phrases.tables().next().unwrap();
    let shown: Vec<(&str, &str, bool)> = (0..table.height())
        .map(|row| {
            (table.at("phrase", row), table.at("variants", row), table.bools("goes_on")[row] == Some(true))
        })
        .collect();
    assert_eq!(
        shown,
        [
            (
                "[COUNTRY] should stop meddling in [COUNTRY]'s affairs",
                "Vellmark / Karvonia (2); Ostrania / Karvonia (1)",
                false
            ),
            ("but one two three four five six seven eight nine ten eleven", "", true),
        ]
    );
}
