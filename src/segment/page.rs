//! The words of the page: speaker labels, abbreviations, outlets; looked up by name before there are tokens.

use std::collections::{HashMap, HashSet};

use super::layout::Layouts;
use super::spokes::Spokes;
use crate::document::Document;
use crate::document::{Genre, Role};
use crate::lexicon::pattern::{What, sequences};
use crate::lexicon::{Entry, Kind, Lexicon, normal};

/// What the lexicons know about the words of a page. All keys are in lower case.
#[derive(Debug, Default)]
pub struct Page {
    /// Speaker labels that are words, with the part of the speaker.
    pub labels: HashMap<String, Role>,
    /// Words before a colon that are no label.
    pub not_labels: HashSet<String>,
    /// Words whose full stop does not end a sentence.
    pub abbreviations: HashMap<String, Abbreviation>,
    /// Words that begin a sentence after an abbreviation.
    pub starters: HashSet<String>,
    /// Forms of address before a name.
    pub honorifics: HashSet<String>,
    /// Outlets by name, with the name to report and the country.
    pub outlets: HashMap<String, Known>,
    /// Officials by name.
    pub people: HashMap<String, Known>,
    /// States by name.
    pub states: HashMap<String, Known>,
    /// Title words that give the genre away, longest first.
    pub genres: Vec<(String, Genre)>,
    /// Words that make a person a spokesperson, longest first.
    pub spokes: Vec<String>,
    /// The same as a pattern.
    pub spokes_regex: Option<Spokes>,
    /// States by every name that stands for them: their own, their capitals, houses, bodies and officials.
    pub sides: HashMap<String, String>,
    /// Names of anything but people.
    pub no_people: HashSet<String>,
    /// Words of offices, which are part of no person's name.
    pub office_words: HashSet<String>,
    /// Lines that belong to the page and not to the text.
    pub furniture: HashSet<String>,
    /// What stands in brackets for what is heard and not said: *Laughter*, *inaudible*.
    pub stage: HashSet<String>,
    /// Words by which a page says that its text is a translation.
    pub translated: Vec<String>,
    /// Words of grammar and of any report, which carry no topic.
    pub empty: HashSet<String>,
    /// Words of asking, which carry no topic.
    pub asking: HashSet<String>,
    /// What a state's own speaker says of it: "firmly opposes".
    pub stances: Vec<String>,
    /// The ways in which pages print who speaks.
    pub layouts: Layouts,
    /// Words with which a block quotation goes on in a next paragraph, longest first.
    pub goes_on: Vec<String>,
}

/// Something with a name and a country.
#[derive(Clone, Debug)]
pub struct Known {
    /// Name to report.
    pub name: String,
    /// ISO 3166 code, or empty.
    pub country: String,
}

/// When the full stop of an abbreviation may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Never: *Mr.*, *Prof.*
    Never,
    /// Before a word that begins sentences: *p.m.*, *U.S.*
    MayEnd,
    /// Only an abbreviation before a number: *No. 5*
    BeforeNumber,
}

impl Page {
    /// Gathers the words of the page from all lexicons; its layouts are given.
    pub fn new(lexicons: &[Lexicon], layouts: Layouts) -> Self {
        let mut page = Self { layouts, ..Self::default() };
        for lexicon in lexicons {
            for entry in &lexicon.entries {
                let category = lexicon.header.categories[entry.category].id.as_str();
                match lexicon.header.kind {
                    Kind::Transcript => page.add_word(category, entry),
                    Kind::Actors => page.add_name(category, entry),
                    _ => {}
                }
            }
        }
        page.finish();
        page
    }

    /// Sorts the longest phrases first and makes patterns of them.
    pub(super) fn finish(&mut self) {
        self.genres.sort_by_key(|(words, _)| usize::MAX - words.len());
        for list in [&mut self.spokes, &mut self.goes_on, &mut self.stances] {
            list.sort_by_key(|words| usize::MAX - words.len());
            list.dedup();
        }
        self.spokes_regex = Spokes::of(&self.spokes);
    }

    fn add_word(&mut self, category: &str, entry: &Entry) {
        for words in spelled(&entry.term) {
            match category {
                "label" => {
                    if let Some(role) = Role::parse(&entry.role) {
                        self.labels.insert(words, role);
                    }
                }
                "not_label" => {
                    self.not_labels.insert(words);
                }
                "abbreviation" => {
                    let when = match entry.note.as_str() {
                        note if note.starts_with("may_end") => Abbreviation::MayEnd,
                        note if note.starts_with("before_number") => Abbreviation::BeforeNumber,
                        _ => Abbreviation::Never,
                    };
                    self.abbreviations.insert(words, when);
                }
                "starter" => {
                    self.starters.insert(words);
                }
                "honorific" => {
                    self.honorifics.insert(words);
                }
                "genre" => self.genres.extend(Genre::parse(&entry.role).map(|genre| (words, genre))),
                "spokes" => self.spokes.push(words),
                "office" => {
                    self.office_words.insert(words);
                }
                "empty" => {
                    self.empty.insert(words);
                }
                "asking" => {
                    self.asking.insert(words);
                }
                "stage" => {
                    self.stage.insert(words);
                }
                "translated" => self.translated.push(words),
                "furniture" => {
                    self.furniture.insert(words);
                }
                "stance" => self.stances.push(words),
                "continue" => self.goes_on.push(words),
                _ => {}
            }
        }
    }

