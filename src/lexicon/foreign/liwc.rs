//! LIWC: `.dic` (numbered categories, words with numbers) and `.dicx` (a table of words against categories).

use std::collections::HashMap;

use super::build::{Builder, weight};
use super::outline::{Levels, headings, indent};
use super::rows;
use super::spell::{self, Spelled, Weights};
use super::term::Marks;
use super::{Dictionary, Fault, Warning};

const MARKS: Marks = Marks { star: true, question: false, underscore: false };

/// The dictionary in a `.dic` file: the header between two lines of `%`, then the entries.
pub(super) fn read_dic(name: &str, text: &str) -> Result<Dictionary, Fault> {
    let mut builder = Builder::new(name, MARKS);
    let lines: Vec<(usize, &str)> = text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    let bounds: Vec<usize> =
        lines.iter().enumerate().filter(|(_, (_, line))| line.trim() == "%").map(|(at, _)| at).collect();
    let [first, last, others @ ..] = bounds.as_slice() else {
        let line = bounds.first().map_or(1, |at| lines[*at].0);
        return Err(Fault::new(
            line,
            "no header; a .dic file begins with its categories between two lines of %",
        ));
    };
    for (line, text) in &lines[..*first] {
        builder.warn(*line, format!("{:?} stands before the header and was not read", text.trim()));
    }
    let ids = header(&lines[first + 1..*last], &mut builder);
    for (at, (line, text)) in lines.iter().enumerate().skip(last + 1) {
        if others.contains(&at) {
            builder.warn(*line, "a further line of % was passed over");
        } else {
            entry(text, *line, &ids, &mut builder);
        }
    }
    Ok(builder.finish())
}

/// The categories by their numbers without leading zeros.
fn header<'a>(lines: &[(usize, &'a str)], builder: &mut Builder) -> HashMap<&'a str, usize> {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    let mut levels = Levels::default();
    let flat = right_aligned(lines);
    for (line, text) in lines {
        let trimmed = text.trim();
        let digits = trimmed.find(|c: char| !c.is_ascii_digit()).unwrap_or(trimmed.len());
        let (id, name) = trimmed.split_at(digits);
        if id.is_empty() || name.starts_with(|c: char| !c.is_whitespace()) {
            builder.warn(*line, format!("{trimmed:?} is no category; one has a number and a name"));
            continue;
        }
        let column = if flat { 0 } else { indent(text) };
        let parent = levels.above(column);
        let category = builder.category(parent, name, *line);
        levels.push(column, category);
        if *ids.entry(plain(id)).or_insert(category) != category {
            builder.warn(*line, format!("number {id} is given twice; the first category has it"));
        }
    }
    ids
}

/// Numbers set flush right by spaces are no nesting.
fn right_aligned(lines: &[(usize, &str)]) -> bool {
    let mut edges = lines.iter().map(|(_, text)| {
        let start = text.len() - text.trim_start().len();
        start + text[start..].bytes().take_while(u8::is_ascii_digit).count()
    });
    let first = edges.next();
    edges.all(|edge| Some(edge) == first) && !lines.iter().any(|(_, text)| text.starts_with('\t'))
}

/// A number without its leading zeros.
fn plain(id: &str) -> &str {
    id.trim_start_matches('0')
}

fn entry(text: &str, line: usize, ids: &HashMap<&str, usize>, builder: &mut Builder) {
    let (term, rest) = split(text.trim());
    let mut found = Vec::new();
    let mut unread: Vec<(&str, &str)> = Vec::new();
    for item in items(rest) {
        if item.starts_with(['(', '<']) {
            unread.push((item, "is a condition on other words, which our patterns do not have"));
        } else if !item.bytes().all(|byte| byte.is_ascii_digit()) {
            unread.push((item, "is no number of a category"));
        } else if let Some(category) = ids.get(plain(item)) {
            found.push(*category);
        } else {
            unread.push((item, "is the number of no category"));
        }
    }
    let outcome = if found.is_empty() { "it was left out" } else { "its other categories were kept" };
    for (item, why) in &unread {
        builder.warn(line, format!("{term:?}: {item} {why}; {outcome}"));
    }
    if found.is_empty() && unread.is_empty() {
        builder.warn(line, format!("{term:?} has no category; it was left out"));
    }
    found.sort_unstable();
    found.dedup();
    for category in found {
        builder.term(category, term, None, line);
    }
}

/// Term and numbers: parted by a tab, else by several spaces, else the numbers are what ends the line.
fn split(text: &str) -> (&str, &str) {
    if let Some((term, rest)) = text.split_once('\t') {
        return (term.trim_end(), rest);
    }
    let numeric = |part: &str| {
        part.starts_with('<') || part.bytes().all(|byte| byte.is_ascii_digit() || b"()/".contains(&byte))
    };
    if let Some((term, rest)) = text.split_once("  ")
        && rest.split_whitespace().all(numeric)
    {
        return (term, rest);
    }
    let mut end = text.len();
    while let Some((head, part)) = text[..end].trim_end().rsplit_once(' ') {
        if !numeric(part) {
            break;
        }
        end = head.trim_end().len();
    }
    (&text[..end], &text[end..])
}

