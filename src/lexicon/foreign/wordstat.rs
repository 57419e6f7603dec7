//! WordStat: tabs for depth, `ITEM (weight)`, all other lines categories; rules begin with `@`.

use super::build::{Builder, tidy, weight};
use super::outline::{Levels, by_category, headings, indent};
use super::spell::{self, Weights};
use super::term::Marks;
use super::{Dictionary, Fault, Warning};

const MARKS: Marks = Marks { star: true, question: true, underscore: true };

/// The dictionary in a `.cat` file.
pub(super) fn read(name: &str, text: &str) -> Result<Dictionary, Fault> {
    let mut builder = Builder::new(name, MARKS);
    let mut levels = Levels::default();
    // Categories that hold nothing so far, with the lines of their names.
    let mut empty: Vec<Option<(usize, String)>> = Vec::new();
    for (at, text) in text.lines().enumerate() {
        let line = at + 1;
        let trimmed = &tidy(text);
        if trimmed.is_empty() {
            continue;
        }
        let column = indent(text);
        let above = levels.above(column);
        if let Some(filled) = above.and_then(|above| empty.get_mut(above)) {
            *filled = None;
        }
        if trimmed.starts_with('@') {
            builder.warn(line, format!("the rule {trimmed} cannot be expressed; it was left out"));
        } else if let Some((term, weight)) = item(trimmed) {
            match above {
                Some(category) => builder.term(category, term, Some(weight), line),
                None => builder.warn(line, format!("{term:?} is in no category; it was left out")),
            }
        } else {
            let category = builder.category(above, trimmed, line);
            levels.push(column, category);
            if category >= empty.len() {
                empty.resize(category + 1, None);
                empty[category] = Some((line, trimmed.clone()));
            }
        }
    }
    for (line, name) in empty.into_iter().flatten() {
        builder.warn(line, format!("category {name:?} holds nothing; a word has a number, as in {name} (1)"));
    }
    Ok(builder.finish())
}

/// A line `ITEM (weight)`, with any number.
pub(super) fn item(line: &str) -> Option<(&str, f64)> {
    let (term, number) = line.trim().strip_suffix(')')?.rsplit_once('(')?;
    let term = term.trim_end();
    if term.is_empty() { None } else { Some((term, weight(number)?)) }
}

/// The dictionary as a `.cat` file; a term without a weight has 1, as WordStat gives it.
pub(super) fn write(dictionary: &Dictionary) -> (String, Vec<Warning>) {
    let (terms, mut warnings) = spell::terms(dictionary, MARKS, Weights::Any);
    let (headings, unsaid) = headings(dictionary, |name| name.starts_with('@') || item(name).is_some());
    warnings.extend(unsaid);
    let terms = by_category(terms, dictionary.categories.len(), |term| term.category);
    let mut text = String::new();
    for heading in &headings {
        let margin = "\t".repeat(heading.depth);
        text.push_str(&format!("{margin}{}\r\n", heading.name));
        for term in &terms[heading.category] {
            text.push_str(&format!("{margin}\t{} ({})\r\n", term.text, term.weight.unwrap_or(1.0)));
        }
    }
    (text, warnings)
}
