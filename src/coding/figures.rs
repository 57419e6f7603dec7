//! All figures of a study.

use std::collections::BTreeMap;

use super::study::{Codes, Row, Study};
use crate::reliability::accuracy::{self, accuracy};
use crate::reliability::agreement::{kappa, percent};
use crate::reliability::prevalence::{Observed, rogan_gladen};
use crate::reliability::strata::{self, Judged, Share, share_of_all};
use crate::reliability::{Estimate, Level, Ratings};

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is about: `coders`, `coder`, `standard`, `share`, `confusion`.
    pub about: &'static str,
    /// Whom it compares.
    pub who: String,
    /// The category, or [`ALL`].
    pub category: String,
    /// Its name.
    pub measure: &'static str,
    /// Its value.
    pub value: f64,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Units it rests on.
    pub n: usize,
}

/// Whole cells, and averages over categories.
pub const ALL: &str = "(all)";

/// The figures of a study: coders with each other, the program with each, with the codes that hold, shares, confusions.
pub fn figures(study: &Study, level: Level) -> Vec<Figure> {
    let mut all = Figures(Vec::new());
    all.coders(study, level);
    if level == Level::Nominal && study.rows.iter().any(|row| row.program.is_some()) {
        all.program(study);
    }
    all.0
}

/// What holds of a row: what was adjudicated; else what all its coders say, category by category. `None` for a category on
/// which they differ.
pub fn standard(row: &Row, category: &str) -> Option<bool> {
    if let Some(codes) = &row.adjudicated {
        return Some(codes.contains(category));
    }
    let mut given = row.codes.iter().flatten().map(|codes| codes.contains(category));
    let first = given.next()?;
    given.all(|other| other == first).then_some(first)
}

struct Figures(Vec<Figure>);

impl Figures {
    fn push(
        &mut self,
        about: &'static str,
        who: &str,
        category: &str,
        measure: &'static str,
        estimate: Option<Estimate>,
        n: usize,
    ) {
        let Some(Estimate { value, interval }) = estimate else { return };
        self.0.push(Figure {
            about,
            who: who.to_owned(),
            category: category.to_owned(),
            measure,
            value,
            interval,
            n,
        });
    }

    /// Coders with each other, on all rows.
    fn coders(&mut self, study: &Study, level: Level) {
        if study.coders.len() < 2 {
            return;
        }
        let units: Vec<Vec<Option<Codes>>> = study.rows.iter().map(|row| row.codes.clone()).collect();
        let who = study.coders.join(" and ");
        self.alpha("coders", &who, ALL, &ratings(&units, level), level);
        let n = units.iter().filter(|unit| unit.iter().flatten().count() > 1).count();
        self.push("coders", &who, ALL, "agreement", percent(&units).map(plain), n);
        for (at, one) in study.coders.iter().enumerate() {
            for (further, other) in study.coders.iter().enumerate().skip(at + 1) {
                let pairs: Vec<_> =
                    units.iter().map(|unit| (unit[at].as_ref(), unit[further].as_ref())).collect();
                let n = pairs.iter().filter(|(a, b)| a.is_some() && b.is_some()).count();
                self.push("coders", &format!("{one} and {other}"), ALL, "kappa", kappa(&pairs).map(plain), n);
            }
        }
        if level != Level::Nominal {
            return;
        }
        for category in study.codebook.ids() {
            let of = |unit: &Vec<Option<Codes>>| -> Vec<Option<bool>> {
                unit.iter().map(|codes| codes.as_ref().map(|codes| codes.contains(category))).collect()
            };
            let units: Vec<Vec<Option<bool>>> = units.iter().map(of).collect();
            if units.iter().flatten().any(|code| *code == Some(true)) {
                self.alpha("coders", &who, category, &Ratings::of_labels(&units), level);
                self.push("coders", &who, category, "agreement", percent(&units).map(plain), n);
            }
        }
    }

    fn alpha(&mut self, about: &'static str, who: &str, category: &str, ratings: &Ratings, level: Level) {
        self.push(about, who, category, "alpha", ratings.estimate(level), ratings.n_units());
    }

    /// The program with each coder and with the codes that hold.
    fn program(&mut self, study: &Study) {
        let tagged: Vec<&Row> = study.rows.iter().filter(|row| row.program.is_some()).collect();
        for (at, coder) in study.coders.iter().enumerate() {
            let units: Vec<Vec<Option<&Codes>>> =
                tagged.iter().map(|row| vec![row.program.as_ref(), row.codes[at].as_ref()]).collect();
            self.alpha("coder", coder, ALL, &Ratings::of_labels(&units), Level::Nominal);
            let of = |row: &Row, category: &str| Some(row.codes[at].as_ref()?.contains(category));
            let lists = lists(study, &tagged, of);
            let n = tagged.iter().filter(|row| row.enriched.is_none() && row.codes[at].is_some()).count();
            if !study.is_of_hits() {
                self.averages("coder", coder, &lists, n);
            }
        }
        let lists = lists(study, &tagged, standard);
        for (category, list) in &lists {
            self.category(study, category, list);
        }
        let n = tagged.iter().filter(|row| row.enriched.is_none()).count();
        if !study.is_of_hits() {
            self.averages("standard", "", &lists, n);
        }
        self.enriched(study, &tagged);
        self.confusions(study, &tagged);
    }

