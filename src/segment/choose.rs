//! Which layout a page has: every layout reads it, and the one that explains most of it is taken.

use std::collections::HashSet;
use std::rc::Rc;

use super::accept::accept;
use super::inside::Inside;
use super::labels::{self, Label, Said};
use super::layout::{Judge, Layout, Need, Shape};
use super::page::Page;
use crate::document::{Document, Role};

/// A page as a layout reads it.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The layout.
    pub layout: &'a Layout,
    /// The labels that it finds, in text order.
    pub labels: Vec<Label>,
    /// Two for every label that something besides its mark speaks for, one for every other.
    pub evidence: usize,
    /// What the layout needs and the page does not have.
    pub missing: Option<Need>,
}

/// The page as every layout with labels reads it, in the order of the layouts.
pub fn readings<'a>(document: &Document, page: &'a Page) -> Vec<Reading<'a>> {
    let found = labels::candidates(document, page);
    let inside = Inside::of(&document.text);
    let layouts = page.layouts.layouts.iter().filter(|layout| !layout.shapes.is_empty());
    // Layouts whose shapes the page has alike see the same labels: most pages are read once or twice.
    let shapes = &page.layouts.shapes;
    let written = |name: &&str| found.iter().any(|label| shapes[label.shape].name == **name);
    let mut known: Vec<(Vec<&str>, Vec<Label>)> = Vec::new();
    layouts
        .map(|layout| {
            let written: Vec<&str> = layout.shapes.iter().map(String::as_str).filter(written).collect();
            let labels = match known.iter().find(|(shapes, _)| *shapes == written) {
                Some((_, labels)) => labels.clone(),
                None => {
                    let labels = accept(&of_shapes(&found, layout, page), document, &inside, page);
                    known.push((written, labels.clone()));
                    labels
                }
            };
            let missing = layout.needs.iter().copied().find(|need| !has(*need, &labels, page));
            let evidence = labels.iter().map(|label| if label.said.strong { 2 } else { 1 }).sum();
            Reading { layout, labels, evidence, missing }
        })
        .collect()
}

/// The reading that explains most; none if no layout finds a label.
pub fn best<'a>(readings: Vec<Reading<'a>>) -> Option<Reading<'a>> {
    let met = readings.into_iter().filter(|reading| reading.missing.is_none() && !reading.labels.is_empty());
    met.fold(None, |best: Option<Reading>, reading| match best {
        Some(best) if best.evidence >= reading.evidence => Some(best),
        _ => Some(reading),
    })
}

/// Of the candidates at one place that of the layout's first shape.
fn of_shapes(found: &[Label], layout: &Layout, page: &Page) -> Vec<Label> {
    let rank = |shape: &Shape| layout.shapes.iter().position(|name| *name == shape.name);
    let ranks: Vec<Option<usize>> = page.layouts.shapes.iter().map(rank).collect();
    let mut kept: Vec<(usize, Label)> =
        found.iter().filter_map(|label| Some((ranks[label.shape]?, label.clone()))).collect();
    kept.sort_by_key(|(rank, label)| (label.start, *rank));
    kept.dedup_by_key(|(_, label)| label.start);
    kept.into_iter().map(|(_, label)| label).collect()
}

fn has(need: Need, labels: &[Label], page: &Page) -> bool {
    let word = |label: &Label, role| label.judge == Judge::Name && label.said.role == Some(role);
    let any = |test: &dyn Fn(&Label) -> bool| labels.iter().any(test);
    match need {
        Need::Ask => any(&|label| label.judge == Judge::Ask),
        Need::Word => any(&|label| label.judge == Judge::Word),
        Need::Time => labels.iter().filter(|label| label.judge == Judge::Timed).count() > 1,
        Need::State => any(&|label| label.said.state.is_some()),
        Need::Post => any(&|label| label.said.post.is_some() && label.said.role.is_none()),
        Need::Outlet => {
            // Labels that say the same are asked once.
            let mut said: HashSet<*const Said> = HashSet::new();
            let mut new = labels.iter().map(|label| &label.said).filter(|one| said.insert(Rc::as_ptr(one)));
            new.any(|said| names_outlet(said, page))
        }
        Need::Answer => any(&|label| word(label, Role::Spokesperson)),
        Need::Question => any(&|label| word(label, Role::Journalist)),
        Need::Inside => labels.iter().filter(|label| label.inside).count() * 2 >= labels.len(),
    }
}

fn names_outlet(said: &Said, page: &Page) -> bool {
    page.outlet_of_key(&said.key).is_some()
        || said.post.as_ref().is_some_and(|post| page.outlet(post).is_some())
}
