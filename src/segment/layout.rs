//! Layouts: the ways in which pages print who speaks. They are files in `layouts/`; a new one is a new file.

use std::path::Path;

use include_dir::{Dir, include_dir};
use regex::Regex;
use serde::Deserialize;

use super::marks::Marks;
use crate::error::Error;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/layouts");

/// The shapes of labels, and the layouts that are made of them.
#[derive(Debug, Default)]
pub struct Layouts {
    /// How a label can be written.
    pub shapes: Vec<Shape>,
    /// Which of them a page uses; of two that explain a page equally well the first is taken.
    pub layouts: Vec<Layout>,
}

/// How a label can be written.
#[derive(Debug)]
pub struct Shape {
    /// Name by which layouts call it.
    pub name: String,
    /// Matches at the beginning of a line; groups `name` and `time`.
    pub pattern: Regex,
    /// Looked for before the pattern is asked.
    marks: Marks,
    /// What makes it a label.
    pub judge: Judge,
    /// Where besides the beginning of a line it may stand.
    pub inside: bool,
}

impl Shape {
    fn new(name: String, pattern: &str, judge: Judge, inside: bool) -> Result<Self, String> {
        let anchored = format!("^(?:{pattern})");
        let pattern = Regex::new(&anchored).map_err(|wrong| wrong.to_string())?;
        Ok(Self { name, pattern, marks: Marks::of(&anchored), judge, inside })
    }

    /// The label that a line begins with, if it is written so.
    pub(super) fn find<'a>(&self, line: &'a str) -> Option<&'a str> {
        self.pattern.find(self.marks.near(line)?).map(|found| found.as_str())
    }
}

/// What makes words that are written like a label a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judge {
    /// It holds a name, a word for a part in the conversation, or an outlet; the whole document decides.
    Name,
    /// Its mark alone says that somebody asks.
    Ask,
    /// It is a word for a part in the conversation, and others that ask and answer stand beside it.
    Word,
    /// A time code stands in it.
    Timed,
}

/// A way in which pages print who speaks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// As written in the table `documents`.
    pub name: String,
    /// Where it is seen.
    pub seen: String,
    /// Shapes of its labels; none if it has no labels.
    #[serde(default)]
    pub shapes: Vec<String>,
    /// What a page must have besides labels of these shapes.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Texts with the turns that must be read from them.
    #[serde(default, rename = "sample")]
    pub samples: Vec<Sample>,
}

/// What the labels of a page show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// A mark of asking, without a colon.
    Ask,
    /// A word for a part with a full stop.
    Word,
    /// A state in brackets.
    State,
    /// A word for who answers: *A*, *Answer*.
    Answer,
    /// A word for who asks: *Question*, *Reporter*.
    Question,
    /// An outlet.
    Outlet,
    /// A name and, behind a comma, an outlet or an office.
    Post,
    /// A time code.
    Time,
    /// More labels inside lines than at their beginnings.
    Inside,
}

impl Need {
    /// In words, for who looks how a page was read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ask => "a mark of asking",
            Self::Word => "words for who asks and who answers, with full stops",
            Self::State => "a state in brackets",
            Self::Answer => "a word for who answers",
            Self::Question => "a word for who asks",
            Self::Outlet => "an outlet",
            Self::Post => "an outlet or office behind a comma",
            Self::Time => "time codes",
            Self::Inside => "labels inside lines",
        }
    }
}

/// A text of a layout, and how it must be read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// Name of the file: its ending gives the format.
    #[serde(default = "text_file")]
    pub file: String,
    /// The text.
    pub text: String,
    /// Its turns: `role speaker (affiliation): first words`, one a line.
    pub turns: String,
}

fn text_file() -> String {
    "sample.txt".into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShapeFile {
    shape: Vec<ShapeRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShapeRow {
    name: String,
    pattern: String,
    judge: Judge,
    #[serde(default)]
    inside: bool,
    #[allow(dead_code, reason = "for the reader of the file")]
    example: String,
}

impl Layouts {
    /// The layouts of the program.
    pub fn built_in() -> Result<Self, Error> {
        let mut files: Vec<(&Path, &str)> = BUILT_IN
            .files()
            .filter(|file| file.path().extension().is_some_and(|ending| ending == "toml"))
            .filter_map(|file| Some((file.path(), file.contents_utf8()?)))
            .collect();
        files.sort();
        let mut layouts = Self::default();
        for (path, text) in files {
            layouts.add(&format!("layouts/{}", path.display()), text)?;
        }
        layouts.check()?;
        Ok(layouts)
    }

    /// Adds a file: shapes, if its name says so, else a layout.
    fn add(&mut self, path: &str, text: &str) -> Result<(), Error> {
        let fault = |message: String, line| Error::Lexicon { path: path.to_owned(), line, message };
        let unreadable = |wrong: toml::de::Error| {
            let line = wrong.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            fault(wrong.message().to_owned(), line)
        };
        if path.ends_with("shapes.toml") {
            let file: ShapeFile = toml::from_str(text).map_err(unreadable)?;
            for row in file.shape {
                let shape = Shape::new(row.name.clone(), &row.pattern, row.judge, row.inside)
                    .map_err(|wrong| fault(format!("pattern of shape {:?}: {wrong}", row.name), 1))?;
                self.shapes.push(shape);
            }
        } else {
            self.layouts.push(toml::from_str(text).map_err(unreadable)?);
        }
        Ok(())
    }

    /// Does every layout use shapes that there are?
    fn check(&self) -> Result<(), Error> {
        let known = |name: &String| self.shapes.iter().any(|shape| shape.name == *name);
        for layout in &self.layouts {
            if let Some(unknown) = layout.shapes.iter().find(|name| !known(name)) {
                let names: Vec<&str> = self.shapes.iter().map(|shape| shape.name.as_str()).collect();
                let message = format!(
                    "layout {:?} uses shape {unknown:?}; there are {}",
                    layout.name,
                    names.join(", ")
                );
                return Err(Error::Lexicon { path: "layouts".into(), line: 1, message });
            }
        }
        Ok(())
    }
}
