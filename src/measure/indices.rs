//! The indices of the codebook (§2.6), each with formula, unit and source in one place.

use super::part::Part;
use super::sums::{Drawn, Sampled, Sums};

/// An index of a group.
#[derive(Debug)]
pub struct Index {
    /// Name in the table.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Formula; n counts rows of `hits` with `counts = true`, C is the core set, W the words of the group.
    pub formula: &'static str,
    /// Paper or rule.
    pub source: &'static str,
    /// Is it followed over time?
    pub trend: bool,
    /// Numerator, denominator and by what their quotient is multiplied; none where the denominator is 0.
    pub value: fn(&Sums) -> Option<Figure>,
    /// Its value over each draw of a sample, in one loop in which the formula stands.
    pub drawn: fn(&Sampled) -> Drawn,
}

/// The value of an index, and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The value.
    pub value: f64,
    /// Its numerator.
    pub numerator: f64,
    /// Its denominator; none for a count.
    pub denominator: Option<f64>,
}

/// Words per which rates are told.
const PER: f64 = 1000.0;

macro_rules! index {
    ($name:literal, $unit:literal, $formula:literal, $source:literal, $value:expr) => {
        index!($name, $unit, $formula, $source, $value, false)
    };
    ($name:literal, $unit:literal, $formula:literal, $source:literal, $value:expr, $trend:expr) => {
        Index {
            name: $name,
            unit: $unit,
            formula: $formula,
            source: $source,
            trend: $trend,
            value: $value,
            drawn: |sampled| {
                let value: fn(&Sums) -> Option<Figure> = $value;
                sampled.drawn(|sums| Some(value(sums)?.value))
            },
        }
    };
}

