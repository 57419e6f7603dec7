//! How well quotations and reports of speech agree with coded attributions: sources, cues and contents of articles.
//!
//! [`gold`] reads the codes, [`ours`] gives what the program finds in the same form, [`pair`] matches the two,
//! [`score`] counts, [`causes`] says why one was missed or false, [`shown`] writes it down.

pub mod gold;
pub mod ours;
pub mod pair;
pub mod score;
pub mod causes;
pub mod shown;

use crate::document::Span;

pub use gold::{Gold, is_gold, read};
pub use score::{Evaluation, evaluate};

/// Words given to somebody, coded or found.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    /// What is said, in text order; an attribution in the middle parts it.
    pub content: Vec<Span>,
    /// The words that give it to somebody.
    pub cue: Vec<Span>,
    /// The words that name the source; none where it is left open.
    pub source: Vec<Span>,
    /// The source's name, where it is known by more than these words.
    pub name: Option<String>,
}

/// How words are given, told by the marks in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The content begins and ends with quotation marks.
    Direct,
    /// There are quotation marks in it.
    Mixed,
    /// There are none.
    Indirect,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Mixed, Self::Indirect];

    /// As written in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

const MARKS: &[char] = &['“', '”', '"', '«', '»', '„'];

impl Attribution {
    /// Is anybody named as the source?
    pub fn is_given(&self) -> bool {
        self.name.is_some() || !self.source.is_empty()
    }

    /// How the content is given. Marks just outside of it belong to it.
    pub fn kind(&self, text: &str) -> Kind {
        let (Some(first), Some(last)) = (self.content.first(), self.content.last()) else {
            return Kind::Indirect;
        };
        let opens = first.slice(text).starts_with(MARKS) || text[..first.start].ends_with(MARKS);
        let closes = last.slice(text).ends_with(MARKS) || ends_marked(&text[last.end..]);
        match (opens && closes, self.content.iter().any(|span| span.slice(text).contains(MARKS))) {
            (true, _) => Kind::Direct,
            (false, true) => Kind::Mixed,
            (false, false) => Kind::Indirect,
        }
    }

    /// The words of a part of it, for people.
    pub fn words(spans: &[Span], text: &str) -> String {
        let all = spans.iter().flat_map(|span| span.slice(text).split_whitespace());
        all.collect::<Vec<_>>().join(" ")
    }
}

/// Does a closing mark come first, final punctuation aside?
fn ends_marked(behind: &str) -> bool {
    behind.trim_start_matches(['.', ',', '!', '?', '…']).starts_with(MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_marks() {
        let kind = |text: &str, words: &str| {
            let start = text.find(words).unwrap();
            let content = vec![Span::new(start, start + words.len())];
            Attribution { content, ..Attribution::default() }.kind(text)
        };
        let text = "Orel said “we will go” and that “nobody” would stay. Ves left.";
        assert_eq!(kind(text, "“we will go”"), Kind::Direct);
        assert_eq!(kind(text, "we will go"), Kind::Direct);
        assert_eq!(kind(text, "that “nobody” would stay"), Kind::Mixed);
        assert_eq!(kind(text, "Ves left"), Kind::Indirect);
    }
}
