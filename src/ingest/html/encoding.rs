//! The bytes of a page → text: what the page declares, unless the bytes tell otherwise.

use std::sync::LazyLock;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;

use crate::error::{Code, Problem};
use crate::ingest::Options;
use crate::ingest::encoding::decode::{self, Decoded};

/// A declaration stands within so many bytes from the beginning.
const WITHIN: usize = 64 * 1024;
/// Of the bytes at most one in so many may be NUL; browsers pass over them.
const NULS: usize = 5;

static DECLARED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?is-u)<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#)
        .ok()
});

/// The text of a page.
pub(super) fn text(bytes: &[u8], options: &Options) -> Result<Decoded, Problem> {
    let (forced, declared) = (options.encoding.as_deref(), declared(bytes));
    let nuls = bytes.iter().filter(|byte| **byte == 0).count();
    if nuls == 0 || nuls * NULS > bytes.len().max(NULS) {
        return decode::decode_declared(bytes, forced, declared);
    }
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let mut decoded = decode::decode_declared(&bytes, forced, declared)?;
    decoded.exact = None;
    let message = format!("{nuls} NUL bytes stand in the page; they were passed over");
    decoded.problems.push(Problem::new(Code::LostCharacters, message));
    Ok(decoded)
}

/// The encoding that the page names. Nothing where the name is unknown: a page in UTF-16 cannot say so in ASCII, and one
/// in UTF-8 is known by its bytes.
fn declared(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(WITHIN)];
    let found = DECLARED.as_ref()?.captures(head)?;
    let encoding = Encoding::for_label(found.get(1)?.as_bytes())?;
    (![UTF_8, UTF_16BE, UTF_16LE].contains(&encoding)).then(|| encoding.name())
}

#[cfg(test)]
mod tests {
    use super::declared;

    fn check(bytes: &[u8], expected: Option<&str>) {
        assert_eq!(declared(bytes), expected);
    }

    #[test]
    fn declarations() {
        check(b"<meta charset=gb2312><p>\xC4\xE3", Some("GBK"));
        check(
            b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=iso-8859-1'>caf\xE9",
            Some("windows-1252"),
        );
        check(b"<?xml version='1.0' encoding='KOI8-R'?><html/>", Some("KOI8-R"));
        check(b"<meta charset=\"utf-8\">caf\xE9", None);
        check(b"<meta charset=utf-16><p>We", None);
        check(b"<meta charset=unheard-of>", None);
        check(b"<p>charset=gbk", None);
    }
}
