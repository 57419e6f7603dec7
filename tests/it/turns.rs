//! Turns against those of another transcriber, and a compilation against its rows. The material lies beside the project.

use std::collections::HashMap;
use std::path::Path;

use similar::{Algorithm, ChangeTag, TextDiff};

use crate::shared::{material, run};
use crate::table::{Row, rows, rows_of};

/// A word with who says it, as each side names them.
struct Word {
    word: String,
    who: String,
    asks: bool,
}

/// Speaker changes and parts of the words that both transcripts have: F1 of the changes and share of the words with
/// the same part, over all files together.
#[test]
fn against_another_transcriber() {
    let Some(folder) = material("data/gold/turns") else { return };
    let (out, code) = run(&["--include", "*.html", &folder.display().to_string()]);
    assert!(code <= 1);
    let turns = rows(out.path(), "turns");
    let (mut right, mut ours, mut theirs, mut alike, mut words) = (0, 0, 0, 0, 0);
    let mut dates: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder")
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".html")?.to_owned()))
        .collect();
    dates.sort();
    for date in &dates {
        let read = read_by_us(&turns, date);
        let told = told_by_them(&folder.join(format!("{date}.turns.csv")));
        let pairs = aligned(&read, &told);
        words += pairs.len();
        alike += pairs.iter().filter(|(a, b)| read[*a].asks == told[*b].asks).count();
        let a = changes(pairs.iter().map(|(a, _)| read[*a].who.as_str()));
        let b = changes(pairs.iter().map(|(_, b)| told[*b].who.as_str()));
        right += near(&a, &b);
        ours += a.len();
        theirs += b.len();
    }
    let (precision, recall) = (right as f64 / ours as f64, right as f64 / theirs as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    let role = alike as f64 / words as f64;
    eprintln!(
        "changes: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}; part {role:.4} of {words} words"
    );
    assert!(f1 >= 0.95, "F1 of speaker changes {f1:.3}");
    assert!(role >= 0.97, "words with the right part {role:.4}");
}

fn split(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace(['’', '\''], "");
    plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Who asks has no name: two questions in a row are two people.
fn read_by_us(turns: &[Row], date: &str) -> Vec<Word> {
    let mut said = Vec::new();
    let (mut questions, mut asked) = (0, false);
    for row in turns.iter().filter(|row| row["document_id"].as_str().starts_with(date)) {
        if row["heading"].as_str() == "true" || row["role"].as_str() == "narrator" {
            continue;
        }
        let asks = row["role"].as_str() == "journalist";
        questions += usize::from(asks && asked);
        asked = asks;
        let who = if asks { format!("Q{questions}") } else { row["speaker"].clone() };
        said.extend(split(row["text"].as_str()).into_iter().map(|word| Word {
            word,
            who: who.clone(),
            asks,
        }));
    }
    said
}

/// The other transcriber calls those who ask by a first name or by a number.
fn told_by_them(path: &Path) -> Vec<Word> {
    let numbered = ["Speaker", "Reporter", "Journalist", "Male Speaker", "Group", "Audience"];
    let table = rows_of(path);
    let mut told = Vec::new();
    for row in &table {
        let who = row["speaker"].as_str().trim().to_owned();
        let asks = !who.contains(' ') || numbered.iter().any(|name| who.starts_with(name));
        told.extend(split(row["text"].as_str()).into_iter().map(|word| Word {
            word,
            who: who.clone(),
            asks,
        }));
    }
    told
}

/// The places of the words that both have, in order.
fn aligned(read: &[Word], told: &[Word]) -> Vec<(usize, usize)> {
    let words = |side: &[Word]| side.iter().map(|word| word.word.clone()).collect::<Vec<_>>();
    let (a, b) = (words(read), words(told));
    let (a, b): (Vec<&str>, Vec<&str>) =
        (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_slices(&a, &b);
    diff.iter_all_changes()
        .filter(|change| change.tag() == ChangeTag::Equal)
        .filter_map(|change| Some((change.old_index()?, change.new_index()?)))
        .collect()
}

fn changes<'a>(who: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let who: Vec<&str> = who.collect();
    (1..who.len()).filter(|at| who[*at] != who[*at - 1]).collect()
}

/// How many changes of one side have one of their own within three words on the other.
fn near(ours: &[usize], theirs: &[usize]) -> usize {
    let mut free = ours.to_vec();
    let mut right = 0;
    for change in theirs {
        let best = (0..free.len()).min_by_key(|at| free[*at].abs_diff(*change));
        if let Some(at) = best.filter(|at| free[*at].abs_diff(*change) <= 3) {
            free.remove(at);
            right += 1;
        }
    }
    right
}

/// Of the exchanges that a compilation's rows hold, the share that is found with date, speaker and outlet. The rows were
/// parsed by a script that passes over some date headings; where the address of a row tells its day, that day is right,
/// too.
#[test]
fn of_a_compilation() {
    let Some(folder) = material("data/transcripts") else { return };
    let (out, code) = run(&[&folder.join("us-china-tracker-part1.docx").display().to_string()]);
    assert_eq!(code, 0);
    let documents = rows(out.path(), "documents");
    let turns = rows(out.path(), "turns");
    let days: HashMap<&str, (&str, &str)> = documents
        .iter()
        .map(|row| (row["document_id"].as_str(), (row["date"].as_str(), row["url"].as_str())))
        .collect();
    let by_id: HashMap<&str, _> = turns.iter().map(|row| (row["turn_id"].as_str(), row)).collect();
    let mut answers: HashMap<String, Vec<_>> = HashMap::new();
    for row in turns.iter().filter(|row| !row["reply_to"].is_empty()) {
        answers.entry(start(row["text"].as_str())).or_default().push(row);
    }
    let coded = rows_of(&folder.join("mfa-qa-2025-2026.csv"));
    let (mut all, mut found, mut linked) = (0, 0, 0);
    for row in coded.iter().filter(|row| row["file"].as_str() == "1") {
        all += 1;
        let given = row["link"].as_str();
        let hit = answers.get(&start(row["answer"].as_str())).into_iter().flatten().find(|turn| {
            let Some(question) = by_id.get(turn["reply_to"].as_str()) else { return false };
            let (date, _) = days[turn["document_id"].as_str()];
            let day = date == row["date"].as_str() || given.contains(&date.replace('-', ""));
            let asked = start(question["text"].as_str()) == start(row["question"].as_str());
            let label = question["speaker_label"].as_str() == row["who_asked"].as_str()
                || question["affiliation"].as_str() == row["who_asked"].as_str();
            day && asked && label && turn["speaker"].as_str() == row["spokesperson"].as_str()
        });
        found += usize::from(hit.is_some());
        linked += usize::from(hit.is_some_and(|turn| !days[turn["document_id"].as_str()].1.is_empty()));
    }
    eprintln!("{found} of {all} exchanges; {linked} with the address of their headline");
    assert!(found * 100 >= all * 95, "{found} of {all} exchanges");
    assert!(linked * 100 >= found * 95, "{linked} of {found} with an address");
}

/// The first letters, without marks.
fn start(text: &str) -> String {
    split(text).join(" ").chars().take(60).collect()
}