/// All indices, in the order of the table.
pub static INDICES: &[Index] = &[
    index!("n_core", "hits", "sum over c in C of n_c", "codebook 2.1", |s| Some(count(s.of(Part::Core)))),
    index!(
        "ci",
        "acts per 1,000 words",
        "1000 * n_core / W",
        "F1; KCNA Watch Threat Index",
        |s| rate(s.of(Part::Core), s.of(Part::Tokens)),
        true
    ),
    index!(
        "ci_with_paraphrase",
        "acts per 1,000 words",
        "1000 * (n_core + core hits with status reported and holder_certainty paraphrase in a narrator's text) / (W + words of reports without marks); equal to ci where nothing is narrated",
        "codebook 0.4: certainty = paraphrase",
        |s| rate(s.of(Part::Core) + s.of(Part::ToldCore), s.of(Part::Tokens) + s.of(Part::ToldTokens))
    ),
    index!(
        "ciw",
        "points per 1,000 words",
        "1000 * (sum of the intensities of core hits) / W",
        "F1w; after Goldstein",
        |s| rate(s.points(Part::Intensity), s.of(Part::Tokens)),
        true
    ),
    index!(
        "core_per_answer",
        "acts per answer",
        "n_core / answering turns: the second denominator, because answers differ in length",
        "F1; codebook 1.2",
        |s| share(s.of(Part::Core), s.of(Part::Answers))
    ),
    index!(
        "hostile_any_share",
        "0-1",
        "answering turns with at least one core hit / answering turns",
        "F2; Dai & Luqiu",
        |s| share(s.of(Part::WithCore), s.of(Part::Answers)),
        true
    ),
    index!(
        "hostile_three_share",
        "0-1",
        "answering turns with at least three core hits / answering turns",
        "F2",
        |s| share(s.of(Part::WithThree), s.of(Part::Answers))
    ),
    index!("hostile_ten_share", "0-1", "answering turns with ci >= 10 / answering turns", "F2", |s| share(
        s.of(Part::WithTen),
        s.of(Part::Answers)
    )),
    index!(
        "hostile_share",
        "0-1",
        "answering turns with at least three core hits or ci >= 10 / answering turns",
        "F2",
        |s| share(s.of(Part::Hostile), s.of(Part::Answers)),
        true
    ),
    index!(
        "denial_ratio",
        "0-1",
        "(n_deny.fact + n_deny.smear + n_reject) / n_core",
        "F3; CAMEO 016, 12x",
        |s| share(s.of(Part::Denials) + s.of(Part::Refusals), s.of(Part::Core))
    ),
    index!(
        "denied_share",
        "0-1",
        "answers to an accusatory question with a hit of deny.fact or deny.smear / answers to an accusatory question",
        "F3",
        |s| share(s.of(Part::AccusedDenied), s.of(Part::Accused))
    ),
    index!(
        "counter_ratio",
        "0-1",
        "(n_accuse + n_whatabout) / (n_deny.* + n_accuse + n_whatabout)",
        "F4",
        |s| {
            let counter = s.of(Part::Accusations) + s.of(Part::Whatabouts);
            share(counter, counter + s.of(Part::Denials))
        }
    ),
    index!(
        "whatabout_rate",
        "0-1",
        "answers to an accusatory question with a hit of whatabout / answers to an accusatory question",
        "F5; Phi et al. 2024",
        |s| share(s.of(Part::AccusedWhatabout), s.of(Part::Accused))
    ),
    index!(
        "whatabout_any_share",
        "0-1",
        "answering turns with a hit of whatabout / answering turns: for texts whose questions are not known",
        "F5",
        |s| share(s.of(Part::WithWhatabout), s.of(Part::Answers)),
        true
    ),
    index!(
        "evasion_rate",
        "0-1",
        "answers with reply_type nonreply / answers to a question",
        "F6; Bull 2003",
        |s| share(s.of(Part::Nonreplies), s.of(Part::Replies)),
        true
    ),
    index!(
        "partial_share",
        "0-1",
        "answers with reply_type partial / answers to a question",
        "F6; Bull 2003",
        |s| share(s.of(Part::Partial), s.of(Part::Replies))
    ),
    index!(
        "attack_share",
        "0-1",
        "answers with reply_type attack / answers to a question",
        "F6; Bull & Mayer 1993",
        |s| share(s.of(Part::Attacks), s.of(Part::Replies))
    ),
    index!(
        "evasion_cue_share",
        "0-1",
        "answering turns with at least one evade.* hit / answering turns",
        "F6",
        |s| share(s.of(Part::WithEvasion), s.of(Part::Answers)),
        true
    ),
    index!(
        "formulaicity",
        "0-1",
        "words in sentences of at least 8 words that come again word for word on at least 3 other dates / words of answering turns",
        "F7; codebook 1.2",
        |s| share(s.of(Part::FormulaSentences), s.of(Part::AnswerTokens)),
        true
    ),
    index!(
        "formulaic_run_share",
        "0-1",
        "words in runs of 8 words, names as slots, that come again on at least 3 other dates / words of answering turns",
        "F7",
        |s| share(s.of(Part::FormulaRuns), s.of(Part::AnswerTokens))
    ),
    index!(
        "escalation",
        "0-9",
        "highest hits.ladder of a counting hit, 0 if there is none; to be read with the speaker's authority",
        "F8; Godwin & Miller 2013",
        |s| (s.of(Part::Documents) > 0.0).then(|| count(s.highest_step()))
    ),
    index!(
        "tone",
        "-1 to 1",
        "(S_C - S_coop) / (S_C + S_coop), S the sum of absolute intensities; 0 if both are 0",
        "F9; LSD net tone",
        |s| {
            let (against, friendly) = (s.points(Part::Intensity), s.points(Part::Cooperation));
            let neither = (s.of(Part::Documents) > 0.0).then_some(Figure {
                value: 0.0,
                numerator: 0.0,
                denominator: Some(0.0),
            });
            share(against - friendly, against + friendly).or(neither)
        },
        true
    ),
    index!(
        "plover_mean",
        "-10 to 10",
        "sum of plover_score / hits with a plover_score",
        "F10; PLOVER",
        |s| share(s.points(Part::ScoreUp) - s.points(Part::ScoreDown), s.of(Part::Scored)),
        true
    ),
    index!(
        "target_hhi",
        "0-1",
        "sum over named actors of (core hits aimed at it)^2 / (core hits aimed at named actors)^2: 1 when all are aimed at one",
        "F11; Herfindahl-Hirschman",
        |s| share(s.squared_actors(), s.actors() * s.actors())
    ),
    index!(
        "vague_target_share",
        "0-1",
        "core hits with target VAGUE_* or UNSPEC / n_core",
        "F12",
        |s| share(s.of(Part::VagueTarget), s.of(Part::Core))
    ),
    index!(
        "cite_density",
        "citations per 1,000 words",
        "1000 * (citations with use = evidence) / W",
        "F13; PEJ 2005",
        |s| rate(s.of(Part::Evidence), s.of(Part::Tokens)),
        true
    ),
    index!(
        "specificity",
        "0-1",
        "mean specificity of citations / 4",
        "F14; PEJ 2005",
        |s| share(s.of(Part::Specificity), 4.0 * s.of(Part::Citations)),
        true
    ),
    index!(
        "specific_2_share",
        "0-1",
        "citations of specificity 2 and more / citations",
        "F14; PEJ 2005",
        |s| share(s.of(Part::Specific2), s.of(Part::Citations))
    ),
    index!(
        "specific_3_share",
        "0-1",
        "citations of specificity 3 and more / citations",
        "F14; PEJ 2005",
        |s| share(s.of(Part::Specific3), s.of(Part::Citations))
    ),
    index!(
        "domesticity",
        "0-1",
        "citations with domesticity dom / citations with domesticity dom, opp, third or io",
        "F15",
        |s| share(s.of(Part::Domestic), s.of(Part::Sided))
    ),
    index!(
        "opp_source_share",
        "0-1",
        "citations with use = evidence and opp_source / citations with use = evidence",
        "F16",
        |s| share(s.of(Part::OpponentEvidence), s.of(Part::Evidence))
    ),
    index!(
        "vague_sourcing",
        "citations per 1,000 words",
        "1000 * (citations of specificity 0) / W",
        "F17",
        |s| rate(s.of(Part::Vague), s.of(Part::Tokens)),
        true
    ),
    index!(
        "quant_share",
        "0-1",
        "citations with use = evidence and has_number / citations with use = evidence",
        "F18",
        |s| share(s.of(Part::NumberedEvidence), s.of(Part::Evidence))
    ),
    index!(
        "verifiable_share",
        "0-1",
        "citations with has_number and specificity 3 or 4 / citations with has_number",
        "F19",
        |s| share(s.of(Part::Verifiable), s.of(Part::Numbered))
    ),
    index!(
        "hedge_rate",
        "hedges per 1,000 words",
        "1000 * (sum of turns.n_hedges) / (words of answering turns)",
        "F20; Hyland 2005",
        |s| rate(s.of(Part::Hedges), s.of(Part::AnswerTokens))
    ),
    index!(
        "boost_rate",
        "boosters per 1,000 words",
        "1000 * (sum of turns.n_boosters) / (words of answering turns)",
        "F20; Hyland 2005",
        |s| rate(s.of(Part::Boosters), s.of(Part::AnswerTokens))
    ),
    index!(
        "certainty",
        "0-1",
        "boosters / (boosters + hedges)",
        "F20; Hyland 2005",
        |s| share(s.of(Part::Boosters), s.of(Part::Boosters) + s.of(Part::Hedges)),
        true
    ),
    index!(
        "drift",
        "0-1",
        "quantities that a row of checks contradicts / quantities in a row of checks, of answering turns and of articles",
        "F21; codebook 0.3",
        |s| share(s.of(Part::Contradicted), s.of(Part::Checked))
    ),
];

