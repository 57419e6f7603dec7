//! Claims of different texts that speak of the same thing: what changed between a spokesperson, two articles and a
//! report. The drifts were planted in the corpus; those of the two news stories are real.

use rejoinder::check::{Checked, Claim, Relation, against, among, claims};
use rejoinder::ingest::{Options, ingest};
use rejoinder::{Resources, analyze};

use crate::shared::{corpus, material, rejoinder, root, run};
use crate::table::{Row, rows};

/// Is there a row between the two texts with these numbers, relation and slot?
fn has(all: &[Row], texts: [&str; 2], numbers: [&str; 2], relation: &str, slot: &str) -> bool {
    let is = |row: &Row, a: usize, b: usize| {
        row["document_id_a"].starts_with(texts[a])
            && row["document_id_b"].starts_with(texts[b])
            && row["matched_a"] == numbers[a]
            && row["matched_b"] == numbers[b]
            && row["relation"] == relation
            && row["slot"] == slot
    };
    all.iter().any(|row| is(row, 0, 1) || is(row, 1, 0))
}

fn check(all: &[Row], expected: &[([&str; 2], [&str; 2], &str, &str)]) {
    for (texts, numbers, relation, slot) in expected {
        assert!(
            has(all, *texts, *numbers, relation, slot),
            "{texts:?} {numbers:?} {relation} {slot}: {all:#?}"
        );
    }
}

#[test]
fn drifts_of_the_corpus() {
    let all = rows(corpus(), "checks");
    let (briefing, ledger, anselm) = ("vellmark-briefing-2021", "ledger", "anselm");
    check(
        &all,
        &[
            ([anselm, anselm], ["47 per cent", "47 per cent"], "contradicts", "unit"),
            ([briefing, anselm], ["47 per cent", "47 per cent"], "qualifies", "base"),
            ([ledger, anselm], ["47 per cent", "47 per cent"], "qualifies", "base"),
            ([briefing, ledger], ["38,000", "tens of thousands"], "qualifies", "agent"),
            ([briefing, ledger], ["47 per cent", "47 per cent"], "agrees", ""),
            ([briefing, ledger], ["4.12 million", "4.12 million"], "agrees", ""),
            ([briefing, ledger], ["nine years", "nine years"], "agrees", ""),
            ([briefing, anselm], ["nine years", "nine years"], "agrees", ""),
            ([briefing, anselm], ["38,000", "38,000"], "agrees", ""),
            ([briefing, anselm], ["4.12 million", "4.12 million"], "agrees", ""),
            ([briefing, anselm], ["31 million", "31 million"], "agrees", ""),
            ([briefing, ledger], ["30,000", "30,000"], "agrees", ""),
        ],
    );
    // All 34 were read and are right; more are as likely wrong as right.
    assert!(all.len() <= 36, "{} rows", all.len());
    let contradictions = all.iter().filter(|row| row["relation"] == "contradicts").count();
    assert_eq!(contradictions, 1, "only the sub-heading contradicts its text");
    for row in &all {
        assert!(
            row["note"].contains(&row["matched_a"]) && row["note"].contains(&row["matched_b"]),
            "{row:?}"
        );
    }
}

#[test]
fn drifts_of_the_seeds() {
    let Some(seeds) = material("data/seeds") else { return };
    let (out, _) = run(&[&seeds.display().to_string()]);
    let all = rows(out.path(), "checks");
    check(
        &all,
        &[
            (["the-register", "the-register"], ["53 per cent", "53 per cent"], "contradicts", "unit"),
            (["the-record", "the-register"], ["tens of thousands", "52,000"], "qualifies", "agent"),
            (["the-record", "the-register"], ["11 years", "11 years"], "agrees", ""),
        ],
    );
    assert_eq!(all.len(), 3, "nothing else is the same: {all:#?}");
}

const REPORT: &str = "Network Security in 2020\n\nDate: June 2021\n\n\
    In 2020 the Centre captured 31.4 million samples of malware. Of the malware samples of foreign origin, 47 per cent \
    came from Karvonia and 12 per cent came from Ostrania.\n\n\
    Control servers located outside Vellmark numbered 38,112 in 2020. They took control of 4.12 million hosts in \
    Vellmark, mostly computers in small offices.\n\n\
    Hidden back doors were found on 28.9 per cent fewer websites.\n";

const ARTICLE: &str = "Servers, hosts and a pointed finger\n\n\
    Vellmark counts on its Centre. The Centre wrote that about 38,000 control servers outside Vellmark took control of \
    4.9 million hosts in Vellmark.\n\n\
    According to its report, 47 per cent of the malware samples came from Karvonia.\n\n\
    Of the malware samples of foreign origin, 21 per cent came from Ostrania.\n\n\
    The minister has 260 advisers.\n";

