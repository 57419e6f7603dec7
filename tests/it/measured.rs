//! Every index worked out by hand on three small press conferences: numerators and denominators were counted by reading.

use rejoinder::measure::Measures;
use rejoinder::table::Tables;
use rejoinder::{Resources, analyze, ingest};

use crate::shared::corpus;
use crate::table::{number, rows};

const A: &str = "Ministry of External Relations Spokesperson Ilka Varn's Regular Press Conference

2021-07-20

Lubrin Post: Karvonia accused Vellmark of hacking its mail servers. What is your response?

Ilka Varn: The accusation is groundless. Perhaps Karvonia should first look in the mirror: it has tapped the phones of its allies. According to a report of the National Network Incident Centre of 2020, 52 per cent of the attacks came from Karvonia. Those who play with fire will get burned.

VTV: What did the ministers discuss?

Ilka Varn: They discussed the ferry line. We clearly welcome the progress that was made.

Meridel Wire: When will the ambassador return?

Ilka Varn: I have no information on that.
";

const B: &str = "Ministry of External Relations Spokesperson Ilka Varn's Regular Press Conference

2021-08-03

Meridel Wire: Ostrania accused Vellmark of stealing designs. Do you deny it?

Ilka Varn: It is a sheer lie. Some people say that our firms copied them. Ostrania must stop smearing Vellmark, otherwise all consequences will be borne by Ostrania. What about the fourteen embassies that Karvonia bugged?

Lubrin Post: Will there be talks in autumn?

Ilka Varn: It may be possible. We are ready to work with Ostrania, and we will certainly support the talks.
";

const C: &str = "Ministry of External Relations Spokesperson Ilka Varn's Regular Press Conference

2022-01-11

VTV: Karvonia accused Vellmark of cheating in the trade talks. Your comment?

Ilka Varn: Vellmark firmly rejects this. According to the Karvonian Department of State Affairs, Karvonia itself broke the treaty 14 times. The report of the International Tribunal for the Seas showed that the waters are open. Certain countries have bullied their neighbours. Ostrania has trampled on international law.

Lubrin Post: Will you publish the papers?

Ilka Varn: I would refer you to the competent authorities.
";

