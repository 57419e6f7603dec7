//! A selection of what a store holds, as a store of its own: whatever is made of a store can be made of a selection.

use std::collections::{BTreeMap, BTreeSet};

use tempfile::TempDir;

use super::gather::{Gathered, Place};
use crate::check::Claim;
use crate::error::{Error, Problem, Severity};
use crate::selection::Selection;
use crate::store::Store;
use crate::store::rows::{Wanted, Which};
use crate::table::Tables;
use crate::table::turns::answers;

/// So many speakers are named where nothing was chosen.
const NAMED: usize = 12;

/// What was chosen.
#[derive(Debug)]
pub struct Chosen {
    /// Its rows.
    pub store: Store,
    /// Its documents and files.
    pub gathered: Gathered,
    _place: TempDir,
}

/// Chooses from what was gathered. Problems stay that belong to a file with a chosen document, or to all; and failures,
/// because nobody knows what was in the files that failed.
///
/// # Errors
/// When nothing is chosen, or the rows cannot be read or written.
pub fn choose(store: &Store, gathered: &Gathered, selection: &Selection) -> Result<Chosen, Error> {
    let place = tempfile::tempdir().map_err(|source| Error::File {
        path: std::env::temp_dir(),
        source,
        advice: "set TMPDIR to a folder that can be written".into(),
    })?;
    let (mut into, _) = Store::open(place.path(), "")?;
    let mut rows = BTreeMap::new();
    store.each(&gathered.wanted, |at, tables, claims| {
        if let Some((tables, numbers)) = selection.of(tables) {
            let has = |claim: &Claim| numbers.get(claim.number) == Some(&true);
            let bytes = (0..tables.turns.height()).map(|row| tables.turns.text_bytes(row) as u64).sum();
            rows.insert(at, into.put(tables, claims.into_iter().filter(has).collect(), bytes)?);
        }
        Ok(())
    })?;
    into.flush()?;
    if rows.is_empty() {
        return Err(Error::Usage(nothing(store, gathered, selection)?));
    }
    let gathered = put_together(gathered, |at| rows.get(&at).copied().map(Wanted::Rows));
    Ok(Chosen { store: into, gathered, _place: place })
}

/// What was gathered, with what was chosen in the place of what was there.
fn put_together(all: &Gathered, chosen: impl Fn(usize) -> Option<Wanted>) -> Gathered {
    let is_failure = |problem: &Problem| problem.code.severity() == Severity::Failure;
    let stays = |(at, wanted): (usize, &Wanted)| match wanted {
        Wanted::Problems(problems) => problems.iter().any(is_failure),
        Wanted::Rows(_) => chosen(at).is_some(),
    };
    let listed = all.wanted.iter().enumerate().zip(&all.of);
    let inputs: BTreeSet<usize> =
        listed.filter(|(wanted, _)| stays(*wanted)).filter_map(|(_, of)| Some((*of)?.input)).collect();
    let numbers: BTreeMap<usize, usize> = inputs.iter().copied().zip(0..).collect();
    let mut gathered = Gathered::default();
    for input in inputs {
        gathered.inputs.push(crate::report::run::Input { documents: 0, ..all.inputs[input].clone() });
    }
    for (at, (wanted, of)) in all.wanted.iter().zip(&all.of).enumerate() {
        let of = match of {
            None => None,
            Some(place) => match numbers.get(&place.input) {
                Some(input) => Some(Place { input: *input, ..*place }),
                None => continue,
            },
        };
        let wanted = match wanted {
            Wanted::Problems(_) => Some(wanted.clone()),
            Wanted::Rows(_) => chosen(at),
        };
        let Some(wanted) = wanted else { continue };
        if let (Wanted::Rows(_), Some(place)) = (&wanted, of) {
            gathered.inputs[place.input].documents += 1;
        }
        gathered.want(of, wanted);
    }
    gathered
}

/// What to say where nothing was chosen: what there is.
fn nothing(store: &Store, gathered: &Gathered, selection: &Selection) -> Result<String, Error> {
    let mut speakers: BTreeMap<String, usize> = BTreeMap::new();
    let mut states: BTreeSet<String> = BTreeSet::new();
    let mut dates = BTreeSet::new();
    store.pieces(&gathered.wanted, Which::Turns, |tables: Tables| {
        let turns = &tables.turns;
        for row in (0..turns.height()).filter(|row| answers(turns.at("role", *row))) {
            *speakers.entry(turns.at("speaker", row).to_owned()).or_default() += 1;
            states.insert(turns.at("state", row).to_owned());
        }
        dates.extend(tables.documents.dates("date").iter().flatten().copied());
        Ok(())
    })?;
    let mut said: Vec<(String, usize)> = speakers.into_iter().filter(|(name, _)| !name.is_empty()).collect();
    said.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let names: Vec<String> = said.into_iter().take(NAMED).map(|(name, _)| name).collect();
    let states: Vec<String> = states.into_iter().filter(|state| !state.is_empty()).collect();
    let mut text = format!("nothing is chosen by: {}", selection.told().join("; "));
    if !selection.speakers.is_empty() && !names.is_empty() {
        text.push_str(&format!("\n  who answers most: {}", names.join(", ")));
    }
    if !selection.states.is_empty() && !states.is_empty() {
        text.push_str(&format!("\n  sides that answer: {}", states.join(", ")));
    }
    if let (Some(first), Some(last)) = (dates.first(), dates.last()) {
        text.push_str(&format!("\n  dates: {first} to {last}"));
    }
    Ok(text)
}
