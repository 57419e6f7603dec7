//! What `run` and `inspect` are told of reading: encodings, dates, columns, which files, limits.

use std::path::PathBuf;

use super::this_program;
use crate::batch::inputs;
use crate::batch::reading::{Limits, Reading};
use crate::batch::select::Selection;
use crate::document::DayOrder;
use crate::error::Error;
use crate::ingest::encoding::decode;
use crate::ingest::{Columns, Format, Options};

/// How inputs are found and read.
#[derive(Clone, Debug, clap::Args)]
pub struct Arguments {
    /// Character encoding of all text files that have no byte order mark: windows-1251, gb18030, big5, shift_jis …
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    encoding: Option<String>,
    /// In dates like 03/04/2021 the day stands first
    #[arg(long, conflicts_with = "month_first", help_heading = "Reading")]
    day_first: bool,
    /// In dates like 03/04/2021 the month stands first
    #[arg(long, help_heading = "Reading")]
    month_first: bool,
    /// Table of metadata (.csv, .tsv): a column path or id names the text; columns title, date, outlet, author, url,
    /// institution, state, language, speaker and genre replace what was read
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    metadata: Option<PathBuf>,
    /// Column that names the document: rows with the same value are one document
    #[arg(long, value_name = "NAME", help_heading = "Tabular input")]
    id_column: Option<String>,
    /// Column with the date
    #[arg(long, value_name = "NAME", help_heading = "Tabular input")]
    date_column: Option<String>,
    /// Column with the speaker of the text
    #[arg(long, value_name = "NAME", help_heading = "Tabular input")]
    speaker_column: Option<String>,
    /// Column with the question; with the text column it makes an exchange
    #[arg(long, value_name = "NAME", help_heading = "Tabular input")]
    question_column: Option<String>,
    /// Column with the words, or with the answer
    #[arg(long, value_name = "NAME", help_heading = "Tabular input")]
    text_column: Option<String>,
    /// Of the files in folders read only those that this pattern means, as in .gitignore; may be given often
    #[arg(long, value_name = "PATTERN", help_heading = "Files in folders")]
    include: Vec<String>,
    /// Pass over what this pattern means, as in .gitignore and in files called .rejoinderignore; may be given often
    #[arg(long, value_name = "PATTERN", help_heading = "Files in folders")]
    exclude: Vec<String>,
    /// Follow links that lead out of the folder
    #[arg(long, help_heading = "Files in folders")]
    follow_links: bool,
    /// Format of standard input and of files whose names tell none: text, markdown, csv, jsonl, html …
    #[arg(long, value_name = "NAME", value_parser = format)]
    format: Option<String>,
    /// Largest file that is read, in MiB
    #[arg(long, value_name = "MIB", default_value = "256", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Limits")]
    largest_file: u32,
    /// Largest text in a file that is analysed, in MiB; its tables take some 26 times as much memory
    #[arg(long, value_name = "MIB", default_value = "16", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Limits")]
    largest_text: u32,
    /// Seconds of computing for a file, and for every million bytes of a large one, after which its reader is stopped
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Limits")]
    time_limit: u32,
    /// Memory that the reader of a file may take, in MiB
    #[arg(long, value_name = "MIB", default_value = "1024", value_parser = clap::value_parser!(u32).range(256..), help_heading = "Limits")]
    memory_limit: u32,
    /// Count the same content as often as it comes
    #[arg(long)]
    keep_duplicates: bool,
}

impl Arguments {
    /// How files are read.
    pub(super) fn reading(&self) -> Result<Reading, Error> {
        let mut reading = Reading::new(self.options()?, self.limits(), this_program());
        reading.keep_duplicates = self.keep_duplicates;
        Ok(reading)
    }

    /// The files of these inputs, with what a table of metadata says of them.
    pub(super) fn find(&self, inputs: &[PathBuf]) -> Result<inputs::Inputs, Error> {
        let selection = Selection::new(&self.include, &self.exclude, self.follow_links)?;
        let mut found = inputs::find_selected(inputs, &selection);
        if let Some(path) = &self.metadata {
            found.read_metadata(path)?;
        }
        Ok(found)
    }

    fn options(&self) -> Result<Options, Error> {
        if let Some(name) = self.encoding.as_deref().filter(|name| decode::by_name(name).is_none()) {
            let message = format!("--encoding {name}: no such encoding; known are {}", decode::KNOWN);
            return Err(Error::Usage(message));
        }
        let day_order = match (self.day_first, self.month_first) {
            (true, _) => Some(DayOrder::DayFirst),
            (_, true) => Some(DayOrder::MonthFirst),
            _ => None,
        };
        let columns = Columns {
            id: self.id_column.clone(),
            date: self.date_column.clone(),
            speaker: self.speaker_column.clone(),
            question: self.question_column.clone(),
            text: self.text_column.clone(),
        };
        Ok(Options { columns, encoding: self.encoding.clone(), format: self.format.clone(), day_order })
    }

    fn limits(&self) -> Limits {
        let bytes = |mebibytes: u32| u64::from(mebibytes) * 1024 * 1024;
        Limits {
            largest_file: bytes(self.largest_file),
            largest_text: bytes(self.largest_text),
            seconds: self.time_limit.into(),
            memory: bytes(self.memory_limit),
        }
    }
}

/// The name of a format that is read.
fn format(name: &str) -> Result<String, String> {
    let known = Format::named(name).map(|_| name.to_owned());
    known.ok_or_else(|| {
        format!("no such format; known are {}", Format::names().collect::<Vec<_>>().join(", "))
    })
}
