//! How numbers are written in figures: "52,000", "1.234,56", "1,5", "21st", "1990s", "45pc", "½". A notation that may mean
//! two numbers is read as none.

use unicode_normalization::UnicodeNormalization;

use super::number::Form;
use super::quantities::scaled;

/// A word of figures, with what is glued to them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figures {
    pub(super) value: f64,
    pub(super) form: Form,
    /// The "kg" of "5kg".
    pub(super) glued: &'static str,
}

/// Signs of units that are written without a space.
const GLUED: &[&str] = &[
    "pc", "km", "cm", "mm", "km2", "km²", "m2", "m²", "ha", "kg", "lb", "lbs", "kW", "MW", "GW", "TW", "kWh",
    "MWh", "GWh", "TWh", "kB", "MB", "GB", "TB", "PB", "kV", "Hz", "kHz", "MHz", "GHz", "kph", "mph", "kt",
    "Mt",
];

/// The figures that a word begins with; none when the letters behind them are no unit.
pub(super) fn figures(word: &str) -> Option<Figures> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = word.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(word.len());
    let (digits, tail) = word.split_at(end);
    let value = grouped(digits)?;
    let plain = |factor: f64| Some((scaled(value, factor), Form::Plain, ""));
    let glued = GLUED.iter().find(|unit| **unit == tail);
    let (value, form, glued) = match tail.to_lowercase().as_str() {
        "" => plain(1.0),
        "st" | "nd" | "rd" | "th" => Some((value, Form::Ordinal, "")),
        "s" if digits.len() == 4 => Some((value, Form::Decade, "")),
        "m" | "mn" => plain(1e6),
        "bn" => plain(1e9),
        "k" => plain(1e3),
        _ => glued.map(|unit| (value, Form::Plain, *unit)),
    }?;
    Some(Figures { value, form, glued })
}

/// The value of digits with commas and stops. A comma groups thousands before exactly three digits, else it is the mark of
/// decimals before one or two; "1.234,56" is written the other way round.
fn grouped(digits: &str) -> Option<f64> {
    let digits = digits.trim_end_matches(['.', ',']);
    let parsed = |whole: &str, rest: &str| format!("{whole}.{rest}0").parse::<f64>().ok();
    match (digits.rsplit_once(','), digits.rsplit_once('.')) {
        (None, None) => digits.parse().ok(),
        (None, Some((whole, rest))) if whole.contains('.') => {
            parsed(&thousands(digits, '.')?, "").filter(|_| rest.len() == 3)
        }
        // "10.000 soldiers": ten or ten thousand?
        (None, Some((whole, "000"))) if whole != "0" => None,
        (None, Some((whole, rest))) => parsed(whole, rest),
        (Some((whole, rest)), None) if rest.len() <= 2 && whole.len() <= 3 => parsed(whole, rest),
        (Some(_), None) => parsed(&thousands(digits, ',')?, ""),
        (Some((_, after_comma)), Some((whole, rest))) if after_comma.contains('.') => {
            parsed(&thousands(whole, ',')?, rest)
        }
        (Some((whole, rest)), Some(_)) if rest.len() <= 2 => parsed(&thousands(whole, '.')?, rest),
        _ => None,
    }
}

/// The digits of groups of three.
fn thousands(digits: &str, mark: char) -> Option<String> {
    let mut groups = digits.split(mark);
    let first = groups.next().filter(|group| (1..=3).contains(&group.len()) && !group.starts_with('0'))?;
    let three = groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    (three && first.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.replace(mark, ""))
}

/// "½".
pub(super) fn vulgar(word: &str) -> Option<f64> {
    let mut chars = word.chars();
    let (Some(one), None) = (chars.next().filter(|c| !c.is_ascii()), chars.next()) else { return None };
    let parts: String = one.nfkd().collect();
    let (part, whole) = parts.split_once('\u{2044}')?;
    let (part, whole): (f64, f64) = (part.parse().ok()?, whole.parse().ok()?);
    (whole > 0.0).then_some(part / whole)
}

#[cfg(test)]
mod tests {
    use super::{figures, vulgar};

    #[test]
    fn notations() {
        let value = |word: &str| figures(word).map(|read| read.value);
        for (word, expected) in [
            ("52,000", 52_000.0),
            ("1,250,000.5", 1_250_000.5),
            ("1,5", 1.5),
            ("0,25", 0.25),
            ("1.234,56", 1_234.56),
            ("1.234.567", 1_234_567.0),
            ("5.31", 5.31),
            ("0.000", 0.0),
            ("2.5m", 2_500_000.0),
            ("5kg", 5.0),
        ] {
            assert_eq!(value(word), Some(expected), "{word}");
        }
        for word in
            ["10.000", "20.07.2021", "1,2345", "1234,567", "0,500", "2019,20", "12x", "1,23,4", "1.23,456"]
        {
            assert_eq!(value(word), None, "{word}");
        }
        assert_eq!(
            (vulgar("½"), vulgar("⅛"), vulgar("5"), vulgar("é")),
            (Some(0.5), Some(0.125), None, None)
        );
    }
}
