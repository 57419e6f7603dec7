//! The files of a lexicon → [`Lexicon`], with the place of every fault. Pure: [`super::folder`] reads the files.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{Category, Direction, Entry, Flags, Header, Lexicon, Place, Polarity, TestSentence};
use crate::error::Error;

/// A file of a lexicon: its path below the lexicon's folder (`entries/deny.csv`) and its content.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it is told to be in messages.
    pub path: String,
    /// Path below the lexicon's folder, with `/`.
    pub name: String,
    /// Content.
    pub text: String,
}

/// A lexicon from its files, in any order. Stops at the first fault and says where it stands.
pub fn lexicon(folder: &str, files: &[File]) -> Result<Lexicon, Error> {
    let mut files: Vec<&File> = files.iter().collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let head = files.iter().find(|file| file.name == "lexicon.toml").ok_or_else(|| {
        fault(folder, 1, "no lexicon.toml; a lexicon needs one with its name, version, kind and categories")
    })?;
    let header = header(head)?;
    let ids: HashMap<&str, usize> =
        header.categories.iter().enumerate().map(|(at, category)| (category.id.as_str(), at)).collect();
    let mut entries = Vec::new();
    let mut tests = Vec::new();
    let mut hash = Sha256::new();
    for file in &files {
        hash.update(file.name.as_bytes());
        hash.update([0]);
        hash.update(file.text.as_bytes());
        hash.update([0]);
        if file.name.starts_with("entries/") {
            read_entries(file, &header, &ids, &mut entries)?;
        } else if file.name.starts_with("tests/") {
            read_tests(file, &mut tests)?;
        }
    }
    let sha256 = hex(&hash.finalize());
    drop(ids);
    Ok(Lexicon { header, entries, tests, sha256, warnings: Vec::new() })
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn fault(path: &str, line: usize, message: impl Into<String>) -> Error {
    Error::Lexicon { path: path.to_owned(), line, message: message.into() }
}

fn header(file: &File) -> Result<Header, Error> {
    let header: Header = toml::from_str(&file.text).map_err(|wrong| {
        let line = wrong.span().map_or(1, |span| line_of(&file.text, span.start));
        fault(&file.path, line, wrong.message())
    })?;
    for (at, category) in header.categories.iter().enumerate() {
        if header.categories[..at].iter().any(|earlier| earlier.id == category.id) {
            let line = line_of(&file.text, file.text.rfind(&format!("{:?}", category.id)).unwrap_or(0));
            return Err(fault(&file.path, line, format!("category {:?} is declared twice", category.id)));
        }
        for beaten in &category.beats {
            if !header.categories.iter().any(|other| other.id == *beaten) {
                let line = line_of(&file.text, file.text.find(&format!("{beaten:?}")).unwrap_or(0));
                let message = format!("category {:?} beats {beaten:?}, which is not declared", category.id);
                return Err(fault(&file.path, line, message));
            }
        }
    }
    Ok(header)
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The column in which a cell begins in its line, in characters from 1; 0 when it is not found there.
fn column_of(lines: &[&str], line: usize, cell: &str) -> usize {
    let line = lines.get(line.saturating_sub(1)).copied().unwrap_or("");
    if line.starts_with(cell) {
        return 1;
    }
    let found = if cell.contains('"') { line.find(&cell.replace('"', "\"\"")) } else { line.find(cell) };
    found.map_or(0, |at| line[..at].chars().count() + 1)
}

/// Calls `each` with every row of a CSV file, its cells in the order of the known columns, and its line.
fn rows<const N: usize>(
    file: &File,
    known: &[&str; N],
    mut each: impl FnMut([&str; N], usize) -> Result<(), Error>,
) -> Result<(), Error> {
    let text = file.text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|wrong| fault(&file.path, 1, wrong.to_string()))?;
    if let Some(unknown) = headers.iter().find(|name| !known.contains(name)) {
        let message = format!("unknown column {unknown:?}; known are {}", known.join(", "));
        return Err(fault(&file.path, 1, message));
    }
    let names: Vec<&str> = headers.iter().collect();
    let places = known.map(|name| names.iter().rposition(|header| *header == name));
    let mut record = csv::StringRecord::new();
    let misread = |wrong: csv::Error| {
        let line = wrong.position().map_or(1, |at| at.line() as usize);
        fault(&file.path, line, format!("{wrong}; is a comma missing its quotation marks?"))
    };
    while reader.read_record(&mut record).map_err(misread)? {
        let line = record.position().map_or(1, |at| at.line() as usize);
        let row = places.map(|place| place.and_then(|place| record.get(place)).map_or("", str::trim));
        if row.iter().any(|cell| !cell.is_empty()) {
            each(row, line)?;
        }
    }
    Ok(())
}

const ENTRY_COLUMNS: [&str; 14] = [
    "term",
    "category",
    "intensity",
    "match",
    "except",
    "note",
    "source",
    "entity",
    "country",
    "role",
    "source_type",
    "scope",
    "direction",
    "ladder",
];

fn read_entries(
    file: &File,
    header: &Header,
    ids: &HashMap<&str, usize>,
    entries: &mut Vec<Entry>,
) -> Result<(), Error> {
    let lines: Vec<&str> = file.text.lines().collect();
    rows(file, &ENTRY_COLUMNS, |row, line| {
        let [
            term,
            id,
            power,
            compared,
            except,
            note,
            source,
            entity,
            country,
            role,
            type_of,
            scope,
            side,
            step,
        ] = row;
        let wrong = |message: String| fault(&file.path, line, message);
        if term.is_empty() {
            return Err(wrong("the term is empty".into()));
        }
        let category =
            *ids.get(id).ok_or_else(|| wrong(format!("category {id:?} is not declared in lexicon.toml")))?;
        if id == "number.month" && !is_month(entity) {
            return Err(wrong(format!("entity {entity:?} is no month from 1 to 12")));
        }
        let Category { intensity: default, polarity, .. } = &header.categories[category];
        entries.push(Entry {
            id: [id, "/", term].concat(),
            term: term.to_owned(),
            category,
            intensity: intensity(power, *default, *polarity).map_err(wrong)?,
            flags: flags(compared).map_err(wrong)?,
            except: list(except),
            note: note.to_owned(),
            source: source.to_owned(),
            entity: entity.to_owned(),
            country: country.to_owned(),
            role: role.to_owned(),
            source_type: type_of.to_owned(),
            scope: number(scope).map_err(wrong)?,
            direction: direction(side).map_err(wrong)?,
            ladder: ladder(step).map_err(wrong)?,
            place: Place { path: file.path.clone(), line, column: column_of(&lines, line, term) },
        });
        Ok(())
    })
}

fn is_month(cell: &str) -> bool {
    cell.parse::<i8>().is_ok_and(|month| (1..=12).contains(&month))
}

fn intensity(cell: &str, default: f64, polarity: Polarity) -> Result<f64, String> {
    if cell.is_empty() {
        return Ok(default);
    }
    let scale = if polarity == Polarity::Neutral { f64::MAX } else { 5.0 };
    match cell.parse::<f64>() {
        Ok(value) if value.abs() <= scale => Ok(value),
        _ => Err(format!("intensity {cell:?} is no number from -5 to 5")),
    }
}

fn number(cell: &str) -> Result<usize, String> {
    if cell.is_empty() {
        Ok(0)
    } else {
        cell.parse().map_err(|_| format!("scope {cell:?} is no whole number"))
    }
}

fn ladder(cell: &str) -> Result<u8, String> {
    match cell.parse() {
        _ if cell.is_empty() => Ok(0),
        Ok(step @ 1..=9) => Ok(step),
        _ => Err(format!("ladder {cell:?} is no step from 1 to 9")),
    }
}

fn direction(cell: &str) -> Result<Direction, String> {
    match cell {
        "" | "after" => Ok(Direction::After),
        "before" => Ok(Direction::Before),
        "both" => Ok(Direction::Both),
        other => Err(format!("direction {other:?} is unknown; known are after, before, both")),
    }
}

/// How a term is compared, as the column `match` says it.
pub fn flags(cell: &str) -> Result<Flags, String> {
    let mut flags = Flags::default();
    for word in cell.split_whitespace() {
        match word {
            "case" => flags.case = true,
            "stem" => flags.stem = true,
            "comma" => flags.comma = true,
            "start" => flags.start = true,
            "rule" => flags.rule = true,
            other => {
                return Err(format!("match {other:?} is unknown; known are case, stem, comma, start, rule"));
            }
        }
    }
    Ok(flags)
}

fn list(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn read_tests(file: &File, tests: &mut Vec<TestSentence>) -> Result<(), Error> {
    rows(file, &["text", "role", "side", "expect", "forbid", "note"], |row, line| {
        let [text, role, side, expect, forbid, note] = row;
        let role = match role {
            "" => "spk",
            known @ ("spk" | "jrn" | "art") => known,
            other => {
                return Err(fault(
                    &file.path,
                    line,
                    format!("role {other:?} is unknown; known are spk, jrn, art"),
                ));
            }
        };
        tests.push(TestSentence {
            text: text.to_owned(),
            role: role.to_owned(),
            side: side.to_owned(),
            expect: list(expect),
            forbid: list(forbid),
            note: note.to_owned(),
            place: Place { path: file.path.clone(), line, column: 0 },
        });
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::{File, lexicon};

    const HEAD: &str = "name='x'\nversion='1'\nlanguage='en'\nkind='acts'\nlicence='MIT'\ndescription='d'\n\
        [[category]]\nid='deny'\nname='n'\ndefinition='d'\nintensity=2\n";

    fn read(entries: &str) -> Result<super::Lexicon, crate::Error> {
        let file =
            |name: &str, text: &str| File { path: format!("x/{name}"), name: name.into(), text: text.into() };
        lexicon("x", &[file("lexicon.toml", HEAD), file("entries/a.csv", entries)])
    }

    #[test]
    fn defaults_come_from_the_category() {
        let lexicon = read("category,term,match\ndeny,groundless,\ndeny,US lies,case comma\n").unwrap();
        assert_eq!(lexicon.entries[0].intensity, 2.0);
        assert!(lexicon.entries[1].flags.case && lexicon.entries[1].flags.comma);
        assert_eq!(lexicon.entries[1].id, "deny/US lies");
    }

    #[test]
    fn a_month_is_one_of_twelve() {
        let file =
            |name: &str, text: &str| File { path: format!("x/{name}"), name: name.into(), text: text.into() };
        let head = HEAD.replace("id='deny'", "id='number.month'").replace("kind='acts'", "kind='citation'");
        let entries = "term,category,entity\nMarch,number.month,3\nJanuary,number.month,13\n";
        let wrong = lexicon("x", &[file("lexicon.toml", &head), file("entries/a.csv", entries)]);
        let wrong = wrong.expect_err("no such month").to_string();
        assert!(wrong.starts_with("x/entries/a.csv:3: entity \"13\" is no month"), "{wrong}");
    }

    #[test]
    fn faults_point_to_their_line() {
        for (entries, expected) in [
            ("term,category\na,deny\nb,denial\n", "x/entries/a.csv:3: category \"denial\" is not declared"),
            ("term,kategory\n", "x/entries/a.csv:1: unknown column \"kategory\""),
            ("term,category,intensity\na,deny,much\n", "x/entries/a.csv:2: intensity \"much\""),
            ("term,category\na,deny,extra\n", "x/entries/a.csv:2: CSV error"),
        ] {
            let wrong = read(entries).expect_err(entries).to_string();
            assert!(wrong.starts_with(expected), "{wrong}");
        }
    }
}
