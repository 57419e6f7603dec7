use super::book::Book;
use super::figures::{ALL, figures};
use super::grid::Grid;
use super::methods;
use super::study::{Asked, Study};
use super::{Code, Codebook};
use crate::reliability::Level;

/// A sheet from lines with cells between bars.
fn grid(text: &str) -> Grid {
    let cells = |line: &str| line.trim().split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut grid = Grid { header: lines.next().map(cells).unwrap_or_default(), rows: Vec::new() };
    lines.for_each(|line| grid.push(cells(line)));
    grid
}

fn study(sheets: &[(&str, &str)], asked: &Asked) -> Study {
    let code = |id: &str| Code { id: id.into(), ..Code::default() };
    let codebook = Codebook { codes: vec![code("threat"), code("deny.fact")] };
    let sheets = sheets.iter().map(|(name, text)| ((*name).to_owned(), grid(text))).collect();
    Study::read(&Book { sheets, choices: Vec::new() }, codebook, asked).expect("a study")
}

/// Figures of a study, `about category measure value` each.
fn check(study: &Study, level: Level, expected: &[&str]) {
    let all = figures(study, level);
    for line in expected {
        let [about, category, measure, value] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let found = all
            .iter()
            .find(|one| (one.about, one.category.as_str(), one.measure) == (about, category, measure));
        let found = found.unwrap_or_else(|| panic!("{line}: no such figure in {all:#?}")).value;
        assert!((found - value.parse::<f64>().expect("a number")).abs() < 5e-4, "{line}: {found}");
    }
}

const PROGRAM: &str = "sample_id | part | stratum | stratum_size | stratum_drawn | program
    t1 | probability | threat | 20 | 4 | threat
    t2 | probability | threat | 20 | 4 | threat
    t3 | probability | threat | 20 | 4 | threat
    t4 | probability | threat | 20 | 4 | threat
    n1 | probability | none | 80 | 4 | none
    n2 | probability | none | 80 | 4 | none
    n3 | probability | none | 80 | 4 | none
    n4 | probability | none | 80 | 4 | none
    e1 | enriched | threat | | | threat";

const FRAME: &str = "what | name | value
    sample | unit | sentence
    sample | units | 100
    sample | coders | anna; ben
    sample | stratified_by | category
    units_with | threat | 20
    units_with | none | 80";

/// Rows stand for 5 and 20 others. Found and coded: 15; found only: 5; coded only: 20. Precision 3/4, recall 15/35, F1
/// 30/55, share coded (15 + 20)/100; specificity 60/65, corrected (.2 + .9231 − 1)/(.4286 + .9231 − 1).
#[test]
fn weights_by_hand() {
    let coding = "sample_id | anna | ben | adjudicated
        n1 | threat | none | threat
        n2 | none | none |
        t1 | threat | threat |
        n3 | none | none |
        t2 | THREAT | Threat |
        e1 | none | none |
        t3 | threat | threat; deny fact |
        n4 | none | none |
        t4 | none | none |";
    let study = study(&[("coding", coding), ("program", PROGRAM), ("frame", FRAME)], &Asked::default());
    assert_eq!((study.problems.len(), study.rows.len(), study.n_probability()), (0, 9, 8));
    check(
        &study,
        Level::Nominal,
        &[
            "standard threat precision 0.75",
            "standard threat recall 0.4286",
            "standard threat f1 0.5455",
            "standard threat precision_enriched 0",
            "share threat program_share 0.2",
            "share threat coded_share 0.35",
            "share threat specificity 0.9231",
            "share threat corrected_share 0.35",
            "coders (all) agreement 0.7778",
            "coders threat agreement 0.8889",
        ],
    );
    let basis = study.basis();
    assert_eq!((basis.adjudicated, basis.agreed, basis.open), (1, 7, 1));
}

