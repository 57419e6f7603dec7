//! Yoshikoder and Lexicoder 2: `<cnode>` categories that hold categories and `<pnode>` patterns.

use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::build::{Builder, weight};
use super::outline::{by_category, headings};
use super::spell::{self, Spelled, Weights};
use super::term::{self, Marks};
use super::{Dictionary, Fault, Form, Warning};

const MARKS: Marks = Marks { star: true, question: false, underscore: false };

/// The dictionary in an XML file. In Yoshikoder's own style a lone outermost category without patterns is the
/// dictionary itself, and paths begin below it.
pub(super) fn read(form: Form, name: &str, text: &str) -> Result<Dictionary, Fault> {
    let mut file = File {
        builder: Builder::new(name, MARKS),
        name,
        open: Vec::new(),
        roots: Vec::new(),
        rooted: form == Form::Ykd,
        regexp: false,
        begun: false,
    };
    let mut reader = Reader::from_str(text);
    let (mut line, mut from) = (1, 0);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len()).min(text.len());
        line += text.as_bytes()[from..at].iter().filter(|byte| **byte == b'\n').count();
        from = at;
        let event = reader.read_event().map_err(|wrong| Fault::new(line, wrong.to_string()))?;
        match event {
            Event::Eof => break,
            event => file.event(&event, line)?,
        }
    }
    if !file.begun || !file.open.is_empty() {
        return Err(Fault::new(line, "no whole <dictionary> element in the file"));
    }
    let rooted = file.rooted;
    let roots = std::mem::take(&mut file.roots);
    let mut dictionary = file.builder.finish();
    if let ([(root, line)], true) = (roots.as_slice(), rooted) {
        unroot(&mut dictionary, *root, *line);
    }
    Ok(dictionary)
}

/// Takes the outermost category away, unless it has patterns.
fn unroot(dictionary: &mut Dictionary, root: usize, line: usize) {
    if dictionary.terms.iter().any(|term| term.category == root) {
        return;
    }
    let own = dictionary.categories.remove(root);
    if own != dictionary.name {
        dictionary.warnings.push(Warning { line, message: unkept(&own) });
        dictionary.warnings.sort_by_key(|warning| warning.line);
    }
    let prefix = format!("{own}.");
    for path in &mut dictionary.categories {
        path.drain(..if path.starts_with(&prefix) { prefix.len() } else { 0 });
    }
    for term in &mut dictionary.terms {
        term.category -= usize::from(term.category > root);
    }
}

fn unkept(own: &str) -> String {
    format!("the dictionary calls itself {own:?}; the name was not kept")
}

/// A file that is being read.
struct File<'a> {
    builder: Builder,
    name: &'a str,
    /// The category of each open element.
    open: Vec<Option<usize>>,
    /// The outermost categories with their lines.
    roots: Vec<(usize, usize)>,
    /// Is there one root, as Yoshikoder has it?
    rooted: bool,
    /// Are the patterns regular expressions?
    regexp: bool,
    begun: bool,
}

