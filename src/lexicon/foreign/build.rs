//! Putting a [`Dictionary`] together: categories by path, terms as a set, warnings.

use std::collections::{HashMap, HashSet};

use super::spell::without_commas;
use super::term::{self, Marks};
use super::{Dictionary, Term, Warning};

/// Categories lie no deeper than this.
const DEEPEST: usize = 64;

/// A name is no longer than this, in characters.
const LONGEST_NAME: usize = 500;

/// A dictionary in the making.
pub(super) struct Builder {
    dictionary: Dictionary,
    marks: Marks,
    by_path: HashMap<String, usize>,
    depths: Vec<usize>,
    /// The terms that share category and pattern.
    known: HashMap<(usize, String), Vec<usize>>,
    told: HashSet<&'static str>,
}

impl Builder {
    /// An empty dictionary whose terms are written with these marks.
    pub(super) fn new(name: &str, marks: Marks) -> Self {
        Self {
            dictionary: Dictionary { name: name.to_owned(), ..Dictionary::default() },
            marks,
            by_path: HashMap::new(),
            depths: Vec::new(),
            known: HashMap::new(),
            told: HashSet::new(),
        }
    }

    /// Tells of something at a line.
    pub(super) fn warn(&mut self, line: usize, message: impl Into<String>) {
        self.dictionary.warnings.push(Warning { line, message: message.into() });
    }

    /// Tells of something once, at the first line that has it.
    pub(super) fn warn_once(&mut self, line: usize, message: &'static str) {
        if self.told.insert(message) {
            self.warn(line, message);
        }
    }

    /// The category of that name below `parent`, made if it is new.
    pub(super) fn category(&mut self, parent: Option<usize>, name: &str, line: usize) -> usize {
        let name = self.name(name, line);
        let depth = parent.map_or(0, |parent| self.depths[parent] + 1);
        let path = match parent {
            Some(parent) if depth >= DEEPEST => {
                self.warn(line, format!("category {name:?} lies too deep; its terms went to the one above"));
                return parent;
            }
            Some(parent) => format!("{}.{name}", self.dictionary.categories[parent]),
            None => name,
        };
        if let Some(known) = self.by_path.get(&path) {
            return *known;
        }
        let number = self.dictionary.categories.len();
        self.by_path.insert(path.clone(), number);
        self.dictionary.categories.push(path);
        self.depths.push(depth);
        number
    }

    /// The name with single spaces, so that every form can hold it.
    fn name(&mut self, name: &str, line: usize) -> String {
        let mut name = tidy(name);
        if name.is_empty() {
            name = format!("line-{line}");
            self.warn(line, format!("a category without a name; called {name:?}"));
        }
        if let Some((end, _)) = name.char_indices().nth(LONGEST_NAME) {
            name.truncate(end);
            name.truncate(name.trim_end().len());
            self.warn(
                line,
                format!("a category's name is longer than {LONGEST_NAME} characters; it was cut"),
            );
        }
        name
    }

    /// Adds a term as the form writes it; the same term again changes nothing.
    pub(super) fn term(&mut self, category: usize, raw: &str, weight: Option<f64>, line: usize) {
        match term::pattern(raw, self.marks) {
            Ok(term) => {
                if let Some(doubt) = term.doubt {
                    self.warn(line, format!("{:?}: {doubt}", term::shown(raw)));
                }
                self.push(Term { category, pattern: term.pattern, weight, line });
            }
            Err(why) => self.warn(line, format!("{:?} was left out: {why}", term::shown(raw))),
        }
    }

    fn push(&mut self, term: Term) {
        let same = self.known.entry((term.category, term.pattern.clone())).or_default();
        let terms = &self.dictionary.terms;
        if same.iter().any(|at| terms[*at].weight == term.weight) {
            return;
        }
        let first = same.first().map(|at| terms[*at].line);
        same.push(terms.len());
        if let Some(first) = first {
            let message =
                format!("{:?} has another weight than in line {first}; both were kept", term.pattern);
            self.warn(term.line, message);
        }
        self.dictionary.terms.push(term);
    }

    /// The dictionary.
    pub(super) fn finish(mut self) -> Dictionary {
        if self.dictionary.categories.is_empty() {
            self.warn(1, "no category was found");
        }
        merge_commas(&mut self.dictionary.terms);
        self.dictionary.warnings.sort_by_key(|warning| warning.line);
        self.dictionary
    }
}

/// The words of a name or line with single spaces, without control characters.
pub(super) fn tidy(name: &str) -> String {
    let between = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '\u{FEFF}';
    name.split(between).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Our `a, b` finds what `a b` finds and more, so the two are one term.
fn merge_commas(terms: &mut Vec<Term>) {
    let key = |term: &Term, pattern: String| (term.category, pattern, term.weight.map(f64::to_bits));
    let covered: HashSet<_> = terms
        .iter()
        .flat_map(|term| without_commas(&term.pattern).into_iter().map(|pattern| key(term, pattern)))
        .collect();
    if !covered.is_empty() {
        terms.retain(|term| !covered.contains(&key(term, term.pattern.clone())));
    }
}

/// A weight as people write it, with a point or a comma; never infinite.
pub(super) fn weight(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let value = match cell.split_once(',') {
        // 1,000 could be a thousand.
        Some((whole, part)) if part.len() == 3 && whole.trim_start_matches('-') != "0" => return None,
        Some((whole, part)) => format!("{whole}.{part}"),
        None => cell.to_owned(),
    };
    if !value.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c)) {
        return None;
    }
    // Adding zero makes -0 a plain 0.
    value.parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| value + 0.0)
}
