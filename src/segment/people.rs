//! Spokespersons that a text names: "spokesperson Ilka Varn", "Ilka Varn, a spokeswoman for …".

use std::sync::LazyLock;

use regex::Regex;

use super::page::Page;

/// A person by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The fullest form of the name in the text.
    pub name: String,
}

impl Person {
    /// Is this word, standing alone, one of the parts of the name?
    pub fn is_called(&self, word: &str) -> bool {
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        word.chars().count() > 1 && self.name.split_whitespace().any(|part| part == word)
    }
}

static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // A wrapped line parts the words of a name, an empty one ends it.
    let word = r"\p{Lu}[\p{L}’'-]+";
    let space = r"(?:[ \t\u{A0}]+|[ \t]*\n[ \t]*)";
    let small = "bin|al|de|van|von|del|da";
    Regex::new(&format!("^{word}{space}(?:(?:{small}){space})?{word}(?:{space}{word})?")).ok()
});
/// A text has no more spokespersons than this.
const MOST: usize = 40;
/// How far behind a word like *spokesperson* a name may stand (bytes): "for the Foreign Office in Lubrin, ".
const REACH: usize = 70;

/// The persons whom a text calls spokespersons, in the order of their first naming.
pub fn people(text: &str, page: &Page) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let Some(spokes) = &page.spokes_regex else { return people };
    for found in spokes.find_iter(text) {
        if people.len() == MOST {
            break;
        }
        let name = name_after(&text[found.end..], page).or_else(|| name_before(&text[..found.start], page));
        let second = name
            .as_deref()
            .filter(|_| is_plural(&text[found.clone()]))
            .and_then(|first| and(text, found.end, first, page));
        for name in name.into_iter().chain(second).filter(|name| !is_no_person(name, page)) {
            let known =
                |person: &Person| person.name == name || name.split(' ').all(|part| person.is_called(part));
            if !people.iter().any(known) {
                people.push(Person { name });
            }
        }
    }
    people
}

/// *Spokespersons*, *spokesmen*.
fn is_plural(words: &str) -> bool {
    let lower = words.to_lowercase();
    lower.ends_with('s') || lower.ends_with("men") || lower.ends_with("people")
}

/// "Spokespersons Ilka Varn and Tomas Reidl": the second name.
fn and(text: &str, from: usize, first: &str, page: &Page) -> Option<String> {
    let rest = text[from..].trim_start().strip_prefix(first)?;
    name_at(rest.strip_prefix(" and ")?, page)
}

/// "spokesperson NAME", "spokesperson for the Foreign Office, NAME".
fn name_after(text: &str, page: &Page) -> Option<String> {
    let text = &text[..text.floor_char_boundary(REACH + 60)];
    if let Some(name) = name_at(text.trim_start(), page) {
        return text.starts_with(char::is_whitespace).then_some(name);
    }
    if let Some(rest) = text.strip_prefix(" and ") {
        let words = rest.split_inclusive(' ');
        let offices: usize = words
            .take_while(|word| page.office_words.contains(&word.trim().to_lowercase()))
            .map(str::len)
            .sum();
        return name_at(&rest[offices..], page).filter(|_| offices > 0);
    }
    let rest = text.strip_prefix(" for ").or_else(|| text.strip_prefix(" of "))?;
    let end =
        rest.find(['.', ';', '\n', '"', '“', ':']).unwrap_or(rest.len()).min(rest.floor_char_boundary(REACH));
    let comma = rest[..end].find(", ")?;
    name_at(&rest[comma + 2..], page)
}

/// "NAME, a spokeswoman", "NAME, the ministry's spokeswoman".
fn name_before(text: &str, page: &Page) -> Option<String> {
    let from = text.ceil_char_boundary(text.len().saturating_sub(REACH));
    let near = &text[from..];
    let comma = near.rfind(", ")?;
    let between = &near[comma + 2..];
    let article = ["a ", "an ", "the ", "its ", "his ", "her "].iter().any(|word| between.starts_with(word));
    let post = is_post(between, &near[..comma], page);
    if !(article || post) || between.contains(['.', ';', ':', '\n', '“', '"']) {
        return None;
    }
    let before = &near[..comma];
    let words: Vec<&str> = before.split_whitespace().collect();
    (2..=3.min(words.len())).rev().find_map(|n| {
        let name = words[words.len() - n..].join(" ");
        name_at(&name, page).filter(|found| *found == name)
    })
}

/// "Dana Holt, Department Spokesperson" on a line of its own, or behind *by*: only words of offices stand between.
fn is_post(between: &str, before: &str, page: &Page) -> bool {
    let offices = between.split_whitespace().all(|word| page.office_words.contains(&word.to_lowercase()));
    let line = before.rsplit('\n').next().unwrap_or(before).trim();
    let words = line.split_whitespace().count();
    let by =
        line.rsplit_once("by ").is_some_and(|(_, name)| (2..=3).contains(&name.split_whitespace().count()));
    offices && ((2..=3).contains(&words) || by)
}

/// The name that a text begins with; words of offices and places end it.
fn name_at(text: &str, page: &Page) -> Option<String> {
    let found = NAME.as_ref()?.find(text)?;
    let mut name = Vec::new();
    for word in found.as_str().split_whitespace() {
        let bare = word.trim_end_matches("'s").trim_end_matches("’s");
        if page.office_words.contains(&bare.to_lowercase()) {
            break;
        }
        name.push(bare.trim_end_matches(['’', '\'']));
        if bare != word {
            break;
        }
    }
    (name.len() > 1).then(|| name.join(" "))
}

/// Names of states, outlets and offices are no persons.
fn is_no_person(name: &str, page: &Page) -> bool {
    let lower = name.to_lowercase();
    page.no_people.contains(&lower)
        || lower.split(' ').any(|word| page.states.contains_key(word) || page.office_words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut page = Page {
            spokes: vec![
                "spokesperson".into(),
                "spokespersons".into(),
                "spokeswoman".into(),
                "press secretary".into(),
            ],
            ..Page::default()
        };
        page.office_words.insert("ministry".into());
        page.finish();
        let found: Vec<String> = people(text, &page).into_iter().map(|person| person.name).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn namings() {
        check("Spokesperson Tomas Reidl's Regular Press Conference", &["Tomas Reidl"]);
        check("the spokesperson for the Foreign Office, Helena Brandt, replied", &["Helena Brandt"]);
        check("said Ilka Varn, the ministry's spokeswoman", &["Ilka Varn"]);
        check("Press Briefing by Press Secretary Dana Holt, May 3", &["Dana Holt"]);
        check("Spokesperson Ilka Varn said. Later spokesperson Varn left.", &["Ilka Varn"]);
        check("a spokesperson said on Tuesday", &[]);
        check("Spokespersons Ilka Varn and Tomas Reidl took the chair", &["Ilka Varn", "Tomas Reidl"]);
        check("spokesperson Ilka Varn and Tomas Reidl of the Ledger spoke", &["Ilka Varn"]);
        check("Remarks by Dana Holt, Ministry Spokesperson", &["Dana Holt"]);
    }
}
