//! Glyphs → words → pieces of lines. A piece is what stands on one baseline without a wide gap.

use super::glyphs::Glyph;
use super::links::Area;
use super::page::Page;
use super::word::Word;

/// Glyphs belong to one line when their baselines lie within so many font sizes.
const BASELINE: f64 = 0.3;
/// The same for glyphs that follow each other: notes set high.
const RAISED: f64 = 0.45;
/// A gap of so many font sizes is a space; between letters of a script without spaces it is a wider one.
const SPACE: f64 = 0.15;
const WIDE_SPACE: f64 = 0.6;
/// In spaced-out words a space is so much wider than the usual gap.
const ABOVE_USUAL: f64 = 0.12;
/// A gap of so many font sizes ends a piece.
const PIECE: f64 = 1.0;

/// A piece of a line, or a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Piece {
    pub(super) words: Vec<Word>,
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) furniture: bool,
}

impl Piece {
    /// Its words with spaces between.
    pub(super) fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// One piece of several that stand side by side.
    pub(super) fn joined(mut pieces: Vec<Self>) -> Option<Self> {
        pieces.sort_by(|a, b| a.x.total_cmp(&b.x));
        let letters = |piece: &Self| piece.words.iter().map(|word| word.text.len()).sum::<usize>();
        let main = pieces.iter().max_by_key(|piece| letters(piece))?;
        let (y, size) = (main.y, main.size);
        let bold = pieces.iter().all(|piece| piece.bold);
        let furniture = pieces.iter().all(|piece| piece.furniture);
        let x = pieces.first()?.x;
        let end = pieces.iter().map(|piece| piece.end).fold(x, f64::max);
        let words = pieces.into_iter().flat_map(|piece| piece.words).collect();
        Some(Self { words, x, end, y, size, bold, furniture })
    }
}

/// The rows of a page from top to bottom, each with its pieces from left to right.
pub(super) fn rows(page: &Page) -> Vec<Vec<Piece>> {
    let mut runs = runs(&page.glyphs);
    runs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let fits = |row: &&mut Vec<Run>| {
            let size = row.iter().map(|other| other.size).fold(run.size, f64::max);
            row.first().is_some_and(|first| (first.y - run.y).abs() < BASELINE * size)
        };
        match rows.last_mut().filter(fits) {
            Some(row) => row.push(run),
            None => rows.push(vec![run]),
        }
    }
    let rows = rows.into_iter().map(|row| pieces(row, &page.links));
    rows.filter(|row| !row.is_empty()).collect()
}

/// Glyphs that follow each other on a line.
#[derive(Clone)]
struct Run<'a> {
    glyphs: Vec<&'a Glyph>,
    x: f64,
    end: f64,
    y: f64,
    size: f64,
}

fn runs(glyphs: &[Glyph]) -> Vec<Run<'_>> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs {
        let follows = |run: &&mut Run| {
            let size = run.size.max(glyph.size);
            (run.y - glyph.y).abs() < RAISED * size
                && glyph.x > run.end - 0.5 * size
                && glyph.x < run.end + PIECE * size
        };
        match runs.last_mut().filter(follows) {
            Some(run) => {
                run.end = run.end.max(glyph.end);
                if glyph.size > run.size {
                    (run.size, run.y) = (glyph.size, glyph.y);
                }
                run.glyphs.push(glyph);
            }
            None => runs.push(Run {
                glyphs: vec![glyph],
                x: glyph.x,
                end: glyph.end,
                y: glyph.y,
                size: glyph.size,
            }),
        }
    }
    // Spaces at the ends of a line would bridge the gap between columns.
    runs.retain_mut(|run| {
        while run.glyphs.last().is_some_and(|glyph| glyph.text.trim().is_empty()) {
            run.glyphs.pop();
        }
        let blank = run.glyphs.iter().take_while(|glyph| glyph.text.trim().is_empty()).count();
        run.glyphs.drain(..blank);
        run.x = run.glyphs.first().map_or(0.0, |glyph| glyph.x);
        run.end = run.glyphs.iter().map(|glyph| glyph.end).fold(run.x, f64::max);
        !run.glyphs.is_empty()
    });
    runs
}

fn pieces(mut row: Vec<Run>, links: &[Area]) -> Vec<Piece> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut joined: Vec<Run> = Vec::new();
    for run in row {
        let near = |last: &&mut Run| run.x < last.end + PIECE * last.size.max(run.size);
        match joined.last_mut().filter(near) {
            Some(last) => {
                last.end = last.end.max(run.end);
                last.size = last.size.max(run.size);
                last.glyphs.extend(run.glyphs);
            }
            None => joined.push(run),
        }
    }
    joined.iter().filter_map(|run| piece(run, links)).collect()
}

fn piece(run: &Run, links: &[Area]) -> Option<Piece> {
    let words = words(run, links);
    let (x, end) = (words.first()?.x, words.iter().map(|word| word.end).fold(run.x, f64::max));
    let solid: Vec<&&Glyph> = run.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).collect();
    let bold = solid.iter().filter(|glyph| glyph.bold).count() * 10 >= solid.len() * 9;
    let furniture = solid.iter().all(|glyph| glyph.furniture);
    Some(Piece { words, x, end, y: run.y, size: usual_size(&solid), bold, furniture })
}

