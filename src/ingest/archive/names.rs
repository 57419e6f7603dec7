//! Names of entries: UTF-8 where they are, else in the encoding that all of them together look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use crate::ingest::shown;

/// How the names of an archive are decoded.
#[derive(Debug)]
pub(super) struct Names(&'static Encoding);

impl Names {
    /// Looks at all names of an archive: few letters tell little.
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        for name in names.filter(|name| std::str::from_utf8(name).is_err()) {
            detector.feed(name, false);
            detector.feed(b"\n", false);
        }
        detector.feed(b"", true);
        Self(detector.guess(None, Utf8Detection::Deny))
    }

    /// The name of an entry with `/` between its parts. Where decoding would lose something, the bytes are shown.
    pub(super) fn shown(&self, name: &[u8]) -> String {
        let slashes = |name: &str| shown::name(name.replace('\\', "/").as_bytes());
        if let Ok(name) = std::str::from_utf8(name) {
            return slashes(name);
        }
        let decoded = self.0.decode_without_bom_handling_and_without_replacement(name);
        decoded.map_or_else(|| shown::name(name), |decoded| slashes(&decoded))
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    fn check(names: &[&[u8]], expected: &[&str]) {
        let all = Names::of(names.iter().copied());
        let shown: Vec<String> = names.iter().map(|name| all.shown(name)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn of_old_programs() {
        check(&["caf\u{e9}.txt".as_bytes(), b"days\\one.txt"], &["café.txt", "days/one.txt"]);
        check(&[b"D\xE9claration fran\xE7aise.txt"], &["Déclaration française.txt"]);
        let chinese: &[u8] = b"\xB7\xA2\xD1\xD4\xC8\xCB\xB1\xED\xCA\xBE.txt";
        check(&[chinese], &["发言人表示.txt"]);
    }
}
