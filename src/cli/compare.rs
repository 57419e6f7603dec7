//! `rejoinder compare`: two groups beside each other.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

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
use crate::store::{SEGMENT_BYTES, Store, fingerprint::fingerprint};
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
    let resources = arguments.resources(folders[0])?;
    let mut outcome = Outcome::Fine;
    let table = if folders[0] {
        let [one, other] =
            [a, b].map(|path| arguments.read(&arguments.sources.inputs_of(&[path.into()])?, &resources));
        let (one, other) = (one?, other?);
        outcome = one.failures(outcome);
        outcome = other.failures(outcome);
        let groups = [
            Group { name: a, material: &one, filter: None },
            Group { name: b, material: &other, filter: None },
        ];
        arguments.compare(&groups, &resources)?
    } else {
        let filters = [Filter::parse(a)?, Filter::parse(b)?];
        let material = match &arguments.store {
            Some(store) => arguments.kept(store, &resources)?,
            None => arguments.read(&arguments.sources.find()?, &resources)?,
        };
        outcome = material.failures(outcome);
        let [one, other] = [(a, &filters[0]), (b, &filters[1])].map(|(name, filter)| Group {
            name,
            material: &material,
            filter: Some(filter),
        });
        arguments.compare(&[one, other], &resources)?
    };
    if let Some(path) = &arguments.out {
        single::write(path, &table)?;
        print(&format!("\nThe table: {}\n", path.display()));
    }
    Ok(outcome)
}

impl Arguments {
    /// The word lists: with the invented names where the sample corpus is meant.
    fn resources(&self, folders: bool) -> Result<Resources, Error> {
        let of_sample = |store: &PathBuf| Manifest::read(store).0.inputs.is_empty();
        let sample = self.store.as_ref().map_or(!folders && self.sources.is_corpus(), of_sample);
        self.sources.resources_with(sample)
    }

    /// Reads texts into a store of their own.
    fn read(&self, inputs: &Inputs, resources: &Resources) -> Result<Material, Error> {
        let place = tempfile::tempdir().map_err(|source| Error::File {
            path: std::env::temp_dir(),
            source,
            advice: "set TMPDIR to a folder that can be written".into(),
        })?;
        let (mut store, _) = Store::open(place.path(), "")?;
        let gathering = Gathering {
            inputs,
            reading: &self.sources.reading.reading()?,
            resources,
            keep_missing: false,
            in_flight: SEGMENT_BYTES,
            tell: &|_| {},
            stop: &AtomicBool::new(false),
        };
        let gathered = gathering.gather(&mut store)?;
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

    fn compare(&self, groups: &[Group; 2], resources: &Resources) -> Result<Table, Error> {
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
        let phrases = phrase::find(resources, look, |listen| {
            groups.iter().try_for_each(|group| group.each(Which::Sentences, listen))
        })?;
        let [a, b] = &counted;
        let table = compare((groups[0].name, a), (groups[1].name, b), &phrases, self.least);
        print(&shown(&table, groups, &counted, self.top));
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

/// The table as a reader sees it.
fn shown(table: &Table, groups: &[Group; 2], counted: &[Counted; 2], top: usize) -> String {
    let mut text = String::new();
    for ((letter, group), counted) in ["A", "B"].iter().zip(groups).zip(counted) {
        let (n, answers, words) = (counted.words.len(), counted.answers, counted.n_words());
        let _ = writeln!(
            text,
            "{letter}: {} ({n} documents, {answers} answering turns, {words} words)",
            group.name
        );
    }
    let _ = writeln!(
        text,
        "\nActs per 1,000 words, with 95 % intervals; * where the interval of the difference is without 0\n"
    );
    let _ = writeln!(text, "  {:<20} {:>22} {:>22} {:>23}", "category", "A", "B", "A - B");
    let rows =
        |kind: &str| (0..table.height()).filter(|row| table.at("kind", *row) == kind).collect::<Vec<_>>();
    for row in rows("category") {
        let [a, b, difference] = [
            ("rate_a_per_1000", "rate_a_ci"),
            ("rate_b_per_1000", "rate_b_ci"),
            ("difference", "difference_ci"),
        ]
        .map(|(value, interval)| {
            (
                number(table, value, row),
                number(table, &format!("{interval}_low"), row),
                number(table, &format!("{interval}_high"), row),
            )
        });
        let mark = match (difference.1, difference.2) {
            (Some(low), Some(high)) if low > 0.0 || high < 0.0 => " *",
            _ => "",
        };
        let _ = writeln!(
            text,
            "  {:<20} {:>22} {:>22} {:>23}{mark}",
            table.at("term", row),
            with(a),
            with(b),
            with(difference)
        );
    }
    for (kind, plural) in [("phrase", "Phrases"), ("term", "Words")] {
        let rows = rows(kind);
        let positive = |row: &&usize| number(table, "log_likelihood", **row).is_some_and(|value| value > 0.0);
        let a: Vec<usize> = rows.iter().filter(positive).copied().take(top).collect();
        let b: Vec<usize> = rows.iter().rev().filter(|row| !positive(row)).copied().take(top).collect();
        for (letter, some) in [("A", a), ("B", b)].into_iter().filter(|(_, some)| !some.is_empty()) {
            let _ = writeln!(text, "\n{plural} that stand out in {letter}\n");
            let _ = writeln!(
                text,
                "  {:>6} {:>6} {:>10} {:>9} {:>8} {:>9}  {kind}",
                "in A", "in B", "documents", "log ratio", "G2", "p adj."
            );
            some.iter().for_each(|row| line(table, *row, &mut text));
        }
    }
    text
}

fn line(table: &Table, row: usize, text: &mut String) {
    let count = |name: &str| table.ints(name)[row].unwrap_or(0);
    let value = |name: &str| number(table, name, row).unwrap_or(f64::NAN);
    let documents = format!("{} / {}", count("range_a"), count("range_b"));
    let p = value("p_adjusted");
    let p = if p < 0.0001 { "< .0001".to_owned() } else { format!("{p:.4}") };
    let _ = writeln!(
        text,
        "  {:>6} {:>6} {documents:>10} {:>9.2} {:>8.1} {p:>9}  {}",
        count("count_a"),
        count("count_b"),
        value("log_ratio"),
        value("log_likelihood"),
        table.at("term", row),
    );
}

fn number(table: &Table, name: &str, row: usize) -> Option<f64> {
    table.floats(name).get(row).copied().flatten()
}

/// A value with its interval.
fn with((value, low, high): (Option<f64>, Option<f64>, Option<f64>)) -> String {
    let value = value.map_or(String::new(), |value| format!("{value:.2}"));
    match (low, high) {
        (Some(low), Some(high)) => format!("{value} [{low:.2}, {high:.2}]"),
        _ => value,
    }
}
