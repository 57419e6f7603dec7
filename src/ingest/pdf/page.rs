//! One page: its glyphs turned upright, what of them is text, and what was left out and why.

use pdf_extract::{Dictionary, Document, ObjectId};

use super::content::{self, Step};
use super::fonts::Fonts;
use super::glyphs::{self, Glyph};
use super::links::{self, Area};
use super::matrix::Matrix;
use super::normal;
use super::open::{inherited, numbers};

/// The size of a page that does not say it: US letter.
const LETTER: [f64; 4] = [0.0, 0.0, 612.0, 792.0];
/// Glyphs at the same place within so many font sizes are one glyph, printed twice to look bold.
const SAME: f64 = 0.12;
/// Smaller letters are not for reading (points).
const SMALLEST: f64 = 1.5;

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Counted from 1.
    pub(super) number: usize,
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
    /// Where the links lie.
    pub(super) links: Vec<Area>,
    pub(super) left_out: LeftOut,
    /// Does it show pictures?
    pub(super) pictures: bool,
}

/// How many glyphs of a page are not among its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// Nobody knows what letters they are.
    pub(super) unknown: usize,
    /// They run another way than the page.
    pub(super) turned: usize,
    /// They are drawn with nothing while other words are drawn.
    pub(super) hidden: usize,
    /// They stand outside the page, or are too small to read.
    pub(super) outside: usize,
}

/// Reads a page.
pub(super) fn read(
    objects: &mut Document,
    fonts: &mut Fonts,
    id: ObjectId,
    number: usize,
) -> Result<Page, String> {
    let content::Steps { steps, pictures } = content::steps(objects, id, fonts)?;
    fonts.learn(objects, strings(&steps).into_iter())?;
    let dict = objects.get_dictionary(id).map_err(|error| error.to_string())?;
    let (upright, width, height) = frame(objects, dict);
    let mut glyphs = glyphs::draw(&steps, fonts, upright);
    let mut links = links::areas(objects, dict, upright);
    let (mut width, mut height) = (width, height);
    let turn = usual_turn(&glyphs);
    if turn != 0 {
        // Text that runs up the page was meant to be read with the page turned.
        let turned = Matrix::upright(90 * i64::from(turn), width, height);
        glyphs = glyphs::draw(&steps, fonts, upright.then(turned));
        links = links::areas(objects, dict, upright.then(turned));
        if turn % 2 == 1 {
            (width, height) = (height, width);
        }
    }
    let (glyphs, left_out) = readable(glyphs, width, height);
    Ok(Page { number, height, glyphs: once(glyphs), links, left_out, pictures })
}

fn strings(steps: &[Step]) -> Vec<(usize, &[u8])> {
    let mut strings = Vec::new();
    let (mut font, mut saved) = (None, Vec::new());
    for step in steps {
        match step {
            Step::Font(index, _) => font = Some(*index),
            Step::Save => saved.push(font),
            Step::Restore => font = saved.pop().unwrap_or(font),
            Step::Show(bytes) => strings.extend(font.map(|font| (font, bytes.as_slice()))),
            _ => {}
        }
    }
    strings
}

/// The map to upright coordinates from the lower left corner, and width and height.
fn frame(objects: &Document, dict: &Dictionary) -> (Matrix, f64, f64) {
    let boxed = |key| inherited(objects, dict, key).map(|array| numbers(objects, array));
    let sides = boxed(b"CropBox").or_else(|| boxed(b"MediaBox")).and_then(|sides| sides.try_into().ok());
    let [x0, y0, x1, y1]: [f64; 4] = sides.unwrap_or(LETTER);
    let (width, height) = ((x1 - x0).abs(), (y1 - y0).abs());
    let degrees = inherited(objects, dict, b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0);
    let upright = Matrix::shift(-x0.min(x1), -y0.min(y1)).then(Matrix::upright(degrees, width, height));
    if degrees.rem_euclid(180) == 90 { (upright, height, width) } else { (upright, width, height) }
}

