//! A dictionary of another program as a lexicon of ours, and one of ours as a dictionary for another program.

use sha2::{Digest, Sha256};

use super::foreign::{Dictionary, Form, Term, Warning};
use super::read::{File, hex};
use super::{Aim, Category, Entry, Flags, Header, Kind, Lexicon, Place, Polarity};
use crate::error::{Code, Problem};

/// The dictionary in a file, as a lexicon of acts outside the index: its terms are found, shown and counted, and change
/// no index of ours.
///
/// `levels` chooses parts of nested category names, counted from 1, as quanteda's `levels` does: with `[1]`
/// `US.Cities` counts as `US`; a category without any of the levels is left out. Without levels the names stay whole.
pub fn lexicon(dictionary: &Dictionary, path: &str, text: &str, levels: &[usize]) -> Lexicon {
    let mut categories: Vec<Category> = Vec::new();
    let chosen: Vec<Option<usize>> = dictionary
        .categories
        .iter()
        .map(|name| at_levels(name, levels).map(|name| numbered(&mut categories, name)))
        .collect();
    let entry = |term: &Term| {
        let category = chosen.get(term.category).copied().flatten()?;
        Some(Entry {
            id: format!("{}/{}", categories[category].id, term.pattern),
            term: term.pattern.clone(),
            category,
            intensity: term.weight.unwrap_or(1.0),
            flags: Flags::default(),
            place: Place { path: path.to_owned(), line: term.line, column: 0 },
            ..Entry::default()
        })
    };
    let entries = dictionary.terms.iter().filter_map(entry).collect();
    let header = Header {
        name: dictionary.name.clone(),
        version: "1".into(),
        language: "en".into(),
        kind: Kind::Acts,
        licence: "see its source".into(),
        description: format!("Terms of {path}"),
        source: path.to_owned(),
        sample: false,
        categories,
    };
    let warnings = dictionary.warnings.iter().map(|warning| problem(path, warning)).collect();
    Lexicon { header, entries, tests: Vec::new(), sha256: hex(&Sha256::digest(text.as_bytes())), warnings }
}

/// A warning with its place.
pub fn problem(path: &str, warning: &Warning) -> Problem {
    Problem::new(Code::WordList, &*warning.message).in_file(path).on_line(warning.line)
}

fn at_levels(name: &str, levels: &[usize]) -> Option<String> {
    if levels.is_empty() {
        return Some(name.to_owned());
    }
    let parts: Vec<&str> = name.split('.').collect();
    let kept: Vec<&str> =
        levels.iter().filter_map(|level| parts.get(level.checked_sub(1)?).copied()).collect();
    (!kept.is_empty()).then(|| kept.join("."))
}

fn numbered(categories: &mut Vec<Category>, name: String) -> usize {
    if let Some(at) = categories.iter().position(|category| category.id == name) {
        return at;
    }
    categories.push(Category {
        name: name.clone(),
        definition: "as the dictionary's author meant it".into(),
        id: name,
        include: String::new(),
        exclude: String::new(),
        polarity: Polarity::Neutral,
        core: false,
        core_from: 0.0,
        intensity: 1.0,
        cameo: String::new(),
        plover: String::new(),
        plover_score: None,
        target: Aim::None,
        beats: Vec::new(),
    });
    categories.len() - 1
}

/// The files of the lexicon in our own format.
pub fn files(lexicon: &Lexicon) -> Result<Vec<File>, String> {
    let header = toml::to_string(&lexicon.header).map_err(|wrong| wrong.to_string())?;
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let fault = |wrong: csv::Error| wrong.to_string();
    writer.write_record(["term", "category", "intensity", "source"]).map_err(fault)?;
    for entry in &lexicon.entries {
        let category = &lexicon.header.categories[entry.category];
        let intensity =
            if entry.intensity == category.intensity { String::new() } else { entry.intensity.to_string() };
        let source = format!("{}:{}", lexicon.header.source, entry.place.line);
        writer.write_record([&entry.term, &category.id, &intensity, &source]).map_err(fault)?;
    }
    let entries = writer.into_inner().map_err(|wrong| wrong.to_string())?;
    let entries = String::from_utf8(entries).map_err(|wrong| wrong.to_string())?;
    let file = |name: &str, text| File { path: name.to_owned(), name: name.to_owned(), text };
    Ok(vec![file("lexicon.toml", header), file("entries/terms.csv", entries)])
}

/// The lexicon as a dictionary for another program. Intensities become weights where the form has weights; what the
/// form cannot hold of an entry is a warning.
pub fn dictionary(lexicon: &Lexicon, form: Form) -> Dictionary {
    let weighted = matches!(form, Form::Dicx | Form::Cat | Form::Ykd | Form::Lcd | Form::Vader | Form::Csv);
    let mut dictionary = Dictionary { name: lexicon.header.name.clone(), ..Dictionary::default() };
    dictionary.categories = lexicon.header.categories.iter().map(|category| category.id.clone()).collect();
    for entry in &lexicon.entries {
        let weight = Some(entry.intensity).filter(|weight| weighted && *weight != 1.0);
        let term =
            Term { category: entry.category, pattern: entry.term.clone(), weight, line: entry.place.line };
        dictionary.terms.push(term);
        dictionary.warnings.extend(lost(entry).map(|message| Warning { line: entry.place.line, message }));
    }
    let moved = lexicon.entries.iter().any(|entry| entry.intensity != 1.0);
    if moved && !weighted {
        let message = format!("intensities are left out: {} has no weights", form.name());
        dictionary.warnings.insert(0, Warning { line: 1, message });
    }
    dictionary
}

/// What no other program's form can say of an entry.
fn lost(entry: &Entry) -> Option<String> {
    let Flags { case, stem, start, .. } = entry.flags;
    let parts = [
        (case, "letter case"),
        (stem, "stems"),
        (start, "place at the beginning of a sentence"),
        (!entry.except.is_empty(), "exceptions"),
    ];
    let lost: Vec<&str> = parts.iter().filter(|(has, _)| *has).map(|(_, name)| *name).collect();
    (!lost.is_empty()).then(|| format!("{:?} loses its {}", entry.term, lost.join(", ")))
}

/// A lexicon of one pattern, to see what it finds.
pub fn of_pattern(pattern: &str) -> Lexicon {
    let term = Term { category: 0, pattern: pattern.to_owned(), weight: None, line: 1 };
    let dictionary = Dictionary {
        name: "pattern".into(),
        categories: vec!["pattern".into()],
        terms: vec![term],
        warnings: Vec::new(),
    };
    lexicon(&dictionary, "the pattern", pattern, &[])
}
