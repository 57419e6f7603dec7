//! The figures as text for the terminal.

use std::fmt::Write;

use super::figures::{ALL, Figure};
use super::study::{Basis, Codes, Row, Study};

/// Categories with fewer coded units than this are marked: their figures say little (codebook 5.1).
const FEW: usize = 50;
/// So many confused pairs are shown.
const PAIRS: usize = 10;

/// Everything that a study says.
pub fn figures(study: &Study, all: &[Figure]) -> String {
    let shown = Shown { all };
    let mut text = head(study);
    shown.coders(&mut text);
    shown.each(&mut text);
    shown.standard(&mut text, &study.basis());
    text.push_str(&unsure(study));
    shown.shares(&mut text, study);
    shown.confusions(&mut text);
    text
}

fn head(study: &Study) -> String {
    let (n, coders) = (study.rows.len(), study.coders.join(", "));
    let by = if coders.is_empty() { String::new() } else { format!(" by {coders}") };
    let mut text = format!("{} coded{by}", rows(n));
    if study.uncoded > 0 {
        let _ = write!(text, "; {} left out, without a code", rows(study.uncoded));
    }
    text.push_str(".\n");
    if let Some(frame) = &study.frame {
        let by = if frame.stratified_by.is_empty() {
            String::new()
        } else {
            format!(", stratified by {}", frame.stratified_by)
        };
        let enriched = n - study.n_probability();
        let _ = write!(
            text,
            "A sample of {} {}s{by}; every row stands for its share of them.",
            frame.n_units, frame.unit
        );
        if enriched > 0 {
            let _ = write!(text, " {enriched} rows drawn for their category stand apart.");
        }
        text.push('\n');
    }
    text
}

struct Shown<'a> {
    all: &'a [Figure],
}

impl<'a> Shown<'a> {
    fn about(&self, about: &'a str) -> impl Iterator<Item = &'a Figure> + use<'a> {
        self.all.iter().filter(move |figure| figure.about == about)
    }

    /// A figure of a category.
    fn get(&self, about: &'a str, category: &str, measure: &str) -> Option<&'a Figure> {
        self.about(about).find(|figure| figure.category == category && figure.measure == measure)
    }

    /// The categories of some figures, in their order.
    fn categories(&self, about: &'a str) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for figure in self.about(about).filter(|figure| figure.category != ALL) {
            if !names.contains(&figure.category.as_str()) {
                names.push(&figure.category);
            }
        }
        names
    }

    fn coders(&self, text: &mut String) {
        let Some(first) = self.about("coders").next() else { return };
        let _ = writeln!(
            text,
            "\nCoders with each other ({})\n{:<20} {:>24} {:>10} {:>6}",
            first.who, "", "alpha", "agreement", "n"
        );
        for category in std::iter::once(ALL).chain(self.categories("coders")) {
            let [alpha, agreement] =
                ["alpha", "agreement"].map(|measure| self.get("coders", category, measure));
            let n = agreement.or(alpha).map_or(0, |figure| figure.n);
            let name = if category == ALL { "whole cells" } else { category };
            let share = agreement.map_or("–".to_owned(), |figure| format!("{:.0} %", 100.0 * figure.value));
            let _ = writeln!(text, "  {name:<18} {:>24} {share:>10} {n:>6}", number(alpha));
        }
        for kappa in self.about("coders").filter(|figure| figure.measure == "kappa") {
            let _ = writeln!(text, "  Cohen's kappa, {}: {:.2} ({} rows)", kappa.who, kappa.value, kappa.n);
        }
    }

    fn each(&self, text: &mut String) {
        let alphas: Vec<&Figure> = self.about("coder").filter(|figure| figure.measure == "alpha").collect();
        if alphas.is_empty() {
            return;
        }
        let _ = writeln!(
            text,
            "\nThe program with each coder\n{:<20} {:>24} {:>24} {:>24}",
            "", "alpha", "F1 (micro)", "F1 (macro)"
        );
        for alpha in alphas {
            let of = |measure: &str| {
                self.about("coder").find(|one| one.who == alpha.who && one.measure == measure)
            };
            let [micro, mean] = ["micro_f1", "macro_f1"].map(of);
            let _ = writeln!(
                text,
                "  {:<18} {:>24} {:>24} {:>24}",
                alpha.who,
                number(Some(alpha)),
                number(micro),
                number(mean)
            );
        }
    }

