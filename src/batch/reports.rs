//! From the store to the reports: what is made of all documents together, then the rows piece by piece.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::check::{self, Claim};
use crate::error::Error;
use crate::matched;
use crate::measure::Measures;
use crate::report::{Format, Reports};
use crate::store::Store;
use crate::store::rows::{Wanted, Which};
use crate::table::{Tables, checks};

/// Who hears of the rows that go into the reports.
pub type Hear<'a> = dyn FnMut(&Tables) + 'a;

/// Writes the reports of what is wanted, ready to be published; nothing if `stop` became true meanwhile.
pub fn write(
    store: &Store,
    wanted: &[Wanted],
    folder: &Path,
    formats: &[Format],
    stop: &AtomicBool,
    hear: &mut Hear,
) -> Result<Option<Reports>, Error> {
    let mut last = compared(store, wanted)?;
    let mut quoted = quoted(store, wanted)?;
    let mut measures = Measures::default();
    let mut reports = Reports::new(folder, formats)?;
    let mut stopped = false;
    store.pieces(wanted, Which::All, |mut piece| {
        stopped |= stop.load(Ordering::Relaxed);
        if stopped {
            return Ok(());
        }
        quoted.fill(&mut piece);
        measures.add(&piece);
        hear(&piece);
        reports.add(&piece)
    })?;
    measures.fill(&mut last.measures);
    hear(&last);
    reports.add(&last)?;
    Ok((!stopped).then_some(reports))
}

/// The tables that stand behind those of the documents, with the comparison of all figures.
fn compared(store: &Store, wanted: &[Wanted]) -> Result<Tables, Error> {
    let mut last = Tables::default();
    let mut claims = store.claims(wanted)?;
    claims.sort_by(Claim::chronological);
    let checked = check::pairs(&claims);
    checks::fill(&claims, &checked.checks, &mut last.checks);
    last.add_problems(&checked.problems);
    Ok(last)
}

/// Where quotations were said, by their rows.
struct Quoted {
    found: VecDeque<(usize, matched::Told)>,
    /// Rows of `quotes` in the pieces so far.
    passed: usize,
}

fn quoted(store: &Store, wanted: &[Wanted]) -> Result<Quoted, Error> {
    let mut quotes = matched::Quotes::default();
    store.pieces(wanted, Which::Quotes, |piece| {
        quotes.add(&piece);
        Ok(())
    })?;
    let found = quotes.found(|listen| {
        store.pieces(wanted, Which::Turns, |piece| {
            listen(&piece);
            Ok(())
        })
    })?;
    Ok(Quoted { found: found.into(), passed: 0 })
}

impl Quoted {
    /// Fills the columns of the next rows.
    fn fill(&mut self, piece: &mut Tables) {
        let end = self.passed + piece.quotes.height();
        while let Some((row, _)) = self.found.front()
            && *row < end
        {
            let Some((row, told)) = self.found.pop_front() else { break };
            told.set(&mut piece.quotes, row - self.passed);
        }
        self.passed = end;
    }
}
