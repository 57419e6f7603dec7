//! Links: from a row to the row of its document, and to the address from which the document came.
//!
//! They are real links and no formulas (HYPERLINK): no cell of the workbook is a formula, filters and other programs see
//! the text that the table holds, and nothing that was read is ever part of something that is worked out. The price: a
//! sheet may have no more than 65,530 of them, and each takes some 600 bytes of memory until the workbook is saved. So
//! cells behind the first `MOST` of a sheet have their text alone, and the overview says so.

use std::collections::HashMap;

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::cells::fitting;
use super::styles::{Style, Styles};
use crate::table::Table;

/// So many links a sheet has at most.
pub(super) const MOST: usize = 20_000;
/// Longer addresses are no links: a spreadsheet takes 2,079 characters, some of which are written as three.
const LONGEST: usize = 600;

/// Where the cells of a column lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// To the row of the document that they name.
    Document,
    /// To the address from which the row's document came.
    Origin,
    /// To the address that they hold.
    Itself,
}

/// Where the cells of a column lead, if they do.
pub(super) fn leads(table: &str, column: &str) -> Option<Lead> {
    match (table, column) {
        ("documents", "url") | ("citations", "cited_url") => Some(Lead::Itself),
        ("hits" | "citations", "source_place") => Some(Lead::Origin),
        ("turns" | "hits" | "quotes" | "citations", "document_id") => Some(Lead::Document),
        _ => None,
    }
}

/// The documents of a piece: the place of each among them, and its address.
pub(super) struct Documents<'a> {
    by_id: HashMap<&'a str, (usize, Option<&'a str>)>,
}

impl<'a> Documents<'a> {
    pub(super) fn new(documents: &'a Table) -> Self {
        let urls = documents.text("url");
        let ids = documents.text("document_id").iter().enumerate();
        Self { by_id: ids.filter_map(|(row, id)| Some((id?, (row, urls.get(row))))).collect() }
    }

    /// The row of a document among those of the piece.
    pub(super) fn row(&self, id: &str) -> Option<usize> {
        Some(self.by_id.get(id)?.0)
    }

    /// The address of a document.
    pub(super) fn url(&self, id: &str) -> Option<&'a str> {
        self.by_id.get(id)?.1
    }
}

/// A link to a cell of the workbook.
pub(super) fn to(sheet: &str, line: u32) -> Url {
    Url::new(format!("internal:{sheet}!A{}", line + 1))
}

/// A link to an address of the web; nothing for any other.
pub(super) fn to_web(address: &str) -> Option<Url> {
    let is_web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
    let is_plain = address.chars().all(|c| c.is_ascii_graphic());
    (is_web && is_plain && address.len() <= LONGEST).then(|| Url::new(address))
}

/// Writes a cell of text that leads somewhere. False where it cannot be a link; then nothing is written.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    url: Url,
    styles: &Styles,
) -> Result<bool, XlsxError> {
    let format = Some(styles.of(Style::Link));
    match sheet.write_url_with_options(row, column, url, fitting(text), "", format) {
        Ok(_) => Ok(true),
        Err(XlsxError::MaxUrlLengthExceeded) => Ok(false),
        Err(wrong) => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::to_web;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let check = |address: &str, expected| assert_eq!(to_web(address).is_some(), expected, "{address}");
        check("https://www.example.org/a?b=1#c", true);
        check("http://example.org", true);
        check("internal:documents!A1", false);
        check("file:///etc/passwd", false);
        check("javascript:alert(1)", false);
        check("https://example.org/a b", false);
        check("https://example.org/\"onclick", true);
        check(&format!("https://example.org/{}", "a".repeat(600)), false);
        check("", false);
    }
}
