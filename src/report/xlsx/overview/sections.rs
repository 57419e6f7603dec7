//! The figures behind the charts: each with the name of its measure and a link to its row.

use std::collections::BTreeMap;

use super::charts::Bars;
use super::found::{BARS, FOLLOWED, Figure, Found, POINTS};
use super::page::{Line, Section, Shown};
use crate::report::html::About;
use crate::report::xlsx::sheets::Sheets;

/// Acts, targets, kinds of sources, sources.
pub(super) fn bars(found: &Found, about: &About, sheets: &Sheets) -> [Section; 4] {
    [
        acts(found, about, sheets),
        targets(found, about, sheets),
        kinds(found, about, sheets),
        cited(found, about, sheets),
    ]
}

fn acts(found: &Found, about: &About, sheets: &Sheets) -> Section {
    let known = |(name, figure): &(String, Figure)| {
        let (label, polarity) = about.category(name.strip_prefix("n_")?)?;
        Some((name.clone(), label.to_owned(), polarity.to_owned(), *figure))
    };
    let mut all: Vec<_> = found.acts.iter().filter_map(known).collect();
    all.sort_by(|a, b| b.3.numerator.total_cmp(&a.3.numerator));
    let of = all.len();
    all.truncate(BARS);
    let lines = all.iter().map(|(name, label, polarity, figure)| Line {
        name: label.clone(),
        shown: vec![count(figure.value), Shown::Words(polarity.clone())],
        source: (format!("measures: {name}"), sheets.link("measures", figure.row)),
    });
    let kinds = all.iter().map(|(_, _, polarity, _)| polarity.clone()).collect();
    Section {
        heading: "What kind of acts",
        columns: vec!["Kind of act", "Acts", "Which is", "", "", "Where it stands"],
        lines: lines.collect(),
        note: format!(
            "{}Bars: red, striped: confrontational; violet, dotted: evasive; green: cooperative; light: neutral.",
            shown_of(of, "kinds")
        ),
        bars: Some(Bars {
            title: "Acts by kind",
            names: "Kind of act",
            unit: "Acts (rows of the sheet hits that count)",
            kinds,
            alt: alt("Bars of the most frequent kinds of acts", all.first().map(|(_, label, ..)| label)),
        }),
    }
}

fn targets(found: &Found, about: &About, sheets: &Sheets) -> Section {
    let line = |(target, figure): &(String, Figure)| Line {
        name: about.actor(target).to_owned(),
        shown: vec![
            Shown::Count(figure.numerator),
            share(figure.value),
            share(figure.low),
            share(figure.high),
        ],
        source: (format!("measures: target_share of {target}"), sheets.link("measures", figure.row)),
    };
    let lines: Vec<Line> = found.targets.iter().map(line).collect();
    Section {
        heading: "At whom it is aimed",
        columns: vec!["Target", "Acts", "Share", "from", "to", "Where it stands"],
        note: format!(
            "{}Share of all confrontational acts, with its 95 % interval.",
            shown_of(found.n_targets, "targets")
        ),
        bars: Some(Bars {
            title: "Confrontational acts by target",
            names: "Target",
            unit: "Acts of the core set",
            kinds: Vec::new(),
            alt: alt("Bars of the most frequent targets", lines.first().map(|line| &line.name)),
        }),
        lines,
    }
}

fn kinds(found: &Found, about: &About, sheets: &Sheets) -> Section {
    let all = most(&found.kinds);
    let line = |(kind, n): &(&str, usize)| Line {
        name: about.source(kind).to_owned(),
        shown: vec![Shown::Count(*n as f64), Shown::Share(*n as f64 / found.own_citations.max(1) as f64)],
        source: (format!("citations: source_type = {kind}"), sheets.top("citations")),
    };
    let lines: Vec<Line> = all.iter().map(line).collect();
    Section {
        heading: "Sources by kind",
        columns: vec!["Kind of source", "Citations", "Share", "", "", "Where it stands"],
        note: format!(
            "{}Seen from the speaker. Citations in questions are left out.",
            shown_of(found.kinds.len(), "kinds")
        ),
        bars: Some(Bars {
            title: "Sources by kind",
            names: "Kind of source",
            unit: "Citations",
            kinds: Vec::new(),
            alt: alt("Bars of the most frequent kinds of sources", lines.first().map(|line| &line.name)),
        }),
        lines,
    }
}

fn cited(found: &Found, about: &About, sheets: &Sheets) -> Section {
    let all = most(&found.cited);
    let line = |(entity, n): &(&str, usize)| Line {
        name: about.actor(entity).to_owned(),
        shown: vec![Shown::Count(*n as f64)],
        source: (format!("citations: source_entity = {entity}"), sheets.top("citations")),
    };
    let lines: Vec<Line> = all.iter().map(line).collect();
    Section {
        heading: "The sources most cited",
        columns: vec!["Source", "Citations", "", "", "", "Where it stands"],
        note: format!(
            "{}Sources known by name. States, blocs and citations in questions are left out.",
            shown_of(found.cited.len(), "sources")
        ),
        bars: Some(Bars {
            title: "The sources most cited",
            names: "Source",
            unit: "Citations",
            kinds: Vec::new(),
            alt: alt("Bars of the sources most cited", lines.first().map(|line| &line.name)),
        }),
        lines,
    }
}

/// The confrontation index by month, by quarter where there are too many months for a chart, or by year.
pub(super) fn time(found: &Found, sheets: &Sheets) -> Section {
    let (name, table, periods) = match (found.months.len(), found.quarters.len()) {
        (..=POINTS, _) => ("Month", "trends", &found.months),
        (_, ..=POINTS) => ("Quarter", "trends", &found.quarters),
        _ => ("Year", "measures", &found.years),
    };
    let line = |(period, figure): &(String, Figure)| Line {
        name: period.clone(),
        shown: vec![
            rate(figure.value),
            rate(figure.low),
            rate(figure.high),
            Shown::Count(figure.answers as f64),
        ],
        source: (format!("{table}: {FOLLOWED} by {}", name.to_lowercase()), sheets.link(table, figure.row)),
    };
    let lines: Vec<Line> = periods.iter().map(line).collect();
    let note = if lines.is_empty() {
        "No chart over time: no document with answers has a date of which the month is known."
    } else {
        "Confrontational acts per 1,000 words of answers, with the 95 % interval (none below 5 documents). Below 20 answers: too few to compare."
    };
    Section {
        heading: "Confrontation over time: the figures of the first chart",
        columns: vec![name, "Index", "from", "to", "Answers", "Where it stands"],
        lines,
        note: note.to_owned(),
        bars: None,
    }
}

/// The most frequent names, those of equal frequency in the order of the alphabet.
fn most(counts: &BTreeMap<String, usize>) -> Vec<(&str, usize)> {
    let mut all: Vec<(&str, usize)> = counts.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    all.truncate(BARS);
    all
}

fn shown_of(n: usize, what: &str) -> String {
    match n {
        0 => "Nothing was found. ".to_owned(),
        n if n > BARS => format!("The {BARS} most frequent of {n} {what}. "),
        _ => String::new(),
    }
}

fn alt(what: &str, first: Option<&String>) -> String {
    first.map_or_else(
        || what.to_owned(),
        |first| format!("{what}; first stands: {first}. The figures are beside it."),
    )
}

fn count(value: Option<f64>) -> Shown {
    value.map_or(Shown::Nothing, Shown::Count)
}

fn rate(value: Option<f64>) -> Shown {
    value.map_or(Shown::Nothing, Shown::Rate)
}

fn share(value: Option<f64>) -> Shown {
    value.map_or(Shown::Nothing, Shown::Share)
}
