//! Reading order: where a white gutter parts the lines of a page, the left column is read before the right one. Lines
//! that cross the gutter part the page into bands.

use super::lines::Piece;

/// Columns in columns end here.
const DEPTH: usize = 2;
/// A gutter is at least this wide, in font sizes.
const GUTTER: f64 = 0.8;
/// A column is at least this wide, in font sizes.
const WIDTH: f64 = 6.0;
/// Two columns of fewer lines must look like text: several words a line, and a wide gutter.
const FEW: usize = 3;
const WIDE_GUTTER: f64 = 2.0;

/// Lines below each other with common margins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Column {
    pub(super) lines: Vec<Piece>,
    /// Does it stand beside another column?
    pub(super) beside: bool,
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Column {
    fn of(lines: Vec<Piece>, beside: bool) -> Self {
        let left = lines.iter().map(|line| line.x).fold(f64::INFINITY, f64::min);
        let right = lines.iter().map(|line| line.end).fold(f64::NEG_INFINITY, f64::max);
        Self { lines, beside, left, right }
    }
}

/// The columns of a page in reading order.
pub(super) fn order(rows: Vec<Vec<Piece>>) -> Vec<Column> {
    let mut columns = Vec::new();
    split(rows, 0, &mut columns);
    columns
}

fn split(rows: Vec<Vec<Piece>>, depth: usize, columns: &mut Vec<Column>) {
    let gutter = (depth < DEPTH).then(|| best_gutter(&rows)).flatten();
    let Some(gutter) = gutter else {
        let lines: Vec<Piece> = rows.into_iter().filter_map(Piece::joined).collect();
        if !lines.is_empty() {
            columns.push(Column::of(lines, depth > 0));
        }
        return;
    };
    let mut across: Vec<Vec<Piece>> = Vec::new();
    for band in bands(rows, gutter) {
        if are_columns(&band, gutter).is_none() {
            across.extend(band);
            continue;
        }
        split(std::mem::take(&mut across), DEPTH, columns);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for row in band {
            let (l, r): (Vec<Piece>, Vec<Piece>) = row.into_iter().partition(|piece| piece.x < gutter);
            left.extend(Some(l).filter(|row| !row.is_empty()));
            right.extend(Some(r).filter(|row| !row.is_empty()));
        }
        split_column(left, depth, columns);
        split_column(right, depth, columns);
    }
    split(across, DEPTH, columns);
}

fn split_column(rows: Vec<Vec<Piece>>, depth: usize, columns: &mut Vec<Column>) {
    let first = columns.len();
    split(rows, depth + 1, columns);
    for column in &mut columns[first..] {
        column.beside = true;
    }
}

/// Runs of rows of which no piece crosses the gutter, and runs of those that do.
fn bands(rows: Vec<Vec<Piece>>, gutter: f64) -> Vec<Vec<Vec<Piece>>> {
    let mut bands: Vec<(bool, Vec<Vec<Piece>>)> = Vec::new();
    for row in rows {
        let crossed = row.iter().any(|piece| piece.x < gutter && piece.end > gutter);
        match bands.last_mut().filter(|(other, _)| *other == crossed) {
            Some((_, band)) => band.push(row),
            None => bands.push((crossed, vec![row])),
        }
    }
    bands.into_iter().map(|(_, band)| band).collect()
}

/// The gutter with the most lines on either side. Right columns have a common left edge: the gutter lies before it.
fn best_gutter(rows: &[Vec<Piece>]) -> Option<f64> {
    let mut edges: Vec<(i64, f64)> = rows
        .iter()
        .flatten()
        .map(|piece| ((piece.x / 2.0).round() as i64, piece.x - 0.4 * piece.size))
        .collect();
    edges.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let shared = edges.chunk_by(|a, b| a.0 == b.0).filter(|chunk| chunk.len() > 1).map(|chunk| chunk[0].1);
    let scored = shared.filter_map(|gutter| {
        let scores = bands(rows.to_vec(), gutter).into_iter().filter_map(|band| are_columns(&band, gutter));
        let score: usize = scores.sum();
        (score > 0).then_some((score, gutter))
    });
    scored.max_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1))).map(|(_, gutter)| gutter)
}

