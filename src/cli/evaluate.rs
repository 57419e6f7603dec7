//! `rejoinder evaluate`: how well the tags agree with codes that people gave.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Outcome, print};
use crate::error::Error;
use crate::evaluate::score::Disagreement;
use crate::evaluate::shown::{self, Sheet};
use crate::evaluate::{self, Coded, Evaluation, Score, attributions, replies};
use crate::lexicon::{folder, sentences};
use crate::report::{atomic, neutral};
use crate::resources::Resources;
use crate::tag::rule::{FAMILIES, Rule, Rules};

/// What the subcommand is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Coded material: JSON lines with acts, or with attributions of articles; or a CSV or TSV file with a text and its
    /// codes, or a question, its answer and a reply type, in each row
    #[arg(value_name = "CODED")]
    coded: PathBuf,
    /// The coded texts, where CODED holds only codes
    #[arg(long, value_name = "FILE")]
    texts: Option<PathBuf>,
    /// Column of the codes in a spreadsheet
    #[arg(long, value_name = "NAME")]
    codes: Option<String>,
    /// Folder for evaluation.csv, confusions.csv and errors.csv
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print the disagreements, all or those of one category
    #[arg(long, value_name = "CATEGORY", num_args = 0..=1, default_missing_value = "")]
    errors: Option<String>,
    /// Switch rules or families of rules off, by name, separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    without: Vec<String>,
    /// Switch all rules off: plain counting of words
    #[arg(long)]
    naive: bool,
    /// Print what each rule is worth: the figures with it switched off
    #[arg(long)]
    ablation: bool,
    /// Further word lists, as for `run`
    #[arg(long, value_name = "DIR")]
    lexicons: Vec<PathBuf>,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let codes = String::from_utf8_lossy(&bytes(&arguments.coded)?).into_owned();
    let mut lexicons = folder::built_in()?;
    for further in &arguments.lexicons {
        lexicons.extend(folder::from_disk(further)?);
    }
    let mut resources = Resources::new(lexicons)?;
    resources.rules = rules(arguments)?;
    if attributions::is_gold(&codes) {
        given(arguments, &codes, &resources)
    } else if replies::is_gold(&codes) {
        answered(arguments, &codes, &resources)
    } else {
        acts(arguments, &codes, resources)
    }
}

/// Acts, and the citations coded beside them.
fn acts(arguments: &Arguments, codes: &str, mut resources: Resources) -> Result<Outcome, Error> {
    let coded = read(arguments, codes)?;
    let mut evaluation = evaluate::evaluate(&coded, &resources);
    print(&shown::figures(&evaluation));
    let replies = replies::evaluate(&replies::of_items(&coded), &resources);
    if replies.n > 0 {
        print("\nReply types, answer by answer\n\n");
        print(&replies::shown::figures(&replies));
    }
    evaluation.errors.extend(replies.errors);
    let outcome = tell(arguments, &coded.problems, &evaluation.errors);
    if arguments.ablation {
        print(&ablation(&coded, &mut resources, &evaluation));
    }
    let Evaluation { scores, cited, confusions, errors, .. } = evaluation;
    let scores: Vec<Score> =
        scores.into_iter().chain(cited.map(|cited| cited.present)).chain(replies.scores).collect();
    write(arguments, shown::sheets(&scores, &confusions, &errors))?;
    Ok(outcome)
}

/// Attributions of articles.
fn given(arguments: &Arguments, codes: &str, resources: &Resources) -> Result<Outcome, Error> {
    let gold = attributions::read(&arguments.coded.display().to_string(), codes);
    let evaluation = attributions::evaluate(&gold, resources);
    print(&attributions::shown::figures(&evaluation));
    let outcome = tell(arguments, &gold.problems, &evaluation.errors);
    write(arguments, shown::sheets(&evaluation.scores, &[], &evaluation.errors))?;
    Ok(outcome)
}

/// Reply types of answers.
fn answered(arguments: &Arguments, codes: &str, resources: &Resources) -> Result<Outcome, Error> {
    let gold = replies::read(&arguments.coded.display().to_string(), codes, arguments.codes.as_deref())?;
    let evaluation = replies::evaluate(&gold, resources);
    print(&replies::shown::figures(&evaluation));
    let outcome = tell(arguments, &gold.problems, &evaluation.errors);
    write(arguments, shown::sheets(&evaluation.scores, &[], &evaluation.errors))?;
    Ok(outcome)
}