    fn standard(&self, text: &mut String, basis: &Basis) {
        let categories = self.categories("standard");
        if categories.is_empty() {
            return;
        }
        let _ = writeln!(text, "\nThe program with the codes that hold ({})", rests(basis));
        let _ = writeln!(
            text,
            "{:<20} {:>6} {:>6} {:>20} {:>20} {:>20}",
            "", "found", "coded", "precision", "recall", "F1"
        );
        let mut few = false;
        for category in &categories {
            let [precision, recall, f1] =
                ["precision", "recall", "f1"].map(|measure| self.get("standard", category, measure));
            let (found, coded) = (precision.map_or(0, |one| one.n), recall.map_or(0, |one| one.n));
            let rests_on = recall.map_or(found, |one| one.n);
            let mark = if rests_on < FEW { "*" } else { "" };
            few |= rests_on < FEW;
            let _ = writeln!(
                text,
                "  {:<18} {found:>6} {coded:>6} {:>20} {:>20} {:>20}",
                format!("{category}{mark}"),
                number(precision),
                number(recall),
                number(f1)
            );
        }
        for (measure, name) in [("micro_f1", "all (micro)"), ("macro_f1", "mean (macro)")] {
            let one = self.get("standard", ALL, measure);
            let _ =
                writeln!(text, "  {name:<18} {:>6} {:>6} {:>20} {:>20} {:>20}", "", "", "", "", number(one));
        }
        for one in self.about("standard").filter(|figure| figure.measure == "precision_enriched") {
            let _ = writeln!(
                text,
                "  {}: precision {} in {} drawn for it",
                one.category,
                number(Some(one)),
                rows(one.n)
            );
        }
        if few {
            let _ = writeln!(text, "  * fewer than {FEW} units: too few to report the figure alone");
        }
    }

    fn shares(&self, text: &mut String, study: &Study) {
        let categories = self.categories("share");
        if categories.is_empty() {
            return;
        }
        let unit = study.frame.as_ref().map_or("row", |frame| frame.unit.as_str());
        let _ = writeln!(
            text,
            "\nPer cent of all {unit}s\n{:<20} {:>8} {:>22} {:>22}",
            "", "program", "coded", "corrected"
        );
        for category in categories {
            let of = |measure: &str| self.get("share", category, measure);
            let program =
                of("program_share").map_or("–".to_owned(), |one| format!("{:.1}", 100.0 * one.value));
            let [coded, corrected] = ["coded_share", "corrected_share"].map(|measure| percent(of(measure)));
            let _ = writeln!(text, "  {category:<18} {program:>8} {coded:>22} {corrected:>22}");
        }
    }

    fn confusions(&self, text: &mut String) {
        let mut pairs: Vec<&Figure> = self.about("confusion").collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.n));
        for (at, pair) in pairs.iter().take(PAIRS).enumerate() {
            let head = if at == 0 { "\nMost confused (rows)\n" } else { "" };
            let _ = writeln!(text, "{head}  {} coded, {} found: {}", pair.category, pair.who, pair.n);
        }
    }
}

/// A row that stands for more units than this makes recall unsure.
const HEAVY: f64 = 20.0;

/// Recall hangs on the rows in which nothing was found; what is to be done where there are few of them.
fn unsure(study: &Study) -> String {
    let empty = |row: &&Row| row.enriched.is_none() && row.program.as_ref().is_some_and(Codes::is_empty);
    let of_none: Vec<&Row> = study.rows.iter().filter(empty).collect();
    let heaviest = of_none.iter().map(|row| row.weight).fold(0.0, f64::max);
    if study.frame.is_none() || heaviest <= HEAVY {
        return String::new();
    }
    format!(
        "  Recall and shares rest on {} in which the program found nothing; each stands for up to {heaviest:.0} others.\n  \
         Code more of them for narrower intervals (sample --allocate proportional, or --stratify found).\n",
        rows(of_none.len())
    )
}

/// On what the codes that hold rest.
pub(super) fn rests(basis: &Basis) -> String {
    let Basis { adjudicated, agreed, single, open } = *basis;
    let parts = [
        (adjudicated, "adjudicated"),
        (agreed, "agreed by all coders"),
        (single, "coded by one"),
        (open, "open, left out where coders differ"),
    ];
    let told = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", rows(*n)));
    told.collect::<Vec<_>>().join(", ")
}

/// `1 row`, `2 rows`.
fn rows(n: usize) -> String {
    if n == 1 { "1 row".to_owned() } else { format!("{n} rows") }
}

/// A number with so many digits behind the point; nothing is not negative.
pub(super) fn rounded(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| matches!(c, '0' | '.')) => rest.to_owned(),
        _ => text,
    }
}

/// `0.81 [0.75–0.86]`.
pub(super) fn number(figure: Option<&Figure>) -> String {
    shown(figure, |value| rounded(value, 2))
}

/// `4.1 [2.0–6.3]`, of a share.
fn percent(figure: Option<&Figure>) -> String {
    shown(figure, |value| rounded(100.0 * value, 1))
}

fn shown(figure: Option<&Figure>, text: impl Fn(f64) -> String) -> String {
    match figure {
        Some(Figure { value, interval: Some((low, high)), .. }) => {
            format!("{} [{}–{}]", text(*value), text(*low), text(*high))
        }
        Some(Figure { value, .. }) => text(*value),
        None => "–".to_owned(),
    }
}
