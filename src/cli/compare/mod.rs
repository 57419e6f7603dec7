//! `rejoinder compare`: two groups beside each other.

mod shown;

use std::path::{Path, PathBuf};

use clap::Args;

use super::sources::Sources;
use super::{Outcome, print, say};
use crate::batch::gather::Gathering;
use crate::batch::inputs::Inputs;
use crate::batch::once::Once;
use crate::error::{Error, Problem, Severity};
use crate::keyness::counted::Counted;
use crate::keyness::{Filter, compare};
use crate::phrase::{self, Look};
use crate::report::single;
use crate::resources::Resources;
use crate::store::manifest::Manifest;
use crate::store::rows::{Wanted, Which};
use crate::store::{Store, fingerprint::fingerprint};
use crate::table::{Table, Tables};

/// What the subcommand is told.
#[derive(Debug, Args)]
#[command(after_help = CONDITIONS)]
pub struct Arguments {
    /// First group: a file or folder, or conditions like 'speaker=Varn since=2019-07-01'
    #[arg(value_name = "A")]
    a: String,
    /// Second group: another file or folder, or other conditions
    #[arg(value_name = "B")]
    b: String,
    #[command(flatten)]
    sources: Sources,
    /// Choose from what a run has kept in this folder instead of reading INPUT
    #[arg(long, value_name = "DIR", conflicts_with = "inputs")]
    store: Option<PathBuf>,
    /// File for the whole table "keyness": its ending says how it is written (.csv, .parquet, .xlsx)
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Leave out what stands less often than this in both groups together
    #[arg(long, value_name = "N", default_value = "5", value_parser = clap::value_parser!(u64).range(1..))]
    least: u64,
    /// Words and phrases shown of each group
    #[arg(long, value_name = "N", default_value = "10")]
    top: usize,
}

const CONDITIONS: &str = "Conditions, all of which must hold, choose answering turns (spokespersons, officials): speaker=NAME, state=CODE, \
outlet=NAME (that asked, or that published), institution=NAME, genre=KIND, path=PART, year=2019, month=2021-07, \
since=2019-07-01, until=2022-08-31 (both days included). Names are whole words, in any case.
Questions are never counted. Intervals: 95 %, 1,000 resamples of documents, seeded. Rates are per 1,000 words of the answering turns.";

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    arguments.sources.start();
    if let Some(path) = &arguments.out {
        single::form(path)?;
    }
    let (a, b) = (&arguments.a, &arguments.b);
    let folders = [a, b].map(|group| Path::new(group).exists());
    if folders[0] != folders[1] {
        let there = if folders[0] { a } else { b };
        return Err(Error::Usage(format!(
            "{there} is a file or folder: name two of them, or give conditions for both groups"
        )));
    }
    let compared = if folders[0] { arguments.texts() } else { arguments.chosen() };
    let (table, outcome) = compared?;
    if let Some(path) = &arguments.out {
        single::write(path, &table)?;
        print(&format!("\nThe table: {}\n", path.display()));
    }
    Ok(outcome)
}

impl Arguments {
    /// Compares two files or folders.
    fn texts(&self) -> Result<(Table, Outcome), Error> {
        let resources = self.sources.resources_for(false)?;
        let read = |path: &String| self.read(&self.sources.inputs_of(&[path.into()])?, &resources);
        let (one, other) = (read(&self.a)?, read(&self.b)?);
        let outcome = other.failures(one.failures(Outcome::Fine));
        let a = Group { name: &self.a, material: &one, filter: None };
        let b = Group { name: &self.b, material: &other, filter: None };
        Ok((self.compare([a, b], &resources)?, outcome))
    }

    /// Compares what two filters choose.
    fn chosen(&self) -> Result<(Table, Outcome), Error> {
        let (one, other) = (Filter::parse(&self.a)?, Filter::parse(&self.b)?);
        // A run without INPUT was one of the sample corpus.
        self.store.as_deref().map_or(Ok(()), super::report::stands)?;
        let of_sample = |store: &PathBuf| Manifest::read(store).0.inputs.is_empty();
        let sample = self.store.as_ref().map_or(self.sources.is_corpus(), of_sample);
        let resources = self.sources.resources_for(sample)?;
        let material = match &self.store {
            Some(store) => self.kept(store, &resources)?,
            None => self.read(&self.sources.find()?, &resources)?,
        };
        let outcome = material.failures(Outcome::Fine);
        let a = Group { name: &self.a, material: &material, filter: Some(&one) };
        let b = Group { name: &self.b, material: &material, filter: Some(&other) };
        Ok((self.compare([a, b], &resources)?, outcome))
    }

