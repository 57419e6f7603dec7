//! Lexicoder 3: `+category`, perhaps with its colour (`+negative#AA0000`), then its words, one a line.

use super::build::{Builder, tidy};
use super::outline::by_category;
use super::spell::{self, Weights};
use super::term::Marks;
use super::{Dictionary, Fault, Warning};

const MARKS: Marks = Marks { star: true, question: false, underscore: false };

/// The dictionary in a `.lc3` file.
pub(super) fn read(name: &str, text: &str) -> Result<Dictionary, Fault> {
    let mut builder = Builder::new(name, MARKS);
    let mut category = None;
    for (at, text) in text.lines().enumerate() {
        let (line, text) = (at + 1, &tidy(text));
        if text.is_empty() {
            continue;
        }
        if let Some(head) = text.strip_prefix('+') {
            let mut name = head;
            while let Some(before) = colour(name) {
                builder.warn_once(line, "the colours of the categories were not kept");
                name = before;
            }
            category = Some(builder.category(None, name, line));
        } else if let Some(category) = category {
            builder.term(category, text, None, line);
        } else {
            builder.warn(line, format!("{text:?} stands before any category; it was left out"));
        }
    }
    Ok(builder.finish())
}

/// The name before a colour, if there is one.
fn colour(head: &str) -> Option<&str> {
    let (name, colour) = head.trim_end().rsplit_once('#')?;
    (colour.len() == 6 && colour.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(name)
}

/// The dictionary as a `.lc3` file, each category under its whole path.
pub(super) fn write(dictionary: &Dictionary) -> (String, Vec<Warning>) {
    let (terms, mut warnings) = spell::terms(dictionary, MARKS, Weights::One);
    let terms = by_category(terms, dictionary.categories.len(), |term| term.category);
    let mut text = String::new();
    for (path, terms) in dictionary.categories.iter().zip(&terms) {
        if colour(path).is_some() {
            let line = terms.first().map_or(1, |term| term.line);
            let message = format!(
                "category {path:?} was left out with its terms: its name would be read as one with a colour"
            );
            warnings.push(Warning { line, message });
            continue;
        }
        text.push_str(&format!("+{path}\n"));
        for term in terms {
            text.push_str(&format!("\t{}\n", term.text));
        }
    }
    (text, warnings)
}
