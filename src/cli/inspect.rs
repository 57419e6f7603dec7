//! `rejoinder inspect`: how a file was read – format, encoding, layout with its evidence, turns, and what was left out.

use std::io::Write;
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::Args;

use super::{Outcome, reading, sources};
use crate::analysis::analyze;
use crate::batch;
use crate::batch::inputs::shown;
use crate::document::{DateRead, Document, Role, Span};
use crate::error::{Error, Problem, Severity};
use crate::fold::{self, Folded};
use crate::resources::Resources;
use crate::segment::{self, Segments, Turn, choose};

/// What to look at.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Show every word of every turn
    #[arg(long)]
    full: bool,
    /// Of a file with many documents show this one, counted from 1; without it the first, and a list of all
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    document: Option<u32>,
    #[command(flatten)]
    reading: reading::Arguments,
}

/// Words of a turn that are shown without `--full` (characters).
const GLIMPSE: usize = 90;
/// Pieces that are no text are shown up to this many.
const PIECES: usize = 12;

/// Reads the file and tells how.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let reading = arguments.reading.reading()?;
    let found = arguments.reading.find(std::slice::from_ref(&arguments.file))?;
    let (documents, problems) = batch::documents(&found, &reading);
    let resources = sources::resources(&[], true)?;
    let chosen = arguments.document.map_or(0, |number| number as usize - 1);
    if arguments.document.is_some() && chosen >= documents.len() {
        let message = format!("the file holds {} documents; give --document 1 to {0}", documents.len());
        return Err(Error::Usage(message));
    }
    let mut shown = file(arguments, &documents);
    for problem in &problems {
        shown.push_str(&told(problem));
    }
    if documents.len() > 1 && arguments.document.is_none() {
        shown.push_str(&list(&documents, &resources));
    }
    if let Some(document) = documents.get(chosen) {
        shown.push_str(&describe(document, arguments.full, &resources));
    }
    // A reader that has gone away is no fault.
    let _ = anstream::stdout().write_all(shown.as_bytes());
    let failed = problems.iter().any(|problem| problem.code.severity() == Severity::Failure);
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Fine })
}

fn file(arguments: &Arguments, documents: &[Document]) -> String {
    let mut text = format!("{BOLD}{}{BOLD:#}\n", shown(&arguments.file));
    if let Some(first) = documents.first() {
        text.push_str(&line("format", &first.source.format));
        text.push_str(&line("encoding", &first.source.encoding));
    }
    text.push_str(&line("documents", &documents.len().to_string()));
    text
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

fn line(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("  {name:<12}{value}\n") }
}

fn told(problem: &Problem) -> String {
    let colour = match problem.code.severity() {
        Severity::Failure => AnsiColor::Red.on_default(),
        Severity::Warning => AnsiColor::Yellow.on_default(),
        Severity::Note => DIM,
    };
    let place = problem.line.map_or(String::new(), |line| format!(" (line {line})"));
    format!("  {colour}{}: {}{place}{colour:#}\n", problem.code.name(), problem.message)
}

/// One line a document.
fn list(documents: &[Document], resources: &Resources) -> String {
    let mut text = String::new();
    for (number, document) in documents.iter().enumerate() {
        let folded = fold::fold(document);
        let segments = segment::segment(as_read(document, folded.as_ref()), &resources.page);
        text.push_str(&format!(
            "  {:>5}  {}  {:<28} {:>4} turns  {}\n",
            number + 1,
            date(document.metadata.date),
            segments.layout,
            segments.turns.iter().filter(|turn| !turn.heading).count(),
            glimpse(segments.title.as_deref().unwrap_or(&document.text), 60),
        ));
    }
    text
}

/// The document as the stages read it.
fn as_read<'a>(document: &'a Document, folded: Option<&'a Folded>) -> &'a Document {
    folded.map_or(document, |folded| &folded.document)
}

fn date(read: Option<DateRead>) -> String {
    read.map_or("no date   ".to_owned(), |read| read.date.to_string())
}

