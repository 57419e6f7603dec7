//! What was read and found, in words and counts, and how to read the workbook.

use jiff::civil::Date;
use rust_xlsxwriter::{Url, XlsxError};

use super::found::{FOLLOWED, Figure, Found};
use super::page::{Page, Shown};
use crate::error::Severity;
use crate::report::Run;
use crate::report::xlsx::links;
use crate::report::xlsx::sheets::Sheets;

/// A line: what, where it leads, how much, and what else there is to say.
struct Fact {
    what: &'static str,
    url: Option<Url>,
    shown: Shown,
    more: String,
}

/// The heading of the page.
pub(super) fn title(page: &mut Page, found: &Found, record: &Run) -> Result<(), XlsxError> {
    let (title, lead) = (page.looks.title.clone(), page.looks.lead.clone());
    page.sheet.set_row_height(0, 27)?;
    page.words(0, "What was said, and how: an overview", &title)?;
    page.line += 1;
    let time = match (found.first, found.last) {
        (Some(first), Some(last)) if first == last => format!(", of {}", day(first)),
        (Some(first), Some(last)) => format!(", from {} to {}", day(first), day(last)),
        _ => String::new(),
    };
    let words = format!(
        "{}{time}. Read by rejoinder {} with {}.",
        counted(found.documents, "document"),
        record.version,
        counted(record.lexicons.len(), "word list")
    );
    page.words(0, &words, &lead)?;
    page.line += 1;
    if !record.selection.is_empty() {
        let part = format!("A part of what was read: {}.", record.selection.join("; "));
        page.words(0, &part, &page.looks.alarm.clone())?;
        page.line += 1;
    }
    page.line += 1;
    Ok(())
}

/// What was read and found.
pub(super) fn found(page: &mut Page, found: &Found, sheets: &Sheets) -> Result<(), XlsxError> {
    page.heading("What was read and found")?;
    for fact in facts(found, sheets) {
        page.link(0, fact.what, fact.url)?;
        page.shown(1, &fact.shown)?;
        let failed = fact.what == PROBLEMS && count(found, Severity::Failure) > 0;
        let look = if failed { page.looks.alarm.clone() } else { page.looks.beside.clone() };
        page.words(2, &fact.more, &look)?;
        page.line += 1;
    }
    page.line += 1;
    Ok(())
}

const PROBLEMS: &str = "Problems";

fn facts(found: &Found, sheets: &Sheets) -> Vec<Fact> {
    let mut facts = read(found, sheets);
    facts.extend(made(found, sheets));
    let measured = [
        (FOLLOWED, "Confrontation index", "acts per 1,000 words of answers"),
        ("hostile_any_share", "Answers with a confrontational act", "of all answers"),
        ("evasion_rate", "Questions that get no answer", "of all answers to a question; a rough reading"),
    ];
    facts.extend(measured.into_iter().filter_map(|(name, what, unit)| {
        measure(found.all.get(name)?, what, unit, name == FOLLOWED, sheets)
    }));
    facts.extend(strongest(found, sheets));
    facts
}

fn fact(what: &'static str, url: Option<Url>, n: usize, more: String) -> Fact {
    Fact { what, url, shown: Shown::Count(n as f64), more }
}

/// What was read, and the acts in it.
fn read(found: &Found, sheets: &Sheets) -> Vec<Fact> {
    vec![
        fact("Documents", sheets.top("documents"), found.documents, documents(found)),
        fact(
            "Answers and statements",
            sheets.top("turns"),
            found.answers,
            format!(
                "{} known by name; {}",
                counted(found.speakers.len(), "speaker"),
                counted(found.exchanges as usize, "exchange")
            ),
        ),
        fact(
            "Words",
            sheets.top("documents"),
            found.words as usize,
            "in all documents, questions included".to_owned(),
        ),
        fact(
            "Expressions found",
            sheets.top("hits"),
            found.hits,
            format!("{} count; the others are denied, quoted, reported, asked …", grouped(found.counted)),
        ),
    ]
}

/// Sources, figures, phrases, problems.
fn made(found: &Found, sheets: &Sheets) -> Vec<Fact> {
    let pairs = |name: &str| found.relations.get(name).copied().unwrap_or(0);
    let [agree, contradict, qualify] = ["agrees", "contradicts", "qualifies"].map(pairs);
    let [failures, warnings, notes] =
        [Severity::Failure, Severity::Warning, Severity::Note].map(|severity| count(found, severity));
    let asked = found.citations - found.own_citations;
    vec![
        fact(
            "Citations of sources",
            sheets.top("citations"),
            found.citations,
            format!("{} of them in questions", grouped(asked)),
        ),
        fact("Numbers with their meaning", sheets.top("quantities"), found.quantities, String::new()),
        fact(
            "Pairs of figures on the same thing",
            sheets.top("checks"),
            found.relations.values().sum(),
            format!(
                "{} agree, {} contradict, {} qualify",
                grouped(agree),
                grouped(contradict),
                grouped(qualify)
            ),
        ),
        fact(
            "Phrases that come again",
            sheets.top("phrases"),
            found.phrases,
            "of 4 words and more, on three dates and more".to_owned(),
        ),
        fact(
            PROBLEMS,
            sheets.top("problems"),
            found.severities.values().sum(),
            format!(
                "{} not used, {}, {}",
                grouped(failures),
                counted(warnings, "warning"),
                counted(notes, "note")
            ),
        ),
    ]
}