#[test]
fn figures_against_a_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(at("report.txt"), REPORT).expect("written");
    std::fs::write(at("article.txt"), ARTICLE).expect("written");
    let arguments = [
        "check-claims",
        &at("article.txt"),
        "--against",
        &at("report.txt"),
        "--sample-names",
        "--out",
        &at("checked"),
    ];
    let output = rejoinder(&arguments);
    let told = String::from_utf8(output.stdout).expect("text");
    assert_eq!(output.status.code(), Some(0), "{told}");
    let all = rows(&folder.path().join("checked"), "checks");
    check(
        &all,
        &[
            (["article", "report"], ["38,000", "38,112"], "agrees", ""),
            (["article", "report"], ["4.9 million", "4.12 million"], "contradicts", "value"),
            (["article", "report"], ["47 per cent", "47 per cent"], "qualifies", "base"),
            (["article", "report"], ["21 per cent", "12 per cent"], "contradicts", "value"),
            (["article", ""], ["260", ""], "unmatched", ""),
        ],
    );
    assert_eq!(all.len(), 5, "{all:#?}");
    assert!(told.starts_with("Compared 5 figures of 1 text with 6 figures of 1 source:"), "{told}");
    assert!(told.contains("1 agrees with the source, 3 differ, 1 has no partner there."), "{told}");
    assert!(folder.path().join("checked/rejoinder.xlsx").exists());
}

/// The README shows what the program says.
#[test]
fn as_the_readme_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("checked").display().to_string();
    let (article, briefing) =
        ("corpus/anselm-daily-2021-07-21.txt", "corpus/vellmark-briefing-2021-07-20.md");
    let output =
        rejoinder(&["check-claims", article, "--against", briefing, "--sample-names", "--out", &out]);
    let told = String::from_utf8(output.stdout).expect("text").replace(&out, "checked");
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    assert!(readme.contains(told.trim_end()), "the README shows other checks than the program:\n{told}");
}

#[test]
fn wrong_use_of_check_claims() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("checked").display().to_string();
    assert_eq!(rejoinder(&["check-claims", "corpus"]).status.code(), Some(2), "without a source");
    let missing = [
        "check-claims",
        "corpus/ledger-2021-07-20.md",
        "--against",
        "no-such-report.txt",
        "-q",
        "--out",
        &out,
    ];
    let output = rejoinder(&missing);
    assert_eq!(output.status.code(), Some(2), "a source without a text");
    let told = String::from_utf8(output.stderr).expect("text");
    assert!(told.contains("no-such-report.txt; nothing was compared"), "{told}");
    let _held = rejoinder::batch::lock::take(std::path::Path::new(&out)).expect("the lock is free");
    assert_eq!(rejoinder(&missing).status.code(), Some(3), "another run writes there");
}

