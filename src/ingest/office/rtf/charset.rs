//! The encodings of RTF: one of the text, and one of each font.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

/// The encodings that a text declares.
#[derive(Debug, Default)]
pub(super) struct Charsets {
    page: Option<&'static Encoding>,
    fonts: BTreeMap<i32, &'static Encoding>,
    /// The font whose entry is being read.
    pub(super) font: i32,
}

impl Charsets {
    /// The code page of the text.
    pub(super) fn set_page(&mut self, page: i32) {
        self.page = by_page(page);
    }

    /// The character set of the font whose entry is being read.
    pub(super) fn set_font(&mut self, charset: i32) {
        if let Some(encoding) = by_charset(charset) {
            self.fonts.insert(self.font, encoding);
        }
    }

    /// The text in bytes that a font shows.
    pub(super) fn decode(&self, bytes: &[u8], font: i32) -> String {
        let encoding = self.fonts.get(&font).copied().or(self.page).unwrap_or(encoding_rs::WINDOWS_1252);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

fn by_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        866 => "ibm866".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// Windows' numbers of character sets; 0 and 1 are those of the text.
fn by_charset(charset: i32) -> Option<&'static Encoding> {
    by_page(match charset {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
