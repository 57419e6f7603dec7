//! Which attribution found is which attribution coded.

use super::Attribution;
use crate::document::Span;

/// One-to-one pairs, and what is left over without being wrong.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Numbers of a coded attribution and of the one found for it.
    pub pairs: Vec<(usize, usize)>,
    /// Found attributions that count neither way: those that only repeat a part of a coded content that is found, and
    /// quotations that are given to nobody.
    pub open: Vec<usize>,
}

impl Pairs {
    /// Of so many found attributions those that are wrong: neither paired nor open.
    pub fn left_over(&self, found: usize) -> impl Iterator<Item = usize> {
        let paired = |number: &usize| self.pairs.iter().any(|(_, other)| other == number);
        (0..found).filter(move |number| !paired(number) && !self.open.contains(number))
    }

    /// Was a coded attribution found?
    pub fn is_found(&self, coded: usize) -> bool {
        self.pairs.iter().any(|(at, _)| *at == coded)
    }
}

/// Pairs contents of which each covers half of the other, those given to somebody and the best first.
pub fn pair(coded: &[Attribution], found: &[Attribution]) -> Pairs {
    let mut candidates: Vec<(bool, f64, usize, usize)> = Vec::new();
    for (at, one) in coded.iter().enumerate() {
        for (number, other) in found.iter().enumerate() {
            candidates
                .extend(fit(&one.content, &other.content).map(|fit| (!other.is_given(), fit, at, number)));
        }
    }
    candidates.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, _, at, number) in candidates {
        if !pairs.iter().any(|(one, other)| *one == at || *other == number) {
            pairs.push((at, number));
        }
    }
    pairs.sort_unstable();
    let paired = |number: &usize| pairs.iter().any(|(_, other)| other == number);
    let is_part = |number: &usize| {
        let content = &found[*number].content;
        pairs.iter().any(|(at, _)| 2 * shared(&coded[*at].content, content) >= length(content))
    };
    let is_open = |number: &usize| !found[*number].is_given() || is_part(number);
    let open = (0..found.len()).filter(|number| !paired(number) && is_open(number)).collect();
    Pairs { pairs, open }
}

/// How well two contents fit (twice the common length by the sum of both), where half of each is common.
pub fn fit(one: &[Span], other: &[Span]) -> Option<f64> {
    let (common, one, other) = (shared(one, other), length(one), length(other));
    let fits = common > 0 && 2 * common >= one && 2 * common >= other;
    fits.then(|| 2.0 * common as f64 / (one + other) as f64)
}

/// Bytes that two sets of spans have in common.
pub fn shared(one: &[Span], other: &[Span]) -> usize {
    let common = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    one.iter().flat_map(|a| other.iter().map(move |b| common(a, b))).sum()
}

/// Bytes of a set of spans.
pub fn length(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.end - span.start).sum()
}

/// Is the source the right one? Its words overlap the coded words, or both end with the same name.
pub fn same_source(text: &str, coded: &Attribution, found: &Attribution) -> bool {
    shared(&coded.source, &found.source) > 0
        || coded.source.iter().any(|span| {
            let name = last_word(span.slice(text));
            let read = found.source.iter().map(|span| span.slice(text));
            !name.is_empty() && read.chain(found.name.as_deref()).any(|words| last_word(words) == name)
        })
}

/// The last word, without punctuation and without an ending of possession.
fn last_word(words: &str) -> &str {
    let word = words.split_whitespace().next_back().unwrap_or("");
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word)
}

/// Are two sets of spans the same words, marks and punctuation at their ends aside?
pub fn exact(text: &str, one: &[Span], other: &[Span]) -> bool {
    let bare = |spans: &[Span]| spans.iter().map(|span| bare(text, *span)).collect::<Vec<Span>>();
    !one.is_empty() && bare(one) == bare(other)
}

fn bare(text: &str, span: Span) -> Span {
    let words = span.slice(text);
    let start = words.find(char::is_alphanumeric).unwrap_or(0);
    let end = words.rfind(char::is_alphanumeric).unwrap_or(0);
    let last = words[end..].chars().next().map_or(0, char::len_utf8);
    Span::new(span.start + start, span.start + end + last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(start: usize, end: usize) -> Attribution {
        Attribution { content: vec![Span::new(start, end)], ..Attribution::default() }
    }

    #[test]
    fn the_best_are_paired_and_parts_are_no_errors() {
        let named = |start, end| Attribution { name: Some("Orel".into()), ..content(start, end) };
        let coded = [content(0, 100), content(0, 60)];
        let found = [named(0, 62), named(10, 100), named(70, 80), named(200, 210), content(0, 100)];
        let pairs = pair(&coded, &found);
        assert_eq!(pairs.pairs, [(0, 1), (1, 0)]);
        assert_eq!(pairs.open, [2, 4]);
        assert_eq!(pairs.left_over(5).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn half_of_both_must_be_common() {
        let span = |start, end| [Span::new(start, end)];
        assert!(fit(&span(0, 100), &span(50, 100)).is_some());
        assert!(fit(&span(0, 100), &span(51, 100)).is_none());
        assert!(fit(&span(0, 10), &span(0, 21)).is_none());
    }

    #[test]
    fn sources_by_words_or_by_name() {
        let text = "Orel said so. He left. “No,” Ms. Orel’s note said.";
        let source =
            |start, end| Attribution { source: vec![Span::new(start, end)], ..Attribution::default() };
        let named = Attribution { name: Some("Ana Orel".into()), ..Attribution::default() };
        assert!(same_source(text, &source(0, 4), &named));
        assert!(!same_source(text, &source(14, 16), &named));
        assert_eq!(last_word("Ms. Orel’s"), "Orel");
        assert!(exact(text, &[Span::new(23, 33)], &[Span::new(26, 28)]));
    }
}
