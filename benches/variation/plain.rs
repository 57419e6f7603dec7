//! Sentences of ordinary talk, with words drawn from lists.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::vary::World;

/// As in the texts.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const ORDINALS: [&str; 8] = ["first", "second", "third", "fourth", "fifth", "sixth", "ninth", "eleventh"];

/// Lists and sentences by name.
pub struct Plain {
    all: BTreeMap<String, Vec<String>>,
}

impl Plain {
    /// From a text in the form of `plain.txt`.
    pub fn read(text: &str) -> Self {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut name = String::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line
                .strip_prefix("== ")
                .or_else(|| line.strip_prefix('[').and_then(|line| line.strip_suffix(']')))
            {
                Some(head) => head.clone_into(&mut name),
                None => all.entry(name.clone()).or_default().push(line.to_owned()),
            }
        }
        Self { all }
    }

    /// So many sentences of a kind.
    pub fn paragraph(&self, kind: &str, sentences: usize, rng: &mut Rng, world: &mut World) -> String {
        let made: Vec<String> =
            (0..sentences).map(|_| self.filled(self.one(kind, rng), rng, world)).collect();
        made.join(" ")
    }

    fn one(&self, name: &str, rng: &mut Rng) -> &str {
        let all = self.all.get(name).unwrap_or_else(|| panic!("plain.txt has no list {name}"));
        &all[rng.usize(0..all.len())]
    }

    fn filled(&self, sentence: &str, rng: &mut Rng, world: &mut World) -> String {
        let mut made = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').expect("a closing brace");
            made.push_str(before);
            made.push_str(&self.word(name, rng, world));
            rest = after;
        }
        made.push_str(rest);
        let first = made.chars().next().map_or(0, char::len_utf8);
        made[..first].to_uppercase() + &made[first..]
    }

    fn word(&self, name: &str, rng: &mut Rng, world: &mut World) -> String {
        match name {
            "n" => rng.u32(11..990).to_string(),
            "n9" => rng.u32(2..60).to_string(),
            "nn" => format!("{},{:03}", rng.u32(1..90), rng.u32(0..1000)),
            "pct" => format!("{}.{}", rng.u32(1..60), rng.u32(0..10)),
            "money" => format!(
                "{}.{} {}",
                rng.u32(1..90),
                rng.u32(1..10),
                if rng.bool() { "million" } else { "billion" }
            ),
            "day" | "day2" => rng.u32(1..29).to_string(),
            "year" => rng.u32(1985..2031).to_string(),
            "hour" => format!(
                "{}:{:02} {}",
                rng.u32(1..13),
                rng.u32(0..12) * 5,
                if rng.bool() { "a.m." } else { "p.m." }
            ),
            "ord" => ORDINALS[rng.usize(0..ORDINALS.len())].to_owned(),
            "ordd" => format!("{}th", rng.u32(4..21)),
            "name" => world.name(rng),
            "surname" => world.surname(rng),
            "place" => world.place(rng),
            "firm" => world.firm(rng),
            "state" => world.any(rng, 0),
            "adj" => world.any(rng, 1),
            "capital" => world.any(rng, 2),
            list => self.one(list, rng).to_owned(),
        }
    }
}
