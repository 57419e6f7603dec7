//! From the store to the reports: what is made of all documents together, then the rows piece by piece.

use std::collections::{HashSet, VecDeque};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use crate::check;
use crate::error::{Error, Problem};
use crate::matched;
use crate::measure::Measures;
use crate::measure::period::Month;
use crate::phrase::{self, Look, Phrases};
use crate::report::csv::Profile;
use crate::report::{Format, Reports, html};
use crate::resources::Resources;
use crate::selection::is_of;
use crate::store::Store;
use crate::store::rows::{Columns, Wanted, Which};
use crate::table::wide::Wide;
use crate::table::{ALL, Declared, Tables, checks, dictionary};

/// Who hears of the rows that go into the reports.
pub type Hear<'a> = dyn FnMut(&Tables) + 'a;

/// In which form the reports are written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Form {
    /// In which formats.
    pub formats: Vec<Format>,
    /// Names of the tables that are written; all, if none is named.
    pub only: Vec<String>,
    /// Is the wide table of turns written, too?
    pub wide_turns: bool,
    /// Categories to which hits were limited; none where all count.
    #[serde(skip)]
    pub acts: Vec<String>,
    /// Bytes that the page may take.
    pub largest_page: usize,
    /// For whom CSV files are written.
    pub csv: Profile,
    /// Months before and from which series are compared, in order.
    pub compare_at: Vec<Month>,
}

impl Form {
    /// The tables that are written.
    fn tables(&self, wide: &Wide) -> Vec<&'static Declared> {
        let is_named =
            |table: &&Declared| self.only.is_empty() || self.only.iter().any(|name| name == table.name);
        let wide = wide.declared(self.wide_turns).iter().copied();
        ALL.into_iter().chain(wide).filter(is_named).collect()
    }
}

impl Default for Form {
    fn default() -> Self {
        Self {
            formats: Format::USUAL.to_vec(),
            only: Vec::new(),
            wide_turns: false,
            acts: Vec::new(),
            largest_page: html::LARGEST,
            csv: Profile::Plain,
            compare_at: Vec::new(),
        }
    }
}

/// So many pairs of figures are told at a time.
const PAIRS: usize = 4_096;
/// What is read to know which documents there are.
const IDS: &[Columns] = &[("documents", &["document_id"])];
/// Number of the table `sentences` among the details.
const SENTENCES: usize = 2;

/// Writes the reports of what is wanted, ready to be published; nothing if `stop` became true meanwhile. Phrases are
/// looked for in `all`, and told where they stand in what is wanted.
#[allow(clippy::too_many_arguments, reason = "what is written, from what, where to, who hears of it")]
pub fn write(
    store: &Store,
    resources: &Resources,
    all: &[Wanted],
    wanted: &[Wanted],
    folder: &Path,
    form: &Form,
    stop: &AtomicBool,
    hear: &mut Hear,
) -> Result<Option<Reports>, Error> {
    let mut measures = Measures::default();
    measures.limit(&form.acts);
    let categories = resources.act_categories().map(|category| category.id.as_str());
    let is_counted = |id: &&str| form.acts.is_empty() || form.acts.iter().any(|act| is_of(id, act));
    let wide = Wide::new(categories.filter(is_counted), measures.indices());
    let mut reports = Reports::new(folder, &form.formats, form.csv, &form.tables(&wide))?;
    reports.limit_page(form.largest_page);
    let mut last = Tables::default();
    dictionary::add(wide.declared(form.wide_turns), &mut last.columns);
    last.add_problems(&compared(store, wanted, &mut |checks| {
        measures.hear(&checks.checks);
        hear(&checks);
        reports.add(&checks)
    })?);
    // Phrases hold the words of all sentences, and are gone before the rows are read once more.
    let formulaic = {
        let phrases = phrases(store, resources, all, wanted, stop)?;
        for phrases in phrases.tables() {
            let piece = Tables { phrases, ..Tables::detail() };
            hear(&piece);
            reports.add(&piece)?;
        }
        phrases.formulaic
    };
    measures.hear_formulas(formulaic);
    let mut quoted = quoted(store, wanted)?;
    let mut stopped = false;
    store.pieces(wanted, Which::All, |mut piece| {
        stopped |= stop.load(Ordering::Relaxed);
        if stopped {
            return Ok(());
        }
        quoted.fill(&mut piece);
        measures.add(&piece);
        piece.wide = wide.of_piece(&piece, &measures, form.wide_turns);
        hear(&piece);
        reports.add(&piece)
    })?;
    measures.heard_all();
    for piece in measures.tables(&form.compare_at) {
        hear(&piece);
        reports.add(&piece)?;
    }
    last.wide.push(wide.of_speakers(&measures));
    hear(&last);
    reports.add(&last)?;
    Ok((!stopped).then_some(reports))
}

/// Compares all figures, hands out the rows of `checks` in pieces, and says what was left out.
fn compared(
    store: &Store,
    wanted: &[Wanted],
    receive: &mut dyn FnMut(Tables) -> Result<(), Error>,
) -> Result<Vec<Problem>, Error> {
    let figures = store.figures(wanted)?;
    let (pairs, problems) = check::pairs(&figures);
    for some in pairs.chunks(PAIRS) {
        let (claims, some) = store.claims(&figures, some)?;
        let mut piece = Tables::detail();
        checks::fill(&claims, &check::told(&claims, &some), &mut piece.checks);
        receive(piece)?;
    }
    Ok(problems)
}

/// The phrases of all documents that stand in one of those wanted. Where that is not all, those are new.
fn phrases(
    store: &Store,
    resources: &Resources,
    all: &[Wanted],
    wanted: &[Wanted],
    stop: &AtomicBool,
) -> Result<Phrases, Error> {
    let rows = |some: &[Wanted]| some.iter().filter_map(Wanted::rows).count();
    let mut new = HashSet::new();
    if rows(all) > rows(wanted) {
        store.pieces(wanted, Which::Columns(IDS), |piece| {
            new.extend(piece.documents.text("document_id").iter().flatten().map(str::to_owned));
            Ok(())
        })?;
    }
    let is_new = |id: &str| new.contains(id);
    let sentences = all.iter().filter_map(Wanted::rows).map(|rows| rows.len[SENTENCES] as usize).sum();
    let only = (rows(all) > rows(wanted)).then_some(&is_new as &dyn Fn(&str) -> bool);
    let look = Look { sentences, is_new: only, by_document: false };
    phrase::find(
        resources,
        look,
        || store.aside(),
        |listen| {
            store.pieces(all, Which::Columns(phrase::READ), |piece| {
                if !stop.load(Ordering::Relaxed) {
                    listen(&piece);
                }
                Ok(())
            })
        },
    )
}

/// Where quotations were said, by their rows.
struct Quoted {
    found: VecDeque<(usize, matched::Told)>,
    /// Rows of `quotes` in the pieces so far.
    passed: usize,
}

fn quoted(store: &Store, wanted: &[Wanted]) -> Result<Quoted, Error> {
    let mut quotes = matched::Quotes::default();
    store.pieces(wanted, Which::Columns(matched::QUOTED), |piece| {
        quotes.add(&piece);
        Ok(())
    })?;
    let found = quotes.found(|listen| {
        store.pieces(wanted, Which::Columns(matched::SAID), |piece| {
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
