//! From bytes to code points: the tables count as readers in any language do.

/// Code points before each byte offset of a text.
#[derive(Debug)]
pub struct Offsets<'a> {
    /// Code points before every 64th byte; empty when the text is ASCII.
    marks: Vec<u32>,
    text: &'a [u8],
}

const STEP: usize = 64;

impl<'a> Offsets<'a> {
    /// Counts a text once.
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { marks: Vec::new(), text: &[] };
        }
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0_u32;
        for chunk in text.as_bytes().chunks(STEP) {
            marks.push(count);
            count += chunk.iter().filter(|byte| starts(**byte)).count() as u32;
        }
        marks.push(count);
        Self { marks, text: text.as_bytes() }
    }

    /// Code points before a byte offset.
    pub fn chars(&self, byte: usize) -> usize {
        if self.marks.is_empty() {
            return byte;
        }
        let mark = (byte / STEP).min(self.marks.len() - 1);
        let from = (mark * STEP).min(self.text.len());
        let rest = self.text[from..byte.min(self.text.len())].iter().filter(|byte| starts(**byte)).count();
        self.marks[mark] as usize + rest
    }
}

fn starts(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn every_boundary_counts_its_characters() {
        for text in
            ["", "plain", "naïve – “quoted” 中文 😀 and on and on, for more than sixty-four bytes of it"]
        {
            let offsets = Offsets::new(text);
            for (n, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(offsets.chars(at), n, "{text:?} at {at}");
            }
            assert_eq!(offsets.chars(text.len()), text.chars().count());
        }
    }
}
