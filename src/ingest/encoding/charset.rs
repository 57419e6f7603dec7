//! Character encodings by name, and how each is decoded: those of the browsers, UTF-32, and two of seven bits.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, GB18030, GBK, UTF_8};

/// A character encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// One that browsers know.
    Web(&'static Encoding),
    /// UTF-32; `true` for the most significant byte first.
    Utf32(bool),
    /// Korean in seven bits: shift out, shift in.
    Iso2022Kr,
    /// Chinese in seven bits: `~{` … `~}`.
    Hz,
}

/// Names that people use and that the list of the browsers lacks.
const USUAL: &[(&str, &str)] = &[
    ("cp932", "shift_jis"),
    ("cp936", "gbk"),
    ("cp949", "euc-kr"),
    ("cp950", "big5"),
    ("euckr", "euc-kr"),
    ("eucjp", "euc-jp"),
    ("big5hkscs", "big5"),
    ("ansi", "windows-1252"),
    ("latin-1", "windows-1252"),
    ("latin-2", "iso-8859-2"),
    ("mac-roman", "macintosh"),
    ("macroman", "macintosh"),
    ("mac-cyrillic", "x-mac-cyrillic"),
    ("maccyrillic", "x-mac-cyrillic"),
    ("sjis", "shift_jis"),
    ("koi8", "koi8-r"),
    ("utf16", "utf-16le"),
    ("utf16le", "utf-16le"),
    ("utf16be", "utf-16be"),
];

/// What a wrong name is answered with.
pub const KNOWN: &str = "utf-8, utf-16le, utf-16be, utf-32le, utf-32be, windows-1250 to windows-1258 (cp1250 …), \
     iso-8859-1 to iso-8859-16, koi8-r, koi8-u, ibm866, macintosh, x-mac-cyrillic, gb18030, gbk, hz-gb-2312, big5, \
     shift_jis, euc-jp, iso-2022-jp, euc-kr, iso-2022-kr, tis-620, and the other labels of the WHATWG encoding standard";

/// The encoding of that name, as HTML, XML, e-mail and people write it.
pub fn by_name(name: &str) -> Option<Charset> {
    let name = name.trim().to_ascii_lowercase();
    let dashed = name.replace(['_', ' '], "-");
    match dashed.as_str() {
        "utf-32" | "utf-32le" | "utf-32-le" | "utf32" | "ucs-4" => return Some(Charset::Utf32(false)),
        "utf-32be" | "utf-32-be" => return Some(Charset::Utf32(true)),
        "iso-2022-kr" | "csiso2022kr" => return Some(Charset::Iso2022Kr),
        "hz" | "hz-gb-2312" => return Some(Charset::Hz),
        _ => {}
    }
    let usual = USUAL.iter().find(|(usual, _)| *usual == dashed).map(|(_, label)| *label);
    let labels = [name.as_str(), dashed.as_str(), usual.unwrap_or("")];
    let found = labels.iter().find_map(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    found.map(Charset::Web)
}

impl Charset {
    /// UTF-8.
    pub const UTF_8: Self = Self::Web(UTF_8);

    /// As written in the tables: the name in small letters.
    pub fn name(self) -> Cow<'static, str> {
        match self {
            // One decoder reads both; the larger one is named.
            Self::Web(web) if web == GBK => "gb18030".into(),
            Self::Web(web) => web.name().to_ascii_lowercase().into(),
            Self::Utf32(false) => "utf-32le".into(),
            Self::Utf32(true) => "utf-32be".into(),
            Self::Iso2022Kr => "iso-2022-kr".into(),
            Self::Hz => "hz-gb-2312".into(),
        }
    }

    /// The text in the bytes, without looking for a byte order mark; U+FFFD for every sequence that is none of this
    /// encoding.
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Web(web) => web.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Utf32(big) => utf32(bytes, big),
            Self::Iso2022Kr => iso2022kr(bytes),
            Self::Hz => hz(bytes),
        }
    }
}

fn utf32(bytes: &[u8], big: bool) -> String {
    let character = |four: &[u8]| {
        let four: [u8; 4] = four.try_into().ok()?;
        char::from_u32(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    };
    bytes.chunks(4).map(|four| character(four).unwrap_or('\u{FFFD}')).collect()
}

/// Between shift out and shift in, pairs of bytes are those of EUC-KR without their highest bit.
fn iso2022kr(bytes: &[u8]) -> String {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut shifted = false;
    let mut rest = bytes;
    while let [byte, further @ ..] = rest {
        rest = further;
        match byte {
            0x1B if further.starts_with(b"$)C") => rest = &further[3..],
            0x0E => shifted = true,
            0x0F => shifted = false,
            0x21..=0x7E if shifted => plain.push(byte | 0x80),
            b'\n' => {
                shifted = false;
                plain.push(b'\n');
            }
            other => plain.push(*other),
        }
    }
    EUC_KR.decode_without_bom_handling(&plain).0.into_owned()
}

/// Between `~{` and `~}`, pairs of bytes are those of GB 2312 without their highest bit; `~~` is a tilde.
fn hz(bytes: &[u8]) -> String {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut shifted = false;
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => break,
            [b'~', b'{', further @ ..] => {
                shifted = true;
                further
            }
            [b'~', b'}', further @ ..] => {
                shifted = false;
                further
            }
            [b'~', b'~', further @ ..] if !shifted => {
                plain.push(b'~');
                further
            }
            [b'~', b'\n', further @ ..] => further,
            [a @ 0x21..=0x7E, b @ 0x21..=0x7E, further @ ..] if shifted => {
                plain.extend([a | 0x80, b | 0x80]);
                further
            }
            [byte, further @ ..] => {
                plain.push(*byte);
                further
            }
        };
    }
    GB18030.decode_without_bom_handling(&plain).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::by_name;

    fn check(name: &str, bytes: &[u8], expected: &str) {
        let shown = by_name(name).map(|charset| format!("{} {}", charset.name(), charset.decode(bytes)));
        assert_eq!(shown.as_deref().unwrap_or("unknown"), expected, "{name}");
    }

    #[test]
    fn names() {
        check("CP1251", b"\xCC\xE8\xF0", "windows-1251 Мир");
        check("windows_1252", b"caf\xE9", "windows-1252 café");
        check("GB2312", b"\xD6\xD0", "gb18030 中");
        check("cp950", b"\xA4\xA4", "big5 中");
        check("Shift-JIS", b"\x82\xA0", "shift_jis あ");
        check("cp949", b"\xC7\xD1", "euc-kr 한");
        check("UTF-32BE", b"\0\0\0A\0\x01\xF6\0", "utf-32be A😀");
        check("utf-32", b"A\0\0", "utf-32le \u{FFFD}");
        check("klingon", b"", "unknown");
    }

    #[test]
    fn seven_bits() {
        check("iso-2022-jp", b"\x1B$B$\"\x1B(B.", "iso-2022-jp あ.");
        check("iso-2022-kr", b"\x1B$)C\x0EGQ\x0F!", "iso-2022-kr 한!");
        check("hz-gb-2312", b"a~~ ~{VP~}.", "hz-gb-2312 a~ 中.");
    }
}
