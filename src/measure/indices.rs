//! The indices of the codebook (§2.6), each with formula, unit and source in one place.

use super::groups::Sums;

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
    /// Its value; none where the denominator is 0.
    pub value: fn(&Sums) -> Option<f64>,
}

/// All indices, in the order of the table.
pub static INDICES: &[Index] = &[
    Index {
        name: "n_core",
        unit: "hits",
        formula: "sum over c in C of n_c",
        source: "codebook 2.1",
        value: |sums| Some(sums.core as f64),
    },
    Index {
        name: "ci",
        unit: "acts per 1,000 words",
        formula: "1000 * n_core / W",
        source: "F1; KCNA Watch Threat Index",
        value: |sums| per(1000.0 * sums.core as f64, sums.tokens),
    },
    Index {
        name: "ci_with_paraphrase",
        unit: "acts per 1,000 words",
        formula: "1000 * (n_core + core hits with status reported and holder_certainty paraphrase in a narrator's text) / (W + words of reports without marks); equal to ci where nothing is narrated",
        source: "codebook 0.4: certainty = paraphrase",
        value: |sums| per(1000.0 * (sums.core + sums.told_core) as f64, sums.tokens + sums.told_tokens),
    },
    Index {
        name: "ciw",
        unit: "points per 1,000 words",
        formula: "1000 * (sum of the intensities of core hits) / W",
        source: "F1w; after Goldstein",
        value: |sums| per(1000.0 * sums.intensity, sums.tokens),
    },
    Index {
        name: "hostile_any_share",
        unit: "0-1",
        formula: "answering turns with at least one core hit / answering turns",
        source: "F2",
        value: |sums| per(sums.with_core as f64, sums.answers),
    },
    Index {
        name: "hostile_share",
        unit: "0-1",
        formula: "answering turns with at least three core hits or ci >= 10 / answering turns",
        source: "F2",
        value: |sums| per(sums.hostile as f64, sums.answers),
    },
    Index {
        name: "denial_ratio",
        unit: "0-1",
        formula: "(n_deny.fact + n_deny.smear + n_reject) / n_core",
        source: "F3",
        value: |sums| per(sums.n("deny.") + sums.n("reject"), sums.core),
    },
    Index {
        name: "counter_ratio",
        unit: "0-1",
        formula: "(n_accuse + n_whatabout) / (n_deny.* + n_accuse + n_whatabout)",
        source: "F4",
        value: |sums| {
            let counter = sums.n("accuse") + sums.n("whatabout");
            ratio(counter, counter + sums.n("deny."))
        },
    },
    Index {
        name: "evasion_rate",
        unit: "0-1",
        formula: "answers with reply_type nonreply / answers to a question",
        source: "F6; Bull 2003",
        value: |sums| per(sums.nonreplies as f64, sums.replies),
    },
    Index {
        name: "evasion_cue_share",
        unit: "0-1",
        formula: "answering turns with at least one evade.* hit / answering turns",
        source: "F6",
        value: |sums| per(sums.with_evasion as f64, sums.answers),
    },
    Index {
        name: "tone",
        unit: "-1 to 1",
        formula: "(S_C - S_coop) / (S_C + S_coop), S the sum of absolute intensities; 0 if both are 0",
        source: "F9; LSD net tone",
        value: |sums| {
            Some(ratio(sums.intensity - sums.cooperation, sums.intensity + sums.cooperation).unwrap_or(0.0))
        },
    },
    Index {
        name: "vague_target_share",
        unit: "0-1",
        formula: "core hits with target VAGUE_* or UNSPEC / n_core",
        source: "F12",
        value: |sums| per(sums.vague_target as f64, sums.core),
    },
    Index {
        name: "cite_density",
        unit: "citations per 1,000 words",
        formula: "1000 * (citations with use = evidence) / W",
        source: "F13; PEJ 2005",
        value: |sums| per(1000.0 * sums.evidence as f64, sums.tokens),
    },
    Index {
        name: "specificity",
        unit: "0-1",
        formula: "mean specificity of citations / 4",
        source: "F14; PEJ 2005",
        value: |sums| per(sums.specificity as f64 / 4.0, sums.citations),
    },
];

fn per(numerator: f64, denominator: usize) -> Option<f64> {
    ratio(numerator, denominator as f64)
}

fn ratio(numerator: f64, denominator: f64) -> Option<f64> {
    (denominator > 0.0).then(|| numerator / denominator)
}
