//! Running heads, feet and page numbers: what stands at the same height on several pages, whatever its digits, or counts
//! the pages. A document of one page has none.

use std::collections::BTreeMap;

use super::lines::Piece;

/// So many rows at the top and at the foot of a page may be furniture.
const OUTERMOST: usize = 4;
/// They lie in this part of the page's height, at either end.
const MARGIN: f64 = 0.18;
/// The height is the same within so many points.
const SAME_HEIGHT: f64 = 4.0;
/// A gap of so many font sizes sets a head off from the text.
const SET_OFF: f64 = 1.9;

/// What is left must be more than one part in so many of all letters.
const LEAST_TEXT: usize = 8;

/// The rows of a page, and how high it is.
#[derive(Clone)]
pub(super) struct Rows {
    pub(super) height: f64,
    pub(super) rows: Vec<Vec<Piece>>,
}

impl Rows {
    fn letters(&self) -> usize {
        self.rows.iter().flatten().flat_map(|piece| &piece.words).map(|word| word.text.len()).sum()
    }
}

/// Takes out what is furniture; says how many rows that were. Where little else would be left, it is the text.
pub(super) fn take_out(pages: &mut Vec<Rows>) -> usize {
    if pages.len() < 2 {
        return 0;
    }
    let letters = |pages: &[Rows]| pages.iter().map(Rows::letters).sum::<usize>();
    let mut left = pages.clone();
    let taken = strip(&mut left);
    if letters(&left) * LEAST_TEXT < letters(pages) {
        return 0;
    }
    *pages = left;
    taken
}

fn strip(pages: &mut [Rows]) -> usize {
    let repeated = repeated(pages);
    let steps = number_steps(pages);
    let several = pages.len();
    let mut taken = 0;
    for (index, page) in pages.iter_mut().enumerate() {
        let before = page.rows.len();
        page.rows.retain(|row| !row.iter().all(|piece| piece.furniture));
        for end in [End::Top, End::Foot] {
            while let Some(row) = end.nth(&page.rows, 0) {
                let Some(seen) = end.seen(page, row) else { break };
                let set_off = end.is_set_off(&page.rows);
                let on = repeated.get(&seen).copied().unwrap_or(0);
                // On few pages a gap must tell that the words are no text.
                let often = set_off && on * 5 >= several.min(20) || several > 3 && on * 2 > several;
                let goes = match number(row) {
                    Some(number) => steps.contains(&(number - index as i64)),
                    None => on > 1 && often,
                };
                if !goes {
                    break;
                }
                end.take(&mut page.rows);
            }
        }
        taken += before - page.rows.len();
    }
    taken
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum End {
    Top,
    Foot,
}

/// An end of a page, the height in steps, and the words without digits.
type Seen = (End, i64, String);

impl End {
    fn nth(self, rows: &[Vec<Piece>], n: usize) -> Option<&Vec<Piece>> {
        match self {
            Self::Top => rows.get(n),
            Self::Foot => rows.get(rows.len().checked_sub(n + 1)?),
        }
    }

    fn take(self, rows: &mut Vec<Vec<Piece>>) {
        match self {
            Self::Top => drop(rows.remove(0)),
            Self::Foot => drop(rows.pop()),
        }
    }

    /// What the row looks like, if it stands in the margin.
    fn seen(self, page: &Rows, row: &[Piece]) -> Option<Seen> {
        let y = row.first()?.y;
        let from_end = match self {
            Self::Top => page.height - y,
            Self::Foot => y,
        };
        (from_end < MARGIN * page.height)
            .then(|| (self, (from_end / SAME_HEIGHT).round() as i64, without_digits(row)))
    }

    /// Is the outermost row farther from the next one than lines are from each other?
    fn is_set_off(self, rows: &[Vec<Piece>]) -> bool {
        let place = |n| self.nth(rows, n).and_then(|row| row.first()).map(|piece| (piece.y, piece.size));
        match (place(0), place(1)) {
            (Some((y, size)), Some((next, other))) => (y - next).abs() > SET_OFF * size.max(other),
            _ => true,
        }
    }
}

/// On how many pages each outermost row stands.
fn repeated(pages: &[Rows]) -> BTreeMap<Seen, usize> {
    let mut repeated = BTreeMap::new();
    for page in pages {
        for end in [End::Top, End::Foot] {
            for n in 0..OUTERMOST.min(page.rows.len()) {
                let row = end.nth(&page.rows, n);
                if let Some(seen) = row.and_then(|row| end.seen(page, row)) {
                    *repeated.entry(seen).or_default() += 1;
                }
            }
        }
    }
    repeated
}

/// By how much the numbers at the ends of pages run ahead of the pages, where two pages agree.
fn number_steps(pages: &[Rows]) -> Vec<i64> {
    let mut steps = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for end in [End::Top, End::Foot] {
            let row = end.nth(&page.rows, 0).filter(|row| end.seen(page, row).is_some());
            steps.extend(row.and_then(|row| number(row)).map(|number| number - index as i64));
        }
    }
    steps.sort_unstable();
    let mut agreed: Vec<i64> =
        steps.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]).collect();
    // A number that is the page's own needs no second one.
    agreed.extend(steps.contains(&1).then_some(1));
    agreed
}

