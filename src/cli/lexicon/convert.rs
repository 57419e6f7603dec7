//! `rejoinder lexicon convert`: our word lists as other programs have them, and theirs as ours.

use std::path::{Path, PathBuf};

use clap::Args;

use super::super::{Outcome, print};
use crate::error::Error;
use crate::lexicon::foreign::{self, Form};
use crate::lexicon::{Lexicon, borrowed, folder};
use crate::report::atomic;

/// What to turn into what.
#[derive(Debug, Args)]
#[command(
    after_help = "Forms: dic and dicx (LIWC), yaml (quanteda), cat (WordStat), ykd (Yoshikoder), lcd and lc3 (Lexicoder), vader, csv."
)]
pub struct Convert {
    /// A dictionary of another program, a lexicon's folder, or the name of a built-in lexicon
    #[arg(value_name = "FROM")]
    from: PathBuf,
    /// The file to write; a path without a known ending is the folder of a lexicon of ours
    #[arg(value_name = "TO")]
    to: PathBuf,
    /// Form of FROM, where its ending does not tell
    #[arg(long, value_name = "FORM", value_parser = form)]
    from_form: Option<Form>,
    /// Form of TO, where its ending does not tell
    #[arg(long, value_name = "FORM", value_parser = form)]
    to_form: Option<Form>,
    /// Levels of nested category names to keep, counted from 1, e.g. 1,3
    #[arg(long, value_name = "LEVELS", value_delimiter = ',')]
    levels: Vec<usize>,
}

fn form(name: &str) -> Result<Form, String> {
    Form::parse(name).ok_or_else(|| {
        let known: Vec<&str> = Form::ALL.iter().map(|form| form.name()).collect();
        format!("known are {}", known.join(", "))
    })
}

/// Converts, and tells on the terminal what could not be kept, with file and line.
pub(super) fn convert(arguments: &Convert) -> Result<Outcome, Error> {
    let lexicon = read(arguments)?;
    lexicon.warnings.iter().for_each(|warning| print(&format!("{warning}\n")));
    let form = arguments.to_form.or_else(|| Form::of(&arguments.to.display().to_string(), ""));
    let left = match form {
        None => write_folder(&lexicon, &arguments.to)?,
        Some(form) => write_file(&lexicon, form, &arguments.to)?,
    };
    let told = lexicon.warnings.len() + left;
    print(&format!(
        "{} terms in {} categories, {told} warnings: {}\n",
        lexicon.entries.len(),
        lexicon.header.categories.len(),
        arguments.to.display()
    ));
    Ok(if told == 0 { Outcome::Fine } else { Outcome::SomeFailed })
}

fn read(arguments: &Convert) -> Result<Lexicon, Error> {
    let from = &arguments.from;
    if from.is_file() {
        return folder::dictionary_from_disk(from, arguments.from_form, &arguments.levels);
    }
    let built_in = folder::built_in()?;
    let named = from.display().to_string();
    let mut found = match built_in.into_iter().find(|lexicon| lexicon.header.name == named) {
        Some(lexicon) => vec![lexicon],
        None => folder::from_disk(from)?,
    };
    match found.len() {
        1 => Ok(found.remove(0)),
        n => Err(Error::Usage(format!("{named} holds {n} lexicons; name one of them"))),
    }
}

fn write_folder(lexicon: &Lexicon, to: &Path) -> Result<usize, Error> {
    let fault = |message: String| Error::Report { path: to.display().to_string(), message };
    for file in borrowed::files(lexicon).map_err(fault)? {
        write(&to.join(&file.name), &file.text)?;
    }
    Ok(0)
}

fn write_file(lexicon: &Lexicon, form: Form, to: &Path) -> Result<usize, Error> {
    let dictionary = borrowed::dictionary(lexicon, form);
    let (text, warnings) = foreign::write(form, &dictionary);
    let place = |line: usize| {
        let entry = lexicon.entries.iter().find(|entry| entry.place.line == line);
        entry.map_or_else(|| lexicon.header.name.clone(), |entry| entry.place.path.clone())
    };
    for warning in dictionary.warnings.iter().chain(&warnings) {
        print(&format!("{}\n", borrowed::problem(&place(warning.line), warning)));
    }
    write(to, &text)?;
    Ok(dictionary.warnings.len() + warnings.len())
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|source| Error::File {
            path: folder.to_owned(),
            source,
            advice: "choose another place".into(),
        })?;
    }
    atomic::write(path, |file| {
        use std::io::Write;
        file.write_all(text.as_bytes()).map_err(|wrong| wrong.to_string())
    })
}
