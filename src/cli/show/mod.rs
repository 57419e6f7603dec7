//! `rejoinder show`: a transcript with its acts marked in the text, and under each turn what they are.

mod lines;
mod marks;
mod notes;

use std::fmt::Write;
use std::path::PathBuf;

use anstyle::Style;
use clap::Args;

use super::{Outcome, pager, print, reading, sources};
use crate::analysis::{Analysis, analyze};
use crate::batch;
use crate::document::Document;
use crate::error::{Error, Severity};
use crate::report::jsonl;
use crate::resources::Resources;
use crate::segment::Turn;
use crate::table::Tables;

/// What to show.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only turns with acts or citations
    #[arg(long)]
    acts: bool,
    /// Of a file with many documents show this one, counted from 1; without it all
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    document: Option<u32>,
    /// The rows of the tables as JSON, for scripts
    #[arg(long)]
    json: bool,
    /// Further word lists, as for run
    #[arg(long, alias = "lexicon", value_name = "PATH")]
    lexicons: Vec<PathBuf>,
    /// Know the invented names of the sample corpus
    #[arg(long)]
    sample_names: bool,
    /// Print at once, without the pager of a terminal
    #[arg(long)]
    no_pager: bool,
    #[command(flatten)]
    reading: reading::Arguments,
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Runs the subcommand.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let reading = arguments.reading.reading()?;
    let found = arguments.reading.find(std::slice::from_ref(&arguments.file))?;
    let (documents, problems) = batch::documents(&found, &reading);
    let resources = sources::resources(&arguments.lexicons, arguments.sample_names)?;
    let chosen = chosen(&documents, arguments.document)?;
    if arguments.json {
        print(&rows(chosen, &resources)?);
    } else {
        let width = lines::width();
        let shown = chosen.iter().map(|document| shown(document, &resources, arguments.acts, width));
        pager::page(&shown.collect::<Vec<String>>().join("\n"), arguments.no_pager);
    }
    for problem in &problems {
        super::say(&format!("rejoinder: {problem}"));
    }
    let failed = problems.iter().any(|problem| problem.code.severity() == Severity::Failure);
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Fine })
}

fn chosen(documents: &[Document], number: Option<u32>) -> Result<&[Document], Error> {
    let Some(number) = number else { return Ok(documents) };
    let at = number as usize - 1;
    documents.get(at..=at).ok_or_else(|| {
        Error::Usage(format!("the file holds {} documents; give --document 1 to {0}", documents.len()))
    })
}

/// The rows of the tables: one object with a list a table.
fn rows(documents: &[Document], resources: &Resources) -> Result<String, Error> {
    let mut tables = Tables::detail();
    for document in documents {
        tables.add(document, &analyze(document, resources), resources);
    }
    let wrong = |wrong: std::io::Error| Error::Report { path: "-".into(), message: wrong.to_string() };
    let mut bytes = Vec::from(*b"{");
    for (at, table) in tables.details().into_iter().enumerate() {
        bytes.extend(if at > 0 { ",\n" } else { "\n" }.as_bytes());
        bytes.extend(format!("\"{}\": [", table.declared.name).bytes());
        for row in 0..table.height() {
            bytes.extend(if row > 0 { ",\n  " } else { "\n  " }.as_bytes());
            jsonl::object(table, row, &mut bytes).map_err(wrong)?;
        }
        bytes.push(b']');
    }
    bytes.extend(b"\n}\n");
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn shown(document: &Document, resources: &Resources, acts: bool, width: usize) -> String {
    let analysis = analyze(document, resources);
    let title = analysis.segments.title.as_deref().unwrap_or(&document.id);
    let mut text = String::new();
    for line in lines::wrapped(&[(title, BOLD)], "", width) {
        let _ = writeln!(text, "{line}");
    }
    let date = document.metadata.date.map(|read| read.date.to_string());
    let facts = [date.as_deref(), analysis.segments.genre.map(|genre| genre.name()), Some(&document.id)];
    let facts: Vec<&str> = facts.into_iter().flatten().collect();
    let _ = writeln!(text, "{DIM}{}{DIM:#}", facts.join(" · "));
    for (number, turn) in analysis.segments.turns.iter().enumerate() {
        if let Some(said) = said(document, &analysis, resources, (number, turn), acts, width) {
            let _ = write!(text, "\n{said}");
        }
    }
    text
}

/// A turn: who speaks, the words with their marks, what the marks mean.
fn said(
    document: &Document,
    analysis: &Analysis,
    resources: &Resources,
    (number, turn): (usize, &Turn),
    acts: bool,
    width: usize,
) -> Option<String> {
    let hits: Vec<_> = analysis.hits.iter().filter(|hit| hit.turn == number).collect();
    let citations: Vec<_> =
        analysis.cited.citations.iter().filter(|citation| citation.turn == number).collect();
    if acts && hits.is_empty() && citations.is_empty() {
        return None;
    }
    let who = turn.speaker.as_deref().or(turn.affiliation.as_deref()).unwrap_or("(unnamed)");
    let mut text = format!("{BOLD}{who}{BOLD:#} {DIM}{}{DIM:#}\n", turn.role.name());
    for paragraph in marks::paragraphs(document, turn.span, &hits, resources) {
        for line in lines::wrapped(&paragraph, "  ", width) {
            let _ = writeln!(text, "{line}");
        }
    }
    for (at, hit) in (1..).zip(&hits) {
        let note = notes::of_hit(document, resources, at, hit);
        for line in lines::wrapped(&[(&note, DIM)], "      ", width) {
            let _ = writeln!(text, "{line}");
        }
    }
    for citation in &citations {
        let note = notes::of_citation(document, citation);
        for line in lines::wrapped(&[(&note, DIM)], "      ", width) {
            let _ = writeln!(text, "{line}");
        }
    }
    Some(text)
}
