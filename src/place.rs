//! Where a piece of a document's text lies in the file that it was read from.

use serde::{Deserialize, Serialize};

use crate::document::Span;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A byte of the file, counted from 0, in a line, counted from 1. What follows lies byte by byte behind it.
    Byte {
        /// Offset in the file.
        at: usize,
        /// Its line.
        line: usize,
    },
    /// A line, counted from 1; its encoding gives no bytes.
    Line(usize),
    /// A paragraph, counted from 1 among those that hold words.
    Paragraph(usize),
    /// A page, counted from 1.
    Page(usize),
    /// A row below the header, counted from 1.
    Row(usize),
}

/// From which byte of the text on a place holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    from: usize,
    place: Place,
}

impl Piece {
    /// The place of a byte of the piece.
    fn at(self, byte: usize) -> Place {
        match self.place {
            Place::Byte { at, line } => Place::Byte { at: at + (byte - self.from), line },
            other => other,
        }
    }
}

/// The places of a text, in text order. A map without pieces knows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places(Vec<Piece>);

impl Places {
    /// From byte `from` of the text on, the words lie at `place`. Pieces are pushed in text order; at one byte the last
    /// one holds.
    pub fn push(&mut self, from: usize, place: Place) {
        while self.0.last().is_some_and(|last| last.from >= from) {
            self.0.pop();
        }
        let goes_on = self.0.last().is_some_and(|last| follows(*last, from, place));
        if !goes_on {
            self.0.push(Piece { from, place });
        }
    }

    /// The place of a byte of the text.
    pub fn at(&self, byte: usize) -> Option<Place> {
        Some(self.0[self.piece_of(byte)?].at(byte))
    }

    fn piece_of(&self, byte: usize) -> Option<usize> {
        self.0.partition_point(|piece| piece.from <= byte).checked_sub(1)
    }

    /// The bytes of the file that a span of the text was read from, where the format gives them.
    pub fn bytes(&self, span: Span) -> Option<Span> {
        let last = span.end.checked_sub(1)?.max(span.start);
        match (self.at(span.start)?, self.at(last)?) {
            (Place::Byte { at: start, .. }, Place::Byte { at: end, .. }) => Some(Span::new(start, end + 1)),
            _ => None,
        }
    }

    /// In words: `line 12, bytes 1204-1288`, `paragraph 14`, `pages 3-4`. Empty where nothing is known.
    pub fn shown(&self, span: Span) -> String {
        let mut out = String::new();
        self.show(span, &mut out);
        out
    }

    /// Writes the words of [`shown`](Self::shown) behind a text.
    pub fn show(&self, span: Span, out: &mut String) {
        let last = span.end.saturating_sub(1).max(span.start);
        let Some(piece) = self.piece_of(span.start) else { return };
        let same = self.0.get(piece + 1).is_none_or(|next| next.from > last);
        let Some(last_piece) = (if same { Some(piece) } else { self.piece_of(last) }) else { return };
        let (first, last) = (self.0[piece].at(span.start), self.0[last_piece].at(last));
        match (first, last) {
            (Place::Byte { at, line }, Place::Byte { at: end, line: end_line }) => {
                range(out, "line", line, end_line);
                out.push_str(", bytes ");
                push_number(out, at);
                out.push('-');
                push_number(out, end + 1);
            }
            (Place::Line(a), Place::Line(b)) => range(out, "line", a, b),
            (Place::Paragraph(a), Place::Paragraph(b)) => range(out, "paragraph", a, b),
            (Place::Page(a), Place::Page(b)) => range(out, "page", a, b),
            (Place::Row(a), Place::Row(b)) => range(out, "row", a, b),
            _ => {}
        }
    }

    /// The same places for a part of the text that begins at byte `start` of it and is moved to byte `to` of another.
    pub fn of_part(&self, part: Span, to: usize) -> Self {
        let mut places = Self::default();
        if let Some(place) = self.at(part.start) {
            places.push(to, place);
        }
        let inside = self.0.iter().filter(|piece| part.start < piece.from && piece.from < part.end);
        for piece in inside {
            places.push(piece.from - part.start + to, piece.place);
        }
        places
    }

    /// Forgets what lies at or behind a byte of the text.
    pub fn truncate(&mut self, byte: usize) {
        self.0.retain(|piece| piece.from < byte);
    }
}

/// `line 3`, `lines 3-4`.
fn range(out: &mut String, name: &str, a: usize, b: usize) {
    out.push_str(name);
    out.push_str(if a == b { " " } else { "s " });
    push_number(out, a);
    if a != b {
        out.push('-');
        push_number(out, b);
    }
}

/// Writes a number in figures.
pub(crate) fn push_number(out: &mut String, mut number: usize) {
    let mut figures = [b'0'; 20];
    let mut first = figures.len();
    loop {
        first -= 1;
        figures[first] += (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend(figures[first..].iter().map(|figure| char::from(*figure)));
}

/// Does a place go on with the piece before it, so that it need not be told?
fn follows(last: Piece, from: usize, place: Place) -> bool {
    match (last.place, place) {
        (Place::Byte { at, line }, Place::Byte { at: next, line: next_line }) => {
            line == next_line && at + (from - last.from) == next
        }
        (before, now) => before == now,
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Places, push_number};
    use crate::document::Span;

    #[test]
    fn figures() {
        for number in [0, 7, 10, 1_203, usize::MAX] {
            let mut text = String::new();
            push_number(&mut text, number);
            assert_eq!(text, number.to_string());
        }
    }

    #[test]
    fn shown() {
        let mut places = Places::default();
        places.push(0, Place::Byte { at: 3, line: 1 });
        places.push(6, Place::Byte { at: 10, line: 2 });
        assert_eq!(places.shown(Span::new(0, 5)), "line 1, bytes 3-8");
        assert_eq!(places.shown(Span::new(2, 8)), "lines 1-2, bytes 5-12");
        assert_eq!(places.bytes(Span::new(6, 8)), Some(Span::new(10, 12)));
        let mut pages = Places::default();
        pages.push(0, Place::Page(1));
        pages.push(9, Place::Page(2));
        assert_eq!(pages.shown(Span::new(3, 12)), "pages 1-2");
        assert_eq!(pages.of_part(Span::new(5, 20), 2).shown(Span::new(2, 4)), "page 1");
        assert_eq!(Places::default().shown(Span::new(0, 4)), "");
    }
}
