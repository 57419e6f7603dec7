//! `rejoinder kwic`: the lines of a concordance.

mod shown;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use super::sources::Sources;
use super::{Outcome, say};
use crate::batch::concordance::Concordance;
use crate::batch::counted::Counted;
use crate::batch::gather::Gathering;
use crate::document::Role;
use crate::error::{Error, Severity};
use crate::kwic::{Asked, Order, asked};
use crate::lexicon::pattern;
use crate::lexicon::read::flags;
use crate::report::single;
use crate::table;

/// What the subcommand is told.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Arguments {
    /// What to look for, written as in the word lists: 'fabricat*', 'distort* ~3 fact*', '(deny|reject) accusation*',
    /// 'malign [SELF]'. With -e, --category or --entry there is none, and all that follows are inputs
    #[arg(value_name = "PATTERN")]
    pattern: Option<String>,
    #[command(flatten)]
    sources: Sources,
    /// A pattern; may be given several times, and each counts for itself
    #[arg(short = 'e', long = "pattern", value_name = "PATTERN", help_heading = "What")]
    patterns: Vec<String>,
    /// Hits of a category of the word lists, by its id: threat, deny.fact …, or deny for deny.fact and deny.smear
    #[arg(long, value_name = "ID", help_heading = "What")]
    category: Vec<String>,
    /// Hits of an entry of the word lists, by its entry_id
    #[arg(long, value_name = "ID", help_heading = "What")]
    entry: Vec<String>,
    /// How patterns are compared, as the column match of a word list says it: case, stem, comma, start
    #[arg(long = "match", value_name = "FLAGS", value_delimiter = ',', value_parser = ["case", "stem", "comma", "start"], help_heading = "What")]
    compared: Vec<String>,
    /// No hit where this pattern stands over it, as the column except of a word list
    #[arg(long, value_name = "PATTERN", help_heading = "What")]
    except: Vec<String>,
    /// Only what is said in this part: spokesperson, official, journalist, moderator, narrator, unknown
    #[arg(long, value_name = "ROLE", value_delimiter = ',', value_parser = role, help_heading = "What")]
    role: Vec<Role>,
    /// Only what is said by this speaker: a name or whole words of it, in any case
    #[arg(long, value_name = "NAME", help_heading = "What")]
    speaker: Vec<String>,
    /// Only hits that would enter the measures: not negated, not quoted from others, not asked in a question …
    #[arg(long, help_heading = "What")]
    counts: bool,
    /// Order of the lines: document (and place in it), date, left (the words before, the nearest first), right
    #[arg(long, value_name = "ORDER", default_value = "document", value_parser = ["document", "date", "left", "right"])]
    sort: String,
    /// Words on each side of a hit, inside what its speaker says
    #[arg(long, value_name = "N", default_value = "12", value_parser = clap::value_parser!(u16))]
    window: u16,
    /// File for the lines (.csv, .xlsx or .jsonl), each with its sentence and metadata, instead of the terminal
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const AFTER: &str = "What is counted: a line is a hit, as in the table hits. Of overlapping places of one pattern the leftmost and longest stands (--overlap all shows every one, as quanteda's kwic does); two patterns never take words from each other. So the number of lines is the number of rows that hits gets for an entry with that pattern in a category of its own.";

/// The role of that name.
pub(super) fn role(name: &str) -> Result<Role, String> {
    let known = "spokesperson, official, journalist, moderator, narrator, unknown";
    Role::parse(name).ok_or_else(|| format!("no such role; known are {known}"))
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let Question { sources, patterns, asked } = question(arguments)?;
    sources.start();
    if let Some(path) = &arguments.out {
        single::form(path)?;
    }
    let compared = flags(&arguments.compared.join(" ")).map_err(Error::Usage)?;
    let given = asked::lexicon(&patterns, compared, &arguments.except);
    let (reading, inputs, resources) =
        (sources.reading.reading()?, sources.find()?, sources.resources_with(given)?);
    if let Some(unknown) = asked.unknown(&resources) {
        let message = format!(
            "no category or entry of acts has the id {unknown:?}; rejoinder lexicon list names the categories, lexicon show WORD the entries"
        );
        return Err(Error::Usage(message));
    }
    let mut found = Concordance { asked, window: arguments.window.into(), ..Concordance::default() };
    let gathered = Gathering::look_up(&inputs, &reading, &resources).gather(&mut found)?;
    Order::parse(&arguments.sort).unwrap_or_default().sort(&mut found.lines);
    match &arguments.out {
        Some(path) => {
            single::write(path, &table::kwic::rows(&found.lines))?;
            say(&format!("{}: {}", path.display(), shown::count(&found)));
        }
        None => print(&found),
    }
    let mut outcome = Outcome::Fine;
    for problem in Counted::problems(gathered).filter(|problem| problem.code.severity() == Severity::Failure)
    {
        say(&format!("rejoinder: {problem}"));
        outcome = Outcome::SomeFailed;
    }
    Ok(outcome)
}

/// Aligned on the words found, as wide as the terminal, in colour where the terminal has any.
fn print(found: &Concordance) {
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let _ = anstream::stdout().write_all(shown::lines(&found.lines, width).as_bytes());
    let count = shown::count(found);
    // In a pipe there are lines only, so that other programs can count them.
    if std::io::stdout().is_terminal() { super::print(&format!("{count}\n")) } else { say(&count) }
}

/// What is looked for, and where.
struct Question {
    sources: Sources,
    patterns: Vec<String>,
    asked: Asked,
}

fn question(arguments: &Arguments) -> Result<Question, Error> {
    let Arguments { pattern, category, entry, role, speaker, counts, .. } = arguments;
    let (mut sources, mut patterns) = (arguments.sources.clone(), arguments.patterns.clone());
    if patterns.is_empty() && category.is_empty() && entry.is_empty() {
        let missing = "what is looked for? give a PATTERN, -e PATTERN, --category ID or --entry ID";
        patterns.push(pattern.clone().ok_or_else(|| Error::Usage(missing.into()))?);
    } else if let Some(input) = pattern {
        sources.put_first(input.into());
    }
    patterns.iter().chain(&arguments.except).try_for_each(|pattern| readable(pattern))?;
    let asked = Asked {
        patterns: !patterns.is_empty(),
        categories: category.clone(),
        entries: entry.clone(),
        roles: role.clone(),
        speakers: speaker.clone(),
        counts: *counts,
    };
    Ok(Question { sources, patterns, asked })
}

/// A fault in a pattern is shown where it stands.
fn readable(pattern: &str) -> Result<(), Error> {
    let Some((at, message)) = pattern::fault(pattern) else { return Ok(()) };
    let before = pattern.get(..at).unwrap_or("").chars().count();
    Err(Error::Usage(format!(
        "the pattern cannot be read: {message}\n  {pattern}\n  {}^",
        " ".repeat(before)
    )))
}