/// Do the rows stand in two columns with this gutter? Then how many pieces they are.
fn are_columns(band: &[Vec<Piece>], gutter: f64) -> Option<usize> {
    let pieces = || band.iter().flatten();
    let left: Vec<&Piece> = pieces().filter(|piece| piece.end <= gutter).collect();
    let right: Vec<&Piece> = pieces().filter(|piece| piece.x >= gutter).collect();
    if left.len() < 2 || right.len() < 2 || left.len() + right.len() < pieces().count() {
        return None;
    }
    let size = left.first()?.size;
    let edge = |pieces: &[&Piece], of: fn(&Piece) -> f64, better: fn(f64, f64) -> f64| {
        pieces.iter().map(|piece| of(piece)).reduce(better).unwrap_or(0.0)
    };
    let gap = edge(&right, |piece| piece.x, f64::min) - edge(&left, |piece| piece.end, f64::max);
    let narrow = |pieces: &[&Piece]| median(pieces.iter().map(|piece| piece.end - piece.x)) < WIDTH * size;
    let labels = left.iter().filter(|piece| is_label(piece)).count();
    let few = left.len() < FEW || right.len() < FEW;
    let one_word = || pieces().any(|piece| piece.words.len() < 2);
    let apart = {
        let top = edge(&left, |piece| piece.y, f64::max).min(edge(&right, |piece| piece.y, f64::max));
        let foot = edge(&left, |piece| piece.y, f64::min).max(edge(&right, |piece| piece.y, f64::min));
        top <= foot
    };
    let refused = gap < GUTTER * size
        || 2 * labels > left.len()
        || apart
        || (few && (one_word() || gap < WIDE_GUTTER * size))
        || (!few && (narrow(&left) || narrow(&right)));
    (!refused).then_some(left.len() + right.len())
}

/// Speakers that stand beside what they say.
fn is_label(piece: &Piece) -> bool {
    piece.words.len() < 9
        && piece.words.last().is_some_and(|word| word.text.ends_with(':') || word.text == "Q")
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::lines::rows;
    use super::super::lines::tests::page;
    use super::*;

    fn check(lines: &[(&str, f64, f64)], expected: &[&str]) {
        let columns = order(rows(&page(lines)));
        let shown: Vec<String> =
            columns.iter().flat_map(|column| column.lines.iter().map(Piece::text)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn two_columns_below_a_title() {
        check(
            &[
                ("A title that runs over both of the columns of it", 50.0, 700.0),
                ("we said it before and", 50.0, 680.0),
                ("the claim is not true", 200.0, 680.0),
                ("it is clear to us all", 50.0, 668.0),
                ("and was never made by", 200.0, 668.0),
                ("what they want from us", 50.0, 656.0),
                ("the office of Vellmark", 200.0, 656.0),
            ],
            &[
                "A title that runs over both of the columns of it",
                "we said it before and",
                "it is clear to us all",
                "what they want from us",
                "the claim is not true",
                "and was never made by",
                "the office of Vellmark",
            ],
        );
    }

    #[test]
    fn labels_beside_words_are_no_column() {
        check(
            &[
                ("MS. ILKA VARN:", 50.0, 680.0),
                ("We do not comment on that.", 150.0, 680.0),
                ("It is not for us to say.", 150.0, 668.0),
                ("DANA HOLT:", 50.0, 656.0),
                ("Why would that be the case?", 150.0, 656.0),
                ("MS. ILKA VARN:", 50.0, 644.0),
                ("As I said, we do not comment.", 150.0, 644.0),
            ],
            &[
                "MS. ILKA VARN: We do not comment on that.",
                "It is not for us to say.",
                "DANA HOLT: Why would that be the case?",
                "MS. ILKA VARN: As I said, we do not comment.",
            ],
        );
    }

    #[test]
    fn lines_of_one_column_stay_in_order() {
        check(
            &[
                ("Thank you all. There is one", 50.0, 680.0),
                ("more thing to say.", 50.0, 668.0),
                ("Q  Why?", 50.0, 650.0),
            ],
            &["Thank you all. There is one", "more thing to say.", "Q Why?"],
        );
    }
}
