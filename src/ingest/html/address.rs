//! Addresses of links, made absolute.

/// The address that a link leads to from a page; nothing for what leads to no other text (a place in the same page, a
/// script, an e-mail). Without a base, an address stays as it is written.
pub(super) fn resolved(href: &str, base: Option<&str>) -> Option<String> {
    let href: String = href.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    if href.is_empty() || href.starts_with('#') {
        return None;
    }
    if let Some(scheme) = scheme(&href) {
        let known = ["http", "https", "ftp"].contains(&scheme.to_ascii_lowercase().as_str());
        return known.then_some(href);
    }
    let Some((scheme, host, path)) = base.and_then(parts) else { return Some(href) };
    if href.starts_with("//") {
        return Some(format!("{scheme}:{href}"));
    }
    if let Some(query) = href.strip_prefix('?') {
        return Some(format!("{scheme}://{host}{path}?{query}"));
    }
    let folder =
        if href.starts_with('/') { "" } else { path.rsplit_once('/').map_or("", |(folder, _)| folder) };
    Some(format!("{scheme}://{host}/{}", without_dots(&format!("{folder}/{}", href.trim_start_matches('/')))))
}

/// Is it an address of the web?
pub(super) fn is_absolute(address: &str) -> bool {
    parts(address).is_some()
}

fn scheme(href: &str) -> Option<&str> {
    let (scheme, _) = href.split_once(':')?;
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(letters)).then_some(scheme)
}

/// Scheme, host and path of an address of the web.
fn parts(address: &str) -> Option<(&str, &str, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    (["http", "https"].contains(&scheme) && !host.is_empty()).then_some((scheme, host, path))
}

fn without_dots(path: &str) -> String {
    let (path, rest) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => {
                kept.pop();
            }
            part => kept.push(part),
        }
    }
    kept.join("/") + rest
}

#[cfg(test)]
mod tests {
    use super::resolved;

    fn check(href: &str, expected: &str) {
        let found = resolved(href, Some("https://mfa.vellmark.example/en/news/1.html?x=1"));
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{href}");
    }

    #[test]
    fn addresses() {
        check("http://x.example/a", "http://x.example/a");
        check("//x.example/a", "https://x.example/a");
        check("/a?b=/../c", "https://mfa.vellmark.example/a?b=/../c");
        check("../a.html", "https://mfa.vellmark.example/en/a.html");
        check("./2.html#p", "https://mfa.vellmark.example/en/news/2.html#p");
        check("?page=2", "https://mfa.vellmark.example/en/news/1.html?page=2");
        check("#top", "none");
        check("javascript:alert(1)", "none");
        check("mailto:x@y.example", "none");
        assert_eq!(resolved("a.html", None).as_deref(), Some("a.html"));
    }
}