/// The size of most letters, in quarters of a point.
fn usual_size(glyphs: &[&&Glyph]) -> f64 {
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| (glyph.size * 4.0).round() / 4.0).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

fn words(run: &Run, links: &[Area]) -> Vec<Word> {
    let usual = usual_gap(run);
    let mut words: Vec<Word> = Vec::new();
    let mut broken = true;
    for glyph in &run.glyphs {
        let text = glyph.text.trim();
        if text.is_empty() {
            broken = true;
            continue;
        }
        let gap = words.last().map_or(0.0, |word| glyph.x - word.end) / run.size.max(1.0);
        let close = words.last().is_some_and(|word| unspaced(&word.text) && unspaced(text));
        let space = if close { WIDE_SPACE } else { SPACE.max(usual + ABOVE_USUAL) };
        broken |= gap > space || glyph.text.starts_with(' ');
        let (middle, height) = ((glyph.x + glyph.end) / 2.0, glyph.y + 0.3 * glyph.size);
        let link = links.iter().find(|area| area.holds(middle, height));
        match words.last_mut().filter(|_| !broken) {
            Some(word) => word.extend(text, glyph.end, link),
            None => {
                let mut word = Word { x: glyph.x, end: glyph.end, ..Word::default() };
                word.extend(text, glyph.end, link);
                words.push(word);
            }
        }
        broken = glyph.text.ends_with(' ');
    }
    words
}

/// The usual gap between neighbours, in font sizes: more than nothing in spaced-out words.
fn usual_gap(run: &Run) -> f64 {
    let solid = |glyph: &Glyph| !glyph.text.trim().is_empty();
    let pairs = run.glyphs.windows(2).filter(|pair| solid(pair[0]) && solid(pair[1]));
    let mut gaps: Vec<f64> = pairs.map(|pair| (pair[1].x - pair[0].end) / run.size.max(1.0)).collect();
    gaps.sort_by(f64::total_cmp);
    if gaps.len() < 4 { 0.0 } else { gaps[gaps.len() / 2].clamp(0.0, 0.5) }
}

/// Does the text end or stand in a script without spaces between words?
fn unspaced(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_unspaced)
}

/// Is it a letter or sign of a script without spaces between words?
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Glyphs half as wide as high; a space advances without a glyph.
    pub(in crate::ingest::pdf) fn line(text: &str, x: f64, y: f64, size: f64) -> Vec<Glyph> {
        let glyph = |(n, c): (usize, char)| {
            let x = x + n as f64 * size / 2.0;
            Glyph { x, y, end: x + size / 2.0, size, text: c.into(), turn: Some(0), ..Glyph::default() }
        };
        text.chars().enumerate().filter(|(_, c)| *c != ' ').map(glyph).collect()
    }

    pub(in crate::ingest::pdf) fn page(lines: &[(&str, f64, f64)]) -> Page {
        let glyphs = lines.iter().flat_map(|(text, x, y)| line(text, *x, *y, 10.0)).collect();
        Page { number: 1, height: 800.0, glyphs, ..Page::default() }
    }

    fn check(page: &Page, expected: &[&str]) {
        let shown = |row: Vec<Piece>| row.iter().map(Piece::text).collect::<Vec<_>>().join(" | ");
        assert_eq!(rows(page).into_iter().map(shown).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rows_from_top_to_bottom() {
        check(&page(&[("below it", 50.0, 600.0), ("above", 50.0, 620.0)]), &["above", "below it"]);
        check(&page(&[("right", 300.0, 600.0), ("left", 50.0, 602.0)]), &["left | right"]);
    }

    #[test]
    fn kerned_and_spaced_out_words() {
        let mut kerned = page(&[("Varn", 50.0, 600.0)]);
        kerned.glyphs[1].x -= 1.0;
        check(&kerned, &["Varn"]);
        let mut spaced = page(&[("REMARKS", 50.0, 600.0)]);
        for (n, glyph) in spaced.glyphs.iter_mut().enumerate() {
            glyph.x += n as f64 * 3.0;
            glyph.end += n as f64 * 3.0;
        }
        check(&spaced, &["REMARKS"]);
    }

    #[test]
    fn a_raised_mark_belongs_to_its_line() {
        let mut noted = page(&[("denied", 50.0, 600.0)]);
        noted.glyphs.extend(line("2", 80.0, 604.0, 6.0));
        check(&noted, &["denied2"]);
    }

    #[test]
    fn links_lie_on_words() {
        let mut linked = page(&[("see the report", 50.0, 600.0)]);
        linked.links = vec![Area {
            left: 69.0,
            bottom: 598.0,
            right: 86.0,
            top: 610.0,
            url: "https://x.example".into(),
        }];
        let rows = rows(&linked);
        let links: Vec<bool> = rows[0][0].words.iter().map(|word| word.link.is_some()).collect();
        assert_eq!(links, [false, true, false]);
        linked.links[0].left = 75.0;
        linked.links[0].right = 79.0;
        let inside = &super::rows(&linked)[0][0].words[1];
        assert_eq!((inside.text.as_str(), inside.link.is_some()), ("the", true));
        assert_eq!(inside.parts().concat(), "the");
        assert_ne!(inside.parts()[1], "the");
    }
}