fn documents(found: &Found) -> String {
    let mut genres: Vec<(&String, &usize)> = found.genres.iter().collect();
    genres.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    let mut parts: Vec<String> = genres.into_iter().take(3).map(|(genre, n)| counted(*n, genre)).collect();
    if found.undated > 0 {
        parts.push(format!("{} without a date", grouped(found.undated)));
    }
    parts.join(", ")
}

fn measure(figure: &Figure, what: &'static str, unit: &str, is_rate: bool, sheets: &Sheets) -> Option<Fact> {
    let value = figure.value?;
    let shown = |n: f64| if is_rate { format!("{n:.1}") } else { format!("{:.0} %", n * 100.0) };
    let between = figure.low.zip(figure.high);
    let interval = between
        .map_or_else(String::new, |(low, high)| format!("; 95 % interval {} to {}", shown(low), shown(high)));
    Some(Fact {
        what,
        url: sheets.link("measures", figure.row),
        shown: if is_rate { Shown::Rate(value) } else { Shown::Share(value) },
        more: format!("{unit}{interval}"),
    })
}

fn strongest(found: &Found, sheets: &Sheets) -> Option<Fact> {
    let strongest = found.strongest.as_ref()?;
    let speaker = if strongest.speaker.is_empty() { "unnamed speaker" } else { &strongest.speaker };
    let date = strongest.date.map_or(String::new(), |date| format!(", {}", day(date)));
    Some(Fact {
        what: "The most confrontational answer",
        url: sheets.link("turns", strongest.row),
        shown: Shown::Rate(strongest.points),
        more: format!(
            "points: {speaker}{date}, {}",
            counted(usize::try_from(strongest.acts).unwrap_or(0), "act")
        ),
    })
}

const ADVICE: [&str; 8] = [
    "Press a blue word: it leads to the rows that were counted. There, the arrows of the first line filter.",
    "An act counts when somebody who answers for a side does it in earnest: not when it is denied, quoted, reported",
    "or asked (sheet hits, columns status and counts; what does not count is grey, what is negated is struck).",
    "Confrontation index: accusing, rejecting, threatening and other acts of the core set per 1,000 words of answers.",
    "95 % interval: with other documents of this kind the figure would mostly lie between its two ends.",
    "Groups of fewer than 20 answers are grey in measures and trends: too few to be compared.",
    "Rest the mouse on a header to read what its column says; all of them stand in the sheet columns.",
    "Press + above the columns for names of rows and places in texts. Word lists and settings: sheet run.",
];

/// How to read it, and what the sheets do not show.
pub(super) fn advice(page: &mut Page, sheets: &Sheets) -> Result<(), XlsxError> {
    page.heading("How to read this")?;
    let (words, alarm) = (page.looks.words.clone(), page.looks.alarm.clone());
    for line in ADVICE {
        page.words(0, line, &words)?;
        page.line += 1;
    }
    let told = sheets.told();
    if told.cut > 0 {
        let line = format!(
            "{} too long for a spreadsheet: cut here and marked, whole in the CSV and Parquet files.",
            counted(told.cut, "text")
        );
        page.words(0, &line, &alarm)?;
        page.line += 1;
    }
    if told.unlinked > 0 {
        let line = format!(
            "Only the first {} links of a sheet are live; {} further cells have their text alone.",
            grouped(links::MOST),
            grouped(told.unlinked)
        );
        page.words(0, &line, &words)?;
        page.line += 1;
    }
    page.line += 1;
    Ok(())
}

fn count(found: &Found, severity: Severity) -> usize {
    found.severities.get(severity.name()).copied().unwrap_or(0)
}

/// 20 July 2021
fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// 2 speeches
fn counted(n: usize, one: &str) -> String {
    let many = if one.ends_with("ch") { "es" } else { "s" };
    format!("{} {one}{}", grouped(n), if n == 1 { "" } else { many })
}

/// 12,345
pub(super) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words() {
        let check = |n, expected| assert_eq!(grouped(n), expected);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(1_234_567, "1,234,567");
        assert_eq!(counted(1, "speech"), "1 speech");
        assert_eq!(counted(2, "speech"), "2 speeches");
        assert_eq!(counted(1_200, "briefing"), "1,200 briefings");
        assert_eq!(day(Date::constant(2021, 7, 2)), "2 July 2021");
    }
}
