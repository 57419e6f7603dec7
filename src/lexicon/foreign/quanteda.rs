//! quanteda: keys that hold lists, nested at will; the values beside sub-keys stand under `__`.

use std::fmt::Write as _;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::build::{Builder, tidy};
use super::outline::{by_category, headings};
use super::spell::{self, Weights};
use super::term::Marks;
use super::{Dictionary, Fault, Warning};

const MARKS: Marks = Marks { star: true, question: true, underscore: true };

/// The key of the values that stand beside sub-keys.
const OWN: &str = "__";

/// A collection that is being read.
enum Frame {
    /// `value` is what the next value belongs to; none while a key is due.
    Map {
        category: Option<usize>,
        value: Option<Place>,
    },
    List {
        place: Place,
    },
    /// Something that is not read.
    Skipped,
}

/// What a value belongs to.
#[derive(Clone, Copy)]
enum Place {
    Root,
    Category(usize),
}

/// The dictionary in a YAML file.
pub(super) fn read(name: &str, text: &str) -> Result<Dictionary, Fault> {
    let mut reader = Reader { builder: Builder::new(name, MARKS), frames: Vec::new(), documents: 0 };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|wrong| Fault::new(wrong.marker().line(), wrong.info()))?;
        let line = span.start.line().max(1);
        if !reader.event(event, line)? {
            break;
        }
    }
    Ok(reader.builder.finish())
}

struct Reader {
    builder: Builder,
    frames: Vec<Frame>,
    documents: usize,
}

impl Reader {
    /// Takes an event in; false when nothing more is wanted.
    fn event(&mut self, event: Event, line: usize) -> Result<bool, Fault> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.builder.warn(line, "only the first document of the file was read");
                    return Ok(false);
                }
            }
            Event::MappingStart(..) => self.open(line, true)?,
            Event::SequenceStart(..) => self.open(line, false)?,
            Event::MappingEnd | Event::SequenceEnd => {
                self.frames.pop();
            }
            Event::Scalar(value, style, ..) => self.scalar(&value, style, line)?,
            Event::Alias(_) => {
                self.builder.warn(line, "an alias (*name) is not followed; write its values out");
                // It takes the place of a key or a value.
                if self.place(line)?.is_none() {
                    self.expect(Place::Root);
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(true)
    }

    /// What the coming value belongs to; nothing if it is a key or is not read. Takes the place up.
    fn place(&mut self, line: usize) -> Result<Option<Place>, Fault> {
        match self.frames.last_mut() {
            None => Err(Fault::new(line, "no dictionary; it is made of keys, as in KEY: [word, word]")),
            Some(Frame::Map { value, .. }) => Ok(value.take()),
            Some(Frame::List { place }) => Ok(Some(*place)),
            Some(Frame::Skipped) => Ok(None),
        }
    }

    /// A value of this place comes next.
    fn expect(&mut self, place: Place) {
        if let Some(Frame::Map { value, .. }) = self.frames.last_mut() {
            *value = Some(place);
        }
    }

    fn open(&mut self, line: usize, map: bool) -> Result<(), Fault> {
        if self.frames.is_empty() && map {
            self.frames.push(Frame::Map { category: None, value: None });
            return Ok(());
        }
        let frame = match self.place(line)? {
            Some(Place::Category(category)) if map => Frame::Map { category: Some(category), value: None },
            Some(Place::Root) if map => Frame::Map { category: None, value: None },
            Some(place) => Frame::List { place },
            None => {
                if !matches!(self.frames.last(), Some(Frame::Skipped)) {
                    self.builder.warn(line, "a key must be a name; this one and its values were left out");
                    self.expect(Place::Root);
                }
                Frame::Skipped
            }
        };
        self.frames.push(frame);
        Ok(())
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, line: usize) -> Result<(), Fault> {
        // An empty file is an empty dictionary.
        if self.frames.is_empty() && value.is_empty() {
            return Ok(());
        }
        let Some(place) = self.place(line)? else {
            self.key(value, line);
            return Ok(());
        };
        let plain = style == ScalarStyle::Plain;
        match place {
            _ if plain && value.is_empty() => {}
            _ if plain && matches!(value, "~" | "null" | "Null" | "NULL") => {
                self.builder.warn(line, format!("{value} is nothing in YAML; a word needs quotation marks"));
            }
            Place::Category(category) => self.builder.term(category, value, None, line),
            Place::Root => self.builder.warn(line, format!("{value:?} is in no category; it was left out")),
        }
        Ok(())
    }

    fn key(&mut self, name: &str, line: usize) {
        let Some(Frame::Map { category, .. }) = self.frames.last() else { return };
        let parent = *category;
        let name = &tidy(name);
        let place = match parent {
            Some(own) if name == OWN => Place::Category(own),
            None if name == OWN => Place::Root,
            _ => Place::Category(self.builder.category(parent, name, line)),
        };
        self.expect(place);
    }
}

/// The dictionary as YAML; every name and term in quotation marks, so that `no` and `12` stay words.
pub(super) fn write(dictionary: &Dictionary) -> (String, Vec<Warning>) {
    let (terms, mut warnings) = spell::terms(dictionary, MARKS, Weights::One);
    let (headings, unsaid) = headings(dictionary, |name| name == OWN);
    warnings.extend(unsaid);
    let terms = by_category(terms, dictionary.categories.len(), |term| term.category);
    let mut text = String::new();
    for heading in &headings {
        let own = &terms[heading.category];
        let margin = "  ".repeat(heading.depth);
        let nothing = if own.is_empty() && !heading.holds_categories { " []" } else { "" };
        text.push_str(&format!("{margin}{}:{nothing}\n", key(&heading.name, &margin)));
        if heading.holds_categories && !own.is_empty() {
            text.push_str(&format!("{margin}  {OWN}:\n"));
        }
        for term in own {
            text.push_str(&format!("{margin}  - {}\n", quoted(&term.text)));
        }
    }
    (if text.is_empty() { "{}\n".into() } else { text }, warnings)
}

/// The name as a key; a long one must say that it is a key.
fn key(name: &str, margin: &str) -> String {
    const LONGEST: usize = 1_000;
    let key = quoted(name);
    if key.len() > LONGEST { format!("? {key}\n{margin}") } else { key }
}

/// Between double quotation marks, with what YAML would not take as it stands escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(letter);
            }
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => escape(&mut quoted, letter),
            letter if letter.is_control() => escape(&mut quoted, letter),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

fn escape(quoted: &mut String, letter: char) {
    // Writing to a String does not fail.
    let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
}
