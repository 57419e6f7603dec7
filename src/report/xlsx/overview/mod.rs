//! The first sheet: what was read and found in plain words, how to read it, and charts with the figures behind them.

mod charts;
mod facts;
pub(super) mod found;
mod page;
mod sections;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheets::Sheets;
use crate::report::Run;
use found::Found;
use page::Page;

/// Name of the sheet.
pub(super) const NAME: &str = "overview";
/// A section takes so many lines, with its chart.
const SECTION: u32 = 17;
/// A new page of paper begins before this section.
const BREAK: usize = 2;

/// The sheet.
pub(super) fn sheet(found: &Found, record: &Run, sheets: &Sheets) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new()?;
    facts::title(&mut page, found, record)?;
    let top = page.line;
    facts::found(&mut page, found, sheets)?;
    facts::advice(&mut page, sheets)?;
    for (at, section) in sections::bars(found, &record.about, sheets).iter().enumerate() {
        let next = page.line + SECTION;
        if at == BREAK {
            page.sheet.set_page_breaks(&[page.line])?;
        }
        page.section(section)?;
        page.line = page.line.max(next);
    }
    // The longest comes last; its chart is the first that is seen.
    let time = sections::time(found, sheets);
    let lines = page.section(&time)?;
    charts::over_time(&mut page, &time, lines, top)?;
    Ok(page.sheet)
}
