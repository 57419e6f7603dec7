//! PDF. Glyphs with places → lines → columns → paragraphs: the file itself knows only where letters stand.
//!
//! What is dropped, and said: running heads, feet and page numbers (in documents of two pages and more), hidden letters
//! (but they are the text of a page that is a picture), letters that run another way than their page, letters outside the
//! page. What is never read: forms to fill in, comments, attached files. Letters that nobody knows (fonts without a map)
//! are said to be lost; a document of such letters is not read at all.

mod columns;
mod content;
mod fonts;
mod furniture;
mod glyphs;
mod hyphens;
mod lines;
mod links;
mod matrix;
mod normal;
mod open;
mod operations;
mod page;
mod paragraphs;
mod rebuild;
mod repair;
mod speakers;
mod streams;
mod title;
mod told;
mod unicode;
mod word;

use self::furniture::Rows;
use self::page::Page;
use self::paragraphs::Paragraph;
use super::build::Builder;
use super::head::{self, Headings};
use super::{Ingested, Options, failed, one};
use crate::document::{BlockKind, Document, Source};
use crate::place::Place;

/// A title stands among the first words (in bytes).
const BEGINNING: usize = 2_000;

/// The document in the bytes of the file.
pub fn read(bytes: &[u8], source: Source, _options: &Options) -> Ingested {
    let opened = match open::open(bytes) {
        Ok(opened) => opened,
        Err(problem) => return failed(problem),
    };
    let title = open::guarded(|| title::stated(&opened.objects)).ok().flatten();
    let rebuilt = opened.rebuilt;
    let (pages, broken) = pages(opened);
    if let Some(problem) = told::failure(&pages, &broken) {
        return failed(problem);
    }
    let problems = told::losses(&pages, &broken, rebuilt);
    let mut rows: Vec<Rows> =
        pages.iter().map(|page| Rows { height: page.height, rows: lines::rows(page) }).collect();
    let furniture = furniture::take_out(&mut rows);
    let numbers = pages.iter().map(|page| page.number);
    let columns = numbers
        .zip(rows)
        .flat_map(|(number, page)| columns::order(page.rows).into_iter().map(move |column| (number, column)));
    let mut document = document(paragraphs::paragraphs(columns.collect()), title);
    document.problems.extend(problems);
    document.problems.extend(told::left_out(&pages, furniture));
    one(document, source)
}

/// The pages that could be read, and the others with the reason.
fn pages(opened: open::Opened) -> (Vec<Page>, Vec<(usize, String)>) {
    let open::Opened { mut objects, pages: ids, .. } = opened;
    let mut fonts = fonts::Fonts::default();
    let (mut pages, mut broken) = (Vec::new(), Vec::new());
    for (index, id) in ids.into_iter().enumerate() {
        let number = index + 1;
        match open::guarded(|| page::read(&mut objects, &mut fonts, id, number)) {
            Ok(Ok(page)) => pages.push(page),
            Ok(Err(reason)) | Err(reason) => broken.push((number, reason)),
        }
    }
    (pages, broken)
}

fn document(paragraphs: Vec<Paragraph>, title: Option<String>) -> Document {
    let marked = paragraphs.iter().any(|paragraph| paragraph.kind == BlockKind::Heading);
    let mut builder = Builder::default();
    for paragraph in &paragraphs {
        build(&mut builder, paragraph);
    }
    let mut document = builder.finish();
    let beginning = &document.text[..document.text.floor_char_boundary(BEGINNING)];
    document.metadata.title = title.filter(|title| title::is_sensible(title, beginning));
    head::read(&mut document, if marked { Headings::Marked } else { Headings::Guessed });
    document
}

fn build(builder: &mut Builder, paragraph: &Paragraph) {
    let mut page = paragraph.words.first().map_or(1, |(_, page)| *page);
    builder.at(Place::Page(page));
    builder.open(paragraph.kind);
    let mut link: Option<&str> = None;
    let mut before: Option<char> = None;
    for (word, number) in &paragraph.words {
        let unspaced = before.is_some_and(lines::is_unspaced) && word.text.starts_with(lines::is_unspaced);
        let [before_anchor, anchor, behind_anchor] = word.parts();
        let goes_on = link.is_some() && link == word.link.as_deref() && before_anchor.is_empty();
        if !goes_on {
            builder.close_link();
        }
        if before.is_some() && !unspaced {
            builder.push(" ");
        }
        if page != *number {
            page = *number;
            builder.at(Place::Page(page));
        }
        if !goes_on {
            builder.push(before_anchor);
            link = word.link.as_deref();
            if let Some(url) = link {
                builder.open_link(url);
            }
        }
        builder.push(anchor);
        if !behind_anchor.is_empty() {
            builder.close_link();
            builder.push(behind_anchor);
            link = None;
        }
        before = word.text.chars().next_back();
    }
    builder.close_link();
}

#[cfg(test)]
mod tests;
