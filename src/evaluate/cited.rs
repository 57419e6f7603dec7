//! Agreement on citations: does a sentence cite anybody, and whom?
//!
//! Each coder wrote `source|type|specificity|use|has_number` for every citation of a sentence. A sentence has a citation
//! where all coders see one, has none where nobody does, and counts neither way where they differ.

use std::collections::BTreeSet;

use super::coded::{Item, Unit};
use super::score::{Counts, Disagreement, Score, scored};
use super::tags::Tagged;
use crate::cite::Citation;

/// A citation as coded, or as found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cite {
    /// The words that name the source.
    pub source: String,
    /// Type of source.
    pub source_type: String,
    /// 0 vague … 4 address.
    pub specificity: Option<u8>,
    /// What it is cited for.
    pub purpose: String,
    /// Is a number in what is cited? `0` or `1`.
    pub has_number: String,
}

impl Cite {
    /// A citation that was found in a text.
    pub fn of(citation: &Citation, text: &str) -> Self {
        Self {
            source: citation.source.slice(text).split_whitespace().collect::<Vec<_>>().join(" "),
            source_type: citation.source_type.name().to_owned(),
            specificity: Some(citation.specificity),
            purpose: citation.purpose.to_owned(),
            has_number: u8::from(citation.has_number).to_string(),
        }
    }
}

/// The citations in a coder's cell; several are joined by ` ;; `.
pub fn parse(cell: &str) -> Vec<Cite> {
    let one = |cite: &str| {
        let mut fields = cite.split('|').map(str::trim);
        let mut next = || fields.next().unwrap_or("").to_owned();
        Cite {
            source: next(),
            source_type: next(),
            specificity: next().parse().ok(),
            purpose: next(),
            has_number: next(),
        }
    };
    cell.split(" ;; ").filter(|cite| !cite.trim().is_empty()).map(one).collect()
}

/// How well citations agree.
#[derive(Debug)]
pub struct Agreement {
    /// Does the sentence cite anybody?
    pub present: Score,
    /// Of the sentences in which coders and program see a citation: how many have the type, specificity, use and number
    /// that the coders agree on, and how many of them agree.
    pub right: Vec<(&'static str, usize, usize)>,
}

/// The name of the category under which disagreements are listed.
pub const CITATION: &str = "citation";

/// Scores the citations of the units that were coded for them; nothing if none was.
pub fn score(items: &[Item], tags: &[Vec<Tagged>]) -> Option<Agreement> {
    let mut counts = vec![Counts::default(); items.len()];
    let mut right = [("type", 0, 0), ("specificity within one", 0, 0), ("use", 0, 0), ("number", 0, 0)];
    let mut asked = false;
    for (at, unit, tagged) in units(items, tags) {
        let Some(coders) = &unit.cites else { continue };
        asked = true;
        match (verdict(coders), tagged.cites.is_empty()) {
            (Some(true), false) => {
                counts[at].right += 1;
                for (question, answer) in right.iter_mut().zip(judged(coders, &tagged.cites)) {
                    question.1 += usize::from(answer == Some(true));
                    question.2 += usize::from(answer.is_some());
                }
            }
            (Some(true), true) => counts[at].missed += 1,
            (Some(false), false) => counts[at].wrong += 1,
            _ => {}
        }
    }
    asked.then(|| Agreement { present: scored(CITATION.to_owned(), &counts), right: right.to_vec() })
}

/// The sentences in which coders and program differ.
pub fn errors(items: &[Item], tags: &[Vec<Tagged>]) -> Vec<Disagreement> {
    let differs = |unit: &Unit, tagged: &Tagged| {
        let coded = unit.cites.as_deref().and_then(verdict);
        coded.is_some_and(|coded| coded == tagged.cites.is_empty())
    };
    let all = units(items, tags).filter(|(_, unit, tagged)| differs(unit, tagged));
    all.map(|(at, unit, tagged)| Disagreement {
        unit: unit.id.clone(),
        category: CITATION.to_owned(),
        tagged: !tagged.cites.is_empty(),
        matched: sources(&tagged.cites),
        text: unit.span.slice(&items[at].document.text).split_whitespace().collect::<Vec<_>>().join(" "),
        codes: unit.cites.iter().flatten().map(|cites| sources(cites)).collect::<Vec<_>>().join(" / "),
    })
    .collect()
}

fn units<'a>(
    items: &'a [Item],
    tags: &'a [Vec<Tagged>],
) -> impl Iterator<Item = (usize, &'a Unit, &'a Tagged)> {
    let all = items.iter().zip(tags).enumerate();
    all.flat_map(|(at, (item, tags))| item.units.iter().zip(tags).map(move |(unit, tag)| (at, unit, tag)))
}

fn sources(cites: &[Cite]) -> String {
    let one = |cite: &Cite| format!("{} ({})", cite.source, cite.source_type);
    cites.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Do the coders see a citation? Nothing where they differ.
fn verdict(coders: &[Vec<Cite>]) -> Option<bool> {
    let seen = coders.first()?.is_empty();
    coders.iter().all(|cites| cites.is_empty() == seen).then_some(!seen)
}

/// Type, specificity, use and number: right, wrong, or nothing where the coders do not agree on it.
fn judged(coders: &[Vec<Cite>], found: &[Cite]) -> [Option<bool>; 4] {
    let agreed = |of: fn(&Cite) -> &String| {
        let values = |cites: &[Cite]| -> BTreeSet<String> {
            cites.iter().map(|cite| of(cite).clone()).filter(|value| !value.is_empty()).collect()
        };
        let all = coders.iter().map(|cites| values(cites)).reduce(|a, b| &a & &b).unwrap_or_default();
        (!all.is_empty()).then(|| !all.is_disjoint(&values(found)))
    };
    let most = |cites: &[Cite]| cites.iter().filter_map(|cite| cite.specificity).max();
    let coded: Option<Vec<u8>> = coders.iter().map(|cites| most(cites)).collect();
    let specificity = most(found).zip(coded);
    [
        agreed(|cite| &cite.source_type),
        specificity.map(|(own, coded)| coded.iter().any(|one| own.abs_diff(*one) <= 1)),
        agreed(|cite| &cite.purpose),
        agreed(|cite| &cite.has_number),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_and_compared() {
        let one = parse("NNIC|GOV_DOM|2|evidence|1 ;; some experts|UNSPEC|0|background|0");
        assert_eq!((one.len(), one[1].source.as_str(), one[0].specificity), (2, "some experts", Some(2)));
        assert_eq!(parse(""), []);
        let other = parse("the centre|GOV_DOM|4|rebut|1");
        let found = parse("NNIC|GOV_DOM|3|evidence|0");
        let coders = [one, other];
        assert_eq!(judged(&coders, &found), [Some(true), Some(true), None, Some(false)]);
        assert_eq!(verdict(&coders), Some(true));
        assert_eq!(verdict(&[parse("a|b|1|c|0"), vec![]]), None);
    }
}