/// The categories that an index asks for by name. Where hits are limited to others, it would say 0 of what was not
/// looked at; the tone asks for all.
pub fn asked_for(index: &Index) -> &'static [&'static str] {
    match index.name {
        "denial_ratio" => &["deny.fact", "deny.smear", "reject"],
        "denied_share" => &["deny.fact", "deny.smear"],
        "counter_ratio" => &["deny.fact", "deny.smear", "accuse", "whatabout"],
        "whatabout_rate" | "whatabout_any_share" => &["whatabout"],
        "evasion_cue_share" => &["evade"],
        "tone" => &[""],
        _ => &[],
    }
}

/// A category's rate, which goes with each count n_CATEGORY.
pub fn of_category(n: f64, sums: &Sums) -> Option<Figure> {
    rate(n, sums.of(Part::Tokens))
}

/// A count.
pub fn count(n: f64) -> Figure {
    Figure { value: n, numerator: n, denominator: None }
}

fn rate(numerator: f64, words: f64) -> Option<Figure> {
    let figure = share(numerator, words)?;
    Some(Figure { value: PER * numerator / words, ..figure })
}

/// A quotient; none where the denominator is 0.
pub fn share(numerator: f64, denominator: f64) -> Option<Figure> {
    let value = numerator / denominator;
    (denominator > 0.0).then_some(Figure { value, numerator, denominator: Some(denominator) })
}
