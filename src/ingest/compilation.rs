//! Many documents in one file: a compilation, whose headings are dates and whose items have headlines.
//!
//! ```text
//! Monday, May 3, 2021                                   the date of all items below
//! Vellmark's spokesperson responds to questions on …    a headline: it carries the address of the original
//!     VTV: Why?                                         the item
//! ```

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::date::{dates, dating};
use crate::document::{Block, BlockKind, DateBasis, Document, Link, Metadata, Precision, Span};
use crate::error::{Code, Problem};
use crate::lexicon::read::hex;

/// A compilation has at least this many different dates as headings.
const DATES: usize = 3;
/// Of neighbouring date headings at least this share goes in one direction of time.
const ONE_WAY: f64 = 0.9;
/// A headline has at most this many words.
const HEADLINE: usize = 120;

/// A day of the compilation.
struct Day {
    date: Date,
    /// The words of the heading.
    heading: Span,
    /// Its blocks, without the heading.
    blocks: std::ops::Range<usize>,
}

/// The documents of a compilation in text order; none if the document is not a compilation. Each has its own text, with
/// the places of its words in the file.
pub fn split(document: &Document) -> Vec<Document> {
    let days = days(document);
    if !is_compilation(&days) {
        return Vec::new();
    }
    let linked = are_linked(document, &days);
    let mut parts = Vec::new();
    for day in &days {
        for item in items(document, day.blocks.clone(), linked) {
            parts.push(part(document, &document.blocks[item], day.heading));
        }
    }
    let before: usize =
        days.first().map_or(0, |day| words(document, &document.blocks[..day.blocks.start - 1]));
    if let Some(first) = parts.first_mut().filter(|_| before > 0) {
        let message = format!("{before} words stand before the first date heading and belong to no item");
        first.problems.push(Problem::new(Code::LeftOut, message));
    }
    parts
}

/// A stable hash of a part's words: parts that say the same have the same.
pub(super) fn hash(part: &Document) -> String {
    let date = part.metadata.date.map(|read| read.date.to_string()).unwrap_or_default();
    hex(&Sha256::digest(format!("{date}\u{1F}{}", part.text).as_bytes()))
}

fn days(document: &Document) -> Vec<Day> {
    let headings: Vec<(usize, Date)> = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| {
            matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) && !block.indented
        })
        .filter_map(|(at, block)| Some((at, only_date(block.span.slice(&document.text))?)))
        .collect();
    let ends = headings.iter().skip(1).map(|(at, _)| *at).chain([document.blocks.len()]);
    headings
        .iter()
        .zip(ends)
        .map(|((at, date), end)| Day { date: *date, heading: document.blocks[*at].span, blocks: at + 1..end })
        .collect()
}

/// The date in words that hold nothing else but a weekday.
fn only_date(words: &str) -> Option<Date> {
    let words = words.trim_end_matches([':', '：', '.', ' ']);
    if words.len() > 60 || words.contains([':', '：']) {
        return None;
    }
    let names = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    let numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty()).count();
    let found = dates::find(words, dates::Place::Words).filter(|_| names <= 3 && numbers <= 3)?;
    (found.precision == Precision::Day).then_some(found.date)
}

fn is_compilation(days: &[Day]) -> bool {
    let mut dates: Vec<_> = days.iter().map(|day| day.date).collect();
    let steps = dates.len().saturating_sub(1).max(1) as f64;
    let forward = dates.windows(2).filter(|pair| pair[0] <= pair[1]).count() as f64;
    let backward = dates.windows(2).filter(|pair| pair[0] >= pair[1]).count() as f64;
    dates.sort();
    dates.dedup();
    let filled = days.iter().filter(|day| !day.blocks.is_empty()).count();
    dates.len() >= DATES && filled >= DATES && forward.max(backward) / steps >= ONE_WAY
}

/// Do most days begin with a paragraph that carries a link? Then a heading without one is a part of an item.
fn are_linked(document: &Document, days: &[Day]) -> bool {
    let first = |day: &&Day| {
        document.blocks[day.blocks.clone()]
            .first()
            .is_some_and(|block| !links(document, block.span).is_empty())
    };
    days.iter().filter(first).count() * 2 > days.len()
}