fn describe(document: &Document, full: bool, resources: &Resources) -> String {
    let analysis = analyze(document, resources);
    let segments = &analysis.segments;
    let metadata = &document.metadata;
    let mut text = format!("\n{BOLD}{}{BOLD:#}\n", document.id);
    text.push_str(&line("title", segments.title.as_deref().unwrap_or("")));
    let dated = metadata
        .date
        .map(|read| format!("{} ({}, from the {})", read.date, read.precision.name(), read.basis.name()));
    for (name, value) in [
        ("date", dated.as_deref()),
        ("genre", segments.genre.map(crate::document::Genre::name)),
        ("outlet", metadata.outlet.as_deref()),
        ("author", metadata.author.as_deref()),
        ("institution", metadata.institution.as_deref()),
        ("state", metadata.state.as_deref()),
        ("language", metadata.language.as_deref()),
        ("address", metadata.url.as_deref()),
    ] {
        text.push_str(&line(name, value.unwrap_or("")));
    }
    text.push_str(&layouts(document, segments, resources));
    for problem in &analysis.problems {
        text.push_str(&told(problem));
    }
    text.push_str(&left_out(document, segments));
    text.push('\n');
    for turn in &segments.turns {
        text.push_str(&spoken(document, turn, full));
    }
    text
}

/// The layout that was chosen, and what speaks for every other.
fn layouts(document: &Document, segments: &Segments, resources: &Resources) -> String {
    let score = segments.layout_score.map_or(String::new(), |score| {
        format!(": the speaker's part is known for {:.0} % of the words", score * 100.0)
    });
    let mut text = line("layout", &format!("{BOLD}{}{BOLD:#}{score}", segments.layout));
    if document.states_voices() {
        return text;
    }
    let folded = fold::fold(document);
    for reading in choose::readings(as_read(document, folded.as_ref()), &resources.page) {
        let why = match reading.missing {
            _ if reading.labels.is_empty() => continue,
            Some(need) => format!("needs {}", need.name()),
            None => format!("evidence {}", reading.evidence),
        };
        let labels = reading.labels.len();
        text.push_str(&format!(
            "  {DIM}{:<12}{:<28} {labels} labels, {why}{DIM:#}\n",
            "", reading.layout.name
        ));
    }
    text
}

/// Words of the document's text that are in no turn, and stage directions.
fn left_out(document: &Document, segments: &Segments) -> String {
    let mut text = String::new();
    let mut at = 0;
    let ends = segments
        .turns
        .iter()
        .map(|turn| turn.span)
        .chain([Span::new(document.text.len(), document.text.len())]);
    let mut gaps = Vec::new();
    for span in ends {
        let gap = Span::new(at, span.start.max(at)).trim(&document.text);
        at = at.max(span.end);
        let words = gap.slice(&document.text);
        // A label is no loss.
        let label = segments.turns.iter().any(|turn| {
            turn.label.as_deref().is_some_and(|label| words.starts_with(label))
                && words.len() < label_length(turn)
        });
        if words.chars().any(char::is_alphanumeric) && !label {
            gaps.push(glimpse(words, GLIMPSE));
        }
    }
    let directions: Vec<&str> =
        segments.directions.iter().map(|span| span.slice(&document.text)).take(PIECES).collect();
    if !directions.is_empty() {
        text.push_str(&line(
            "not said",
            &format!("{} stage directions: {}", segments.directions.len(), directions.join(" ")),
        ));
    }
    for gap in gaps.iter().take(PIECES) {
        text.push_str(&line("not text", gap));
    }
    if gaps.len() > PIECES {
        text.push_str(&line("", &format!("and {} more pieces", gaps.len() - PIECES)));
    }
    text
}

fn label_length(turn: &Turn) -> usize {
    turn.label.as_deref().map_or(0, str::len) + 24
}

fn spoken(document: &Document, turn: &Turn, full: bool) -> String {
    let words = turn.span.slice(&document.text);
    let style = match turn.role {
        _ if turn.heading => BOLD,
        Role::Spokesperson => AnsiColor::Cyan.on_default(),
        Role::Official => AnsiColor::Blue.on_default(),
        Role::Journalist => AnsiColor::Yellow.on_default(),
        Role::Moderator => AnsiColor::Magenta.on_default(),
        Role::Narrator => Style::new(),
        Role::Unknown => AnsiColor::Red.on_default(),
    };
    let role = if turn.heading { "heading" } else { turn.role.name() };
    let who = turn.speaker.as_deref().or(turn.affiliation.as_deref()).or(turn.label.as_deref()).unwrap_or("");
    let place = document.places.shown(turn.span);
    let place = place.split(", bytes").next().unwrap_or("");
    if full {
        return format!("{style}{role} {BOLD}{who}{BOLD:#}{style:#} {DIM}{place}{DIM:#}\n{words}\n\n");
    }
    format!(
        "{DIM}{place:>18}{DIM:#}  {style}{role:<12} {:<24}{style:#} {}\n",
        glimpse(who, 24),
        glimpse(words, GLIMPSE)
    )
}

/// The first characters, in one line.
fn glimpse(words: &str, most: usize) -> String {
    let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &flat[..at]),
        None => flat,
    }
}