/// A measure, its scale, and numerator and denominator in A, B and C; a denominator of 0 is no row.
type ByHand = (&'static str, f64, [(f64, f64); 3]);

/// Words: A 49 + 13 + 6 = 68, B 34 + 18 = 52, C 46 + 8 = 54.
/// Core acts of A: groundless 2, (perhaps) look in the mirror 2.5 − .5, Karvonia should 2, attacks came from 2, burned 3.
/// Of B: (sheer) lie 3, must stop 3, stop smearing 1, smearing 2, consequences 4, bugged 3. Of C: (firmly) rejects 2.5,
/// broke the treaty 2, bullied 2, trampled 3. Friendly: A welcome 3, B ready to work 2.
const BY_HAND: &[ByHand] = &[
    ("n_core", 1.0, [(5.0, 1.0), (6.0, 1.0), (4.0, 1.0)]),
    ("n_accuse", 1.0, [(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]),
    ("accuse_per_1000", 1000.0, [(1.0, 68.0), (2.0, 52.0), (3.0, 54.0)]),
    ("ci", 1000.0, [(5.0, 68.0), (6.0, 52.0), (4.0, 54.0)]),
    ("ci_with_paraphrase", 1000.0, [(5.0, 68.0), (6.0, 52.0), (4.0, 54.0)]),
    ("ciw", 1000.0, [(11.0, 68.0), (16.0, 52.0), (9.5, 54.0)]),
    ("core_per_answer", 1.0, [(5.0, 3.0), (6.0, 2.0), (4.0, 2.0)]),
    ("hostile_any_share", 1.0, [(1.0, 3.0), (1.0, 2.0), (1.0, 2.0)]),
    ("hostile_three_share", 1.0, [(1.0, 3.0), (1.0, 2.0), (1.0, 2.0)]),
    ("hostile_ten_share", 1.0, [(1.0, 3.0), (1.0, 2.0), (1.0, 2.0)]),
    ("hostile_share", 1.0, [(1.0, 3.0), (1.0, 2.0), (1.0, 2.0)]),
    ("denial_ratio", 1.0, [(1.0, 5.0), (2.0, 6.0), (1.0, 4.0)]),
    ("denied_share", 1.0, [(1.0, 1.0), (1.0, 1.0), (0.0, 1.0)]),
    ("counter_ratio", 1.0, [(2.0, 3.0), (2.0, 4.0), (3.0, 3.0)]),
    ("whatabout_rate", 1.0, [(1.0, 1.0), (0.0, 1.0), (0.0, 1.0)]),
    ("whatabout_any_share", 1.0, [(1.0, 3.0), (0.0, 2.0), (0.0, 2.0)]),
    ("evasion_rate", 1.0, [(1.0, 3.0), (0.0, 2.0), (1.0, 2.0)]),
    ("evasion_cue_share", 1.0, [(1.0, 3.0), (0.0, 2.0), (1.0, 2.0)]),
    ("escalation", 1.0, [(1.0, 1.0), (6.0, 1.0), (0.0, 1.0)]),
    ("tone", 1.0, [(8.0, 14.0), (14.0, 18.0), (9.5, 9.5)]),
    // −2 − 3.5 + 0 − 3.5 (warnings have no score) + 5; −2 + 0 − 3.5 − 2 − 3.5 − 3.5 + 2.5; −2 − 3 · 3.5.
    ("plover_mean", 1.0, [(-4.0, 5.0), (-12.0, 7.0), (-12.5, 4.0)]),
    // A: all four at Karvonia; B: three at Ostrania, one at Karvonia; C: one at each.
    ("target_hhi", 1.0, [(16.0, 16.0), (10.0, 16.0), (2.0, 4.0)]),
    ("vague_target_share", 1.0, [(0.0, 5.0), (0.0, 6.0), (1.0, 4.0)]),
    ("cite_density", 1000.0, [(1.0, 68.0), (1.0, 52.0), (2.0, 54.0)]),
    ("specificity", 1.0, [(3.0, 4.0), (0.0, 4.0), (4.0, 8.0)]),
    ("specific_2_share", 1.0, [(1.0, 1.0), (0.0, 1.0), (2.0, 2.0)]),
    ("specific_3_share", 1.0, [(1.0, 1.0), (0.0, 1.0), (0.0, 2.0)]),
    ("domesticity", 1.0, [(1.0, 1.0), (0.0, 0.0), (0.0, 2.0)]),
    ("opp_source_share", 1.0, [(0.0, 1.0), (0.0, 1.0), (1.0, 2.0)]),
    ("vague_sourcing", 1000.0, [(0.0, 68.0), (1.0, 52.0), (0.0, 54.0)]),
    ("quant_share", 1.0, [(1.0, 1.0), (0.0, 1.0), (1.0, 2.0)]),
    ("verifiable_share", 1.0, [(1.0, 1.0), (0.0, 0.0), (0.0, 1.0)]),
    // perhaps; may, possible; none.
    ("hedge_rate", 1000.0, [(1.0, 68.0), (2.0, 52.0), (0.0, 54.0)]),
    // clearly; sheer, certainly; firmly.
    ("boost_rate", 1000.0, [(1.0, 68.0), (2.0, 52.0), (1.0, 54.0)]),
    ("certainty", 1.0, [(1.0, 2.0), (2.0, 4.0), (1.0, 1.0)]),
];

fn measured() -> rejoinder::table::Table {
    let resources = Resources::built_in().expect("the word lists");
    let mut tables = Tables::default();
    for (name, text) in [("a.txt", A), ("b.txt", B), ("c.txt", C)] {
        let read = ingest::ingest(name, text.as_bytes(), &ingest::Options::default());
        let document = &read.documents[0];
        tables.add(document, &analyze(document, &resources), &resources);
    }
    let mut measures = Measures::default();
    measures.add(&tables);
    measures.fill(&[], &mut tables);
    tables.measures
}

#[test]
fn indices_by_hand() {
    let table = measured();
    let (values, groups) = (table.floats("value"), table.text("group"));
    let find = |by: &str, group: &str, measure: &str| {
        (0..table.height())
            .find(|row| {
                table.at("group_by", *row) == by
                    && groups.get(*row).is_some_and(|name| name.starts_with(group))
                    && table.at("measure", *row) == measure
            })
            .and_then(|row| values[row])
    };
    for (measure, scale, parts) in BY_HAND {
        for (group, (numerator, denominator)) in ["a-", "b-", "c-"].iter().zip(parts) {
            let expected = (*denominator > 0.0).then(|| scale * numerator / denominator);
            let found = find("document", group, measure);
            let equal = match (found, expected) {
                (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
                (found, expected) => found == expected,
            };
            assert!(equal, "{measure} of {group}: {found:?}, by hand {expected:?}");
        }
        // All three together are a quotient of sums, not a mean of quotients; the ladder's highest step and the
        // concentration of targets do not add up.
        if !matches!(*measure, "escalation" | "target_hhi") && !measure.starts_with("n_") {
            let sum = parts.iter().fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
            let found = find("speaker", "Ilka Varn", measure).unwrap();
            assert!((found - scale * sum.0 / sum.1).abs() < 1e-9, "{measure} of the speaker: {found}");
        }
    }
    // 5 of 15 core acts… at Karvonia: 4 in A, 1 in B, 1 in C; at Ostrania 3 in B, 1 in C.
    for (target, n) in [("STATE:XAB", 6.0), ("STATE:XAD", 4.0), ("CLAIM", 4.0), ("VAGUE_STATE", 1.0)] {
        assert_eq!(find("target", target, "target_share"), Some(n / 15.0), "{target}");
    }
    // The Lubrin Post is of Ostrania, Meridel Wire of a third country, VTV of Vellmark itself.
    assert_eq!(find("questioner", "own press", "core_per_answer"), Some(4.0 / 2.0));
    assert_eq!(find("questioner", "foreign press", "core_per_answer"), Some((5.0 + 6.0) / 5.0));
    assert_eq!(find("question_type", "accusatory", "core_per_answer"), Some(15.0 / 3.0));
    assert_eq!(find("quarter", "2021-Q3", "core_per_answer"), Some(11.0 / 5.0));
}

/// F21: quantities that a row of checks contradicts, of those in any; counted again from the tables of the corpus.
#[test]
fn drift_is_a_count_of_rows() {
    let out = corpus();
    let (checks, quantities, turns) = (rows(out, "checks"), rows(out, "quantities"), rows(out, "turns"));
    let told = |quantity: &str| {
        let turn = &quantities.iter().find(|row| row["quantity_id"] == quantity).unwrap()["turn_id"];
        let role = &turns.iter().find(|row| row["turn_id"] == *turn).unwrap()["role"];
        matches!(role.as_str(), "spokesperson" | "official" | "narrator")
    };
    let of = |contradicts: bool| {
        let some = checks.iter().filter(|row| !contradicts || row["relation"] == "contradicts");
        let mut ids: Vec<&str> =
            some.flat_map(|row| [row["quantity_id_a"].as_str(), row["quantity_id_b"].as_str()]).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.retain(|id| !id.is_empty() && told(id));
        ids.len() as f64
    };
    let measures = rows(out, "measures");
    let drift = measures.iter().find(|row| row["group_by"] == "all" && row["measure"] == "drift").unwrap();
    assert_eq!((number(drift, "numerator"), number(drift, "denominator")), (of(true), of(false)));
    assert!(of(true) > 0.0);
}