impl File<'_> {
    fn event(&mut self, event: &Event, line: usize) -> Result<(), Fault> {
        match event {
            Event::Start(element) => {
                let category = self.element(element, line)?;
                self.open.push(category);
            }
            Event::Empty(element) => {
                self.element(element, line)?;
            }
            Event::End(_) => {
                self.open.pop();
            }
            Event::Text(text) if text.trim().is_empty() => {}
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                self.builder.warn(line, "text between the elements was not read");
            }
            Event::DocType(_) => self.builder.warn(line, "the document type declaration was not read"),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(())
    }

    /// Reads an element's attributes; gives the category for what it holds.
    fn element(&mut self, element: &BytesStart, line: usize) -> Result<Option<usize>, Fault> {
        let attributes = self.attributes(element, line);
        let above = self.open.last().copied().flatten();
        let kind = element.local_name();
        let kind: &str = kind.as_ref();
        if !self.begun {
            if kind != "dictionary" {
                return Err(Fault::new(line, format!("<{kind}> where <dictionary> must stand")));
            }
            self.begun = true;
            self.dictionary(&attributes, line);
            return Ok(None);
        }
        match kind {
            "cnode" => Ok(Some(self.category(above, &attributes, line))),
            "pnode" => {
                self.pattern(above, &attributes, line);
                Ok(above)
            }
            other => {
                self.builder.warn(line, format!("the element <{other}> is unknown and was passed over"));
                Ok(above)
            }
        }
    }

    fn attributes(&mut self, element: &BytesStart, line: usize) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for attribute in element.attributes() {
            let read = attribute.map_err(|wrong| wrong.to_string()).and_then(|attribute| {
                let value =
                    attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|wrong| wrong.to_string())?;
                Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
            });
            match read {
                Ok(pair) => found.push(pair),
                Err(wrong) => self.builder.warn(line, format!("an attribute was not read: {wrong}")),
            }
        }
        found
    }

    fn dictionary(&mut self, attributes: &[(String, String)], line: usize) {
        for (key, value) in attributes {
            match (key.as_str(), value.as_str()) {
                ("style", style) => self.style(style, line),
                ("patternengine", engine) => {
                    self.regexp = engine.eq_ignore_ascii_case("regexp");
                    if !self.regexp && !engine.eq_ignore_ascii_case("substring") {
                        let message = format!("the pattern engine {engine:?} is unknown; read as substring");
                        self.builder.warn(line, message);
                    }
                }
                ("name", own) => self.called(own, line),
                (other, _) => self.builder.warn(line, format!("the attribute {other:?} was not kept")),
            }
        }
    }

    fn style(&mut self, style: &str, line: usize) {
        match style.to_ascii_lowercase().as_str() {
            "lexicoder" => self.rooted = false,
            "050805" => self.rooted = true,
            _ => self
                .builder
                .warn(line, format!("the style {style:?} is unknown; known are 050805, Lexicoder")),
        }
    }

    fn called(&mut self, own: &str, line: usize) {
        if own != self.name {
            self.builder.warn(line, unkept(own));
        }
    }

    fn category(&mut self, above: Option<usize>, attributes: &[(String, String)], line: usize) -> usize {
        let name = value(attributes, "name").unwrap_or("");
        let category = self.builder.category(above, name, line);
        if above.is_none() {
            self.roots.push((category, line));
        }
        for (key, value) in attributes {
            match key.as_str() {
                "name" => {}
                "desc" if value.is_empty() || value == name => {}
                "desc" => self.builder.warn_once(line, "descriptions were not kept"),
                "score" => {
                    let message = format!("the score {value} of the category {name:?} was not kept");
                    self.builder.warn(line, message);
                }
                other => self.builder.warn(line, format!("the attribute {other:?} was not kept")),
            }
        }
        category
    }

    fn pattern(&mut self, above: Option<usize>, attributes: &[(String, String)], line: usize) {
        let name = value(attributes, "name").unwrap_or("");
        let mut score = None;
        for (key, value) in attributes {
            match key.as_str() {
                "name" => {}
                "score" if value.trim().is_empty() => {}
                "score" => {
                    score = weight(value);
                    if score.is_none() {
                        self.builder.warn(line, format!("the score {value:?} of {name:?} is no number"));
                    }
                }
                "desc" if value.is_empty() => {}
                "desc" => self.builder.warn_once(line, "descriptions were not kept"),
                other => self.builder.warn(line, format!("the attribute {other:?} was not kept")),
            }
        }
        let literal = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | ',');
        match above {
            None => self.builder.warn(line, format!("{name:?} is in no category; it was left out")),
            Some(_) if self.regexp && !name.chars().all(literal) => {
                let message = format!("the regular expression {:?} was left out", term::shown(name));
                self.builder.warn(line, message);
            }
            Some(category) => self.builder.term(category, name, score, line),
        }
    }
}

fn value<'a>(attributes: &'a [(String, String)], key: &str) -> Option<&'a str> {
    attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

/// The dictionary as XML; for Yoshikoder inside a root category with the dictionary's name.
pub(super) fn write(form: Form, dictionary: &Dictionary) -> (String, Vec<Warning>) {
    let (terms, mut warnings) = spell::terms(dictionary, MARKS, Weights::Any);
    let (headings, unsaid) = headings(dictionary, |_| false);
    warnings.extend(unsaid);
    let terms = by_category(terms, dictionary.categories.len(), |term| term.category);
    let name = escape(dictionary.name.as_str());
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut open = 1;
    if form == Form::Lcd {
        text.push_str(&format!(
            "<dictionary style=\"Lexicoder\" name=\"{name}\" patternengine=\"substring\">\n"
        ));
    } else {
        text.push_str("<dictionary style=\"050805\" patternengine=\"substring\">\n");
        text.push_str(&format!("\t<cnode name=\"{name}\">\n"));
        open += 1;
    }
    let outside = open;
    for heading in &headings {
        close(&mut text, &mut open, outside + heading.depth);
        text.push_str(&format!("{}<cnode name=\"{}\">\n", "\t".repeat(open), escape(heading.name.as_str())));
        open += 1;
        for term in &terms[heading.category] {
            pnode(&mut text, open, term);
        }
    }
    close(&mut text, &mut open, 1);
    text.push_str("</dictionary>\n");
    (text, warnings)
}

/// Closes categories until so many elements are open.
fn close(text: &mut String, open: &mut usize, until: usize) {
    while *open > until {
        *open -= 1;
        text.push_str(&format!("{}</cnode>\n", "\t".repeat(*open)));
    }
}

fn pnode(text: &mut String, depth: usize, term: &Spelled) {
    let score = term.weight.map_or_else(String::new, |weight| format!(" score=\"{weight}\""));
    let name = escape(term.text.as_str());
    text.push_str(&format!("{}<pnode name=\"{name}\"{score}></pnode>\n", "\t".repeat(depth)));
}
