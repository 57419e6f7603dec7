//! DOCX: the text as a reader of the final version sees it, with hyperlinks.
//!
//! Not text are deletions of tracked changes, hidden and struck words, codes of fields, generated contents, placeholders,
//! headers, footers, comments and notes; the addresses that a note gives belong to the word before its mark. What was
//! left out is counted in a note.

mod body;
mod parts;
mod styles;

use body::{Body, Notes};
pub(super) use parts::Properties;
use parts::Relations;
use styles::Styles;

use super::xml;
use crate::document::{Block, BlockKind, Document, Source};
use crate::error::{Code, Problem};
use crate::ingest::head::{self, Headings};
use crate::ingest::package::Package;
use crate::ingest::{Ingested, Options, failed, one};

/// The document in the bytes of the file.
pub fn read(bytes: &[u8], source: Source, _options: &Options) -> Ingested {
    match document(bytes) {
        Ok(document) => told(document, source),
        Err(problem) => failed(problem),
    }
}

/// The document as the only one of its file; where it has no words, what was left out is told all the same.
pub(super) fn told(document: Document, source: Source) -> Ingested {
    let left_out =
        document.problems.iter().filter(|problem| problem.code == Code::LeftOut).cloned().collect();
    let mut ingested = one(document, source);
    if ingested.documents.is_empty() {
        ingested.problems.extend::<Vec<Problem>>(left_out);
    }
    ingested
}

fn document(bytes: &[u8]) -> Result<Document, Problem> {
    let mut package = Package::open(bytes)?;
    let main = parts::main(&mut package)?;
    let relations = Relations::of(&mut package, &main)?;
    let mut problems = Vec::new();
    let mut part = |package: &mut Package, name: Option<String>| -> Result<String, Problem> {
        let Some(name) = name else { return Ok(String::new()) };
        let bytes = package.part(&name)?.unwrap_or_default();
        let (text, problem) = xml::decode(&bytes);
        problems.extend(problem);
        Ok(text)
    };
    let mut styles = Styles::default();
    xml::walk(&part(&mut package, relations.part("styles"))?, &mut styles)?;
    styles.close();
    let mut notes = Notes::default();
    for kind in ["footnotes", "endnotes"] {
        let text = part(&mut package, relations.part(kind))?;
        let addresses = match relations.part(kind) {
            Some(name) => Relations::of(&mut package, &name)?.addresses(),
            None => continue,
        };
        let mut body = Body::new(&styles, &addresses, &notes);
        xml::walk(&text, &mut body)?;
        let read = std::mem::take(&mut body.read);
        notes.extend(read);
    }
    let text = part(&mut package, Some(main))?;
    let addresses = relations.addresses();
    let mut body = Body::new(&styles, &addresses, &notes);
    let mut entities = xml::walk(&text, &mut body)?;
    if body.fields.is_open() {
        // A field that never ends would hide the rest of the text.
        body = Body::new(&styles, &addresses, &notes);
        body.fields.trust_nothing();
        entities = xml::walk(&text, &mut body)?;
    }
    let left_out = body.left_out(entities);
    let mut document = body.flow.finish();
    document.problems.append(&mut problems);
    finish(&mut document, left_out, title(&mut package));
    Ok(document)
}

/// The title in the properties, unless it is what programs put there by themselves.
fn title(package: &mut Package) -> Option<String> {
    let bytes = package.part("docProps/core.xml").ok().flatten()?;
    let mut properties = Properties::default();
    xml::walk(&xml::decode(&bytes).0, &mut properties).ok()?;
    Some(properties.title)
}

/// Title, head lines and date; what was left out is told. A title in the properties counts where the text has none.
pub(super) fn finish(document: &mut Document, left_out: Option<Problem>, title: Option<String>) {
    let text = &document.text;
    document.blocks.retain(|block| block.kind != BlockKind::Heading || !is_tab(block.span.slice(text)));
    // Programs that convert pages write the title twice; that alone does not mean that headings are marked.
    let title_words = document.blocks.first().map(|block| block.span.slice(text));
    let other = |block: &Block| Some(block.span.slice(text)) != title_words;
    let headings = document.blocks.iter().any(|block| block.kind == BlockKind::Heading && other(block));
    head::read(document, if headings { Headings::Marked } else { Headings::Guessed });
    let title = title.filter(|title| is_title(title)).map(|title| head::one_line(&title));
    document.metadata.title = document.metadata.title.take().or(title);
    document.problems.extend(left_out);
}

/// Is a heading the name of a tab that Google Docs writes above what the tab holds?
fn is_tab(words: &str) -> bool {
    words.strip_prefix("Tab ").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Is a title of the properties one that a person wrote for this text?
fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let made = ["microsoft word", "document", "untitled", "unbenannt", "slide", "template", "normal"];
    let file = [".doc", ".docx", ".dotx", ".odt", ".rtf", ".pdf", ".dot"];
    lower.split_whitespace().count() >= 3
        && !made.iter().any(|word| lower.starts_with(word))
        && !file.iter().any(|ending| lower.ends_with(ending))
        && lower.contains(char::is_alphabetic)
}

/// Does a namespace hold the elements of a word processor, of the transitional or the strict kind?
fn is_word(space: &str) -> bool {
    space.ends_with("/wordprocessingml/2006/main") || space.ends_with("/wordprocessingml/main")
}

/// Words that belong to no text, by reason.
pub(super) fn left_out(counts: &[(usize, &str)]) -> Option<Problem> {
    let told: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    (!told.is_empty()).then(|| Problem::new(Code::LeftOut, format!("left out: {}", told.join(", "))))
}

#[cfg(test)]
mod tests;
