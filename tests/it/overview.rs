//! The first sheet of the workbook tells what the tables hold, its charts are drawn from its cells, its links lead where
//! they say, and the last sheet says how it was made.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use regex::Regex;

use crate::report::part;
use crate::shared::corpus;
use crate::table::{Row, number, rows};

fn sheet(name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(corpus().join("rejoinder.xlsx")).expect("a workbook");
    let range = book.worksheet_range(name).expect("the sheet");
    // Cells of an empty first column would be left out of the range.
    let (top, left) = range.start().expect("cells");
    assert_eq!((top, left), (0, 0));
    range.rows().map(<[Data]>::to_vec).collect()
}

fn text(cell: Option<&Data>) -> String {
    cell.map_or(String::new(), ToString::to_string)
}

/// The number behind a label of the first column.
fn told(lines: &[Vec<Data>], label: &str) -> f64 {
    let line = lines.iter().find(|line| text(line.first()) == label);
    let cell = line.and_then(|line| line.get(1));
    match cell {
        Some(Data::Float(n)) => *n,
        other => panic!("{label}: {other:?}"),
    }
}

fn answers(row: &&Row) -> bool {
    matches!(row["role"].as_str(), "spokesperson" | "official")
}

#[test]
fn counts_are_rows_of_the_tables() {
    let lines = sheet("overview");
    let out = corpus();
    for (label, table) in [
        ("Documents", "documents"),
        ("Expressions found", "hits"),
        ("Citations of sources", "citations"),
        ("Numbers with their meaning", "quantities"),
        ("Pairs of figures on the same thing", "checks"),
        ("Phrases that come again", "phrases"),
        ("Problems", "problems"),
    ] {
        assert_eq!(told(&lines, label), rows(out, table).len() as f64, "{label}");
    }
    let turns = rows(out, "turns");
    assert_eq!(told(&lines, "Answers and statements"), turns.iter().filter(answers).count() as f64);
    let points = turns.iter().filter(|row| !row["intensity_sum"].is_empty());
    let most = points.map(|row| number(row, "intensity_sum")).fold(0.0, f64::max);
    assert_eq!(told(&lines, "The most confrontational answer"), most);
    let counted = rows(out, "hits").iter().filter(|row| row["counts"] == "true").count();
    let line = lines.iter().find(|line| text(line.first()) == "Expressions found").expect("the line");
    assert!(text(line.get(2)).starts_with(&format!("{counted} count")), "{line:?}");
}

/// Every figure behind a chart names its measure, and equals the row to which it leads.
#[test]
fn figures_of_charts_are_those_of_the_tables() {
    let lines = sheet("overview");
    let (measures, trends) = (rows(corpus(), "measures"), rows(corpus(), "trends"));
    let turns = rows(corpus(), "turns");
    let asking: Vec<&str> = turns
        .iter()
        .filter(|row| matches!(row["role"].as_str(), "journalist" | "moderator"))
        .map(|row| row["turn_id"].as_str())
        .collect();
    let citations: Vec<Row> = rows(corpus(), "citations")
        .into_iter()
        .filter(|row| !asking.contains(&row["turn_id"].as_str()))
        .collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lines {
        let source = text(line.get(5));
        let cell = |at: usize| match line.get(at) {
            Some(Data::Float(n)) => Some(*n),
            _ => None,
        };
        let measured = |by: &str, group: &str, name: &str| {
            let found = measures
                .iter()
                .find(|row| row["group_by"] == by && row["group"] == group && row["measure"] == name);
            found.unwrap_or_else(|| panic!("{by} {group} {name}"))
        };
        let same = |at: usize, row: &Row, column: &str| {
            let expected = Some(row[column].as_str()).filter(|cell| !cell.is_empty());
            let expected = expected.map(|cell| cell.parse::<f64>().expect("a number"));
            let near = match (cell(at), expected) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-9,
                (a, b) => a == b,
            };
            assert!(near, "{source}, {column}: {:?} is not {expected:?}", cell(at));
        };
        if let Some(target) = source.strip_prefix("measures: target_share of ") {
            let row = measured("target", target, "target_share");
            same(1, row, "numerator");
            same(2, row, "value");
            same(3, row, "ci_low");
            same(4, row, "ci_high");
            *seen.entry("targets").or_default() += 1;
        } else if source == "measures: ci by year" {
            let row = measured("year", &text(line.first()), "ci");
            same(1, row, "value");
            same(2, row, "ci_low");
            same(3, row, "ci_high");
            same(4, row, "n_answers");
            *seen.entry("time").or_default() += 1;
        } else if let Some(name) = source.strip_prefix("measures: ") {
            same(1, measured("all", "all", name), "value");
            *seen.entry("acts").or_default() += 1;
        } else if source.starts_with("trends: ci by ") {
            let period = text(line.first());
            let row = trends
                .iter()
                .find(|row| row["series_by"] == "all" && row["measure"] == "ci" && row["period"] == period);
            let row = row.expect("the period");
            same(1, row, "value");
            same(2, row, "ci_low");
            same(3, row, "ci_high");
            same(4, row, "n_answers");
            *seen.entry("time").or_default() += 1;
        } else if let Some((column, name)) =
            source.strip_prefix("citations: ").and_then(|told| told.split_once(" = "))
        {
            let n = citations.iter().filter(|row| row[column] == name).count();
            assert_eq!(cell(1), Some(n as f64), "{source}");
            *seen.entry(if column == "source_type" { "kinds" } else { "cited" }).or_default() += 1;
        }
    }
    assert_eq!(seen.keys().copied().collect::<Vec<_>>(), ["acts", "cited", "kinds", "targets", "time"]);
    assert!(seen.iter().all(|(what, n)| *n > 2 && (*n <= 10 || *what == "time")), "{seen:?}");
}