    fn averages(&mut self, about: &'static str, who: &str, lists: &Lists, n: usize) {
        let all: Vec<&[Judged]> = lists.iter().map(|(_, list)| list.as_slice()).collect();
        self.push(about, who, ALL, "micro_f1", accuracy::f1(&all), n);
        self.push(about, who, ALL, "macro_f1", accuracy::macro_f1(&all), n);
    }

    fn category(&mut self, study: &Study, category: &str, list: &[Judged]) {
        let known: Vec<Judged> = list.iter().filter(|unit| unit.weight > 0.0).copied().collect();
        let found = accuracy(&known);
        let (n_found, n_coded) = (found.right + found.wrong, found.right + found.missed);
        self.push("standard", "", category, "precision", found.precision, n_found);
        // Of hits nothing is known but whether they are right.
        if study.is_of_hits() {
            return;
        }
        self.push("standard", "", category, "recall", found.recall, n_coded);
        self.push("standard", "", category, "f1", found.f1, n_coded);
        let frame = study.frame.as_ref().filter(|frame| frame.n_units > 0.0);
        let counted =
            frame.map(|frame| (frame.by_code.get(category).unwrap_or(&0.0) / frame.n_units, frame.n_units));
        let in_sample = || share_of_all(&known, |unit| unit.found).map(|share| (share.value, share.n));
        let Some((q, n)) = counted.or_else(in_sample) else { return };
        self.push("share", "", category, "program_share", Some(plain(q)), n as usize);
        let coded = share_of_all(&known, |unit| unit.coded).map(Share::estimate);
        self.push("share", "", category, "coded_share", coded, known.len());
        if let (Some(recall), Some(specificity)) = (strata::recall(&known), strata::specificity(&known)) {
            let n_without = known.len() - n_coded;
            self.push("share", "", category, "specificity", Some(specificity.estimate()), n_without);
            let observed = Observed {
                found: q,
                n,
                sensitivity: recall.value,
                n_with: recall.n,
                specificity: specificity.value,
                n_without: specificity.n,
            };
            self.push("share", "", category, "corrected_share", rogan_gladen(observed), known.len());
        }
    }

    /// Of the rows drawn for a category, the share to which it was given: precision again, and nothing more.
    fn enriched(&mut self, study: &Study, tagged: &[&Row]) {
        for category in study.codebook.ids() {
            let drawn = tagged.iter().filter(|row| row.enriched.as_deref() == Some(category));
            let judged = drawn.filter_map(|row| {
                Some(Judged { found: true, coded: standard(row, category)?, weight: 1.0, stratum: 0 })
            });
            let judged: Vec<Judged> = judged.collect();
            let precision = strata::precision(&judged).map(Share::estimate);
            self.push("standard", "", category, "precision_enriched", precision, judged.len());
        }
    }

    /// How often one category was found where another was coded, and neither the other way round.
    fn confusions(&mut self, study: &Study, tagged: &[&Row]) {
        let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for row in tagged {
            let Some(found) = &row.program else { continue };
            for coded in study
                .codebook
                .ids()
                .filter(|code| standard(row, code) == Some(true) && !found.contains(*code))
            {
                let wrong = study
                    .codebook
                    .ids()
                    .filter(|code| found.contains(*code) && standard(row, code) == Some(false));
                wrong.for_each(|wrong| *pairs.entry((coded, wrong)).or_default() += 1);
            }
        }
        for ((coded, wrong), n) in pairs {
            self.push("confusion", wrong, coded, "n", Some(plain(n as f64)), n);
        }
    }
}

/// For each category that was found or coded, the rows of the probability part in one order.
type Lists = Vec<(String, Vec<Judged>)>;

/// A row of which a category is not known has no weight there.
fn lists(study: &Study, tagged: &[&Row], coded: impl Fn(&Row, &str) -> Option<bool>) -> Lists {
    let rows: Vec<&&Row> = tagged.iter().filter(|row| row.enriched.is_none()).collect();
    let mut strata: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        let next = strata.len();
        strata.entry(&row.stratum).or_insert(next);
    }
    let judged = |row: &Row, category: &str| {
        let known = coded(row, category);
        Judged {
            found: row.program.as_ref().is_some_and(|codes| codes.contains(category)),
            coded: known.unwrap_or(false),
            weight: if known.is_some() { row.weight } else { 0.0 },
            stratum: strata[row.stratum.as_str()],
        }
    };
    let list = |category: &str| rows.iter().map(|row| judged(row, category)).collect::<Vec<_>>();
    let all = study.codebook.ids().map(|category| (category.to_owned(), list(category)));
    all.filter(|(_, list)| list.iter().any(|unit| unit.weight > 0.0 && (unit.found || unit.coded))).collect()
}

fn ratings(units: &[Vec<Option<Codes>>], level: Level) -> Ratings {
    if level == Level::Nominal {
        return Ratings::of_labels(units);
    }
    let number = |codes: &Option<Codes>| codes.as_ref()?.first()?.parse().ok();
    Ratings::new(&units.iter().map(|unit| unit.iter().map(number).collect()).collect::<Vec<_>>())
}

fn plain(value: f64) -> Estimate {
    Estimate { value, interval: None }
}
