//! What the eye should see first: bars in columns of numbers, grey where a row counts little, colour where a row asks
//! for a look. All of it is conditional formatting, which costs the same for any number of rows.

use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatDataBar,
    ConditionalFormatDataBarAxisPosition, ConditionalFormatFormula, ConditionalFormatType, Format, Worksheet,
    XlsxError,
};

use crate::table::Declared;

const RED: Color = Color::RGB(0x00E8_9A8E);
const GREEN: Color = Color::RGB(0x008F_C9A0);
const BLUE: Color = Color::RGB(0x009F_BFE0);
const GREY: Color = Color::RGB(0x00C8_C8C8);
const FAINT: Color = Color::RGB(0x0080_8080);
const ALARM: Color = Color::RGB(0x00F4_C7C3);
const CAUTION: Color = Color::RGB(0x00FC_E8B2);

/// A bar in every cell of a column, between two ends, so that equal bars are equal numbers in any selection.
struct Bar {
    table: &'static str,
    column: &'static str,
    ends: (f64, f64),
    colour: Color,
}

const fn bar(table: &'static str, column: &'static str, ends: (f64, f64), colour: Color) -> Bar {
    Bar { table, column, ends, colour }
}

const BARS: &[Bar] = &[
    bar("hits", "intensity", (-5.0, 5.0), RED),
    bar("hits", "confidence", (0.0, 1.0), GREY),
    bar("sentences", "max_intensity", (-5.0, 5.0), RED),
    bar("turns", "ci", (0.0, 100.0), RED),
    bar("citations", "specificity", (0.0, 4.0), BLUE),
    bar("quotes", "match_similarity", (0.0, 1.0), BLUE),
    bar("phrases", "dp", (0.0, 1.0), GREY),
    bar("phrases", "burst_share", (0.0, 1.0), BLUE),
    bar("keyness", "log_ratio", (-6.0, 6.0), BLUE),
    bar("documents", "layout_score", (0.0, 1.0), GREY),
];

/// Rows whose words are grey: the column that tells it, and its value.
const GREYED: &[(&str, &str, &str)] = &[
    ("hits", "counts", "FALSE"),
    ("kwic", "counts", "FALSE"),
    ("measures", "small", "TRUE"),
    ("trends", "small", "TRUE"),
];

/// Cells with a colour: table, column, value.
const COLOURED: &[(&str, &str, &str, Color)] = &[
    ("problems", "severity", "failure", ALARM),
    ("problems", "severity", "warning", CAUTION),
    ("checks", "relation", "contradicts", ALARM),
    ("checks", "relation", "qualifies", CAUTION),
    ("quotes", "match", "altered", CAUTION),
    ("quotes", "match", "none", ALARM),
    ("phrases", "status", "new", CAUTION),
    ("phrases", "status", "stopped", GREY),
];

/// Marks the rows of a sheet, from the second to the last.
pub(super) fn set(sheet: &mut Worksheet, table: &Declared, last: u32) -> Result<(), XlsxError> {
    if last == 0 {
        return Ok(());
    }
    let at = |name: &str| (0..).zip(table.columns).find(|(_, column)| column.name == name).map(|(at, _)| at);
    for (_, name, value, colour) in COLOURED.iter().filter(|(of, ..)| *of == table.name) {
        if let Some(column) = at(name) {
            let rule = ConditionalFormatCellRule::EqualTo(*value);
            let format = Format::new().set_background_color(*colour);
            let mark = ConditionalFormatCell::new().set_rule(rule).set_format(format);
            sheet.add_conditional_format(1, column, last, column, &mark)?;
        }
    }
    for bar in BARS.iter().filter(|bar| bar.table == table.name) {
        if let Some(column) = at(bar.column) {
            sheet.add_conditional_format(1, column, last, column, &shown(bar))?;
        }
    }
    if let (Some(status), Some(matched)) = (at("status"), at("matched")) {
        let format = Format::new().set_font_strikethrough();
        let mark = rule(status, "\"negated\"").set_format(format);
        sheet.add_conditional_format(1, matched, last, matched, &mark)?;
    }
    let width = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for (_, name, value) in GREYED.iter().filter(|(of, ..)| *of == table.name) {
        if let Some(column) = at(name) {
            let mark = rule(column, value).set_format(Format::new().set_font_color(FAINT));
            sheet.add_conditional_format(1, 0, last, width, &mark)?;
        }
    }
    Ok(())
}

fn shown(bar: &Bar) -> ConditionalFormatDataBar {
    let (low, high) = bar.ends;
    let shown = ConditionalFormatDataBar::new()
        .set_minimum(ConditionalFormatType::Number, low)
        .set_maximum(ConditionalFormatType::Number, high)
        .set_fill_color(bar.colour)
        .set_negative_fill_color(GREEN)
        .set_solid_fill(true)
        .set_border_off(true);
    if low < 0.0 { shown.set_axis_position(ConditionalFormatDataBarAxisPosition::Midpoint) } else { shown }
}

/// Holds where the cell of a column in the same row has a value. Nothing in it comes from what was read.
fn rule(column: u16, value: &str) -> ConditionalFormatFormula {
    let name = rust_xlsxwriter::utility::column_number_to_name(column);
    ConditionalFormatFormula::new().set_rule(format!("=${name}2={value}").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ALL, keyness, kwic};

    #[test]
    fn every_mark_has_its_column() {
        let bars = BARS.iter().map(|bar| (bar.table, bar.column));
        let others = GREYED.iter().map(|(table, column, _)| (*table, *column));
        let coloured = COLOURED.iter().map(|(table, column, ..)| (*table, *column));
        for (table, column) in bars.chain(others).chain(coloured) {
            let mut all = ALL.into_iter().chain([&keyness::DECLARED, &kwic::DECLARED]);
            let declared = all.find(|declared| declared.name == table);
            let has = |declared: &Declared| declared.columns.iter().any(|known| known.name == column);
            assert!(declared.is_some_and(has), "{table}.{column}");
        }
    }
}
