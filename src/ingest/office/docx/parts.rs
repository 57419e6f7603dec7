//! The parts of a DOCX package: which holds the text, and where its links, notes and styles lie.

use std::collections::HashMap;

use crate::error::{Code, Problem};
use crate::ingest::office::xml::{self, Handler, Tag};
use crate::ingest::package::Package;

/// A part that another one points to.
#[derive(Debug)]
struct Relation {
    id: String,
    /// Last word of its kind: `styles`, `hyperlink`, `footnotes`.
    kind: String,
    target: String,
    outside: bool,
}

/// What a part points to.
#[derive(Debug, Default)]
pub(super) struct Relations {
    all: Vec<Relation>,
    /// Folder of the part, with its `/`.
    folder: String,
}

impl Relations {
    /// What a part points to; nothing where it has no list.
    pub(super) fn of(package: &mut Package, part: &str) -> Result<Self, Problem> {
        let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let list = format!("{folder}_rels/{name}.rels");
        let mut relations = Self { folder, ..Self::default() };
        if let Some(bytes) = package.part(&list)? {
            xml::walk(&xml::decode(&bytes).0, &mut relations)?;
        }
        Ok(relations)
    }

    /// The part of a kind.
    pub(super) fn part(&self, kind: &str) -> Option<String> {
        let found = self.all.iter().find(|relation| relation.kind == kind && !relation.outside)?;
        Some(self.resolved(&found.target))
    }

    /// The addresses outside of the document by their ids.
    pub(super) fn addresses(&self) -> HashMap<String, String> {
        let outside = self.all.iter().filter(|relation| relation.outside);
        outside.map(|relation| (relation.id.clone(), relation.target.clone())).collect()
    }

    fn resolved(&self, target: &str) -> String {
        if let Some(from_root) = target.strip_prefix('/') {
            return from_root.to_owned();
        }
        let mut path: Vec<&str> = self.folder.split('/').filter(|step| !step.is_empty()).collect();
        for step in target.split('/') {
            match step {
                "" | "." => {}
                ".." => {
                    path.pop();
                }
                step => path.push(step),
            }
        }
        path.join("/")
    }
}

impl Handler for Relations {
    fn start(&mut self, tag: &Tag) {
        if tag.name != "Relationship" {
            return;
        }
        let value = |name: &str| tag.attribute(name).unwrap_or_default();
        self.all.push(Relation {
            id: value("Id"),
            kind: value("Type").rsplit('/').next().unwrap_or("").to_owned(),
            target: value("Target"),
            outside: value("TargetMode").eq_ignore_ascii_case("external"),
        });
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}

/// The name of the part that holds the text.
pub(super) fn main(package: &mut Package) -> Result<String, Problem> {
    let named = Relations::of(package, "")?.part("officeDocument");
    let usual = "word/document.xml".to_owned();
    let found = named.into_iter().chain([usual]).find(|name| package.has(name));
    found.ok_or_else(|| {
        let message = "no part word/document.xml in the package: this is no document of a word processor";
        Problem::new(Code::BadFormat, message)
    })
}

/// The title in the properties of a document.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Properties {
    pub(in crate::ingest) title: String,
    open: Vec<bool>,
}

impl Handler for Properties {
    fn start(&mut self, tag: &Tag) {
        self.open.push(tag.name == "title" && tag.space.starts_with("http://purl.org/dc/elements/"));
    }

    fn end(&mut self) {
        self.open.pop();
    }

    fn text(&mut self, words: &str) {
        if self.open.last() == Some(&true) {
            self.title.push_str(words);
        }
    }
}
