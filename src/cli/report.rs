//! `rejoinder report`: the reports of the last run again, or a part of them, from the store alone.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Map;

use super::choice::{Choice, known};
use super::form::Form;
use super::made::{Making, Words};
use super::run::SINCE_LAST;
use super::signals::Signals;
use super::{Outcome, say, sources};
use crate::batch::chosen::choose;
use crate::batch::lock;
use crate::batch::noted::Noted;
use crate::batch::reports;
use crate::error::Error;
use crate::report;
use crate::store::fingerprint::fingerprint;
use crate::store::{FOLDER, Store};

/// What the subcommand is told.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Arguments {
    /// Folder of the reports of a run
    #[arg(value_name = "REPORTS", default_value = "reports")]
    reports: PathBuf,
    /// Folder in which that run has kept its results [default: store, below REPORTS]
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Folder for what is written [default: REPORTS; of a part the folder selected below it]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    form: Form,
    /// Report only the files that were new or changed in the last run
    #[arg(long, help_heading = "What")]
    since_last: bool,
    #[command(flatten)]
    words: Words,
}

const AFTER: &str = "Word lists and settings are those of the last run; so are formats, profile and months, unless they are given here. \
Of a part every table, count, rate, interval, trend and phrase is made anew, as if nothing else had been read: every number is one of rows \
in the tables beside it. Reports of a part say so on page and workbook and in run.json, and never replace those of everything.";

/// Folder for a part, below that of the reports.
const SELECTED: &str = "selected";

const OTHER_PROGRAM: &str = "what is kept there is of another version of the program, or no run has finished";
const OTHER_WORDS: &str = "what is kept there was made by another version of the program, or with word lists that have changed since";

/// Runs the subcommand. The store is not changed.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let at = arguments.store.clone().unwrap_or_else(|| arguments.reports.join(FOLDER));
    stands(&at)?;
    let selection = arguments.choice.selection()?;
    let is_part = arguments.form.is_part() || arguments.since_last || !selection.is_all();
    let usual = if is_part { arguments.reports.join(SELECTED) } else { arguments.reports.clone() };
    let out = arguments.out.as_ref().unwrap_or(&usual);
    if is_part && report::holds_everything(out) {
        return Err(Error::Usage(format!(
            "{}: here lie reports of everything, which those of a part must not replace; name another folder with --out, or leave it out: then it is {}",
            out.display(),
            usual.display()
        )));
    }
    let _store_lock = lock::share(&at)?;
    let signals = Signals::listen();
    let Kept { store, resources, noted } = Kept::open(&at)?;
    for path in &noted.unsure {
        say(&format!("rejoinder: {path} was read only in part and is left out; run again to read it anew"));
    }
    known(&selection, &resources)?;
    let last = store.manifest().finished;
    let all = noted.gathered(&store);
    let chosen = if selection.is_all() { None } else { Some(choose(&store, &all, &selection)?) };
    let (from, gathered) = chosen.as_ref().map_or((&store, &all), |chosen| (&chosen.store, &chosen.gathered));
    // Nothing is left behind where nothing was chosen.
    let _lock = lock::take(out)?;
    let mut told = selection.told();
    told.extend(arguments.since_last.then(|| SINCE_LAST.to_owned()));
    let form =
        reports::Form { acts: selection.categories.clone(), ..arguments.form.over(noted.form.clone()) };
    let making = Making {
        store: from,
        resources: &resources,
        gathered,
        wanted: arguments.since_last.then(|| gathered.of_files(|path| store.read_by(path) == Some(last))),
        folder: out,
        form: &form,
        configuration: noted.configuration(),
        skipped: &noted.skipped,
        selection: told,
        timing: Map::new(),
        stop: signals.stop(),
    };
    let Some(made) = making.make()? else {
        say("rejoinder: stopped; the reports are those of before");
        return Ok(Outcome::Stopped(signals.number()));
    };
    Ok(made.told(&resources, &arguments.words))
}

/// Has a run kept its results in a folder? If not, it is told what to do.
pub(super) fn stands(at: &Path) -> Result<(), Error> {
    let reports = at.parent().filter(|_| at.ends_with(FOLDER));
    let itself = reports.filter(|reports| Store::stands(reports)).and_then(Path::parent);
    if Store::stands(at) {
        return Ok(());
    }
    let advice = match (itself, reports) {
        (Some(above), _) => format!("name the folder of the reports, {}", above.display()),
        (None, Some(file)) if file.is_file() => {
            format!("{} is a file; name the folder of the reports", file.display())
        }
        (None, Some(_)) => {
            "name the folder of its reports, or run first: rejoinder run my-transcripts/".to_owned()
        }
        (None, None) => "name the folder store below its reports, or where --store has put it".to_owned(),
    };
    Err(Error::Usage(format!("{}: no run has kept its results here; {advice}", at.display())))
}

/// What the last run has kept.
struct Kept {
    store: Store,
    resources: sources::Loaded,
    noted: Noted,
}

impl Kept {
    /// Opens it with the word lists and settings of that run.
    fn open(at: &Path) -> Result<Self, Error> {
        let again = |what: &str| {
            Error::Usage(format!(
                "{}: {what}; nothing was written. Run again first: rejoinder run",
                at.display()
            ))
        };
        let noted = Noted::read(at).ok_or_else(|| again(OTHER_PROGRAM))?;
        let resources = sources::resources_of(&noted.words)?;
        let (store, told) = Store::look(at, &fingerprint(&resources, &noted.options));
        match told.first() {
            Some(_) if store.manifest().segments.is_empty() => Err(again(OTHER_WORDS)),
            Some(told) => Err(again(told)),
            None if !store.is_finished() => Err(again("the last run was stopped before its end")),
            None => Ok(Self { store, resources, noted }),
        }
    }
}