/// The parts of the file, by name.
fn parts_of(out: &Path) -> BTreeMap<String, String> {
    let file = std::fs::File::open(out.join("rejoinder.xlsx")).expect("the workbook");
    let mut archive = zip::ZipArchive::new(file).expect("a package");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let mut content = String::new();
            part.read_to_string(&mut content).expect("text");
            parts.insert(name, content);
        }
    }
    parts
}

fn parts() -> BTreeMap<String, String> {
    parts_of(corpus())
}

#[test]
fn charts_have_titles_units_words_for_who_cannot_see_and_figures_in_cells() {
    let parts = parts();
    let charts: Vec<&String> =
        parts.iter().filter(|(name, _)| name.starts_with("xl/charts/chart")).map(|(_, part)| part).collect();
    assert_eq!(charts.len(), 5);
    let from = Regex::new(r"<c:f>([^<]*)</c:f>").expect("a pattern");
    for chart in &charts {
        assert_eq!(chart.matches("<c:title>").count(), 3, "a title, and one for each axis");
        assert!(chart.contains("<c:numCache>") && chart.contains("<c:strCache>"));
        let mut ranges = from.captures_iter(chart);
        assert!(ranges.all(|range| range[1].starts_with("overview!$")), "{chart}");
    }
    let drawing = &parts["xl/drawings/drawing1.xml"];
    let described = Regex::new(r#"descr="[^"]{30,}""#).expect("a pattern");
    assert_eq!(described.find_iter(drawing).count(), 5);
}

#[test]
fn no_cell_is_a_formula() {
    for (name, part) in parts().iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
        assert!(!part.contains("<f>") && !part.contains("<f "), "{name}");
    }
}

/// The links of a sheet: cell and place.
fn links(part: &str) -> Vec<(String, String)> {
    let link = Regex::new(r#"<hyperlink ref="([A-Z]+\d+)" location="([^"]*)""#).expect("a pattern");
    link.captures_iter(part).map(|found| (found[1].to_owned(), found[2].to_owned())).collect()
}

#[test]
fn rows_lead_to_their_documents() {
    let parts = parts();
    let documents = rows(corpus(), "documents");
    for (at, table) in [(3, "turns"), (5, "hits"), (6, "quotes"), (7, "citations")] {
        let all = rows(corpus(), table);
        let links = links(&parts[&format!("xl/worksheets/sheet{at}.xml")]);
        assert_eq!(links.len(), all.len(), "{table}");
        for (cell, place) in links {
            let row: usize = cell.trim_start_matches(char::is_alphabetic).parse().expect("a row");
            let line: usize = place.strip_prefix("documents!A").expect("documents").parse().expect("a row");
            assert_eq!(all[row - 2]["document_id"], documents[line - 2]["document_id"]);
        }
    }
    let addressed = documents.iter().filter(|row| row["url"].starts_with("http")).count();
    let targets = &parts["xl/worksheets/_rels/sheet2.xml.rels"];
    assert_eq!(targets.matches("TargetMode=\"External\"").count(), addressed);
}

#[test]
fn figures_lead_to_their_rows() {
    let parts = parts();
    let lines = sheet("overview");
    for (cell, place) in links(&parts["xl/worksheets/sheet1.xml"]) {
        let Some(row) = cell.strip_prefix('F') else { continue };
        let row: usize = row.parse().expect("a row");
        let (table, line) = place.split_once("!A").expect("a place");
        let line: usize = line.parse().expect("a row");
        let source = text(lines[row - 1].get(5));
        if line > 1 {
            let found = &rows(corpus(), table)[line - 2];
            let name = source.split_once(": ").expect("a measure").1;
            let measure =
                name.split(" of ").next().and_then(|name| name.split(" by ").next()).expect("a name");
            assert_eq!(found["measure"], measure, "{cell} {place}");
        } else {
            assert!(source.starts_with("citations: "), "{source}");
        }
    }
}

/// Whatever tables are chosen.
#[test]
fn links_lead_to_sheets_that_are_there() {
    let name = Regex::new(r#"<sheet name="([^"]*)""#).expect("a pattern");
    for only in ["hits", "measures,documents", "turns,citations"] {
        let chosen = part(&["--only", only, "--formats", "xlsx"]);
        let parts = parts_of(chosen.path());
        let sheets: Vec<&str> = name
            .captures_iter(&parts["xl/workbook.xml"])
            .filter_map(|found| found.get(1))
            .map(|name| name.as_str())
            .collect();
        let places: Vec<String> =
            parts.values().flat_map(|part| links(part)).map(|(_, place)| place).collect();
        assert!(!places.is_empty());
        for place in places {
            let (sheet, _) = place.split_once('!').expect("a place");
            assert!(sheets.contains(&sheet), "--only {only}: a link to {place}, sheets {sheets:?}");
        }
    }
}

#[test]
fn the_last_sheet_says_how_it_was_made() {
    let record = std::fs::read_to_string(corpus().join("run.json")).expect("the record");
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    let cells: Vec<String> = sheet("run").iter().flatten().map(ToString::to_string).collect();
    let says = |words: &str| cells.iter().any(|cell| cell == words);
    assert!(says(record["version"].as_str().expect("a version")));
    for lexicon in record["lexicons"].as_array().expect("word lists") {
        for field in ["name", "version", "sha256"] {
            let words = lexicon[field].as_str().expect("words");
            assert!(says(words), "{words}");
        }
    }
    for line in sheet("run") {
        if let Some(n) = record["rows"].get(text(line.first())) {
            assert_eq!(text(line.get(1)), n.to_string(), "{line:?}");
        }
    }
    assert!(!cells.iter().any(|cell| cell == "timing"));
}
