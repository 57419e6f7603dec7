//! The template, with style and script in their places, and a policy that lets a browser run these and nothing else.

use sha2::{Digest, Sha256};

const TEMPLATE: &str = include_str!("page/page.html");

const STYLES: &[&str] = &[
    include_str!("vendor/uplot-1.6.32.min.css"),
    include_str!("page/base.css"),
    include_str!("page/overview.css"),
    include_str!("page/reader.css"),
    include_str!("page/print.css"),
];

/// The chart library stands by itself, with its licence; the page's own files share one scope.
const LIBRARY: &str = concat!(
    "/*! uPlot\n",
    include_str!("vendor/uplot-LICENSE"),
    "*/\n",
    include_str!("vendor/uplot-1.6.32.min.js")
);
const SCRIPTS: &[&str] = &[
    include_str!("page/data.js"),
    include_str!("page/words.js"),
    include_str!("page/dom.js"),
    include_str!("page/tips.js"),
    include_str!("page/filters.js"),
    include_str!("page/counts.js"),
    include_str!("page/bars.js"),
    include_str!("page/time.js"),
    include_str!("page/charts.js"),
    include_str!("page/changes.js"),
    include_str!("page/notes.js"),
    include_str!("page/overview.js"),
    include_str!("page/table.js"),
    include_str!("page/answers.js"),
    include_str!("page/citations.js"),
    include_str!("page/phrases.js"),
    include_str!("page/marks.js"),
    include_str!("page/reader.js"),
    include_str!("page/audit.js"),
    include_str!("page/help.js"),
    include_str!("page/links.js"),
    include_str!("page/main.js"),
];

/// What stands before the data, and what behind them.
pub(super) fn around() -> [String; 2] {
    let style = STYLES.concat();
    let script = format!("{LIBRARY}\n(() => {{\n\"use strict\";\n{}}})();\n", SCRIPTS.concat());
    let page = TEMPLATE
        .replace("{{style-hash}}", &hash(&style))
        .replace("{{script-hash}}", &hash(&script))
        .replace("{{style}}", &style);
    let (before, behind) = page.split_once("{{data}}").unwrap_or((&page, ""));
    [before.to_owned(), behind.replace("{{script}}", &script)]
}

/// As a policy names what it allows: SHA-256 in Base64.
fn hash(content: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(content.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_in_rfc_4648() {
        let check = |bytes: &str, expected| assert_eq!(base64(bytes.as_bytes()), expected);
        check("", "");
        check("f", "Zg==");
        check("fo", "Zm8=");
        check("foo", "Zm9v");
        check("foobar", "Zm9vYmFy");
    }

    #[test]
    fn nothing_ends_style_or_script_early() {
        for part in STYLES.iter().chain(SCRIPTS).chain([&LIBRARY]) {
            assert!(!part.contains("</style") && !part.contains("</script") && !part.contains("{{"));
        }
    }
}
