//! Lines under a headline that name the author: `By Ada Orel`, `By Ada Orel and Joss Tamm, The Ledger`, and beside a date
//! line also `Ada Orel in Lubrin`.

/// A byline is at most this long (in characters).
const LONGEST: usize = 90;

/// The author that a line names which begins with "By".
pub(super) fn marked(line: &str) -> Option<String> {
    let rest = line.trim().strip_prefix("By ").or_else(|| line.trim().strip_prefix("BY "))?;
    let name = rest.trim_start_matches([':', ' ']);
    is_name(name).then(|| before_place(name).to_owned())
}

/// The author of `Ada Orel in Lubrin`; only beside a date line, because a headline may read so as well.
pub(super) fn placed(line: &str) -> Option<String> {
    let (name, place) = line.trim().split_once(" in ")?;
    let words = name.split_whitespace().count();
    ((2..=4).contains(&words) && is_name(name) && is_name(place)).then(|| name.to_owned())
}

fn before_place(name: &str) -> &str {
    name.split_once(" in ").map_or(name, |(name, _)| name).trim()
}

/// Are all words capitalised, but for the small ones of names?
fn is_name(line: &str) -> bool {
    let small = ["and", "in", "of", "the", "for", "de", "van", "von", "der", "bin", "al", "with", "&"];
    let mut words = line.split_whitespace().peekable();
    line.chars().count() <= LONGEST
        && !line.ends_with(['.', '!', '?', ':'])
        && words.peek().is_some_and(|first| first.starts_with(char::is_uppercase))
        && words.all(|word| word.starts_with(char::is_uppercase) || small.contains(&word))
        && !line.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{marked, placed};

    #[test]
    fn names() {
        let check =
            |line: &str, expected: Option<&str>| assert_eq!(marked(line).as_deref(), expected, "{line}");
        check("By Ada Orel", Some("Ada Orel"));
        check("By Ada Orel in Lubrin", Some("Ada Orel"));
        check("BY ADA OREL AND JOSS TAMM", Some("ADA OREL AND JOSS TAMM"));
        check("By Ada Orel, The Ledger", Some("Ada Orel, The Ledger"));
        check("By then it was late", None);
        check("By Friday the ministry had answered.", None);
        check("By 2021", None);
        assert_eq!(placed("Ada Orel in Lubrin").as_deref(), Some("Ada Orel"));
        assert_eq!(placed("Peace in Vellmark"), None);
        assert_eq!(placed("Ada Orel in a hurry"), None);
    }
}
