//! Few segments: many small ones, and such as overlap too often in the order of paths, become large ones in order.

use std::collections::{BTreeMap, BTreeSet};

use super::Store;
use super::facts::File;
use super::known::Entry;
use super::rows::Which;
use crate::error::Error;

/// So many segments that hold less than half of what they might are put together.
const SMALL: usize = 8;
/// A report reads all segments at once whose paths overlap; they may be so many.
const DEPTH: usize = 6;

/// Puts segments together where there are too many.
pub(super) fn compact(store: &mut Store) -> Result<(), Error> {
    let small = small(store);
    let chosen = if small.len() >= SMALL { small } else { crowded(store) };
    if chosen.is_empty() {
        return Ok(());
    }
    let touches = |file: &Entry| {
        chosen.contains(&file.home) || file.segments().any(|segment| chosen.contains(&segment))
    };
    let touched = store.known.iter().filter(|(_, file)| touches(file));
    let files: Vec<File> = touched.filter_map(|(path, _)| store.file(path)).collect();
    let mut reader = store.reader(Which::All, files.iter().flat_map(File::rows));
    for mut file in files {
        for text in &mut file.texts {
            let Some(rows) = text.rows else { continue };
            let claims = reader.claims(&rows)?.into_iter().map(|placed| placed.claim).collect();
            let tables = reader.tables(&rows, &rows, 1)?;
            text.rows = Some(store.put(tables, claims, text.bytes)?);
        }
        store.keep(file)?;
    }
    store.flush()
}

/// Bytes of the texts that are known, by the segment that holds their rows.
fn live(store: &Store) -> BTreeMap<u64, u64> {
    let mut live = BTreeMap::new();
    for (segment, bytes) in store.known.values().flat_map(|file| &file.rows) {
        *live.entry(*segment).or_default() += bytes;
    }
    live
}

/// The segments that hold little.
fn small(store: &Store) -> BTreeSet<u64> {
    let live = live(store);
    let little = |name: &u64| live.get(name).copied().unwrap_or(0) < store.segment_bytes / 2;
    store.manifest.segments.iter().map(|named| named.name).filter(little).collect()
}

/// The segments that overlap where most do, if they are too many.
fn crowded(store: &Store) -> BTreeSet<u64> {
    let mut spans: BTreeMap<u64, (&str, &str)> = BTreeMap::new();
    for (path, file) in &store.known {
        for segment in file.segments() {
            let span = spans.entry(segment).or_insert((path, path));
            *span = (span.0.min(path), span.1.max(path));
        }
    }
    let over = |path: &str| -> BTreeSet<u64> {
        spans.iter().filter(|(_, (from, to))| *from <= path && path <= *to).map(|(name, _)| *name).collect()
    };
    let deepest = spans.values().map(|(from, _)| over(from)).max_by_key(BTreeSet::len);
    let crowd = deepest.unwrap_or_default();
    if crowd.len() > DEPTH { crowd } else { BTreeSet::new() }
}
