//! The lines of a text file: line ends made equal, and where every line stood in the file.

use crate::place::Place;

/// Where the lines of a text stood in its file.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Byte of the text at which each line begins, and its byte in the file.
    lines: Vec<(usize, usize)>,
    /// Are the bytes of the text those of the file, so that an offset means something?
    exact: bool,
}

impl Origin {
    /// The text with line ends `\n`; `exact` is the number of bytes of the file before the text, where the text's bytes
    /// are the file's.
    pub fn of(text: &str, exact: Option<usize>) -> (String, Self) {
        let mut origin = Self { lines: Vec::new(), exact: exact.is_some() };
        let mut plain = String::with_capacity(text.len());
        let mut at = 0;
        while at < text.len() {
            origin.lines.push((plain.len(), at + exact.unwrap_or(0)));
            let rest = &text[at..];
            let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
            plain.push_str(&rest[..end]);
            let mark = &rest[end..];
            at += end;
            if !mark.is_empty() {
                plain.push('\n');
                at += if mark.starts_with("\r\n") { 2 } else { 1 };
            }
        }
        (plain, origin)
    }

    /// The place of a byte of the text.
    pub fn place(&self, byte: usize) -> Place {
        let line = self.lines.partition_point(|(from, _)| *from <= byte).max(1);
        match self.lines.get(line - 1) {
            Some((from, at)) if self.exact => Place::Byte { at: at + (byte - from), line },
            _ => Place::Line(line),
        }
    }

    /// Bytes of the text at which lines begin, from a byte on.
    pub fn starts(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.lines.partition_point(|(start, _)| *start <= from);
        std::iter::once(from).chain(self.lines[first..].iter().map(|(start, _)| *start))
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;
    use crate::place::Place;

    #[test]
    fn line_ends() {
        let (text, origin) = Origin::of("a\r\nbc\rd\n\ne", Some(3));
        assert_eq!(text, "a\nbc\nd\n\ne");
        assert_eq!(origin.place(2), Place::Byte { at: 6, line: 2 });
        assert_eq!(origin.place(8), Place::Byte { at: 12, line: 5 });
        let (_, origin) = Origin::of("a\nb", None);
        assert_eq!(origin.place(2), Place::Line(2));
    }
}
