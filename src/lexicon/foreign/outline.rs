//! Categories as an outline: from indented lines to parents, and from paths back to headings.

use std::collections::HashMap;

use super::build::tidy;
use super::{Dictionary, Warning};

/// The categories above a line, by their indentation.
#[derive(Debug, Default)]
pub(super) struct Levels {
    open: Vec<(usize, usize)>,
}

impl Levels {
    /// The category that holds a line indented so far.
    pub(super) fn above(&mut self, indent: usize) -> Option<usize> {
        while self.open.last().is_some_and(|(column, _)| *column >= indent) {
            self.open.pop();
        }
        self.open.last().map(|(_, category)| *category)
    }

    /// From here on `category` holds what is indented further.
    pub(super) fn push(&mut self, indent: usize, category: usize) {
        self.open.push((indent, category));
    }
}

/// How far a line is indented, in columns; a tab reaches the next multiple of 4.
pub(super) fn indent(line: &str) -> usize {
    const TAB: usize = 4;
    line.chars().take_while(|c| c.is_whitespace()).fold(0, |column, c| match c {
        '\t' => column / TAB * TAB + TAB,
        _ => column + 1,
    })
}

/// A category in an outline.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) depth: usize,
    pub(super) category: usize,
    /// The last part of its path.
    pub(super) name: String,
    /// Are there categories below it?
    pub(super) holds_categories: bool,
}

/// The categories with their depths, each before those below it. A category lies below another if its path begins
/// with the other's and a dot; so the paths stay what they are. Categories with a name that the form cannot say are
/// left out with all below them.
pub(super) fn headings(
    dictionary: &Dictionary,
    unsayable: impl Fn(&str) -> bool,
) -> (Vec<Heading>, Vec<Warning>) {
    let paths = &dictionary.categories;
    let by_path: HashMap<&str, usize> =
        paths.iter().enumerate().map(|(at, path)| (path.as_str(), at)).collect();
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); paths.len()];
    let mut cut = vec![0; paths.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, path) in paths.iter().enumerate() {
        let dots = path.rmatch_indices('.').map(|(dot, _)| dot);
        let ups = dots.filter(|dot| is_name(&path[dot + 1..]) && !unsayable(&path[dot + 1..]));
        let parent = ups.filter_map(|dot| Some((dot, *by_path.get(&path[..dot])?))).next();
        match parent {
            Some((dot, up)) => {
                cut[at] = dot + 1;
                below[up].push(at);
            }
            None => open.push((0, at)),
        }
    }
    open.reverse();
    let (mut found, mut warnings) = (Vec::new(), Vec::new());
    while let Some((depth, category)) = open.pop() {
        let name = tidy(&paths[category][cut[category]..]);
        if unsayable(&name) {
            let message =
                format!("category {name:?} was left out with all in it: the form cannot say its name");
            let line =
                dictionary.terms.iter().find(|term| term.category == category).map_or(1, |term| term.line);
            warnings.push(Warning { line, message });
            continue;
        }
        open.extend(below[category].iter().rev().map(|child| (depth + 1, *child)));
        found.push(Heading { depth, category, name, holds_categories: !below[category].is_empty() });
    }
    (found, warnings)
}

/// Would a reader keep it as it stands?
fn is_name(part: &str) -> bool {
    !part.is_empty() && !part.starts_with(' ') && !part.ends_with(' ')
}

/// The terms of each category, in their order.
pub(super) fn by_category<T>(terms: Vec<T>, categories: usize, of: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut all: Vec<Vec<T>> = (0..categories).map(|_| Vec::new()).collect();
    for term in terms {
        if let Some(mine) = all.get_mut(of(&term)) {
            mine.push(term);
        }
    }
    all
}
