//! Addresses as office documents write them: in the code of a field, or bare in a note.

/// The address in the code of a field `HYPERLINK "address" \l "place"`; `None` for other fields and for places in the
/// same document.
pub(super) fn of_field(code: &str) -> Option<String> {
    let code = code.trim_start();
    let (name, rest) = code.split_at_checked("HYPERLINK".len())?;
    if !name.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let (mut address, mut place, mut switch) = (None, None, None);
    for word in words(rest) {
        match (switch.take(), word.as_str()) {
            (Some("l"), _) => place = Some(word),
            (Some(_), _) => {}
            (None, "\\l") => switch = Some("l"),
            (None, "\\o" | "\\t") => switch = Some("other"),
            (None, flag) if flag.starts_with('\\') => {}
            (None, _) => address = address.or(Some(word)),
        }
    }
    let address = address.filter(|address| is_outside(address))?;
    Some(match place {
        Some(place) => format!("{address}#{place}"),
        None => address,
    })
}

/// The words of a field's code; those in quotation marks are one word.
fn words(code: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix(['"', '“', '”']) {
            Some(quoted) => quoted.split_once(['"', '“', '”']).unwrap_or((quoted, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.replace("\\\\", "\\"));
        rest = after.trim_start();
    }
    words
}

/// Does an address lead to a page, and not into the document, a folder or a mailbox?
pub(super) fn is_outside(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    ["http://", "https://", "ftp://", "www."].iter().any(|begin| lower.starts_with(begin))
}

/// The addresses that stand bare in a text.
pub(super) fn bare(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || "<>\"“”".contains(c);
    text.split(ends)
        .filter_map(|word| Some(&word[word.find("http://").or_else(|| word.find("https://"))?..]))
        .map(|word| word.trim_end_matches(['.', ',', ';', ':', ')', ']', '’', '\'']).to_owned())
        .filter(|word| word.len() > "https://".len())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        let check = |code: &str, expected: Option<&str>| assert_eq!(of_field(code).as_deref(), expected);
        check(r#" HYPERLINK "https://x.example/a" \t "_blank" "#, Some("https://x.example/a"));
        check(r#"HYPERLINK \o "tip" "https://x.example" \l "top""#, Some("https://x.example#top"));
        check(r#"HYPERLINK \l "_Toc1""#, None);
        check("HYPERLINK https://x.example", Some("https://x.example"));
        check("PAGE", None);
        check(r#"HYPERLINK "mailto:a@x.example""#, None);
    }

    #[test]
    fn bare_addresses() {
        let text = "See the ministry (https://x.example/a), and “http://y.example”.";
        assert_eq!(bare(text), ["https://x.example/a", "http://y.example"]);
    }
}
