//! CSV and its kin: rows between line ends, cells between commas, semicolons, tabs or bars.

use std::borrow::Cow;

use super::{Row, documents, quotes};
use crate::document::Source;
use crate::error::{Code, Problem};
use crate::ingest::{Columns, Ingested, table};

/// What may stand between cells, the likeliest first.
const MARKS: &[char] = &[',', ';', '\t', '|'];

/// The documents in a CSV file.
pub fn read(text: &str, source: &Source, columns: &Columns) -> Ingested {
    let (mark, text) = delimiter(text, columns);
    let mended = quotes::mended(text, mark);
    let mut problems = mended.problems;
    let mut records: Vec<(usize, Vec<String>)> = Vec::new();
    for record in reader(&mended.text, mark).records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(1, |at| at.line() as usize);
                records.push((line, record.iter().map(str::to_owned).collect()));
            }
            Err(wrong) => {
                let line = wrong.position().map_or(1, |at| at.line() as usize);
                problems.push(Problem::new(Code::BadRow, wrong.to_string()).on_line(line));
            }
        }
    }
    let at = table::header_row(records.iter().map(|(_, cells)| cells), columns);
    let header: Vec<String> = records
        .get(at)
        .map_or(Vec::new(), |(_, cells)| cells.iter().map(|cell| cell.trim().to_owned()).collect());
    // A record is given up when its document is made: the words are not held twice.
    let rows = records.into_iter().skip(at + 1).enumerate().map(|(n, (line, cells))| Row {
        line,
        number: Some(n + 1),
        cells: cells.into_iter().map(Cow::Owned).collect(),
    });
    let mut ingested = documents(&header, rows, source, columns);
    ingested.problems.splice(0..0, problems);
    ingested
}

fn reader(text: &str, mark: char) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(u8::try_from(mark).unwrap_or(b','))
        .from_reader(text.as_bytes())
}

/// What stands between the cells, and the text behind a line `sep=;` that says so. Without such a line it is the mark
/// that gives one of the first rows a column for the words, or stands most often in the first line.
fn delimiter<'a>(text: &'a str, columns: &Columns) -> (char, &'a str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = first.trim().trim_matches('"').strip_prefix("sep=");
    if let Some(mark) = told.and_then(|told| told.chars().next()).filter(|mark| MARKS.contains(mark)) {
        return (mark, rest);
    }
    let known = MARKS.iter().find(|mark| {
        let head: Vec<Vec<String>> = reader(text, **mark)
            .records()
            .take(10)
            .filter_map(Result::ok)
            .map(|record| record.iter().map(str::to_owned).collect())
            .collect();
        head.iter().any(|cells| cells.len() > 1 && table::is_header(cells, columns))
    });
    let most = || MARKS.iter().rev().max_by_key(|mark| first.matches(**mark).count());
    (known.or_else(most).copied().unwrap_or(','), text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn check(text: &str, columns: &Columns, expected: &[&str]) {
        let source = Source { path: "in/some.csv".into(), ..Source::default() };
        let ingested = read(text, &source, columns);
        let voices = |document: &Document| {
            let all = document.voices.iter().map(|voice| {
                format!(
                    "{} {}: {}",
                    voice.role.name(),
                    voice.label.as_deref().unwrap_or("?"),
                    voice.span.slice(&document.text)
                )
            });
            all.collect::<Vec<_>>().join(" | ")
        };
        let shown: Vec<String> = ingested
            .documents
            .iter()
            .map(voices)
            .chain(
                ingested
                    .problems
                    .iter()
                    .map(|problem| format!("{} line {}", problem.code.name(), problem.line.unwrap_or(0))),
            )
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn columns_are_guessed() {
        check(
            "date,spokesperson,who_asked,question,answer\n2021-07-20,Ilka Varn,VTV,Why?,Because.\n",
            &Columns::default(),
            &["journalist VTV: Why? | spokesperson Ilka Varn: Because."],
        );
        check(
            "speaker;text\nA;One\nB;\"Two\nlines\"\n",
            &Columns::default(),
            &["unknown A: One", "unknown B: Two\nlines"],
        );
    }

    #[test]
    fn words_without_a_voice_have_a_head() {
        let title = |text: &str| {
            let source = Source { path: "in/some.csv".into(), ..Source::default() };
            let document = read(text, &source, &Columns::default()).documents.remove(0);
            document.metadata.title.unwrap_or_default()
        };
        let transcript = "\"Remarks of the day\n\nQ: Why?\n\nA: Because.\"";
        assert_eq!(title(&format!("text\n{transcript}\n")), "Remarks of the day");
        assert_eq!(title(&format!("speaker,text\nVarn,{transcript}\n")), "");
        assert_eq!(title(&format!("answer\n{transcript}\n")), "");
        assert_eq!(title("text\nRemarks of the day\n"), "");
    }

    #[test]
    fn rows_with_one_id_are_one_document() {
        let columns = Columns { id: Some("meeting".into()), ..Columns::default() };
        check(
            "meeting,speaker,text\n1,A,One\n1,B,Two\n2,A,Three\n",
            &columns,
            &["unknown A: One | unknown B: Two", "unknown A: Three"],
        );
    }

    #[test]
    fn faults_are_told_and_the_rest_is_read() {
        check(
            "a,text\n1\n2,words\n3,\n",
            &Columns::default(),
            &["unknown ?: words", "bad-row line 2", "empty-row line 4"],
        );
        let columns = Columns { text: Some("reply".into()), ..Columns::default() };
        check("a,text\n1,words\n", &columns, &["missing-column line 1"]);
        check(
            "text\nsame\nsame\n",
            &Columns::default(),
            &["unknown ?: same", "unknown ?: same", "repeated-row line 3"],
        );
    }

    #[test]
    fn marks_and_headers() {
        let plain = ["unknown A: One, two"];
        let columns = Columns::default();
        check("sep=|\nspeaker|text\nA|One, two\n", &columns, &plain);
        check("speaker|text\nA|One, two\n", &columns, &plain);
        check("Remarks of the year, all of them\n\nspeaker\tText\nA\tOne, two\n", &columns, &plain);
        check(
            "\u{FEFF}Speaker , Full-Text\n",
            &Columns { text: Some("full text".into()), ..columns.clone() },
            &[],
        );
        check("2021-07-20,Varn,It is so.\n", &columns, &["missing-column line 1"]);
    }

    #[test]
    fn rows_are_not_swallowed() {
        check(
            "id,text\n1,\"One\n2,Two\n3,\"Three\nlines\"\n4,Four\n",
            &Columns::default(),
            &["unknown ?: Two", "unknown ?: Three\nlines", "unknown ?: Four", "bad-row line 2"],
        );
        check(
            "id,text\n1,One, two\n2,Three,\n",
            &Columns::default(),
            &["unknown ?: Three", "bad-row line 2"],
        );
    }
}
