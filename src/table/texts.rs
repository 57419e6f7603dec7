//! The cells of a column of text: one buffer for all, and where each cell lies in it. A cell that repeats the one before
//! it takes no room.

use std::ops::Range;

/// Texts in order. An empty one is missing.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    words: String,
    cells: Vec<(usize, usize)>,
}

impl Texts {
    /// Cells without text.
    pub fn missing(cells: usize) -> Self {
        Self { words: String::new(), cells: vec![(0, 0); cells] }
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Makes room for so many more cells.
    pub(super) fn reserve(&mut self, cells: usize) {
        self.cells.reserve(cells);
    }

    /// The text of a cell; nothing where it is missing.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.read(*self.cells.get(row)?)
    }

    /// Bytes of the text of a cell.
    pub fn bytes(&self, row: usize) -> usize {
        self.cells.get(row).map_or(0, |(start, end)| end - start)
    }

    /// All cells in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<&str>> + Clone {
        self.cells.iter().map(|cell| self.read(*cell))
    }

    /// Appends a cell.
    pub fn push(&mut self, text: &str) {
        match self.cells.last() {
            Some((start, end)) if self.words.get(*start..*end) == Some(text) => {
                self.cells.push((*start, *end));
            }
            _ => {
                let start = self.words.len();
                self.words.push_str(text);
                self.cells.push((start, self.words.len()));
            }
        }
    }

    /// Appends a cell whose text is written behind what the buffer holds.
    pub fn write(&mut self, write: impl FnOnce(&mut String)) {
        let start = self.words.len();
        write(&mut self.words);
        let last = self
            .cells
            .last()
            .copied()
            .filter(|(from, to)| self.words.get(*from..*to) == self.words.get(start..));
        if last.is_some() {
            self.words.truncate(start);
        }
        self.cells.push(last.unwrap_or((start, self.words.len())));
    }

    /// Appends a cell without text.
    pub fn push_missing(&mut self) {
        self.cells.push((0, 0));
    }

    /// Gives a cell another text.
    pub fn set(&mut self, row: usize, text: &str) {
        if let Some(cell) = self.cells.get_mut(row) {
            let start = self.words.len();
            self.words.push_str(text);
            *cell = (start, self.words.len());
        }
    }

    /// Appends the cells of another column.
    pub fn append(&mut self, other: &Self) {
        let base = self.words.len();
        self.words.push_str(&other.words);
        self.cells.extend(other.cells.iter().map(|(start, end)| (start + base, end + base)));
    }

    /// Appends a range of the cells of another column.
    pub fn extend(&mut self, other: &Self, rows: Range<usize>) {
        let cells = &other.cells[rows];
        let filled = || cells.iter().filter(|(start, end)| start < end);
        let from = filled().map(|(start, _)| *start).min().unwrap_or(0);
        let to = filled().map(|(_, end)| *end).max().unwrap_or(0);
        let base = self.words.len();
        let moved = |(start, end): &(usize, usize)| {
            if start < end { (start - from + base, end - from + base) } else { (0, 0) }
        };
        self.words.push_str(&other.words[from..to]);
        self.cells.extend(cells.iter().map(moved));
    }

    /// A range of the cells.
    pub fn slice(&self, rows: Range<usize>) -> Self {
        let mut some = Self::default();
        some.extend(self, rows);
        some
    }

    fn read(&self, (start, end): (usize, usize)) -> Option<&str> {
        self.words.get(start..end).filter(|text| !text.is_empty())
    }
}

impl<'a> FromIterator<Option<&'a str>> for Texts {
    fn from_iter<T: IntoIterator<Item = Option<&'a str>>>(cells: T) -> Self {
        let (mut texts, cells) = (Self::default(), cells.into_iter());
        texts.cells.reserve(cells.size_hint().0);
        cells.for_each(|cell| texts.push(cell.unwrap_or("")));
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn cells_come_back_as_they_went_in() {
        let mut texts = Texts::default();
        ["a", "bé", "bé", "", "bé"].into_iter().for_each(|text| texts.push(text));
        texts.write(|out| out.push_str("bé"));
        texts.push_missing();
        texts.set(0, "other");
        let mut all = texts.clone();
        all.append(&texts);
        let read: Vec<Option<&str>> = all.iter().collect();
        let once = [Some("other"), Some("bé"), Some("bé"), None, Some("bé"), Some("bé"), None];
        assert_eq!(read, [once, once].concat());
        assert_eq!(all.slice(2..5).iter().collect::<Vec<_>>(), &read[2..5]);
        assert_eq!(all.slice(3..4).iter().collect::<Vec<_>>(), [None]);
        all.extend(&texts, 1..4);
        assert_eq!(all.iter().collect::<Vec<_>>(), [&once[..], &once[..], &once[1..4]].concat());
        assert_eq!(Texts::missing(2).iter().collect::<Vec<_>>(), [None, None]);
        assert_eq!((all.get(1), all.get(3), all.get(99)), (Some("bé"), None, None));
    }
}
