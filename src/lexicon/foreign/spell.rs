//! A pattern of ours → the terms that say the same in another program, or why it cannot.

use std::collections::HashSet;

use super::term::{self, Marks};
use super::{Dictionary, Warning};

/// A pattern unfolds into no more terms than this.
const MOST_TERMS: usize = 1_000;

/// With more commas than this the spelling with all of them stands for the others.
const MOST_COMMAS: usize = 6;

/// Alternatives are nested no deeper than this.
const DEEPEST: usize = 32;

/// Can the form say a weight?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weights {
    /// Any weight.
    Any,
    /// Every term counts 1.
    One,
}

/// A term as another program has it.
#[derive(Debug)]
pub(super) struct Spelled {
    pub(super) category: usize,
    pub(super) text: String,
    pub(super) weight: Option<f64>,
    pub(super) line: usize,
}

/// All terms that the form can say, and a warning for each of the others. Terms are in categories that there are.
pub(super) fn terms(dictionary: &Dictionary, marks: Marks, weights: Weights) -> (Vec<Spelled>, Vec<Warning>) {
    let (mut all, mut warnings) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for found in dictionary.terms.iter().filter(|term| term.category < dictionary.categories.len()) {
        let mut warn = |what: String| {
            let message = format!("{:?} {what}", term::shown(&found.pattern));
            warnings.push(Warning { line: found.line, message });
        };
        if let Some(weight) = found.weight.filter(|weight| weights == Weights::One && *weight != 1.0) {
            warn(format!("was left out: the form has no weights, and its weight is {weight}"));
            continue;
        }
        match spellings(&found.pattern, marks) {
            Err(why) => warn(format!("was left out: {why}")),
            Ok((spellings, doubt)) => {
                doubt.into_iter().for_each(&mut warn);
                for text in spellings {
                    if seen.insert((found.category, text.clone(), found.weight.map(f64::to_bits))) {
                        let (category, weight, line) = (found.category, found.weight, found.line);
                        all.push(Spelled { category, text, weight, line });
                    }
                }
            }
        }
    }
    (all, warnings)
}

/// The terms for a pattern; each of them is read back as it stands.
fn spellings(pattern: &str, marks: Marks) -> Result<(Vec<String>, Option<String>), String> {
    for (mark, what) in [('~', "a gap"), ('[', "a slot")] {
        if pattern.contains(mark) {
            return Err(format!("the form has no word for {what}"));
        }
    }
    if marks.underscore && pattern.contains('_') {
        return Err("_ is a space there".into());
    }
    let mut unfolder = Unfolder { rest: pattern, depth: 0 };
    let mut all = Vec::new();
    let mut doubt = None;
    for plain in unfolder.alternatives()? {
        let read = term::pattern(&plain, marks)?;
        if read.pattern.matches(',').count() > MOST_COMMAS {
            doubt = Some("was written with all its commas only; here none of them is required".into());
        }
        let fewer = without_commas(&read.pattern);
        all.push(read.pattern);
        all.extend(fewer);
    }
    Ok((all, doubt))
}

/// The pattern with some or all of its commas left out.
pub(super) fn without_commas(pattern: &str) -> Vec<String> {
    let parts: Vec<&str> = pattern.split(", ").collect();
    let commas = parts.len() - 1;
    if commas == 0 || commas > MOST_COMMAS {
        return Vec::new();
    }
    let spelled = |kept: usize| {
        let mut text = parts[0].to_owned();
        for (at, part) in parts[1..].iter().enumerate() {
            text.push_str(if kept >> at & 1 == 1 { ", " } else { " " });
            text.push_str(part);
        }
        text
    };
    (0..(1 << commas) - 1).rev().map(spelled).collect()
}

/// Writes alternatives out.
struct Unfolder<'a> {
    rest: &'a str,
    depth: usize,
}

impl Unfolder<'_> {
    /// `a|b|c` up to the closing bracket or the end.
    fn alternatives(&mut self) -> Result<Vec<String>, String> {
        if self.depth > DEEPEST {
            return Err("its brackets are nested too deep".into());
        }
        let mut all = Vec::new();
        let mut heads = vec![String::new()];
        while let Some(at) = self.rest.find(['(', '|', ')']) {
            let mark = self.rest.as_bytes()[at];
            push(&mut heads, &self.rest[..at]);
            self.rest = &self.rest[at + 1..];
            match mark {
                b'(' => {
                    self.depth += 1;
                    let options = self.alternatives()?;
                    heads = product(&heads, &options)?;
                }
                b'|' if self.depth > 0 => all.append(&mut std::mem::replace(&mut heads, vec![String::new()])),
                b')' if self.depth > 0 => {
                    self.depth -= 1;
                    all.append(&mut heads);
                    return bounded(all);
                }
                _ => return Err("its brackets do not pair".into()),
            }
        }
        if self.depth > 0 {
            return Err("its brackets do not pair".into());
        }
        push(&mut heads, self.rest);
        all.append(&mut heads);
        bounded(all)
    }
}

fn push(heads: &mut [String], text: &str) {
    heads.iter_mut().for_each(|head| head.push_str(text));
}

/// Every head with every option; a bracket always parts words.
fn product(heads: &[String], options: &[String]) -> Result<Vec<String>, String> {
    if heads.len().saturating_mul(options.len()) > MOST_TERMS {
        return bounded(vec![String::new(); MOST_TERMS + 1]);
    }
    Ok(heads.iter().flat_map(|head| options.iter().map(move |option| format!("{head} {option} "))).collect())
}

fn bounded(all: Vec<String>) -> Result<Vec<String>, String> {
    if all.len() > MOST_TERMS {
        return Err(format!("it unfolds into more than {MOST_TERMS} terms"));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::{Marks, spellings};

    fn check(pattern: &str, expected: &str) {
        let marks = Marks { star: true, ..Marks::default() };
        let shown = spellings(pattern, marks).map_or_else(|why| why, |(all, _)| all.join(" / "));
        assert_eq!(shown, expected, "{pattern}");
    }

    #[test]
    fn patterns_unfold_where_that_is_exact() {
        check("(no|not a shred of) credib*", "no credib* / not a shred of credib*");
        check(
            "(very|) (bad|sad (old|)) day",
            "very bad day / very sad old day / very sad day / bad day / sad old day / sad day",
        );
        check("null, void, gone", "null, void, gone / null void, gone / null, void gone / null void gone");
        check("(un|)fair", "un fair / fair");
    }

    #[test]
    fn what_cannot_be_said_is_told() {
        check("distort* ~3 fact*", "the form has no word for a gap");
        check("malign [SELF]", "the form has no word for a slot");
        check("organi?ation", "'?' means itself there and something else in our patterns");
        check("(a|b", "its brackets do not pair");
        check(&"(a|b) ".repeat(12), "it unfolds into more than 1000 terms");
        check(&"(".repeat(100), "its brackets are nested too deep");
    }
}