type Found = Vec<(Relation, Option<&'static str>)>;

/// What comes of comparing two texts, each a paragraph.
fn held(a: &str, b: &str, compare: impl Fn(&[Claim], usize) -> Checked) -> Found {
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    let read = |name: &str, text: &str| {
        let ingested = ingest(name, text.as_bytes(), &Options::default());
        let document = &ingested.documents[0];
        claims(document, &analyze(document, &resources), &resources)
    };
    let mut all = read("a.txt", a);
    let split = all.len();
    all.extend(read("b.txt", b));
    let checked = compare(&all, split);
    checked.checks.iter().map(|check| (check.relation, check.slot.map(|slot| slot.name()))).collect()
}

fn compared(a: &str, b: &str) -> Found {
    held(a, b, |all, _| among(all))
}

fn drawn(article: &str, source: &str) -> Found {
    held(article, source, against)
}

/// What changes when one text draws on another.
#[test]
fn drifts_from_a_source() {
    let differs = |relation, slot| vec![(relation, Some(slot))];
    let contradicts = |slot| differs(Relation::Contradicts, slot);
    let unmatched = vec![(Relation::Unmatched, None)];
    let handled = "The centre handled 103,109 incidents.";
    assert_eq!(drawn("The NNIC handled 130,109 incidents in 2020.", handled), contradicts("value"));
    assert_eq!(drawn("The NNIC handled 103,109 incidents in 2020.", handled), [(Relation::Agrees, None)]);
    assert_eq!(drawn("A reef holds 130,109 mussels.", handled), unmatched);
    let samples = "The centre captured 42 million samples of malware.";
    assert_eq!(drawn("Vellmark suffered 42 million attacks in 2020.", samples), contradicts("unit"));
    let rose = "Malware rose by 12.5 per cent in 2019.";
    let over = "In 2020 the centre told of an increase of 12.5 per cent over 2019.";
    assert_eq!(drawn(rose, over), unmatched, "2019 is what 2020 is compared with");
    let outside = "61% of jamming signals in the strait in 2021 came from outside Vellmark, and of these, 8 out of 10 came \
        from Karvonian stations.";
    let turned =
        "“61 percent of jamming signals in the strait in 2021 came from Karvonia,” the spokeswoman claimed.";
    assert_eq!(drawn(turned, outside), differs(Relation::Qualifies, "agent"), "abroad is not Karvonia");
}

#[test]
fn pairs_and_strangers() {
    let agrees = vec![(Relation::Agrees, None)];
    let contradicts = |slot| vec![(Relation::Contradicts, Some(slot))];
    let same = "In 2019 fishermen of Tashmere lost 4,310 nets to foreign trawlers.";
    assert_eq!(
        compared(same, "Foreign trawlers tore 4,310 nets of fishermen from Tashmere in 2019."),
        agrees
    );
    assert_eq!(
        compared(same, "The reef of Port Salm holds 4,310 species."),
        [],
        "a value alone makes no pair"
    );
    assert_eq!(
        compared("Two ministers of Meridel met.", "Two ministers of Meridel met."),
        [],
        "a small count"
    );
    let raids = |agent: &str| format!("In 2018 some 240 trawlers in Tashmere were seized by {agent}.");
    assert_eq!(compared(&raids("Karvonia"), &raids("Ostrania")), contradicts("agent"));
    let tests = |agent: &str| format!("In 2018 {agent} tested 14 missiles.");
    assert_eq!(compared(&tests("Karvonia"), &tests("Ostrania")), [], "two facts");
    let hosts =
        |source: &str| format!("According to {source}, 4,310 hosts in Vellmark were infected in 2020.");
    assert_eq!(compared(&hosts("Halvard Systems"), &hosts("the NNIC")), contradicts("source"));
    let half = "Half of the harvest of Tashmere was lost in the flood.";
    assert_eq!(compared(half, "The flood took 50 per cent of the harvest of Tashmere."), agrees);
    let share = |value: u8, year: u16| {
        format!("In {year}, {value} per cent of the malware samples in Vellmark came from Karvonia.")
    };
    assert_eq!(compared(&share(47, 2020), &share(52, 2020)), contradicts("value"));
    assert_eq!(compared(&share(47, 2020), &share(52, 2019)), [], "another year");
    assert_eq!(compared(&share(47, 2020), &share(47, 2019)), contradicts("period"));
    let place = |place: &str| format!("In 2017 trawlers landed 61,300 tonnes of herring {place}.");
    assert_eq!(compared(&place("in Tashmere"), &place("in Meridel")), contradicts("scope"));
}

/// No number is so long or so wide that it costs more than another.
#[test]
fn monstrous_numbers() {
    let long = format!("The {0} nets cost 5 to {0} crowns, {0} years ago.", "9".repeat(400));
    assert_eq!(compared(&long, &long), []);
    let wide = "Between 12 and 900000000000000 nets were lost near the reef of Port Salm in 2019.";
    assert_eq!(compared(wide, wide).len(), 1);
}

/// Claims of three texts, all alike; each finds the same partners whatever the texts are called, and one a document.
#[test]
fn one_partner_a_document() {
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    let text = "Some 4,310 nets were lost near the reef in 2019. Near the reef 4,310 nets were lost.";
    let read = ingest("a.txt", text.as_bytes(), &Options::default());
    let document = &read.documents[0];
    let two = claims(document, &analyze(document, &resources), &resources);
    let named = |name: &'static str| {
        two.iter().map(|one| Claim { document_id: name.into(), ..one.clone() }).collect()
    };
    let partners = |names: [&'static str; 3]| -> Vec<(usize, Option<usize>)> {
        let all: Vec<Claim> = names.into_iter().flat_map(|name| -> Vec<Claim> { named(name) }).collect();
        among(&all).checks.iter().map(|check| (check.a, check.b)).collect()
    };
    let found = partners(["a", "b", "c"]);
    assert_eq!(found, partners(["z", "y", "x"]));
    let of_first = found.iter().filter(|(a, _)| *a == 0).count();
    assert!((2..=4).contains(&of_first), "{found:?}");
}

/// More numbers that are all alike than can be compared are told, never dropped in silence.
#[test]
fn too_many_alike() {
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    let text = "Some 4,310 nets were lost near the reef.";
    let read = ingest("a.txt", text.as_bytes(), &Options::default());
    let document = &read.documents[0];
    let one = claims(document, &analyze(document, &resources), &resources);
    let all: Vec<_> =
        (0..200).map(|number| Claim { document_id: format!("d{number}").into(), ..one[0].clone() }).collect();
    let checked = among(&all);
    assert!(checked.checks.len() >= 199, "each still meets its neighbours");
    assert!(checked.problems[0].message.contains("200 numbers"), "{:?}", checked.problems);
}
