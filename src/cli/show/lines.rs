//! Styled words in lines of a width.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::marks::Piece;

/// Width where there is no terminal, and the most that can be read with ease.
const USUAL: usize = 100;
/// Narrower than this no line is.
const NARROWEST: usize = 30;

/// The width of the terminal, within reason.
pub(super) fn width() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal.unwrap_or(USUAL).clamp(NARROWEST, USUAL)
}

/// Pieces as lines behind an indent. A word may have several pieces; it is not broken.
pub(super) fn wrapped(pieces: &[Piece], indent: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = Line::new(indent);
    let mut word: Vec<Piece> = Vec::new();
    for (text, style) in pieces {
        for (number, part) in text.split(char::is_whitespace).enumerate() {
            if number > 0 && !word.is_empty() {
                line.put(std::mem::take(&mut word), width, &mut lines);
            }
            if !part.is_empty() {
                word.push((part, *style));
            }
        }
    }
    line.put(word, width, &mut lines);
    lines.extend(line.end());
    lines
}

/// A line that grows.
struct Line<'a> {
    indent: &'a str,
    text: String,
    width: usize,
    /// The style that is switched on.
    style: Style,
}

impl<'a> Line<'a> {
    fn new(indent: &'a str) -> Self {
        Self { indent, text: String::new(), width: 0, style: Style::new() }
    }

    /// Puts a word at the end, or on a new line if it does not fit.
    fn put(&mut self, word: Vec<Piece>, width: usize, lines: &mut Vec<String>) {
        let length: usize = word.iter().map(|(text, _)| text.width()).sum();
        if length == 0 {
            return;
        }
        if self.width > 0 && self.indent.width() + self.width + 1 + length > width {
            lines.extend(self.end());
        }
        // The blank between two words of one style has that style, so that an underline goes through.
        if self.width > 0 {
            if word.first().is_some_and(|(_, style)| *style != self.style) {
                self.switch(Style::new());
            }
            self.text.push(' ');
            self.width += 1;
        }
        for (text, style) in word {
            self.switch(style);
            self.text.push_str(text);
        }
        self.width += length;
    }

    fn switch(&mut self, style: Style) {
        if style != self.style {
            self.text += &format!("{}{}", self.style.render_reset(), style.render());
            self.style = style;
        }
    }

    /// The line as it is, if it holds anything; a new one begins.
    fn end(&mut self) -> Option<String> {
        self.switch(Style::new());
        self.width = 0;
        let text = std::mem::take(&mut self.text);
        (!text.is_empty()).then(|| format!("{}{text}", self.indent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_several_pieces_stay_together() {
        let plain = Style::new();
        let pieces =
            [("It is ", plain), ("[", plain), ("groundless", plain), ("]¹", plain), (". No.", plain)];
        assert_eq!(wrapped(&pieces, "  ", 20), ["  It is", "  [groundless]¹. No."]);
        assert_eq!(wrapped(&[("a  b\nc", plain)], "", 80), ["a b c"]);
        assert!(wrapped(&[(" ", plain)], "", 80).is_empty());
        let bold = Style::new().bold();
        assert_eq!(
            wrapped(&[("a b", bold), (" c", plain)], "", 80),
            [format!("{bold}a b{bold:#} c", bold = bold)]
        );
    }
}