/// The way most letters run.
fn usual_turn(glyphs: &[Glyph]) -> u8 {
    let mut counts = [0_usize; 4];
    for turn in glyphs.iter().filter_map(|glyph| glyph.turn) {
        counts[usize::from(turn)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    (0..4).find(|turn| counts[usize::from(*turn)] == most).unwrap_or(0)
}

/// What of the glyphs is text.
fn readable(glyphs: Vec<Glyph>, width: f64, height: f64) -> (Vec<Glyph>, LeftOut) {
    let letters = |glyph: &&Glyph| glyph.text.chars().any(char::is_alphanumeric);
    let drawn = glyphs.iter().filter(letters).filter(|glyph| !glyph.hidden).count();
    let hidden = glyphs.iter().filter(letters).filter(|glyph| glyph.hidden).count();
    // A scanned page has its words below the picture, and at most a stamp above it.
    let scanned = hidden > 4 * drawn;
    let mut left_out = LeftOut::default();
    let mut kept = Vec::with_capacity(glyphs.len());
    for mut glyph in glyphs {
        let middle = (glyph.x + glyph.end) / 2.0;
        let inside = (-1.0..=width + 1.0).contains(&middle) && (-1.0..=height + 1.0).contains(&glyph.y);
        glyph.text = normal::plain(&glyph.text);
        let letters = glyph.text.chars().filter(|c| !c.is_whitespace()).count();
        if glyph.text.is_empty() || normal::is_unknown(&glyph.text) {
            left_out.unknown += 1;
        } else if glyph.turn != Some(0) {
            left_out.turned += letters;
        } else if glyph.hidden && !scanned {
            left_out.hidden += letters;
        } else if !inside || glyph.size < SMALLEST {
            left_out.outside += letters;
        } else {
            kept.push(glyph);
        }
    }
    (kept, left_out)
}

/// Without glyphs that are printed twice.
fn once(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut by_row: std::collections::BTreeMap<i64, Vec<usize>> = std::collections::BTreeMap::new();
    for glyph in glyphs {
        let row = glyph.y.round() as i64;
        let twin = (row - 1..=row + 1).filter_map(|row| by_row.get(&row)).flatten().copied().find(|index| {
            let other = &kept[*index];
            let near = SAME * glyph.size;
            other.text == glyph.text && (other.x - glyph.x).abs() < near && (other.y - glyph.y).abs() < near
        });
        match twin {
            Some(twin) if !glyph.text.trim().is_empty() => kept[twin].bold = true,
            _ => {
                by_row.entry(row).or_default().push(kept.len());
                kept.push(glyph);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x: f64, hidden: bool) -> Glyph {
        Glyph {
            x,
            y: 50.0,
            end: x + 6.0,
            size: 10.0,
            text: text.into(),
            hidden,
            turn: Some(0),
            ..Glyph::default()
        }
    }

    fn texts(glyphs: &[Glyph]) -> String {
        glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    #[test]
    fn letters_printed_twice_are_read_once() {
        let kept = once(vec![glyph("l", 10.0, false), glyph("l", 10.4, false), glyph("l", 14.0, false)]);
        assert_eq!(texts(&kept), "ll");
        assert!(kept[0].bold && !kept[1].bold);
    }

    #[test]
    fn hidden_words_are_left_out_unless_the_page_is_a_scan() {
        let page = vec![glyph("a", 10.0, false), glyph("b", 20.0, true)];
        let (kept, left_out) = readable(page, 100.0, 100.0);
        assert_eq!((texts(&kept).as_str(), left_out.hidden), ("a", 1));
        let scan: Vec<Glyph> = (0..9).map(|n| glyph("b", f64::from(n) * 10.0, true)).collect();
        assert_eq!(readable(scan, 100.0, 100.0).0.len(), 9);
    }

    #[test]
    fn what_has_no_letters_is_counted() {
        let page = vec![glyph("", 10.0, false), glyph("\u{F0A1}", 20.0, false), glyph("x", 300.0, false)];
        let (kept, left_out) = readable(page, 100.0, 100.0);
        assert_eq!((kept.len(), left_out.unknown, left_out.outside), (0, 2, 1));
    }
}
