//! `rejoinder lexicon show` and `explain`.

use std::path::PathBuf;

use clap::Args;

use super::super::{Outcome, print};
use super::{Which, load};
use crate::error::Error;
use crate::explain::explain as explained;
use crate::lexicon::{Entry, Lexicon, normal};

/// What to show.
#[derive(Debug, Args)]
pub struct Show {
    /// A word or phrase: entries whose pattern holds it
    #[arg(value_name = "TERM")]
    term: String,
    #[command(flatten)]
    which: Which,
}

/// Shows entries with all that their row says.
pub(super) fn show(arguments: &Show) -> Result<Outcome, Error> {
    let (resources, _) = load(&arguments.which)?;
    let wanted = normal::lower(&arguments.term);
    let mut count = 0;
    for lexicon in &resources.lexicons {
        for entry in lexicon.entries.iter().filter(|entry| normal::lower(&entry.term).contains(&wanted)) {
            count += 1;
            print(&row(lexicon, entry));
        }
    }
    print(&format!("{count} entries\n"));
    Ok(if count > 0 { Outcome::Fine } else { Outcome::SomeFailed })
}

fn row(lexicon: &Lexicon, entry: &Entry) -> String {
    let category = &lexicon.header.categories[entry.category];
    let place = &entry.place;
    let mut text = format!("{} `{}`\n    {place}\n", category.id, entry.term);
    let except = entry.except.join("; ");
    for (name, value) in [
        ("intensity", entry.intensity.to_string()),
        ("match", entry.flags.shown()),
        ("except", except),
        ("entity", entry.entity.clone()),
        ("note", entry.note.clone()),
        ("source", entry.source.clone()),
    ] {
        if !value.is_empty() {
            text.push_str(&format!("    {name}: {value}\n"));
        }
    }
    text
}

/// What to explain.
#[derive(Debug, Args)]
pub struct Explain {
    /// One or more sentences
    #[arg(value_name = "TEXT")]
    text: String,
    /// Who says it: spk (spokesperson), jrn (journalist), art (a news article)
    #[arg(long, value_name = "ROLE", default_value = "spk", value_parser = ["spk", "jrn", "art"])]
    role: String,
    /// The speaker's state, e.g. FRA
    #[arg(long, value_name = "STATE", default_value = "")]
    side: String,
    /// A lexicon, a folder of lexicons or a dictionary of another program, used beside the built-in ones
    #[arg(long, value_name = "LEXICON")]
    lexicons: Option<PathBuf>,
}

/// Explains a text.
pub(super) fn explain(arguments: &Explain) -> Result<Outcome, Error> {
    let (resources, _) = load(&Which { lexicon: arguments.lexicons.clone() })?;
    print(&explained(&arguments.text, &arguments.role, &arguments.side, &resources));
    Ok(Outcome::Fine)
}
