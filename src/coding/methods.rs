//! A paragraph for a methods section. Every number in it is a figure of the study.

use super::figures::{ALL, Figure};
use super::shown::{rests, rounded};
use super::study::Study;
use crate::reliability::Level;
use crate::reliability::interval::RESAMPLES;

/// Categories with fewer coded rows have no figures in the paragraph.
const FEWEST: usize = 10;

/// The paragraph.
pub fn paragraph(study: &Study, all: &[Figure], level: Level) -> String {
    let find = |about: &str, category: &str, measure: &str| {
        all.iter().find(|one| (one.about, one.category.as_str(), one.measure) == (about, category, measure))
    };
    let mut parts = vec![coded(study)];
    if let Some(alpha) = find("coders", ALL, "alpha") {
        let agreement = find("coders", ALL, "agreement").map_or(String::new(), |one| {
            format!("; they agree in {:.0} % of pairs of codes", 100.0 * one.value)
        });
        parts.push(format!(
            "Between coders Krippendorff's α ({}) is {} over {} rows coded at least twice{agreement}.",
            level.name(),
            told(alpha),
            alpha.n
        ));
    }
    if let Some(micro) = find("standard", ALL, "micro_f1") {
        parts.push(format!(
            "The program (rejoinder {}) is held against the codes that hold ({}).",
            env!("CARGO_PKG_VERSION"),
            rests(&study.basis())
        ));
        let mean = find("standard", ALL, "macro_f1")
            .map_or(String::new(), |one| format!(", macro-averaged {}", told(one)));
        parts.push(format!("Micro-averaged F1 is {}{mean}.", told(micro)));
        let by_category = all.iter().filter(|one| (one.about, one.measure) == ("standard", "f1"));
        let (many, few): (Vec<&Figure>, Vec<&Figure>) = by_category.partition(|one| one.n >= FEWEST);
        let by_category = many.into_iter();
        let list: Vec<String> =
            by_category.map(|one| format!("{} {} (n = {})", one.category, told(one), one.n)).collect();
        if !list.is_empty() {
            parts.push(format!("F1 by category, n being the rows coded with it: {}.", list.join("; ")));
        }
        if !few.is_empty() {
            let names: Vec<&str> = few.iter().map(|one| one.category.as_str()).collect();
            parts.push(format!(
                "Categories with fewer than {FEWEST} coded rows are not reported ({}).",
                names.join(", ")
            ));
        }
    }
    let many = |category: &str| find("standard", category, "recall").is_some_and(|one| one.n >= FEWEST);
    let corrected = all.iter().filter(|one| one.measure == "corrected_share" && many(&one.category));
    let list: Vec<String> = corrected.map(|one| format!("{} {}", one.category, per_cent(one))).collect();
    if !list.is_empty() {
        parts.push(format!(
            "Shares of units corrected for the program's errors (Rogan & Gladen 1978): {}.",
            list.join("; ")
        ));
    }
    parts.push(format!(
        "Brackets hold 95 % intervals: for α and averaged F1 by bootstrap over rows ({RESAMPLES} resamples, seeded, within strata for F1), for shares and F1 of a category Wilson's for the effective number of rows (Korn & Graubard 1998), for corrected shares that of Lang & Reiczigel (2014)."
    ));
    parts.join(" ")
}

/// A small number at the beginning of a sentence.
fn number_word(n: usize) -> String {
    let words = ["Two", "Three", "Four", "Five", "Six"];
    n.checked_sub(2).and_then(|at| words.get(at)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// Who coded what.
fn coded(study: &Study) -> String {
    let n = study.n_probability();
    let who = match study.coders.as_slice() {
        [] => "The codes are adjudicated ones".to_owned(),
        [one] => format!("One coder ({one}) coded"),
        all => format!("{} coders ({}) independently coded", number_word(all.len()), all.join(", ")),
    };
    let verb = if study.coders.is_empty() { " of" } else { "" };
    let Some(frame) = &study.frame else { return format!("{who}{verb} {} texts.", study.rows.len()) };
    let by = if frame.stratified_by.is_empty() {
        "a simple random sample".to_owned()
    } else {
        format!(
            "a random sample stratified by {}, weighted by the inverse of its probabilities,",
            frame.stratified_by.replace("; ", ", ")
        )
    };
    let enriched = match study.rows.len() - n {
        0 => String::new(),
        more => format!("; {more} further rows, drawn for rare categories, enter neither recall nor shares"),
    };
    format!("{who}{verb} {n} {}s, {by} of {}{enriched}.", frame.unit, frame.n_units)
}

/// `.81 [.75, .86]`, as methods sections have it.
fn told(figure: &Figure) -> String {
    let short = |value: f64| rounded(value, 2).replacen("0.", ".", 1);
    match figure.interval {
        Some((low, high)) => format!("{} [{}, {}]", short(figure.value), short(low), short(high)),
        None => short(figure.value),
    }
}

fn per_cent(figure: &Figure) -> String {
    let short = |value: f64| rounded(100.0 * value, 1);
    match figure.interval {
        Some((low, high)) => format!("{} % [{}, {}]", short(figure.value), short(low), short(high)),
        None => format!("{} %", short(figure.value)),
    }
}