/// A row that nobody coded leaves its share to the others of its stratum: the missed one stands for 80/3.
#[test]
fn rows_left_out_are_stood_for() {
    let coding = "sample_id | anna
        t1 | threat
        t2 | threat
        t3 | threat
        t4 | none
        n1 | threat
        n2 | none
        n3 | none
        n4 |";
    let study = study(&[("coding", coding), ("program", PROGRAM), ("frame", FRAME)], &Asked::default());
    assert_eq!(study.uncoded, 1);
    check(&study, Level::Nominal, &["standard threat recall 0.36", "share threat coded_share 0.4167"]);
}

/// Of hits only precision is told: two of three.
#[test]
fn hits_have_no_recall() {
    let coding = "sample_id | anna
        t1 | threat
        t2 | threat
        t3 | none";
    let frame = FRAME.replace("sentence", "hit");
    let study = study(&[("coding", coding), ("program", PROGRAM), ("frame", &frame)], &Asked::default());
    check(&study, Level::Nominal, &["standard threat precision 0.6667"]);
    let all = figures(&study, Level::Nominal);
    assert!(
        all.iter().all(|one| !one.measure.contains("f1") && one.measure != "recall" && one.about != "share")
    );
}

#[test]
fn what_cannot_be_used_is_told() {
    let coding = "note | anna | sample_id | mood
        x | thraet | t1 | good
        y | threat | t2 | bad
        z | none | t2 | bad
        z | none | q9 | bad";
    let study = study(&[("coding", coding), ("program", PROGRAM), ("frame", FRAME)], &Asked::default());
    let expected = [
        "row 2, column anna: \"thraet\" is no code; is threat meant?",
        "row 4: t2 stands twice",
        "q9: no such sample_id",
    ];
    for (problem, expected) in study.problems.iter().zip(expected) {
        assert!(problem.contains(expected), "{problem}");
    }
    assert_eq!((study.coders.as_slice(), study.rows.len()), (&["anna".to_owned()][..], 2));
}

/// The ordinal example of Krippendorff 2011, as a table of one's own.
#[test]
fn numbers_on_a_scale() {
    let coding = "unit | coder A | coder B | coder C | coder D
        1 | 1 | 1 | | 1
        2 | 2 | 2 | 3 | 2
        3 | 3 | 3 | 3 | 3
        4 | 3 | 3 | 3 | 3
        5 | 2 | 2 | 2 | 2
        6 | 1 | 2 | 3 | 4
        7 | 4 | 4 | 4 | 4
        8 | 1 | 1 | 2 | 1
        9 | 2 | 2 | 2 | 2
        10 | | 5 | 5 | 5
        11 | | | 1 | 1
        12 | | 3 | |";
    for (level, expected) in
        [(Level::Ordinal, "coders (all) alpha 0.8154"), (Level::Interval, "coders (all) alpha 0.8491")]
    {
        let study = study(&[("x", coding)], &Asked { level, ..Asked::default() });
        check(&study, level, &[expected]);
    }
    let codes = ["1", "2", "3", "4", "5"].map(str::to_owned).to_vec();
    let study = study(&[("x", coding)], &Asked { codes, ..Asked::default() });
    check(&study, Level::Nominal, &["coders (all) alpha 0.7434"]);
}

/// Every number of the paragraph is a figure.
#[test]
fn the_paragraph_tells_the_figures() {
    let coding = "sample_id | anna | ben
        t1 | threat | threat
        t4 | none | threat
        n1 | threat | threat
        n2 | none | none";
    let study = study(&[("coding", coding), ("program", PROGRAM), ("frame", FRAME)], &Asked::default());
    let all = figures(&study, Level::Nominal);
    let text = methods::paragraph(&study, &all, Level::Nominal);
    for part in [
        "Two coders (anna, ben) independently coded 4 sentences",
        "stratified by category",
        "of 100",
        "3 rows agreed by all coders, 1 row open",
        "fewer than 10 coded rows are not reported (threat)",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let alpha = all.iter().find(|one| one.measure == "alpha" && one.category == ALL).expect("an alpha");
    let shown = format!("(nominal) is {}", format!("{:.2}", alpha.value).replacen("0.", ".", 1));
    assert!(text.contains(&shown), "{shown}: {text}");
}
