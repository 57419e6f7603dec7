//! How cells look. Styles are numbered once, before rows come in parallel.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// What a column's cells look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Words on one line; what does not fit is cut off by the next cell.
    Text,
    /// Words that wrap.
    Wrapped,
    /// The words before a match end where the match begins.
    Left,
    /// The match.
    Matched,
    Date,
    /// Numbers as they come.
    Plain,
    /// Counts: 12,345.
    Count,
    /// 2.5
    Tenths,
    /// 0.25
    Hundredths,
    /// The same, and whole numbers without decimals: rates and counts in one column.
    Figure,
    /// 0.0123
    Small,
    Truth,
    /// Another cell or an address.
    Link,
}

const ALL: [Style; 13] = [
    Style::Text,
    Style::Wrapped,
    Style::Left,
    Style::Matched,
    Style::Date,
    Style::Plain,
    Style::Count,
    Style::Tenths,
    Style::Hundredths,
    Style::Figure,
    Style::Small,
    Style::Truth,
    Style::Link,
];

/// The formats of the sheets.
pub(super) struct Styles {
    pub(super) header: Format,
    formats: [Format; ALL.len()],
}

impl Styles {
    pub(super) fn new() -> Self {
        let header = Format::new()
            .set_bold()
            .set_align(FormatAlign::Top)
            .set_background_color(Color::RGB(0x00EE_EEEE))
            .set_border_bottom(FormatBorder::Thin);
        Self { header, formats: ALL.map(format) }
    }

    pub(super) fn of(&self, style: Style) -> &Format {
        &self.formats[style as usize]
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Format> {
        [&self.header].into_iter().chain(&self.formats)
    }
}

fn format(style: Style) -> Format {
    let top = Format::new().set_align(FormatAlign::Top);
    match style {
        Style::Text | Style::Plain => top,
        Style::Wrapped => top.set_text_wrap(),
        Style::Left => top.set_align(FormatAlign::Right),
        Style::Matched => top.set_bold(),
        Style::Date => top.set_num_format("yyyy-mm-dd"),
        Style::Count => top.set_num_format("#,##0"),
        Style::Tenths => top.set_num_format("0.0"),
        Style::Hundredths | Style::Figure => top.set_num_format("0.00"),
        Style::Small => top.set_num_format("0.0000"),
        // LibreOffice shows 1 and 0 without it; Excel shows the words anyway.
        Style::Truth => top.set_num_format("\"TRUE\";\"TRUE\";\"FALSE\""),
        Style::Link => top.set_hyperlink(),
    }
}
