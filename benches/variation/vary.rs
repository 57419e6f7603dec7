//! Other names, numbers and dates for a text: every document has states in other parts, and people and places of its own.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::plain::MONTHS;

/// The invented states (`lexicons/invented-actors`): name, adjective, capital.
const STATES: [[&str; 3]; 6] = [
    ["Vellmark", "Vellmarkian", "Orsten"],
    ["Karvonia", "Karvonian", "Sorvik"],
    ["Tashmere", "Tashmeri", "Dal Amar"],
    ["Ostrania", "Ostranian", "Lubrin"],
    ["Meridel", "Meridelian", "Port Anselm"],
    ["Quillon Isles", "Quillonese", "Saint Bray"],
];

/// People of the corpus, by whose names others stand.
const PEOPLE: [&str; 22] = [
    "Tomas Reidl",
    "Reidl",
    "Ilka Varn",
    "Varn",
    "Dana Holt",
    "Holt",
    "Marcus Pell",
    "Pell",
    "Nadim Sorai",
    "Sorai",
    "Helena Brandt",
    "Brandt",
    "Paolo Quint",
    "Quint",
    "Coates",
    "Mirko Hallas",
    "Hallas",
    "Ruth Calder",
    "Calder",
    "Edmund Tarrow",
    "Tarrow",
    "Torrance",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const BEGINS: &[&str] = &[
    "Al", "Bar", "Bel", "Cor", "Dan", "Dor", "El", "Fen", "Gar", "Hal", "Il", "Jor", "Kel", "Lan", "Mar",
    "Nor", "Or", "Per", "Quin", "Ros", "Sal", "Tam", "Ul", "Ver", "Wes", "Yar", "Zan", "Bri", "Cle", "Dre",
    "Fro", "Gri", "Kro", "Pla", "Sta", "Tri", "Vla", "Sken", "Thor", "Shel",
];
const MIDDLES: &[&str] =
    &["a", "e", "i", "o", "u", "an", "en", "in", "or", "ar", "el", "is", "un", "ev", "im", "od"];
const ENDS: &[&str] = &[
    "berg", "dal", "den", "field", "ford", "gard", "ham", "ick", "ius", "land", "lin", "mar", "mont", "nik",
    "nov", "ona", "os", "ova", "rick", "sen", "ska", "son", "stad", "stein", "ter", "ton", "vale", "vik",
    "ville", "wood", "wyn", "zin",
];
const GIVEN: &[&str] = &[
    "Ada", "Anton", "Beate", "Carl", "Clara", "Dario", "Edda", "Emil", "Fiona", "Georg", "Hanne", "Igor",
    "Iris", "Jonas", "Katja", "Leo", "Lena", "Milo", "Mona", "Nils", "Nora", "Oskar", "Paula", "Piet",
    "Rosa", "Ruben", "Selma", "Simon", "Tilda", "Viktor", "Wanda", "Yannis",
];
const FIRMS: &[&str] =
    &["Works", "Marine", "Partners", "Lines", "Energy", "Instruments", "Rail", "Foods", "Group", "Systems"];

/// The names of one document.
pub struct World {
    states: [usize; 6],
    people: BTreeMap<&'static str, String>,
    /// Names come again in a document, as they do.
    known: Vec<String>,
    speaker: String,
}

impl World {
    /// Parts and people by chance.
    pub fn new(rng: &mut Rng) -> Self {
        let mut states = [0, 1, 2, 3, 4, 5];
        rng.shuffle(&mut states);
        let speaker = full_name(rng);
        let mut people = BTreeMap::new();
        for name in PEOPLE {
            let last = name.rsplit(' ').next().unwrap_or(name);
            let known: Option<&String> = people.get(last);
            let other = known.cloned().unwrap_or_else(|| coined(rng));
            people.insert(last, other);
        }
        Self { states, people, known: Vec::new(), speaker }
    }

    /// The name of a state by its part.
    pub fn state(&self, part: usize) -> &'static str {
        STATES[self.states[part]][0]
    }

    /// Its adjective.
    pub fn adjective(&self, part: usize) -> &'static str {
        STATES[self.states[part]][1]
    }

    /// Name (0), adjective (1) or capital (2) of any state; those of the first parts come more often.
    pub fn any(&self, rng: &mut Rng, form: usize) -> String {
        let part = rng.usize(0..6).min(rng.usize(0..6));
        STATES[self.states[part]][form].to_owned()
    }

    /// Who answers.
    pub fn speaker(&self) -> String {
        self.speaker.clone()
    }

    /// A given name and a surname.
    pub fn name(&mut self, rng: &mut Rng) -> String {
        format!("{} {}", GIVEN[rng.usize(0..GIVEN.len())], self.surname(rng))
    }

    /// A surname: one that was named already, or a new one.
    pub fn surname(&mut self, rng: &mut Rng) -> String {
        if !self.known.is_empty() && rng.f64() < 0.45 {
            return self.known[rng.usize(0..self.known.len())].clone();
        }
        let name = coined(rng);
        self.known.push(name.clone());
        name
    }

    /// A town.
    pub fn place(&mut self, rng: &mut Rng) -> String {
        self.surname(rng)
    }

    /// A firm.
    pub fn firm(&mut self, rng: &mut Rng) -> String {
        format!("{} {}", self.surname(rng), FIRMS[rng.usize(0..FIRMS.len())])
    }

    /// The text with other names, numbers, months and weekdays.
    pub fn vary(&self, text: &str, rng: &mut Rng) -> String {
        let mut made = String::with_capacity(text.len() + 32);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some((known, other)) = self.exchanged(rest, &made) {
                made.push_str(&other);
                rest = &rest[known..];
            } else if first.is_ascii_digit() {
                let end =
                    rest.find(|c: char| !(c.is_ascii_digit() || ",.".contains(c))).unwrap_or(rest.len());
                made.push_str(&number(&rest[..end], rng));
                rest = &rest[end..];
            } else {
                let end = rest
                    .find(|c: char| !c.is_alphanumeric())
                    .filter(|end| *end > 0)
                    .unwrap_or(first.len_utf8());
                made.push_str(&drawn(&rest[..end], rng));
                rest = &rest[end..];
            }
        }
        made
    }

    /// A name of the corpus at the beginning of a word: its length, and the name that stands for it here.
    fn exchanged(&self, rest: &str, before: &str) -> Option<(usize, String)> {
        if before.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_uppercase) {
            return None;
        }
        let ends = |name: &str| !rest[name.len()..].starts_with(char::is_alphanumeric);
        let begins = |name: &&str| rest.starts_with(*name) && ends(name);
        for (at, forms) in STATES.iter().enumerate() {
            if let Some(form) = forms.iter().position(begins) {
                return Some((forms[form].len(), STATES[self.states[at]][form].to_owned()));
            }
        }
        let name = self.people.keys().find(|name| begins(name))?;
        Some((name.len(), self.people[name].clone()))
    }
}

