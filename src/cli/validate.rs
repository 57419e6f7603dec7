//! `rejoinder validate`: a coded file, read back.

use std::path::PathBuf;

use clap::Args;

use super::sources::resources;
use super::{Outcome, print, say};
use crate::coding::book::Book;
use crate::coding::study::Asked;
use crate::coding::{Codebook, Figure, Study, disagreements, figures, methods, own, shown};
use crate::error::Error;
use crate::reliability::Level;
use crate::report::single;
use crate::sampling::Kind;
use crate::table;

/// What the subcommand is told.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Arguments {
    /// A file from `rejoinder sample` with codes in it (.xlsx, .ods, .csv), or a table of your own
    #[arg(value_name = "CODED")]
    coded: PathBuf,
    /// Columns of the coders, where they are not those of the sample
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    coders: Vec<String>,
    /// Codes of your own, where they are not the categories of the word lists; the program has none of them, so only
    /// coders are compared
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    codes: Vec<String>,
    /// What may be said of two codes: nominal (the same or not); ordinal (which is higher) and interval (by how much) are
    /// for numbers, as intensities, and compare coders only
    #[arg(long, value_name = "SCALE", default_value = "nominal", value_parser = ["nominal", "ordinal", "interval"])]
    scale: String,
    /// Print the rows on which coders differ, or the program differs from the codes that hold
    #[arg(long)]
    errors: bool,
    /// The figures as JSON, for scripts
    #[arg(long)]
    json: bool,
    /// The same as it was called before
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"], hide = true)]
    format: String,
    /// File for the figures (.csv, .xlsx or .jsonl)
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Further word lists, as for `run`, for a table of your own
    #[arg(long, alias = "lexicon", value_name = "PATH")]
    lexicons: Vec<PathBuf>,
    /// Know the invented names of the sample corpus, for a table of your own
    #[arg(long)]
    sample_names: bool,
}

const AFTER: &str = "A table of your own needs a column text and a column for each coder (names that begin with coder, or --coders); id, role, state, weight and adjudicated are used where they are there. The program then tags the texts itself. In a cell: codes separated by semicolons, none for no code, nothing for not coded.";

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    if let Some(path) = &arguments.out {
        single::form(path)?;
    }
    let level = Level::parse(&arguments.scale).unwrap_or_default();
    let book = Book::read(&arguments.coded)?;
    let words = resources(&arguments.lexicons, arguments.sample_names)?;
    let asked = Asked { coders: arguments.coders.clone(), codes: arguments.codes.clone(), level };
    let mut study = Study::read(&book, Codebook::of(Kind::Sentence, &words), &asked)?;
    if study.rows.is_empty() {
        study.problems.iter().for_each(|problem| say(&format!("rejoinder: {problem}")));
        return Err(Error::Usage(format!("{}: no row has a code yet", arguments.coded.display())));
    }
    if study.frame.is_none() && arguments.codes.is_empty() && level == Level::Nominal {
        own::tag(&mut study, &words);
    }
    let all = figures(&study, level);
    let paragraph = methods::paragraph(&study, &all, level);
    if let Some(path) = &arguments.out {
        single::write(path, &table::validation::rows(&all))?;
    }
    if arguments.json || arguments.format == "json" {
        print(&format!("{:#}\n", json(&study, &all, &paragraph)));
    } else {
        print(&shown::figures(&study, &all));
        print(&format!("\nFor a methods section\n{paragraph}\n"));
        if arguments.errors {
            print(&disagreements::listed(&study));
        }
    }
    study.problems.iter().for_each(|problem| say(&format!("rejoinder: {problem}")));
    Ok(if study.problems.is_empty() { Outcome::Fine } else { Outcome::SomeFailed })
}

fn json(study: &Study, all: &[Figure], paragraph: &str) -> serde_json::Value {
    let figure = |one: &Figure| {
        serde_json::json!({
            "about": one.about,
            "who": one.who,
            "category": one.category,
            "measure": one.measure,
            "value": one.value,
            "ci_low": one.interval.map(|ends| ends.0),
            "ci_high": one.interval.map(|ends| ends.1),
            "n": one.n,
        })
    };
    serde_json::json!({
        "coders": study.coders,
        "rows": study.rows.len(),
        "uncoded": study.uncoded,
        "figures": all.iter().map(figure).collect::<Vec<_>>(),
        "methods": paragraph,
        "problems": study.problems,
    })
}
