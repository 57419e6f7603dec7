//! The steps of a page → glyphs with places, in the order in which the page shows them.

use super::content::{Mark, Step};
use super::fonts::Fonts;
use super::matrix::Matrix;

/// Something shown: mostly one letter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Glyph {
    /// Left end, baseline, and the right end.
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) end: f64,
    pub(super) size: f64,
    pub(super) text: String,
    pub(super) bold: bool,
    /// The file says that it is a running head or foot.
    pub(super) furniture: bool,
    /// Drawn with nothing: the text layer below a picture of it, or hidden words.
    pub(super) hidden: bool,
    /// Which way it runs: quarters of a turn against the clock; none for slanted lines.
    pub(super) turn: Option<u8>,
}

/// How far a line may lean and still run straight (sine).
const LEAN: f64 = 0.14;
/// The mode that draws nothing, and the one that draws outlines around letters.
const INVISIBLE: i64 = 3;
const FILL_AND_STROKE: i64 = 2;
/// Graphics states on top of each other.
const MOST_SAVED: usize = 512;

#[derive(Clone, Copy)]
struct State {
    ctm: Matrix,
    font: Option<usize>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

struct Pen<'a> {
    fonts: &'a Fonts,
    state: State,
    saved: Vec<State>,
    line: Matrix,
    text: Matrix,
    marks: Vec<Mark>,
    glyphs: Vec<Glyph>,
}

/// Draws the steps; `page` maps the page's own coordinates to upright ones.
pub(super) fn draw(steps: &[Step], fonts: &Fonts, page: Matrix) -> Vec<Glyph> {
    let state = State {
        ctm: page,
        font: None,
        size: 1.0,
        char_space: 0.0,
        word_space: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
        mode: 0,
    };
    let (line, text) = (Matrix::IDENTITY, Matrix::IDENTITY);
    let mut pen = Pen { fonts, state, saved: Vec::new(), line, text, marks: Vec::new(), glyphs: Vec::new() };
    for step in steps {
        pen.step(step);
    }
    pen.glyphs
}

impl Pen<'_> {
    fn step(&mut self, step: &Step) {
        let state = &mut self.state;
        match step {
            Step::Save if self.saved.len() < MOST_SAVED => self.saved.push(*state),
            Step::Save => {}
            Step::Restore => *state = self.saved.pop().unwrap_or(*state),
            Step::Concat(matrix) => state.ctm = matrix.then(state.ctm),
            Step::Begin => self.begin_line(Matrix::IDENTITY),
            Step::Font(font, size) => (state.font, state.size) = (Some(*font), *size),
            Step::CharSpace(space) => state.char_space = *space,
            Step::WordSpace(space) => state.word_space = *space,
            Step::Stretch(stretch) => state.stretch = *stretch,
            Step::Leading(leading) => state.leading = *leading,
            Step::Rise(rise) => state.rise = *rise,
            Step::Mode(mode) => state.mode = *mode,
            Step::Move(x, y) => self.begin_line(Matrix::shift(*x, *y).then(self.line)),
            Step::Place(matrix) => self.begin_line(*matrix),
            Step::NextLine => {
                let down = Matrix::shift(0.0, -state.leading);
                self.begin_line(down.then(self.line));
            }
            Step::Show(bytes) => self.show(bytes),
            Step::Back(thousandths) => {
                let by = -thousandths / 1000.0 * state.size * state.stretch;
                self.text = Matrix::shift(by, 0.0).then(self.text);
            }
            Step::Mark(mark) => self.marks.push(mark.clone()),
            Step::Unmark => {
                self.marks.pop();
            }
        }
    }

    fn begin_line(&mut self, at: Matrix) {
        (self.line, self.text) = (at, at);
    }

    fn show(&mut self, bytes: &[u8]) {
        let State { ctm, font, size, char_space, word_space, stretch, rise, mode, .. } = self.state;
        let Some(font) = font else { return };
        let bold = self.fonts.is_bold(font) || mode == FILL_AND_STROKE;
        let furniture = self.marks.contains(&Mark::Furniture);
        for code in self.fonts.codes(font, bytes) {
            let em = Matrix([size * stretch, 0.0, 0.0, size, 0.0, rise]).then(self.text).then(ctm);
            let [a, b, _, _, x, _] = em.0;
            let instead = self.marks.iter_mut().rev().find_map(|mark| match mark {
                Mark::Instead(words) => Some(std::mem::take(words)),
                _ => None,
            });
            if instead.as_deref() == Some("") {
                // The words of this run of glyphs have been read; only the place goes on.
                self.go_on(x + code.width * a.hypot(b));
            } else {
                self.push(em, code.width, instead.unwrap_or_else(|| code.text.clone()), bold, furniture);
            }
            let space = if code.space { word_space } else { 0.0 };
            let by = (code.width * size + char_space + space) * stretch;
            self.text = Matrix::shift(by, 0.0).then(self.text);
        }
    }
}

impl Pen<'_> {
    fn go_on(&mut self, end: f64) {
        if let Some(last) = self.glyphs.last_mut().filter(|_| end.is_finite()) {
            last.end = last.end.max(end);
        }
    }

    fn push(&mut self, em: Matrix, width: f64, text: String, bold: bool, furniture: bool) {
        let [a, b, c, d, x, y] = em.0;
        let (along, across) = (a.hypot(b), c.hypot(d));
        let em_size = self.state.font.map_or(1.0, |font| self.fonts.em(font));
        if em.0.iter().all(|number| number.is_finite()) {
            self.glyphs.push(Glyph {
                x,
                y,
                end: x + width * along,
                size: across * em_size,
                text,
                bold,
                furniture,
                hidden: self.state.mode == INVISIBLE,
                turn: turn(a, b, along),
            });
        }
    }
}

fn turn(a: f64, b: f64, length: f64) -> Option<u8> {
    let straight = |sine: f64| sine.abs() <= LEAN * length;
    match (straight(b), straight(a)) {
        (true, false) => Some(if a > 0.0 { 0 } else { 2 }),
        (false, true) => Some(if b > 0.0 { 1 } else { 3 }),
        _ => None,
    }
}
