//! The stages as functions that are never inlined, so that counts of instructions can be read by their names.

use rejoinder::check::{Checked, Claim};
use rejoinder::cite::Cited;
use rejoinder::fold::Folded;
use rejoinder::ingest::{Ingested, Options};
use rejoinder::measure::Measures;
use rejoinder::segment::Segments;
use rejoinder::table::Tables;
use rejoinder::tag::{Context, Hit};
use rejoinder::voice::{Found, Voices};
use rejoinder::{Analysis, Document, Resources, analyze};

#[inline(never)]
pub(crate) fn start() -> Resources {
    Resources::built_in().expect("the built-in word lists are sound")
}

#[inline(never)]
pub(crate) fn ingest(path: &str, bytes: &[u8]) -> Ingested {
    rejoinder::ingest::ingest(path, bytes, &Options::default())
}

#[inline(never)]
pub(crate) fn fold(document: &Document) -> Option<Folded> {
    rejoinder::fold::fold(document)
}

#[inline(never)]
pub(crate) fn segment(document: &Document, resources: &Resources) -> Segments {
    rejoinder::segment::segment(document, &resources.page)
}

#[inline(never)]
pub(crate) fn find(document: &Document, segments: &Segments, resources: &Resources) -> Found {
    rejoinder::voice::found::find(document, segments, resources)
}

#[inline(never)]
pub(crate) fn voice(
    document: &Document,
    segments: &Segments,
    found: &Found,
    resources: &Resources,
) -> Voices {
    rejoinder::voice::voices(document, segments, found, resources)
}

#[inline(never)]
pub(crate) fn tag(context: Context) -> Vec<Hit> {
    rejoinder::tag::tag(context)
}

#[inline(never)]
pub(crate) fn cite(context: Context, hits: &[Hit]) -> Cited {
    rejoinder::cite::cite(context, hits)
}

#[inline(never)]
pub(crate) fn table(document: &Document, analysis: &Analysis, resources: &Resources) -> Tables {
    Tables::of(document, analysis, resources)
}

#[inline(never)]
pub(crate) fn claims(document: &Document, analysis: &Analysis, resources: &Resources) -> Vec<Claim> {
    rejoinder::check::claims(document, analysis, resources)
}

#[inline(never)]
pub(crate) fn checks(claims: &[Claim]) -> Checked {
    rejoinder::check::among(claims)
}

#[inline(never)]
pub(crate) fn matched(tables: &mut Tables) {
    for (row, told) in rejoinder::matched::found(tables) {
        told.set(&mut tables.quotes, row);
    }
}

#[inline(never)]
pub(crate) fn measure(tables: &mut Tables) {
    let mut measures = Measures::default();
    measures.add(tables);
    measures.fill(&[], tables);
}

#[inline(never)]
pub(crate) fn whole(document: &Document, resources: &Resources) -> Analysis {
    analyze(document, resources)
}
