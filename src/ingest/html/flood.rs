//! Attributes without end are cut off before the page is parsed: a parser compares each with each.

use std::borrow::Cow;

/// So many attributes of an element are read.
const MOST: usize = 2_000;

/// The page without the attributes of its elements that are too many.
pub(super) fn without_floods(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let (mut at, mut done) = (0, 0);
    while let Some(tag) = text[at..].find('<').map(|found| at + found) {
        let name = tag_name(&text[tag + 1..]);
        let (cut, end) = attributes(text, tag + 1 + name.len());
        if let Some(cut) = cut.filter(|_| !name.is_empty()) {
            kept.push_str(&text[done..cut]);
            done = end;
        }
        at = if name.is_empty() { tag + 1 } else { end.max(tag + 1) };
        if ["script", "style"].iter().any(|code| name.eq_ignore_ascii_case(code)) {
            at = text[at..].find("</").map_or(text.len(), |found| at + found);
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[done..]);
    Cow::Owned(kept)
}

fn tag_name(rest: &str) -> &str {
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return "";
    }
    &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len())]
}

/// Where the attributes of a tag become too many, and where the tag ends.
fn attributes(text: &str, from: usize) -> (Option<usize>, usize) {
    let bytes = text.as_bytes();
    let (mut count, mut cut, mut at) = (0, None, from);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return (cut, at),
            b'<' => return (None, at),
            b'"' | b'\'' if bytes.get(at.wrapping_sub(1)) == Some(&b'=') => {
                let Some(close) = text[at + 1..].find(char::from(*byte)) else { return (cut, bytes.len()) };
                at += close + 1;
            }
            byte if byte.is_ascii_whitespace() || *byte == b'/' => {
                let next = bytes.get(at + 1).copied().unwrap_or(b'>');
                count += usize::from(!next.is_ascii_whitespace() && ![b'/', b'>', b'='].contains(&next));
                if count > MOST && cut.is_none() {
                    cut = Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    (cut, at)
}

#[cfg(test)]
mod tests {
    use super::without_floods;

    #[test]
    fn floods() {
        let flood = format!("<p{}>We said so.</p>", " a='>'".repeat(5_000));
        let cut = without_floods(&flood);
        assert_eq!(cut.len(), "<p>We said so.</p>".len() + 2_000 * " a='>'".len());
        assert!(cut.ends_with("'>We said so.</p>"));
        let words = format!("<meta content=\"{}\"><p>It's 3 < 5 {}", "a ".repeat(5_000), "b ".repeat(5_000));
        assert_eq!(without_floods(&words), words);
    }
}
