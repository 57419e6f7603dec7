//! A table with the columns category, term and weight, as other tools and spreadsheets exchange it.

use super::build::{Builder, weight};
use super::rows;
use super::spell::{self, Weights};
use super::term::Marks;
use super::{Dictionary, Fault, Warning};

const MARKS: Marks = Marks { star: true, question: true, underscore: false };

/// The dictionary in a table. Columns may stand in any order and have their usual other names; a row without a term
/// declares its category.
pub(super) fn read(name: &str, text: &str) -> Result<Dictionary, Fault> {
    let mut builder = Builder::new(name, MARKS);
    let (rows, broken) = rows::rows(text);
    broken.into_iter().for_each(|warning| builder.warn(warning.line, warning.message));
    let mut rows = rows.into_iter();
    let Some(head) = rows.next() else { return Err(Fault::new(1, "the table is empty")) };
    let names: Vec<String> = head.cells.iter().map(|cell| cell.to_lowercase()).collect();
    let place = |usual: &[&str]| usual.iter().find_map(|name| names.iter().position(|column| column == name));
    let missing = |what: &str| {
        Fault::new(head.line, format!("no column {what}; the columns are {}", head.cells.join(", ")))
    };
    let category = place(rows::CATEGORY).ok_or_else(|| missing("category"))?;
    let term = place(rows::TERM).ok_or_else(|| missing("term"))?;
    let weight = place(rows::WEIGHT);
    for (at, name) in head.cells.iter().enumerate() {
        if ![Some(category), Some(term), weight].contains(&Some(at)) && !name.is_empty() {
            builder.warn(head.line, format!("the column {name:?} was not read"));
        }
    }
    for row in rows {
        let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", String::as_str);
        entry(cell(Some(category)), cell(Some(term)), cell(weight), row.line, &mut builder);
    }
    Ok(builder.finish())
}

fn entry(category: &str, term: &str, cell: &str, line: usize, builder: &mut Builder) {
    if category.is_empty() {
        builder.warn(line, format!("{term:?} is in no category; it was left out"));
        return;
    }
    let value = weight(cell);
    if value.is_none() && !cell.is_empty() {
        builder.warn(line, format!("the weight {cell:?} of {term:?} is no number; it was left out"));
    }
    let category = builder.category(None, category, line);
    if !term.is_empty() {
        builder.term(category, term, value, line);
    }
}

/// The dictionary as a table; categories without terms have a row of their own.
pub(super) fn write(dictionary: &Dictionary) -> (String, Vec<Warning>) {
    let (terms, warnings) = spell::terms(dictionary, MARKS, Weights::Any);
    let mut filled = vec![false; dictionary.categories.len()];
    for term in &terms {
        filled[term.category] = true;
    }
    let empty = dictionary.categories.iter().zip(&filled).filter(|(_, filled)| !**filled);
    let mut rows: Vec<[String; 3]> =
        empty.map(|(path, _)| [path.clone(), String::new(), String::new()]).collect();
    rows.extend(terms.into_iter().map(|term| {
        let weight = term.weight.map_or_else(String::new, |weight| weight.to_string());
        [dictionary.categories[term.category].clone(), term.text, weight]
    }));
    let head = std::iter::once(vec!["category", "term", "weight"]);
    let body = rows.iter().map(|row| row.iter().map(String::as_str).collect());
    (rows::text(head.chain(body)), warnings)
}
