//! Stage directions: what stands in brackets and is heard or seen, not said – *(Laughter.)*, *[inaudible]*, *(00:43)*.

use super::page::{Page, with_key};
use crate::document::Span;

/// A stage direction is no longer than this (bytes).
const LONGEST: usize = 120;
const BRACKETS: [(&str, &str); 3] = [("(", ")"), ("[", "]"), ("（", "）")];

/// The stage directions of a text, brackets included, in text order.
pub fn directions(text: &str, page: &Page) -> Vec<Span> {
    let [round, square, wide] = BRACKETS.map(|(open, _)| open.as_bytes()[0]);
    memchr::memchr3_iter(round, square, wide, text.as_bytes())
        .filter_map(|at| direction_at(text, at, page))
        .collect()
}

/// The stage direction that begins at a byte.
fn direction_at(text: &str, at: usize, page: &Page) -> Option<Span> {
    let (inside, close) =
        BRACKETS.iter().find_map(|(open, close)| Some((text.get(at..)?.strip_prefix(open)?, close)))?;
    let near = &inside[..inside.floor_char_boundary(LONGEST)];
    let end = near.find(close)?;
    let behind = text.len() - inside.len() + end + close.len();
    is_direction(&near[..end], page).then(|| Span::new(at, behind))
}

/// Do words in brackets tell what is heard or seen? A known direction, several of them, or a time code, perhaps behind one.
fn is_direction(words: &str, page: &Page) -> bool {
    let bare = words.trim().trim_end_matches(['.', '!', '…', '–', '—', '-']);
    let (bare, timed) = without_time(bare);
    let known = |part: &str| page.stage.contains(part.trim());
    with_key(bare.trim_end_matches([' ', ',', '.']), |lower| match lower {
        "" => timed,
        _ => known(lower) || lower.split([',', ';', '/']).flat_map(|part| part.split(" and ")).all(known),
    })
}

/// Cuts a time code off the end: *crosstalk 00:15:50*.
fn without_time(words: &str) -> (&str, bool) {
    let start = words
        .rfind(|c: char| !(c.is_ascii_digit() || c == ':'))
        .map_or(0, |at| at + words[at..].chars().next().map_or(1, char::len_utf8));
    let code = &words[start..];
    let is_time = code.contains(':') && code.split(':').all(|part| (1..=2).contains(&part.len()));
    if is_time { (&words[..start], true) } else { (words, false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut page = Page::default();
        page.stage.extend(["laughter", "applause", "inaudible", "crosstalk"].map(str::to_owned));
        let shown: Vec<&str> = directions(text, &page).iter().map(|span| span.slice(text)).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn brackets() {
        check("Go ahead.  (Laughter.)  We (inaudible) know.", &["(Laughter.)", "(inaudible)"]);
        check(
            "[Laughter and applause] [crosstalk 00:15:50] (01:25)",
            &["[Laughter and applause]", "[crosstalk 00:15:50]", "(01:25)"],
        );
        check("The (Northern) Compact (10) (see 5) said (as we know) so", &[]);
    }
}
