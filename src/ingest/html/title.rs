//! The title of a page without the name of its site.

use super::tree::Tree;
use crate::lexicon::normal;

/// What stands between the title and the name of the site.
const MARKS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " · ", " • ", " / ", " // ", "_", "|"];
/// Of these, what stands in hardly any title itself.
const SURE_MARKS: &[&str] = &[" | ", " :: ", " » ", " · ", " • ", "_"];
/// A title has at least so many words to be cut at a sure mark.
const FEWEST_WORDS: usize = 3;
/// So many headings are looked at.
const MOST_HEADINGS: usize = 40;

/// The words of the first headings of a page, one line each.
pub(super) fn headings(tree: &Tree) -> Vec<String> {
    let nodes = (0..tree.len()).filter(|node| ["h1", "h2"].contains(&tree.name(*node))).take(MOST_HEADINGS);
    nodes.map(|node| one_line(&tree.text(node))).filter(|words| !words.is_empty()).collect()
}

/// The title without the name of the site before or behind it: where the name is known, where a heading of the page says
/// the rest, or behind a bar.
pub(super) fn without_site(title: &str, site: Option<&str>, headings: &[String]) -> String {
    let title = one_line(title);
    let site = site.map(letters).filter(|site| !site.is_empty());
    let cuts = || {
        MARKS
            .iter()
            .flat_map(|mark| title.match_indices(mark))
            .map(|(at, mark)| (&title[..at], &title[at + mark.len()..]))
    };
    let is_site = |words: &str| site.as_ref().is_some_and(|site| letters(words) == *site);
    let is_heading =
        |words: &str| headings.iter().any(|heading| !is_site(heading) && letters(heading) == letters(words));
    if is_heading(&title) {
        return title;
    }
    let by_heading =
        cuts().find_map(|(left, right)| [left, right].into_iter().find(|words| is_heading(words)));
    let by_site = || {
        cuts().find_map(
            |(left, right)| if is_site(right) { Some(left) } else { is_site(left).then_some(right) },
        )
    };
    let by_mark = || {
        let (left, _) = SURE_MARKS.iter().find_map(|mark| title.split_once(mark))?;
        (left.split_whitespace().count() >= FEWEST_WORDS).then_some(left)
    };
    by_heading.or_else(by_site).or_else(by_mark).unwrap_or(&title).trim().to_owned()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letters(words: &str) -> String {
    normal::lower(words).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::without_site;

    fn check(title: &str, site: Option<&str>, heading: &str, expected: &str) {
        assert_eq!(without_site(title, site, &[heading.to_owned()]), expected);
    }

    #[test]
    fn sites() {
        check("Remarks by Ms. Holt - The Ledger", Some("The Ledger"), "", "Remarks by Ms. Holt");
        check("The Ledger - Holt - a portrait", Some("The Ledger"), "", "Holt - a portrait");
        check("Holt - a portrait", None, "", "Holt - a portrait");
        check("Remarks at noon | Ministry | Vellmark", None, "", "Remarks at noon");
        check("Remarks_Ministry of Vellmark", None, "Remarks", "Remarks");
        check("Ministry | Remarks at noon", Some("Ministry"), "Ministry", "Remarks at noon");
        check("Remarks at noon_Ministry of Vellmark", None, "", "Remarks at noon");
        check("Q&A | Vellmark", None, "", "Q&A | Vellmark");
    }
}