/// Tells what could not be used, and the disagreements if they are asked for.
fn tell(arguments: &Arguments, problems: &[String], errors: &[Disagreement]) -> Outcome {
    for problem in problems {
        print(&format!("{problem}\n"));
    }
    if let Some(category) = &arguments.errors {
        print("\n");
        print(&shown::errors(errors, Some(category.as_str()).filter(|name| !name.is_empty())));
    }
    if problems.is_empty() { Outcome::Fine } else { Outcome::SomeFailed }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|source| Error::File {
        path: path.to_owned(),
        source,
        advice: "name a file with coded texts".into(),
    })
}

fn read(arguments: &Arguments, codes: &str) -> Result<Coded, Error> {
    let texts = arguments.texts.as_deref().map(|path| bytes(path).map(|bytes| (path, bytes))).transpose()?;
    let name = texts.as_ref().map(|(path, _)| path.display().to_string()).unwrap_or_default();
    evaluate::read(
        &arguments.coded.display().to_string(),
        codes,
        texts.as_ref().map(|(_, bytes)| (name.as_str(), bytes.as_slice())),
        arguments.codes.as_deref(),
    )
}

fn rules(arguments: &Arguments) -> Result<Rules, Error> {
    let mut rules = if arguments.naive { Rules::NONE } else { Rules::default() };
    for name in &arguments.without {
        if let Some(family) = FAMILIES.iter().find(|family| family.name == name) {
            rules = family.rules.iter().fold(rules, |rules, rule| rules.without(*rule));
            continue;
        }
        let rule = Rule::parse(name).ok_or_else(|| {
            let families = FAMILIES.iter().map(|family| family.name);
            let known: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).chain(families).collect();
            Error::Usage(format!("--without {name:?} names no rule; known are {}", known.join(", ")))
        })?;
        rules = rules.without(rule);
    }
    Ok(rules)
}

/// One line a rule: what happens to precision and recall when it is off.
fn ablation(coded: &Coded, resources: &mut Resources, whole: &Evaluation) -> String {
    let mut text = format!(
        "\n{:<16} {:>9} {:>9} {:>9}   {:>9} {:>9} {:>9}   {:>13}\n",
        "without", "precision", "recall", "F1", "P change", "R change", "F1 change", "own sentences"
    );
    let rules = resources.rules;
    text.push_str(&ablated("(nothing)", whole, whole, resources));
    for family in FAMILIES {
        resources.rules = family.rules.iter().fold(rules, |rules, rule| rules.without(*rule));
        text.push_str(&ablated(
            &format!("{} (all)", family.name),
            &evaluate::evaluate(coded, resources),
            whole,
            resources,
        ));
    }
    for rule in Rule::ALL.iter().filter(|rule| rules.has(**rule)) {
        resources.rules = rules.without(*rule);
        text.push_str(&ablated(rule.name(), &evaluate::evaluate(coded, resources), whole, resources));
    }
    resources.rules = Rules::NONE;
    text.push_str(&ablated("(all of them)", &evaluate::evaluate(coded, resources), whole, resources));
    resources.rules = rules;
    text
}

/// The first score stands for the whole: all tags, or the question that was coded. The last column counts the test
/// sentences of the word lists that fail.
fn ablated(name: &str, one: &Evaluation, whole: &Evaluation, resources: &Resources) -> String {
    let Some((score, before)) = one.scores.first().zip(whole.scores.first()) else { return String::new() };
    let figures =
        |score: &Score| [score.precision(), score.recall(), score.f1()].map(|value| value.unwrap_or(0.0));
    let failing = sentences::run(resources, &[]).failures.len();
    let ([p, r, f], [p0, r0, f0]) = (figures(score), figures(before));
    format!(
        "{name:<16} {p:>9.3} {r:>9.3} {f:>9.3}   {:>+9.3} {:>+9.3} {:>+9.3}   {failing:>6} fail\n",
        p - p0,
        r - r0,
        f - f0
    )
}

/// Writes the sheets, if a folder is named.
fn write(arguments: &Arguments, sheets: Vec<Sheet>) -> Result<(), Error> {
    let Some(folder) = &arguments.out else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|source| Error::File {
        path: folder.clone(),
        source,
        advice: "choose another folder with --out".into(),
    })?;
    for sheet in sheets {
        atomic::write(&folder.join(sheet.name), |file| {
            let mut writer = csv::WriterBuilder::new().from_writer(file);
            for row in &sheet.rows {
                let cells = row.iter().map(|cell| neutral::csv(cell).into_owned());
                writer.write_record(cells).map_err(|wrong| wrong.to_string())?;
            }
            writer.flush().map_err(|wrong| wrong.to_string())
        })?;
    }
    Ok(())
}
