//! Text that no spreadsheet evaluates.

use std::borrow::Cow;

use crate::lexicon::normal::is_invisible;

/// The marks with which a spreadsheet begins a formula, their full-width forms, and the apostrophe itself, so that
/// taking one apostrophe away always gives the original back.
const STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\''];

/// The text of a CSV cell: with an apostrophe before it where a spreadsheet could take it for a formula; plain
/// numbers stay as they are.
pub fn csv(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    if is_formula(&text) {
        return Cow::Owned(format!("'{text}"));
    }
    text
}

/// Could a spreadsheet evaluate the text? Some pass over blanks and what nobody sees before the sign of equality.
fn is_formula(text: &str) -> bool {
    let unseen = |c: char| c.is_whitespace() || is_invisible(c);
    (text.starts_with(STARTS) && !is_number(text))
        || (text.starts_with(unseen) && text.trim_start_matches(unseen).starts_with(['=', '＝']))
}

/// A plain number; `-inf` and `+nan` are none to a spreadsheet.
fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// The text without control characters, which no spreadsheet file can hold; each becomes U+FFFD.
pub fn printable(text: &str) -> Cow<'_, str> {
    let bad = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if text.contains(bad) {
        return Cow::Owned(text.replace(bad, "\u{FFFD}"));
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::csv;

    #[test]
    fn formulas_become_text() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+ First, we deny it.", "'+ First, we deny it."),
            ("-12.5", "-12.5"),
            ("-inf", "'-inf"),
            ("- No.", "'- No."),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("'so-called'", "''so-called'"),
            ("a\0b", "a\u{FFFD}b"),
            ("It is = to that", "It is = to that"),
            (" \u{200B}=1+1", "' \u{200B}=1+1"),
            ("\u{FEFF}＝1+1", "'\u{FEFF}＝1+1"),
            ("\u{AD}and so on", "\u{AD}and so on"),
        ] {
            assert_eq!(csv(text), expected);
        }
    }
}
