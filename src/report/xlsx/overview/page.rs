//! The sheet as a page: words and figures on the left, charts on the right, one line after another.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

use super::NAME;
use super::charts::{self, Bars};
use crate::report::xlsx::cells::fitting;

/// The column in which charts stand.
pub(super) const CHARTS: u16 = 7;
/// The column that says where a figure stands.
const SOURCE: u16 = 5;
/// Longer names are cut in figures and charts; the column behind has them whole.
const LONGEST_NAME: usize = 42;
/// A4.
const PAPER: u8 = 9;

/// A figure or a word beside a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shown {
    Count(f64),
    Rate(f64),
    Share(f64),
    Words(String),
    Nothing,
}

/// A line of a section: what it is about, figures, and where they stand.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) shown: Vec<Shown>,
    pub(super) source: (String, Option<Url>),
}

/// Some figures with a heading, and how they are drawn.
pub(super) struct Section {
    pub(super) heading: &'static str,
    pub(super) columns: Vec<&'static str>,
    pub(super) lines: Vec<Line>,
    /// What is said below the figures.
    pub(super) note: String,
    pub(super) bars: Option<Bars>,
}

/// The sheet while it is written.
pub(super) struct Page {
    pub(super) sheet: Worksheet,
    /// The next line.
    pub(super) line: u32,
    pub(super) looks: Looks,
}

/// How its cells look.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) lead: Format,
    heading: Format,
    head: Format,
    head_right: Format,
    pub(super) words: Format,
    /// Words behind a number.
    pub(super) beside: Format,
    head_beside: Format,
    pub(super) faint: Format,
    pub(super) alarm: Format,
    count: Format,
    rate: Format,
    share: Format,
    link: Format,
    link_beside: Format,
}

impl Looks {
    fn new() -> Self {
        let (dark, faint) = (Color::RGB(0x001F_3A5F), Color::RGB(0x0059_5959));
        let plain = Format::new().set_align(FormatAlign::Left);
        let right = Format::new().set_align(FormatAlign::Right);
        let head = Format::new().set_font_color(faint).set_border_bottom(FormatBorder::Thin);
        Self {
            title: Format::new().set_bold().set_font_size(18).set_font_color(dark),
            lead: Format::new().set_font_size(12),
            heading: Format::new().set_bold().set_font_size(13).set_font_color(dark),
            head_beside: head.clone().set_indent(1),
            head_right: head.clone().set_align(FormatAlign::Right),
            head,
            beside: plain.clone().set_indent(1),
            words: plain.clone(),
            faint: plain.clone().set_font_color(faint).set_italic(),
            alarm: plain.set_bold().set_background_color(Color::RGB(0x00FC_E8B2)),
            count: right.clone().set_num_format("#,##0"),
            rate: right.clone().set_num_format("0.0"),
            share: right.set_num_format("0 %"),
            link: Format::new().set_hyperlink(),
            link_beside: Format::new().set_hyperlink().set_align(FormatAlign::Left).set_indent(1),
        }
    }
}

impl Page {
    pub(super) fn new() -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(NAME)?;
        sheet.set_screen_gridlines(false).set_tab_color(Color::RGB(0x001F_3A5F));
        sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        sheet.set_footer("&Lrejoinder&RPage &P of &N");
        for (at, width) in (0..).zip([38.0, 11.0, 9.0, 9.0, 9.0, 40.0, 3.0]) {
            sheet.set_column_width(at, width)?;
        }
        Ok(Self { sheet, line: 0, looks: Looks::new() })
    }

    /// Words that may run over the cells beside them.
    pub(super) fn words(&mut self, column: u16, words: &str, look: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.line, column, fitting(words), look)?;
        Ok(())
    }

    pub(super) fn heading(&mut self, words: &str) -> Result<(), XlsxError> {
        let look = self.looks.heading.clone();
        self.words(0, words, &look)?;
        self.line += 1;
        Ok(())
    }

    /// Words that lead to a cell of the workbook, if its sheet is there.
    pub(super) fn link(&mut self, column: u16, words: &str, url: Option<Url>) -> Result<(), XlsxError> {
        let Some(url) = url else {
            let look = if column == 0 { self.looks.words.clone() } else { self.looks.beside.clone() };
            return self.words(column, words, &look);
        };
        let look = Some(if column == 0 { &self.looks.link } else { &self.looks.link_beside });
        self.sheet.write_url_with_options(self.line, column, url, fitting(words), "", look)?;
        Ok(())
    }

    pub(super) fn shown(&mut self, column: u16, shown: &Shown) -> Result<(), XlsxError> {
        let (line, looks) = (self.line, &self.looks);
        match shown {
            Shown::Count(n) => self.sheet.write_number_with_format(line, column, *n, &looks.count)?,
            Shown::Rate(n) => self.sheet.write_number_with_format(line, column, *n, &looks.rate)?,
            Shown::Share(n) => self.sheet.write_number_with_format(line, column, *n, &looks.share)?,
            Shown::Words(words) => {
                self.sheet.write_string_with_format(line, column, fitting(words), &looks.beside)?
            }
            Shown::Nothing => return Ok(()),
        };
        Ok(())
    }

    /// A section with its chart; gives the first and the last line of its figures.
    pub(super) fn section(&mut self, section: &Section) -> Result<(u32, u32), XlsxError> {
        let top = self.line;
        self.heading(section.heading)?;
        let Looks { head, head_beside, head_right, .. } = &self.looks;
        let [head, beside, right] = [head, head_beside, head_right].map(Format::clone);
        for (at, name) in (0..).zip(&section.columns) {
            let look = match first(section, at) {
                _ if at == 0 => &head,
                Some(Shown::Words(_)) => &beside,
                _ if at == SOURCE => &beside,
                _ => &right,
            };
            self.words(at, name, look)?;
        }
        self.line += 1;
        let lines = (self.line, (self.line + section.lines.len() as u32).saturating_sub(1));
        for line in &section.lines {
            let look = self.looks.words.clone();
            self.words(0, &cut(&line.name), &look)?;
            for (at, shown) in (1..).zip(&line.shown) {
                self.shown(at, shown)?;
            }
            self.link(SOURCE, &line.source.0, line.source.1.clone())?;
            self.line += 1;
        }
        let faint = self.looks.faint.clone();
        self.words(0, &section.note, &faint)?;
        if let Some(bars) = &section.bars
            && !section.lines.is_empty()
        {
            charts::bars(self, section, bars, lines, top)?;
        }
        self.line += 2;
        Ok(lines)
    }
}

fn first(section: &Section, column: u16) -> Option<&Shown> {
    section.lines.first()?.shown.get(usize::from(column).checked_sub(1)?)
}

/// A name that a chart has room for.
fn cut(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    format!("{}…", name.chars().take(LONGEST_NAME - 1).collect::<String>())
}
