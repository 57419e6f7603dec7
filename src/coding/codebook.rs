//! The codes that may be given, and how people write them.

use std::collections::BTreeSet;

use crate::resources::Resources;
use crate::sampling::Kind;
use crate::sampling::unit::NONE;

/// A code with its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// As it is written in cells.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What belongs to it.
    pub definition: String,
    /// Typical cases.
    pub include: String,
    /// Cases that look alike and do not belong.
    pub exclude: String,
}

/// The codes of a study, without [`NONE`].
#[derive(Clone, Debug, Default)]
pub struct Codebook {
    /// In the order of the word lists.
    pub codes: Vec<Code>,
}

/// What an answer does with its question (codebook 2.2).
const REPLIES: [[&str; 3]; 4] = [
    ["reply", "reply", "answers the question, at least in substance"],
    ["partial", "partial reply", "answers a part and declines or passes over the rest"],
    [
        "nonreply",
        "non-reply",
        "gives nothing of what was asked: declines, refers elsewhere, repeats a set phrase",
    ],
    ["attack", "attack", "turns on the question, the journalist or another side instead of answering"],
];

/// Several codes in a cell are separated by one of these.
const SEPARATORS: [char; 5] = [';', ',', '/', '|', '\n'];
/// A suggestion is made for a word that is at least so much like a code (Jaro–Winkler).
const LIKE: f64 = 0.8;

impl Codebook {
    /// The codes for units of a kind: categories of acts, or reply types.
    pub fn of(kind: Kind, resources: &Resources) -> Self {
        if kind == Kind::Answer {
            let code = |[id, name, definition]: [&str; 3]| Code {
                id: id.into(),
                name: name.into(),
                definition: definition.into(),
                ..Code::default()
            };
            return Self { codes: REPLIES.map(code).to_vec() };
        }
        let mut codes: Vec<Code> = Vec::new();
        for category in resources.act_categories() {
            if codes.iter().all(|known| known.id != category.id) {
                codes.push(Code {
                    id: category.id.clone(),
                    name: category.name.clone(),
                    definition: category.definition.clone(),
                    include: category.include.clone(),
                    exclude: category.exclude.clone(),
                });
            }
        }
        Self { codes }
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(|code| code.id.as_str())
    }

    /// The codes in a cell, however they are written: letter case, spaces and marks do not matter, a category may be called
    /// by its name. `None` is an empty cell; an empty set is [`NONE`].
    ///
    /// # Errors
    /// When a code is not known: what was found, and what may have been meant.
    pub fn parse(&self, cell: &str) -> Result<Option<BTreeSet<String>>, String> {
        let words: Vec<&str> =
            cell.split(SEPARATORS).map(str::trim).filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Ok(None);
        }
        let mut codes = BTreeSet::new();
        for word in words {
            let plain = plain(word);
            if matches!(plain.as_str(), "none" | "no" | "0" | "") {
                continue;
            }
            match self
                .codes
                .iter()
                .find(|code| plain == self::plain(&code.id) || plain == self::plain(&code.name))
            {
                Some(code) => codes.insert(code.id.clone()),
                None => return Err(format!("{word:?} is no code; {}", self.expected(word))),
            };
        }
        Ok(Some(codes))
    }

    fn expected(&self, word: &str) -> String {
        let likeness = |id: &&str| strsim::jaro_winkler(&plain(id), &plain(word));
        let nearest = self.ids().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        match nearest.filter(|id| likeness(id) >= LIKE) {
            Some(id) => format!("is {id} meant?"),
            None => format!("expected {}, or {NONE}", self.ids().collect::<Vec<_>>().join(", ")),
        }
    }
}

/// Codes as a cell holds them.
pub fn written(codes: &BTreeSet<String>) -> String {
    if codes.is_empty() {
        return NONE.to_owned();
    }
    codes.iter().map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// Letters and digits in lower case: all that a code is known by.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{Code, Codebook, written};

    fn check(cell: &str, expected: Result<Option<&str>, &str>) {
        let code = |id: &str, name: &str| Code { id: id.into(), name: name.into(), ..Code::default() };
        let book =
            Codebook { codes: vec![code("deny.fact", "factual denial"), code("accuse", "accusation")] };
        match (book.parse(cell), expected) {
            (Ok(found), Ok(expected)) => {
                assert_eq!(found.map(|codes| written(&codes)).as_deref(), expected, "{cell}")
            }
            (Err(found), Err(part)) => assert!(found.contains(part), "{cell}: {found}"),
            (found, _) => panic!("{cell}: {found:?}"),
        }
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        check("deny.fact", Ok(Some("deny.fact")));
        check(" Accuse ; DENY FACT", Ok(Some("accuse; deny.fact")));
        check("deny_fact,accuse", Ok(Some("accuse; deny.fact")));
        check("Factual denial", Ok(Some("deny.fact")));
        check("", Ok(None));
        check("  ", Ok(None));
        check("none", Ok(Some("none")));
        check("-", Ok(Some("none")));
        check("deny.fcat", Err("is deny.fact meant?"));
        check("q", Err("expected deny.fact, accuse, or none"));
    }
}
