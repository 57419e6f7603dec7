//! What the left and right edges of lines tell: room that was left, indents, lines in the middle, hanging numbers.

use super::{INDENT, Line};

/// Lines in the middle are off it by less, and words below those of a list by less than this (in font sizes).
const MIDDLE: f64 = 1.0;
const HANGS: f64 = 0.4;

/// Would the first word of a line have found room at the end of the one before?
pub(super) fn fits(before: &Line, line: &Line) -> bool {
    let width = line.piece.words.first().map_or(0.0, |word| word.end - word.x) + 0.6 * line.piece.size;
    // A line in the middle has half of its room before it.
    let before_it = if centred(before, line) { before.piece.x - before.left } else { 0.0 };
    before.piece.end + width < before.right + before_it
}

/// Do both lines stand in the middle between the margins, and not at the left one?
pub(super) fn centred(before: &Line, line: &Line) -> bool {
    let off = |line: &Line| (line.piece.x - line.left) - (line.right - line.piece.end);
    let in_the_middle = |line: &Line| off(line).abs() < MIDDLE * line.piece.size;
    let set_in = |line: &Line| indent(line) > INDENT * line.piece.size;
    in_the_middle(before) && in_the_middle(line) && (set_in(before) || set_in(line))
}

/// Does the line stand below the words behind the number of a list, which hangs to the left of them?
fn hangs(before: &Line, line: &Line) -> bool {
    let [number, words, ..] = before.piece.words.as_slice() else { return false };
    let inner = number.text.trim_start_matches('(').trim_end_matches(['.', ')']);
    let is_number = inner.len() < number.text.len()
        && inner.len() <= 4
        && (inner.chars().all(|c| c.is_ascii_digit()) || inner.chars().all(|c| c.is_ascii_lowercase()));
    is_number && (words.x - line.piece.x).abs() < HANGS * line.piece.size
}

/// How far the line stands in from the margin.
pub(super) fn indent(line: &Line) -> f64 {
    line.piece.x - line.left
}

/// Does the left edge tell that a paragraph begins: indented where the next line is not, or back at the margin below
/// lines that are set in?
pub(super) fn shifted(before: &Line, line: &Line, next: Option<&Line>, so_far: usize) -> bool {
    let by = line.piece.x - before.piece.x;
    let least = INDENT * line.piece.size;
    if by > least && so_far == 1 && hangs(before, line) {
        return false;
    }
    if by > least {
        let below = next.filter(|next| next.column == line.column);
        return below.is_none_or(|next| line.piece.x - next.piece.x > least) || so_far > 1;
    }
    // The second line of a paragraph stands farther left than its indented first line; a later one does not.
    by < -least && so_far > 1
}
