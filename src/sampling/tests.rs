use std::collections::{BTreeMap, BTreeSet};

use super::{Drawn, Key, Part, Plan, Pool, Sample, Unit};

/// Unit `number`, of a category.
fn unit(number: usize, category: &str) -> Unit {
    let codes = if category == "none" { BTreeSet::new() } else { BTreeSet::from([category.to_owned()]) };
    Unit {
        id: format!("doc{}.s{number}", number % 7),
        document_id: format!("doc{}", number % 7),
        date: None,
        speaker: format!("speaker {}", number % 3),
        role: "spokesperson".into(),
        state: String::new(),
        question: String::new(),
        text: format!("sentence {number}"),
        context: String::new(),
        words: String::new(),
        codes,
        strongest: category.to_owned(),
    }
}

fn category(number: usize) -> &'static str {
    match number % 100 {
        0 => "threat",
        1..=9 => "accuse",
        _ => "none",
    }
}

fn drawn(units: impl Iterator<Item = usize>, plan: Plan) -> Sample {
    let mut pool = Pool::new(plan);
    units.for_each(|number| pool.add(&unit(number, category(number))));
    pool.draw()
}

fn plan(n: usize) -> Plan {
    Plan { n, seed: 1, keys: vec![Key::Category], ..Plan::default() }
}

fn ids(sample: &Sample) -> BTreeSet<String> {
    sample.drawn.iter().map(|one| one.unit.id.clone()).collect()
}

#[test]
fn the_same_seed_gives_the_same_rows_in_any_order() {
    let (forth, back) = (drawn(0..2000, plan(60)), drawn((0..2000).rev(), plan(60)));
    let names =
        |sample: &Sample| -> Vec<String> { sample.drawn.iter().map(|one| one.sample_id.clone()).collect() };
    assert_eq!(names(&forth), names(&back));
    assert_eq!(forth.drawn.len(), 60);
    assert_ne!(ids(&forth), ids(&drawn(0..2000, Plan { seed: 2, ..plan(60) })));
}

/// A twentieth more units exchange about a twentieth of the rows.
#[test]
fn rows_stay_when_files_come() {
    let (before, after) = (drawn(0..2000, plan(100)), drawn(0..2100, plan(100)));
    let kept = ids(&before).intersection(&ids(&after)).count();
    assert!(kept >= 88, "{kept} of 100 rows stay");
}

/// The weights of a stratum sum to its size, so those of the sample to all units.
#[test]
fn weights_stand_for_all_units() {
    let sample = drawn(0..2000, Plan { enrich: vec![("threat".into(), 5)], ..plan(80) });
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for one in sample.drawn.iter().filter(|one| one.part == Part::Probability) {
        *sums.entry(&one.stratum).or_default() += one.weight().expect("a weight");
    }
    let expected = [("accuse", 180.0), ("none", 1800.0), ("threat", 20.0)];
    for ((stratum, sum), (name, size)) in sums.iter().zip(expected) {
        assert!(*stratum == name && (sum - size).abs() < 1e-6, "{stratum} {sum}");
    }
    let enriched: Vec<&Drawn> = sample.drawn.iter().filter(|one| one.part == Part::Enriched).collect();
    assert_eq!((enriched.len(), sample.drawn.len()), (5, 85));
    assert!(enriched.iter().all(|one| one.weight().is_none() && one.unit.strongest == "threat"));
    assert_eq!(ids(&sample).len(), 85, "no unit stands twice");
    assert_eq!(sample.by_code["none"], 1800);
}

/// Every unit of a stratum is drawn equally often: over many seeds the share of a rare one is its probability.
#[test]
fn probabilities_are_what_they_say() {
    let times = (0..600).filter(|seed| {
        let sample = drawn(0..200, Plan { seed: *seed, ..plan(20) });
        ids(&sample).contains("doc1.s50") // one of 180 units without a category
    });
    let expected = {
        let sample = drawn(0..200, plan(20));
        let of_none: Vec<&Drawn> = sample.drawn.iter().filter(|one| one.stratum == "none").collect();
        of_none.len() as f64 / 180.0
    };
    let share = times.count() as f64 / 600.0;
    assert!((share - expected).abs() < 0.03, "{share} for {expected}");
}

#[test]
fn too_many_strata_are_joined() {
    let keys = vec![Key::Category, Key::Document];
    let sample = drawn(0..2000, Plan { keys: keys.clone(), ..plan(30) });
    assert_eq!((sample.keys.as_slice(), sample.n_strata), (&keys[..1], 3));
    let sample = drawn(0..2000, Plan { keys: keys.clone(), ..plan(200) });
    assert_eq!((sample.keys, sample.n_strata), (keys, 21));
}

#[test]
fn rare_categories_are_filled_up() {
    let sample = drawn(0..2000, Plan { rare: 12, ..plan(40) });
    let threats = sample.drawn.iter().filter(|one| one.unit.strongest == "threat").count();
    assert_eq!(threats, 12);
}
