//! The tags of coded texts, unit by unit.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::cited::Cite;
use super::coded::{Coded, Item};
use crate::analysis::analyze;
use crate::document::Role;
use crate::resources::Resources;
use crate::tag::{Hit, Status};

/// What was tagged in a unit: words by category.
#[derive(Clone, Debug, Default)]
pub struct Tagged {
    /// The words of the hits that count, by category.
    pub acts: BTreeMap<String, Vec<String>>,
    /// Does one of them belong to a category of the core set? (Codes carry no intensity, so a mild demand is one here.)
    pub core: bool,
    /// Does one of them enter the headline index: a core category, and a demand that is more than mild?
    pub headline: bool,
    /// Number of hits that count.
    pub hits: usize,
    /// Citations whose source begins in the unit; those of journalists are left out.
    pub cites: Vec<Cite>,
}

/// The tags of every unit of every item, in their order.
pub fn tags(coded: &Coded, resources: &Resources) -> Vec<Vec<Tagged>> {
    coded.items.par_iter().map(|item| of_item(item, resources)).collect()
}

fn of_item(item: &Item, resources: &Resources) -> Vec<Tagged> {
    let analysis = analyze(&item.document, resources);
    let narrated = |hit: &Hit| analysis.segments.turns[hit.turn].role == Role::Narrator;
    let counted = |hit: &Hit| hit.counts || narrated(hit) && is_of_a_person(hit);
    let mut tagged = vec![Tagged::default(); item.units.len()];
    for hit in analysis.hits.iter().filter(|hit| counted(hit)) {
        let Some(at) = item.units.iter().position(|unit| unit.span.contains(hit.span.first())) else {
            continue;
        };
        let category = resources.category(hit.entry);
        let words = hit.span.slice(&item.document.text).to_owned();
        tagged[at].acts.entry(category.id.clone()).or_default().push(words);
        tagged[at].core |= category.core;
        tagged[at].headline |= hit.core;
        tagged[at].hits += 1;
    }
    let turns = &analysis.segments.turns;
    for citation in analysis.cited.citations.iter().filter(|one| turns[one.turn].role != Role::Journalist) {
        if let Some(at) = item.units.iter().position(|unit| unit.span.contains(citation.source.first())) {
            tagged[at].cites.push(Cite::of(citation, &item.document.text));
        }
    }
    tagged
}

/// In an article an act that is told in other words is coded as the person's.
fn is_of_a_person(hit: &Hit) -> bool {
    hit.status == Status::Reported && hit.holder.as_deref().is_some_and(|name| name != "ART")
}