fn full_name(rng: &mut Rng) -> String {
    format!("{} {}", GIVEN[rng.usize(0..GIVEN.len())], coined(rng))
}

fn coined(rng: &mut Rng) -> String {
    let one = |of: &[&'static str], rng: &mut Rng| of[rng.usize(0..of.len())];
    let middle = if rng.f64() < 0.5 { one(MIDDLES, rng) } else { "" };
    format!("{}{middle}{}", one(BEGINS, rng), one(ENDS, rng))
}

/// A number of the same shape; a year stays a year.
fn number(shown: &str, rng: &mut Rng) -> String {
    if shown.len() == 4 && (shown.starts_with("19") || shown.starts_with("20")) {
        return rng.u32(1995..2025).to_string();
    }
    let mut first = true;
    let digit = |c: char| {
        let least = if std::mem::take(&mut first) { 1 } else { 0 };
        if c.is_ascii_digit() { rng.digit(10).max(char::from_digit(least, 10).unwrap_or(c)) } else { c }
    };
    shown.chars().map(digit).collect()
}

/// Another weekday for a weekday, another month for a month.
fn drawn(word: &str, rng: &mut Rng) -> String {
    let other = |of: &[&str], rng: &mut Rng| of[rng.usize(0..of.len())].to_owned();
    if WEEKDAYS.contains(&word) {
        other(&WEEKDAYS, rng)
    } else if word != "May" && MONTHS.contains(&word) {
        other(&MONTHS, rng)
    } else {
        word.to_owned()
    }
}
