//! Native charts. What tells series and bars apart is a line or a pattern beside its colour, so that it is seen in print.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartEmptyCells, ChartFont,
    ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType,
    ChartPatternFill, ChartPatternFillType, ChartPoint, ChartSolidFill, Color, XlsxError,
};

use super::NAME;
use super::page::{CHARTS, Page, Section};

/// Sizes in pixels.
const WIDTH: u32 = 720;
const HEIGHT: u32 = 320;
const HEIGHT_OVER_TIME: u32 = 440;
/// So many names fit below a chart.
const LABELS: u32 = 24;

const DARK_RED: Color = Color::RGB(0x00A5_2A1E);
const VIOLET: Color = Color::RGB(0x0063_4A9E);
const GREEN: Color = Color::RGB(0x0036_7D4B);
const BLUE: Color = Color::RGB(0x0034_6192);
const GREY: Color = Color::RGB(0x008C_8C8C);
const LIGHT: Color = Color::RGB(0x00D9_D9D9);

/// A chart of bars over the second column of a section.
pub(super) struct Bars {
    pub(super) title: &'static str,
    /// What the bars are, and in which unit.
    pub(super) names: &'static str,
    pub(super) unit: &'static str,
    /// Polarity of each bar; empty where all are alike.
    pub(super) kinds: Vec<String>,
    /// What somebody hears who does not see it.
    pub(super) alt: String,
}

/// A chart of bars, the first on top.
pub(super) fn bars(
    page: &mut Page,
    section: &Section,
    bars: &Bars,
    (first, last): (u32, u32),
    top: u32,
) -> Result<(), XlsxError> {
    let mut chart = Chart::new_bar();
    let points: Vec<ChartPoint> =
        bars.kinds.iter().map(|kind| ChartPoint::new().set_format(&mut fill(kind))).collect();
    let labels = ChartDataLabel::new().show_value().set_position(ChartDataLabelPosition::OutsideEnd).clone();
    let series = chart.add_series();
    series
        .set_name(section.columns[1])
        .set_categories((NAME, first, 0, last, 0))
        .set_values((NAME, first, 1, last, 1))
        .set_gap(45)
        .set_data_label(&labels)
        .set_format(&mut fill("all"));
    if !points.is_empty() {
        series.set_points(&points);
    }
    // Of a chart of bars the axis of names stands upright; the first name is on top, the numbers stay below.
    chart
        .y_axis()
        .set_name(bars.names)
        .set_name_font(&small())
        .set_reverse()
        .set_crossing(ChartAxisCrossing::Max);
    chart
        .x_axis()
        .set_name(bars.unit)
        .set_name_font(&small())
        .set_num_format("#,##0")
        .set_min(0)
        .set_major_gridlines_line(&line(LIGHT, 0.5));
    chart.legend().set_hidden();
    insert(page, chart, (bars.title, &bars.alt, HEIGHT), top)
}

/// The measure over time with both ends of its interval.
pub(super) fn over_time(
    page: &mut Page,
    section: &Section,
    (first, last): (u32, u32),
    top: u32,
) -> Result<(), XlsxError> {
    if section.lines.is_empty() {
        page.sheet.write_string_with_format(top, CHARTS, &section.note, &page.looks.faint)?;
        return Ok(());
    }
    let mut chart = Chart::new_line();
    let dashed = |dash| line(GREY, 1.25).set_dash_type(dash).clone();
    // An interval between two gaps is a single point.
    let ends = [
        (
            "95 % interval, upper end",
            3,
            dashed(ChartLineDashType::Dash),
            marker(ChartMarkerType::LongDash, GREY),
        ),
        ("Confrontation index", 1, line(DARK_RED, 2.25), marker(ChartMarkerType::Circle, DARK_RED)),
        (
            "95 % interval, lower end",
            2,
            dashed(ChartLineDashType::RoundDot),
            marker(ChartMarkerType::LongDash, GREY),
        ),
    ];
    for (name, column, line, marker) in ends {
        chart
            .add_series()
            .set_name(name)
            .set_categories((NAME, first, 0, last, 0))
            .set_values((NAME, first, column, last, column))
            .set_format(ChartFormat::new().set_line(&line))
            .set_marker(&marker);
    }
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    let step = (last + 1 - first).div_ceil(LABELS).max(1);
    chart
        .x_axis()
        .set_name(section.columns[0])
        .set_name_font(&small())
        .set_text_axis(true)
        .set_label_interval(u16::try_from(step).unwrap_or(1));
    chart
        .y_axis()
        .set_name("Acts per 1,000 words")
        .set_name_font(&small())
        .set_num_format("0")
        .set_min(0)
        .set_major_gridlines_line(&line(LIGHT, 0.5));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    let alt = format!(
        "A line of confrontational acts per 1,000 words of answers from {} to {}, between the two ends of its 95 % interval; the figures stand from line {} on.",
        section.lines.first().map_or("", |line| &line.name),
        section.lines.last().map_or("", |line| &line.name),
        first + 1
    );
    insert(page, chart, ("Confrontation over time", &alt, HEIGHT_OVER_TIME), top)
}

fn insert(
    page: &mut Page,
    mut chart: Chart,
    (title, alt, height): (&str, &str, u32),
    top: u32,
) -> Result<(), XlsxError> {
    let font = ChartFont::new().set_size(13).set_bold().clone();
    chart.title().set_name(title).set_font(&font);
    chart.chart_area().set_format(ChartFormat::new().set_border(&line(LIGHT, 0.75)));
    chart.set_width(WIDTH).set_height(height).set_alt_text(alt).set_name(title);
    // Below the line where the paper may be cut.
    page.sheet.insert_chart_with_offset(top, CHARTS, &chart, 0, 3)?;
    Ok(())
}

fn marker(kind: ChartMarkerType, colour: Color) -> ChartMarker {
    let fill = ChartSolidFill::new().set_color(colour).clone();
    let mut format = ChartFormat::new().set_solid_fill(&fill).set_border(&line(colour, 0.75)).clone();
    ChartMarker::new().set_type(kind).set_size(6).set_format(&mut format).clone()
}

fn small() -> ChartFont {
    ChartFont::new().set_size(10).unset_bold().clone()
}

fn line(colour: Color, width: f64) -> ChartLine {
    ChartLine::new().set_color(colour).set_width(width).clone()
}

/// Colour and pattern of a bar, by the polarity of its acts.
fn fill(kind: &str) -> ChartFormat {
    let pattern = |colour, pattern| {
        let fill = ChartPatternFill::new()
            .set_pattern(pattern)
            .set_foreground_color(Color::White)
            .set_background_color(colour)
            .clone();
        ChartFormat::new().set_pattern_fill(&fill).set_border(&line(colour, 1.0)).clone()
    };
    let solid = |colour| {
        let fill = ChartSolidFill::new().set_color(colour).clone();
        ChartFormat::new().set_solid_fill(&fill).clone()
    };
    match kind {
        "confrontational" => pattern(DARK_RED, ChartPatternFillType::DiagonalStripesWideUpwards),
        "evasive" => pattern(VIOLET, ChartPatternFillType::Dotted20Percent),
        "cooperative" => solid(GREEN),
        "neutral" => solid(LIGHT).set_border(&line(GREY, 1.0)).clone(),
        _ => solid(BLUE),
    }
}