    /// Reads texts into a store of their own.
    fn read(&self, inputs: &Inputs, resources: &Resources) -> Result<Material, Error> {
        let place = tempfile::tempdir().map_err(|source| Error::File {
            path: std::env::temp_dir(),
            source,
            advice: "set TMPDIR to a folder that can be written".into(),
        })?;
        let (mut store, _) = Store::open(place.path(), "")?;
        let reading = self.sources.reading.reading()?;
        let gathered = Gathering::look_up(inputs, &reading, resources).gather(&mut store)?;
        store.flush()?;
        Ok(Material { store, wanted: gathered.wanted, _place: Some(place) })
    }

    /// What a run has kept.
    fn kept(&self, folder: &Path, resources: &Resources) -> Result<Material, Error> {
        let (store, told) =
            Store::look(folder, &fingerprint(resources, &self.sources.reading.reading()?.options));
        if let Some(told) = told.first() {
            let message = format!(
                "{}: {told}; run again first, or give what the run was given (--lexicons, --sample-names)",
                folder.display()
            );
            return Err(Error::Usage(message));
        }
        let mut once = Once::new(false);
        let mut wanted = Vec::new();
        for file in store.paths().into_iter().filter_map(|path| store.file(path)) {
            let kept = file.texts.iter().filter(|text| once.keeps(&text.identity, &mut Vec::new()));
            wanted.extend(kept.filter_map(|text| text.rows).map(Wanted::Rows));
        }
        Ok(Material { store, wanted, _place: None })
    }

    fn compare(&self, groups: [Group; 2], resources: &Resources) -> Result<Table, Error> {
        let mut counted = [Counted::default(), Counted::default()];
        for (group, counted) in groups.iter().zip(&mut counted) {
            group.each(Which::Hits, &mut |tables| counted.add(tables, resources))?;
            if counted.words.is_empty() {
                return Err(Error::Usage(format!(
                    "no turn of a spokesperson or official in {}; nothing was compared",
                    group.name
                )));
            }
        }
        let sentences = groups.iter().map(|group| group.material.sentences()).sum();
        let look = Look { sentences, is_new: None, by_document: true };
        let aside = || groups[0].material.store.aside();
        let phrases = phrase::find(resources, look, aside, |listen| {
            groups.iter().try_for_each(|group| group.each(Which::Sentences, listen))
        })?;
        let [a, b] = &counted;
        let table = compare((groups[0].name, a), (groups[1].name, b), &phrases, self.least);
        print(&shown::shown(&table, groups.each_ref().map(|group| group.name), &counted, self.top));
        Ok(table)
    }
}

/// Texts that were read and analysed.
struct Material {
    store: Store,
    wanted: Vec<Wanted>,
    _place: Option<tempfile::TempDir>,
}

impl Material {
    fn sentences(&self) -> usize {
        self.wanted.iter().filter_map(Wanted::rows).map(|rows| rows.len[2] as usize).sum()
    }

    /// Tells what could not be read.
    fn failures(&self, outcome: Outcome) -> Outcome {
        let told = self.wanted.iter().filter_map(|wanted| match wanted {
            Wanted::Problems(problems) => Some(problems),
            Wanted::Rows(_) => None,
        });
        let failed = |problem: &&Problem| problem.code.severity() == Severity::Failure;
        told.flatten().filter(failed).fold(outcome, |_, problem| {
            say(&format!("rejoinder: {problem}"));
            Outcome::SomeFailed
        })
    }
}

/// A group.
struct Group<'a> {
    name: &'a str,
    material: &'a Material,
    filter: Option<&'a Filter>,
}

impl Group<'_> {
    /// Hands out its rows, in which nobody else answers.
    fn each(&self, which: Which, receive: &mut dyn FnMut(&Tables)) -> Result<(), Error> {
        self.material.store.pieces(&self.material.wanted, which, |mut piece| {
            if let Some(filter) = self.filter {
                filter.silence(&mut piece);
            }
            receive(&piece);
            Ok(())
        })
    }
}
