//! The last sheet: by which program, word lists and settings the workbook was made, from what, and how many rows there
//! are. Nothing in it changes when the same run is made again.

use rust_xlsxwriter::{Color, Format, FormatAlign, Worksheet, XlsxError};

use super::cells::fitting;
use super::sheets::Sheets;
use crate::report::Run;

const NAME: &str = "run";

struct Page {
    sheet: Worksheet,
    line: u32,
    heading: Format,
    text: Format,
}

/// The sheet.
pub(super) fn sheet(record: &Run, sheets: &Sheets) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new()?;
    page.heading("Program")?;
    page.pair("program", record.program)?;
    page.pair("version", record.version)?;
    for chosen in &record.selection {
        page.pair("a part of what was read", chosen)?;
    }
    page.heading("Word lists")?;
    page.row(["name", "version", "entries", "SHA-256"])?;
    for lexicon in &record.lexicons {
        let (name, version, entries, hash) = lexicon.told();
        page.sheet.write_number(page.line, 2, entries as f64)?;
        page.row([name, version, "", hash])?;
    }
    page.pair("SHA-256 of all", &record.lexicons_sha256)?;
    page.heading("Settings")?;
    for (name, value) in settings(&record.configuration) {
        page.pair(&name, &value)?;
    }
    page.heading("What was read")?;
    let documents: usize = record.inputs.iter().map(|input| input.documents).sum();
    let bytes: u64 = record.inputs.iter().map(|input| input.bytes).sum();
    page.number("files", record.inputs.len() as f64)?;
    page.number("bytes", bytes as f64)?;
    page.number("documents in them", documents as f64)?;
    for (kind, n) in &record.skipped {
        page.number(&format!("passed over: {kind}"), *n as f64)?;
    }
    page.pair("SHA-256 of each", "documents.source_sha256, and for every file run.json")?;
    page.heading("Rows of the tables")?;
    for (table, n) in &record.rows {
        let format = Some(sheets.styles.of(super::styles::Style::Link));
        match sheets.top(table) {
            Some(url) => page.sheet.write_url_with_options(page.line, 0, url, table.as_str(), "", format)?,
            None => page.sheet.write_string(page.line, 0, table.as_str())?,
        };
        page.sheet.write_number(page.line, 1, n.as_f64().unwrap_or(0.0))?;
        page.line += 1;
    }
    Ok(page.sheet)
}

impl Page {
    fn new() -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(NAME)?.set_landscape().set_print_fit_to_pages(1, 0);
        for (at, width) in (0..).zip([34.0, 22.0, 12.0, 68.0]) {
            sheet.set_column_width(at, width)?;
        }
        let heading = Format::new().set_bold().set_font_size(12).set_font_color(Color::RGB(0x001F_3A5F));
        let text = Format::new().set_align(FormatAlign::Left);
        Ok(Self { sheet, line: 0, heading, text })
    }

    fn heading(&mut self, words: &str) -> Result<(), XlsxError> {
        self.line += u32::from(self.line > 0);
        self.sheet.write_string_with_format(self.line, 0, words, &self.heading)?;
        self.line += 1;
        Ok(())
    }

    fn row<const N: usize>(&mut self, cells: [&str; N]) -> Result<(), XlsxError> {
        for (at, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            self.sheet.write_string_with_format(self.line, at, fitting(cell), &self.text)?;
        }
        self.line += 1;
        Ok(())
    }

    fn pair(&mut self, name: &str, value: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.line, 0, fitting(name), &self.text)?;
        self.sheet.write_string_with_format(self.line, 1, fitting(value), &self.text)?;
        self.line += 1;
        Ok(())
    }

    fn number(&mut self, name: &str, value: f64) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.line, 0, fitting(name), &self.text)?;
        self.sheet.write_number(self.line, 1, value)?;
        self.line += 1;
        Ok(())
    }
}

/// The settings, each under its whole name: reading.day_first = false.
fn settings(value: &serde_json::Value) -> Vec<(String, String)> {
    let mut all = Vec::new();
    flatten("", value, &mut all);
    all
}

fn flatten(name: &str, value: &serde_json::Value, all: &mut Vec<(String, String)>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (field, value) in fields {
                let name = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
                flatten(&name, value, all);
            }
        }
        serde_json::Value::Null => all.push((name.to_owned(), "not set".to_owned())),
        serde_json::Value::String(text) => all.push((name.to_owned(), text.clone())),
        other => all.push((name.to_owned(), other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::settings;

    #[test]
    fn settings_have_their_whole_names() {
        let all = settings(&serde_json::json!({"a": {"b": true, "c": null}, "d": [1, 2], "e": "x"}));
        let expected = [("a.b", "true"), ("a.c", "not set"), ("d", "[1,2]"), ("e", "x")];
        assert_eq!(all, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
