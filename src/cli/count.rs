//! `rejoinder count`: how often the words of each category stand in each text, as dictionary programs count.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::sources::Sources;
use super::{Outcome, print, say};
use crate::batch::counted::Counted;
use crate::batch::gather::Gathering;
use crate::count::Counts;
use crate::error::{Error, Severity};
use crate::lexicon::{Category, Kind, Lexicon};
use crate::report::neutral;
use crate::resources::Resources;

/// What the subcommand is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    sources: Sources,
    /// A column for each category, or a row for each entry that stands in a text
    #[arg(long, value_name = "WHAT", default_value = "category")]
    by: By,
    /// Count only the words of this lexicon or dictionary, by its name; may be given several times
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// File for the table (CSV) instead of the terminal
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    Category,
    Entry,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let sources = &arguments.sources;
    sources.start();
    let (reading, inputs, resources) =
        (sources.reading.reading()?, sources.find()?, sources.resources_of(&arguments.only)?);
    let mut counted = Counted::default();
    let gathered = Gathering::look_up(&inputs, &reading, &resources).gather(&mut counted)?;
    let table = table(&counted.counts, arguments.by, &resources)?;
    match &arguments.out {
        Some(path) => write(path, &table)?,
        None => print(&table),
    }
    let mut outcome = Outcome::Fine;
    for problem in Counted::problems(gathered).filter(|problem| problem.code.severity() == Severity::Failure)
    {
        say(&format!("rejoinder: {problem}"));
        outcome = Outcome::SomeFailed;
    }
    Ok(outcome)
}

/// The file has its name when it is whole.
fn write(path: &Path, table: &str) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
        file.write_all(table.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)
    });
    let advice = || "choose another file with --out".to_owned();
    written.map(|_| ()).map_err(|source| Error::File { path: path.to_owned(), source, advice: advice() })
}

fn table(counts: &[Counts], by: By, resources: &Resources) -> Result<String, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = match by {
        By::Category => categories(counts, resources, &mut writer),
        By::Entry => entries(counts, resources, &mut writer),
    };
    let bytes = written.and_then(|()| Ok(writer.into_inner().map_err(|error| error.into_error())?));
    let failed = |error: csv::Error| Error::Report { path: "counts".to_owned(), message: error.to_string() };
    Ok(String::from_utf8_lossy(&bytes.map_err(failed)?).into_owned())
}

type Writer = csv::Writer<Vec<u8>>;

/// A row a text, a column a category.
fn categories(counts: &[Counts], resources: &Resources, writer: &mut Writer) -> Result<(), csv::Error> {
    for name in ["document_id", "source_path", "date", "n_tokens", "n_sentences"] {
        writer.write_field(name)?;
    }
    writer.write_record(names(resources).iter().map(|name| neutral::csv(name).into_owned()))?;
    for one in counts {
        about(one, writer)?;
        writer.write_field(one.n_tokens.to_string())?;
        writer.write_field(one.n_sentences.to_string())?;
        let numbers = one.by_category(resources);
        writer.write_record(numbers.iter().map(u32::to_string))?;
    }
    Ok(())
}

/// A row for each entry of a text.
fn entries(counts: &[Counts], resources: &Resources, writer: &mut Writer) -> Result<(), csv::Error> {
    writer.write_record(["document_id", "source_path", "date", "lexicon", "category", "entry", "n"])?;
    for one in counts {
        for (entry, n) in &one.entries {
            about(one, writer)?;
            let lexicon = &resources.lexicon(*entry).header.name;
            let [category, term] = [&resources.category(*entry).id, &resources.entry(*entry).term];
            for cell in [lexicon, category, term] {
                writer.write_field(neutral::csv(cell).as_ref())?;
            }
            writer.write_record([n.to_string()])?;
        }
    }
    Ok(())
}

fn about(one: &Counts, writer: &mut Writer) -> Result<(), csv::Error> {
    writer.write_field(neutral::csv(&one.document_id).as_ref())?;
    writer.write_field(neutral::csv(&one.source_path).as_ref())?;
    writer.write_field(one.date.map_or(String::new(), |read| read.date.to_string()))
}

/// The names of the categories; with that of their lexicon where two have one.
fn names(resources: &Resources) -> Vec<String> {
    let all = || resources.lexicons.iter().filter(|lexicon| lexicon.header.kind == Kind::Acts);
    let named = |id: &str| resources.act_categories().filter(|category| category.id == id).count();
    let name = |lexicon: &Lexicon, id: &str| match named(id) {
        1 => id.to_owned(),
        _ => format!("{}/{id}", lexicon.header.name),
    };
    let of = |lexicon| move |category: &Category| name(lexicon, &category.id);
    all().flat_map(|lexicon| lexicon.header.categories.iter().map(of(lexicon))).collect()
}
