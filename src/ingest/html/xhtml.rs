//! Pages written as XML: `<title/>` and `<a id="x"/>` are whole elements there, but open ones to a parser of HTML.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

static EMPTY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"<([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*/>"#).ok()
});
/// Elements that hold nothing in HTML either.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// The page with a closing tag behind every empty element, if it is written as XML.
pub(super) fn opened(text: &str) -> Cow<'_, str> {
    let is_xml = text.trim_start_matches('\u{FEFF}').trim_start().starts_with("<?xml");
    let Some(empty) = EMPTY.as_ref().filter(|_| is_xml) else { return Cow::Borrowed(text) };
    empty.replace_all(text, |found: &Captures| {
        let (name, attributes) = (&found[1], &found[2]);
        if VOID.contains(&name) { found[0].to_owned() } else { format!("<{name}{attributes}></{name}>") }
    })
}

#[cfg(test)]
mod tests {
    use super::opened;

    #[test]
    fn empty_elements() {
        let check = |text: &str, expected: &str| assert_eq!(opened(text), expected);
        check(
            "<?xml version='1.0'?><title/><a id=\"x\" />So<br/><p class='a'/>",
            "<?xml version='1.0'?><title></title><a id=\"x\"></a>So<br/><p class='a'></p>",
        );
        check("<title/>", "<title/>");
    }
}
