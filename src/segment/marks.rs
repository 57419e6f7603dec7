//! What every match of a pattern holds: how it begins, a colon, a full stop. Where that is missing, the pattern need not be
//! asked.

use regex_syntax::hir::{Class, Hir, HirKind};

/// More marks than these are no help.
const MOST: usize = 3;

/// What every match of a pattern holds that begins where the text begins.
#[derive(Debug)]
pub(super) struct Marks {
    /// The bytes with which a match begins; empty if it may be empty.
    begins: Vec<bool>,
    /// Of each of these sets of bytes it holds one.
    holds: Vec<Vec<u8>>,
    /// No match goes over the end of a line.
    one_line: bool,
}

impl Marks {
    /// The marks of a pattern that is anchored at the beginning.
    pub(super) fn of(pattern: &str) -> Self {
        let Ok(hir) = regex_syntax::parse(pattern) else {
            return Self { begins: Vec::new(), holds: Vec::new(), one_line: false };
        };
        let mut begins = vec![false; 256];
        let empty = first(&hir, &mut begins);
        let mut holds = Vec::new();
        required(&hir, &mut holds);
        Self { begins: if empty { Vec::new() } else { begins }, holds, one_line: !may_hold_line_end(&hir) }
    }

    /// The part of a text in which a match would lie; none if there is none.
    pub(super) fn near<'a>(&self, text: &'a str) -> Option<&'a str> {
        let byte = text.as_bytes().first()?;
        if self.begins.get(usize::from(*byte)) == Some(&false) {
            return None;
        }
        let end = if self.one_line { memchr::memchr(b'\n', text.as_bytes()) } else { None };
        let near = &text[..end.unwrap_or(text.len())];
        self.holds.iter().all(|marks| holds_one(near.as_bytes(), marks)).then_some(near)
    }
}

fn holds_one(text: &[u8], marks: &[u8]) -> bool {
    match marks {
        [one] => memchr::memchr(*one, text).is_some(),
        [one, two] => memchr::memchr2(*one, *two, text).is_some(),
        [one, two, three] => memchr::memchr3(*one, *two, *three, text).is_some(),
        _ => true,
    }
}

/// Notes the bytes with which a match of a part may begin; says whether it may be empty.
fn first(hir: &Hir, begins: &mut [bool]) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => {
            literal.0.first().inspect(|byte| begins[usize::from(**byte)] = true).is_none()
        }
        HirKind::Class(class) => {
            for (from, to) in first_bytes(class) {
                begins[usize::from(from)..=usize::from(to)].fill(true);
            }
            false
        }
        HirKind::Capture(capture) => first(&capture.sub, begins),
        HirKind::Repetition(repetition) => first(&repetition.sub, begins) || repetition.min == 0,
        HirKind::Concat(parts) => parts.iter().all(|part| first(part, begins)),
        // All are noted, so that the first empty one does not end it.
        HirKind::Alternation(parts) => parts.iter().filter(|part| first(part, begins)).count() > 0,
    }
}

/// The ranges of bytes with which the characters of a class begin.
fn first_bytes(class: &Class) -> Vec<(u8, u8)> {
    let byte = |c: char| c.encode_utf8(&mut [0; 4]).as_bytes()[0];
    match class {
        Class::Unicode(class) => class.iter().map(|range| (byte(range.start()), byte(range.end()))).collect(),
        Class::Bytes(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
    }
}

/// Notes small sets of bytes of which every match of a part holds one.
fn required(hir: &Hir, sets: &mut Vec<Vec<u8>>) {
    match hir.kind() {
        HirKind::Literal(literal) => sets.extend(literal.0.first().map(|byte| vec![*byte])),
        HirKind::Class(class) => sets.extend(few(&first_bytes(class))),
        HirKind::Capture(capture) => required(&capture.sub, sets),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub, sets),
        HirKind::Concat(parts) => parts.iter().for_each(|part| required(part, sets)),
        _ => {}
    }
}

/// A small set of single bytes, which are no white space: that is everywhere.
fn few(ranges: &[(u8, u8)]) -> Option<Vec<u8>> {
    let mut bytes: Vec<u8> = ranges.iter().map(|(from, _)| *from).collect();
    bytes.dedup();
    let single = ranges.iter().all(|(from, to)| from == to);
    (single && bytes.len() <= MOST && !bytes.contains(&b' ')).then_some(bytes)
}

/// May a match of a part go over the end of a line?
fn may_hold_line_end(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty => false,
        HirKind::Look(look) => *look != regex_syntax::hir::Look::Start,
        HirKind::Literal(literal) => literal.0.contains(&b'\n'),
        HirKind::Class(Class::Unicode(class)) => {
            class.iter().any(|range| range.start() <= '\n' && '\n' <= range.end())
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.iter().any(|range| range.start() <= b'\n' && b'\n' <= range.end())
        }
        HirKind::Capture(capture) => may_hold_line_end(&capture.sub),
        HirKind::Repetition(repetition) => may_hold_line_end(&repetition.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(may_hold_line_end),
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    fn check(pattern: &str, text: &str, near: Option<&str>) {
        assert_eq!(Marks::of(pattern).near(text), near, "{pattern} {text}");
    }

    #[test]
    fn what_every_match_holds() {
        let name = "^(?:(?P<name>[A-Z\u{400}-\u{4FF}][^:\n]{0,9}?)[:：])";
        check(name, "A: b\nc", Some("A: b"));
        check(name, "A b\nc: d", None);
        check(name, "a: b", None);
        check(name, "Я：b", Some("Я：b"));
        check("^(?:Q[ \\t]+)", "Q  why", Some("Q  why"));
        check("^(?:Q[ \\t]+)", "A: why", None);
        check(r"^(?:(\d+:)?\d+:\d{2}[\])])", "00:12 a", None);
        check(r"^(?:(\d+:)?\d+:\d{2}[\])])", "00:12] a", Some("00:12] a"));
        check(r"^(?:a*)", "b", Some("b"));
        check(r"^(?:a\s+b)", "a\nb", Some("a\nb"));
    }
}
