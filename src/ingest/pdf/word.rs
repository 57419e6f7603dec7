//! A word of a line, and which part of it is the anchor of a link.

use super::links::Area;

/// Letters without a space.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) end: f64,
    /// The address behind it.
    pub(super) link: Option<String>,
    /// So many bytes of the text before and behind the anchor: quotation marks, the comma of the sentence.
    pub(super) beside: (usize, usize),
}

impl Word {
    /// Glyphs that follow without a space, and what lies behind them.
    pub(super) fn extend(&mut self, text: &str, end: f64, link: Option<&Area>) {
        match (&self.link, link) {
            (None, Some(area)) => {
                self.link = Some(area.url.clone());
                self.beside = (self.text.len(), 0);
            }
            (Some(url), Some(area)) if *url == area.url && self.beside.1 == 0 => {}
            (Some(_), _) => self.beside.1 += text.len(),
            (None, None) => {}
        }
        self.text.push_str(text);
        self.end = self.end.max(end);
    }

    /// The word with the rest of it, which stood on the next line.
    pub(super) fn join(&mut self, rest: &Self, joined: String) {
        if self.link.is_some() {
            let same = self.link == rest.link && self.beside.1 == 0 && rest.beside.0 == 0;
            self.beside.1 = if same { rest.beside.1 } else { self.beside.1 + rest.text.len() };
        }
        self.text = joined;
    }

    /// What stands before the anchor, the anchor, and what stands behind it; without a link all is anchor.
    pub(super) fn parts(&self) -> [&str; 3] {
        let (before, behind) = (self.beside.0, self.text.len().saturating_sub(self.beside.1));
        match (self.text.get(..before), self.text.get(before..behind), self.text.get(behind..)) {
            (Some(before), Some(anchor), Some(behind)) => [before, anchor, behind],
            _ => ["", &self.text, ""],
        }
    }
}
