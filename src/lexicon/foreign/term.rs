//! A term of another program → a pattern of ours that means the same, or why there is none.

use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::{normal, pattern};

/// Which characters of a form stand for others; all the rest stand for themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    /// `*` for any letters.
    pub(super) star: bool,
    /// `?` for one letter.
    pub(super) question: bool,
    /// `_` for a space.
    pub(super) underscore: bool,
}

/// A pattern of ours.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// In our language, with single spaces; reading it again gives the same.
    pub(super) pattern: String,
    /// What the reader of the dictionary should look at.
    pub(super) doubt: Option<String>,
}

/// The pattern that finds what the term finds there.
///
/// A slash or `&` between words is a space, as in our tokens. A comma, or round brackets around whole words, become a
/// comma: ours allows a comma or bracket there. Any other character that our patterns would take for something else,
/// or would not see at all, makes the term inexpressible.
pub(super) fn pattern(raw: &str, marks: Marks) -> Result<Read, String> {
    let mut doubt = None;
    let text = cleaned(raw, marks);
    let forbidden =
        |c: char| matches!(c, '|' | '~') || (c == '*' && !marks.star) || (c == '?' && !marks.question);
    if let Some(sign) = text.chars().find(|c| forbidden(*c)) {
        return Err(format!("{sign:?} means itself there and something else in our patterns"));
    }
    let text = brackets(&text, &mut doubt)?;
    let text = spaced(&text);
    let text = commas(&text, &mut doubt)?;
    for run in text.split([' ', ',']) {
        if let Some(sign) = lost(run) {
            return Err(format!("our patterns do not see {sign:?}"));
        }
    }
    pattern::sequences(&text)?;
    Ok(Read { pattern: text, doubt })
}

/// The term short enough for a message.
pub(super) fn shown(raw: &str) -> String {
    const MOST: usize = 60;
    match raw.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &raw[..end]),
        None => raw.to_owned(),
    }
}

/// Without invisible characters; every kind of white space is a space.
fn cleaned(raw: &str, marks: Marks) -> String {
    let space = |c: char| c.is_whitespace() || c.is_control() || (c == '_' && marks.underscore);
    let letters = raw.chars().filter(|c| !normal::is_invisible(*c));
    let text: String = letters.map(|c| if space(c) { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Brackets around whole words, with other words outside, give way to what our matching crosses there.
fn brackets(text: &str, doubt: &mut Option<String>) -> Result<String, String> {
    if !text.contains(['(', ')', '[', ']']) {
        return Ok(text.to_owned());
    }
    let why = "our patterns use brackets for something else";
    let mut found = String::new();
    let mut open: Option<char> = None;
    let mut outside = false;
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        match letter {
            '(' | '[' if open.is_none() && before == ' ' && after != ' ' => {
                open = Some(if letter == '(' { ')' } else { ']' });
                found.push_str(if letter == '(' { ", " } else { " " });
            }
            ')' | ']'
                if open == Some(letter) && before != '(' && before != '[' && matches!(after, ' ' | ',') =>
            {
                open = None;
                found.push_str(if letter == ')' { ", " } else { " " });
            }
            '(' | ')' | '[' | ']' => return Err(why.into()),
            _ => {
                outside |= open.is_none() && letter.is_alphanumeric();
                found.push(letter);
            }
        }
        before = letter;
    }
    if open.is_some() || !outside {
        return Err(why.into());
    }
    *doubt = Some("read without its brackets".into());
    // The bracket at an end needs no comma.
    Ok(found.trim_matches([' ', ',']).to_owned())
}

/// A slash or ampersand between words is a space, as it is between our tokens.
fn spaced(text: &str) -> String {
    const SIGNS: [char; 2] = ['/', '&'];
    if text.starts_with(SIGNS) || text.ends_with(SIGNS) || text.contains("//") {
        return text.to_owned();
    }
    text.replace(SIGNS, " ")
}

/// Commas with one space after them and none before; a comma at an end is dropped.
fn commas(text: &str, doubt: &mut Option<String>) -> Result<String, String> {
    let digits = |pair: (Option<&str>, &str)| {
        let left = pair.0.and_then(|part| part.chars().next_back());
        left.is_some_and(|c| c.is_ascii_digit()) && pair.1.starts_with(|c: char| c.is_ascii_digit())
    };
    let parts: Vec<&str> = text.split(',').collect();
    if parts.iter().enumerate().skip(1).any(|(at, part)| digits((parts.get(at - 1).copied(), part))) {
        return Err("a comma inside a number is a mark of our patterns".into());
    }
    let single = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept: Vec<String> = parts.iter().map(|part| single(part)).filter(|part| !part.is_empty()).collect();
    if kept.len() < parts.len() && doubt.is_none() && !kept.is_empty() {
        *doubt = Some("read without the comma at its end".into());
    }
    Ok(kept.join(", "))
}

/// The first character of a word that neither our patterns nor our tokens would keep, although it means something.
fn lost(run: &str) -> Option<char> {
    // As the pattern language does: hyphens part words, wildcards stand for letters.
    let spelled = normal::spelling(run).replace(['*', '?'], "x");
    let pieces = spelled.split_word_bounds().filter(|piece| !piece.contains(char::is_alphanumeric));
    let silent =
        |c: &char| matches!(c, '-' | '\'' | '"' | '.' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '_');
    pieces.flat_map(str::chars).find(|c| !silent(c))
}

#[cfg(test)]
mod tests {
    use super::{Marks, pattern};

    fn check(raw: &str, expected: &str) {
        let glob = Marks { star: true, question: true, underscore: false };
        let shown = match pattern(raw, glob) {
            Ok(read) => read.pattern + read.doubt.map_or("", |_| " (?)"),
            Err(_) => "-".into(),
        };
        assert_eq!(shown, expected, "{raw}");
    }

    #[test]
    fn terms_keep_their_meaning() {
        check("  thin\u{A0} air ", "thin air");
        check("fabricat*", "fabricat*");
        check("so-called", "so-called");
        check("don’t", "don’t");
        check("U.S. side", "U.S. side");
        check("and/or", "and or");
        check("rock & roll", "rock roll");
        check("null,void", "null, void");
        check("however,", "however (?)");
        check("League (of Towns)", "League, of Towns (?)");
        check("a [big] lie", "a big lie (?)");
        check("外交", "外交");
    }

    #[test]
    fn other_signs_make_a_term_inexpressible() {
        for raw in [
            "a|b", "~3", "lie(s)", "(lie)", "((a) b)", "a (b", "a () b", "1,000", ":)", "C++", "#x", "", "…",
            "a: b", "no!",
        ] {
            check(raw, "-");
        }
        assert!(pattern("wh?t", Marks::default()).is_err());
    }
}
