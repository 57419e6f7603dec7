//! A corpus of eight years with planted shifts: the program finds them where they are, and none where there are none.
//! What is planted stands in [`LEVELS`]; the words are ours, the countries invented.

use rejoinder::measure::Measures;
use rejoinder::measure::period;
use rejoinder::table::{Cell, Tables};
use rejoinder::{Resources, analyze, ingest};

/// From which month on, the shares of hostile, evasive and citing answers.
const LEVELS: [(&str, [f64; 3]); 4] = [
    ("2016-01", [0.12, 0.10, 0.10]),
    ("2019-07", [0.45, 0.10, 0.10]),
    ("2021-03", [0.45, 0.30, 0.10]),
    ("2022-09", [0.22, 0.30, 0.10]),
];
const FIRST: i32 = 2016 * 12;
const MONTHS: i32 = 96;
const BRIEFINGS: usize = 2;
const EXCHANGES: usize = 12;

const HOSTILE: [&str; 6] = [
    "The accusation is groundless. We urge the Karvonian side to stop smearing Vellmark.",
    "This is pure invention, and Karvonia knows it. We firmly reject it.",
    "The Karvonian side has bullied its neighbours for years. It has no right to lecture others.",
    "Karvonia should stop interfering in our internal affairs. Vellmark will take all necessary measures.",
    "Such lies deceive nobody. Those who play with fire will get burned.",
    "What the Karvonian department published is a malicious slander without any evidence.",
];
const EVASIVE: [&str; 4] = [
    "I have no information on that.",
    "I would refer you to the competent authorities.",
    "I am not aware of the situation that you mentioned.",
    "I have nothing to add on this.",
];
const CITING: [&str; 3] = [
    "According to a report of the University of Lubrin of May 2018, trade between both countries grew by 14 per cent.",
    "The International Tribunal for the Seas said in its ruling that the waters are open to all.",
    "As the Institute for Maritime Order reported, 112 ships passed the strait in June.",
];
const CALM: [&str; 6] = [
    "The fair opens on Tuesday. More than nine hundred companies have registered, and visitors from forty countries are expected.",
    "The two ministers discussed the ferry line and the timetable of the new bridge. They agreed to meet again in autumn.",
    "The delegation arrived yesterday and will visit the port of Orsten before it goes on to the mountains.",
    "The embassy is in contact with the travellers. All of them are well and will fly home this week.",
    "The road over the pass was repaired in spring. Buses run every hour, and tickets can be bought at the station.",
    "The exhibition shows paintings and maps of the eighteenth century. It is open until the end of the month.",
];
const QUESTIONS: [&str; 4] = [
    "Can you tell us something about the meeting yesterday?",
    "What is the position of Vellmark on the talks this week?",
    "Do you have any details on the visit and its timetable?",
    "How do you see the relations between both countries at the moment?",
];

fn levels(month: i32) -> [f64; 3] {
    let since = LEVELS.iter().rfind(|(from, _)| period::parse(from).expect("a month") <= month);
    since.expect("a level").1
}

fn briefing(month: i32, number: usize, random: &mut fastrand::Rng) -> (String, String) {
    let (year, day) = (month / 12, 5 + 14 * number);
    let date = format!("{year:04}-{:02}-{day:02}", month % 12 + 1);
    let mut text = format!("Vellmark Ministry of External Relations, regular press conference\n\n{date}\n\n");
    let [hostile, evasive, citing] = levels(month);
    // Some days are rougher than others.
    let rough = 0.6 + 0.8 * random.f64();
    for exchange in 0..EXCHANGES {
        let asks = ["VTV", "Meridel Wire", "Lubrin Post"][exchange % 3];
        let question = QUESTIONS[random.usize(..QUESTIONS.len())];
        let drawn = random.f64();
        let pool: &[&str] = if drawn < hostile * rough {
            &HOSTILE
        } else if drawn < hostile * rough + evasive {
            &EVASIVE
        } else if drawn < hostile * rough + evasive + citing {
            &CITING
        } else {
            &CALM
        };
        let answer = pool[random.usize(..pool.len())];
        text += &format!("{asks}: {question}\n\nIlka Varn: {answer}\n\n");
    }
    (date, text)
}

fn corpus() -> Tables {
    let resources = Resources::built_in().expect("the word lists");
    let mut random = fastrand::Rng::with_seed(2016);
    let mut tables = Tables::default();
    for month in FIRST..FIRST + MONTHS {
        for number in 0..BRIEFINGS {
            let (date, text) = briefing(month, number, &mut random);
            let name = format!("vellmark-briefing-{date}.txt");
            let read = ingest::ingest(&name, text.as_bytes(), &ingest::Options::default());
            let document = &read.documents[0];
            tables.add(document, &analyze(document, &resources), &resources);
        }
    }
    tables
}

/// Series, measure, month and difference of the changes that are found.
fn found(tables: &Tables) -> Vec<(String, String, String, f64)> {
    let mut measures = Measures::default();
    measures.add(tables);
    let changes = measures.changes(&[]);
    let of = |row: usize, name: &str| changes.at(name, row).to_owned();
    let differences = changes.floats("difference");
    (0..changes.height())
        .map(|row| {
            (of(row, "series"), of(row, "measure"), of(row, "period"), differences[row].unwrap_or(0.0))
        })
        .collect()
}

fn near(found: &str, planted: &str) -> bool {
    (period::parse(found).expect("a month") - period::parse(planted).expect("a month")).abs() <= 1
}

#[test]
fn shifts_are_found_within_a_month_and_in_their_direction() {
    let found = found(&corpus());
    let of = |wanted: &str| -> Vec<(&str, f64)> {
        let all = found.iter().filter(|(series, measure, ..)| series == "all" && measure == wanted);
        all.map(|(_, _, month, difference)| (month.as_str(), *difference)).collect()
    };
    for measure in ["ci", "hostile_any_share"] {
        let shifts = of(measure);
        assert_eq!(shifts.len(), 2, "{measure}: {shifts:?}");
        assert!(near(shifts[0].0, "2019-07") && shifts[0].1 > 0.0, "{measure}: {shifts:?}");
        assert!(near(shifts[1].0, "2022-09") && shifts[1].1 < 0.0, "{measure}: {shifts:?}");
    }
    let shifts = of("evasion_rate");
    assert!(shifts.len() == 1 && near(shifts[0].0, "2021-03") && shifts[0].1 > 0.0, "{shifts:?}");
    assert!(of("cite_density").is_empty(), "citing was not changed: {:?}", of("cite_density"));
}

#[test]
fn none_is_found_in_shuffled_copies() {
    let mut tables = corpus();
    let mut random = fastrand::Rng::with_seed(7);
    let dates: Vec<_> = tables.documents.dates("date").to_vec();
    let mut with = Vec::new();
    for copy in 0..100 {
        let mut shuffled = dates.clone();
        random.shuffle(&mut shuffled);
        for (row, date) in shuffled.iter().enumerate() {
            tables.documents.set("date", row, date.map_or(Cell::Missing, Cell::Date));
        }
        let found = found(&tables);
        if !found.is_empty() {
            with.push((copy, found));
        }
    }
    assert!(with.len() <= 5, "{} of 100: {with:?}", with.len());
}
