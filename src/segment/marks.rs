//! What every match of a pattern must hold: a colon, a full stop. Where none stands, the pattern need not be asked.

use regex_syntax::hir::{Class, Hir, HirKind};

/// More marks than these are no help.
const MOST: usize = 3;

/// The bytes of which every match of a pattern holds one; none if there is no such set, or only a large one.
pub(super) fn of(pattern: &str) -> Vec<u8> {
    regex_syntax::parse(pattern).ok().and_then(|hir| required(&hir)).unwrap_or_default()
}

/// Does a line hold one of the marks? Without marks it may match.
pub(super) fn stands_in(marks: &[u8], line: &str) -> bool {
    let line = line.as_bytes();
    match marks {
        [one] => memchr::memchr(*one, line).is_some(),
        [one, two] => memchr::memchr2(*one, *two, line).is_some(),
        [one, two, three] => memchr::memchr3(*one, *two, *three, line).is_some(),
        _ => true,
    }
}

fn required(hir: &Hir) -> Option<Vec<u8>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![*literal.0.first()?]),
        HirKind::Class(class) => first_bytes(class),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        // Fewer marks are rarer; of as many the last, which stands where the label ends.
        HirKind::Concat(parts) => parts.iter().filter_map(required).rev().min_by_key(Vec::len),
        HirKind::Alternation(parts) => {
            let all: Option<Vec<Vec<u8>>> = parts.iter().map(required).collect();
            few(all?.concat())
        }
        _ => None,
    }
}

/// The bytes with which the characters of a small class begin.
fn first_bytes(class: &Class) -> Option<Vec<u8>> {
    let literals = class.literal().map(|literal| literal[..1].to_vec());
    literals.or_else(|| {
        let Class::Unicode(class) = class else { return None };
        let ranges = class.ranges();
        let small = ranges.len() <= MOST && ranges.iter().all(|range| range.start() == range.end());
        let first = |c: char| c.encode_utf8(&mut [0; 4]).as_bytes()[0];
        small.then(|| ranges.iter().map(|range| first(range.start())).collect()).and_then(few)
    })
}

fn few(mut marks: Vec<u8>) -> Option<Vec<u8>> {
    marks.sort_unstable();
    marks.dedup();
    (1..=MOST).contains(&marks.len()).then_some(marks)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn what_every_match_holds() {
        assert_eq!(of("^(?:(?P<name>[A-Z][^:]{0,9}?)[:：])"), [b':', 0xEF]);
        assert_eq!(of("^(?:Q[ \\t]+)"), *b"Q");
        assert_eq!(of(r"\d{1,2}:\d{2}(?:[.,]\d+)?[\])]?[:：]"), *b":");
        assert_eq!(of("a*|b"), *b"");
        assert_eq!(of("a+|b"), *b"ab");
        assert_eq!(of(r"\p{Lu}"), *b"");
    }
}