/// Numbers and conditions; a condition in brackets may hold spaces.
fn items(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    // Looked for once, so that a line of opening brackets stays cheap.
    let closes = [text.rfind(')'), text.rfind('>')];
    let mut from = 0;
    while let Some(skipped) = text[from..].find(|c: char| !c.is_whitespace()) {
        from += skipped;
        let rest = &text[from..];
        let inside = match rest.as_bytes()[0] {
            b'(' if closes[0] > Some(from) => rest.find(')'),
            b'<' if closes[1] > Some(from) => rest.find('>'),
            _ => None,
        };
        let inside = inside.unwrap_or(0);
        let end = rest[inside..].find(char::is_whitespace).map_or(rest.len(), |at| inside + at);
        found.push(&rest[..end]);
        from += end;
    }
    found
}

/// The dictionary as a `.dic` file, nested as LIWC2015 does it.
pub(super) fn write_dic(dictionary: &Dictionary) -> (String, Vec<Warning>) {
    let (terms, mut warnings) = spell::terms(dictionary, MARKS, Weights::One);
    let (headings, unsaid) = headings(dictionary, |_| false);
    warnings.extend(unsaid);
    let mut text = String::from("%\n");
    let mut ids = HashMap::new();
    for (at, heading) in headings.iter().enumerate() {
        ids.insert(heading.category, at + 1);
        text.push_str(&format!("{}{}\t{}\n", "\t".repeat(heading.depth), at + 1, heading.name));
    }
    text.push_str("%\n");
    let mut rows: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut by_text: HashMap<&str, usize> = HashMap::new();
    for term in &terms {
        let Some(id) = ids.get(&term.category) else { continue };
        let row = *by_text.entry(&term.text).or_insert_with(|| {
            rows.push((&term.text, Vec::new()));
            rows.len() - 1
        });
        rows[row].1.push(*id);
    }
    for (term, mut ids) in rows {
        ids.sort_unstable();
        ids.dedup();
        let ids: Vec<String> = ids.iter().map(usize::to_string).collect();
        text.push_str(&format!("{term}\t{}\n", ids.join("\t")));
    }
    (text, warnings)
}

/// The dictionary in a `.dicx` table. An empty cell or 0 is no member, a number is a weight, any other mark a plain
/// member, which counts 1.
pub(super) fn read_dicx(name: &str, text: &str) -> Result<Dictionary, Fault> {
    let mut builder = Builder::new(name, MARKS);
    let (rows, broken) = rows::rows(text);
    broken.into_iter().for_each(|warning| builder.warn(warning.line, warning.message));
    let mut rows = rows.into_iter();
    let Some(head) = rows.next() else { return Err(Fault::new(1, "the table is empty")) };
    if !head.cells.first().is_some_and(|cell| rows::ENTRY.contains(&cell.to_lowercase().as_str())) {
        return Err(Fault::new(head.line, "the first column must be called DicTerm or Entry"));
    }
    let named = |name: &String| (!name.is_empty()).then(|| builder.category(None, name, head.line));
    let columns: Vec<Option<usize>> = head.cells[1..].iter().map(named).collect();
    for row in rows {
        member(&row, &columns, &mut builder);
    }
    Ok(builder.finish())
}

fn member(row: &rows::Row, columns: &[Option<usize>], builder: &mut Builder) {
    let Some((term, cells)) = row.cells.split_first() else { return };
    let mut any = false;
    for (at, cell) in cells.iter().enumerate() {
        let value = weight(cell);
        if cell.is_empty() || value == Some(0.0) {
            continue;
        }
        any = true;
        match columns.get(at).copied().flatten() {
            Some(category) => builder.term(category, term, value, row.line),
            None => {
                builder.warn(row.line, format!("{cell:?} stands in a column without a name; it was left out"))
            }
        }
    }
    if !any {
        builder.warn(row.line, format!("{term:?} is in no category; it was left out"));
    }
}

/// The dictionary as a `.dicx` table: one column a category, `X` for a term without a weight.
pub(super) fn write_dicx(dictionary: &Dictionary) -> (String, Vec<Warning>) {
    let (terms, mut warnings) = spell::terms(dictionary, MARKS, Weights::Any);
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    // A term with several weights in one category takes several rows.
    let mut by_text: HashMap<&str, Vec<usize>> = HashMap::new();
    for term in &terms {
        let Spelled { category, text, line, .. } = term;
        if term.weight == Some(0.0) {
            let message = format!("{text:?} was left out: its weight 0 would mean that it is no member");
            warnings.push(Warning { line: *line, message });
            continue;
        }
        let mine = by_text.entry(text).or_default();
        let free = mine.iter().copied().find(|row| rows[*row].1[*category].is_empty());
        let row = free.unwrap_or_else(|| {
            rows.push((text, vec![String::new(); dictionary.categories.len()]));
            mine.push(rows.len() - 1);
            rows.len() - 1
        });
        rows[row].1[*category] = term.weight.map_or_else(|| "X".into(), |weight| weight.to_string());
    }
    let head = std::iter::once("DicTerm").chain(dictionary.categories.iter().map(String::as_str)).collect();
    let body = rows.iter().map(|(term, cells)| {
        std::iter::once(*term).chain(cells.iter().map(String::as_str)).collect::<Vec<_>>()
    });
    (rows::text(std::iter::once(head).chain(body)), warnings)
}