/// The items of a day: each begins with a headline, or the day is one item.
fn items(document: &Document, blocks: std::ops::Range<usize>, linked: bool) -> Vec<std::ops::Range<usize>> {
    let of_day = &document.blocks[blocks.clone()];
    let indents = of_day.iter().any(|block| block.indented) && of_day.iter().any(|block| !block.indented);
    let mut starts: Vec<usize> =
        blocks.clone().filter(|at| is_headline(document, &document.blocks[*at], indents, linked)).collect();
    if starts.first() != Some(&blocks.start) && !blocks.is_empty() {
        starts.insert(0, blocks.start);
    }
    let ends = starts.iter().skip(1).copied().chain([blocks.end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// A headline is marked as one, or carries a link: as a whole, or on a margin where everything else is indented.
fn is_headline(document: &Document, block: &Block, indents: bool, all_linked: bool) -> bool {
    let words = block.span.slice(&document.text);
    if words.split_whitespace().count() > HEADLINE {
        return false;
    }
    let linked: usize = links(document, block.span).iter().map(|link| link.span.end - link.span.start).sum();
    let whole = linked * 5 >= words.len() * 4;
    let on_margin =
        indents && !block.indented && matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
    block.kind == BlockKind::Heading && !all_linked || linked > 0 && (whole || on_margin)
}

fn links(document: &Document, span: Span) -> &[Link] {
    let first = document.links.partition_point(|link| link.span.start < span.start);
    let count = document.links[first..].partition_point(|link| link.span.end <= span.end);
    &document.links[first..first + count]
}

fn words(document: &Document, blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.span.slice(&document.text).split_whitespace().count()).sum()
}

/// The blocks as a document of their own.
fn part(document: &Document, blocks: &[Block], heading: Span) -> Document {
    let span = blocks.iter().map(|block| block.span).reduce(Span::cover).unwrap_or(Span::new(0, 0));
    let moved = |inner: Span| Span::new(inner.start - span.start, inner.end - span.start);
    let mut blocks: Vec<Block> =
        blocks.iter().map(|block| Block { span: moved(block.span), ..*block }).collect();
    let links: Vec<Link> = links(document, span)
        .iter()
        .map(|link| Link { span: moved(link.span), url: link.url.clone() })
        .collect();
    let headline = blocks.first().map_or(Span::new(0, 0), |block| block.span);
    let address = links.iter().find(|link| headline.contains(link.span)).map(|link| link.url.clone());
    let text = span.slice(&document.text).to_owned();
    // What the whole says of itself is no title and no address of its parts.
    let whole = document.metadata.clone();
    let mut metadata = Metadata { title: None, url: address, date: None, dates: Vec::new(), ..whole };
    let mut problems = Vec::new();
    dating::offer(&mut metadata, &mut problems, heading.slice(&document.text), DateBasis::Heading, false);
    if blocks.len() > 1 && (metadata.url.is_some() || blocks[0].kind == BlockKind::Heading) {
        metadata.title = Some(super::head::one_line(headline.slice(&text)));
        blocks[0].kind = BlockKind::Heading;
    }
    let places = document.places.of_part(span, 0);
    Document { metadata, text, blocks, links, places, problems, ..Document::default() }
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::ingest::{Options, ingest};

    /// Parts as `date | title | address | text`.
    fn check(text: &str, expected: &[&str]) {
        let document = ingest("in.md", text.as_bytes(), &Options::default()).documents.remove(0);
        let shown: Vec<String> = split(&document)
            .iter()
            .map(|part| {
                let metadata = &part.metadata;
                let date = metadata.date.map(|read| read.date.to_string()).unwrap_or_default();
                let some = |field: &Option<String>| field.clone().unwrap_or_default();
                format!(
                    "{date} | {} | {} | {}",
                    some(&metadata.title),
                    some(&metadata.url),
                    part.text.replace('\n', " ")
                )
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn date_headings_and_linked_headlines() {
        let days = "# The tracker\n\n## Monday, May 3, 2021\n\n[Varn answers.](https://v.example/1)\n\nVTV: Why?\n\nVarn: Because.\n\n[Holt speaks.](https://h.example/2)\n\nWe are glad.\n\n## Tuesday, May 4, 2021\n\nNothing came of it.\n\n## 2021-05-06\n\nAll was quiet.\n";
        let document = ingest("in.md", days.as_bytes(), &Options::default());
        let shown: Vec<String> = document
            .documents
            .iter()
            .map(|part| {
                let date = part.metadata.date.map(|read| read.date.to_string()).unwrap_or_default();
                let url = part.metadata.url.clone().unwrap_or_default();
                format!(
                    "{date} {url} {}: {}",
                    part.metadata.title.as_deref().unwrap_or("-"),
                    part.text.replace("\n\n", " / ")
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "2021-05-03 https://v.example/1 Varn answers.: Varn answers. / VTV: Why? / Varn: Because.",
                "2021-05-03 https://h.example/2 Holt speaks.: Holt speaks. / We are glad.",
                "2021-05-04  -: Nothing came of it.",
                "2021-05-06  -: All was quiet.",
            ]
        );
        assert!(document.documents.iter().all(|part| part.source.row.is_some()));
    }

    #[test]
    fn one_dated_document_is_no_compilation() {
        check("# A day\n\nMay 3, 2021\n\nThe words.\n\nMay 4, 2021\n\nMore.\n", &[]);
        check(
            "# A day\n\nMay 3, 2021\n\nOne.\n\nMay 1, 2021\n\nTwo.\n\nMay 9, 2021\n\nThree.\n\nMay 2, 2021\n\nFour.\n",
            &[],
        );
    }
}