    fn add_name(&mut self, category: &str, entry: &Entry) {
        let all = spelled(&entry.term);
        if !matches!(category, "official" | "person") {
            self.no_people.extend(all.iter().cloned());
        }
        let code = entry.entity.strip_prefix("STATE:").unwrap_or(&entry.country);
        if matches!(category, "state" | "metonym" | "body" | "official") && !code.is_empty() {
            self.sides.extend(all.iter().map(|words| (words.clone(), code.to_owned())));
        }
        let map = match category {
            "media" => &mut self.outlets,
            "official" => &mut self.people,
            "state" => &mut self.states,
            _ => return,
        };
        for words in all {
            let name = entry.entity.split_once(':').map_or(entry.term.as_str(), |(_, name)| name).to_owned();
            let country = if category == "state" { name.clone() } else { entry.country.clone() };
            map.entry(words).or_insert(Known { name, country });
        }
    }

    /// The part in the conversation that a label's words name: *Question*, *The Press*, *Reporter 2*.
    pub fn label(&self, name: &str) -> Option<Role> {
        with_key(name, |key| self.label_of_key(key))
    }

    /// The same for a name that is spelled as [`key`] spells it.
    pub(super) fn label_of_key(&self, key: &str) -> Option<Role> {
        if let Some(role) = self.labels.get(key) {
            return Some(*role);
        }
        let bare = key.strip_prefix("the ");
        if let Some(role) = bare.and_then(|bare| self.labels.get(bare)) {
            return Some(*role);
        }
        // "Speaker 3" and "Participant 2" are whoever spoke: their habits tell.
        let bare = bare.unwrap_or(key);
        let numbered = bare.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#' | '.'));
        (numbered.len() < bare.len())
            .then(|| self.labels.get(numbered).copied())
            .flatten()
            .filter(|role| matches!(role, Role::Journalist | Role::Spokesperson))
    }

    /// Does the line belong to the page and not to the text?
    pub fn is_furniture(&self, line: &str) -> bool {
        with_key(line.trim_end_matches([':', '…', '»', '›']), |key| self.furniture.contains(key))
    }

    /// The outlet of that name, also with *the* before it, with *reporter* or *correspondent* behind it, and with the
    /// reporter's nation before that: *Japanese Kyodo News reporter*.
    pub fn outlet(&self, label: &str) -> Option<&Known> {
        with_key(label, |key| self.outlet_of_key(key))
    }

    /// The same for a name that is spelled as [`key`] spells it.
    pub(super) fn outlet_of_key(&self, key: &str) -> Option<&Known> {
        let known =
            |name: &str| self.outlets.get(name).or_else(|| self.outlets.get(name.strip_prefix("the ")?));
        known(key).or_else(|| {
            let (short, _) =
                key.rsplit_once(' ').filter(|(_, last)| self.labels.get(*last) == Some(&Role::Journalist))?;
            known(short).or_else(|| {
                let (nation, name) = short.split_once(' ')?;
                known(name).filter(|_| self.states.contains_key(nation) || self.sides.contains_key(nation))
            })
        })
    }

    /// Who published a document: as its file states, else the outlet that the file's name names.
    pub fn outlet_of(&self, document: &Document) -> Option<String> {
        document.metadata.outlet.clone().or_else(|| {
            let name = crate::ingest::stem(&document.source.path).replace(['-', '_'], " ");
            let words: Vec<&str> =
                name.split(' ').filter(|word| !word.chars().all(|c| c.is_ascii_digit())).collect();
            self.outlet(&words.join(" ")).map(|known| known.name.clone())
        })
    }
}

/// A name as the maps of [`Page`] spell it.
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for (number, word) in name.split_whitespace().enumerate() {
        if number > 0 {
            key.push(' ');
        }
        if word.is_ascii() {
            key.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            key.push_str(&normal::lower(word));
        }
    }
    key.truncate(key.trim_end_matches('.').len());
    key
}

/// Names of at most so many bytes are spelled without memory of their own.
const SHORT: usize = 80;

/// What is found under the key of a name.
pub(super) fn with_key<T>(name: &str, find: impl FnOnce(&str) -> T) -> T {
    let mut spelled = [0; SHORT];
    match short_key(name, &mut spelled) {
        Some(key) => find(key),
        None => find(&key(name)),
    }
}

/// The key of a short name in ASCII.
fn short_key<'a>(name: &str, spelled: &'a mut [u8; SHORT]) -> Option<&'a str> {
    if name.len() > SHORT || !name.is_ascii() {
        return None;
    }
    let mut length = 0;
    let mut apart = false;
    for byte in name.bytes() {
        if matches!(byte, b' ' | 9..=13) {
            apart = length > 0;
            continue;
        }
        if apart {
            spelled[length] = b' ';
            length += 1;
            apart = false;
        }
        spelled[length] = byte.to_ascii_lowercase();
        length += 1;
    }
    while length > 0 && spelled[length - 1] == b'.' {
        length -= 1;
    }
    std::str::from_utf8(&spelled[..length]).ok()
}

/// The plain word sequences of a term; those with wildcards or slots are left out.
fn spelled(term: &str) -> Vec<String> {
    let mut all = vec![key(term)];
    if term.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ') {
        // Words and spaces have one spelling.
        all.retain(|words| !words.is_empty());
        return all;
    }
    for sequence in sequences(term).unwrap_or_default() {
        let mut written = vec![String::new()];
        for element in &sequence {
            let options = words_of(&element.what);
            let joined =
                written.iter().flat_map(|head| options.iter().map(move |word| format!("{head} {word}")));
            written = joined.collect();
        }
        all.extend(written.iter().map(|words| words.trim().to_lowercase()));
    }
    all.sort();
    all.dedup();
    all.retain(|words| !words.is_empty() && !words.contains(['(', '|', '*', '[']));
    all
}

fn words_of(what: &What) -> Vec<&str> {
    match what {
        What::Word(word) => vec![word],
        What::Any(all) => all.iter().flat_map(words_of).collect(),
        What::Wild(_) | What::Slot(_) => Vec::new(),
    }
}