/// The number of a row that is nothing else: `3`, `- 3 -`, `[3]`.
fn number(row: &[Piece]) -> Option<i64> {
    let text: String = row.iter().map(Piece::text).collect();
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "-–—[]()|•·".contains(c));
    bare.parse().ok().or_else(|| roman(bare))
}

/// A small Roman number up to 39, as front matter counts.
fn roman(text: &str) -> Option<i64> {
    let tens = text.chars().take_while(|c| *c == 'x').count();
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let ones = ONES.iter().position(|ones| *ones == &text[tens..])?;
    (tens < 4 && !text.is_empty()).then_some((10 * tens + ones) as i64)
}

fn without_digits(row: &[Piece]) -> String {
    let mut plain = String::new();
    for c in row.iter().flat_map(|piece| piece.text().chars().collect::<Vec<_>>()) {
        let c = if c.is_numeric() { '#' } else { c };
        if !(c == '#' && plain.ends_with('#')) {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::super::lines::rows;
    use super::super::lines::tests::page;
    use super::*;

    fn check(pages: &[&[(&str, f64, f64)]], expected: &[&str]) {
        let mut pages: Vec<Rows> =
            pages.iter().map(|lines| Rows { height: 800.0, rows: rows(&page(lines)) }).collect();
        take_out(&mut pages);
        let shown = |page: &Rows| page.rows.iter().flatten().map(Piece::text).collect::<Vec<_>>().join(" / ");
        assert_eq!(pages.iter().map(shown).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn heads_feet_and_numbers() {
        check(
            &[
                &[
                    ("Briefing 7 June", 50.0, 770.0),
                    ("Good day to you all.", 50.0, 700.0),
                    ("Page 1 of 3", 50.0, 40.0),
                ],
                &[
                    ("Briefing 7 June", 50.0, 770.0),
                    ("No, there is none.", 50.0, 700.0),
                    ("Page 2 of 3", 50.0, 40.0),
                ],
                &[
                    ("Briefing 7 June", 50.0, 770.0),
                    ("Thank you, that is all.", 50.0, 700.0),
                    ("Page 3 of 3", 50.0, 40.0),
                ],
            ],
            &["Good day to you all.", "No, there is none.", "Thank you, that is all."],
        );
        check(
            &[&[("Good day.", 50.0, 700.0)], &[("It was 2021", 50.0, 700.0), ("- 2 -", 50.0, 40.0)]],
            &["Good day.", "It was 2021"],
        );
    }

    #[test]
    fn text_of_one_page_stays() {
        check(
            &[&[("Head", 50.0, 770.0), ("Good day.", 50.0, 700.0), ("1", 50.0, 40.0)]],
            &["Head / Good day. / 1"],
        );
    }

    #[test]
    fn text_that_is_repeated_elsewhere_stays() {
        check(
            &[
                &[("One.", 50.0, 770.0), ("Q Why?", 50.0, 758.0), ("1776", 50.0, 60.0)],
                &[("Two.", 50.0, 770.0), ("Q Why?", 50.0, 758.0), ("2021", 50.0, 60.0)],
            ],
            &["One. / Q Why? / 1776", "Two. / Q Why? / 2021"],
        );
    }

    #[test]
    fn roman_numbers() {
        let check = |text, expected| assert_eq!(roman(text), expected, "{text}");
        check("iv", Some(4));
        check("xii", Some(12));
        check("civil", None);
        check("", None);
    }
}
