//! What is said about pages and letters that could not be read, or were left out.

use super::page::Page;
use crate::error::{Code, Problem};

/// Lost letters are told from so many on.
const WORTH_TELLING: usize = 10;
/// At most so many pages are named.
const MOST_NAMED: usize = 20;

/// Why nothing of the document can be used, if that is so.
pub(super) fn failure(pages: &[Page], broken: &[(usize, String)]) -> Option<Problem> {
    let letters: usize = pages.iter().map(letters).sum();
    let unknown: usize = pages.iter().map(|page| page.left_out.unknown).sum();
    if pages.is_empty() {
        let reason = broken.first().map_or("", |(_, reason)| reason);
        return Some(Problem::new(Code::BadFormat, format!("no page could be read; the first: {reason}")));
    }
    if unknown > letters {
        let all = unknown + letters;
        let message = format!("the fonts do not say what letters they show ({unknown} of {all} are unknown)");
        return Some(Problem::new(Code::NoText, message));
    }
    let turned: usize = pages.iter().map(|page| page.left_out.turned + page.left_out.outside).sum();
    if letters == 0 && turned > 0 {
        let message =
            format!("no words but {turned} letters that run across their page, or stand outside it");
        return Some(Problem::new(Code::NoText, message));
    }
    let message = match (letters, broken.len(), pages.len()) {
        (1.., ..) => return None,
        (_, 0, n) => format!("{} without any text", counted(n)),
        (_, b, n) => format!("{} without any text, and {b} that could not be read", counted(n)),
    };
    Some(Problem::new(Code::NoText, message))
}

fn counted(pages: usize) -> String {
    format!("{pages} {}", if pages == 1 { "page" } else { "pages" })
}

fn letters(page: &Page) -> usize {
    page.glyphs.iter().flat_map(|glyph| glyph.text.chars()).filter(|c| c.is_alphanumeric()).count()
}

/// What was lost of a document that was read.
pub(super) fn losses(pages: &[Page], broken: &[(usize, String)], rebuilt: bool) -> Vec<Problem> {
    let mut said = Vec::new();
    if rebuilt {
        said.push("the file is damaged: its table of objects was made anew, words may be missing".to_owned());
    }
    if let Some((_, reason)) = broken.first() {
        let numbers = broken.iter().map(|(number, _)| *number);
        said.push(format!("{} could not be read ({reason})", named(numbers.collect())));
    }
    let pictures = pages.iter().filter(|page| letters(page) == 0 && page.pictures);
    let pictures: Vec<usize> = pictures.map(|page| page.number).collect();
    if !pictures.is_empty() {
        said.push(format!("{}: pictures without text", named(pictures)));
    }
    let unknown: usize = pages.iter().map(|page| page.left_out.unknown).sum();
    let with: Vec<usize> =
        pages.iter().filter(|page| page.left_out.unknown > 0).map(|page| page.number).collect();
    if unknown >= WORTH_TELLING {
        said.push(format!("{unknown} signs whose font does not say what letters they are ({})", named(with)));
    }
    let turned =
        |c: char| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}');
    let all = pages.iter().flat_map(|page| &page.glyphs);
    let leftward = all.flat_map(|glyph| glyph.text.chars()).filter(|c| turned(*c)).count();
    if leftward >= WORTH_TELLING {
        said.push(format!(
            "{leftward} letters of scripts that run from right to left: their order is not known"
        ));
    }
    said.into_iter().map(|message| Problem::new(Code::PartlyRead, message)).collect()
}

/// What was left out on purpose.
pub(super) fn left_out(pages: &[Page], furniture: usize) -> Option<Problem> {
    let sum = |of: fn(&Page) -> usize| -> usize { pages.iter().map(of).sum() };
    let parts = [
        (furniture, "lines of running heads, feet and page numbers"),
        (sum(|page| page.left_out.hidden), "hidden letters"),
        (sum(|page| page.left_out.turned), "letters that run another way than their page"),
        (sum(|page| page.left_out.outside), "letters outside the page or too small to read"),
    ];
    let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| Problem::new(Code::LeftOut, format!("left out: {}", parts.join("; "))))
}

/// `page 3`, `pages 3, 5, 7`.
fn named(pages: Vec<usize>) -> String {
    let shown: Vec<String> = pages.iter().take(MOST_NAMED).map(usize::to_string).collect();
    let more = pages.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{} {}{more}", if pages.len() == 1 { "page" } else { "pages" }, shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::lines::tests::page;

    #[test]
    fn losses_are_named() {
        let mut pages =
            [page(&[("Good day.", 50.0, 700.0)]), Page { number: 2, pictures: true, ..Page::default() }];
        pages[0].left_out.unknown = 3;
        assert_eq!(failure(&pages, &[]), None);
        let said: Vec<String> =
            losses(&pages, &[(4, "no font".into())], false).into_iter().map(|p| p.message).collect();
        assert_eq!(said, ["page 4 could not be read (no font)", "page 2: pictures without text"]);
        pages[0].left_out.unknown = 50;
        assert_eq!(failure(&pages, &[]).map(|problem| problem.code), Some(Code::NoText));
    }

    #[test]
    fn many_pages_are_not_all_named() {
        assert_eq!(named(vec![7]), "page 7");
        assert!(named((1..=30).collect()).ends_with("20 and 10 more"));
    }
}
